"""Text nobody means well with, for every field a reader can fill in."""

from __future__ import annotations

import json
import unicodedata

from tests.tools import ROOT

NAUGHTY: list[str] = json.loads((ROOT / "tests/data/naughty_strings.json").read_text(encoding="utf-8"))
VIETNAMESE = "Chị Nguyễn Thị Hường ở xã Đồng Hỷ đã dạy chữ cho bà con suốt ba mươi năm."
OTHERS = (
    unicodedata.normalize("NFD", VIETNAMESE),
    "\u202eđảo ngược\u202c và \u2066cô lập\u2069",
    "ẩn\u200b\u200d\ufeff\u00ad\u034f",
    "không\x00không",
    "e" + "\u0301" * 500,
    "\ufdd0\uffff\U0010ffff chữ",
    "\n" * 500 + "xa nhau" + "\n" * 500 + "thật",
    "x" * 1_000_000,
    "ế" * 1_000_000,
    "<script>alert(1)</script>&amp;&lt;b&gt;",
    "{{ 7|add:7 }}{% now 'Y' %}",
    "²³",
    "٣١",
)
BROKEN = ("\ud800", "chữ \udfff hỏng", "\udc00" * 1000, "\ufffd")
"""Lone surrogates, which only a program can send, and what Django reads bytes as that are no text."""

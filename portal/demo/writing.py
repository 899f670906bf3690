"""The words of one generated article, decided by its number alone."""

from __future__ import annotations

import json
import random
import uuid
from dataclasses import dataclass

from portal.demo import bulk_words as words
from portal.vietnamese.slug import slugify_vi


@dataclass(frozen=True)
class Words:
    """Title, address, sapo, body (JSON) and which of the citing sentences the body holds."""

    title: str
    slug: str
    lead: str
    body: str
    citing: int


def article_words(number: int) -> Words:
    """Return the words of the article with this number; the same number gives the same words."""
    rng = random.Random(number)  # noqa: S311 -- sample words, not secrets
    who, does, what = rng.choice(words.WHO), rng.choice(words.DOES), rng.choice(words.WHAT)
    title = f"{who} {does} {what}"
    figures = {
        "who": who,
        "what": what,
        "months": rng.randint(3, 24),
        "homes": rng.randint(12, 980),
        "units": rng.randint(3, 60),
        "days": rng.randint(40, 2400),
    }
    citing = number % len(words.CITING)
    paragraphs = [text.format(**figures) for text in words.PARAGRAPHS]
    paragraphs[1] = f"{paragraphs[1]} {words.CITING[citing]}"
    html = "".join(f"<p>{text}</p>" for text in paragraphs)
    block = {"type": "paragraph", "value": html, "id": str(uuid.UUID(int=rng.getrandbits(128), version=4))}
    return Words(
        title=title,
        slug=slugify_vi(title, max_length=80),
        lead=rng.choice(words.LEADS).format(**figures),
        body=json.dumps([block]),
        citing=citing,
    )

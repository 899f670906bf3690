"""``manage.py measure_intake DOCS``: how much clean Vietnamese prose the word rules and the accent step would stop.

DOCS has a JSON object with a ``text`` on each line. Nothing is stored. Budgets: 0.5 % held by words alone, 1 % asked
about accents.
"""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from news.comments.loading import DATA
from news.comments.models import WordRule
from news.comments.pipeline import lacks_accents
from news.comments.rules import matcher

MOST_HELD, MOST_ASKED = 0.005, 0.01


class Command(BaseCommand):
    """Measure the rules in force on texts known to be clean; fails when a budget is passed."""

    help = "Đo trên văn bản sạch: bao nhiêu đoạn bị giữ vì từ ngữ, bao nhiêu đoạn bị hỏi về dấu."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file."""
        parser.add_argument("docs", type=Path, help="tệp JSON Lines, mỗi dòng có “text”")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the figures, and each paragraph that was stopped by its rule."""
        if not WordRule.objects.filter(active=True).exists():
            raise CommandError(f"Chưa có từ nào. Chạy load_word_rules ({DATA.name}) trước.")
        try:
            lines = options["docs"].read_text(encoding="utf-8").splitlines()
            texts = [json.loads(line)["text"] for line in lines if line.strip()]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CommandError(f"Không đọc được {options['docs']}: {error}") from error
        if not texts:
            raise CommandError("Tệp không có đoạn nào.")
        rules = matcher()
        held = [(text, hits) for text in texts if (hits := rules.hits(text))]
        for text, hits in held:
            self.stdout.write(f"  {', '.join(hit.text for hit in hits)}: {text[:80]}…")
        hinted = sum(bool(rules.hints(text)) for text in texts)
        asked = sum(lacks_accents(text) for text in texts)
        count = len(texts)
        self.stdout.write(f"{count} đoạn; giữ vì từ ngữ: {len(held)} ({len(held) / count:.2%}, tối đa {MOST_HELD:.1%})")
        self.stdout.write(f"hỏi về dấu: {asked} ({asked / count:.2%}, tối đa {MOST_ASKED:.1%}); gợi ý: {hinted}")
        if len(held) / count > MOST_HELD or asked / count > MOST_ASKED:
            raise CommandError("Vượt mức cho phép.")

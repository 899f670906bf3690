"""Short forms and full ones find each other."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from search.lexicon import kept
from search.lexicon.abbreviations import Abbreviations
from search.lexicon.loading import load_abbreviations
from search.lexicon.models import Abbreviation
from search.question import parse

KNOWN = Abbreviations.of([("TĐKT", "thi đua, khen thưởng"), ("TU", "Tỉnh ủy"), ("KT-XH", "kinh tế - xã hội")])


def others(typed: str) -> list[str]:
    question = parse(typed)
    return [" ".join(other) for _, _, other in KNOWN.found(question.typed, question.text)]


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("công tác TĐKT", ["thi đua khen thưởng"]),
        ("cong tac tdkt", ["thi đua khen thưởng"]),
        ("thi dua khen thuong", ["tđkt"]),
        ("Thi đua – Khen thưởng", ["tđkt"]),
        ("kt-xh", ["kinh tế xã hội"]),
        ("kinh tế, xã hội", ["kt xh"]),
        ("TU Cao Bằng", ["tỉnh ủy"]),
        ("tu bổ di tích", []),
        ("Tỉnh ủy", []),
        ("thị đua khen thưởng", []),
        ("", []),
    ],
)
def test_each_form_finds_the_other(typed, other):
    assert others(typed) == other


@pytest.mark.django_db
def test_what_staff_switched_off_is_not_expanded_and_stays_off():
    load_abbreviations()
    Abbreviation.objects.filter(short="OCOP").update(active=False)
    assert load_abbreviations() == 0
    question = parse("OCOP")
    assert list(kept.abbreviations().found(question.typed, question.text)) == []
    row = Abbreviation.objects.get(short="OCOP")
    row.active = True
    row.save()
    assert list(kept.abbreviations().found(question.typed, question.text))


@pytest.mark.django_db
@pytest.mark.parametrize(("short", "full"), [("-", "gì đó"), ("A", "..."), ("A", "x " * 30), ("ubnd", "UBND")])
def test_what_is_no_abbreviation_is_refused(short, full):
    with pytest.raises(ValidationError):
        Abbreviation(short=short, expansion=full).full_clean()


@pytest.mark.django_db
def test_the_ones_that_come_with_the_portal_are_loaded_at_setup():
    call_command("setup_portal", verbosity=0)
    assert Abbreviation.objects.filter(short="CSTĐCS", expansion="chiến sĩ thi đua cơ sở").exists()
    for row in Abbreviation.objects.all():
        row.full_clean()

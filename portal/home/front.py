"""What stands on the front page, in a fixed number of queries."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Window
from django.db.models.functions import RowNumber

from news.bulletins.models import BulletinPage
from news.documents.models import OfficialDocument, PlanPage
from portal.base.models import BasePage

if TYPE_CHECKING:
    from portal.home.models import HomePage

SECOND_STORIES = 2
NEWEST = 10
PER_SECTION = 4
CANDIDATES = 40
PLANS = 4
DOCUMENTS = 6


def _pages_of(model: type[BasePage]) -> Any:
    kind = ContentType.objects.get_for_model(model)
    return BasePage.objects.public_rows().filter(content_type=kind, display_date__isnull=False)


def _bulletins() -> Any:
    return _pages_of(BulletinPage)


def section_blocks() -> list[dict[str, Any]]:
    """Return the sections in tree order, each with its newest bulletins, from one windowed query."""
    numbered = _bulletins().filter(section__isnull=False, section__live=True, section__show_in_menus=True)
    rank = Window(RowNumber(), partition_by=F("section_id"), order_by=[F("display_date").desc(), F("pk").desc()])
    blocks: dict[int, dict[str, Any]] = {}
    for card in numbered.annotate(rank=rank).filter(rank__lte=PER_SECTION).order_by("section__path", "rank"):
        block = blocks.setdefault(card.section_id, {"section": card.section, "pages": []})
        block["pages"].append(card)
    return list(blocks.values())


def front_page(home: HomePage) -> dict[str, Any]:
    """Return ``lead_story``, ``second_stories``, ``newest``, ``sections``, ``plans`` and ``documents``.

    The lead is the editor's choice while it is public; else the newest bulletin with a picture. No bulletin
    stands twice among lead, second stories and newest.
    """
    newest = list(_bulletins().newest_first()[:CANDIDATES])
    lead = next((card for card in newest if card.pk == home.lead_story_id), None)
    if lead is None and home.lead_story_id:
        lead = _bulletins().filter(pk=home.lead_story_id).first()
    lead = lead or next((card for card in newest if card.main_image_id), None) or next(iter(newest), None)
    others = [card for card in newest if lead is None or card.pk != lead.pk]
    second = list(islice((card for card in others if card.main_image_id), SECOND_STORIES))
    rest = [card for card in others if card not in second]
    sections = section_blocks()
    shown = [lead] if lead else []
    BasePage.add_pictures([*shown, *second, *rest[:NEWEST], *(page for block in sections for page in block["pages"])])
    return {
        "lead_story": lead,
        "second_stories": second,
        "newest": rest[:NEWEST],
        "sections": sections,
        "plans": list(_pages_of(PlanPage).newest_first()[:PLANS]),
        "documents": list(OfficialDocument.objects.public().select_related("type", "issuer")[:DOCUMENTS]),
    }

"""What stands on the front page, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest

from news.bulletins.models import BulletinPage
from news.documents.addresses import learn_library_address
from news.documents.models import OfficialDocument, PlanPage
from portal.base.context_processors import standing_pages
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


def newest_ids(sections: list[BasePage]) -> dict[int, list[int]]:
    """Return for each section the ids of its newest pages, newest first.

    Four small subqueries a section, each answered from the index page_section_newest: a window over all bulletins
    would read them all, and so would a condition on the kind in a section that has none of it.
    """
    pages = BasePage.objects.live().public().filter(section_id=OuterRef("pk"), display_date__isnull=False)
    of_section = pages.newest_first().values("pk")
    ranks = {f"newest_{n}": Subquery(of_section[n : n + 1]) for n in range(PER_SECTION)}
    rows = BasePage.objects.filter(pk__in=[section.pk for section in sections]).values_list("pk").annotate(**ranks)
    return {section: [pk for pk in found if pk] for section, *found in rows}


def section_blocks(sections: list[BasePage], shown: Iterable[BasePage] = ()) -> list[dict[str, Any]]:
    """Return the sections that carry bulletins, in the order given, each with its newest ones but those shown."""
    above = {card.pk for card in shown}
    ids = {section: [pk for pk in found if pk not in above] for section, found in newest_ids(sections).items()}
    cards = {card.pk: card for card in _bulletins().filter(pk__in=[pk for found in ids.values() for pk in found])}
    blocks = [
        {"section": section, "pages": [cards[pk] for pk in ids.get(section.pk, ()) if pk in cards]}
        for section in sections
    ]
    return [block for block in blocks if block["pages"]]


def front_page(home: HomePage, request: HttpRequest) -> dict[str, Any]:
    """Return ``lead_story``, ``second_stories``, ``newest``, ``sections``, ``plans`` and ``documents``.

    The lead is the editor's choice while it is public; else the newest bulletin with a picture. No bulletin
    stands twice among lead, second stories and newest, and none with a large picture again in its section.
    """
    newest = list(_bulletins().newest_first()[:CANDIDATES])
    lead = next((card for card in newest if card.pk == home.lead_story_id), None)
    if lead is None and home.lead_story_id:
        lead = _bulletins().filter(pk=home.lead_story_id).first()
    lead = lead or next((card for card in newest if card.main_image_id), None) or next(iter(newest), None)
    others = [card for card in newest if lead is None or card.pk != lead.pk]
    second = list(islice((card for card in others if card.main_image_id), SECOND_STORIES))
    rest = [card for card in others if card not in second]
    learn_library_address(request)
    kind = ContentType.objects.get_for_model(apps.get_model("home", "SectionPage"))
    in_menus = [page for page in standing_pages(request) if page.show_in_menus and page.content_type_id == kind.pk]
    shown = [*([lead] if lead else []), *second]
    sections = section_blocks(in_menus, shown)
    BasePage.add_pictures([*shown, *rest[:NEWEST], *(page for block in sections for page in block["pages"])])
    return {
        "lead_story": lead,
        "second_stories": second,
        "newest": rest[:NEWEST],
        "sections": sections,
        "plans": list(_pages_of(PlanPage).newest_first()[:PLANS]),
        "documents": list(OfficialDocument.objects.public().select_related("type", "issuer")[:DOCUMENTS]),
    }

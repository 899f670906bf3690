"""What stands on the front page, in a fixed number of queries."""

from __future__ import annotations

from functools import reduce
from itertools import islice
from operator import or_
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, OuterRef, Q, Subquery
from django.http import HttpRequest

from exemplars.honours.models import Conferral
from exemplars.registry.cards import highest
from exemplars.registry.models import Exemplar
from exemplars.stories.models import StoryPage
from news.bulletins.models import BulletinPage
from news.documents.addresses import learn_library_address
from news.documents.models import OfficialDocument, PlanPage
from news.readership.reading import most_read_of, read_this_week
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
SPOTLIGHT_HONOURS = 2
TOLD = (BulletinPage, StoryPage)


def _pages_of(*models: type[BasePage]) -> Any:
    kinds = ContentType.objects.get_for_models(*models).values()
    return BasePage.objects.public_rows().filter(content_type__in=kinds, display_date__isnull=False)


def _told() -> Any:
    """Bulletins and stories: what is told, as against plans."""
    return _pages_of(*TOLD)


def newest_pages() -> tuple[list[BasePage], list[BasePage], list[BasePage]]:
    """Return the newest bulletins and stories, the newest plans, and what was read most this week; one query.

    Each kind is read from its end of the index page_kind_newest, what was read most from the end of its own.
    """
    wanted = {**dict.fromkeys(TOLD, CANDIDATES), PlanPage: PLANS}
    candidates = [Q(pk__in=_pages_of(kind).newest_first().values("pk")[:most]) for kind, most in wanted.items()]
    rows = BasePage.objects.public_rows().filter(reduce(or_, candidates, Q(pk__in=read_this_week())))
    pages = list(rows.annotate(week=F("page_views__week")).newest_first())
    plan = ContentType.objects.get_for_model(PlanPage).pk
    told = [page for page in pages if page.content_type_id != plan]
    return told[:CANDIDATES], [page for page in pages if page.content_type_id == plan][:PLANS], most_read_of(pages)


def spotlight_honours(spotlight: BasePage | None) -> list[Conferral]:
    """Return the highest honours of those whom the spotlight tells, when it is a story; one query."""
    if spotlight is None or spotlight.content_type_id != ContentType.objects.get_for_model(StoryPage).pk:
        return []
    told = Exemplar.objects.public().filter(story_subjects__page=spotlight.pk).values("pk")
    return highest(told)[:SPOTLIGHT_HONOURS]


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


def section_blocks(
    sections: list[BasePage], ids: dict[int, list[int]], cards: dict[int, BasePage], shown: list[BasePage]
) -> list[dict[str, Any]]:
    """Return the sections that carry bulletins or stories, in the order given, each with its newest not shown above."""
    above = {card.pk for card in shown}
    blocks = [
        {"section": section, "pages": [cards[pk] for pk in ids.get(section.pk, ()) if pk in cards and pk not in above]}
        for section in sections
    ]
    return [block for block in blocks if block["pages"]]


def menu_sections(request: HttpRequest) -> list[BasePage]:
    """Return the sections of the navigation, in its order."""
    kind = ContentType.objects.get_for_model(apps.get_model("home", "SectionPage"))
    return [page for page in standing_pages(request) if page.show_in_menus and page.content_type_id == kind.pk]


def stories(newest: list[BasePage], chosen: BasePage | None) -> tuple[BasePage | None, list[BasePage], list[BasePage]]:
    """Return the lead story, the second stories and the rest: the editor's choice leads, else the newest picture."""
    lead = chosen or next((card for card in newest if card.main_image_id), None) or next(iter(newest), None)
    others = [card for card in newest if lead is None or card.pk != lead.pk]
    second = list(islice((card for card in others if card.main_image_id), SECOND_STORIES))
    return lead, second, [card for card in others if card not in second]


def front_page(home: HomePage, request: HttpRequest) -> dict[str, Any]:
    """Return what the front page shows: stories, ``newest``, ``spotlight``, ``sections``, ``plans``, ``read``,
    ``documents``.

    No bulletin stands twice among lead, second stories and newest, and none with a large picture again in its section.
    """
    learn_library_address(request)
    newest, plans, read = newest_pages()
    sections = menu_sections(request)
    ids = newest_ids(sections)
    wanted = {home.lead_story_id, home.spotlight_id, *(pk for found in ids.values() for pk in found)} - {None}
    cards = {card.pk: card for card in _told().filter(pk__in=wanted)}
    lead, second, rest = stories(newest, cards.get(home.lead_story_id))
    spotlight = cards.get(home.spotlight_id)
    shown = [card for card in (lead, spotlight, *second) if card]
    blocks = section_blocks(sections, ids, cards, shown)
    BasePage.add_pictures([*shown, *rest[:NEWEST], *(page for block in blocks for page in block["pages"])])
    return {
        "lead_story": lead,
        "second_stories": second,
        "newest": rest[:NEWEST],
        "spotlight": spotlight,
        "spotlight_honours": spotlight_honours(spotlight),
        "sections": blocks,
        "plans": plans,
        "read": read,
        "documents": list(OfficialDocument.objects.public().select_related("type", "issuer")[:DOCUMENTS]),
    }

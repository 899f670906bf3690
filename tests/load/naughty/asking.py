"""Every string as a question: through each parameter, and each part of an address that anybody may type."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from lxml import etree
from tqdm import tqdm

from exemplars.movements.models import Cluster
from news.bulletins.models import Topic
from news.polls.models import Poll
from tests.consultations.factories import make_consultation
from tests.documents.factories import make_document
from tests.load.naughty.places import Box
from tests.load.naughty.room import STRINGS, decoded, is_vietnamese, letters
from tests.load.naughty.sending import Names, Row, in_turn, named
from tests.load.naughty.wire import Answer, Wire, encoded, in_path
from tests.load.served import open_article
from tests.registry.factories import make_conferral, make_exemplar, make_honour, make_movement

LONGEST = 3000
"""Characters of an encoded address; a longer one the server refuses by itself, before the portal sees it."""


def samples() -> dict[str, tuple[Any, ...]]:
    """Make one public thing of each kind; return the arguments of its address."""
    exemplar = make_exemplar(field="Nông nghiệp", movements=[make_movement()])
    document = make_document("12/QĐ-UBND", "5/1/2024")
    make_conferral(exemplar, decision=document)
    return {
        "conferral_decision": (document.slug,),
        "/van-ban/…/": ("van-ban", document.slug),
        "exemplar": (exemplar.slug,),
        "honour": (make_honour().slug,),
        "movement": (exemplar.movements.get().slug,),
        "consultation": (make_consultation("Danh sách thứ hai").slug,),
        "opinion_give": (make_consultation("Danh sách thứ ba").slug,),
        "topic": (Topic.objects.create(name="Người tốt", slug="nguoi-tot").slug,),
        "comment_form": (open_article().pk,),
        "cluster": (Cluster.objects.create(name="Cụm số 1").slug,),
        "poll": (Poll.objects.create(question="Được không?", is_public=True).slug,),
    }


class Questions:
    """Everything asked of one address."""

    def __init__(self, box: Box, numbers: list[int], args: tuple[Any, ...]) -> None:
        self.box, self.numbers, self.args = box, numbers, args
        self.label = box.label
        self.rows: dict[str, Row] = {}
        self.names = Names()
        self.problems: list[str] = []

    def requests(self) -> Iterator[tuple[str, int, str]]:
        """Yield what is asked through, number of the string, address."""
        first, others = self.box.parameters[:1], self.box.parameters[1:]
        for number in self.numbers:
            raw = STRINGS[number]
            for names in (first, others):
                if names and ... not in self.args:
                    query = encoded(dict.fromkeys(names, raw))
                    yield ", ".join(names), number, f"{self._path(self.args)}?{query}"
            if ... in self.box.sample:
                args = tuple(raw if one is ... else one for one in self.box.sample)
                yield "the address", number, self._path(args)

    def _path(self, args: tuple[Any, ...]) -> str:
        if self.box.name == "wagtail_serve":
            return (
                "".join(
                    f"/{one if one in ('tin-tuc/rss', 'tin-tuc/luu-tru/2024/1') else in_path(str(one))}" for one in args
                )
                + "/"
            )
        # An address is made with numbers in the places of strings, which no pattern would let in.
        marks = [7_000_001 + at if isinstance(one, str) else one for at, one in enumerate(args)]
        if self.box.name == "exemplar_export":
            return reverse(self.box.name, args=args)
        path = reverse(self.box.name, args=marks)
        for mark, one in zip(marks, args, strict=True):
            path = path.replace(str(mark), in_path(one)) if isinstance(one, str) else path
        return path

    def ask(self, wire: Wire, bar: tqdm) -> None:
        """Ask, several at once; what is longer than an address may be is not sent."""
        asked = [one for one in self.requests() if len(one[2]) <= LONGEST]
        for (name, number, _path), answer in in_turn(lambda one: wire.get(one[2]), asked):
            row = self.rows.setdefault(name, Row(self.label, name))
            row.statuses[answer.status] += 1
            row.refused += answer.status >= 400
            where = named(self.label, name, number)
            self.problems += [f"{where}: {one}" for one in self._wrong(name, number, answer, where)]
            bar.update()

    def _wrong(self, name: str, number: int, answer: Answer, where: str) -> Iterable[str]:
        raw = decoded(STRINGS[number])
        if answer.status >= 500:
            yield f"answered {answer.status}"
        elif answer.is_html and answer.body:
            yield from self._wrong_page(name, raw, answer, where)
        elif answer.headers.get_content_type().endswith("+xml"):
            yield from self._wrong_feed(name, raw, answer, where)
        elif answer.status < 400 and "json" in answer.headers.get_content_type():
            json.loads(answer.text)

    def _wrong_page(self, name: str, raw: str, answer: Answer, where: str) -> Iterable[str]:
        page = answer.page
        self.names.add(where, raw, page.names)
        yield from page.odd
        if answer.status >= 400 and not any(is_vietnamese(message, raw) for message in page.problems):
            yield f"{answer.status} without a word in Vietnamese: {page.problems}"
        if answer.status != 200 or name not in self.box.parameters:
            return
        for shown in page.values(name):
            # Two boxes may stand on a page, of which one knows nothing of the question.
            if shown and not letters(raw).startswith(letters(shown)):
                yield f"the box shows {shown[:60]!a}"

    def _wrong_feed(self, name: str, raw: str, answer: Answer, where: str) -> Iterable[str]:
        root = etree.fromstring(answer.body, etree.XMLParser(resolve_entities=False))
        self.names.add(where, raw, {str(one.tag) for one in root.iter()})
        title = next(one.text or "" for one in root.iter() if etree.QName(one).localname == "title")
        quoted = title.partition("“")[2].rpartition("”")[0]
        if name == "q" and not letters(raw).startswith(letters(quoted)):
            yield f"the feed's title is {title[:60]!a}"

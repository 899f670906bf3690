"""What was stored, published and read back: in articles, receipts, on the moderators' and the curators' desk."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.db.models import F
from django.test import Client
from django.urls import reverse

from exemplars.consultations.admin.common import url_of as consultations_url
from exemplars.consultations.models import Opinion
from exemplars.consultations.opinions import words_of
from exemplars.nominations.addresses import receipt_url
from exemplars.nominations.models import Confirmation, Nomination
from news.comments.models import Comment, Reason, State
from news.comments.states import decide
from tests.load.naughty.desk import CSRF, AnswerRoom, EditRoom, HoldRoom, another
from tests.load.naughty.people import OpinionRoom
from tests.load.naughty.proposers import NAME as FILE_NAME
from tests.load.naughty.proposers import NominationReceiptRoom, NominationRoom, QuestionRoom
from tests.load.naughty.readers import AppealRoom, CommentRoom, RewriteRoom, staff, token_of
from tests.load.naughty.reading import Node, Page
from tests.load.naughty.room import Room
from tests.load.naughty.sending import Names, in_turn
from tests.load.naughty.wire import Wire


def signed_in() -> dict[str, str]:
    """Return the cookies of a moderator who may see everything, signed in."""
    client, person = Client(), staff()
    person.is_superuser = True
    person.save()
    client.force_login(person)
    return {"sessionid": client.cookies["sessionid"].value, "csrftoken": CSRF}


def line(text: str) -> str:
    """Return a text as a page shows it, on one line."""
    return " ".join(text.split())


class Reading:
    """Pages read back: how many of each kind, and what is wrong with them."""

    def __init__(self, rooms: list[Room], readers: Wire, desk: Wire) -> None:
        self.rooms = {type(room): room for room in rooms}
        self.readers, self.desk = readers, desk
        self.counted: Counter = Counter()
        self.problems: list[str] = []
        self._names: dict[str, Names] = {}

    def kept(self, kind: type[Room], *fields: str) -> Iterator[tuple[str, int, str]]:
        """Yield what was kept of a form, of these fields."""
        room = self.rooms.get(kind)
        return (one for one in room.kept() if not fields or one[0] in fields) if room else iter(())

    def note(self, what: str, where: str, raw: str, names: set[str], odd: Iterable[str] = ()) -> None:
        """Count a page or a part of one, and note its elements."""
        self.counted[what] += 1
        self._names.setdefault(what, Names()).add(f"{what} {where}", raw, names)
        self.problems += [f"{what} {where}: {one}" for one in odd]

    def must(self, holds: bool, what: str, where: str, text: str, shown: str) -> None:
        """Note a problem where a text does not stand as it is stored."""
        if not holds:
            self.problems.append(f"{what} {where}: {text[:60]!a} reads {shown[:200]!a}")

    def pages(self, what: str, wire: Wire, wanted: Iterable[tuple[str, str, list[str]]]) -> None:
        """Read pages, each (path, hostile string, texts that stand on it)."""
        for (path, raw, texts), answer in in_turn(lambda one: wire.get(one[0]), wanted):
            if answer.status != 200:
                self.problems.append(f"{what} {path}: answered {answer.status}")
                continue
            page = answer.page
            self.note(what, path, raw, page.names, page.odd)
            whole = page.text
            for text in texts:
                self.must(line(text) in whole, what, path, text, whole[-100:])

    def all_problems(self) -> list[str]:
        """Return what is wrong with all pages."""
        return self.problems + [problem for names in self._names.values() for problem in names.problems()]


def publish_all(reading: Reading) -> None:
    """Publish readers' comments as they are, edits as edited; let the time for undoing be over."""
    person, other = staff(), another()
    room = reading.rooms.get(CommentRoom)
    for one in Comment.objects.filter(page=room.page, state=State.HELD) if room else ():
        if room.sent.get(one.submit_key, ("",))[0] in ("name", "body"):
            decide(one, State.PUBLISHED, actor=person, reason=Reason.FIT)
    edits = reading.rooms.get(EditRoom)
    for one in Comment.objects.filter(pk__in=edits.fields_of).exclude(proposed=None) if edits else ():
        # A large edit is for somebody else to agree to.
        decide(one, State.PUBLISHED_EDITED, actor=other, reason=Reason.FIT)
    Comment.objects.filter(public_from__isnull=False).update(public_from=F("public_from") - timedelta(minutes=1))


def articles(reading: Reading) -> None:
    """Read every page of comments below the articles, each comment by itself, and what they tell machines."""
    pages = {}
    for kind in (CommentRoom, EditRoom, AnswerRoom):
        room = reading.rooms.get(kind)
        if room is not None:
            page = room.page
            pages[page.pk] = page
    for page in pages.values():
        stored = {one.anchor: one for one in Comment.objects.public().filter(page=page)}
        found: set[str] = set()
        at, last = 1, 1
        while at <= last:
            path = f"{page.url}?thu-tu=cu&y-kien={at}"
            shown = reading.readers.get(path).page
            links = [one.text for one in shown.all("pagination") for one in one.all(name="a")]
            last = max([last, *(int(one) for one in links if one.isdigit())])
            reading.problems += [f"article {path}: {one}" for one in shown.odd]
            found |= _comments(reading, path, shown, stored)
            _machines(reading, path, shown, stored)
            at += 1
        reading.problems += [f"article {page.url}: {len(stored) - len(found)} comments not shown"] * (
            found != set(stored)
        )


def _comments(reading: Reading, path: str, shown: Page, stored: dict[str, Comment]) -> set[str]:
    found = set()
    for node in shown.all("comment", name="li"):
        one = stored[node.attributes["id"]]
        found.add(one.anchor)
        name, body = node.all("comment-name")[0], node.all("comment-body")[0]
        raw = one.name + one.current_body
        reading.note("comment", f"{path} {one.pk}", raw, _own_names(node))
        reading.must(name.text == one.name, "comment", path, one.name, name.text)
        reading.must(body.text == line(one.current_body), "comment", path, one.current_body, body.text)
    return found


def _own_names(node: Node) -> set[str]:
    """Return the elements and attributes of a comment without those of its answers."""
    names = set()
    for one in node.inside:
        if isinstance(one, str) or "comment-replies" in one.attributes.get("class", ""):
            continue
        names |= {one.name, *(f"{one.name}[{name}]" for name in one.attributes)} | _own_names(one)
    return names


def _machines(reading: Reading, path: str, shown: Page, stored: dict[str, Comment]) -> None:
    texts = {one.current_body for one in stored.values()}
    for node in shown.all(name="script"):
        if node.attributes.get("type") != "application/ld+json":
            continue
        waiting = json.loads(node.raw).get("comment", [])
        while waiting:
            one = waiting.pop()
            waiting += one.get("comment", [])
            reading.counted["comment in JSON-LD"] += 1
            reading.must(one["text"] in texts, "JSON-LD", path, one["text"], "")


def _is_clean(title: str) -> bool:
    return title.isprintable() and unicodedata.is_normalized("NFC", title)


def receipts(reading: Reading) -> None:
    """Read the receipts of comments, with what they give away as a file, and those of nominations."""
    rows = []
    room = reading.rooms.get(CommentRoom)
    for one in Comment.objects.filter(page=room.page).exclude(submit_key="") if room else ():
        if room.sent.get(one.submit_key, ("",))[0] in ("name", "body"):
            rows.append((one, [one.name, one.current_body]))
    for kind in (RewriteRoom, AppealRoom):
        for field, number, text in reading.kept(kind):
            rows.append((reading.rooms[kind].comments[field, number], [text]))
    paths = [(reverse("comment_receipt", args=[token_of(one)]), "".join(texts), texts) for one, texts in rows]
    reading.pages("receipt of a comment", reading.readers, paths)
    for (path, _raw, texts), answer in in_turn(lambda one: reading.readers.get(f"{one[0]}du-lieu.json"), paths):
        data = json.loads(answer.text)
        said = {one["text"] for one in data["appeals"]}
        said |= {text for one in data["wordings"] for text in (one["name"], one["text"])}
        reading.counted["data of a comment as JSON"] += 1
        for text in texts:
            reading.must(text in said, "JSON", path, text, "")
    keys = dict(getattr(reading.rooms.get(NominationRoom), "sent", {}))
    nominations = []
    for one in Nomination.objects.filter(submit_key__in=keys):
        if keys[one.submit_key][0] in (*NominationRoom.texts, FILE_NAME):
            titles = list(one.attachments.values_list("title", flat=True))
            reading.problems += [f"name of a file: {title!a}" for title in titles if not _is_clean(title)]
            nominations.append((one, [one.name, one.unit, one.place_text, one.deeds, one.since, *titles]))
    for _field, number, text in reading.kept(NominationReceiptRoom):
        nominations.append((reading.rooms[NominationReceiptRoom].made[number], [text]))
    paths = [("/" + receipt_url(one).split("/", 3)[3], "".join(texts), texts) for one, texts in nominations]
    reading.pages("receipt of a nomination", reading.readers, paths)
    # Who saw it, and who proposed it, is for the curators alone.
    told = [(one, [*texts, one.witnesses, one.proposer_name]) for one, texts in nominations]
    staffs = [(reverse("nominations:detail", args=[one.pk]), "".join(texts), texts) for one, texts in told]
    reading.pages("nomination at the desk", reading.desk, staffs)


def desks(reading: Reading) -> None:
    """Read the queues, every comment that was written with a string, the questions to units, the opinions."""
    wanted = []
    kinds = (CommentRoom, RewriteRoom, AppealRoom, EditRoom, AnswerRoom)
    for one in _with_strings(reading, kinds):
        raw = f"{one.name}{one.current_body}"
        wanted.append((reverse("comments_desk:one", args=[one.pk]), raw, [one.name, one.current_body]))
    reading.pages("comment at the desk", reading.desk, wanted)
    _queue(reading)
    _sanctions(reading)
    answered = Confirmation.objects.filter(nomination__in=_asked_about(reading)).exclude(answered_at=None)
    texts = [text for one in answered for text in (one.words, one.answered_by) if text]
    if texts:
        paths = [(reverse("nominations:detail", args=[answered[0].nomination_id]), "", texts)]
        reading.pages("answers of units at the desk", reading.desk, paths)
    room = reading.rooms.get(OpinionRoom)
    opinions = []
    for one in Opinion.objects.filter(consultation=room.consultation) if room else ():
        words = words_of(one)
        texts = [words.name, words.phone, words.address, words.text]
        opinions.append((consultations_url("opinion", one.pk), "".join(texts), texts))
    reading.pages("opinion at the desk", reading.desk, opinions)


def _with_strings(reading: Reading, kinds: Iterable[type[Room]]) -> Iterator[Comment]:
    pks: set[int] = set()
    for kind in kinds:
        room = reading.rooms.get(kind)
        if isinstance(room, CommentRoom):
            wanted = [key for key, said in room.sent.items() if said[0] in ("name", "body")]
            pks |= set(Comment.objects.filter(submit_key__in=wanted).values_list("pk", flat=True))
        elif isinstance(room, AnswerRoom):
            pks |= set(Comment.objects.filter(parent__in=room.fields_of).values_list("pk", flat=True))
        elif room is not None:
            pks |= {room.comments[field, number].pk for field, number, _text in room.kept()}
    return Comment.objects.filter(pk__in=pks).iterator()


def _queue(reading: Reading) -> None:
    """Read the whole list of comments, a hundred at a time."""
    total = Comment.objects.exclude(state=State.ERASED).count()
    paths = [f"{reverse('comments_desk:queue', args=['all'])}?so=100&p={at + 1}" for at in range(-(-total // 100))]
    for path, answer in in_turn(reading.desk.get, paths):
        reading.problems += [f"queue {path}: {one}" for one in answer.page.odd]
        for node in answer.page.all("desk-card"):
            one = Comment.objects.get(pk=node.attributes["data-card"])
            reading.note("comment in the queue", path, one.name + one.current_body, _own_names(node))
            for shown, text in ((node.all(name="h2")[0], one.name), (node.all("desk-body")[0], one.current_body)):
                reading.must(shown.text == line(text), "queue", path, text, shown.text)


def _sanctions(reading: Reading) -> None:
    """Read the list of networks that wait, page after page, and why they do."""
    texts = {line(text) for _field, _number, text in reading.kept(HoldRoom)}
    address, at = reverse("wagtailsnippets_comments_sanction:list"), 1
    while texts or at == 1:
        answer = reading.desk.get(f"{address}?p={at}")
        cells = {one.text for one in answer.page.all(name="td")}
        reading.note("list of sanctions", str(at), "", answer.page.names, answer.page.odd)
        texts -= cells
        at += 1
        if f"?p={at}" not in answer.text:
            break
    reading.problems += [f"list of sanctions: {text[:60]!a} is not in it" for text in texts]


def _asked_about(reading: Reading) -> list[int]:
    room = reading.rooms.get(QuestionRoom)
    return list({one.nomination_id for one in room.questions.values()}) if room else []


STEPS = (publish_all, articles, receipts, desks)
"""In this order."""

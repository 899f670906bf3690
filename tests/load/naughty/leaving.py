"""What leaves the portal: letters, files for spreadsheets, the registry's pages, feeds and lists."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from lxml import etree
from openpyxl import load_workbook

from exemplars.consultations.admin.common import url_of
from exemplars.consultations.models import Opinion
from exemplars.consultations.opinions import words_of
from exemplars.nominations.conversion import make_exemplar
from exemplars.nominations.models import Nomination, State
from exemplars.nominations.states import decide
from exemplars.registry.models import Consent, Exemplar
from exemplars.registry.transfer.formats.workbook import unescape
from exemplars.registry.transfer.printed import unguard
from news.comments import following, outcomes
from news.comments.models import Comment
from tests.comments.factories import answered, publish, send
from tests.load.naughty.desk import CSRF, DecisionRoom
from tests.load.naughty.people import OpinionRoom
from tests.load.naughty.proposers import NAMED, NominationRoom
from tests.load.naughty.readers import CommentRoom, staff
from tests.load.naughty.showing import Reading, line
from tests.load.naughty.wire import Asked
from tests.load.served import open_article
from tests.nominations.factories import TOLD, confirm
from tests.registry.factories import publish_exemplar

_APART = "\n" + "-" * 79 + "\n"
HEADERS = {
    *("content-type", "mime-version", "content-transfer-encoding", "subject", "from", "to", "date", "message-id"),
    *("auto-submitted", "list-unsubscribe", "list-unsubscribe-post"),
}


def letters(reading: Reading) -> None:
    """Have answers told, then read every letter that was sent: what its names say, and that it is text alone."""
    _tell_of_answers(reading)
    now = timezone.now()
    Comment.objects.filter(outcome_due__isnull=False).update(outcome_due=now)
    while outcomes.tell_due():
        pass
    sent: dict[str, list[str]] = {}
    for one in _letters():
        sent.setdefault(one["To"], []).append(line(f"{one['Subject']} {one.get_content()}"))
        reading.counted["letter"] += 1
        names = {name.lower() for name in one.keys()}  # noqa: SIM118, a message is no dictionary
        if names - HEADERS or one.get_content_type() != "text/plain":
            reading.problems.append(f"letter to {one['To']}: {one.get_content_type()}, {sorted(names - HEADERS)}")
    for address, texts in _told(reading):
        said = " ".join(sent.get(address, ()))
        for text in texts:
            reading.must(line(text) in said, "letter", address, text, said)


def _letters() -> Iterator[EmailMessage]:
    for path in Path(settings.EMAIL_FILE_PATH).glob("*.log"):
        for part in path.read_text(encoding="utf-8").split(_APART):
            if part.strip():
                yield message_from_bytes(part.lstrip("\n").encode(), policy=policy.default)


def _tell_of_answers(reading: Reading) -> None:
    """Let a comment be answered under every name that was taken, and its writer be told of each answer."""
    page, person = open_article(), staff()
    for _field, number, name in reading.kept(CommentRoom, "name"):
        mail = {"email": f"tra-loi-{number}@vi-du.vn", "follow": True}
        one = publish(send(page, body=f"Bài hay quá, số {number}.", net_hash=f"theo{number:060}", **mail), person)
        following.confirm(one.follow)
        answered(one, person, name=name, net_hash=f"tra{number:061}", body=f"Tôi cũng nghĩ thế, {number}.")
    while following.tell_due():
        pass


def _told(reading: Reading) -> Iterator[tuple[str, list[str]]]:
    """Yield the addresses letters went to, each with what stands in the letter."""
    rooms = reading.rooms
    for field, number, text in reading.kept(NominationRoom, *NAMED):
        yield f"ke-{field}-{number}@vi-du.vn", [text]
    for _field, number, text in reading.kept(DecisionRoom, "note_public"):
        yield f"quyet-dinh-{number}@vi-du.vn", [text]
    for _field, number, text in reading.kept(CommentRoom, "name") if CommentRoom in rooms else ():
        yield f"tra-loi-{number}@vi-du.vn", [text]


def opinions(reading: Reading) -> None:
    """Take the opinions away as CSV and as a workbook; no cell is a formula."""
    room = reading.rooms.get(OpinionRoom)
    if room is None:
        return
    stored = {words_of(one) for one in Opinion.objects.filter(consultation=room.consultation)}
    wanted = {(one.name, one.phone, one.address, one.text) for one in stored}
    for suffix in ("csv", "xlsx"):
        form = {"csrfmiddlewaretoken": CSRF, "suffix": suffix}
        answer = reading.desk.ask(Asked(url_of("export", room.consultation.pk), form))
        rows = _rows(reading, suffix, answer.body)
        missing = wanted - {tuple(row[-4:]) for row in rows}
        reading.counted[f"row of opinions as {suffix}"] += len(rows)
        reading.problems += [f"opinions as {suffix}: {one!a} is missing" for one in missing]


def _rows(reading: Reading, suffix: str, body: bytes) -> list[list[str]]:
    if suffix == "csv":
        rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))
        cells = [cell for row in rows for cell in row]
        reading.problems += [f"a formula in CSV: {cell[:40]!a}" for cell in cells if cell[:1] in tuple("=+-@\t\r")]
        return [[unguard(cell) for cell in row] for row in rows[1:]]
    rows = []
    for row in load_workbook(io.BytesIO(body)).active.iter_rows(min_row=2):
        reading.problems += [f"a formula in a workbook: {one.value!a}" for one in row if one.data_type == "f"]
        rows.append([unescape(str(one.value)) if one.value is not None else "" for one in row])
    return rows


def registry(reading: Reading) -> None:
    """Make exemplars of those proposed under hostile names, publish them, and read pages, lists, feed and files."""
    made = [_exemplar(reading, number, text) for _field, number, text in reading.kept(NominationRoom, "name")]
    if not made:
        return
    pages = [(one.get_absolute_url(), one.name, [one.name, one.summary]) for one in made]
    # A long name is set smaller.
    reading.note("page of an exemplar", "", "", {"h1[class]"})
    reading.pages("page of an exemplar", reading.readers, pages)
    names = {one.name for one in Exemplar.objects.public()}
    root = etree.fromstring(reading.readers.get(reverse("exemplar_feed")).body)
    for title in root.findall("./channel/item/title"):
        reading.counted["exemplar in the feed"] += 1
        reading.must(title.text in names, "feed", "", str(title.text), "")
    for suffix in ("csv", "xlsx", "json"):
        body = reading.readers.get(reverse("exemplar_export", args=[suffix])).body
        if suffix == "json":
            data = json.loads(body)
            found = {one["name"] for one in (data if isinstance(data, list) else next(iter(_lists(data))))}
        else:
            found = {row[2] for row in _rows(reading, suffix, body)}
        reading.counted[f"exemplar as {suffix}"] += len(found)
        reading.problems += [f"exemplars as {suffix}: {one!a} is missing" for one in names - found]
    _listed(reading, names)


def _lists(data: dict[str, Any]) -> Iterator[list[Any]]:
    return (one for one in data.values() if isinstance(one, list))


def _listed(reading: Reading, names: set[str]) -> None:
    """Read the list of the registry by name, page after page."""
    missing, pages = {line(one) for one in names}, -(-len(names) // 20)
    for at in range(1, pages + 1):
        page = reading.readers.get(f"{reverse('exemplar_list')}?sap-xep=ten&page={at}").page
        reading.note("list of exemplars", str(at), "", page.names, page.odd)
        missing -= {one.text for one in page.all(name="a")} | {one.text for one in page.all(name="h3")}
    reading.problems += [f"list of exemplars: {one!a} is missing" for one in missing]


def _exemplar(reading: Reading, number: int, name: str) -> Exemplar:
    nomination = Nomination.objects.get(
        submit_key=next(key for key, said in reading.rooms[NominationRoom].sent.items() if said == ("name", number))
    )
    confirm(nomination)
    for step in (State.UNIT_ASKED, State.LOCALITY, State.EDITORIAL):
        decide(nomination, step, actor=None, reason="Đủ")
    decide(nomination, State.APPROVED, actor=None, reason="Đủ", told=TOLD)
    exemplar = make_exemplar(nomination, actor=staff())
    Consent.objects.create(
        exemplar=exemplar,
        giver=Consent.Giver.SUBJECT,
        for_name=True,
        for_place=True,
        for_story=True,
        given_on=date(2024, 1, 1),
    )
    publish_exemplar(exemplar)
    return Exemplar.objects.get(pk=exemplar.pk)


STEPS = (letters, opinions, registry)
"""In this order."""

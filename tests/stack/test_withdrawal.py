"""A withdrawn name and face behind a real HTTP cache: gone from every kept copy at once."""

from __future__ import annotations

import json
import time

import pytest

from tests.stack.production import Production, wait_until

pytestmark = pytest.mark.xdist_group("production")

PUBLISH = """
import json
from django.core.management import call_command
call_command("rebuild_index", verbosity=0)
from tests.factories import make_picture
from tests.registry.factories import make_exemplar
picture = make_picture("Chân dung")
exemplar = make_exemplar("Quàng Thị Xuyến", portrait=picture)
print(json.dumps({
    "pk": exemplar.pk, "page": exemplar.get_absolute_url(),
    "face": picture.get_rendition("fill-480x300|format-webp").url,
}))
"""
WITHDRAW = """
from exemplars.registry.consents import withdraw_consent
from exemplars.registry.models import Exemplar
withdraw_consent(Exemplar.objects.get(pk={pk}), actor=None, reason="Theo đơn", public_reason="Theo đề nghị.")
"""
LISTS = ("/guong/", "/guong/?q=quang+xuyen", "/guong/rss.xml", "/guong/xuat.csv", "/tim-kiem/?q=quang+thi+xuyen")


def test_a_withdrawn_name_is_gone_from_every_kept_copy(running: Production) -> None:
    """Page, lists, feed, export, search and picture, though nginx had kept them a moment before."""
    made = json.loads(running.shell(PUBLISH).splitlines()[-1])
    running.wait_until_idle()
    reader = running.reader()
    wait_until(lambda: "Xuyến" in reader.get(made["page"]).text, 15)
    assert reader.get(made["face"]).status == 200
    shown = {address: "Xuyến" in reader.get(address).text for address in LISTS}
    assert shown == dict.fromkeys(LISTS, True)
    # Kept: whoever asks now is answered by nginx.
    wait_until(lambda: reader.get(made["page"]).headers["X-Cache"] == "HIT", 15)

    running.shell(WITHDRAW.format(pk=made["pk"]))
    committed = time.monotonic()

    gone = reader.get(made["page"])
    assert gone.status == 410
    assert gone.headers["X-Cache"] == "MISS"
    answers = {address: reader.get(address) for address in LISTS}
    assert {address: "Xuyến" in answer.text for address, answer in answers.items()} == dict.fromkeys(LISTS, False)
    assert "Xuyến" not in gone.text
    assert reader.get(made["face"]).status == 404
    assert time.monotonic() - committed < 5
    assert gone.headers["Cache-Control"] in {"public, max-age=2", "no-store"}

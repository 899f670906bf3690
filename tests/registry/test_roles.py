"""Who may do what in the registry: every view, every method, four kinds of visitor.

Views are taken from the map of addresses (``tests.registry.roles_table``), so one that is not in the table below fails
the suite. Each is asked with GET, POST, PUT and DELETE, without any data: "login" is sent to the login page,
"refused" to the admin's first page with a message.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse

from exemplars.consultations.models import DayChange, Opinion
from exemplars.honours.models import Conferral, Honour
from exemplars.movements.models import Cluster, ClusterTerm, Movement
from exemplars.nominations import asking
from exemplars.organisations.models import Organisation
from exemplars.registry.models import Field, ImportRun
from portal.desk.roles import CURATOR, EDITOR, MODERATOR
from portal.intake.receipts import token_hash
from portal.intake.sealing import unseal
from portal.places.models import Place, Succession
from tests.consultations.factories import make_consultation
from tests.documents.factories import make_document
from tests.factories import make_user
from tests.nominations.factories import make_nomination
from tests.registry.roles_table import Found, views
from tests.registry.test_states import held, published

METHODS = ("get", "post", "put", "delete")
NOBODY = "refused refused refused refused"
LOOK = "200 405 405 405"
FILL = "200 200 200 405"
"""A form of Wagtail's: Django takes PUT for POST there; without data neither saves anything."""
SEND = "200 200 405 405"


def row(*, editor: str = NOBODY, moderator: str = NOBODY, curator: str = NOBODY) -> dict[str, str]:
    """Return what each visitor gets of a view of the admin."""
    return {"anonymous": "login login login login", "editor": editor, "moderator": moderator, "curator": curator}


PUBLIC = dict.fromkeys(("anonymous", "editor", "moderator", "curator"), LOOK)
LOOKED_AT = row(editor=LOOK, curator=LOOK)
CURATED = row(curator=LOOK)
FILLED_IN = row(curator=FILL)
SENT = row(curator=SEND)
ADMINISTRATORS_ONLY = row()
ALL_STAFF = row(editor=LOOK, moderator=LOOK, curator=LOOK)
NOTHING_THERE = row(**dict.fromkeys(("editor", "moderator", "curator"), "404 404 404 404"))

MODELS = (
    *("registry_exemplar", "registry_field", "honours_conferral", "honours_honour"),
    *("movements_movement", "movements_cluster", "movements_clusterterm"),
    *("organisations_organisation", "places_place", "places_succession"),
    *("consultations_consultation", "consultations_daychange"),
)
EDITORS_SEE = {"registry_exemplar", "movements_movement", "honours_honour", "organisations_organisation"}
GAZETTEER = {"places_place"}
"""What the State decided about places is no secret: all staff may look."""


def _of_model(model: str) -> dict[str, dict[str, str]]:
    """Wagtail's views of one model. Nobody but administrators deletes: dossiers are withdrawn, units end."""
    listed = ALL_STAFF if model in GAZETTEER else LOOKED_AT if model in EDITORS_SEE else CURATED
    chosen = LOOKED_AT if model == "registry_exemplar" else ALL_STAFF
    return {
        **{f"{model} {name}": listed for name in ("list", "list_results")},
        **{f"{model} {name}": FILLED_IN for name in ("add", "edit")},
        **{f"{model} {name}": CURATED for name in ("usage", "history", "history_results")},
        f"{model} delete": ADMINISTRATORS_ONLY,
        **{f"choose {model} {name}": chosen for name in ("choose", "choose_results", "chosen", "chosen_multiple")},
        f"choose {model} create": NOTHING_THERE,
    }


TABLE: dict[str, dict[str, str]] = {
    **{name: views for model in MODELS for name, views in _of_model(model).items()},
    "places_place inspect": ALL_STAFF,
    # Readers.
    **dict.fromkeys(("exemplar_list", "exemplar_letters", "exemplar_letter", "exemplar", "exemplar_feed"), PUBLIC),
    **dict.fromkeys(("exemplar_export", "statistics", "statistics_download", "replications"), PUBLIC),
    **dict.fromkeys(("honour_list", "honour", "conferral_decisions", "conferral_decision"), PUBLIC),
    **dict.fromkeys(("movement_list", "movement", "cluster_list", "cluster", "cluster_term"), PUBLIC),
    **dict.fromkeys(("consultation_list", "consultation", "consultation_feed"), PUBLIC),
    # A form of readers, and the receipt for it: nobody needs to be known there.
    **dict.fromkeys(("opinion_give",), dict.fromkeys(PUBLIC, "200 200 405 405")),
    **dict.fromkeys(("opinion_receipt",), dict.fromkeys(PUBLIC, "200 302 405 405")),
    # Curators.
    "consultations_consultation steps": row(curator="200 404 405 405"),
    "consultations_consultation opinions": CURATED,
    "consultations_consultation opinion": row(curator="200 302 405 405"),
    "consultations_consultation export": row(curator="405 404 405 405"),
    "consultations_daychange delete": row(curator="200 302 405 302"),
    "registry_exemplar duplicates": LOOKED_AT,
    "registry_exemplar decide": SENT,
    "registry_exemplar withdraw_consent": SENT,
    "registry_exemplar evidence": SENT,
    "registry_exemplar evidence_download": CURATED,
    "registry_exemplar evidence_delete": row(curator="405 302 405 405"),
    "registry_exemplar merge": SENT,
    "registry_exemplar merge_choose": row(curator="200 302 405 405"),
    "registry_worklists index": CURATED,
    "registry_worklists list": CURATED,
    "registry_imports index": row(curator="200 422 405 405"),
    # Sent without saying what is wanted.
    "registry_imports run": row(curator="200 refused 405 405"),
    "registry_imports template": CURATED,
    "registry_imports export": row(curator="200 404 405 405"),
    # Nominations: readers' forms and secret pages.
    "nomination_form": dict.fromkeys(("anonymous", "editor", "moderator", "curator"), "200 200 405 405"),
    "nomination_receipt": dict.fromkeys(("anonymous", "editor", "moderator", "curator"), "200 302 405 405"),
    "nomination_question": dict.fromkeys(("anonymous", "editor", "moderator", "curator"), "200 422 405 405"),
    # What curators do with them; a form without data is shown again, an action without its tick does nothing.
    **dict.fromkeys(("nominations index", "nominations detail", "nominations attachment"), CURATED),
    **dict.fromkeys(
        (
            *("nominations decide", "nominations ask", "nominations record", "nominations question"),
            "nominations erase",
        ),
        row(curator="405 422 405 405"),
    ),
    "nominations ask_again": row(curator="405 200 405 405"),
    **dict.fromkeys(
        ("nominations revoke", "nominations file", "nominations attachment_delete"),
        row(curator="405 302 405 405"),
    ),
    "honours_conferral state": SENT,
    "honours_conferral batch": SENT,
    "movements_clusterterm scores": row(curator="200 409 405 405"),
    "movements_clusterterm next_year": row(curator="200 422 405 405"),
}


def test_every_view_has_a_row() -> None:
    """Add what you added to the table: who may do what with it?"""
    assert sorted(view.name for view in views()) == sorted(TABLE)


@pytest.fixture
def _private(tmp_path):
    with override_settings(PRIVATE_ROOT=tmp_path / "private"):
        yield


def make_world() -> dict[str, Any]:
    """Make one of everything; return the values of addresses."""
    exemplar, other = published(name="Lê Văn Hùng"), held(name="Lê Văn Hưng")
    paper = exemplar.evidence.get()
    paper.file.storage.save(paper.file.name, ContentFile(b"%PDF-"))
    cluster = Cluster.objects.create(name="Cụm thi đua thử")
    movement = Movement.objects.create(name="Phong trào thử")
    decision = make_document("5/QĐ-UBND", "5/1/2024")
    honour = Honour.objects.first()
    nomination = make_nomination(files=1)
    asked = asking.ask(nomination, step="unit", addressee="Hợp tác xã thử", email="", actor=None)
    conferral = Conferral.objects.create(exemplar=exemplar, honour=honour, year=2024, decision=decision)
    rows = {
        "registry_exemplar": exemplar,
        "registry_field": Field.objects.first(),
        "nominations": nomination,
        "registry_imports": ImportRun.objects.create(file_name="danh-sach.csv"),
        "movements_movement": movement,
        "movements_cluster": cluster,
        "movements_clusterterm": ClusterTerm.objects.create(cluster=cluster, year=2024),
        "honours_conferral": conferral,
        "honours_honour": honour,
        "organisations_organisation": Organisation.objects.create(name="Hợp tác xã thử"),
        "places_place": Place.objects.first(),
        "places_succession": Succession.objects.first(),
    }
    consultation = make_consultation()
    rows["consultations_consultation"] = consultation
    rows["consultations_daychange"] = DayChange.objects.create(day=date(2026, 11, 3))
    # Under the number by which addresses of consultations are asked for.
    Opinion.objects.create(pk=consultation.pk, consultation=consultation, reference="YK", stance="agrees")
    Opinion.objects.update(receipt_hash=token_hash("bien-nhan"))
    slugs = {
        "exemplar": exemplar.slug,
        **dict.fromkeys(("consultation", "opinion_give"), consultation.slug),
        "honour": honour.slug,
        "conferral_decision": decision.slug,
        "movement": movement.slug,
        **dict.fromkeys(("cluster", "cluster_term"), cluster.slug),
    }
    secrets = {
        "nomination_receipt": unseal(nomination.token_sealed),
        "nomination_question": unseal(asked.token_sealed),
    }
    words = {
        "confirmation": asked.pk,
        "attachment": nomination.attachments.get().pk,
        "other": other.pk,
        "paper": paper.pk,
        "name": "thieu-dong-y",
        "letter": "h",
        "year": 2024,
        "token": "bien-nhan",
    }
    words |= {"code": "linh-vuc", "suffix": "csv"}
    return {"rows": rows, "slugs": slugs, "secrets": secrets, "words": words}


def address(view: Found, world: dict[str, Any]) -> str:
    """Return the address of a view for the things made above."""
    values = {}
    for word in re.findall(r"<(?:\w+:)?(\w+)>", view.route):
        if word == "pk":
            values[word] = world["rows"][view.name.removeprefix("choose ").split(" ")[0]].pk
        elif word == "token":
            values[word] = world["secrets"].get(view.name, world["words"]["token"])
        else:
            values[word] = world["slugs"][view.name] if word == "slug" else world["words"][word]
    return reverse(view.reverse_name, kwargs=values)


def outcome(response: HttpResponse) -> str:
    """Return a status code, or the two redirects that mean something."""
    if response.streaming:
        b"".join(response.streaming_content)
    if response.status_code == 302:
        login, home = reverse("wagtailadmin_login"), reverse("wagtailadmin_home")
        return "login" if response.url.startswith(login) else "refused" if response.url == home else "302"
    return str(response.status_code)


def ask(client: Client, url: str) -> str:
    """Ask with each method and undo what that did."""
    codes = []
    for method in METHODS:
        point = transaction.savepoint()
        codes.append(outcome(getattr(client, method)(url)))
        transaction.savepoint_rollback(point)
    return " ".join(codes)


@pytest.fixture
def visitors() -> dict[str, Client]:
    """Return a browser for each kind of visitor."""
    clients = {"anonymous": Client(raise_request_exception=False)}
    for name, role in (("editor", EDITOR), ("moderator", MODERATOR), ("curator", CURATOR)):
        clients[name] = Client(raise_request_exception=False)
        clients[name].force_login(make_user(role.name, name))
    return clients


@pytest.mark.django_db
@pytest.mark.any_database
@pytest.mark.usefixtures("_private")
def test_each_visitor_may_do_what_the_table_says(visitors: dict[str, Client]) -> None:
    world = make_world()
    wrong = []
    for view in views():
        url = address(view, world)
        for visitor, client in visitors.items():
            got = ask(client, url)
            if view.name in TABLE and got != TABLE[view.name][visitor]:
                wrong.append(f"{view.name}, {visitor}: {got}, not {TABLE[view.name][visitor]}")
    assert not wrong, "\n".join(wrong)


BULK = ("decide", "set_field", "add_movement", "set_review", "delete")


@pytest.mark.django_db
@pytest.mark.parametrize("action", BULK)
def test_actions_on_many_reach_only_what_one_may_change(visitors: dict[str, Client], action: str) -> None:
    exemplar = held(name="Lê Văn Hùng")
    url = reverse("wagtail_bulk_action", args=["registry", "exemplar", action]) + f"?id={exemplar.pk}"
    assert outcome(visitors["anonymous"].get(url)) == "login"
    for visitor in ("editor", "moderator"):
        assert (outcome(visitors[visitor].get(url)), outcome(visitors[visitor].post(url))) == ("refused", "refused")
    assert outcome(visitors["curator"].get(url)) == ("refused" if action == "delete" else "200")

"""One nomination: what was told, who confirmed it, who is like it in the registry, and what to do next."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from wagtail.log_actions import registry as log_registry

from exemplars.nominations import states
from exemplars.nominations.addresses import opened
from exemplars.nominations.admin.common import DECIDE, NominationView, url_of
from exemplars.nominations.admin.forms import (
    VERBS,
    AskForm,
    DecisionForm,
    DiscardForm,
    EraseForm,
    QuestionForm,
    RecordForm,
)
from exemplars.nominations.models import Nomination, State
from exemplars.organisations.resolve import name_keys
from exemplars.registry.admin.common import url_of as exemplar_url
from exemplars.registry.admin.namesakes import described
from exemplars.registry.duplicates import candidates

SHOWN = 50
ACTIONS = ("decide", "ask", "record", "question", "file", "erase")


class DetailView(NominationView):
    """Everything about one nomination, and the forms; each form is taken by a view of its own that shows this page
    again when something is wrong.
    """

    template_name = "nominations/admin/detail.html"
    http_method_names = ["get", "head", "options"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Facts, files, confirmations, like dossiers, next steps, log."""
        nomination = self.nomination
        context = super().get_context_data(**kwargs)
        may_decide = self.request.user.has_perm(DECIDE)
        return {
            "ask_form": AskForm(),
            "record_form": RecordForm(),
            "question_form": QuestionForm(),
            "decision_form": DecisionForm(nomination=nomination),
            "erase_form": EraseForm(),
            **context,
            "nomination": nomination,
            "email": opened(nomination.email_sealed),
            "phone": opened(nomination.phone_sealed),
            "files": files_of(nomination),
            "confirmations": confirmations_of(nomination),
            "likely": likely_same(nomination),
            "others": same_name(nomination),
            "steps": [
                {"verb": VERBS[one], "blockers": states.blockers(nomination, one)}
                for one in states.next_states(nomination)
            ],
            "log": nomination.decisions.select_related("actor"),
            "removals": log_registry.get_logs_for_instance(nomination).select_related("user"),
            "may_decide": may_decide,
            "can_file": may_decide and nomination.state == State.APPROVED and nomination.exemplar is None,
            "exemplar_url": exemplar_url("edit", nomination.exemplar.pk) if nomination.exemplar else "",
            "urls": {name: url_of(name, nomination.pk) for name in ACTIONS},
        }

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """Never kept: readers' addresses are on it."""
        response = super().render_to_response(context, **kwargs)
        response.headers["Cache-Control"] = "no-store, private"
        return response


class ActionView(DetailView):
    """A form of the page, sent."""

    http_method_names = ["post", "options"]

    def again(self, **form: forms.Form) -> HttpResponse:
        """Show the page with the form that is wrong."""
        return self.render_to_response(self.get_context_data(**form), status=422)


def files_of(nomination: Nomination) -> list[dict[str, Any]]:
    """Return the files with the addresses of what can be done with them."""
    return [
        {
            "file": one,
            "url": url_of("attachment", nomination.pk, one.pk) if one.is_available else "",
            "delete_url": url_of("attachment_delete", nomination.pk, one.pk),
            "delete_form": DiscardForm(auto_id=f"xoa-{one.pk}-%s"),
        }
        for one in nomination.attachments.select_related("added_by")
    ]


def confirmations_of(nomination: Nomination) -> list[dict[str, Any]]:
    """Return what was asked, with how it stands."""
    now = timezone.now()
    return [
        {
            "one": one,
            "is_late": one.answered_at is None and one.revoked_at is None and one.expires_at <= now,
            "again_url": url_of("ask_again", nomination.pk, one.pk),
            "revoke_url": url_of("revoke", nomination.pk, one.pk),
        }
        for one in nomination.confirmations.select_related("asked_by", "recorded_by", "paper")
    ]


def likely_same(nomination: Nomination) -> list[dict[str, Any]]:
    """Return the dossiers of the registry that may be of the same, likeliest first, with the reasons in words."""
    if nomination.erased_at:
        return []
    return described(candidates(nomination.name, nomination.birth_year, nomination.place, nomination.unit))


def same_name(nomination: Nomination) -> list[dict[str, Any]]:
    """Return other nominations of the same name, those of the same unit first."""
    if not nomination.name_key:
        return []
    rows = Nomination.objects.filter(name_key=nomination.name_key, erased_at=None).exclude(pk=nomination.pk)
    units = name_keys(nomination.unit)
    found = [
        {"nomination": one, "url": url_of("detail", one.pk), "same_unit": bool(units & name_keys(one.unit))}
        for one in rows.order_by("-pk")[:SHOWN]
    ]
    return sorted(found, key=lambda one: not one["same_unit"])

"""The demo's nominations: four invented ones in different states, taken there by the functions curators use."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from exemplars.nominations import asking
from exemplars.nominations.models import Confirmation, Nomination, State
from exemplars.nominations.sending import Contact, submit
from exemplars.nominations.states import decide
from exemplars.registry.models import Field
from portal.demo.ledger import Ledger

DATA = Path(__file__).parent / "data" / "registry" / "nominations.toml"
REASON = "Dữ liệu minh họa."
_WAY = {
    "nominated": (),
    "unit_asked": (State.UNIT_ASKED,),
    "editorial": (State.UNIT_ASKED, State.LOCALITY, State.EDITORIAL),
    "declined": (State.DECLINED,),
}
_FIELDS = (
    *("kind", "name", "birth_year", "unit", "place_text", "deeds", "since", "witnesses"),
    *("asked", "proposer_name", "relation"),
)


def store_nominations(ledger: Ledger) -> None:
    """Store what is not there yet; a second run changes nothing. Nobody is written to: there are no addresses."""
    fields = Field.objects.in_bulk(field_name="code")
    for told in tomllib.loads(DATA.read_text(encoding="utf-8"))["nomination"]:
        key = f"nomination:{told['key']}"
        if ledger.find(key, Nomination) is None and key not in ledger:
            ledger.made(key, _store(told, fields))


def _store(told: dict[str, Any], fields: dict[str, Field]) -> Nomination:
    given = {name: told[name] for name in _FIELDS if name in told}
    nomination = submit(
        submit_key=f"demo-{told['key']}"[:32],
        contact=Contact(phone="0900 000 000"),
        field=fields.get(told["field"]),
        is_demo=True,
        **given,
    )
    for step, name in ((Confirmation.Step.UNIT, "unit_answer"), (Confirmation.Step.LOCALITY, "locality_answer")):
        if name in told:
            asking.record(
                nomination,
                step=step,
                addressee=told[name],
                answer=Confirmation.Answer.YES,
                words=REASON,
                answered_by="Người được giao (mẫu)",
                paper=None,
                actor=None,
            )
    for state in _WAY[told["state"]]:
        decide(nomination, state, actor=None, reason=REASON, told=told.get("told", ""))
    if "asked_unit" in told:
        asking.ask(nomination, step=Confirmation.Step.UNIT, addressee=told["asked_unit"], email="", actor=None)
    return nomination

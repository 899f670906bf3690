"""Steps, their log, what is missing for them, and what becomes public."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from exemplars.registry.consents import scope, withdraw_consent
from exemplars.registry.models import Consent, Evidence, Exemplar, ExemplarDecision, State
from exemplars.registry.states import STEPS, NotAllowed, blockers, decide, next_states
from tests.factories import make_picture

pytestmark = pytest.mark.django_db
REASON = "Hồ sơ đủ"


def held(**fields) -> Exemplar:
    """A dossier as it comes in."""
    fields = {"name": "Vàng Thị Mỷ", "year": 2025, "birth_year": 1980, **fields}
    return Exemplar.objects.create(**fields)


def complete(exemplar: Exemplar, **consent) -> Exemplar:
    """Give a dossier all that publication needs."""
    from exemplars.registry.models import Field
    from portal.places.models import Place

    exemplar.summary = "Giúp mười hộ trong bản thoát nghèo."
    exemplar.field = Field.objects.first()
    exemplar.place = Place.objects.filter(level="commune", valid_to=None).first()
    exemplar.save()
    given = {"for_name": True, "for_face": True, "for_place": True, "given_on": date(2025, 1, 1), **consent}
    Consent.objects.create(exemplar=exemplar, **given)
    Evidence.objects.create(exemplar=exemplar, title="Báo cáo thành tích", file="evidence/x.pdf")
    return exemplar


def published(**fields) -> Exemplar:
    """An exemplar that went the whole way."""
    exemplar = complete(held(**fields))
    for state in (State.VERIFYING, State.CONSENTED, State.APPROVED, State.PUBLISHED):
        decide(exemplar, state, actor=None, reason=REASON)
    return exemplar


def test_an_exemplar_begins_held() -> None:
    """Nothing is public before a person decided, from the first INSERT."""
    exemplar = held()
    assert exemplar.state == State.NOMINATED
    assert not exemplar.is_public
    assert not Exemplar.objects.public().exists()


def test_the_whole_way_is_logged() -> None:
    """Each step is a row with state before and after, and a reason."""
    exemplar = published()
    steps = list(exemplar.decisions.order_by("pk").values_list("from_state", "to_state", "reason"))
    assert [step[:2] for step in steps] == [
        ("nominated", "verifying"),
        ("verifying", "consented"),
        ("consented", "approved"),
        ("approved", "published"),
    ]
    assert {step[2] for step in steps} == {REASON}
    exemplar.refresh_from_db()
    assert (exemplar.is_public, exemplar.shows_face, exemplar.shows_place) == (True, True, True)
    assert exemplar.published_at is not None
    assert exemplar.review_due == timezone.localdate() + timedelta(days=365)


@pytest.mark.parametrize(("now", "to"), [(now, to) for now in State for to in State if to not in STEPS[now]])
def test_only_named_steps_are_taken(now: State, to: State) -> None:
    """Every pair of states: what STEPS does not name is refused, and nothing is written."""
    exemplar = complete(held())
    Exemplar.objects.filter(pk=exemplar.pk).update(state=now)
    with pytest.raises(NotAllowed, match="không chuyển sang"):
        decide(exemplar, to, actor=None, reason=REASON, public_reason="x")
    assert not ExemplarDecision.objects.exists()


def test_every_state_has_a_next_one() -> None:
    """Nobody is stuck."""
    assert all(next_states(Exemplar(state=state)) for state in State)


def test_without_a_reason_nothing_happens() -> None:
    """Not even spaces are one."""
    exemplar = held()
    with pytest.raises(NotAllowed, match="lý do"):
        decide(exemplar, State.VERIFYING, actor=None, reason="  ")
    exemplar.refresh_from_db()
    assert exemplar.state == State.NOMINATED


def test_the_checklist_names_what_is_missing() -> None:
    """Everything at once, a sentence each."""
    exemplar = held()
    assert len(blockers(exemplar, State.PUBLISHED)) == 5
    assert blockers(exemplar, State.VERIFYING) == []
    assert blockers(complete(exemplar), State.PUBLISHED) == []


def test_no_consent_no_publication() -> None:
    """Whatever else is there."""
    exemplar = complete(held(), for_name=False)
    decide(exemplar, State.VERIFYING, actor=None, reason=REASON)
    with pytest.raises(NotAllowed, match="Chưa có sự đồng ý"):
        decide(exemplar, State.CONSENTED, actor=None, reason=REASON)


def test_the_database_refuses_what_the_code_would_not_do() -> None:
    """A held dossier cannot be made public by a stray update."""
    from django.db import IntegrityError, transaction

    exemplar = held()
    with pytest.raises(IntegrityError), transaction.atomic():
        Exemplar.objects.filter(pk=exemplar.pk).update(is_public=True)


@pytest.mark.parametrize(
    ("birth_year", "givers", "allowed"),
    [
        (1980, ["subject"], True),
        (2014, ["subject"], False),
        (2014, ["guardian"], False),
        (2014, ["subject", "guardian"], True),
        (2022, ["guardian"], True),
        (2022, ["subject"], False),
        (None, ["subject"], True),
    ],
)
def test_a_child_of_seven_is_asked_and_so_is_its_guardian(birth_year, givers, allowed) -> None:
    """Law 91/2025/QH15, article 24; a younger child's guardian decides alone."""
    exemplar = held(birth_year=birth_year)
    for giver in givers:
        Consent.objects.create(exemplar=exemplar, giver=giver, for_name=True, given_on=date(2025, 1, 1))
    found = scope(exemplar, date(2026, 6, 1))
    assert found.name is allowed
    assert bool(found.problems) is not allowed


def test_consent_counts_only_while_it_holds() -> None:
    """Before it is given, after it ran out and after it was withdrawn it does not."""
    exemplar = held()
    consent = Consent.objects.create(
        exemplar=exemplar, for_name=True, given_on=date(2025, 1, 1), expires_on=date(2025, 12, 31)
    )
    assert [
        scope(exemplar, date(*day)).name for day in ((2024, 12, 31), (2025, 1, 1), (2025, 12, 31), (2026, 1, 1))
    ] == [
        False,
        True,
        True,
        False,
    ]
    consent.withdrawn_on = date(2025, 6, 1)
    consent.save()
    assert not scope(exemplar, date(2025, 6, 1)).name


def test_saving_a_consent_that_ended_takes_the_exemplar_down() -> None:
    """Without anybody deciding anything else."""
    exemplar = published()
    consent = exemplar.consents.get()
    consent.withdrawn_on = timezone.localdate()
    consent.save()
    exemplar.refresh_from_db()
    assert not exemplar.is_public


def test_hiding_and_showing_again() -> None:
    """Hidden is not deleted; the first day of publication stays."""
    exemplar = published()
    first = exemplar.published_at
    decide(exemplar, State.HIDDEN, actor=None, reason="Đang xác minh đơn thư")
    assert not Exemplar.objects.public().exists()
    decide(exemplar, State.PUBLISHED, actor=None, reason="Đã xác minh xong")
    exemplar.refresh_from_db()
    assert exemplar.is_public
    assert exemplar.published_at == first


def test_a_withdrawal_tells_readers_why() -> None:
    """What was public once leaves a sentence behind."""
    exemplar = published()
    with pytest.raises(NotAllowed, match="lý do công bố"):
        decide(exemplar, State.WITHDRAWN, actor=None, reason="Theo đơn")


def test_withdrawn_consent_puts_the_face_away(django_capture_on_commit_callbacks, settings, tmp_path) -> None:
    """The portrait and its cut sizes leave public storage; the original is kept among the private papers."""
    settings.PRIVATE_ROOT = tmp_path
    exemplar = published()
    picture = make_picture()
    cut = picture.get_rendition("fill-100x100")
    exemplar.portrait = picture
    exemplar.save()
    other = held(name="Cùng ảnh", portrait=picture)
    storage, names = picture.file.storage, (picture.file.name, cut.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_consent(
            exemplar, actor=None, reason="Theo đơn", public_reason="Theo đề nghị của người được nêu gương."
        )
    assert not any(storage.exists(name) for name in names)
    exemplar.refresh_from_db()
    other.refresh_from_db()
    assert (exemplar.state, exemplar.portrait, other.portrait) == (State.WITHDRAWN, None, None)
    assert not scope(exemplar).name
    paper = exemplar.evidence.get(title__startswith="Ảnh đã gỡ")
    assert paper.file.size > 0
    assert paper.file.path.startswith(str(tmp_path))
    with pytest.raises(ValueError, match="not served"):
        _ = paper.file.url


def test_a_face_no_longer_shown_has_no_address(django_capture_on_commit_callbacks) -> None:
    """Hidden, or consent to the picture taken back: the cut sizes go, the original stays for later."""
    with django_capture_on_commit_callbacks(execute=True):
        exemplar = published()
        exemplar.portrait = make_picture()
        exemplar.save()
    cut = [rendition.file for rendition in exemplar.portrait.renditions.all()]
    assert cut
    with django_capture_on_commit_callbacks(execute=True):
        decide(exemplar, State.HIDDEN, actor=None, reason="Đang xác minh đơn thư")
    assert not any(file.storage.exists(file.name) for file in cut)
    assert exemplar.portrait.file.storage.exists(exemplar.portrait.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        decide(exemplar, State.PUBLISHED, actor=None, reason="Đã xác minh xong")
    assert exemplar.portrait.renditions.count() == len(cut)
    consent = exemplar.consents.get()
    consent.for_face = False
    with django_capture_on_commit_callbacks(execute=True):
        consent.save()
    assert not exemplar.portrait.renditions.exists()


def test_what_is_shown_no_longer_leaves_the_kept_pages_at_once(
    django_capture_on_commit_callbacks, settings, tmp_path
) -> None:
    """Hidden, withdrawn, a consent that ended, a face no longer consented to: each time, and not when more is shown."""
    settings.CACHE_PURGE_DIR = str(tmp_path)

    def purged(step: Callable[[], object]) -> bool:
        before = set(tmp_path.glob("[0-9]*"))
        # The test itself is one transaction: what earlier steps left waiting is not this step's.
        connection.run_on_commit.clear()
        with django_capture_on_commit_callbacks(execute=True):
            step()
        return set(tmp_path.glob("[0-9]*")) != before

    exemplar = published()
    consent = exemplar.consents.get()
    steps = (
        (State.UNDER_REVIEW, False),
        (State.HIDDEN, True),
        (State.PUBLISHED, False),
        (State.WITHDRAWN, True),
    )
    assert not purged(exemplar.save)
    for state, expected in steps[:3]:
        assert purged(lambda state=state: decide(exemplar, state, actor=None, reason="x")) is expected, state
    for field, value in (("for_face", False), ("for_face", True), ("withdrawn_on", timezone.localdate())):
        setattr(consent, field, value)
        assert purged(consent.save) is (value is not True), field
    consent.withdrawn_on = None
    assert not purged(consent.save)
    state, expected = steps[3]
    assert purged(lambda: decide(exemplar, state, actor=None, reason="x", public_reason="x")) is expected

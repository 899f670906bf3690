"""Who may do what: the roles, the second pair of eyes, the clock."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from news.bulletins.models import BulletinPage
from portal.desk.accounts import make_demo_accounts
from portal.desk.roles import CURATOR, EDITOR, MODERATOR, PUBLISHER, ROLES, set_up_roles
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site():
    factories.make_site()


@pytest.fixture
def draft():
    page = BulletinPage(title="Bài chờ duyệt", live=False)
    factories.section().add_child(instance=page)
    page.save_revision()
    return page


def test_setting_up_twice_changes_nothing_and_keeps_what_the_office_changed():
    from django.contrib.auth.models import Group, Permission

    group = Group.objects.get(name=EDITOR.name)
    group.permissions.remove(Permission.objects.get(codename="add_topic"))
    before = set(group.permissions.values_list("codename", flat=True))
    factories.make_site()
    assert set(group.permissions.values_list("codename", flat=True)) == before


def test_groups_get_what_a_new_version_brings_only_when_asked():
    from django.contrib.auth.models import Group, Permission

    from portal.home.tree import plant_tree

    group = Group.objects.get(name=CURATOR.name)
    own = Permission.objects.get(codename="delete_topic")
    group.permissions.remove(Permission.objects.get(codename="merge_exemplar"))
    group.permissions.add(own)
    set_up_roles(plant_tree())
    assert not group.permissions.filter(codename="merge_exemplar").exists()
    call_command("setup_portal", "--update-roles")
    assert group.permissions.filter(codename="merge_exemplar").exists()
    assert own in group.permissions.all()


def test_every_permission_named_by_a_role_exists():
    from django.contrib.auth.models import Permission

    wanted = {codename for role in ROLES for codename in role.others}
    assert wanted == set(Permission.objects.filter(codename__in=wanted).values_list("codename", flat=True))


def test_a_moderator_sees_the_admin_and_nothing_to_change(client):
    client.force_login(factories.make_user(MODERATOR.name))
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    assert client.get("/quan-tri/snippets/registry/exemplar/").status_code == 302
    assert client.get(reverse("wagtailimages:add")).status_code == 302


@pytest.mark.parametrize(("role", "may_edit", "may_publish"), [(EDITOR, 1, 0), (PUBLISHER, 1, 1), (CURATOR, 0, 0)])
def test_only_the_newsdesk_publishes(client, draft, role, may_edit, may_publish):
    client.force_login(factories.make_user(role.name))
    form = {
        "title": "Tên mới",
        "slug": draft.slug,
        "body": streamfield([("paragraph", rich_text("<p>Nội dung</p>"))]),
        "pinned_related": inline_formset([]),
        "comments": inline_formset([]),
        "action-publish": "1",
    }
    url = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert client.post(url, nested_form_data(form)).status_code == 302
    draft.refresh_from_db()
    assert draft.live is bool(may_publish)
    assert (draft.get_latest_revision_as_object().title == "Tên mới") is bool(may_edit)


def test_an_article_handed_in_waits_for_somebody_else(draft):
    editor, desk = factories.make_user(EDITOR.name, "a"), factories.make_user(PUBLISHER.name, "b")
    state = draft.get_workflow().start(draft, editor)
    task = state.current_task_state.task.specific
    draft = BulletinPage.objects.get(pk=draft.pk)
    assert task.get_actions(draft, editor) == []
    assert [action for action, *_ in task.get_actions(draft, desk)] == ["reject", "approve", "approve"]
    task.on_action(state.current_task_state, user=desk, action_name="approve")
    assert BulletinPage.objects.get(pk=draft.pk).live


def test_nobody_approves_what_they_handed_in(draft):
    desk = factories.make_user(PUBLISHER.name)
    state = draft.get_workflow().start(draft, desk)
    task = state.current_task_state.task.specific
    assert task.get_actions(BulletinPage.objects.get(pk=draft.pk), desk) == []
    assert not task.get_task_states_user_can_moderate(desk).exists()


def test_the_clock_publishes_what_is_due_and_takes_down_what_expired(draft):
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    draft.save_revision().publish()
    call_command("run_scheduler", "--once")
    assert not BulletinPage.objects.get(pk=draft.pk).live
    revision = draft.latest_revision
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    call_command("run_scheduler", "--once")
    page = BulletinPage.objects.get(pk=draft.pk)
    assert page.live
    BulletinPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("run_scheduler", "--once")
    assert not BulletinPage.objects.get(pk=page.pk).live


def test_demo_accounts_are_made_once_with_passwords_that_work(client):
    accounts = make_demo_accounts()
    assert len({account.password for account in accounts}) == len(accounts) == 7
    for account in accounts:
        assert client.login(username=account.username, password=account.password)
        assert client.get(reverse("wagtailadmin_home")).status_code == 200
    assert make_demo_accounts() == []

"""The staff's roles: groups, what each may do, and the workflow between them."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext_noop
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from portal.base.models import BasePage
from portal.desk.models import SecondEyesTask

FILES = tuple(f"{action}_{model}" for model in ("image", "document") for action in ("add", "change", "choose"))
"""Wagtail asks for its own models' permissions, whatever models stand in for them."""
VOCABULARY = ("add_topic", "change_topic", "view_topic")
ABBREVIATIONS = tuple(f"{action}_abbreviation" for action in ("view", "add", "change", "delete"))
DOCUMENTS = tuple(
    f"{action}_{model}"
    for model in ("officialdocument", "issuer", "documenttype")
    for action in ("view", "add", "change")
)


SEEN = (
    *("exemplar", "field", "honour", "conferral", "movement", "cluster", "clusterterm"),
    *("organisation", "place", "succession"),
)
"""The models of the registry that have lists of their own in the admin."""
REGISTRY = (
    *(f"{action}_{model}" for model in SEEN for action in ("view", "add", "change")),
    *(f"{action}_exemplar" for action in ("decide", "withdraw", "merge", "import", "export")),
)
QUESTIONS = ("view_pastquestion", "change_pastquestion", "view_pin", "add_pin", "change_pin", "delete_pin")
"""What readers asked, and what is put first for it."""
CONSULTATIONS = (
    *(f"{action}_{model}" for model in ("consultation", "daychange") for action in ("view", "add", "change")),
    *("publish_consultation", "read_opinion", "delete_daychange"),
)
ASSISTING = ("assist_comment", "view_wordrule")
MODERATING = (*ASSISTING, "decide_comment", "answer_comment")
LEADING = (
    *("approve_large_edit", "decide_appeal", "erase_comment"),
    *(f"{action}_wordrule" for action in ("add", "change", "delete")),
    *(f"{action}_{model}" for model in ("sanction", "threadpolicy") for action in ("view", "add", "change", "delete")),
)
"""Appeals, edits that change much, erasing, word rules, sanctions, where comments are open."""
NOMINATIONS = ("view_nomination", "change_nomination", "decide_nomination")
CHOOSING = ("view_exemplar", "view_honour", "view_movement", "view_organisation", "view_place")
"""What one looks at to choose whom a story tells."""


VIEWS = ("view_pageviews",)
JUDGING = ("view_poll", "judge_vote")
POLLS = (*JUDGING, "add_poll", "change_poll")


@dataclass(frozen=True)
class Role:
    """A group of staff: its name, what it may do to pages, its other permissions by codename, and whether it adds
    pictures and files.
    """

    name: str
    pages: tuple[str, ...]
    others: tuple[str, ...]
    files: bool = True


EDITOR = Role(
    gettext_noop("Biên tập viên"), ("add", "change"), (*VOCABULARY, *DOCUMENTS, *CHOOSING, *VIEWS, "view_poll")
)
PUBLISHER = Role(
    gettext_noop("Thư ký tòa soạn"),
    ("add", "change", "publish", "lock", "unlock", "bulk_delete"),
    (
        *(*VOCABULARY, *DOCUMENTS, *CHOOSING, *ABBREVIATIONS, *QUESTIONS, *POLLS, *VIEWS, "delete_topic"),
        *("change_portalsettings", "add_redirect", "change_redirect"),
    ),
)
CURATOR = Role(
    gettext_noop("Tuyên giáo và Dân vận"), ("add",), (*DOCUMENTS, *REGISTRY, *NOMINATIONS, *CONSULTATIONS, *VIEWS)
)
ASSISTANT = Role(gettext_noop("Cộng tác viên kiểm duyệt"), (), ASSISTING, files=False)
"""Takes comments and proposes edits; decides about none."""
MODERATOR = Role(gettext_noop("Kiểm duyệt viên"), (), (*MODERATING, *JUDGING), files=False)
LEAD_MODERATOR = Role(gettext_noop("Trưởng ban kiểm duyệt"), (), (*MODERATING, *LEADING, *JUDGING), files=False)
ROLES = (EDITOR, PUBLISHER, CURATOR, ASSISTANT, MODERATOR, LEAD_MODERATOR)

WORKFLOW = gettext_noop("Duyệt tin bài")


def _set_group(role: Role, home: BasePage, *, update: bool) -> Group:
    """Make a group with its permissions; one that exists stays as the office set it, unless missing ones are wanted."""
    group, created = Group.objects.get_or_create(name=role.name)
    if not (created or update):
        return group
    access = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    group.permissions.add(access, *Permission.objects.filter(codename__in=role.others))
    if role.files:
        _allow_files(group)
    for action in role.pages:
        permission = Permission.objects.get(codename=f"{action}_basepage", content_type__app_label="base")
        GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
    return group


def _allow_files(group: Group) -> None:
    files = Permission.objects.filter(codename__in=FILES, content_type__app_label__in=["wagtailimages", "wagtaildocs"])
    root = Collection.get_first_root_node()
    for permission in files:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _set_workflow(home: BasePage, publishers: Group) -> None:
    workflow, created = Workflow.objects.get_or_create(name=WORKFLOW)
    if created:
        task = SecondEyesTask.objects.create(name=WORKFLOW)
        task.groups.add(publishers)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    if not WorkflowPage.objects.filter(page=home).exists():
        WorkflowPage.objects.create(workflow=workflow, page=home)


def _drop_wagtail_defaults() -> None:
    """Remove the groups and workflow Wagtail's migrations make, unless somebody already uses them."""
    Group.objects.filter(name__in=["Editors", "Moderators"], user__isnull=True).delete()
    default = Workflow.objects.filter(name="Moderators approval", workflow_states__isnull=True)
    WorkflowPage.objects.filter(workflow__in=default).delete()
    default.delete()
    GroupApprovalTask.objects.filter(
        name="Moderators approval", workflow_tasks__isnull=True, task_states__isnull=True
    ).delete()


@transaction.atomic
def set_up_roles(home: BasePage, *, update: bool = False) -> None:
    """Make the groups and the workflow that are missing. Running it twice changes nothing.

    With ``update`` groups that exist get the permissions they lack (those of models that came with a new version);
    nothing is ever taken from them.
    """
    groups = {role.name: _set_group(role, home, update=update) for role in ROLES}
    _drop_wagtail_defaults()
    _set_workflow(home, groups[PUBLISHER.name])

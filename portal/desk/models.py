"""The second pair of eyes: who writes an article does not approve it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState, WorkflowState
from wagtail.models.workflows import AbstractGroupApprovalTask


class SecondEyesTask(AbstractGroupApprovalTask):
    """Approval by a member of a group other than the person who asked for it (bước duyệt bởi người thứ hai)."""

    class Meta:
        verbose_name = _("bước duyệt bởi người thứ hai")
        verbose_name_plural = _("bước duyệt bởi người thứ hai")

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """Return what ``user`` may do; nothing with what they handed in themselves."""
        state = obj.current_workflow_state
        if state is not None and state.requested_by_id == user.pk:
            return []
        return super().get_actions(obj, user)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        """Return what waits for ``user``, without what they handed in themselves."""
        waiting: Any = super().get_task_states_user_can_moderate(user, **kwargs)
        own = WorkflowState.objects.filter(requested_by=user)
        return waiting.exclude(workflow_state__in=own) if waiting is not None else TaskState.objects.none()

    @classmethod
    def get_description(cls) -> str:
        """Say what the step does, for the list of step types."""
        return str(_("Người trong các nhóm được chọn duyệt; người gửi bài không tự duyệt bài của mình."))

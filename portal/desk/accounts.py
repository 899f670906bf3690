"""Demo staff accounts, one for each role, with random passwords nobody stored."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

from portal.desk.roles import ASSISTANT, CURATOR, EDITOR, LEAD_MODERATOR, MODERATOR, PUBLISHER


@dataclass(frozen=True)
class NewAccount:
    """An account just made; the password is known only here."""

    username: str
    password: str
    role: str


ACCOUNTS = (
    ("quan-tri", "Quản trị", "Viên", None),
    ("bien-tap", "Biên tập", "Viên", EDITOR),
    ("thu-ky", "Thư ký", "Tòa soạn", PUBLISHER),
    ("tuyen-giao", "Cán bộ", "Tuyên giáo", CURATOR),
    ("cong-tac", "Cộng tác", "Viên", ASSISTANT),
    ("kiem-duyet", "Kiểm duyệt", "Viên", MODERATOR),
    ("truong-ban", "Trưởng ban", "Kiểm duyệt", LEAD_MODERATOR),
)


@transaction.atomic
def make_demo_accounts() -> list[NewAccount]:
    """Make the accounts that do not exist yet and return them with their passwords."""
    made = []
    users = get_user_model()
    for username, last_name, first_name, role in ACCOUNTS:
        if users.objects.filter(username=username).exists():
            continue
        password = secrets.token_urlsafe(9)
        user = users(username=username, last_name=last_name, first_name=first_name)
        user.is_superuser = user.is_staff = role is None
        user.set_password(password)
        user.save()
        if role is not None:
            user.groups.add(Group.objects.get(name=role.name))
        made.append(NewAccount(username, password, role.name if role else "Quản trị kỹ thuật"))
    return made

"""``manage.py setup_portal``: the frame of the site, vocabularies, the roles and, if asked, demo staff accounts."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from news.documents.loading import load_vocabulary
from portal.desk.accounts import make_demo_accounts
from portal.desk.roles import set_up_roles
from portal.home.tree import plant_tree
from search.lexicon.loading import load_abbreviations


class Command(BaseCommand):
    """Bring a fresh or older database to the state the portal expects. Safe to run at every start."""

    help = "Tạo khung trang, nhóm người dùng, quy trình duyệt; --demo-accounts tạo tài khoản dùng thử."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take ``--demo-accounts`` and ``--update-roles``."""
        parser.add_argument(
            "--update-roles",
            action="store_true",
            help="Thêm cho các nhóm đã có những quyền mới của phiên bản này; không bớt quyền nào.",
        )
        parser.add_argument("--demo-accounts", action="store_true", help="Tạo tài khoản dùng thử, in mật khẩu một lần.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it in one transaction; passwords are printed only once the accounts are safely stored."""
        with transaction.atomic():
            load_vocabulary()
            load_abbreviations()
            set_up_roles(plant_tree(), update=options["update_roles"])
            accounts = make_demo_accounts() if options["demo_accounts"] else []
        self.stdout.write("Khung trang, nhóm người dùng và quy trình duyệt đã sẵn sàng.")
        for account in accounts:
            self.stdout.write(f"  {account.role:<24} {account.username:<12} {account.password}")

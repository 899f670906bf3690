"""The staff account."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A member of staff; readers have no accounts.

    ``last_name`` holds họ và tên đệm, ``first_name`` holds tên: the full name is written in Vietnamese order.
    """

    def get_full_name(self) -> str:
        """Return the name in Vietnamese order: họ, đệm, tên."""
        return f"{self.last_name} {self.first_name}".strip()

    def __str__(self) -> str:
        return self.get_full_name() or self.get_username()

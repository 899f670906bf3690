"""How much of the installed Wagtail speaks Vietnamese, measured against its own English catalogues."""

import pytest

from scripts import translation_coverage
from scripts.translation_coverage import DOMAINS, coverage, our_messages, wagtail_messages

# Screens that every editor, moderator and curator meets daily, by where their strings stand in Wagtail's source.
MAIN_SCREENS = (
    "admin/action_menu.py",
    "admin/forms/",
    "admin/localization.py",
    "admin/mail.py",
    "admin/models.py",
    "admin/panels/",
    "admin/rich_text/",
    "admin/templates/",
    "admin/templatetags/",
    "admin/ui/",
    "admin/userbar.py",
    "admin/views/",
    "admin/wagtail_hooks.py",
    "admin/widgets/",
    "blocks/",
    "contrib/settings/",
    "contrib/typed_table_block/",
    "documents/",
    "embeds/",
    "forms.py",
    "images/",
    "locks.py",
    "models/",
    "snippets/",
    "templates/",
    "users/",
    "wagtail_hooks.py",
)

# The same in both languages: names, and messages made of placeholders only.
SAME_IN_VIETNAMESE = {
    "Email",
    "URL",
    "ID",
    "%(field_label)s:",
    "%(status_display)s %(task_name)s %(started_at)s",
    "%(time_zone_option)s: %(localized_time_zone_label)s",
}


@pytest.mark.parametrize("domain", DOMAINS)
def test_catalogue_covers_wagtail(domain):
    assert coverage(domain) >= 0.98, translation_coverage.missing(domain)


@pytest.mark.parametrize("domain", DOMAINS)
def test_wagtail_catalogues_were_found(domain):
    """Guards the measure itself: an empty list would be covered to 100 %."""
    assert len(wagtail_messages(domain)) > {"django": 1500, "djangojs": 70}[domain]


def test_main_screens_have_no_english():
    messages = wagtail_messages("django")
    on_screen = {
        key for key, message in messages.items() if any(name.startswith(MAIN_SCREENS) for name in message.files)
    }
    assert len(on_screen) > 1200
    assert on_screen - set(our_messages("django")) == set()
    assert set(wagtail_messages("djangojs")) - set(our_messages("djangojs")) == set()


@pytest.mark.parametrize("domain", DOMAINS)
def test_nothing_is_left_as_it_was(domain):
    ours = our_messages(domain)
    same = {key[1] for key in wagtail_messages(domain) if key in ours and key[1] == ours[key].msgstr}
    assert same <= SAME_IN_VIETNAMESE


def test_gaps_are_reported(monkeypatch, capsys):
    """The script names what a newer Wagtail added, and fails."""
    known = wagtail_messages("django")
    new = {**known, (None, "Brand new"): translation_coverage.Message("", {"admin"}, {"admin/models.py"})}
    monkeypatch.setattr(translation_coverage, "wagtail_messages", lambda domain: new if domain == "django" else known)
    monkeypatch.setattr(translation_coverage, "DOMAINS", ("django",))
    assert translation_coverage.main() == 1
    assert "[admin] 'Brand new'" in capsys.readouterr().out

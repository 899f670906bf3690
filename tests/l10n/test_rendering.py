"""What Django does with the compiled catalogues: the words that reach the screen."""

import datetime
import json

import pytest
from django.core.management import CommandError, call_command
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.views.i18n import JavaScriptCatalog

from portal.base.management.commands.compile_messages import compile_catalogue, compile_folder
from scripts.translation_coverage import LOCALE_DIR


@pytest.fixture(scope="session")
def compiled(tmp_path_factory):
    """Our catalogues compiled into a folder of their own, so that the tests do not depend on `make run`."""
    folder = tmp_path_factory.mktemp("locale")
    compile_folder(LOCALE_DIR, folder)
    return folder


@pytest.fixture(autouse=True)
def vietnamese(compiled, settings):
    settings.LOCALE_PATHS = [compiled]
    with translation.override("vi"):
        yield


@pytest.mark.parametrize(
    ("english", "vietnamese"),
    [
        ("Publish", "Đăng"),
        ("Unpublish", "Gỡ xuống"),
        ("Save draft", "Lưu bản nháp"),
        ("Submit for moderation", "Gửi duyệt"),
        ("Cancel workflow ", "Hủy quy trình duyệt "),
        ("Snippets", "Mục dữ liệu"),
        ("Collections", "Bộ sưu tập"),
        # Ours wins over what the apps ship.
        ("Dashboard", "Trang tổng quan"),
        ("Locale", "Ngôn ngữ"),
        ("Password reset unsuccessful", "Đặt lại mật khẩu không thành công"),
        ("This password is too common.", "Mật khẩu này quá phổ biến."),
    ],
)
def test_gettext(english, vietnamese):
    assert translation.gettext(english) == vietnamese


@pytest.mark.parametrize("count", [0, 1, 2, 11])
def test_plural_has_one_form(count):
    text = translation.ngettext("%(num_pages)d page has been moved", "%(num_pages)d pages have been moved", count)
    assert text % {"num_pages": count} == f"Đã chuyển {count} trang"


def test_template_plural_and_markup():
    template = Template(
        "{% load i18n %}{% blocktranslate trimmed count counter=n %}Move 1 page{% plural %}Move {{ counter }} pages"
        "{% endblocktranslate %}"
    )
    assert template.render(Context({"n": 1})) == "Chuyển 1 trang"
    assert template.render(Context({"n": 3})) == "Chuyển 3 trang"


def test_dates_and_spans():
    day = datetime.date(2024, 1, 8)
    assert date_format(day, "l, d/m/Y") == "Thứ Hai, 08/01/2024"
    assert date_format(day, "D") == "T2"
    assert date_format(day, "j N Y") == "8 thg 1 2024"
    assert date_format(datetime.date(2024, 9, 1), "l") == "Chủ Nhật"
    now = timezone.now()
    assert timesince(now - datetime.timedelta(days=3), now) == "3\u00a0ngày"


def test_admin_scripts_get_vietnamese():
    view = JavaScriptCatalog.as_view(domain="djangojs", packages=["wagtail.admin"])
    body = view(RequestFactory().get("/")).content.decode()
    catalogue, _end = json.JSONDecoder().raw_decode(body.split("newcatalog = ", 1)[1])
    assert catalogue["Add a comment"] == "Thêm góp ý"
    assert catalogue["%(num)s error"] == ["%(num)s lỗi"]


@pytest.mark.django_db
def test_login_screen(client):
    body = client.get("/quan-tri/login/").content.decode()
    for words in ("Quên mật khẩu?", "Ghi nhớ đăng nhập", "Nhập tên đăng nhập của bạn", "Mật khẩu"):
        assert words in body
    for words in ("Sign in", "Forgotten", "Remember me", "Password"):
        assert words not in body


@pytest.mark.django_db
def test_wrong_password_says_so_in_vietnamese(client):
    page = client.post("/quan-tri/login/", {"username": "khong-co", "password": "sai"})
    assert "Sai tên đăng nhập hoặc mật khẩu. Vui lòng thử lại." in page.content.decode()


def test_command_compiles_beside_the_sources(tmp_path, settings, capsys):
    folder = tmp_path / "vi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    unsure = '\n#, fuzzy\nmsgid "unsure"\nmsgstr "chưa chắc"\n'
    (folder / "django.po").write_text(f'{head}msgid "star"\nmsgstr "ngôi sao"\n{unsure}', encoding="utf-8")
    settings.LOCALE_PATHS = [tmp_path]
    call_command("compile_messages")
    assert capsys.readouterr().out == "vi/LC_MESSAGES/django.po: 1\n"
    settings.LOCALE_PATHS = [str(tmp_path)]
    assert translation.gettext("star") == "ngôi sao"
    assert translation.gettext("unsure") == "unsure"


def test_command_names_a_broken_source(tmp_path, settings):
    folder = tmp_path / "vi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text('msgid "a\nmsgstr')
    settings.LOCALE_PATHS = [tmp_path]
    with pytest.raises(CommandError, match=r"django\.po"):
        call_command("compile_messages")


def test_a_broken_source_keeps_the_old_catalogue(tmp_path):
    source, target = tmp_path / "django.po", tmp_path / "django.mo"
    target.write_bytes(b"old")
    source.write_text('msgid "a\nmsgstr')
    with pytest.raises(OSError, match="Syntax error"):
        compile_catalogue(source, target)
    assert target.read_bytes() == b"old"
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["django.mo", "django.po"]

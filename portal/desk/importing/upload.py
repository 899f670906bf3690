"""The staff's page "Nhập từ Word": one file becomes a draft, opened for editing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permission_policies.pages import PagePermissionPolicy

from news.bulletins.models import BulletinPage
from portal.base.models import BasePage
from portal.base.refusal import Refusal

from .pipeline import DEFAULT_SECTION, import_article, parse_bytes, sections
from .reading import SUFFIXES, check_size
from .shapes import ParsedArticle
from .writer import Written


def open_sections(user: Any) -> Any:
    """Sections under which ``user`` may add bulletins."""
    allowed = PagePermissionPolicy().instances_user_has_permission_for(user, "add")
    return sections().filter(pk__in=allowed.values("pk"))


class UploadForm(forms.Form):
    """The file and where its article goes."""

    file = forms.FileField(
        label=gettext_lazy("Tệp bài viết"),
        # An empty file gets the importer's own words.
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
        help_text=gettext_lazy("Tệp .docx (tối đa 50 MB), .html hoặc .txt (tối đa 5 MB). Mỗi tệp một bài."),
    )
    section = forms.ModelChoiceField(
        queryset=BasePage.objects.none(), label=gettext_lazy("Chuyên mục"), empty_label=None
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        field = self.fields["section"]
        field.queryset = open_sections(user)
        field.initial = field.queryset.filter(slug=DEFAULT_SECTION).first()

    def clean_section(self) -> BasePage:
        """Ask the section itself: it may have been locked or moved since the form was shown."""
        section = self.cleaned_data["section"]
        if not section.permissions_for_user(self.user).can_add_subpage() or not BulletinPage.can_create_at(section):
            raise forms.ValidationError(_("Bạn không được thêm bài vào chuyên mục này."))
        return section

    def clean_file(self) -> UploadedFile:
        """Refuse by name and size before a byte is read."""
        file = self.cleaned_data["file"]
        try:
            check_size(file.name, file.size)
        except Refusal as refusal:
            raise forms.ValidationError(sentence(refusal)) from refusal
        return file


class UploadView(WagtailAdminTemplateMixin, FormView):
    """Import one file as a draft of the person at the form, then open it."""

    form_class = UploadForm
    template_name = "desk/import.html"
    page_title = gettext_lazy("Nhập từ Word")
    header_icon = "upload"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let in only those who may add bulletins somewhere."""
        if not open_sections(request.user).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Name this page after Wagtail's "Home"."""
        return [*self.breadcrumbs_items, {"url": reverse("desk_import"), "label": self.page_title}]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form who asks."""
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the admin's form template asks for."""
        return super().get_context_data(
            **kwargs,
            action_url=reverse("desk_import"),
            form_is_multipart=True,
            submit_button_label=_("Nhập thành bản nháp"),
            submit_button_active_label=_("Đang nhập…"),
        )

    def form_valid(self, form: UploadForm) -> HttpResponse:
        """Import the file; what it was refused for is said beside the file field."""
        file = form.cleaned_data["file"]
        try:
            article = parse_bytes(file.name, file.read())
            written = import_article(article, form.cleaned_data["section"], user=self.request.user)
        except Refusal as refusal:
            form.add_error("file", sentence(refusal))
            return self.form_invalid(form)
        if written.outcome == "draft":
            self._tell_found(article)
        elif not self._may_edit(written):
            form.add_error("file", _("Bài này đã có trên cổng; bạn không có quyền sửa bài đó."))
            return self.form_invalid(form)
        else:
            self._tell_known(written)
        return redirect("wagtailadmin_pages:edit", written.page.pk)

    def _may_edit(self, written: Written) -> bool:
        return written.page.permissions_for_user(self.request.user).can_edit()

    def _tell_found(self, article: ParsedArticle) -> None:
        found = _("Đã nhập thành bản nháp: %(paragraphs)s đoạn, %(photos)s ảnh, bỏ %(dropped)s dòng thừa.") % {
            "paragraphs": article.count("paragraph") + article.count("quote"),
            "photos": article.count("photo"),
            "dropped": len(article.dropped),
        }
        messages.success(self.request, found)
        for warning in article.warnings:
            messages.warning(self.request, sentence(warning))

    def _tell_known(self, written: Written) -> None:
        if written.outcome == "known":
            messages.warning(self.request, _("Bài này đã được nhập trước đây; không nhập lần nữa. Đây là bài đó."))
        else:
            messages.warning(
                self.request, _("Đã có bài cùng tên, khác nội dung; tệp không được nhập. Đây là bài đang có.")
            )


def sentence(message: object) -> str:
    """A reason as a sentence: capital first, full stop last."""
    text = str(message)
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", "…")) else ".")

"""The page of a dossier's papers: add, download, remove; nobody without permission sees one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exemplars.registry.admin.common import ExemplarView, url_of
from exemplars.registry.evidence import KINDS, add_evidence, check, download_name, remove_evidence
from exemplars.registry.models import Evidence
from portal.intake.downloads import download
from portal.intake.uploads import accept_attribute


class EvidenceForm(forms.Form):
    """A paper to add."""

    title = forms.CharField(
        label=gettext_lazy("Tên tài liệu"),
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("Báo cáo thành tích có xác nhận của UBND xã")}),
    )
    file = forms.FileField(
        label=gettext_lazy("Tệp"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": accept_attribute(KINDS)}),
        help_text=gettext_lazy(
            "PDF, JPEG, PNG, WEBP, DOCX, XLSX, tối đa 10 MB. Che số căn cước trước khi quét: cổng không lưu số ấy."
        ),
    )
    note = forms.CharField(label=gettext_lazy("Ghi chú"), max_length=250, required=False)
    kind = ""

    def clean_file(self) -> UploadedFile:
        """Judge the file by its content."""
        file = self.cleaned_data["file"]
        self.kind = check(file)
        return file


class EvidenceView(ExemplarView):
    """The papers of a dossier, and the form for one more."""

    template_name = "registry/admin/evidence.html"
    page_title = gettext_lazy("Tài liệu xác minh")
    header_icon = "doc-full"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The papers with their addresses."""
        papers = [
            {
                "paper": paper,
                "url": url_of("evidence_download", self.exemplar.pk, paper.pk),
                "delete_url": url_of("evidence_delete", self.exemplar.pk, paper.pk),
            }
            for paper in self.exemplar.evidence.select_related("added_by")
        ]
        return {"form": EvidenceForm(), **super().get_context_data(**kwargs), "papers": papers}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Add a paper."""
        form = EvidenceForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        add_evidence(self.exemplar, **form.cleaned_data, kind=form.kind, actor=request.user)
        messages.success(request, _("Đã thêm “%(title)s”.") % {"title": form.cleaned_data["title"]})
        return redirect(url_of("evidence", pk))


class _PaperView(ExemplarView):
    """A view of one paper."""

    @cached_property
    def paper(self) -> Evidence:
        """The paper of the address, which must be of the dossier of the address."""
        return get_object_or_404(Evidence, exemplar=self.exemplar, pk=self.kwargs["paper"])


class DownloadEvidenceView(_PaperView):
    """Hand out a paper, never to be shown inside a page or kept in a cache."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send the file as a download; one whose file is gone is not found."""
        return download(self.paper.file, download_name(self.paper))


class DeleteEvidenceView(_PaperView):
    """Remove a paper."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Remove it and say so."""
        title = self.paper.title
        remove_evidence(self.paper, actor=request.user)
        messages.success(request, _("Đã xóa “%(title)s”.") % {"title": title})
        return redirect(url_of("evidence", self.exemplar.pk))

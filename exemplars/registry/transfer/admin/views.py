"""The pages of the import: upload, look through, take in, take back."""

from __future__ import annotations

import tempfile
from pathlib import Path, PurePath
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from exemplars.registry.admin.common import StaffView
from exemplars.registry.models import ImportRow, ImportRun
from exemplars.registry.transfer.admin.forms import ColumnsForm, UploadForm
from exemplars.registry.transfer.admin.shown import shown_rows
from exemplars.registry.transfer.sheets import columns
from exemplars.registry.transfer.sheets.applying import commit
from exemplars.registry.transfer.sheets.previewing import begin, look_through
from exemplars.registry.transfer.sheets.template import write_template
from exemplars.registry.transfer.sheets.undoing import undo
from exemplars.registry.transfer.views import TYPES
from portal.base.paging import page_of
from portal.base.refusal import Refusal
from portal.vietnamese.numbers import whole_number

PER_PAGE = 50
RUNS = 20
TITLE = gettext_lazy("Nhập từ Excel")


class ImportView(StaffView):
    """The upload, and the lists that were brought before."""

    permission = "import_exemplar"
    template_name = "registry/admin/import.html"
    page_title = TITLE
    header_icon = "upload"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Home, then here."""
        return [*self.breadcrumbs_items, {"url": "", "label": str(TITLE)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form and the last runs."""
        runs = ImportRun.objects.select_related("actor")[:RUNS]
        form = kwargs.pop("form", None) or UploadForm()
        return {**super().get_context_data(**kwargs), "form": form, "runs": runs}

    def post(self, request: HttpRequest) -> HttpResponse:
        """Look the list through and show what it would do."""
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            asked = {name: form.cleaned_data[name] for name in ("kind", "year", "new_organisations")}
            try:
                run = _begin(form.cleaned_data["file"], request.user, asked)
            except Refusal as refusal:
                form.add_error("file", str(refusal))
            else:
                return redirect("registry_imports:run", run.pk)
        return self.render_to_response(self.get_context_data(form=form), status=422)


def _begin(file: Any, user: Any, asked: dict[str, Any]) -> ImportRun:
    with tempfile.NamedTemporaryFile(suffix=PurePath(file.name).suffix[:10]) as draft:
        for chunk in file.chunks():
            draft.write(chunk)
        draft.flush()
        return begin(Path(draft.name), file.name, actor=user, options=asked)


class TemplateView(StaffView):
    """The workbook to fill in."""

    permission = "import_exemplar"

    def get(self, request: HttpRequest) -> FileResponse:
        """Send it."""
        stream = tempfile.TemporaryFile()  # noqa: SIM115, the answer closes it
        write_template(stream)
        stream.seek(0)
        return FileResponse(stream, as_attachment=True, filename="mau-danh-sach-guong.xlsx", content_type=TYPES["xlsx"])


class RunView(StaffView):
    """One list: its columns, what each row does, and what may be done with it now."""

    permission = "import_exemplar"
    template_name = "registry/admin/import_run.html"
    header_icon = "upload"

    @cached_property
    def run(self) -> ImportRun:
        """The run of the address."""
        return get_object_or_404(ImportRun, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        """The file's name."""
        return self.run.file_name

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Home, all runs, then here."""
        every = {"url": reverse("registry_imports:index"), "label": str(TITLE)}
        return [*self.breadcrumbs_items, every, {"url": "", "label": self.run.file_name}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of rows, narrowed to one outcome when asked."""
        run = self.run
        asked = self.request.GET.get("xem", "")
        asked = asked if asked in ImportRow.Outcome.values else ""
        rows = run.rows.filter(outcome=asked) if asked else run.rows.all()
        page, _wrong = page_of(
            Paginator(rows.select_related("exemplar").order_by("number"), PER_PAGE), self.request.GET.get("p")
        )
        names = set(run.columns.values())
        return {
            **super().get_context_data(**kwargs),
            "run": run,
            "columns": kwargs.get("columns") or ColumnsForm(run),
            "unknown": [heading for at, heading in enumerate(run.headings) if heading and str(at) not in run.columns],
            "can_name": columns.Match(dict(enumerate(names))).can_name,
            "outcomes": [
                {"value": value, "label": label, "count": run.counts.get(value, 0)}
                for value, label in ImportRow.Outcome.choices
            ],
            "asked": asked,
            "keep": f"xem={asked}&" if asked else "",
            "page_obj": page,
            "rows": shown_rows(list(page)),
            "choices": ImportRow.Choice.choices,
            "is_open": run.state == ImportRun.State.PREVIEWED,
            "is_done": run.state == ImportRun.State.COMMITTED,
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do what was asked: match again, keep choices, take in, take back, throw away."""
        does = {
            "columns": self._match_again,
            "choices": self._choose,
            "commit": self._commit,
            "undo": self._undo,
            "discard": self._discard,
        }.get(request.POST.get("action", ""))
        if does is None:
            raise PermissionDenied
        try:
            return does()
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("registry_imports:run", pk)

    def _again(self) -> HttpResponse:
        query = self.request.POST.get("keep", "")
        page = whole_number(self.request.POST.get("p"))
        tail = f"?xem={query}&p={page}" if query in ImportRow.Outcome.values and page is not None else ""
        return redirect(reverse("registry_imports:run", args=[self.run.pk]) + tail)

    def _must_be_open(self) -> None:
        if self.run.state != ImportRun.State.PREVIEWED:
            raise Refusal(_("Tệp này đã được nhập rồi."))

    def _match_again(self) -> HttpResponse:
        self._must_be_open()
        form = ColumnsForm(self.run, self.request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(columns=form), status=422)
        self.run.options = {**self.run.options, "columns": form.chosen}
        look_through(self.run)
        return self._again()

    def _choose(self) -> HttpResponse:
        self._must_be_open()
        self._save_choices()
        messages.success(self.request, _("Đã lưu lựa chọn."))
        return self._again()

    @transaction.atomic
    def _save_choices(self) -> None:
        asked = self.run.rows.filter(outcome=ImportRow.Outcome.DUPLICATE)
        for name, value in self.request.POST.items():
            number = whole_number(name.removeprefix("choice-"))
            if number is not None and name.startswith("choice-") and value in ImportRow.Choice.values:
                asked.filter(number=number).update(choice=value)

    def _commit(self) -> HttpResponse:
        self._must_be_open()
        self._save_choices()
        run = commit(self.run, actor=self.request.user)
        said = {"added": run.counts["added"], "updated": run.counts["updated"]}
        messages.success(self.request, _("Đã nhập: thêm %(added)s, sửa %(updated)s hồ sơ.") % said)
        return redirect("registry_imports:run", run.pk)

    def _undo(self) -> HttpResponse:
        run = undo(self.run, actor=self.request.user)
        messages.success(self.request, _("Đã hoàn tác lần nhập này."))
        return redirect("registry_imports:run", run.pk)

    def _discard(self) -> HttpResponse:
        self._must_be_open()
        self.run.file.delete(save=False)
        self.run.delete()
        messages.success(self.request, _("Đã bỏ tệp; sổ gương không đổi."))
        return redirect("registry_imports:index")

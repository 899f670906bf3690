"""The forms of the import."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exemplars.registry.models import Exemplar, ImportRun
from exemplars.registry.transfer.sheets import columns
from exemplars.registry.transfer.sheets.guard import MAX_BYTES, MEGABYTE


class UploadForm(forms.Form):
    """A list, and what is meant where its rows say nothing."""

    file = forms.FileField(
        label=gettext_lazy("Tệp danh sách"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=gettext_lazy("Tệp .xlsx hoặc .csv, tối đa 20 MB, 20.000 dòng. Các cột theo thứ tự nào cũng được."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Đối tượng, nếu tệp không ghi"), choices=Exemplar.Kind.choices, initial="individual"
    )
    year = forms.IntegerField(
        label=gettext_lazy("Năm nêu gương, nếu tệp không ghi"), required=False, min_value=1945, max_value=2100
    )
    new_organisations = forms.BooleanField(
        label=gettext_lazy("Thêm đơn vị chưa có trong danh mục"), required=False, initial=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = timezone.localdate().year

    def clean_file(self) -> Any:
        """Refuse what is too large before it is looked into."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("Tệp lớn hơn %s MB; hãy chia thành nhiều tệp.") % (MAX_BYTES // MEGABYTE))
        return file


class ColumnsForm(forms.Form):
    """Which column is which field, as staff correct it: a select for each heading of the file."""

    def __init__(self, run: ImportRun, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("(bỏ qua cột này)"))]
        choices += [(name, columns.heading_of(name)) for name in (*columns.FIELDS, *columns.EXTRA)]
        for position, heading in enumerate(run.headings):
            if heading:
                self.fields[f"c{position}"] = forms.ChoiceField(
                    label=heading, choices=choices, required=False, initial=run.columns.get(str(position), "")
                )

    def clean(self) -> dict[str, Any]:
        """Refuse two columns for one field."""
        given = [name for name in self.cleaned_data.values() if name]
        twice = sorted({columns.heading_of(name) for name in given if given.count(name) > 1})
        if twice:
            raise forms.ValidationError(_("Hai cột cùng được chọn là “%s”.") % "”, “".join(twice))
        return self.cleaned_data

    @property
    def chosen(self) -> dict[str, str]:
        """The fields by position, as runs keep them."""
        return {name[1:]: value for name, value in self.cleaned_data.items()}

"""What narrows the staff's list of exemplars."""

from __future__ import annotations

import django_filters
from django import forms
from django.db.models import Exists, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from exemplars.registry.admin.places import found_under
from exemplars.registry.models import Exemplar, Field, State
from exemplars.registry.worklists import consent_in_force

ALL = _("Tất cả")
WAITS = (("consent", _("Thiếu sự đồng ý nêu tên")), ("review", _("Đến hạn rà soát")))


class ExemplarFilters(WagtailFilterSet):
    """State, kind, field, year, place with its reach, and what is missing."""

    state = django_filters.ChoiceFilter(label=_("Trạng thái"), choices=State.choices, empty_label=ALL)
    kind = django_filters.ChoiceFilter(label=_("Đối tượng"), choices=Exemplar.Kind.choices, empty_label=ALL)
    field = django_filters.ModelChoiceFilter(label=_("Lĩnh vực"), queryset=Field.objects.all(), empty_label=ALL)
    year = django_filters.NumberFilter(
        label=_("Năm nêu gương"), min_value=0, max_value=9999, widget=forms.NumberInput(attrs={"min": 1945})
    )
    place = django_filters.CharFilter(
        label=_("Địa phương"),
        method="at_place",
        max_length=120,
        help_text=_("Tên cũ hoặc mới, không cần dấu. Ví dụ: bac kan; cam giang, bach thong"),
    )
    waits_for = django_filters.ChoiceFilter(
        label=_("Việc cần làm"), choices=WAITS, method="what_waits", empty_label=ALL
    )
    is_demo = django_filters.BooleanFilter(label=_("Dữ liệu mẫu"))

    class Meta:
        model = Exemplar
        fields: tuple[str, ...] = ()

    def at_place(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Keep what is found under a place, by its old or its new name."""
        ids = found_under(value)
        return queryset.filter(Q(place__in=ids) | Q(place_now__in=ids))

    def what_waits(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Keep those for whose name nobody's consent is in force, or whose day of review has come."""
        if value == "consent":
            return queryset.filter(~Exists(consent_in_force()))
        return queryset.filter(review_due__lte=timezone.localdate())

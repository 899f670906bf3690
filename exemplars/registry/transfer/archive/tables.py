"""Which tables a full copy holds, in an order in which each names only earlier ones or itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet

from exemplars.registry.fields import table_of
from exemplars.registry.fields.shapes import Table, own_fields, private

NUMBER = "Số dòng"
"""Heading of the number that other tables name a row by, where it has no name of its own."""

USERS = Table(
    "base.User",
    "Cán bộ",
    rows=None,
    key="username",
    columns={"username": private("Tên đăng nhập"), "last_name": private("Họ"), "first_name": private("Tên")},
)
IMAGES = Table(
    "base.PortalImage",
    "Ảnh",
    rows=None,
    key="file_hash",
    columns={
        "file_hash": private("Mã ảnh"),
        "title": private("Tên"),
        "description": private("Mô tả"),
        "caption": private("Chú thích"),
        "credit": private("Tác giả ảnh"),
        "file": private("Tệp"),
    },
)
TYPES = Table(
    "documents.DocumentType",
    "Loại văn bản",
    rows=None,
    key="code",
    columns={
        "code": private("Mã"),
        "name": private("Tên"),
        "abbreviation": private("Chữ viết tắt"),
        "system": private("Hệ thống"),
        "is_legal": private("Văn bản quy phạm pháp luật"),
    },
)
ISSUERS = Table(
    "documents.Issuer",
    "Cơ quan ban hành",
    rows=None,
    key="code",
    columns={
        "code": private("Mã"),
        "abbreviation": private("Chữ viết tắt"),
        "name": private("Tên"),
        "level": private("Cấp"),
        "system": private("Hệ thống"),
        "province": private("Tỉnh, thành phố"),
        "locality": private("Xã, phường, huyện"),
    },
)
DOCUMENTS = Table(
    "documents.OfficialDocument",
    "Văn bản",
    rows=None,
    key="slug",
    columns={
        "slug": private("Đường dẫn"),
        "type": private("Loại văn bản"),
        "issuer": private("Cơ quan ban hành"),
        "number": private("Số"),
        "symbol": private("Ký hiệu"),
        "is_normative": private("Số có ghi năm"),
        "year": private("Năm"),
        "term": private("Khóa, nhiệm kỳ"),
        "name": private("Tên gọi"),
        "summary": private("Trích yếu"),
        "issued_on": private("Ngày ban hành"),
        "effective_on": private("Ngày có hiệu lực"),
        "signer": private("Người ký"),
        "signer_position": private("Chức vụ người ký"),
        "public": private("Hiện trong thư viện văn bản"),
    },
)
JOINED_MOVEMENTS = Table(
    "registry.Exemplar_movements",
    "Phong trào của gương",
    rows=None,
    columns={"exemplar": private("Gương"), "movement": private("Phong trào")},
)


@dataclass(frozen=True)
class Carried:
    """A table of the copy. ``parent`` is the field of the row it belongs to; ``wanted`` narrows foreign rows."""

    table: Table
    parent: str = ""
    wanted: Callable[[], QuerySet] | None = None

    @property
    def sheet(self) -> str:
        """Its name in files."""
        return self.table.sheet

    @property
    def model(self) -> type[models.Model]:
        """Its model."""
        return self.table.model_class

    @property
    def fields(self) -> dict[str, models.Field]:
        """The fields that files carry, by heading; lists of others have a table of their own."""
        single = {field.name for field in own_fields(self.model) if not field.many_to_many}
        single |= {field.name for field in self.model._meta.concrete_fields}
        return {
            column.heading: self.model._meta.get_field(name)
            for name, column in self.table.carried.items()
            if name in single
        }

    @property
    def is_numbered(self) -> bool:
        """Whether its rows have no name but are named by rows of other tables."""
        return not self.table.key and self.table.model in _NUMBERED


_NUMBERED = frozenset(
    ("honours.Conferral", "movements.ClusterTerm", "movements.TermMember", "movements.Criterion"),
)


def _named_by(target: str, *ways: tuple[str, str]) -> Callable[[], QuerySet]:
    """Return a function for the rows of a model that rows of the registry name."""

    def wanted() -> QuerySet:
        condition = Q()
        for label, field in ways:
            naming = apps.get_model(label)._default_manager.filter(**{f"{field}__isnull": False})
            condition |= Q(pk__in=naming.order_by().values(field))
        return apps.get_model(target)._default_manager.filter(condition)

    return wanted


_DOCUMENT_WAYS = (
    ("honours.Honour", "law"),
    ("honours.Conferral", "decision"),
    ("honours.ConferralChange", "document"),
    ("movements.Movement", "decision"),
    ("movements.Cluster", "decision"),
    ("movements.ClusterTerm", "decision"),
    ("organisations.OrganisationSuccession", "document"),
)


@cache
def carried_tables() -> tuple[Carried, ...]:
    """Return the tables of a full copy in their order."""
    documents = _named_by("documents.OfficialDocument", *_DOCUMENT_WAYS)

    def types() -> QuerySet:
        return TYPES.model_class._default_manager.filter(documents__in=documents()).distinct()

    def issuers() -> QuerySet:
        named = _named_by("documents.Issuer", ("honours.Conferral", "authority"))()
        return named | ISSUERS.model_class._default_manager.filter(pk__in=documents().order_by().values("issuer"))

    users = _named_by(
        "base.User",
        ("registry.ExemplarDecision", "actor"),
        ("registry.Evidence", "added_by"),
        ("honours.ConferralChange", "actor"),
    )
    return (
        Carried(USERS, wanted=users),
        Carried(IMAGES, wanted=_named_by("base.PortalImage", ("registry.Exemplar", "portrait"))),
        Carried(TYPES, wanted=types),
        Carried(ISSUERS, wanted=issuers),
        Carried(DOCUMENTS, wanted=documents),
        Carried(table_of("organisations.Organisation")),
        Carried(table_of("organisations.OrganisationSuccession"), parent="predecessor"),
        Carried(table_of("honours.Honour")),
        Carried(table_of("registry.Field")),
        Carried(table_of("movements.Movement")),
        Carried(table_of("movements.Cluster")),
        Carried(table_of("movements.ClusterTerm"), parent="cluster"),
        Carried(table_of("movements.TermMember"), parent="term"),
        Carried(table_of("movements.Criterion"), parent="term"),
        Carried(table_of("movements.Score"), parent="member"),
        Carried(table_of("registry.Exemplar")),
        Carried(JOINED_MOVEMENTS, parent="exemplar"),
        Carried(table_of("registry.Consent"), parent="exemplar"),
        Carried(table_of("registry.Evidence"), parent="exemplar"),
        Carried(table_of("registry.ExemplarDecision"), parent="exemplar"),
        Carried(table_of("registry.ExemplarRelation"), parent="exemplar"),
        Carried(table_of("registry.Replication"), parent="exemplar"),
        Carried(table_of("honours.Conferral"), parent="exemplar"),
        Carried(table_of("honours.ConferralChange"), parent="conferral"),
        Carried(table_of("stories.StorySubject"), parent="exemplar"),
    )


def key_of(model: type[models.Model]) -> str:
    """Return the field that names a row of a model in files; "" where rows are numbered."""
    outside = {"base.BasePage": "url_path", "stories.StoryPage": "url_path"}
    label = model._meta.label
    if label in outside:
        return outside[label]
    for carried in carried_tables():
        if carried.table.model == label:
            return carried.table.key
    return table_of(label).key

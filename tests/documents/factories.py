"""Documents, plans and pages that cite, for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from news.documents.models import Citation, DocumentType, Issuer, OfficialDocument, PlanPage
from portal.base.models import PortalSettings
from tests.factories import make_bulletin, publish, section

TYPES = {
    "KH": "ke-hoach", "QĐ": "quyet-dinh", "CT": "chi-thi", "NQ": "nghi-quyet", "KL": "ket-luan", "NĐ": "nghi-dinh",
    "HD": "huong-dan", "TT": "thong-tu", "L": "luat",
}  # fmt: skip


def day(text: str) -> date:
    """A day as Vietnamese write it: 16/1/2023."""
    number, month, year = map(int, text.split("/"))
    return date(year, month, number)


def make_document(
    number: str, issued: str | None = None, *, issuer: str | Issuer = "ubnd-tinh", kind: str = "", **fields: Any
) -> OfficialDocument:
    """Make a document: make_document("21/KH-UBND", "16/1/2023"); the type is read off the symbol."""
    if not kind:
        sign = number.replace("/", "-").split("-")
        kind = TYPES[next(piece for piece in sign if piece in TYPES)]
    if isinstance(issuer, str):
        issuer = Issuer.objects.get(code=issuer)
    document = OfficialDocument(
        type=DocumentType.objects.get(code=kind),
        issuer=issuer,
        number=number,
        issued_on=day(issued) if issued else None,
        summary=fields.pop("summary", f"Về việc số {number}"),
        **fields,
    )
    document.save()
    return document


def make_law(number: str, name: str, issued: str, **fields: Any) -> OfficialDocument:
    """Make a law: make_law("06/2022/QH15", "Luật Thi đua, khen thưởng", "15/6/2022")."""
    return make_document(number, issued, issuer="quoc-hoi", kind="luat", name=name, summary=name, **fields)


def make_issuer(name: str, *, like: str = "ubnd-tinh", **fields: Any) -> Issuer:
    """Make an issuer of another place, shaped like a generic one."""
    model = Issuer.objects.get(code=like)
    code = f"{like}-{Issuer.objects.count()}"
    return Issuer.objects.create(
        code=code, name=name, abbreviation=model.abbreviation, level=model.level, system=model.system, **fields
    )


def set_province(name: str) -> None:
    """Say whose portal this is."""
    from wagtail.models import Site

    site = Site.objects.get(is_default_site=True)
    PortalSettings.objects.update_or_create(site=site, defaults={"province": name})


def citations(text: str, written: str = "2023-06-01 08:00", **fields: Any) -> list[Citation]:
    """Publish a bulletin with this body and return its citations in order."""
    from tests.factories import moment

    body = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    page = make_bulletin(body=body, display_date=moment(written), **fields)
    return list(page.citations.select_related("document"))


def make_plan(title: str = "Kế hoạch công tác năm 2023", **fields: Any) -> PlanPage:
    """Make a published plan."""
    children = {name: fields.pop(name) for name in ("targets", "milestones", "files") if name in fields}
    page = PlanPage(title=title, **fields)
    for name, rows in children.items():
        setattr(page, name, rows)
    return publish(section("ke-hoach"), page)

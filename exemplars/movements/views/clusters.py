"""/cum-khoi/: clusters and blocks, one of them year by year, and one of its years."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exemplars.movements.models import Cluster, ClusterTerm, TermMember
from exemplars.movements.naming import with_todays_names
from exemplars.movements.scoring import members_of, score_table
from exemplars.movements.views.frame import asked, choices, head
from portal.base.paging import page_of
from search.mentions.shown import pages_naming

PER_PAGE = 30
MENTIONING = 10
KIND = "loai"
Role = TermMember.Role


def public_clusters() -> QuerySet[Cluster]:
    """Return the clusters and blocks readers see."""
    return Cluster.objects.filter(is_public=True)


def _leading(members: Iterable[TermMember]) -> dict[str, list[TermMember]]:
    """Return heads, deputies and the others, each in the term's order."""
    roles: dict[str, list[TermMember]] = {"head": [], "deputy": [], "member": []}
    for member in members:
        roles[member.role].append(member)
    return {"heads": roles["head"], "deputies": roles["deputy"], "others": roles["member"]}


@require_safe
def cluster_list(request: HttpRequest) -> HttpResponse:
    """List clusters and blocks with who leads them in their newest year."""
    complaints: list[str] = []
    kinds = {"cum": _("Cụm thi đua"), "khoi": _("Khối thi đua")}
    kind = asked(request.GET, KIND, kinds, complaints)
    counts = dict(public_clusters().order_by().values_list("kind").annotate(Count("pk")))
    clusters = _with_newest_id(public_clusters()).order_by("kind", "sort_key", "pk")
    if kind:
        clusters = clusters.filter(kind=kind)
    page, asked_wrong = page_of(Paginator(clusters, PER_PAGE), request.GET.get("page"))
    title = _("Cụm, khối thi đua")
    said = _("Các cụm, khối thi đua: trưởng, phó cụm, khối từng năm, thành viên, bảng tiêu chí và kết quả.")
    context = head(request, title, said, [{"title": title, "url": ""}]) | {
        "clusters": page,
        "rows": _with_newest(list(page)),
        "kinds": choices(KIND, kinds, counts, {KIND: kind}),
        "complaints": complaints,
        "page_asked_wrong": asked_wrong,
        "is_filtered": bool(kind),
        "keep": f"{KIND}={kind}&" if kind else "",
    }
    return render(request, "movements/cluster_list.html", context)


def _with_newest_id(clusters: QuerySet[Cluster]) -> QuerySet[Cluster]:
    """Annotate clusters with the newest year that has a head: one just begun may wait for the meeting to elect."""
    terms = ClusterTerm.objects.filter(cluster=OuterRef("pk")).order_by("-year").values("pk")
    led = terms.filter(members__role=Role.HEAD)
    return clusters.annotate(newest_id=Coalesce(Subquery(led[:1]), Subquery(terms[:1])))


def _with_newest(clusters: list[Cluster]) -> list[dict[str, Any]]:
    """Return each cluster with its newest year and who leads it, in two queries for all and one for their heirs."""
    terms = ClusterTerm.objects.annotate(member_count=Count("members")).in_bulk(
        [one.newest_id for one in clusters if one.newest_id]
    )
    leading = TermMember.objects.filter(term__in=terms, role__in=[Role.HEAD, Role.DEPUTY])
    members = with_todays_names(leading.select_related("place__province", "organisation").order_by("sort_order"))
    by_term: dict[int, list[TermMember]] = {}
    for member in members:
        by_term.setdefault(member.term_id, []).append(member)
    return [
        {"cluster": one, "term": terms.get(one.newest_id), **_leading(by_term.get(one.newest_id, []))}
        for one in clusters
    ]


@require_safe
def cluster(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a cluster: its facts, and each of its years with head, deputies and members."""
    joined = ("decision__type", "decision__issuer")
    found = get_object_or_404(public_clusters().select_related(*joined), slug=slug)
    members = TermMember.objects.select_related("place__province", "organisation").order_by("sort_order")
    terms = list(found.terms.order_by("-year").prefetch_related(Prefetch("members", queryset=members)))
    listed = {term.pk: list(term.members.all()) for term in terms}
    with_todays_names(member for rows in listed.values() for member in rows)
    crumbs = [{"title": _("Cụm, khối thi đua"), "url": reverse("cluster_list")}, {"title": found.name, "url": ""}]
    said = found.summary or _("%s: trưởng, phó, thành viên và kết quả từng năm.") % found.name
    context = head(request, found.name, said, crumbs) | {
        "cluster": found,
        "years": [{"term": term, "members": listed[term.pk], **_leading(listed[term.pk])} for term in terms],
        "mentioning": list(pages_naming("cluster", found.pk)[:MENTIONING]),
    }
    return render(request, "movements/cluster.html", context)


@require_safe
def cluster_term(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Show a year of a cluster: members, criteria; once the year is closed, scores, ranks and what was voted."""
    terms = ClusterTerm.objects.filter(cluster__is_public=True, cluster__slug=slug)
    joined = ("cluster", "decision__type", "decision__issuer")
    # A year beyond what the column holds is no year; databases would refuse the number.
    found = get_object_or_404(terms.select_related(*joined), year=year if year <= 2100 else 0)
    others = list(terms.order_by("-year").values_list("year", flat=True))
    members = with_todays_names(members_of(found))
    title = _("%(cluster)s, năm %(year)s") % {"cluster": found.cluster, "year": found.year}
    crumbs = [
        {"title": _("Cụm, khối thi đua"), "url": reverse("cluster_list")},
        {"title": found.cluster.name, "url": found.cluster.get_absolute_url()},
        {"title": str(found.year), "url": ""},
    ]
    said = _("%s: thành viên, bảng tiêu chí và kết quả bình xét thi đua.") % title
    context = head(request, title, said, crumbs) | {
        "term": found,
        "cluster": found.cluster,
        "members": members,
        "years": others,
        **_leading(members),
        **_results(found, members),
    }
    return render(request, "movements/cluster_term.html", context)


def _results(term: ClusterTerm, members: list[TermMember]) -> dict[str, Any]:
    """Return the criteria, and the scores of a closed year: before that nobody's points leave this function."""
    if not term.is_closed:
        return {"criteria": list(term.criteria.order_by("sort_order")), "table": None, "voted": []}
    table = score_table(term, members)
    voted = [member for member in members if member.result]
    order = [TermMember.Result.GOVERNMENT_FLAG, TermMember.Result.PROVINCE_FLAG, TermMember.Result.CERTIFICATE]
    voted.sort(key=lambda member: order.index(TermMember.Result(member.result)))
    return {"criteria": table.criteria, "table": table, "voted": voted}

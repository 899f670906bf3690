"""How movements, clusters and blocks are found."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time
from typing import Any

from django.db.models import Prefetch, QuerySet, signals
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exemplars.movements.models import Cluster, ClusterTerm, Movement, TermMember
from search import indexing, registry
from search.entry import Entry
from search.sources import ModelSource


def public_movements() -> QuerySet[Movement]:
    """Return the movements readers may find."""
    return Movement.objects.filter(is_public=True).select_related("decision__type", "decision__issuer", "launched_by")


def public_clusters() -> QuerySet[Cluster]:
    """Return the clusters readers may find, with the members of all their years."""
    members = TermMember.objects.select_related("place__province", "organisation")
    terms = ClusterTerm.objects.order_by("-year").prefetch_related(Prefetch("members", queryset=members))
    return Cluster.objects.filter(is_public=True).prefetch_related(Prefetch("terms", queryset=terms))


def movement_entry(movement: Movement) -> Entry:
    """Return a movement's entry: name, slogan, what it is about, by which decision."""
    words = [
        str(movement.launched_by or ""),
        movement.decision.label if movement.decision and movement.decision.public else "",
        str(movement.get_scope_display()),
    ]
    begun = movement.starts_on
    return Entry(
        kind="movement",
        title=movement.name,
        url=movement.get_absolute_url(),
        lead=movement.slogan or movement.summary,
        body=movement.summary,
        words=" | ".join(filter(None, words)),
        date=timezone.make_aware(datetime.combine(begun, time())) if begun else None,
        facets={"movement": (movement.slug,)},
    )


def movement_names(slugs: Collection[str]) -> dict[str, str]:
    """Return the names of those movements that are public."""
    return dict(Movement.objects.filter(is_public=True, slug__in=slugs).values_list("slug", "name"))


def cluster_entry(cluster: Cluster) -> Entry:
    """Return a cluster's entry: name, introduction, and the names of its members as they were each year."""
    lines = []
    for term in cluster.terms.all():
        members = list(term.members.all())
        heads = ", ".join(str(member) for member in members if member.role == TermMember.Role.HEAD)
        names = ", ".join(map(str, members))
        lines.append(_("Năm %(year)s: trưởng %(heads)s; %(names)s") % _said(term, heads, names))
    return Entry(
        kind="cluster",
        title=cluster.name,
        url=cluster.get_absolute_url(),
        lead=cluster.summary,
        body="\n".join(lines),
        words=str(cluster.get_kind_display()),
    )


def _said(term: ClusterTerm, heads: str, names: str) -> dict[str, Any]:
    return {"year": term.year, "heads": heads or "–", "names": names}


def _term_changed(instance: ClusterTerm | TermMember, **kwargs: Any) -> None:
    """A year or a member of it changes what its cluster is found by."""
    term = instance if isinstance(instance, ClusterTerm) else instance.term
    indexing.changed([f"cluster:{term.cluster_id}"])


def register() -> None:
    """Tell search about movements and clusters."""
    registry.register(
        ModelSource(
            Movement,
            kind="movement",
            label=gettext_lazy("Phong trào thi đua"),
            public=public_movements,
            entry=movement_entry,
        )
    )
    registry.register(
        ModelSource(
            Cluster,
            kind="cluster",
            label=gettext_lazy("Cụm, khối thi đua"),
            public=public_clusters,
            entry=cluster_entry,
        )
    )
    for model in (ClusterTerm, TermMember):
        for signal in (signals.post_save, signals.post_delete):
            signal.connect(_term_changed, sender=model, dispatch_uid=f"search:cluster:{model.__name__}")
    registry.register_facet(registry.Facet("movement", gettext_lazy("Phong trào"), movement_names, order=22))

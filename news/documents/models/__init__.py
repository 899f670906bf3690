"""The models of official documents."""

from news.documents.models.citation import Citation
from news.documents.models.library import DocumentLibraryPage
from news.documents.models.official import DocumentAlias, DocumentFile, DocumentRelation, OfficialDocument
from news.documents.models.plan import PlanFile, PlanMilestone, PlanPage, PlanTarget
from news.documents.models.status import Status
from news.documents.models.vocabulary import DocumentType, Issuer, Level, System

__all__ = [
    "Citation",
    "DocumentAlias",
    "DocumentFile",
    "DocumentLibraryPage",
    "DocumentRelation",
    "DocumentType",
    "Issuer",
    "Level",
    "OfficialDocument",
    "PlanFile",
    "PlanMilestone",
    "PlanPage",
    "PlanTarget",
    "Status",
    "System",
]

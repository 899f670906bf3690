"""What the registry keeps."""

from exemplars.registry.models.consent import Consent, Evidence
from exemplars.registry.models.decision import ExemplarDecision
from exemplars.registry.models.exemplar import Exemplar, Field
from exemplars.registry.models.facet import FacetSet, IndexedTerms
from exemplars.registry.models.importing import ImportRow, ImportRun
from exemplars.registry.models.links import ExemplarRelation, Replication
from exemplars.registry.models.state import State

__all__ = [
    "Consent",
    "Evidence",
    "Exemplar",
    "ExemplarDecision",
    "ExemplarRelation",
    "FacetSet",
    "Field",
    "ImportRow",
    "ImportRun",
    "IndexedTerms",
    "Replication",
    "State",
]

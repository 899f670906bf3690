"""Movements; clusters, blocks and their terms."""

from exemplars.movements.models.cluster import Cluster, ClusterTerm, Criterion, Score, TermMember
from exemplars.movements.models.movement import Movement

__all__ = ["Cluster", "ClusterTerm", "Criterion", "Movement", "Score", "TermMember"]

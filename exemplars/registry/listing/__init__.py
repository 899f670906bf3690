"""The one filter engine behind every list of public exemplars: browse, export, feeds, statistics."""

from exemplars.registry.listing.asked import Asked, read
from exemplars.registry.listing.offered import FacetShown, Option

__all__ = ["Asked", "FacetShown", "Option", "read"]

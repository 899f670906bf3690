"""The staff side of the registry: what curators work with, in Wagtail's own idiom."""

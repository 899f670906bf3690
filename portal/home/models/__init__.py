"""The front page, the sections and the standing pages."""

from portal.home.models.front import HomePage
from portal.home.models.section import SectionPage
from portal.home.models.static import StaticPage

__all__ = ["HomePage", "SectionPage", "StaticPage"]

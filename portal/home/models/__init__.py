"""The front page, the sections and the standing pages."""

from portal.home.models.archive import ArchiveMonth
from portal.home.models.front import HomePage
from portal.home.models.section import SectionPage
from portal.home.models.static import StaticPage

__all__ = ["ArchiveMonth", "HomePage", "SectionPage", "StaticPage"]

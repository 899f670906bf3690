"""The models of the ground floor."""

from portal.base.models.files import PortalDocument
from portal.base.models.images import PortalImage, PortalRendition
from portal.base.models.pages import BasePage
from portal.base.models.site_settings import PortalSettings
from portal.base.models.users import User

__all__ = ["BasePage", "PortalDocument", "PortalImage", "PortalRendition", "PortalSettings", "User"]

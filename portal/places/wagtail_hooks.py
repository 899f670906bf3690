"""What places add to the Wagtail admin."""

from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from portal.places.admin.viewsets import GazetteerPolicy, PlaceGroup
from portal.places.models import Place

register_permission_policy(Place, GazetteerPolicy(Place))
register_snippet(PlaceGroup)

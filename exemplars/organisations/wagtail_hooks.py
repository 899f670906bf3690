"""What organisations add to the Wagtail admin."""

from wagtail.snippets.models import register_snippet

from exemplars.organisations.admin.viewsets import OrganisationViewSet

register_snippet(OrganisationViewSet)

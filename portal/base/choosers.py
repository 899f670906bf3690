"""A repair of Wagtail's choosers: one that offers no form for creating has no address that creates."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.snippets.views.chooser import SnippetChooserViewSet, SnippetCreateView


class CreateInChooserView(SnippetCreateView):
    """Wagtail 8.0 answers 500 where a chooser has no form; there is nothing there."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Raises ``Http404`` when there is no form."""
        if self.get_creation_form_class() is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)


def refuse_creating() -> None:
    """Make every chooser of snippets use the view above."""
    SnippetChooserViewSet.create_view_class = CreateInChooserView

"""{% load citations %}: a page's body with its citations linked, and the documents it cites."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from news.documents.addresses import learn_library_address
from news.documents.citations import shown
from news.documents.citations.link import link_citations
from news.documents.models import OfficialDocument
from portal.base.models import BasePage
from search.mentions.linking import link_mentions
from search.mentions.shown import links_of

register = template.Library()


@register.simple_tag(takes_context=True)
def cited_body(context: template.Context, page: BasePage) -> SafeString:
    """Render `page.body` with its citations as links to the library, and what it names as links to its page."""
    learn_library_address(context.get("request"))
    body = getattr(page, "body", None)
    if not body:
        return mark_safe("")
    html = link_citations(str(body.render_as_block(context=context.flatten())), shown.wordings_for(page))
    # The body's HTML comes from Wagtail's own rendering; the links add escaped attributes only.
    return mark_safe(link_mentions(html, links_of(page)))


@register.simple_tag(takes_context=True)
def cited_documents(context: template.Context, page: BasePage) -> list[OfficialDocument]:
    """The documents a page cites: `{% cited_documents page as documents %}`."""
    learn_library_address(context.get("request"))
    return shown.cited_documents(page)

"""The portal's own rules, as system checks: they fail ``manage.py check`` and so the build."""

from typing import Any

from django.core import checks
from wagtail.models import get_page_models

from portal.base.models import BasePage


@checks.register("portal")
def every_page_kind_says_what_it_is(**kwargs: Any) -> list[checks.CheckMessage]:
    """A page kind must name its ``kind`` and its schema.org type."""
    return [
        checks.Error(f"{model.__name__} declares no {name}.", obj=model, id="portal.E001")
        for model in get_page_models()
        if model is not BasePage
        for name in ("kind", "schema_type")
        if not model.__dict__.get(name)
    ]


@checks.register("portal")
def every_block_explains_itself(**kwargs: Any) -> list[checks.CheckMessage]:
    """A body block must carry a label, a description and a preview."""
    from portal.base.blocks import BodyBlock

    return [
        checks.Error(f"Block “{name}” has no {attribute}.", obj=block, id="portal.E002")
        for name, block in BodyBlock().child_blocks.items()
        for attribute in ("label", "description", "preview_value")
        if not getattr(block.meta, attribute, None)
    ]

"""The blocks an article's body is built of."""

from portal.base.blocks.body import BodyBlock, body_blocks, images_in

__all__ = ["BodyBlock", "body_blocks", "images_in"]

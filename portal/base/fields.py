"""Model fields of our own."""

from wagtail.fields import StreamField


class BodyField(StreamField):
    """A StreamField whose block list stays out of migrations: a new block must not write one."""

    def deconstruct(self):
        """Return the field as a migration sees it, without the blocks."""
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs

"""The moderators' desk in the Wagtail admin: queues, one comment with all one may do about it, many at once."""

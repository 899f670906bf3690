"""What is said of a file that is not taken. No Django in here."""


class Refusal(Exception):
    """A file, or a part of one, that is not taken. The message is Vietnamese and meant for whoever gave the file."""

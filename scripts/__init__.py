"""The commands behind ``make``; up to an installed environment they use the standard library alone."""

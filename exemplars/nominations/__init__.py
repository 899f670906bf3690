"""Nominations: readers propose who sets an example, units and localities confirm, curators decide."""

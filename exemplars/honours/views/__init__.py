"""Public pages of honours: the vocabulary with its holders, and the decisions."""

"""Stories: pages that tell an exemplar."""

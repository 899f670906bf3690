"""The staff side: roles, workflow, import, reports."""

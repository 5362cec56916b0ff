"""Scenario files as authors write them: one checked model for each kind, its references told by their types."""

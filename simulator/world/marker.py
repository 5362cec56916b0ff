"""What says that a database is ours: the words of the marker row, and the version of the schema."""

from __future__ import annotations

MARKER = "EXERCISE: SYNTHETIC"
SCHEMA_VERSION = 2
"""Raised with any change of a table, a column or how one is filled; part of a built world's file name."""

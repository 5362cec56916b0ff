"""Sections 3, 10 and 11: how the exercise went, what was decided, and what it did to care and work."""

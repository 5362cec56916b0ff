"""Sections 6, 7 and 9: the duties, the determination, and the notices."""

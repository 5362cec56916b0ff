"""Sections 4, 5, 13 and 14, annexes B and F: what people judged, said and wrote about the exercise."""

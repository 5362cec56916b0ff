"""The evidence of one seat: sources, pulls, vault, questions."""

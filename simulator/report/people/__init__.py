"""Section 8: the people, in truth, as the law must count them, and as the team listed them."""

"""The rows of evidence sources: arrays from generation on, laid out only when a team pulls them."""

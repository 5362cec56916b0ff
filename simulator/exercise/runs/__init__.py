"""Runbooks played and judged: the runner, the anchors, the outcome, the gates and what is written of them."""

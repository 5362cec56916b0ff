"""The cover, the executive summary and the overview."""

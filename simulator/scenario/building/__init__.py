"""Checked models to the values that the core plays."""

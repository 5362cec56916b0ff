"""Scenario, action library and runbook files, read into checked models and built into what the core plays."""

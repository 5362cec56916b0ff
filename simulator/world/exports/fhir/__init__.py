"""Rows of the world as FHIR R4 (4.0.1) resources: pure functions from a row to a dictionary."""

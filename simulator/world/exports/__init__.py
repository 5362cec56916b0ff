"""Worlds as files for others: tables for spreadsheets, resources for FHIR."""

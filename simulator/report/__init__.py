"""The after-action report: built once, pure; rendered to one file."""

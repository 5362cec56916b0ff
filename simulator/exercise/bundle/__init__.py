"""The file for an investigator's data request: every document of one run, an index, and what the run does not have."""

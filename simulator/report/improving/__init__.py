"""The improvement plan: what the record proposes, which actions can be carried out, and what a re-test says."""

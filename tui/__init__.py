"""The tabletop in the terminal: screens over `simulator.exercise`, and nothing of the truth before EndEx."""

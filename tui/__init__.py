"""The tabletop in the terminal: screens over `simulator.exercise`, and nothing of the truth before EndEx."""

import gc

gc.set_threshold(50_000)
"""A terminal library makes thousands of classes, rules and widgets that all stay: looking for garbage among them every
700 objects would take a tenth of the time to the first paint."""

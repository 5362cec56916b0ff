"""The tabletop in the terminal: screens over `simulator.exercise`, and nothing of the truth before EndEx."""

import gc
import os

gc.set_threshold(50_000)
"""A terminal library makes thousands of classes, rules and widgets that all stay: looking for garbage among them every
700 objects would take a tenth of the time to the first paint."""

os.environ.setdefault("TEXTUAL_FPS", "240")
"""Textual reads it when it is imported. At its 60 frames a second a key waits up to 17 ms to be painted."""

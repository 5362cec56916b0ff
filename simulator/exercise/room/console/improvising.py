"""What the library has for a facilitator to throw in."""

from simulator.scenario.improvising import Improvisable, improvisable

__all__ = ["Improvisable", "improvisable"]

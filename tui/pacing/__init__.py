"""Runs an exercise beside the interface, and is the only reader of wall time.

One thread owns the engine: decisions, questions and advances queue up for it, so the interface never waits for the
simulation and nothing is shared but frozen values. The interface calls `tick` a few times a second.
"""

from simulator.exercise.room.rehearsal import PACE
from tui.pacing.drill import Drill
from tui.pacing.terms import GEARS, KEPT_EVERY, TICK, Halt, Say, Told
from tui.pacing.wallclock import LONGEST_GAP

__all__ = ["GEARS", "KEPT_EVERY", "LONGEST_GAP", "PACE", "TICK", "Drill", "Halt", "Say", "Told"]

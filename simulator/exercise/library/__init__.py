"""The library: exercises in the user's data folder, each decision durable before it is applied."""

from simulator.exercise.library.shelf import Library
from simulator.exercise.library.tables import Kept

__all__ = ["Kept", "Library"]

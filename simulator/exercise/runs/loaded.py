"""What the server of `players` loads once, so that no process has to: the program, and what a first run would load."""

import contextlib

import holidays.countries  # noqa: F401 - every country's, which `law.calendars` loads at the first day it looks up
import numpy.ma
import numpy.random  # noqa: F401

import simulator.exercise.runs.battery
import simulator.law.rulefile  # noqa: F401
from simulator.errors import BreachdrillError
from simulator.law.load import load_rulebook
from simulator.scenario.weights import load_weights

with contextlib.suppress(BreachdrillError):  # whoever asks for it hears what is wrong
    load_weights()
    load_rulebook().of(())

"""The exception tree, by whose fault it is.

    BreachdrillError
    ├── ScenarioError    the author's: a scenario, runbook or facts file
    ├── InputError       the user's: an argument, a seat, an action that does not exist
    ├── LawError         the rulebook's
    ├── JournalError     a save's: corrupt, edited, of another version
    │   └── ReplayDiverged   the same decisions gave another journal
    └── EngineError      ours: a broken promise, please report

Players cause no exceptions: a refused decision is a fact.
"""

from __future__ import annotations


class BreachdrillError(Exception):
    """What every error of ours is: a message, and a hint about what to do.

    Arguments are positional only, so that SimPy may re-raise it from a process.
    """

    def __init__(self, message: str, hint: str = "", /) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".rstrip()


class ScenarioError(BreachdrillError):
    """An authored file is wrong; the message names file, line and column, one problem a line."""


class InputError(BreachdrillError):
    """What the user asked for does not exist or does not fit."""


class LawError(BreachdrillError):
    """A duty's file is wrong, or no duty has the id that was asked for."""


class JournalError(BreachdrillError):
    """A save is corrupt, was edited, or was written by another version."""


class ReplayDiverged(JournalError):  # noqa: N818 - design.md 5 names it
    """The same scenario, seed and decisions gave another journal."""


class EngineError(BreachdrillError):
    """A promise of the engine's was broken; the fault is ours."""

"""What the running exercise tells the screens, and what the lobby asks of the app."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from simulator.domain.facts import DecisionRefused as RefusedFact
    from simulator.domain.playbook import Playbook
    from simulator.exercise.room.clocks import Mode
    from tui.keeping import Opened


class FactsAppended(Message):
    """Facts that this seat may know were written; `drill.view` and `drill.known` hold them already."""


class PaceChanged(Message):
    """Time, gear or the reason why time stands changed."""


class DecisionRefused(Message):
    """A decision was refused; `fact` says why, and which seats could have taken it."""

    def __init__(self, fact: RefusedFact) -> None:
        super().__init__()
        self.fact = fact


class Begin(Message):
    """Begin a new exercise, in so many room minutes."""

    def __init__(self, playbook: Playbook, seed: int, mode: Mode, length: int) -> None:
        super().__init__()
        self.playbook = playbook
        self.seed = seed
        self.mode: Mode = mode
        self.length = length


class Resume(Message):
    """Go on with a kept exercise."""

    def __init__(self, ref: str) -> None:
        super().__init__()
        self.ref = ref


class PlayOn(Message):
    """Play on from just before a decision of the run that has ended, in another way."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


class Open(Message):
    """Make an exercise, beside the screen, and enter it."""

    def __init__(self, make: Callable[[], Opened]) -> None:
        super().__init__()
        self.make = make

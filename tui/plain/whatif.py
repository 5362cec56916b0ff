"""What would have been otherwise, line by line: prices of the turning points, then call and luck, told as they come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from simulator.exercise.whatif.calls import Judged, in_words
from simulator.exercise.whatif.pricing import MODEL, Price
from tui.pacing import Drill
from tui.present import Line
from tui.reckoner import Reckoner
from tui.texts.luck import call_lines
from tui.texts.turning import price_lines

_TENTH = 100


class WhatIf:
    """The reckoning of an ended drill, told to somebody who reads line by line. Ctrl+C stops it and keeps it."""

    def __init__(
        self,
        drill: Drill,
        tell: Callable[[str], object],
        tell_all: Callable[[Iterable[Line]], object],
        yes: Callable[[str], bool],
    ) -> None:
        self._drill = drill
        self._tell = tell
        self._tell_all = tell_all
        self._yes = yes
        self._tenth = 0
        self._told: set[int] = set()
        self._reckoner = Reckoner(drill.exercise, self._look)

    def tell_turning(self) -> None:
        """The prices; and call and luck, where they are wanted."""
        reckoner = self._reckoner
        self._tell(MODEL)
        self._work(calls=False)
        if reckoner.priced is None:
            return
        turning = reckoner.priced.turning
        self._keep()
        self._tell("Costliest: what would have helped most.")
        self._prices(turning.costliest)
        self._tell("Best: what leaving it out would have cost.")
        self._prices(turning.best)
        if reckoner.wanted and self._yes("Call and luck of these, too? It takes some minutes."):
            self._work(calls=True)
            self._keep()
            for said in _fields(reckoner.judged[number] for number in sorted(reckoner.judged)):
                self._tell(said)

    def _work(self, *, calls: bool) -> None:
        """Reckon here; Ctrl+C stops."""
        try:
            self._reckoner.run(calls=calls)
        except KeyboardInterrupt:
            self._tell("Stopped. What was worked out is kept; what if goes on from there.")
            return
        if self._reckoner.problem:
            self._tell(self._reckoner.problem)

    def _keep(self) -> None:
        if self._reckoner.priced is not None:
            self._drill.prices = self._reckoner.priced.prices
            self._drill.judged = tuple(self._reckoner.judged.values())

    def _prices(self, prices: tuple[Price, ...]) -> None:
        for one in prices:
            self._tell_all(price_lines(one, self._drill.playbook.calendar))
        if not prices:
            self._tell("None.")

    def _look(self) -> None:
        """After each play: every tenth is told once, and every call as it comes."""
        tenth = self._reckoner.share // _TENTH
        if tenth != self._tenth:
            self._tenth = tenth
            self._tell(f"{10 * tenth}% played.")
        for number, one in self._reckoner.judged.items():
            if number not in self._told:
                self._told.add(number)
                self._tell(f"D{number} {one.title}")
                self._tell_all(call_lines(one, ""))


def _fields(judged: Iterable[Judged]) -> Iterator[str]:
    """The square of call by luck, a sentence for each field that is not empty."""
    fields: dict[str, list[str]] = {}
    for one in judged:
        if one.call.luck is not None:
            fields.setdefault(in_words(one.call).capitalize(), []).append(f"D{one.number}")
    return (f"{field}: {', '.join(numbers)}." for field, numbers in fields.items())

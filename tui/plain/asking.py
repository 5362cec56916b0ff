"""One question, one line: how a conversation without a screen asks and tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from simulator.domain import decisions as d
from simulator.domain.direction import Direction
from simulator.domain.facts import DecisionRecorded, DecisionRefused
from simulator.domain.ids import SeatId
from simulator.domain.realdata import real_looking
from tui import present
from tui.pacing import Drill, Halt
from tui.texts.pace import halt_words


class Left(Exception):  # noqa: N818 - leaving is no error
    """The person leaves a question, or the input ended."""


class Asking:
    """A conversation about one drill. `commands`: the words that it obeys between two questions."""

    commands: frozenset[str] = frozenset()

    def __init__(self, drill: Drill, ask: Callable[[str], str], tell: Callable[[str], object]) -> None:
        self.drill = drill
        self._ask = ask
        self._tell = tell

    def tell(self, text: str) -> None:
        """One line out."""
        self._tell(_sayable(present.clean(text)))

    def ask(self, question: str) -> str:
        """One line in, without control characters; what could be a real person's number is asked about first."""
        try:
            while True:
                given = present.clean(self._ask(_sayable(question))).strip()
                found = real_looking(given)
                for kind, number in found:
                    self.tell(f"{number} has the form of a {kind}. Exercises need no real person's data.")
                if not found or self._ask("Keep it as it is? yes or no: ").strip().lower() in {"y", "yes"}:
                    return given
        except EOFError:
            raise Left from None

    def tell_all(self, lines: Iterable[present.Line]) -> None:
        """Several lines out."""
        for line in lines:
            self.tell(spoken(present.flat(line)))

    def one_of(self, question: str, rows: Iterable[tuple[str, str]]) -> str:
        """One of (value, title), by its number; nothing typed leaves."""
        offered = list(rows)
        self.tell(question)
        for place, (_, title) in enumerate(offered, start=1):
            self.tell(f"  {place}. {title}")
        while True:
            given = self.ask("Number (empty: leave): ")
            if not given:
                raise Left
            if given.isascii() and given.isdigit() and 1 <= int(given) <= len(offered):
                return offered[int(given) - 1][0]
            self.tell(f"Type a number from 1 to {len(offered)}.")

    def yes(self, question: str) -> bool:
        """Yes or no; nothing typed leaves."""
        while True:
            given = self.ask(f"{question} yes or no (empty: leave): ").lower()
            if not given:
                raise Left
            if given in {"y", "yes", "n", "no"}:
                return given.startswith("y")
            self.tell("Type yes or no.")

    def day(self, question: str) -> date:
        """A date; nothing typed leaves."""
        while True:
            given = self.ask(question)
            if not given:
                raise Left
            try:
                return date.fromisoformat(given)
            except ValueError:
                self.tell(f'"{given}" is no date; write it as 2026-01-31.')

    def promised(self) -> date | None:
        """The day by which a project is promised; nothing typed promises none."""
        try:
            return self.day("Promised by (as 2026-01-31, may stay empty): ")
        except Left:
            return None

    def why(self, *, required: bool) -> dict[str, str]:
        """Reason and dissent."""
        reason = self.ask("Why? ")
        while required and not reason:
            reason = self.ask("It needs a reason. Why? ")
        return {"reason": reason, "dissent": self.ask("Who disagrees, and why (may stay empty)? ")}

    def legal_seat(self) -> SeatId:
        """Who decides a legal act."""
        seats = self.drill.playbook.seats
        rows = [(seat, seats[seat].title) for seat in self.drill.playbook.legal_seats]
        return SeatId(self.one_of("Who decides this legal act?", rows))

    def submit(self, decision: d.Decision, **said: str) -> bool:
        """Take a decision; a refusal is told with the news, or here if it is no news. Whether it was taken."""
        entry = self.drill.submit(decision, **said).result()
        taken = isinstance(entry.fact, DecisionRecorded)
        if isinstance(entry.fact, DecisionRecorded):
            self.tell(f"Recorded as decision {entry.fact.number}.")
        elif isinstance(entry.fact, DecisionRefused) and isinstance(decision, Direction | d.MapDeclaration):
            self.tell(f"Refused: {entry.fact.reason} {entry.fact.hint}".strip())
        return taken

    def arrive(self) -> None:
        """Wait until the way ends, and say why it does."""
        self.drill.settle()
        if self.drill.halt is not None:
            self.tell(self.why_it_stands(self.drill.halt))

    def why_it_stands(self, halt: Halt) -> str:
        """As on the screens, with commands for keys."""
        said = {
            "start": "Nothing runs yet. Type next to go on.",
            "last": "Nothing more comes before EndEx. Type next to end the exercise; decide first what is to do.",
            "end": "EndEx. The talk comes first: hot wash. Then debrief, rate and report.",
        }
        return said.get(halt.kind) or halt_words(halt.kind, halt.subject)


SIGNS = frozenset(present.SYMBOLS[tone] for tone in ("watch", "ok", "done", "info", "unknown"))
"""Signs beside which a word stands: a screen reader would spell them out."""


def spoken(line: str) -> str:
    """A line of the screens as it is heard: a sign at its beginning goes, and the word beside it stays."""
    sign, _, rest = line.lstrip().partition(" ")
    if sign == present.SYMBOLS["red"]:
        return f"Attention: {rest.lstrip()}"
    return rest.lstrip() if sign in SIGNS and rest.strip() else line


def _sayable(text: str) -> str:
    """The text as this terminal can show it."""
    return present.ascii_of(text) if present.ASCII_ONLY else text

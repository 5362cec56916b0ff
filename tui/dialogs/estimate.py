"""What the team expects, asked as time stands at the end of a move: people as a range, and how likely it was taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from simulator.domain.evaluation import records as r
from simulator.exercise.runs.priors import ACQUIRED, PEOPLE, RESTORED
from tui.present import clean
from tui.records import Make, write_down
from tui.widgets.fields import Words
from tui.widgets.frame import DrillDialog
from tui.widgets.paint import paint, paint_all

if TYPE_CHECKING:
    from tui.pacing import Drill

Moment: TypeAlias = Literal[1, 2, 3]
Numbers: TypeAlias = Sequence[float | None]
MOMENTS: tuple[Moment, ...] = (1, 2, 3)
"""The ends of the first three moves. Source: practice.md 3.2 (three moments); which ones is ours."""
_RANGE = (("p10", "at least (1 in 10 that it is less)"), ("p50", "most likely"), ("p90", "at most (1 in 10: more)"))


class EstimateDialog(DrillDialog):
    """Ten seconds of guessing; it has no weight in the score, and is set beside the truth at EndEx."""

    def __init__(self, drill: Drill, moment: Moment) -> None:
        super().__init__(drill, f"What do you expect? ({moment} of 3)")
        self.moment = moment

    def compose_box(self) -> Iterable[Widget]:
        """Three numbers, a percentage, three hours, and the ways out."""
        lines = [
            (("How many people must be told? Was their data taken? When is every service up again?", "strong"),),
            (("No weight in the score; the report sets it beside the truth. All of it may stay empty.", "dim"),),
        ]
        yield Static(paint_all(lines), markup=False)
        for name, prompt in _RANGE:
            yield Words(f"People: {prompt}", name)
        yield Words("Taken: how likely, 0 to 100 %", "probability")
        yield Words("Hours until every service is up: at least, most likely, at most (12 24 72)", "hours")
        yield Static("", id="fault", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(Content("Write down"), id="write", variant="primary")
            yield Button(Content("Not now"), id="skip")
            yield Button(Content("Do not ask again"), id="never")

    async def on_input_submitted(self, _: Input.Submitted) -> None:
        """Enter goes on to the next field, and from the last writes down."""
        fields = list(self.query(Words))
        here = next((place for place, one in enumerate(fields) if one.has_focus), 0)
        if here + 1 < len(fields):
            fields[here + 1].focus()
        else:
            await self._write()

    async def on_button_pressed(self, pressed: Button.Pressed) -> None:
        """Write it down, leave this one, or leave all of them."""
        if pressed.button.id == "write":
            await self._write()
        elif pressed.button.id == "never":
            await self._leave(*(one for one in MOMENTS if one >= self.moment))
        else:
            await self._leave(self.moment)

    def action_close(self) -> None:
        """Esc: not now."""
        self.run_worker(self._leave(self.moment))

    async def _leave(self, *moments: Moment) -> None:
        """That it was asked is written down, so that it is not asked twice."""
        for moment in moments:
            await write_down(self.drill, _asked(moment))
        self.dismiss()

    async def _write(self) -> None:
        try:
            people = [_number(self.query_one(f"#{name}", Words).said) for name, _ in _RANGE]
            chance = _number(self.query_one("#probability", Words).said.rstrip(" %"))
            hours = [_number(one) for one in self.query_one("#hours", Words).said.split()]
        except ValueError as wrong:
            self._fault(f"A whole number, please: {clean(str(wrong))}")
            return
        wrong_range = _fault_of(people) or _fault_of(hours)
        if wrong_range:
            self._fault(wrong_range)
        elif chance is not None and chance > 100:
            self._fault("A chance is 0 to 100 %.")
        else:
            await write_down(self.drill, *_records(self.moment, people, chance, hours))
            self.dismiss()

    def _fault(self, text: str) -> None:
        self.query_one("#fault", Static).update(paint(((f"!! {text}", "red"),)))


def _asked(moment: Moment) -> Make:
    return _range(PEOPLE, moment, [])


def _records(moment: Moment, people: Numbers, chance: float | None, hours: Numbers) -> Iterator[Make]:
    """What is written down: that it was asked, and what was answered."""
    yield _range(PEOPLE, moment, people)
    if chance is not None:
        yield lambda at, room: r.Estimated(at=at, room=room, question=ACQUIRED, moment=moment, probability=chance / 100)
    if any(one is not None for one in hours):
        yield _range(RESTORED, moment, hours)


def _range(question: str, moment: Moment, numbers: Numbers) -> Make:
    low, middle, high = numbers or (None, None, None)
    return lambda at, room: r.Estimated(
        at=at, room=room, question=question, moment=moment, p10=low, p50=middle, p90=high
    )


def _fault_of(numbers: Numbers) -> str:
    """What is wrong with a range; empty: nothing, or nothing was typed."""
    known = [one for one in numbers if one is not None]
    if known and len(known) != len(_RANGE):
        return "A range has all three numbers, or none."
    return "" if known == sorted(known) else "The three numbers go up."


def _number(said: str) -> float | None:
    """A count of people or per cent; nothing where nothing was typed.

    Raises:
        ValueError: something else was.
    """
    plain = said.replace(",", "").replace(" ", "")
    if not plain:
        return None
    if not plain.isdecimal() or len(plain) > 9:
        raise ValueError(f'"{said}"')
    return float(plain)


def due_moment(drill: Drill) -> Moment | None:
    """The moment to ask at, as time stands: a move of the first four has begun, and was not asked about."""
    moves = [one.title for one in drill.playbook.moves]
    halt = drill.halt
    if halt is None or halt.kind != "move" or halt.subject not in moves:
        return None
    place = moves.index(halt.subject)
    asked = {one.moment for one in drill.evaluation.estimates}
    return next((one for one in MOMENTS if one == place and one not in asked), None)

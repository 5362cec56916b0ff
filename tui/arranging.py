"""How an exercise is set up: everything with a default, and the records that say so once it begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from simulator.domain.direction import SIDES, Chance, Pace
from simulator.domain.evaluation import records as r
from tui.present import SYMBOLS, Line, clean

if TYPE_CHECKING:
    from simulator.domain.playbook import Playbook
    from simulator.exercise.evaluating.earlier import Earlier

How: TypeAlias = Literal["person", "auto", "away", "observer", "evaluator", "facilitator"]
WATCHERS: tuple[How, ...] = ("facilitator", "evaluator", "observer")
"""Who is in the room and plays no role."""
WORDS = {
    "person": "sits here",
    "auto": "nobody: the tool decides nothing for it",
    "away": "away: somebody stands in",
    "observer": "watches",
    "evaluator": "evaluates",
    "facilitator": "leads",
}
PACES: tuple[tuple[Pace, str], ...] = (
    ("x60", "x60, an hour a minute"),
    ("x10", "x10, ten minutes a minute"),
    ("x360", "x360, six hours a minute"),
    ("jumps", "jumps, thing to thing"),
)
"""How fast time runs while hours matter, before it jumps; it stops at decisions. Source: practice.md 2.2."""
CHANCES: tuple[tuple[Chance, str], ...] = (
    ("seeded", "seeded, the same luck each time"),
    ("off", "off, all takes its middle course"),
    ("table", f"dice on the table, a d{SIDES} an order"),
)
SCRIPTED = (
    "A role that nobody plays does nothing by itself: the facilitator reads its card, and uses its authority as a "
    "substitute."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chair:
    """A role, and who sits in it."""

    role: str
    title: str
    how: How = "person"
    name: str = ""
    organization: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """What the set-up screen asks.

    `earlier`: the open actions of other exercises that this one tests again; `pin`: the facilitator's, empty where it
    is chosen when it is first asked for.
    """

    chairs: tuple[Chair, ...]
    objectives: tuple[str, ...]
    solo: bool = False
    sponsor: str = ""
    contact: str = ""
    pin: str = field(default="", repr=False)
    pace: Pace = "x60"
    chance: Chance = "seeded"
    earlier: tuple[Earlier, ...] = field(default=())

    def with_chair(self, chair: Chair) -> Arrangement:
        """The same with somebody else in one role."""
        return replace(self, chairs=tuple(chair if one.role == chair.role else one for one in self.chairs))


def arrangement_of(playbook: Playbook, earlier: Iterable[Earlier] = ()) -> Arrangement:
    """The defaults: everybody sits in the own role, every objective is tested."""
    chairs = (Chair(role=str(seat), title=one.title) for seat, one in playbook.seats.items())
    watchers = (Chair(role=one, title=one.capitalize(), how=one) for one in WATCHERS)
    return Arrangement(
        chairs=(*chairs, *watchers),
        objectives=tuple(one.id for one in playbook.objectives),
        earlier=tuple(earlier),
    )


def records_of(arranged: Arrangement) -> tuple[r.Record, ...]:
    """What is written down when the exercise begins; who only watches has a name or is not written down."""
    return (
        r.Arranged(
            at=0, room=0.0, objectives=arranged.objectives, sponsor=arranged.sponsor, contact=arranged.contact,
            solo=arranged.solo, pace=arranged.pace, chance=arranged.chance,
        ),
        *_seated(arranged),
        *_brought(arranged),
    )  # fmt: skip


def _seated(arranged: Arrangement) -> Iterator[r.Seated]:
    for one in arranged.chairs:
        if one.name or one.how not in WATCHERS:
            yield r.Seated(
                at=0, room=0.0, role=one.role, name=one.name, organization=one.organization, how=one.how
            )  # fmt: skip


def _brought(arranged: Arrangement) -> tuple[r.Record, ...]:
    from simulator.exercise.evaluating.earlier import bring

    return bring(arranged.earlier, 0, 0.0)


def chair_lines(arranged: Arrangement) -> list[tuple[str, Line]]:
    """Who sits where."""
    lines: list[tuple[str, Line]] = []
    for one in arranged.chairs:
        tone = "watch" if one.how in {"auto", "away"} else "plain"
        symbol = SYMBOLS["watch"] if tone == "watch" else SYMBOLS["ok"]
        who = ", ".join(filter(None, (one.name, one.organization))) or "no name"
        pieces = ((f"{symbol} ", tone), (f"{clean(one.title)[:28]:<28} ", "strong"), (f"{clean(who)}  ", "plain"))
        lines.append((one.role, (*pieces, (WORDS[one.how], "dim"))))
    return lines


def retest_lines(arranged: Arrangement) -> list[Line]:
    """Which actions of earlier exercises this one tests again."""
    if not arranged.earlier:
        return [(("No open action of an earlier exercise is tested again here.", "dim"),)]
    return [
        (
            ("This exercise re-tests ", "plain"),
            (one.action.id, "strong"),
            (f" ({clean(one.source)}): {clean(one.action.action or one.action.issue)}", "plain"),
        )
        for one in arranged.earlier
    ]

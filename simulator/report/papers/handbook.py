"""The facilitator's handbook: what really happened, what comes when, and what to look for. Never for players.

Source of the sections: practice.md 1.1 (controller and evaluator handbook) and 1.2 (facilitator guides in healthcare).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from simulator.domain import msel as m
from simulator.domain.playbook import Playbook
from simulator.domain.sources import LogSource, SourceKind
from simulator.domain.time import format_duration
from simulator.law.model import Obligation
from simulator.report.describe import task_title
from simulator.report.model import AfterActionReport, Block, Heading
from simulator.report.papers.paper import GROUND_TRUTH, bullets, grid, moment, paper, said, section
from simulator.report.text import counts, listed

_FIGURE = re.compile(r"\{\w+\}")
"""A number that a message takes from the exercise as it is played."""

PREPARE = (
    "Read sections 1 to 5 once; keep the list of injects open while you run the exercise.",
    "Play the reference runbook once on this machine: breachdrill run, then read its report.",
    "Print the role cards, one a page, and the feedback form.",
    "Check the projector with the situation screen at the size of the room.",
    "Agree on who writes, who decides, and on the word that stops play.",
    "Start: breachdrill play, choose the scenario, s; say who sits where, set a PIN, choose pace and chance.",
    "Start opens the briefing with every clock at rest; Space opens the room.",
    "End: at EndEx the hot wash opens. Nothing is revealed before it is over.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What the reference runbook gives on the published seed: the three sets by state, and the duties."""

    read: Mapping[str, int]
    notifiable: Mapping[str, int]
    listed: Mapping[str, int]
    duties: tuple[Obligation, ...]


def handbook(playbook: Playbook, expected: Expected) -> AfterActionReport:
    """The handbook."""
    sections = (
        section(1, "Fifteen minutes before", bullets(PREPARE)),
        section(2, "Ground truth", said(playbook.ground_truth or "Nobody wrote it down."), *_truth(playbook, expected)),
        section(3, "What is owed", _duties(expected)),
        section(4, "Injects in order", *_injects(playbook)),
        section(5, "Actions that mislead, and those without a right answer", _flags(playbook)),
        section(6, "What evaluators look for", *_evaluation(playbook)),
        section(7, "Evidence and how long it lasts", _evidence(playbook)),
    )
    handling = (GROUND_TRUTH + ".", "Numbers and dates are those of the reference runbook on the published seed.")
    return paper(playbook, "Facilitator handbook", sections, handling=handling, truth=True)


def _truth(playbook: Playbook, expected: Expected) -> Iterator[Block]:
    rows = (
        ("Read: their unsecured PHI was in fact read", f"{sum(expected.read.values()):,}", counts(expected.read)),
        (
            "To be told: the best evidence cannot exclude them",
            f"{sum(expected.notifiable.values()):,}",
            counts(expected.notifiable),
        ),
        ("On the reference's list", f"{sum(expected.listed.values()):,}", counts(expected.listed)),
    )
    yield grid("Three sets of people, on the published seed", ("Set", "People", "By residence"), rows)
    dates = (
        (one.title, moment(playbook, one.at), f"{one.discovery} discovery")
        for one in playbook.indicators.values()
        if one.discovery
    )
    yield grid("What dates the discovery", ("Sign", "When", "Theory"), dates)


def _duties(expected: Expected) -> Block:
    rows = (
        (one.title, one.to, str(one.due or "-"), one.citation + (" (confirm with counsel)" if one.unverified else ""))
        for one in expected.duties
        if one.due is not None
    )
    return grid("Duties of the reference's run", ("Duty", "To", "Due", "Rule"), rows)


def _injects(playbook: Playbook) -> Iterator[Block]:
    timed = [one for one in playbook.injects.values() if isinstance(one.trigger, m.At)]
    rest = [one for one in playbook.injects.values() if not isinstance(one.trigger, m.At)]
    for index, move in enumerate(playbook.moves):
        ends = playbook.moves[index + 1].starts if index + 1 < len(playbook.moves) else playbook.ends + 1
        own = [one for one in timed if isinstance(one.trigger, m.At) and move.starts <= one.trigger.at < ends]
        yield Heading(text=f"{move.title}: {move.room_minutes} room minutes")
        yield said(move.asks)
        yield _table(playbook, "Comes by itself", sorted(own, key=_time))
    yield Heading(text="On condition")
    yield _table(playbook, "Comes when something has happened", rest)
    for one in playbook.injects.values():
        if one.options:
            yield Heading(text=f"Answers: {one.title}")
            best = min(option.harm for option in one.options)
            yield bullets(
                f"{option.title}. {option.effect}" + (" [least harm]" if option.harm == best else "")
                for option in one.options
            )
            if one.hints:
                yield said(
                    "Hints, in this order: " + " ".join(f"({place}) {hint}" for place, hint in enumerate(one.hints, 1))
                )


def _time(one: m.Inject) -> int:
    return one.trigger.at if isinstance(one.trigger, m.At) else 0


def _table(playbook: Playbook, caption: str, injects: list[m.Inject]) -> Block:
    rows = (
        (
            _when(playbook, one.trigger),
            f"{'MAIN: ' if one.main else ''}{one.title} ({one.id})",
            listed([playbook.seats[seat].title for seat in one.to if seat in playbook.seats], "the room"),
            _FIGURE.sub("(a figure of the exercise)", one.text),
            listed(_expected(playbook, one), "-"),
        )
        for one in injects
    )
    return grid(caption, ("When", "Inject", "To", "Message", "Expected response"), rows)


def _expected(playbook: Playbook, one: m.Inject) -> list[str]:
    """What it suggests, without the traps."""
    suggested = (playbook.actions[action] for action in one.suggests if action in playbook.actions)
    return [action.title for action in suggested if action.flag != "trap"]


def _when(playbook: Playbook, trigger: m.Trigger) -> str:
    return moment(playbook, trigger.at) if isinstance(trigger, m.At) else playbook.released_by(trigger)


def _flags(playbook: Playbook) -> Block:
    flagged = [one for one in playbook.actions.values() if one.flag is not None]
    rows = ((f"{one.title} ({one.code})", one.flag or "", one.help, one.risk) for one in flagged)
    return grid("Say nothing of these before the hot wash", ("Action", "Is a", "Looks like", "But"), rows)


def _evaluation(playbook: Playbook) -> Iterator[Block]:
    for one in playbook.objectives:
        yield Heading(text=f"{one.title} ({one.capability}; {one.csf})")
        yield grid(
            "Critical tasks",
            ("Task", "Seen at", "Notes"),
            ((task_title(task, playbook), "", "") for task in one.tasks),
        )
        yield said(
            "Rating: performed without challenges / some challenges / major challenges / unable to be performed."
        )


def _evidence(playbook: Playbook) -> Block:
    rows = (
        (
            f"{one.title} ({one.code})",
            _keeps(playbook, one),
            "nothing yet" if one.since is None else f"{playbook.calendar.at(one.since):%Y-%m-%d %H:%M}",
            one.proves_absence or "-",
        )
        for one in playbook.sources.values()
    )
    return grid("Sources", ("Source", "Keeps", "Records since", "Its silence proves"), rows)


def _keeps(playbook: Playbook, source: LogSource) -> str:
    """How long a row can be had; what somebody wrote down ends at once, `keep` after StartEx."""
    if source.keep is None:
        return "for ever"
    return f"until {moment(playbook, source.keep)}" if source.kind is SourceKind.NOTES else format_duration(source.keep)

"""What makes a playable scenario dull or unfair in the room: idle seats, crowds of messages, false choices."""

from __future__ import annotations

import re
from collections.abc import Mapping

from simulator.authored import Location, Problems, show
from simulator.scenario.checking.lints import busy
from simulator.scenario.checking.messages import ROOM_MINUTES_PER_MAIN, noticeable
from simulator.scenario.checking.references import LibraryEntry, Sources
from simulator.scenario.written import msel
from simulator.scenario.written import verbs as act
from simulator.scenario.written.actions import BoundAction

FEED_PER_MAIN = 6
"""Messages of the feed for each main inject that there is room for: one in three minutes, as a room reads them aloud.

Assumed. practice.md 2.1 gives one main inject in 18 minutes and leaves the rest to ambient feed, without a number.
"""
_CARE = re.compile(
    r"\b(appointments?|bookings?|care|charts?|clinicians?|clinics?|front desks?|medications?|nurses?|patients stay away"
    r"|physicians?|prescriptions?|schedul\w+|treat\w*|visits?|wards?)\b",
    re.IGNORECASE,
)
"""Words that say that a message is about care."""
_HARMLESS = (
    act.PullSource,
    act.HoldSource,
    act.EnableSource,
    act.CloseGrant,
    act.RotateCredential,
    act.FixFlow,
    act.ResumeFlow,
    act.RevealIndicator,
    act.StartManualWork,
    act.PrepareNotice,
    act.AskVendor,
    act.DemandVendor,
    act.RestoreService,
)
"""Effects that no team would rather not have: more of these makes an action no worse."""


def note_fairness(sources: Sources, problems: Problems) -> None:
    """Add every such problem."""
    for lint in (_feed, _care, _told, _deciding, _conditions, _dominated):
        lint(sources, problems)


def _feed(sources: Sources, problems: Problems) -> None:
    """Contingencies are not counted: a team that acts never gets them."""
    feed = [name for name, one in sources.msel.injects.items() if not one.main and one.kind != "contingency"]
    minutes = sources.scenario.room_minutes
    most = minutes // ROOM_MINUTES_PER_MAIN * FEED_PER_MAIN
    for name in feed[most:]:
        message = (
            f"given {len(feed)} messages of the feed, expected at most {most} in {minutes} room minutes "
            f"({FEED_PER_MAIN} for each main inject that has room); take one out, or make it a contingency."
        )
        problems.add(sources.msel_document, ("injects", name), message, key=True)


def _care(sources: Sources, problems: Problems) -> None:
    """A breach is lived through in clinics: each move has a message to or about care."""
    desks = _desks_of_care(sources)
    about = [one for one in sources.msel.injects.values() if desks.intersection(one.to) or _CARE.search(one.text)]
    moves = list(sources.msel.moves.items())
    for index, (name, move) in enumerate(moves):
        ends = moves[index + 1][1].starts if index + 1 < len(moves) else sources.scenario.ends
        if not any(_may_come(one, move.starts, ends) for one in about):
            message = (
                f"given the move {show(name)} without a message to or about care, expected a clinical line in every "
                "move; add one to whoever orders manual work, or about clinics, visits or appointments."
            )
            problems.add(sources.msel_document, ("moves", name), message, key=True)


def _desks_of_care(sources: Sources) -> set[str]:
    """The seats that answer for care: those that order manual work."""
    by_hand = {
        one.use for one in sources.scenario.actions for effect in one.effects if isinstance(effect, act.StartManualWork)
    }
    return {entry.action.owner for name, entry in sources.used.items() if name in by_hand}


def _may_come(inject: msel.Inject, starts: int, ends: int) -> bool:
    """Whether an inject can come in a move; what follows from decisions can come in any."""
    at = inject.trigger.at if isinstance(inject.trigger, msel.At) else None
    return not isinstance(at, int) or starts <= at < ends


def _told(sources: Sources, problems: Problems) -> None:
    injects = (seat for one in sources.msel.injects.values() for seat in one.to)
    signs = (seat for one in sources.scenario.indicators.values() for seat in one.seats)
    heard = {*injects, *signs}
    for seat in sources.scenario.seats:
        if seat in busy(sources) and seat not in heard:
            message = f"given the seat {show(seat)} that nothing is told to, expected an inject or a sign; add one."
            problems.add(sources.scenario_document, ("seats", seat), message, key=True)


def _deciding(sources: Sources, problems: Problems) -> None:
    asked = {seat for one in sources.msel.injects.values() if one.options for seat in one.to}
    owners = {entry.action.owner for entry in sources.used.values()}
    for seat in sources.scenario.seats:
        if seat in busy(sources) and seat not in {*asked, *owners, *sources.scenario.legal_seats}:
            message = (
                f"given the seat {show(seat)} without a decision of its own, expected one; let it own an action, ask "
                "it an inject with options, or name it in legal_seats."
            )
            problems.add(sources.scenario_document, ("seats", seat), message, key=True)


def _conditions(sources: Sources, problems: Problems) -> None:
    """An inject or answer that waits for what cannot happen."""
    seen = set(noticeable(sources))
    pulled = {
        effect.source
        for one in sources.scenario.actions
        for effect in one.effects
        if isinstance(effect, act.PullSource)
    }
    for name, inject in sources.msel.injects.items():
        lists: dict[Location, tuple[msel.Condition, ...]] = {("injects", name, "only"): inject.conditions}
        for option, answer in inject.options.items():
            lists["injects", name, "options", option, "only"] = answer.conditions
        found = [((*place, index), one) for place, those in lists.items() for index, one in enumerate(those)]
        for location, one in found:
            if isinstance(one, msel.Noticed) and one.indicator not in seen:
                message = (
                    f"given {show(one.indicator)}, which nothing reveals, expected a sign that somebody can notice."
                )
                problems.add(sources.msel_document, location, f"{message} Reveal it somewhere.")
            if isinstance(one, msel.Pulled) and one.source not in pulled:
                message = f"given {show(one.source)}, which no action pulls, expected a source that one does; bind one."
                problems.add(sources.msel_document, location, message)


def _dominated(sources: Sources, problems: Problems) -> None:
    """An action beside which another does the same or more for less is no choice; a trap is meant to be worse."""
    used = sources.used
    bound = {one.use: one for one in sources.scenario.actions if one.use in used}
    for index, one in enumerate(sources.scenario.actions):
        entry = used.get(one.use)
        if entry is None or not one.effects or entry.action.flag is not None:
            continue
        better = next((name for name, other in bound.items() if name != one.use and _beats(other, one, used)), None)
        if better is not None:
            message = (
                f"given {show(one.use)}, which {show(better)} beats (no longer, no dearer, and it does as much), "
                "expected a choice; give it an effect of its own, or take it out."
            )
            problems.add(sources.scenario_document, ("actions", index), message)


def _beats(other: BoundAction, one: BoundAction, used: Mapping[str, LibraryEntry]) -> bool:
    this, that = used[one.use], used[other.use]
    extra = [effect for effect in other.effects if effect not in one.effects]
    return (
        all(effect in other.effects for effect in one.effects)
        and all(isinstance(effect, _HARMLESS) for effect in extra)
        and set(one.targets) <= set(other.targets)
        and _as_easy(that, this)
        and _cost(that) != _cost(this)
        and all(theirs <= ours for theirs, ours in zip(_cost(that), _cost(this), strict=True))
    )


def _as_easy(that: LibraryEntry, this: LibraryEntry) -> bool:
    """Whether whoever may take the one may take the other, with nothing more to do before or to regret."""
    needs_second = bool(that.action.authority.second) and not this.action.authority.second
    return (
        set(this.action.authority.seats) <= set(that.action.authority.seats)
        and set(that.action.after) <= set(this.action.after)
        and that.action.repeatable >= this.action.repeatable
        and not needs_second
        and not that.action.irreversible
    )


def _cost(entry: LibraryEntry) -> tuple[float, ...]:
    return (*entry.action.hours, entry.action.staff_hours, entry.action.dollars)

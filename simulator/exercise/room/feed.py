"""What happened, line by line, as one seat may tell it: the feed of the war room and of `--plain`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from simulator.domain import decisions as d
from simulator.domain import facts as f
from simulator.domain.directing import direction_words, substituted
from simulator.domain.direction import DIRECTS_ONE, ON_CHANCE, Channel, Direction
from simulator.domain.ids import SeatId
from simulator.domain.journal import Entry
from simulator.domain.playbook import Playbook
from simulator.domain.time import MINUTE, Seconds, format_duration
from simulator.domain.words import Role
from simulator.report.describe import order

Tone: TypeAlias = Literal["late", "red", "watch", "ok", "done", "info", "unknown"]
"""How a thing stands; a screen shows it as a symbol and a word, and may add a colour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLine:
    """One thing that happened. `number` is the entry's, `kind` the fact's; `sender` says or did it."""

    number: int
    at: Seconds
    when: datetime
    kind: str
    tone: Tone
    sender: str
    title: str
    text: str
    main: bool = False


Said: TypeAlias = tuple[int, Role, str]
"""Words about a decision, by its number, in their role."""


def feed_lines(entries: Iterable[Entry], playbook: Playbook, words: Iterable[Said] = ()) -> Iterator[FeedLine]:
    """The entries that a person would be told of, oldest first; `words` are those of the exercise."""
    typed: dict[tuple[int, Role], str] = {(number, role): text for number, role, text in words}
    for entry in entries:
        told = _directed(entry, playbook, typed) or _told(entry.fact, playbook)
        if told is not None:
            tone, sender, title, text = told
            yield FeedLine(
                number=entry.number,
                at=entry.at,
                when=playbook.calendar.at(entry.at),
                kind=entry.fact.kind,
                tone=tone,
                sender=sender,
                title=title,
                text=text,
                main=isinstance(entry.fact, f.InjectDelivered) and entry.fact.main,
            )


CHANNELS: Mapping[Channel, str] = {
    "mail": "A mail",
    "call": "A call",
    "ticket": "A ticket",
    "alert": "An alert",
    "press": "The press",
    "patient": "A patient",
    "meeting": "In a meeting",
}
"""How a message that somebody improvised is announced."""


def _directed(entry: Entry, playbook: Playbook, typed: Mapping[tuple[int, Role], str]) -> _Told:
    """What the facilitator did, in the words that were typed with it."""
    match entry.fact:
        case f.InjectImprovised(number=number, channel=channel):
            title, _, text = typed.get((number, "inject"), "A message").partition("\n")
            return "watch", CHANNELS[channel], title, text.strip()
        case f.RoleSubstituted(role=role, substitute=substitute):
            return "watch", "Facilitator", substituted(role, substitute, playbook), ""
        case f.DecisionRecorded(number=number, decision=d.MapDeclaration(declaration=declaration, action=None)):
            outcome, said = typed.get((number, "outcome")), typed.get((declaration, "answer"))
            about = f"On “{said}”" if said else f"On declaration {declaration}"
            return ("info", "Facilitator", about, outcome) if outcome else None
        case f.Declared(number=number) if (number, "answer") in typed:
            return "unknown", "You", f"Declared: {typed[number, 'answer']}", "Waits for the facilitator."
        case f.DecisionRecorded(decision=decision) if isinstance(decision, (*DIRECTS_ONE, *ON_CHANCE)):
            return "info", "Facilitator", direction_words(decision, playbook), ""
        case _:
            return None


WHY_REPEATED = {
    "error": "It was found to be wrong.",
    "handover": "The new shift did not know enough: the decision log gave no reason.",
}
_Told: TypeAlias = tuple[Tone, str, str, str] | None


def _told(fact: f.Fact, playbook: Playbook) -> _Told:
    match fact:
        case f.ExerciseStarted():
            return "info", "Exercise", "StartEx", playbook.title
        case f.ExerciseEnded():
            return "info", "Exercise", "EndEx", "The exercise has ended; the debrief tells what was true."
        case f.MoveBegan():
            place, move = next((place, one) for place, one in enumerate(playbook.moves) if one.id == fact.move)
            before = playbook.moves[place - 1].gear if place else move.gear
            return "info", "Exercise", f"Move: {move.title}", " ".join((move.asks, *_new_gear(before, move.gear)))
        case f.InjectDelivered():
            return "red" if fact.main else "watch", fact.sender, fact.title, fact.text
        case f.InjectAnswered():
            titles = {one.id: one.title for one in playbook.injects[fact.inject].options}
            return "done", "You", titles.get(fact.option, fact.option), fact.effect
        case f.IndicatorNoticed():
            return "watch", "Noticed", fact.title, fact.text
        case f.DecisionRecorded():
            return _decided(fact.decision, playbook)
        case f.DecisionRefused(decision=decision) if isinstance(decision, Direction | d.MapDeclaration):
            return None  # whoever directs was told; the room has nothing to do with it
        case f.DecisionRefused():
            may = ", ".join(how_to_reach(seat, playbook) for seat in fact.may)
            return "red", "Refused", fact.reason, " ".join(filter(None, (fact.hint, f"May: {may}." if may else "")))
        case f.ActionStarted() | f.WorkRepeated() | f.ActionCompleted():
            return _worked(fact, playbook)
        case _:
            return _changed(fact, playbook)


def _new_gear(before: str, now: str) -> tuple[str, ...]:
    if before == now:
        return ()
    return (f"Time now {'jumps from one thing that needs you to the next' if now == 'jump' else 'runs again'}.",)


def _decided(decision: d.Decision, playbook: Playbook) -> _Told:
    match decision:
        case d.TakeAction():
            return "info", "You", f"Ordered: {order(decision.action, decision.target, playbook)}", ""
        case d.MapDeclaration(action=None):
            return "info", "Facilitator", f"Declaration {decision.declaration} stands for no action", ""
        case d.MapDeclaration(action=action):
            title = playbook.actions[action].title if action else ""
            return "info", "Facilitator", f"Declaration {decision.declaration} stands for: {title}", ""
        case _:
            return None


def _worked(fact: f.ActionStarted | f.WorkRepeated | f.ActionCompleted, playbook: Playbook) -> _Told:
    title = order(fact.action, fact.target, playbook)
    owner = title_of_seat(playbook.actions[fact.action].owner, playbook)
    if isinstance(fact, f.ActionStarted):
        if fact.waited < MINUTE:
            return None  # it began as it was ordered, which the line before says
        return "info", title_of_seat(fact.owner, playbook), f"Begun: {title}", ""
    if isinstance(fact, f.WorkRepeated):
        return "watch", owner, f"Begun again: {title}", f"{WHY_REPEATED[fact.why]} Lost: {format_duration(fact.lost)}."
    hours = f"{fact.staff_hours:g} staff-hour{'' if fact.staff_hours == 1 else 's'}"
    cost = hours + (f", ${fact.dollars:,.0f}" if fact.dollars else "")
    outcome = playbook.actions[fact.action].outcome
    return "done", owner, f"Done: {title}", f"{outcome} {cost}".strip()


def _changed(fact: f.Fact, playbook: Playbook) -> _Told:
    match fact:
        case f.FlowChanged():
            return "info", "Systems", f"{playbook.flows[fact.flow].title}: {fact.now}", ""
        case f.StoreChanged():
            return "info", "Systems", f"{playbook.stores[fact.store].title}: {fact.now}", f"{fact.messages:,} copies"
        case f.GrantClosed():
            return "done", "Systems", f"Closed: {playbook.grants[fact.grant].title}", ""
        case f.GrantOpened():
            return "watch", "Systems", f"Open again: {playbook.grants[fact.grant].title}", ""
        case f.VendorAsked():
            how = "Formal demand to" if fact.formal else "Asked:"
            return "info", "You", f"{how} {playbook.vendors[fact.vendor].title}", ""
        case f.VendorReplied():
            title = playbook.vendors[fact.vendor].title
            return "watch", title, f"{title} answers" if fact.asked is not None else f"{title} writes", fact.text
        case f.EvidencePulled():
            return "done", "Evidence", f"Pulled: {playbook.sources[fact.source].title}", _pulled(fact)
        case f.EvidenceChanged():
            tone: Tone = "red" if fact.now == "lost" else "info"
            return tone, "Evidence", f"{playbook.sources[fact.source].title}: {fact.now}", ""
        case f.MailReturned():
            return "watch", "Mail room", f"{counted(len(fact.records), 'letter')} came back", ""
        case _:
            return _legal(fact, playbook)


def _legal(fact: f.Fact, playbook: Playbook) -> _Told:
    match fact:
        case f.DiscoveryStated():
            return "done", "You", f"Stated the discovery date: {fact.day:%d %b %Y}", ""
        case f.BreachDetermined():
            return "done", "You", "Determined: " + ("a breach" if fact.breach else "no breach"), ""
        case f.HoldRecorded():
            until = f", until {fact.until:%d %b %Y}" if fact.until else ""
            return "done", "You", f"Recorded: {fact.agency} asks to hold notices{until}", f"Stated by {fact.official}"
        case f.ListBuilt():
            states = ", ".join(f"{state} {count:,}" for state, count in fact.by_state)
            made = ", made outside" if fact.spec.imported else ""
            return "done", "You", f"List version {fact.version}: {len(fact.people):,} people{made}", states
        case f.ListFrozen():
            return "done", "You", f"Froze list version {fact.version}", ""
        case f.NoticePrepared():
            return "done", "Notices", f"Ready: {playbook.audiences.get(fact.audience, fact.audience)}", ""
        case f.NoticeSent():
            title = playbook.audiences.get(fact.audience, fact.audience)
            return "done", "You", f"Released: {title}", f"List version {fact.version}"
        case f.Declared():
            return "unknown", "You", f"Declared (number {fact.number})", "Waits for the facilitator."
        case _:
            return None


def _pulled(fact: f.EvidencePulled) -> str:
    """Rows as SQL counts them, and the record numbers in all that the source has shown; the two are never one."""
    again = "more " if fact.pull > 1 else ""
    said = [counted(fact.rows, f"{again}row")]
    said += [counted(len(fact.read), "record") + " shown as read"] if fact.read else []
    said += [counted(len(fact.held), "record") + " in reach"] if fact.held else []
    return f"{'; '.join(said)}. {fact.note}".strip() if fact.note else "; ".join(said)


def counted(count: int, noun: str) -> str:
    """`1 row`, `2 rows`, `no rows`."""
    return f"{count or 'no':{',' if count else ''}} {noun}{'' if count == 1 else 's'}"


def title_of_seat(seat: str, playbook: Playbook) -> str:
    """A seat in words."""
    known = playbook.seats.get(SeatId(seat))
    return known.title if known else {"room": "The room", "controller": "The facilitator"}.get(seat, seat)


def how_to_reach(seat: str, playbook: Playbook) -> str:
    """A seat in words, with its contact where the role card has one."""
    known = playbook.seats.get(SeatId(seat))
    contact = known.contact if known else ""
    return title_of_seat(seat, playbook) + (f" ({contact})" if contact else "")

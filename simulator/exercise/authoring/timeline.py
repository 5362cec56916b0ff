"""A preview of a scenario on one time line: what comes when, as the reference plays it on the published seed.

It tells the ground truth: it is for the author and the facilitator, never for the room.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from textwrap import shorten

from simulator.domain import facts as f
from simulator.domain.ids import CONTROLLER
from simulator.domain.journal import Entry
from simulator.domain.playbook import Playbook
from simulator.domain.sources import LogSource, SourceKind
from simulator.domain.time import DAY, HOUR, MINUTE, Seconds
from simulator.exercise.runs.batch import find_runbook
from simulator.exercise.runs.runner import play_runbook
from simulator.law.incident import due_at, obligations_of
from simulator.law.load import load_rulebook
from simulator.law.model import Obligation
from simulator.scenario.layering.tailoring import AS_WRITTEN, Tailoring
from simulator.scenario.load import load_playbook

TRUTH_TOLD = (
    "GROUND TRUTH - for the author and the facilitator, not for the room. EXERCISE: all patients are synthetic."
)
_REFERENCE = "reference"
_WIDEST_WHO = 44
_HEADS = ("time", "local", "room", "kind", "who", "title")


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One line: seconds since StartEx, the room's minute (None before StartEx), what it is, who has to do with it."""

    at: Seconds
    room_minute: int | None
    kind: str
    who: tuple[str, ...]
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """All that happens in a scenario on one seed, in order of time; `never`: the injects that do not come."""

    playbook: Playbook
    seed: int
    happenings: tuple[Happening, ...]
    never: tuple[str, ...]


def timeline(scenario: str | Path, tailoring: Tailoring = AS_WRITTEN) -> Timeline:
    """Play the reference on the published seed, and put everything that comes on one line.

    The room's minute is the one at which it comes if each move's minutes are spread evenly over it.

    Raises:
        InputError: there is no such scenario, or it has no reference.
        ScenarioError: a file of it is wrong.
    """
    written = load_playbook(scenario, tailoring)
    playbook = written.on(written.seed)
    exercise = play_runbook(playbook, find_runbook(playbook, _REFERENCE), playbook.seed)
    truth = exercise.known(CONTROLLER)
    duties = obligations_of(load_rulebook(), truth, playbook, "truth")
    entries = tuple(exercise.journal)
    raw = [
        *_grants(playbook),
        *_evidence(playbook, entries),
        *(line for entry in entries for line in _told(entry, playbook)),
        *_duties(playbook, duties),
    ]
    lines = [
        Happening(at=at, room_minute=playbook.room_minute(at), kind=kind, who=who, title=title)
        for at, kind, who, title in raw
    ]
    return Timeline(
        playbook=playbook,
        seed=playbook.seed,
        happenings=tuple(sorted(lines, key=_order)),
        never=tuple(name for name in playbook.injects if name not in truth.injects),
    )


_Raw = tuple[Seconds, str, tuple[str, ...], str]


def _order(one: Happening) -> tuple[Seconds, bool, str, str]:
    return one.at, one.kind != "move", one.kind, one.title


def _grants(playbook: Playbook) -> Iterator[_Raw]:
    for grant in playbook.grants.values():
        lawful = "" if grant.authorised else ", without authority"
        yield grant.opened, "grant opens", (grant.credential,), f"{grant.title}{lawful}"


def _told(entry: Entry, playbook: Playbook) -> Iterator[_Raw]:
    seats = tuple(entry.seats)
    match entry.fact:
        case f.MoveBegan(move=move):
            named = next(one for one in playbook.moves if one.id == move)
            yield entry.at, "move", (), f"{named.title}: {named.asks}"
        case f.InjectDelivered(title=title, main=main, inject=inject):
            to = tuple(playbook.injects[inject].to)
            yield entry.at, "inject, main" if main else "inject, feed", to, title
        case f.IndicatorNoticed(title=title):
            yield entry.at, "sign noticed", seats, title
        case f.RecordsRead(reader=reader, store=store, since=since, records=records):
            who = (playbook.readers[reader].title,)
            title = f"{playbook.stores[store].title}: {len(records)} record numbers"
            yield since, "reader's visit", who, title
        case f.ReaderLockedOut(reader=reader):
            yield entry.at, "reader locked out", (playbook.readers[reader].title,), ""
        case f.GrantClosed(grant=grant):
            yield entry.at, "grant closes", (playbook.grants[grant].credential,), playbook.grants[grant].title
        case f.EvidenceChanged(source=source, now="enabled"):
            yield entry.at, "evidence begins", (), playbook.sources[source].title
        case f.NoticeSent(audience=audience):
            yield entry.at, "notice leaves", (playbook.title_of(audience),), "as the reference sends it"
        case f.ExerciseEnded():
            yield entry.at, "EndEx", (), ""
        case _:
            return


def _evidence(playbook: Playbook, entries: tuple[Entry, ...]) -> Iterator[_Raw]:
    """When sources begin to record, and when what they hold of each visit is gone if nobody has pulled or held it."""
    visits = [(entry.at, entry.fact) for entry in entries if isinstance(entry.fact, f.RecordsRead)]
    for source in playbook.sources.values():
        if source.since is not None and source.since > playbook.begins:
            yield source.since, "evidence begins", (), source.title
        for _, visit in visits:
            expires = _expires(source, visit, playbook)
            if expires is not None and 0 <= expires <= playbook.ends:
                when = _span(visit.since)
                yield expires, "evidence expires", (), f"{source.title}: the visit of {when}, unless pulled or held"


def _expires(source: LogSource, visit: f.RecordsRead, playbook: Playbook) -> Seconds | None:
    """When the last trace of a visit leaves a source; None where it never has one, or keeps it for ever."""
    if source.since is None or visit.until < source.since or visit.store not in source.stores:
        return None
    keep = playbook.stores[visit.store].keep if source.kind is SourceKind.COUNTS else source.keep
    return None if keep is None else visit.until + keep


def _duties(playbook: Playbook, duties: tuple[Obligation, ...]) -> Iterator[_Raw]:
    for duty in duties:
        due = due_at(duty, playbook)
        if due is not None and duty.margin_days is not None and duty.done is not None:
            title = f"{duty.id}: {duty.title} (the reference: {duty.margin_days} days to spare)"
            yield due, "duty due", (duty.to,), title
        elif due is not None and duty.done is None and duty.status in {"missed", "overdue"}:
            yield due, "duty due", (duty.to,), f"{duty.id}: {duty.title} (MISSED)"


def as_table(found: Timeline) -> str:
    """The time line as aligned columns, marked as what it is."""
    rows = [_HEADS, *(_row(one, found.playbook) for one in found.happenings)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADS) - 1)]
    lines = [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=True)), row[-1]]).rstrip()
        for row in rows
    ]
    never = ", ".join(found.never) or "none"
    title = f"{found.playbook.title} ({found.playbook.slug}), seed {found.seed}, as the reference plays it"
    return "\n".join([TRUTH_TOLD, title, "", *lines, "", f"Injects that do not come to the reference: {never}"])


def _row(one: Happening, playbook: Playbook) -> tuple[str, ...]:
    local = f"{playbook.calendar.at(one.at):%a %d %b %H:%M}"
    room = "" if one.room_minute is None else str(one.room_minute)
    who = shorten(", ".join(one.who), _WIDEST_WHO, placeholder=" ...")
    return (_span(one.at), local, room, one.kind, who, one.title)


def _span(at: Seconds) -> str:
    """A moment from StartEx, to the minute: `-9d 00:00`, `0d 02:20`."""
    days, rest = divmod(abs(at), DAY)
    return f"{'-' if at < 0 else ''}{days}d {rest // HOUR:02}:{rest % HOUR // MINUTE:02}"


def as_json(found: Timeline) -> str:
    """The time line as JSON, marked as what it is."""
    whole: Mapping[str, object] = {
        "warning": TRUTH_TOLD,
        "scenario": found.playbook.slug,
        "seed": found.seed,
        "runbook": _REFERENCE,
        "never": found.never,
        "happenings": [
            {**asdict(one), "local": found.playbook.calendar.at(one.at).isoformat(timespec="minutes")}
            for one in found.happenings
        ],
    }
    return json.dumps(whole, indent=2, ensure_ascii=False)

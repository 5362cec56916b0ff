"""Whether a save still replays: the same scenario, rules and program, and the same journal, entry by entry."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from itertools import zip_longest
from pathlib import Path

from simulator import __version__
from simulator.domain import words as w
from simulator.domain.codec import canonical, encode
from simulator.domain.journal import Entry
from simulator.domain.playbook import Playbook
from simulator.errors import InputError, JournalError, ReplayDiverged
from simulator.exercise.play import Exercise
from simulator.exercise.saves.save import SCHEMA_VERSION, Header, Mode, Save
from simulator.law.load import load_rulebook
from simulator.scenario.layering.tailoring import Tailoring
from simulator.scenario.load import load_playbook

_SHOWN = 120
"""Characters of a value in a message."""


def header_of(playbook: Playbook, *, seed: int, seat: str, mode: Mode, created: str) -> Header:
    """The header of an exercise that begins now, on this program."""
    playbook = playbook.on(seed)
    return Header(
        schema_version=SCHEMA_VERSION,
        scenario=playbook.slug,
        scenario_version=playbook.version,
        scenario_digest=playbook.digest,
        rulebook_digest=load_rulebook().digest,
        engine=__version__,
        numpy=_library("numpy"),
        simpy=_library("simpy"),
        seed=seed,
        length=playbook.length,
        profile=playbook.profile,
        seat=seat,
        mode=mode,
        created=created,
    )


def playbook_of(header: Header, place: str = "") -> Playbook:
    """The scenario of a save, tailored as it was then; `place` is the folder of one that is not ours.

    Raises:
        InputError: there is no such scenario, or it has no such length any more.
        ScenarioError: a file of it is wrong.
    """
    tailoring = Tailoring(length=header.length, profile=header.profile, path=Path("the profile of the save"))
    return load_playbook(place or header.scenario, tailoring)


def save_of(exercise: Exercise, header: Header, words: tuple[w.Words, ...] = ()) -> Save:
    """An exercise as it stands, ready to be written."""
    return Save(
        header=header,
        decisions=tuple(exercise.submitted),
        words=words,
        journal=exercise.journal,
        at=exercise.now,
        ended=exercise.ended,
    )


def verify(save: Save, playbook: Playbook) -> None:
    """Play the decisions of a save again, and compare.

    Raises:
        ReplayDiverged: the journal comes out another; the message names the first entry, or the field of the header.
        JournalError: a decision fits no such scenario.
    """
    require_same(save.header, playbook)
    again = play_again(save, playbook).journal
    if again.digest == save.journal.digest and len(again) == len(save.journal):
        return
    for number, (was, now) in enumerate(zip_longest(save.journal, again), start=1):
        if was != now:
            raise ReplayDiverged(
                f"entry {number} differs: saved {_shown(was, now)}, replayed {_shown(now, was)}.", _builds(save.header)
            )


def require_same(header: Header, playbook: Playbook) -> None:
    """Check that the scenario, the rules and this program are those that a header names.

    Raises:
        ReplayDiverged: one is not; the message names the field and both values.
    """
    here = header_of(playbook, seed=header.seed, seat=header.seat, mode=header.mode, created=header.created)
    for field in ("schema_version", "scenario", "engine", "scenario_version", "scenario_digest", "rulebook_digest"):
        was, now = getattr(header, field), getattr(here, field)
        if was != now:
            raise ReplayDiverged(
                f"{field} differs: saved {was}, here {now}.",
                "Replay it with the program and scenario it was made with.",
            )


def play_again(save: Save, playbook: Playbook) -> Exercise:
    """The exercise of a save again, as far as it was played; its own journal is not looked at.

    Raises:
        ReplayDiverged: a decision falls into another second.
        JournalError: a decision fits no such scenario.
    """
    exercise = Exercise(playbook, save.header.seed)
    for one in save.decisions:
        if one.at > exercise.playbook.ends:
            exercise.finish()
        exercise.advance(one.at)
        if exercise.now != one.at:
            raise ReplayDiverged(f"decision {one.number} differs: saved at {one.at}, replayed at {exercise.now}.")
        try:
            exercise.submit(one.decision)
        except InputError as fault:
            raise JournalError(f"decision {one.number}: {fault.message}", fault.hint) from fault
    exercise.advance(save.at)
    if save.ended:
        exercise.finish()
    return exercise


def _shown(entry: Entry | None, other: Entry | None) -> str:
    """What an entry says, from a little before the place where it stops being what the other says."""
    if entry is None:
        return "nothing"
    text, against = _text(entry), _text(other) if other else ""
    same = next((place for place, (a, b) in enumerate(zip(text, against, strict=False)) if a != b), 0)
    begin = max(0, same - _SHOWN // 2)
    part = text[begin : begin + _SHOWN]
    return f"{entry.fact.kind} at {entry.at} ({'…' * (begin > 0)}{part}{'…' * (begin + _SHOWN < len(text))})"


def _text(entry: Entry) -> str:
    return canonical([entry.at, entry.cause, list(entry.seats), encode(entry.fact)])


def _builds(header: Header) -> str:
    other = [
        f"{name} {was} (here {_library(name)})"
        for name, was in (("numpy", header.numpy), ("simpy", header.simpy))
        if was != _library(name)
    ]
    return f"It was made with {', '.join(other)}." if other else ""


@cache
def _library(name: str) -> str:
    return version(name)

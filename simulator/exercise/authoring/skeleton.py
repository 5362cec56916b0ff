"""Writes a new scenario's folder: the library's skeleton, one pattern's nouns, the states that were asked for."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from string import Template

from simulator.domain.ids import CONTROLLER
from simulator.errors import InputError
from simulator.exercise.authoring import blocks
from simulator.exercise.authoring.fromcard import leak_of
from simulator.exercise.authoring.patterns import Pattern, patterns, patterns_folder
from simulator.exercise.authoring.wishes import Wish
from simulator.exercise.runs.batch import find_runbook
from simulator.exercise.runs.runner import play_runbook
from simulator.law.incident import obligations_of
from simulator.law.load import load_rulebook
from simulator.law.model import Status
from simulator.scenario.load import load_playbook

_SHARED = "shared"
_PARTS = ("nouns", "actions", "objectives", "reference", "good", "slow")
_LONGER, _END = "#: longer", "#: end"
"""Lines between these are left out of a scenario of 45 room minutes, which has room for two main injects."""
_MINUTES = {45: (15, 10, 8, 7, 5), 90: (25, 20, 20, 15, 10), 180: (50, 40, 40, 30, 20)}
"""Room minutes of the five moves: the shares of the first shipped scenario. Assumed."""
_OWED = {Status.MET, Status.MET_LATE, Status.MISSED}
_MOVES = ("detect", "contain", "determine", "notify", "close")
_NOTED_DAYS = 4
"""Days before StartEx on which the skeleton's desk note was written."""
_FIRST = {"individual": 60, "hhs": 60}
"""Who is told before it is known whom the law wants told, and days until then (45 CFR 164.404(b), 164.408(b))."""
_CLINICS = 6
_MESSAGES_A_NUMBER = 2
"""Messages before StartEx for each person of the pool; assumed."""


def write_scenario(wish: Wish, folder: Path) -> tuple[Path, ...]:
    """Write the scenario into a folder that is not there yet; its files.

    The runbooks tell whom the law wants told: those duties that the reference would miss without its notices.

    Raises:
        InputError: the folder is there already, or cannot be written.
    """
    if folder.exists():
        raise InputError(f"given {folder}, expected a folder that is not there yet.", "Choose another name.")
    with tempfile.TemporaryDirectory() as made:
        draft = Path(made) / wish.slug
        _write(wish, draft, owed=_FIRST)
        owed = _owed(draft)
        shutil.rmtree(draft)
        _write(wish, draft, owed=owed)
        try:
            shutil.copytree(draft, folder)
        except OSError as error:
            raise InputError(f"{folder} cannot be written: {error.strerror}.", "Choose another place.") from None
    return tuple(sorted(path for path in folder.rglob("*") if path.is_file()))


def _owed(draft: Path) -> Mapping[str, int]:
    """The audiences whom the reference tells, or owes something and does not tell; days of play until it is due."""
    playbook = load_playbook(draft)
    exercise = play_runbook(playbook, find_runbook(playbook, "reference"), playbook.seed)
    owed: dict[str, int] = {}
    for one in obligations_of(load_rulebook(), exercise.known(CONTROLLER), playbook, "truth"):
        audience = next((audience for audience in one.audiences if audience in playbook.audiences), None)
        if audience in {None, "substitute"} or one.due is None or one.status not in _OWED:
            continue
        days = (one.due - playbook.calendar.start.date()).days
        owed[str(audience)] = min(days, owed.get(str(audience), days))
    return {**_FIRST, **owed}


def _write(wish: Wish, folder: Path, *, owed: Mapping[str, int]) -> None:
    words = _words(wish, owed)
    shared = patterns_folder() / _SHARED
    for path in sorted(shared.rglob("*")):
        if path.is_file():
            target = folder / path.relative_to(shared)
            target.parent.mkdir(parents=True, exist_ok=True)
            text = _cut(
                Template(path.read_text(encoding="utf-8")).substitute(words), longer=wish.length > min(_MINUTES)
            )
            target.write_text(text, encoding="utf-8", newline="\n")


def _words(wish: Wish, owed: Mapping[str, int]) -> Mapping[str, object]:
    pattern, parts, more_seats = _leak(wish)
    known = blocks.audiences_of(wish.states)
    day = {"breach_from": pattern.breach_from_days, "discovered": _NOTED_DAYS}
    dates = {name: (wish.start - timedelta(days=days)).isoformat() for name, days in day.items()}
    letter = blocks.letter(dates["breach_from"], dates["discovered"], ", ".join(pattern.kinds))
    minutes = {f"{move}_minutes": one for move, one in zip(_MOVES, _MINUTES[wish.length], strict=True)}
    plain = {**_of_pattern(pattern), **dates, **minutes}
    plain |= {
        "title": wish.title,
        "quoted_title": json.dumps(wish.title, ensure_ascii=False),
        "slug": wish.slug,
        "pattern": wish.card or wish.pattern,
        "more_seats": f"{more_seats}\n" if more_seats else "",
        "start": wish.start.isoformat(),
        "start_words": f"{wish.start:%A} {wish.start.day} {wish.start:%B %Y}, 09:00 {wish.zone}",
        "zone": wish.zone,
        "room_minutes": wish.length,
        "clinics": _CLINICS,
        "state_names": " and ".join(wish.states) if len(wish.states) < 3 else ", ".join(wish.states),
        "history": (blocks.FIRST_STATE + blocks.OTHERS) * _MESSAGES_A_NUMBER,
        "world_states": blocks.world_states(wish.states),
        "cohorts": blocks.cohort_lines(wish.states),
        "audiences": blocks.audience_lines(known),
        "state_actions": blocks.state_actions(known),
        "everyone": blocks.effects(one for one in known if one != "substitute"),
        "letter": letter,
        "reference_notices": blocks.first_notices(owed, letter),
        "good_notices": blocks.late_notices(owed, letter, prepared=9, released=25, in_time=True),
        "slow_notices": blocks.late_notices(owed, letter, prepared=40, released=58, in_time=False),
    }
    filled = {name: Template(text).substitute(plain) for name, text in parts.items()}
    return {**plain, **{_key(name): text for name, text in filled.items()}}


def _leak(wish: Wish) -> tuple[Pattern, Mapping[str, str], str]:
    """The words and the parts of the card, or of the pattern, and seats that it needs besides."""
    if wish.card:
        return leak_of(wish.card, wish.states)
    folder = patterns_folder() / wish.pattern
    parts = {part: (folder / f"{part}.yaml").read_text(encoding="utf-8").rstrip("\n") for part in _PARTS}
    return patterns()[wish.pattern], parts, ""


def _key(part: str) -> str:
    return part if part in {"nouns", "actions", "objectives"} else f"{part}_steps"


def _of_pattern(pattern: Pattern) -> dict[str, object]:
    return {
        "summary": pattern.summary,
        "ground_truth": pattern.ground_truth,
        "system": pattern.system,
        "first": pattern.first,
        "wish": pattern.wish,
        "act": pattern.act,
        "inventory": pattern.inventory,
        "list_sources": ", ".join(pattern.list_sources),
        "reads": pattern.reads,
        "mitigation": pattern.mitigation,
        "clinic": pattern.clinic,
    }


def _cut(text: str, *, longer: bool) -> str:
    """The text without the marks, and without what only a longer exercise has room for."""
    kept: list[str] = []
    inside = False
    for line in text.splitlines():
        if line.strip() in {_LONGER, _END}:
            inside = line.strip() == _LONGER
        elif longer or not inside:
            kept.append(line)
    return "\n".join(kept) + "\n"

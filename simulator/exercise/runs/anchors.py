"""The two anchors of a score: the silent and the reference runbook on the same seed, played once and kept by digest."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from simulator import __version__
from simulator.domain.directing import TOUCHED, touched_world
from simulator.domain.direction import Chance, SetChance
from simulator.domain.facts import DecisionRecorded
from simulator.domain.ids import CONTROLLER
from simulator.domain.journal import Entry
from simulator.domain.playbook import Playbook
from simulator.errors import InputError
from simulator.exercise.folders import cache_folder
from simulator.exercise.play import Exercise, settle_chance
from simulator.exercise.runs.runner import follow
from simulator.law.incident import obligations_of
from simulator.law.load import load_rulebook
from simulator.law.model import Obligation
from simulator.scenario.load import scenarios_root
from simulator.scenario.runbook import load_runbook
from simulator.scenario.weights import load_weights
from simulator.scoring.atoms import PARTS, Atom
from simulator.scoring.harm import Harm, harm
from simulator.scoring.score import Score, score

ANCHORS = ("silent", "reference")


def anchored(playbook: Playbook, seed: int, entries: Sequence[Entry], duties: Sequence[Obligation]) -> Score:
    """The score of an ended exercise, between the anchors of its seed."""
    playbook = playbook.on(seed)
    weights = load_weights()
    team = harm(entries, playbook, duties, weights)
    chance: Chance = "off" if _without_chance(entries) else "seeded"
    silent, reference = (_anchor(playbook, seed, name, chance) for name in ANCHORS)
    found = score(team, silent, reference, weights.spread_min.value)
    return replace(found, total=None, parts={}, note=TOUCHED) if touched_world(entries) else found


def _without_chance(entries: Sequence[Entry]) -> bool:
    """Whether chance was off: then it is for the anchors, too. Where dice lay on the table they roll the seed's."""
    made = (entry.fact.decision for entry in entries if isinstance(entry.fact, DecisionRecorded))
    return next(made, None) == SetChance(seat=CONTROLLER, chance="off")


def _anchor(playbook: Playbook, seed: int, name: str, chance: Chance) -> Harm:
    """The harm of an anchor, from the cache if it is there."""
    key = _key(playbook, seed, name, chance)
    kept = _read(key)
    if kept is None:
        kept = _play(playbook, seed, name, chance)
        _write(key, kept)
    return Harm(atoms=tuple(Atom(part, kept[part], f"{name} runbook", ()) for part in PARTS))


def _play(playbook: Playbook, seed: int, name: str, chance: Chance) -> dict[str, float]:
    if name not in playbook.runbooks:
        raise InputError(f'{playbook.slug} has no runbook "{name}", which anchors the score.')
    exercise = Exercise(playbook, seed)
    settle_chance(exercise, chance)
    follow(exercise, load_runbook(Path(playbook.runbooks[name]), playbook))
    truth = exercise.known(CONTROLLER)
    duties = obligations_of(load_rulebook(), truth, playbook, "truth")
    parts = harm(tuple(exercise.journal), playbook, duties, load_weights(), truth).parts
    return {part: parts[part] for part in PARTS}


def _key(playbook: Playbook, seed: int, name: str, chance: Chance) -> str:
    """Everything that an anchor depends on."""
    runbook = Path(playbook.runbooks[name]).read_bytes() if name in playbook.runbooks else b""
    whole = hashlib.sha256(runbook)
    for part in (
        __version__,
        playbook.digest,
        load_rulebook().digest,
        weights_digest(),
        program_digest(),
        seed,
        chance,
    ):
        whole.update(f"\n{part}".encode())
    return whole.hexdigest()[:32]


@lru_cache(maxsize=1)
def weights_digest() -> str:
    """The digest of the weights that came with the program."""
    return hashlib.sha256((scenarios_root() / "_library" / "weights.yaml").read_bytes()).hexdigest()


@lru_cache(maxsize=2)
def program_digest(packages: tuple[str, ...] = ("domain", "engine", "law", "scoring")) -> str:
    """Stands for the code that kept scores come from, so that a change in a checkout is not scored by old ones."""
    root = Path(__file__).resolve().parents[2]
    whole = hashlib.sha256()
    for package in packages:
        for path in sorted((root / package).rglob("*.py")):
            whole.update(path.read_bytes())
    return whole.hexdigest()


def _file(key: str) -> Path:
    return cache_folder() / f"anchor-{key}.json"


def _read(key: str) -> dict[str, float] | None:
    """A kept anchor; None where there is none, or where what is there is no anchor."""
    try:
        kept = json.loads(_file(key).read_text(encoding="utf-8"))
    except (OSError, ValueError, InputError):
        return None
    whole = isinstance(kept, dict) and set(kept) == set(PARTS)
    return {part: float(kept[part]) for part in PARTS} if whole else None


def _write(key: str, parts: dict[str, float]) -> None:
    """Keep an anchor; a place that takes no writing only costs time."""
    with contextlib.suppress(OSError, InputError):
        path = _file(key)
        part = path.with_suffix(f".{id(parts)}.part")
        part.write_text(json.dumps(parts), encoding="utf-8")
        part.replace(path)

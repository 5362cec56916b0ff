"""The two anchors of a score: the silent and the reference runbook on the same seed, played once and kept by digest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from simulator.domain.chance import chance_of
from simulator.domain.directing import TOUCHED, touched_world
from simulator.domain.direction import Chance
from simulator.domain.facts import DecisionRecorded
from simulator.domain.ids import CONTROLLER
from simulator.domain.journal import Entry
from simulator.domain.playbook import Playbook
from simulator.errors import InputError
from simulator.exercise.cache import cache_name, read_cache, write_cache
from simulator.exercise.play import Exercise, settle_chance
from simulator.exercise.runs.runner import follow
from simulator.law.incident import obligations_of
from simulator.law.load import load_rulebook
from simulator.law.model import Obligation
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
    made = (entry.fact.decision for entry in entries if isinstance(entry.fact, DecisionRecorded))
    chance: Chance = "off" if chance_of(made) == "off" else "seeded"  # where dice lie on the table, the seed's
    silent, reference = (_anchor(playbook, seed, name, chance) for name in ANCHORS)
    found = score(team, silent, reference, weights.spread_min.value)
    return replace(found, total=None, parts={}, note=TOUCHED) if touched_world(entries) else found


def _anchor(playbook: Playbook, seed: int, name: str, chance: Chance) -> Harm:
    """The harm of an anchor, from the cache if it is there."""
    if name not in playbook.runbooks:
        raise InputError(f'{playbook.slug} has no runbook "{name}", which anchors the score.')
    runbook = Path(playbook.runbooks[name])
    key = cache_name("anchor", playbook.digest, runbook.read_bytes(), seed, chance)
    kept = _read(key)
    if kept is None:
        kept = _play(playbook, seed, runbook, chance)
        write_cache(key, kept)
    return Harm(atoms=tuple(Atom(part, kept[part], f"{name} runbook", ()) for part in PARTS))


def _play(playbook: Playbook, seed: int, runbook: Path, chance: Chance) -> dict[str, float]:
    exercise = Exercise(playbook, seed, scored_only=True)
    settle_chance(exercise, chance)
    follow(exercise, load_runbook(runbook, playbook))
    truth = exercise.known(CONTROLLER)
    duties = obligations_of(load_rulebook(), truth, playbook, "truth")
    parts = harm(tuple(exercise.journal), playbook, duties, load_weights(), truth).parts
    return {part: parts[part] for part in PARTS}


def _read(name: str) -> dict[str, float] | None:
    """A kept anchor; None where there is none, or where what is there is no anchor."""
    kept = read_cache(name)
    whole = isinstance(kept, dict) and set(kept) == set(PARTS)
    return {part: float(kept[part]) for part in PARTS} if whole else None

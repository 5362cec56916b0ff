"""Plays many forks: in as many processes as there are processors, from the cache what was played before."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any, TypeAlias

from simulator.domain.codec import canonical, encode
from simulator.domain.ids import CONTROLLER
from simulator.exercise.play import Exercise
from simulator.exercise.runs.holiday_cache import remembered_holidays
from simulator.exercise.runs.players import Players
from simulator.exercise.whatif.forks import Fork, play_fork
from simulator.exercise.whatif.kept import read_kept, write_kept
from simulator.exercise.whatif.run import Run
from simulator.law.incident import obligations_of
from simulator.law.load import load_rulebook
from simulator.report import describe
from simulator.scenario.weights import load_weights
from simulator.scoring.atoms import PARTS
from simulator.scoring.harm import harm
from simulator.scoring.prices import DutyEnd, Reckoning, Refusal, reckon

Played: TypeAlias = tuple[Reckoning, tuple[Refusal, ...]]
"""What a fork came to, and the decisions that it could not take."""
Progress: TypeAlias = Callable[[int, int], None]
_CHUNK = 2
"""Forks that a process plays before it says so."""


def reckoning_of(exercise: Exercise) -> Reckoning:
    """An ended exercise in the numbers that prices compare.

    Raises:
        InputError: it has not ended.
    """
    truth, playbook, journal = exercise.known(CONTROLLER), exercise.playbook, exercise.journal
    duties = obligations_of(load_rulebook(), truth, playbook, "truth")
    ended = harm(tuple(journal), playbook, duties, load_weights(), truth)
    return reckon(truth, ended, duties)


def play_forks(
    run: Run, forks: Sequence[Fork], progress: Progress = lambda _done, _of: None, players: Players | None = None
) -> tuple[Played, ...]:
    """What each fork comes to, in their order, whatever the number of processes.

    Raises:
        InputError: a fork changes a decision that the run does not have.
    """
    for one in forks:
        if one.number:
            run.decision(one.number)
    kept = _read(run)
    keys = [_fork_key(one) for one in forks]
    missing = [place for place, key in enumerate(keys) if key not in kept]
    chunks = [missing[begin : begin + _CHUNK] for begin in range(0, len(missing), _CHUNK)]
    found: dict[int, Played] = {}
    done = len(forks) - len(missing)
    progress(done, len(forks))
    work = partial(_play_some, run)
    try:
        for place, played in (players or Players(jobs=1)).each(work, [[forks[at] for at in chunk] for chunk in chunks]):
            found.update(zip(chunks[place], played, strict=True))
            progress(done + len(found), len(forks))
    finally:  # whoever leaves half-way goes on from there
        fresh = {keys[place]: one for place, one in found.items() if forks[place].runbook is None}
        if fresh:
            _write(run, kept | fresh)
    return tuple(found[place] if place in found else kept[key] for place, key in enumerate(keys))


def _play_some(run: Run, forks: Sequence[Fork]) -> list[Played]:
    with remembered_holidays():
        return [_play(run, fork) for fork in forks]


def _play(run: Run, fork: Fork) -> Played:
    forked = play_fork(run, fork, lambda one: describe.decision(one, run.playbook), scored_only=True)
    return reckoning_of(forked.exercise), forked.refused


def _fork_key(fork: Fork) -> str:
    decision = None if fork.decision is None else encode(fork.decision)
    followed = None if fork.runbook is None else repr(fork.runbook)
    return canonical([fork.number, fork.kind, fork.at, decision, followed])


def _read(run: Run) -> dict[str, Played]:
    """The forks that were played; none where there are none, or where what is there is something else."""
    with contextlib.suppress(TypeError, AttributeError, KeyError, ValueError):
        return {
            str(key): (_reckoning(one), tuple(Refusal(**told) for told in refused))
            for key, (one, refused) in read_kept(run, "forks").items()
        }
    return {}


def _reckoning(kept: dict[str, Any]) -> Reckoning:
    """A kept reckoning, each figure of its kind."""
    return Reckoning(
        people_read=int(kept["people_read"]),
        notifiable=int(kept["notifiable"]),
        told_wrongly=int(kept["told_wrongly"]),
        missed=int(kept["missed"]),
        care_hours=float(kept["care_hours"]),
        visits=float(kept["visits"]),
        staff_hours=float(kept["staff_hours"]),
        duties=tuple(DutyEnd(**one) for one in kept["duties"]),
        harm=tuple((part, float(dict(kept["harm"])[part])) for part in PARTS),
    )


def _write(run: Run, kept: dict[str, Played]) -> None:
    body = {key: [asdict(one), [asdict(told) for told in refused]] for key, (one, refused) in sorted(kept.items())}
    write_kept(run, "forks", body)

"""The battery: every written runbook and every exploit on many seeds, in as many processes as there are processors.

The anchors of a seed are played once for all its runbooks; what was played is kept by the digest of all it came from.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

from simulator.domain.ids import CONTROLLER
from simulator.domain.playbook import Playbook
from simulator.errors import InputError
from simulator.exercise.cache import cache_name, read_cache, write_cache
from simulator.exercise.runs.exploits.catalogue import EXPLOITS, derive, plan_of
from simulator.exercise.runs.exploits.steps import Plan
from simulator.exercise.runs.holiday_cache import remembered_holidays
from simulator.exercise.runs.players import Players
from simulator.exercise.runs.runner import play_runbook
from simulator.law.incident import obligations_of
from simulator.law.load import load_rulebook
from simulator.scenario.layering.tailoring import AS_WRITTEN, Tailoring
from simulator.scenario.load import load_playbook
from simulator.scenario.runbook import Runbook, load_runbook
from simulator.scenario.weights import load_weights
from simulator.scoring.harm import Harm, harm
from simulator.scoring.score import score

Totals: TypeAlias = Mapping[str, float | None]
"""The score of each runbook on one seed; None where the seed's anchors lie too close together to score."""
Played: TypeAlias = tuple[Totals, tuple[str, ...]]
"""The scores of one seed, and the injects that came to some runbook."""
Seeds: TypeAlias = dict[int, Played]
Progress: TypeAlias = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Battery:
    """What was played: the scores by seed, in their order, and the injects that came on the published one."""

    playbook: Playbook
    by_seed: Mapping[int, Totals]
    reached: frozenset[str] = frozenset()

    def totals(self, name: str) -> tuple[float, ...]:
        """The scores of a runbook over all seeds on which it was scored."""
        found = (totals.get(name) for totals in self.by_seed.values())
        return tuple(one for one in found if one is not None)

    @property
    def names(self) -> tuple[str, ...]:
        """Every runbook that was played on some seed."""
        return tuple(dict.fromkeys(name for totals in self.by_seed.values() for name in totals))


Settled: TypeAlias = Callable[[Battery, int], Iterable[str]]
"""Which runbooks' verdicts over so many seeds are certain after what was played."""


def play_battery(
    folder: Path,
    count: int,
    progress: Progress = lambda _done, _of: None,
    tailoring: Tailoring = AS_WRITTEN,
    settled: Settled | None = None,
) -> Battery:
    """Every runbook on the published seed and those after it, `count` in all; from the cache what is there.

    With `settled`, runbooks whose verdict half of the seeds and one have settled are not played on the rest. Seeds of
    branches are left out: on them it is another scenario, which cannot be compared.

    Raises:
        ScenarioError: a file is wrong.
        InputError: the scenario has no reference.
    """
    whole = load_playbook(folder, tailoring)
    playbook = whole.alone
    if "reference" not in playbook.runbooks:
        raise InputError(f'{playbook.slug} has no runbook "reference", which anchors every score.')
    own = (seed for seed in itertools.count(playbook.seed) if seed not in whole.branches)
    seeds = tuple(itertools.islice(own, count))
    key = _name(folder, playbook)
    kept = _read(key)
    first = count if settled is None else count // 2 + 1
    found = dict(kept)
    books = None if kept.keys() >= set(seeds) else _books(playbook)
    play_one = partial(play_seed, playbook, books=books)
    with Players(few=1) as players:
        play = partial(_complete, players, play_one, kept)
        play(seeds[:first], frozenset(), lambda done, of: progress(done, of + count - first))
        battery = Battery(playbook=playbook, by_seed={seed: kept[seed][0] for seed in seeds[:first]})
        spared = frozenset(settled(battery, count)) if settled else frozenset()
        play(seeds[first:], spared, lambda done, of: progress(done + count - of, count))
    if kept != found:
        write_cache(key, {str(seed): kept[seed] for seed in sorted(kept)})
    return Battery(
        playbook=playbook,
        by_seed={seed: kept[seed][0] for seed in seeds},
        reached=frozenset(kept[playbook.seed][1]) if playbook.seed in kept else frozenset(),
    )


def _complete(
    players: Players,
    play: Callable[..., Played],
    kept: Seeds,
    seeds: Sequence[int],
    spared: frozenset[str],
    progress: Progress,
) -> None:
    """Play what is not kept of these seeds; what is kept without a runbook that is not spared is played again."""
    every = {name for totals, _ in kept.values() for name in totals}
    missing = [seed for seed in seeds if seed not in kept or every - spared - kept[seed][0].keys()]
    for done, (place, played) in enumerate(players.each(partial(play, spared=spared), missing), start=1):
        kept[missing[place]] = played
        progress(done, len(missing))


def play_seed(
    playbook: Playbook, seed: int, spared: frozenset[str] = frozenset(), books: Mapping[str, Runbook] | None = None
) -> Played:
    """Every written runbook of a scenario, and every exploit that it offers means for, on one seed and its branch.

    The scores of all but the `spared`, and the injects that came to some runbook. `books`: the written ones, where
    somebody has read them already.
    """
    spread_min = load_weights().spread_min.value
    playbook = playbook.on(seed)
    written = books or _books(playbook)
    with remembered_holidays():
        weighed = {"reference": _weigh(playbook, written["reference"], seed)}
        plan = weighed["reference"].plan
        derived = {name: derive(name, playbook, written["reference"], seed, plan) for name in EXPLOITS}
        every = (derived | dict(written)).items()
        wanted = {name: book for name, book in every if book is not None and name not in spared}
        weighed = {name: _weigh(playbook, book, seed) for name, book in wanted.items() if name != "reference"} | weighed
    silent, reference = weighed["silent"].harm, weighed["reference"].harm
    totals = {name: score(one.harm, silent, reference, spread_min).total for name, one in weighed.items()}
    return totals, tuple(sorted({inject for one in weighed.values() for inject in one.injects}))


def _books(playbook: Playbook) -> dict[str, Runbook]:
    return {name: load_runbook(Path(path), playbook) for name, path in playbook.runbooks.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    """The harm of a run, what it came to, and the injects that came."""

    harm: Harm
    plan: Plan
    injects: tuple[str, ...]


def _weigh(playbook: Playbook, book: Runbook, seed: int) -> _Weighed:
    exercise = play_runbook(playbook, book, seed)
    truth = exercise.known(CONTROLLER)
    duties = obligations_of(load_rulebook(), truth, playbook, "truth")
    return _Weighed(
        harm=harm(tuple(exercise.journal), playbook, duties, load_weights(), truth),
        plan=plan_of(truth, playbook, duties),
        injects=tuple(truth.injects),
    )


def _name(folder: Path, playbook: Playbook) -> str:
    """Everything that the scores depend on: the scenario with its runbooks, the rules, the weights and the program."""
    files = sorted(path for path in (folder / "runbooks").rglob("*") if path.is_file())
    return cache_name("battery", playbook, *(part for path in files for part in (path.name, path.read_bytes())))


def _read(name: str) -> Seeds:
    """The seeds that were played; none where there are none, or where what is there is something else."""
    with contextlib.suppress(ValueError, TypeError, AttributeError):
        return {
            int(seed): ({str(name): _number(total) for name, total in totals.items()}, tuple(map(str, reached)))
            for seed, (totals, reached) in (read_cache(name) or {}).items()
        }
    return {}


def _number(given: object) -> float | None:
    return None if given is None else float(str(given))

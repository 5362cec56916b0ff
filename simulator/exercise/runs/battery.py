"""The battery: every written runbook and every exploit on many seeds, in as many processes as there are processors.

The anchors of a seed are played once for all its runbooks; what was played is kept by the digest of all it came from:
after a change to one runbook no other is played again.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeAlias

from simulator.domain.ids import CONTROLLER
from simulator.domain.playbook import Playbook
from simulator.errors import InputError
from simulator.exercise.cache import cache_name, read_cache, write_cache
from simulator.exercise.runs.anchors import ANCHORS
from simulator.exercise.runs.exploits.catalogue import EXPLOITS, derive, plan_of
from simulator.exercise.runs.exploits.steps import Plan
from simulator.exercise.runs.holiday_cache import remembered_holidays
from simulator.exercise.runs.players import Players
from simulator.exercise.runs.runner import play_unread
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


class Scored(NamedTuple):
    """What a runbook came to on one seed: its score, as `Totals` have it, and the injects that came to it."""

    total: float | None
    injects: tuple[str, ...]


Played: TypeAlias = Mapping[str, Scored]
"""What each runbook came to on one seed."""
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
    digests = {name: _digest(path) for name, path in playbook.runbooks.items()}
    key = cache_name("battery", playbook, *(digests.get(name, "") for name in ANCHORS))
    kept = _read(key, digests)
    first = count if settled is None else count // 2 + 1
    found = dict(kept)
    with Players(few=1) as players:
        play = partial(_complete, players, playbook, kept)
        play(seeds[:first], frozenset(), lambda done, of: progress(done, of + count - first))
        battery = _battery(playbook, kept, seeds[:first])
        spared = frozenset(settled(battery, count)) if settled else frozenset()
        play(seeds[first:], spared, lambda done, of: progress(done + count - of, count))
    if kept != found:
        write_cache(key, {"runbooks": digests, "seeds": {str(seed): kept[seed] for seed in sorted(kept)}})
    return _battery(playbook, kept, seeds)


def _battery(playbook: Playbook, kept: Seeds, seeds: Iterable[int]) -> Battery:
    published = kept.get(playbook.seed, {})
    return Battery(
        playbook=playbook,
        by_seed={seed: {name: one.total for name, one in kept[seed].items()} for seed in seeds},
        reached=frozenset(inject for one in published.values() for inject in one.injects),
    )


def _complete(
    players: Players,
    playbook: Playbook,
    kept: Seeds,
    seeds: Sequence[int],
    spared: frozenset[str],
    progress: Progress,
) -> None:
    """Play what is not kept of these seeds, and nobody needs to be `spared` for."""
    every = playbook.runbooks.keys() | {name for played in kept.values() for name in played}
    missing = [seed for seed in seeds if seed not in kept or every - spared - kept[seed].keys()]
    if not missing:
        return
    tasks = [(seed, spared | kept.get(seed, {}).keys()) for seed in missing]
    work = partial(_play_rest, playbook, _books(playbook))
    for done, (place, played) in enumerate(players.each(work, tasks), start=1):
        kept[missing[place]] = {**kept.get(missing[place], {}), **played}
        progress(done, len(missing))


def _play_rest(playbook: Playbook, books: Mapping[str, Runbook], task: tuple[int, frozenset[str]]) -> Played:
    seed, spared = task
    return play_seed(playbook, seed, spared, books)


def play_seed(
    playbook: Playbook, seed: int, spared: frozenset[str] = frozenset(), books: Mapping[str, Runbook] | None = None
) -> Played:
    """Every written runbook of a scenario, and every exploit that it offers means for, on one seed and its branch.

    The anchors are always played, of the others all but the `spared`. `books`: the written ones, where somebody has
    read them already.
    """
    spread_min = load_weights().spread_min.value
    playbook = playbook.on(seed)
    written = books or _books(playbook)
    with remembered_holidays():
        weighed = {"reference": _weigh(playbook, written["reference"], seed)}
        plan = weighed["reference"].plan
        derived = {name: derive(name, playbook, written["reference"], seed, plan) for name in EXPLOITS}
        every = (derived | dict(written)).items()
        wanted = {name: book for name, book in every if book is not None and (name in ANCHORS or name not in spared)}
        weighed = {name: _weigh(playbook, book, seed) for name, book in wanted.items() if name != "reference"} | weighed
    silent, reference = weighed["silent"].harm, weighed["reference"].harm
    return {
        name: Scored(score(one.harm, silent, reference, spread_min).total, tuple(sorted(one.injects)))
        for name, one in weighed.items()
    }


def _books(playbook: Playbook) -> dict[str, Runbook]:
    return {name: load_runbook(Path(path), playbook) for name, path in playbook.runbooks.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    """The harm of a run, what it came to, and the injects that came."""

    harm: Harm
    plan: Plan
    injects: tuple[str, ...]


def _weigh(playbook: Playbook, book: Runbook, seed: int) -> _Weighed:
    exercise = play_unread(playbook, book, seed)
    truth = exercise.known(CONTROLLER)
    duties = obligations_of(load_rulebook(), truth, playbook, "truth")
    return _Weighed(
        harm=harm(tuple(exercise.journal), playbook, duties, load_weights(), truth),
        plan=plan_of(truth, playbook, duties),
        injects=tuple(truth.injects),
    )


def _digest(runbook: str) -> str:
    return hashlib.sha256(Path(runbook).read_bytes()).hexdigest()


def _read(name: str, digests: Mapping[str, str]) -> Seeds:
    """What was played, less the runbooks that are others now; nothing where one was taken away, or nothing is kept.

    An exploit whose file is gone is derived again, if the scenario offers means for it: only playing tells.
    """
    with contextlib.suppress(KeyError, ValueError, TypeError, AttributeError):
        kept = read_cache(name) or {"runbooks": {}, "seeds": {}}
        before = kept["runbooks"]
        if before.keys() - digests.keys():
            return {}
        return {
            int(seed): {
                book: Scored(_number(total), tuple(map(str, injects)))
                for book, (total, injects) in played.items()
                if before.get(book) == digests.get(book)
            }
            for seed, played in kept["seeds"].items()
        }
    return {}


def _number(given: object) -> float | None:
    return None if given is None else float(str(given))

"""The battery: every written runbook and every exploit on many seeds, in as many processes as there are processors.

The anchors of a seed are played once for all its runbooks; what was played is kept by the digest of all it came from:
after a change to one runbook no other is played again, and after a change to words none.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

from simulator.domain.playbook import Playbook
from simulator.errors import InputError
from simulator.exercise.cache import cache_name, read_cache, write_cache
from simulator.exercise.runs.anchors import ANCHORS
from simulator.exercise.runs.exploits.catalogue import EXPLOITS
from simulator.exercise.runs.players import Players
from simulator.exercise.runs.seed import Played, Scored, books_of, play_rest
from simulator.scenario.layering.tailoring import AS_WRITTEN, Tailoring
from simulator.scenario.load import load_playbook
from simulator.scenario.wording import played_digest

Totals: TypeAlias = Mapping[str, float | None]
"""The score of each runbook on one seed; None where the seed's anchors lie too close together to score."""
Seeds: TypeAlias = dict[int, Played]
Progress: TypeAlias = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Battery:
    """What was played: the scores by seed, in their order."""

    playbook: Playbook
    by_seed: Mapping[int, Totals]

    def totals(self, name: str) -> tuple[float, ...]:
        """The scores of a runbook over all seeds on which it was scored."""
        found = (totals.get(name) for totals in self.by_seed.values())
        return tuple(one for one in found if one is not None)

    @property
    def names(self) -> tuple[str, ...]:
        """Every runbook that was played on some seed."""
        return tuple(dict.fromkeys(name for totals in self.by_seed.values() for name in totals))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sparing:
    """How a battery stops where more seeds change no verdict.

    `least`: on how many of so many seeds a runbook must be played before its verdict can be certain. `settled`: the
    runbooks whose verdict over so many seeds is certain after what was played.
    """

    least: Callable[[str, int], int]
    settled: Callable[[Battery, int], Collection[str]]


EVERYTHING = Sparing(least=lambda _name, count: count, settled=lambda _battery, _count: ())
"""Every runbook on each seed."""


def play_battery(
    folder: Path,
    count: int,
    progress: Progress = lambda _done, _of: None,
    tailoring: Tailoring = AS_WRITTEN,
    sparing: Sparing = EVERYTHING,
) -> Battery:
    """Every runbook on the published seed and those after it, `count` in all; from the cache what is there.

    With `sparing` each only until its verdict is certain. Seeds of branches are left out: on them it is another
    scenario, which cannot be compared.

    Raises:
        ScenarioError: a file is wrong.
        InputError: the scenario has no reference.
    """
    with Players(few=1) as players:
        return begin_battery(folder, count, players, tailoring, sparing).finish(progress)


def begin_battery(
    folder: Path, count: int, players: Players, tailoring: Tailoring = AS_WRITTEN, sparing: Sparing = EVERYTHING
) -> Playing:
    """The same, set going: where processes play, the caller can do something else meanwhile."""
    whole = load_playbook(folder, tailoring)
    playbook = whole.alone
    if "reference" not in playbook.runbooks:
        raise InputError(f'{playbook.slug} has no runbook "reference", which anchors every score.')
    own = (seed for seed in itertools.count(playbook.seed) if seed not in whole.branches)
    playing = Playing(playbook, tuple(itertools.islice(own, count)), players, sparing)
    playing.begin()
    return playing


class Playing:
    """A battery that is being played: what each verdict needs at least, then whatever is not settled by it."""

    def __init__(self, playbook: Playbook, seeds: Sequence[int], players: Players, sparing: Sparing) -> None:
        self._playbook = playbook
        self._seeds = seeds
        self._players = players
        self._sparing = sparing
        self._digests = {name: _digest(path) for name, path in playbook.runbooks.items()}
        self._key = cache_name("battery", played_digest(playbook), *(self._digests.get(name, "") for name in ANCHORS))
        self._kept = _read(self._key, self._digests)
        self._coming: Iterator[tuple[int, Played]] = iter(())
        self._awaited: set[int] = set()
        self._of = 0
        self._fresh = False

    def begin(self) -> None:
        """Set going what the verdicts need at least."""
        least = {name: self._sparing.least(name, len(self._seeds)) for name in self._names()}
        spared = [{name for name, seeds in least.items() if seeds <= place} for place in range(len(self._seeds))]
        self._set_going(zip(self._seeds, spared, strict=True))

    def published(self, progress: Progress = lambda _done, _of: None) -> Played:
        """What each runbook came to on the published seed, as soon as it was played; others may go on."""
        self._take(progress, self._playbook.seed)
        return self._kept[self._playbook.seed]

    def finish(self, progress: Progress = lambda _done, _of: None) -> Battery:
        """Play on until every verdict is certain, and keep what was played."""
        self._take(progress)
        while self._set_going(self._unsettled(), self._players.at_once):
            self._take(progress)
        if self._fresh:
            seeds = {str(seed): self._kept[seed] for seed in sorted(self._kept)}
            write_cache(self._key, {"runbooks": self._digests, "seeds": seeds})
        return self._battery()

    def _names(self) -> frozenset[str]:
        """Every runbook that is written, or may be derived: what a scenario offers means for, playing tells."""
        known = {name for played in self._kept.values() for name in played}
        return frozenset(self._playbook.runbooks) | (known or EXPLOITS.keys())

    def _unsettled(self) -> Iterator[tuple[int, Collection[str]]]:
        """Each seed with the runbooks whose verdict is certain."""
        settled = self._sparing.settled(self._battery(), len(self._seeds))
        return ((seed, settled) for seed in self._seeds)

    def _set_going(self, spared: Iterable[tuple[int, Collection[str]]], most: int | None = None) -> bool:
        """Set going what is not kept of these seeds, but for those who are spared there; whether there was any."""
        every = self._names()
        missing = (
            (seed, frozenset(without) | self._kept.get(seed, {}).keys())
            for seed, without in spared
            if every.difference(without, self._kept.get(seed, {}))
        )
        tasks = list(itertools.islice(missing, most))
        self._awaited = {seed for seed, _ in tasks}
        self._of = len(tasks)
        if tasks:
            work = partial(play_rest, self._playbook, books_of(self._playbook))
            self._coming = ((tasks[place][0], played) for place, played in self._players.each(work, tasks))
        return bool(tasks)

    def _take(self, progress: Progress, until: int | None = None) -> None:
        """Wait for what was set going: for all of it, or until this seed was played."""
        while self._awaited if until is None else until in self._awaited:
            seed, played = next(self._coming)
            self._kept[seed] = {**self._kept.get(seed, {}), **played}
            self._awaited.remove(seed)
            self._fresh = True
            progress(self._of - len(self._awaited), self._of)

    def _battery(self) -> Battery:
        played = {seed: self._kept[seed] for seed in self._seeds if seed in self._kept}
        return Battery(
            playbook=self._playbook,
            by_seed={seed: {name: one.total for name, one in each.items()} for seed, each in played.items()},
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
                book: Scored(
                    _number(total), tuple(map(str, injects)), bool(late), None if spare is None else int(spare)
                )
                for book, (total, injects, late, spare) in played.items()
                if before.get(book) == digests.get(book)
            }
            for seed, played in kept["seeds"].items()
        }
    return {}


def _number(given: object) -> float | None:
    return None if given is None else float(str(given))

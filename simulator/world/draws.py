"""Named streams of raw uniforms, and the few things that are made of them.

NumPy promises no stable distributions across releases, so nothing but `random()` is ever asked of a generator.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

CHUNK = 10_000
"""Patients that share one stream per column."""

_BINS = 1 << 12
Floats: TypeAlias = NDArray[np.float64]
Integers: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]
Objects: TypeAlias = NDArray[np.object_]


def uniforms(seed: int, column: str, chunk: int, count: int) -> Floats:
    """`count` numbers in [0, 1) of the stream that this seed, column (`table.column`) and chunk name."""
    digest = hashlib.sha256(f"{seed}/world/{column}/{chunk}".encode()).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(digest[:16], "big"))).random(count)


def chunks(count: int) -> Iterator[tuple[int, int, int]]:
    """Number, first record and one past the last record of each chunk."""
    for number, start in enumerate(range(0, count, CHUNK)):
        yield number, start, min(start + CHUNK, count)


def all_uniforms(seed: int, column: str, count: int) -> Floats:
    """The uniforms of every chunk, one for each of `count` records."""
    return np.concatenate([uniforms(seed, column, number, stop - start) for number, start, stop in chunks(count)])


def below(uniform: Floats, limit: int | Integers) -> Integers:
    """Whole numbers from 0 to `limit` - 1, all equally likely."""
    return (uniform * limit).astype(np.int64)


def weighted(uniform: Floats, weights: Sequence[float] | Floats) -> Integers:
    """Indexes of `weights`, each as likely as its weight."""
    edges = np.cumsum(np.asarray(weights, dtype=np.float64))
    edges /= edges[-1]
    if len(uniform) < _BINS:
        return np.searchsorted(edges, uniform, side="right")
    # Most draws fall where their bin begins; a bin is a power of two wide, so that the answer is that of a search.
    begins = np.searchsorted(edges, np.arange(_BINS) / _BINS, side="right")
    found = begins[(uniform * _BINS).astype(np.intp)]
    beyond = np.flatnonzero(edges[found] <= uniform)
    found[beyond] = np.searchsorted(edges, uniform[beyond], side="right")
    return found


def least(uniform: Floats, count: int) -> NDArray[np.intp]:
    """Where the `count` smallest draws stand, in their order; of two that are the same, the first."""
    near = np.arange(len(uniform))
    if 0 < count < len(uniform):
        near = np.flatnonzero(uniform <= np.partition(uniform, count - 1)[count - 1])
    return near[np.argsort(uniform[near], kind="stable")][:count]


def children(counts: Integers) -> tuple[Integers, Integers]:
    """For rows that belong to others: the position of each row's owner, and its place among its siblings."""
    owner = np.repeat(np.arange(len(counts)), counts)
    return owner, np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)


@dataclass(frozen=True, slots=True)
class Draws:
    """The columns of one chunk of one table: every column has a stream of its own."""

    seed: int
    table: str
    chunk: int
    count: int

    def uniform(self, column: str) -> Floats:
        """One number in [0, 1) a row."""
        return uniforms(self.seed, f"{self.table}.{column}", self.chunk, self.count)

    def below(self, column: str, limit: int | Integers) -> Integers:
        """One whole number from 0 to `limit` - 1 a row."""
        return below(self.uniform(column), limit)

    def weighted(self, column: str, weights: Sequence[float] | Floats) -> Integers:
        """One index of `weights` a row."""
        return weighted(self.uniform(column), weights)

    def chance(self, column: str, share: float) -> Flags:
        """Which rows fall into the share."""
        return self.uniform(column) < share

    def choose(self, column: str, values: Objects, weights: Sequence[float] | None = None) -> Objects:
        """One of `values` a row, as an array."""
        return values[self.below(column, len(values)) if weights is None else self.weighted(column, weights)]

    def pick(self, column: str, values: Sequence[Any], weights: Sequence[float] | None = None) -> list[Any]:
        """One of `values` a row."""
        index = self.below(column, len(values)) if weights is None else self.weighted(column, weights)
        return [values[position] for position in index.tolist()]

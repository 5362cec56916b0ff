"""Named streams of random numbers: every draw belongs to a seed, a purpose and an id.

A decision therefore changes only what it touches. Only raw uniforms are used: neither NumPy nor Python promises more
across releases.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from random import Random

import numpy as np
from numpy.typing import NDArray

from simulator.domain.nouns import Triangle

BLOCK = 1 << 16
"""How many numbers are drawn or changed at once where many are."""


def uniforms(seed: int, name: str, count: int) -> NDArray[np.float64]:
    """`count` numbers in [0, 1) of the named stream."""
    return named(seed, name).random(count)


def uniform_blocks(seed: int, name: str, count: int) -> Iterator[tuple[slice, NDArray[np.float64]]]:
    """The same numbers as `uniforms`, block after block with its place: eight bytes a number are much for a torrent."""
    generator = named(seed, name)
    for begin in range(0, count, BLOCK):
        place = slice(begin, min(begin + BLOCK, count))
        yield place, generator.random(place.stop - begin)


def named(seed: int, name: str) -> np.random.Generator:
    """The named stream as arrays; ask it for nothing but `random()`."""
    digest = hashlib.sha256(f"{seed}/engine/{name}".encode()).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(digest[:16], "big")))


def stream(seed: int, name: str) -> Random:
    """A stream for single draws; ask it for nothing but `random()`."""
    return Random(f"{seed}/engine/{name}")


@lru_cache(maxsize=1 << 14)
def first_draw(seed: int, name: str) -> float:
    """The first number of a stream. Kept: the runs of a seed ask for the same ones, and to begin a stream is slow."""
    return stream(seed, name).random()


def triangular(spread: Triangle, uniform: float) -> float:
    """The value of a triangular distribution at a uniform draw, by its inverse."""
    low, mode, high = spread.low, spread.typical, spread.high
    if high == low:
        return low
    share = (mode - low) / (high - low)
    if uniform < share:
        return low + float((uniform * (high - low) * (mode - low)) ** 0.5)
    return high - float(((1 - uniform) * (high - low) * (high - mode)) ** 0.5)


def triangular_array(spread: Triangle, uniform: NDArray[np.float64]) -> NDArray[np.float64]:
    """`triangular` for many draws at once."""
    low, mode, high = spread.low, spread.typical, spread.high
    if high == low:
        return np.full(len(uniform), low)
    share = (mode - low) / (high - low)
    rises = uniform < share
    part = np.where(rises, uniform, 1 - uniform) * (high - low) * np.where(rises, mode - low, high - mode)
    root = np.sqrt(part, out=part)
    return np.where(rises, low + root, high - root)

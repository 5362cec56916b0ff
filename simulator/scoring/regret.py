"""Call and luck: a decision weighed over worlds that fit what was known then, and how it came out. Model, not fact.

Source: practice.md 3.2 (layer 3). Pure: the harm of each option in each world is handed in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Literal, TypeAlias

from simulator.domain.time import Seconds
from simulator.scoring.prices import Named

Quality: TypeAlias = Literal["sound", "defensible", "costly", "not judged"]
Luck: TypeAlias = Literal["good", "bad", "none"]

WORLDS = 30
"""Worlds that a decision is weighed over. Source: practice.md 3.2."""
LEAST_WORLDS = 10
"""Fewer say nothing. Source: practice.md 3.2."""
SOUND, DEFENSIBLE = 2.0, 6.0
"""Points of regret below which a call is sound, or defensible. Source: practice.md 3.2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A decision and what was to be thought of it then. `luck` None: nothing computable says how it came out."""

    entry: int
    number: int
    call: Quality
    why: str
    luck: Luck | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something that could have been decided, with the harm that it came to in each world, in their order."""

    title: str
    harm: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A decision judged on what was known then. Points of the score; model, not fact.

    `regret` is the expected harm above the best option's, `luck` the harm that came above the expected one (above 0:
    worse than could be expected); None where fewer than ten of the worlds `tried` fit, which `worlds` counts.
    """

    number: int
    entry: int
    at: Seconds
    title: str
    worlds: int
    tried: int
    best: str
    regret: float | None
    luck: float | None
    call: Call


CALL_WORDS: Mapping[Quality, str] = {"sound": "good call", "defensible": "defensible call", "costly": "costly call"}
_LUCK: Mapping[Luck, str] = {"good": "good luck", "bad": "bad luck", "none": "came out as expected"}


def in_words(call: Call) -> str:
    """Call and luck in words: `good call, bad luck`. Source: practice.md 3.2 (the two are told apart)."""
    if call.luck is None or call.call == "not judged":
        return "not judged"
    return f"{CALL_WORDS[call.call]}, {_LUCK[call.luck]}"


def judge_call(named: Named, options: Sequence[Option], realised: float, spread: float, tried: int) -> Judged:
    """Judge a decision: the first of the options is the one that was chosen.

    `realised` is the harm of the chosen one in the world that was; `spread` the harm between the anchors, 100 points.
    """
    chosen, worlds = options[0], len(options[0].harm)
    if worlds < LEAST_WORLDS:
        why = f"{worlds} of {tried} sampled worlds fit what was known; {LEAST_WORLDS} are needed."
        return _judged(named, worlds, tried, _call(named, "not judged", why, None))
    means = {one.title: fmean(one.harm) for one in options}
    best = min(options, key=lambda one: means[one.title])
    regret = 100 * (means[chosen.title] - means[best.title]) / spread
    luck = 100 * (realised - means[chosen.title]) / spread
    quality: Quality = "sound" if regret < SOUND else "defensible" if regret < DEFENSIBLE else "costly"
    against = "no option was better" if best is chosen else f"{regret:.1f} points above: {best.title}"
    why = f"Over {worlds} worlds that fit what was known, {against}."
    found = _call(named, quality, why, _luck(luck))
    return _judged(named, worlds, tried, found, best=best.title, regret=regret, luck=luck)


def _luck(luck: float) -> Luck:
    if abs(luck) < SOUND:
        return "none"
    return "bad" if luck > 0 else "good"


def _call(named: Named, quality: Quality, why: str, luck: Luck | None) -> Call:
    return Call(entry=named.entry, number=named.number, call=quality, why=why, luck=luck)


def _judged(named: Named, worlds: int, tried: int, call: Call, *, best: str = "", **points: float) -> Judged:
    return Judged(
        number=named.number,
        entry=named.entry,
        at=named.at,
        title=named.title,
        worlds=worlds,
        tried=tried,
        best=best,
        regret=points.get("regret"),
        luck=points.get("luck"),
        call=call,
    )

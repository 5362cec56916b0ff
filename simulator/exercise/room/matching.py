"""Which actions a team may mean by what it says: word matching over the playbook, in no order of merit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from simulator.domain.actions import ResponseAction
from simulator.domain.playbook import Playbook

MOST = 5
"""More choices than this and people stop reading. Source: design.md 9."""
ENOUGH = 2
"""The fewest points of a clear match: a keyword of two words, or a word of the title and one of the help; assumed."""
FAINT = 1.5
"""The fewest points where nothing matches clearly: one keyword, or one word of the title; assumed."""

LegalAct = Literal["discovery", "determine", "hold", "freeze", "release"]
_ACTS: dict[LegalAct, tuple[str, tuple[str, ...]]] = {
    "discovery": ("Legal act: state the discovery date", ("discovery", "discovery date", "discovered", "day zero")),
    "determine": ("Legal act: determine breach or not", ("determine", "determination", "is a breach", "no breach")),
    "hold": (
        "Legal act: record a request to hold notices",
        ("record the request", "record request", "record hold", "record the hold", "law enforcement delay"),
    ),
    "freeze": ("Legal act: freeze a list version", ("freeze list", "freeze the list", "freeze version", "final list")),
    "release": ("Legal act: release notices", ("release", "send the letters", "send letters", "mail the letters")),
}
_EMPTY_WORDS = """
a an and are as at be by do for from get have in into is it now of on or our please so start that the them then this to
up us we what who will with all any new one go make take call
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Something that can be meant: an action of the playbook, or a legal act."""

    kind: Literal["action", "act"]
    id: str
    title: str


def matches(said: str, playbook: Playbook) -> tuple[Match, ...]:
    """At most five actions and legal acts that share words with what was said, the closest first."""
    text, words = _normal(said), _stems(said)
    found: list[tuple[float, str, Match]] = []
    for action in playbook.actions.values():
        points = _points(action, text, words)
        if points >= FAINT:
            found.append((-points, action.code, Match(kind="action", id=action.id, title=action.title)))
    for act, (title, phrases) in _ACTS.items():
        if act == "hold" and not any(one.hold for one in playbook.injects.values()):
            continue
        points = 3.0 * sum(_has(text, phrase) for phrase in phrases)
        if points:
            found.append((-points, act, Match(kind="act", id=act, title=title)))
    enough = ENOUGH if any(-points >= ENOUGH for points, *_ in found) else FAINT
    clear = sorted((one for one in found if -one[0] >= enough), key=lambda one: one[:2])
    return tuple(match for *_, match in clear[:MOST])


def _points(action: ResponseAction, text: str, words: frozenset[str]) -> float:
    keywords = sum((2.0 if " " in phrase else 1.5) for phrase in action.keywords if _has(text, phrase))
    title = len(words & _stems(action.title))
    named = 3.0 * _has(text, action.id.replace("-", " ")) + 3.0 * (action.code.lower() in text.split())
    return keywords + 1.5 * title + named + 0.25 * len(words & _stems(action.help))


def _has(text: str, phrase: str) -> bool:
    return f" {_normal(phrase)} " in f" {text} "


def _normal(said: str) -> str:
    """The words in order, without endings: `data events` is said by who says `data event`."""
    return " ".join(_stem(word) for word in _WORD.findall(said.lower()))


def _stems(said: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in _WORD.findall(said.lower()) if word not in _EMPTY)


def _stem(word: str) -> str:
    """The word without its endings, a plural's first: `recordings` is `record`, as `recording` is."""
    return _without(_without(word, ("es", "s")), ("ing", "ed", "e"))


def _without(word: str, endings: Iterable[str]) -> str:
    return next((word.removesuffix(end) for end in endings if word.endswith(end) and len(word) - len(end) > 2), word)

"""Which actions a team may mean by what it says: word matching over the playbook, in no order of merit.

Words count directly, by a word that means the same in this work, or misspelt; who is to be told counts by name, and a
vendor's name says that a vendor is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Literal

from simulator.domain.actions import ResponseAction
from simulator.domain.playbook import Playbook
from simulator.domain.verbs import PrepareNotice
from simulator.exercise.room.synonyms import alike

MOST = 5
"""More choices than this and people stop reading. Source: design.md 9."""
ENOUGH = 2
"""The fewest points of a clear match: a keyword of two words, or a word of the title and one of the help; assumed."""
FAINT = 1.5
"""The fewest points where nothing matches clearly: one keyword, or one word of the title; assumed."""
OTHER_WORD = 1.0
"""Points of a word that means the same as one of the title, against 1.5 of the word itself; assumed."""
TOGETHER = 1.0
"""Points of every further word that was said and is in the title, its like, or a keyword; assumed."""
ALL_OF_IT = 1.0
"""Points where each of several words said is in the title, or each word of the title was said; assumed."""
MISSPELT = 5
"""The shortest word that is looked for as misspelt; shorter ones resemble too many; assumed."""

Act = Literal["discovery", "determine", "hold", "list", "freeze", "release"]
_ACTS: dict[Act, tuple[str, tuple[str, ...]]] = {
    "discovery": ("Legal act: state the discovery date", ("discovery", "discovery date", "discovered", "day zero")),
    "determine": ("Legal act: determine breach or not", ("determine", "determination", "is a breach", "no breach")),
    "hold": (
        "Legal act: record a request to hold notices",
        ("record the request", "record request", "record hold", "record the hold", "law enforcement delay"),
    ),
    "list": (
        "Build the list of affected people",
        (
            *(f"{verb} list" for verb in ("build", "make", "compile", "compute", "draw up", "put together", "update")),
            *(f"list {whom}" for whom in ("patients", "people", "affected", "everyone", "individuals")),
            *(f"{whom} list" for whom in ("patient", "people", "affected", "next")),
            "who is affected",
            "new version",
        ),
    ),
    "freeze": ("Legal act: freeze a list version", ("freeze list", "freeze version", "final list", "lock list")),
    "release": (
        "Legal act: release notices",
        ("release", *(f"{verb} {what}" for verb in ("send", "mail", "post") for what in ("letters", "notices"))),
    ),
}
_EMPTY_WORDS = """
a an and are as at be by do for from get have in into is it now of on or our please so start that the them then this to
up us we what who will with all any new one go make take call out
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
_ARTICLES = frozenset({"a", "an", "the", "of", "our", "this", "all"})
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Something that can be meant: an action of the playbook, perhaps on a `target`, or something done to the list."""

    kind: Literal["action", "act"]
    id: str
    title: str
    target: str | None = None


def matches(said: str, playbook: Playbook) -> tuple[Match, ...]:
    """At most five actions and legal acts that share words with what was said: the closest, then the named, first."""
    said = _spelt(said, playbook)
    words = _stems(said)
    found: list[tuple[float, int, str, Match]] = []
    clear = False  # by what was said alone: that somebody is named hides no other meaning
    for action in playbook.actions.values():
        target = _told(action, words - _stems(action.title), playbook)
        plain = _points(action, _normal(said), words)
        points = plain + (2 * OTHER_WORD if target else 0)
        clear = clear or plain >= ENOUGH
        if points >= FAINT:
            match = Match(kind="action", id=action.id, title=action.title, target=target)
            found.append((-points, -len(words & _stems(action.title)), action.code, match))
    for act, (title, phrases) in _ACTS.items():
        if act == "hold" and not any(one.hold for one in playbook.injects.values()):
            continue
        points = 3.0 * sum(_has(_dense(said), _dense(phrase)) for phrase in phrases)
        if points:
            clear = True
            found.append((-points, 0, act, Match(kind="act", id=act, title=title)))
    enough = ENOUGH if clear else FAINT
    best = sorted((one for one in found if -one[0] >= enough), key=lambda one: one[:3])
    return tuple(match for *_, match in best[:MOST])


def _points(action: ResponseAction, text: str, words: frozenset[str]) -> float:
    keywords = sum((2.0 if " " in phrase else 1.5) for phrase in action.keywords if _has(text, _normal(phrase)))
    title = _stems(action.title)
    named = 3.0 * _has(text, _normal(action.id.replace("-", " "))) + 3.0 * (action.code.lower() in text.split())
    meant = {word for word in words - title if not title.isdisjoint(_alike(word))}
    beside = sum(_normal(one) not in title for one in action.keywords if _has(text, _normal(one)))
    together = len(words & title) + len(meant) + beside
    whole = (len(words) > 1 and words <= title) + (len(title) > 1 and title <= words)
    direct = keywords + 1.5 * len(words & title) + named + ALL_OF_IT * whole + 0.25 * len(words & _stems(action.help))
    return direct + OTHER_WORD * len(meant) + TOGETHER * (together - 1) if together > 1 else direct


def _told(action: ResponseAction, words: frozenset[str], playbook: Playbook) -> str | None:
    """Whom a notice that the action prepares tells, if they are named: a state, an office, the media."""
    told = {one.audience for one in action.effects if isinstance(one, PrepareNotice)} & set(action.targets)
    named = {key: len(words & _stems(playbook.audiences.get(key, ""))) for key in sorted(told)}
    best = max(named, key=lambda key: named[key], default=None)
    return best if best is not None and named[best] else None


def _spelt(said: str, playbook: Playbook) -> str:
    """What was said, with what is plainly misspelt put right: a word that nobody knows, close to one that is known.

    A vendor's name is the word `vendor`: people say whom they call.
    """
    names = {word for one in playbook.vendors.values() for word in _WORD.findall(one.title.partition(",")[0].lower())}
    known = _vocabulary(
        tuple(text for one in playbook.actions.values() for text in (one.title, one.help, *one.keywords)),
        tuple(playbook.audiences.values()),
    )
    return " ".join(
        "vendor"
        if word in names and _stem(word) not in known
        else word
        if len(word) < MISSPELT or _stem(word) in known
        else (get_close_matches(word, known, 1, 0.8) or [word])[0]
        for word in _WORD.findall(said.lower())
    )


@lru_cache(maxsize=8)
def _vocabulary(texts: tuple[str, ...], audiences: tuple[str, ...]) -> Mapping[str, None]:
    """Words and stems of a playbook, in order."""
    phrases = (phrase for _, those in _ACTS.values() for phrase in those)
    words = [word for text in (*texts, *audiences, *phrases) for word in _WORD.findall(text.lower())]
    return dict.fromkeys((*words, *map(_stem, words)))


@lru_cache(maxsize=1024)
def _alike(stem: str) -> frozenset[str]:
    """The stems of the words that mean the same."""
    return frozenset(_stem(word) for group in alike() if stem in map(_stem, group) for word in group) - {stem}


def _has(text: str, phrase: str) -> bool:
    return f" {phrase} " in f" {text} "


def _normal(said: str) -> str:
    """The words in order, without endings: `data events` is said by who says `data event`."""
    return " ".join(_stem(word) for word in _WORD.findall(said.lower()))


def _dense(said: str) -> str:
    """The same without articles: `build the list` is `build list`."""
    return " ".join(_stem(word) for word in _WORD.findall(said.lower()) if word not in _ARTICLES)


def _stems(said: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in _WORD.findall(said.lower()) if word not in _EMPTY)


def _stem(word: str) -> str:
    """The word without its endings, a plural's first: `recordings` is `record`, as `recording` is."""
    return _without(_without(word, ("es", "s")), ("ing", "ed", "e"))


def _without(word: str, endings: Iterable[str]) -> str:
    return next((word.removesuffix(end) for end in endings if word.endswith(end) and len(word) - len(end) > 2), word)

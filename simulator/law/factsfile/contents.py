"""What a written-down notice carried, and whether the way it was given counts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, TypeAlias

from simulator.law.letters import ELEMENTS, Letter
from simulator.law.lettertext import elements_in

Way: TypeAlias = Literal["spoken", "posted", "media"]
# Assumed: how people name the elements of 45 CFR 164.404(c)(1)(A)-(E), the headings of California's letter among them.
_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("contact", ("contact", "phone", "toll", "email", "e_mail", "web", "postal", "more_information", "call")),
    ("steps", ("step", "you_can", "can_do", "should")),
    ("response", ("respon", "investig", "mitigat", "doing", "remed", "prevent", "corrective")),
    ("information", ("information", "type", "phi", "data", "element")),
    ("steps", ("protect", "advice", "credit", "monitor")),
    ("what_happened", ("happen", "descri", "incident", "date", "breach", "discover")),
)
"""The first that fits is meant."""
_LETTERS = dict(zip("abcde", ELEMENTS, strict=True))
_LETTER = re.compile(r"(?:.*\()?([a-e])\)?")
_SPOKEN = ("phone", "call", "verbal", "oral", "sms", "text")
_PRESS = ("media", "print", "newspaper", "broadcast", "radio", "television")
_POSTED = ("web", "site", "posting", "home_page", "social")
_MAILED = ("mail", "letter", "written", "post_card", "usps")
_WAYS: dict[Way, tuple[str, ...]] = {"media": _PRESS, "posted": _POSTED, "spoken": _SPOKEN}


def elements_of(content: Iterable[str]) -> frozenset[str]:
    """The elements of a letter that words stand for; `A` to `E` are the rule's own letters."""
    found = set()
    for given in content:
        word = given.strip().lower().replace(" ", "_").replace("-", "_")
        letter = _LETTER.fullmatch(word)
        if letter:
            found.add(_LETTERS[letter[1]])
        else:
            found.update([name for name, stems in _WORDS if any(stem in word for stem in stems)][:1])
    return frozenset(found)


def letter_of(content: Iterable[str] | None, text: str | None) -> Letter | None:
    """What is known of a notice's content: the elements named, else those that its words carry; None: nothing."""
    if content is not None:
        return Letter(present=elements_of(content))
    return None if text is None else Letter(present=elements_in(text))


def refused(to: str, method: str | None) -> str:
    """Why a notice given in that way does not count; empty where it does. Substitute notice: `law.substitute`.

    Source: 45 CFR 164.404(d)(1)(i), (d)(3); 164.406; law.md N5, N14, M6.
    """
    way = _normal(method)
    spoken, posted, mailed = (any(stem in way for stem in stems) for stems in (_SPOKEN, _POSTED, _MAILED))
    if to == "individuals" and (spoken or posted) and not mailed:
        return "it goes by first-class mail, or by e-mail where agreed (45 CFR 164.404(d)(1))"
    if to == "media" and posted:
        return "a page of one's own is no notice to media outlets (45 CFR 164.406)"
    return ""


def way_of(method: str | None) -> Way | Literal[""]:
    """How a substitute notice was given, as far as the method says; empty: it does not."""
    way = _normal(method)
    return next((name for name, stems in _WAYS.items() if any(stem in way for stem in stems)), "")


def _normal(method: str | None) -> str:
    return (method or "").strip().lower().replace(" ", "_").replace("-", "_")

"""What a written-down notice carried, and whether the way it was given counts."""

from __future__ import annotations

import re
from collections.abc import Iterable

from simulator.law.letters import ELEMENTS

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
_POSTED = ("web", "site", "posting", "home_page", "social")
_MAILED = ("mail", "letter", "written", "post_card", "usps")


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


def share_of(content: Iterable[str]) -> float:
    """The share, 0 to 1, of the required elements. Source: 45 CFR 164.404(c)(1)."""
    return len(elements_of(content)) / len(ELEMENTS)


def refused(to: str, method: str | None, failed_addresses: int) -> str:
    """Why a notice given in that way does not count; empty where it does.

    Source: 45 CFR 164.404(d)(1)(i), (d)(2), (d)(3); 164.406; law.md N5, N9, N10, N14, M6.
    """
    way = (method or "").strip().lower().replace(" ", "_").replace("-", "_")
    spoken, posted, mailed = (any(stem in way for stem in stems) for stems in (_SPOKEN, _POSTED, _MAILED))
    if to == "individuals" and (spoken or posted) and not mailed:
        return "it goes by first-class mail, or by e-mail where agreed (45 CFR 164.404(d)(1))"
    if to == "media" and posted:
        return "a page of one's own is no notice to media outlets (45 CFR 164.406)"
    if to == "substitute" and spoken and failed_addresses >= _POSTING_FROM:
        return f"for {_POSTING_FROM} or more it is 90 days on the home page or major media (45 CFR 164.404(d)(2)(ii))"
    return ""


_POSTING_FROM = 10
"""Failed addresses from which on substitute notice is public. Source: 45 CFR 164.404(d)(2)(ii)."""

"""What a written-down notice carried, and whether the way it was given counts."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.law.letters import ELEMENTS

# Assumed: how people name the elements of 45 CFR 164.404(c)(1)(A)-(E).
_WORDS: dict[str, tuple[str, ...]] = {
    "what_happened": ("happen", "descri", "incident", "date_of"),
    "contact": ("contact", "phone", "toll", "email", "e_mail", "web", "postal"),
    "steps": ("step", "protect", "advice", "credit"),
    "response": ("respon", "investig", "mitigat", "doing", "remed", "prevent"),
    "information": ("information", "type", "phi", "data", "element"),
}
"""The first that fits is meant."""
_LETTERS = dict(zip("abcde", ELEMENTS, strict=True))
_SPOKEN = ("phone", "call", "verbal", "oral", "sms", "text")
_POSTED = ("web", "site", "posting", "home_page", "social")


def elements_of(content: Iterable[str]) -> frozenset[str]:
    """The elements of a letter that words stand for; `A` to `E` are the rule's own letters."""
    found = set()
    for given in content:
        word = given.strip().lower().replace(" ", "_").replace("-", "_")
        if word in _LETTERS:
            found.add(_LETTERS[word])
        else:
            found.update([name for name, stems in _WORDS.items() if any(stem in word for stem in stems)][:1])
    return frozenset(found)


def share_of(content: Iterable[str]) -> float:
    """The share, 0 to 1, of the required elements. Source: 45 CFR 164.404(c)(1)."""
    return len(elements_of(content)) / len(ELEMENTS)


def refused(to: str, method: str | None, failed_addresses: int) -> str:
    """Why a notice given in that way does not count; empty where it does.

    Source: 45 CFR 164.404(d)(1)(i), (d)(2), (d)(3); 164.406; law.md N5, N9, N10, N14, M6.
    """
    way = (method or "").strip().lower().replace(" ", "_").replace("-", "_")
    spoken, posted = (any(stem in way for stem in stems) for stems in (_SPOKEN, _POSTED))
    if to == "individuals" and (spoken or posted):
        return "it goes by first-class mail, or by e-mail where agreed (45 CFR 164.404(d)(1))"
    if to == "media" and posted:
        return "a page of one's own is no notice to media outlets (45 CFR 164.406)"
    if to == "substitute" and spoken and failed_addresses >= _POSTING_FROM:
        return f"for {_POSTING_FROM} or more it is 90 days on the home page or major media (45 CFR 164.404(d)(2)(ii))"
    return ""


_POSTING_FROM = 10
"""Failed addresses from which on substitute notice is public. Source: 45 CFR 164.404(d)(2)(ii)."""

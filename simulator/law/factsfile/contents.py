"""What a written-down notice carried, and whether the way it was given counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from simulator.law.letters import ELEMENTS, Letter
from simulator.law.lettertext import elements_in

Way: TypeAlias = Literal["spoken", "posted", "media"]
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
_PRESS = ("media", "print", "newspaper", "broadcast", "radio", "television")
_POSTED = ("web", "site", "posting", "home_page", "social")
_WAYS: dict[Way, tuple[str, ...]] = {"media": _PRESS, "posted": _POSTED, "spoken": _SPOKEN}


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
    spoken, posted = (any(stem in way for stem in stems) for stems in (_SPOKEN, _POSTED))
    if to == "individuals" and (spoken or posted):
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

"""A letter's words: which elements they carry, how to reach the sender, what they promise, and how hard they read."""

from __future__ import annotations

import re
from datetime import date

# Assumed: how breach letters word the elements of 45 CFR 164.404(c)(1)(A)-(D); (E) is a channel, see `channels`.
_ELEMENTS = {
    "what_happened": r"what happened|unauthori[sz]ed|incident|breach|discovered|learned",
    "information": r"information (?:that )?(?:was |were )?involved|types? of information|included your|social security"
    r"|birth|diagnos|medical record|account number",
    "steps": r"what you can do|steps (?:that )?you|you (?:can|should|may) \w+|protect yourself|credit report",
    "response": r"what we are doing"
    r"|we (?:have |are |also )?\w*\s?(?:investigat|secur|clos|stopp|prevent|engag|chang|train)",
}
# Source: 45 CFR 164.404(c)(1)(E) names these four; the patterns are ours.
_STREET = r"street|st|avenue|ave|road|rd|drive|dr|boulevard|blvd|lane|way"
_CHANNELS = {
    "a toll-free number": r"\b1?[-. (]*8(?:00|33|44|55|66|77|88)[-. )]+\d{3}[-. ]\d{4}\b",
    "an e-mail address": r"[^\s@<>,;]+@[^\s@<>,;]+\.\w+",
    "a web site": r"https?://\S+|\bwww\.\S+|(?<![@\w.-])[\w-]+(?:\.[\w-]+)*\.(?:org|net|com|gov|edu|health)\b",
    "a postal address": rf"\bp\.? ?o\.? box \d+|\b\d+ [\w .]+ (?:{_STREET})\b|\b[a-z]{{2}} \d{{5}}\b",
}
_WAYS = "[gives: "
"""Begins what stands for a contact whose words are kept elsewhere."""
_REASSURING = re.compile(
    r"no (?:evidence|indication|sign|reason to believe)[^.]{0,60}(?:misus|access|view|taken|fraud|harm)"
    r"|(?:was|were|has|have) not been? ?(?:misused|viewed|taken)|your information is safe",
    re.IGNORECASE,
)
_MARKETING = re.compile(
    r"industry[- ]leading|award[- ]winning|best[- ]in[- ]class|world[- ]class|valued (?:customer|patient|member)"
    r"|excit(?:ed|ing)|discount|special offer|thank you for (?:choosing|being)|upgrade|pleased to",
    re.IGNORECASE,
)
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_DATES = re.compile(
    rf"(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})|(?P<month>{'|'.join(_MONTHS)}) (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})"
    r"|(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4})",
    re.IGNORECASE,
)
_PEOPLE = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+) (?:people|persons|individuals|patients|residents)", re.IGNORECASE)


def elements_in(text: str) -> frozenset[str]:
    """The elements of 45 CFR 164.404(c)(1) that the words carry."""
    found = {name for name, pattern in _ELEMENTS.items() if re.search(pattern, text, re.IGNORECASE)}
    return frozenset({*found, *(("contact",) if channels(text) else ())})


def channels(text: str) -> tuple[str, ...]:
    """The ways to ask that the words give, of the four that count. Source: 45 CFR 164.404(c)(1)(E)."""
    if text.startswith(_WAYS) and text.endswith("]"):
        given = text.removeprefix(_WAYS).removesuffix("]").split("; ")
        return tuple(name for name in _CHANNELS if name in given)
    return tuple(name for name, pattern in _CHANNELS.items() if re.search(pattern, text, re.IGNORECASE))


def ways(text: str) -> str:
    """What stands for a contact whose words are kept elsewhere: the ways to ask that it gives, as `channels` reads."""
    return f"{_WAYS}{'; '.join(channels(text)) or 'no way to ask'}]"


def reassurances(text: str) -> tuple[str, ...]:
    """What the words say against harm: true only where evidence could show harm and was looked at."""
    return tuple(found.group() for found in _REASSURING.finditer(text))


def marketing(text: str) -> tuple[str, ...]:
    """Words that sell."""
    return tuple(found.group() for found in _MARKETING.finditer(text))


def dates_in(text: str) -> frozenset[date]:
    """The days that the words name; American order where slashes stand."""
    return frozenset(day for found in _DATES.finditer(text) if (day := _day(found)) is not None)


def people_in(text: str) -> tuple[int, ...]:
    """The numbers of people that the words name."""
    return tuple(int(found.group(1).replace(",", "")) for found in _PEOPLE.finditer(text))


def grade(text: str) -> float:
    """The American school grade that the words ask of a reader: 0.39 words a sentence + 11.8 syllables a word - 15.59.

    Channels and dates are left out. Source: Kincaid, Fishburne, Rogers and Chissom, Research Branch Report 8-75 (1975).
    """
    bare = re.sub("|".join(_CHANNELS.values()), " ", text, flags=re.IGNORECASE)
    sentences = [one for one in re.split(r"[.!?:;\n]+", bare) if re.search("[a-z]", one, re.IGNORECASE)]
    words = re.findall(r"[a-z]+(?:['\u2019][a-z]+)?", bare, re.IGNORECASE)
    if not words:
        return 0.0
    syllables = sum(_syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    """Groups of vowels, less a silent e at the end; assumed, as such formulas are counted by machine."""
    lowered = word.lower()
    groups = len(re.findall(r"[aeiouy]+", lowered))
    silent = lowered.endswith("e") and not lowered.endswith(("le", "ee"))
    return max(1, groups - silent)


def _day(found: re.Match[str]) -> date | None:
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"])
        if found["month"]:
            return date(int(found["year"]), _MONTHS.index(found["month"].lower()) + 1, int(found["day"]))
        return date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return None

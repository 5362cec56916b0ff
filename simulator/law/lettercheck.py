"""The one check of a notice: the rule's five elements, what goes beyond them, states' own content, and other notices.

`required`: the law asks for it. `advice`: it is good practice, or a state's matter to take up with counsel.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from simulator.law.letters import ELEMENTS, PARAGRAPHS, Letter
from simulator.law.lettertext import (
    channels,
    dates_in,
    elements_in,
    grade,
    marketing,
    people_in,
    reassurances,
)
from simulator.law.statecontent import StateContent

Severity: TypeAlias = Literal["required", "advice"]
GRADE = 8.0
"""The reading grade to aim at; assumed, as guides to plain language for patients ask for grade 6 to 8."""
_BEYOND = "good practice, beyond the rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A notice as it is checked. None, or empty: it does not say. `text`: its words, where they are known."""

    contents: Letter
    breach_from: date | None = None
    discovered: date | None = None
    kinds: tuple[str, ...] = ()
    contact: str | None = None
    reassures: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is known when a notice is checked.

    `kinds` that the incident may involve. `shown`: records that evidence shows as taken. `not_pulled`: sources that
    could tell of misuse and that nobody has looked at. `states`: what the people's states ask of a letter.
    """

    begun: date | None = None
    discovered: date | None = None
    kinds: tuple[str, ...] = ()
    shown: int = 0
    not_pulled: tuple[str, ...] = ()
    states: tuple[StateContent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One thing that was looked at: what the notice does (`says ...`, `lacks ...`), whether that is right, and why."""

    name: str
    severity: Severity
    holds: bool
    text: str
    cite: str


def draft_of(text: str) -> Draft:
    """The draft that words amount to."""
    present = elements_in(text)
    return Draft(contents=Letter(present=present), contact=text, reassures=bool(reassurances(text)), text=text)


def check(draft: Draft, setting: Setting) -> tuple[Checked, ...]:
    """Everything that was looked at, the rule's elements first.

    Source: 45 CFR 164.404(c)(1), (c)(2); 164.406(c) asks the same of the media; practice.md 1.4 for what goes beyond.
    """
    return (
        *check_elements(draft.contents),
        *_dates(draft, setting),
        *_kinds(draft, setting),
        *_reassurance(draft, setting),
        *_words(draft),
        *_states(draft, setting),
    )


def required_failures(draft: Draft, setting: Setting) -> tuple[str, ...]:
    """What the law asks for and a notice does not do, each with its citation."""
    wrong = (one for one in check(draft, setting) if one.severity == "required" and not one.holds)
    return tuple(f"{one.text} ({one.cite})" for one in wrong)


def check_elements(letter: Letter) -> tuple[Checked, ...]:
    """The five elements: each there and true, missing, or untrue, with its paragraph."""
    found = []
    for name, text in ELEMENTS.items():
        there, true = name in letter.present, name not in letter.untrue
        said = f"says {text}" if there and true else f"is untrue about {text}" if there else f"lacks {text}"
        found.append(Checked(name=name, severity="required", holds=there and true, text=said, cite=PARAGRAPHS[name]))
    return tuple(found)


def failures(letter: Letter) -> tuple[str, ...]:
    """What a notice lacks or says untruly, each with its paragraph."""
    return tuple(f"{one.text} ({one.cite})" for one in check_elements(letter) if not one.holds)


def _dates(draft: Draft, setting: Setting) -> Iterator[Checked]:
    cite = PARAGRAPHS["what_happened"]
    told, stated = draft.discovered, setting.discovered
    if told and stated and told != stated:
        text = f"gives {told} as the discovery; you stated {stated}"
        yield Checked(name="dates", severity="required", holds=False, text=text, cite=cite)
    if told and stated is None:
        text = "gives a discovery date that you have not stated yet"
        yield Checked(name="dates", severity="advice", holds=False, text=text, cite=cite)
    if told and draft.breach_from and draft.breach_from > told:
        text = "has the breach begin after its discovery"
        yield Checked(name="dates", severity="required", holds=False, text=text, cite=cite)
    if draft.text:
        given = dates_in(draft.text)
        for what, day in (("of the breach", setting.begun), ("of its discovery", stated)):
            if day is not None and day not in given:
                text = f"lacks the date {what}, which is known: {day}"
                yield Checked(name="dates", severity="required", holds=False, text=text, cite=cite)


def _kinds(draft: Draft, setting: Setting) -> Iterator[Checked]:
    left_out = [kind for kind in setting.kinds if kind not in draft.kinds]
    if draft.kinds and left_out:
        text = f"names no {', '.join(left_out)}; the flows carry it"
        yield Checked(name="kinds", severity="advice", holds=False, text=text, cite=PARAGRAPHS["information"])


def _reassurance(draft: Draft, setting: Setting) -> Iterator[Checked]:
    if not draft.reassures:
        return
    claim = "says \u201cno evidence of misuse\u201d"
    cite = f"{PARAGRAPHS['response']}, 164.414(b)"
    if setting.shown:
        text = f"{claim}; evidence shows {setting.shown:,} records as taken"
        yield Checked(name="reassurance", severity="required", holds=False, text=text, cite=cite)
    elif setting.not_pulled:
        text = f"{claim}; not pulled: {', '.join(setting.not_pulled)}"
        yield Checked(name="reassurance", severity="required", holds=False, text=text, cite=cite)
    else:
        text = f"{claim}; silence of a log is not evidence"
        yield Checked(name="reassurance", severity="advice", holds=False, text=text, cite=_BEYOND)


def _words(draft: Draft) -> Iterator[Checked]:
    if draft.contact and not channels(draft.contact) and not draft.text:
        text = "gives a contact that is no toll-free number, e-mail, web or postal address"
        yield Checked(name="channel", severity="required", holds=False, text=text, cite=PARAGRAPHS["contact"])
    if not draft.text:
        return
    if sold := marketing(draft.text):
        text = f"sells: \u201c{sold[0]}\u201d"
        yield Checked(name="marketing", severity="advice", holds=False, text=text, cite=_BEYOND)
    reads = grade(draft.text)
    text, cite = f"reads at school grade {reads:.0f} (aim: {GRADE:.0f} at most)", "45 CFR 164.404(c)(2)"
    yield Checked(name="plain_language", severity="advice", holds=reads <= GRADE, text=text, cite=cite)


def _states(draft: Draft, setting: Setting) -> Iterator[Checked]:
    tells = {
        "nature of the breach": "what_happened" in draft.contents.present,
        "number of residents": bool(people_in(draft.text)),
    }
    for one in setting.states:
        severity: Severity = "advice" if one.yields else "required"
        after = f"; {one.yields}" if one.yields else ""
        for thing in one.forbids:
            if any(told and words in thing for words, told in tells.items()):
                text = f"tells {thing}, which {one.state} forbids{after}"
                yield Checked(name="state", severity=severity, holds=False, text=text, cite=one.cite)
        if one.asks:
            text = f"needs for {one.state} also: {'; '.join(one.asks)}{after}"
            yield Checked(name="state", severity="advice", holds=False, text=text, cite=one.cite)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one notice told, to be held against the others. None: it said nothing of it."""

    people: int | None = None
    discovered: date | None = None
    breach_from: date | None = None
    kinds: tuple[str, ...] | None = None
    contact: str | None = None


def disagreements(told: Mapping[str, Told]) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Where notices differ: in what, and which notice said which; what a notice does not say contradicts nothing.

    Kinds compare as sets.
    """
    said: dict[str, dict[str, str]] = {
        "the number of people": _said((who, one.people) for who, one in told.items()),
        "the discovery date": _said((who, one.discovered) for who, one in told.items()),
        "the first day of the breach": _said((who, one.breach_from) for who, one in told.items()),
        "the types of information": _said(
            (who, ", ".join(sorted(one.kinds)) or "none") for who, one in told.items() if one.kinds is not None
        ),
        "the contact": _said((who, one.contact) for who, one in told.items()),
    }
    return tuple((what, tuple(by.items())) for what, by in said.items() if len(set(by.values())) > 1)


def _said(values: Iterable[tuple[str, object]]) -> dict[str, str]:
    return {who: f"{value:,}" if isinstance(value, int) else str(value) for who, value in values if value is not None}

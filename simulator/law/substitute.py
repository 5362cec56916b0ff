"""Substitute notice as mail comes back: what is owed now, what was done, what is left, and until when it must stay.

Only living people whose contact data fail count, per breach, as they become known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from simulator.law.facts import Failed, IncidentFacts, Notice

PUBLIC_FROM = 10
"""Failed addresses from which on substitute notice is public. Source: 45 CFR 164.404(d)(2)(ii)."""
POSTED_DAYS = 90
"""How long a posting and a toll-free number last; its first day counts as day 0 (assumed).

Source: 45 CFR 164.404(d)(2)(ii).
"""
RETURN_DAYS = 20
"""How long letters take to come back, at most. Source: domain.md 2.1, E42 (5 to 20 days)."""

Form: TypeAlias = Literal["none", "individual", "public"]
FORMS: dict[Form, str] = {
    "none": "no substitute notice",
    "individual": "an alternative form of written notice, telephone or other means (45 CFR 164.404(d)(2)(i))",
    "public": f"{POSTED_DAYS} days on the home page, or major print or broadcast media where they likely live; and a "
    f"toll-free number for at least {POSTED_DAYS} days (45 CFR 164.404(d)(2)(ii))",
}
"""What substitute notice is, by its form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubstitutePath:
    """Where substitute notice stands. `since`: the day from which this form has been owed, where that is known.

    `reopened`: the day on which a notice that was enough no longer was. `posting_until` and `toll_free_until`: the
    last day on which they must be there. `flags`: what leaves no time, or is easily misread.
    """

    people: int
    form: Form
    since: date | None = None
    done: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    reopened: date | None = None
    posting_until: date | None = None
    toll_free_until: date | None = None
    flags: tuple[str, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """The whole path in words."""
        back = f"Since {self.reopened} there are {PUBLIC_FROM} or more: the earlier notice is not enough any more."
        stays = (("The posting", self.posting_until), ("The toll-free number", self.toll_free_until))
        return (
            *((back,) if self.reopened else ()),
            *(f"Done: {one}." for one in self.done),
            *(f"{what} must stay until {until}." for what, until in stays if until),
            *(f"Left: {one}." for one in self.left),
            *self.flags,
        )


def form_of(people: int) -> Form:
    """The form that substitute notice to that many living people takes."""
    return "none" if not people else "public" if people >= PUBLIC_FROM else "individual"


def enough(notice: Notice, people: int, as_of: date) -> bool:
    """Whether a substitute notice is of the form that so many failed addresses ask for, and lasted as it must."""
    if form_of(people) != "public":
        return True
    return notice.way != "spoken" and notice.toll_free and not _cut_short(notice, as_of)


def substitute_path(facts: IncidentFacts, due: date | None) -> SubstitutePath:
    """What substitute notice asks for on these facts, as of their day; `due` is the end of the 60 days.

    Source: 45 CFR 164.404(d)(2), (b); law.md N6, N9-N13.
    """
    people = facts.living_bad_addresses
    form = form_of(people)
    given = facts.sent().get("substitute", ())
    since = _since(facts.failed_addresses, facts.as_of, PUBLIC_FROM if form == "public" else 1)
    good = tuple(one for one in given if enough(one, people, facts.as_of))
    early = [one for one in given if one not in good and since is not None and one.sent < since]
    posted = good[0].sent + timedelta(days=POSTED_DAYS) if good and form == "public" else None
    return SubstitutePath(
        people=people,
        form=form,
        since=since,
        done=tuple(f"substitute notice on {one.sent}{_way(one)}" for one in given),
        left=tuple(_left(facts, form, given, good)),
        reopened=since if form == "public" and early and not good else None,
        posting_until=posted if good and good[0].way != "media" else None,
        toll_free_until=posted,
        flags=tuple(_flags(facts, due, posted)),
    )


def _since(counts: Iterable[Failed], as_of: date, number: int) -> date | None:
    """The day on which so many addresses were first known to fail; None where that was never dated."""
    return next((one.on for one in counts if one.living >= number and (one.on is None or one.on <= as_of)), None)


def _left(facts: IncidentFacts, form: Form, given: tuple[Notice, ...], good: tuple[Notice, ...]) -> Iterable[str]:
    if form == "none":
        return
    if not good:
        yield FORMS[form]
        if any(not one.toll_free for one in given) and form == "public":
            yield f"a toll-free number, active for at least {POSTED_DAYS} days"
        yield from (
            f"the posting of {one.sent} ended on {one.until}, before its {POSTED_DAYS} days"
            for one in given
            if _cut_short(one, facts.as_of)
        )
    elif form == "individual":
        more = facts.living_bad_addresses - sum(_reached(one, facts.living_bad_addresses) for one in good)
        if more > 0:
            yield f"{more} more people: {FORMS[form]}"


def _reached(notice: Notice, people: int) -> int:
    """How many a notice one by one reached; untold: all of them."""
    return people if notice.covers is None else sum(notice.covers.values())


def _flags(facts: IncidentFacts, due: date | None, posted: date | None) -> Iterable[str]:
    letters = facts.sent().get("individual", ())
    if due is None:
        return
    if letters and (room := (due - letters[-1].sent).days) < RETURN_DAYS:
        when = f"{room} days before the limit of {due}" if room >= 0 else f"after the limit of {due}"
        yield f"Letters went out on {letters[-1].sent}, {when}: mail that comes back leaves no time."
    if posted is not None and posted > due:
        yield f"The {POSTED_DAYS} days may run past {due}; they need not have ended by then."


def _cut_short(notice: Notice, as_of: date) -> bool:
    until = notice.until
    return until is not None and until <= as_of and (until - notice.sent).days < POSTED_DAYS


def _way(notice: Notice) -> str:
    words = {"": "", "spoken": " by telephone", "posted": " on a web page", "media": " in the media"}
    return words[notice.way]

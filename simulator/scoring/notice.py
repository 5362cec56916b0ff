"""The harm of being told late, wrongly, without need, or not at all. People cannot protect themselves till then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from simulator.domain.decisions import Letter
from simulator.domain.facts import NoticeSent
from simulator.domain.ids import RecordId
from simulator.domain.state import Dated
from simulator.domain.time import DAY, Seconds
from simulator.law.holds import held_days
from simulator.law.letterfacts import letter_contents
from simulator.law.letters import ELEMENTS, Review, review
from simulator.law.model import Status
from simulator.law.requested import asked_holds, periods_for, recorded_holds
from simulator.scoring.atoms import Atom, Case, last_entry
from simulator.scoring.duty import kind_of

LETTERS = "individual"
"""The audience whose waiting is weighed: people cannot protect themselves while they do not know."""


def notices(case: Case) -> Iterator[Atom]:
    """Every atom of the part."""
    yield from _people(case)
    yield from _alarmed(case)
    yield from _needless(case)
    yield from _incomplete(case)
    yield from _contradictions(case)
    yield from _against_a_hold(case)
    yield from _answers(case)


def waiting_share(case: Case, at: Seconds) -> float:
    """What waiting until `at` costs a person, 0 to 1: nothing within the grace, all of it when full.

    Counted from the first day the entity knew or was told enough to look, so that not looking gains nothing. Days
    on which an official's recorded statement forbade the letters do not count, if they left after its end.

    Source: 45 CFR 164.412.
    """
    noticed = [one.at for one in case.state.indicators.values() if one.fact.discovery == "actual"]
    first, day = min(noticed, default=0), case.playbook.calendar.day
    held = [one for one in periods_for(recorded_holds(case.state, case.playbook), LETTERS) if one.end <= day(at)]
    days = (at - first) / DAY - held_days(held, day(first), day(at))
    grace, full = case.weights.notice.grace_days.value, case.weights.notice.full_days.value
    return min(1.0, max(0.0, (days - grace) / (full - grace)))


def _people(case: Case) -> Iterator[Atom]:
    """Those who must be told, but whom a letter reached only because the proof was lost: these it frightened."""
    owed = case.owed - (case.unproven & _lettered(case)) if case.unproven else case.owed
    if not owed:
        return
    weight, untrue = case.weights.notice.untold.value, case.weights.notice.untrue.value
    again = case.weights.notice.correction.value
    left = owed
    for sent, told in _tellings(case):
        before = len(left)
        left -= told
        reached = before - len(left)
        if not reached:
            continue
        wait = waiting_share(case, sent.at)
        letter = _review(case, sent.fact.letter)
        false = min(1.0, untrue * (1 - letter.share))
        share = wait + (1 - wait) * false
        why = (
            f"{reached:,} of {len(owed):,} people told by {sent.fact.audience} notice on day {sent.at / DAY:.0f}: "
            f"{weight:g} x their share x ({wait:.2f} waiting + {1 - wait:.2f} x {false:.2f} untrue or missing)"
        )
        yield Atom("notice", weight * reached / len(owed) * share, why, (sent.number,))
        wrong = len(letter.untrue) / len(ELEMENTS)
        why = f"{reached:,} of {len(owed):,} must be told again, {wrong:.0%} was untrue: {again:g} x both shares"
        yield Atom("notice", again * reached / len(owed) * wrong, why, (sent.number,))
    why = f"{len(left):,} of {len(owed):,} people were never told: {weight:g} x their share"
    yield Atom("notice", weight * len(left) / len(owed), why, last_entry(case))


def _tellings(case: Case) -> Iterator[tuple[Dated[NoticeSent], frozenset[RecordId]]]:
    """Each notice to people with those it reached: letters all but the returned, substitute notice those."""
    unreachable = (case.truth.bad_address or frozenset()) - (case.truth.deceased or frozenset())
    for sent in case.state.notices:
        listed = case.state.list_version(sent.fact.version)
        if listed is None:
            continue
        people = case.people(listed.people)
        if sent.fact.audience == "individual":
            yield sent, people - unreachable
        elif sent.fact.audience == "substitute":
            yield sent, people & unreachable


def _alarmed(case: Case) -> Iterator[Atom]:
    """Who need not be told, or would not have to be had the proof not been lost: losing it takes nobody out of this."""
    lettered = _lettered(case)
    if not lettered:
        return
    left = lettered - case.needing
    weight = min(case.weights.notice.alarm.value, case.weights.notice.untold.value / (len(case.needing) + len(left)))
    for sent, people in _letters(case):
        fresh = left & people
        left -= fresh
        why = (
            f"{len(fresh):,} people were told for nothing, {len(fresh & case.unproven):,} because proof was lost: "
            f"{weight:g} each"
        )
        yield Atom("notice", weight * len(fresh), why, (sent.number,))


def _letters(case: Case) -> Iterator[tuple[Dated[NoticeSent], frozenset[RecordId]]]:
    """Each release of letters with the people on its list."""
    for sent in case.state.notices:
        listed = case.state.list_version(sent.fact.version)
        if sent.fact.audience == LETTERS and listed is not None:
            yield sent, case.people(listed.people)


def _lettered(case: Case) -> frozenset[RecordId]:
    """Everybody to whom a letter was sent, whether or not it came back."""
    return frozenset().union(*(people for _, people in _letters(case)))


def _needless(case: Case) -> Iterator[Atom]:
    """Offices and newsrooms told without need; letters are counted by the person (`_alarmed`).

    Where nobody would have to be told but for the lost proof, none of them had to be.
    """
    weight = case.weights.notice.needless.value
    nobody = not case.needing
    for one in case.duties:
        needless = one.status is Status.NOT_REQUIRED_BUT_DONE or (nobody and one.done is not None)
        if needless and kind_of(one.id) in {"media", "regulator", "bureaus"}:
            tail = tuple(one.id.split(".")[1:])
            audiences = {".".join(tail), ".".join(tail[1:])}
            entries = tuple(sent.number for sent in case.state.notices if sent.fact.audience in audiences)
            why = f"“{one.title}” was done without need: {weight:g}"
            yield Atom("notice", weight, why, entries or last_entry(case))


def _incomplete(case: Case) -> Iterator[Atom]:
    weight = case.weights.notice.incomplete.value
    shares = {letter: 1 - _review(case, letter).share for letter in {one.fact.letter for one in case.state.notices}}
    for sent in case.state.notices:
        if sent.fact.audience in {"individual", "substitute"}:
            continue
        share = shares[sent.fact.letter]
        audience = _audience(case, sent)
        why = f"{share:.0%} of what the notice to “{audience}” must say was missing or untrue: x {weight:g}"
        yield Atom("notice", weight * share, why, (sent.number,))


def _contradictions(case: Case) -> Iterator[Atom]:
    weight = case.weights.notice.contradiction.value
    totals = {one.fact.version: len(one.fact.people) for one in case.state.lists}
    told = [(sent, totals[sent.fact.version]) for sent in case.state.notices if sent.fact.version in totals]
    if not told:
        return
    usual, _ = Counter(total for _, total in told).most_common(1)[0]
    for sent, total in told:
        if total != usual:
            why = f"“{_audience(case, sent)}” was told {total:,} people, the others {usual:,}: {weight:g}"
            yield Atom("notice", weight, why, (sent.number,))


def _against_a_hold(case: Case) -> Iterator[Atom]:
    """Notices that left while an official's statement forbade them, whether or not anybody wrote it down."""
    weight, asked = case.weights.notice.against_hold.value, tuple(asked_holds(case.state, case.playbook))
    for sent in case.state.notices:
        day = case.playbook.calendar.day(sent.at)
        forbidden = [one for one in periods_for(asked, sent.fact.audience) if one.start <= day < one.end]
        if forbidden:
            until = forbidden[-1].end
            why = f"“{_audience(case, sent)}” was told although an official had asked to wait until {until}: {weight:g}"
            yield Atom("notice", weight, why, (sent.number,))


def _answers(case: Case) -> Iterator[Atom]:
    for inject, answer in case.state.answers.items():
        asked = case.playbook.injects[inject]
        chosen = next((one for one in asked.options if one.id == answer.fact.option), None)
        if chosen is not None:
            why = f"“{asked.title}” was answered “{chosen.title}”: {chosen.effect} {chosen.harm:g}"
            yield Atom("notice", chosen.harm, why, (answer.number,))


def _review(case: Case, letter: Letter) -> Review:
    return review(letter_contents(letter, case.state, case.playbook, truth=True))


def _audience(case: Case, sent: Dated[NoticeSent]) -> str:
    return case.playbook.title_of(sent.fact.audience)

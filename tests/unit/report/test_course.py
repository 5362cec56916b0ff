"""What the course of the exercise says: times, downtime, decisions with what lay on the table, letters as sent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.domain.decisions import Letter
from simulator.domain.evaluation.fold import text_of
from simulator.domain.evaluation.records import Brought
from simulator.domain.words import words
from simulator.report.legal.letters import MISSING, said
from simulator.report.material import Material, Played
from simulator.report.places import NUMBERS, numbered, place
from tests.unit.report.texts import build, rows, section, sentences


def test_times_follow_their_definitions(reference: Played) -> None:
    """T0 is the first sign, nothing lies before it, and deciding to contain comes before containing."""
    material = Material(reference)
    table = {row.cells[0]: row for row in rows(section(build(reference), "timeline"), "Times")}
    signs = [one.number for one in material.entries if one.fact.kind in {"indicator-noticed", "inject-delivered"}]
    assert table["T0"].refs == (signs[0],)
    assert all(row.cells[2] >= table["T0"].cells[2] for row in table.values())
    assert table["contain, decided"].cells[2] <= table["contain, in effect"].cells[2]
    made = material.truth.determination
    assert made is not None
    assert table["determine"].refs == (made.number,)
    assert {name for name in table if name.startswith("notify ")} == {
        f"notify {one.fact.audience}" for one in material.truth.notices
    }


def test_silence_never_does_anything(silent: Played) -> None:
    """Where nobody decides, every time but the first sign is never, and rests on the end of the exercise."""
    first, *others = rows(section(build(silent), "timeline"), "Times")
    assert first.cells[2] != "never"
    assert all(row.cells[2:] == ("never", "-") and row.refs == (len(silent.journal),) for row in others)


def test_downtime_adds_up(reference: Played, silent: Played) -> None:
    """Diversion, degraded and by-hand hours are all the hours in which a service was not fully up."""
    for run in (reference, silent):
        for row in rows(section(build(run), "care"), "Downtime"):
            whole, *parts = (float(cell.replace(",", "")) for cell in row.cells[1:])
            assert sum(parts) == pytest.approx(whole, abs=0.2)


def test_a_decision_shows_what_lay_on_the_table(clumsy: Played) -> None:
    """An answered message lists its options, and what was known is named by source and list."""
    log = rows(section(build(clumsy), "decisions"), "Decisions taken")
    answered = next(row for row in log if row.cells[3].startswith("Answer"))
    options = clumsy.playbook.injects[next(iter(Material(clumsy).truth.answers))].options
    assert any(all(one.title in note for one in options) for note in answered.notes if note.startswith("On the table"))
    assert answered.cells[4] == "no source; no list"


def test_a_letter_says_what_it_lacks() -> None:
    """An empty letter is a sample with every element marked as missing; a date fills its place."""
    assert said(Letter()).count(MISSING) == 6
    assert "names" in said(Letter(kinds=("names",)))
    assert (
        MISSING not in said(Letter(kinds=("names",), steps=True, doing=True, contact="1-800-555-0142")).split("\n")[1]
    )


def test_letters_are_samples_of_what_was_sent(reference: Played, silent: Played) -> None:
    """Each wording names the notices that carried it; where none was sent it says so."""
    sent = {one.number for one in Material(reference).truth.notices}
    lines = [line for block in section(build(reference), "letters").blocks for line in getattr(block, "lines", ())]
    assert {ref for line in lines for ref in line.refs} == sent
    assert "No notice was sent." in sentences(section(build(silent), "letters"))


def test_minors_are_counted_among_the_notifiable(reference: Played) -> None:
    """Minors by state sum to the minors who must be told; without the world's word the column says so."""
    material = Material(reference)
    assert reference.minors is not None
    *states, total = rows(section(build(reference), "people"), "Three sets")
    young = len(material.notifiable & reference.minors)
    assert int(total.cells[4]) == young == sum(int(row.cells[4]) for row in states)
    assert young
    *_, unknown = rows(section(build(replace(reference, minors=None)), "people"), "Three sets")
    assert unknown.cells[4] == "not known"


def test_places_are_the_sections(reference: Played) -> None:
    """Every section has a place, in the order of the pages, and sentences point to it by its number."""
    brought = Brought(at=0, room=0.0, source="exercise 1", id="IP-1", issue="Nobody owns the night")
    report = build(replace(reference, words=(words(0, "record", text_of(brought), salt="test"),)))
    assert [one.id for one in report.sections] == list(NUMBERS)
    assert [one.number for one in report.sections] == list(NUMBERS.values())
    assert (place("duties"), place("plan")) == ("section 6", "Annex A")
    stranger = replace(report.sections[0], id="stranger", number="99")
    assert numbered([stranger]) == (stranger,)

"""What a vendor had promised stands beside what it did, in the report and in the debrief."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.domain.facts import VendorAsked, VendorReplied
from simulator.domain.journal import Journal
from simulator.domain.time import DAY, HOUR
from simulator.exercise.room.debrief import debrief
from simulator.report.course.vendors import vendor_tables
from simulator.report.material import Material, Played

VENDOR = "lumen-analytics"


@pytest.fixture
def asked(silent: Played) -> Played:
    """A silent run in which somebody asked a vendor twice, and it answered once, late."""
    entries = list(silent.journal)
    journal = Journal()
    for entry in entries[:-2]:
        journal.append(entry.at, entry.fact, seats=entry.seats, cause=entry.cause)
    at = entries[-3].at
    said = VendorReplied(vendor=VENDOR, reply=1, text="No impact.", asked=at, promised=at + 4 * HOUR, waited=5 * HOUR)
    journal.append(at, VendorAsked(vendor=VENDOR, formal=False, promised=at + 4 * HOUR), seats=entries[0].seats)
    journal.append(at + 26 * HOUR, said, seats=entries[0].seats)
    for entry in entries[-2:]:
        journal.append(entry.at + 2 * DAY, entry.fact, seats=entry.seats, cause=entry.cause)
    return replace(silent, journal=journal)


def test_the_report_sets_the_promise_beside_the_answer(asked: Played) -> None:
    """Four hours were promised, twenty-six it took, five of them for a subcontractor."""
    (table,) = vendor_tables(Material(asked))
    (row,) = table.rows
    assert row.cells[2:] == ("4.0", "26.0", "5.0", "No impact.")


def test_a_run_without_vendors_has_no_such_table(silent: Played) -> None:
    """Where nobody was asked, nothing is said."""
    assert vendor_tables(Material(silent)) == ()


def test_the_debrief_says_it_in_words(asked: Played) -> None:
    """The answer's moment tells what was promised and what it took."""
    moments = debrief(tuple(asked.journal), asked.playbook).moments
    (text,) = (one.text for one in moments if one.text.startswith("No impact."))
    assert text == "No impact. Promised: 4h. Taken: 1d2h, 5h of it for a subcontractor."

"""The first scenario's obligations."""

from __future__ import annotations

from datetime import date

import pytest

from simulator.law.facts import Discovery
from simulator.law.model import Alternative
from tests.law.incidents import LEAKY_QUEUE, days, leaky_queue, notice, owed

BY_CONSTRUCTIVE = date(2026, 11, 5)
BY_ACTUAL = date(2026, 11, 14)


@pytest.mark.parametrize("duty", ["us.hipaa.individual", "us.hipaa.hhs", "us.hipaa.media.tx"])
def test_federal_notices_run_from_the_constructive_date(duty: str) -> None:
    """HIPAA counts from 6 September, and shows 14 November for whoever relies on actual knowledge."""
    row = owed(leaky_queue())[duty]
    assert (row.trigger_date, row.due, row.theory) == (date(2026, 9, 6), BY_CONSTRUCTIVE, "constructive")
    assert row.alternatives == (Alternative(theory="actual", trigger_date=date(2026, 9, 15), due=BY_ACTUAL),)


@pytest.mark.parametrize("duty", ["us.hipaa.media.ny", "us.hipaa.media.ca", "us.ca.ag", "us.ca.cdph", "us.hipaa.ba"])
def test_what_is_not_owed(duty: str) -> None:
    """499 and 283 residents reach no media, 283 no attorney general of California, and nobody is licensed there."""
    row = owed(leaky_queue())[duty]
    assert row.status == "not_required"
    assert row.why_not


@pytest.mark.parametrize(
    "duty", ["us.ca.individual", "us.ny.individual", "us.ny.ag", "us.ny.dos", "us.ny.state_police"]
)
def test_states_run_from_actual_discovery(duty: str) -> None:
    """California and New York know no constructive discovery: thirty days from 15 September."""
    row = owed(leaky_queue())[duty]
    assert (row.trigger_date, row.due, row.alternatives) == (date(2026, 9, 15), date(2026, 10, 15), ())


def test_texas_runs_from_determination() -> None:
    """The attorney general of Texas is told within 30 days, residents within 60, from 18 September."""
    rows = owed(leaky_queue())
    assert rows["us.tx.ag"].due == date(2026, 10, 18)
    assert rows["us.tx.individual"].due == date(2026, 11, 17)


def test_licensed_facility_reports_in_fifteen_business_days() -> None:
    """A licensed facility that detected on 6 September reports by 28 September."""
    row = owed(leaky_queue(licensed_in=("CA",)))["us.ca.cdph"]
    assert (row.status, row.due) == ("overdue", date(2026, 9, 28))


def test_dropping_the_deceased_texan_loses_the_media() -> None:
    """With 500 Texans no media is owed: the count decides, so the count must be right."""
    assert owed(leaky_queue(residents={**LEAKY_QUEUE, "TX": 500}))["us.hipaa.media.tx"].status == "not_required"


def test_a_seat_without_the_ticket_counts_from_what_it_knows() -> None:
    """Before the constructive date is known to a seat, its clock says 14 November."""
    row = owed(leaky_queue(discovery=Discovery(actual=date(2026, 9, 15))))["us.hipaa.individual"]
    assert (row.due, row.alternatives) == (BY_ACTUAL, ())


def test_a_late_stated_date_moves_nothing() -> None:
    """Stating a later discovery is shown as an alternative and leaves the due date where it was."""
    stated = Discovery(actual=date(2026, 9, 15), constructive=date(2026, 9, 6), stated=date(2026, 9, 28))
    row = owed(leaky_queue(discovery=stated))["us.hipaa.individual"]
    assert row.due == BY_CONSTRUCTIVE
    assert [choice.theory for choice in row.alternatives] == ["actual", "stated"]


def test_stated_date_starts_the_clock_where_nothing_else_is_known() -> None:
    """A team that has only stated a date is held to it."""
    row = owed(leaky_queue(discovery=Discovery(stated=date(2026, 9, 10))))["us.hipaa.individual"]
    assert (row.theory, row.due) == ("stated", date(2026, 11, 9))


def test_never_determining_stops_no_clock_of_the_truth() -> None:
    """A seat that does not determine waits; the truth counts from the day the facts were in hand."""
    never = {"determined": None, "determined_breach": None, "facts_in_hand": date(2026, 9, 18)}
    seat, truth = (owed(leaky_queue(side=side, **never))["us.tx.ag"] for side in ("seat", "truth"))
    assert (seat.status, seat.due) == ("waiting", None)
    assert "for 13 days" in seat.why[-1]
    assert (truth.status, truth.due, truth.theory) == ("running", date(2026, 10, 18), "facts_in_hand")


def test_late_determination_is_counted_from_the_facts_in_hand() -> None:
    """On the truth side a determination of 1 October does not outrun facts in hand since 18 September."""
    late = {"determined": date(2026, 10, 1), "facts_in_hand": date(2026, 9, 18)}
    row = owed(leaky_queue(side="truth", **late))["us.tx.ag"]
    assert row.due == date(2026, 10, 18)
    assert [(choice.theory, choice.due) for choice in row.alternatives] == [("determined", date(2026, 10, 31))]


def test_partial_letters_show_coverage_and_are_not_done() -> None:
    """Letters to two states reach 1,000 of 1,283 people; the last batch completes the notice on its own day."""
    first = notice("individual", date(2026, 9, 28), {"TX": 501, "NY": 499})
    last = notice("individual", date(2026, 10, 20), {"CA": 283})
    partial = owed(leaky_queue(notices=[first]))
    assert partial["us.hipaa.individual"].status == "running"
    assert partial["us.hipaa.individual"].coverage == pytest.approx(1000 / 1283)
    assert partial["us.ny.individual"].status == "met"
    whole = owed(leaky_queue(as_of=date(2026, 12, 1), notices=[first, last]))
    assert (whole["us.hipaa.individual"].done, whole["us.hipaa.individual"].margin_days) == (date(2026, 10, 20), 16)
    assert whole["us.ca.individual"].status == "met_late"


def test_people_left_out_keep_the_duty_open_past_its_due_date() -> None:
    """One person without a letter makes the notice overdue, then missed; a letter too many elsewhere does not help."""
    letters = notice("individual", date(2026, 9, 28), {"TX": 502, "NY": 499, "CA": 282})
    for closed, status in ((False, "overdue"), (True, "missed")):
        row = owed(leaky_queue(as_of=date(2026, 11, 30), closed=closed, notices=[letters]))["us.hipaa.individual"]
        assert (row.status, row.coverage) == (status, 1282 / 1283)


def test_idle_days_are_a_finding_beside_lateness() -> None:
    """Letters on day 59 are on time, and 48 days after the facts were in hand."""
    sent = date(2026, 9, 6) + days(59)
    facts = leaky_queue(facts_in_hand=date(2026, 9, 17), as_of=sent, notices=[notice("individual", sent)])
    row = owed(facts)["us.hipaa.individual"]
    assert (row.status, row.late_days, row.idle_days) == ("met", 0, 48)


def test_new_york_takes_the_federal_letter_for_its_own() -> None:
    """A HIPAA letter on time is New York's letter too, even after day 30; its regulators are not so lenient."""
    sent = date(2026, 10, 30)
    rows = owed(leaky_queue(as_of=sent, notices=[notice("individual", sent), notice("ny.dos", sent)]))
    assert (rows["us.ny.individual"].status, rows["us.ny.individual"].due) == ("met", BY_CONSTRUCTIVE)
    assert (rows["us.ny.dos"].status, rows["us.ny.dos"].late_days) == ("met_late", 15)
    assert rows["us.ca.individual"].status == "met_late"


def test_attorney_general_of_new_york_follows_hhs_in_five_business_days() -> None:
    """Told HHS on Friday, 2 October: the attorney general by Friday, 9 October, before the thirty days end."""
    told = notice("hhs", date(2026, 10, 2))
    row = owed(leaky_queue(as_of=date(2026, 10, 3), notices=[told]))["us.ny.ag"]
    assert (row.trigger, row.due, row.confidence) == ("hhs_notified", date(2026, 10, 9), "medium")
    assert [(choice.theory, choice.due) for choice in row.alternatives] == [("actual", date(2026, 10, 15))]


def test_attorney_general_of_california_waits_for_the_letters() -> None:
    """Above 500 residents the clock waits for the letters, then gives 15 days."""
    many = {"CA": 501}
    assert owed(leaky_queue(residents=many))["us.ca.ag"].status == "waiting"
    row = owed(leaky_queue(residents=many, notices=[notice("individual", date(2026, 9, 30))]))["us.ca.ag"]
    assert (row.status, row.due) == ("running", date(2026, 10, 15))

"""Prices and calls: told only where somebody had them computed, in a section that can be taken out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.report.material import Played
from simulator.report.model import Table
from simulator.report.render_html import render_html
from simulator.report.render_md import render_md
from simulator.scoring.prices import DutyChange, Named, Price, Reckoning, Refusal, price
from simulator.scoring.regret import Judged, Option, judge_call
from tests.unit.report.texts import build, rows, section, sentences

FIGURES = Reckoning(
    people_read=0,
    notifiable=0,
    told_wrongly=0,
    missed=0,
    care_hours=0.0,
    visits=0.0,
    staff_hours=0.0,
    duties=(),
    harm=(),
)


def named(number: int) -> Named:
    """Decision `number`, at an entry that is there."""
    return Named(number=number, entry=20 + number, at=600, title=f"Decision {number}", kind="drop", change="left out")


def a_price(number: int, points: float) -> Price:
    """A price with everything in it."""
    return replace(
        price(named(number), FIGURES, replace(FIGURES, notifiable=2425, care_hours=-3.5), 1.0),
        points=points,
        duties=(DutyChange(id="us.ca.ag", title="Sample letter", played="missed", fork="met"),),
        refused=(Refusal(number=9, title="Freeze list v1", reason="There is no list."),),
    )


def a_call(number: int, harm: float, realised: float, worlds: int = 10) -> Judged:
    """A call with a regret of so many points."""
    options = (Option(title="as decided", harm=(harm,) * worlds), Option(title="wait", harm=(0.0,) * worlds))
    return judge_call(named(number), options, realised, 100.0, 60)


@pytest.fixture
def told(reference: Played) -> Played:
    """A run whose prices were computed and some calls judged."""
    calls = (a_call(1, 0, 0), a_call(2, 9, 0), a_call(3, 3, 30), a_call(4, 0, 0, worlds=4))
    return replace(reference, prices=(a_price(1, -12.5), a_price(2, 7.25)), judged=calls)


def test_without_prices_there_is_no_annex(reference: Played) -> None:
    """A report of a run that nobody priced says so there, and has no table."""
    annex = section(build(reference), "counterfactuals")
    assert "whatif" in sentences(annex)[0]
    assert not [block for block in annex.blocks if isinstance(block, Table)]


def test_the_annex_can_be_taken_out(told: Played, reference: Played) -> None:
    """It is separable, and every other section but the list of entries is as without it."""
    own = {"counterfactuals", "entries"}
    with_it, without = build(told), build(reference)
    assert section(with_it, "counterfactuals").separable
    assert [one for one in with_it.sections if one.id not in own] == [
        one for one in without.sections if one.id not in own
    ]


def test_prices_say_what_they_are(told: Played) -> None:
    """Each priced decision has its row with its entry, its figures and what changed besides; the annex says: model."""
    annex = section(build(told), "counterfactuals")
    (row, _) = rows(annex, "Price of each decision")
    assert row.cells[2:] == ("Decision 1", "-12.50", "0", "+2,425", "0", "0", "-3.5", "0")
    assert row.refs == (21,)
    assert row.notes == (
        "Duties: “Sample letter” missed, then met.",
        "1 later decision could not be taken then: 9.",
    )
    assert any("Model, not fact" in text for text in sentences(annex))


def test_call_and_luck_stand_apart(told: Played) -> None:
    """Each judged call stands in one field of the square; one that is not judged stands in none, and says how many."""
    annex = section(build(told), "counterfactuals")
    square = rows(annex, "Call and luck")
    assert [row.cells[1:] for row in square] == [("-", "1", "3"), ("2", "-", "-")]
    calls = {row.cells[0]: row for row in rows(annex, "Calls, with their regret")}
    assert calls["4"].cells[3:] == ("not judged", "-", "-", "4 of 60")
    assert "4 of 60 sampled worlds" in calls["4"].notes[0]


def test_every_renderer_takes_it(told: Played) -> None:
    """The annex is in HTML and Markdown, and its entries are among those cited."""
    report = build(told)
    assert {21, 22, 23, 24} <= set(report.refs)
    for text in (render_html(report), render_md(report)):
        assert "Decisions and what-if" in text
        assert "+2,425" in text

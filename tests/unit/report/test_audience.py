"""Who a report is for decides which sections it has, in one place; what leaves is left whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.domain.words import Role, words
from simulator.exercise.play import Exercise
from simulator.exercise.reports import Wanted, played, report_of
from simulator.report.audience import AUDIENCES, ENTRIES, NO_PRIVILEGE, PLACES, Audience, selected
from simulator.report.layout import Labels
from simulator.report.material import Played
from simulator.report.model import Figure, Table
from simulator.report.places import NUMBERS
from simulator.report.render_html import render_html
from simulator.report.render_md import render_md
from tests.unit.report.texts import Walk, build

NAME = "Zebulon Quince"
SAID: tuple[tuple[Role, str], ...] = (("decider", NAME), ("reason", "the plan says so"))


def test_every_section_is_placed(reference: Played) -> None:
    """Each section of a report is named where audiences are chosen, and nothing else is."""
    assert set(PLACES) == set(NUMBERS)
    assert {one.id for one in build(reference).sections} <= set(PLACES)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_selection_keeps_sections_as_they_are(audience: Audience, reference: Played) -> None:
    """Those that are kept keep number, order and words; the cover says for whom, and what is left out."""
    whole = build(reference)
    short = selected(whole, audience)
    kept = [one for one in whole.sections if audience in PLACES[one.id]]
    assert [one for one in short.sections if one.id != ENTRIES] == [one for one in kept if one.id != ENTRIES]
    said = {row.cells[0]: row.cells[1] for row in short.cover.control.rows}
    assert said["Prepared for"] == audience
    assert all(one.number in said["Sections left out"] for one in whole.sections if one not in kept)


def test_counsel_and_leaders_get_no_score(reference: Played) -> None:
    """What is separable goes to nobody but the readers of the whole report."""
    for audience in AUDIENCES:
        text = render_md(report_of(reference, Wanted(audience=audience)))
        assert "Score and method" not in text
        assert "Parts of the score" not in text


def test_leaders_get_four_sections(reference: Played) -> None:
    """The summary, the ratings, the lessons and the improvement plan."""
    report = report_of(reference, Wanted(audience="leaders"))
    assert [one.id for one in report.sections] == ["summary", "objectives", "lessons", "plan"]


@pytest.mark.parametrize("audience", ["counsel", "auditor"])
def test_a_selection_lists_the_entries_it_cites(audience: Audience, reference: Played) -> None:
    """Its annex has the entries that its own sections rest on, and no other."""
    short = selected(build(reference), audience)
    (table,) = (one for one in short.sections[-1].blocks if isinstance(one, Table))
    assert [row.cells[0] for row in table.rows] == [f"#{number}" for number in short.refs]


@pytest.mark.parametrize("audience", [None, *AUDIENCES])
def test_links_resolve_in_every_selection(audience: Audience | None, reference: Played) -> None:
    """No link leads to a section or an entry that was left out."""
    walk = Walk(render_html(report_of(reference, Wanted(audience=audience))))
    ids = {attributes["id"] for _, attributes in walk.tags if "id" in attributes}
    links = {(attributes["href"] or "")[1:] for tag, attributes in walk.tags if tag == "a"}
    assert links <= ids


def test_the_handling_line_is_on_each_page_and_promises_nothing(reference: Played) -> None:
    """Whatever line is chosen: it is shown as text, with the note that a label creates no privilege."""
    report = report_of(reference, Wanted(handling="  Prepared for <counsel>\n"))
    assert report.cover.banner == "Prepared for <counsel>"
    assert NO_PRIVILEGE in report.cover.handling
    walk = Walk(render_html(report))
    assert "".join(walk.text).count("Prepared for <counsel>") == len(report.sections) + 1
    assert report_of(reference, Wanted()).cover.handling == build(reference).cover.handling


def test_names_only_where_they_are_wanted(clumsy_exercise: Exercise) -> None:
    """A decider's name stands in a report that was asked for with names; else the role alone does."""
    said = [words(number, role, text, salt="test") for number in (1, 2, 3) for role, text in SAID]
    without, with_names = (render_md(build(played(clumsy_exercise, said, names=names))) for names in (False, True))
    assert NAME not in without
    assert NAME in with_names
    assert "the plan says so" in without


def test_tables_and_figures_are_numbered_alike(reference: Played) -> None:
    """Numbers run through the document, tables and figures each for themselves, in the order of its pages."""
    report = build(reference)
    labels = Labels(report)
    blocks = [block for one in report.sections for block in one.blocks]
    for kind in (Table, Figure):
        found = [labels.number(one) for one in blocks if isinstance(one, kind)]
        assert found == list(range(1, len(found) + 1))
    assert labels(report.cover.control) == report.cover.control.caption


def test_a_section_nobody_placed_goes_to_nobody(reference: Played) -> None:
    """A new section leaks to no audience until somebody places it."""
    whole = build(reference)
    odd = replace(whole, sections=(*whole.sections, replace(whole.sections[0], id="unheard-of")))
    for audience in AUDIENCES:
        assert "unheard-of" not in {one.id for one in selected(odd, audience).sections}

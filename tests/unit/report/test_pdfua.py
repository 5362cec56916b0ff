"""An independent validator holds every PDF to PDF/UA-1 (ISO 14289-1), rule by rule."""

from __future__ import annotations

import re
from dataclasses import replace

import page
import pytest

from simulator.exercise.reports import Wanted, report_of
from simulator.report.audience import AUDIENCES, Audience
from simulator.report.material import Played
from simulator.report.model import Figure
from simulator.report.render_pdf import render_pdf


def broken(content: bytes) -> set[str]:
    """The rules of PDF/UA-1 that a file breaks."""
    found = page.validate_pdf_bytes(content, profile="ua1")
    assert found.is_compliant is not bool(found.failures)
    assert found.rules.total > 100
    return {one.rule_id for one in found.failures}


@pytest.fixture(scope="module")
def whole(reference: Played) -> bytes:
    """The whole report of the reference."""
    return render_pdf(report_of(reference, Wanted()))


@pytest.fixture(scope="module")
def small(reference: Played) -> bytes:
    """Its cover and its first section with a figure, in which nothing is broken either."""
    report = report_of(reference, Wanted())
    drawn = next(one for one in report.sections if any(isinstance(block, Figure) for block in one.blocks))
    made = render_pdf(replace(report, sections=(drawn,)))
    assert broken(made) == set()
    return made


@pytest.mark.parametrize("audience", [None, *AUDIENCES])
def test_the_validator_finds_no_fault(audience: Audience | None, clumsy: Played) -> None:
    """Whoever a report is for, with hostile words in it, no rule is broken."""
    assert broken(render_pdf(report_of(clumsy, Wanted(audience=audience, handling="For counsel")))) == set()


def test_a_report_full_of_tables_and_figures_has_none(whole: bytes) -> None:
    """The best response, with every table and every figure."""
    assert broken(whole) == set()


def test_every_head_of_a_table_has_a_scope(whole: bytes) -> None:
    """Each header cell says whether it heads a column or a row (Matterhorn 15-003)."""
    heads = re.findall(rb"/S/TH\b", whole)
    assert len(heads) == len(re.findall(rb"/Scope/(?:Column|Row|Both)", whole)) > 100


@pytest.mark.parametrize(
    ("there", "instead", "rule"),
    [
        (rb"/Lang\(", rb"/Lxng(", "LANG"),
        (rb"/DisplayDocTitle true", rb"/DisplayDocTitle null", "VIEWER"),
        (rb"pdfuaid:part", rb"pdfuaid:prat", "ID-PART"),
        (rb"/Alt([(<])", rb"/Alx\1", "FIGURE"),
        (rb"/FontFile([23])", rb"/FontFilx\1", "FONT"),
        (rb"/ToUnicode", rb"/ToUnicodx", "UNICODE"),
    ],
)
def test_the_validator_sees_a_fault(small: bytes, there: bytes, instead: bytes, rule: str) -> None:
    """Language, title, identifier, words of figures, fonts: without one of them its rule is broken."""
    hurt, count = re.subn(there, instead, small)
    assert count
    assert any(rule in one for one in broken(hurt)), broken(hurt)

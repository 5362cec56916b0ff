"""Rendered reports: valid, offline, the same bytes each time; what people typed stays text."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import InputError
from simulator.exercise.play import Exercise
from simulator.exercise.reports import write_report
from simulator.report.build import build
from simulator.report.charts import MarginChart, Mark, PeopleChart, TimelineChart, WaterfallChart
from simulator.report.figures.drawing import svg
from simulator.report.material import Played
from simulator.report.model import MARK, AfterActionReport, Bullets, Cover, Line, Row, Section, Table
from simulator.report.render_html import render_html
from simulator.report.render_json import render_json
from simulator.report.render_md import escape, render_md
from simulator.report.text import plain, share
from tests.unit.report.texts import Walk

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def html(reference: Played) -> str:
    """The HTML report of the reference."""
    return render_html(build(reference))


@pytest.fixture(scope="module")
def walked(html: str) -> Walk:
    """The same, walked."""
    return Walk(html)


def test_the_html_nests(walked: Walk) -> None:
    """Every tag is closed where it should be."""
    assert walked.faults == []
    assert walked.open == []


def test_the_html_is_offline(walked: Walk, html: str) -> None:
    """No script, nothing fetched, no link but into the page itself."""
    assert not {"script", "link", "img", "iframe", "object", "form"} & {tag for tag, _ in walked.tags}
    for _, attributes in walked.tags:
        assert not [name for name in attributes if name.startswith("on") or name == "src"]
        assert (attributes.get("href") or "#").startswith("#")
    assert "://" not in html
    assert "@import" not in html


def test_ids_are_unique_and_links_resolve(walked: Walk) -> None:
    """Each reference leads somewhere, and no two things share a name, figures included."""
    ids = [attributes["id"] for _, attributes in walked.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = {(attributes["href"] or "")[1:] for tag, attributes in walked.tags if tag == "a" and "href" in attributes}
    assert links <= set(ids)


def test_it_reads_without_styles(walked: Walk) -> None:
    """One title, headings in order, scoped header cells, captions, and words for each figure."""
    headings = [int(tag[1]) for tag, _ in walked.tags if re.fullmatch(r"h[1-6]", tag)]
    assert headings.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(headings))
    assert all(attributes.get("scope") in {"col", "row"} for tag, attributes in walked.tags if tag == "th")
    tags = [tag for tag, _ in walked.tags]
    assert tags.count("caption") == tags.count("table")
    assert tags.count("svg") == tags.count("figure") == 5
    assert all(attributes.get("role") == "img" for tag, attributes in walked.tags if tag == "svg")


def test_every_section_carries_the_mark(walked: Walk) -> None:
    """The EXERCISE mark stands on the cover and over each section, and on each printed page."""
    said = "".join(walked.text)
    assert said.count(MARK) >= [tag for tag, _ in walked.tags].count("section") + 2
    assert f'@top-left {{ content: "{MARK}"' in said


def test_the_same_bytes_again(reference: Played, html: str) -> None:
    """Building and rendering again gives the same files."""
    assert render_html(build(reference)) == html
    assert render_md(build(reference)) == render_md(build(reference))


def test_the_same_bytes_in_another_process() -> None:
    """Hash seeds change nothing, figures included."""
    code = (
        "from tests.unit.report.conftest import by_runbook\n"
        "from simulator.report.build import build\n"
        "from simulator.report.render_html import render_html\n"
        "from simulator.report.render_md import render_md\n"
        "import hashlib\n"
        "report = build(by_runbook('silent'))\n"
        "print(hashlib.sha256((render_html(report) + render_md(report)).encode()).hexdigest())\n"
    )
    digests = set()
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", code], env=env, cwd=ROOT, capture_output=True, text=True, check=True
        )
        digests.add(done.stdout.strip())
    assert len(digests) == 1
    assert len(digests.pop()) == len(hashlib.sha256().hexdigest())


def test_typed_words_stay_text(clumsy: Played) -> None:
    """Markup, formulas, links and control characters that somebody typed are shown, not obeyed."""
    report = build(clumsy)
    walk = Walk(render_html(report))
    said = "".join(walk.text)
    assert "<script>alert(1)</script>" in said
    assert "[red]no[/red]" in said
    assert not {"script", "b"} & {tag for tag, _ in walk.tags}
    markdown = render_md(report)
    assert "<script" not in markdown
    assert "<b>" not in markdown
    assert "https://" not in markdown
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e]", said.replace("\t", "") + markdown)


@given(st.text(max_size=60))
def test_any_text_is_harmless(typed: str) -> None:
    """Whatever is typed: the HTML holds it as text, and a Markdown row keeps its columns."""
    table = Table(caption="T", columns=("A", "B"), rows=(Row(cells=("a", typed), notes=(typed,)),), entries=False)
    walk = Walk(render_html(_report(table, typed)))
    assert walk.faults == []
    assert "script" not in {tag for tag, _ in walk.tags}
    assert plain(typed) in " ".join("".join(walk.text).split()) or not plain(typed)
    row = next(line for line in render_md(_report(table, typed)).splitlines() if line.startswith("| a |"))
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) == 3


@given(st.text())
def test_escaped_text_has_no_markup(typed: str) -> None:
    """No character that Markdown or HTML acts on is left bare, and the text is one line."""
    said = escape(typed)
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]|#=~]", said.replace("\\\\", ""))
    assert not {"<", ">", "\n"} & set(said)
    assert "://" not in said


def test_figures_hold_their_words() -> None:
    """A chart's text is escaped in the SVG, and its ids begin with its name."""
    marks = (Mark(number=1, lane="truth", day=-2.0, text="<b>"), Mark(number=2, lane="done", day=0.5, text="x"))
    for chart in (
        TimelineChart(marks=marks, clocks=(), ends=75.0),
        MarginChart(bars=(("us.<b>&", -3, "missed"), ("us.tx", 4, "met"))),
        PeopleChart(steps=(("read", -1.0, 5), ("notifiable", 0.0, 9)), ends=75.0),
        WaterfallChart(parts=(("duty", 12.5), ("care", -2.5)), total=10.0),
    ):
        drawn = svg(chart, "fig-x", 'words "and" <b>')
        walk = Walk(drawn)
        assert walk.faults == []
        assert "b" not in {tag for tag, _ in walk.tags}
        assert all((attributes.get("id") or "fig-x").startswith("fig-x") for _, attributes in walk.tags)


def test_an_empty_ledger_draws() -> None:
    """A run without any duty or mark still gives a picture."""
    for chart in (MarginChart(bars=()), TimelineChart(marks=(), clocks=(), ends=75.0), PeopleChart(steps=(), ends=1.0)):
        assert svg(chart, "fig-x", "nothing").startswith("<svg")


def test_a_share_is_cut_not_rounded() -> None:
    """Only the whole is 100 %."""
    assert share(1999, 2000) == "99.9 %"
    assert share(2000, 2000) == "100 %"
    assert share(0, 0) == "-"


def test_files_by_suffix(clumsy_exercise: Exercise, tmp_path: Path) -> None:
    """Each path gets the format of its suffix, whatever its case."""
    paths = (tmp_path / "aar.HTML", tmp_path / "aar.md", tmp_path / "aar.json")
    assert write_report(clumsy_exercise, paths) == (*paths, tmp_path / "aar-people.csv")
    assert paths[0].read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert paths[1].read_text(encoding="utf-8").startswith("# After-Action Report")


def test_the_json_is_the_report(reference: Played) -> None:
    """Every section, row, note and reference of the report is in its JSON, each block under its kind."""
    report = build(reference)
    found = json.loads(render_json(report))
    assert render_json(report) == render_json(build(reference))
    assert found["mark"] == MARK
    assert tuple(found["refs"]) == report.refs
    assert [one["number"] for one in found["sections"]] == [one.number for one in report.sections]
    for section, read in zip(report.sections, found["sections"], strict=True):
        assert [one["kind"] for one in read["blocks"]] == [one.kind for one in section.blocks]
        tables = [one for one in section.blocks if isinstance(one, Table)]
        rows = [[(tuple(row["cells"]), tuple(row["refs"]), tuple(row["notes"])) for row in one["rows"]]
                for one in read["blocks"] if one["kind"] == "table"]  # fmt: skip
        assert rows == [[(row.cells, row.refs, row.notes) for row in one.rows] for one in tables]
    kinds = {one["chart"]["kind"] for part in found["sections"] for one in part["blocks"] if one["kind"] == "figure"}
    assert kinds == {"timeline", "margin", "people", "load", "waterfall"}


def test_an_unknown_suffix_writes_nothing(clumsy_exercise: Exercise, tmp_path: Path) -> None:
    """A suffix that nothing renders is bad input, names what there is, and leaves no file."""
    with pytest.raises(InputError, match=r"\.html, \.md, \.docx, \.pdf, \.json, \.zip"):
        write_report(clumsy_exercise, [tmp_path / "a.html", tmp_path / "b.rtf"])
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_bad_input(clumsy_exercise: Exercise, tmp_path: Path) -> None:
    """A folder that is not there is named."""
    with pytest.raises(InputError, match="cannot be written"):
        write_report(clumsy_exercise, [tmp_path / "none" / "a.md"])


def _report(table: Table, typed: str) -> AfterActionReport:
    control = Table(caption="C", columns=("Item", "Value"), rows=(), entries=False)
    cover = Cover(title="t", subtitle=typed, status="DRAFT", handling=(), control=control, signatures=())
    blocks = (Bullets(lines=(Line(text=typed),)), table)
    return AfterActionReport(cover=cover, sections=(Section(id="s", number="1", title="s", blocks=blocks),))

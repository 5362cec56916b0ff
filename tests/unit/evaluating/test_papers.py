"""The papers before the day and after it: whole, marked, without the truth where players read, the same bytes again."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest

from simulator.domain.evaluation import records as r
from simulator.domain.words import redact
from simulator.exercise.evaluating.review import unscored
from simulator.exercise.papers.brief import PLAYERS, brief_papers, write_brief
from simulator.exercise.papers.filed import day_of, filed_papers, write_filed, write_memo
from simulator.exercise.play import Exercise
from simulator.report.material import Played
from simulator.report.model import AfterActionReport
from simulator.report.papers.rolecards import role_cards
from simulator.report.papers.tested import NOT_HELD
from simulator.report.render_docx import render_docx
from simulator.report.render_md import render_md
from simulator.report.render_pdf import render_pdf
from simulator.scenario.load import load_playbook
from tests.unit.evaluating.written import decided, kept, with_records
from tests.unit.report.texts import pdf_pages

SLUG = "leaky-sync-queue"
TYPED = "Jane Roe of Elm Street"
RECORDS: tuple[r.Record, ...] = (
    r.Escalated(at=3600, room=90.0, text=f"Nobody can reach the vendor at night. {TYPED}", to="Chief executive"),
    r.Noted(at=60, room=5.0, text=TYPED, tag="!", objective="preserve-evidence"),
    r.Seated(at=0, room=0.0, role="privacy-officer", name=TYPED),
    r.Handled(at=0, room=0.0, line=f"Prepared at the direction of counsel, {TYPED}"),
    decided(action=f"Write to {TYPED}"),
)


@pytest.fixture(scope="module")
def told(reference: Played) -> Played:
    """The best response, with what people wrote about it."""
    return with_records(reference, *RECORDS)


@pytest.fixture(scope="module")
def filed(told: Played) -> Mapping[str, AfterActionReport]:
    """Its papers."""
    return filed_papers(day_of(told, "2027-02-03"))


def words_of(path: Path) -> str:
    """All text of a document, paragraphs and tables."""
    made = docx.Document(str(path))
    cells = (cell.text for table in made.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in made.paragraphs), *cells])


def test_every_paper_opens_again_and_is_marked(told: Played, tmp_path: Path) -> None:
    """Each DOCX opens with EXERCISE in its header, each workbook and table has its rows, and nothing else is there."""
    paths = write_filed(told, tmp_path / "papers", "2027-02-03")
    assert {path.name for path in paths} == {path.name for path in (tmp_path / "papers").iterdir()}
    documents = [path for path in paths if path.suffix == ".docx"]
    assert len(documents) == 7
    for path in documents:
        assert "EXERCISE" in docx.Document(str(path)).sections[0].header.paragraphs[0].text
    sheet = openpyxl.load_workbook(tmp_path / "papers" / "evaluation-guides.xlsx").worksheets[0]
    titles = {row[0] for row in sheet.iter_rows(min_row=4, values_only=True)}
    assert titles == {one.title for one in told.playbook.objectives}
    guides = words_of(tmp_path / "papers" / "evaluation-guides.docx")
    assert all(field in guides for field in ("Core capability", "Capability target", "Critical task", "Source plan"))
    assert TYPED in guides


def test_the_same_exercise_gives_the_same_bytes(filed: Mapping[str, AfterActionReport], told: Played) -> None:
    """Every paper, rendered from the exercise anew, is equal byte for byte."""
    again = filed_papers(day_of(told, "2027-02-03"))
    assert list(again) == list(filed)
    for name, paper in filed.items():
        assert render_docx(paper) == render_docx(again[name])


def test_every_paper_cites_only_entries_that_are_there(filed: Mapping[str, AfterActionReport], told: Played) -> None:
    """No reference of a paper points outside the journal."""
    for paper in filed.values():
        assert all(0 < ref <= len(told.journal) for ref in paper.refs)


def test_a_struck_out_record_is_in_no_paper(told: Played) -> None:
    """After redaction none of the papers holds the words that they all held before."""
    struck = replace(told, words=tuple(map(redact, told.words)))
    before, after = (filed_papers(day_of(one)) for one in (told, struck))
    assert sum(TYPED in render_md(paper) for paper in before.values()) == len(before)
    assert not [name for name, paper in after.items() if TYPED in render_md(paper)]
    assert "memo-1" not in after


def test_the_test_record_has_its_five_fields(filed: Mapping[str, AfterActionReport]) -> None:
    """Method, roles, frequency, results and corrective actions, as auditors look for them."""
    text = render_md(filed["test-record"])
    assert all(f"| {name} |" in text for name in ("Method", "Roles", "Frequency", "Results", "Corrective actions"))


def test_the_record_for_cms_has_its_five_parts(filed: Mapping[str, AfterActionReport], told: Played) -> None:
    """Facilitated, narrated and clinical, problem statements, messages, prepared questions."""
    text = render_md(filed["cms-record"]).replace("\\", "")
    assert [f"{number}. " in text for number in range(1, 6)] == [True] * 5
    assert told.playbook.moves[0].asks.split("?")[0] in text


def test_the_attestation_says_when_who_and_what_is_left(filed: Mapping[str, AfterActionReport]) -> None:
    """The day, the people, the actions with owner and date, and whether the insurer was told."""
    text = render_md(filed["attestation"])
    assert NOT_HELD not in text
    for wanted in ("2027-02-03", "1 corrective action: 0 closed, 1 with owner and date", "In the exercise, on"):
        assert wanted in text.replace("\\", "")


def test_a_run_without_people_attests_nothing(told: Played) -> None:
    """Where a runbook decided in the room's place the paper says that it attests no exercise."""
    assert NOT_HELD in render_md(filed_papers(day_of(replace(told, runbook="reference")))["attestation"])


def test_the_memo_is_one_finding_for_one_reader(filed: Mapping[str, AfterActionReport]) -> None:
    """It says to whom, when, what, and leaves room for what was done."""
    text = render_md(filed["memo-1"])
    assert "Chief executive" in text
    assert "Nobody can reach the vendor at night" in text


def test_a_memo_is_written_while_play_goes_on(tmp_path: Path) -> None:
    """An hour into play, without a score, the last critical finding is one document of one page's text."""
    exercise = Exercise(load_playbook(SLUG), 1)
    exercise.advance(3600)
    first = r.Escalated(at=60, room=9.0, text="First")
    (path,) = write_memo(unscored(exercise, kept(first, RECORDS[0])), tmp_path)
    text = words_of(path)
    assert (path.name, "First" in text) == ("memo-2.docx", False)
    assert "Nobody can reach the vendor at night" in text
    assert write_memo(unscored(exercise), tmp_path / "none") == []


def test_each_role_has_its_log_and_each_message_its_form(filed: Mapping[str, AfterActionReport], told: Played) -> None:
    """Every decision of the journal is in the log of one role; every message that came has a form with its reply."""
    logs, forms = filed["hics-214-activity-logs"], filed["hics-213-messages"]
    from simulator.domain import facts as f

    taken = [one.number for one in told.journal if isinstance(one.fact, f.DecisionRecorded)]
    cited = [
        ref
        for section in logs.sections
        for block in section.blocks
        for row in getattr(block, "rows", ())
        for ref in row.refs
    ]
    assert all(cited.count(number) == 1 for number in taken)
    came = [one.fact for one in told.journal if isinstance(one.fact, f.InjectDelivered)]
    assert [section.title for section in forms.sections] == [one.title for one in came]


@pytest.mark.parametrize("slug", [SLUG, "watch-again"])
def test_players_papers_hold_nothing_of_the_truth(slug: str) -> None:
    """No sentence of the ground truth, reader, message, effect or number of the outcome is in what players get."""
    playbook = load_playbook(slug)
    papers = brief_papers(playbook)
    secret = [*playbook.ground_truth.split(". "), *(one.text[:50] for one in playbook.injects.values())]
    secret += [text for one in playbook.readers.values() for text in (one.address, one.title) if text]
    secret += [option.effect for one in playbook.injects.values() for option in one.options if option.effect]
    secret += [one.title for one in playbook.grants.values() if not one.authorised]
    for name in PLAYERS:
        text = render_md(papers[name]).replace("\\", "")
        assert not [one for one in secret if one in text]
        assert "GROUND TRUTH" not in text
    for name in papers.keys() - set(PLAYERS):
        assert "CONTAINS GROUND TRUTH" in render_md(papers[name]).split("##")[0]


def test_slips_are_every_message_with_a_line_to_cut(tmp_path: Path) -> None:
    """Each inject is one slip with time, addressee and text, in the order of time; no figure stands in braces."""
    playbook = load_playbook(SLUG)
    slips = brief_papers(playbook)["inject-slips"]
    text = render_md(slips).replace("\\", "")
    assert len(slips.sections) == len(playbook.injects)
    assert text.count("cut here") == len(playbook.injects)
    assert {section.title for section in slips.sections} == {one.title for one in playbook.injects.values()}
    assert "{" not in text
    assert tmp_path.is_dir()


def test_a_role_card_says_whom_to_reach(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Written in four forms; each card has private facts, orders and every other role with its reach."""
    monkeypatch.chdir(tmp_path)
    paths = write_brief(SLUG)
    assert {path.suffix for path in paths} == {".docx", ".pdf", ".md", ".html"}
    assert {str(path.parent) for path in paths} == {f"brief-{SLUG}"}
    playbook = load_playbook(SLUG)
    cards = (tmp_path / f"brief-{SLUG}" / "role-cards.md").read_text(encoding="utf-8").split("\n## ")[1:]
    for card, seat in zip(cards, playbook.seats.values(), strict=True):
        for other in playbook.seats.values():
            assert (f"\n| {other.title} |" in card) == (other.id != seat.id)


@pytest.mark.parametrize("slug", [SLUG, "bypassed-mfa-override", "prep-page", "under-suit"])
def test_each_role_card_is_one_page(slug: str) -> None:
    """The cover and a page a role, however much a role may order; in Word each card begins its page by itself."""
    cards = role_cards(load_playbook(slug))
    pages = pdf_pages(render_pdf(cards))[1:]
    assert len(pages) == len(cards.sections)
    assert all(section.title in page for section, page in zip(cards.sections, pages, strict=True))
    word = docx.Document(io.BytesIO(render_docx(cards, breaks=True)))
    heads = [one for one in word.paragraphs if one.style is not None and one.style.name == "Heading 1"]
    assert len(heads) == len(cards.sections)
    assert all(one.paragraph_format.page_break_before for one in heads)


def test_a_slip_is_not_torn(tmp_path: Path) -> None:
    """In Word every row of a short table but the last keeps with the next one."""
    path = tmp_path / "slips.docx"
    path.write_bytes(render_docx(brief_papers(load_playbook(SLUG))["inject-slips"]))
    for table in docx.Document(str(path)).tables[1:]:
        keeps = [cell.paragraphs[0].paragraph_format.keep_with_next for row in table.rows for cell in row.cells]
        assert all(keeps[:-2])
        assert not any(keeps[-2:])


def test_the_handbook_expects_no_trap_and_has_the_hints() -> None:
    """A trap that a message suggests is no expected response; the three hints of a decision stand with its answers."""
    playbook = load_playbook(SLUG)
    text = render_md(brief_papers(playbook)["facilitator-handbook"]).replace("\\", "")
    alarm = next(line for line in text.splitlines() if "(dlq-alarm)" in line)
    assert "Snapshot the dead-letter queue" in alarm
    assert "Purge the dead-letter queue" not in alarm
    assert all(hint in text for one in playbook.injects.values() for hint in one.hints)


def test_the_rehearsal_names_the_first_message_and_open_actions() -> None:
    """What is tried first is the first main message; open actions of earlier exercises are told."""
    text = render_md(brief_papers(load_playbook(SLUG), ("Tests again: IP-2",))["rehearsal-list"])
    assert "The alarm, and a simple wish" in text
    assert "Tests again: IP-2" in text


def test_records_are_words(told: Played) -> None:
    """What the papers are made of lies among the words, where it can be struck out."""
    assert told.words[-len(RECORDS) :] == kept(*RECORDS)

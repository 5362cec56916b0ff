"""What a letter must say, what is said of one that does not, and what goes beyond the rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from textwrap import indent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.law.factsfile import incidents, load_facts
from simulator.law.lettercheck import Checked, Draft, Setting, Told, check, disagreements, draft_of
from simulator.law.letters import ELEMENTS, PARAGRAPHS, Letter, review
from simulator.law.lettertext import channels, grade
from simulator.law.statecontent import state_contents
from tests.law.incidents import RULEBOOK, incident, notice, owed

FULL = Draft(
    contents=Letter(present=frozenset(ELEMENTS)),
    breach_from=date(2026, 8, 22),
    discovered=date(2026, 9, 6),
    kinds=("name", "mrn"),
    contact="1-800-555-0142",
)
KNOWN = Setting(begun=date(2026, 8, 22), discovered=date(2026, 9, 6), kinds=("name", "mrn"))
TEXT = """\
What happened. On August 22, 2026 someone opened files that were not theirs. We found this on September 6, 2026.
What information was involved. The files had your name and your birth date.
What you can do. You can ask for a free credit report.
What we are doing. We closed the way in. We train our staff.
Call us at 1-800-555-0142.
"""


def failed(draft: Draft, setting: Setting = KNOWN) -> list[Checked]:
    """What does not hold."""
    return [one for one in check(draft, setting) if not one.holds]


def test_letter_is_measured_by_its_true_elements() -> None:
    """Four elements of which one is false are three fifths of a letter."""
    found = review(Letter(present=frozenset(ELEMENTS) - {"contact"}, untrue=frozenset({"what_happened"})))
    assert (found.share, found.missing) == (0.6, (ELEMENTS["contact"],))
    assert review(Letter(present=frozenset(ELEMENTS))).share == 1.0


def test_thin_letter_is_shown_on_the_obligation() -> None:
    """The smallest content among the letters stands on the row."""
    letters = [
        notice("individual", date(2026, 1, 1), {"TX": 5}, 0.8),
        notice("individual", date(2026, 1, 1), {"TX": 5}),
    ]
    row = owed(incident(date(2026, 1, 1), {"TX": 10}, notices=letters))["us.hipaa.individual"]
    assert (row.status, row.content) == ("met", 0.8)
    assert "A notice carries 80% of the required elements." in row.why


@given(st.frozensets(st.sampled_from(sorted(ELEMENTS))), st.frozensets(st.sampled_from(sorted(ELEMENTS))))
def test_each_missing_or_untrue_element_is_named_with_its_paragraph(
    present: frozenset[str], untrue: frozenset[str]
) -> None:
    """Exactly the elements that are missing or false fail, each required, each under its own letter of (c)(1)."""
    letter = Letter(present=present, untrue=untrue)
    wrong = {one.cite: one for one in failed(Draft(contents=letter))}
    assert set(wrong) == {PARAGRAPHS[name] for name in ELEMENTS if name not in present or name in untrue}
    assert all(one.severity == "required" for one in wrong.values())
    assert PARAGRAPHS["contact"].endswith("(c)(1)(E)")


def test_a_full_letter_passes() -> None:
    """Five true elements, the dates that were stated, a toll-free number: nothing is said against it."""
    assert failed(FULL) == []


@pytest.mark.parametrize(
    ("change", "severity", "words"),
    [
        ({"discovered": date(2026, 9, 15)}, "required", "you stated 2026-09-06"),
        ({"breach_from": date(2026, 9, 7)}, "required", "begin after its discovery"),
        ({"kinds": ("name",)}, "advice", "names no mrn"),
        ({"contact": "555-0142"}, "required", "no toll-free number"),
    ],
)
def test_what_contradicts_the_files_is_said(change: dict[str, object], severity: str, words: str) -> None:
    """Dates, kinds and the contact are held against what is known."""
    (found,) = failed(replace(FULL, **change))  # type: ignore[arg-type]
    assert found.severity == severity
    assert words in found.text


@pytest.mark.parametrize(
    ("setting", "severity", "words"),
    [
        (replace(KNOWN, shown=12, not_pulled=("Access log",)), "required", "12 records as taken"),
        (replace(KNOWN, not_pulled=("Access log",)), "required", "not pulled: Access log"),
        (KNOWN, "advice", "silence of a log"),
    ],
)
def test_reassurance_needs_evidence(setting: Setting, severity: str, words: str) -> None:
    """“No evidence of misuse” is unsupported while logs were not pulled, and false where they show misuse."""
    (found,) = failed(replace(FULL, reassures=True), setting)
    assert (found.name, found.severity) == ("reassurance", severity)
    assert words in found.text


@pytest.mark.parametrize(
    ("contact", "found"),
    [
        ("1-800-555-0142", ("a toll-free number",)),
        ("(888) 555-0142", ("a toll-free number",)),
        ("555-0142", ()),
        ("letters@northbank.example.org", ("an e-mail address",)),
        ("northbank.example.org/notice", ("a web site",)),
        ("P.O. Box 12, Austin", ("a postal address",)),
        ("1200 Main Street, Austin TX 78701", ("a postal address",)),
        ("our help desk", ()),
    ],
)
def test_four_ways_to_ask_count(contact: str, found: tuple[str, ...]) -> None:
    """A toll-free number, e-mail, web or postal address; a plain number or a name is none (164.404(c)(1)(E))."""
    assert channels(contact) == found


def test_words_are_read_for_the_elements() -> None:
    """A plain letter with all five passes; each passage taken out is missed, and so is a known date."""
    assert failed(draft_of(TEXT)) == []
    for line, name in ((1, "information"), (2, "steps"), (3, "response"), (4, "contact")):
        lines = TEXT.splitlines()
        del lines[line]
        assert [one.name for one in failed(draft_of("\n".join(lines)))] == [name]
    undated = failed(draft_of(TEXT.replace("September 6, 2026", "a later day")))
    assert [one.text for one in undated] == ["lacks the date of its discovery, which is known: 2026-09-06"]


def test_selling_soothing_and_learned_words_are_told() -> None:
    """Marketing and a hard text are advice; a soothing sentence is held against the logs."""
    soothing = TEXT + "There is no evidence that anyone misused your information.\n"
    (found,) = failed(draft_of(soothing), replace(KNOWN, not_pulled=("Access log",)))
    assert found.name == "reassurance"
    (sold,) = failed(draft_of(TEXT + "We are your award-winning home of care.\n"))
    assert (sold.name, sold.severity) == ("marketing", "advice")
    hard = (
        "Notwithstanding comprehensive organizational cybersecurity methodologies, unauthorized individuals "
        "impermissibly exfiltrated confidential administrative documentation concerning beneficiaries.\n"
    )
    (learned,) = failed(draft_of(TEXT + hard * 3))
    assert (learned.name, learned.cite) == ("plain_language", "45 CFR 164.404(c)(2)")


def test_reading_grade_is_the_published_formula() -> None:
    """Ten one-syllable words in two sentences: 0.39 x 5 + 11.8 x 1 - 15.59."""
    assert grade("The cat sat on it. We saw the dog run.") == pytest.approx(0.39 * 5 + 11.8 - 15.59)


def test_massachusetts_forbids_what_hipaa_asks_for() -> None:
    """The nature of the breach, and a number of residents, are flagged; HIPAA's letter may do, so it is advice."""
    setting = replace(KNOWN, states=state_contents(RULEBOOK, ["MA"]))
    found = [one for one in failed(FULL, setting) if "forbids" in one.text]
    assert [("nature of the breach" in one.text, one.severity) for one in found] == [(True, "advice")]
    assert "93H" in found[0].cite
    counted = replace(draft_of(TEXT + "It concerns 1,283 people.\n"))
    told = [one.text for one in failed(counted, setting) if "forbids" in one.text]
    assert len(told) == 2


def test_states_ask_for_more_than_hipaa() -> None:
    """New York's agencies are named; what HIPAA asks for as well is not repeated; Texas asks for nothing more."""
    (new_york,) = state_contents(RULEBOOK, ["NY", "TX"])
    assert any("state and federal agencies" in one for one in new_york.asks)
    assert not any(one.startswith("contact of") for one in new_york.asks)
    assert new_york.cite


def test_letters_are_held_against_each_other() -> None:
    """A number or date told twice differently is named with who said what; silence contradicts nothing."""
    told = {
        "letters": Told(people=501, discovered=date(2026, 9, 6), kinds=("a", "b")),
        "hhs": Told(people=521, discovered=date(2026, 9, 6), kinds=("b", "a")),
        "media": Told(),
    }
    assert disagreements(told) == (("the number of people", (("letters", "501"), ("hhs", "521"))),)


FILE = """\
entity: {kind: covered_entity, name: Northbank Health Partners, state: TX}
timezone: America/Chicago
discovered: 2026-09-06
breach: {start: 2026-08-22}
individuals: {total: 600, by_state: {TX: 599, MA: 1}}
assessment: {acquired: {rating: not_low, not_pulled: [access log]}}
notices:
  - to: individuals
    sent: 2026-10-01
"""


@pytest.mark.parametrize(
    ("words", "lacks"),
    [
        (TEXT, []),
        (TEXT.replace("September 6, 2026", "a later day"), ["date of its discovery, which is known: 2026-09-06"]),
        (TEXT + "There is no evidence of misuse.", ["not pulled: access log"]),
        ("We write to you about an incident of August 22, 2026, found on 9/6/2026.", ["(B)", "(C)", "(D)", "(E)"]),
    ],
)
def test_a_file_may_carry_the_words_of_a_letter(words: str, lacks: list[str], tmp_path: Path) -> None:
    """The words are read for elements, dates and reassurance; what the law asks for and they lack stands on the row."""
    path = tmp_path / "facts.yaml"
    path.write_text(FILE + "    text: |\n" + indent(words, " " * 6), encoding="utf-8")
    (facts,) = incidents(load_facts(path, RULEBOOK, date(2026, 10, 20)), RULEBOOK)
    said = [one for one in owed(facts)["us.hipaa.individual"].why if one.startswith("A notice ")]
    flaws = [one for one in said if "carries" not in one]
    assert len(flaws) == len(lacks)
    assert all(word in one for word, one in zip(lacks, flaws, strict=True))


def test_words_and_named_elements_weigh_alike(tmp_path: Path) -> None:
    """A file that names the elements (`content`) is judged as before; its flaws name the paragraph."""
    path = tmp_path / "facts.yaml"
    path.write_text(FILE + "    content: [A, B, C, D]\n", encoding="utf-8")
    (facts,) = incidents(load_facts(path, RULEBOOK, date(2026, 10, 20)), RULEBOOK)
    row = owed(facts)["us.hipaa.individual"]
    assert row.content == 0.8
    assert any("(c)(1)(E)" in one for one in row.why)

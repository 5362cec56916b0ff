"""Names of participants give way to the titles of their roles, however they are written; nothing else changes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.evaluation import records as r
from simulator.domain.evaluation.fold import evaluation_of, text_of
from simulator.domain.words import Words, words
from simulator.exercise.play import Exercise
from simulator.exercise.reports import Wanted, masked, played, report_of, write_report
from simulator.report.audience import AUDIENCES, Audience
from simulator.report.masking import DECIDER, EVALUATOR, SOMEBODY, mask_of
from simulator.report.render_md import render_md
from simulator.scenario.load import load_playbook

PLAYBOOK = load_playbook("leaky-sync-queue")
PRIVACY, COMMAND = "privacy-officer", "incident-commander"
TITLES = {str(key): seat.title for key, seat in PLAYBOOK.seats.items()}
LETTERS = "abcdefghijklmnoprstuvwyzáàâäãåçéèêëíìîïñóòôöõúùûüýšžčřł"
names = st.text(LETTERS, min_size=4, max_size=9).map(lambda one: f"q{one}".capitalize())
"""Words that are no English ones."""


def seated(name: str, role: str = PRIVACY) -> Words:
    """A line of the attendance sheet."""
    return words(0, "record", text_of(r.Seated(at=0, room=0.0, role=role, name=name)), salt="test")


def bare(text: str) -> str:
    """Letters alone, small and without accents."""
    taken = unicodedata.normalize("NFD", text.casefold()).replace("ł", "l")
    return re.sub("[\u0300-\u036f]", "", taken)


WAYS: tuple[Callable[[str], str], ...] = (
    lambda one: one,
    str.lower,
    str.upper,
    lambda one: unicodedata.normalize("NFD", one),
    lambda one: bare(one).title(),
    lambda one: f"{one}'s",
    lambda one: f"“{one}”",
    lambda one: one.replace(" ", "  "),
)


@given(
    names,
    names,
    st.sampled_from(WAYS),
    st.sampled_from(["", "so ", "(", "é "]),
    st.sampled_from(["", ", not", ")", "."]),
)
def test_a_name_is_gone_however_it_is_written(
    first: str, last: str, way: Callable[[str], str], before: str, after: str
) -> None:
    """Whole, first or last name; any case; accents composed, apart or left off; between any signs."""
    mask = mask_of([seated(f"{first} {last}")], PLAYBOOK)
    for written in (f"{first} {last}", first, last, f"{first[0]}. {last}", f"{last}, {first}"):
        said = mask(f"{before}{way(written)}{after}")
        found = re.findall(r"\w+", bare(said))
        assert bare(first) not in found
        assert bare(last) not in found
        assert TITLES[PRIVACY] in said


@given(names, st.text(LETTERS, min_size=1, max_size=3))
def test_a_longer_word_is_no_name(name: str, more: str) -> None:
    """A word that only begins or ends with the name stays, sign by sign."""
    mask = mask_of([seated(name)], PLAYBOOK)
    for text in (f"{name}{more}", f"{more}{name}", f"{name}_{more}", f"{name}7"):
        assert mask(text) == text


@given(st.lists(names, min_size=1, max_size=4, unique=True), st.text(max_size=80))
def test_masking_twice_is_masking_once(known: list[str], text: str) -> None:
    """What stands in a name's place is no name; a text without one keeps every sign."""
    mask = mask_of([seated(one, role) for one, role in zip(known, PLAYBOOK.seats, strict=False)], PLAYBOOK)
    once = mask(f"{text} {known[0]}")
    assert mask(once) == once
    if not {bare(one) for one in known} & set(re.findall(r"\w+", bare(text))):
        assert mask(text) == text


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("Will May", "Will May will send it in May or may not", "{0} will send it in {0} or may not"),
        ("Bo Li", "Bo asked; the bo is cut", "{0} asked; the bo is cut"),
        ("Søren Łącki", "soren and LACKI agreed", "{0} and {0} agreed"),
        (
            "Dr. Maria de la Cruz, MD",
            "M. de la Cruz, of the MD office; Cruz said so",
            "M. de la {0}, of the MD office; {0} said so",
        ),
        ("Privacy Officer", "the privacy officer said no", "the privacy officer said no"),
        ("Jane Roe (Privacy Officer)", "Jane, our privacy officer", "{0}, our privacy officer"),
        ("", "nobody is named", "nobody is named"),
        ("X", "X marks the spot", "X marks the spot"),
    ],
)
def test_names_that_are_words_too(name: str, text: str, told: str) -> None:
    """A common word is a name only with its capital, a title names nobody, a single letter is left alone."""
    assert mask_of([seated(name)], PLAYBOOK)(text) == told.format(TITLES[PRIVACY])


def test_one_name_of_two_people_is_somebody() -> None:
    """A first name that two people share names neither role; their whole names do."""
    mask = mask_of([seated("Jane Roe"), seated("Jane Doe", COMMAND)], PLAYBOOK)
    assert mask("Jane asked Jane Doe") == f"{SOMEBODY} asked {TITLES[COMMAND]}"


def test_deciders_and_evaluators_are_known_by_name() -> None:
    """Whoever was written down as a decider or an evaluator is masked too; the tool's runbook is no person."""
    said = [
        words(1, "decider", "Zebulon Quince", salt="test"),
        words(0, "record", text_of(r.Noted(at=0, room=0.0, text="x", by="Ada Brink")), salt="test"),
        words(0, "record", text_of(r.Seated(at=0, room=0.0, role="room", name="reference", how="auto")), salt="test"),
    ]
    told = mask_of(said, PLAYBOOK)("Quince told Brink of the reference")
    assert told == f"{DECIDER} told {EVALUATOR} of the reference"


def test_ids_and_choices_of_records_stay() -> None:
    """Only what people type is masked: a record still folds, under the same ids."""
    said = (
        seated("Jane Roe"),
        words(
            0,
            "record",
            text_of(r.Planned(at=0, room=0.0, id="IP-1", issue="Roe is alone", owner="Jane Roe", status="open")),
            salt="t",
        ),
        words(0, "record", text_of(r.Felt(at=0, room=0.0, item="roe", comment="ask Roe", role=PRIVACY)), salt="t"),
    )
    found = evaluation_of(one.text for one in mask_of(said, PLAYBOOK).words(said))
    assert found.seated[PRIVACY].name == TITLES[PRIVACY]
    assert (found.plan[0].id, found.plan[0].owner) == ("IP-1", TITLES[PRIVACY])
    assert (found.feedback[0].item, found.feedback[0].comment) == ("roe", f"ask {TITLES[PRIVACY]}")


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_selection_names_a_participant(audience: Audience, clumsy_exercise: Exercise) -> None:
    """In reasons, notes, the plan, attendance: titles stand where names did; with names wanted, the names."""
    said = (
        seated("Zebulon Quince"),
        *(words(number, "reason", "zebulon wants it", salt="test") for number in (1, 2, 3, 4)),
        words(
            0,
            "record",
            text_of(r.Planned(at=0, room=0.0, id="IP-1", issue="Quince is alone", owner="Z. Quince")),
            salt="t",
        ),
        words(0, "record", text_of(r.Learned(at=0, room=0.0, keep=True, text="QUINCE knew")), salt="t"),
    )
    told = played(clumsy_exercise, said)
    plain, open_ = (render_md(report_of(one, Wanted(audience=audience))) for one in (masked(told), told))
    assert not re.search("quince|zebulon", plain, re.IGNORECASE)
    assert re.search("quince|zebulon", open_, re.IGNORECASE)
    assert TITLES[PRIVACY] in plain


def test_the_command_masks_unless_names_are_wanted(clumsy_exercise: Exercise, tmp_path: Path) -> None:
    """A file for an audience has no name, one with names has, and so has the whole report."""
    said = (seated("Zebulon Quince"), *(words(number, "reason", "Quince wants it", salt="test") for number in (1, 4)))
    wanted = {"a": Wanted(audience="counsel"), "b": Wanted(audience="counsel", names=True), "c": Wanted()}
    for name, how in wanted.items():
        write_report(clumsy_exercise, [tmp_path / f"{name}.md"], said, wanted=how)
    there = {name: "Quince" in (tmp_path / f"{name}.md").read_text(encoding="utf-8") for name in wanted}
    assert there == {"a": False, "b": True, "c": True}

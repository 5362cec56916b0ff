"""What authored durations, slugs, states and texts accept, and how they are told to be written."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.authored import Authored, Duration, PlainText, SignedDuration, Slug, StateCode, load_model
from simulator.errors import ScenarioError


class Sample(Authored):
    """One value of each type."""

    length: Duration = 0
    moment: SignedDuration = 0
    slug: Slug = "a"
    text: PlainText = "a"
    state: StateCode = "TX"


def load(text: str) -> Sample:
    """The sample that the text describes."""
    return load_model(Path("a.yaml"), Sample, text=text)


@pytest.mark.parametrize(
    ("written", "seconds"), [("2h30m", 9000), ("90s", 90), ("3d", 259200), ("1w", 604800), ("0", 0), ("1d2h", 93600)]
)
def test_durations_are_seconds(written: str, seconds: int) -> None:
    """A duration is whole seconds, under either type."""
    assert load(f"length: {written}\nmoment: {written}") == Sample(length=seconds, moment=seconds)


def test_only_a_signed_duration_is_negative() -> None:
    """A moment before StartEx may be written; a negative length may not."""
    assert load("moment: -10d").moment == -864000
    with pytest.raises(ScenarioError, match=r'a\.yaml:1:9: given "-10d", expected a duration that is not negative'):
        load("length: -10d")


@pytest.mark.parametrize("written", ["1:30", "2.5h", "soon", "5", "h", "", "'٣d'", "99999999w", "true"])
def test_what_is_no_duration_is_told_how_to_write_one(written: str) -> None:
    """Clock times, fractions, bare numbers and foreign digits are refused with the way to write it."""
    with pytest.raises(ScenarioError, match=r"a.yaml:1:\d+: given .*, expected a duration (like 2h30m|of at most)"):
        load(f"length: {written}")


@pytest.mark.parametrize("written", ["A31", "a--b", "-a", "a_b", "a b", "é", "'a\n\n'"])
def test_slugs_are_small_letters_digits_and_single_hyphens(written: str) -> None:
    """Whatever else is refused."""
    with pytest.raises(ScenarioError, match="expected a slug like dead-letter-queue"):
        load(f"slug: {written}")


def test_plain_text_keeps_lines_and_marks_and_refuses_blanks() -> None:
    """Several lines and other programs' markup stay as written; blank text is no text."""
    assert load("text: |-\n  [red] <b>\n  =1+1\tx").text == "[red] <b>\n=1+1\tx"
    with pytest.raises(ScenarioError, match="expected text; write at least one word"):
        load("text: ' '")


def test_states_are_two_capital_letters() -> None:
    """States and territories by their code; a small-letter one is corrected."""
    assert [load(f"state: {code}").state for code in ("NE", "DC", "PR", "VI")] == ["NE", "DC", "PR", "VI"]
    with pytest.raises(ScenarioError, match='given "tx", expected a state code like TX; write "TX"'):
        load("state: tx")
    with pytest.raises(ScenarioError, match="a state, DC or a territory"):
        load("state: ZZ")


def test_json_of_a_model_reads_back() -> None:
    """Durations are written to JSON the way authors write them, so that JSON is an authored file too."""
    sample = load("length: 2h30m\nmoment: -10d\ntext: 'a: b'")
    assert '"length":"2h30m"' in sample.model_dump_json()
    assert load(sample.model_dump_json()) == sample
    assert Sample.model_json_schema()["properties"]["length"]["type"] == "string"

"""How a document that does not fit its model is told to its author."""

from __future__ import annotations

import datetime as dt
import enum
from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import Field, ValidationError, model_validator

from simulator.authored import Authored, Duration, Slug, load_model
from simulator.errors import ScenarioError

FILE = Path("runbook.yaml")


class Sense(enum.StrEnum):
    """How a value is compared."""

    MIN = "min"
    MAX = "max"


class When(Authored):
    """A trigger."""

    indicator: str = ""
    inject: str = ""


class Act(Authored):
    """A step that acts."""

    kind: Literal["act"]
    do: Slug
    when: When | Slug = ""
    after: Duration | Literal["never"] = 0


class Pause(Authored):
    """A step that waits."""

    kind: Literal["pause"]
    minutes: Annotated[int, Field(ge=1)]
    from_: str = Field(default="", alias="from")


class Runbook(Authored):
    """A file with every kind of value."""

    scenario: Slug
    steps: tuple[Annotated[Act | Pause, Field(discriminator="kind")], ...] = ()
    seed: int = 1
    strict: bool = False
    weight: float = 1.0
    read_on: dt.date | None = None
    opens: dt.datetime | None = None
    sense: Sense = Sense.MIN
    mode: Literal["assisted", "unaided"] = "assisted"
    limits: dict[Slug, int] = Field(default_factory=dict)
    parts: tuple[Runbook, ...] = ()

    @model_validator(mode="after")
    def _seed_is_even(self) -> Runbook:
        if self.seed == 13:
            msg = "seed 13 is not used; take another"
            raise ValueError(msg)
        return self


def load(text: str) -> Runbook:
    """The runbook that the text describes."""
    return load_model(FILE, Runbook, text=text)


def told(text: str) -> list[str]:
    """The problems of the text, without the file's name."""
    with pytest.raises(ScenarioError) as caught:
        load(text)
    return [line.removeprefix("runbook.yaml:") for line in str(caught.value).splitlines()]


def test_a_sound_file_becomes_its_model() -> None:
    """Text becomes numbers, truth values, dates, durations and choices as the model says."""
    runbook = load(
        "scenario: leaky-queue\nseed: 7\nstrict: true\nweight: 2.5\nread_on: 2026-09-06\nopens: 2026-09-06 14:30\n"
        "sense: max\nlimits: {people: 500}\nsteps:\n"
        "- {kind: act, do: stop, when: {inject: call}, after: 1h30m}\n- {kind: pause, minutes: 5, from: here}\n"
    )
    assert (runbook.seed, runbook.strict, runbook.weight, runbook.sense) == (7, True, 2.5, Sense.MAX)
    assert (runbook.read_on, runbook.opens) == (dt.date(2026, 9, 6), dt.datetime(2026, 9, 6, 14, 30))  # noqa: DTZ001
    assert runbook.limits == {"people": 500}
    assert runbook.steps == (
        Act(kind="act", do="stop", when=When(inject="call"), after=5400),
        Pause(kind="pause", minutes=5, from_="here"),
    )


def test_models_are_frozen() -> None:
    """What was checked stays as it was checked."""
    with pytest.raises(ValidationError, match="frozen"):
        load("scenario: a").seed = 2  # type: ignore[misc]


SCALARS = {
    "seed: NO": '2:7: given "NO", expected a whole number; write it like 5.',
    "seed: 1:30": '2:7: given "1:30", expected a whole number; write it like 5.',
    "seed: 1_000": '2:7: given "1_000", expected a whole number; write it like 5.',
    "seed:": "2:6: given nothing, expected a whole number like 5; write a value after the colon, or remove the key.",
    "seed: [1]": "2:7: given a list, expected a whole number like 5; change it.",
    "strict: NO": '2:9: given "NO", expected true or false; write true or false.',
    "strict: 1:30": '2:9: given "1:30", expected true or false; write true or false.',
    "weight: nan": '2:9: given "nan", expected a number; write it like 2.5.',
    "read_on: 20260906": '2:10: given "20260906", expected a date; write it like 2026-09-06.',
    "read_on: 2026-02-30": '2:10: given "2026-02-30", expected a date that exists, like 2026-09-06; change it.',
    "opens: noon": '2:8: given "noon", expected a date and time; write it like 2026-09-06 14:30.',
    "sense: mni": '2:8: given "mni", expected one of the known values. Did you mean "min"? Known: min, max.',
    "mode: asisted": '2:7: given "asisted", expected one of the known values. Did you mean "assisted"? '
    "Known: assisted, unaided.",
    "steps: stop": '2:8: given "stop", expected a list; start each item with "- ".',
    "limits: 5": '2:9: given "5", expected a mapping; write lines of "key: value".',
    "limits: {a: many}": '2:13: given "many", expected a whole number; write it like 5.',
    "limits: {A b: 1}": '2:10: given "A b", expected a slug like dead-letter-queue; write "a-b": small letters and '
    "digits, single hyphens between them.",
    "seed: 13": "1:1: given a mapping: seed 13 is not used; take another.",
}


@pytest.mark.parametrize(("line", "message"), SCALARS.items(), ids=SCALARS.keys())
def test_a_value_that_does_not_fit_is_told_in_plain_words(line: str, message: str) -> None:
    """Place, given, expected and cure for each kind of value."""
    assert told(f"scenario: a\n{line}") == [message]


def test_an_unknown_key_is_told_at_the_key_with_the_one_meant() -> None:
    """A misspelled key names the nearest key that its own mapping knows."""
    assert told("scenario: a\nparts:\n- scenario: b\n  sede: 3") == [
        (
            '4:3: given the unknown key "sede", expected a known one. Did you mean "seed"? Known: scenario, steps, '
            "seed, strict, weight, read_on, opens, sense, mode, limits, parts."
        )
    ]


def test_a_missing_key_says_what_to_add() -> None:
    """What is missing is told where it belongs, with what it wants."""
    assert told("seed: 1") == [
        '1:1: given no "scenario", expected a slug like dead-letter-queue; add a line "scenario: ..." here.'
    ]


def test_a_tagged_union_names_its_key_and_its_tags() -> None:
    """A wrong tag, a missing tag and no mapping at all are each told in the file's own words."""
    assert told("scenario: a\nsteps:\n- kind: acct\n- do: x\n- stop\n- {kind: pause, minutes: 0}") == [
        '3:9: given "acct", expected a known "kind". Did you mean "act"? Known: act, pause.',
        '4:3: given no "kind", expected one of act, pause; add a line "kind: ..." here.',
        (
            '5:3: given "stop", expected a mapping with keys out of: kind, do, when, after or '
            'a mapping with keys out of: kind, minutes, from; write lines of "key: value".'
        ),
        '6:26: given "0", expected a number of at least 1; change it.',
    ]


def test_of_a_union_only_the_likeliest_member_is_told() -> None:
    """A mapping with one misspelled key is not told that it should have been text."""
    assert told("scenario: a\nsteps:\n- {kind: act, do: x, when: {indicatr: y}}") == [
        (
            '3:29: given the unknown key "indicatr", expected a known one. Did you mean "indicator"? '
            "Known: indicator, inject."
        )
    ]


def test_what_fits_no_member_of_a_union_is_told_all_of_them() -> None:
    """A value that is of no allowed kind names every allowed kind, once."""
    (message,) = told("scenario: a\nsteps:\n- {kind: act, do: x, after: soon}")
    assert message.startswith('3:29: given "soon", expected a duration like 2h30m, 90s, 3d, 1w or 0 or never; ')


def test_a_key_written_by_its_field_name_is_told_at_its_place() -> None:
    """A field with an alias may be written by either name, and is placed by the one that was used."""
    (message,) = told("scenario: a\nsteps:\n- {kind: pause, minutes: 1, from_: [x]}")
    assert message.startswith("3:36: given a list, expected text; ")


def test_all_problems_come_at_once_without_jargon() -> None:
    """Every fault is told in one go, sorted by line, in no library's words."""
    lines = told("seed: x\nstrict: NO\nsteps: {}\nlimits: []\nparts: [1, {seed: y}]\nsense:\nbad: 1")
    assert [int(line.split(":")[0]) for line in lines] == [1, 1, 2, 3, 4, 5, 5, 5, 6, 7]
    everything = "\n".join(lines)
    for jargon in ("pydantic", "http", "type=", "Input should", "validat", "parsing", "dict", "tuple", "NoneType"):
        assert jargon not in everything

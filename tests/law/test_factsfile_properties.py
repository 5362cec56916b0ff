"""What holds for every facts file: order, format and future change no answer; bad input is told, never guessed."""

from __future__ import annotations

import copy
import json
import re
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from simulator.exercise.planning.plan import plan_of
from simulator.exercise.planning.show import json_of
from tests.cli.shell import breachdrill
from tests.law.files import TODAY, WHOLE, answer, facts, plan, problems, rows, write

LETTERS = "us.hipaa.individual"
LISTS = ("signals", "counts", "returned_mail", "law_enforcement", "notices", "contracts")
DATED = {"signals": "on", "counts": "as_of", "returned_mail": "on", "law_enforcement": "on", "notices": "sent"}
FEW = settings(max_examples=12)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder for all examples of a property."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def standing(answered: Any) -> Any:
    """The obligations of an answer without the account of how each came about."""
    return [{key: value for key, value in one.items() if key != "history"} for one in answered["obligations"]]


@FEW
@given(data=st.data())
def test_the_order_of_entries_changes_nothing(folder: Path, data: st.DataObject) -> None:
    """Lists may be written in any order."""
    turned = {**WHOLE, **{key: data.draw(st.permutations(WHOLE[key])) for key in LISTS if key != "contracts"}}
    assert standing(answer(folder, turned)) == standing(answer(folder, WHOLE))


@FEW
@given(day=st.integers(0, 80))
def test_what_came_later_never_changed_an_earlier_answer(folder: Path, day: int) -> None:
    """As of any day the whole file answers as the file did that had been written by then."""
    then = date(2026, 9, 15) + timedelta(days=day)
    known = copy.deepcopy(WHOLE)
    for key, dated in DATED.items():
        known[key] = [one for one in known[key] if one[dated] <= str(then)]
    known["determined"] = {state: made for state, made in known["determined"].items() if made <= str(then)} or None
    known = {key: value for key, value in known.items() if value is not None}
    if known["material"] > str(then):
        del known["material"]
    assert standing(answer(folder, known, then)) == standing(answer(folder, WHOLE, then))


counts = st.lists(
    st.tuples(st.integers(0, 100), st.sampled_from((0, 1, 249, 250, 499, 500, 501, 1000))),
    min_size=1,
    max_size=6,
    unique_by=lambda one: one[0],
)


@FEW
@given(history=counts, day=st.integers(0, 120))
def test_a_count_is_judged_as_if_it_had_always_been_so(folder: Path, history: list[tuple[int, int]], day: int) -> None:
    """Whether it rose or fell to get there, what a count asks for is the same."""
    start = date(2026, 1, 1)
    told = [{"as_of": str(start + timedelta(days=at)), "total": number} for at, number in history]
    now = next((number for at, number in sorted(history, reverse=True) if at <= day), 600)
    then = start + timedelta(days=day)
    moved = rows(folder, facts(counts=told, as_of=None), then)
    steady = rows(folder, facts(individuals={"total": now}, as_of=None), then)
    seen = ("status", "due", "trigger_date", "late_days", "done")
    assert {id_: [row[key] for key in seen] for id_, row in moved.items()} == {
        id_: [row[key] for key in seen] for id_, row in steady.items()
    }


@FEW
@given(parts=st.lists(st.integers(1, 400), min_size=1, max_size=6), gap=st.integers(0, 9))
def test_batches_that_add_up_are_one_mailing(folder: Path, parts: list[int], gap: int) -> None:
    """Split over days, a mailing moves nothing of HIPAA's but the day on which the letters were done, to the last."""
    total = sum(parts)
    people = {"total": total, "by_state": {"TX": total - total // 3, "NY": total // 3}}
    days = [date(2026, 1, 20) + timedelta(days=gap * number) for number in range(len(parts))]
    batches = [
        {"to": "individuals", "sent": str(day), "reached": number} for day, number in zip(days, parts, strict=True)
    ]
    whole = {"to": "individuals", "sent": str(days[0]), "reached": total}
    one, many = (rows(folder, facts(individuals=people, notices=told)) for told in ([whole], batches))
    assert (one[LETTERS]["done"], many[LETTERS]["done"]) == (str(days[0]), str(days[-1]))
    assert many[LETTERS]["coverage"] == 1
    federal = [id_ for id_ in one if id_.startswith("us.hipaa.")]
    assert [one[id_]["due"] for id_ in federal] == [many[id_]["due"] for id_ in federal]
    short = rows(folder, facts(individuals=people, notices=batches[:-1]))
    assert short[LETTERS]["done"] is None


@pytest.mark.parametrize("style", [None, True, False])
def test_yaml_and_json_agree(style: bool | None, tmp_path: Path) -> None:
    """Block style, flow style and JSON say the same, quoted or not."""
    text = yaml.safe_dump(WHOLE, default_flow_style=style, sort_keys=False)
    quoted = answer(tmp_path, WHOLE)
    for name, said in (("facts.yaml", text), ("bare.yaml", text.replace("'", ""))):
        path = tmp_path / name
        path.write_text(said, encoding="utf-8")
        assert json.loads(json_of(plan_of(path, TODAY))) == quoted


PLACE = re.compile(r".*facts\.(json|yaml)(:\d+:\d+)?: given ")
SURPRISES = st.one_of(
    st.sampled_from(
        [
            *("", "NO", "yes", "1:30", "1e3", "0x1F", "-1", "2026-02-30", "2026-13-01", "0001-01-01", "9999-12-31"),
            *("0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00", "20260906", "2026-W36-7", "2026-09-06T25:00", "TX"),
            *("../../etc/localtime", "America", "XX", "unknown", "all", "individuals", "999999999999999999", "1_000"),
            *("\x00", "\x1b[31m", "\u202e", "\ufeff", "[red]x[/red]", "{{x}}", "=1+1", "9" * 400, "a" * 5000, " "),
        ]
    ),
    st.text(max_size=20),
    st.integers(-(10**20), 10**20),
    st.booleans(),
    st.none(),
    st.lists(st.text(max_size=5), max_size=3),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=3),
    st.floats(allow_nan=False),
    st.recursive(st.just("x"), lambda inner: st.lists(inner, min_size=1, max_size=2), max_leaves=4),
)


def places(data: Any, so_far: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value of a file."""
    if so_far:
        yield so_far
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inner:
        yield from places(value, (*so_far, key))


PLACES = tuple(places(WHOLE))


def put(data: Any, place: tuple[Any, ...], value: Any) -> None:
    """Put a value there, as far as the way to it is still there."""
    *way, last = place
    for key in way:
        if not (isinstance(data, dict) and key in data) and not (isinstance(data, list) and isinstance(key, int)):
            return
        if isinstance(data, list) and key >= len(data):
            return
        data = data[key]
    if isinstance(data, dict) or (isinstance(data, list) and isinstance(last, int) and last < len(data)):
        data[last] = value


mutations = st.lists(st.tuples(st.sampled_from(PLACES), SURPRISES), min_size=1, max_size=4)


@settings(max_examples=300)
@given(changes=mutations)
@example(changes=[(("discovered",), "0001-01-01T00:00+14:00")])
@example(changes=[(("contracts", 0, "hours"), 10**17)])
@example(changes=[(("timezone",), "America")])
@example(changes=[(("individuals",), {"total": 0})])
def test_any_change_is_answered_or_refused_by_its_place(folder: Path, changes: Any) -> None:
    """Whatever stands in a value, the file is answered, or each problem is a line that names the place."""
    data = copy.deepcopy(WHOLE)
    for place, value in changes:
        put(data, place, value)
    for line in problems(write(folder, data)):
        assert PLACE.match(line), line


@settings(max_examples=60)
@given(gone=st.lists(st.sampled_from(PLACES), min_size=1, max_size=3), extra=st.text(min_size=1, max_size=10))
def test_a_missing_or_unknown_key_is_answered_or_refused(folder: Path, gone: Any, extra: str) -> None:
    """Without keys the defaults hold or the place is told; a key that nobody knows is always refused."""
    data = copy.deepcopy(WHOLE)
    for place in gone:
        around = data
        for key in place[:-1]:
            around = around[key] if isinstance(around, dict) and key in around else {}
        if isinstance(around, dict):
            around.pop(place[-1], None)
    assert all(PLACE.match(line) for line in problems(write(folder, data)))
    strange = {**WHOLE, f"no_{extra}": 1}
    assert all(PLACE.match(line) for line in problems(write(folder, strange)))
    assert problems(write(folder, strange))


@settings(max_examples=150)
@given(noise=st.binary(max_size=40), at=st.integers(0, 3000), cut=st.integers(0, 30))
def test_noise_in_the_file_is_answered_or_refused(folder: Path, noise: bytes, at: int, cut: int) -> None:
    """Bytes torn out, and any others put there instead, end in an answer or in lines with a place."""
    whole = yaml.safe_dump(WHOLE, sort_keys=False).encode("utf-8")
    path = folder / "facts.yaml"
    path.write_bytes(whole[:at] + noise + whole[at + cut :])
    assert all(PLACE.match(line) for line in problems(path))


def appended(text: str) -> bytes:
    """The whole file with more at its end."""
    return yaml.safe_dump(WHOLE, sort_keys=False).encode("utf-8") + text.encode("utf-8")


WRONG: dict[str, Callable[[], bytes]] = {
    "fifty megabytes": lambda: b"x" * 50_000_000,
    "binary": lambda: bytes(range(256)) * 4,
    "empty": lambda: b"",
    "a key twice": lambda: appended("discovered: 2026-09-16\n"),
    "an alias": lambda: appended("harm_unlikely: &a [TX]\nx: *a\n"),
    "a billion laughs": lambda: b"a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n",
    "deep": lambda: b"[" * 5000,
    "a tag": lambda: appended("x: !!python/object/apply:os.system [ls]\n"),
    "two documents": lambda: appended("---\nx: 1\n"),
    "a state NO": lambda: appended("harm_unlikely: [NO]\n"),
    "a list": lambda: b"- 1\n- 2\n",
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_file_exits_2_and_writes_nothing(wrong: str, tmp_path: Path) -> None:
    """The command says where, in one line a problem, without a traceback; no output file appears."""
    path = tmp_path / "facts.yaml"
    path.write_bytes(WRONG[wrong]())
    written = [tmp_path / f"out{suffix}" for suffix in (".ics", ".json", ".txt")]
    ran = breachdrill("clocks", str(path), *(part for out in written for part in ("-o", str(out))), home=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert PLACE.match(ran.err.splitlines()[0].removeprefix("error: "))
    assert "Traceback" not in ran.err
    assert not any(out.exists() for out in written)


def test_a_wrong_day_on_the_command_line_is_refused(tmp_path: Path) -> None:
    """A day before the discovery, and a day that does not exist, are bad input."""
    path = write(tmp_path, facts())
    for day in ("2025-12-31", "2026-02-30", "tomorrow"):
        ran = breachdrill("clocks", str(path), "--as-of", day, home=tmp_path)
        assert (ran.code, ran.out) == (2, ""), day


def test_every_key_of_the_whole_file_matters(tmp_path: Path) -> None:
    """The file that these properties change is itself taken, and asks for something in each of its states."""
    found = plan(tmp_path, WHOLE)
    assert {row.jurisdiction for row in found.obligations if row.required} >= {"US", "TX", "NY", "CA", "contract"}

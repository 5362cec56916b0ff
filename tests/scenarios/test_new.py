"""What `breachdrill scenarios new` writes is a scenario: it passes the whole check, plays, and can be scored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from simulator.authored import Problem
from simulator.domain import facts as f
from simulator.errors import InputError
from simulator.exercise.authoring.fromcard import cards
from simulator.exercise.authoring.patterns import patterns, patterns_folder
from simulator.exercise.authoring.skeleton import write_scenario
from simulator.exercise.authoring.wishes import Wish, check, questions, wish
from simulator.exercise.checks import check_all, check_played
from simulator.exercise.runs.batch import run_all
from simulator.exercise.runs.battery import Battery, begin_battery
from simulator.exercise.runs.players import Players
from simulator.scenario.load import load_card
from tests.cli.shell import breachdrill

WISHES = [
    {"pattern": name, "slug": f"mine-{name}", "states": states, "length": length, "start": start}
    for name in patterns()
    for states, length, start in (
        ("TX NY", "90", "2026-09-15"),
        ("VT", "45", "2026-12-19"),
        ("CA FL GA IL PA WA", "180", "2027-02-28"),
    )
]


def played(folder: Path, seeds: int) -> tuple[Battery, tuple[Problem, ...]]:
    """A scenario's battery on so many seeds, and every gate of it that does not hold."""
    with Players(few=1) as players:
        return check_played(folder, begin_battery(folder, seeds, players))


@pytest.mark.parametrize("answers", WISHES, ids=lambda one: f"{one['pattern']}-{one['length']}")
def test_a_skeleton_passes_the_check_and_is_scored(tmp_path: Path, answers: dict[str, str]) -> None:
    """Whatever leak, states, length and season: no problem, a reference that misses nothing, a good team in bounds."""
    wanted = wish(answers)
    folder = tmp_path / wanted.slug
    write_scenario(wanted, folder)
    assert check_all([str(folder)]).problems == ()
    (reference,) = run_all(str(folder))
    assert reference.result.score.total == pytest.approx(100)
    assert all(gate.passed for gate in reference.result.asserts)
    (good,) = run_all(str(folder), runbook="good")
    assert 70 <= (good.result.score.total or 0) <= 95


ALL_BUT_FEW = ("errors-with-names", "webhook-full-payload")
"""Cards whose only list is a sample of what still comes in: about one in a hundred (0.2 to 1.4 % on four seeds each)
stands nowhere, and is for its author."""
OFTEN = ("local-storage", "mfa-override", "queue-remnants", "telehealth-audit-gaps")
"""Cards that are played on more than one seed: a sample, a login, a store that forgets, a log with gaps."""


@pytest.fixture(scope="module")
def from_card(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """The folder of the skeleton that starts from a card, written once."""

    @cache
    def write(card: str) -> str:
        folder = tmp_path_factory.mktemp(card) / "mine"
        write_scenario(wish({"card": card, "slug": "mine", "states": "GA CA"}), folder)
        return str(folder)

    return write


@pytest.mark.parametrize("card", cards())
def test_a_skeleton_starts_from_any_card(from_card: Callable[[str], str], card: str) -> None:
    """Whatever leaks, the files are sound, silence lies far below the reference, and those in reach are told."""
    assert check_all([from_card(card)]).problems == ()
    (reference,) = run_all(from_card(card))
    result = reference.result
    assert result.score.total == pytest.approx(100)
    assert result.exposure.listed.people > 0
    sent = {one.fact.audience for one in reference.exercise.journal if isinstance(one.fact, f.NoticeSent)}
    assert {"individual", "hhs"} <= sent
    if card in ALL_BUT_FEW:
        assert (result.exposure.listed.recall or 0) >= 0.98
    else:
        assert result.exposure.listed.recall == 1
        assert {one.status for one in result.duties} & {"missed", "met_late"} == set()


@pytest.mark.parametrize("card", OFTEN)
@pytest.mark.parametrize("seed", [2, 3])
def test_a_skeleton_from_a_card_is_scored_on_other_seeds(from_card: Callable[[str], str], card: str, seed: int) -> None:
    """What luck does to durations never undoes the reference: it copies before it destroys, and misses nothing."""
    totals = {}
    for name in ("reference", "good", "slow", "silent"):
        (run,) = run_all(from_card(card), runbook=name, seeds=(seed,))
        totals[name] = run.result.score.total
    assert totals["reference"] == pytest.approx(100)
    assert totals["silent"] == pytest.approx(0)
    assert 0 < (totals["slow"] or 0) < (totals["good"] or 0) - 10 < 90


def test_the_question_for_a_pattern_takes_a_card(tmp_path: Path) -> None:
    """Whoever is asked is shown every card, and one answered there stands in the place of the pattern."""
    (asked,) = [one for one in questions() if one.name == "pattern"]
    assert all(card in asked.ask for card in cards())
    answered = wish({"pattern": "bucket-cache", "slug": "mine"})
    assert answered.card == "bucket-cache"
    by_flag = wish({"card": "bucket-cache", "slug": "mine"})
    written = [write_scenario(one, tmp_path / name) for name, one in (("a", answered), ("b", by_flag))]
    assert [path.read_bytes() for path in written[0]] == [path.read_bytes() for path in written[1]]


@pytest.mark.parametrize("card", cards())
def test_a_skeleton_from_a_card_cannot_be_gamed(from_card: Callable[[str], str], card: str) -> None:
    """Whatever card, its author begins with gates that hold; two seeds here, `scenarios check` plays twenty."""
    battery, problems = played(Path(from_card(card)), 2)
    assert problems == ()
    assert {"wipe", "every-button", "never-determine"} <= set(battery.by_seed[1])


@pytest.mark.parametrize("card", ["contact-form", "keyboard-trap"])
def test_a_card_that_leaks_nothing_starts_no_scenario(tmp_path: Path, card: str) -> None:
    """It has no reader without authority, so nobody would have to be told; it is said to go beside a leak."""
    assert not any(not one.authorised for one in load_card(card, patterns_folder().parent / "skeleton").grants.values())
    with pytest.raises(InputError, match="nobody's records in reach"):
        write_scenario(wish({"card": card, "slug": "mine"}), tmp_path / "mine")


def test_an_unknown_card_is_bad_input(tmp_path: Path) -> None:
    """What was meant is said, and nothing is written."""
    with pytest.raises(InputError, match="expected a known one"):
        write_scenario(wish({"card": "bucket-cash", "slug": "mine"}), tmp_path / "mine")
    assert not (tmp_path / "mine").exists()


@pytest.mark.parametrize("pattern", list(patterns()))
def test_a_skeleton_cannot_be_gamed(tmp_path: Path, pattern: str) -> None:
    """Every exploit stays inside its gate, the good team inside its bounds, and a slow team is late."""
    wanted = wish({"pattern": pattern, "slug": "mine"})
    write_scenario(wanted, tmp_path / "mine")
    battery, problems = played(tmp_path / "mine", 3)
    assert problems == ()
    assert {"wipe", "good", "slow"} <= set(battery.by_seed[1])


def test_the_same_answers_write_the_same_files(tmp_path: Path) -> None:
    """A skeleton depends on its answers alone."""
    wanted = wish({"slug": "twice"})
    first, second = (write_scenario(wanted, tmp_path / name / "twice") for name in ("a", "b"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_an_existing_folder_is_left_alone(tmp_path: Path) -> None:
    """Whatever lies in a folder of that name, nothing is written over it."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "scenario.yaml").write_text("mine", encoding="utf-8")
    ran = breachdrill("scenarios", "new", "--yes", "--slug", "mine", "--into", str(tmp_path), home=tmp_path / "home")
    assert ran.code == 2
    assert "expected a folder that is not there yet" in ran.err
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["scenario.yaml"]


def test_without_a_terminal_nothing_is_asked(tmp_path: Path) -> None:
    """In a pipe the command says what to add instead of waiting for an answer."""
    ran = breachdrill("scenarios", "new", "--title", "Mine", "--into", str(tmp_path), home=tmp_path / "home")
    assert ran.code == 2
    assert "--yes" in ran.err
    assert list(tmp_path.glob("mine*")) == []


def test_what_was_written_is_listed_on_stdout(tmp_path: Path) -> None:
    """Stdout holds the files that were written, and nothing else; the folder's name follows from the title."""
    ran = breachdrill(
        "scenarios", "new", "--yes", "--title", 'Café "X" & $me', "--into", str(tmp_path), home=tmp_path / "home"
    )
    assert ran.code == 0, ran.err
    told = [Path(line) for line in ran.out.splitlines()]
    assert told == sorted(path for path in (tmp_path / "caf-x-me").rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("title", ""),
        ("title", "two\nlines"),
        ("title", "call 312-664-0100"),
        ("slug", "../elsewhere"),
        ("slug", "leaky-sync-queue"),
        ("pattern", "open-buckets"),
        ("start", "2026-02-30"),
        ("zone", "Mars/Olympus"),
        ("states", "TX TX"),
        ("states", "TX QQ"),
        ("length", "60"),
    ],
)
def test_an_answer_that_cannot_be_used_is_refused(name: str, text: str) -> None:
    """Each answer is checked by itself, so that whoever is asked is asked again at once."""
    with pytest.raises(InputError, match="expected"):
        check(name, text)


def test_answers_become_a_wish() -> None:
    """What is given is taken; what is left out is the question's own answer."""
    assert wish({"title": "Our drill", "states": "ca,fl"}) == Wish(
        title="Our drill",
        slug="our-drill",
        pattern="open-bucket",
        start=date(2026, 9, 15),
        zone="America/Chicago",
        states=("CA", "FL"),
        length=90,
    )

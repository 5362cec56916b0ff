"""Many seeds: scores in processes as in one, kept by digest, and gates that say which file is wrong."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.domain.ids import CONTROLLER
from simulator.exercise.cache import program_digest
from simulator.exercise.runs.batch import run_all
from simulator.exercise.runs.battery import Battery, begin_battery, play_battery
from simulator.exercise.runs.players import Players
from simulator.exercise.runs.runner import play_runbook, play_unread
from simulator.exercise.runs.seed import play_seed
from simulator.exercise.runs.standing import SPARING, least, note_battery, settled, spreads, stable_share
from simulator.law.incident import obligations_of
from simulator.law.load import load_rulebook
from simulator.scenario.load import find_runbooks, load_playbook
from simulator.scenario.runbook import load_runbook
from simulator.scenario.weights import load_weights
from simulator.scoring.harm import harm
from tests.unit.scenario.scenes import copied

WEIGHTS = load_weights()
S1 = load_playbook("leaky-sync-queue")
SOUND = {"reference": 100.0, "independent": 95.0, "good": 80.0, "slow": 40.0, "silent": 0.0}


def battery(*by_seed: Mapping[str, float | None]) -> Battery:
    """A battery whose scores on seeds 1, 2, ... are these."""
    return Battery(playbook=S1, by_seed=dict(enumerate(by_seed, start=1)))


def problems(*by_seed: Mapping[str, float | None]) -> list[tuple[str, str]]:
    """The file's name and line, and the message, of each problem of such a battery."""
    folder = Path(S1.runbooks["reference"]).parents[1]
    found = note_battery(folder, battery(*by_seed), WEIGHTS)
    return [(f"{Path(one.file).name}:{one.position.line if one.position else 0}", one.message) for one in found]


def small(into: Path) -> Path:
    """A copy of S1 with its two anchors, and that of its branch, only."""
    folder = copied(into)
    for name, path in find_runbooks(folder).items():
        if name not in {"reference", "reference-low", "silent"}:
            Path(path).unlink()
    return folder


def test_processes_score_like_one_process_and_only_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two seeds in two processes score as each alone; asked again nothing is played; a changed runbook plays anew."""
    monkeypatch.setenv("BREACHDRILL_HOME", str(tmp_path / "home"))
    folder, seen = small(tmp_path / "scenario"), []
    first = play_battery(folder, 2, lambda done, of: seen.append((done, of)))
    second = list(first.by_seed)[1]
    alone = play_seed(first.playbook, second)
    assert first.by_seed[second] == {name: one.total for name, one in alone.items()}
    assert seen == [(1, 2), (2, 2)]
    assert play_battery(folder, 2, lambda done, of: seen.append((done, of))).by_seed == first.by_seed
    assert len(seen) == 2
    silent = folder / "runbooks" / "silent.yaml"
    silent.write_text(silent.read_text(encoding="utf-8") + "# another\n", encoding="utf-8")
    play_battery(folder, 1, lambda done, of: seen.append((done, of)))
    assert seen[2:] == [(1, 1)]


def test_what_came_on_the_published_seed_is_known_before_the_others_were_played(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked for it a battery of two plays one seed; then the other; kept, it tells the same and plays none."""
    monkeypatch.setenv("BREACHDRILL_HOME", str(tmp_path / "home"))
    folder, seen = small(tmp_path / "scenario"), []
    with Players(few=2) as players:
        playing = begin_battery(folder, 2, players)
        published = playing.published(lambda done, of: seen.append((done, of)))
        assert all(one.injects for one in published.values())
        assert seen == [(1, 2)]
        assert len(playing.finish(lambda done, of: seen.append((done, of))).by_seed) == 2
        assert seen == [(1, 2), (2, 2)]
        assert begin_battery(folder, 2, players).published(lambda done, of: seen.append((done, of))) == published
    assert len(seen) == 2


def test_a_changed_runbook_is_played_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the others came to is taken as it is kept; what takes a file away plays anew."""
    monkeypatch.setenv("BREACHDRILL_HOME", str(tmp_path / "home"))
    folder = small(tmp_path / "scenario")
    good = folder / "runbooks" / "good.yaml"
    good.write_bytes(Path(S1.runbooks["good"]).read_bytes())
    first = play_battery(folder, 1).by_seed[1]
    (kept,) = (tmp_path / "home").rglob("battery-*.json")
    marked = json.loads(kept.read_text(encoding="utf-8"))
    marked["seeds"]["1"]["wipe"][0] = 12.25
    kept.write_text(json.dumps(marked), encoding="utf-8")
    good.write_bytes(Path(S1.runbooks["slow"]).read_bytes())
    assert play_battery(folder, 1).by_seed[1] == {**first, "wipe": 12.25, "good": pytest.approx(31, abs=2)}
    good.unlink()
    assert play_battery(folder, 1).by_seed[1] == {name: total for name, total in first.items() if name != "good"}


def test_a_seed_scores_the_same_in_a_run_and_in_a_battery() -> None:
    """What `run --seed` says of a written runbook and of an exploit is what the battery counts."""
    few = {name: S1.runbooks[name] for name in ("silent", "reference", "good")}
    totals = play_seed(replace(S1, runbooks=few), 3)
    for name in ("good", "wipe"):
        (run,) = run_all(S1.slug, runbook=name, seeds=(3,))
        assert run.result.score.total == pytest.approx(totals[name].total, abs=1e-3)


def test_what_nobody_reads_is_scored_like_what_somebody_reads() -> None:
    """Without rows counted and texts filled in, who is owed what and each atom of the harm stay what they are."""
    playbook, book = S1.on(3), load_runbook(Path(S1.runbooks["good"]), S1)
    read, unread = play_runbook(playbook, book, 3), play_unread(playbook, book, 3)
    assert [(one.at, one.cause, type(one.fact)) for one in read.journal] == [
        (one.at, one.cause, type(one.fact)) for one in unread.journal
    ]
    first, second = (
        (duties := obligations_of(load_rulebook(), one.known(CONTROLLER), playbook, "truth"))
        and (duties, harm(tuple(one.journal), playbook, duties, WEIGHTS).atoms)
        for one in (read, unread)
    )
    assert first == second
    assert read.journal.digest != unread.journal.digest


def test_sound_scores_are_no_problem() -> None:
    """Where every median lies in its gate and the order is the published one, nothing is wrong."""
    assert problems(SOUND, SOUND) == []
    assert stable_share(battery(SOUND, SOUND)) == 1


def test_a_gate_is_a_median() -> None:
    """A good team that fails on one seed of three passes; on two of three its file is wrong, at its first line."""
    low = {**SOUND, "good": 60.0}
    assert problems(SOUND, SOUND, low) == []
    ((place, message),) = problems(SOUND, low, low)
    assert place == "good.yaml:1"
    assert message.startswith("given a median of 60.0 for good over 3 seeds, expected 70 to 95: ")


def test_an_exploit_that_pays_is_found() -> None:
    """A written one at its file; a derived one at the scenario, for nobody wrote it."""
    paying = {**SOUND, "day-59": 60.1, "wipe": 35.1}
    found = dict(problems(paying))
    assert "day-59 over 1 seeds, expected at most 60" in found["day-59.yaml:1"]
    (scenario,) = (message for place, message in found.items() if place.startswith("scenario.yaml:"))
    assert "for wipe" in scenario


def test_an_unstable_order_is_found() -> None:
    """Two policies that change places on one seed of ten concern the scenario as a whole; on one of twenty, nobody."""
    swapped = {**SOUND, "slow": 81.0}
    ((place, message),) = problems(*[SOUND] * 9, swapped)
    assert place.startswith("scenario.yaml:")
    assert "on 90% of 10 seeds, expected 95%" in message
    assert problems(*[SOUND] * 19, swapped) == []


def test_a_spread_too_small_is_found() -> None:
    """Where nothing is scored on the published seed, that is the one problem."""
    ((place, message),) = problems(dict.fromkeys(SOUND), SOUND)
    assert place.startswith("scenario.yaml:")
    assert "less than 50 units of harm" in message


def test_a_verdict_is_certain_when_more_seeds_cannot_change_it() -> None:
    """An exploit after eleven of twenty inside its gate; the policies after nineteen in order, at once; no sooner."""
    both = {**SOUND, "wipe": 20.0, "hasty": 50.0}
    assert {least(name, 20) for name in SOUND} == {19}
    assert [least(name, 20) for name in ("wipe", "hasty")] == [11, 1]
    assert set(settled(battery(*[both] * 10), 20)) == {"hasty"}
    assert set(settled(battery(*[both] * 11), 20)) == {"hasty", "wipe"}
    assert set(settled(battery(*[both] * 19), 20)) == set(both)
    swapped = {**both, "slow": 81.0}
    assert set(settled(battery(*[both] * 18, swapped), 20)) == {"hasty", "wipe"}
    assert set(settled(battery(*[both] * 19, swapped), 20)) == set(both)
    paying = {**both, "wipe": 36.0}
    assert "wipe" not in settled(battery(*[both] * 10, *[paying] * 9), 20)


def test_a_check_plays_no_more_than_its_verdicts_need(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On three seeds an exploit is played on two, and who has no gate on one; with all seeds asked for, on each."""
    monkeypatch.setenv("BREACHDRILL_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    folder = small(tmp_path / "scenario")
    (folder / "runbooks" / "hasty.yaml").write_bytes(Path(S1.runbooks["hasty"]).read_bytes())
    spared = play_battery(folder, 3, sparing=SPARING)
    assert [len(spared.totals(name)) for name in ("reference", "wipe", "hasty")] == [3, 2, 1]
    whole = play_battery(folder, 3)
    assert [len(whole.totals(name)) for name in ("reference", "wipe", "hasty")] == [3, 3, 3]
    assert whole.totals("wipe")[:2] == spared.totals("wipe")


def test_what_was_not_scored_is_not_counted() -> None:
    """A seed whose anchors lie too close together has no part in the spread nor in the order."""
    mixed = battery(SOUND, dict.fromkeys(SOUND))
    assert {one.seeds for one in spreads(mixed, WEIGHTS)} == {1}
    assert stable_share(mixed) == 1


@given(st.lists(st.floats(-100, 120), min_size=1, max_size=40))
def test_a_spread_is_in_order(totals: list[float]) -> None:
    """From the least to the most score, with the share inside the gate that a count gives."""
    (one,) = spreads(battery(*({"good": total} for total in totals)), WEIGHTS)
    assert one.low <= one.p10 <= one.median <= one.p90 <= one.high
    assert (one.low, one.high) == (min(totals), max(totals))
    assert one.inside == pytest.approx(sum(70 <= total <= 95 for total in totals) / len(totals))


@pytest.mark.parametrize("package", ["domain", "engine", "law", "scoring", "scenario", "world", "exercise/whatif"])
def test_what_is_kept_is_kept_by_its_code(package: str) -> None:
    """The digest that stands for a package in the name of a kept score is not the digest of nothing."""
    assert program_digest((package,)) != hashlib.sha256().hexdigest()

"""What a facilitator types: an observer's line, a moment; and what the console makes of evidence."""

from __future__ import annotations

import pytest

from simulator.domain.direction import Improvise
from simulator.domain.ids import CONTROLLER, SeatId
from simulator.domain.time import DAY, HOUR, MINUTE
from simulator.exercise.evaluating.review import review_of, unscored
from simulator.exercise.play import Exercise
from simulator.exercise.reports import played
from simulator.exercise.room.console.masterlist import master_list, play_of
from simulator.exercise.room.console.typed import moment_of, read_note
from simulator.scenario.load import load_playbook
from tests.tui.drills import a_playbook
from tui.console.lines import objective_lines
from tui.console.listlines import msel_lines
from tui.console.seen import Sight
from tui.pacing import Drill
from tui.present import flat


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("- nobody owns the call, obj 4", ("nobody owns the call", "-", 3)),
        ("+ asked for options (obj. 1)", ("asked for options", "+", 0)),
        ("silence after the vendor's mail", ("silence after the vendor's mail", "", None)),
        ("! objective 2 is not understood", ("is not understood", "!", 1)),
        ("?who decides", ("who decides", "?", None)),
        ("the object 4 was lost", ("the object 4 was lost", "", None)),
    ],
)
def test_an_observers_line(line: str, said: tuple[str, str, int | None]) -> None:
    """A tag first, an objective anywhere; the rest is the text."""
    objectives = a_playbook().objectives
    text, tag, place = said
    note = read_note(line, objectives)
    assert (note.text, note.tag, note.objective) == (text, tag, "" if place is None else objectives[place].id)


@pytest.mark.parametrize("line", ["", "-", "  ", "+ obj 2", "x obj 9", "x obj 0"])
def test_a_line_that_says_nothing_is_told(line: str) -> None:
    """No text, or an objective that there is not."""
    with pytest.raises(ValueError, match=r"Say in a line|no objective"):
        read_note(line, a_playbook().objectives)


def test_moments_as_people_type_them() -> None:
    """A day and a time, a time (the next one), a stretch; local time, StartEx at nine."""
    playbook = a_playbook()
    assert moment_of("D5 09:00", 0, playbook) == 5 * DAY
    assert moment_of("day 1 10:30", HOUR, playbook) == DAY + 90 * MINUTE
    assert moment_of("10:00", 0, playbook) == HOUR
    assert moment_of("08:00", 0, playbook) == 23 * HOUR
    assert moment_of("+2h30m", HOUR, playbook) == HOUR + 150 * MINUTE
    assert moment_of("+999w", 0, playbook) == playbook.ends


@pytest.mark.parametrize("typed", ["", "soon", "25:00", "D0 09:00", "+0", "-2h", "D1", "9", "D1 09:00:00"])
def test_a_moment_that_is_none_is_told(typed: str) -> None:
    """Past, or no moment: with the ways to write one."""
    with pytest.raises(ValueError, match=r"write D5|only goes forward"):
        moment_of(typed, 0, a_playbook())


def test_the_console_drafts_what_the_report_would_propose() -> None:
    """Before, during and after play the letter beside each objective is the proposal of the report written then."""
    playbook = a_playbook()
    exercise = Exercise(playbook, playbook.seed)
    sight = Sight(drill := Drill(exercise))
    for day in (0, 5, 60):
        exercise.advance(max(day * DAY, HOUR))
        seen = sight.look(exercise)
        lines = [flat(line) for line in objective_lines(seen.rows, seen.standings)]
        proposed = [one.proposal.rating or "-" for one in review_of(unscored(exercise)).standings]
        assert [line.split("draft ")[1][0] for line in lines if "draft " in line] == proposed
    exercise.finish()
    after = review_of(played(exercise)).standings
    assert sight.look(exercise).standings, "the look that finds the end waits for no score"
    assert [one.proposal for one in sight.look(exercise).standings] == [one.proposal for one in after]
    drill.close()


def test_the_master_list_uses_the_width_that_is_there() -> None:
    """No type and no standing is ever cut; receivers and titles are in a narrow panel, and not in a wide one."""
    playbook = load_playbook("vendor-delay")
    exercise = Exercise(playbook, playbook.seed)
    exercise.submit(Improvise(seat=CONTROLLER, to=(SeatId("room"),), channel="call"))
    exercise.advance(HOUR)
    rows = master_list(play_of(exercise, CONTROLLER), exercise.now)
    assert {"main", "improvised", "contingency"} <= {one.type for one in rows}
    for width in (76, 116, 156):
        drawn = [flat(line) for line in msel_lines(rows, playbook, exercise.now, width)]
        assert all(one.type in line for one, line in zip(rows, drawn, strict=True))
        assert any("✓ released" in line[: width - 2] for line in drawn)
    assert not any("…" in line for line in drawn)

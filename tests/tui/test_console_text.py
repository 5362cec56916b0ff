"""What a facilitator types: an observer's line, a moment; and what the console makes of evidence."""

from __future__ import annotations

import pytest

from simulator.domain.time import DAY, HOUR, MINUTE
from simulator.exercise.room.console.masterlist import Listed, Standing
from tests.tui.drills import a_playbook
from tui.console.lines import draft_rating
from tui.console.notetext import read_note
from tui.console.timing import moment_of


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


@pytest.mark.parametrize(
    ("standings", "rating"),
    [
        (("waiting", "waiting"), "-"),
        (("done", "waiting"), "S"),
        (("done", "done"), "P"),
        (("done", "late"), "M"),
        (("late", "waiting"), "U"),
        ((), "-"),
    ],
)
def test_a_draft_is_never_above_its_evidence(standings: tuple[Standing, ...], rating: str) -> None:
    """All done P, some to come S, some late M, nothing but late U; nothing yet: none."""
    tasks = [
        Listed(number=n, ref=str(n), type="expected", title="", to=(), standing=one, planned=None, at=None)
        for n, one in enumerate(standings)
    ]
    assert draft_rating(tasks) == rating

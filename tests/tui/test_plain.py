"""The tabletop line by line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from simulator.domain.decisions import TakeAction
from simulator.domain.evaluation.fold import record_of
from simulator.domain.evaluation.records import Estimated
from simulator.domain.words import NO_DUFF
from simulator.exercise.play import Exercise
from simulator.exercise.runs.batch import find_runbook
from simulator.exercise.runs.runner import play_runbook
from simulator.scenario.load import load_playbook
from tests.tui.drills import a_playbook, a_tiny_playbook
from tui.keeping import Opened
from tui.plain import play_plain

ROOT = Path(__file__).parents[2]


def converse(lines: Iterable[str], exercise: Exercise, seat: str = "room") -> tuple[str, list[tuple[int, str, str]]]:
    """What is told for these lines, and the words that were kept."""
    told: list[str] = []
    kept: list[tuple[int, str, str]] = []
    given = iter(lines)

    def ask(question: str) -> str:
        told.append(question)
        for line in given:
            return line
        raise EOFError

    opened = Opened(exercise=exercise, seat=seat, mode="assisted", say=lambda *said: kept.append(said))
    assert play_plain(opened, ask=ask, tell=told.append) == 0
    return "\n".join(told), kept


def test_an_order_by_words() -> None:
    """Typed words bring a numbered choice, then target, decider and reason; the decision is the same as on screen."""
    exercise = Exercise(a_playbook(), 1)
    told, kept = converse(["snapshot the queue", "1", "1", "1", "preserve", "", "next", "quit"], exercise)
    (taken,) = (one.decision for one in exercise.submitted)
    assert isinstance(taken, TakeAction)
    assert taken.explained, "whoever takes over reads that there is a reason"
    assert "1. Snapshot the dead-letter queue" in told
    assert (1, "reason", "preserve") in kept
    assert "Recorded as decision 1." in told


def test_what_nobody_may_order_yet_is_said_before_anything_is_asked() -> None:
    """An action that needs another one first, or was ordered, says so at once: no question, and nothing is decided."""
    exercise = Exercise(load_playbook("bypassed-mfa-override"), 1)
    lines = [
        "litigation hold",
        "1",
        "declare an incident",
        "1",
        "1",
        "on Monday",
        "",
        "declare an incident",
        "1",
        "quit",
    ]
    told, _ = converse(lines, exercise)
    assert [one.decision.action for one in exercise.submitted if isinstance(one.decision, TakeAction)] == [
        "declare-incident"
    ]
    assert "Not now: “Issue a litigation hold” needs “Declare an incident” first." in told
    assert "Not now: “Declare an incident” was already ordered." in told
    assert told.count("Who decides?") == 1


def test_nothing_typed_leaves_a_list_that_was_begun() -> None:
    """Between yes and no there is a way out, as from every other question: nothing is decided, the talk goes on."""
    exercise = Exercise(a_tiny_playbook(), 1)
    lines = ["pull source", "1", "1", "1", "need it", "", "next", "list", "1", "", "clocks", "quit"]
    told, _ = converse(lines, exercise)
    assert "yes or no (empty: leave)" in told
    assert "Left; nothing was decided." in told
    assert [one.decision.kind for one in exercise.submitted] == ["take-action"]


def test_a_declaration_is_mapped_and_then_ordered() -> None:
    """What matched nothing waits; the facilitator names the action, and it is ordered like any other."""
    exercise = Exercise(a_playbook(), 1)
    lines = ["ring the neighbours", "1", "map", "snapshot the queue", "1", "1", "1", "preserve", "", "quit"]
    told, _ = converse(lines, exercise)
    assert [one.decision.kind for one in exercise.submitted] == ["declare", "take-action", "map-declaration"]
    assert "They said: ring the neighbours" in told


def test_a_note_says_when_and_where_it_was_made() -> None:
    """A note reaches the report with exercise time and seat; nothing typed is no note."""
    _, kept = converse(["note", "we were too slow", "note", " ", "quit"], Exercise(a_playbook(), 1))
    assert kept == [(0, "note", "Tue 15 Sep 09:00, The room: we were too slow")]


def test_an_end_of_input_leaves_quietly() -> None:
    """Input may end in the middle of a question: nothing is decided, nothing breaks."""
    exercise = Exercise(a_playbook(), 1)
    converse(["purge the queue", "1"], exercise)
    assert exercise.submitted == []


def test_a_wrong_number_is_asked_again() -> None:
    """Letters, zero and too much are no choice; an empty line leaves the question."""
    exercise = Exercise(a_tiny_playbook(), 1)
    told, _ = converse(["answer", "well", "zero", "0", "9", "", "quit"], exercise)
    assert told.count("Type a number from 1 to 2.") == 3
    assert "nothing was decided" in told
    assert exercise.submitted == []


def test_hostile_text_stays_text() -> None:
    """An escape in a message does not reach the terminal."""
    exercise = Exercise(a_tiny_playbook("\x1b[2J[red]boo"), 1)
    told, _ = converse(["look", "feed", "clocks", "systems", "brief", "help", "quit"], exercise)
    assert "\x1b" not in told
    assert "[2J[red]boo" in told


def test_a_list_a_letter_and_its_release() -> None:
    """Every legal act can be taken line by line, from the pulled source to the letter that left."""
    exercise = Exercise(a_tiny_playbook(), 1)
    pull = ["pull source", "1", "1", "1", "need it", ""]
    close = ["close queue policy", "1", "1", "shut", ""]
    listed = ["list", "1", "yes", "yes", "yes", "yes", "yes"]
    frozen = ["freeze", "1", "1", "ready", ""]
    found = ["determine", *["seen", "3"] * 4, "1", "1", "evidence", "nobody"]
    dated = ["discovery", "soon", "2026-09-06", "1", "the ticket", ""]
    ready = ["prepare letters", "1", "1", "1", "print", ""]
    kinds = len({one for flow in exercise.playbook.flows.values() for one in flow.elements})
    letter = [
        "release",
        "1",
        "2026-09-01",
        "2026-09-06",
        *["yes"] * kinds,
        "yes",
        "yes",
        "555-0100",
        "no",
        "yes",
        "1",
        "go",
        "",
    ]
    again = ["release", "1", "yes", "yes", "1", "the second batch", ""]
    script = [
        *pull,
        *close,
        *["next"] * 3,
        "never",
        *listed,
        *frozen,
        *found,
        *dated,
        *ready,
        *["next"] * 2,
        *letter,
        *again,
        "quit",
    ]
    told, kept = converse(script, exercise)
    known = exercise.known(exercise.submitted[0].decision.seat)
    kinds_taken = {one.decision.kind for one in exercise.submitted}
    assert {"build-list", "freeze-list", "determine-breach", "state-discovery", "release-notice"} <= kinds_taken, told
    assert [one.fact.audience for one in known.notices] == ["individual"] * 2, told
    assert "Attention: lacks how to ask: a toll-free number" in told, "its faults are heard before it leaves"
    assert "1. the people affected: sent 06 Oct 2026 by version 1" in told
    first, second = (one.fact.letter for one in known.notices)
    assert first == second, "what was said once need not be typed again"
    typed = {(role, text) for _, role, text in kept}
    assert typed >= {("nature", "seen"), ("acquired", "seen"), ("contact", "555-0100")}
    assert known.notices[0].fact.letter.contact == "[gives: no way to ask]", "the journal has none of it"


def test_plain_needs_no_textual() -> None:
    """Playing line by line imports neither Textual nor Rich."""
    code = "import sys, tui.plain; print(*sorted({'textual', 'rich'} & set(sys.modules)))"
    environment = os.environ | {"PYTHONUTF8": "1"}
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=True
    )
    assert answer.stdout.strip() == ""


def test_the_debrief_says_why_a_date_in_play_was_another() -> None:
    """A duty that counts from another day in truth says so under its line, as the screen's ledger does."""
    playbook = load_playbook("bypassed-mfa-override")
    exercise = play_runbook(playbook, find_runbook(playbook, "good"), playbook.seed)
    told, _ = converse(["hot wash", "", "", "debrief", "quit"], exercise)
    line, why = told[told.index("  Report to the Attorney General of Texas") :].splitlines()[:2]
    assert "due 20 Nov 2026" in line
    assert why.startswith("    In play it was due 2026-11-28, from the day of the determination (2026-10-29)")


def test_who_comes_back_after_endex_hears_what_is_left_to_do() -> None:
    """Where things stand is then that the exercise has ended, and what comes after play."""
    exercise = Exercise(a_tiny_playbook(), 1)
    exercise.finish()
    told, _ = converse(["look", "quit"], exercise)
    assert "EndEx. The talk comes first: hot wash. Then debrief, rate and report." in told


def test_a_hot_wash_goes_on_where_it_was_left() -> None:
    """What was said stands and is not asked again; a row of the plan without owner and date gets both."""
    exercise = Exercise(a_tiny_playbook(), 1)
    exercise.finish()
    first = ["hot wash", "early copies", "", "calls", "", "yes", "Write one list of numbers", "", "", ""]
    again = ["hot wash", "the line was staffed", "", "", "yes", "Privacy officer", "2027-01-31", "plan", "", "quit"]
    told, _ = converse([*first, "no", *again], exercise)
    second = told.split("IP-1 is in the plan.")[1]
    assert "Keep: early copies\nKeep 2 of 3" in second
    assert "Change: calls\nChange 2 of 3" in second
    assert "IP-1, Write one list of numbers: no owner, no date. Fill it in?" in second
    assert "IP-1 open: calls. Write one list of numbers, Privacy officer, 31 Jan 2027" in told


def test_a_command_typed_into_the_hot_wash_is_written_down_only_if_it_is_meant() -> None:
    """Who types a command there hears that it is one; the word is kept where somebody says so, else asked anew."""
    exercise = Exercise(a_tiny_playbook(), 1)
    exercise.finish()
    told, _ = converse(["hot wash", "debrief", "no", "clocks", "yes", "", "", "hot wash", "", "", "quit"], exercise)
    assert "“debrief” is a command, to be typed after the hot wash." in told
    second = told.split("Keep: clocks")
    assert len(second) == 2
    assert "Keep: debrief" not in told


def test_no_duff_stops_at_once() -> None:
    """A real emergency asks once; anything but yes goes on, and yes is kept and leaves."""
    told, kept = converse(["no duff", "no", "no duff", "yes", "look"], Exercise(a_tiny_playbook(), 1))
    assert kept == [(0, "stop", NO_DUFF)]
    assert told.endswith(NO_DUFF)


def test_the_controller_directs_line_by_line() -> None:
    """Fire, hold, let go, delay, skip and improvise are decisions of the controller, with their reasons and words."""
    exercise = Exercise(a_playbook(), 1)
    lines = [
        *["hold inject", "1", "they talk"],
        *["let go", "1", ""],
        *["delay", "1", "20m", ""],
        *["fire", "1", "early"],
        *["skip", "1", "no time"],
        *["improvise", "1", "A clerk: is it true?", "2", "1", "no", "to test them"],
        "msel",
        "quit",
    ]
    told, kept = converse(lines, exercise, seat="controller")
    kinds = [one.decision.kind for one in exercise.submitted]
    assert kinds == ["hold-inject", "let-go-inject", "delay-inject", "fire-inject", "skip-inject", "improvise"], told
    assert (6, "inject", "A clerk: is it true?") in kept
    assert (5, "reason", "no time") in kept
    assert "A call: A clerk: is it true?" in told


def test_the_room_cannot_direct() -> None:
    """From the room's seat the list stays closed."""
    exercise = Exercise(a_playbook(), 1)
    told, _ = converse(["fire", "msel", "improvise", "quit"], exercise)
    assert told.count("only the controller does") == 3
    assert exercise.submitted == []


def test_a_declaration_is_answered_without_an_action() -> None:
    """What came of it is told to the room in the facilitator's words."""
    exercise = Exercise(a_playbook(), 1)
    told, kept = converse(["ring the neighbours", "1", "map", "nothing", "1", "They are out.", "quit"], exercise)
    assert (2, "outcome", "They are out.") in kept
    assert "On “ring the neighbours”. They are out." in told


def test_what_is_expected_is_asked_as_a_move_ends() -> None:
    """The three guesses of the screens, by lines: a wrong one is asked again, and `never` holds for all left."""
    to_the_move = ["next"] * 7
    guess = ["perhaps", "yes", "900 400", "900 400 100", "100 400 900", "70%", "half a day", ""]
    told, kept = converse(
        [*to_the_move, *guess, *["next"] * 9, "never", *["next"] * 12, "quit"], Exercise(a_playbook(), 1)
    )
    given = [record_of(text) for _, role, text in kept if role == "record"]
    people, taken, *left = [one for one in given if isinstance(one, Estimated)]
    assert (people.moment, people.p10, people.p50, people.p90) == (1, 100.0, 400.0, 900.0)
    assert (taken.question, taken.probability) == ("acquired", 0.7)
    assert [(one.moment, one.p50) for one in left] == [(2, None), (3, None)]
    for fault in ("A range has all three numbers, or none.", "The three numbers go up.", "A whole number, please"):
        assert fault in told
    assert told.count("What do you expect?") == 2


def test_one_of_two_messages_is_answered() -> None:
    """Where two wait, which one is asked; the answer goes to it."""
    told, _ = converse([*["next"] * 6, "answer", "2", "not today", "2", "quit"], Exercise(a_playbook(), 1))
    assert "Which message?" in told
    assert "You: Not before we have a copy" in told


def test_an_exercise_played_on_is_not_read_out_again() -> None:
    """Whoever comes back hears where things stand, not all that happened; a new one begins with its first messages."""
    exercise = Exercise(a_playbook(), 1)
    told, _ = converse(["snapshot the queue", "1", "1", "1", "preserve", "", "quit"], exercise)
    assert told.index("StartEx. Leaky sync queue") < told.index("> ")
    told, _ = converse(["note", "back", "quit"], exercise)
    assert "StartEx. Leaky sync queue" not in told

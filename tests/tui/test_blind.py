"""A player who sees nothing but lines of text plays an exercise from its start to its report."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulator.exercise.folders import HOME
from simulator.exercise.play import Exercise
from tests.tui.drills import a_playbook
from tui.keeping import Opened
from tui.plain import play_plain
from tui.plain.conversation import COMMANDS

READS = ["help", "brief", "cards", "objectives", "look", "feed", "clocks", "systems", "staff", "people", "evidence"]
ORDERS = [
    "snapshot the queue", "put a litigation hold on it", "pull the on-call tickets", "read the receive counters",
    "request the merge table", "request the residence report", "tighten the queue policy", "block the bucket",
]  # fmt: skip
LATER = [
    "discovery", "evidence", "tables", "sql", "list", "lists", "freeze", "assessment", "determine",
    "prepare individual letters", "report to hhs", "hint", "flag", "note", "waiting", "find",
]  # fmt: skip
NOTICES = ["notices", "release", "clocks"]
AFTER = ["debrief", "rate", "plan", "report", "quit"]
LINES = 500
"""More than this player needs; assumed."""


class BlindPlayer:
    """Answers each question by what was told, line by line; never looks at anything else."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.todo = [*READS, *ORDERS, *["next", "day"] * 4, *LATER, *["next", "day"] * 4, *NOTICES]
        self.typed: list[str] = []

    def tell(self, line: object) -> None:
        """Hear a line."""
        self.heard.append(str(line))

    def ask(self, question: str) -> str:
        """Answer a question."""
        assert len(self.typed) < LINES, self.heard[-20:]
        said = self.command() if question == "> " else self.reply(question)
        self.typed.append(said)
        self.heard += [question, said]
        return said

    def command(self) -> str:
        """The next thing to do: as planned, then answer what waits, then on until EndEx, where the hot wash opens."""
        if (
            not self.todo
            and any("Type debrief for what was true" in one for one in self.heard)
            and "debrief" not in self.typed
        ):
            self.todo = list(AFTER)
        if self.todo:
            return self.todo.pop(0)
        waits = any("answer it" in one or "Discuss:" in one for one in self.heard[-6:])
        return "answer" if waits and self.typed[-1] != "answer" else "next"

    def reply(self, question: str) -> str:
        """What a question of a command is answered with."""
        if found := re.match(r"Type ([\\d,]+) to go on", question):
            return found[1]
        rules = (
            ("Number", "1"), ("yes or no", "no" if "Leave out" in question else "yes"), ("SELECT", "select 1 as one"),
            ("which day", "2026-09-06"), ("since", "2026-09-06"), ("Discovered on", "2026-09-06"),
            ("no or never", "yes"), ("People to be told", "100 400 900"), ("0 to 100 %", "40"), ("Hours until", ""),
            ("2026-01-31", "2026-12-01"), ("Words:", "queue"), ("html, md", "md"), ("of 3", "we ask early"),
        )  # fmt: skip
        return next((answer for sign, answer in rules if sign in question), "because it is so")


def test_a_blind_player_plays_to_the_report(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """By text alone: reads, decides, lists, determines, releases, ends, debriefs, plans, and has the report."""
    monkeypatch.setenv(HOME, str(tmp_path))
    exercise, player = Exercise(a_playbook(), 1), BlindPlayer()
    opened = Opened(exercise=exercise, seat="room", mode="assisted")
    assert play_plain(opened, ask=player.ask, tell=player.tell) == 0
    heard = "\n".join(player.heard)
    assert exercise.ended, heard[-3000:]
    kinds = {one.decision.kind for one in exercise.submitted}
    wanted = {
        "take-action",
        "state-discovery",
        "build-list",
        "freeze-list",
        "release-notice",
        "determine-breach",
        "answer-inject",
    }
    assert {*wanted, "answer-inject"} <= kinds, heard[-3000:]
    assert "Score:" in heard
    assert "People by state: read; must be told; on your list." in heard
    assert "IP-1 is in the plan." in heard
    (report,) = tmp_path.rglob("*-after-action.md")
    written = report.read_text(encoding="utf-8")
    assert "because it is so" in written, "what was typed is in the report"
    assert "\x1b" not in heard, "no cursor is moved"


def test_every_command_is_listed_and_answers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Help names each command with one line; none of them breaks at StartEx, whatever is typed at its questions."""
    monkeypatch.setenv(HOME, str(tmp_path))
    player = BlindPlayer()
    player.todo = [name for name, _ in COMMANDS if name not in {"quit", "no duff"}] + ["quit"]
    opened = Opened(exercise=Exercise(a_playbook(), 1), seat="room", mode="assisted")
    assert play_plain(opened, ask=player.ask, tell=player.tell) == 0
    for name, text in COMMANDS:
        assert f"  {name}: {text}" in player.heard
        assert len(text) < 100

"""Every screen as text, by a command: cards, staff, people, sources and SQL, lists, notices, hints, what was typed."""

from __future__ import annotations

import json

from simulator.domain.evaluation import records as r
from simulator.domain.words import TOMBSTONE, Role
from simulator.errors import BreachdrillError
from simulator.exercise.room.console.hints import next_hints
from simulator.exercise.room.console.masterlist import play_of
from simulator.exercise.room.desk.desk import EvidenceDesk, desk_of
from simulator.exercise.room.drafts import assessment_draft
from simulator.exercise.room.matching import Match
from simulator.exercise.room.notices import reading
from tui import present
from tui.pacing import Halt
from tui.plain.asking import Left
from tui.plain.directing import Directing
from tui.texts import clocks, introduce
from tui.texts.room import decide_lines, feed_text, list_line, people_lines, staff_line, system_line

LOOKS = (
    ("cards", "the role cards that you may read"),
    ("objectives", "what the exercise tests"),
    ("staff", "who works, who is free, who is called"),
    ("people", "how many people are affected, as known"),
    ("waiting", "the decisions that wait, and the work under way"),
    ("find", "lines of the feed with certain words"),
    ("evidence", "every source: how it stands, what it costs, until when"),
    ("pull", "order a source to be pulled"),
    ("tables", "the tables and columns of what was pulled"),
    ("sql", "ask what was pulled, in SQL"),
    ("lists", "every version of the list"),
    ("notices", "who is told, and how each notice stands"),
    ("assessment", "what the four factors show so far"),
    ("hint", "a question, then where to look, then a move; free"),
    ("flag", "say that the scenario is wrong here; play goes on"),
    ("redact", "strike out something that was typed"),
)
ROWS = 40
"""Rows of an answer that are read out; assumed, what somebody listens to."""
TONE_WORDS = {"ok": "in order", "red": "soon", "unknown": "not known yet"}
"""How a clock's tone is said aloud, where the word on the screens is short for a sign."""


class Looking(Directing):
    """What screens show."""

    def look(self) -> None:
        """Where things stand."""
        drill, view = self.drill, self.drill.view
        halt = Halt(kind="end") if view.ended else drill.halt
        why = self.why_it_stands(halt) if halt and halt.kind != "start" else ""
        self.tell(f"Day {view.day}, {present.day_and_time(view.when)}. {view.move.title if view.move else ''}. {why}")
        self.tell(f"You: {view.seat_title}. Clocks, worst first:")
        for row in view.clocks:
            due = f"due {present.day(row.due)}" if row.due else "no due date yet"
            self.tell(f"  {TONE_WORDS.get(row.tone, row.tone)}: {row.title}, {clocks.clock_word(row)}, {due}")
        self.tell("Waiting for you:")
        self.tell_all(decide_lines(view, "Type answer to answer it."))

    def feed(self) -> None:
        """Everything that happened."""
        for line in self.drill.view.feed:
            self.tell(feed_text(line))

    def clocks(self) -> None:
        """Every clock with its reasons."""
        for row in self.drill.view.clocks:
            self.tell_all(clocks.clock_block(row))

    def systems(self) -> None:
        """Systems, staff, people."""
        view = self.drill.view
        self.tell_all(system_line(row) for row in view.systems)
        self.tell_all(staff_line(row) for row in view.staff)
        self.tell_all(people_lines(view))

    def cards(self) -> None:
        """The role cards."""
        self.tell_all(introduce.card_lines(self.drill.playbook, self.drill.seat))

    def objectives(self) -> None:
        """What is tested."""
        self.tell_all(introduce.objective_lines(self.drill.playbook))

    def staff(self) -> None:
        """Who works."""
        for row in self.drill.view.staff:
            waits = f", {row.waiting} waiting" if row.waiting else ""
            self.tell(f"{row.title}: {row.busy} of {row.people} busy{waits}")

    def people(self) -> None:
        """As known."""
        self.tell_all(people_lines(self.drill.view))

    def waiting(self) -> None:
        """What waits and what runs."""
        self.tell_all(decide_lines(self.drill.view, "Type answer to answer it."))

    def find(self) -> None:
        """Search the feed."""
        sought = self.ask("Words: ").lower()
        found = [text for one in self.drill.view.feed if sought and sought in (text := feed_text(one)).lower()]
        self.tell(f"{len(found)} of {len(self.drill.view.feed)} lines.")
        for text in found:
            self.tell(text)

    def evidence(self) -> None:
        """Every source."""
        desk = self._desk()
        for one in self.drill.ask(lambda _: desk.sources()).result():
            rows = f", {one.rows:,} rows in the table {one.table}" if one.rows is not None else ""
            held = ", held" if one.held else ""
            until = f", {one.until}" if one.until else ""
            self.tell(f"{one.title}: {one.standing}{held}{rows}. {one.owner}, {one.takes}; keeps {one.keeps}{until}")
            for remark in one.remarks:
                self.tell(f"  {remark}")

    def pull(self) -> None:
        """Order a pull."""
        desk = self._desk()
        found = [one for one in self.drill.ask(lambda _: desk.sources()).result() if one.actions]
        rows = [(str(place), f"{one.title}, {one.standing}") for place, one in enumerate(found)]
        source = found[int(self.one_of("Which source?", rows))]
        action = source.actions[0]
        self.mean(Match(kind="action", id=action.id, title=action.title), f"Pull: {source.title}")

    def tables(self) -> None:
        """What can be asked."""
        tables = self._desk().tables()
        for name, columns in tables:
            self.tell(f"{name}: {', '.join(columns)}")
        if not tables:
            self.tell("Nothing is pulled yet, so there is nothing to ask. Type pull.")

    def sql(self) -> None:
        """One question, the rows one a line, each value with its column."""
        try:
            answer = self._desk().query(self.ask("SELECT statement: "))
        except BreachdrillError as fault:
            self.tell(f"{fault}")
            return
        self.tell(f"{len(answer.rows):,} rows{' and more' if answer.truncated else ''}: {', '.join(answer.columns)}")
        for row in answer.rows[:ROWS]:
            self.tell(", ".join(map(" ".join, zip(answer.columns, map(_spoken, row), strict=True))))
        if len(answer.rows) > ROWS:
            self.tell(f"{len(answer.rows) - ROWS:,} more rows; ask for fewer with WHERE or LIMIT.")

    def lists(self) -> None:
        """Every version."""
        for row in self.drill.view.exposure.lists:
            self.tell(present.flat(list_line(row)))
        if not self.drill.view.exposure.lists:
            self.tell("There is no list yet. Type list to build one.")

    def assessment(self) -> None:
        """What the draft and the evidence show."""
        draft = assessment_draft(self.drill.words, self.drill.known)
        known = self.drill.known
        found = reading(draft, known, self.drill.playbook)
        self.tell("The presumption is rebutted on paper." if found.rebutted else "The presumption of a breach stands.")
        for said in (*found.reasons, *found.flags):
            self.tell(f"  {said}")
        if found.missing_evidence:
            self.tell(f"Not pulled, and could tell: {', '.join(found.missing_evidence)}.")
        determined = known.determination
        self.tell(
            "Not determined."
            if determined is None
            else f"Determined: {'a' if determined.fact.breach else 'no'} breach."
        )
        stated = known.discovery
        self.tell(
            "Discovery date: not stated." if stated is None else f"Discovery date: {present.day(stated.fact.day)}."
        )

    def hint(self) -> None:
        """The next rung."""
        ladder = self.drill.ask(lambda exercise: next_hints(play_of(exercise, self.drill.seat))).result()
        given = {one.text for one in self.drill.evaluation.hints}
        rung = next((one for one in ladder if one.text not in given), ladder[-1] if ladder else None)
        if rung is None:
            self.tell("Nothing is expected of you now. Type next.")
            return
        self.tell(rung.text)
        self.drill.write(lambda at, room: r.Hinted(at=at, room=room, level=rung.level, text=rung.text)).result()

    def flag(self) -> None:
        """Dispute the scenario."""
        if said := self.ask("What is wrong with the scenario? "):
            self.drill.write(lambda at, room: r.Flagged(at=at, room=room, text=said)).result()
            self.tell("Flagged; the report answers it. Play goes on.")

    def redact(self) -> None:
        """Strike something out."""
        rows = [
            (str(place), _typed(number, role, text))
            for place, (number, role, text) in enumerate(self.drill.words)
            if text and text != TOMBSTONE
        ]
        if not rows:
            self.tell("Nothing was typed yet.")
            return
        place = int(self.one_of("Which?", rows))
        if not self.yes("It cannot be undone. Strike it out?"):
            raise Left
        self.drill.redact(place).result()
        self.tell("Struck out.")

    def _desk(self) -> EvidenceDesk:
        """What was pulled, brought in as far as it has arrived."""
        desk = desk_of(self.drill.exercise, self.drill.seat)
        desk.store(self.drill.ask(lambda _: desk.fetch()).result())
        return desk


def _typed(number: int, role: Role, text: str) -> str:
    """What was typed, as it is heard: of a record its kind and its words, without signs and numbers."""
    if role == "record":
        fields = {name: said for name, said in json.loads(text).items() if isinstance(said, str) and said}
        return ", ".join([fields.pop("kind"), *(f"{name} {said}" for name, said in fields.items())])
    return f"{role}{f' of decision {number}' if number else ''}: {text}"


def _spoken(cell: object) -> str:
    return "unknown" if cell is None else cell.hex() if isinstance(cell, bytes) else str(cell)

"""After EndEx, line by line: the debrief, the ratings, and the report."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.domain.evaluation import records as r
from simulator.domain.words import NO_DUFF, words
from simulator.errors import BreachdrillError
from simulator.exercise.folders import data_folder
from simulator.exercise.reports import write_report
from simulator.exercise.room.debrief import Debrief, debrief
from simulator.exercise.runs.anchors import anchored
from simulator.exercise.runs.priors import forecasts_of
from simulator.report.rated.ratings import RATINGS
from tui import present
from tui.plain.asking import spoken
from tui.plain.washing import Washing
from tui.plain.whatif import WhatIf
from tui.reportfiles import details_of
from tui.texts.debrief import unnamed_lines, word_of
from tui.texts.expected import expected_lines
from tui.texts.waterfall import TITLES

AFTER = (
    ("debrief", "after EndEx: what was true, the score, duties, and every decision"),
    ("what if", "the decisions on which it turned, what else they would have come to, and call and luck"),
    ("hot wash", "three to keep, three to change, and who does what by when"),
    ("keep", "hot wash: one thing to keep"),
    ("change", "hot wash: one thing to change"),
    ("plan", "a row of the improvement plan: action, owner, date"),
    ("rate", "rate an objective: P, S, M or U"),
    ("report", "write the after-action report, as html, md, docx, pdf or json"),
)


class After(Washing):
    """When play is over."""

    def debrief(self) -> None:
        """The reveal."""
        drill = self.drill
        if not drill.view.ended:
            self.tell("The debrief opens at EndEx; until then nobody here sees what is true.")
            return
        entries = drill.ask(lambda exercise: tuple(exercise.journal)).result()
        found = debrief(entries, drill.playbook, tuple(drill.words))
        for line in (*self._score_text(found), *_sets_text(found), *_duties_text(found), *_log_text(found)):
            self.tell(line)
        given = drill.evaluation.estimates
        self.tell_all(expected_lines(given, drill.ask(lambda exercise: forecasts_of(exercise, given)).result()))

    def what_if(self) -> None:
        """Five costliest, five best, and how they were to be judged; some minutes of reckoning, told as it goes."""
        if self.drill.view.ended:
            WhatIf(self.drill, self.tell, self.tell_all, self.yes).tell_turning()
        else:
            self.tell("What would have been is told after EndEx.")

    def rate(self) -> None:
        """One objective."""
        rows = [(one.id, one.title) for one in self.drill.playbook.objectives]
        objective = self.one_of("Which objective?", rows)
        letters: dict[str, r.Rating] = {"P": "P", "S": "S", "M": "M", "U": "U"}
        rating = letters[self.one_of("How did it go?", RATINGS.items())]
        why, by = self.ask("Why? "), self.ask("Who rates? ")
        self.drill.write(
            lambda at, room: r.Rated(at=at, room=room, objective=objective, rating=rating, why=why, by=by)
        ).result()
        self.tell("Rated.")

    def report(self) -> None:
        """Write it."""
        drill = self.drill
        ending = self.ask("As html, md, docx, pdf or json (empty: html)? ").lower().lstrip(".") or "html"
        said = tuple(
            words(number, role, text, salt=str(place)) for place, (number, role, text) in enumerate(drill.words)
        )
        try:
            path = data_folder() / f"{drill.folder}-after-action.{ending}"
            details = details_of(drill)
            written = drill.ask(lambda exercise: write_report(exercise, [path], said, details)).result()
        except BreachdrillError as fault:
            self.tell(str(fault))
            return
        for one in written:
            self.tell(f"Written: {one}")

    def _score_text(self, found: Debrief) -> Iterator[str]:
        if any(role == "stop" for _, role, _ in self.drill.words):
            yield f"Not scored: {NO_DUFF}"
            return
        playbook, seed = self.drill.playbook, self.drill.exercise.seed
        try:
            score = self.drill.ask(
                lambda exercise: anchored(playbook, seed, tuple(exercise.journal), found.duties)
            ).result()
        except BreachdrillError as fault:
            yield f"No score: {fault.message}"
            return
        if score.total is None:
            yield f"Not scored: {score.note}"
            return
        yield f"Score: {score.total:.1f}; silence is 0, the best known response 100. Its parts:"
        rounded = {part: round(points, 1) or 0.0 for part, points in score.parts.items()}  # no minus before nothing
        yield from (f"  {TITLES[part]}: {points:+.1f}" for part, points in rounded.items())


def _sets_text(found: Debrief) -> Iterator[str]:
    sets = found.sets
    yield "People by state: read; must be told; on your list."
    for state in sets.states:
        counts = (one.get(state, 0) for one in (sets.read, sets.notifiable, sets.listed))
        yield f"  {state}: {'; '.join(f'{count:,}' for count in counts)}"
    if sets.precision is None or sets.recall is None:
        yield "You made no list."
    else:
        yield f"Of those who must be told, listed: {sets.recall:.1%}."
        yield f"Of those listed, must be told: {sets.precision:.1%}."


def _duties_text(found: Debrief) -> Iterator[str]:
    yield "Duties, in truth (no part of the score):"
    for duty in found.duties:
        if duty.required or duty.done is not None:
            done = f", done {present.day(duty.done)}" if duty.done else ""
            due = f"due {present.day(duty.due)}" if duty.due else "no due date"
            yield f"  {duty.title} ({duty.id}): {duty.status.replace('_', ' ')}, {due}{done}"
            if why := found.differs.get((duty.id, duty.entity)):
                yield f"    {why}"
    yield from (spoken(present.flat(line)) for line in unnamed_lines(found) if present.flat(line))


def _log_text(found: Debrief) -> Iterator[str]:
    yield "Decisions:"
    for one in found.log:
        refused = f" Refused: {one.refused}" if one.refused else ""
        yield f"  {one.number}. {present.day_and_time(one.when)}, {one.role}: {one.title}.{refused}"
        yield from (f"     {word_of(role)}: {text}" for role, text in one.words if text.strip())

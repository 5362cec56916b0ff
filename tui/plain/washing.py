"""The hot wash and its improvement plan, line by line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from simulator.domain.evaluation import records as r
from simulator.report.improving.proposed import numbered
from tui import present
from tui.plain.asking import Left
from tui.plain.looking import Looking

MOST = 3
"""To keep and to change, in the hot wash. Source: practice.md 2.1."""


class Washing(Looking):
    """What the room keeps and changes, and who does what by when."""

    def hot_wash(self) -> None:
        """Keep, change, and the plan of what is to change; what was said stands, and how long it took is kept."""
        if not self.drill.view.ended:
            self.tell("The hot wash opens at EndEx.")
            return
        begun = self.drill.seconds()
        for keep in (True, False):
            self._ask_what(keep=keep)
        for one in [one.text for one in self.drill.evaluation.learned if not one.keep]:
            if all(one != row.issue for row in self.drill.evaluation.plan) and self.yes(f"Plan an action for “{one}”?"):
                self._plan(one)
        self._complete()
        took = round(self.drill.seconds() - begun)
        self.drill.write(lambda at, room: r.Washed(at=at, room=room, stage="ended", seconds=took)).result()

    def keep(self) -> None:
        """One to keep."""
        if said := self.ask("What would you keep? "):
            self._learn(keep=True, text=said)

    def change(self) -> None:
        """One to change."""
        if said := self.ask("What would you change? "):
            self._learn(keep=False, text=said)

    def plan(self) -> None:
        """One row of the improvement plan."""
        for one in self.drill.evaluation.plan:
            self.tell(
                f"{one.id} {one.status}: {one.issue}. {one.action}, {one.owner or 'no owner'}, {present.day(one.due)}"
            )
        self._complete()
        if issue := self.ask("What is the issue (empty: leave)? "):
            self._plan(issue)

    def _ask_what(self, *, keep: bool) -> None:
        what = "Keep" if keep else "Change"
        said = [one.text for one in self.drill.evaluation.learned if one.keep is keep]
        for one in said:
            self.tell(f"{what}: {one}")
        for place in range(len(said) + 1, MOST + 1):
            if not (text := self._meant(f"{what} {place} of {MOST} (empty: no more): ")):
                break
            self._learn(keep=keep, text=text)

    def _meant(self, question: str) -> str:
        """What is answered; the name of a command only where somebody means the word."""
        while (text := self.ask(question)).lower() in self.commands:
            if self.yes(f"“{text}” is a command, to be typed after the hot wash. Write it down as what was said?"):
                break
        return text

    def _learn(self, *, keep: bool, text: str) -> None:
        self.drill.write(lambda at, room: r.Learned(at=at, room=room, keep=keep, text=text)).result()

    def _plan(self, issue: str) -> None:
        fresh = r.Planned(at=0, room=0.0, id="", issue=issue, retest=self.drill.playbook.slug)
        (row,) = numbered([fresh], self.drill.evaluation)
        action, owner, due = self.ask("What is to be done? "), self.ask("Who does it? "), self._due()
        measure = self.ask("How do you know that it is done? ")
        self._write(replace(row, action=action, owner=owner, due=due, measure=measure))

    def _complete(self) -> None:
        """Rows that lack what a final plan needs, filled in under their own names."""
        for row in [one for one in self.drill.evaluation.plan if not (one.action and one.owner and one.due)]:
            if not self.yes(f"{row.id}, {row.action or row.issue}: {_lacks(row)}. Fill it in?"):
                continue
            action = row.action or self.ask("What is to be done? ")
            owner, due = row.owner or self.ask("Who does it? "), row.due or self._due()
            self._write(replace(row, action=action, owner=owner, due=due))

    def _write(self, row: r.Planned) -> None:
        self.drill.write(lambda at, room: replace(row, at=at, room=room)).result()
        self.tell(f"{row.id} is in the plan.")

    def _due(self) -> date | None:
        try:
            return self.day("By when (as 2026-01-31; empty: open)? ")
        except Left:
            return None


def _lacks(row: r.Planned) -> str:
    there = {"no action": row.action, "no owner": row.owner, "no date": row.due}
    return ", ".join(lack for lack, given in there.items() if not given)

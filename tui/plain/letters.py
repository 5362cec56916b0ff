"""Who is told, how far that is, and what a letter says before it leaves, asked line by line."""

from __future__ import annotations

from simulator.domain import decisions as d
from simulator.exercise.room.drafts import letter_draft
from simulator.exercise.room.notices import AudienceLine, audience_lines, content_check, kinds
from tui import present
from tui.plain.asking import Asking, Left, spoken


class Letters(Asking):
    """Notices."""

    def notices(self) -> None:
        """Who is told."""
        titles = {row.id: row.title for row in self.drill.view.clocks}
        for one in self._audiences():
            self.tell(f"{one.title}: {_standing(one)}")
            for duty, day, status in one.due:
                self.tell(f"  {titles.get(duty, duty)}: due {present.day(day)}, {status.replace('_', ' ')}")

    def release(self) -> None:
        """Which notice, and what it says."""
        known = self.drill.known
        ready = [
            (one.audience, f"{one.title}: {_standing(one)}")
            for one in self._audiences()
            if one.audience in known.prepared
        ]
        if not ready or not known.frozen:
            self.tell("A notice needs a frozen list and an audience whose notice is prepared.")
            return
        audience = self.one_of("To whom?", ready)
        letter = self._letter()
        act = d.ReleaseNotice(
            seat=self.drill.seat,
            audience=audience,
            version=known.frozen[-1].fact.version,
            letter=letter,
            by=self.legal_seat(),
        )
        self.submit(act, **self.why(required=True))

    def _audiences(self) -> tuple[AudienceLine, ...]:
        return audience_lines(self.drill.known, self.drill.playbook, self.drill.view.clocks)

    def _letter(self) -> d.Letter:
        """What the last one said, or what is asked now; its faults are told before it leaves."""
        drill = self.drill
        letter = letter_draft(drill.words, drill.known)
        if letter == d.Letter() or not self.yes("Say what the last notice said?"):
            letter = self._written()
        faults = [one for one in content_check(letter, drill.known, drill.playbook) if one.mark != "done"]
        for one in faults:
            self.tell(spoken(f"{present.SYMBOLS[one.mark]} {one.text}"))
        if faults and not self.yes("Release it so?"):
            raise Left
        return letter

    def _written(self) -> d.Letter:
        return d.Letter(
            breach_from=self.day("What happened: since which day (as 2026-08-04)? "),
            discovered=self.day("Discovered on which day? "),
            kinds=tuple(kind for kind in kinds(self.drill.playbook) if self.yes(f"Does it name {kind}?")),
            steps=self.yes("Does it say what people should do?"),
            doing=self.yes("Does it say what you are doing?"),
            contact=self.ask("How people reach you (empty: it does not say): ") or None,
            claims_no_misuse=self.yes("Does it claim that nothing was misused?"),
        )


def _standing(one: AudienceLine) -> str:
    sent = ", ".join(f"sent {present.day(day)} by version {version}" for day, version in one.sent)
    return sent or one.standing

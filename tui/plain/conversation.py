"""The conversation: what a line means, and what happened since."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from simulator.domain import decisions as d
from simulator.domain.ids import CONTROLLER, ActionId, InjectId, SeatId
from simulator.domain.words import NO_DUFF
from simulator.errors import InputError
from simulator.exercise.room.desk.exhibits import note_text
from simulator.exercise.room.feed import title_of_seat
from simulator.exercise.room.matching import Match, matches
from simulator.exercise.room.truth import truth_view
from tui import present
from tui.keeping import Opened
from tui.pacing import Drill
from tui.plain.after import AFTER, After
from tui.plain.asking import Left
from tui.plain.directing import DIRECTIONS
from tui.plain.expecting import ask_expected
from tui.plain.looking import LOOKS
from tui.present import day_and_time
from tui.texts import introduce, unveil
from tui.texts.room import feed_text

COMMANDS = (
    ("look", "where things stand: time, clocks, what waits"),
    ("feed", "everything that happened, oldest first"),
    ("clocks", "every clock, with its reasons"),
    ("systems", "systems, staff and people as known"),
    ("brief", "the briefing, the cards, the objectives, how the score works"),
    ("card", "one role's card, for its player's ears alone"),
    *LOOKS,
    ("next", "go to the next message, finished work, move or due date"),
    ("day", "let one day pass"),
    ("answer", "answer the message that waits"),
    ("discovery", "legal act: state the discovery date"),
    ("hold", "legal act: record a request to hold notices back"),
    ("list", "compute the next version of the list of affected people"),
    ("guide", "whose record, when, by whom, can we exclude them: one person, or a store"),
    ("import", "take over a list made outside, a CSV with this exercise's canary"),
    ("export", "write a version of the list as CSV"),
    ("freeze", "legal act: freeze a version of the list"),
    ("determine", "legal act: determine breach or not, by the four factors"),
    ("release", "legal act: release a batch of notices"),
    ("map", "facilitator: say which action a declaration stands for"),
    *DIRECTIONS,
    *AFTER,
    ("note", "write a remark down"),
    ("no duff", "a real emergency: stop at once; the run is then not scored"),
    ("truth", "controller alone: what is true, and what comes next"),
    ("help", "this list; anything else that you type is what you do"),
    ("quit", "leave; what was decided is kept"),
)


def play_plain(opened: Opened, *, ask: Callable[[str], str] = input, tell: Callable[[str], object] = print) -> int:
    """Play line by line until `quit` or the end of input; returns an exit code."""
    drill = Drill.of(opened)
    try:
        PlainDrill(drill, ask, tell).play()
    finally:
        drill.close()
    return 0


class PlainDrill(After):
    """A drill, line by line."""

    commands = frozenset(name for name, _ in COMMANDS)
    _told = 0
    stopped = False
    _washed = False

    def play(self) -> None:
        """Read a line, do it, tell what changed; until the person leaves."""
        self.tell(f"{present.EXERCISE}. All people are synthetic. Type help for the commands.")
        if self.drill.exercise.submitted:
            self._told = max((one.number for one in self.drill.view.feed), default=0)
            self.tell("Played on from where it stood. Type feed for all that happened.")
        self.news()
        self.look()
        self._washed = self.drill.view.ended
        while True:
            try:
                said = self.ask("> ")
            except Left:
                return
            if said in {"quit", "exit"}:
                return
            try:
                self.obey(said)
            except Left:
                self.tell("Left; nothing was decided.")
            if self.stopped:
                return
            self.news()
            self._expect()
            if self.drill.view.ended and not self._washed:
                self._wash_first()

    def _expect(self) -> None:
        """As a move ends: what does the team expect?"""
        with suppress(Left):  # the input ended; the next question says so again
            ask_expected(self)

    def _wash_first(self) -> None:
        """As play ends, the talk opens; once."""
        self._washed = True
        try:
            if self.yes("EndEx. Clocks stand. Open the hot wash now, before anything is revealed?"):
                self.hot_wash()
        except Left:
            self.tell("Left; type hot wash to go on with it.")
            return
        self.tell("Type debrief for what was true, then rate and report.")

    def obey(self, said: str) -> None:
        """Do what one line says."""
        methods = {"list": "build", "day": "pass_day", "no duff": "stop", "import": "take_over"}
        names = {name: methods.get(name, name.replace(" ", "_")) for name, _ in COMMANDS if name != "quit"}
        own = {name: getattr(self, method) for name, method in names.items()}
        if said.rstrip("?") in own or said == "?":
            own[said.rstrip("?") or "help"]()
        elif said:
            self.decide(said)

    def news(self) -> None:
        """What happened since the last time."""
        for line in self.drill.view.feed:
            if line.number > self._told:
                self.tell(feed_text(line))
                self._told = line.number

    def truth(self) -> None:
        """What is true, for the controller."""
        seat, calendar = self.drill.seat, self.drill.playbook.calendar
        try:
            view = self.drill.ask(lambda exercise: truth_view(exercise, seat)).result()
        except InputError as refused:
            self.tell(str(refused))
            return
        self.tell_all([unveil.BANNER, *unveil.people_lines(view, calendar)])
        self.tell_all([*unveil.clock_lines(view), *unveil.msel_lines(view, calendar)])

    def card(self) -> None:
        """One role's own card."""
        seats = self.drill.playbook.seats
        own = [(seat, one.title) for seat, one in seats.items() if self.drill.seat in {seat, "room", CONTROLLER}]
        self.tell_all(introduce.card_of(self.drill.playbook, SeatId(self.one_of("Whose card?", own))))

    def brief(self) -> None:
        """The briefing."""
        playbook = self.drill.playbook
        self.tell_all(introduce.briefing_lines(playbook.briefing))
        self.tell_all(introduce.card_lines(playbook, self.drill.seat, "Type card: it tells"))
        self.tell_all(introduce.objective_lines(playbook))
        self.tell_all(introduce.SCORE_RULES)

    def help(self) -> None:
        """The commands."""
        for name, text in COMMANDS:
            self.tell(f"  {name}: {text}")

    def next(self) -> None:
        """To the next thing that needs the team."""
        self.drill.jump()
        self.arrive()

    def pass_day(self) -> None:
        """One day on."""
        self.drill.day()
        self.arrive()

    def stop(self) -> None:
        """A real emergency: it is kept, and play ends here."""
        if self.ask("Is it real? Type yes to stop: ") == "yes":
            self.drill.say(0, "stop", NO_DUFF)
            self.tell(NO_DUFF)
            self.stopped = True

    def note(self) -> None:
        """A remark."""
        if said := self.ask("Note: ").strip():
            who = title_of_seat(self.drill.seat, self.drill.playbook)
            self.drill.say(0, "note", note_text(day_and_time(self.drill.view.when), who, said))

    def answer(self) -> None:
        """Answer a message."""
        waiting = [one for one in self.drill.view.open if one.kind == "inject"]
        if not waiting:
            self.tell("No message waits for an answer.")
            return
        chosen = waiting[0]
        if len(waiting) > 1:
            rows = [(str(place), present.clean(one.title)) for place, one in enumerate(waiting)]
            chosen = waiting[int(self.one_of("Which message?", rows))]
        self.tell(f"{chosen.title}: {chosen.text}")
        said = self.ask("First in your own words: ")
        option = self.one_of("Which answer?", chosen.options)
        self.submit(d.AnswerInject(seat=self.drill.seat, inject=InjectId(chosen.ref), option=option), answer=said)

    def map(self) -> None:
        """The facilitator says what a declaration stands for, and orders it."""
        waiting = [one for one in self.drill.view.open if one.kind == "declared"]
        if not waiting:
            self.tell("No declaration waits for the facilitator.")
            return
        self.require_pin()
        number = int(waiting[0].ref)
        words = " ".join(text for about, _, text in self.drill.words if about == number)
        self.tell(f"They said: {words}")
        found = [one for one in matches(self.ask("Which action? "), self.drill.playbook) if one.kind == "action"]
        rows = [(str(place), one.title) for place, one in enumerate(found)]
        chosen = self.one_of("It stands for:", [*rows, ("none", "nothing")])
        if chosen == "none":
            outcome = self.ask("What came of it (may stay empty)? ")
            self.submit(d.MapDeclaration(seat=self.drill.seat, declaration=number, action=None), outcome=outcome)
        elif self.mean(found[int(chosen)], words):
            action = ActionId(found[int(chosen)].id)
            self.submit(d.MapDeclaration(seat=self.drill.seat, declaration=number, action=action))

    def decide(self, said: str) -> None:
        """What the team says it does, as an action or as a declaration."""
        found = matches(said, self.drill.playbook)
        rows = [(str(place), self._named(one)) for place, one in enumerate(found)]
        if not rows:
            self.tell("No action has these words. Type help for the commands.")
        chosen = self.one_of("What do you mean?", [*rows, ("none", "none of these: record it as said")])
        if chosen == "none":
            self.submit(d.Declare(seat=self.drill.seat), answer=said)
        else:
            self.mean(found[int(chosen)], said)

    def _named(self, found: Match) -> str:
        return f"{found.title}: {self.drill.playbook.title_of(found.target)}" if found.target else found.title

"""The dialogs of the notification workbench: a factor, a line of the letter, the determination, and the release."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Select, Static

from simulator.domain.decisions import Assessment, Decision, DetermineBreach, Factor, Letter, ReleaseNotice
from simulator.domain.ids import SeatId
from simulator.errors import InputError
from simulator.exercise.room.notices import (
    FACTORS,
    WEIGHTS,
    AudienceLine,
    kinds,
    reading,
    sources_by_pull,
)
from simulator.exercise.room.sending import Before, before_sending
from tui.hints import keyed
from tui.pacing import Drill
from tui.present import SYMBOLS, Line, clean, day
from tui.widgets.fields import Words, choice
from tui.widgets.frame import DrillDialog
from tui.widgets.paint import paint, paint_all
from tui.widgets.rows import Ticks

LETTER = {
    "breach_from": "Date of the breach",
    "discovered": "Date of discovery",
    "kinds": "Kinds of PHI",
    "steps": "Steps people can take",
    "doing": "What we are doing",
    "contact": "How to ask us",
    "claims_no_misuse": "“No evidence of misuse”",
}


class FactorDialog(DrillDialog):
    """One factor: the finding in words, how heavily it weighs, and what it rests on."""

    def __init__(self, drill: Drill, factor: str, assessment: Assessment, done: Callable[[Assessment], None]) -> None:
        super().__init__(drill, f"Factor: {FACTORS[factor]}")
        self.factor = factor
        self.assessment = assessment
        self.done = done

    def compose_box(self) -> Iterable[Widget]:
        """Finding, weight, sources with whether they are pulled."""
        old: Factor | None = getattr(self.assessment, self.factor)
        yield Words("Finding, in your words", "finding", old.finding if old else "")
        weights = [(one, f"{one}: {said}") for one, said in zip(WEIGHTS, _WEIGHT_WORDS, strict=True)]
        yield choice(weights, "weight", "How likely does it make a compromise?", old.weight if old else None)
        yield Static("It rests on (Enter ticks; what is not pulled cannot bear anything):", markup=False)
        ticked = set(old.sources if old else ())
        sources = sources_by_pull(self.drill.known, self.drill.playbook)
        options = [(str(key), title if pulled else f"{title}  ? not pulled") for key, title, pulled in sources]
        yield Ticks("sources", options, ticked)
        yield Static("", id="fault", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(Content("Keep"), id="keep", variant="primary")
            yield Button(Content("Cancel"), id="cancel")

    def on_button_pressed(self, pressed: Button.Pressed) -> None:
        """Keep the factor in the draft."""
        weight = self.query_one("#weight", Select).value
        finding = self.query_one("#finding", Words).said
        if pressed.button.id == "keep" and not (finding and isinstance(weight, str)):
            self.query_one("#fault", Static).update(paint(((f"{SYMBOLS['red']} Give a finding and a weight.", "red"),)))
            return
        if pressed.button.id == "keep":
            factor = Factor(finding=finding, weight=str(weight), sources=self.query_one("#sources", Ticks).ticked)
            self.done(with_factor(self.assessment, self.factor, factor))
        self.dismiss()


_WEIGHT_WORDS = ("speaks for a low probability", "speaks for neither", "speaks for a compromise")


def with_factor(assessment: Assessment, name: str, factor: Factor) -> Assessment:
    """The assessment with one factor answered."""
    match name:
        case "nature":
            return replace(assessment, nature=factor)
        case "recipient":
            return replace(assessment, recipient=factor)
        case "acquired":
            return replace(assessment, acquired=factor)
        case _:
            return replace(assessment, mitigation=factor)


class LetterLineDialog(DrillDialog):
    """A date, or the contact, as the letter gives it."""

    def __init__(self, drill: Drill, line: str, letter: Letter, done: Callable[[Letter], None]) -> None:
        super().__init__(drill, LETTER[line])
        self.line = line
        self.letter = letter
        self.done = done

    def compose_box(self) -> Iterable[Widget]:
        """One field."""
        old = getattr(self.letter, self.line)
        hint = (
            "toll-free 1-800-555-01xx, e-mail, web or postal address"
            if self.line == "contact"
            else "as 2026-01-31; empty: none"
        )
        yield Words(hint, "said", "" if old is None else str(old))
        yield Static("", id="fault", markup=False)
        yield Static("Enter keeps it.", markup=False)

    def on_input_submitted(self) -> None:
        """Keep it, if it can be read."""
        said = self.query_one("#said", Words).said
        if self.line == "contact":
            self.done(replace(self.letter, contact=said or None))
            self.dismiss()
            return
        try:
            given = date.fromisoformat(said) if said else None
        except ValueError:
            text = f'{SYMBOLS["red"]} "{said}" is no date; write it as 2026-01-31.'
            self.query_one("#fault", Static).update(paint(((text, "red"),)))
            return
        if self.line == "breach_from":
            self.done(replace(self.letter, breach_from=given))
        else:
            self.done(replace(self.letter, discovered=given))
        self.dismiss()


class KindsDialog(DrillDialog):
    """Which kinds of PHI the letter names."""

    def __init__(self, drill: Drill, letter: Letter, done: Callable[[Letter], None]) -> None:
        super().__init__(drill, "Kinds of PHI that the letter names")
        self.letter = letter
        self.done = done

    def compose_box(self) -> Iterable[Widget]:
        """What the flows carry, to tick."""
        yield Ticks("kinds", [(one, one) for one in kinds(self.drill.playbook)], self.letter.kinds)
        with Horizontal(classes="buttons"):
            yield Button(Content("Keep"), id="keep", variant="primary")

    def on_button_pressed(self) -> None:
        """Keep the ticks."""
        self.done(replace(self.letter, kinds=self.query_one("#kinds", Ticks).ticked))
        self.dismiss()


class Determination:
    """Legal act: a breach, or not."""

    heading = "Legal act: determine whether it is a breach"

    def __init__(self, drill: Drill, assessment: Assessment) -> None:
        self.drill = drill
        self.assessment = assessment

    def fields(self) -> Iterable[Widget]:
        """What the factors show, and the judgement."""
        yield Static(paint_all(reading_lines(self.assessment, self.drill)), markup=False)
        judgements = [
            ("breach", "A breach: the presumption stands, people are told"),
            ("none", "No breach: a low probability of compromise is demonstrated"),
        ]
        yield choice(judgements, "judgement", "What do you determine?")

    def decision(self, form: DrillDialog, by: SeatId) -> Decision:
        """The act, when one of the two is chosen."""
        judgement = form.query_one("#judgement", Select).value
        if not isinstance(judgement, str):
            raise InputError("Choose breach or no breach.")
        return DetermineBreach(seat=self.drill.seat, breach=judgement == "breach", assessment=self.assessment, by=by)


class Release:
    """The look before sending, and the release."""

    heading = "Before you send"

    def __init__(self, drill: Drill, audience: AudienceLine, letter: Letter) -> None:
        self.drill = drill
        frozen = drill.known.frozen
        lists = drill.known.lists
        version = frozen[-1].fact.version if frozen else lists[-1].fact.version if lists else 0
        self.release = ReleaseNotice(seat=drill.seat, audience=audience.audience, version=version, letter=letter)
        self.audience = audience

    def fields(self) -> Iterable[Widget]:
        """Who gets it, what is missing, what cannot be undone."""
        before = before_sending(self.release, self.drill.known, self.drill.playbook)
        with VerticalScroll(id="before"):
            yield Static(paint_all(before_lines(self.audience, self.release, before)), markup=False)

    def decision(self, form: DrillDialog, by: SeatId) -> Decision:  # noqa: ARG002 - it was filled in before
        """The release."""
        return replace(self.release, by=by)


FLAGS_SHOWN = 2
"""Weak findings told beside the factors; the report's worksheet tells all of them."""


def reading_lines(assessment: Assessment, drill: Drill) -> list[Line]:
    """What the factors show, what is determined and which discovery date was stated."""
    known = drill.known
    found = reading(assessment, known, drill.playbook)
    head = "The presumption is rebutted on paper." if found.rebutted else "The presumption of a breach stands."
    lines: list[Line] = [((f"{SYMBOLS['watch' if found.rebutted else 'ok']} {head}", "strong"),)]
    lines += [((f"  {clean(one)}", "plain"),) for one in found.reasons if one.startswith("Not low")]
    if found.missing_evidence:
        lines.append(
            ((f"{SYMBOLS['unknown']} Not pulled, and could tell: {', '.join(found.missing_evidence)}.", "unknown"),)
        )
    lines += [((f"{SYMBOLS['watch']} {clean(flag)}", "watch"),) for flag in found.flags[:FLAGS_SHOWN]]
    if len(found.flags) > FLAGS_SHOWN:
        lines.append(((f"  and {len(found.flags) - FLAGS_SHOWN} more that will not bear weight", "watch"),))
    if known.determination is None:
        lines.append(((f"{SYMBOLS['red']} Not determined. Not determining stops no clock.", "red"),))
    else:
        word = "a breach" if known.determination.fact.breach else "no breach"
        when = day(drill.playbook.calendar.day(known.determination.at))
        lines.append(((f"{SYMBOLS['done']} Determined: {word}, {when}", "done"),))
    stated = known.discovery
    if stated is None:
        lines.append(((f"{SYMBOLS['red']} Discovery date: not stated ({keyed('{notices.discovery}')}).", "red"),))
    else:
        lines.append(((f"{SYMBOLS['done']} Discovery date stated: {day(stated.fact.day)}", "done"),))
    return lines


def before_lines(audience: AudienceLine, release: ReleaseNotice, before: Before) -> list[Line]:
    """Who gets it, what is missing, what cannot be undone, and whether it can be sent at all."""
    lines: list[Line] = [((clean(audience.title), "strong"), (f"  list version {release.version}", "plain"))]
    if before.refused:
        lines.append(((f"{SYMBOLS['red']} It cannot be sent now: {clean(before.refused)}", "red"),))
    lines.append((("Who gets it", "dim"),))
    lines += [((f"  {clean(one)}", "plain"),) for one in before.gets]
    lines.append((("What is missing", "dim"),))
    lines += [((f"  {SYMBOLS['watch']} {clean(one)}", "watch"),) for one in before.missing] or [
        ((f"  {SYMBOLS['done']} nothing that you could know", "done"),)
    ]
    lines.append((("What cannot be undone", "dim"),))
    lines += [((f"  {clean(one)}", "plain"),) for one in before.undone]
    return lines

"""Section 10.1: what each decision cost or spared, and call and luck apart. Separable: nobody could know it in play."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from simulator.report.material import Material
from simulator.report.model import Block, Bullets, Heading, Line, Paragraph, Row, Section, Table, Tone
from simulator.report.text import many
from simulator.scoring.prices import NOTHING, DutyChange, Price, TurningPoints, turning_points
from simulator.scoring.regret import DEFENSIBLE, LEAST_WORLDS, SOUND, Judged, in_words

_NOT_YET = "Nobody worked out what would have happened otherwise: breachdrill whatif SAVE does."
_LIMITS = (
    "Model, not fact: the program played the same exercise again with one thing changed, on the same seed.",
    "Whoever decided something else afterwards decides it again; what could not be decided any more is named.",
    "A figure is the changed run less the run as played. Points above 0: the change would have been better.",
    "Decisions that hang on one another (a list, its freezing, the letters) share one price; it is not to be added up.",
    "It rates decisions, no person.",
)


def counterfactuals_section(material: Material) -> Section:
    """The section; where nobody worked anything out, it says how."""
    prices, judged = material.played.prices, material.played.judged
    return Section(
        id="counterfactuals",
        number="10.1",
        title="Decisions and what-if",
        blocks=_told(prices, judged, material) if prices else (Paragraph(lines=(Line(text=_NOT_YET),)),),
        separable=True,
    )


def _told(prices: Sequence[Price], judged: Sequence[Judged], material: Material) -> tuple[Block, ...]:
    return (
        Paragraph(lines=(Line(text="This section may be removed; nothing else in the report rests on it."),)),
        Bullets(lines=tuple(Line(text=text) for text in _LIMITS)),
        *_turning(turning_points(prices), material),
        _prices(prices, material),
        *_calls(judged, material),
    )


def _turning(turning: TurningPoints, material: Material) -> Iterable[Block]:
    yield _table("The best decisions: what leaving them out would have cost", turning.best, material, changes=False)
    caption = "The costliest decisions: the change of each that would have helped most"
    yield _table(caption, turning.costliest, material, changes=True)


def _prices(prices: Sequence[Price], material: Material) -> Table:
    dropped = [one for one in prices if one.kind == "drop"]
    return _table("Price of each decision, left out. Model, not fact", dropped, material, changes=False)


def _table(caption: str, prices: Sequence[Price], material: Material, *, changes: bool) -> Table:
    return Table(
        caption=caption,
        columns=(
            "No.",
            "When",
            "Decision",
            "Points",
            "Read",
            "To be told",
            "Told wrongly",
            "Not told",
            "Care h",
            "Staff h",
        ),
        rows=tuple(_row(one, material, changes=changes) for one in prices),
        numeric=(0, 3, 4, 5, 6, 7, 8, 9),
        empty="None.",
    )


def _row(one: Price, material: Material, *, changes: bool) -> Row:
    counts = (one.people_read, one.notifiable, one.told_wrongly, one.missed)
    notes = [f"Changed: {one.change}."] if changes else []
    if one.duties:
        notes.append("Duties: " + "; ".join(map(_duty, one.duties)) + ".")
    if one.refused:
        numbers = ", ".join(str(each.number) for each in one.refused)
        notes.append(f"{many(len(one.refused), 'later decision')} could not be taken then: {numbers}.")
    return Row(
        cells=(
            str(one.number),
            material.when(one.at),
            one.title,
            _signed(one.points),
            *(f"{count:+,}" if count else "0" for count in counts),
            *(f"{hours:+,.1f}" if hours else "0" for hours in (one.care_hours, one.staff_hours)),
        ),
        refs=(one.entry,),
        tone=_tone(one),
        notes=tuple(notes),
    )


def _duty(one: DutyChange) -> str:
    return f"“{one.title}” {one.played.replace('_', ' ')}, then {one.fork.replace('_', ' ')}"


def _calls(judged: Sequence[Judged], material: Material) -> Iterable[Block]:
    if not judged:
        return
    yield Heading(text="Call and luck")
    text = (
        f"Each call is weighed over sampled worlds that fit what the team knew then, the reference playing on. Within "
        f"{SOUND:g} points of the best option it is sound, within {DEFENSIBLE:g} defensible, else costly; with fewer "
        f"than {LEAST_WORLDS} worlds it is not judged. Luck is the harm that came, above what was to be expected."
    )
    yield Paragraph(lines=(Line(text=text),))
    yield _square(judged)
    yield Table(
        caption="Calls, with their regret and luck in points. Model, not fact",
        columns=("No.", "When", "Decision", "Call", "Regret", "Luck", "Worlds"),
        rows=tuple(
            Row(
                cells=(
                    str(one.number),
                    material.when(one.at),
                    one.title,
                    one.call.call,
                    _signed(one.regret),
                    f"{_signed(one.luck)} {one.call.luck or ''}".strip(),
                    f"{one.worlds} of {one.tried}",
                ),
                refs=(one.entry,),
                notes=(f"{in_words(one.call).capitalize()}. {one.call.why}",),
            )
            for one in judged
        ),
        numeric=(0, 4),
    )


def _square(judged: Sequence[Judged]) -> Table:
    """Call by luck: which decisions stand in each field."""

    def those(calls: tuple[str, ...], lucks: tuple[str, ...]) -> tuple[str, tuple[int, ...]]:
        found = [one for one in judged if one.call.call in calls and one.call.luck in lucks]
        return ", ".join(str(one.number) for one in found) or "-", tuple(one.entry for one in found)

    rows = []
    for title, calls in (("Sound or defensible call", ("sound", "defensible")), ("Costly call", ("costly",))):
        fields = [those(calls, lucks) for lucks in (("good",), ("none",), ("bad",))]
        refs = tuple(sorted(ref for _, entries in fields for ref in entries))
        rows.append(Row(cells=(title, *(text for text, _ in fields)), refs=refs))
    return Table(
        caption="Call and luck, decisions by number",
        columns=("Call", "Came out better", "As expected", "Came out worse"),
        rows=tuple(rows),
    )


def _tone(one: Price) -> Tone:
    if one.points is None or abs(one.points) < NOTHING:
        return ""
    return "watch" if one.points > 0 else "good"


def _signed(points: float | None) -> str:
    return "-" if points is None else f"{points:+.2f}"

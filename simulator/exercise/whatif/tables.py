"""How prices, calls and differences are shown: columns to read, JSON for a program."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from simulator.domain.playbook import Playbook
from simulator.domain.time import Seconds
from simulator.exercise.whatif.diff import Diff, Happened, Pair
from simulator.exercise.whatif.pricing import MODEL, Priced
from simulator.scoring.prices import Price
from simulator.scoring.regret import Judged

_HEAD = ("No.", "when", "points", "read", "to be told", "wrongly", "missed", "care h", "staff h", "duties", "decision")
_WIDEST = 60
"""Characters of a decision's title in a table."""


def price_table(prices: Sequence[Price], playbook: Playbook) -> str:
    """Prices in columns."""
    return "\n".join(_columns([_HEAD, *(_row(one, playbook) for one in prices)], right=tuple(range(2, 10))))


def price_text(one: Price, playbook: Playbook) -> str:
    """One price, what ends otherwise, and what could not be done any more."""
    return "\n".join((MODEL, price_table([one], playbook), *_told(one)))


def priced_text(priced: Priced, judged: Sequence[Judged] = ()) -> str:
    """The price of leaving out each decision, the turning points, and the calls that were judged."""
    playbook, turning = priced.run.playbook, priced.turning
    dropped = [one for one in priced.prices if one.kind == "drop"]
    total = "not scored" if priced.total is None else f"{priced.total:.1f} points"
    blocks = [
        f"{playbook.title}, seed {priced.run.seed}: {total}, {len(priced.run.priced)} decisions. {MODEL}",
        "Each figure is the changed run less the run as played: above 0 points, the change would have been better.",
        "",
        "Leaving out each decision",
        price_table(dropped, playbook),
        "",
        "The best decisions: what leaving them out would have cost",
        price_table(turning.best, playbook) if turning.best else "None.",
        "",
        "The costliest decisions: the change of each that would have helped most",
        price_table(turning.costliest, playbook) if turning.costliest else "None.",
    ]
    if judged:
        blocks += ["", call_table(judged)]
    return "\n".join(blocks)


def call_table(judged: Sequence[Judged]) -> str:
    """Call and luck of the decisions that were judged."""
    head = ("No.", "call", "regret", "luck", "worlds", "decision", "why")
    rows = [
        head,
        *(
            (
                str(one.number),
                one.call.call,
                _points(one.regret),
                _points(one.luck) + (f" {one.call.luck}" if one.call.luck else ""),
                f"{one.worlds}/{one.tried}",
                one.title[:_WIDEST],
                one.call.why,
            )
            for one in judged
        ),
    ]
    title = "Call and luck, in points. Luck: harm that came, above what was to be expected. Model, not fact."
    return "\n".join((title, *_columns(rows, right=(2, 4))))


def priced_json(priced: Priced, judged: Sequence[Judged] = ()) -> str:
    """All prices of a run, its turning points by number, and the calls that were judged."""
    turning = priced.turning
    body = {
        "model": MODEL,
        "scenario": priced.run.playbook.slug,
        "seed": priced.run.seed,
        "journal_digest": priced.run.digest,
        "score": priced.total,
        "prices": [price_body(one) for one in priced.prices],
        "turning_points": {
            "best": [price_body(one) for one in turning.best],
            "costliest": [price_body(one) for one in turning.costliest],
        },
        "calls": [asdict(one) for one in judged],
    }
    return json.dumps(body, indent=2, ensure_ascii=False)


def prices_json(prices: Iterable[Price]) -> str:
    """Some prices."""
    return json.dumps({"model": MODEL, "prices": [price_body(one) for one in prices]}, indent=2, ensure_ascii=False)


def price_body(one: Price) -> dict[str, object]:
    """A price as JSON has it: the parts of the harm by name."""
    return asdict(one) | {"harm": dict(one.harm)}


def diff_text(found: Diff, playbook: Playbook) -> str:
    """Two runs in columns, A the first and B the second."""
    blocks = [f"{found.scenario}: A on seed {found.seeds[0]}, B on seed {found.seeds[1]}"]
    if found.parting is None:
        return "\n".join((*blocks, f"The same run: journal {found.digests[0][:12]}."))
    blocks += ["", "They part at:", f"  A {_happened(found.parting.left, playbook)}"]
    blocks += [f"  B {_happened(found.parting.right, playbook)}", "", "Decisions that differ"]
    rows = [
        ("A", "B", "decision"),
        *((_at(o.left, playbook), _at(o.right, playbook), o.title) for o in found.decisions),
    ]
    blocks += [*(_columns(rows) if found.decisions else ["None."]), "", "Duties that end otherwise"]
    rows = [("A", "B", "duty"), *((one.left, one.right, one.id) for one in found.duties)]
    blocks += [*(_columns(rows) if found.duties else ["None."]), "", "What came of them"]
    blocks += _columns([("A", "B", ""), *(_pair(name, pair) for name, pair in found.figures)], right=(0, 1))
    blocks += ["", "Parts of the score"]
    blocks += _columns([("A", "B", ""), *(_pair(name, pair) for name, pair in found.parts)], right=(0, 1))
    return "\n".join(blocks)


def diff_json(found: Diff) -> str:
    """Two runs as JSON."""
    body = asdict(found)
    for name in ("figures", "parts"):
        body[name] = {key: {"left": left, "right": right} for key, (left, right) in body[name]}
    return json.dumps(body, indent=2, ensure_ascii=False)


def _row(one: Price, playbook: Playbook) -> tuple[str, ...]:
    title = one.title[:_WIDEST] + ("" if one.kind == "drop" else f" | {one.change}")
    counts = (one.people_read, one.notifiable, one.told_wrongly, one.missed)
    return (
        str(one.number),
        _at(one.at, playbook),
        _points(one.points),
        *(f"{count:+,}" if count else "0" for count in counts),
        *(f"{hours:+,.1f}" if hours else "0" for hours in (one.care_hours, one.staff_hours)),
        str(len(one.duties)),
        title,
    )


def _told(one: Price) -> Iterator[str]:
    """Each duty that ends otherwise, each decision that could not be taken."""
    yield from (f"duty {each.id}: {each.played}, then {each.fork}" for each in one.duties)
    yield from (f"refused: {each.number} {each.title}: {each.reason}" for each in one.refused)


def _columns(rows: Sequence[Sequence[str]], right: tuple[int, ...] = ()) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(
            text.rjust(width) if place in right else text.ljust(width)
            for place, (text, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _pair(name: str, pair: Pair) -> tuple[str, str, str]:
    left, right = (("-" if one is None else f"{one:,.1f}".removesuffix(".0")) for one in pair)
    return left, right, name


def _points(points: float | None) -> str:
    return "-" if points is None else f"{points:+.2f}"


def _at(at: Seconds | None, playbook: Playbook) -> str:
    return "-" if at is None else f"D{playbook.calendar.number(at):+d} {playbook.calendar.at(at):%H:%M}"


def _happened(one: Happened | None, playbook: Playbook) -> str:
    return "has nothing more" if one is None else f"#{one.entry} {_at(one.at, playbook)}: {one.text}"

"""The words of the list screen: switches with their settings, four numbers, versions and what made them differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from simulator.domain.ids import SourceId
from simulator.domain.lists import ListSpec
from simulator.exercise.room.scoping.changes import Reasons
from simulator.exercise.room.scoping.lists import (
    Difference,
    Preview,
    Version,
    in_words,
    labels_shown,
    listable,
    switches_without_evidence,
)
from tui.hints import keyed
from tui.pacing import Drill
from tui.present import SYMBOLS, Line, clean, flat

WITHOUT = "without "
"""Stands before the label in the key of its switch."""


def switch_lines(spec: ListSpec, drill: Drill, new: frozenset[SourceId] = frozenset()) -> list[tuple[str, Line]]:
    """Every switch with its setting, and why it cannot be applied yet."""
    known, playbook = drill.known, drill.playbook
    lacking = switches_without_evidence(spec, known)
    offered = len(new - set(spec.sources))
    ticks = keyed("{lists.take} ticks")
    offer: Line = ((f"  {SYMBOLS['watch']} {offered} new, not ticked: {ticks}", "watch"),) if offered else ()
    lines: list[tuple[str, Line]] = [("", (("Sources", "dim"), *offer))]
    for key in listable(playbook):
        state = _source_state(pulled=key in known.pulled, new=key in new)
        title = clean(playbook.sources[key].title)
        room = 40 - len(flat(state))
        title = title if len(title) <= room else f"{title[: room - 1]}…"
        lines.append((key, ((f"{_box(key in spec.sources)} {title}", "plain"), *state)))
    lines.append(("", (("Scope", "dim"),)))
    narrow = spec.scope == "narrow"
    lines.append(("scope", ((f"{_dot(narrow)} narrow: shown as read", "plain"),)))
    lines.append(("scope", ((f"{_dot(not narrow)} presumed: in reach, less those cleared", "plain"),)))
    lines.append(("", (("People", "dim"),)))
    lines += _switch("merges", f"{_box(spec.merges)} one person once (A40 merges)", lacking)
    lines += _switch("drop_tests", f"{_box(spec.drop_tests)} drop test patients", lacking)
    lines += _switch("keep_deceased", f"{_box(spec.keep_deceased)} keep the deceased", lacking)
    if labels := labels_shown(spec, known):
        lines.append(("", (("Without", "dim"),)))
        lines += [(f"{WITHOUT}{one}", ((f"{_box(one in spec.without)} {clean(one)}", "plain"),)) for one in labels]
    lines.append(("", (("Count by", "dim"),)))
    residence = spec.by == "residence"
    lines += _switch("by", f"{_dot(residence)} state of residence", lacking)
    lines.append(("by", ((f"{_dot(not residence)} state of the clinic", "plain"),)))
    return lines


def _source_state(*, pulled: bool, new: bool) -> Line:
    if not pulled:
        return ((f"  {SYMBOLS['unknown']} not pulled", "unknown"),)
    return ((f"  {SYMBOLS['watch']} new", "watch"),) if new else ()


def _switch(name: str, text: str, lacking: Mapping[str, str]) -> list[tuple[str, Line]]:
    lines: list[tuple[str, Line]] = [(name, ((text, "plain"),))]
    if name in lacking:
        lines.append(("", ((f"  {SYMBOLS['unknown']} not applied: {lacking[name]}", "unknown"),)))
    return lines


def _box(on: bool) -> str:
    return "[x]" if on else "[ ]"


def _dot(on: bool) -> str:
    return "(•)" if on else "( )"


def count_lines(found: Preview, changed: tuple[int, Difference] | None) -> list[Line]:
    """Four numbers, the states, the thresholds in words, and what could not be applied."""
    numbers = found.numbers
    lines: list[Line] = []
    for name, count, said in (
        ("messages", numbers.messages, "copies of a record: messages, charts, accounts"),
        ("rows", numbers.rows, "lines in the logs; one copy has several"),
        ("records", numbers.records, "record numbers; one person may have two"),
        ("individuals", numbers.individuals, "people: these get letters"),
    ):
        strong = "strong" if name == "individuals" else "plain"
        shown = f"{SYMBOLS['unknown']} …" if count is None else f"{count:,}"
        lines.append(((f"{shown:>8} ", strong), (f"{name:<12}", strong), (said, "dim")))
    lines.append((("", "plain"),))
    added = changed[1].added if changed else {}
    removed = changed[1].removed if changed else {}
    moved = changed[1].moved if changed else {}
    head = f"{'STATE':<9}{'PEOPLE':>7}" + (f"   against v{changed[0]}" if changed else "")
    lines.append(((head, "dim"),))
    for state in sorted({*found.by_state, *added, *removed}):
        delta = f"   +{added.get(state, 0):,} -{removed.get(state, 0):,}" if changed else ""
        came, left = (sum(count for pair, count in moved.items() if pair[side] == state) for side in (1, 0))
        delta += f", moved +{came:,} -{left:,}" if came or left else ""
        lines.append(((f"{state:<9}{found.by_state.get(state, 0):>7,}", "plain"), (delta, "dim")))
    lines.append((("", "plain"),))
    lines += [((f"{SYMBOLS['info']} {said}", "plain"),) for said in found.thresholds]
    lines += [((f"{SYMBOLS['unknown']} not applied: {clean(said)}", "unknown"),) for said in found.missing]
    return lines


def reason_lines(why: Reasons | None, indent: str = "") -> list[Line]:
    """Who came and who went, by the source or the switch that made the difference."""
    return [((f"{indent}{clean(said)}", "dim"),) for said in why.lines] if why else []


def version_lines(version: Version, change: Difference | None) -> list[tuple[str, Line]]:
    """A version: number, people, switches, states; and who came and went since the one before."""
    states = " ".join(f"{state} {count:,}" for state, count in version.by_state.items())
    frozen: Line = ((f" {SYMBOLS['done']} frozen", "done"),) if version.frozen else ()
    key = str(version.number)
    lines: list[tuple[str, Line]] = [
        (
            key,
            (
                (f"v{version.number} {version.people:,} ", "strong"),
                (applied(version.spec, version.missing), "dim"),
                *frozen,
            ),
        ),
        ("", ((f"   {states}", "plain"),)),
    ]
    if change is not None:
        lines.append(("", ((f"   {in_words(change)}", "dim"),)))
    return lines


def applied(spec: ListSpec, missing: Iterable[str]) -> str:
    """What a version's switches did; one whose evidence was `missing` did nothing, and says so."""
    if spec.imported:
        return f"made outside, file {spec.imported[:12]}…"
    lacking = {one.partition(":")[0] for one in missing}
    merged = "not merged yet" if "merges" in lacking else "merged"
    said = [spec.scope, merged if spec.merges else "unmerged"]
    said.append("by clinic, not residence yet" if "residence" in lacking else f"by {spec.by}")
    tests = "tests not known yet" if "tests" in lacking else ""
    dead = "deceased not known yet" if "deceased" in lacking else "without the deceased"
    said += [tests if spec.drop_tests else "with tests", "" if spec.keep_deceased else dead]
    said += [f"without {clean(one)}" for one in spec.without]
    return ", ".join(filter(None, said))

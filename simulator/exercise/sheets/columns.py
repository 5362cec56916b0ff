"""Which columns a sheet has, under which names, and what stands in them for us.

Source: practice.md 1.1 (the three presets of a public MSEL tool, and what only a simulator has).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias, get_args

from simulator.scenario.written.mapper import KindRule, Mapper, SheetField

Preset: TypeAlias = Literal["hseep", "mitre", "standard"]
Told: TypeAlias = Literal["room_at", "move", "local", "objective", "visible_to", "status"]
"""What a sheet tells of an inject and nobody reads back; `status` is for the planner to fill in."""

PRESETS: Mapping[Preset, Mapping[str, SheetField | Told]] = {
    "hseep": {
        "Event Number": "number",
        "Designated Scenario Time": "time",
        "Event Type": "kind",
        "Inject Mode": "channel",
        "From": "from",
        "To": "to",
        "Message": "message",
        "Expected Participant Response": "expected",
        "Exercise Objective": "objective",
        "Notes": "notes",
    },
    "mitre": {
        "ID": "number",
        "Local Time": "local",
        "Delivery Time": "time",
        "Delivery Method": "channel",
        "From": "from",
        "Target": "to",
        "Title": "title",
        "Description": "message",
        "Expected Actions": "expected",
        "Measure of Performance": "objective",
        "Notes": "notes",
    },
    "standard": {
        "Control Number": "number",
        "Delivery Time": "local",
        "Simulated Time": "time",
        "Move": "move",
        "From Org": "from",
        "To Org": "to",
        "Title": "title",
        "Details": "message",
        "Expected Actions": "expected",
        "Status": "status",
    },
}

OURS: Mapping[str, SheetField | Told] = {
    "Inject Id": "id",
    "Inject Title": "title",
    "Inject Kind": "kind",
    "Inject Move": "move",
    "Scenario Time": "time",
    "Room Minute": "room_at",
    "Main": "main",
    "When": "when",
    "Only": "only",
    "Options": "options",
    "Reveals": "reveals",
    "Suggests": "suggests",
    "Visible To": "visible_to",
}
"""What only a simulator has; with these a sheet comes back without loss. Cells of the last ones are YAML."""

KINDS = {"contextual": "Contextual Inject", "ordinary": "Inject", "contingency": "Contingency Inject"}
EXPECTED_ACTION = "Expected Action"
RULES = (
    KindRule(like="contextual.*", to="contextual"),
    KindRule(like="contingen.*", to="contingency"),
    KindRule(like="expected.*", to="skip"),
)


def columns_of(preset: Preset, *, bare: bool = False) -> dict[str, SheetField | Told]:
    """The columns of a sheet, in order; `bare` without ours."""
    theirs = dict(PRESETS[preset])
    ours = {name: what for name, what in OURS.items() if what not in theirs.values()}
    return theirs if bare else theirs | ours


def recognised(header: Sequence[str]) -> Mapper:
    """The mapper for a sheet whose columns carry names that we know, ours or those of the preset that fits best."""
    best = max(PRESETS.values(), key=lambda one: len(_named(one, header)))
    found = _named(best, header) | _named(OURS, header)
    if "local" in found:
        found.setdefault("time", found["local"])
    fields = get_args(SheetField)
    columns: dict[SheetField, str] = {what: found[what] for what in fields if what in found}
    return Mapper(columns=columns, kinds=RULES)


def _named(known: Mapping[str, SheetField | Told], header: Sequence[str]) -> dict[str, str]:
    """The columns of a sheet that carry one of these names, by what stands in them."""
    told = {name.casefold(): what for name, what in known.items()}
    return {told[name.casefold()]: name for name in header if name.casefold() in told}

"""The facilitator's dialogs: what they offer is what can be done, and each says what it asks for once."""

from __future__ import annotations

from textual.widgets import Select

from simulator.domain.decisions import SubstituteRole
from simulator.domain.ids import CONTROLLER, SeatId
from tests.tui.drills import SMALL, DrillHost, a_drill, a_tiny_drill, text_of, until
from tui.console.timing import AwayDialog, stand_ins
from tui.plain.conversation import PlainDrill
from tui.screens.room import WarRoom

LEADER, ENGINEER, PRIVACY = map(SeatId, ("incident-commander", "integration-engineer", "privacy-officer"))


def test_who_stands_in_is_named_and_here() -> None:
    """Offered are the role's substitutes who are present, and nobody; that it is back only where it is away."""
    drill = a_drill()
    assert [one for one, _ in stand_ins(drill, LEADER)] == [ENGINEER, PRIVACY, "nobody"]
    for role, other in ((ENGINEER, None), (LEADER, PRIVACY)):
        drill.direct(SubstituteRole(seat=CONTROLLER, role=role, substitute=other)).result()
    assert [one for one, _ in stand_ins(drill, LEADER)] == ["back", PRIVACY, "nobody"]
    drill.close()


async def test_the_prompt_of_a_choice_stands_once() -> None:
    """The field says what it asks before what is chosen; the rows of its list do not repeat it."""
    drill = a_tiny_drill()
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=SMALL) as pilot:
        app.push_screen(AwayDialog(app.desk_of(drill)))
        await until(pilot, lambda: "Which role?" in text_of(app), "the dialog")
        role, (first, second) = app.screen.query_one("#role", Select), drill.playbook.seats.values()
        role.value = first.id
        await until(pilot, lambda: f"Which role? {first.title}" in text_of(app), "the role")
        role.expanded = True
        await until(pilot, lambda: f"{second.title}" in text_of(app), "the list")
        assert "Which role? " + second.title not in text_of(app)


def test_plain_trims_a_late_room() -> None:
    """Line by line the facilitator leaves out a message, and why is kept."""
    drill = a_drill(seat="controller")
    told: list[str] = []
    plain = PlainDrill(drill, lambda _: "1", told.append)
    plain.trim()
    drill.close()
    assert any("nothing has to go" in one or "bring it back" in one for one in told)
    assert [one.decision.kind for one in drill.exercise.submitted] == ["skip-inject"]
    assert any(text.startswith("Trimmed: the room was") for _, _, text in drill.words)

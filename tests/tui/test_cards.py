"""Role cards on one projector: covered until their player uncovers one, and down again by themselves."""

from __future__ import annotations

import pytest

from simulator.domain.decisions import Declare
from simulator.domain.facts import DecisionRefused
from tests.tui.drills import BIG, SMALL, DrillHost, a_drill, text_of, until
from tui.dialogs import card as card_module
from tui.dialogs.ask import RefusedDialog
from tui.dialogs.card import CardDialog
from tui.plain.conversation import PlainDrill
from tui.present import flat
from tui.screens.briefing import BriefingScreen
from tui.screens.room import WarRoom
from tui.texts.introduce import card_lines


def test_the_room_reads_no_card_and_a_role_its_own() -> None:
    """No fact of any card stands in the room's briefing; a role's seat shows its own card and no other's."""
    playbook = a_drill().playbook
    room = " ".join(map(flat, card_lines(playbook, "room")))
    first, *others = playbook.seats.values()
    own = " ".join(map(flat, card_lines(playbook, first.id)))
    assert not [one for seat in playbook.seats.values() for one in seat.card if one in room]
    assert all(one in own for one in first.card)
    assert not [one for seat in others for one in seat.card if one in own and one not in first.card]


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x36", "80x24"])
async def test_one_card_at_a_time_and_down_again(size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Enter uncovers one, Enter or another row covers it, and time covers it too."""
    monkeypatch.setattr(card_module, "HOLD", 0.6)
    drill = a_drill()
    fact = next(iter(drill.playbook.seats.values())).card[0][:30]
    app = DrillHost(drill, BriefingScreen)
    async with app.run_test(size=size) as pilot:
        assert fact not in text_of(app)
        await pilot.press("C")
        await until(pilot, lambda: isinstance(app.screen, CardDialog), "the curtain")
        assert fact not in text_of(app)
        await pilot.press("enter")
        await until(pilot, lambda: fact in text_of(app), "the card")
        await pilot.press("down")
        await until(pilot, lambda: fact not in text_of(app), "the curtain again")
        await pilot.press("up", "enter")
        await until(pilot, lambda: fact in text_of(app), "the card")
        await until(pilot, lambda: fact not in text_of(app), "the curtain by itself")


def test_plain_tells_one_card_to_who_asks() -> None:
    """Line by line the briefing tells no card, and `card` tells the one that was asked for."""
    drill = a_drill()
    told: list[str] = []
    first = next(iter(drill.playbook.seats.values()))
    plain = PlainDrill(drill, lambda _: "1", told.append)
    plain.brief()
    assert not [one for one in told if first.card[0] in one]
    plain.obey("card")
    drill.close()
    assert [one for one in told if first.card[0] in one]


async def test_a_refusal_says_who_could_approve_and_how_to_reach_them() -> None:
    """For want of authority the dialog names the role, and how often a call finds somebody at this hour."""
    drill = a_drill()
    who = next(iter(drill.playbook.seats))
    fact = DecisionRefused(
        number=1, decision=Declare(seat=drill.seat), reason="Not yours to order.", hint="", may=(who,)
    )
    app = DrillHost(drill, WarRoom)
    async with app.run_test(size=BIG) as pilot:
        app.push_screen(RefusedDialog(drill, fact))
        await until(pilot, lambda: "a call finds somebody" in text_of(app), "the way to reach them")
        assert drill.playbook.seats[who].title in text_of(app)

"""Signs: what somebody could notice, noticed."""

from __future__ import annotations

from simulator.domain.facts import IndicatorNoticed
from simulator.domain.ids import IndicatorId, SeatId
from simulator.domain.nouns import Indicator
from simulator.engine.context import Context, Process


def reveal(context: Context, indicator: IndicatorId, seats: tuple[SeatId, ...], cause: int | None) -> None:
    """Somebody notices a sign, once."""
    if indicator in context.state.indicators:
        return
    sign = context.playbook.indicators[indicator]
    fact = IndicatorNoticed(
        indicator=indicator,
        title=sign.title,
        text=sign.text,
        day=context.playbook.calendar.day(sign.at),
        discovery=sign.discovery,
    )
    context.emit(fact, {*seats, *sign.seats}, cause)
    context.signal("indicator-noticed", indicator)


def appear(context: Context, sign: Indicator) -> Process:
    """A sign in plain view is noticed when it appears, or at StartEx if it was there before."""
    yield context.until(max(0, sign.at))
    reveal(context, sign.id, sign.seats, None)

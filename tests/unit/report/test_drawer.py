"""Figures are drawn by a process of their own, which may end at any time."""

from __future__ import annotations

import json

import pytest

from simulator.errors import EngineError
from simulator.report.figures.drawer import Drawer

DOT = json.dumps({"data": {"values": [{}]}, "mark": "point"})


def test_a_drawer_that_has_ended_is_replaced() -> None:
    """What is asked after the process was killed is drawn by another, alike."""
    drawer = Drawer()
    first = drawer.ask({"spec": DOT, "dots": False}).result(60)
    assert drawer._process is not None
    drawer._process.kill()
    drawer._process.wait(60)
    assert drawer.ask({"spec": DOT, "dots": False}).result(60) == first


def test_what_cannot_be_drawn_is_said_and_the_next_is_drawn() -> None:
    """A specification that Vega refuses is our fault, told by its words; the process goes on."""
    drawer = Drawer()
    wrong, right = (drawer.ask({"spec": one, "dots": True}) for one in ('{"mark": 7}', DOT))
    with pytest.raises(EngineError, match="cannot be drawn"):
        wrong.result(60)
    assert right.result(60)

"""Civil money penalties for late or missed federal notices: a range under stated assumptions, never advice."""

from __future__ import annotations

from simulator.law.penalties.judge import penalties, penalty_for
from simulator.law.penalties.load import load_tables
from simulator.law.penalties.model import FACTORS, LABEL, SECURITY_PRACTICES, Penalty, Table, Tables, TierRange

__all__ = [
    "FACTORS",
    "LABEL",
    "SECURITY_PRACTICES",
    "Penalty",
    "Table",
    "Tables",
    "TierRange",
    "load_tables",
    "penalties",
    "penalty_for",
]

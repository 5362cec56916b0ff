"""A file of facts about one incident, as a privacy officer writes it, and how it becomes what the clocks need."""

from __future__ import annotations

from simulator.law.factsfile.assemble import incidents
from simulator.law.factsfile.changes import changes
from simulator.law.factsfile.load import load_facts
from simulator.law.factsfile.model import FactsFile
from simulator.law.factsfile.sent import unheard

__all__ = ["FactsFile", "changes", "incidents", "load_facts", "unheard"]

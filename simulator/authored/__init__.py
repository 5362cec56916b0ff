"""How any authored file is read: positions, no duplicate keys, no YAML surprises, bounded; problems collected.

The only importer of PyYAML. Scenario, MSEL, runbook, rule and facts files all come in through here.
"""

from __future__ import annotations

from simulator.authored.document import Document, read_document
from simulator.authored.merge import Overlay, merged, part, value_at
from simulator.authored.model import Authored, load_model, validate_document
from simulator.authored.problems import AuthoredError, Location, Position, Problem, Problems, show, suggest
from simulator.authored.shapes import Wanted, refuse
from simulator.authored.tree import Data
from simulator.authored.types import Duration, PlainText, SignedDuration, Slug, StateCode
from simulator.authored.writing import write_block, write_flow

__all__ = [
    "Authored",
    "AuthoredError",
    "Data",
    "Document",
    "Duration",
    "Location",
    "Overlay",
    "PlainText",
    "Position",
    "Problem",
    "Problems",
    "SignedDuration",
    "Slug",
    "StateCode",
    "Wanted",
    "load_model",
    "merged",
    "part",
    "read_document",
    "refuse",
    "show",
    "suggest",
    "validate_document",
    "value_at",
    "write_block",
    "write_flow",
]

"""Reasons of a score name things by their ids; these are the words for a reader."""

from __future__ import annotations

import re
from collections.abc import Mapping

from simulator.domain.playbook import Playbook

_ID = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9_]+)*")


def names_of(playbook: Playbook) -> dict[str, str]:
    """What the things of a scenario are called, by their ids."""
    nouns = (playbook.sources, playbook.stores, playbook.flows, playbook.services, playbook.grants, playbook.injects)
    return {str(key): str(one.title) for group in (*nouns, playbook.actions) for key, one in group.items()}


def titled(text: str, names: Mapping[str, str]) -> str:
    """The text with titles, in quotation marks, where it names things by their ids."""
    return _ID.sub(lambda found: f"“{names[found[0]]}”" if found[0] in names else found[0], text)

"""The verbs are documented, and authors can write each of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from simulator.domain import verbs as domain
from simulator.scenario.written import verbs as written

TABLE = Path("docs/verbs.md").read_text(encoding="utf-8")
FOUND = re.findall(r"^\| `([a-z-]+)` \| ([^|]*)\|", TABLE, re.M)
ROWS = {verb: re.findall(r"`([a-z_]+)`", fields) for verb, fields in FOUND if verb != "do"}
MODELS = get_args(get_args(written.Effect)[0])


def test_the_document_tells_every_verb_with_its_fields() -> None:
    """docs/verbs.md has one row for each verb, which names its fields in order."""
    words = {get_args(one.model_fields["do"].annotation)[0]: one for one in MODELS}
    assert set(ROWS) == set(words)
    for word, model in words.items():
        assert ROWS[word] == [name for name in model.model_fields if name != "do"], word


def test_authors_can_write_every_verb_of_the_core() -> None:
    """Each verb of the core is what exactly one written verb becomes."""
    assert [one.into for one in MODELS] == list(get_args(domain.Effect))

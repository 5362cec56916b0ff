"""Whatever is in a file, reading it gives its text back or tells its author what is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field

from simulator.authored import Authored, Duration, Slug, load_model, read_document, tree
from simulator.authored.tree import FORBIDDEN
from simulator.errors import ScenarioError

FILE = Path("a.yaml")
VALID = """\
scenario: leaky-sync-queue
steps:
  - do: snapshot-queue
    at: 2h30m
    when: {indicator: dlq-depth}
  - do: state-discovery-date
    why: "IRP 4.2: preserve before you tighten"
limits: {people: 500}
"""

PIECES = [
    ": ",
    "- ",
    "\n",
    "  ",
    "{",
    "}",
    "[",
    "]",
    "&a ",
    "*a",
    "!t ",
    "<<: ",
    "? ",
    "|",
    "\t",
    "'",
    '"',
    "#",
    "~",
    "---\n",
]

safe_text = st.text(st.characters(codec="utf-8")).filter(lambda text: not FORBIDDEN.search(text) and "\r" not in text)


class When(Authored):
    """A trigger."""

    indicator: Slug


class Step(Authored):
    """One act."""

    do: Slug
    at: Duration | Literal["never"] = 0
    when: When | Slug | None = None
    why: str = ""


class Runbook(Authored):
    """A small file's model."""

    scenario: Slug
    steps: tuple[Step, ...] = ()
    limits: dict[Slug, int] = Field(default_factory=dict)


@contextmanager
def told_by_place(file: str) -> Iterator[None]:
    """Let the author's error pass, if each of its lines names the file."""
    try:
        yield
    except ScenarioError as error:
        lines = str(error).splitlines()
        if not all(line.startswith((file, "... and")) for line in lines):
            raise


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A valid file with some pieces cut out, put in or moved."""
    text = VALID
    pieces = st.sampled_from(PIECES) | st.text(max_size=3)
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        text = text[:start] + draw(pieces) + text[end:]
    return text


@given(st.dictionaries(safe_text, safe_text, min_size=1))
def test_quoted_text_reads_back_equal(mapping: dict[str, str]) -> None:
    """Any mapping of text to text, quoted as JSON, is read as it was written."""
    text = json.dumps(mapping, ensure_ascii=False)
    assert read_document(FILE, text=text).data == mapping
    lines = [f"- {json.dumps(value, ensure_ascii=False)}" for value in mapping.values()]
    assert read_document(FILE, text="\n".join(lines)).data == list(mapping.values())


@given(content=st.binary(max_size=300))
def test_random_bytes_are_read_or_refused(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No bytes raise anything but the author's error."""
    path = tmp_path_factory.getbasetemp() / "noise.yaml"
    path.write_bytes(content)
    with told_by_place(str(path)):
        assert read_document(path).data is not None


@pytest.mark.parametrize("loader", [tree._LOADER, yaml.SafeLoader])
@settings(max_examples=300)
@given(text=mutated())
def test_mutations_of_a_valid_file_are_read_or_refused(loader: type, text: str) -> None:
    """Whatever is changed in a sound file, its author is told by place, under either loader."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tree, "_LOADER", loader)
        with told_by_place("a.yaml:"):
            assert load_model(FILE, Runbook, text=text).scenario


@given(
    st.recursive(
        safe_text | st.none(), lambda inner: st.lists(inner) | st.dictionaries(safe_text, inner), max_leaves=20
    )
)
def test_any_data_fits_the_model_or_is_told_by_place(data: object) -> None:
    """Whatever a file says where the model expects something else, each fault is told with a line and a column."""
    text = json.dumps({"scenario": "a", "steps": data, "limits": data}, ensure_ascii=False)
    with pytest.raises(ScenarioError) as caught:  # no value is both a list of steps and a mapping of limits
        load_model(FILE, Runbook, text=text)
    assert all(line.startswith(("a.yaml:1:", "... and")) for line in str(caught.value).splitlines())

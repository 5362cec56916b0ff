"""Checks what an authored file says against a pydantic model, and tells every fault by its place."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TypeVar, cast

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, ValidationError
from pydantic_core import CoreSchema

from simulator.authored.document import KEPT, Document, read_document
from simulator.authored.findings import note_findings
from simulator.authored.grammar import narrow
from simulator.authored.problems import Problems

AuthoredModel = TypeVar("AuthoredModel", bound=BaseModel)


class Authored(BaseModel):
    """What every authored model is: frozen, without unknown keys, its plain values written in one way each.

    Values come as text, so a version is `Literal["1"]` or `int`, never `Literal[1]`.
    """

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", populate_by_name=True, allow_inf_nan=False)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[BaseModel], handler: GetCoreSchemaHandler) -> CoreSchema:
        """The model's schema, with numbers, dates and yes-or-no read only as authors write them."""
        return narrow(handler(source))


def load_model(path: Path, model: type[AuthoredModel], *, text: str | None = None) -> AuthoredModel:
    """The checked value that an authored file (or `text`, told as if it stood there) describes.

    Raises:
        ScenarioError: every problem of the file at once, one a line: `file:line:col: given, expected, do this`.
    """
    return validate_document(read_document(path, text=text), model)


def validate_document(document: Document, model: type[AuthoredModel]) -> AuthoredModel:
    """The checked value that a document describes; keep the document to name places in later checks.

    Raises:
        ScenarioError: every problem at once, one a line.
    """
    found = (_validated if document.files else _kept)(document, model)  # what is merged is made for one use
    return cast("AuthoredModel", found)


def _validated(document: Document, model: type[BaseModel]) -> BaseModel:
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        problems = Problems()
        note_findings(document, model, error.errors(include_url=False), problems)
        problems.raise_if_any()
        raise


_kept = lru_cache(maxsize=KEPT)(_validated)
"""Kept, like documents: a check reads the library anew for each branch and cut."""

"""The report as JSON: its cover, sections, tables and references as they are, for programs to read."""

from __future__ import annotations

import json

from simulator.domain.codec import encode
from simulator.report.model import MARK, AfterActionReport


def render_json(report: AfterActionReport) -> str:
    """The file as text; the same report gives the same bytes. Each block and chart names its `kind`."""
    value = {"mark": MARK, "refs": list(report.refs), **encode(report)}
    text = json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    return text.encode("utf-8", "replace").decode()  # half a letter, which somebody may paste, is no text

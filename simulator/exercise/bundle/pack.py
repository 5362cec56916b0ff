"""Packs a bundle: the report in every format, the files beside it, the journal, and an index that names the gaps."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence

from simulator.domain.codec import canonical
from simulator.exercise.bundle.letters import determinations, letters
from simulator.exercise.bundle.requests import Answer, answers, as_values
from simulator.exercise.bundle.sheets import sheets
from simulator.exercise.formats import RENDERERS, rendered
from simulator.report.material import Material, Played
from simulator.report.model import MARK, AfterActionReport
from simulator.report.render_md import escape
from simulator.world.canary import canary_of

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the bundle: the same run gives the same bytes. The earliest that ZIP knows."""
SCHEMA_VERSION = 1


def pack(played: Played, report: AfterActionReport) -> bytes:
    """The bundle of a run as a ZIP file; the same run gives the same bytes."""
    material = Material(played)
    files = {
        **{f"report/report{suffix}": content for suffix, content in rendered(report, RENDERERS).items()},
        **dict(sheets(material, report)),
        **dict(letters(material)),
        **dict(determinations(material)),
        "journal.jsonl": _journal(played),
    }
    found = answers(material, files)
    index = {"index.md": _markdown(report, found, files), "index.json": _json(report, found, files)}
    return _zipped({**index, **files})


def _journal(played: Played) -> bytes:
    """Every entry on a line of its own; the first line says EXERCISE and carries the canary."""
    head = {"marking": MARK, "canary": canary_of(played.playbook.world.digest(played.seed)), "seed": played.seed}
    lines = (canonical({**head, "digest": played.journal.digest}), *(entry.line() for entry in played.journal))
    return "".join(f"{line}\n" for line in lines).encode()


def _markdown(report: AfterActionReport, found: Sequence[Answer], files: Mapping[str, bytes]) -> bytes:
    cover = report.cover
    running = " - ".join(f"**{escape(one)}**" for one in (MARK, cover.status, cover.banner) if one)
    lines = [f"# Answer to a data request: {escape(cover.title)}", "", running, ""]
    lines += [f"- {escape(line)}" for line in cover.handling]
    lines += ["", "## What is asked, where it is, what is missing", ""]
    for one in found:
        lines += [f"### {escape(one.asked.asks)}", "", f"Authority: {escape(one.asked.authority)}", ""]
        lines += [f"- File: {escape(name)}" for name in one.files] or ["- File: none"]
        lines += [*(f"- GAP: {escape(gap)}" for gap in one.gaps), ""]
    lines += ["## Files", "", "| File | Bytes | SHA-256 |", "|---|---:|---|"]
    lines += [f"| {escape(name)} | {len(content)} | {_sha(content)} |" for name, content in files.items()]
    return ("\n".join(lines) + "\n").encode()


def _json(report: AfterActionReport, found: Iterable[Answer], files: Mapping[str, bytes]) -> bytes:
    listed = [{"name": name, "bytes": len(content), "sha256": _sha(content)} for name, content in files.items()]
    value = {
        "schema_version": SCHEMA_VERSION,
        "marking": MARK,
        "title": report.cover.title,
        "status": report.cover.status,
        "requests": as_values(found),
        "files": listed,
    }
    return (json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode()


def _sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _zipped(files: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        for name, content in files.items():
            made.writestr(zipfile.ZipInfo(name, _LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()

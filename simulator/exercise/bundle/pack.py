"""Packs a bundle: the report in every format, the files beside it, the journal, and an index that names the gaps."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence

from simulator.domain.codec import canonical
from simulator.exercise.bundle.journal import masked_line
from simulator.exercise.bundle.letters import determinations, letters
from simulator.exercise.bundle.requests import Answer, answers, as_values
from simulator.exercise.bundle.sheets import sheets
from simulator.exercise.formats import RENDERERS, rendered
from simulator.report.material import Material, Played
from simulator.report.model import MARK, AfterActionReport
from simulator.report.render_md import escape
from simulator.report.text import listed
from simulator.world.canary import canary_of

_READ = (
    "Each request has what is on record, where it is told and proved, and every GAP. `#12` is entry 12 of "
    "journal.jsonl. The report is the same in five formats; report/report.pdf is the one to read."
)
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the bundle: the same run gives the same bytes. The earliest that ZIP knows."""
SCHEMA_VERSION = 2


def pack(played: Played, report: AfterActionReport, digests: Mapping[int, str]) -> bytes:
    """The bundle of a run as a ZIP file; the same run gives the same bytes.

    `digests`: SHA-256 of the rows of each pull, by the number of its entry (`row_digests`).
    """
    material = Material(played)
    files = {
        **{f"report/report{suffix}": content for suffix, content in rendered(report, RENDERERS).items()},
        **dict(sheets(material, report, digests)),
        **dict(letters(material)),
        **dict(determinations(material)),
        "journal.jsonl": _journal(played),
    }
    found = answers(material, files)
    index = {"index.md": _markdown(report, found, files), "index.json": _json(report, found, files)}
    return _zipped({**index, **files})


def _journal(played: Played) -> bytes:
    """Every entry on a line of its own; the first line says EXERCISE, carries the canary, and counts what was masked.

    A line in which a name gave way to a title keeps the digest of what it said, and says that it is masked.
    """
    head = {"marking": MARK, "canary": canary_of(played.playbook.world.digest(played.seed)), "seed": played.seed}
    lines = [masked_line(entry, played.mask) if played.mask else entry.line() for entry in played.journal]
    changed = sum(line != entry.line() for line, entry in zip(lines, played.journal, strict=True))
    first = canonical({**head, "digest": played.journal.digest, "masked": changed})
    return "".join(f"{line}\n" for line in (first, *lines)).encode()


def _markdown(report: AfterActionReport, found: Sequence[Answer], files: Mapping[str, bytes]) -> bytes:
    cover = report.cover
    running = " - ".join(f"**{escape(one)}**" for one in (MARK, cover.status, cover.banner) if one)
    lines = [f"# Answer to a data request: {escape(cover.title)}", "", running, ""]
    lines += [f"- {escape(line)}" for line in cover.handling]
    lines += ["", _READ, "", "## The requests", "", "| No. | What is asked | Files | Gaps |", "|---:|---|---:|---:|"]
    for at, one in enumerate(found, 1):
        lines.append(f"| {at} | {escape(one.asked.asks)} | {len(one.files)} | {len(one.gaps)} |")
    lines += ["", "## What is asked, what is on record, where it is, what is missing", ""]
    for at, one in enumerate(found, 1):
        lines += _answer(at, one)
    lines += ["## Files", "", "| File | Bytes | SHA-256 |", "|---|---:|---|"]
    lines += [f"| {escape(name)} | {len(content)} | {_sha(content)} |" for name, content in files.items()]
    return ("\n".join(lines) + "\n").encode()


def _answer(at: int, one: Answer) -> list[str]:
    lines = [f"### {at}. {escape(one.asked.asks)}", "", f"Authority: {escape(one.asked.authority)}", ""]
    lines += [f"- On record: {escape(note)}" for note in one.notes]
    lines += [f"- In the report: {escape(listed(one.sections))}"] if one.sections else []
    lines += [f"- File: {escape(name)}" for name in one.files] or ["- File: none"]
    return [*lines, *(f"- GAP: {escape(gap)}" for gap in one.gaps), ""]


def _json(report: AfterActionReport, found: Iterable[Answer], files: Mapping[str, bytes]) -> bytes:
    told = [{"name": name, "bytes": len(content), "sha256": _sha(content)} for name, content in files.items()]
    value = {
        "schema_version": SCHEMA_VERSION,
        "marking": MARK,
        "title": report.cover.title,
        "status": report.cover.status,
        "requests": as_values(found),
        "files": told,
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

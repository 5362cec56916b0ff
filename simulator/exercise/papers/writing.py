"""Writes papers into a folder: DOCX to edit, PDF to print, Markdown and HTML to read; the same bytes each time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from simulator.exercise.folders import cannot_write, reason_of
from simulator.report.model import AfterActionReport


def write_papers(
    papers: Mapping[str, AfterActionReport], folder: Path, suffixes: Collection[str], *, paged: Collection[str] = ()
) -> list[Path]:
    """Write each paper once for each suffix (docx, pdf, md, html), by its name; `paged`: those with a page a section.

    Raises:
        InputError: the folder takes no writing.
    """
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, paper in papers.items():
            for suffix in suffixes:
                path = folder / f"{name}.{suffix}"
                path.write_bytes(_RENDERERS[suffix](paper, name in paged))
                written.append(path)
    except OSError as error:
        raise cannot_write(folder, reason_of(error)) from error
    return written


def _docx(paper: AfterActionReport, breaks: bool) -> bytes:
    from simulator.report.render_docx import render_docx

    return render_docx(paper, breaks=breaks)


def _pdf(paper: AfterActionReport, breaks: bool) -> bytes:
    from simulator.report.render_pdf import render_pdf

    return render_pdf(paper, breaks=breaks)


def _md(paper: AfterActionReport, _: bool) -> bytes:
    from simulator.report.render_md import render_md

    return render_md(paper).encode()


def _html(paper: AfterActionReport, _: bool) -> bytes:
    from simulator.report.render_html import render_html

    return render_html(paper).encode()


_RENDERERS: Mapping[str, Callable[[AfterActionReport, bool], bytes]] = {
    "docx": _docx,
    "pdf": _pdf,
    "md": _md,
    "html": _html,
}

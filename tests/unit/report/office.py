"""A real word processor for tests of documents: the LibreOffice that is there, or the one that apt installs."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.unit.report.installing import install_package

NAMES = ("soffice", "libreoffice")
ELSEWHERE = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
)


def as_pdf(document: Path, folder: Path) -> Path:
    """The document as LibreOffice prints it, in a folder of its own with a profile of its own."""
    printed = folder / "printed"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [_executable(), "--headless", profile, "--convert-to", "pdf", "--outdir", str(printed), str(document)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return printed / f"{document.stem}.pdf"


def _executable() -> str:
    found = next(filter(None, map(shutil.which, NAMES)), None) or next(
        (str(one) for one in ELSEWHERE if one.is_file()), None
    )
    if found:
        return found
    why = "These tests print documents with LibreOffice: install it, so that soffice is on the path."
    install_package("libreoffice-writer-nogui", why)
    return "soffice"

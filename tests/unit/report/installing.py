"""What tests of the report need beside Python, from Debian's or Ubuntu's packages."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from filelock import FileLock


def install_package(name: str, why: str) -> None:
    """Install a package by apt, one worker after the other: apt lets nobody else in meanwhile."""
    apt = shutil.which("apt-get")
    assert apt, why
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with FileLock(Path(tempfile.gettempdir()) / "breachdrill-apt.lock"):
        subprocess.run([apt, "update"], check=True)
        subprocess.run([apt, "install", "-y", "--no-install-recommends", name], check=True, env=quiet)

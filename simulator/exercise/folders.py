"""Where the user's own files lie: data (exercises, saves), settings, and the cache (built worlds)."""

from __future__ import annotations

import os
from pathlib import Path

from simulator.errors import InputError

HOME = "BREACHDRILL_HOME"
"""The environment variable that names another folder for all of them."""
APP = "breachdrill"


def data_folder() -> Path:
    """The folder of what the user keeps; made if it is not there.

    Raises:
        InputError: it cannot be made.
    """
    from platformdirs import user_data_path

    return _made(_chosen("data") or user_data_path(APP, appauthor=False))


def cache_folder() -> Path:
    """The folder of what can be built again; made if it is not there.

    Raises:
        InputError: it cannot be made.
    """
    from platformdirs import user_cache_path

    return _made(_chosen("cache") or user_cache_path(APP, appauthor=False))


def config_folder() -> Path:
    """The folder of the user's settings; made if it is not there.

    Raises:
        InputError: it cannot be made.
    """
    from platformdirs import user_config_path

    return _made(_chosen("config") or user_config_path(APP, appauthor=False))


def cannot_write(where: object, reason: object) -> InputError:
    """What to tell when a place takes no writing: a read-only home, a full disk."""
    return InputError(
        f"{where} cannot be written: {reason}.", f"Free space there, or set {HOME} to a folder that you may write to."
    )


def reason_of(error: OSError) -> str:
    """Why the system refused, in its own words."""
    return error.strerror or type(error).__name__


def _chosen(part: str) -> Path | None:
    home = os.environ.get(HOME)
    return Path(home).expanduser().absolute() / part if home else None


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(folder, reason_of(error)) from error
    return folder

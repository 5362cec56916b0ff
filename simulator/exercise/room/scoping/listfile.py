"""A list's file before anything in it is understood: its size, its encoding, and everything that is wrong with it."""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

from simulator.errors import InputError

MOST_BYTES = 64 << 20
"""A larger file is refused unread; assumed: three times a list of everybody in the largest world."""
MOST_SHOWN = 20
"""Problems that are told one by one; assumed."""
SAVE_AS = 'save it from your spreadsheet as "CSV UTF-8"'
_CHUNK = 1 << 20
_UTF8_BOM, _UTF16_BOMS = codecs.BOM_UTF8, (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def require_readable(path: Path) -> None:
    """Whether it is a file of a size that is worth reading.

    Raises:
        InputError: it is none, or too large.
    """
    if not path.is_file():
        raise InputError(f'given the list "{path}", expected a file that exists.', "Check the name.")
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise InputError(
            f"{path}:1: given a file of {size:,} bytes, expected at most {MOST_BYTES:,}; "
            "keep the columns mrn and state alone."
        )


class Problems:
    """What is wrong with a file: the first are kept, all are counted."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._said: list[str] = []
        self._count = 0

    def add(self, line: int, given: str, expected: str, do: str) -> None:
        """One problem."""
        self._count += 1
        if len(self._said) < MOST_SHOWN:
            self._said.append(f"{self._path}:{line}: given {given}, expected {expected}; {do}.")

    def __bool__(self) -> bool:
        """Whether anything is wrong."""
        return self._count > 0

    def raise_if_any(self) -> None:
        """Refuse the file if anything is wrong with it."""
        if not self._count:
            return
        more = self._count - len(self._said)
        said = [*self._said, *([f"{self._path}: and {more:,} more."] if more else [])]
        raise InputError("\n".join(said), "Nothing was imported.")


def encoding_of(path: Path, problems: Problems) -> tuple[str, str]:
    """How the file is encoded, and its SHA-256; read piece by piece."""
    with path.open("rb") as file:
        head = file.read(4)
        digest = hashlib.sha256(head)
        marked = "utf-16" if head.startswith(_UTF16_BOMS) else "utf-8-sig" if head.startswith(_UTF8_BOM) else ""
        if head in (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE):
            problems.add(1, "UTF-32", "UTF-8, UTF-16 or Windows-1252", SAVE_AS)
        fits = {name: codecs.getincrementaldecoder(name)() for name in ([marked] if marked else ["utf-8", "cp1252"])}
        bad_at, lines, piece = 1, 1, head
        while fits:
            for name in list(fits):
                if not _decodes(fits[name], piece):
                    del fits[name]
                    bad_at = lines
            lines += piece.count(b"\n")
            if not piece:
                break
            piece = file.read(_CHUNK)
            digest.update(piece)
    if not fits:
        problems.add(bad_at, "bytes that are no text from about here on", "UTF-8, UTF-16 or Windows-1252", SAVE_AS)
    return next(iter(fits), "utf-8"), digest.hexdigest()


def _decodes(decoder: codecs.IncrementalDecoder, piece: bytes) -> bool:
    try:
        decoder.decode(piece, final=not piece)
    except UnicodeDecodeError:
        return False
    return True

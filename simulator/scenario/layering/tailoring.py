"""How a scenario is played otherwise than it is written: its length in room minutes, and an organisation's profile."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from simulator.authored import read_document


@dataclass(frozen=True, slots=True, kw_only=True)
class Tailoring:
    """`length` in room minutes, 0: as written. `profile` is the text of its file, `path` what problems call it."""

    length: int = 0
    profile: str = ""
    path: Path = field(default=Path("profile"), compare=False)

    @property
    def text(self) -> str:
        """What a digest takes in of it; empty where nothing is otherwise."""
        return f"length {self.length}\n{self.profile}" if self.length or self.profile else ""


AS_WRITTEN = Tailoring()


def tailoring(length: int | None = None, profile: Path | None = None) -> Tailoring:
    """What the options of a command ask for.

    Raises:
        ScenarioError: the profile cannot be read.
    """
    text = ""
    if profile is not None:
        read_document(profile)  # tells what is wrong with the file itself
        text = profile.read_text(encoding="utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    return Tailoring(length=length or 0, profile=text, path=profile or AS_WRITTEN.path)

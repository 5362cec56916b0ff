"""What an after-action report is made of: sections of typed blocks, whose sentences and rows name their entries.

Renderers know these blocks and nothing of the exercise. `refs` are numbers of journal entries.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Literal, TypeAlias

from simulator.report.charts import Chart

Refs: TypeAlias = tuple[int, ...]
Tone: TypeAlias = Literal["", "good", "watch", "bad"]
"""How a row is coloured; the words of the row say the same."""
MARK = "EXERCISE - all patients synthetic"
"""Stands on each page of each report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence, and what it rests on."""

    text: str
    refs: Refs = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Sentences that belong together."""

    kind: ClassVar[str] = "paragraph"
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list of sentences; `empty` is said when there are none."""

    kind: ClassVar[str] = "bullets"
    lines: tuple[Line, ...]
    empty: str = "None."


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A subsection begins."""

    kind: ClassVar[str] = "heading"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table; `notes` are printed below it, over its whole width."""

    cells: tuple[str, ...]
    refs: Refs = ()
    tone: Tone = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A captioned table whose first column names the row. `empty` is said when there are no rows."""

    kind: ClassVar[str] = "table"
    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    numeric: tuple[int, ...] = ()
    empty: str = "None."
    entries: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A chart with its caption and the words for those who cannot see it. `refs`: the entries that it draws."""

    kind: ClassVar[str] = "figure"
    id: str
    caption: str
    alt: str
    chart: Chart
    refs: Refs = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """A field that a person fills: so many lines of empty space."""

    kind: ClassVar[str] = "blank"
    label: str
    lines: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One value of a strip."""

    label: str
    value: str
    tone: Tone = ""
    refs: Refs = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Values side by side."""

    kind: ClassVar[str] = "strip"
    caption: str
    tiles: tuple[Tile, ...]


Block: TypeAlias = Paragraph | Bullets | Heading | Table | Figure | Blank | Strip


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A numbered section. `separable`: it may be taken out, and nothing else rests on it."""

    id: str
    number: str
    title: str
    blocks: tuple[Block, ...]
    separable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The first page: handling, and document control.

    `day` dates the files, which know no clock: the exercise's first day (None: undated). `banner` is the handling
    line that stands on each page.
    """

    title: str
    subtitle: str
    status: str
    handling: tuple[str, ...]
    control: Table
    signatures: tuple[str, ...]
    day: date | None = None
    banner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterActionReport:
    """The whole report, in the order of its pages."""

    cover: Cover
    sections: tuple[Section, ...]

    @property
    def refs(self) -> Refs:
        """Every entry that something rests on, in order, once."""
        found = {ref for section in self.sections for block in section.blocks for ref in refs_of(block)}
        return tuple(sorted(found))

    @property
    def charts(self) -> tuple[Chart, ...]:
        """What its figures draw, in the order of its pages."""
        return tuple(one.chart for section in self.sections for one in section.blocks if isinstance(one, Figure))


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """One piece of harm: the part of the score it counts for, how much, why, and the entries that caused it."""

    part: str
    harm: float
    why: str
    refs: Refs = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A score as it is handed in; None: not scored. `weights`: each weight with its reason.

    `anchor_parts`: the harm of silence and of the reference, part by part; empty: not known.
    """

    total: float | None
    parts: dict[str, float]
    anchors: dict[str, float]
    anchor_parts: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    atoms: tuple[Atom, ...] = ()
    weights: tuple[tuple[str, float, str], ...] = field(default=())
    note: str = ""


def refs_of(block: Block) -> Iterator[int]:
    """The entries that a block rests on."""
    match block:
        case Paragraph(lines=lines) | Bullets(lines=lines):
            for line in lines:
                yield from line.refs
        case Table(rows=rows):
            for row in rows:
                yield from row.refs
        case Strip(tiles=tiles):
            for tile in tiles:
                yield from tile.refs
        case Figure(refs=refs):
            yield from refs
        case Heading() | Blank():
            return

"""Rows and columns of a terminal: cells that wrap, aligned under a margin, in styles where there is colour."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import Any, Final, NamedTuple

import click
import wcwidth

from bongsu.exports.plain import excerpt, safe
from bongsu.model import Span

NARROWEST: Final = 40
WIDEST: Final = 100
"""Fewest and most columns that are laid out; lines longer than that are hard to follow."""

MARGIN: Final = 16
"""Columns before a value: two blanks, the longest verdict ("contradicted"), two blanks."""

_STYLES: Final[Mapping[str, Mapping[str, Any]]] = {
    "plain": {},
    "heading": {"bold": True},
    "value": {"bold": True},
    "words": {"underline": True},
    "aside": {"dim": True},
    "doubt": {"fg": "yellow"},
    "supported": {"fg": "green", "bold": True},
    "contradicted": {"fg": "red", "bold": True},
    "cannot tell": {"fg": "yellow", "bold": True},
}
"""What each style is to :func:`click.style`."""


class Look(NamedTuple):
    """How wide the output may be, in terminal cells, and whether it may have colour and weight."""

    width: int = 80
    colour: bool = False

    @property
    def columns(self) -> int:
        """The columns that are laid out."""
        return max(NARROWEST, min(self.width, WIDEST))

    def style(self, text: str, style: str) -> str:
        """Return ``text`` made harmless, and in a style where there is colour."""
        text = safe(text)
        return click.style(text, **_STYLES[style]) if self.colour and text and _STYLES[style] else text


class Cell(NamedTuple):
    """A piece of text, the columns that it may fill, and its style."""

    text: str
    width: int
    style: str = "plain"


def lines(rows: Iterable[str]) -> str:
    """Return rows as text, each ending in a newline, without blanks at their ends."""
    return "".join(f"{line.rstrip()}\n" for line in rows)


def heading(look: Look, text: str) -> Iterator[str]:
    """Yield a heading over the whole width."""
    return row(look, Cell(text, look.columns, "heading"))


def entry(look: Look, name: str, value: str, style: str = "plain") -> Iterator[str]:
    """Yield a name in the margin and what stands beside it."""
    return row(look, label(name), Cell(value, look.columns - MARGIN, style))


def quote(look: Look, text: str, whole: Span, words: Span) -> str:
    """Return a quote of ``text``, shortened around its words, with the offsets of the whole quote."""
    offsets = f"{whole.start}:{whole.end}"
    room = look.columns - MARGIN - len(offsets) - 4
    before, core, after = excerpt(text, whole, words, room)
    shown = look.style(f"“{before}", "aside") + look.style(core, "words") + look.style(f"{after}”", "aside")
    return f"{'':{MARGIN}}{shown}  {look.style(offsets, 'aside')}"


def label(name: str, style: str = "plain") -> Cell:
    """Return the cell of the margin, with a name in it."""
    return Cell(name, MARGIN - 4, style)


def row(look: Look, *cells: Cell) -> Iterator[str]:
    """Yield the lines of a row of cells, two blanks apart, each wrapped in its own columns; one cell is a heading."""
    indent = "  " if len(cells) > 1 else ""
    columns = [wcwidth.wrap(safe(cell.text), cell.width) or [""] for cell in cells]
    for parts in zip_longest(*columns, fillvalue=""):
        pairs = zip(cells, parts, strict=True)
        yield indent + "  ".join(look.style(part, cell.style) + _padding(cell, part) for cell, part in pairs)


def _padding(cell: Cell, part: str) -> str:
    return " " * (cell.width - wcwidth.width(part))

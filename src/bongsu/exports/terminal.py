"""A reading for people, in a terminal or a pipe: most important first, aligned, nothing that is not information."""

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any, Final, NamedTuple

import click
import wcwidth

from bongsu.exports import acts, wording
from bongsu.exports.plain import excerpt, safe, shorten
from bongsu.model import Claim, Event, Finding, Reading, Report

NARROWEST: Final = 40
WIDEST: Final = 100
"""Fewest and most columns that are laid out; lines longer than that are hard to follow."""

_MARGIN: Final = 16
"""Columns before a value: two blanks, the longest verdict ("contradicted"), two blanks."""

_RAGGED: Final = 12
"""Cells that a line of whole words may leave empty at its end."""

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


def render(reading: Reading, look: Look) -> str:
    """Return a reading as lines of text, each ending in a newline, none wider than ``look`` allows.

    No character from the report, its metadata or its findings reaches the result before
    :func:`bongsu.exports.plain.safe` has seen it.
    """
    return "".join(f"{line.rstrip()}\n" for line in _reading(reading, look))


def render_findings(reading: Reading, look: Look, *, quotes: bool) -> str:
    """Return what the checks found in a reading, as :func:`render` does, with the words that it rests on if asked."""
    return "".join(f"{line.rstrip()}\n" for line in _checked(reading, look, quotes=quotes))


def explanation(name: str, text: str, look: Look) -> str:
    """Return what a check says of itself: ``text`` in paragraphs, laid out under its name."""
    prose = text.partition("\n\nReturns:")[0]
    paragraphs = [" ".join(paragraph.split()) for paragraph in prose.split("\n\n")]
    lines = [f"  {line}" for paragraph in paragraphs for line in (*_row(look, Cell(paragraph, look.columns - 2)), "")]
    heading = _row(look, Cell(f"How {name} is checked", look.columns, "heading"))
    return "".join(f"{line.rstrip()}\n" for line in (*heading, *lines[:-1]))


def complaint(problem: str) -> str:
    """Return one line for standard error, which names the program first and can do nothing to a terminal."""
    return safe(f"bongsu: {problem}")


def _reading(reading: Reading, look: Look) -> Iterator[str]:
    yield from _head(reading.report, look)
    if reading.status == "not read":
        yield from _row(look, Cell(f"Not read: {reading.reason}", look.columns, "heading"))
        return
    launches = wording.launches(reading)
    for number, event in enumerate(launches, 1):
        place = f" {number} of {len(launches)}" if len(launches) > 1 else ""
        yield from _account(event, place, reading.report, look)
    if not launches:
        yield from _row(look, Cell("No launch found", look.columns, "heading"))
    yield from _findings(reading.findings, look)
    yield from _events(reading, look)


def _checked(reading: Reading, look: Look, *, quotes: bool) -> Iterator[str]:
    report = reading.report
    yield from _row(look, Cell(report.title or "Untitled", look.columns, "heading"))
    said = _nothing(reading)
    if said is not None:
        yield from _row(look, _label(""), Cell(said, look.columns - _MARGIN))
    for finding in wording.by_verdict(reading.findings):
        yield from _finding(finding, look)
        if quotes:
            for evidence in dict.fromkeys((*(claim.evidence for claim in finding.claims), *finding.quotes)):
                words = f"“{evidence.quote}”  {evidence.span.start}:{evidence.span.end}"
                yield from _row(look, _label(""), Cell(words, look.columns - _MARGIN, "aside"))


def _nothing(reading: Reading) -> str | None:
    """Return why a reading has no findings; None when it has some."""
    if reading.status == "not read":
        return f"Not read: {reading.reason}"
    if not wording.launches(reading):
        return "No launch found, so nothing was checked"
    return None if reading.findings else "The report gives no figures that can be held against each other"


def _head(report: Report, look: Look) -> Iterator[str]:
    """Yield what the report is."""
    yield from _row(look, Cell(report.title or "Untitled", look.columns, "heading"))
    address = f", {report.url}" if report.url else ""
    facts = (
        ("outlet", f"{report.outlet or 'not known'}{address}"),
        ("published", f"{wording.stamp(report.published)}; updated {wording.stamp(report.updated)}"),
        ("language", f"{report.language}; upstream {report.upstream or 'not named'}"),
    )
    for name, value in facts:
        yield from _row(look, _label(name), Cell(value, look.columns - _MARGIN))


def _account(event: Event, place: str, report: Report, look: Look) -> Iterator[str]:
    mode = f": {event.mode}" if event.mode else ""
    yield from _row(look, Cell(f"Launch account{place}{mode}", look.columns, "heading"))
    last = None
    for line in wording.account(event, report):
        yield from _line(line, report, look, named=line.slot != last)
        last = line.slot
    silent = ", ".join(map(wording.slot_name, wording.silent(event)))
    if silent:
        yield from _row(look, _label("not stated"), Cell(silent, look.columns - _MARGIN, "aside"))


def _line(line: wording.Account, report: Report, look: Look, *, named: bool) -> Iterator[str]:
    """Yield one statement: slot, value, speaker and doubt, and under them the words."""
    room = look.columns - _MARGIN
    right = room * 2 // 5
    speaker = f"{line.speaker}: {line.doubt}" if line.doubt else line.speaker
    yield from _row(
        look,
        _label(wording.slot_name(line.slot) if named else ""),
        Cell(line.value, room - right - 2, "value"),
        Cell(speaker, right, "doubt" if line.doubt else "plain"),
    )
    yield _quote(line.claims[0], report, look)
    if len(line.claims) > 1:
        places = ", ".join(_offsets(claim) for claim in line.claims[1:])
        yield from _row(look, _label(""), Cell(f"also {places}", room, "aside"))


def _quote(claim: Claim, report: Report, look: Look) -> str:
    """Return the words of a claim, shortened around those of its value, with the offsets of the whole quote."""
    offsets = _offsets(claim)
    room = look.columns - _MARGIN - len(offsets) - 4
    before, words, after = excerpt(report.text, claim.evidence.span, wording.span_of(claim.value, report.text), room)
    quote = look.style(f"“{before}", "aside") + look.style(words, "words") + look.style(f"{after}”", "aside")
    return f"{'':{_MARGIN}}{quote}  {look.style(offsets, 'aside')}"


def _offsets(claim: Claim) -> str:
    return f"{claim.evidence.span.start}:{claim.evidence.span.end}"


def _findings(findings: tuple[Finding, ...], look: Look) -> Iterator[str]:
    if findings:
        yield from _row(look, Cell("Findings", look.columns, "heading"))
    for finding in wording.by_verdict(findings):
        yield from _finding(finding, look)


def _finding(finding: Finding, look: Look) -> Iterator[str]:
    room = look.columns - _MARGIN
    yield from _row(look, _label(finding.verdict, finding.verdict), Cell(f"{finding.check}: {finding.message}", room))


def _events(reading: Reading, look: Look) -> Iterator[str]:
    """Yield the acts that a report tells of besides its launch: each in a line, its doubt and speaker, its words."""
    told = acts.acts(reading)
    if told:
        yield from _row(look, Cell("Events", look.columns, "heading"))
    room = look.columns - _MARGIN
    for act in told:
        yield from _row(look, _label(f"{act.number} {act.event.type}"), Cell(_short(act.told, room), room, "value"))
        if act.reserve:
            yield from _row(look, _label(""), Cell(act.reserve, room, "doubt" if act.doubt else "plain"))
        yield _quote(act.claim, reading.report, look)


def _short(told: str, room: int) -> str:
    """Return what is told of an act, on two lines at most: the words of its content are in the quote as well."""
    return shorten(told, 2 * room - _RAGGED)


def _label(name: str, style: str = "plain") -> Cell:
    """Return the cell of the margin, with a name in it."""
    return Cell(name, _MARGIN - 4, style)


def _row(look: Look, *cells: Cell) -> Iterator[str]:
    """Yield the lines of a row of cells, two blanks apart, each wrapped in its own columns; one cell is a heading."""
    indent = "  " if len(cells) > 1 else ""
    columns = [wcwidth.wrap(safe(cell.text), cell.width) or [""] for cell in cells]
    for parts in zip_longest(*columns, fillvalue=""):
        pairs = zip(cells, parts, strict=True)
        yield indent + "  ".join(look.style(part, cell.style) + _padding(cell, part) for cell, part in pairs)


def _padding(cell: Cell, part: str) -> str:
    return " " * (cell.width - wcwidth.width(part))

"""A reading for people, in a terminal or a pipe: most important first, aligned, nothing that is not information."""

from collections.abc import Iterator
from typing import Final

from bongsu.exports import acts, wording
from bongsu.exports.layout import MARGIN, Cell, Look, entry, heading, label, lines, quote, row
from bongsu.exports.plain import safe, shorten
from bongsu.model import Claim, Event, Finding, Reading, Report

_RAGGED: Final = 12
"""Cells that a line of whole words may leave empty at its end."""


def render(reading: Reading, look: Look) -> str:
    """Return a reading as lines of text, each ending in a newline, none wider than ``look`` allows.

    No character from the report, its metadata or its findings reaches the result before
    :func:`bongsu.exports.plain.safe` has seen it.
    """
    return lines(_reading(reading, look))


def render_findings(reading: Reading, look: Look, *, quotes: bool) -> str:
    """Return what the checks found in a reading, as :func:`render` does, with the words that it rests on if asked."""
    return lines(_checked(reading, look, quotes=quotes))


def explanation(name: str, text: str, look: Look) -> str:
    """Return what a check says of itself: ``text`` in paragraphs, laid out under its name."""
    prose = text.partition("\n\nReturns:")[0]
    paragraphs = [" ".join(paragraph.split()) for paragraph in prose.split("\n\n")]
    laid = [f"  {line}" for paragraph in paragraphs for line in (*row(look, Cell(paragraph, look.columns - 2)), "")]
    return lines((*heading(look, f"How {name} is checked"), *laid[:-1]))


def complaint(problem: str) -> str:
    """Return one line for standard error, which names the program first and can do nothing to a terminal."""
    return safe(f"bongsu: {problem}")


def _reading(reading: Reading, look: Look) -> Iterator[str]:
    yield from head(reading.report, look)
    if reading.made_by.endpoint is not None:
        yield from entry(look, "model", wording.asked(reading.made_by.endpoint))
    if reading.status == "not read":
        yield from heading(look, f"Not read: {reading.reason}")
        return
    launches = wording.launches(reading)
    for number, event in enumerate(launches, 1):
        place = f" {number} of {len(launches)}" if len(launches) > 1 else ""
        yield from _account(event, place, reading.report, look)
    if not launches:
        yield from heading(look, "No launch found")
    yield from _findings(reading.findings, look)
    yield from _events(reading, look)


def _checked(reading: Reading, look: Look, *, quotes: bool) -> Iterator[str]:
    report = reading.report
    yield from heading(look, report.title or "Untitled")
    said = _nothing(reading)
    if said is not None:
        yield from entry(look, "", said)
    for finding in wording.by_verdict(reading.findings):
        yield from _finding(finding, look)
        if quotes:
            for evidence in dict.fromkeys((*(claim.evidence for claim in finding.claims), *finding.quotes)):
                words = f"“{evidence.quote}”  {evidence.span.start}:{evidence.span.end}"
                yield from entry(look, "", words, "aside")


def _nothing(reading: Reading) -> str | None:
    """Return why a reading has no findings; None when it has some."""
    if reading.status == "not read":
        return f"Not read: {reading.reason}"
    if not wording.launches(reading):
        return "No launch found, so nothing was checked"
    return None if reading.findings else "The report gives no figures that can be held against each other"


def head(report: Report, look: Look) -> Iterator[str]:
    """Yield what the report is."""
    yield from heading(look, report.title or "Untitled")
    address = f", {report.url}" if report.url else ""
    facts = (
        ("outlet", f"{report.outlet or 'not known'}{address}"),
        ("published", f"{wording.stamp(report.published)}; updated {wording.stamp(report.updated)}"),
        ("language", f"{report.language}; upstream {report.upstream or 'not named'}"),
    )
    for name, value in facts:
        yield from entry(look, name, value)


def _account(event: Event, place: str, report: Report, look: Look) -> Iterator[str]:
    mode = f": {event.mode}" if event.mode else ""
    yield from heading(look, f"Launch account{place}{mode}")
    last = None
    for line in wording.account(event, report):
        yield from _line(line, report, look, named=line.slot != last)
        last = line.slot
    silent = ", ".join(map(wording.slot_name, wording.silent(event)))
    if silent:
        yield from entry(look, "not stated", silent, "aside")


def _line(line: wording.Account, report: Report, look: Look, *, named: bool) -> Iterator[str]:
    """Yield one statement: slot, value, speaker and doubt, and under them the words."""
    room = look.columns - MARGIN
    right = room * 2 // 5
    speaker = f"{line.speaker}: {line.doubt}" if line.doubt else line.speaker
    yield from row(
        look,
        label(wording.slot_name(line.slot) if named else ""),
        Cell(line.value, room - right - 2, "value"),
        Cell(speaker, right, "doubt" if line.doubt else "plain"),
    )
    yield _quote(line.claims[0], report, look)
    if len(line.claims) > 1:
        places = ", ".join(_offsets(claim) for claim in line.claims[1:])
        yield from row(look, label(""), Cell(f"also {places}", room, "aside"))


def _quote(claim: Claim, report: Report, look: Look) -> str:
    """Return the words of a claim, shortened around those of its value, with the offsets of the whole quote."""
    return quote(look, report.text, claim.evidence.span, wording.span_of(claim.value, report.text))


def _offsets(claim: Claim) -> str:
    return f"{claim.evidence.span.start}:{claim.evidence.span.end}"


def _findings(findings: tuple[Finding, ...], look: Look) -> Iterator[str]:
    if findings:
        yield from heading(look, "Findings")
    for finding in wording.by_verdict(findings):
        yield from _finding(finding, look)


def _finding(finding: Finding, look: Look) -> Iterator[str]:
    room = look.columns - MARGIN
    yield from row(look, label(finding.verdict, finding.verdict), Cell(f"{finding.check}: {finding.message}", room))


def _events(reading: Reading, look: Look) -> Iterator[str]:
    """Yield the acts that a report tells of besides its launch: each in a line, its doubt and speaker, its words."""
    told = acts.acts(reading)
    if told:
        yield from heading(look, "Events, and how often such ones are right")
    room = look.columns - MARGIN
    for act in told:
        yield from row(look, label(f"{act.number} {act.event.type}"), Cell(_short(act.told, room), room, "value"))
        if act.reserve:
            yield from entry(look, "", act.reserve, "doubt" if act.doubt else "plain")
        yield _quote(act.claim, reading.report, look)


def _short(told: str, room: int) -> str:
    """Return what is told of an act, on two lines at most: the words of its content are in the quote as well."""
    return shorten(told, 2 * room - _RAGGED)

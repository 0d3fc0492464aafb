"""Incidents, comparisons and changes in words, for a terminal or a pipe."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from bongsu.desk import Case, Change
from bongsu.exports import acts, wording
from bongsu.exports.layout import Cell, Look, entry, heading, label, lines, quote, row
from bongsu.fusion import Derived, Explanation, Option, outlet
from bongsu.model import Claim, Event, Judgement, Mention, Report

SHORT = 10
"""Digits of an id that are shown: enough to tell a million events apart."""


def listing(cases: Iterable[Case], look: Look) -> str:
    """Return one incident a line: its id, its day, what it is, and how many reports of how many origins tell of it."""
    return lines(line for case in cases for line in _listed(case, look))


def shown(case: Case, look: Look) -> str:
    """Return an incident with its claims by slot and claimant, its conflicts, its findings and its reports."""
    return lines(_shown(case, look))


def explained(alone: Explanation, beside: tuple[Explanation, ...], look: Look) -> str:
    """Return why two events are one occurrence or two."""
    return lines(_explained(alone, beside, look))


def changed(changes: Iterable[Change], look: Look) -> str:
    """Return what newer readings say differently."""
    return lines(line for change in changes for line in _changed(change, look))


def judged(judgements: Iterable[Judgement], look: Look) -> str:
    """Return judgements, one a paragraph."""
    return lines(line for one in judgements for line in _judged(one, look))


def day_of(case: Case) -> str:
    """Return the day on which an incident was, as far as it is told."""
    return case.day or (f"by {case.published}" if case.published else "undated")


def what_of(case: Case) -> str:
    """Return what an incident is in a line: type, mode, and who did it to whom."""
    event = _telling(case.incident.events)
    report = next(one for one in case.reports if one.id == event.report_id)
    mode = next((one.mode for one in case.incident.events if one.mode not in {None, wording.UNDETERMINED}), None)
    kind = event.type if mode is None else f"{event.type} {mode}"
    return f"{kind}: {acts.who(event, report)}"


def _telling(events: Sequence[Event]) -> Event:
    """Return the first event that names somebody of a known state as the actor, of none the first."""
    return next((event for event in events if any(map(_is_known, event.claims))), events[0])


def _is_known(claim: Claim) -> bool:
    who = claim.value
    return claim.slot == "actor" and isinstance(who, Mention) and who.entity is not None and bool(who.entity.country)


def _listed(case: Case, look: Look) -> Iterator[str]:
    reports, origins = len(case.reports), case.origins
    conflicts = sum(len(slot.conflicts) for slot in case.slots)
    told = f"{reports} report{'s' * (reports > 1)} of {origins} origin{'s' * (origins > 1)}"
    apart = f", {conflicts} conflict{'s' * (conflicts > 1)}" if conflicts else ""
    told_of = f"{day_of(case)}  {what_of(case)}; {told}{apart}"
    yield from row(look, label(case.incident.id[:SHORT]), Cell(told_of, look.columns - 16))


def _shown(case: Case, look: Look) -> Iterator[str]:
    yield from heading(look, f"{what_of(case)}, {day_of(case)}")
    yield from entry(look, "incident", case.incident.id)
    yield from entry(look, "events", ", ".join(event.id[:SHORT] for event in case.incident.events))
    reports = {report.id: report for report in case.reports}
    for slot in case.slots:
        yield from _slot(slot, reports, look)
    if case.findings:
        yield from heading(look, "Findings")
    for finding in wording.by_verdict(case.findings):
        yield from row(
            look,
            label(finding.verdict, finding.verdict),
            Cell(f"{finding.check}: {finding.message}", look.columns - 16),
        )
    yield from heading(look, "Reports")
    for report in case.reports:
        yield from entry(look, report.id[:SHORT], _cited(report))


def _slot(slot: Derived, reports: dict[str, Report], look: Look) -> Iterator[str]:
    yield from heading(look, wording.slot_name(slot.slot))
    if slot.best is not None:
        claim = slot.best.told.claim
        value = wording.value_of(claim, reports[claim.evidence.report_id])
        reasons = "; ".join((*slot.best.reasons, slot.best.uncertainty))
        yield from row(look, label("best"), Cell(f"{value}: {reasons}", look.columns - 16, "value"))
    for option in slot.options:
        yield from _option(option, reports, look)
    for conflict in slot.conflicts:
        one, other = slot.options[conflict.first].words, slot.options[conflict.second].words
        yield from entry(look, "conflict", f"{one} against {other}: {conflict.size.words}", "contradicted")
    for zone in slot.zones:
        one, other = slot.options[zone.first].words, slot.options[zone.second].words
        yield from entry(look, "one moment", f"{one} and {other}: {zone.words}", "supported")
    for correction in slot.corrections:
        words = f"“{correction.earlier.claim.evidence.quote}” ({correction.ground})"
        yield from entry(look, "taken back", words)


def _option(option: Option, reports: dict[str, Report], look: Look) -> Iterator[str]:
    for told in option.told:
        claim, report = told.claim, reports[told.claim.evidence.report_id]
        doubt = wording.doubt(claim.factuality)
        who = f"{told.claimant.name}{f' ({doubt})' if doubt else ''}, in {outlet(report) or report.id[:SHORT]}"
        value = wording.value_of(claim, report)
        yield from row(look, label(""), Cell(f"{value}: {who}; claim {claim.id[:SHORT]}", look.columns - 16))
        yield quote(look, report.text, claim.evidence.span, wording.span_of(claim.value, report.text))


def _cited(report: Report) -> str:
    parts = (outlet(report), report.published and report.published.value[:10], report.title, report.url)
    return ", ".join(part for part in parts if part)


def _explained(alone: Explanation, beside: tuple[Explanation, ...], look: Look) -> Iterator[str]:
    first, second = alone.first[:SHORT], alone.second[:SHORT]
    joined = alone.same or _joins(beside)
    yield from heading(look, f"{first} and {second} are {'one' if joined else 'two'}")
    yield from entry(look, "because", alone.because)
    yield from entry(look, "sum", f"{alone.total:.1f}; {alone.needed:.1f} are needed")
    for reason in alone.reasons:
        yield from row(
            look,
            label(f"{reason.weight:+.1f} {reason.feature}"),
            Cell(reason.words, look.columns - 16),
        )
        for evidence in reason.quotes:
            yield from entry(look, "", f"“{evidence.quote}”", "aside")
    for one in beside:
        name = "joined" if one.same else "kept apart"
        yield from entry(look, name, f"{one.first[:SHORT]} and {one.second[:SHORT]}: {one.because}")


def _joins(beside: tuple[Explanation, ...]) -> bool:
    return bool(beside) and all(one.same for one in beside)


def _changed(change: Change, look: Look) -> Iterator[str]:
    report = change.report
    yield from heading(look, report.title or report.id)
    for name, (version, at) in (("older", change.older), ("newer", change.newer)):
        yield from entry(look, name, f"bongsu {version}, read {_moment(at)}")
    for event in change.gone:
        yield from entry(look, "gone", _event(event, report), "contradicted")
    for event in change.come:
        yield from entry(look, "come", _event(event, report), "supported")
    for before, after in change.changed:
        yield from entry(look, "was", _event(before, report))
        yield from entry(look, "is", _event(after, report))
    if not (change.gone or change.come or change.changed):
        yield from entry(look, "", "both say the same")


def _judged(one: Judgement, look: Look) -> Iterator[str]:
    yield from row(look, label(one.id[:SHORT]), Cell(f"{one.ruling}: {', '.join(one.subjects)}", look.columns - 16))
    yield from entry(look, "", f"{one.by}, {_moment(one.at)}: {one.reason}")


def _event(event: Event, report: Report) -> str:
    return f"{event.type} {acts.who(event, report)}: “{event.trigger.quote}” at {event.trigger.span.start}"


def _moment(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat(timespec="seconds")

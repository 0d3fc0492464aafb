"""Whether the parts of a count add up: a part of the arithmetic check."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from bongsu.checks.amounts import in_slot, written
from bongsu.checks.numerals import NUMBER, number
from bongsu.model import Claim, Evidence, Finding, Incident, Quantity, Report, Span, Verdict

_PLACED: Final = (
    r"(?:from|off|at|near|into|in|towards?) (?!all\b|total\b|the (?:morning|afternoon|evening|past|last)\b)"
)
_SORT: Final = (
    r"(?:(?:short|medium|intermediate|long)[- ]range|ballistic|cruise|hypersonic|intercontinental|tactical|guided"
    r"|anti-ship|surface-to-(?:air|surface)|submarine-launched|artillery|suspected|unidentified|new)"
)
_KIND: Final = rf"(?:{_SORT} ){{0,4}}(?:missiles?|rockets?|projectiles?|SRBMs?|ICBMs?|IRBMs?|SLBMs?)\b"
_DONE: Final = (
    r"(?:(?:was|were|had been|of (?:them|which|the missiles)) ){0,2}"
    r"(?:(?:fired|launched|flown|sent|flew|came|fell|landed|lifted off|took off) )?"
)
_TAIL: Final = r"(?:(?! and | [—–-] )[^.;,()])"  # no item runs into the next, so that matching is linear
_ITEM: Final = rf"(?P<number>{NUMBER}) {_DONE}(?:{_PLACED}{_TAIL}{{2,60}}|{_KIND}{_TAIL}{{0,60}})"
_LIST: Final = _ITEM.replace("(?P<number>", "(?:")
_PARTS: Final = rf"{_LIST}(?:(?:,? and |, |; ){_LIST})+(?=[,.;)]| [—–-] |$)"
_NUMBERS = re.compile(rf"(?:^|and |, |; )({NUMBER}) {_DONE}(?:(?P<where>{_PLACED})|{_KIND})", re.IGNORECASE)
_APPOSED = re.compile(
    rf"[^.;,:()]{{0,40}}?(?:, |: | \(|,? [—–-] )(?P<some>including |among them )?(?P<parts>{_PARTS})", re.IGNORECASE
)
_ALONE = re.compile(rf"[\"“]?(?:Of (?:these|those|them|which|the \w+),? )?(?P<parts>{_PARTS})", re.IGNORECASE)


class Parts(msgspec.Struct, frozen=True):
    """The parts of a count as the words list them; ``some`` when there may be more of them."""

    numbers: tuple[float, ...]
    quote: Evidence
    some: bool = False


def totals(incident: Incident, report: Report, claims: Sequence[Claim]) -> Iterator[Finding]:
    """Yield a finding where the words list the parts of a count: "three missiles, two from A and one from B".

    The parts stand right after the total, or at the head of a sentence of the same account ("Two were launched from
    A and one from B"), which counts only where the report gives a single total.

    Args:
        incident: the incident.
        report: the report that is checked.
        claims: its claims of what happened.
    """
    counts = in_slot(claims, "count")
    seen = set()
    for claim in counts:
        parts = _after(claim, report)
        if parts is not None and parts.quote.span not in seen:
            seen.add(parts.quote.span)
            yield _finding(incident, claim, parts)
    amounts = {_figure(claim): claim for claim in reversed(counts) if (_figure(claim) or 0) > 1}
    if seen or len(amounts) != 1:
        return
    (total,) = amounts.values()
    for sentence in dict.fromkeys(claim.evidence.span for claim in claims):
        parts = _alone(report, sentence) if sentence.start > total.evidence.span.start else None
        if parts is not None:
            yield _finding(incident, total, parts)


def _figure(claim: Claim) -> float | None:
    return float(claim.value.written.numbers[-1]) if isinstance(claim.value, Quantity) else None


def _after(claim: Claim, report: Report) -> Parts | None:
    match = _APPOSED.match(report.text, claim.value.span.end, claim.evidence.span.end)
    return _parts(report, match, some=match["some"] is not None) if match else None


def _alone(report: Report, sentence: Span) -> Parts | None:
    match = _ALONE.match(report.text, sentence.start, sentence.end)
    return _parts(report, match) if match else None


def _parts(report: Report, match: re.Match[str], *, some: bool = False) -> Parts | None:
    """Return the parts of a list; None where it is no list of one sort, as "two from A and one into B" may be."""
    items = list(_NUMBERS.finditer(match["parts"]))
    if len(items) < 2 or len({item["where"] for item in items}) > 1:
        return None
    return Parts(tuple(number(item[1]) for item in items), report.quote(Span(*match.span("parts"))), some)


def _finding(incident: Incident, claim: Claim, parts: Parts) -> Finding:
    assert isinstance(claim.value, Quantity)
    total, added = float(claim.value.written.numbers[-1]), sum(parts.numbers)
    verdict = _verdict(claim.value, total, added, some=parts.some)
    listed = " + ".join(f"{part:g}" for part in parts.numbers)
    relation = {"supported": "fits", "contradicted": "does not fit", "cannot tell": "may fit"}[verdict]
    return Finding(
        check="arithmetic",
        verdict=verdict,
        incident_id=incident.id,
        message=f'"{parts.quote.quote}" is {listed} = {added:g}; {written(claim.value)} {relation}; counts are exact',
        claims=(claim,),
        figures={"total": total, "parts": listed, "sum": added},
        quotes=(parts.quote,),
    )


def _verdict(count: Quantity, total: float, added: float, *, some: bool) -> Verdict:
    """Compare a total and its parts: they are equal, unless the words leave the total or the list open."""
    if added == total or (added < total and some) or (added > total and count.hedge in {"at_least", "over"}):
        return "supported"
    return "cannot tell" if count.hedge is not None and not some else "contradicted"

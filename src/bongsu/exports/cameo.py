"""CAMEO: tab-separated dyads in the columns of the Phoenix files that PETRARCH2 fills, without a line of names.

Source: postprocess.py of https://github.com/openeventdata/phoenix_pipeline, and the column names that its readers give
(https://github.com/ahalterman/phoxy). The way back from PLOVER's types to CAMEO's codes is the table ``plover.csv``.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from bongsu.exports.told import Export, Told, country, one_line, only_facts, sector, sift
from bongsu.model import Mention, Reading
from bongsu.reference.codes import Code

COLUMNS: Final = (
    "EventID",
    "Date",
    "Year",
    "Month",
    "Day",
    "SourceActorFull",
    "SourceActorEntity",
    "SourceActorRole",
    "SourceActorAttribute",
    "TargetActorFull",
    "TargetActorEntity",
    "TargetActorRole",
    "TargetActorAttribute",
    "EventCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScore",
    "Issues",
    "Lat",
    "Lon",
    "LocationName",
    "StateName",
    "CountryCode",
    "SentenceID",
    "URLs",
    "NewsSources",
)
UNKNOWN: Final = "---"
"""The code of somebody whom no table knows, and the first part of the code of somebody without a country."""

HOST: Final = ("043", "2.8")
"""CAMEO's code for hosting a visit, with its Goldstein score (042 and its target's row: phoenix_pipeline)."""

_SECTORS: Final = {"JRN": "MED", "MED": "HLH"}
"""PLOVER's sectors that are called otherwise in CAMEO (PLOVER codebook, notes on sector codes)."""
_NOBODY: Final = ("", "", "", "")
_MUTUAL: Final = frozenset({"AGREE", "CONSULT", "COOPERATE"})
Cells = tuple[str, ...]


def export(readings: Sequence[Reading]) -> Export:
    """Return the plain facts among the events of some readings as CAMEO dyads.

    An event is a row for each pair of a source and a target. Talks, deals and cooperation of several who are all actors
    are a row for each ordered pair, and a visit has a second row in which the host hosts. What CAMEO cannot say
    is left out, and counted: events that are denied, planned or uncertain, and those of a time that is no day.
    """
    kept, left_out = sift(readings, only_facts)
    rows = (row for told in kept if told.code is not None for row in _rows(told, told.code))
    return Export("".join("\t".join(row) + "\n" for row in rows).encode("utf-8"), left_out)


def _rows(told: Told, code: Code) -> Iterator[Cells]:
    codes = (code.cameo, code.root, str(code.penta), str(code.goldstein))
    hosting = (HOST[0], code.root, str(code.penta), HOST[1])
    pairs = [(source, target, codes) for source, target in _pairs(told)]
    if code.cameo == "042":
        pairs += [(target, source, hosting) for source, target, _ in pairs if _NOBODY not in (source, target)]
    for number, (source, target, coded) in enumerate(pairs, 1):
        name = told.event.id if len(pairs) == 1 else f"{told.event.id}-{number}"
        yield tuple(map(_cell, (name, *_date(told.day), *source, *target, *coded, "", *_where(told), *_whence(told))))


def _pairs(told: Told) -> Iterator[tuple[Cells, Cells]]:
    sources = [_actor(mention) for mention in told.mentions("actor")]
    targets = [_actor(mention) for mention in told.mentions("recipient")]
    if not targets and len(sources) > 1 and told.event.type in _MUTUAL:
        for one, source in enumerate(sources):
            yield from ((source, target) for other, target in enumerate(sources) if other != one)
        return
    for source in sources or [_NOBODY]:
        yield from ((source, target) for target in targets or [_NOBODY])


def _actor(mention: Mention) -> Cells:
    """Return the code of an actor and its parts: country or kind of body, role, further attribute."""
    entity, place = mention.entity, country(mention)
    if entity is None:
        return (UNKNOWN, "", "", "")
    if place in {"UNO", "EUR"}:
        return (f"IGO{'EEC' if place == 'EUR' else 'UNO'}", "IGO", "", "EEC" if place == "EUR" else "UNO")
    is_state = entity.id == entity.country
    found = None if is_state else sector(mention)
    role = _SECTORS.get(found, found) if found is not None else ""
    return (f"{place or UNKNOWN}{role}", place or "", role, "")


def _date(day: str | None) -> Cells:
    if day is None:
        return ("", "", "", "")
    year, month, of_month = day.split("-")
    return (f"{year}{month}{of_month}", year, month, of_month)


def _where(told: Told) -> Cells:
    place = told.place
    if place is None or place.lat is None or place.lon is None:
        return ("", "", "", "", "")
    return (f"{place.lat:g}", f"{place.lon:g}", place.name, "", (place.entity.country if place.entity else None) or "")


def _whence(told: Told) -> Cells:
    start = told.event.trigger.span.start
    return (f"{told.report.id}_{start}", told.report.url or "", told.report.outlet or "")


def _cell(text: str) -> str:
    """Return text that is read alike with and without quotation marks that protect."""
    return one_line(text).replace('"', "'")

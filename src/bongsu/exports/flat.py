"""A flat table: one event a row, all that a reading knows of it, the same for CSV and Parquet."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

import msgspec

from bongsu.exports.told import Told, country, events, sector
from bongsu.model import Mention, Reading, Slot, Stamp

Kind = Literal["text", "integer", "number", "truth"]
Cell = str | int | float | bool | None


class Column(NamedTuple):
    """A column: its name, what its cells hold, and how a cell is made of an event."""

    name: str
    kind: Kind
    cell: Callable[[Told], Cell]


def rows(readings: Sequence[Reading]) -> Iterator[tuple[Cell, ...]]:
    """Yield a row for every event of some readings, in the order of the columns; what is missing is None."""
    return (tuple(column.cell(told) for column in COLUMNS) for told in events(readings))


def joined(values: Sequence[str | None]) -> str | None:
    """Return several values in one cell, apart by ``"; "``, a semicolon in one of them as a comma; None for none."""
    return "; ".join((value or "").replace(";", ",") for value in values) if any(values) else None


def _roles(slot: Slot, name: str) -> tuple[Column, ...]:
    """Return the columns of the actors or of the recipients; the values of one stand at one place in each."""

    def column(part: str, of: Callable[[Told, Mention], str | None]) -> Column:
        return Column(f"{name}_{part}", "text", lambda told: joined([of(told, one) for one in told.mentions(slot)]))

    return (
        column("names", lambda _, one: None if one.entity is None else one.entity.name),
        column("ids", lambda _, one: None if one.entity is None else one.entity.id),
        column("countries", lambda _, one: country(one)),
        column("sectors", lambda _, one: sector(one)),
        column("words", lambda told, one: told.words(one.span)),
        column("spans", lambda _, one: f"{one.span.start}:{one.span.end}"),
    )


def _time(name: str, of: Callable[[Told], str | None]) -> Column:
    return Column(f"time_{name}", "text", lambda told: None if told.time is None else of(told))


def _speaker(told: Told) -> Mention | None:
    return None if told.act is None else told.act.attribution.speaker


def _stamp(stamp: Stamp | None) -> str | None:
    return None if stamp is None else stamp.value


def _words_of(told: Told, *slots: Slot) -> str | None:
    return joined([told.words(claim.value.span) for claim in told.claims(*slots)])


def _claims(told: Told) -> str:
    return msgspec.json.encode(told.event.claims, order="deterministic").decode("utf-8")


COLUMNS: Final[tuple[Column, ...]] = (
    Column("event_id", "text", lambda told: told.event.id),
    Column("report_id", "text", lambda told: told.report.id),
    Column("type", "text", lambda told: told.event.type),
    Column("mode", "text", lambda told: told.event.mode),
    Column("contexts", "text", lambda told: joined(told.event.contexts)),
    Column("is_account", "truth", lambda told: told.event.is_account),
    Column("plain", "truth", lambda told: told.is_plain),
    Column("certainty", "text", lambda told: told.factuality.certainty),
    Column("polarity", "text", lambda told: told.factuality.polarity),
    Column("status", "text", lambda told: told.factuality.status),
    *_roles("actor", "actor"),
    *_roles("recipient", "recipient"),
    Column("day", "text", lambda told: told.day),
    _time("words", lambda told: told.words(told.time.span) if told.time else None),
    _time("value", lambda told: told.time.value if told.time else None),
    _time("hedge", lambda told: told.time.hedge if told.time else None),
    _time("start", lambda told: told.time.start.isoformat() if told.time and told.time.start else None),
    _time("end", lambda told: told.time.end.isoformat() if told.time and told.time.end else None),
    Column("place", "text", lambda told: told.place.name if told.place else None),
    Column("place_words", "text", lambda told: told.words(told.place.span) if told.place else None),
    Column("place_feature", "text", lambda told: told.place.feature if told.place else None),
    Column(
        "place_country", "text", lambda told: told.place.entity.country if told.place and told.place.entity else None
    ),
    Column("latitude", "number", lambda told: told.place.lat if told.place else None),
    Column("longitude", "number", lambda told: told.place.lon if told.place else None),
    Column("radius_km", "number", lambda told: told.place.radius_km if told.place else None),
    Column("content", "text", lambda told: _words_of(told, "content")),
    Column("speaker_name", "text", lambda told: one.entity.name if (one := _speaker(told)) and one.entity else None),
    Column("speaker_id", "text", lambda told: one.entity.id if (one := _speaker(told)) and one.entity else None),
    Column("speaker_country", "text", lambda told: country(one) if (one := _speaker(told)) else None),
    Column("speaker_words", "text", lambda told: told.words(one.span) if (one := _speaker(told)) else None),
    Column("speaker_cue", "text", lambda told: cue.quote if told.act and (cue := told.act.attribution.cue) else None),
    Column(
        "relayed_by",
        "text",
        lambda told: joined([told.words(one.span) for one in told.act.attribution.chain]) if told.act else None,
    ),
    Column("trigger", "text", lambda told: told.event.trigger.quote),
    Column("trigger_start", "integer", lambda told: told.event.trigger.span.start),
    Column("trigger_end", "integer", lambda told: told.event.trigger.span.end),
    Column("quote", "text", lambda told: told.act.evidence.quote if told.act else None),
    Column("quote_start", "integer", lambda told: told.act.evidence.span.start if told.act else None),
    Column("quote_end", "integer", lambda told: told.act.evidence.span.end if told.act else None),
    Column("rule", "text", lambda told: told.event.rule),
    Column("confidence", "number", lambda told: told.event.confidence),
    Column("claims", "text", _claims),
    Column("title", "text", lambda told: told.report.title),
    Column("outlet", "text", lambda told: told.report.outlet),
    Column("url", "text", lambda told: told.report.url),
    Column("language", "text", lambda told: told.report.language),
    Column("published", "text", lambda told: _stamp(told.report.published)),
    Column("updated", "text", lambda told: _stamp(told.report.updated)),
    Column("upstream", "text", lambda told: told.report.upstream),
    Column("bongsu", "text", lambda told: told.reading.made_by.bongsu),
)
"""Every column, in order. ``docs/exports.md`` says what each holds."""

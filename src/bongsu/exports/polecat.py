"""POLECAT: the tab-separated table of the weekly files, with a line of column names.

Source: the header of the files at https://doi.org/10.7910/DVN/AJGVIT, as quoted by the script that makes the data set
tkgl-polecat of the Temporal Graph Benchmark of them. What is missing is "None", and several of a thing stand apart by
"; ", as there.
"""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from bongsu.exports.told import Export, Told, country, one_line, only_facts, sector, sift
from bongsu.model import Mention, Reading
from bongsu.reference.codes import Code, cow_of

NONE: Final = "None"
"""What stands in a cell of which nothing is known."""

COLUMNS: Final = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
)
QUADS: Final = {
    1: "VERBAL COOPERATION",
    2: "MATERIAL COOPERATION",
    3: "VERBAL CONFLICT",
    4: "MATERIAL CONFLICT",
}


def export(readings: Sequence[Reading]) -> Export:
    """Return the plain facts among the events of some readings as POLECAT has them.

    What POLECAT cannot say is left out, and counted: events that are denied, planned or uncertain, and those of a time
    that is no day.
    """
    kept, left_out = sift(readings, only_facts)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(told, told.code) for told in kept if told.code is not None)
    return Export(out.getvalue().encode("utf-8"), left_out)


def _row(told: Told, code: Code) -> tuple[str, ...]:
    report, event = told.report, told.event
    cells = (
        f"{report.id}_{code.plover}_{event.id}",
        told.day,
        code.plover,
        code.plover_mode,
        f"{code.score:g}",
        QUADS[code.quad],
        _several(event.contexts),
        *_who(told.mentions("actor"), told),
        *_who(told.mentions("recipient"), told),
        *_where(told),
        report.outlet,
        None if report.published is None else report.published.value[:10],
        *(None, None, None),
        report.language,
        f"bongsu-{told.reading.made_by.bongsu}",
    )
    return tuple(one_line(cell or "") or NONE for cell in cells)


def _who(mentions: Sequence[Mention], told: Told) -> Iterator[str | None]:
    """Yield the eight cells of the actors or of the recipients, in the order of the columns."""
    sectors = [sector(mention) for mention in mentions]
    yield _each(mentions, lambda mention: None if mention.entity is None else mention.entity.name)
    yield _each(mentions, country)
    yield _each(mentions, lambda mention: cow_of(country(mention)))
    yield sectors[0] if sectors else None
    yield _several(dict.fromkeys(filter(None, sectors)))
    yield None
    yield _each(mentions, lambda mention: told.words(mention.span))
    yield None


def _where(told: Told) -> Iterator[str | None]:
    """Yield the ten cells of the place."""
    place = told.place
    if place is None:
        yield from (None,) * 10
        return
    yield place.name
    yield place.name if place.feature in {"capital", "city"} else None
    yield from (None, None)
    yield None if place.entity is None else place.entity.country
    yield None if place.lat is None else f"{place.lat:g}"
    yield None if place.lon is None else f"{place.lon:g}"
    yield None
    yield told.words(place.span)
    yield None


def _each(mentions: Sequence[Mention], of: Callable[[Mention], str | None]) -> str:
    """Return one value for each of several, in their order, so that columns can be read side by side."""
    return _several([of(mention) or NONE for mention in mentions])


def _several(values: Sequence[str] | dict[str, None]) -> str:
    return "; ".join(one_line(value).replace(";", ",") for value in values)

"""Publication dates as pages, feeds and people write them, to ISO 8601."""

import datetime as dt
import re
from collections.abc import Sequence

from bongsu.datelines import dateline_end
from bongsu.errors import InputError
from bongsu.model import Given, Stamp

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"\b(?:{_ORDINAL},? {_MONTH},? \d{{4}}|{_MONTH} {_ORDINAL},? \d{{4}}|\d{{4}}-\d\d-\d\d)\b", re.IGNORECASE
)
"""A date that can be read in one way only: the month is a word, or the order is ISO 8601's."""

_ISO_TIME = re.compile(r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?")
_TIME = re.compile(
    r"\b(\d{1,2})[:.](\d\d)(?::(\d\d))?\s*(?:([ap])\.?m\b\.?)?\s*\(?(Z|[A-Z]{2,4}|[+-]\d\d:?\d\d)?\b", re.IGNORECASE
)
ZONES = {
    "Z": 0,
    "UT": 0,
    "UTC": 0,
    "GMT": 0,
    "BST": 60,
    "KST": 540,
    "JST": 540,
    "EST": -300,
    "EDT": -240,
    "CST": -360,
    "CDT": -300,
    "MST": -420,
    "MDT": -360,
    "PST": -480,
    "PDT": -420,
}
"""Minutes east of UTC: the zones of RFC 5322, section 4.3, and those of the Korean, Japanese and British press
(CST is the American one, as the RFC has it). "ET" is left out: it says no offset."""

_LABELLED = re.compile(
    r"\b(?P<label>(?:first |originally )?(?:published|posted|written)|publication date|(?:last )?(?:updated|modified))"
    r"(?: on| at)?\s*[:|-]?\s*(?P<when>.{0,60})",
    re.IGNORECASE,
)
_WEEKDAY = r"(?:(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day|Sun|Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat)\.?"
_BARE = re.compile(rf"(?:{_WEEKDAY},? )?(?:{_DATE.pattern})(?:,? (?:{_TIME.pattern}))?", re.IGNORECASE)
_NEAR_TOP = 8
_NO_DATE = frozenset({"", "none", "null", "nan", "n/a", "unknown"})
"""What data sets write where they have no date."""


def parse_date(written: str) -> str | None:
    """Return a date, or a date-time with its offset, in ISO 8601; None where ``written`` is no sure date.

    A clock time without a known offset is left out, and the day kept: nobody can say which instant it was.
    """
    return _iso(written.strip()) or _parse_written(written)


def _iso(written: str) -> str | None:
    try:
        moment = dt.datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment.date().isoformat() if moment.tzinfo is None else moment.isoformat()


def _parse_written(written: str) -> str | None:
    if iso := _ISO_TIME.search(written):
        return _iso(iso[0])
    found = _DATE.search(written)
    day = _day(found[0]) if found else None
    if found is None or day is None:
        return None
    before, after = written[: found.start()], written[found.end() :]
    return _moment(day, before) or _moment(day, after) or day.isoformat()


def _day(written: str) -> dt.date | None:
    try:
        if written[:4].isdigit():
            return dt.date.fromisoformat(written)
        month = next(i for i, name in enumerate(_MONTHS, 1) if re.search(rf"\b{name}", written, re.IGNORECASE))
        day, year = (int(number) for number in re.findall(r"\d+", written))
        return dt.date(year, month, day)
    except ValueError:
        return None


def _moment(day: dt.date, written: str) -> str | None:
    """Return the date-time where ``written`` holds a clock time with a zone whose offset is known."""
    found = _TIME.search(written)
    offset = found and _offset(found[5])
    if not found or offset is None:
        return None
    hour = int(found[1]) % 12 + 12 * (found[4] in "pP") if found[4] else int(found[1])
    try:
        clock = dt.time(hour, int(found[2]), int(found[3] or 0), tzinfo=offset)
    except ValueError:
        return None
    return dt.datetime.combine(day, clock).isoformat()


def _offset(zone: str | None) -> dt.timezone | None:
    if zone is None:
        return None
    if zone[0] in "+-":
        minutes = int(zone[1:3]) * 60 + int(zone[-2:])
        return dt.timezone(dt.timedelta(minutes=-minutes if zone[0] == "-" else minutes)) if minutes < 1440 else None
    if zone.upper() not in ZONES:
        return None
    return dt.timezone(dt.timedelta(minutes=ZONES[zone.upper()]))


def stamped_lines(lines: Sequence[str], unit: str) -> dict[str, Given]:
    """Read "Published: January 6, 2025" and "Updated 2017-09-15" in the first eight lines that are not blank.

    Only a date behind such a label is read, in a line that is no paragraph; its place is the line, counted from 1
    and called by ``unit`` (``line 2``).
    """
    found: dict[str, Given] = {}
    for number, line in _top(lines):
        for label in _LABELLED.finditer(line) if len(line) <= 150 else ():
            name = "updated" if re.search("updated|modified", label["label"], re.IGNORECASE) else "published"
            if _DATE.search(label["when"]) and (value := parse_date(label["when"])):
                found.setdefault(name, Given(value, f"{unit} {number}"))
    return found


def datelined(lines: Sequence[str], unit: str) -> dict[str, Given]:
    """Read the publication date from a dateline with its year: "ROME (News / Sputnik - 3rd May, 2019) The"."""
    heads = ((number, line[: dateline_end(line)]) for number, line in _top(lines))
    dates = [Given(value, f"{unit} {number}") for number, head in heads if (value := parse_date(head))]
    return {"published": dates[0]} if dates else {}


def dated_line(lines: Sequence[str], unit: str) -> dict[str, Given]:
    """Read the publication date from the one line of the first eight that is a date; nothing where several are."""
    dates = [Given(value, f"{unit} {number}") for number, line in _top(lines) if (value := _bare(line))]
    return {"published": dates[0]} if len(dates) == 1 else {}


def _top(lines: Sequence[str]) -> list[tuple[int, str]]:
    """Return the first lines that are not blank, with their numbers from 1."""
    return [(number, line) for number, line in enumerate(lines, 1) if line][:_NEAR_TOP]


def _bare(line: str) -> str | None:
    return parse_date(line) if is_date(line) else None


def is_date(line: str) -> bool:
    """Say whether a line is a date and nothing else."""
    return _BARE.fullmatch(line.strip()) is not None


def stamp(given: Given | None, where: str) -> Stamp | None:
    """Return the Stamp of a date as given, None where none is. Raises ``InputError`` where it is no date."""
    if given is None or given.value.strip().casefold() in _NO_DATE:
        return None
    value = parse_date(given.value)
    if value is None:
        problem = f'"{given.value[:40]}" ({given.found}) is not a date'
        raise InputError(where, problem, "write it as 2025-01-06 or 2025-01-06T12:00:00+09:00")
    return Stamp(value, given.found)

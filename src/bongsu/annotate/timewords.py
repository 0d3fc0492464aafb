"""The words of dates and times taken apart; what they mean is for :mod:`bongsu.annotate.times`."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Literal, cast

import msgspec

from bongsu.annotate.timeforms import MONTH, ORDINALS, lexer, zones
from bongsu.annotate.words import SMALL, plain, value_of

Kind = Literal["mod", "weekday", "date", "relday", "daypart", "clock", "month", "year", "period", "duration"]
Unit = Literal["second", "minute", "hour", "day", "week", "month", "year", "decade", "century"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAYPARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "hours": "MO"}
_RELDAYS = {"today": 0, "tonight": 0, "this": 0, "yesterday": -1, "last": -1, "tomorrow": 1}
_SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}

_NAMED_DAY = re.compile(r"\b(?:Black|Bloody|Good|Super|Ash|Palm|Easter|Cyber|Ruby|Shrove|Fat|Maundy)[ -]\Z")
# May, March, April, June and the short forms are also names and verbs: a word before them, or none after, tells.
_ALSO_NAMES = frozenset({"March", "May", "April", "June", "August", "Mar", "Jan", "Apr", "Dec", "Jun", "Jul"})
_INTRODUCES_MONTH = re.compile(
    r"\b(?:in|since|during|until|till|by|of|from|through|before|after|for|early|late|mid|earlier|later|between)"
    r"[ -](?:the )?\Z",
    re.IGNORECASE,
)
_MONTH_AND = re.compile(rf"\b{MONTH},? (?:and|or|to) \Z")
_THE = re.compile(r"\b[Tt]he \Z")
_NAME_AFTER = re.compile(r" [A-Z][a-z]")
_VERB_AFTER = re.compile(r" (?:be|have|not|also|still|well|soon|yet|never|only|to|on|of)\b")
_INTRODUCES_CLOCK = re.compile(
    r"(?:\b(?:at|around|about|by|from|until|till|since|after|before|approximately|roughly|between|and|to|nearly) "
    r"|\d[ ,(|]{1,3}|day,? |[(|–-] ?)\Z",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"(?:\b(?:kilomet(?:er|re)s?|kms?|miles?|met(?:er|re)s?|feet|times|once|twice|thrice|dollars|barrels|tons|tonnes"
    r"|percent|\d)|%) \Z",
    re.IGNORECASE,
)
_NO_YEAR_BEFORE = re.compile(
    r"(?:\b(?:resolution|no\.|number|over|than|least|flight|nearly|some|almost) |(?<!\d{4})(?<![a-z])[-–/:]\d*|\d )\Z",
    re.IGNORECASE,
)
_NO_YEAR_AFTER = re.compile(
    r"[ -]?(?:km|kms|kilo\w+|miles?|met(?:er|re)s?|feet|ft|nm|nautical|percent|people|soldiers|troops|dollars|tons"
    r"|tonnes|degrees|GMT|UTC|hours)\b|[%:]|/\d"
)
_PLURAL_AFTER = re.compile(r" [a-z]+s\b")


class Part(msgspec.Struct, frozen=True):
    """One expression, or a piece of one, as the words give it; what they leave open is None.

    Attributes:
        kinds: what it is made of; a date with a clock time has two.
        mod: "early", "late", "earlier", "later" or "mid".
        rel: "last", "this", "next", "past", "coming"; "other" counts from a day that the words do not name.
        offset: days from the day of speaking.
        part: TIMEX3 part of the day.
        clock: hour, minute and second as far as stated, such as ``06:57``.
        zone: IANA name, offset, or ``local``.
        number: of units; None for "several" or when there is none.
        direction: "ago", "later", "earlier" or "from now" after a duration.
        hedgeable: whether a hedge may stand before it; not before "the past two weeks".
        value: a TIMEX3 value that needs nothing else.
    """

    start: int
    end: int
    kinds: frozenset[Kind]
    mod: str | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    rel: str | None = None
    offset: int | None = None
    part: str | None = None
    clock: str | None = None
    zone: str | None = None
    number: Decimal | None = None
    unit: Unit | None = None
    direction: str | None = None
    season: str | None = None
    hedgeable: bool | None = None
    value: str | None = None


def find_parts(text: str) -> Iterator[Part]:
    """Yield the pieces of dates, times and durations in ``text``, in order and without overlaps."""
    for match in lexer().finditer(text):
        part = _READERS[(match.lastgroup or "").removeprefix("F_")](match)
        if part is not None:
            yield part


def _iso(match: re.Match[str]) -> Part:
    year, month, day = map(int, match["iso_day"].split("-"))
    zone = match["iso_zone"]
    if zone is not None:
        zone = "UTC" if zone == "Z" else f"{zone[:3]}:{zone[-2:]}"
    kinds: frozenset[Kind] = frozenset({"date", "clock"} if match["iso_time"] else {"date"})
    return Part(*match.span(), kinds, year=year, month=month, day=day, clock=match["iso_time"], zone=zone)


def _date(form: str) -> Callable[[re.Match[str]], Part]:
    def read(match: re.Match[str]) -> Part:
        month, day = _month_number(match[f"{form}_m"]), int(match[f"{form}_d"])
        return Part(*match.span(), frozenset({"date"}), year=_int(match[f"{form}_y"]), month=month, day=day)

    return read


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _month_number(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _month_year(match: re.Match[str]) -> Part:
    return Part(*match.span(), frozenset({"month"}), year=int(match["my_y"]), month=_month_number(match["my_m"]))


def _month(match: re.Match[str]) -> Part | None:
    if match["month_rel"] is None and match["month_m"] in _ALSO_NAMES and not _is_month(match):
        return None
    return Part(
        *match.span(), frozenset({"month"}), month=_month_number(match["month_m"]), rel=_rel(match["month_rel"])
    )


def _is_month(match: re.Match[str]) -> bool:
    """Say whether "May" by itself is the month: "in May", "April and May", "the May launch", not "Theresa May"."""
    text, start, end = match.string, match.start(), match.end()
    if _VERB_AFTER.match(text, end):
        return False
    if _INTRODUCES_MONTH.search(text, max(0, start - 12), start) or _MONTH_AND.search(text, max(0, start - 16), start):
        return True
    return _THE.search(text, max(0, start - 5), start) is not None and not _NAME_AFTER.match(text, end)


def _weekday(match: re.Match[str]) -> Part | None:
    if _NAMED_DAY.search(match.string, max(0, match.start() - 10), match.start()):
        return None
    weekday = _WEEKDAYS.index(match["weekday_w"][:3].lower())
    return Part(*match.span(), frozenset({"weekday"}), weekday=weekday, rel=_rel(match["weekday_rel"]))


def _rel(words_of: str | None) -> str | None:
    """Return the word that tells: "coming" of "this coming"."""
    return words_of.split()[-1].lower() if words_of else None


def _clock(match: re.Match[str]) -> Part | None:
    text, (start, end) = match.string, match.span()
    bare = match["h24"] and not match["zone"] and not match["hours"]
    if bare and not _INTRODUCES_CLOCK.search(text, max(0, start - 16), start):
        return None
    zone = zones()[plain(match["zone"])] if match["zone"] else None
    if match["mz"] and match[0].endswith("Z"):
        zone = "UTC"
    if "(" in match[0] and text[end : end + 1] == ")":
        end += 1
    return Part(start, end, frozenset({"clock"}), clock=_time(match), zone=zone)


def _time(match: re.Match[str]) -> str:
    """Return the clock time as far as it is stated: ``06``, ``06:57``, ``06:57:30``."""
    if match["noon"]:
        return "00" if match["noon"].lower() == "midnight" else "12"
    hour = _hour(match)
    minute, second = match["m12"] or match["m24"] or match["mz"], match["s12"] or match["s24"]
    return ":".join([f"{hour:02d}", *(part for part in (minute, second) if part)])


def _hour(match: re.Match[str]) -> int:
    if match["ho"]:
        return int(match["ho"]) if match["ho"].isdigit() else SMALL.index(match["ho"].lower())
    if match["h12"]:
        return int(match["h12"]) % 12 + (12 if match["ap"] in "Pp" else 0)
    return int(match["h24"] or match["hz"])


def _relday(match: re.Match[str]) -> Part:
    kinds: frozenset[Kind] = frozenset({"relday"})
    if match["relday_c"]:
        return Part(*match.span(), kinds, offset=-2 if "before" in match["relday_c"] else 2)
    word = (match["relday_a"] or match["relday_b"]).lower()
    part = "NI" if word == "tonight" else _DAYPARTS[match["relday_p"].lower()] if match["relday_p"] else None
    return Part(*match.span(), kinds, offset=_RELDAYS[word], part=part)


def _season(match: re.Match[str]) -> Part | None:
    if not match["season_rel"] and not match["season_y"]:
        return None
    season, year = _SEASONS[match["season_s"].lower()], _int(match["season_y"])
    return Part(*match.span(), frozenset({"period"}), season=season, year=year, rel=_rel(match["season_rel"]))


def _period(match: re.Match[str]) -> Part:
    """Read "last month" and "the weekend"; "in the last month" is a length of time."""
    if match["weekend"]:
        rel = (match["weekend_rel"] or "this").lower()
        return Part(*match.span(), frozenset({"period"}), rel=rel, season="WE")
    rel, unit, start = match["period_rel"].lower(), _unit(match["period_u"]), match.start()
    if rel in {"last", "past"} and _THE.search(match.string, max(0, start - 5), start):
        return Part(start - 4, match.end(), frozenset({"duration"}), number=Decimal(1), unit=unit, hedgeable=False)
    return Part(*match.span(), frozenset({"period"}), rel=rel, unit=unit)


def _other(match: re.Match[str]) -> Part:
    unit = _unit(match["other_u"] or match["other_v"])
    return Part(*match.span(), frozenset({"period"}), rel="other", unit=unit)


def _every(match: re.Match[str]) -> Part:
    return Part(*match.span(), frozenset({"period"}), rel="every", value=f"P1{match['every'][0].upper()}")


def _duration(match: re.Match[str]) -> Part | None:
    before = match.string[max(0, match.start() - 12) : match.start()]
    if (match["a"] and _RATE.search(before)) or before.endswith(("/", "½")):
        return None
    number, unit = _length(match)
    direction, hedgeable = match["direction"], False if match["the"] else None
    kinds: frozenset[Kind] = frozenset({"duration"})
    return Part(*match.span(), kinds, number=number, unit=unit, direction=direction, hedgeable=hedgeable)


def _length(match: re.Match[str]) -> tuple[Decimal | None, Unit]:
    """Return how many of which unit a duration is: 1.5 hours for "an hour and a half", None for "several days"."""
    if match["half_of"]:
        return Decimal("0.5"), _unit(match["half_of"])
    if match["bare"]:
        return None, _unit(match["bare"].split()[-1])
    unit = _unit(match["unit"])
    if match["many"]:
        return None, unit
    half = Decimal("0.5") if match["half"] or match["half_after"] else Decimal(0)
    return (value_of(match["n"]) if match["n"] else Decimal(1)) + half, unit


def _unit(name: str) -> Unit:
    name = name.lower()
    return cast("Unit", "century" if name == "centuries" else name.removesuffix("s"))


def _decade(match: re.Match[str]) -> Part:
    value = f"{match['decade']}X" if match["decade"] else f"19{match['short']}X"
    return Part(*match.span(), frozenset({"year"}), value=value)


def _century(match: re.Match[str]) -> Part:
    word = match["century_word"]
    number = ORDINALS.index(word.lower()) + 16 if word else int(match["century"])
    return Part(*match.span(), frozenset({"year"}), value=f"{number - 1:02d}")


def _year(match: re.Match[str]) -> Part | None:
    text, start, year = match.string, match.start(), match["year_y"]
    if _NO_YEAR_BEFORE.search(text, max(0, start - 12), start) or _NO_YEAR_AFTER.match(text, match.end()):
        return None
    if year.endswith("00") and _PLURAL_AFTER.match(text, match.end()):
        return None  # "2000 soldiers"
    return Part(*match.span(), frozenset({"year"}), year=int(year))


def _daypart(match: re.Match[str]) -> Part:
    return Part(*match.span(), frozenset({"daypart"}), part=_DAYPARTS[match["daypart"].lower()])


def _mod(match: re.Match[str]) -> Part:
    return Part(*match.span(), frozenset({"mod"}), mod=match["mod"].lower())


_READERS: dict[str, Callable[[re.Match[str]], Part | None]] = {
    "iso": _iso,
    "mdy": _date("mdy"),
    "dmy": _date("dmy"),
    "my": _month_year,
    "month": _month,
    "weekday": _weekday,
    "clock": _clock,
    "relday": _relday,
    "season": _season,
    "period": _period,
    "other": _other,
    "every": _every,
    "duration": _duration,
    "decade": _decade,
    "century": _century,
    "year": _year,
    "daypart": _daypart,
    "mod": _mod,
}

"""The words of dates and times taken apart; what they mean is for :mod:`bongsu.annotate.times`."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from bongsu.annotate.timeforms import DAY, DAY_WORDS, lexer, zone_named
from bongsu.annotate.timeguards import (
    A_MONTH,
    ERA_DATE,
    IN,
    OF_MONTH,
    OR_SO,
    THE,
    THROUGH,
    before,
    is_attack,
    is_clock,
    is_dated_place,
    is_day_of_month,
    is_month,
    is_night,
    is_period,
    is_range_of_hours,
    is_season,
    is_today,
    is_weekday,
    is_year,
    old_years,
)
from bongsu.annotate.timeholidays import read_holiday, weekday_of_month
from bongsu.annotate.timelengths import read_length, read_set, unit_of
from bongsu.annotate.timeparts import DAYPARTS, SEASON_CODES, Kind, Part, month_number, weekday_number
from bongsu.annotate.timequarters import read_quarter
from bongsu.annotate.timespoken import read_spoken_clock, read_spoken_year
from bongsu.annotate.timeyears import (
    read_century,
    read_decade,
    read_era,
    read_old_year,
    read_short_year,
    read_two_years,
    read_year,
    year_of_two_figures,
)
from bongsu.annotate.words import SMALL

_DAYS = frozenset({"mdd", "ddm"})
_DAY = re.compile(rf"(?P<day>{DAY})(?:st|nd|rd|th)?")
_OTHERS = {
    "previous": -1,
    "prior": -1,
    "preceding": -1,
    "before": -1,
    "earlier": -1,
    "same": 0,
    "that": 0,
    "following": 1,
    "next": 1,
    "after": 1,
}
_COUNTED = frozenset({"following", "previous", "preceding", "same", "that"})
_OF_WHAT = ("day", "hour", "minute", "day_n", "hour_n", "minute_n")
_WHOLE = frozenset({"whole", "entire", "very"})
_WEEKS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_RELDAYS = {"today": 0, "tonight": 0, "this": 0, "yesterday": -1, "last": -1, "tomorrow": 1}


def find_parts(text: str) -> Iterator[Part]:
    """Yield the pieces of dates, times and durations in ``text``, in order and without overlaps."""
    is_old: Callable[[re.Match[str]], bool] | None = None  # most texts have no number that could be a year of old
    for match in lexer().finditer(text):
        form = (match.lastgroup or "").removeprefix("F_")
        if form == "old_year":
            is_old = is_old or old_years(text)
            if not is_old(match):
                continue
        if form in _DAYS or match["year_z"]:
            yield from _days(match, form) if form in _DAYS else read_two_years(match)
            continue
        part = _READERS[form](match)
        if part is not None:
            yield part


def _iso(match: re.Match[str]) -> Part:
    year, month, day = map(int, match["iso_day"].split("-"))
    zone = match["iso_zone"]
    if zone is not None:
        zone = "UTC" if zone == "Z" else f"{zone[:3]}:{zone[-2:]}"
    kinds: frozenset[Kind] = frozenset({"date", "clock"} if match["iso_time"] else {"date"})
    return Part(*match.span(), kinds, year=year, month=month, day=day, clock=match["iso_time"], zone=zone)


def _slashes(match: re.Match[str]) -> Part | None:
    """Read "07/15/2016", "15.07.2016" and "2016/07/15"; of "07/05/2016" and "07-05-2016" nobody can tell the month."""
    kinds: frozenset[Kind] = frozenset({"date"})
    if match["slash_i"]:
        year, month, day = (int(match[f"slash_{name}"]) for name in "imd")
        return Part(*match.span(), kinds, year=year, month=month, day=day)
    day, month = int(match["slash_a"]), int(match["slash_b"])
    if match["slash"] != ".":
        month, day = sorted((day, month))
    if not 1 <= month <= 12 or day > 31:
        return None
    year = int(match["slash_y"]) if match["slash_y"] else year_of_two_figures(match["slash_z"])
    if match["slash"] != "." and month != day <= 12:
        return Part(*match.span(), kinds, value=f"{year}-XX-XX")
    return Part(*match.span(), kinds, year=year, month=month, day=day)


def _date(form: str) -> Callable[[re.Match[str]], Part | None]:
    def read(match: re.Match[str]) -> Part | None:
        if match.string.endswith("Long ", 0, match.start()):
            return None  # Long March 5 is a rocket
        month, day = month_number(match[f"{form}_m"]), _day_number(match[f"{form}_d"])
        if not is_day_of_month(match, match[f"{form}_m"], match[f"{form}_d"]):
            return None
        if match[f"{form}_y"] is None and (era := ERA_DATE.match(match.string, match.end())) is not None:
            value = f"{'BC' if era['era'][0] == 'B' else ''}{int(era['year']):04d}-{month:02d}-{day:02d}"
            return Part(match.start(), era.end(), frozenset({"date"}), value=value)
        if form == "mdy" and match["mdy_y"] is None and match["mdy_d"][0] == "0" and before(IN, match, 3):
            return Part(*match.span(), frozenset({"month"}), year=year_of_two_figures(match["mdy_d"]), month=month)
        year = _int(match[f"{form}_y"]) or (2001 if (month, day) == (9, 11) and is_attack(match) else None)
        return Part(*match.span(), frozenset({"date"}), year=year, month=month, day=day)

    return read


def _days(match: re.Match[str], form: str) -> Iterator[Part]:
    """Read "May 3-5, 2017" and "3, 4 and 6 May 2017" as days, the first or the last with the words of the month."""
    year, month = _int(match[f"{form}_y"]), month_number(match[f"{form}_m"])
    numbers = list(_DAY.finditer(match.string, *match.span(f"{form}_days")))
    for number in numbers:
        start = match.start() if number is numbers[0] else number.start()
        end = match.end() if number is numbers[-1] else number.end()
        yield Part(start, end, frozenset({"date"}), year=year, month=month, day=int(number["day"]))


def _day_number(words_of: str) -> int:
    """Return the number of a day: 3 of "3", "3rd" and "third"."""
    figures = _DAY.match(words_of)
    return int(figures["day"]) if figures else DAY_WORDS.index(words_of.replace(" ", "-")) + 1


def _ordinal(match: re.Match[str]) -> Part | None:
    """Read "the 3rd" of a month that stands elsewhere; "the third" may be any third thing, where no month is near."""
    name = match["ordinal_d"] or match["ordinal_e"]
    day = _day_number(name)
    in_month = before(A_MONTH, match, 200) or match.string.startswith(" of ", match.end())
    if not name[0].isdigit() and not in_month:
        return None
    return Part(*match.span(), frozenset({"date"}), day=day)


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _month_year(match: re.Match[str]) -> Part:
    year = int(match["my_y"]) if match["my_y"] else year_of_two_figures(match["my_z"])
    return Part(*match.span(), frozenset({"month"}), year=year, month=month_number(match["my_m"]))


def _month(match: re.Match[str]) -> Part | None:
    if match["month_rel"] is None and not is_month(match, match["month_m"]):
        return None
    month, rel = month_number(match["month_m"]), _rel(match["month_rel"])
    if (number := _counted(rel)) is not None:
        return Part(*match.span(), frozenset({"month"}), month=month, direction="other", unit="year", number=number)
    return Part(*match.span(), frozenset({"month"}), month=month, rel=rel)


def _weekday(match: re.Match[str]) -> Part | None:
    if not is_weekday(match):
        return None
    weekday, rel = weekday_number(match["weekday_w"]), _rel(match["weekday_rel"])
    number = _counted(rel)
    direction = "other" if number is not None else None
    return Part(*match.span(), frozenset({"weekday"}), weekday=weekday, rel=rel, direction=direction, number=number)


def _beside(match: re.Match[str]) -> Part:
    """Read "the Sunday before", which counts from a day that the words name or that stands before."""
    weekday = weekday_number(match["beside_w"])
    if " " in match["beside_x"]:
        return Part(*match.span(), frozenset({"weekday"}), weekday=weekday, rel=match["beside_x"])
    number = Decimal(_OTHERS[match["beside_x"]])
    return Part(*match.span(), frozenset({"weekday"}), weekday=weekday, direction="beside", number=number)


def _counted(rel: str | None) -> Decimal | None:
    """Return how many on from a date that stands elsewhere: 1 for "the following Friday", 0 for "that summer"."""
    return Decimal(_OTHERS[rel]) if rel in _COUNTED else None


def _nth(match: re.Match[str]) -> Part:
    """Read "the last Sunday in October 2016"; without a year it is one of many."""
    kinds, weekday, month = frozenset[Kind]({"date"}), weekday_number(match["nth_w"]), match["nth_m"]
    if month is None:
        return Part(*match.span(), kinds, rel="every", value=f"XXXX-WXX-{weekday + 1}")
    week, number = _WEEKS[match["nth_n"]], month_number(month)
    day = weekday_of_month(int(match["nth_y"]), number, week, weekday) if match["nth_y"] else None
    return Part(*match.span(), kinds, value=day.isoformat() if day is not None else f"XXXX-{number:02d}")


def _rel(words_of: str | None) -> str | None:
    """Return the word that tells: "coming" of "this coming" and "this upcoming"."""
    word = words_of.split()[-1].lower().removeprefix("up") if words_of else None
    return "this" if word in _WHOLE else word


def _clock(match: re.Match[str]) -> Part | None:
    text, (start, end) = match.string, match.span()
    if match["hz"] and is_dated_place(match):
        return Part(start, match.end("mz"), frozenset({"year"}), year=int(match["hz"] + match["mz"]))
    is_told = match["hours"] or match["of_minute"] or match["of_minute_n"]
    is_bare = (match["h24"] and not is_told) or match["of_hour"] or match["of_hour_n"]
    if is_bare and not match["zone"] and not is_clock(match):
        return None
    is_count = match[0].endswith(("hours", "hrs")) and match[0][0] != "0"
    if match["hz"] and is_count and not is_clock(match):
        number = Decimal(match["hz"] + match["mz"])
        return Part(start, end, frozenset({"duration"}), number=number, unit="hour")
    if match["hz"] and end == match.end("mz") and not is_clock(match):
        return Part(start, end, frozenset({"year"}), year=int(match[0])) if is_year(match, match[0]) else None
    zone = zone_named(match["zone"]) if match["zone"] else None
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
    of_day = next((match[f"of_{name}"] for name in _OF_WHAT if match[f"of_{name}"]), None)
    if of_day:
        hour = hour % 12 + (12 if of_day in {"afternoon", "evening"} or (of_day == "night" and hour % 12 > 5) else 0)
    minute, second = match["m12"] or match["m24"] or match["mz"], match["s12"] or match["s24"] or match["sz"]
    return ":".join([f"{hour:02d}", *(part for part in (minute, second) if part)])


def _first_hour(match: re.Match[str]) -> Part | None:
    """Read "6" of "between 6 and 7 a.m."; "11" of "11 to 1 p.m." is in the morning."""
    if not is_range_of_hours(match):
        return None
    first, last = int(match["hour_h"]) % 12, int(match["hour_l"]) % 12
    is_late = match["hour_ap"] in {"P", "p"} or match["hour_part"] in {"afternoon", "evening"}
    hour = first + (12 if is_late == (first <= last) else 0)
    clock = f"{hour:02d}:{match['hour_m']}" if match["hour_m"] else f"{hour:02d}"
    return Part(*match.span(), frozenset({"clock"}), clock=clock)


def _hour(match: re.Match[str]) -> int:
    if hour := match["ho"] or match["hd"]:
        return int(hour) if hour.isdigit() else SMALL.index(hour.lower())
    if match["h12"]:
        return int(match["h12"]) % 12 + (12 if match["ap"] in "Pp" else 0)
    return int(match["h24"] or match["hz"])


def _relday(match: re.Match[str]) -> Part | None:
    kinds: frozenset[Kind] = frozenset({"relday"})
    if match["relday_d"] or match["relday_f"]:
        number = Decimal(_OTHERS[match["relday_e"] or match["relday_g"] or "same"])
        of_day = DAYPARTS[match["relday_d"] or match["relday_f"]]
        direction = "beside" if match["relday_g"] else "other"
        return Part(*match.span(), kinds, direction=direction, unit="day", number=number, part=of_day)
    if match["relday_t"] or match["relday_n"]:
        return Part(*match.span(), kinds, offset=0)
    if match["relday_l"]:
        return Part(*match.span(), kinds, offset=-2, part="NI")
    if match["relday_c"]:
        return Part(*match.span(), kinds, offset=-2 if "before" in match["relday_c"] else 2)
    if not is_today(match, match["relday_a"] or ""):
        return None
    word = (match["relday_a"] or match["relday_b"]).lower()
    part = "NI" if word == "tonight" else DAYPARTS[match["relday_p"].lower()] if match["relday_p"] else None
    return Part(*match.span(), kinds, offset=_RELDAYS[word], part=part)


def _season(match: re.Match[str]) -> Part | None:
    if not any(match[f"season_{name}"] for name in ("rel", "y", "z")) and not is_season(match, match["season_s"]):
        return None
    season, rel = SEASON_CODES[match["season_s"].lower()], _rel(match["season_rel"])
    year = _int(match["season_y"]) or (year_of_two_figures(match["season_z"]) if match["season_z"] else None)
    if rel is None and year is None and before(THROUGH, match, 16):
        rel = "over"
    kinds: frozenset[Kind] = frozenset({"period"})
    if (number := _counted(rel)) is not None:
        return Part(*match.span(), kinds, season=season, year=year, direction="other", unit="year", number=number)
    return Part(*match.span(), kinds, season=season, year=year, rel=rel)


def _period(match: re.Match[str]) -> Part | None:
    """Read "last month" and "the weekend"; "in the last month" is a length of time."""
    if match["weekend"]:
        rel = _rel(match["weekend_rel"]) or "this"
        return Part(*match.span(), frozenset({"period"}), rel=rel, season="WE")
    if match["period_b"]:
        return _before_last(match)
    if match["period_y"]:
        return Part(*match.span(), frozenset({"period"}), rel="last", unit="year")
    if (within := match["period_v"] or match["period_w"] or match["period_day"]) is not None:
        unit = unit_of(within)
        return Part(*match.span(), frozenset({"period"}), rel="this", unit=unit, direction="within")
    is_of_month = match["period_u"].lower() == "week" and OF_MONTH.match(match.string, match.end()) is not None
    return _named_period(match) if is_period(match) and not is_of_month else None


def _named_period(match: re.Match[str]) -> Part:
    rel, start = _rel(match["period_rel"]) or "", match.start()
    if match["period_u"].lower() == "quarter":
        return Part(start, match.end(), frozenset({"period"}), rel=rel, season="Q")
    unit = unit_of(match["period_u"])
    if rel in {"last", "past"} and before(THE, match, 5):
        more = OR_SO.match(match.string, match.end())
        return Part(
            start - 4,
            more.end() if more else match.end(),
            frozenset({"duration"}),
            number=Decimal(1),
            unit=unit,
            side="past",
        )
    return Part(*match.span(), frozenset({"period"}), rel=rel, unit=unit)


def _before_last(match: re.Match[str]) -> Part:
    """Read "the week before last" and "the month after next"."""
    kinds, number = frozenset[Kind]({"period"}), Decimal(-2 if match["period_c"] == "before last" else 2)
    if match["period_b"] == "weekend":
        return Part(*match.span(), kinds, season="WE", rel="this", number=number)
    return Part(*match.span(), kinds, rel="this", unit=unit_of(match["period_b"]), number=number)


def _other(match: re.Match[str]) -> Part:
    word = match["other_u"] or match["other_v"] or match["other_t"]
    unit, season = unit_of(word.removesuffix("end")), "WE" if word.endswith("end") else None
    number = Decimal(_OTHERS[(match["other_w"] or match["other_x"] or "same").lower()])
    direction = "beside" if match["other_x"] else "other"
    kinds = frozenset[Kind]({"period"})
    return Part(*match.span(), kinds, rel="other", unit=unit, direction=direction, number=number, season=season)


def _daypart(match: re.Match[str]) -> Part | None:
    if not is_night(match):
        return None
    name = match["daypart"].lower().removeprefix("pre").lstrip("-").split()[0]  # "morning" of "the morning hours"
    return Part(*match.span(), frozenset({"daypart"}), part=DAYPARTS[name])


def _mod(match: re.Match[str]) -> Part:
    return Part(*match.span(), frozenset({"mod"}), mod=match["week_of"] or match["mod"].lower())


_READERS: dict[str, Callable[[re.Match[str]], Part | None]] = {
    "iso": _iso,
    "slash": _slashes,
    "mdy": _date("mdy"),
    "dmy": _date("dmy"),
    "wmy": _date("wmy"),
    "holiday": read_holiday,
    "my": _month_year,
    "ordinal": _ordinal,
    "month": _month,
    "weekday": _weekday,
    "nth": _nth,
    "beside": _beside,
    "clock": _clock,
    "spoken_clock": read_spoken_clock,
    "hour": _first_hour,
    "relday": _relday,
    "season": _season,
    "quarter": read_quarter,
    "period": _period,
    "other": _other,
    "every": read_set,
    "duration": read_length,
    "decade": read_decade,
    "century": read_century,
    "era": read_era,
    "year": read_year,
    "short_year": read_short_year,
    "spoken_year": read_spoken_year,
    "old_year": read_old_year,
    "daypart": _daypart,
    "mod": _mod,
}

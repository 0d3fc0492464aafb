"""The words of dates and times taken apart; what they mean is for :mod:`bongsu.annotate.times`."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from bongsu.annotate.timeforms import DAY_WORDS, DECADES, ORDINALS, QUARTERS, lexer, zone_named
from bongsu.annotate.timeguards import (
    ERA_BEHIND,
    THE,
    THE_YEAR,
    THROUGH,
    before,
    is_clock,
    is_dated_place,
    is_life,
    is_month,
    is_night,
    is_old_year,
    is_period,
    is_range_of_hours,
    is_season,
    is_today,
    is_weekday,
    is_year,
    tells_of_old,
)
from bongsu.annotate.timeholidays import read_holiday
from bongsu.annotate.timelengths import read_length, read_set, unit_of
from bongsu.annotate.timeparts import DAYPARTS, SEASON_CODES, Kind, Part, month_number, weekday_number
from bongsu.annotate.words import SMALL

_TWO_DAYS = frozenset({"mdd", "ddm"})
_OTHERS = {
    "previous": -1,
    "preceding": -1,
    "before": -1,
    "earlier": -1,
    "same": 0,
    "following": 1,
    "next": 1,
    "after": 1,
}
_FOLLOWING = frozenset({"following", "previous", "preceding"})
_RELDAYS = {"today": 0, "tonight": 0, "this": 0, "yesterday": -1, "last": -1, "tomorrow": 1}


def find_parts(text: str) -> Iterator[Part]:
    """Yield the pieces of dates, times and durations in ``text``, in order and without overlaps."""
    is_old = tells_of_old(text)
    for match in lexer().finditer(text):
        form = (match.lastgroup or "").removeprefix("F_")
        if form == "old_year" and not is_old and not is_old_year(match):
            continue
        if form in _TWO_DAYS or match["year_z"]:
            yield from _two_days(match, form) if form in _TWO_DAYS else _two_years(match)
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
    """Read "07/15/2016", "15.07.2016" and "2016/07/15"; of "07/05/2016" nobody can tell the month."""
    kinds: frozenset[Kind] = frozenset({"date"})
    if match["slash_i"]:
        year, month, day = (int(match[f"slash_{name}"]) for name in "imd")
        return Part(*match.span(), kinds, year=year, month=month, day=day)
    day, month = int(match["slash_a"]), int(match["slash_b"])
    if match["slash"] == "/":
        month, day = sorted((day, month))
    if not 1 <= month <= 12 or day > 31:
        return None
    if match["slash"] == "/" and month != day <= 12:
        return Part(*match.span(), kinds, value=f"{match['slash_y']}-XX-XX")
    return Part(*match.span(), kinds, year=int(match["slash_y"]), month=month, day=day)


def _date(form: str) -> Callable[[re.Match[str]], Part | None]:
    def read(match: re.Match[str]) -> Part | None:
        if match.string.endswith("Long ", 0, match.start()):
            return None  # Long March 5 is a rocket
        month, day = month_number(match[f"{form}_m"]), _day_number(match[f"{form}_d"])
        return Part(*match.span(), frozenset({"date"}), year=_int(match[f"{form}_y"]), month=month, day=day)

    return read


def _two_days(match: re.Match[str], form: str) -> tuple[Part, Part]:
    """Read "May 3-5, 2017" and "3 to 5 May 2017" as two days, each with its own words."""
    year, month = _int(match[f"{form}_y"]), month_number(match[f"{form}_m"])
    kinds: frozenset[Kind] = frozenset({"date"})
    first, second = int(match[f"{form}_d"]), int(match[f"{form}_e"])
    return (
        Part(match.start(), match.start(f"{form}_to"), kinds, year=year, month=month, day=first),
        Part(match.start(f"{form}_e"), match.end(), kinds, year=year, month=month, day=second),
    )


def _two_years(match: re.Match[str]) -> Iterator[Part]:
    """Read "1950-53" as two years; "2017-09" has no second one."""
    kinds: frozenset[Kind] = frozenset({"year"})
    if not is_year(match, match["year_y"]):
        return
    first, last = int(match["year_y"]), int(match["year_z"])
    yield Part(match.start(), match.start("year_to"), kinds, year=first)
    gap = last - first % 100
    if gap == 1 or (gap > 0 and (last > 12 or match["year_to"] != "-")):  # "2005-11" may be a month
        yield Part(match.start("year_z"), match.end(), kinds, year=first + gap)


def _day_number(words_of: str) -> int:
    return int(words_of) if words_of.isdigit() else DAY_WORDS.index(words_of) + 1


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _month_year(match: re.Match[str]) -> Part:
    return Part(*match.span(), frozenset({"month"}), year=int(match["my_y"]), month=month_number(match["my_m"]))


def _month(match: re.Match[str]) -> Part | None:
    if match["month_rel"] is None and not is_month(match, match["month_m"]):
        return None
    return Part(*match.span(), frozenset({"month"}), month=month_number(match["month_m"]), rel=_rel(match["month_rel"]))


def _weekday(match: re.Match[str]) -> Part | None:
    if not is_weekday(match):
        return None
    weekday, rel = weekday_number(match["weekday_w"]), _rel(match["weekday_rel"])
    number = Decimal(_OTHERS[rel]) if rel in _FOLLOWING else None
    direction = "other" if number is not None else None
    return Part(*match.span(), frozenset({"weekday"}), weekday=weekday, rel=rel, direction=direction, number=number)


def _beside(match: re.Match[str]) -> Part:
    """Read "the Sunday before", which counts from a day that the words name or that stands before."""
    number = Decimal(_OTHERS[match["beside_x"]])
    weekday = weekday_number(match["beside_w"])
    return Part(*match.span(), frozenset({"weekday"}), weekday=weekday, direction="beside", number=number)


def _rel(words_of: str | None) -> str | None:
    """Return the word that tells: "coming" of "this coming"."""
    return words_of.split()[-1].lower() if words_of else None


def _clock(match: re.Match[str]) -> Part | None:
    text, (start, end) = match.string, match.span()
    if match["hz"] and is_dated_place(match):
        return Part(start, match.end("mz"), frozenset({"year"}), year=int(match["hz"] + match["mz"]))
    is_bare = (match["h24"] and not match["hours"]) or match["of_hour"] or match["of_hour_n"]
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
    of_day = match["of_day"] or match["of_hour"] or match["of_day_n"] or match["of_hour_n"]
    if of_day:
        hour = hour % 12 + (12 if of_day in {"afternoon", "evening"} or (of_day == "night" and hour % 12 > 5) else 0)
    minute, second = match["m12"] or match["m24"] or match["mz"], match["s12"] or match["s24"]
    return ":".join([f"{hour:02d}", *(part for part in (minute, second) if part)])


def _first_hour(match: re.Match[str]) -> Part | None:
    """Read "6" of "between 6 and 7 a.m."; "11" of "11 to 1 p.m." is in the morning."""
    if not is_range_of_hours(match):
        return None
    first, last = int(match["hour_h"]) % 12, int(match["hour_l"]) % 12
    hour = first + (12 if (match["hour_ap"] in "Pp") == (first <= last) else 0)
    clock = f"{hour:02d}:{match['hour_m']}" if match["hour_m"] else f"{hour:02d}"
    return Part(*match.span(), frozenset({"clock"}), clock=clock)


def _hour(match: re.Match[str]) -> int:
    if match["ho"]:
        return int(match["ho"]) if match["ho"].isdigit() else SMALL.index(match["ho"].lower())
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
    if match["relday_c"]:
        return Part(*match.span(), kinds, offset=-2 if "before" in match["relday_c"] else 2)
    if not is_today(match, match["relday_a"] or ""):
        return None
    word = (match["relday_a"] or match["relday_b"]).lower()
    part = "NI" if word == "tonight" else DAYPARTS[match["relday_p"].lower()] if match["relday_p"] else None
    return Part(*match.span(), kinds, offset=_RELDAYS[word], part=part)


def _season(match: re.Match[str]) -> Part | None:
    if not match["season_rel"] and not match["season_y"] and not is_season(match, match["season_s"]):
        return None
    season, year, rel = SEASON_CODES[match["season_s"].lower()], _int(match["season_y"]), _rel(match["season_rel"])
    if rel is None and year is None and before(THROUGH, match, 16):
        rel = "over"
    if rel in _FOLLOWING:
        rel = None  # of which year, the words do not say
    return Part(*match.span(), frozenset({"period"}), season=season, year=year, rel=rel)


def _period(match: re.Match[str]) -> Part | None:
    """Read "last month" and "the weekend"; "in the last month" is a length of time."""
    if match["weekend"]:
        rel = (match["weekend_rel"] or "this").lower()
        return Part(*match.span(), frozenset({"period"}), rel=rel, season="WE")
    if match["period_v"] or match["period_w"]:
        unit = unit_of(match["period_v"] or "year")
        return Part(*match.span(), frozenset({"period"}), rel="this", unit=unit, direction="within")
    if not is_period(match):
        return None
    rel, start = _rel(match["period_rel"]) or "", match.start()
    if match["period_u"].lower() == "quarter":
        return Part(start, match.end(), frozenset({"period"}), rel=rel, season="Q")
    unit = unit_of(match["period_u"])
    if rel in {"last", "past"} and before(THE, match, 5):
        return Part(start - 4, match.end(), frozenset({"duration"}), number=Decimal(1), unit=unit, hedgeable=False)
    return Part(*match.span(), frozenset({"period"}), rel=rel, unit=unit)


def _other(match: re.Match[str]) -> Part:
    unit = unit_of(match["other_u"] or match["other_v"] or match["other_t"])
    number = Decimal(_OTHERS[(match["other_w"] or match["other_x"] or "same").lower()])
    direction = "beside" if match["other_x"] else "other"
    return Part(*match.span(), frozenset({"period"}), rel="other", unit=unit, direction=direction, number=number)


def _quarter(match: re.Match[str]) -> Part | None:
    year, word = _int(match["quarter_y"] or match["quarter_z"]), match["quarter_w"]
    half = match["quarter_u"] == "half"
    number = int(match["quarter_q"] or 0) or _which(word.lower(), 2 if half else 4)
    if half and number > 2:
        return None
    name = f"{'H' if half else 'Q'}{number}"
    rel = (match["quarter_rel"] or "").replace("the", "this") or None
    return Part(*match.span(), frozenset({"period"}), season=name, year=year, rel=rel)


def _which(word: str, parts: int) -> int:
    """Return the number of a quarter or half by its word; the last one is the fourth or the second."""
    return QUARTERS.index(word) + 1 if word in QUARTERS else parts


def _decade(match: re.Match[str]) -> Part:
    if match["decade"] and match["decade"].endswith("0") and match["decade"] != "200":
        value = match["decade"][:2]  # "the 1800s" are the century, as in most of the press and in GUM
    elif match["decade_word"]:
        value = f"19{DECADES.index(match['decade_word']) + 2}X"
    else:
        value = f"{match['decade']}X" if match["decade"] else f"19{match['short'] or match['shorter']}X"
    return Part(*match.span(), frozenset({"year"}), value=value)


def _century(match: re.Match[str]) -> Part:
    word = match["century_word"]
    number = ORDINALS.index(word.lower()) + 16 if word else int(match["century"])
    era = "BC" if (match["century_era"] or "").startswith("B") else ""
    return Part(*match.span(), frozenset({"year"}), value=f"{era}{number - 1:02d}")


def _year(match: re.Match[str]) -> Part | None:
    year = match["year_y"]
    if not is_year(match, year):
        return None
    return Part(*match.span(), frozenset({"year"}), year=int(year))


def _old_year(match: re.Match[str]) -> Part | None:
    """Read "in 348" and "(c. 314 – 368)"; the years of "1200 to about 400 BCE" have one era."""
    number = int(match["old_year"])
    if number >= 1500 or (number < 100 and not before(THE_YEAR, match, 9)):
        return None
    if not is_life(match) and not is_year(match, match[0]):
        return None
    if ERA_BEHIND.match(match.string, match.end()):
        return Part(*match.span(), frozenset({"year"}), value=f"BC{number:04d}")
    return Part(*match.span(), frozenset({"year"}), year=number)


def _era(match: re.Match[str]) -> Part:
    number, era = int(match["era_n"] or match["era_m"]), "BC" if (match["era"] or "").startswith("B") else ""
    return Part(*match.span(), frozenset({"year"}), value=f"{era}{number:04d}")


def _daypart(match: re.Match[str]) -> Part | None:
    if not is_night(match):
        return None
    return Part(
        *match.span(), frozenset({"daypart"}), part=DAYPARTS[match["daypart"].lower().removeprefix("pre").lstrip("-")]
    )


def _mod(match: re.Match[str]) -> Part:
    return Part(*match.span(), frozenset({"mod"}), mod=match["mod"].lower())


_READERS: dict[str, Callable[[re.Match[str]], Part | None]] = {
    "iso": _iso,
    "slash": _slashes,
    "mdy": _date("mdy"),
    "dmy": _date("dmy"),
    "wmy": _date("wmy"),
    "holiday": read_holiday,
    "my": _month_year,
    "month": _month,
    "weekday": _weekday,
    "beside": _beside,
    "clock": _clock,
    "hour": _first_hour,
    "relday": _relday,
    "season": _season,
    "quarter": _quarter,
    "period": _period,
    "other": _other,
    "every": read_set,
    "duration": read_length,
    "decade": _decade,
    "century": _century,
    "era": _era,
    "year": _year,
    "old_year": _old_year,
    "daypart": _daypart,
    "mod": _mod,
}

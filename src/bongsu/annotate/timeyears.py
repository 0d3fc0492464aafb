"""Years, decades and centuries in figures and words: "1950-53", "the 1860s and 70s", "the 18th and 19th centuries"."""

import re
from collections.abc import Iterator

from bongsu.annotate.timeforms import DAY_WORDS, DECADES
from bongsu.annotate.timeguards import (
    ERA_BEFORE,
    ERA_BEHIND,
    OF_AGE,
    THE_YEAR,
    before,
    century_of_decade,
    is_century,
    is_life,
    is_year,
)
from bongsu.annotate.timeparts import Kind, Part

_ROMAN = ("X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX", "XXI")


def read_two_years(match: re.Match[str]) -> Iterator[Part]:
    """Read "1950-53" as two years; "2017-09" has no second one."""
    kinds: frozenset[Kind] = frozenset({"year"})
    if not is_year(match, match["year_y"]):
        return
    first, last = int(match["year_y"]), int(match["year_z"])
    yield Part(match.start(), match.start("year_to"), kinds, year=first)
    gap = last - first % 100
    if gap == 1 or (gap > 0 and (last > 12 or match["year_to"] != "-")):  # "2005-11" may be a month
        yield Part(match.start("year_z"), match.end(), kinds, year=first + gap)


def read_decade(match: re.Match[str]) -> Part | None:
    """Read "the 1960s", "’60s", "the sixties" and the last of "the 1860s and 70s"."""
    decade = match["decade"] or match["decade_s"]
    if not decade and before(OF_AGE, match, 14):
        return None
    if decade and decade.endswith("0") and decade != "200":
        value = decade[:-1].zfill(2)  # "the 1800s" are the century, as in most of the press and in GUM
    elif match["decade_word"]:
        value = f"19{DECADES.index(match['decade_word'].lower()) + 2}X"
    elif match["shortest"]:
        century = century_of_decade(match)
        if century is None:
            return None
        value = f"{century}{match['shortest']}X"
    else:
        value = f"{decade}X" if decade else f"19{match['short'] or match['shorter']}X"
    return Part(*match.span(), frozenset({"year"}), value=value)


def read_century(match: re.Match[str]) -> Part | None:
    """Read "the 4th century BC", and each of "the third and second centuries BC", which have one era."""
    word = (match["century_word"] or "").lower()
    if word and not is_century(match):
        return None
    number = _ROMAN.index(match["century_roman"]) + 10 if match["century_roman"] else int(match["century"] or 0)
    if word:
        number = DAY_WORDS.index(word) + 1
    era = "BC" if (match["century_era"] or match["century_last"] or "").startswith("B") else ""
    return Part(*match.span(), frozenset({"year"}), value=f"{era}{number - 1:02d}")


def read_short_year(match: re.Match[str]) -> Part:
    """Read "’98"."""
    return Part(*match.span(), frozenset({"year"}), year=year_of_two_figures(match["short_year"]))


def year_of_two_figures(figures: str) -> int:
    """Return the year of "’98": up to 2029, as few look further ahead."""
    return int(figures) + (2000 if int(figures) < 30 else 1900)


def read_year(match: re.Match[str]) -> Part | None:
    """Read "2017", "the year 2017" and "FY2017"; None for a number that is no year."""
    year = match["year_y"]
    return Part(*match.span(), frozenset({"year"}), year=int(year)) if is_year(match, year) else None


def read_old_year(match: re.Match[str]) -> Part | None:
    """Read "in 348" and "(c. 314 – 368)"; the years of "1200 to about 400 BCE" have one era."""
    number, era = int(match["old_year"]), ERA_BEHIND.match(match.string, match.end())
    is_small = number < 100 and not era and not before(THE_YEAR, match, 9) and not before(ERA_BEFORE, match, 16)
    if number >= 1500 or is_small or (not is_life(match) and not is_year(match, match[0])):
        return None
    if era and era["era"].startswith("B"):
        return Part(*match.span(), frozenset({"year"}), value=f"BC{number:04d}")
    return Part(*match.span(), frozenset({"year"}), year=number)


def read_era(match: re.Match[str]) -> Part:
    """Read "AD 79", "500 BC" and "10,000 BC"."""
    number = int((match["era_n"] or match["era_m"]).replace(",", ""))
    era = "BC" if (match["era"] or "").startswith("B") else ""
    return Part(*match.span(), frozenset({"year"}), value=f"{era}{number:04d}")

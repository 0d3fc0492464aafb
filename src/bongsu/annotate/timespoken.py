"""Years and clock times written out as they are spoken: "nineteen eighty-four", "half past four", "eleven a.m."."""

import re

from bongsu.annotate.timeguards import before
from bongsu.annotate.timeparts import Part
from bongsu.annotate.words import SMALL, TENS, cased, value_of

_BELOW_HUNDRED = rf"(?:(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(SMALL[1:10])}))?|{'|'.join(SMALL[:9:-1])})"
_HOUR = rf"(?:{cased(SMALL[12:0:-1])})"
_MINUTES = r"(?:fifteen|thirty|forty[- ]five|ten|twenty(?:[- ]five)?|forty|fifty(?:[- ]five)?|oh[- ]five)"

SPOKEN_YEAR = (
    r"(?:(?P<spoken_century>[Ss]eventeen|[Ee]ighteen|[Nn]ineteen|[Tt]wenty)[ -]"
    rf"(?P<spoken_rest>hundred|oh[- ](?:{'|'.join(SMALL[1:10])})|{_BELOW_HUNDRED})"
    rf"|[Tt]wo thousand(?: and)?[ -](?P<spoken_late>{_BELOW_HUNDRED}|{'|'.join(SMALL[1:10])}))"
    r"(?![- ](?:thousand|hundred|million|percent|per|years?|days?|people|and)\b|[-\w])"
)
_SUFFIX = (
    r"(?: ?(?P<spoken_ap{0}>[AaPp])\.?[Mm]\b\.?| (?:in the|at) (?P<spoken_of{0}>morning|afternoon|evening|night)\b)"
)
SPOKEN_CLOCK = (
    r"(?:(?P<minutes_to>(?:[Aa] )?[Qq]uarter|[Hh]alf|[Tt]wenty[- ]five|[Ff]ive|[Tt]en|[Tt]wenty) "
    rf"(?P<minutes_side>past|to|after|before|till) (?P<hour_to>{_HOUR}|1[0-2]|[1-9]){_SUFFIX.format(1)}?"
    rf"|(?P<hour_of>{_HOUR})[ -](?P<minutes_of>{_MINUTES}){_SUFFIX.format(2)}?"
    rf"|(?P<hour_only>{_HOUR}){_SUFFIX.format(3)})"
    r"(?![-\w]| (?:percent|per cent|million|thousand|hundred|times|(?:year|month|week|day|hour|minute|second)s?)\b)"
)
_OF_DAY = [f"spoken_{name}{number}" for name in ("ap", "of") for number in (1, 2, 3)]
_AT = re.compile(r"\b(?:at|around|about|by|until|till|before|after|since|it['’]s) \Z", re.IGNORECASE)
_IN = re.compile(
    r"\b(?:in|since|until|till|from|by|of|before|after|during|around|year|early|late|mid|and|to)[ -]\Z", re.IGNORECASE
)


def read_spoken_year(match: re.Match[str]) -> Part | None:
    """Read "nineteen eighty-four" and "two thousand and eight"; a count of thousands or hundreds needs an "in"."""
    late, rest = match["spoken_late"], match["spoken_rest"]
    if (late or rest == "hundred") and not before(_IN, match, 8):
        return None
    if late:
        return _year(match, 2000 + int(value_of(late)))
    century = int(value_of(match["spoken_century"])) * 100
    years = 0 if rest == "hundred" else int(value_of(re.sub("^oh[- ]", "", rest)))
    return _year(match, century + years) if century < 2000 or years >= 10 else None  # "twenty one" is a number


def _year(match: re.Match[str], year: int) -> Part:
    return Part(*match.span(), frozenset({"year"}), year=year)


def read_spoken_clock(match: re.Match[str]) -> Part | None:
    """Read "half past four", "a quarter to eleven", "five-thirty p.m.", "at seven thirty" and "eleven a.m."."""
    of_day = next((match[name] for name in _OF_DAY if match[name]), None)
    if not _is_clock(match, of_day):
        return None
    hour, minute = _hour(match["hour_to"] or match["hour_of"] or match["hour_only"]), None
    if match["minutes_of"]:
        minute = int(value_of(re.sub("^oh[- ]", "", match["minutes_of"])))
    if match["minutes_to"]:
        minute = _minutes(match["minutes_to"])
    if match["minutes_side"] in {"to", "before", "till"}:
        hour, minute = (hour - 2) % 12 + 1, 60 - (minute or 0)
    if of_day:
        is_late = of_day.lower() in {"p", "afternoon", "evening"} or (of_day == "night" and hour % 12 > 5)
        hour = hour % 12 + (12 if is_late else 0)
    clock = f"{hour:02d}" if minute is None else f"{hour:02d}:{minute:02d}"
    return Part(*match.span(), frozenset({"clock"}), clock=clock)


def _is_clock(match: re.Match[str], of_day: str | None) -> bool:
    """Say whether it is no range or count: "ten to twelve launches", "one fifty", "half to one"."""
    side, to = match["minutes_side"], (match["minutes_to"] or "").lower()
    if side == "past" or to.endswith("quarter"):
        return True
    return to != "half" and (of_day is not None or before(_AT, match, 8))


def _hour(word: str) -> int:
    return int(word) if word.isdigit() else SMALL.index(word.lower())


def _minutes(word: str) -> int:
    name = word.lower().removeprefix("a ")
    return {"quarter": 15, "half": 30}.get(name) or int(value_of(name))

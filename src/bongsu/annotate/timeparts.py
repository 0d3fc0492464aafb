"""What a time expression is made of, as its words give it, and the words that name days, months and seasons."""

from decimal import Decimal
from typing import Literal

import msgspec

Kind = Literal["mod", "weekday", "date", "relday", "daypart", "clock", "month", "year", "period", "duration"]
Side = Literal["past", "next"]
Unit = Literal["second", "minute", "hour", "day", "week", "month", "year", "decade", "century"]

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
"""Pattern of a month, in full or short."""
DAYPARTS = {
    "morning": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "hours": "MO",
    "dawn": "MO",
    "daybreak": "MO",
    "sunrise": "MO",
    "dusk": "EV",
    "sunset": "EV",
    "nightfall": "EV",
    "overnight": "NI",
}
"""Part of the day to TIMEX3's name for it."""
SEASON_CODES = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"} | {
    "midsummer": "SU",
    "midwinter": "WI",
}
"""Season to TIMEX3's name for it."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Part(msgspec.Struct, frozen=True):
    """One expression, or a piece of one, as the words give it; what they leave open is None.

    Attributes:
        kinds: what it is made of; a date with a clock time has two.
        mod: "early", "late", "earlier", "later" or "mid"; "week" or "weekend" of "the week of May 5".
        rel: "last", "this", "next", "past", "coming"; "other" counts from a day that the words do not name; "one" is
            that quarter of any year.
        offset: days from the day of speaking.
        part: TIMEX3 part of the day.
        clock: hour, minute and second as far as stated, such as ``06:57``.
        zone: IANA name, offset, or ``local``.
        number: of units; None for "several" or when there is none.
        direction: "ago", "later", "earlier" or "from now" after a duration; "other" where ``number`` counts from a
            day that stands elsewhere ("the next day", "that year"), "beside" where that may follow ("the day before"),
            "within" in what stands elsewhere, or now ("earlier in the year").
        side: on which side of now a length lies: "the past two weeks", "the next 20 years".
        value: a TIMEX3 value that needs nothing else.
        anchored: whether the year was told from the publication date ("May 3 this year").
        holiday: a name of ``data/holidays.yaml``, for a day that is another one each year.
        moved: by how many units the date that the words tell is moved: "ten years ago" of "ten years ago today".
        more: what a length has beside ``number`` units, in a finer unit: 46 seconds of "nine minutes and 46 seconds".
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
    side: Side | None = None
    value: str | None = None
    anchored: bool = False
    holiday: str | None = None
    moved: tuple[int, Unit] | None = None
    more: tuple[Decimal, Unit] | None = None

    @property
    def is_yearly(self) -> bool:
        """Whether it names a day or a month of any year, whose year has to be told."""
        return self.year is None and (self.month is not None or self.holiday is not None)


def month_number(name: str) -> int:
    """Return the number of a month by its name or its short form: January is 1."""
    return _MONTHS.index(name[:3].lower()) + 1


def weekday_number(name: str) -> int:
    """Return the number of a weekday by its name or its short form: Monday is 0."""
    return _WEEKDAYS.index(name[:3].lower())

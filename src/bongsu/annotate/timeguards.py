"""What stands beside a word that may be a time and may not: "May" the name, "2000 soldiers", "USA Today"."""

import re
from collections.abc import Callable

from bongsu.annotate.timeparts import MONTH, Part

OR_SO = re.compile(r" or (?:so|two)\b")
"""What makes a length of time a rough one: "the past year or so"."""
OF_AGE = re.compile(r"\b(?:his|her|their|my|your|our|whose) (?:(?:early|mid|late)[ -])?\Z", re.IGNORECASE)
"""What makes "60s" an age: "in her late 60s"."""
OF_MONTH = re.compile(rf" (?:of|in) {MONTH}")
"""What makes "the last week" one of a month, and no length of time."""
IN = re.compile(r"\b[Ii]n \Z")
"""What makes "January 06" a month of 2006."""
THE = re.compile(r"\b[Tt]he \Z")
"""The article right before."""
THE_YEAR = re.compile(r"\b[Yy]ear \Z")
"""What makes a number of one or two figures a year."""
ERA_BEHIND = re.compile(r" ?(?:to|and|until|[–—-]) ?(?:about |c\. ?)?\d{1,4} (?P<era>[AB]\.?[CD]|C\.?E)")
"""The era that the first year of a range has in common with the last."""
ERA_BEFORE = re.compile(r"\bA\.?D\.? ?\d{1,3} ?(?:to|and|until|[–—-]) ?\Z")
"""The era that the last year of a range has in common with the first."""
ERA_DATE = re.compile(r",? (?P<year>\d{1,4}) ?(?P<era>BCE?\b|B\.C\.(?:E\.)?|CE\b|AD\b|A\.D\.|C\.E\.)")
"""The year of old that a date goes on with: "15 March 44 BC"."""
THROUGH = re.compile(r"\b(?:[Oo]ver|[Ss]ince|[Uu]ntil|[Dd]uring|[Tt]hroughout) the \Z")
"""What makes a season a certain one: "over the summer", but not "in the summer", which may be any."""

A_MONTH = re.compile(rf"\b{MONTH}")
"""A month, near which "the third" is one of its days."""

_ONE = re.compile(r"\b(?:[Aa]|[Oo]ne) \Z")
_NAMED_DAY = re.compile(
    r"\b(?:Black|Bloody|Good|Super|Ash|Palm|Easter|Cyber|Ruby|Shrove|Fat|Maundy|Remembrance"
    r"|Gloomy|Manic|Giving)[ -]\Z"
)
_ENDS_SEASON = re.compile(
    r" (?:last|this|next|that) year\b|"
    r"[.,;:)!?\n]|\Z| (?:and|or|but|of|it|i|you|when|the|there|he|she|they|we|while|as|to|at|in|on|for|from|with|by"
    r"|is|are|was|were|has|have|had|will|would|than|until|till|before|after|because|although|though|even|too|also"
    r"|again|months?)\b"
)
_SEASON_IS = re.compile(r" (?:is|are|was|were|can|may|had|has)\b")
_OLD = re.compile(
    r"\b(?:AD|CE|BCE?|A\.D|B\.C|C\.E)\b|\b(?:\d|1[0-5])(?:st|nd|rd|th)[ -][Cc]entur|\bc\. ?\d{3}\b"
    r"|\b(?:fif|six|seven|eigh|nin|ten|eleven|twelf|thirteen|fourteen|fifteen)th[ -][Cc]entur"
    r"|\bRoman (?:Britain|Empire|Republic|times)\b|\b[Mm]edieval\b|\bMiddle Ages\b"
)
_MIDDLE_AGES = re.compile(
    r"\b(?:Vikings|Saxons|Goths|Byzantine Empire|Crusaders|[Cc]aliph|[Cc]aliphate|Moors)\b"
    r"|\b(?:[Ii]n|[Ss]ince|[Uu]ntil) 1[1-4]\d\d(?:[,.;]|(?= (?:and|by|he|she|it|the|was|when)\b))"
)
_NEAR_YEAR = re.compile(r"\b(?:from|around|about|by|till|between|through) \Z|\d(?: and| to| ?[–—-])? \Z", re.IGNORECASE)
"""What a year of the Middle Ages may stand behind, and a count may as well, if it is no round one."""
_LIFE = re.compile(r"\((?:(?:c|ca|r|b)\. ?)?(\d{3,4}) ?[–—-] ?(?:c\. ?)?(\d{3,4})\)")
_LONG, _LONGER = 110, 500  # years; what has four figures may be a war or a dynasty
_FOUR_FIGURES = 1000
_SURELY = re.compile(
    r"\b(?:in|before|after|since|until|founded|built|born|died|circa|(?:dates?|dating)(?: back)? (?:from|to)) \Z"
    r"|\b(?:c|ca|r)\. ?\Z",
    re.IGNORECASE,
)
_SEASON_OR_NOT = frozenset({"spring", "fall"})  # "in the fall of" is another thing too
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_SEASONS_ARE = re.compile(rf",? (?:and|or) (?:early |late )?{_SEASON} (?:is|are|was|were)\b")
_HEADS_MONTHS = re.compile(rf":| \({MONTH}")
_WEATHER = re.compile(
    r"\b(?:hot|cold|mild|warm|cool|dry|wet|long|short|harsh|humid|severe|snowy|rainy)(?: and \w+)? \Z", re.IGNORECASE
)
_SEASON_AND = re.compile(rf"\b{_SEASON},? (?:and|or|to|through) (?:the |early |late )?\Z", re.IGNORECASE)
_AND_SEASON = re.compile(rf",? (?:and|or|to|through) (?:the |early |late )?{_SEASON}\b")
_OF = re.compile(r" of (?!(?:last|this|next|that|the (?:same|following|next|previous)) year\b)")
_OPENS_SENTENCE = re.compile(r"(?:\A|\n|[.!?;:] )(?:(?:Early|Late|Mid)[- ])?\Z")
_NAMED_NIGHT = re.compile(
    r"\b(?:opening|closing|first|second|final|election|wedding|every|each|all|one|gala) \Z", re.IGNORECASE
)
_NAMED_TODAY = re.compile(r"\b[A-Z][A-Za-z]+ \Z")
_AT_HOLIDAY = re.compile(
    r"\b(?:at|on|by|before|after|since|until|till|over|during|from|for|of|around|through|to|and|between) \Z",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"[\"“”‘’']\Z")
_IN_SEASON = re.compile(
    r"\b(?:(?:in|during|by|over|since|until|of|from|throughout|through|between) (?:the )?|(?:early|late|mid)[- ]"
    r"|(?<!the )(?:is|was|it['’]s|quite|like|before) )\Z",
    re.IGNORECASE,
)
# May, March, April, June and the short forms are also names and verbs: a word before them, or none after, tells.
_ALSO_NAMES = frozenset({"March", "May", "April", "June", "August", "Mar", "Jan", "Apr", "Dec", "Jun", "Jul"})
_INTRODUCES_MONTH = re.compile(
    r"\b(?:in|since|during|until|till|by|of|from|through|before|after|for|early|late|mid|earlier|later|between)"
    r"[ -](?:the )?\Z",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:in|from|since|between|until|during|(?:late|early|mid)[ -]) ?(?:late |early |mid-)?\Z", re.IGNORECASE
)
_A = re.compile(r"\b(?:[Aa]|its|their|his|her|whose|usual|[Aa]nother) \Z")
_NOUN_AFTER = re.compile(r"(?:[- ]\d+)? [a-z]{3,}")
_MONTH_AND = re.compile(rf"\b{MONTH}(?:,? (?:and|or|to) | ?[-–—/] ?)\Z")
_MONTH_LISTED = re.compile(rf"\b{MONTH}, \Z")
_AND_MONTH = re.compile(rf",? (?:(?:and|or) )?{MONTH}")
_TO_MONTH = re.compile(
    rf"(?: ?[-–—] ?| (?:to|through|thru|until|till|and|or) |, (?:and|or) )(?:early |late |mid[- ])?{MONTH}"
)
_EVENT_AFTER = re.compile(
    r" (?:Uprising|Revolution|War|Crisis|Coup|Massacres?|Accords?|Agreement|Declaration|Manifesto|Movement|Days)\b"
)
"""What makes a month the name of what was in it: "the January Uprising"."""
_NAME_AFTER = re.compile(r" [A-Z][a-z]")
_VERB_AFTER = re.compile(r" (?:be|have|not|also|still|well|soon|yet|never|only|to|on|of)\b")
_INTRODUCES_CLOCK = re.compile(
    r"(?:\b(?:departs?|arrives?|leaves?|opens?|closes?|starts?|begins?|entry|admission|check-(?:in|out)):? "
    r"|\b(?:at|around|about|by|from|until|till|since|after|before|approximately|roughly|between|and|to|nearly|like"
    r"|it is|it['’]s|it was|now|currently) "
    rf"|\d[ ,(|]{{1,3}}|day,? |{MONTH},? |[(|–-] ?)\Z",
    re.IGNORECASE,
)
_HOURS_AFTER = re.compile(
    r" ?[(\[/] ?\d\d?[:.]?\d\d (?:GMT|UTC|KST|JST|EDT|EST)\b| ?[-–—] ?(?:\d\d?:\d\d\b|\d{4} ?(?:GMT|UTC|Z)\b)"
    rf"| on (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d\d? {MONTH}|{MONTH} \d)"
)
_LIKE_A_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT = 4  # letters: "est." is a word, EST a zone
_STARTS_RANGE = re.compile(r"\b(?:from|between|at|of|for|around|about|since|after|by) \Z", re.IGNORECASE)
_NO_YEAR_BEFORE = re.compile(
    r"(?:\b(?:resolution|rule|section|article|title|room|page|no\.|number|flight|nearly|some|almost"
    r"|(?<!since at )(?<!until at )(?<!into at )least"
    r"|(?:total|survey) of|U\. ?S\. ?C\.|Stat\.|pp?\.) |§ ?"
    r"|(?<!1[5-9]\d\d)(?<!20\d\d)(?<!1[5-9]\d\d )(?<!20\d\d )(?<![a-z])[-–/:]\d*|(?<!\b1[5-9]\d)(?<!\b20\d)\d )\Z",
    re.IGNORECASE,
)
_BESIDE_YEAR = re.compile(
    r"\b(?:in|since|until|till|by|during|before|after|through)(?: at least| early| late| mid)? \Z", re.IGNORECASE
)
"""What a year stands behind, where counts seldom do; of round ones, only "since" and a clause's first "in" tell."""
_BESIDE_ROUND_YEAR = re.compile(
    r"\b[Ss]ince \Z|(?:\A|\n|[.!?][\"”’)]* )In \Z|(?:[,;:(] ?|\b(?:but|and|when|that|where|while|because) )in \Z"
)
_COMPARES = re.compile(r"\b(?:[Oo]ver|(?:[Mm]ore|[Ll]ess|[Ff]ewer|greater|bigger|larger) than) \Z")
_COMPARED = re.compile(
    r"['’]s\b| (?:levels?|figures?|totals?|prices|rates?|results|earnings|sales|profits|revenues|targets"
    r"|and|but|or|as|when|while|in|at|on|by|for|to|due|because)\b"
)
_NO_YEAR_AFTER = re.compile(
    r"[ -]?(?:km|kms|kilo\w+|miles?|met(?:er|re)s?|feet|ft|nm|nautical|percent|dollars|tons|tonnes|degrees|GMT|UTC"
    r"|cm|mm|m|year-old|hours|acres|hectares|euros|pounds|yards|votes|points|kg|rpm|MW)\b(?!['’])|%|:\d|/\d(?!(?:\d|\d{3})(?![\d/]))"
)
_COUNTED_AFTER = re.compile(
    r"[ -]?(?:people|soldiers|troops|men|women|\w*children|students|workers|residents|homes|families|patients"
    r"|signatures|cases|deaths|copies|members|jobs|seats)\b(?!['’])"
    r"|(?: [A-Z]\w+){1,2} (?:Avenue|Ave|Street|St|Road|Rd|Drive|Boulevard|Blvd)\b"
)
_LOWER_AFTER = re.compile(" [a-z]")
_DATES_TO = re.compile(r"\b(?:dates?|dating)(?: back)? (?:from|to) \Z")
_LATE_CENTURIES = ("sixteenth", "seventeenth", "eighteenth", "nineteenth", "twent")
_THE_LATE = re.compile(
    r"\b(?:[Tt]he (?:early[- ]|late[- ]|mid[- ])?|(?:and|or|to) (?:early|late|mid)[- ]"
    r"|(?:\w+th|first|second|third) (?:and|or|to) (?:the )?)\Z"
)
_DECADE_AND = re.compile(r"(\d\d)?\d0['’]?s(?:,? (?:and|or|to) (?:the |early |late |mid-)*|[-–—/])\Z")
_DEGREES = re.compile(r"\b(?:highs?|lows?|temperatures?|degrees|percentile|scores?|ages?|aged)\b")
_WEEK = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?"
_HOURS = (
    r",? ?(?:from )?(?:\d{1,2}(?:[:.]\d\d)?|noon|midnight) ?(?:[AaPp]\.?[Mm]\.? ?)?(?:[-–—]|to|until|till)"
    r" ?(?:\d{1,2}(?! ?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))|noon|midnight|dusk|late)"
)
_OPEN_HOURS = re.compile(_HOURS)
_TO_WEEKDAY = re.compile(
    rf"(?: ?[-–—] ?| (?:to|through|thru) ){_WEEK}{_HOURS}|[-–]{_WEEK}(?!,? (?:\d|[A-Z][a-z]{{2}}))"
)
_WEEKDAY_TO = re.compile(rf"\b{_WEEK}(?: ?[-–—] ?| (?:to|through|thru) )\Z")
_AND_WEEKDAY = re.compile(rf"(?: ?[-–—] ?| (?:to|through|thru) ){_WEEK}")
_HOUR_BEFORE = re.compile(
    rf"(?:\d ?[AaPp]\.?[Mm]\.?|:\d\d|noon|midnight|hours),? (?:(?:from|on) )?"
    rf"(?:{_WEEK}(?: ?[-–—] ?| (?:to|through|thru) ))?\Z"
)
_SHORT_TO = re.compile(r"[a-z][-–—/&]\Z")
_MONEY = re.compile(
    r"\b(?:profits?|revenues?|sales|earnings?|income|losses? of|results|growth|GDP|gross domestic|econom\w+|shares?"
    r"|inflation|orders|forecasts?|guidance|output|exports?|imports?|fiscal|shipments|investors?|dividend)\b|[$€£]\d",
    re.IGNORECASE,
)
_ATTACK = re.compile(r",? (?:terror|attack|hijack|suicide|plot|conspir|victims|[Cc]ommission\b)")
_SINCE = re.compile(r"\b(?:after|since|before|despite|prior to|following) \Z", re.IGNORECASE)
_TERROR = re.compile(r"\b(?:terror\w*|al[- ]Qa\w+|bin Laden|hijack\w*|Twin Towers|World Trade Center)\b", re.IGNORECASE)
_GAME = re.compile(
    r"\b(?:touchdowns?|yards?|yardage|quarterbacks?|coach|halftime|half-time|scor(?:ed|ing)|scoreless|playoffs?|rebounds"
    r"|field goals?|kick(?:ed|off)|possession|teammates?|innings?|league)\b"
)
_STOP = re.compile(r"[.,;)](?!\d)|\Z")
_HELD_AFTER = re.compile(
    r" (?:\w+ )?(?:elections|polls|games|primaries|playoffs|championships|talks|accords|protests|riots|attacks|bombings"
    r"|floods|fires|sanctions|hearings|sessions)\b"
)
_PLURAL_AFTER = re.compile(
    r" (?!(?:was|is|has|as|does|its|this|across|census|thus|plus|always|perhaps|towards|besides|us)\b)[a-z]+s\b"
)


def before(pattern: re.Pattern[str], match: re.Match[str], width: int) -> bool:
    """Say whether a pattern is found in the ``width`` characters before a match."""
    return pattern.search(match.string, max(0, match.start() - width), match.start()) is not None


def is_month(match: re.Match[str], name: str) -> bool:
    """Say whether "May" by itself is the month: "in May", "April and May", "a May launch", not "Theresa May"."""
    text, end = match.string, match.end()
    if before(THE, match, 5) and _EVENT_AFTER.match(text, end):
        return False  # the October Revolution
    if name not in _ALSO_NAMES or _TO_MONTH.match(text, end) or _is_enclosed(match):
        return True
    if _VERB_AFTER.match(text, end) and not before(_FROM, match, 12):
        return False
    if before(_INTRODUCES_MONTH, match, 12) or before(_MONTH_AND, match, 16):
        return True
    if before(_A, match, 9):
        return _NOUN_AFTER.match(text, end) is not None
    return before(THE, match, 5) and not _NAME_AFTER.match(text, end)


def _is_enclosed(match: re.Match[str]) -> bool:
    """Say whether "May" stands between two months of a list, or in brackets by itself."""
    text, end = match.string, match.end()
    is_listed = before(_MONTH_LISTED, match, 13) and _AND_MONTH.match(text, end) is not None
    return is_listed or (text.startswith("(", match.start() - 1) and text.startswith(")", end))


def is_year(match: re.Match[str], year: str) -> bool:
    """Say whether four figures are a year and no number: not "2000 soldiers", "more than 1990 men", "Flight 1943"."""
    text, end = match.string, match.end()
    if before(_NO_YEAR_BEFORE, match, 16) or _NO_YEAR_AFTER.match(text, end):
        return False
    if before(_BESIDE_ROUND_YEAR if year.endswith("00") else _BESIDE_YEAR, match, 16):
        return True
    if before(_COMPARES, match, 13) and not _COMPARED.match(text, end):
        return not year.endswith("0") and _STOP.match(text, end) is not None
    if year.endswith("00") and _PLURAL_AFTER.match(text, end):
        return before(THE, match, 5) and _HELD_AFTER.match(text, end) is not None
    return not _COUNTED_AFTER.match(text, end)


def is_clock(match: re.Match[str]) -> bool:
    """Say whether "18:30" without a zone, or "5 in the morning", is a time of day and no score, ratio or count."""
    return before(_INTRODUCES_CLOCK, match, 16) or _HOURS_AFTER.match(match.string, match.end()) is not None


def is_dated_place(match: re.Match[str]) -> bool:
    """Say whether four figures before a zone are a year: "2018 in Seoul", "2012 local elections", "(2009 est.)"."""
    zone = match["zone"] or ""
    is_word = zone.lower() in {"local", "eastern"} or zone.startswith("in ") or (zone.islower() and len(zone) <= _SHORT)
    return is_word and _LIKE_A_YEAR.match(match[0]) is not None


def is_range_of_hours(match: re.Match[str]) -> bool:
    """Say whether a number before "to 8 p.m." is an hour."""
    return before(_STARTS_RANGE, match, 9) or match.string[match.end() : match.end() + 2].strip()[:1] in {"-", "–", "—"}


def is_attack(match: re.Match[str]) -> bool:
    """Say whether "September 11" is the day of 2001: "the September 11 attacks"."""
    return _ATTACK.match(match.string, match.end()) is not None


def is_since_attack(text: str, part: Part) -> bool:
    """Say whether "since September 11" is since the day of 2001: in a text of terror, and not "on September 11"."""
    return _SINCE.search(text, max(0, part.start - 14), part.start) is not None and _TERROR.search(text) is not None


def is_fiscal(match: re.Match[str]) -> bool:
    """Say whether a quarter or half is one of a year of business, and none of a game, a town or a coin."""
    around = max(0, match.start() - 120), match.end() + 120
    return _MONEY.search(match.string, *around) is not None and _GAME.search(match.string, *around) is None


def is_season(match: re.Match[str], name: str) -> bool:
    """Say whether a season by itself is one: "in the winter", not "winter storms" or "the fall of Saigon"."""
    text, end, is_plural = match.string, match.end(), match[0].endswith("s") and not match[0].endswith("months")
    is_first = before(_OPENS_SENTENCE, match, 8)
    if name.lower() in _SEASON_OR_NOT and (_OF.match(text, end) or is_plural):
        return False
    if is_plural and name[0].isupper() and not is_first:
        return False  # Lawrence Summers
    if is_first and (_SEASONS_ARE.match(text, end) or _HEADS_MONTHS.match(text, end)):
        return True
    return match[0].lower().endswith("time") or _is_said_of(match, name, is_first=is_first) or _is_in_season(match)


def _is_said_of(match: re.Match[str], name: str, *, is_first: bool) -> bool:
    """Say whether something is said of a season: "Summer is hot", "the winters are", "the cold winters"."""
    is_plural = match[0].endswith("s")
    if is_plural and before(_WEATHER, match, 20):
        return True
    if not _SEASON_IS.match(match.string, match.end()):
        return False
    is_subject = before(THE, match, 5) and name.lower() not in _SEASON_OR_NOT
    return is_subject or is_first or is_plural or before(_SEASON_AND, match, 20)


def _is_in_season(match: re.Match[str]) -> bool:
    is_in, (text, end) = before(_IN_SEASON, match, 15), (match.string, match.end())
    if _ENDS_SEASON.match(text, end) and (is_in or before(_SEASON_AND, match, 20)):
        return True
    return is_in and _AND_SEASON.match(text, end) is not None


def is_holiday(match: re.Match[str]) -> bool:
    """Say whether the name of a day that stands before nouns too is one: "at Christmas", not "Christmas cards"."""
    return before(_AT_HOLIDAY, match, 10) and bool(_ENDS_SEASON.match(match.string, match.end()))


def is_period(match: re.Match[str]) -> bool:
    """Say whether "Last Year" with a capital is one, as in a headline, and no programme: not “This Week”."""
    if match["period_u"][0].islower():
        return True
    return not before(_QUOTE, match, 1) and not _NAME_AFTER.match(match.string, match.end())


def is_weekday(match: re.Match[str]) -> bool:
    """Say whether a weekday is a day: not "Black Friday", "one Sunday in May", nor those of "Mon-Fri 9 am to 5 pm"."""
    is_any = before(_ONE, match, 5) and OF_MONTH.match(match.string, match.end()) is not None
    return not (is_any or before(_NAMED_DAY, match, 10) or _is_opening(match))


def _is_opening(match: re.Match[str]) -> bool:
    """Say whether a weekday tells when a place is open, week by week: short or in a range, and hours behind it."""
    if _TO_WEEKDAY.match(match.string, match.end()):
        return True
    is_range = _AND_WEEKDAY.match(match.string, match.end()) is not None or before(_WEEKDAY_TO, match, 20)
    if is_range and before(_HOUR_BEFORE, match, 40):
        return True
    has_hours = _OPEN_HOURS.match(match.string, match.end()) is not None
    is_short = not match["weekday_w"].lower().endswith("day")
    return (has_hours and (is_short or before(_WEEKDAY_TO, match, 20))) or (is_short and before(_SHORT_TO, match, 4))


def is_day_of_month(match: re.Match[str], month: str, day: str) -> bool:
    """Say whether "March third" is a day: not "May first be seen"."""
    return day[0].isdigit() or month not in _ALSO_NAMES or _LOWER_AFTER.match(match.string, match.end()) is None


def is_century(match: re.Match[str]) -> bool:
    """Say whether "first century" is one by number: "the first century BC", not "a first century of"."""
    if match["century_era"] or match["century_last"] or match[0].lower().startswith(_LATE_CENTURIES):
        return True
    return before(_THE_LATE, match, 16) and not _OF.match(match.string, match.end())


def century_of_decade(match: re.Match[str]) -> str | None:
    """Return the century of "70s" by its first figures: that of "the 1860s and 70s"; None where it may be degrees."""
    told = _DECADE_AND.search(match.string, max(0, match.start() - 24), match.start())
    if told is not None:
        return told[1] or "19"
    return "19" if match["shortest"] >= "5" and before(THE, match, 5) and not before(_DEGREES, match, 60) else None


def is_night(match: re.Match[str]) -> bool:
    """Say whether a part of the day is one: not "opening night"."""
    return not before(_NAMED_NIGHT, match, 10)


def old_years(text: str) -> Callable[[re.Match[str]], bool]:
    """Return what says whether a number is a year: "in 348" where the text tells of Antiquity or the Middle Ages.

    Where it names the Vikings, or has a year that is surely of the Middle Ages ("in 1187, ..."), so is "in 845", and
    one of four figures that are not round.
    """
    if _OLD.search(text) is not None:
        return lambda _: True
    return _is_medieval_year if _MIDDLE_AGES.search(text) is not None else is_old_year


def _is_medieval_year(match: re.Match[str]) -> bool:
    year = int(match["old_year"])
    is_near = year >= _FOUR_FIGURES and year % 100 != 0 and before(_NEAR_YEAR, match, 12)
    return is_near or before(_SURELY, match, 18) or is_old_year(match)


def is_old_year(match: re.Match[str]) -> bool:
    """Say whether a number is a year in any text: "the year 71", "before 1492", "Sikong Tu (837–908)"."""
    is_late = int(match["old_year"]) >= _FOUR_FIGURES or before(_DATES_TO, match, 20)
    return before(THE_YEAR, match, 9) or (is_late and before(_SURELY, match, 18)) or is_life(match)


def is_life(match: re.Match[str]) -> bool:
    """Say whether a number is a year of a life, "(837–908)", and not of other numbers, "(300–400)"."""
    life = _LIFE.search(match.string, max(0, match.start() - 12), match.end() + 8)
    if life is None:
        return False
    born, died = int(life[1]), int(life[2])
    return 0 < died - born <= (_LONG if born < _FOUR_FIGURES else _LONGER) and (born % 10, died % 10) != (0, 0)


def is_today(match: re.Match[str], word: str) -> bool:
    """Say whether "Today" is the day and no newspaper."""
    return word != "Today" or not before(_NAMED_TODAY, match, 20)

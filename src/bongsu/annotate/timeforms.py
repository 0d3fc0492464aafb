"""The forms of dates, times and durations in English news, as one compiled pattern."""

import functools
import re

from bongsu.annotate.words import NUMBER, SMALL, alternatives, cased, plain, words

ORDINALS = ("sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth", "twenty-first")
SEASONS = ("spring", "summer", "fall", "autumn", "winter")
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
YEAR = r"(?:1[5-9]|20)\d\d(?![\d,]*\d|\w)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"

_TH = r"(?:st|nd|rd|th)"
_UNITS = "seconds minutes hours days weeks months years decades centuries"
_PLURAL = rf"(?:{_UNITS.replace(' ', '|')})"
_SINGULAR = r"(?:minute|hour|day|week|month|year|decade|century|(?<=-)second)"
_PART = r"(?:[Mm]orning|[Aa]fternoon|[Ee]vening|[Nn]ight)"
_LAST = r"[Ll]ast|[Nn]ext|[Tt]his(?: past| coming)?|[Pp]ast|[Cc]oming"
_PAPERS = r"(?:Times|Telegraph|Mirror|Express|Mail|Post|Independent|Herald|World|Night (?:Live|Football))"
_CLOCK = (
    r"(?:(?P<h12>1[0-2]|0?[1-9])(?:[:.](?P<m12>[0-5]\d))?(?::(?P<s12>[0-5]\d))?[ \xa0]?"
    r"(?P<ap>[AaPp])(?:\.[ ]?[Mm]\b\.?|[Mm]\b)"
    r"|(?P<h24>[01]?\d|2[0-3]):(?P<m24>[0-5]\d)(?::(?P<s24>[0-5]\d))?(?![\d:])(?P<hours> ?(?:hours|hrs)\b)?"
    r"|(?P<hz>[01]?\d|2[0-3])[.]?(?P<mz>[0-5]\d)(?= (?:hours|hrs|ZONE)|Z\b)(?: (?:hours|hrs)\b|Z)?"
    rf"|(?P<ho>1[0-2]|[1-9]|{cased(SMALL[1:13])}) o['’]clock|(?P<noon>{cased(('noon', 'midday', 'midnight'))})\b)"
    r"(?:,? \(?(?P<zone>ZONE))?"
)
_LENGTH = (
    rf"(?:(?P<the>[Tt]he (?:past|last|next|coming) )?"
    rf"(?:(?:(?P<n>{NUMBER})(?P<half> and a half)?|(?P<a>[Aa]n?)"
    r"|(?P<many>[Ss]everal|(?:[Aa] |[Tt]he )?(?:[Ff]ew|[Cc]ouple of|[Cc]ouple)|[Mm]any|[Ss]ome))"
    rf"(?:[ -]| more | full )(?P<unit>{_PLURAL}|{_SINGULAR})\b(?P<half_after> and a half)?)"
    r"|[Hh]alf an? (?P<half_of>hour|day|year|century|decade)\b"
    rf"|(?P<bare>(?:(?:[Jj]ust|[Oo]nly|[Mm]ere) )?(?:{cased(_UNITS.split())}))"
    r"(?= (?:before|after|ago|later|earlier|from now)\b))"
    r"(?!-old| old\b)(?: (?P<direction>ago|later|earlier|from now)\b)?"
)

FORMS = {
    "iso": (
        r"(?P<iso_day>\d{4}-\d\d-\d\d)"
        r"(?:[T ](?P<iso_time>\d\d:\d\d(?::\d\d)?)(?P<iso_zone>Z|[+-]\d\d:?\d\d)?)?(?![\w-])"
    ),
    "mdy": rf"(?P<mdy_m>{MONTH}) (?P<mdy_d>{DAY}){_TH}?(?!\d|[:.]\d|,\d{{3}}\b(?!\d))(?:,? (?P<mdy_y>{YEAR}))?",
    "dmy": (
        rf"(?:[Tt]he )?(?P<dmy_d>{DAY}){_TH}?(?: of)?[ -](?P<dmy_m>{MONTH})(?![a-z])"
        rf"(?:(?:, ?|[ -])(?P<dmy_y>{YEAR}))?"
    ),
    "my": rf"(?P<my_m>{MONTH}),?(?: of)? (?P<my_y>{YEAR})",
    "month": rf"(?:(?P<month_rel>{_LAST}) )?(?P<month_m>{MONTH})(?!\w)",
    "weekday": (
        rf"(?:(?P<weekday_rel>{_LAST}) )?(?P<weekday_w>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
        rf"|(?:Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun)\.?(?=,? (?:{MONTH}|\d)))(?!\w| {_PAPERS}\b)"
    ),
    "clock": _CLOCK,
    "relday": (
        rf"(?:(?P<relday_a>{cased(('today', 'tonight', 'yesterday', 'tomorrow'))})(?! [Ss]how\b)"
        rf"|(?P<relday_b>[Ll]ast|[Tt]his) (?P<relday_p>{_PART})"
        r"|[Tt]he day (?P<relday_c>before yesterday|after tomorrow))\b"
    ),
    "season": (
        rf"(?:(?P<season_rel>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast) )?(?P<season_s>{cased(SEASONS)})\b"
        rf"(?:,? (?:of )?(?P<season_y>{YEAR}))?"
    ),
    "period": (
        r"(?:(?P<period_rel>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast) (?P<period_u>week|month|year|decade|century)"
        r"|(?:(?P<weekend_rel>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast)|[Tt]he) (?P<weekend>weekend))\b(?!-)"
    ),
    "other": (
        r"(?:(?:[Tt]he )?(?:[Pp]revious|[Ff]ollowing|[Ss]ame|[Nn]ext) (?P<other_u>day|week|month|year|decade)\b(?!-)"
        r"|[Tt]he (?P<other_v>day|week|month|year) (?:before|after|earlier)\b(?! yesterday| tomorrow))"
    ),
    "every": r"(?:[Ee]very|[Ee]ach) (?P<every>day|week|month|year)\b",
    "duration": _LENGTH,
    "decade": r"(?:(?P<decade>(?:1[5-9]|20)\d)0|['’](?P<short>[1-9])0)['’]?s\b",
    "century": rf"(?:(?P<century>1?\d|2[01]){_TH}|(?P<century_word>{cased(ORDINALS)}))[ -][Cc]entury\b",
    "year": rf"(?P<year_y>{YEAR})(?!['’]?s\b)",
    "daypart": rf"(?:[Tt]he )?(?:[Ee]arly )?(?P<daypart>hours(?= of [MTWFSJADON\d])|{_PART})\b",
    "mod": (
        r"(?P<mod>[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate|[Mm]id)"
        r"(?:[ -]|\b(?= on | in | this | last ))(?:on |in )?(?:the )?(?<=[ -])"
    ),
}
"""Form to its pattern, in the order of preference where two begin at one place."""

FIRST = {
    "iso": r"[\d]",
    "mdy": "[JFMASOND]",
    "dmy": r"[\dTt]",
    "my": "[JFMASOND]",
    "month": "[LlNnTtPpCcJFMASOND]",
    "weekday": "[LlNnTtPpCcMWFS]",
    "clock": r"[\dOoTtFfSsEeNnMm]",
    "relday": "[TtYyLl]",
    "season": "[LlTtNnPpSsFfAaWw]",
    "period": "[LlTtNnPp]",
    "other": "[TtPpFfSsNn]",
    "every": "[Ee]",
    "duration": r"[\dA-Za-z]",
    "decade": r"[\d'’]",
    "century": r"[\dSsEeNnTt]",
    "year": "[12]",
    "daypart": "[TtEeHhMmAaNn]",
    "mod": "[EeLlMm]",
}
"""Form to the characters that it can begin with: what rules it out at once makes the search a third faster."""


@functools.cache
def zones() -> dict[str, str]:
    """Return the zone of each name in ``data/units.yaml``. Raises ``TableError`` when it is malformed."""
    return {plain(name): zone for zone, names in words().zones.items() for name in names}


@functools.cache
def lexer() -> re.Pattern[str]:
    """Return the pattern of all forms; the match's last group is ``F_`` and the form's name."""
    zone = rf"(?i:{alternatives(zones())})\b"
    pattern = "|".join(f"(?={FIRST[name]})(?P<F_{name}>{form.replace('ZONE', zone)})" for name, form in FORMS.items())
    return re.compile(rf"(?<![\w$€£¥.])(?=[\w'’])(?a:{pattern})")

"""The forms of dates, times and durations in English news, as one compiled pattern."""

import functools
import re

from bongsu.annotate.timeholidays import holiday_pattern, holidays
from bongsu.annotate.timeparts import MONTH
from bongsu.annotate.timespoken import SPOKEN_CLOCK, SPOKEN_YEAR
from bongsu.annotate.words import NUMBER, SMALL, alternatives, cased, plain, words

DAY_WORDS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth"),
    *("nineteenth", "twentieth"),
    *(
        f"twenty-{word}"
        for word in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
    ),
    *("thirtieth", "thirty-first"),
)
"""Days of the month in words, in order; the first 21 are those of the centuries."""
_CENTURIES = DAY_WORDS[20::-1]  # "twenty-first" before "twentieth" is of no matter, "sixteenth" before "sixth" neither
QUARTERS = ("first", "second", "third", "fourth")
DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
SEASONS = ("spring", "summer", "fall", "autumn", "winter")
MIDS = ("midsummer", "midwinter")
LOUD_MONTH = (
    rf"(?:{MONTH}|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|(?:JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\b\.?"
    r"|january|february|april|june|july|august|september|october|november|december)"
)
"""A month beside a day or a year, where neither capitals nor small letters make it another word."""
YEAR = r"(?:1[5-9]|20)\d\d(?![\d,]*\d|\w)"
_FAR_YEAR = r"(?:(?<=[Bb]y )|(?<=[Ii]n )|(?<=til )|(?<=ear )|(?<=\d\d and ))21\d\d(?![\d,]*\d|\w)"
_NO_NOUN = (
    r"(?=[).,;:?!\]](?!\d)|-?\n|\Z| [(–—-]| to (?:\d\d? )?[A-Z]"
    r"| (?:in|at|on|near|when|where|while|by|before|after|until|till|through|during|as|and(?! \d)|but|the|his|her"
    r"|he|she|they|it|who|which|was)\b)"
)
"""Nothing behind a number that it could be a count of."""
_ANY_YEAR = rf"(?:{YEAR}|1[0-4]\d\d{_NO_NOUN}|(?<!, )1[0-4]\d[1-9](?= [A-Z][a-z])|[3-9]\d\d(?=[).,;](?!\d)|\Z))"
"""A year right after a month, where it may be of the Middle Ages."""
DAY = r"(?:3[01]|[12]\d|0?[1-9])"

_TH = r"(?:st|nd|rd|th|ST|ND|RD|TH)"
_DAY_WORD = rf"(?:{'|'.join(sorted(DAY_WORDS, key=len, reverse=True)).replace('-', '[- ]')})"
_UNITS = "seconds minutes hours days weeks fortnights months years decades centuries"
_PLURAL = rf"(?:{_UNITS.replace(' ', '|')})"
_SINGULAR = r"(?:minute|hour|day|week|fortnight|month|year|decade|century|(?<=-)second)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PART = r"(?:[Mm]orning|[Aa]fternoon|[Ee]vening|[Nn]ight)"
_OF_DAY = r"(?:in the (?P<of_day>morning|afternoon|evening)|at (?P<of_day_n>night))\b"
_LAST = r"[Ll]ast|[Nn]ext|[Tt]his(?: past| (?:up)?coming)?|[Pp]ast|[Cc]oming"
_WHOLE = "(?: (?:whole|entire|very))?"
_OTHER = r"(?:[Tt]he )?(?:[Ff]ollowing|[Pp]revious|[Pp]receding|[Ss]ame)|[Tt]hat(?: same)?"
"""Which one of its name, counted from a date that stands elsewhere."""
_DAYPART = r"(?:morning|afternoon|evening|night)"
_PAPERS = (
    r"(?:Times|Telegraph|Mirror|Express|Mail|Post|Independent|Herald|World|Evening Post|Morning (?:Herald|Post)"
    r"|Night (?:Live|Football))"
)
_CLOCK = (
    r"(?:(?P<h12>1[0-2]|0?[1-9])(?:[:.](?P<m12>[0-5]\d))?(?::(?P<s12>[0-5]\d))?[ \xa0]?"
    r"(?P<ap>[AaPp])(?:\.[ ]?[Mm]\b\.?|[Mm]\b)"
    r"|(?P<h24>[01]?\d|2[0-3])(?::|\.(?=[0-5]\d (?:this|in the) (?:morning|afternoon|evening))|[hH](?=[0-5]\d\b))"
    rf"(?P<m24>[0-5]\d)(?::(?P<s24>[0-5]\d))?(?![\d:])"
    rf"(?P<hours> ?(?:hours|hrs|[AaPp]\.?[Mm])\b\.?)?(?: {_OF_DAY.replace('of_day', 'of_minute')})?"
    rf"|(?P<hz>[01]\d|2[0-3])[.]?(?P<mz>[0-5]\d)(?::(?P<sz>[0-5]\d)(?= ?ZONE))?"
    rf"(?= (?:hours|hrs)| ?ZONE|Z\b| on (?:{_WEEKDAY}|{DAY} {MONTH}|{MONTH} \d)"
    rf"|(?<=[Aa]t 0\d{{3}})(?![\d.,:]\d|\w)|(?<=(?:GMT|UTC) \d{{4}})(?![\d.,:]\d|\w)"
    rf"|(?:[-–—]| [(/])\d{{4}} ?(?:GMT|UTC|Z)\b)"
    rf"(?: (?:hours|hrs)\b|Z)?"
    rf"|(?P<ho>1[0-2]|[1-9]|{cased(SMALL[1:13])})"
    rf"(?: [Oo]['’]?clock(?: {_OF_DAY})?| {_OF_DAY.replace('of_day', 'of_hour')})"
    rf"|(?<=[Aa]t )(?P<hd>(?:[6-9]|1[01]|{cased(SMALL[6:12])})(?= (?:tonight|last night)\b)"
    rf"|(?:1[0-2]|[1-9]|{cased(SMALL[1:13])})(?= (?:this|(?:yesterday|tomorrow|{_WEEKDAY})) "
    r"(?:morning|afternoon|evening)\b))"
    rf"|(?:12 )?(?P<noon>{cased(('noon', 'midday', 'midnight'))})\b(?! (?:cherry|blue|black|snacks?|oil|sun|mass)\b))"
    rf"(?:,? ?\(?(?:local time,? \(?)?(?P<zone>ZONE)| (?!{_WEEKDAY}|{MONTH})[A-Z][a-z]+ time\b)?"
)
_FINER = (
    rf"(?:(?:(?<=years)|(?<=year))(?:,? and|,)? (?P<and_months>{NUMBER})[ -]months?"
    rf"|(?:(?<=days)|(?<=day))(?:,? and|,)? (?P<and_hours>{NUMBER})[ -]hours?"
    rf"|(?:(?<=hours)|(?<=hour))(?:,? and|,)? (?P<and_minutes>{NUMBER})[ -]minutes?"
    rf"|(?:(?<=minutes)|(?<=minute))(?:,? and|,)? (?P<and_seconds>{NUMBER})[ -]seconds?)\b"
)
_LENGTH = (
    rf"(?:(?P<the>[Tt]he (?:past|last|next|coming) )?"
    rf"(?:(?:(?P<n>{NUMBER})(?P<half> and a half|-and-a-half|[ -]1/2| ?½)?|(?P<a>[Aa]n?)"
    r"|(?P<many>[Ss]everal|(?:[Aa] |[Tt]he )?(?:[Ff]ew|[Cc]ouple of|[Cc]ouple)|[Mm]any|[Ss]ome|[Aa] number of))"
    rf"(?:[ -]| (?:more|full|whole|consecutive|straight|successive) )(?P<unit>{_PLURAL}|{_SINGULAR})\b"
    rf"(?:(?P<half_after> and a half)|{_FINER}| or (?:so|two)\b)?)"
    r"|(?:[Hh]alf an?|[Aa] half)[ -](?P<half_of>hour|day|year|century|decade)\b"
    r"|(?P<this>[Tt]he (?:past|last|next|coming) )(?:(?P<this_half>half[- ]hour)|(?P<this_unit>hour|minute))\b"
    r"|(?:[Aa] )?[Qq]uarter(?: of a |[ -])(?P<quarter_of_it>century)\b"
    rf"|(?P<bare>(?:(?:[Jj]ust|[Oo]nly|[Mm]ere) )?(?:{cased(_UNITS.split())}))"
    r"(?= (?:before|after|ago|later|earlier|from now)\b)"
    r"|(?:(?<=[Ff]or )|(?<=[Ii]n ))(?P<long>weeks|months|years|decades|centuries)"
    r"(?= (?:and|but|as|when|to)\b|[.,;:)]|\Z))"
    r"(?!-old| old\b| of age\b|-(?:after|by|on|over|to)-|-end\b)"
    r"(?:(?: (?P<direction>ago|later|earlier|from now|(?:before|after(?:wards?)?)(?=[.,;:)]|\Z))"
    r"|(?P<in_time>['’]s? time))\b)?"
)

_OFFSET = r"(?:UTC|GMT) ?[+−-] ?(?:1[0-4]|0?\d)(?::?[0-5]\d)?(?!\d)"
_TO_DAY = r"(?: ?[-–—] ?|/|,? (?:to|through|until|and|or) )"
_DAYS = rf"{DAY}{_TH}?(?:(?:, (?:the )?{DAY}{_TH}?)*{_TO_DAY}(?:the )?{DAY}{_TH}?)+"
"""Two days or more of one month: "3-5", "5, 6 and 9"."""
_NO_COUNT = (  # "on May 3 and 4 people", "May 3 to 5 percent"
    r"(?![\dA-Za-z]|[:.,]\d|%|(?<![a-zA-Z]) (?!(?:in|at|and|or|as|when|while|during|for|after|before|by|with|to|on"
    r"|but|from|this|next|last)\b)[a-z])"
)
_ERA = r"(?:BCE?|B\.C\.(?:E\.)?|CE|AD\b|A\.D\.?|C\.E\.)"
_EARLY = r"(?:(?<=[Tt]he )|(?<=[Ee]arly )|(?<=[Ll]ate )|(?<=mid-))"
_AND_CENTURY = (
    rf"(?:-? (?:and|or|to|through|until) (?:the )?| ?[-–—/] ?)(?:early |mid-|late )?(?:\d\d?{_TH}|{_DAY_WORD})"
    r"[ -][Cc]entur(?:y|ies)"
)

FORMS = {
    "iso": (
        r"(?P<iso_day>\d{4}-\d\d-\d\d)"
        r"(?:[T ](?P<iso_time>\d\d:\d\d(?::\d\d)?)(?P<iso_zone>Z|[+-]\d\d:?\d\d)?)?(?![\w-])"
    ),
    "slash": (
        rf"(?P<slash_a>\d\d?)(?P<slash>[/.-])(?P<slash_b>\d\d?)(?P=slash)(?:(?P<slash_y>{YEAR})|(?P<slash_z>\d\d)(?![\w./%-]))"
        rf"|(?P<slash_i>{YEAR})/(?P<slash_m>\d\d?)/(?P<slash_d>\d\d?)(?![\w/-])"
    ),
    "mdd": (rf"(?P<mdd_m>{LOUD_MONTH}) (?P<mdd_days>{_DAYS}){_NO_COUNT}(?:,? (?P<mdd_y>{YEAR}))?"),
    "mdy": (
        rf"(?P<mdy_m>{LOUD_MONTH})(?:,(?= \d\d?, {YEAR}))?(?: |(?<=[a-zA-Z]\.))(?:the )?"
        rf"(?P<mdy_d>{DAY}|{_DAY_WORD}\b){_TH}?"
        r"(?![\dA-Z]|[:.]\d|,\d{3}\b(?!\d))"
        rf"(?:,? ?(?<=[, ])(?P<mdy_y>{_ANY_YEAR}))?"
    ),
    "ddm": (
        rf"(?:[Tt]he )?(?P<ddm_days>{_DAYS})(?: of)?[ -](?P<ddm_m>{LOUD_MONTH})(?!\w)"
        rf"(?:(?:, ?|[ -])(?P<ddm_y>{YEAR}))?"
    ),
    "dmy": (
        rf"(?:[Tt]he )?(?P<dmy_d>{DAY}){_TH}?(?: day)?(?: of)?[ -](?P<dmy_m>{LOUD_MONTH})(?!\w)"
        rf"(?:(?:, ?|[ -])(?P<dmy_y>{_ANY_YEAR}))?"
    ),
    "wmy": (
        rf"[Tt]he (?P<wmy_d>{_DAY_WORD})(?: day)? of (?P<wmy_m>{MONTH})(?!\w)"
        rf"(?:,? (?P<wmy_y>{YEAR}))?"
    ),
    "holiday": (
        rf"(?:(?P<holiday_rel>{_LAST}) )?(?:[Tt]he (?=Day))?(?P<holiday>HOLIDAY)(?![\w/])"
        rf"(?:,? (?:of )?(?P<holiday_y>{YEAR}|1[0-4]\d\d(?!,?\d)))?"
    ),
    "my": rf"(?P<my_m>{LOUD_MONTH}),?(?: of)? (?:(?P<my_y>{_ANY_YEAR})|['’](?P<my_z>\d\d)(?!\w))",
    "ordinal": (
        rf"(?:(?<=[Oo]n )|(?<=of )|(?<=by )|(?<=til )|(?<=rom )|(?<=to )|(?<=day )|(?<=day, )|(?<=nce )|(?<=for ))"
        rf"(?:the (?P<ordinal_d>{DAY}{_TH}|{_DAY_WORD})|(?<=day )(?P<ordinal_e>{DAY}{_TH}))(?!{_AND_CENTURY})"
        r"(?=[,.;:?!)]|\n|\Z"
        r"| of (?:this|last|next) month\b"
        r"| (?:and|but|or|at|to|when|where|he|she|they|we|I|it|because|with|for|from|that|if|so|was|were|is|will"
        r"|had)\b)"
    ),
    "month": rf"(?:(?P<month_rel>{_LAST}|{_OTHER}) (?!{MONTH} \d))?(?P<month_m>{MONTH})(?!\w)",
    "weekday": (
        rf"(?:(?P<weekday_rel>{_LAST}|{_OTHER}) )?"
        rf"(?P<weekday_w>{_WEEKDAY}|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
        rf"|(?:Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun)\.?(?=,? (?:{MONTH}|\d))"
        r"|(?:(?<=[Oo]n )|(?<=[Ll]ast )|(?<=[Nn]ext )|(?<=[Tt]his ))(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.)"
        rf"(?!\w| {_PAPERS}\b| {_DAYPART}s\b)"
    ),
    "nth": (
        rf"[Tt]he (?P<nth_n>first|second|third|fourth|last) (?P<nth_w>{_WEEKDAY}) (?:of|in) "
        rf"(?:(?P<nth_m>{MONTH})(?:(?: of|,)? (?P<nth_y>{YEAR}))?|(?:the|each|every) month\b)"
    ),
    "beside": (
        rf"[Tt]he (?P<beside_w>{_WEEKDAY}) (?P<beside_x>before last|after next|before|after)\b(?! (?:last|next)\b)"
    ),
    "hour": (
        r"(?P<hour_h>1[0-2]|0?[1-9])(?::(?P<hour_m>[0-5]\d))?"
        r"(?=(?: ?[-–—] ?| (?:and|or|to|until) )(?P<hour_l>1[0-2]|0?[1-9])(?::[0-5]\d)?"
        r"(?: ?(?P<hour_ap>[AaPp])\.?[Mm]| (?:in the (?P<hour_part>morning|afternoon|evening)))\b)"
    ),
    "clock": _CLOCK,
    "spoken_clock": SPOKEN_CLOCK,
    "relday": (
        rf"(?:(?P<relday_a>{cased(('today', 'tonight', 'yesterday', 'tomorrow'))}|TODAY|TONIGHT|YESTERDAY|TOMORROW)"
        r"(?! [Ss]how\b)"
        r"|(?:(?<=\d[–—-])|(?<=\d [–—-] )|(?<=\d to ))(?P<relday_n>present)\b(?! day)"
        rf"|(?<![Tt]o )(?<!til )(?P<relday_t>[Tt]his{_WHOLE} day(?! and age\b))"
        rf"|(?<![Tt]he )(?P<relday_b>[Ll]ast|[Tt]his) (?P<relday_p>{_PART})"
        r"|(?:[Tt]hat|[Tt]he (?P<relday_e>same|next|following|previous)) (?P<relday_d>morning|afternoon|evening|night)"
        r"|[Tt]he (?P<relday_f>morning|afternoon|evening|night) (?P<relday_g>before|after)(?! (?:last|next)\b)"
        r"|[Tt]he (?:day (?P<relday_c>before yesterday|after tomorrow)|(?P<relday_l>night) before last))\b"
    ),
    "season": (
        rf"(?:(?P<season_rel>{_LAST}|{_OTHER}) )?"
        rf"(?P<season_s>{cased((*SEASONS, *MIDS))})"
        r"(?:time| months| season|s)?\b"
        rf"(?:,? (?:of )?(?:(?P<season_y>{YEAR})(?:(?: ?[-–—/] ?| to )(?:\d\d)?\d\d(?!\d))?"
        r"|['’](?P<season_z>\d\d)(?!\w)))?"
    ),
    "quarter": (
        rf"(?:(?:[Tt]he )?(?P<quarter_w>{cased(QUARTERS)}|[Ll]ast|[Ff]inal) (?P<quarter_u>quarter|half)"
        rf" (?:of )?(?:(?:fiscal(?: year)? |FY ?)?(?P<quarter_y>{YEAR})|(?P<quarter_rel>this|last|next|the) year\b)"
        rf"|(?:(?P<quarter_of>[Tt]his|[Ll]ast|[Nn]ext) year['’]s |[Tt]he )?(?:(?P<quarter_n>{cased(QUARTERS)})[- ]"
        r"(?P<quarter_h>quarter|half)\b(?! of\b)"
        r"|Q(?P<quarter_m>[1-4])(?![\d,]|(?: of)? (?:fiscal(?: year)? |FY ?)?\d{4}))"
        rf"|Q(?P<quarter_q>[1-4]),?(?: of)? (?:fiscal(?: year)? |FY ?)?(?P<quarter_z>{YEAR})"
        r"|[Tt]he (?P<quarter_told>quarter)\b)"
    ),
    "period": (
        rf"(?:(?P<period_rel>[Ll]ast|[Tt]his(?: past| coming| last|{_WHOLE})|[Nn]ext|[Pp]ast|[Cc]oming|[Tt]he current) "
        r"(?P<period_u>[Ww]eek|[Mm]onth|[Qq]uarter|[Yy]ear|[Dd]ecade|[Cc]entury|(?<=[Tt]his )years(?= [a-z]))"
        r"|(?:[Tt]he (?:end|start|beginning|middle|close|rest|remainder) of|(?:[Ee]arl(?:y|ier)|[Ll]ater?) in) the "
        r"(?P<period_v>week|month|year|decade|century)|(?:[Ee]arlier|[Ll]ater) in the (?P<period_day>day)"
        r"|(?P<period_w>[Yy]ear|week|month|decade|century)(?:['’]s |(?<=[Yy]ear)-)end"
        r"|(?:[Tt]he )?(?P<period_y>[Yy]ear-(?:ago|earlier)|(?<=he )year ago)"
        r"|[Tt]he (?P<period_b>week|weekend|month|year) (?P<period_c>before last|after next)"
        rf"|(?:(?P<weekend_rel>[Ll]ast|[Tt]his(?: past| (?:up)?coming| last|{_WHOLE})|[Nn]ext|[Pp]ast|[Cc]oming)"
        r"|[Tt]he) "
        r"(?P<weekend>weekend)(?!-| of (?:[A-Z]|\d)| (?:before|after)\b))\b(?!-)"
    ),
    "other": (
        r"(?:(?:[Tt]he )?(?:very )?(?P<other_w>[Pp]revious|[Pp]rior|[Pp]receding|[Ff]ollowing|[Ss]ame|[Nn]ext) "
        r"(?P<other_u>day|week(?:end)?|month|year|decade|century)\b(?!-)"
        rf"|(?:[Tt]hat{_WHOLE}|[Tt]h(?:is|at) same) (?P<other_t>day|week(?:end)?|month|year|decade|century)\b(?!-)"
        r"|[Tt]he (?P<other_v>day|week(?:end)?|month|year) (?P<other_x>before|after|earlier)\b(?! yesterday| tomorrow)"
        r"(?: that(?=[,.;:!?)\n]|\Z))?)"
    ),
    "every": (
        rf"(?:(?:[Ee]very|[Ee]ach)(?: (?P<every_n>other|second|few|{NUMBER}))? "
        rf"(?P<every_u>{_PLURAL}|{_SINGULAR}|second)"
        rf"|(?:[Ee]very|[Ee]ach) (?:(?P<every_w>{_WEEKDAY})(?: (?P<every_r>{_DAYPART}))?"
        rf"|(?P<every_m>{MONTH})(?: (?P<every_d>{DAY})(?:{_TH})?)?"
        rf"|(?P<every_p>{_DAYPART})|(?P<every_q>{'|'.join(SEASONS)}))"
        rf"|(?P<every_s>{_WEEKDAY}s)(?! ago)|(?P<every_t>{_WEEKDAY}) (?P<every_v>{_DAYPART})s)\b"
    ),
    "duration": _LENGTH,
    "decade": (
        rf"(?:(?P<decade>(?:1[5-9]|20)\d|{_EARLY}1[0-4]0|(?<=n the )[5-9]0)0s"
        rf"|{_EARLY}(?P<decade_s>(?:1[5-9]|20)\d)0['’]s|['’](?P<short>[1-9])0s"
        r"|(?:(?<=[Ee]arly )|(?<=[Ll]ate )|(?<=mid-)|(?<=mid ))(?P<shorter>[6-9])0['’]?s(?! (?:or|to|degrees)\b)"
        r"|(?P<shortest>[2-9])0(?:s|(?:(?<=[Tt]he \d\d)|(?<=and \d\d))['’]s))\b"
        r"|(?:[Tt]he (?P<decade_mod>early |late |mid-)?(?:[Rr]oaring |[Ss]winging )?(?:[Nn]ineteen[ -])?"
        rf"|(?<=ties and )|(?<=ties to )|(?<=ties or ))(?P<decade_word>{cased(DECADES)})\b"
    ),
    "century": (
        rf"(?:(?P<century>1?\d|2[0-2]){_TH}|(?P<century_roman>X(?:XI?|IX|IV|VI{{0,3}}|I{{0,3}}))(?=[ -][Cc]e)"
        rf"|(?P<century_word>{cased(_CENTURIES)}))(?:[ -][Cc]entur(?:y|ies)\b|(?<=\dth) c(?:ent)?\."
        rf"|(?={_AND_CENTURY}\b(?: (?P<century_last>{_ERA}))?))(?: (?P<century_era>{_ERA}))?"
    ),
    "era": (
        rf"(?:(?<!\d,)(?P<era_n>\d{{1,2}},\d{{3}}|\d{{1,5}}) ?(?P<era>{_ERA})|A\.?D\.? ?(?P<era_m>\d{{1,4}}))(?![\d\w])"
    ),
    "year": (
        rf"(?:[Tt]he year |FY ?|[Ff]iscal(?: year)? )?(?P<year_y>{YEAR}|{_FAR_YEAR})(?!s\b)"
        r"(?:(?P<year_to>[-–—/]| [-–—] (?=\d\d(?:[.,;:)\n]|\Z)))(?P<year_z>\d\d)(?!\w|[-–—.,:/]\d))?"
    ),
    "short_year": (
        r"(?:(?<=[Ii]n )|(?<=[Ss]ince )|(?<=tween )|(?<=of )|(?<=to )|(?<=til )|(?<=[Bb]y )|(?<=rom )|(?<=and )"
        r"|(?<=\d[-–]))"
        r"['’](?P<short_year>\d\d)(?![\w'’]| [a-z]+['’])"
    ),
    "spoken_year": SPOKEN_YEAR,
    "old_year": (
        r"(?:(?<=[Ii]n )|(?<=[Aa]round )|(?<=[Aa]bout )|(?<=[Aa]fter )|(?<=[Bb]efore )|(?<=[Uu]ntil )|(?<=[Ss]ince )"
        r"|(?<=[Bb]y )|(?<=[Ff]rom )|(?<=to )|(?<=of )|(?<=year )"
        r"|(?<=c\. )|(?<=r\. )|(?<=ca\. )|(?<=\bc\.)|(?<=ded )|(?<=ilt )|(?<=orn )|(?<=ied )|(?<=rca )|(?<=\()"
        r"|(?<=\d[–—-])|(?<=\d [–—-] )|(?<=etween )|(?<=\d and )|(?<=\b1[0-4]\d\d, ))"
        r"(?P<old_year>[1-9]\d{1,3})"
        r"(?=[,.;:)](?!\d)| and \d{3}| ?[–—-] ?(?:c\. ?)?\d{3}| [–—-] \d{1,2} [A-Z]"
        r"| ?(?:to|and|until|[–—-]) ?(?:about |c\. ?)?\d+ (?:[AB]\.?[CD]|C\.?E)| [A-Z(\[]"
        r"| (?:he|she|it|they|we|its|his|her|when|while|and|to|until|till|through|by|was|were|is|had|became|after"
        r"|with|as|the|an?|in|on|at"
        r"|for|but|or)\b|\n|\Z)"
    ),
    "daypart": (
        r"(?:[Tt]he )?(?:[Ee]arly[ -]|[Ss]mall |[Ww]ee |[Pp]re-?dawn )?"
        r"(?P<daypart>(?:morning |evening |(?:pre-?)?dawn )?hours"
        r"(?= (?:of|on) (?:[MTWFSJADON\d]|this |yesterday|today))"
        rf"|[Oo]vernight|{_PART}|(?:[Pp]re-?)?[Dd]awn|[Dd]usk|[Dd]aybreak|[Ss]un(?:rise|set)|[Nn]ightfall)\b"
    ),
    "mod": (
        r"(?P<mod>[Ee]arlier|[Ll]ater|(?:[Ee]arly|[Mm]id)[- ]to[- ](?:mid|late)|[Ee]arly|[Ll]ate|[Mm]id)"
        r"(?:[ -]|\b(?= on | in | this | last ))(?:on |in )?(?:the )?(?<=[ -])"
        rf"|[Tt]he (?P<week_of>week(?:end)?) of (?=(?:{_WEEKDAY},? )?(?:{MONTH} \d|\d\d? {MONTH}))"
    ),
}
"""Form to its pattern, in the order of preference where two begin at one place."""

_MONTHS = "[JFMASOND]|j[au][nl]|feb|apr|aug|sep|oct|nov|dec"
_SMALL_DAYS = "mond|tues|wedn|thur|frid|satu|sund"
FIRST = {
    "iso": r"\d{4}-",
    "slash": r"\d+[/.-]",
    "mdd": _MONTHS,
    "mdy": _MONTHS,
    "ddm": r"\d|[Tt]he \d",
    "dmy": r"\d\d?\D|[Tt]he \d",
    "wmy": "[Tt]he [fsent]",
    "holiday": r"[A-Z9]|[LlNnTtPpCc]\w+ (?:past |coming )?[A-Z]|the Day",
    "my": _MONTHS,
    "month": "[LlNnTtPpCcJFMASOND]|[Ff]ol|[Ss]am",
    "weekday": rf"[MTWFS]|{_SMALL_DAYS}|[LlNnTtPpCcFfSs]\w+ (?:[A-Zpcfs]|{_SMALL_DAYS})",
    "nth": "[Tt]he [fstl]",
    "beside": "[Tt]he [MTWFS]",
    "ordinal": r"the [\dfsent]|\d",
    "spoken_clock": r"[Aa] q|[Qq]ua|[Hh]alf|[Oo]n|[Tt][wehy]|[Ff][io]|[Ss][ie]|[Ee][il]|[Nn]in",
    "clock": r"\d|[Nn](?:oon|in)|[Mm]id|[Oo]ne|[Tt](?:wo|hr|en|we)|[Ff][io]|[Ss][ie]|[Ee][il]",
    "hour": r"\d",
    "relday": "[Tt][oOh]|[YyLl]|present",
    "season": (
        "[Tt]h(?:e [fps]|at)|[FfPp][or][lre]|[Ll]as|[Tt]his|[Nn]ex|[Pp]as|[Ss][pu]|[Ff]al|[Aa]ut|[Ww]in|[Mm]id[sw]"
    ),
    "quarter": r"[Tt]he [fstlqQ]|[FfSsTtLl]\w+[- ][qh]|Q\d|(?:[Ll]ast|[Tt]his|[Nn]ext) y",
    "period": "[LlNnPpCcYy]|week|month|dec|[Tt]h(?:is|e [esbmcrwy])|[Ee][an]",
    "other": r"[Tt]h(?:e [pfsndwmyv]|at [sdwmyev]|is s)|[PpFfSsNn]\w+ [dwmy]",
    "every": r"[Ee](?:very|ach) |[MTWFS]\w+day(?:s\b| )",
    "duration": (
        r"\d|[Aa]n? |[Tt](?:h(?:e [plncf]|ree|ir)|[we])|[Ss](?:ev|ix|om|ec)|[Ff](?:ew|ou|or|if|iv)|[Oo]n[el]|[Ee][il]"
        r"|[Nn]in|[Qq]uarter|[Zz]e|[Hh](?:al|our)|[Dd](?:ay|ec)|[Mm](?:an|in|on|ere)|[Cc](?:ent|oup)|[Jj]us|[Ww]eek|[Yy]ear"
    ),
    "decade": r"[\d'’]|[Tt]he [TtFfSsEeNnlmRr]|[Tt](?:we|hi)|[Ff](?:or|if)|[Ss](?:ix|ev)|[EeNn]i",
    "century": r"\d+[snrt]|X|[Ff](?:ir|if|our)|[Ss](?:ec|ix|ev)|[Tt](?:hir|we|en)|[Ee](?:ig|le)|[Nn]in",
    "era": r"[\d,]+ ?[ABC]|A\.?D",
    "year": r"[12]\d|[Tt]he y|FY|[Ff]isc",
    "short_year": "['’]\\d",
    "spoken_year": "[Ss]even|[Ee]igh|[Nn]ine|[Tt]w",
    "old_year": r"[1-9]\d",
    "daypart": r"[Tt]he |[Ee][av]|[Oo]ver|[Hh]ou|[Mm]or|[Aa]ft|[Nn]ig|[Pp]re|[Dd][au]|[Ss](?:mall|un)|[Ww]ee",
    "mod": "[EeLlMm]|[Tt]he w",
}
"""Form to what it can begin with: what rules it out at once makes the search a third faster."""
_BEGINNINGS = (
    "a |an |a.d|ad|apr|aug|aft|aut|com|cen|cou|day|dec|daw|dus|eac|ear|eig|ele|eve|fal|feb|few|fif|fin|fir|fis|fiv|fol"
    "|for|fou|fri|fy|hal|hou|jan|jul|jun|jus|las|lat|man|mar|may|mer|mid|min|mon|mor|nex|nig|nin|noo|nov|oct|on|ove|pas|pre"
    "|pri|q1|q2|q3|q4|qua|sam|sat|sec|sep|sev|six|sma|som|spr|sum|sun|ten|tha|the|thi|thr|thu|tod|tom|ton|tue|twe|two|wed"
    "|wee|win|x|yea|yes|zer"
)
"""What the words of all forms begin with: most words of a text are told apart by it, which halves the time."""


@functools.cache
def zones() -> dict[str, str]:
    """Return the zone of each name in ``data/units.yaml``. Raises ``TableError`` when it is malformed."""
    return {plain(name): zone for zone, names in words().zones.items() for name in names}


def zone_named(words_of: str) -> str:
    """Return the zone that a match of the pattern names: ``Asia/Seoul``, ``+09:00`` for "UTC+9", ``local``."""
    offset = re.fullmatch(r"(?:UTC|GMT) ?([+−-]) ?(\d\d?):?(\d\d)?", words_of)
    if offset is None:
        return zones()[plain(words_of)]
    return f"{'+' if offset[1] == '+' else '-'}{int(offset[2]):02d}:{offset[3] or '00'}"


@functools.cache
def zone_behind() -> re.Pattern[str]:
    """Return the pattern of a zone that stands behind a day; "in Seoul" says there where something was."""
    names = alternatives(name for name in zones() if not name.startswith("in ") and name != "local")
    return re.compile(
        rf",? (?P<open>\()?(?:local time,? (?P<reopen>\()?)?(?P<zone>{_OFFSET}|(?i:{names})\b)"
        r"(?(open)\)?|(?(reopen)\)?))"
    )


@functools.cache
def lexer() -> re.Pattern[str]:
    """Return the pattern of all forms; the match's last group is ``F_`` and the form's name."""
    tables = {"ZONE": rf"(?:{_OFFSET}|(?i:{alternatives(zones())})\b)", "HOLIDAY": holiday_pattern()}
    pattern = "|".join(
        f"(?={_with(FIRST[name], tables)})(?P<F_{name}>{_with(form, tables)})" for name, form in FORMS.items()
    )
    return re.compile(rf"(?<![\w$€£¥])(?={beginnings()})(?:(?<!\.)|(?<=\bc\.))(?a:{pattern})")


@functools.cache
def beginnings() -> str:
    """Return a pattern of the first three letters of all forms, large or small, by their initials."""
    rests: dict[str, set[str]] = {}
    for name in (*_BEGINNINGS.split("|"), *(name for row in holidays().values() for name in row.names)):
        rests.setdefault(name[:1].lower(), set()).add(name[1:3].lower())
    words_of = (
        f"{_large_or_small(initial)}(?:{'|'.join(map(_large_or_small, sorted(rest)))})"
        for initial, rest in sorted(rests.items())
    )
    return "|".join(("['’]?\\d", *words_of))


def _large_or_small(letters: str) -> str:
    return "".join(f"[{letter}{letter.upper()}]" if letter.isalpha() else re.escape(letter) for letter in letters)


def _with(form: str, tables: dict[str, str]) -> str:
    """Return a pattern with the names of tables in it replaced by what the tables have."""
    for name, pattern in tables.items():
        form = form.replace(name, pattern)
    return form

"""The dateline that a wire sets before its first sentence: "SEOUL, Dec 18 (Reuters) - "; or a picture's credit.

It is no part of the sentence. A parser that reads it as one takes the town for the subject, so it is left out of the
parse and hung on the root afterwards; its day is when was written, and no day of what is told.
"""

import re

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH})(?:,? \d{{4}})?"
_CAPITALS = r"[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]+){0,4}"
_USUAL = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}"
_LAND = (
    r"(?:, [A-Z][\w.]*(?: [A-Z][\w.]*){0,2}\.?)?(?:, (?:Islamic )?Republic [Oo]f)?"
    r"(?: \([A-Z][\w ]+\) \[[A-Z][\w ]+\])?"
)
_AGENCY = r"(?: ?\([^)\n]{2,40}\)|,? /[A-Z]{2,}/)"
_WIRE = r"\((?:AA|AFP|ANI|AP|APP|CNN|IANS|IRNA|JTA|KCNA|PTI|TASS|UPI|Bloomberg|Interfax|Kyodo|Reuters|Xinhua|Yonhap)\)"
_RULE = r"\s*(?:(?:-{1,3}|[–—]|>>)\s+|(?:--|—)(?=[A-Z]))"
_STATED = r"\([A-Z][\w ]+(?:/ [\w ]+)?- [\w, ]+ \d{4} ?\)"  # "(UrduPoint News / Sputnik - 18th November, 2021)"
_BEGINS = r"(?=[A-Z“\"])"
_LABEL = r"(?!(?:PHOTO|IMAGE|VIDEO|CREDIT|SOURCE|CAPTION|WATCH|READ)S?\b)"  # "PHOTO: REUTERS" is a credit
_DESK = (  # towns before a colon alone, where others would be who says it: "Moscow: …"
    r"(?:Abuja|Amman|Baghdad|Bengaluru|Cairo|Chennai|Colombo|Dhaka|Doha|Dubai|Gaza City|Geneva|Islamabad|Jammu|Kabul"
    r"|Karachi|Kathmandu|Kolkata|Kuwait City|Lahore|Lucknow|Mumbai|Muzaffarabad|New Delhi|New York|Peshawar|Quetta"
    r"|Rawalpindi|Srinagar|United Nations)"
)
_CREDIT = (  # of a picture, run into its caption: "Reuters In May the army took the town"
    r"(?:(?:AP:Associated Press|PA:Press Association|Getty Images|Rex Features)(?: \d{1,2})? (?=[A-Z‘“\"'])"
    r"|(?:AFP|AP|EPA|Reuters)(?: \d{1,2})? (?=(?:A|After|An|At|Before|During|In|On|Some|The|These|This|Two)\b))"
)
_DATELINE = re.compile(
    rf"{_CREDIT}|{_LABEL}(?:{_CAPITALS}{_LAND}(?:, {_DAY})?(?:{_AGENCY})?(?:{_RULE}| ?: {_BEGINS})"
    rf"|(?:{_CAPITALS}|{_USUAL}){_LAND},? {_STATED}(?: ?:)? "
    rf"|{_USUAL}{_LAND}, {_DAY}: {_BEGINS}"
    rf"|{_CAPITALS}{_LAND} {_DAY} {_BEGINS}"
    rf"|{_DESK}: {_BEGINS}(?=[^\n]{{80,}}[.”\"])"
    rf"|{_USUAL}{_LAND}(?:, {_DAY})?(?:{_AGENCY}|, [A-Z]{{3,}}){_RULE}"
    rf"|{_USUAL}, {_USUAL}\s+[–—]\s+{_BEGINS}"
    rf"|(?:{_CAPITALS}|{_USUAL}){_LAND}, {_DAY}\.? ?(?:\([^)\n]{{2,40}}\)|/[A-Z]{{2,}}/)[:.]? {_BEGINS}"
    rf"|(?:(?:{_CAPITALS}|{_USUAL}){_LAND},? )?\[{_DAY}\](?:{_RULE}|:? {_BEGINS})"
    rf"|(?:(?:{_CAPITALS}|{_USUAL}){_LAND} |{_DAY} )?{_WIRE}(?:{_RULE}| {_BEGINS}))"
)


def dateline_end(text: str, start: int = 0, end: int | None = None) -> int:
    """Return where a text, or its sentence from ``start`` to ``end``, begins behind a dateline or credit."""
    stop = len(text) if end is None else end
    match = _DATELINE.match(text, start, stop)
    return match.end() if match is not None and match.end() < stop else start

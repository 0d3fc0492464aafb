"""What the words around a date tell of: what has been, what is to come, what comes again."""

import functools
import re
from collections.abc import Sequence

import msgspec

from bongsu.annotate.timeparts import MONTH, Part
from bongsu.reference.tables import load_table

SENTENCE_END = re.compile(r"[.!?][\"”’)]* +[\"“‘(]?[A-Z\d]|\n")
"""The end of a sentence and the beginning of the next."""

_COMING = (
    r"(?:return|com|open|clos|host|hold|headlin|play|perform|tour|releas|launch|start|begin|tak|kick|arriv|leav|visit"
    r"|travel|retir|mov|stepp|join|meet)"
)
_COMES = (
    r"(?:returns|opens|begins|starts|kicks off|runs|takes (?:place|effect)|comes into (?:force|effect)"
    r"|goe?s? (?:on sale|live|into effect)|premieres|airs|debuts|arrives|expires|concludes|closes|ends)"
)
"""What is said of what is planned, in the present: "is returning in May", "opens on Friday"."""
_NOT_DONE = "".join(
    f"(?<!{verb} {article} )"
    for verb in ("launched", "conducted", "carried out", "staged", "held", "performed", "completed", "made")
    for article in ("a", "the", "its", "their")
)
"""No verb before that tells of what was done: "conducted a scheduled test on Tuesday" does not look ahead."""
_AHEAD = re.compile(
    r"\b(?:will|(?:starting|beginning) on|as (?:early|soon) as|prepar(?:es?|ing) (?:to|for)|due"
    rf"|{_NOT_DONE}(?:(?:re)?scheduled|planned)|(?:re)?targeted|set (?:to|for)|slated|expected|planning"
    r"|plans? (?:to|for|on|an?|the|its|their)"
    r"|predicted|forecast(?:ed)?|upcoming|(?:launch )?windows?|opportunit(?:y|ies)|permission"
    r"|going to|ahead of|for delivery|until|between now and|(?:is|are) to|(?<!had )to be (?:held|\w+ed)|[Ss]ee you"
    rf"|(?:is|are|['’]re) (?:\w+ly )?{_COMING}ing|{_COMES}|(?:[Ww]hen(?: and where)?|[Dd]eadline):)(?!\w)"
    r"(?:(?!\b(?:said|told|says|announced|was|were|had|fired|launched)\b)(?:[^.!?\n]|(?<=\b[ap])\.m\.))*\Z"
    r"|\b(?:is|are) (?:(?:now|currently) )?(?:on |for )?(?:the )?\Z"
    r"|\b(?:[Dd]elay|[Pp]ostpon|[Mm]ov|[Pp]ush|[Ss]lip|[Rr]eschedul|[Ss]hift|[Ee]xtend)\w*\b[^.!?\n]{0,40}"
    r" (?:to|until|till) \Z"
    r"|\bby (?:the )?(?:(?:end|middle|start|beginning) of )?(?:the )?\Z"  # a deadline, not who did it
)
_NO_MORE = r"\b(?! (?:not )?have\b|(?<=could) (?:not|be (?:seen|heard|felt)|see|hear|feel)\b)"
_WILL = re.compile(rf"\b(?:will|would|could|must|shall|(?:is|are) (?:set|due|scheduled|expected) to){_NO_MORE}")
_MAY = re.compile(rf"{_WILL.pattern}|\b(?:can|may|might|should){_NO_MORE}")
"""What looks ahead to a certain day; of a month or a season it may tell what comes every year."""
_WAS_PLANNED = re.compile(
    r"\b(?:(?:was|were|had been) (?:\w+ly )?|(?:originally|initially|previously) )"
    r"(?:scheduled|set|slated|due|planned|expected|supposed|meant)\b[^.;!?\n]*\Z"
)
_OF_BEFORE = re.compile(r"\b(?:after|since|following|over|from|but|although|though|while|which|who|when)\b")
_LEADS = re.compile(r"\A\W*(?:(?:On|In|From|By|Starting|Beginning)(?: on)? )?(?:the )?\Z")
_LIKE_MONTH = rf"(?:early |late |mid-?)?{MONTH}"
_STRETCH = re.compile(
    rf"\({_LIKE_MONTH}(?:[-–]{_LIKE_MONTH})?\)"
    rf"|(?:(?:\b[Ff]rom |\(|^){_LIKE_MONTH}(?: ?[-–—] ?| (?:to|through|until) )|\b[Bb]etween {_LIKE_MONTH} and )"
    rf"{_LIKE_MONTH}(?!\w| \d)"
    rf"|\b(?:[Oo]pen|[Cc]losed|[Dd]aily|[Vv]isit(?:ed)?|[Ss]eason),? {_LIKE_MONTH}(?: ?[-–—] ?| (?:to|through) )"
    rf"{_LIKE_MONTH}(?!\w)",
    re.MULTILINE,
)
_TIL = re.compile(r"\b(?:until|by)\b[^.!?\n]*\Z")
_WHEN = re.compile(r",? when\b")
_TOLD = re.compile(r"\b(?:was|were|had|did)\b(?:(?!\b(?:has|have|is|are)\b)[^.!?\n])*\b(?:until|by)\b[^.!?\n]*\Z")
_YEARLY = re.compile(
    r"\b(?:(?:every|each) (?:other |second |two |three |four |few )?years?|annually|usually|typically"
    r"|generally|normally|traditionally|feast day|opening hours|(?:is|are) (?:held|celebrated|observed))\b",
    re.IGNORECASE,
)
_CLIMATE = re.compile(
    r"\b(?:monsoon|temperatures?|climate|weather|humid(?:ity)?|rain(?:s|y)|snow(?:s|fall|y)|warm(?:er|est)?"
    r"|hot(?:ter|test)|cool(?:er|est)|cold(?:er|est)|crowded|tourists|best"
    r"|(?:high|low|peak|off|dry|wet|tourist|ski|hunting|fishing|growing|hurricane|typhoon)[ -]season)\b|°[CF]\b",
    re.IGNORECASE,
)
"""What is said of a month of any year; of a day it is a forecast."""
_DELIVERY = re.compile(r" (?:delivery|futures|contracts?)\b")
"""What is sold before its month: "crude for November delivery"."""
_USUALLY = re.compile(
    r"\b(?P<word>usually|typically|traditionally|normally|generally|annually|always|(?:every|each) year)\b"
    r"[^.;!?\n]{0,40}\Z",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r" (?:is|are) (?!(?:when|likely|expected|due|set|the (?:deadline|date|earliest|target))\b)")
_IS_A = re.compile(
    r" is (?:an? (?:\w+ )?(?:holiday|feast|festival)|the (?:anniversary|feast|day)|celebrated|observed|marked)\b"
)
"""What is said of a day with a name, of every year: "Armistice Day is a holiday"."""
_REGULAR = r"(?!need|feed|speed|seed|indeed|exceed|proceed)[a-z]{2,}ed"
_OFTEN = ("best", "also", "often", "usually", "generally", "mainly", "mostly", "now", "still", "always", "only", "not")
_ASKED = r"(?!(?:ask|demand|order|promis|vow|pledg|request|urg|want|need|call|agre|invit|hop|expect|warn|requir)e?d\b)"
_PRESENT = re.compile(
    r"\b(?:is|are|has|(?<!ould )have|can|hopes?|plans?|includes?|wants?|intends?|aims?|seeks?|expects?|looks?)\b"
)
_HABITS = 2
_BEFORE = 160  # characters of a sentence
_AFTER = 80


class _Irregular(msgspec.Struct, frozen=True):
    """The verbs of ``data/irregular.yaml``, each with its past and its participle."""

    verbs: dict[str, str]


@functools.cache
def _pasts() -> str:
    """Return a pattern of irregular pasts that are no other form of their verb: "fell", but not "hit"."""
    verbs = load_table("irregular", _Irregular).verbs
    pasts = {past for verb, forms in verbs.items() for past in forms.split()[0].split("/") if past != verb}
    return "|".join(sorted(past for past in pasts if not past.endswith("ed") or len(past) == len("led")))


@functools.cache
def _past() -> re.Pattern[str]:
    """Return the pattern of what tells of the past: a verb, or "since" right before the date."""
    verb = r"did|didn['’]t|(?<!\bis )(?<!\bare )(?<!\bbe )(?<!\bget )(?<!-)"
    verb += "".join(rf"(?<!\b{be} {often} )" for be in ("is", "are", "be") for often in _OFTEN)
    verb += rf"(?:{_REGULAR}|{_pasts()})|set (?:an?|the|its|that)"
    return re.compile(rf"\b(?:since|after|following) (?:the )?\Z|\b(?:{verb})\b")


@functools.cache
def _told_by() -> re.Pattern[str]:
    """Return the pattern of "fell by Tuesday", but not "asked for a reply by", nor "agreed to meet by"."""
    ahead = "will|would|must|should|can|could|may|might|has|have|is|are"
    to_do = r"to(?! (?:[\d$€£A-Z]|(?:an?|the|its|their|about|more|nearly)\b))"
    between = rf"(?:(?!\b(?:{ahead}|{to_do})\b)[^.!?;\n])*"
    return re.compile(rf"\b(?:{_ASKED}{_REGULAR}|{_pasts()})\b{between}\bby\b[^.!?\n]*\Z")


def looks_ahead(text: str, part: Part) -> bool:
    """Say whether the words around look ahead; "by" and "until" do not after a verb that tells what has been."""
    if text.endswith(("since ", "since the "), 0, part.start):
        return False
    if "month" in part.kinds and _DELIVERY.match(text, part.end) is not None:
        return True
    match = _AHEAD.search(text, max(0, part.start - 60), part.start)
    if match is None:
        return _is_foretold(text, part)
    if not _TIL.match(text, match.start(), part.start):
        return True
    when = _WHEN.match(text, part.end)
    if when is not None and _past().search(text, when.end(), _sentence(text, part)[1]) is not None:
        return False
    return not any(pattern.search(text, max(0, part.start - 120), part.start) for pattern in (_TOLD, _told_by()))


def was_planned(text: str, part: Part) -> bool:
    """Say whether a day is one that was planned, which may be over: "was scheduled to fly on Thursday"."""
    return _WAS_PLANNED.search(text, max(0, part.start - 80), part.start) is not None


def _is_foretold(text: str, part: Part) -> bool:
    """Say whether "will" stands before, or after a date that leads the sentence, and nothing past between."""
    (start, end), modal = _sentence(text, part), _MAY if part.day or part.weekday is not None else _WILL
    will = next(reversed([*modal.finditer(text, start, part.start)]), None)
    if will is not None:
        return not any(pattern.search(text, will.end(), part.start) for pattern in (_past(), _OF_BEFORE))
    will = modal.search(text, part.end, end) if _LEADS.match(text[start : part.start]) else None
    return will is not None and _past().search(text, part.end, will.start()) is None


def is_habit(text: str, part: Part) -> bool:
    """Say whether the sentence of a part tells of every year: "the monsoon comes in July", "May is the best month"."""
    if "month" in part.kinds and _SUBJECT.match(text, part.end) is not None:
        return True
    is_named = part.kinds == {"date"} and not any(each.isdigit() for each in text[part.start : part.end])
    if is_named and _IS_A.match(text, part.end) is not None:
        return True
    usually = _USUALLY.search(text, max(0, part.start - 60), part.start)
    if usually is not None and _past().search(text, usually.end("word"), part.start) is None:
        return True
    patterns = [_YEARLY, _CLIMATE] if part.day is None else [_YEARLY]
    sentence = _sentence(text, part)
    is_usual = any(pattern.search(text, *sentence) for pattern in patterns) or _is_stretch(text, part)
    return is_usual and not _is_past_in_clause(text, part)


def _is_stretch(text: str, part: Part) -> bool:
    """Say whether a month is an end of "from May to October", where nothing is planned."""
    if "month" not in part.kinds:
        return False
    start, end = _sentence(text, part)
    stretches = [each for each in _STRETCH.finditer(text, start, end) if each.start() <= part.start < each.end()]
    is_all = any(each[0] == text[start:end].strip(" .") for each in stretches)
    return bool(stretches) and not is_all and not looks_ahead(text, part)


def is_of_own_time(text: str, part: Part) -> bool:
    """Say whether a part is a day as seen from that of the text: "yesterday", "on Friday", "today" of what has been."""
    if part.offset == 0 and part.part is None and part.clock is None:
        return not is_present(text, part)
    return part.offset is not None or ("weekday" in part.kinds and "date" not in part.kinds)


def is_guide(text: str, parts: Sequence[Part]) -> bool:
    """Say whether a text tells of every year: two of its months and more are so told, and no day is of its own time."""
    if any(is_of_own_time(text, part) for part in parts):
        return False
    months = [part for part in parts if part.kinds == {"month"} and part.is_yearly and part.rel is None]
    return sum(is_habit(text, part) for part in months) >= _HABITS


def is_of_any_year(text: str, part: Part) -> bool:
    """Say whether a month or a day in a text that tells of every year has no year of its own."""
    return part.kinds <= {"month", "date"} and part.is_yearly and part.rel is None and not is_past(text, part)


def is_past(text: str, part: Part) -> bool:
    """Say whether the sentence of a part has a verb that tells of what has been, or "since" right before it."""
    start, end = _sentence(text, part)
    return any(_past().search(text, *span) is not None for span in ((start, part.start), (part.end, end)))


def _is_past_in_clause(text: str, part: Part) -> bool:
    """Say whether a verb of the clause of a part tells of what has been."""
    start, end = _sentence(text, part)
    before = re.split(r"[,;:(]", text[start : part.start])[-1]
    after = re.split(r"[,;:)]", text[part.end : end])[0]
    return _past().search(before) is not None or _past().search(after) is not None


def is_present(text: str, part: Part) -> bool:
    """Say whether the sentence of a part tells of what is or will be, and of nothing past."""
    return _PRESENT.search(text, *_sentence(text, part)) is not None and not is_past(text, part)


def _sentence(text: str, part: Part) -> tuple[int, int]:
    """Return about where the sentence of a part begins and ends."""
    start = max(0, part.start - _BEFORE)
    for before in SENTENCE_END.finditer(text, start, part.start + 1):
        start = before.end() - 1
    after = SENTENCE_END.search(text, part.end, part.end + _AFTER)
    return start, after.start() if after else part.end + _AFTER

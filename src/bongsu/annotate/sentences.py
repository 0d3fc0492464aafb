"""Sentence boundaries by rule, and which sentences stand inside a quotation.

A paragraph is one line (``Report.text``), so a line break always ends a sentence. Every other boundary lies at
a full stop, question mark, exclamation mark or ellipsis, or before a picture credit; what stands before and
after decides. Time is linear in the text. A sentence has no greatest length: the caller caps what it cannot hold.
"""

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from bongsu.datelines import dateline_end
from bongsu.model import Span
from bongsu.reference.tables import load_table

_LONGEST_WORD = 32
_LONGEST_DATELINE = 100
_STOP = re.compile(
    r"""
    [\n.!?…"“:(\[](?:
        (?<=\n)
        |(?<=[.!?…])(?:[.!?…"'”’»)\]]|[ ][.!?…)\]]++(?!\w)|[ ]?\[\d{1,3}\]|[ ][:;]-?[()D](?!\w))*+
        |(?<=["“])(?:(?<=(?:that|said|says)[ ].)|(?<=wrote[ ].))(?P<object>[^"”\n]{1,250}?)(?=[.!?…,'’]*["”])
        |(?<=:)(?:(?<=[ \n](?:Image|Photo):)|(?<=[ \n]Credit:)|(?<=[ \n]Picture:))(?P<credit>[ ])
        |(?<=[.!?…"”’)\]][ ][(\[])(?P<aside>(?:[^()\[\]\n.!?]|(?<=\b[A-Z])\.|\.(?!\s[A-Z])){1,120}[)\]])
            (?=\s["“(\[]?[A-Z])
    )
    """,
    re.VERBOSE,
)
_NEXT = re.compile(r"""\s+(["'“‘«(\[{]*)(\w[\w-]{0,40})?""")
_GLUED = re.compile(r"[“\"]?[A-Z][a-z]*[ ,'’]")
_SAID = re.compile(
    r"\s(?:[A-Z][\w.'’-]{0,40}\s){1,5}"
    r"(?:said|says|asked|asks|told|wrote|writes|added|replied|cried|shouted|declared|tweeted|wondered|demanded)\b"
)
_ZONE = re.compile(r"(?:[A-Z][a-z]+ ){1,2}(?:standard |daylight )?time\b")  # "9 a.m. North Korean time"
_INITIAL = re.compile(r"[^\W\d_a-zI]")
_ITEM = re.compile(r"\d\d?(?:\.\d){0,3}")
_DOTTED = re.compile(r"\.[^\W\d_]$")
_FRONTED = re.compile(
    r"\s{0,8}(?:At|By|In|On|From|Around|About|Until|Since|Before|After|Shortly|Just|As)(?:\s\S{1,20}){1,5}"
)
_EDGE = "\"'“”‘’«».,:;!?…()[]-–— "


class Abbreviations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of ``data/abbreviations.yaml`` by class; the file says what each class means."""

    title: tuple[str, ...]
    inner: tuple[str, ...]
    month: tuple[str, ...]
    before_number: tuple[str, ...]
    may_end: tuple[str, ...]
    exclaimed: tuple[str, ...]
    starters: tuple[str, ...]
    after_hour: tuple[str, ...]
    subjects: tuple[str, ...]
    verbs: tuple[str, ...]


class Rules(NamedTuple):
    """The table of abbreviations made ready: the class of each word, what may follow it."""

    classes: dict[str, str]
    starters: frozenset[str]
    after_hour: frozenset[str]
    subject: re.Pattern[str]


@functools.cache
def rules() -> Rules:
    """Return the rules that ``data/abbreviations.yaml`` holds. Raises ``TableError`` when it is malformed."""
    table = load_table("abbreviations", Abbreviations)
    classes: dict[str, str] = {}
    for name in ("title", "inner", "month", "before_number", "may_end", "exclaimed"):
        for word in getattr(table, name):
            forms = {word, word.upper()} if name == "title" else {word, word[0].upper() + word[1:]}
            classes.update(dict.fromkeys(forms - classes.keys(), name))
    subject = rf"(?:{'|'.join(table.subjects)})(?:['’]s\b|[ ](?:{'|'.join(table.verbs)})\b)"
    return Rules(classes, frozenset(table.starters), frozenset(table.after_hour), re.compile(subject))


def split_sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of ``text`` in order, trimmed of white space; together they hold all else."""
    spans = []
    start = 0
    for end in _ends(text):
        part = text[start:end]
        body = part.strip()
        if body:
            left = start + len(part) - len(part.lstrip())
            spans.append(Span(left, left + len(body)))
        start = end
    return tuple(spans)


class _Stop(NamedTuple):
    """A mark that may end the sentence that began at ``begin``, and what stands around it.

    ``kind`` is the class of the word before it in the table; ``following`` the word after it, at ``at``.
    """

    text: str
    begin: int
    start: int
    end: int
    mark: str
    before: str
    kind: str | None
    opening: str
    following: str
    at: int


def _ends(text: str) -> Iterator[int]:
    known = rules()
    begin = 0
    for match in _STOP.finditer(text):
        if match.lastgroup == "credit":
            label = text[max(0, match.start() - _LONGEST_WORD) : match.start()].rsplit(maxsplit=1)[-1]
            begin = match.start() - len(label)
        elif _closes(text, begin, match, known):
            begin = match.end()
        else:
            continue
        yield begin
    yield len(text)


def _closes(text: str, begin: int, match: re.Match[str], known: Rules) -> bool:
    if match.lastgroup == "aside":
        return match.start() - begin < 8 and not text[begin : match.start()].strip()
    if match.lastgroup is not None or match[0] == "\n":
        return match.lastgroup is None
    return _is_end(text, begin, match, known) and not _is_in_dateline(text, begin, match.start())


def _is_in_dateline(text: str, begin: int, stop: int) -> bool:
    """Say whether a stop belongs to the dateline of the sentence that begins there: "MOSCOW, June 1. /TASS/. Iran"."""
    return stop - begin < _LONGEST_DATELINE and dateline_end(text, begin) > stop


def _is_end(text: str, begin: int, match: re.Match[str], known: Rules) -> bool:
    after = _NEXT.match(text, match.end())
    if after is None:
        return _is_glued(text, match)
    opening, following = after.groups()
    before, enumerates = _before(text, match.start(), known)
    kind = known.classes.get(before)
    if following is None:
        abbreviated = kind is not None or _DOTTED.search(before) is not None
        return _ends_before_symbol(text[after.end() : after.end() + 1], match[0], abbreviated=abbreviated)
    if enumerates:
        return False
    stop = _Stop(text, begin, *match.span(), match[0], before, kind, opening, following, after.end(1))
    if _names_item(stop):
        return False
    if following.islower():
        return _ends_before_lower(stop)
    return _ends_before_capital(stop, known)


def _before(text: str, stop: int, known: Rules) -> tuple[str, bool]:
    """Return the word before ``stop``, and whether it is the number of an item in a list ("2. The second")."""
    line = text[max(0, stop - _LONGEST_WORD) : stop]
    head, _, word = line[line.rfind("\n") + 1 :].rpartition(" ")
    if word.isalpha():
        return word, False
    last = head.rpartition(" ")[2]
    numbered = _ITEM.fullmatch(word) is not None and last[:-1] not in known.classes
    return word.lstrip("\"'“‘«(["), numbered and (not last or last[-1] in ".!?:;")


def _is_glued(text: str, match: re.Match[str]) -> bool:
    """Say whether a sentence ends where the white space after it is missing: "the sea.The launch"."""
    word = text[max(0, match.start() - 3) : match.start()]
    return len(word) == 3 and word.isalpha() and word.islower() and _GLUED.match(text, match.end()) is not None


def _names_item(stop: _Stop) -> bool:
    """Say whether what follows is an item's mark or a note within a sentence: "b)", "(2012)", "p.m. (0230GMT)"."""
    if stop.opening[:1] in ("(", "["):
        zone = stop.opening == "(" and stop.following in rules().after_hour and _DOTTED.search(stop.before)
        return stop.following[0].isdigit() or bool(zone)
    past = stop.at + 1
    return len(stop.following) == 1 and stop.following.islower() and stop.text[past : past + 1] == ")"


def _ends_before_symbol(symbol: str, mark: str, *, abbreviated: bool) -> bool:
    """Say whether a sentence ends before a mark; "at 9 a.m. – its third" goes on."""
    if symbol in (",", ";", ":", "%"):
        return False
    if symbol in ("-", "–", "—"):
        return not abbreviated and mark[-1] not in '"”'
    return True


def _ends_before_lower(stop: _Stop) -> bool:
    """Say whether a sentence ends where the next word has no capital, as many do on the net."""
    if stop.mark.strip("!?") == "":
        return stop.kind != "exclaimed"
    word = stop.before
    return (
        stop.mark == "."
        and stop.kind in (None, "before_number")
        and len(word) > 2
        and word.isalpha()
        and word.islower()
    )


def _ends_before_capital(stop: _Stop, known: Rules) -> bool:
    if stop.mark[0] in "!?":
        return stop.kind != "exclaimed" and not _is_said(stop, known)
    if stop.mark.rstrip(")]") != ".":
        return True
    if stop.kind in ("title", "inner") or (stop.kind == "before_number" and stop.following[0].isdigit()):
        return False
    if stop.following in known.starters or (stop.opening and stop.kind != "month"):
        return True
    if stop.kind == "may_end" or _DOTTED.search(stop.before):
        return _ends_abbreviated(stop, known)
    return stop.kind != "month" and not _INITIAL.fullmatch(stop.before)


def _is_said(stop: _Stop, known: Rules) -> bool:
    """Say whether a quoted question goes on with who asked it: "“Again?” Blinken asked"."""
    return (
        stop.mark[-1] in "\"'”’"
        and stop.following not in known.starters
        and _SAID.match(stop.text, stop.end) is not None
    )


def _ends_abbreviated(stop: _Stop, known: Rules) -> bool:
    """Say whether an abbreviation ends a sentence before a name: "at 9 p.m. Kim left", "by the U.S. Seoul said"."""
    if _FRONTED.fullmatch(stop.text, stop.begin, stop.end):
        return False
    if stop.before.islower():
        zone = stop.following in known.after_hour or _ZONE.match(stop.text, stop.at) is not None
        return not stop.following[0].isdigit() and not zone
    return known.subject.match(stop.text, stop.at) is not None


class _Open(NamedTuple):
    start: int
    closer: str


def quoted(text: str, sentences: tuple[Span, ...]) -> tuple[bool, ...]:
    """Say of each sentence whether it lies wholly inside quotation marks.

    A quotation may run over several sentences, and over several paragraphs where each reopens it. Marks, stops
    and dashes at the edges of the sentence do not count.
    """
    ranges = list(_quotations(text))
    starts = [start for start, _ in ranges]
    return tuple(_is_inside(text, sentence, ranges, starts) for sentence in sentences)


def _is_inside(text: str, sentence: Span, ranges: list[tuple[int, int]], starts: list[int]) -> bool:
    part = text[sentence.start : sentence.end]
    start = sentence.start + len(part) - len(part.lstrip(_EDGE))
    end = sentence.start + len(part.rstrip(_EDGE))
    at = bisect_right(starts, start) - 1
    return start < end and at >= 0 and end <= ranges[at][1]


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    """Give the ranges inside quotation marks, one for each paragraph that a quotation runs through."""
    pending: tuple[int, int] | None = None
    start = 0
    for line in text.split("\n"):
        closed, still_open = _scan(line)
        if pending is not None and line.strip():
            if line.lstrip()[0] in '"“‘«':
                yield pending
            pending = None
        yield from ((start + a, start + b) for a, b in closed)
        if still_open is not None:
            pending = (start + still_open, start + len(line))
        start += len(line) + 1


def _scan(line: str) -> tuple[list[tuple[int, int]], int | None]:
    """Return the closed quotations of a paragraph, and where one begins that is not closed."""
    closed: list[tuple[int, int]] = []
    opened: _Open | None = None
    for match in re.finditer('["“”‘’«»]', line):
        at, mark = match.start(), match[0]
        before, after = line[at - 1 : at] if at else "", line[at + 1 : at + 2]
        opens = mark in "“«" or (mark in '"‘' and not before.isalnum() and bool(after.strip()))
        if opened is None or (mark == '"' == opened.closer and opens and before.isspace()):
            opened = _Open(at + 1, {"“": "”", "«": "»", "‘": "’"}.get(mark, '"')) if opens else opened
        elif (mark == opened.closer and not (mark == "’" and after.isalnum())) or (
            mark == '"' and opened.closer == "”"
        ):
            closed.append((opened.start, at))
            opened = None
    return closed, None if opened is None else opened.start

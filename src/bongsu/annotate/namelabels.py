"""Whether a state or its capital is meant as a government or as ground, by the words around it."""

import bisect
import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from bongsu.annotate.namewords import base, cues
from bongsu.datelines import dateline_end
from bongsu.model import Span, Token

Ground = Literal["GPE-GOV", "LOC"]

_BEFORE = re.compile(r"([\w.-]+)[ \n](?:the )?\Z")
_OWNS = re.compile(r"['’]s?(?= )")
_RUN = re.compile(r" ((?:[\w-]+ ){0,4}[\w-]+)")
_GROUND_BEHIND = re.compile(
    r" under (?:fire|attack|siege)\b|-(?:based|headquartered|born|bound)\b|[–-][A-Z][\w ]+ "
    r"(?:service|flight|route|line|train|highway)s?\b",
    re.IGNORECASE,
)
_DEPTH = 6
_NEAR = 4


class Reader(msgspec.Struct, frozen=True):
    """A text with its syntax, to read the cues of a name from."""

    text: str
    tokens: Sequence[Token]
    starts: Sequence[int]
    cases: dict[int, str]
    copulas: frozenset[int]

    def word(self, index: int) -> str:
        """Return a token in lower case."""
        span = self.tokens[index].span
        return self.text[span.start : span.end].lower()

    def head(self, span: Span) -> int | None:
        """Return the token of a name that depends on something outside of it; None without tokens."""
        first = bisect.bisect_right(self.starts, span.start) - 1
        inside = [i for i in range(max(first, 0), min(first + 12, len(self.tokens))) if self.tokens[i].span in span]
        outer = [i for i in inside if self.tokens[i].head == i or self.tokens[i].head not in inside]
        return next(iter(outer), None)


def reader(text: str, tokens: Sequence[Token]) -> Reader:
    """Return ``text`` with what the cues need: case markers and copulas by the token that they mark."""
    cases: dict[int, str] = {}
    copulas = set()
    for token in tokens:
        if token.deprel == "case":
            cases.setdefault(token.head, text[token.span.start : token.span.end].lower())
        elif token.deprel == "cop":
            copulas.add(token.head)
    return Reader(text, tokens, [token.span.start for token in tokens], cases, frozenset(copulas))


def label_state(read: Reader, span: Span, owned: str | None) -> tuple[Ground, str]:
    """Return the label of a state or capital and what decided it.

    Args:
        read: the text.
        span: the name.
        owned: what sort of name follows directly, as ``LOC`` or ``ORG``; None where no name does.
    """
    owner = _as_owner(read, span, owned) or _as_compound(read, span)
    words = owner or _by_words(read, span) or _by_what_follows(read, span)
    return words or _by_syntax(read, span) or ("GPE-GOV", "no cue")


def _as_compound(read: Reader, span: Span) -> tuple[Ground, str] | None:
    """Decide by the noun that the name stands before: "U.S. base", "Pyongyang residents"."""
    index = read.head(span)
    if (
        index is None
        or read.tokens[index].deprel not in {"compound", "nmod:poss", "amod", "nmod"}
        or read.text[span.end : span.end + 1] != " "
    ):
        return None
    noun = read.tokens[index].head
    if not 0 < noun - index <= _NEAR or index in read.cases:
        return None
    between = read.text[span.end : read.tokens[noun].span.end]
    if not re.fullmatch(r"(?: [\w.’'-]+)+", between):
        return None
    word = read.word(noun)
    if between.isupper():
        return None
    return ("LOC" if word in cues().ground_after else "GPE-GOV"), f"before {word}"


def _by_words(read: Reader, span: Span) -> tuple[Ground, str] | None:
    """Decide by the words before, and by a dateline."""
    text = read.text
    starts_line = span.start == 0 or text[span.start - 1] == "\n"
    if starts_line and dateline_end(text, span.start) >= span.end:
        return "LOC", "dateline"
    before = _BEFORE.search(text, max(0, span.start - 30), span.start)
    if before is None:
        return None
    word = before.group(1).lower()
    if word in cues().ground_before:
        return "LOC", f"after {word}"
    if word in cues().directions:
        return "LOC", f"after {word}"
    if word == "of" and re.search(r"\bout of (?:the )?\Z", text[max(0, span.start - 12) : span.start]):
        return "LOC", "after out of"
    return None


def _as_owner(read: Reader, span: Span, owned: str | None) -> tuple[Ground, str] | None:
    """Decide by what the name owns."""
    possessive = _OWNS.match(read.text, span.end)
    if possessive is None:
        return None
    if owned is not None:
        return ("LOC", "owns ground or a group") if owned in {"LOC", "group"} else ("GPE-GOV", "owns a body or weapon")
    run = _RUN.match(read.text, possessive.end())
    if run is None:
        return None
    noun = _owned_noun(read, span) or run.group(1).lower().split()[0]
    return ("LOC" if noun in cues().ground_after else "GPE-GOV"), f"owner of {noun}"


def _by_what_follows(read: Reader, span: Span) -> tuple[Ground, str] | None:
    """Decide by the word behind."""
    if _GROUND_BEHIND.match(read.text, span.end):
        return "LOC", "under fire or of a route"
    run = _RUN.match(read.text, span.end)
    word = run.group(1).lower().split()[0] if run else ""
    if word in cues().ground_after and word not in {"north", "south", "east", "west"}:
        return "LOC", f"before {word}"
    return None


def _owned_noun(read: Reader, span: Span) -> str | None:
    index = read.head(span)
    if index is None or read.tokens[index].deprel != "nmod:poss":
        return None
    return read.word(read.tokens[index].head)


def _by_syntax(read: Reader, span: Span) -> tuple[Ground, str] | None:
    """Decide by the word that the name depends on, or the first of the names that it is listed with."""
    index = read.head(span)
    if index is None:
        return None
    for _ in range(_DEPTH):
        token = read.tokens[index]
        if token.deprel != "conj" or index in read.cases or token.head == index:
            break
        if read.tokens[token.head].upos not in {"PROPN", "NOUN"}:
            break
        index = token.head
    token = read.tokens[index]
    governor = read.word(token.head)
    if index in read.cases:
        return _by_case(read.cases[index], governor, [governor, *_above(read, token.head)])
    if token.deprel.startswith("nsubj") and token.head != index:
        return _as_subject(read, token, governor)
    if token.deprel in {"obj", "iobj"}:
        return ("LOC", f"object of {governor}") if _has(governor, cues().hits) else ("GPE-GOV", f"object of {governor}")
    return None


def _above(read: Reader, index: int) -> list[str]:
    up = read.tokens[index].head
    return [read.word(up), read.word(read.tokens[up].head)]


def _as_subject(read: Reader, token: Token, governor: str) -> tuple[Ground, str]:
    if token.deprel == "nsubj:pass":
        ground = _has(governor, cues().hits)
    else:
        ground = _has(governor, cues().rests) or (token.head in read.copulas and governor in cues().calm)
    return ("LOC" if ground else "GPE-GOV"), f"subject of {governor}"


def _by_case(case: str, governor: str, governors: Sequence[str]) -> tuple[Ground, str] | None:
    """Decide by a preposition and the word that it joins the name to."""
    words = cues()
    if case in words.ground_before:
        ground = True
    elif case == "of":
        ground = _has(governor, words.ground_of)
    elif case == "from":
        ground = not _has(governor, words.gifts)
    elif case == "to":
        ground = _has(governor, words.motion)
    elif case in {"against", "on", "upon"}:
        ground = any(_has(word, words.strikes) for word in governors)
    elif case == "between":
        ground = any(_has(word, words.ground_after) for word in governors)
    elif case in {"including", "like"}:
        ground = _has(governor, words.ground_after)
    else:
        ground = case == "with" and governor in {"border", "frontier"}
    return ("LOC" if ground else "GPE-GOV"), f"{case} after {governor}"


def _has(word: str, words: frozenset[str]) -> bool:
    return any(form in words for form in base(word))

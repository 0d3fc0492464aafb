"""Names that no table has: what the model finds, what follows a title, ships, surnames of persons named before."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from bongsu.annotate.namedrafts import Draft, marked
from bongsu.annotate.namelinks import surnames
from bongsu.annotate.namewords import (
    FULL_NAME,
    WORD,
    by_name,
    cues,
    forenames,
    lines_in_lower_case,
    persons,
)
from bongsu.model import Entity, Span
from bongsu.reference import Hit, load_tables

_NAMED = re.compile(
    rf" (?P<name>(?:(?:[A-Z]\.[ -]?){{1,4}} ?)?{WORD}(?: (?:[A-Z]\.|al-{WORD}|al|bin|van|de|der|el|{WORD})){{0,3}})"
)
_FORENAMED = re.compile(rf"\b(?P<first>[A-Z][a-z]+) (?:[A-Z]\. )?{WORD}(?: {WORD})?")


def after_titles(text: str, hits: Sequence[Hit]) -> Iterator[Draft]:
    """Yield the capitalised words that follow a title."""
    for hit in hits:
        title = hit.get("title")
        match = _NAMED.match(text, hit.span.end) if title is not None else None
        if match is None or (text[hit.span.start].islower() and not FULL_NAME.fullmatch(match.group("name"))):
            continue
        words = match.group("name").split()
        if words[0].lower().rstrip(".") in cues().titles | cues().no_names:
            continue
        yield Draft(Span(*match.span("name")), "PER", None, "after a title")


def found_alone(
    text: str, titles: bytearray, found: Sequence[tuple[Span, str]], drafts: Sequence[Draft]
) -> Iterator[Draft]:
    """Yield what the model alone names, as far as it is free and no title."""
    taken = marked((draft.span for draft in drafts), len(text))
    lower = marked(lines_in_lower_case(text), len(text))
    usual = _usual_kinds(text, found)
    for span, kind in found:
        cut = trimmed(text, span, kind) if kind != "MISC" else None
        if cut is None or any(taken[cut.start : cut.end]) or all(titles[cut.start : cut.end]):
            continue
        words = text[cut.start : cut.end]
        if not words[0].isalpha() or words.lower().split()[-1] in cues().no_names:
            continue
        if not words.islower() or lower[cut.start]:
            yield from _unlisted(words, cut, usual.get(words, kind))


def _usual_kinds(text: str, found: Sequence[tuple[Span, str]]) -> dict[str, str]:
    """Return what the model calls the same words most often in a text, the first of equals."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for span, kind in found:
        if kind != "MISC":
            kinds[text[span.start : span.end]][kind] += 1
    return {words: counts.most_common(1)[0][0] for words, counts in kinds.items()}


def ships(text: str) -> Iterator[Draft]:
    """Yield ships by what is before their names."""
    for match in re.finditer(rf"\b(?:{'|'.join(cues().ships)}) {WORD}(?: {WORD}){{0,2}}", text):
        yield Draft(Span(*match.span()), "ORG", None, "ship")


def forenamed(text: str) -> Iterator[Draft]:
    """Yield two or three capitalised words that begin with a known forename."""
    ends = {*cues().bodies_of_their_own, *cues().places, *cues().events}
    for match in _FORENAMED.finditer(text):
        if match.group("first") in forenames() and match.group().split()[-1] not in ends:
            yield Draft(Span(*match.span()), "PER", None, "known forename")


def surnames_again(text: str, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the surnames of persons named in full before, where nothing else took them."""
    full = {text[d.span.start : d.span.end]: d.entity for d in drafts if d.label == "PER"}
    names = {
        name for words, entity in full.items() if " " in words for name in surnames(words, entity) if len(name) > 1
    }
    if names:
        for match in re.finditer(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})\b(?! [A-Z]|-)", text):
            yield Draft(Span(*match.span()), "PER", None, "surname of a person named before")


def _unlisted(words: str, span: Span, kind: str) -> Iterator[Draft]:
    """Yield a name of the model, which is a listed surname or organisation before it is what the model says."""
    parts = words.split()
    if words == "us":
        yield Draft(
            span, "STATE", Entity("USA", load_tables().countries["USA"].name, "USA", "GOV"), "model; lower case"
        )
    elif any(row.surname == words for row in persons().get(words, ())):
        yield Draft(span, "PER", None, "model; listed surname")
    elif parts[-1] in cues().places:
        yield Draft(span, "LOC", None, "model; word for a place")
    elif parts[-1] in cues().bodies_of_their_own or kind == "ORG" or words in by_name():
        row = by_name().get(words)
        yield Draft(span, "ORG", Entity(row.id, row.name, row.country, row.sector) if row else None, "model")
    elif kind == "PER" or (parts[0] in forenames() and 1 < len(parts) < 4 and FULL_NAME.fullmatch(words)):
        yield Draft(span, "PER", None, "model")
    elif kind == "LOC":
        yield Draft(span, "LOC", None, "model")


def trimmed(text: str, span: Span, kind: str) -> Span | None:
    """Cut articles, titles and punctuation off a span of the model."""
    start, end = span.start, span.end
    while start < end:
        word = re.compile(r"[^\s]+").match(text, start, end)
        if word is None:
            start += 1
            continue
        plain = word.group().lower().rstrip(".")
        if plain in {"the", "a", "an"} or (kind == "PER" and plain in cues().titles and word.end() < end):
            start = word.end() + 1
        else:
            break
    possessive = re.search(r"['’]s?\Z", text[start:end])
    end -= len(possessive.group()) if possessive else 0
    lower = re.search(r"(?: [a-z]+)+\Z", text[start:end])
    end -= len(lower.group()) if lower else 0
    return Span(start, end) if start < end else None

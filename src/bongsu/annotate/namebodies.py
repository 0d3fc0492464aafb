"""Bodies of states: "South Korea's military", "Ministry of Foreign Affairs of Japan", "the Defense Ministry"."""

import re
from collections.abc import Iterator, Sequence

from bongsu.annotate.namedrafts import Draft
from bongsu.annotate.namewords import (
    WORD,
    bare_pattern,
    before_state,
    body_entity,
    body_key,
    body_pattern,
    cues,
    is_generic,
    persons,
)
from bongsu.model import Entity, Sentence, Span

_GAP = re.compile(r"(?:['’]s?)? ")


def bodies_of_states(text: str, known: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the bodies of states, with the state before or behind them (rule 5)."""
    for index, draft in enumerate(known):
        if draft.label not in {"STATE", "NORP", "PER"} and not (draft.label == "ORG" and draft.entity):
            continue
        country = draft.entity.country if draft.entity else None
        if draft.label == "PER":
            yield from _administration(text, draft)
        elif country is not None:
            yield from _body_of(text, draft, country)
            if draft.label != "ORG":
                follows = known[index + 1] if index + 1 < len(known) else None
                yield from _body_after(text, draft, country, follows)


def surname_governments(text: str) -> Iterator[Draft]:
    """Yield "Yoon administration", by a surname that the tables of persons know."""
    for match in re.finditer(rf"\b({WORD}) (?:{'|'.join(cues().governments)})\b", text):
        countries = {row.country for row in persons().get(match.group(1), ()) if row.surname == match.group(1)}
        if countries:
            country = countries.pop() if len(countries) == 1 else None
            entity = Entity(f"{country}-GOV", "government", country, "GOV") if country else None
            yield Draft(Span(*match.span()), "ORG", entity, "person before a government")


def _administration(text: str, person: Draft) -> Iterator[Draft]:
    match = re.compile(rf" (?:{'|'.join(cues().governments)})\b", re.IGNORECASE).match(text, person.span.end)
    country = person.entity.country if person.entity else None
    if match is not None:
        entity = Entity(f"{country}-GOV", "government", country, "GOV") if country else None
        yield Draft(Span(person.span.start, match.end()), "ORG", entity, "person before a government")


def _body_of(text: str, parent: Draft, country: str) -> Iterator[Draft]:
    """Yield "Ministry of Foreign Affairs of Japan"."""
    start = parent.span.start
    window = text[max(0, start - 80) : start]
    match = before_state().search(window)
    if match is None:
        return
    for candidate in re.finditer(r"\b[A-Z]", match.group(1)):
        words = match.group(1)[candidate.start() :]
        if body_pattern().fullmatch(words):
            span = Span(max(0, start - 80) + match.start(1) + candidate.start(), parent.span.end)
            yield Draft(span, "ORG", body_entity(words, country), "body of a state")
            return


def _body_after(text: str, state: Draft, country: str, follows: Draft | None) -> Iterator[Draft]:
    gap = _GAP.match(text, state.span.end)
    if gap is None:
        return
    body = body_pattern().match(text, gap.end())
    if follows is not None and follows.label == "ORG" and follows.span.start == gap.end():
        words = text[follows.span.start : follows.span.end]
        if body is None or body.end() < follows.span.end:
            if is_generic(words, country):
                entity = body_entity(words, country) or follows.entity
                yield Draft(Span(state.span.start, follows.span.end), "ORG", entity, "state before a generic body")
            return
    if body is not None and not _adjective(text, body):
        yield Draft(
            Span(state.span.start, body.end()), "ORG", body_entity(body.group(), country), "state before a generic body"
        )


def _adjective(text: str, body: re.Match[str]) -> bool:
    """Say whether "military" is an adjective, as in "military bases"; "mission" a flight."""
    word = body.group().lower()
    after = re.compile(r" ([a-z]+)").match(text, body.end())
    if word == "mission":
        return body.group() == "mission" and not text.startswith((" to the U", " at the U"), body.end())
    if word != "military" or after is None:
        return False
    return after.group(1).rstrip("s") in cues().military_things


def bare_bodies(text: str, titles: bytearray, sentences: Sequence[Sentence]) -> Iterator[Draft]:
    """Yield bodies without a state that are capitalised (rule 6)."""
    starts = {sentence.span.start for sentence in sentences}
    for match in bare_pattern().finditer(text):
        if " " not in match.group() and all(titles[match.start() : match.end()]):
            continue
        if match.start() in starts and " " not in match.group():
            continue
        key = body_key(match.group())
        yield Draft(Span(*match.span()), "ORG", None, "bare body", key=key)

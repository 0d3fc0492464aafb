"""Names that the tables hold: states, organisations, persons, places and weapons, as a text has them."""

import functools
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Literal

from bongsu.annotate.namedrafts import TABLED, Draft, drop_overlaps
from bongsu.annotate.namefound import trimmed
from bongsu.annotate.namewords import (
    FULL_NAME,
    WORD,
    bare_pattern,
    body_key,
    cues,
    designation_pattern,
    generic_ending,
    hits_in_odd_case,
    hits_inside,
    is_generic,
    organisations,
    place_word,
    places,
    weapons,
)
from bongsu.model import Entity, Span
from bongsu.reference import Hit, load_tables
from bongsu.reference.tables import Country, Locality, Organisation, Person, System

_STATE = ("country", "adjective", "people", "government", "capital")
_INITIALS = re.compile(r"(?:\b[A-Z]\.[ -]?){1,3}\Z")
_CAPITAL_WORD = re.compile(r"\b(?P<name>[A-Z][A-Za-z]{3,}?)(?P<plural>s)?\b(?!-?\d)")
_WEAPON_NOUN = re.compile(
    r" (?:anti-\w+ )?(?:[a-z]+ )?(?:missile|test|launcher|interceptor|batter|rocket|drone|torpedo|unit|system|warhead)"
)
_VARIANT = re.compile(r"(?:[-/]?\d+[A-Z]*|-[A-Z0-9]{1,4})?(?:s\b)?(?![\w-])")
_ARTICLE = re.compile(r"(?:[Tt]he|THE|[Aa]n?) ")


_OF = re.compile(rf"(?:{WORD}(?:['’]s)? )+of (?:the )?")
_CAPITALISED = re.compile(r"[A-Z0-9].*(?<! )(?=(?: [a-z]+)*\Z)")


def drafts_of_tables(text: str, hits: Sequence[Hit], found: Sequence[tuple[Span, str]]) -> list[Draft]:
    """Return the names that the tables tell, in order, without overlaps."""
    tabled = [*_known(text, hits), *_known(text, hits_in_odd_case(text)), *_written(text)]
    tabled = [*tabled, *_the_koreas(text, tabled)]
    tabled = drop_overlaps([*_persons_at(text, found, tabled), *_named_after_states(text, found, tabled), *tabled])
    return drop_overlaps([*_weapons_at(text, tabled), *tabled, *_designations(text)])


def _known(text: str, hits: Iterable[Hit]) -> Iterator[Draft]:
    """Yield what the tables name."""
    for hit in hits:
        if hit.get(*_STATE, "organisation", "person", "place", "system") is not None:
            yield from _from_hit(text, hit)
        elif any(letter.isupper() for letter in text[hit.span.start : hit.span.end]):
            for inner in hits_inside(text, hit.span):
                yield from _from_hit(text, inner)


def _written(text: str) -> Iterator[Draft]:
    """Yield what only the table ``names`` has: peoples of several states, abbreviations, ISO codes in brackets."""
    for match in _others().finditer(text):
        words, span = match.group(), Span(*match.span())
        if words in cues().shortened:
            row = places().get(cues().shortened[words])
            yield Draft(span, "LOC", Entity(row.id, row.name, row.country) if row else None, "abbreviated place")
        elif words in load_tables().countries:
            yield Draft(span, "STATE", Entity(words, load_tables().countries[words].name, words, "GOV"), "country code")
        elif match.group("other"):
            code = cues().adjectives.get(words)
            yield Draft(
                span, "NORP", Entity(code, load_tables().countries[code].name, code) if code else None, "listed people"
            )


@functools.cache
def _others() -> re.Pattern[str]:
    others = sorted({*cues().adjectives, *cues().peoples}, key=lambda word: (-len(word), word))
    short = "|".join(re.escape(word) for word in cues().shortened)
    return re.compile(rf"\b(?P<other>{'|'.join(others)})\b(?! (?:Union|[A-Z]))|\b(?:{short})|(?<=\()[A-Z]{{3}}(?=\))")


def _the_koreas(text: str, tabled: Sequence[Draft]) -> Iterator[Draft]:
    """Yield "North" and "South" without an article, in a text that names a Korea."""
    if any(draft.entity is not None and draft.entity.country in {"KOR", "PRK"} for draft in tabled):
        for match in re.finditer(
            r"\b(?:North|South)(?=['’]s | (?:says|fires|tests|launches|vows|warns|slams|urges|rejects|calls)\b)", text
        ):
            code = "PRK" if match.group() == "North" else "KOR"
            yield Draft(
                Span(*match.span()), "STATE", Entity(code, load_tables().countries[code].name, code, "GOV"), "a Korea"
            )


def _persons_at(text: str, found: Sequence[tuple[Span, str]], tabled: Sequence[Draft]) -> Iterator[Draft]:
    """Yield persons with more of their name than the tables have: initials, a forename, a name that is a place's."""
    persons = [span for span, kind in found if kind == "PER"]
    whole, begun = {span.end: span for span in persons}, {span.start: span for span in persons}
    for draft in tabled:
        start = draft.span.start
        initials = _INITIALS.search(text, max(0, start - 12), start)
        longer = whole.get(draft.span.end)
        cut = trimmed(text, longer, "PER") if longer is not None else None
        if draft.label == "PER" and initials:
            yield Draft(Span(initials.start(), draft.span.end), "PER", None, "initials before a gazetteer person")
        elif cut is not None and cut.start < start and _is_person(text, cut, draft, tabled):
            yield Draft(cut, "PER", None, "model; full name")
        elif _begins_person(text, begun.get(start), draft, tabled):
            yield Draft(begun[start], "PER", None, "model; full name")


def _begins_person(text: str, whole: Span | None, draft: Draft, tabled: Sequence[Draft]) -> bool:
    """Say whether the name of a place or state is the first of a person's: "Chad Wolf"."""
    longer = whole is not None and whole.end > draft.span.end and draft.label in {"STATE", "LOC"}
    return longer and whole is not None and _is_person(text, whole, draft, tabled)


def _named_after_states(text: str, found: Sequence[tuple[Span, str]], tabled: Sequence[Draft]) -> Iterator[Draft]:
    """Yield organisations of the model that end in "of" and a state: "People's Bank of China"."""
    states = {draft.span.end: draft for draft in tabled if draft.label == "STATE"}
    for span, kind in found:
        state = states.get(span.end)
        if state is not None and kind == "ORG" and _OF.fullmatch(text, span.start, state.span.start):
            yield Draft(span, "ORG", None, "model; named after a state")


def _is_person(text: str, cut: Span, draft: Draft, tabled: Sequence[Draft]) -> bool:
    """Say whether a longer name of the model is a person of whose name a table holds only the end."""
    if draft.label not in {"PER", "STATE", "LOC"} or not FULL_NAME.fullmatch(text, cut.start, cut.end):
        return False
    return not any(other.span.overlaps(cut) for other in tabled if other is not draft)


def _weapons_at(text: str, known: Sequence[Draft]) -> Iterator[Draft]:
    """Yield weapons whose word can mean something else too, where a noun, an article, a plural or a list tells."""
    ends = {draft.span.end for draft in known if draft.label == "WEA"}
    countries = {draft.entity.country for draft in known if draft.entity is not None}
    longer = [draft.span for draft in known if draft.label == "WEA" or " " in text[draft.span.start : draft.span.end]]
    for match in _CAPITAL_WORD.finditer(text):
        if match.group("name") not in weapons():
            continue
        if any(Span(*match.span("name")) in span for span in longer):
            continue
        after = _WEAPON_NOUN.match(text, match.end())
        listed = any(text[end : match.start()] in {", ", " and ", ", and "} for end in ends)
        article = text[max(0, match.start() - 4) : match.start()].lower() == "the " and not re.match(
            r" [A-Z]", text[match.end() :]
        )
        if after or match.group("plural") or listed or article:
            row = _of_country(match.group("name"), countries)
            yield Draft(
                Span(*match.span()), "WEA", Entity(row.id, row.name, row.country), "weapon by the words beside it"
            )


def _designations(text: str) -> Iterator[Draft]:
    """Yield aircraft and weapons that no table lists by letters and number: "F-35s"."""
    for match in designation_pattern().finditer(text):
        yield Draft(Span(*match.span()), "WEA", None, "designation of a weapon")


def _of_country(name: str, countries: Collection[str | None]) -> System:
    """Return the system of that name of a state in the text, else the first."""
    named = [row for row in load_tables().systems if any(name in other.split() for other in row.names)]
    return next((row for row in named if row.country in countries), weapons()[name])


def _from_hit(text: str, hit: Hit) -> Iterator[Draft]:
    span = _without_article(text, hit.span)
    system, place, person = hit.get("system"), hit.get("place"), hit.get("person")
    organisation, state = hit.get("organisation"), hit.get(*_STATE)
    if system is not None and isinstance(system.row, System):
        yield _system(text, span, system.row)
    elif person is not None and isinstance(person.row, Person):
        row = person.row
        yield Draft(span, "PER", Entity(row.id, row.names[0], row.country, row.sector), "gazetteer person")
    elif place is not None and state is not None and state.use == "country" and isinstance(place.row, Locality):
        yield _place(text, span, place.row)
    elif state is not None and isinstance(state.row, Country):
        yield from _state(text, span, state.use, state.key, state.row)
    elif (
        organisation is not None
        and not text.startswith("RT @", span.start)
        and isinstance(organisation.row, Organisation)
    ):
        yield from _organisation(text, span, organisation.row)
    elif place is not None and isinstance(place.row, Locality):
        yield _place(text, span, place.row)


def _without_article(text: str, span: Span) -> Span:
    article = _ARTICLE.match(text, span.start, span.end)
    return Span(article.end(), span.end) if article else span


def _system(text: str, span: Span, row: System) -> Draft:
    """Return a weapon without the generic noun behind it, with its variant."""
    end = span.end
    noun = re.search(r" (?:[a-z]+)(?: [a-z]+)*\Z", text[span.start : end])
    if noun and not text[span.start : span.end].islower():
        end = span.start + noun.start()
    else:
        variant = _VARIANT.match(text, end)
        end = variant.end() if variant else end
    return Draft(Span(span.start, end), "WEA", Entity(row.id, row.name, row.country), "gazetteer system")


def _place(text: str, span: Span, row: Locality) -> Draft:
    """Return a place without generic words in lower case beside it."""
    words = text[span.start : span.end]
    if words.islower():
        return Draft(span, "LOC", Entity(row.id, row.name, row.country), "gazetteer place")
    start = re.match(r"(?:[a-z]+ )*(?=[A-Z])", words)
    end = re.search(r"(?: [a-z]+)+\Z", words)
    cut = Span(span.start + (start.end() if start else 0), span.end - (len(end.group()) if end else 0))
    longer = place_word().match(text, cut.end)
    if longer is not None:
        return Draft(Span(cut.start, longer.end()), "LOC", Entity(row.id, row.name, row.country), "gazetteer place")
    inner = hits_inside(text, cut) if end else ()
    if len(inner) == 1 and inner[0].span == cut:
        return next(_from_hit(text, inner[0]))
    label: Literal["STATE", "LOC"] = "STATE" if row.id == "korea" else "LOC"
    return Draft(cut, label, Entity(row.id, row.name, row.country), "gazetteer place")


def _state(text: str, span: Span, use: str, key: str, row: Country) -> Iterator[Draft]:
    """Yield a state by a name of it; nothing for words without a name ("the reclusive state")."""
    words = text[span.start : span.end]
    entity = Entity(key, row.name, key, "GOV")
    if words in cues().seats:
        seat = organisations().get(cues().seats[words])
        yield Draft(span, "ORG", Entity(cues().seats[words], seat.name if seat else words, key), "gazetteer seat")
        return
    if words.lower().endswith(cues().governments):
        yield Draft(span, "ORG", Entity(f"{key}-GOV", "government", key, "GOV"), "gazetteer government")
        return
    if words.islower() and words in {name.removeprefix("the ") for name in (*row.names, *row.government)}:
        return
    named = _CAPITALISED.search(words)
    if named is not None:
        span, words = Span(span.start + named.start(), span.start + named.end()), named.group()
    if use in {"adjective", "people"}:
        yield Draft(span, "NORP", entity, f"gazetteer {use}")
        return
    capital = row.capital is not None and words.lower() in {name.lower() for name in row.capital.names}
    yield Draft(span, "STATE", entity, "gazetteer capital" if capital else "gazetteer country", capital=capital)


def _organisation(text: str, span: Span, row: Organisation) -> Iterator[Draft]:
    """Yield an organisation, and the state in front of it by itself where the name is its own."""
    noun = generic_ending().search(text, span.start, span.end)
    if noun is not None and not is_generic(text[span.start : span.end], row.country):
        span = Span(span.start, noun.start())
    owner = re.match(r"[^\n]{2,30}?['’]s?(?= )", text[span.start : span.end])
    rest = Span(span.start + owner.end() + 1, span.end) if owner else span
    entity = Entity(row.id, row.name, row.country, row.sector)
    if owner is not None and not is_generic(text[rest.start : rest.end], None):
        inner = hits_inside(text, Span(span.start, span.start + owner.end()))
        if len(inner) == 1 and inner[0].get(*_STATE):
            yield from _from_hit(text, inner[0])
            span = rest
    words = text[span.start : span.end]
    key = body_key(words) if bare_pattern().fullmatch(words) else None
    yield Draft(span, "ORG", entity, TABLED, key=key)

"""The words that decide names: the table ``data/names.yaml``, and the tables of names by other keys."""

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from bongsu.annotate.referents import vocabulary
from bongsu.model import Entity, Span
from bongsu.reference import Hit, load_table, load_tables, shipped_gazetteer
from bongsu.reference.tables import Locality, Organisation, Person, System

WORD = r"[^\W\d_a-z][\w'’]{0,40}(?:-[\w'’]{1,40}){0,4}(?<!['’]s)(?<!['’])"
"""A word with a capital first letter, without a possessive ending."""
_CAPITALS = re.compile(r"\b(?:[A-Z][A-Z.'’-]{0,40} ){0,12}[A-Z]{4,40}(?:[ -][A-Z][A-Z'’]{0,40}){0,12}\b")
_LINE = re.compile(r"[^\n]+")
_SMALL = re.compile(r"(?<=['’])S\b|(?<= )(?:Of|And|The|In|For|To|On)\b")
_EVENT_NAME = re.compile(rf"\b(?:(?:{WORD}|\d{{4}})[ –-](?:(?:of|on|and|for|the) )?){{1,6}}\Z")
_MANY = 3

FULL_NAME = re.compile(rf"(?:{WORD}|[A-Z]\.)(?: (?:{WORD}|[A-Z]\.))+")
"""Two or more words of a person's name."""


class Cues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table ``data/names.yaml``; the file says what each part means."""

    bodies: tuple[str, ...]
    topics: tuple[str, ...]
    portfolios: tuple[str, ...]
    bare: tuple[str, ...]
    governments: tuple[str, ...]
    seats: dict[str, str]
    capitals: dict[str, str]
    adjectives: dict[str, str | None]
    shortened: dict[str, str]
    peoples: tuple[str, ...]
    services: tuple[str, ...]
    weapons: tuple[str, ...]
    titles: frozenset[str]
    no_names: frozenset[str]
    ground_before: frozenset[str]
    directions: frozenset[str]
    motion: frozenset[str]
    gifts: frozenset[str]
    strikes: frozenset[str]
    ground_of: frozenset[str]
    hits: frozenset[str]
    rests: frozenset[str]
    calm: frozenset[str]
    ground_after: frozenset[str]
    bodies_of_their_own: frozenset[str]
    ships: tuple[str, ...]
    designations: tuple[str, ...]
    unlisted_weapons: tuple[str, ...]
    military_things: frozenset[str]
    places: tuple[str, ...]
    events: tuple[str, ...]
    idioms: tuple[str, ...]
    generic: tuple[str, ...]


@functools.cache
def cues() -> Cues:
    """Return the words that decide names. Raises ``TableError`` when the table is malformed."""
    return load_table("names", Cues)


def hits_inside(text: str, span: Span) -> tuple[Hit, ...]:
    """Return the names within the words of a title: "NATO" of "NATO Secretary-General"."""
    return tuple(_shifted(text[span.start : span.end], span.start))


def hits_in_odd_case(text: str) -> Iterator[Hit]:
    """Yield the names in words that are all in capitals, and in lines that have no capitals."""
    lines = (match for match in _LINE.finditer(text) if in_lower_case(match.group()))
    for match in (*_CAPITALS.finditer(text), *lines):
        usual = _SMALL.sub(lambda small: small.group().lower(), match.group().title())
        if len(usual) == len(match.group()):
            yield from _shifted(usual, match.start())


def _shifted(words: str, by: int) -> Iterator[Hit]:
    for hit in shipped_gazetteer().find(words, nouns=False):
        yield Hit(Span(by + hit.span.start, by + hit.span.end), hit.names)


def lines_in_lower_case(text: str) -> Iterator[Span]:
    """Yield the lines that have no capitals."""
    return (Span(*match.span()) for match in _LINE.finditer(text) if in_lower_case(match.group()))


def in_lower_case(line: str) -> bool:
    """Say whether a line is written without capitals, but for a first word all in capitals."""
    words = line.split()
    rest = words[1:] if words and words[0].isupper() else words
    return len(rest) >= _MANY and not any(word != word.lower() for word in rest)


def _any(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(phrase).replace("'", "['’]") for phrase in sorted(phrases, key=lambda p: (-len(p), p)))


@functools.cache
def body_pattern() -> re.Pattern[str]:
    """Return the pattern of bodies that every state may have, in any case."""
    topics = _any(cues().topics)
    capital = rf"(?-i:{WORD})"
    words = rf"{capital}(?:(?:, | and |, and | ){capital}){{0,4}}"
    named = rf"(?-i:[Mm]inistry|[Dd]epartment) (?:of|for) (?:the )?(?:{topics}|{words})"
    before = rf"(?:(?:{topics}|{capital})(?:,? (?:and |& )?(?:{topics}|{capital})){{0,3}}) (?:ministry|department)"
    return re.compile(rf"(?:{named}|{before}|{_any(cues().bodies)})\b(?!-)", re.IGNORECASE)


@functools.cache
def _event_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(cues().events)})\b(?! [A-Z])")


@functools.cache
def _idiom_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(cues().idioms)})\b")


def no_names(text: str) -> Iterator[Span]:
    """Yield events, documents and idioms, with whatever names stand in them."""
    for match in _idiom_pattern().finditer(text):
        yield Span(*match.span())
    for match in _event_pattern().finditer(text):
        before = _EVENT_NAME.search(text, max(0, match.start() - 80), match.start())
        if before is not None:
            yield Span(before.start(), match.end())


@functools.cache
def generic_ending() -> re.Pattern[str]:
    """Return the pattern of generic words behind a name."""
    return re.compile(rf" (?:{_any(cues().generic)})\Z")


@functools.cache
def bare_pattern() -> re.Pattern[str]:
    """Return the pattern of bodies that are names without a state, where they are capitalised."""
    bare = "|".join(
        re.escape(word if word.isupper() else _title(word)) for word in sorted(cues().bare, key=len, reverse=True)
    )
    topic = "|".join(re.escape(_title(word)) for word in sorted(cues().topics, key=len, reverse=True))
    ministry = rf"(?:{topic})(?: and (?:{topic}))? (?:Ministry|Department)"
    ministry += rf"|(?:Ministry|Department) (?:of|for) {WORD}(?: {WORD}){{0,2}}"
    return re.compile(rf"\b(?:{ministry}|{bare}|JCS|MND)\b(?!-)(?! of the [A-Z])")


def _title(phrase: str) -> str:
    return " ".join(word if word == "of" else word.capitalize() for word in phrase.split())


@functools.cache
def before_state() -> re.Pattern[str]:
    """Return the pattern of a capitalised body with "of", up to the state behind it."""
    capital = rf"(?:{WORD}(?: (?:of |for |and )?{WORD}){{0,5}})"
    return re.compile(rf"\b({capital}) of (?:the )?\Z")


_MINISTRY_OF = re.compile(r"^(ministry|department) (?:of|for) (?:the )?(.+)$")


def signature(words: str, country: str | None) -> str:
    """Return what a body is called without its state: "defense ministry" for "Ministry of Defence of Japan"."""
    plain = words.lower().replace("’", "'").replace("defence", "defense").removeprefix("the ")
    for name in _state_names(country):
        plain = _without_state(plain, name) if name in plain else plain
    for service in cues().services:
        plain = plain.removeprefix(f"{service} ")
    plain = _MINISTRY_OF.sub(r"\2 \1", plain)
    return plain.replace("foreign affairs", "foreign").replace("coastguard", "coast guard").removeprefix("national ")


def _without_state(plain: str, name: str) -> str:
    for before in (f"{name}'s ", f"{name}' ", f"{name} "):
        plain = plain.removeprefix(before)
    return plain.removesuffix(f" of {name}").removesuffix(f" of the {name}")


@functools.cache
def _state_names(country: str | None) -> tuple[str, ...]:
    if country is None or country not in load_tables().countries:
        return ()
    row = load_tables().countries[country]
    capital = row.capital.names if row.capital else ()
    names = {*row.names, *row.adjectives, *row.government, *capital}
    return tuple(sorted({name.lower().removeprefix("the ") for name in names}, key=lambda name: (-len(name), name)))


@functools.cache
def _bodies() -> dict[tuple[str, str], Organisation]:
    """Return the organisations by their state and what they are called without it."""
    found: dict[tuple[str, str], Organisation] = {}
    for row in load_tables().organisations:
        if row.country is not None:
            for name in row.names:
                if body_pattern().fullmatch(signature(name, row.country)):
                    found.setdefault((row.country, signature(name, row.country)), row)
    return found


@functools.cache
def _heads() -> dict[str, tuple[str, str, str]]:
    return {
        signature(word, None): (head.key, head.name, head.sector) for head in load_tables().heads for word in head.head
    }


def body_entity(words: str, country: str) -> Entity | None:
    """Return the body of a state by what it is called: the organisation of that name, else the kind of body."""
    called = signature(words, country)
    row = _bodies().get((country, called))
    if row is not None and called != "military":
        return Entity(row.id, row.name, country, row.sector)
    pieces = called.split()
    for start in range(len(pieces)):
        head = _heads().get(" ".join(pieces[start:]))
        if head is not None:
            key, name, sector = head
            return None if key == "BODY" else Entity(f"{country}-{key}", name, country, sector)
    return None


def body_key(words: str) -> str | None:
    """Return the key of a bare body, such as ``MOD``."""
    head = _heads().get(signature(words, None))
    return head[0] if head else None


@functools.cache
def organisations() -> dict[str, Organisation]:
    """Return the organisations by their id."""
    return {row.id: row for row in load_tables().organisations}


@functools.cache
def by_name() -> dict[str, Organisation]:
    """Return the organisations by their names, without articles."""
    return {re.sub("^[Tt]he ", "", name): row for row in load_tables().organisations for name in row.names}


@functools.cache
def places() -> dict[str, Locality]:
    """Return the sites and places by their id."""
    return {row.id: row for row in (*load_tables().sites, *load_tables().places)}


@functools.cache
def weapons() -> dict[str, System]:
    """Return the systems by what is left of their names without a generic noun: "Patriot" of "Patriot missile"."""
    noun = re.compile(rf"(?: (?:{'|'.join(cues().weapons)}))+$")
    cut = {
        noun.sub("", name): row for row in reversed(load_tables().systems) for name in row.names if noun.search(name)
    }
    return {name: row for name, row in cut.items() if name[:1].isupper() and len(name) > _MANY and " " not in name}


@functools.cache
def forenames() -> frozenset[str]:
    """Return the forenames of the listed persons, and those that tell he from she."""
    given = {
        name.split()[0]
        for row in load_tables().persons
        for name in row.names
        if " " in name and name.split()[0] != row.surname
    }
    told = vocabulary().men | vocabulary().women
    return frozenset(given | {name.title() for name in told})


@functools.cache
def designation_pattern() -> re.Pattern[str]:
    """Return the pattern of weapons by letters and number, and of those that the table of systems leaves out."""
    letters = rf"(?:{_any(cues().designations)})-\d{{1,3}}[A-Z]{{0,3}}"
    return re.compile(rf"(?<![\w-])(?:{letters}|{_any(cues().unlisted_weapons)})s?\b(?!-\w)")


@functools.cache
def place_word() -> re.Pattern[str]:
    """Return the pattern of a capitalised word for a place behind its name."""
    return re.compile(rf" (?:{_any(cues().places)})\b")


@functools.cache
def persons() -> dict[str, tuple[Person, ...]]:
    """Return the persons by surname and by every word of their names."""
    found: dict[str, list[Person]] = defaultdict(list)
    for row in load_tables().persons:
        for word in {row.surname, *(part for name in row.names for part in name.split())}:
            found[word].append(row)
    return {word: tuple(rows) for word, rows in found.items()}


def is_generic(words: str, country: str | None) -> bool:
    """Say whether an organisation's name is that of a body which every state may have."""
    return (
        body_pattern().fullmatch(signature(words, country)) is not None or body_pattern().fullmatch(words) is not None
    )


def base(word: str) -> Sequence[str]:
    """Return a word and what it may be a form of: "tests" and "test", "carried" and "carry"."""
    forms = [word]
    for ending, instead in (
        ("s", ""),
        ("es", ""),
        ("ies", "y"),
        ("ed", ""),
        ("ed", "e"),
        ("ied", "y"),
        ("ing", ""),
        ("ing", "e"),
    ):
        if word.endswith(ending) and len(word) - len(ending) > 1:
            forms.append(word[: -len(ending)] + instead)
    if len(word) > 5 and word.endswith(("pped", "tted", "pping", "tting")):
        forms.append(re.sub(r"(.)\1(?:ed|ing)$", r"\1", word))
    return forms

"""Find the names of the tables in a text: whole words, longest first, exact offsets."""

import functools
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from bongsu.model import Span
from bongsu.reference.tables import (
    Country,
    Head,
    Locality,
    Organisation,
    Person,
    System,
    Tables,
    Title,
    load_names,
    load_tables,
)

Row = Country | Organisation | Head | Title | Person | Locality | System

# Same length on both sides, so that offsets stay what they are in the text.
_FOLD = str.maketrans({"\u2019": "'", "\u2018": "'", "\u2010": "-", "\u2011": "-", "\u2013": "-", "\u00a0": " "})
_WORD = re.compile(r"[^\W_]+")
_CAPITALISED = re.compile(r"[ -][A-Z]")
# Words beside a guarded name of a weapon: "Ghauri ballistic missile", "the missile, Ghauri", "test-fired Ghauri".
_WEAPONS = (
    r"(?:missiles?|rockets?|launchers?|launch vehicles?|boosters?|(?:satellite )?carriers?|interceptors?|projectiles?"
    r"|warheads?|ICBMs?|IRBMs?|MRBMs?|SRBMs?|SLBMs?)"
)
_SORTS = (
    r"(?:(?:intercontinental|ballistic|cruise|guided|space|satellite|carrier|strategic|tactical|nuclear|hypersonic|supersonic|new|anti|series|class|type"
    r"|solid|liquid|air|surface|(?:short|medium|intermediate|long) range|[\w-]+-[\w-]+) ){0,4}"
)
_WEAPON_BEHIND = re.compile(
    rf"[”\"']? {_SORTS}(?:{_WEAPONS}|(?:test|flight|test-)?(?:launch(?:es)?|tests?))\b"
    r"|[”\"']?,? (?:was|were|had been) (?:test[- ])?(?:fired|launched)\b",
    re.IGNORECASE,
)
_WEAPON_BEFORE = re.compile(
    rf"\b(?:{_WEAPONS}(?: \([^()]*\))?,?(?: (?:named|called|dubbed|known as|the|an?))*"
    r"|(?:launch|test|test-firing|firing|flight) of(?: (?:the|an?|its))?"
    r"|(?:launch|test-launch|flight-test|test-fir|fir)(?:e|es|s|ed|ing)(?: (?:the|an?|its|new|another|two|three))*)"
    r" [“\"'(]?\Z",
    re.IGNORECASE,
)
# Words behind a guarded name of a party: "Labour MPs", "Republican Sen. Doe", "Labour leader Doe".
_PARTY_BEHIND = re.compile(
    r" (?:(?:MPs?|MLAs?|MKs?|MEPs?|(?:front|back)bench\w*)\b|leader (?=[A-Z]))"
    r"|(?<!Congress) (?:lawmakers?|senators?|Senators?|Sens?|Reps?|congress(?:man|men|woman|women))\b"
    r"|(?<=Congress) (?:workers?|activists?|candidates?)\b"
)
_BEFORE = 80  # characters that are looked at before a name
_NAME_BEHIND = re.compile(r"[ -](?:al-)?[A-Z]")
_NAME_BEFORE = re.compile(r"\b(?!(?:The|An?) )[A-Z]\w*(?:\.[A-Z]\.)* \Z")


class Name(msgspec.Struct, frozen=True):
    """A name of something in the tables: which use of it, its key and its row.

    ``guarded`` names mean something else too and count only where the text shows that this is meant.
    """

    use: str
    key: str
    row: Row
    guarded: bool = False


class Hit(msgspec.Struct, frozen=True):
    """A name found in a text, with everything it can mean."""

    span: Span
    names: tuple[Name, ...]

    def get(self, *uses: str) -> Name | None:
        """Return the first meaning with one of these uses, or None."""
        return next((name for name in self.names if name.use in uses), None)


class Gazetteer:
    """The names of all tables, ready to be looked for. Immutable once made. ``tables`` are those tables."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        exact: dict[str, list[Name]] = defaultdict(list)
        folded: dict[str, list[Name]] = defaultdict(list)
        for words, name in _names(tables):
            for word in map(_fold, words):
                if name.use in {"head", "title"}:
                    folded[word.lower()].append(name)
                else:
                    exact[word].append(name)
                    if word.startswith("the "):
                        exact["T" + word[1:]].append(name)
        self._exact = _index(exact)
        self._folded = _index(folded)

    def find(self, text: str, *, nouns: bool = True) -> tuple[Hit, ...]:
        """Return the names in ``text``, in order; where two overlap, the one that starts first, then the longer.

        A guarded name is found only where the text vouches for it: see the classes of the rows.

        ``nouns`` says whether heads and titles ("military", "prime minister") are looked for as well.
        """
        plain = _fold(text)
        lower = plain.lower()
        if len(lower) != len(plain):  # a few letters change length in lower case
            lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)
        hits = tuple(self._hits(plain, lower, None, nouns=nouns))
        return tuple(self._vouched(plain, lower, hits, nouns=nouns))

    def _hits(self, plain: str, lower: str, inside: Span | None, *, nouns: bool) -> Iterator[Hit]:
        """Yield all names of a text in order, or ``inside`` a span those that need no vouching."""
        start, stop = (0, len(plain)) if inside is None else (inside.start, inside.end)
        end = start
        for word in _WORD.finditer(plain, start, stop):
            if word.start() < end:
                continue
            hit = self._at(plain, lower, word, nouns=nouns, guarded=inside is None)
            if hit is not None and hit.span.end <= stop:
                yield hit
                end = hit.span.end

    def _vouched(self, plain: str, lower: str, hits: Sequence[Hit], *, nouns: bool) -> Iterator[Hit]:
        """Yield the hits; instead of guarded names for which nothing in the text vouches, the names inside them."""
        sure = {name.key for hit in hits for name in hit.names if not name.guarded or _is_told(plain, hit, name)}
        for hit in hits:
            names = tuple(name for name in hit.names if not name.guarded or _counts(plain, hit.span, name, sure))
            if names:
                yield Hit(hit.span, tuple(sorted(names, key=_likeliness)))
            else:
                yield from self._hits(plain, lower, hit.span, nouns=nouns)

    def _at(self, plain: str, lower: str, word: re.Match[str], *, nouns: bool, guarded: bool) -> Hit | None:
        """Return the longest name that starts with ``word``."""
        start = word.start()
        candidates = [
            (name, meanings)
            for text, book, first in (
                (plain, self._exact, word.group()),
                (lower, self._folded if nouns else {}, lower[start : word.end()]),
            )
            for name, meanings in book.get(first, ())
            if text.startswith(name, start)
            and _ends_name(text, start, start + len(name))
            and (guarded or not all(meaning.guarded for meaning in meanings))
        ]
        if not candidates:
            return None
        longest = max(len(name) for name, _ in candidates)
        meanings = tuple(
            m for name, found in candidates if len(name) == longest for m in found if guarded or not m.guarded
        )
        return Hit(Span(start, start + longest), meanings)


def load_gazetteer(own: Path | None = None) -> Gazetteer:
    """Return the names of the tables with those of a user's, in the folder ``own``. Raises as :func:`load_names` does.

    The shipped ones are made once a process.
    """
    tables = load_names(own)
    return shipped_gazetteer() if tables == load_tables() else Gazetteer(tables)


@functools.cache
def shipped_gazetteer() -> Gazetteer:
    """Return the names of the shipped tables, made once a process."""
    return Gazetteer(load_tables())


def _index(names: dict[str, list[Name]]) -> dict[str, tuple[tuple[str, tuple[Name, ...]], ...]]:
    """Group names by their first word."""
    index: dict[str, list[tuple[str, tuple[Name, ...]]]] = defaultdict(list)
    for name, meanings in names.items():
        first = _WORD.search(name)
        if first is not None and first.start() == 0:
            index[first.group()].append((name, tuple(dict.fromkeys(meanings))))
    return {first: tuple(found) for first, found in index.items()}


def _fold(word: str) -> str:
    return word.translate(_FOLD)


def _ends_name(text: str, start: int, end: int) -> bool:
    """Say whether a name may end at ``end``: not within a word, and not "the North" of "the North Pacific"."""
    if end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        return False
    return not (text.startswith(("the ", "The "), start) and _CAPITALISED.match(text, end))


def _likeliness(name: Name) -> tuple[bool, bool]:
    """Return what sorts the meanings of a name: first what the text names otherwise too, and of that what has a state.

    "Congress" is India's in a text that tells of the Congress party.
    """
    return not name.guarded, name.guarded and getattr(name.row, "country", None) is None


def _counts(text: str, span: Span, name: Name, sure: Collection[str]) -> bool:
    """Say whether a guarded name counts beside the keys of what the text is sure to name."""
    owner = name.row.country if isinstance(name.row, Locality) else None
    return (name.key in sure or owner in sure) and _is_whole(text, span, name)


def _is_told(text: str, hit: Hit, name: Name) -> bool:
    """Say whether the words beside a guarded name make it a weapon or a party. No words make one a place."""
    if not _is_whole(text, hit.span, name):
        return False
    if isinstance(name.row, Organisation):
        return name.row.sector == "PTY" and _is_told_of_party(text, hit, name.row)
    before = text[max(0, hit.span.start - _BEFORE) : hit.span.start]
    beside = _is_told_behind(text, hit.span) or _WEAPON_BEFORE.search(before) is not None
    return name.use == "system" and beside


def _is_told_of_party(text: str, hit: Hit, row: Organisation) -> bool:
    """Say whether a party's people are behind its short name ("Labour MPs"), or an article is before its plural.

    Of a name that several states have only the party of no state is told of: "the Conservatives".
    """
    plural = text.endswith("s", hit.span.start, hit.span.end) and text.endswith(("the ", "The "), 0, hit.span.start)
    if row.country is None and plural:
        return True
    only = row.country is None or sum(other.guarded for other in hit.names) == 1
    return only and _PARTY_BEHIND.match(text, hit.span.end) is not None


def _is_whole(text: str, span: Span, name: Name) -> bool:
    """Say whether a guarded name is no part of a longer one: "Nuri al-Said", "National Guard"."""
    if name.use == "organisation":
        return not _NAME_BEFORE.search(text[max(0, span.start - _BEFORE) : span.start])
    return not _NAME_BEHIND.match(text, span.end) or (name.use == "system" and _is_told_behind(text, span))


def _is_told_behind(text: str, span: Span) -> bool:
    return _WEAPON_BEHIND.match(text, span.end) is not None


def _names(tables: Tables) -> Iterator[tuple[Iterable[str], Name]]:
    """Yield every name with what it means."""
    for code, country in tables.countries.items():
        yield country.names, Name("country", code, country)
        yield country.adjectives, Name("adjective", code, country)
        yield country.people, Name("people", code, country)
        yield country.government, Name("government", code, country)
        if country.capital is not None:
            capitals = country.capital.names
            yield (*capitals, *(name.upper() for name in capitals)), Name("capital", code, country)  # datelines
    for organisation in tables.organisations:
        yield organisation.names, Name("organisation", organisation.id, organisation)
        yield organisation.guarded, Name("organisation", organisation.id, organisation, guarded=True)
    for head in tables.heads:
        yield head.head, Name("head", head.key, head)
    for title in tables.titles:
        yield title.title, Name("title", title.key, title)
    for person in tables.persons:
        yield person.names, Name("person", person.id, person)
    for locality in (*tables.sites, *tables.places):
        yield locality.names, Name("place", locality.id, locality)
        yield locality.guarded, Name("place", locality.id, locality, guarded=True)
    for system in tables.systems:
        yield (
            (*system.names, *(f"{name}s" for name in system.names if name[-1:].isalnum())),
            Name("system", system.id, system),
        )  # "nine Zelzals"
        yield system.guarded, Name("system", system.id, system, guarded=True)

"""Load ``data/speech.yaml``: the words that bring in what somebody says, and which part of the tree is the content."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from bongsu.coding.inflect import Inflector
from bongsu.errors import TableError
from bongsu.reference.tables import load_layers

TABLE = "speech"

SpeechKind = Literal["say", "deny", "judge", "ask", "believe", "want", "promise", "urge"]
Frame = Literal["clause", "infinitive", "thing", "label", "about", "raised"]
Rows = dict[SpeechKind, dict[Frame, str]]


class SpeechTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rows of ``data/speech.yaml``."""

    verbs: Rows = {}
    adjectives: Rows = {}
    nouns: Rows = {}
    light: str = ""
    adverbs: str = ""
    citing: str = ""
    sources: str = ""
    views: str = ""
    documents: str = ""
    closing: str = ""
    labels: str = ""
    silent: str = ""
    everywhere: str = ""
    as_: str = msgspec.field(name="as", default="")


class Word(msgspec.Struct, frozen=True):
    """A word of a kind: the particle that it needs, its frames, and the prepositions of its frame ``about``."""

    kind: SpeechKind
    particle: str | None
    frames: frozenset[Frame]
    about: frozenset[str]


Words = dict[str, tuple[Word, ...]]


class SpeechRules(msgspec.Struct, frozen=True):
    """The table, by the forms of its words."""

    verbs: Words
    adjectives: Words
    nouns: Words
    light: frozenset[str]
    adverbs: frozenset[str]
    citing: frozenset[str]
    sources: frozenset[str]
    views: frozenset[str]
    documents: frozenset[str]
    closing: frozenset[str]
    labels: frozenset[str]
    silent: frozenset[str]
    everywhere: frozenset[str]
    as_: frozenset[str]


def load_speech(inflector: Inflector, own: Path | None = None) -> SpeechRules:
    """Load ``data/speech.yaml``, with a user's own words before ours. Raises ``TableError`` when a row is malformed."""
    layers = load_layers(TABLE, SpeechTable, own)

    def words(part: Callable[[SpeechTable], Rows], inflect: Callable[[str], Iterable[str]]) -> Words:
        return _words([(layer.where, part(layer.table)) for layer in layers], inflect)

    def listed(part: Callable[[SpeechTable], str], separator: str | None = None) -> list[str]:
        return [word for layer in layers for word in part(layer.table).split(separator)]

    def forms(part: Callable[[SpeechTable], str]) -> frozenset[str]:
        return frozenset(form for word in listed(part) for form in inflector.verb(word))

    return SpeechRules(
        verbs=words(lambda table: table.verbs, inflector.verb),
        adjectives=words(lambda table: table.adjectives, lambda word: [word]),
        nouns=words(lambda table: table.nouns, inflector.noun),
        light=forms(lambda table: table.light),
        adverbs=frozenset(listed(lambda table: table.adverbs)),
        citing=forms(lambda table: table.citing),
        sources=frozenset(filter(None, listed(lambda table: table.sources, "|"))),
        views=frozenset(listed(lambda table: table.views)),
        documents=frozenset(form for word in listed(lambda table: table.documents) for form in inflector.noun(word)),
        closing=forms(lambda table: table.closing),
        labels=frozenset(form for word in listed(lambda table: table.labels) for form in inflector.noun(word)),
        silent=frozenset(listed(lambda table: table.silent)),
        everywhere=frozenset(filter(None, map(str.strip, listed(lambda table: table.everywhere, "|")))),
        as_=forms(lambda table: table.as_),
    )


def _words(layers: Sequence[tuple[str, Rows]], inflect: Callable[[str], Iterable[str]]) -> Words:
    """Return the words of some rows by their forms, the user's and those of the first kinds first."""
    found: dict[str, list[Word]] = {}
    for where, rows in layers:
        for kind, frames in rows.items():
            for lemma, word in _of_kind(where, kind, frames):
                for form in dict.fromkeys(inflect(lemma)):
                    found.setdefault(form, []).append(word)
    return {form: tuple(words) for form, words in found.items()}


def _of_kind(where: str, kind: SpeechKind, rows: dict[Frame, str]) -> Iterator[tuple[str, Word]]:
    """Yield every lemma of a kind with its frames together; "speak" and "speak out" are two words."""
    frames: dict[str, set[Frame]] = {}
    about: dict[str, set[str]] = {}
    for frame, items in rows.items():
        for item in items.split():
            word, _, prepositions = item.partition(":")
            if bool(prepositions) != (frame == "about"):
                raise TableError(f"{where}:{kind}:{frame}", f"{item} does not fit", "give `about` its prepositions")
            frames.setdefault(word, set()).add(frame)
            about.setdefault(word, set()).update(prepositions.split("/") if prepositions else ())
    for word, has in frames.items():
        lemma, _, particle = word.partition("+")
        yield lemma, Word(kind, particle or None, frozenset(has), frozenset(about[word]))

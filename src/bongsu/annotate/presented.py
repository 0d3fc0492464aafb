"""Who somebody is by the words beside the name: "Jana Kral, the head of the Labour Party".

A body that no table knows is of the kind that its last word names ("the Socialist Party"), and a person that of the
noun in apposition or the title before it, or of the body whose head or member that noun says the person is; so is
every further mention.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from bongsu.model import Entity, Mention, Token
from bongsu.reference.people import members, sectors

_OF = frozenset({"of", "for", "from", "at", "in", "with"})
_BEFORE = frozenset({"amod", "compound", "nmod:poss"})
_BESIDE = frozenset({"appos", "nmod:desc"})
_NOUNS = frozenset({"NOUN", "PROPN"})


def presented(text: str, tokens: Sequence[Token], mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions with the sector and state of those whom only the report presents."""
    bodies = tuple(_by_last_word(text, mention) for mention in mentions)
    beside = _Beside(text, tokens, bodies)
    known: dict[str, Entity | None] = {}
    for mention in bodies:
        entity = mention.entity if mention.label == "person" else None
        if entity is not None and _is_named(entity) and None in {entity.country, entity.sector}:
            known[entity.id] = known.get(entity.id) or beside.told(mention)
    return tuple(
        msgspec.structs.replace(mention, entity=known.get(mention.entity.id) or mention.entity)
        if mention.entity is not None
        else mention
        for mention in bodies
    )


def _is_named(entity: Entity) -> bool:
    return entity.id.startswith("name:")


def _is_unknown(entity: Entity) -> bool:
    return _is_named(entity) and entity.sector is None


def _by_last_word(text: str, mention: Mention) -> Mention:
    """Return a body that no table knows with the sector of its last word."""
    entity = mention.entity
    if mention.label != "organisation" or entity is None or not _is_unknown(entity):
        return mention
    last = text[mention.span.start : mention.span.end].rpartition(" ")[2].lower()
    sector = sectors().get(last) or sectors().get(last.removesuffix("s"))
    return msgspec.structs.replace(mention, entity=msgspec.structs.replace(entity, sector=sector))


class _Beside:
    """What the syntax of a report puts beside its names. Made once a report."""

    def __init__(self, text: str, tokens: Sequence[Token], mentions: Sequence[Mention]) -> None:
        self._tokens = tokens
        self._words = [text[token.span.start : token.span.end].lower() for token in tokens]
        self._below: dict[int, list[int]] = defaultdict(list)
        for index, token in enumerate(tokens):
            if token.head != index:
                self._below[token.head].append(index)
        starts = {token.span.start: index for index, token in enumerate(tokens)}
        self._inside = {mention: _tokens_of(tokens, starts, mention) for mention in mentions}
        self._at = {index: mention for mention, inside in self._inside.items() for index in inside}

    def told(self, person: Mention) -> Entity | None:
        """Return a person with what the noun in apposition tells; None where it tells nothing."""
        assert person.entity is not None
        for noun in self._apposed(person):
            country, kind = self._kind(noun)
            sector = person.entity.sector or kind
            if kind is not None or country is not None:
                return msgspec.structs.replace(person.entity, country=person.entity.country or country, sector=sector)
        return None

    def _apposed(self, person: Mention) -> Iterator[int]:
        """Yield the nouns before or in apposition to a name, or to which the name is in apposition."""
        inside = self._inside[person]
        for name in (index for index in inside if self._tokens[index].head not in inside):
            beside = [child for child in self._below[name] if self._tokens[child].deprel in _BESIDE]
            if self._tokens[name].deprel == "appos":
                beside.append(self._tokens[name].head)
            yield from (noun for noun in beside if self._tokens[noun].upos in _NOUNS and noun not in inside)

    def _kind(self, noun: int) -> tuple[str | None, str | None]:
        """Return the state and the sector of whom a noun tells; of a member, those of the body."""
        if self._words[noun] in members():
            bodies = [child for child in self._below[noun] if self._is_body(child)]
            found = ((self._state(body) or self._state(noun), self._sector(body)) for body in bodies)
            return next(((state, sector) for state, sector in found if sector), (None, None))
        return self._state(noun), self._sector(noun)

    def _is_body(self, child: int) -> bool:
        """Say whether a word names the body of a member: "of the party", "party" before "leader"."""
        if self._tokens[child].deprel in {"compound", "nmod:poss"}:
            return True
        cases = (self._words[case] for case in self._below[child] if self._tokens[case].deprel == "case")
        return self._tokens[child].deprel == "nmod" and not _OF.isdisjoint(cases)

    def _sector(self, noun: int) -> str | None:
        mention = self._at.get(noun)
        named = mention.entity.sector if mention is not None and mention.entity is not None else None
        return named or sectors().get(self._words[noun])

    def _state(self, noun: int) -> str | None:
        """Return the state of a noun: its own, or that of an adjective or owner before it."""
        before = (child for child in self._below[noun] if self._tokens[child].deprel in _BEFORE)
        found = (self._at[word].entity for word in (noun, *before) if word in self._at)
        return next((entity.country for entity in found if entity is not None and entity.country), None)


def _tokens_of(tokens: Sequence[Token], starts: Mapping[int, int], mention: Mention) -> tuple[int, ...]:
    first = starts.get(mention.span.start, len(tokens))
    inside = itertools.takewhile(lambda index: tokens[index].span.end <= mention.span.end, range(first, len(tokens)))
    return tuple(inside)

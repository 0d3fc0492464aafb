"""Whose a bare office or body is: "the ministry", "its army", "the president"."""

import re

import msgspec

from bongsu.model import Entity, Mention
from bongsu.reference.tables import UNTOLD, Head, Organisation, Title

Noun = Head | Title | Organisation

_UNARMED = frozenset({"MHL", "PSE"})  # "the military" in a report from Gaza is Israel's
_ALONE = frozenset({"PRK"})  # "the Joint Chiefs" and "the defense secretary" are never North Korea's
_OWN = re.compile(r"\b(?:its|(?:the|that) (?:country|nation)['’]s) (?:[a-z]+ ){0,2}\Z", re.IGNORECASE)
_OWNED = re.compile(r"\b(?:her|his|its|our|their) (?:[\w-]+ ){0,2}\Z", re.IGNORECASE)
_SENT = frozenset({"AMB", "ENVOY"})
_STATES = {"island": "TWN", "kingdom": "SAU"}  # as reports that name these states call them
_GROUPS = re.compile(
    r"\b(?:the|that) (?:[\w-]+ )?(?:(?:group|movement|militia)['’]s|(?:rebel|militant)s['’]) (?:[a-z]+ )?\Z",
    re.IGNORECASE,
)
_CALLED = re.compile(r"\bthe (?:[\w-]+ )?(?P<what>island|kingdom)['’]s (?:[a-z]+ ){0,2}\Z", re.IGNORECASE)
_CLOSING = re.compile(r", (?:its|(?:the|that) (?:country|nation)['’]s) (?:[a-z]+ ){0,2}\Z", re.IGNORECASE)
_STOPS = re.compile(r"[.!?][\"”]?\s+(?=[A-Z\"“])|\n| [-–—]+ ")
_OWN_REACH = 40  # characters


class Owners:
    """Whose heads and titles a report has named so far, while it is read from left to right."""

    def __init__(self, named: frozenset[str], heard: frozenset[str], home: str | None) -> None:
        """``named`` are the states of a report; ``heard`` are those and the states of the media that it names."""
        self._named, self._heard, self._home = named, heard, home
        self._by_key: dict[str, str] = {}
        self._forces: str | None = None
        self._armed: set[str] = set()
        self._bodies: list[tuple[str, Entity]] = []
        self._states: list[str] = []
        self._starts: list[int] = []
        self._unknown: set[str] = set()
        self._group: Entity | None = None
        self._last_named: tuple[Entity | None, int] = (None, 0)

    def resolve(self, text: str, mention: Mention, noun: Noun) -> Mention:
        """Give a bare noun its state; a generic one ("the ministry") is the last body that its words name."""
        if _GROUPS.search(text, max(0, mention.span.start - _OWN_REACH), mention.span.start) is not None:
            return mention if self._group is None else _with_body(mention, self._group)
        if (told := self._called(text, mention) or self._beside(text, mention)) is not None:
            return with_country(mention, told)
        if _OWN.search(text, max(0, mention.span.start - _OWN_REACH), mention.span.start) is not None:
            owner = self._owner_of_its(text, mention.span.start)
            return with_country(mention, owner) if owner is not None else mention
        if not _means_one(text, mention, noun):
            self._unknown.add(_words(text, mention))
            return mention
        if isinstance(noun, Head) and noun.generic:
            body = self._last_body(_words(text, mention))
            return msgspec.structs.replace(mention, entity=body) if body is not None else mention
        stranger = _is_stranger(mention)
        known = not (stranger and noun.key in self._by_key)
        owner = self._owner(_words(text, mention), noun, stranger=stranger) if known else None
        return with_country(mention, owner) if owner is not None else mention

    def _called(self, text: str, mention: Mention) -> str | None:
        """Return the state that a report calls by what it is: "the island's military"."""
        called = _CALLED.search(text, max(0, mention.span.start - _OWN_REACH), mention.span.start)
        state = None if called is None else _STATES[called["what"].lower()]
        return state if state in self._named else None

    def _beside(self, text: str, mention: Mention) -> str | None:
        """Return the state of the body whose name stands right before: "Peruvian government troops"."""
        body, end = self._last_named
        joined = mention.label == "organisation" and text[end : mention.span.start] == " "
        return body.country if joined and body is not None else None

    def _owner_of_its(self, text: str, start: int) -> str | None:
        """Return the last state named; behind a comma the sentence's first: "Iran fired at Iraq, its army said".

        It is named in the sentence or in the one before.
        """
        closing = _CLOSING.search(text, max(0, start - _OWN_REACH), start) is not None
        before, sentence = ([0, 0] + [end.end() for end in _STOPS.finditer(text, 0, start)])[-2:]
        if not self._states or self._starts[-1] < before:
            return None
        since = next((number for number, one in enumerate(self._starts) if one >= sentence), None)
        return self._states[since if closing and since is not None else -1]

    def _owner(self, words: str, noun: Noun, *, stranger: bool) -> str | None:
        """Return the state of a bare noun, for the first of these reasons.

        The last body with its words, or the last mention with that noun; for armed forces, the last armed force (for an
        officer whom no table knows, the only one); the state that the noun usually means, where the report names it;
        the dateline's; the only state named so far, or in the whole report where none was. Not the last three where
        several were told of before ("diplomats", "the diplomats"): they are those. Nor the last two for an ambassador,
        who is of another state than the one where he is.
        """
        body = self._last_body(words)
        heard = noun.usual in self._heard or (isinstance(noun, Title) and not self._heard) or self._named == _ALONE
        usual = noun.usual if heard else None
        states = set(self._states) or self._named
        only = next(iter(states)) if len(states) == 1 else None
        forces = self._last_force(stranger=stranger) if noun.sector == "MIL" else None
        found = (body and body.country) or self._by_key.get(noun.key) or forces
        if not (words.endswith("s") and words in self._unknown):
            found = found or usual or (None if noun.key in _SENT else self._home or only)
        return None if noun.sector == "MIL" and found in _UNARMED else found

    def _last_force(self, *, stranger: bool) -> str | None:
        """Return the state of the last armed force; for a stranger, none where several were named."""
        return None if stranger and len(self._armed) > 1 else self._forces

    def _last_body(self, words: str) -> Entity | None:
        return next((entity for other, entity in reversed(self._bodies) if f" {words} " in f" {other} "), None)

    def note(self, text: str, mention: Mention, noun: Noun | None) -> None:
        """Remember a mention whose state is known."""
        entity = mention.entity
        if entity is None or entity.country is None or mention.label == "system":
            return
        if mention.label == "organisation":
            self._bodies.append((_words(text, mention), entity))
            self._last_named = entity, mention.span.end
            self._group = entity if entity.sector == "REB" else self._group
            if entity.sector == "MIL":
                self._armed.add(entity.country)
                self._forces = entity.country
        if entity.sector not in UNTOLD:
            self._states.append(entity.country)
            self._starts.append(mention.span.start)
        if noun is not None:
            self._by_key[noun.key] = entity.country
            self._forces = entity.country if noun.sector == "MIL" else self._forces


def is_owned(text: str, start: int) -> bool:
    """Say whether a pronoun says whose an office or a body is, which only is where the state behind it is.

    "Its envoy in Quito", "her troops from Chad".
    """
    return _OWNED.search(text, max(0, start - _OWN_REACH), start) is not None


def _means_one(text: str, mention: Mention, noun: Noun) -> bool:
    """Say whether a bare noun means one that the reader knows: "the ministry", not "officials"."""
    if isinstance(noun, Organisation):
        return True
    start = mention.span.start
    definite = text[max(0, start - 4) : start].lower() == "the "
    return definite or mention.label == "person" or (isinstance(noun, Head) and (noun.bare or noun.usual is not None))


def _is_stranger(mention: Mention) -> bool:
    """Say whether a mention is a named person whom no table knows, whose state another's title does not tell."""
    return mention.label == "person" and mention.entity is not None and mention.entity.id.startswith("name:")


def _words(text: str, mention: Mention) -> str:
    return text[mention.span.start : mention.span.end].lower()


def _with_body(mention: Mention, body: Entity) -> Mention:
    """Return an office as that of a body that is no state's: "the group's military spokesman"."""
    assert mention.entity is not None
    office = msgspec.structs.replace(
        mention.entity, id=f"{body.id}-{mention.entity.id}", country=body.country, sector=body.sector
    )
    return msgspec.structs.replace(mention, entity=office)


def with_country(mention: Mention, owner: str) -> Mention:
    """Return an office or a body as that of a state."""
    entity = mention.entity
    assert entity is not None
    key = entity.id if entity.id.startswith("name:") else f"{owner}-{entity.id}"
    return msgspec.structs.replace(mention, entity=msgspec.structs.replace(entity, id=key, country=owner))

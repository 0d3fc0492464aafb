"""Load ``data/events.yaml``: the words by which reports tell of political acts, and who fills which role.

A row names words, a type and where its roles stand in the syntax. Rows are tried from top to bottom, and the first
that fits is the one that codes, so an exception stands above its rule. A table of the user's own goes before ours.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from bongsu.coding.inflect import Inflector
from bongsu.coding.plover import Plover, load_plover, wrong_mode
from bongsu.errors import TableError
from bongsu.model import EventType
from bongsu.reference.tables import Layer, load_layers, load_table

TABLE = "events"
NOUNS = "nouns"
NO_MODE = "none"
"""What a row says whose act has no mode, whatever words stand with it."""

Part = Literal["verb", "noun", "adjective"]
Needs = Literal["actor", "recipient", "either", "both", "content", "nothing"]
_MACRO = re.compile(r"%(\w+)")
_PATH = re.compile(r"(?P<where>[a-z']+(?:_[a-z]+)*)(?P<whom>[+!]?)")


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One row of the table.

    Attributes:
        words: lemmas apart by commas; "break off" needs "off" among what hangs on the verb.
        type: PLOVER's type, ``LAUNCH``, ``POLITICS``, or ``NONE`` for words that look like an act and are none.
        mode: PLOVER's mode; None where the words around it decide, ``none`` where the act has none.
        actor: paths to the actors, the first that leads to somebody wins.
        recipient: paths to the recipients.
        content: paths to the words of what is agreed, asked, refused, threatened.
        harm: the type when the content tells of harm ("vowed to strike").
        carrier: verbs of which one must carry the noun ("express" of "expressed concern").
        particles: words of which one must hang on the verb ("out" of "tried out"); for one that is always needed,
            write it behind the verb in ``words``.
        about: lemmas of which one must stand anywhere below the word.
        subject: lemmas of which one must head the subject ("missile" of "a missile struck the town").
        object: lemmas of which one must head the object (or what the noun is made of).
        near: lemmas of which one must stand somewhere in the report ("missile" for a bare "launch").
        unless: lemmas or relations (``:xcomp``) none of which may hang on the word.
        needs: which roles must be filled.
        things: a subject that is nobody ("a bomb killed") is accepted.
        mutual: recipients are actors too (talks, joint acts), unless there is only one side.
        country: the actor is a state or a body of one (a state protests in words, people in the street).
        planned: it is this act only while it is still to come ("will respond" is a threat, "responded" is none).
        predicate: the noun is what something is said to be ("this is a violation").
        alone: the verb has no object ("returned to Seoul", not "returned the mandate").
        bare: a noun codes without a verb that carries it, as long as a role is filled.
    """

    words: str
    type: EventType | Literal["NONE"]
    mode: str | None = None
    actor: str | None = None
    recipient: str = ""
    content: str = ""
    harm: EventType | None = None
    carrier: str | None = None
    particles: str | None = None
    about: str | None = None
    subject: str | None = None
    object: str | None = None
    near: str | None = None
    unless: str | None = None
    needs: Needs = "either"
    things: bool = False
    mutual: bool = False
    alone: bool = False
    country: bool = False
    planned: bool = False
    predicate: bool = False
    bare: bool = True


class EventTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rows of ``data/events.yaml``, by part of speech, and the words that carry an act without being one."""

    classes: dict[str, str] = {}
    launches: dict[str, str] = {}
    give: str = ""
    take: str = ""
    through: str = ""
    occur: str = ""
    amounts: str = ""
    future: dict[EventType, EventType] = {}
    refused: dict[EventType, str] = {}
    asked: dict[EventType, str] = {}
    modes: dict[EventType, dict[str, str]] = {}
    verbs: tuple[Row, ...] = ()
    nouns: tuple[Row, ...] = ()
    adjectives: tuple[Row, ...] = ()


class RolePath(msgspec.Struct, frozen=True):
    """Where a role stands: a relation or preposition, and whom it accepts there.

    ``head`` accepts somebody who could act, ``owner`` also the owner of a thing, ``any`` also the thing itself.
    """

    where: str
    accepts: Literal["head", "owner", "any"]


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """A row, compiled for one of its words: what a trigger has to be, and where the roles stand."""

    name: str
    row: Row
    particles: frozenset[str]
    actor: tuple[RolePath, ...]
    recipient: tuple[RolePath, ...]
    content: tuple[RolePath, ...]
    carrier: frozenset[str] | None
    either: frozenset[str] | None
    about: frozenset[str] | None
    subject: frozenset[str] | None
    object: frozenset[str] | None
    near: frozenset[str] | None
    unless: frozenset[str]


class EventRules(msgspec.Struct, frozen=True, kw_only=True):
    """The frames of every form of a word, by part of speech, in the order of the rows.

    ``refused`` is the mode of a REJECT by the type of what is refused, ``asked`` that of a REQUEST by the type of what
    is asked for, ``modes`` that of a type by a form of a word, ``own_modes`` the user's part of these.
    """

    verbs: dict[str, tuple[Frame, ...]]
    nouns: dict[str, tuple[Frame, ...]]
    adjectives: dict[str, tuple[Frame, ...]]
    give: frozenset[str]
    take: frozenset[str]
    through: frozenset[str]
    occur: frozenset[str]
    amounts: frozenset[str]
    suffered: frozenset[str]
    future: dict[EventType, EventType]
    launches: dict[str, frozenset[str]]
    refused: dict[EventType, str]
    asked: dict[EventType, str]
    modes: dict[EventType, dict[str, str]]
    own_modes: dict[EventType, dict[str, str]]


def load_event_rules(inflector: Inflector, own: Path | None = None) -> EventRules:
    """Load the table, with the rows of ``own/events.yaml`` before ours.

    Raises:
        TableError: a row is malformed, names an unknown type, class or path; the message names the file and the row.
    """
    layers = load_layers(TABLE, EventTable, own)
    words = _classes(layers, inflector)
    plover = load_plover()

    def forms(words: Iterable[str]) -> frozenset[str]:
        return frozenset(form for table_words in words for w in table_words.split() for form in inflector.verb(w))

    def frames(part: Part) -> dict[str, tuple[Frame, ...]]:
        index: dict[str, list[Frame]] = {}
        for where, name, table in layers:
            rows = {"verb": table.verbs, "noun": table.nouns, "adjective": table.adjectives}[part]
            for number, row in enumerate(rows, 1):
                place = f":{part}s:{number}"
                _check_mode(where + place, row, plover)
                for form, frame in _compiled(where + place, name + place, part, row, words):
                    index.setdefault(form, []).append(frame)
        return {form: tuple(found) for form, found in index.items()}

    nouns = frames("noun")
    return EventRules(
        verbs=frames("verb"),
        nouns=nouns,
        adjectives=frames("adjective"),
        give=forms(layer.table.give for layer in layers),
        take=forms(layer.table.take for layer in layers),
        through=forms(layer.table.through for layer in layers),
        suffered=frozenset(form for form, found in nouns.items() for frame in found if _is_suffered(frame)),
        occur=forms(layer.table.occur for layer in layers),
        amounts=frozenset(
            form for layer in layers for word in layer.table.amounts.split() for form in inflector.noun(word)
        ),
        future={kind: later for layer in reversed(layers) for kind, later in layer.table.future.items()},
        refused=_by_content(layers, plover, "REJECT"),
        asked=_by_content(layers, plover, "REQUEST"),
        modes=_modes(layers, plover, words),
        own_modes=_modes(layers[:-1], plover, words),
        launches={
            mode: frozenset(form for word in words.split() for form in inflector.noun(word))
            for mode, words in _added(layer.table.launches for layer in layers).items()
        },
    )


class _Vocabulary:
    """The words of the classes, and the forms of what a cell names, each word and each class inflected once."""

    def __init__(self, classes: dict[str, str], inflector: Inflector) -> None:
        self.classes = classes
        self.inflector = inflector
        self._forms: dict[str, frozenset[str]] = {}
        self._cells: dict[str, frozenset[str]] = {}

    def cell(self, where: str, written: str | None) -> frozenset[str] | None:
        """Return the forms of the words and classes (``%missile``) that a cell names; None for an empty cell."""
        if written is None:
            return None
        if written not in self._cells:
            self._cells[written] = self._union(where, written, ())
        return self._cells[written]

    def _union(self, where: str, written: str, seen: Sequence[str]) -> frozenset[str]:
        return frozenset().union(*(self._word(where, word, seen) for word in written.split()))

    def _word(self, where: str, word: str, seen: Sequence[str]) -> frozenset[str]:
        if word not in self._forms:
            self._forms[word] = self._inflected(where, word, seen)
        return self._forms[word]

    def _inflected(self, where: str, word: str, seen: Sequence[str]) -> frozenset[str]:
        match = _MACRO.fullmatch(word)
        if word.startswith(":"):
            return frozenset({word})
        if match is None:
            return frozenset([*self.inflector.noun(word), *self.inflector.verb(word)])
        if word in seen:
            raise TableError(where, f"class {word} names itself", "take it out of its own words")
        if match[1] not in self.classes:
            raise TableError(where, f"class {word} is unknown", "add it to `classes`")
        return self._union(where, self.classes[match[1]], (*seen, word))


def _classes(layers: Sequence[Layer[EventTable]], inflector: Inflector) -> _Vocabulary:
    """Return the words of every class, those of the user's with ours; every class is looked through for its classes."""
    classes = _added((load_table(NOUNS, dict[str, str]), *(layer.table.classes for layer in layers)))
    words = _Vocabulary(classes, inflector)
    for layer in layers:
        for name in layer.table.classes:
            words.cell(f"{layer.where}:classes:{name}", f"%{name}")
    return words


def _added(parts: Iterable[dict[str, str]]) -> dict[str, str]:
    """Return the words under every name, those of all tables together."""
    found: dict[str, str] = {}
    for part in parts:
        for name, words in part.items():
            found[name] = f"{found[name]} {words}" if name in found else words
    return found


def _check_mode(where: str, row: Row, plover: Plover) -> None:
    """Raise ``TableError`` for a row with a mode that its type does not have."""
    if row.mode is None or row.mode == NO_MODE:
        return
    if row.type == "NONE":
        raise TableError(where, f"NONE has no mode {row.mode!r}", "leave it out")
    error = wrong_mode(where, plover, row.type, row.mode)
    if error is not None:
        raise error


def _by_content(
    layers: Sequence[Layer[EventTable]], plover: Plover, kind: Literal["REJECT", "REQUEST"]
) -> dict[EventType, str]:
    """Return the mode of a refusal or a request by the type of what is refused or asked for."""
    found: dict[EventType, str] = {}
    for layer in reversed(layers):
        name, modes = ("refused", layer.table.refused) if kind == "REJECT" else ("asked", layer.table.asked)
        for content, mode in modes.items():
            error = wrong_mode(f"{layer.where}:{name}:{content}", plover, kind, mode)
            if error is not None:
                raise error
            found[content] = mode
    return found


def _modes(layers: Sequence[Layer[EventTable]], plover: Plover, known: _Vocabulary) -> dict[EventType, dict[str, str]]:
    """Return the mode that a form of a word gives to an act of a type; the user's words go before ours."""
    found: dict[EventType, dict[str, str]] = {}
    for layer in layers:
        for kind, modes in layer.table.modes.items():
            for mode, words in modes.items():
                where = f"{layer.where}:modes:{kind}:{mode}"
                error = wrong_mode(where, plover, kind, mode)
                if error is not None:
                    raise error
                for form in sorted(known.cell(where, words) or ()):
                    found.setdefault(kind, {}).setdefault(form, mode)
    return found


def _is_suffered(frame: Frame) -> bool:
    """Say whether what stands behind "of" with a noun suffers the act: "the arrest of", not "the launch of"."""
    return any(path.where == "of" for path in frame.recipient) and all(path.where != "of" for path in frame.actor)


def _compiled(where: str, name: str, part: Part, row: Row, words: _Vocabulary) -> Iterable[tuple[str, Frame]]:
    """Yield every form of every word of a row with the frame that it stands for."""
    actor = (
        row.actor
        if row.actor is not None
        else {"verb": "subj+", "noun": "carrier by+ poss from+ around", "adjective": "subj+"}[part]
    )
    shared = Frame(
        name=name,
        row=row,
        particles=frozenset(),
        actor=_paths(where, actor),
        recipient=_paths(where, row.recipient),
        content=_paths(where, row.content),
        carrier=words.cell(where, row.carrier),
        either=None if row.particles is None else frozenset(row.particles.split()),
        about=words.cell(where, row.about),
        subject=words.cell(where, row.subject),
        object=words.cell(where, row.object),
        near=words.cell(where, row.near),
        unless=words.cell(where, row.unless) or frozenset(),
    )
    for entry in _expanded(where, row.words, words.classes):
        lemma, *particles = entry.split()
        frame = msgspec.structs.replace(
            shared, name=f"{name}:{'-'.join([lemma, *particles])}", particles=frozenset(particles)
        )
        for form in dict.fromkeys(_forms(part, lemma, words.inflector)):
            yield form, frame


def _forms(part: Part, lemma: str, inflector: Inflector) -> Iterable[str]:
    if part == "adjective":
        return (lemma,)
    return inflector.verb(lemma) if part == "verb" else inflector.noun(lemma)


def _expanded(where: str, words: str, classes: dict[str, str]) -> Iterable[str]:
    """Yield the words of a row, a class (``%deal``) member by member."""
    for entry in words.split(","):
        word = entry.strip()
        match = _MACRO.fullmatch(word)
        if not word:
            raise TableError(where, "a word is missing in `words`", "write lemmas apart by commas")
        if match is None:
            yield word
        elif match[1] in classes:
            for member in classes[match[1]].split():
                yield from _expanded(where, member, classes)
        else:
            raise TableError(where, f"class {word} is unknown", "add it to `classes`")


def _paths(where: str, written: str) -> tuple[RolePath, ...]:
    """Read paths such as ``obj+ on! by``."""
    accepts: dict[str, Literal["head", "owner", "any"]] = {"": "head", "+": "owner", "!": "any"}
    found = []
    for word in written.split():
        match = _PATH.fullmatch(word)
        if match is None:
            raise TableError(where, f"{word!r} is no path", "write a relation or preposition, with + or ! behind it")
        found.append(RolePath(match["where"].replace("_", " "), accepts[match["whom"]]))
    return tuple(found)

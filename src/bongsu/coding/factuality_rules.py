"""The table of factuality, indexed by the forms of its words, and how its effects add up."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from bongsu.coding.inflect import TABLE as IRREGULAR
from bongsu.coding.inflect import Inflector, Irregular
from bongsu.errors import TableError
from bongsu.model import Certainty, Factuality, Polarity, Status
from bongsu.reference.tables import Layer, load_layers, load_table

TABLE = "factuality"

Slot = Literal["to", "ing", "that", "thing", "subject"]
Kind = Literal["verb", "noun", "adjective"]
CERTAINTIES: tuple[Certainty, ...] = ("certain", "probable", "possible", "uncommitted")
STATUSES: tuple[Status, ...] = ("happened", "ongoing", "planned", "conditional", "demanded")
PLAIN = Factuality()
_CERTAINTY: dict[Certainty, int] = {certainty: rank for rank, certainty in enumerate(CERTAINTIES)}
_STATUS: dict[Status, int] = {status: rank for rank, status in enumerate(STATUSES)}


class Effect(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a word does to what it governs; see the head of ``data/factuality.yaml``."""

    certainty: Certainty = "certain"
    polarity: Polarity = "affirmed"
    status: Status = "happened"
    takes: Literal["everything", "certainty", "nothing"] = "everything"


class Governing(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words over a clause or a noun, the slots of what they govern, their effect, and that when they are denied."""

    verbs: str = ""
    nouns: str = ""
    adjectives: str = ""
    slots: str
    definite_stands: bool = False
    gives: Effect
    denied: Effect | None = None


class Modal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Modal verbs and their effect over a bare infinitive ("may fire") and over a perfect ("may have fired")."""

    words: str
    base: Effect
    perfect: Effect


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words with one effect, and that when what stands above them is denied."""

    words: str
    gives: Effect
    denied: Effect | None = None


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``data/factuality.yaml`` as it is written."""

    governing: dict[str, Governing] = {}
    modals: dict[str, Modal] = {}
    adverbs: dict[str, Words] = {}
    attributes: dict[str, Words] = {}
    past_attributes: str = ""
    conjunctions: dict[str, Words] = {}
    prepositions: dict[str, Words] = {}
    moods: dict[str, Effect] = {}
    occasions: str = ""
    nothing: str = ""
    proposals: str = ""
    enacting: str = ""
    enacted: str = ""
    asides: str = ""
    askers: str = ""
    subjunctive: str = ""


class Rule(msgspec.Struct, frozen=True):
    """A row: its name, its effect, and its effect when what stands above is denied."""

    name: str
    gives: Effect
    denied: Effect
    definite_stands: bool = False

    def on(self, above: Factuality) -> Factuality:
        """Return how sure something is under a word of this row that is itself as sure as ``above``."""
        effect = self.effect(above)
        return add(_taken(above, effect), effect)

    def effect(self, above: Factuality) -> Effect:
        """Return the effect that holds under a word that is itself as sure as ``above``."""
        return self.denied if above.polarity == "denied" else self.gives


class FactualityRules(msgspec.Struct, frozen=True):
    """The table by form. ``governing`` leads from kind, form and slot to the rows by their particle ("" for none)."""

    governing: Mapping[tuple[Kind, str, Slot], Mapping[str, Rule]]
    modals: Mapping[str, tuple[Rule, Rule]]
    adverbs: Mapping[str, Rule]
    attributes: Mapping[str, Rule]
    conjunctions: Mapping[str, Rule]
    prepositions: Mapping[str, Rule]
    moods: Mapping[str, Rule]
    past_attributes: frozenset[str]
    occasions: frozenset[str]
    nothing: frozenset[str]
    proposals: frozenset[str]
    enacting: frozenset[str]
    enacted: frozenset[str]
    asides: frozenset[str]
    askers: frozenset[str]
    subjunctive: frozenset[str]
    past: frozenset[str]
    bare_past: frozenset[str]


def add(fact: Factuality, effect: Effect) -> Factuality:
    """Return ``fact`` under ``effect``: the weaker certainty, the later status; two denials make an affirmation."""
    denied = (fact.polarity == "denied") != (effect.polarity == "denied")
    return Factuality(
        max(fact.certainty, effect.certainty, key=_CERTAINTY.__getitem__),
        "denied" if denied else "affirmed",
        max(fact.status, effect.status, key=_STATUS.__getitem__),
    )


def _taken(above: Factuality, effect: Effect) -> Factuality:
    if effect.takes == "everything":
        return Factuality(above.certainty, "affirmed", above.status)
    return Factuality(above.certainty) if effect.takes == "certainty" else PLAIN


def load_factuality(inflector: Inflector, own: Path | None = None) -> FactualityRules:
    """Load ``data/factuality.yaml``, with a user's own rows before ours.

    Raises:
        TableError: a row is malformed, or the user's table names a mood that no rule asks for.
    """
    layers = load_layers(TABLE, Table, own)
    tables = [layer.table for layer in layers]
    _check_moods(layers)
    forms = load_table(IRREGULAR, Irregular).verbs.items()
    past = frozenset(form for _, row in forms for part in row.split() for form in part.split("/"))

    def listed(
        part: Callable[[Table], str], inflect: Callable[[str], Iterable[str]] = lambda word: (word,)
    ) -> frozenset[str]:
        return frozenset(form for table in tables for word in part(table).split() for form in inflect(word))

    return FactualityRules(
        governing=_governing(layers, inflector),
        modals={
            word: (_rule(name, row.base), _rule(name, row.perfect))
            for table in reversed(tables)
            for name, row in table.modals.items()
            for word in row.words.split()
        },
        adverbs=_by_word([table.adverbs for table in tables]),
        attributes=_by_word([table.attributes for table in tables]),
        conjunctions=_by_word([table.conjunctions for table in tables]),
        prepositions=_by_word([table.prepositions for table in tables]),
        moods={name: _rule(name, effect) for table in reversed(tables) for name, effect in table.moods.items()},
        past_attributes=listed(lambda table: table.past_attributes),
        occasions=listed(lambda table: table.occasions, inflector.noun),
        nothing=listed(lambda table: table.nothing),
        proposals=listed(lambda table: table.proposals, inflector.noun),
        enacting=listed(lambda table: table.enacting, inflector.verb),
        enacted=listed(lambda table: table.enacted, lambda word: (word, *inflector.noun(word))),
        asides=listed(lambda table: table.asides, inflector.verb),
        askers=listed(lambda table: table.askers),
        subjunctive=listed(lambda table: table.subjunctive, inflector.verb),
        past=past,
        bare_past=frozenset(lemma for lemma, row in forms if lemma in row.replace("/", " ").split()),
    )


def _check_moods(layers: Sequence[Layer[Table]]) -> None:
    known = layers[-1].table.moods
    for layer in layers:
        for mood in layer.table.moods:
            if mood not in known:
                raise TableError(f"{layer.where}:moods:{mood}", "no rule asks for this mood", f"use {', '.join(known)}")


def _rule(name: str, gives: Effect, denied: Effect | None = None) -> Rule:
    return Rule(name, gives, denied or gives)


def _by_word(tables: Sequence[dict[str, Words]]) -> dict[str, Rule]:
    return {
        word.replace("_", " "): _rule(name, row.gives, row.denied)
        for rows in reversed(tables)
        for name, row in rows.items()
        for word in row.words.split()
    }


def _governing(layers: Sequence[Layer[Table]], inflector: Inflector) -> dict[tuple[Kind, str, Slot], dict[str, Rule]]:
    """Index the rows; where two name the same word in the same slot, the first stands."""
    index: dict[tuple[Kind, str, Slot], dict[str, Rule]] = {}
    rows = ((layer.where, name, row) for layer in layers for name, row in layer.table.governing.items())
    for where, name, row in rows:
        rule = Rule(name, row.gives, row.denied or row.gives, row.definite_stands)
        slots = _slots(f"{where}:governing:{name}", row.slots)
        for kind, form, particle in _forms(row, inflector):
            for slot in slots:
                index.setdefault((kind, form, slot), {}).setdefault(particle, rule)
    return index


def _slots(where: str, written: str) -> list[Slot]:
    try:
        return msgspec.convert(written.split(), list[Slot])
    except msgspec.ValidationError as error:
        problem = str(error).partition(" - at")[0]
        raise TableError(where, f"{problem} in `slots`", "write to, ing, that, thing, subject") from error


def _forms(row: Governing, inflector: Inflector) -> Iterator[tuple[Kind, str, str]]:
    for entry in row.verbs.split():
        verb, _, particle = entry.partition("_")
        for form in inflector.verb(verb):
            yield "verb", form, particle.replace("_", " ")
    for entry in row.nouns.split():
        noun, _, particle = entry.partition("_")
        for form in inflector.noun(noun):
            yield "noun", form, particle.replace("_", " ")
    for entry in row.adjectives.split():
        adjective, _, particle = entry.partition("_")
        yield "adjective", adjective, particle.replace("_", " ")

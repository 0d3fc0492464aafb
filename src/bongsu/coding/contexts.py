"""PLOVER's contexts of an act: what it is about, by the words of its sentence.

What hangs on the act and what stands in its content weighs most; the rest of the sentence weighs half as much.
``data/contexts.yaml`` says which words tell of which context.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from bongsu.coding.frames import NOUNS
from bongsu.coding.inflect import Inflector
from bongsu.coding.plover import Plover, load_plover, wrong_mode
from bongsu.coding.tree import Tree
from bongsu.errors import TableError
from bongsu.model import EventType
from bongsu.reference.tables import Layer, load_layers, load_table

TABLE = "contexts"
CONTEXTS: Final = (
    "military",
    "intelligence",
    "executive",
    "legislative",
    "election",
    "political_institutions",
    "pro_democracy",
    "pro_autocracy",
    "economic",
    "legal",
    "reparations",
    "human_rights",
    "rights_freedoms",
    "repression",
    "human_security",
    "gender",
    "lgbt",
    "religion_ethnicity",
    "inequality",
    "diplomatic",
    "territory",
    "peacekeeping",
    "health",
    "asylum",
    "migration",
    "disasters",
    "natural_resource",
    "environment",
    "technology",
    "terrorism",
    "cbrn",
    "cyber",
    "misinformation",
    "crime",
    "corruption",
    "illegal_drugs",
    "trafficking",
)
"""The contexts of the codebook, in its order."""

_ENOUGH = 2
_WORD, _WEAK = 2, 1


class ContextRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words of one context.

    Attributes:
        words: nouns, adjectives and names that suffice where the act is about them; with hyphens for several words.
        weak: words of which it takes two.
        acts: types, or a type and its mode, that are of this context by themselves.
        sectors: codes of actors or recipients that suffice.
        without: contexts beside which this one is left out.
    """

    words: str = ""
    weak: str = ""
    acts: tuple[str, ...] = ()
    sectors: str = ""
    without: tuple[str, ...] = ()


class ContextRules(msgspec.Struct, frozen=True, kw_only=True):
    """The table, by what is looked up: a word or words in lower case, an act, a sector, a context.

    ``longest`` is how many words the longest entry has that begins with a word.
    """

    words: dict[str, dict[str, int]]
    longest: dict[str, int]
    acts: dict[str, frozenset[str]]
    sectors: dict[str, frozenset[str]]
    without: dict[str, frozenset[str]]


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of an act when its contexts are asked for.

    ``near`` are the tokens that hang on it or are its content, ``sectors`` those of its actors and recipients.
    """

    kind: EventType
    mode: str | None
    near: Collection[int]
    sectors: Collection[str] = ()


def contexts_of(tree: Tree, about: About, rules: ContextRules) -> tuple[str, ...]:
    """Return the contexts of an act in a sentence, sorted; empty where no word tells of one."""
    scores: dict[str, int] = defaultdict(int)
    for entry, near in _entries(tree, about.near, rules):
        for context, weight in rules.words[entry].items():
            scores[context] += weight if near else weight // _WORD
    given = [contexts_by_kind(about.kind, about.mode, rules)]
    given += [rules.sectors.get(sector, frozenset()) for sector in about.sectors]
    found = {context for context, score in scores.items() if score >= _ENOUGH}.union(*given)
    return tuple(sorted(context for context in found if not rules.without.get(context, frozenset()) & found))


def contexts_by_kind(kind: EventType, mode: str | None, rules: ContextRules) -> frozenset[str]:
    """Return the contexts that an act of a type and mode has by itself."""
    return rules.acts.get(kind, frozenset()) | rules.acts.get(f"{kind}/{mode}", frozenset())


def _entries(tree: Tree, near: Collection[int], rules: ContextRules) -> Iterator[tuple[str, bool]]:
    """Yield each entry of the table that stands in a sentence once, and whether it does near the act.

    The longest entry at a place counts: in "human rights", "rights" is not counted again.
    """
    split = ((part.strip("'’"), token) for token in tree for part in tree.words[token].split("-"))
    parts = [(part, token) for part, token in split if part]
    found: dict[str, bool] = {}
    start = 0
    while start < len(parts):
        most = rules.longest.get(parts[start][0], 0)
        length = next((n for n in range(most, 0, -1) if _joined(parts[start : start + n]) in rules.words), 0)
        if length:
            entry = _joined(parts[start : start + length])
            close = any(token in near for _, token in parts[start : start + length])
            found[entry] = found.get(entry, False) or close
        start += length or 1
    yield from found.items()


def _longest(entries: Iterable[str]) -> dict[str, int]:
    """Return how many words the longest entry has that begins with each word."""
    found: dict[str, int] = {}
    for entry in entries:
        words = entry.split(" ")
        found[words[0]] = max(len(words), found.get(words[0], 0))
    return found


def _joined(parts: Iterable[tuple[str, int]]) -> str:
    return " ".join(part for part, _ in parts)


def load_contexts(inflector: Inflector, own: Path | None = None) -> ContextRules:
    """Load ``data/contexts.yaml``, with the words of a user's own table beside ours.

    Raises:
        TableError: a row is malformed or names an unknown context, class, type or mode.
    """
    layers = load_layers(TABLE, dict[str, ContextRow], own)
    plover, classes = load_plover(), load_table(NOUNS, dict[str, str])
    words: dict[str, dict[str, int]] = {}
    acts: dict[str, set[str]] = defaultdict(set)
    sectors: dict[str, set[str]] = defaultdict(set)
    without: dict[str, set[str]] = defaultdict(set)
    for where, context, row in _rows(layers):
        for weight, written in ((_WEAK, row.weak), (_WORD, row.words)):
            for entry in _forms(where, written, classes, inflector):
                known = words.setdefault(entry, {})
                known[context] = max(weight, known.get(context, 0))
        for act in row.acts:
            acts[_known_act(where, act, plover)].add(context)
        for sector in row.sectors.split():
            sectors[sector].add(context)
        without[context].update(_known(where, other) for other in row.without)
    return ContextRules(
        words=words,
        longest=_longest(words),
        acts=_frozen(acts),
        sectors=_frozen(sectors),
        without=_frozen(without),
    )


def _rows(layers: Iterable[Layer[dict[str, ContextRow]]]) -> Iterator[tuple[str, str, ContextRow]]:
    for layer in layers:
        for context, row in layer.table.items():
            where = f"{layer.where}:{context}"
            yield where, _known(where, context), row


def _known(where: str, context: str) -> str:
    if context not in CONTEXTS:
        raise TableError(where, f"PLOVER has no context {context!r}", f"use one of {', '.join(CONTEXTS)}")
    return context


def _known_act(where: str, act: str, plover: Plover) -> str:
    name, _, mode = act.partition("/")
    kind = next((kind for kind in plover.kinds if kind == name), None)
    if kind is None:
        raise TableError(where, f"there is no type {name!r}", f"use one of {', '.join(plover.kinds)}")
    error = wrong_mode(where, plover, kind, mode) if mode else None
    if error is not None:
        raise error
    return act


def _forms(where: str, written: str, classes: dict[str, str], inflector: Inflector) -> Iterator[str]:
    """Yield every entry of a cell, singular and plural, its parts apart by spaces."""
    for entry in written.split():
        if entry.startswith("%"):
            if entry[1:] not in classes:
                raise TableError(where, f"class {entry} is unknown", "use one of nouns.yaml")
            yield from _forms(where, classes[entry[1:]], classes, inflector)
            continue
        *before, last = entry.split("-")
        for form in inflector.noun(last):
            yield " ".join((*before, form))


def _frozen(found: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(values) for key, values in found.items()}

"""Load and compile ``data/launch.yaml``: the words by which reports tell of launches."""

import re
from collections.abc import Callable, Iterable

import msgspec

from bongsu.coding.inflect import Inflector
from bongsu.coding.mask import compile_pattern
from bongsu.errors import TableError
from bongsu.model import Slot, ZoneKind
from bongsu.reference.tables import load_table

TABLE = "launch"
_MACRO = re.compile(r"%([a-z]+)")

Patterns = tuple[re.Pattern[str], ...]


class _Zone(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    names: dict[ZoneKind, str]
    outside: str
    inside: str


class _Ordinal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    number: str
    patterns: tuple[str, ...]
    pause: tuple[str, ...]


class _Triggers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    act: tuple[str, ...]
    flight: tuple[str, ...]
    dated: tuple[str, ...]
    noun: tuple[str, ...]


class _Flight(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    fly: str
    cover: str
    rise: str
    fall: str
    put: str
    launch: str
    occur: str
    detect: str
    cross: str
    stop: str
    identify: str
    revise: str
    bystand: str
    acts: str
    preparing: str
    pronouns: str
    sorts: str
    seeming: str
    reported: str
    tried: str
    negations: str
    possible: str
    altitude: str
    distance: str
    missiles: str
    vehicles: str


class FlightWords(msgspec.Struct, frozen=True):
    """The verbs and nouns of a flight, in all their forms."""

    fly: frozenset[str]
    cover: frozenset[str]
    rise: frozenset[str]
    fall: frozenset[str]
    put: frozenset[str]
    launch: frozenset[str]
    occur: frozenset[str]
    detect: frozenset[str]
    cross: frozenset[str]
    stop: frozenset[str]
    identify: frozenset[str]
    revise: frozenset[str]
    bystand: frozenset[str]
    acts: frozenset[str]
    preparing: frozenset[str]
    pronouns: frozenset[str]
    sorts: frozenset[str]
    seeming: frozenset[str]
    reported: frozenset[str]
    tried: frozenset[str]
    negations: frozenset[str]
    possible: frozenset[str]
    altitude: frozenset[str]
    distance: frozenset[str]
    missiles: frozenset[str]
    vehicles: frozenset[str]


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    macros: dict[str, str]
    subject: str
    stems: dict[str, str]
    coming: str
    headline: str
    triggers: _Triggers
    tally: tuple[str, ...]
    perfect: tuple[str, ...]
    counted: str
    history: tuple[str, ...]
    current: tuple[str, ...]
    again: tuple[str, ...]
    several: tuple[str, ...]
    salvo: tuple[str, ...]
    answer: tuple[str, ...]
    aimed: str
    more: str
    order: str
    grounded: tuple[str, ...]
    modal: tuple[str, ...]
    potential: str
    elsewhere: str
    veto: str
    flight: _Flight
    slots: dict[Slot, tuple[str, ...]]
    satellite: tuple[str, ...]
    type: str
    ground: tuple[str, ...]
    count: tuple[str, ...]
    single: tuple[str, ...]
    listed: tuple[str, ...]
    beside_site: str
    offset: str
    region: tuple[str, ...]
    pad: str
    terms: dict[Slot, dict[str, tuple[str, ...]]]
    carriers: dict[str, str]
    zone: _Zone
    ordinal: _Ordinal


class LaunchRules(msgspec.Struct, frozen=True, kw_only=True):
    """The table's rows as compiled patterns."""

    subject: re.Pattern[str]
    stems: dict[str, re.Pattern[str]]
    coming: re.Pattern[str]
    headline: re.Pattern[str]
    trigger: Patterns
    act: Patterns
    flight: Patterns
    dated: Patterns
    noun: Patterns
    tally: Patterns
    perfect: Patterns
    counted: re.Pattern[str]
    history: Patterns
    current: Patterns
    again: Patterns
    several: Patterns
    salvo: Patterns
    answer: Patterns
    aimed: re.Pattern[str]
    more: re.Pattern[str]
    order: re.Pattern[str]
    grounded: Patterns
    modal: Patterns
    potential: re.Pattern[str]
    elsewhere: re.Pattern[str]
    veto: re.Pattern[str]
    flight_words: FlightWords
    slots: dict[Slot, Patterns]
    satellite: Patterns
    type: re.Pattern[str]
    ground: Patterns
    count: Patterns
    single: Patterns
    listed: Patterns
    beside_site: re.Pattern[str]
    offset: re.Pattern[str]
    region: Patterns
    pad: re.Pattern[str]
    terms: dict[Slot, dict[str, Patterns]]
    carriers: dict[str, re.Pattern[str]]
    zones: dict[ZoneKind, re.Pattern[str]]
    outside: re.Pattern[str]
    inside: re.Pattern[str]
    ordinal: Patterns
    pause: Patterns


def load_launch_rules(inflector: Inflector) -> LaunchRules:
    """Load and compile the table. Raises ``TableError`` when a row is malformed or names an unknown macro."""
    table = load_table(TABLE, _Table)
    triggers = table.triggers
    macros = {**table.macros, "number": table.ordinal.number}

    def one(pattern: str) -> re.Pattern[str]:
        return compile_pattern(f"{TABLE}.yaml", _expand(pattern, macros))

    def many(patterns: Iterable[str]) -> Patterns:
        return tuple(one(pattern) for pattern in patterns)

    return LaunchRules(
        subject=one(table.subject),
        stems={name: one(pattern) for name, pattern in table.stems.items()},
        coming=one(table.coming),
        headline=one(table.headline),
        trigger=many((*triggers.act, *triggers.flight, *triggers.dated, *triggers.noun)),
        act=many(triggers.act),
        flight=many(triggers.flight),
        dated=many(triggers.dated),
        noun=many(triggers.noun),
        tally=many(table.tally),
        perfect=many(table.perfect),
        counted=one(table.counted),
        history=many(table.history),
        current=many(table.current),
        again=many(table.again),
        several=many(table.several),
        salvo=many(table.salvo),
        answer=many(table.answer),
        aimed=one(table.aimed),
        more=one(table.more),
        order=one(table.order),
        grounded=many(table.grounded),
        modal=many(table.modal),
        potential=one(table.potential),
        elsewhere=one(table.elsewhere),
        veto=one(table.veto),
        flight_words=_flight_words(table.flight, inflector),
        slots={slot: many(patterns) for slot, patterns in table.slots.items()},
        satellite=many(table.satellite),
        type=one(table.type),
        ground=many(table.ground),
        count=many(table.count),
        single=many(table.single),
        listed=many(table.listed),
        beside_site=one(table.beside_site),
        offset=one(table.offset),
        region=many(table.region),
        pad=one(table.pad),
        terms={slot: {code: many(patterns) for code, patterns in codes.items()} for slot, codes in table.terms.items()},
        carriers={code: one(pattern) for code, pattern in table.carriers.items()},
        zones={name: one(pattern) for name, pattern in table.zone.names.items()},
        outside=one(table.zone.outside),
        inside=one(table.zone.inside),
        ordinal=many(table.ordinal.patterns),
        pause=many(table.ordinal.pause),
    )


_VERBS = (
    "fly",
    "cover",
    "rise",
    "fall",
    "put",
    "launch",
    "occur",
    "detect",
    "cross",
    "stop",
    "identify",
    "revise",
    "bystand",
)
_NOUNS = ("acts", "preparing", "altitude", "distance", "missiles", "vehicles")
_PLAIN = ("pronouns", "sorts", "seeming", "reported", "tried", "negations", "possible")


def _flight_words(row: _Flight, inflector: Inflector) -> FlightWords:
    forms = {name: _forms(getattr(row, name), inflector.verb) for name in _VERBS}
    forms |= {name: _forms(getattr(row, name), inflector.noun) for name in _NOUNS}
    return FlightWords(**forms, **{name: frozenset(getattr(row, name).split()) for name in _PLAIN})


def _forms(words: str, inflect: Callable[[str], Iterable[str]]) -> frozenset[str]:
    return frozenset(form for word in words.split() for form in inflect(word))


def _expand(pattern: str, macros: dict[str, str]) -> str:
    """Replace ``%name`` by its macro, also inside macros."""

    def macro(match: re.Match[str]) -> str:
        if match[1] not in macros:
            raise TableError(f"{TABLE}.yaml", f"pattern {pattern!r} names no macro: {match[0]}", "add it to `macros`")
        return _expand(macros[match[1]], macros)

    return _MACRO.sub(macro, pattern)

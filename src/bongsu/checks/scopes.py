"""What "first launch since" counts: the noun as a scope over launches of the chronicle."""

import re
from collections.abc import Collection
from typing import Final, Literal, get_args

import msgspec

from bongsu.reference.chronicle import Mode, PastLaunch, RangeClass

Standing = Literal["in", "perhaps", "out"]

_MODES: Final[tuple[Mode, ...]] = ("ballistic", "cruise", "satellite", "artillery", "interceptor", "undetermined")
BALLISTIC: Final = frozenset({"ballistic", "SRBM", "MRBM", "IRBM", "ICBM", "SLBM"})
"""Codes of the classes that are ballistic missiles."""
_HIGH: Final = 500.0
"""Apogee in km under which a flight to its end is no test of an ICBM: those of the chronicle rose 2,802 or more."""
_FAR: Final = 900.0
"""Distance in km within which nothing from North Korea has crossed Japan: Honshu is that far from the east coast."""
_NARROW: Final = frozenset({"ICBM", "IRBM", "MRBM", "SLBM", "glide"})
_PLAIN: Final = (
    r"a|an|one|it|the|its|their|his|this|such a|new|of|by|from|in|on|within|that|has|have|had|to|been"
    r"|be|was|were|is|any|north korean"
    r"|(?:(?:rogue|reclusive|isolated|secretive|communist|nuclear-armed|hermit) )?"
    r"(?:north korea|pyongyang|north|dprk|kim jong un|country|nation|state|regime|kingdom)(?:['’]s)?"
    r"|(?:test|flight|trial)[- ]?(?:fir(?:e|ed|ing|ings)|launch(?:ed|es|ing)?|flights?)|launch(?:ed|es|ing|ings)?"
    r"|tests?|tested|testing|fir(?:e|es|ed|ing|ings)|conducted|carried out|sent|missiles?|weapons?|projectiles?"
    r"|rockets?|such|known|reported|time|round|provocations?|activit(?:y|ies)|over|more than|about|around|nearly|almost"
    r"|just|less than|at least|as|many|some|roughly|only|fl(?:y|ew|own|ying|ies)|land(?:ed|ing)?|fall(?:en|ing)?|fell"
    r"|splash(?:ed)? down|enter(?:ed)?|pass(?:ed)?|inside|into|through|past|cross(?:ed)?|reach(?:ed)?|so far"
)
_KNOWN = re.compile(rf"(?:{_PLAIN})\b", re.IGNORECASE)
_OVERFLIGHT = re.compile(
    r"(?:\b(?:fl\w+|pass\w*|fir\w+|launch\w*|sent|cross\w*|missiles?|rockets?|projectiles?) )?"
    r"(?:over|across|past) (?:the |northern |mainland )*Japan(?:ese (?:territory|soil|airspace))?\b"
    r"|\boverflight\b(?: of Japan)?",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"\b(?:in(?:to|side)?|within|enter\w*|reach\w*) (?:waters (?:in|inside|of) )?(?:Japan['’]s |its |the |Japanese )*"
    r"(?:exclusive economic zone|economic zone|EEZ)(?: of Japan)?(?: \(EEZ\))?",
    re.IGNORECASE,
)
_KINDS: Final[tuple[tuple[str, frozenset[Mode], frozenset[RangeClass]], ...]] = (
    (
        r"(?:intercontinental(?:[- ]range)?[- ]ballistic[- ]missiles?(?: \(ICBM\))?|ICBMs?)",
        frozenset({"ballistic"}),
        frozenset({"ICBM"}),
    ),
    (
        r"(?:submarine[- ]launched ballistic missiles?(?: \(SLBM\))?|SLBMs?)",
        frozenset({"ballistic"}),
        frozenset({"SLBM"}),
    ),
    (
        r"(?:short[- ]range[- ]ballistic[- ]missiles?(?: \(SRBMs?\))?|SRBMs?)",
        frozenset({"ballistic"}),
        frozenset({"SRBM"}),
    ),
    (r"ballistic(?:[- ]missiles?)?", frozenset({"ballistic"}), frozenset()),
    (r"cruise[- ]missiles?", frozenset({"cruise"}), frozenset()),
    (
        r"(?:spy |reconnaissance |military )*satellites?|space(?:[- ]launch(?:es)?)?",
        frozenset({"satellite"}),
        frozenset(),
    ),
)
_NARROWING = re.compile(
    r"^\W*(?:of|from|with|using|involving|over|that (?:flew|fell|landed|passed)|into|to|capable|under|for|in which)\b"
    r"[^.;,]{0,40}",
    re.IGNORECASE,
)
_OF_CLASS: Final = "launches of that missile or class alone may be counted"
_SUCH = re.compile(r"\bsuch\b(?! an? )", re.IGNORECASE)
_NOUN = re.compile(r"\bmissiles?\b", re.IGNORECASE)


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """What is counted.

    Attributes:
        words: the words that say it.
        modes: what counts for sure.
        loose: what some count and others do not.
        classes: what of these counts, by class; all when empty.
        over: the state that it has to fly over; None when it does not matter.
        in_zone: whether it has to fall in Japan's exclusive economic zone.
        doubt: why it is not clear what is counted; None when it is.
        alone: the classes of which alone launches may be counted, where that is the doubt.
    """

    words: str
    modes: frozenset[Mode]
    loose: frozenset[Mode] = frozenset()
    classes: frozenset[RangeClass] = frozenset()
    over: str | None = None
    in_zone: bool = False
    doubt: str | None = None
    alone: frozenset[RangeClass] = frozenset()

    @property
    def readings(self) -> tuple["Scope", ...]:
        """What may be counted: this, where nothing is in doubt or nothing but whether one class alone is meant."""
        if self.doubt not in {None, _OF_CLASS}:
            return ()
        plain = msgspec.structs.replace(self, doubt=None, alone=frozenset())
        return (plain, msgspec.structs.replace(plain, classes=self.alone)) if self.alone else (plain,)

    def standing(self, launch: PastLaunch) -> Standing:
        """Say whether a launch counts: not for sure when it failed, or when what decides is not known of it."""
        parts = (self._by_mode(launch), self._by_class(launch), self._by_path(launch), self._by_zone(launch))
        if "out" in parts:
            return "out"
        sure = launch.is_sure and launch.outcome != "failure" and self.doubt is None
        return "in" if sure and set(parts) == {"in"} else "perhaps"

    def _by_mode(self, launch: PastLaunch) -> Standing:
        if launch.mode in self.modes:
            return "in"
        return "perhaps" if launch.mode in self.loose or launch.mode == "undetermined" else "out"

    def _by_class(self, launch: PastLaunch) -> Standing:
        if not self.classes or self.classes & set(launch.classes):
            return "in"
        if (
            self.classes == {"ICBM"}
            and launch.outcome in {"success", "unknown"}
            and (launch.apogee_km or _HIGH) < _HIGH
        ):
            return "out"
        return "out" if launch.classes else "perhaps"

    def _by_path(self, launch: PastLaunch) -> Standing:
        if self.over is None:
            return "in"
        if launch.overflight is None:
            is_short = set(launch.classes) == {"SRBM"} or (launch.distance_km or _FAR) < _FAR
            return "out" if is_short else "perhaps"
        return "in" if self.over in launch.overflight else "out"

    def _by_zone(self, launch: PastLaunch) -> Standing:
        if not self.in_zone or launch.zone == "inside":
            return "in"
        return "out" if launch.zone == "outside" else "perhaps"


def read_scope(words: str, after: str, classes: Collection[str], *, names_system: bool) -> Scope:
    """Return what words count.

    Args:
        words: the words between the number and the period: "missile to fly over Japan".
        after: the words after the period, to the end of the clause: they may narrow it.
        classes: the classes that the report claims for the launch, by code.
        names_system: whether the report names the missile.
    """
    rest, over = _cut(_OVERFLIGHT, words)
    rest, zone = _cut(_ZONE, rest)
    modes, kinds = frozenset[Mode](), frozenset[RangeClass]()
    for pattern, found, narrow in _KINDS:
        cut, hit = _cut(re.compile(rf"\b{pattern}\b", re.IGNORECASE), rest)
        if hit:
            rest, modes, kinds = cut, found, narrow
            break
    doubt = _doubt(_unknown(rest) or _narrowing(after), words, classes, names_system=names_system, bare=not modes)
    if over and doubt == _OF_CLASS:  # "the second to fly over Japan": any that did
        doubt = None
    loose = _loose(words, modes, kinds, over=over, zone=zone)
    modes = modes or frozenset[Mode]({"ballistic"})
    return Scope(
        words=" ".join(words.split()) or "launch",
        modes=modes,
        loose=loose,
        classes=kinds,
        over="JPN" if over else None,
        in_zone=zone,
        doubt=doubt,
        alone=frozenset(get_args(RangeClass)) & frozenset(classes) if doubt == _OF_CLASS else frozenset(),
    )


def _loose(
    words: str, modes: frozenset[Mode], kinds: frozenset[RangeClass], *, over: bool, zone: bool
) -> frozenset[Mode]:
    """Return what some count and others do not: a satellite rides on ballistic technology, a shell is no missile."""
    if modes:
        return frozenset({"satellite"}) if modes == {"ballistic"} and not kinds else frozenset()
    if over or zone:
        return frozenset({"satellite"})
    if _NOUN.search(words) is not None:
        return frozenset({"satellite", "cruise", "interceptor"})
    return frozenset(_MODES) - {"ballistic"}


def _cut(pattern: re.Pattern[str], words: str) -> tuple[str, bool]:
    """Return words without what a pattern finds in them, and whether it found something."""
    cut, number = pattern.subn(" ", words)
    return cut, number > 0


def _unknown(words: str) -> str | None:
    """Return the first words that are not known to leave the scope as it is."""
    rest = words.strip(" ,-—–()\"“”'’")
    while rest:
        match = _KNOWN.match(rest)
        if match is None:
            return rest.split()[0]
        rest = rest[match.end() :].lstrip(" ,-—–()\"“”'’")
    return None


def _narrowing(after: str) -> str | None:
    """Return the words right after the period that may narrow what is counted: "this month from a submarine"."""
    match = _NARROWING.match(after)
    return match[0].strip() if match is not None else None


def _doubt(unknown: str | None, words: str, classes: Collection[str], *, names_system: bool, bare: bool) -> str | None:
    """Return why it is not clear what words count; None when it is."""
    if unknown is not None:
        return f'"{unknown}" may narrow it'
    if not words.strip():  # "A missile flew over Japan. It was the first since 2017": the first over Japan
        return "the words do not name what is counted"
    such = _SUCH.search(words) is not None
    if bare and set(classes) - BALLISTIC:
        return f"the launch is {', '.join(sorted(set(classes) - BALLISTIC))}, and only these may be counted"
    alike = _NOUN.search(words) is None and (names_system or _NARROW & set(classes))
    return _OF_CLASS if such or (bare and alike) else None

"""Which resolutions of the Security Council bound the launching state and covered the launch?"""

import datetime as dt
import functools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from bongsu.checks.amounts import codes, facts
from bongsu.checks.days import day_claim, days_of, published_on, state_of
from bongsu.checks.system import modes_of
from bongsu.model import Claim, Evidence, Finding, Incident, Mention, Report, Span, TimeExpr, Verdict
from bongsu.reference import load_tables
from bongsu.reference.law import Law, Period, Resolution
from bongsu.reference.tables import MODES, System

_SENTENCE: Final = re.compile(r"(?<![A-Z]\.)(?<=[.!?])['\"”’)]*\s+(?=['\"“‘(]*[A-Z])|\n+")
_COUNCIL: Final = r"(?:U\.?N\.?|United Nations|Security Council|UNSC)"
_VIOLATION: Final = re.compile(
    rf"\b(?:violat|breach|defiance|defie|flout|contraven)\w*\b(?=[^;\n]{{0,80}}{_COUNCIL})[^;\n]{{0,120}}?\b(?:resolutions?|bans?)\b"
    rf"(?: (?P<numbers>\d{{4}}(?: \(\d{{4}}\))?(?:(?:,| and|, and) \d{{4}}(?: \(\d{{4}}\))?)*))?"
)
_LAUNCH: Final = re.compile(r"\b(?:launch|missile|rocket|satellite|projectile|firing|fired|test)", re.IGNORECASE)
_OTHER_ACT: Final = re.compile(
    r"\b(?:oil|petroleum|ships?|vessel|tanker|coal|exports?|imports?|arms|sanctions|would|if)\b"
)
_ROCKETS: Final = {"ballistic", "satellite"}  # what some call a missile, others call a launch into orbit
_MODES: Final = {
    "ballistic": "a ballistic launch",
    "satellite": "a launch of a satellite",
    "glide": "a launch of a glide vehicle",
    "undetermined": "a launch of a kind that is not told",
}


def check_law(incident: Incident, report: Report, law: Law, systems: Mapping[str, System]) -> tuple[Finding, ...]:
    """Say which resolutions of the Security Council bound the launching state on the day and covered such a launch.

    The table has the resolutions on North Korea (1695 of 2006 to 2397 of 2017), on Iran (1929, 2231) and on India and
    Pakistan (1172), each with its verb, its time in force and the launches that its words reach. Resolution 1718 of
    2006 is the first that binds; since 1874 of 2009 any launch using ballistic missile technology is meant, satellites
    too. Cruise missiles are in none, and a launch of which the kind is not told is not guessed at; where a missile is
    named, its kind is that of the table of systems, by rows that were read in a source. What some call a satellite and
    others a ballistic missile is held against resolutions that cover both.

    Supported: a resolution that binds was in force and covers the launch. Where the report calls the launch a
    violation, those words are quoted: they are somebody's claim, and a judgement that this check does not make.

    Cannot tell: the resolution calls upon and does not bind; it has a condition ("capable of delivering nuclear
    weapons"), or its being in force is contested. So it is when the report speaks of a violation, and the launch was
    of a cruise missile or of no known kind, or the state is under a resolution that does not bind.

    Contradicted: the report says of the launch that it violates resolutions of the Council, and the state is under no
    ban by any (China, Russia, the United States, South Korea, Israel); the sentence must speak of a launch, and the
    report name no state that is under one, whose launch may be meant. So is a resolution by number that was adopted
    after the launch, or had ended.

    Without a claim of violation it says nothing about cruise missiles, launches of an unknown kind, and states
    without a ban.

    Returns:
        One finding a launch, and one for each resolution that is named by its number and does not fit.
    """
    launch = _launch(incident, report, systems)
    if launch is None:
        return ()
    said = list(_violations(report, launch.state, law))
    named = [finding for quote, numbers in said for finding in _named(incident, launch, law, quote, numbers)]
    return (*_covered(incident, launch, law, [quote for quote, _ in said]), *named)


class _Launch(msgspec.Struct, frozen=True):
    """A launch as the account has it: whose, of what mode, when, and the claims that say so.

    It has two modes where some say satellite and others ballistic missile, and a first and a last day that differ where
    only the week, month or year is told.
    """

    state: str
    modes: tuple[str, ...]
    days: tuple[dt.date, dt.date]
    when: str
    claims: tuple[Claim, ...]

    @property
    def name(self) -> str:
        """Its name for people: ``a ballistic launch by North Korea on 2025-01-06``."""
        kind = " or ".join(_MODES.get(mode, f"a {mode} launch") for mode in self.modes)
        return f"{kind} by {load_tables().countries[self.state].name} {self.when}"

    def within(self, one: Resolution) -> Period | None:
        """Return the time in force in which the whole of its days lies."""
        first, last = (one.period(day) for day in self.days)
        return first if first == last else None

    def is_apart(self, one: Resolution) -> bool:
        """Say whether a resolution was in force on neither end of its days."""
        return all(one.period(day) is None for day in self.days)


def _launch(incident: Incident, report: Report, systems: Mapping[str, System]) -> _Launch | None:
    """Return the launch of an incident when it happened, by one state, at a time that is known."""
    claims = facts(incident, report)
    actors = [c for c in claims if c.slot == "actor" and isinstance(c.value, Mention) and c.value.entity is not None]
    dated = day_claim(claims) or next((c for c in claims if c.slot == "time" and days_of(c) is not None), None)
    time = _time(dated, report)
    state = state_of(claims)
    modes = _modes(incident, claims, systems)
    if state is None or time is None or not modes:
        return None
    named = [claim for claim in claims if claim.slot == "system"] if not codes(claims, "class") else []
    return _Launch(state, modes, *time, (*actors[:1], *named[:1], *(() if dated is None else (dated,))))


def _time(dated: Claim | None, report: Report) -> tuple[tuple[dt.date, dt.date], str] | None:
    """Return the first and the last day of a launch, and its time in words; those of the report where none is told."""
    days = None if dated is None else days_of(dated)
    if dated is None or days is None or not isinstance(dated.value, TimeExpr):
        told = published_on(report)
        return None if told is None else ((told, told), f"told of on {told}")
    return days, f"on {days[0]}" if days[0] == days[1] else f"in {dated.value.value}"


def _modes(incident: Incident, claims: Sequence[Claim], systems: Mapping[str, System]) -> tuple[str, ...]:
    """Return the modes that a launch may have had; none where events differ.

    Where no event tells it, they are those of the classes that are claimed, or of the missile that is named.
    """
    modes = {event.mode or "undetermined" for event in incident.events} - {"undetermined"}
    if modes:
        return tuple(modes) if len(modes) == 1 else ()
    classes = codes(claims, "class")
    told = {MODES[code] for code in classes & MODES.keys()} if classes else modes_of(claims, systems)
    is_told = told and classes <= MODES.keys() and (len(told) == 1 or told == _ROCKETS)
    return tuple(sorted(told)) if is_told else ("undetermined",)


def _violations(report: Report, state: str, law: Law) -> Iterator[tuple[Evidence, tuple[int, ...]]]:
    """Yield the sentences that call a launch a violation of resolutions, with the numbers that they name.

    Sentences on ships and oil are left out, and those that name another state which a resolution binds or addresses.
    Where the report names such a state elsewhere, they may be of its launch, and count only where that state is under
    none of the resolutions that are meant and the launching state is under one.
    """
    others = _names(tuple(sorted(law.states - {state})))
    named = {one for one in law.states - {state} if _names((one,)).search(report.text)}
    start = 0
    for end in (*(match.start() for match in _SENTENCE.finditer(report.text)), len(report.text)):
        words = report.text[start:end]
        match = _VIOLATION.search(words)
        if match is not None and _LAUNCH.search(words) and not _OTHER_ACT.search(words) and not others.search(words):
            numbers = tuple(map(int, re.findall(r"(?<!\()\b\d{4}\b", match["numbers"] or "")))
            first = start + len(words) - len(words.lstrip(" \n'\"”’)"))
            if not _of_another(state, numbers, named, law):
                yield report.quote(Span(first, end)), numbers
        start = end


def _of_another(state: str, numbers: Sequence[int], named: Collection[str], law: Law) -> bool:
    """Say whether a violation that names no state may be that of another state which the report names."""
    meant = [one for one in law.resolutions if one.number in numbers] or law.resolutions
    return any(set(named) & set(one.states) for one in meant) and not any(state in one.states for one in meant)


@functools.cache
def _names(states: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of all names of states, of their people and of their governments."""
    countries = [load_tables().countries[state] for state in states]
    names = [n for c in countries for n in (*c.names, *c.adjectives, *c.people, *c.government)]
    names += [n for c in countries if c.capital is not None for n in c.capital.names]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names)) or '(?!)'})(?!\w)")


def _covered(incident: Incident, launch: _Launch, law: Law, quotes: Sequence[Evidence]) -> Iterator[Finding]:
    """Yield what the resolutions in force say of a launch, where they speak of it or the report does."""
    in_force = [one for one in law.resolutions if launch.state in one.states and launch.within(one) is not None]
    covering = [one for one in in_force if set(launch.modes) <= set(one.covers)]
    settled = [one for one in covering if one.binding and one.only is None and not _contested(one, launch)]
    told = _told(quotes)
    if settled:
        listed = _listed(settled)
        message = f"{launch.name} is covered by {listed}, in force and binding then{told}"
        yield _finding(incident, launch, "supported", message, settled, quotes)
    elif covering and (quotes or launch.state not in law.without_ban):
        reasons = "; ".join(_reason(one, launch) for one in covering)
        yield _finding(incident, launch, "cannot tell", f"{launch.name}: {reasons}{told}", covering, quotes)
    elif quotes:
        verdict, reason = _uncovered(launch, in_force, law)
        yield _finding(incident, launch, verdict, f"{launch.name}: {reason}{told}", in_force, quotes)


def _uncovered(launch: _Launch, in_force: Sequence[Resolution], law: Law) -> tuple[Verdict, str]:
    """Return the verdict on a claim of violation that no resolution in force covers."""
    if (
        not in_force
        and launch.state in law.without_ban
        and not any(launch.state in one.states for one in law.resolutions)
    ):
        return "contradicted", "no resolution bans launches by that state"
    if "undetermined" in launch.modes:
        return "cannot tell", "the report does not say what kind of missile it was, and not every kind is covered"
    if in_force:
        return (
            "cannot tell",
            f"no resolution in force covers it ({_listed(in_force)} are on other launches or measures)",
        )
    return "cannot tell", "the table has no resolution on it that was in force"


def _named(incident: Incident, launch: _Launch, law: Law, quote: Evidence, numbers: Sequence[int]) -> Iterator[Finding]:
    """Yield findings on the resolutions that a claim of violation names, where they do not fit the launch."""
    for number in numbers:
        one = law.numbered(number)
        if one is None:
            message = f"resolution {number} is not in the table of those on launches"
            yield _finding(incident, launch, "cannot tell", message, (), (quote,))
        elif launch.state not in one.states:
            message = f"resolution {number} is not on {load_tables().countries[launch.state].name}"
            yield _finding(incident, launch, "contradicted", message, (one,), (quote,))
        elif launch.is_apart(one):
            times = " and ".join(f"from {p.start}{f' to {p.end}' if p.end else ''}" for p in one.in_force)
            message = f"resolution {number} was in force {times}, and not {launch.when.removeprefix('told of ')}"
            yield _finding(incident, launch, "contradicted", message, (one,), (quote,))


def _contested(one: Resolution, launch: _Launch) -> str | None:
    period = launch.within(one)
    return None if period is None else period.contested


def _reason(one: Resolution, launch: _Launch) -> str:
    """Return why a resolution in force does not settle it."""
    reasons = [] if one.binding else [f"{one.verb} and does not bind"]
    reasons += [f"is on {one.only}"] if one.only is not None else []
    contested = _contested(one, launch)
    reasons += [contested] if contested is not None else []
    return f"resolution {one.number} {', and '.join(reasons)}"


def _listed(resolutions: Sequence[Resolution]) -> str:
    """Return numbers for people: ``resolutions 1718 and 1874``."""
    numbers = [str(one.number) for one in resolutions]
    if len(numbers) == 1:
        return f"resolution {numbers[0]}"
    return f"resolutions {', '.join(numbers[:-1])} and {numbers[-1]}"


def _told(quotes: Sequence[Evidence]) -> str:
    """Return what to say of claims of violation: they are quoted, and not judged."""
    return "; that it violates them is the word of whoever is quoted" if quotes else ""


def _finding(  # noqa: PLR0913, PLR0917 - one argument a field
    incident: Incident,
    launch: _Launch,
    verdict: Verdict,
    message: str,
    resolutions: Sequence[Resolution],
    quotes: Sequence[Evidence],
) -> Finding:
    figures: dict[str, float | str] = {
        "state": launch.state,
        "mode": ", ".join(launch.modes),
        "date": launch.when.rpartition(" ")[2],
    }
    figures |= {f"resolution {one.number}": one.source for one in resolutions}
    return Finding(
        check="law",
        verdict=verdict,
        incident_id=incident.id,
        message=message,
        claims=launch.claims,
        figures=figures,
        quotes=tuple(quotes),
    )

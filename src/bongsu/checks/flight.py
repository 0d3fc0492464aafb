"""Do distance, apogee and time of flight fit one ballistic arc, and the distance the class of the missile?"""

import math
import re
from collections.abc import Iterator, Sequence
from typing import Final

from bongsu.checks import classes
from bongsu.checks.amounts import (
    BEST_FIRST,
    SEVERAL,
    Set,
    are_several,
    codes,
    ends,
    facts,
    in_slot,
    is_said,
    rule,
    sets,
    shown,
    written,
)
from bongsu.flight import (
    HALF_WAY_ROUND,
    LONGEST_BOOST,
    SHORTEST_BOOST,
    Shape,
    ideal_time,
    minimum_energy_apogee,
    shape,
)
from bongsu.model import Claim, Finding, Incident, Report, Verdict
from bongsu.units import spread

SPACE: Final = 100_000.0
"""Apogee in metres from which only what flies ballistically comes down again (the Kármán line of the FAI)."""
_TOO_LONG: Final = 2 * LONGEST_BOOST
_OTHER: Final = {"cruise", "glide", "satellite", "artillery", "interceptor", "drone"}
_GLIDES = re.compile(r"\bhypersonic\b|\bglid(?:e|er|ing)\b|\bmano?eu?v(?:er|re)\w*|\bcruise missile", re.IGNORECASE)
_IF = r"(?<!\bnot )(?<!\bno )(?<!\bnon-)(?<!\bif )(?<!\bwithout )"
_LOFTED = re.compile(
    rf"{_IF}\b(?:lofted|steep(?:ly)?|high[- ]angle|(?:nearly?|almost)[- ]vertical(?:ly)?)\b", re.IGNORECASE
)
_DEPRESSED = re.compile(rf"{_IF}\b(?:depressed|flat(?:tened)?|low)[- ](?:flight )?trajector", re.IGNORECASE)


def check_flight(incident: Incident, report: Report) -> tuple[Finding, ...]:
    """Hold distance, apogee and time of flight against one arc, and the distance against the class.

    Arc: a distance and an apogee fix an ellipse over a sphere of 6,371 km, and Kepler's equation the time that it
    takes without thrust or air. A ballistic missile needs 0.5 to 5 minutes more, for the powered ascent: that is what
    the published figures of fourteen launches from 2017 to 2024 show. Supported: the stated time exceeds the ideal by
    that much. Contradicted: it is shorter than the ideal, or longer by more than 10 minutes. That is an
    inconsistency of the figures and proves nothing about the launch. In between, or without a stated time, it cannot
    tell. It names the shape: lofted from 4/3 of the apogee of the least energy, depressed or gliding up to 3/4 of
    it, near minimum-energy between; "lofted" and "depressed" in the words are held against it.

    The figures of one speaker are held against each other; where a speaker lacks one, another's is taken, and the
    finding says so. Every figure is read as rounded to the largest of 1, 5, 10, 50, 100 … that divides it and is no
    more than a tenth of it, twice that after "about"; the bounds of the time are those of the bounds of the figures.
    Where a speaker gives several figures, the set that fits best counts. Outside of the model, so that it
    cannot tell: what glides, manoeuvres or cruises, satellites, an arc that is depressed, and several missiles in one
    account, whose figures may be of different ones.

    Class: by maximum range in US usage a short-range missile flies up to 1,000 km, a medium-range one 3,000, an
    intermediate-range one 5,500. The class is the missile's and not the shot's, so a shorter shot is supported.
    A longer one is contradicted, beyond a tenth, as usages differ; the press calls many things "medium-range", which
    is contradicted from 5,500 km. Which range a missile could reach is never worked out.
    """
    claims = facts(incident, report)
    outside = _outside(claims)
    found = (
        *(_best(incident, group, outside) for group in sets(claims, ("distance", "apogee", "duration"))),
        *_without(incident, claims, outside),
        *_named_shapes(incident, claims),
        *classes.check(incident, report, claims),
    )
    return tuple(finding for finding in found if finding is not None)


def _outside(claims: Sequence[Claim]) -> str | None:
    """Return why the model does not cover a launch; None when it does."""
    kinds = codes(claims, "class") & _OTHER
    if kinds:
        return f"a {min(kinds)} launch is outside of the model"
    said = is_said(_GLIDES, [claim for claim in claims if claim.slot in {"actor", "count", "system", "distance"}])
    if said is not None:
        return f'what is said to be "{said[0].lower()}" may glide, which is outside of the model'
    return SEVERAL if are_several(claims) else None


def _best(incident: Incident, group: Sequence[Set], outside: str | None) -> Finding | None:
    """Return what comes of the figures of a speaker: of several sets, the one that fits best."""
    found = [finding for one in group if (finding := _arc(incident, one, outside)) is not None]
    return min(found, key=lambda finding: BEST_FIRST.index(finding.verdict), default=None)


def _arc(incident: Incident, one: Set, outside: str | None) -> Finding | None:
    distance, apogee, duration = map(spread, one.amounts)
    if not (distance[1] > 0 and distance[0] <= HALF_WAY_ROUND and apogee[1] > 0):
        return None
    form = _shape(distance, apogee)
    ideal = _ideal(distance, apogee)
    extra = duration[0] - ideal[1], duration[1] - ideal[0]
    verdict, reason = _verdict(extra, form, outside, apogee[0], codes(incident.claims, "class"))
    first, second, third = map(written, one.amounts)
    message = (
        f"an arc of {first} with an apogee of {second} takes {shown(ideal, 's')}, and a ballistic flight 0.5 to 5 "
        f"min more; {third} {reason}{_form(form, distance)}; {rule(*one.amounts)}"
        f"{'; the figures are not all of one speaker' if one.borrowed else ''}"
    )
    figures = {**_bounds(one), **ends("ideal", ideal), **({"shape": form} if form else {})}
    return _finding(incident, verdict, message, one.claims, figures)


def _shape(distance: tuple[float, float], apogee: tuple[float, float]) -> Shape | None:
    return shape(distance, apogee) if distance[0] > 0 and distance[1] < 0.99 * HALF_WAY_ROUND else None


def _ideal(distance: tuple[float, float], apogee: tuple[float, float]) -> tuple[float, float]:
    """Return the least and greatest ideal time: those of the least and greatest figures, as it grows with both."""
    low = ideal_time(distance[0], apogee[0]) if apogee[0] > 0 else 0.0
    return low, ideal_time(min(distance[1], HALF_WAY_ROUND), apogee[1]) if math.isfinite(apogee[1]) else math.inf


def _verdict(
    extra: tuple[float, float], form: Shape | None, outside: str | None, apogee: float, kinds: set[str]
) -> tuple[Verdict, str]:
    """Return the verdict and its reason from the seconds, at least and at most, that are more than the ideal."""
    if outside is None and form == "depressed or gliding":
        outside = "it may have glided, which is outside of the model"
    if outside is None and not kinds and apogee < SPACE:
        outside = "the report does not say what kind of missile flew"
    if outside is not None:
        return "cannot tell", f"cannot be compared: {outside}"
    if extra[1] < 0:
        return "contradicted", f"is less than the arc alone, by {-extra[1] / 60:.1f} min or more"
    if extra[0] > _TOO_LONG:
        return "contradicted", f"is more by {extra[0] / 60:.1f} min or more"
    if math.isinf(extra[0]) or math.isinf(extra[1]):
        return "cannot tell", "does not settle it: a figure has no upper end"
    fits = extra[1] >= SHORTEST_BOOST and extra[0] <= LONGEST_BOOST
    return ("supported", "fits") if fits else ("cannot tell", "is close to that and does not settle it")


def _form(form: Shape | None, distance: tuple[float, float]) -> str:
    if form is None:
        return ""
    cheapest = minimum_energy_apogee(sum(distance) / 2)
    return f"; the shape is {form} (minimum-energy apogee {cheapest / 1000:,.0f} km)"


def _bounds(one: Set) -> dict[str, float | str]:
    return {
        name: value
        for claim, amount in zip(one.claims, one.amounts, strict=True)
        for name, value in ends(claim.slot, spread(amount)).items()
    }


def _without(incident: Incident, claims: Sequence[Claim], outside: str | None) -> Iterator[Finding]:
    """Yield what is left where a figure is missing: the shape without a time, a bound without a distance."""
    has = {slot for slot in ("distance", "apogee", "duration") if in_slot(claims, slot)}
    if has == {"distance", "apogee"}:
        groups = list(sets(claims, ("distance", "apogee")))
        own = [group for group in groups if not group[0].borrowed]
        for group in own or groups[:1]:
            yield from _without_time(incident, group[:1], outside)
    if has == {"apogee", "duration"} and outside is None:
        for group in sets(claims, ("apogee", "duration")):
            found = [_straight_up(incident, one) for one in group]
            yield from (finding for finding in found[:1] if finding is not None and all(found))


def _without_time(incident: Incident, group: Sequence[Set], outside: str | None) -> Iterator[Finding]:
    for one in group:
        distance, apogee = map(spread, one.amounts)
        form = _shape(distance, apogee)
        if form is None:
            continue
        first, second = map(written, one.amounts)
        reason = f" ({outside})" if outside else ""
        message = (
            f"no time of flight is stated to hold against {first} with an apogee of {second}{reason}"
            f"{_form(form, distance)}; {rule(*one.amounts)}"
        )
        yield _finding(incident, "cannot tell", message, one.claims, {**_bounds(one), "shape": form})


def _straight_up(incident: Incident, one: Set) -> Finding | None:
    """Contradict a time in which nothing rises so high and falls again, however short the distance."""
    apogee, duration = map(spread, one.amounts)
    least = ideal_time(0.0, apogee[0]) if apogee[0] > 0 else 0.0
    if duration[1] >= least:
        return None
    first, second = map(written, one.amounts)
    message = (
        f"to rise to {first} and fall again takes {least / 60:.1f} min without any distance; {second} is less; "
        f"{rule(*one.amounts)}"
    )
    return _finding(incident, "contradicted", message, one.claims, {**_bounds(one), "ideal_low": least})


def _named_shapes(incident: Incident, claims: Sequence[Claim]) -> Iterator[Finding]:
    """Hold "lofted" and "depressed" in the words of an arc against its shape."""
    if are_several(claims):
        return
    for group in sets(claims, ("distance", "apogee")):
        one = group[0]
        form = _shape(*map(spread, one.amounts))
        said = {name: is_said(words, one.claims) for name, words in (("lofted", _LOFTED), ("depressed", _DEPRESSED))}
        for name, words in said.items():
            if form is None or words is None or all(said.values()) or len(group) > 1:
                continue
            fits = form.startswith(name)
            opposite = {"lofted": "depressed", "depressed": "lofted"}[name]
            verdict: Verdict = "supported" if fits else "contradicted" if form.startswith(opposite) else "cannot tell"
            first, second = map(written, one.amounts)
            message = (
                f'the words say "{words[0].lower()}", and an arc of {first} with an apogee of {second} is {form}'
                f"; {rule(*one.amounts)}"
            )
            yield _finding(incident, verdict, message, one.claims, {**_bounds(one), "shape": form})


def _finding(
    incident: Incident, verdict: Verdict, message: str, claims: tuple[Claim, ...], figures: dict[str, float | str]
) -> Finding:
    return Finding(
        check="flight", verdict=verdict, incident_id=incident.id, message=message, claims=claims, figures=figures
    )

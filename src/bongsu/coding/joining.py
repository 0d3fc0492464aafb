"""Which launches that the coder finds are the one of the launch account, so that no launch is listed twice."""

import datetime as dt
from collections.abc import Iterator, Sequence

import msgspec

from bongsu.coding.launch import Launch, is_plain
from bongsu.model import Claim, Event, Mention, Slot, Term, TimeExpr

_JOINING: frozenset[Slot] = frozenset({"act", "recipient", "place"})
_PLACES: frozenset[Slot] = frozenset({"site", "splash"})


def join(launches: Sequence[Launch], acts: Sequence[Event]) -> tuple[Event, ...]:
    """Return the accounts, then the acts in text order without those that tell of an account's own launch.

    Of those, the claims of the act itself, its target and its place join the account, and their contexts.
    """
    accounts = [
        msgspec.structs.replace(
            launch.event, claims=(*launch.event.claims, *_joining(launch, acts)), contexts=_contexts(launch, acts)
        )
        for launch in launches
    ]
    others = (act for act in acts if not any(tells_of(launch, act) for launch in launches))
    return (*accounts, *others)


def tells_of(launch: Launch, act: Event) -> bool:
    """Say whether an act that the coder found is the launch of an account.

    It is when it has the same words, or when it is told as having happened where the account speaks of its launch,
    and neither its actor nor its time is another. What the model alone takes for a launch is a detail of that launch
    where it has no day of its own ("besides the test"), or the account has a value from its sentence ("it flew 1,200
    km").
    """
    if act.type != "LAUNCH":
        return False
    if act.trigger.span.overlaps(launch.event.trigger.span):
        return True
    stops = act.mode == "interceptor" and _states(launch.event).isdisjoint(_states(act))
    told = is_plain(act) or _is_failure(launch.event, act)
    if stops or not told or not _same_actor(launch.event, act):  # who stops a missile has not launched it
        return False
    if any(act.trigger.span in words for words in launch.counted):
        return True
    if act.is_proposed and (not _times(act) or _gives(launch, act)):
        return True
    return any(act.trigger.span in sentence for sentence in launch.told) and _same_time(launch.event, act)


def _gives(launch: Launch, act: Event) -> bool:
    """Say whether an account has a value from the words around an act."""
    return any(act.trigger.span in claim.evidence.span for claim in launch.event.claims)


def _is_failure(account: Event, act: Event) -> bool:
    """Say whether an act that is denied says how a failed launch went: "it was unable to launch the satellite"."""
    failed = any(
        isinstance(claim.value, Term) and claim.value.code == "failure"
        for claim in account.claims
        if claim.slot == "outcome"
    )
    how = [claim.factuality for claim in act.claims]
    return failed and all(one.status == "happened" and one.certainty in {"certain", "probable"} for one in how)


def _joining(launch: Launch, acts: Sequence[Event]) -> Iterator[Claim]:
    """Yield what the acts add to an account; a place that it has as its site or splash is not said twice.

    What the model alone takes for the launch adds nothing, for no row vouches for it, but that it is told of where the
    account has found it as well.
    """
    known = [claim.value.span for claim in launch.event.claims if claim.slot in _PLACES]
    for act in acts:
        if not tells_of(launch, act):
            continue
        own = act.trigger.span.overlaps(launch.event.trigger.span)
        slots = _JOINING if not act.is_proposed else {"act"} if own else set[Slot]()
        yield from (
            claim
            for claim in act.claims
            if claim.slot in slots
            and not (claim.slot == "place" and any(claim.value.span.overlaps(span) for span in known))
        )


def _contexts(launch: Launch, acts: Sequence[Event]) -> tuple[str, ...]:
    """Return the contexts of an account and of all acts that tell of its launch, sorted."""
    found = set(launch.event.contexts)
    found.update(context for act in acts if tells_of(launch, act) for context in act.contexts)
    return tuple(sorted(found))


def _same_actor(one: Event, other: Event) -> bool:
    """Say whether two events may have the same actor: a state is named by both, or by one of them at most."""
    first, second = _states(one), _states(other)
    return not (first and second) or not first.isdisjoint(second)


def _states(event: Event) -> set[str]:
    mentions = (claim.value for claim in event.claims if claim.slot == "actor" and isinstance(claim.value, Mention))
    return {mention.entity.country for mention in mentions if mention.entity and mention.entity.country}


def _same_time(one: Event, other: Event) -> bool:
    """Say whether two events may have taken place at the same time: their times meet, or one of them has none."""
    first, second = _times(one), _times(other)
    return not (first and second) or any(a[0] < b[1] and b[0] < a[1] for a in first for b in second)


def _times(event: Event) -> list[tuple[dt.datetime, dt.datetime]]:
    times = (claim.value for claim in event.claims if claim.slot == "time" and isinstance(claim.value, TimeExpr))
    return [(time.start, time.end) for time in times if time.start is not None and time.end is not None]

"""Join the events of many reports into incidents: the likeliest pairs first, and never against a reason that forbids.

Events are compared within blocks only: of one type, by one actor, around one day. Groups are joined by their best
pair when no pair of theirs is forbidden and the mean of all pairs is not against it. An event that fits two
occurrences nearly as well is left apart rather than guessed.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import msgspec

from bongsu.fusion.copies import Copy, copies
from bongsu.fusion.explain import NEVER, Explanation, explain, kind_of, load_weights
from bongsu.fusion.facts import REACH, UNNAMED, Facts, Telling, facts
from bongsu.fusion.judgements import Standing, ruling, standing
from bongsu.fusion.wording import telling_words, vector
from bongsu.model import Event, Incident, Judgement

Pair = tuple[int, int]
_DAY = dt.timedelta(days=1)


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    """How the incidents came about.

    Attributes:
        incidents: as :func:`fuse` returns them.
        joins: the comparisons that joined two groups, in the order in which they did.
        refusals: the comparisons that speak for a join that was refused, each with what forbade it.
    """

    incidents: tuple[Incident, ...]
    joins: tuple[Explanation, ...]
    refusals: tuple[Explanation, ...]

    def path(self, first: str, second: str) -> tuple[Explanation, ...]:
        """Return the joins that lead from one event to another, in order; none where they are in two incidents."""
        ways: dict[str, list[Explanation]] = defaultdict(list)
        for join in self.joins:
            ways[join.first].append(join)
            ways[join.second].append(join)
        came: dict[str, tuple[Explanation, ...]] = {first: ()}
        queue = [first]
        for at in queue:
            for join in ways[at]:
                after = join.second if join.first == at else join.first
                if after not in came:
                    came[after] = (*came[at], join)
                    queue.append(after)
        return came.get(second, ())


def fuse(tellings: Iterable[Telling], judgements: Iterable[Judgement] = ()) -> tuple[Incident, ...]:
    """Return the incidents of the events told of, ordered by their first event.

    Every event is in one incident. Judgements outrank the rules. The same tellings and judgements give the same
    incidents in whatever order they come; an incident's id is that of its event in the report published first.
    """
    return trace(tellings, judgements).incidents


def trace(tellings: Iterable[Telling], judgements: Iterable[Judgement] = ()) -> Trace:
    """Return the incidents, with every comparison that joined them or was refused."""
    known = sorted({telling.event.id: telling for telling in tellings}.values(), key=_place)
    reports = {telling.report.id: telling.report for telling in known}
    vectors = {name: vector(report) for name, report in reports.items()}
    digested = [facts(telling, vectors[telling.report.id]) for telling in known]
    copied = {(copy.first, copy.second): copy for copy in copies(tuple(reports.values()))}
    fusion = _Fusion(digested, copied, standing(judgements))
    fusion.run()
    return Trace(incidents=fusion.incidents(), joins=tuple(fusion.joins), refusals=tuple(fusion.refusals))


def _place(telling: Telling) -> tuple[str, str, int, str]:
    """Return the key of a telling's place in time: by publication, then report, then where it stands in it."""
    report, event = telling.report, telling.event
    return (report.published.value[:10] if report.published else "9", report.id, event.trigger.span.start, event.id)


class _Fusion:
    """The state of one fusion: which events are in which group."""

    def __init__(self, known: Sequence[Facts], copied: Mapping[tuple[str, str], Copy], judged: Standing) -> None:
        self.known = known
        self.copied = copied
        self.judged = judged
        self.groups: dict[int, list[int]] = {place: [place] for place in range(len(known))}
        self.group_of = list(range(len(known)))
        self.joins: list[Explanation] = []
        self.refusals: list[Explanation] = []
        self._explained: dict[Pair, Explanation] = {}
        self._near: dict[int, list[tuple[float, int]]] = defaultdict(list)

    def run(self) -> None:
        """Join what analysts ruled to be one, and then pairs of one block, the likeliest first."""
        places = {one.event.id: place for place, one in enumerate(self.known)}
        for (first, second), judgement in self.judged.pairs.items():
            if judgement.ruling == "same" and first in places and second in places:
                self._join_ruled(places[first], places[second])
        pairs = [(self._explain(a, b).total, a, b) for a, b in sorted(blocked(self.known))]
        likely = [(total, a, b) for total, a, b in pairs if self._explain(a, b).same]
        for total, a, b in likely:
            self._near[a].append((total, b))
            self._near[b].append((total, a))
        for _, a, b in sorted(likely, key=lambda pair: (-pair[0], pair[1:])):
            self._join(a, b)

    def incidents(self) -> tuple[Incident, ...]:
        """Return the groups as incidents."""
        return tuple(
            _incident([self.known[place].event for place in sorted(group)])
            for _, group in sorted(self.groups.items(), key=lambda item: min(item[1]))
        )

    def _explain(self, a: int, b: int) -> Explanation:
        pair = (a, b) if a < b else (b, a)
        if pair not in self._explained:
            one, other = self.known[pair[0]], self.known[pair[1]]
            copy = self.copied.get((one.report.id, other.report.id)) or self.copied.get(
                (other.report.id, one.report.id)
            )
            judged = ruling(self.judged, one.event.id, other.event.id)
            self._explained[pair] = explain(one, other, copy, judged)
        return self._explained[pair]

    def _join_ruled(self, a: int, b: int) -> None:
        """Join two groups that an analyst ruled to be one, unless another ruling keeps two of theirs apart."""
        if self.group_of[a] == self.group_of[b]:
            return
        apart = next((found for found in self._across(a, b) if found.judgement and not found.same), None)
        if apart is None:
            self._merge(a, b)
        else:
            self._refuse(a, b, f"{apart.because}, of {apart.first} and {apart.second}")

    def _join(self, a: int, b: int) -> None:
        if self.group_of[a] == self.group_of[b]:
            return
        forbidden = self._forbidden(a, b) or self._torn(a, b) or self._torn(b, a)
        if forbidden is None:
            self._merge(a, b)
        else:
            self._refuse(a, b, forbidden)

    def _merge(self, a: int, b: int) -> None:
        low, high = sorted((self.group_of[a], self.group_of[b]))
        for place in self.groups[high]:
            self.group_of[place] = low
        self.groups[low] += self.groups.pop(high)
        self.joins.append(self._explain(a, b))

    def _refuse(self, a: int, b: int, because: str) -> None:
        found = self._explain(a, b)
        self.refusals.append(msgspec.structs.replace(found, same=False, because=because))

    def _across(self, a: int, b: int) -> Iterator[Explanation]:
        """Yield the explanation of every pair of the two events' groups."""
        for one in sorted(self.groups[self.group_of[a]]):
            for other in sorted(self.groups[self.group_of[b]]):
                yield self._explain(one, other)

    def _forbidden(self, a: int, b: int) -> str | None:
        """Return why the groups of two events may not be joined although the two fit."""
        totals = []
        for found in self._across(a, b):
            if found.judgement is None:
                if found.total == NEVER:
                    return f"{found.because}, of {found.first} and {found.second}, which would be joined with it"
                totals.append(found.total)
            elif not found.same:
                return f"{found.because}, of {found.first} and {found.second}"
        least = load_weights()[kind_of(self.known[a])].least
        mean = sum(totals) / len(totals) if totals else least
        return (
            f"the others of the two groups fit too little: {mean:.1f} of {least:g} in the mean"
            if mean < least
            else None
        )

    def _torn(self, a: int, b: int) -> str | None:
        """Return why ``a`` is left apart from ``b``: it alone fits a second occurrence nearly as well."""
        if len(self.groups[self.group_of[a]]) > 1:
            return None
        margin = load_weights()[kind_of(self.known[a])].margin
        best = self._explain(a, b).total
        for total, rival in self._near[a]:
            apart = self.group_of[rival] != self.group_of[b]
            if apart and total > best - margin and (found := self._forbidden(rival, b)) is not None:
                return f"it fits {self.known[rival].event.id} as well, and the two are not one ({found})"
        return None


def blocked(known: Sequence[Facts]) -> set[Pair]:
    """Return the pairs of places, lower first, that can be one at all: of one type and somebody in it around one day.

    Launches whose state is not told are compared with all launches of their days, other acts with those of their report
    and of reports of their days whose headlines and openings share a word that tells much. Sentences of one wording are
    compared whatever their days.
    """
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, one in enumerate(known):
        for key in _keys(one):
            blocks[key].append(place)
    return {
        pair
        for key, block in blocks.items()
        if key[1] != "story" or len(block) <= _MOST
        for pair in combinations(block, 2)
    }


def _keys(one: Facts) -> Iterator[tuple[object, ...]]:
    kind = one.event.type
    yield (kind, "words", one.sentence)
    if kind == "LAUNCH":
        names: tuple[str | None, ...] = (*one.states, None)
    else:
        names = tuple(name for name in one.actors | one.recipients if not name.startswith(UNNAMED))
        yield (kind, "report", one.report.id)
        yield from ((kind, "story", word, day) for word in telling_words(one.wording) for day in _published(one))
    yield from ((kind, name, day) for name in names for day in _days(one))


def _days(one: Facts) -> set[dt.date]:
    """Return the days around which it was: those stated and their neighbours, or the days before publication."""
    if one.days:
        return {day + shift * _DAY for day in one.days for shift in (-1, 0, 1)}
    if one.published is None:
        return set()
    return {one.published - shift * _DAY for shift in range(-1, REACH.days + 1)}


def _published(one: Facts) -> tuple[int, ...]:
    """Return the spans of days, each reaching into the next, in which a report was published."""
    if one.published is None:
        return (0,)
    span = one.published.toordinal() // _SPAN
    return (span, span + 1)


_SPAN = 4
"""Days in a span: two reports published within as many share one."""
_MOST = 1000
"""Acts of a type whose reports share a word in a span; of more, the word tells too little to compare them all."""


def _incident(events: Sequence[Event]) -> Incident:
    """Return the incident of events in their order in time."""
    return Incident(id=events[0].id, type=events[0].type, events=tuple(events))

"""Which reports have one main event: by the wording of headline and opening, and the days of publication.

A report's main event is what its headline and opening tell, whether the coder knows such an event or not. Reports are
joined from the most alike on, two groups by the mean of all their pairs (average linkage), so that a long story does
not grow by one report that resembles one other.
"""

import datetime as dt
import heapq
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bongsu.fusion.wording import Vector, likeness, vector, weight, word_weight
from bongsu.model import Report

ALIKE: Final = 0.14
"""Mean likeness from which two groups of reports have one main event."""
FADING: Final = 30.0
"""Days between two publications by which their likeness falls to 1/e."""
_LEAST = 0.05  # pairs less alike than this are taken as not alike
_TELLING = weight(60.0)  # a word in more than 60 of a thousand reports finds no pair

Pairs = dict[int, dict[int, float]]


def stories(reports: Sequence[Report]) -> tuple[tuple[str, ...], ...]:
    """Return the ids of the reports of each main event, sorted; every report is in one group.

    Neither the order of ``reports`` nor what else is among them changes how alike two of them are.
    """
    ordered = sorted({report.id: report for report in reports}.values(), key=lambda report: report.id)
    groups = _linked(_alike(ordered), len(ordered))
    return tuple(sorted(tuple(ordered[place].id for place in sorted(group)) for group in groups))


def story_likeness(first: Report, second: Report, one: Vector, other: Vector) -> float:
    """Return how alike two reports' headlines and openings are, 0 to 1, less for days between their publications."""
    return likeness(one, other) * _fading(_published(first), _published(second))


def _published(report: Report) -> dt.date | None:
    return report.published.date if report.published else None


def _fading(first: dt.date | None, second: dt.date | None) -> float:
    """Return what the days between two publications leave; a day apart, or one not known, takes nothing away."""
    if first is None or second is None:
        return 1.0
    return math.exp(-max(0, abs((first - second).days) - 1) / FADING)


def _alike(reports: Sequence[Report]) -> Pairs:
    """Return the likeness of the pairs of places that share a telling word and are alike at all."""
    vectors = [vector(report) for report in reports]
    days = [_published(report) for report in reports]
    found: Pairs = defaultdict(dict)
    for first, second in _meetings(vectors):
        value = likeness(vectors[first], vectors[second]) * _fading(days[first], days[second])
        if value >= _LEAST:
            found[first][second] = found[second][first] = value
    return found


def _meetings(vectors: Sequence[Vector]) -> Iterator[tuple[int, int]]:
    from_words: dict[str, list[int]] = defaultdict(list)
    for place, words in enumerate(vectors):
        met = {other for word in words if word_weight(word) >= _TELLING for other in from_words[word]}
        yield from ((other, place) for other in sorted(met))
        for word in words:
            from_words[word].append(place)


def _linked(sums: Pairs, number: int) -> list[list[int]]:
    """Join groups while the mean likeness of two is enough; pairs that are missing count as 0."""
    groups = {place: [place] for place in range(number)}
    heap = [(-value, one, other) for one, others in sums.items() for other, value in others.items() if one < other]
    heapq.heapify(heap)
    while heap:
        value, first, second = heapq.heappop(heap)
        if first not in groups or second not in groups or -value != _mean(sums, groups, first, second):
            continue
        if -value < ALIKE:
            break
        groups[first] += groups.pop(second)
        for other, total in sums.pop(second).items():
            del sums[other][second]
            if other != first:
                sums[first][other] = sums[other][first] = sums[first].get(other, 0.0) + total
        for other in sums[first]:
            low, high = sorted((first, other))
            heapq.heappush(heap, (-_mean(sums, groups, low, high), low, high))
    return list(groups.values())


def _mean(sums: Pairs, groups: Mapping[int, list[int]], first: int, second: int) -> float:
    return sums[first].get(second, 0.0) / (len(groups[first]) * len(groups[second]))

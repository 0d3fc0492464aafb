"""Which reports are copies of each other: whole, under a new headline, shortened or extended, or the same page later.

Words are compared in runs of five (w-shingling, Broder 1997). Two reports are copies when most of the runs of the one
stand in the other; different reports of one event share names and quotations, and with them few runs. Pairs are found
by a sample of the runs that is the same in every report (those whose hash is divisible by ``SAMPLE``), and then
counted on all of them, so no figure is an estimate.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal
from urllib.parse import urlsplit

import msgspec
import numpy as np
import numpy.typing as npt

from bongsu.model import Report

How = Literal["whole copy", "new headline", "shortened or extended", "same page later"]
Runs = npt.NDArray[np.uint64]

WORDS: Final = 5
"""Words in a run."""
CONTAINED: Final = 0.65
"""Share of the shorter report's runs that stand in the other, from which it is a copy."""
CONTAINED_SAME_PAGE: Final = 0.2
"""The same for two reports at one address: a page that is written anew is no copy of what stood there."""
WHOLE: Final = 0.9
"""Share of all runs of both that both have, from which neither was shortened or extended."""
FEWEST: Final = 8
"""Fewer runs in common prove nothing: a standing phrase is that long."""
FEWEST_RETITLED: Final = 20
"""The same under another headline: what a page says around its pictures and players is that long."""
SAMPLE: Final = 4
_CROWD: Final = 16
"""A run in more reports than this pairs each report with the next one and the first, not all with all."""

_WORD = re.compile(r"[^\W_]+")


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """Two reports that are copies, with the reason and its figures.

    Attributes:
        first: id of the report that was published first (by id where the days are the same or not known).
        second: id of the other.
        how: what sort of copy it is.
        shared: number of runs of five words that both have.
        contained: their share of the runs of the shorter report, 0 to 1.
        resemblance: their share of the runs of both together, 0 to 1.
        same_title: whether the headlines have the same words; None where one has none.
        same_page: whether both stand at the same address.
    """

    first: str
    second: str
    how: How
    shared: int
    contained: float
    resemblance: float
    same_title: bool | None
    same_page: bool

    @property
    def reason(self) -> str:
        """The reason in words."""
        title = {True: "the same headline", False: "another headline", None: "no headline to compare"}[self.same_title]
        page = ", at the same address" * self.same_page
        return (
            f"{self.how}: {self.contained:.0%} of the shorter report's runs of {WORDS} words stand in the other, "
            f"{self.resemblance:.0%} of all ({self.shared} runs), with {title}{page}"
        )


def copies(reports: Sequence[Report]) -> tuple[Copy, ...]:
    """Return the pairs of reports that are copies, ordered by the first's and the second's place in time.

    Copies of one report are joined by some of their pairs at least, so that :func:`copy_groups` finds them together;
    of more than ``_CROWD`` copies not all pairs are listed. The order of ``reports`` does not matter.
    """
    ordered = sorted({report.id: report for report in reports}.values(), key=_place)
    runs = list(_all_runs(ordered))
    found = (_compare(ordered[a], ordered[b], runs[a], runs[b]) for a, b in _candidates(ordered, runs))
    return tuple(copy for copy in found if copy is not None)


def copy_groups(found: Sequence[Copy]) -> tuple[tuple[str, ...], ...]:
    """Return the ids of reports that are copies of each other, directly or through others, each group sorted."""
    leader: dict[str, str] = {}
    for copy in found:
        first, second = _lead(leader, copy.first), _lead(leader, copy.second)
        leader[max(first, second)] = min(first, second)
    groups: dict[str, set[str]] = {}
    for one in leader:
        groups.setdefault(_lead(leader, one), set()).add(one)
    return tuple(tuple(sorted(group)) for _, group in sorted(groups.items()))


def _lead(leader: dict[str, str], one: str) -> str:
    leader.setdefault(one, one)
    while leader[one] != one:
        leader[one] = leader[leader[one]]
        one = leader[one]
    return one


def compare(first: Report, second: Report) -> Copy | None:
    """Return how two reports are copies; None when they are not."""
    first, second = sorted((first, second), key=_place)
    one, other = _all_runs((first, second))
    return _compare(first, second, one, other)


def _place(report: Report) -> tuple[str, str]:
    """Return the key of a report's place in time; those without a date come last."""
    return (report.published.value[:10] if report.published else "9", report.id)


def _all_runs(reports: Sequence[Report]) -> Iterator[Runs]:
    """Yield for each report the hashes of its runs of words, sorted, each once. A shorter text is one run."""
    numbers: dict[str, int] = {}
    for report in reports:
        words = _WORD.findall(report.text.casefold())
        coded = np.fromiter((_number(numbers, word) for word in words), np.uint64, len(words))
        yield np.unique(_hashed(coded))


def _number(numbers: dict[str, int], word: str) -> int:
    """Return a number for a word that is the same in every run of the program, unlike ``hash``."""
    if (known := numbers.get(word)) is not None:
        return known
    number = int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
    return numbers.setdefault(word, number)


def _hashed(coded: Runs) -> Runs:
    """Return one number for each run of ``WORDS`` numbers: a polynomial modulo 2**64, its bits mixed (splitmix64)."""
    count = max(1, len(coded) - WORDS + 1)
    total = np.zeros(count, np.uint64)
    for offset in range(min(WORDS, len(coded))):
        total = total * np.uint64(0x9E3779B97F4A7C15) + coded[offset : offset + count]
    total = (total ^ (total >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    return total ^ (total >> np.uint64(31))


def _candidates(reports: Sequence[Report], runs: Sequence[Runs]) -> list[tuple[int, int]]:
    """Return the pairs of places, lower first, of reports that share enough of the sample or an address."""
    sampled = [run[run % np.uint64(SAMPLE) == 0] for run in runs]
    sizes = np.array([len(run) for run in sampled])
    pairs, counts = np.unique(_meetings(sampled), return_counts=True)
    first, second = pairs // len(runs), pairs % len(runs)
    # A pair is counted when the sample shows a third of what a copy needs; pairs of crowded runs are undercounted.
    enough = counts * 3 >= np.minimum(sizes[first], sizes[second]) * CONTAINED if len(pairs) else np.zeros(0, bool)
    found = set(zip(first[enough].tolist(), second[enough].tolist(), strict=True))
    return sorted(found | set(_at_one_address(reports)))


def _meetings(sampled: Sequence[Runs]) -> npt.NDArray[np.int64]:
    """Return a code ``first * number of reports + second`` for every time that a run stands in two reports."""
    number = len(sampled)
    if not number:
        return np.zeros(0, np.int64)
    values = np.concatenate(sampled)
    owners = np.repeat(np.arange(number), [len(run) for run in sampled])
    order = np.lexsort((owners, values))
    values, owners = values[order], owners[order]
    starts = np.flatnonzero(np.r_[True, values[1:] != values[:-1]]) if len(values) else np.zeros(0, np.int64)
    sizes = np.diff(np.r_[starts, len(values)])
    codes = [np.zeros(0, np.int64)]
    for size in range(2, _CROWD + 1):
        at = starts[sizes == size]
        codes += [owners[at + a] * number + owners[at + b] for a in range(size) for b in range(a + 1, size)]
    for start, size in zip(starts[sizes > _CROWD], sizes[sizes > _CROWD], strict=True):
        crowd = owners[start : start + size]
        codes += [crowd[:-1] * number + crowd[1:], crowd[0] * number + crowd[2:]]
    return np.concatenate(codes)


def _at_one_address(reports: Sequence[Report]) -> Iterator[tuple[int, int]]:
    """Yield each report with the one before it at the same address."""
    last: dict[str, int] = {}
    for place, report in enumerate(reports):
        if address := _address(report.url):
            if address in last:
                yield last[address], place
            last[address] = place


def _address(url: str | None) -> str | None:
    """Return what tells an address from others, without scheme, ``www.``, fragment and trailing slash."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    host = (parts.hostname or "").removeprefix("www.")
    path = parts.path.rstrip("/")
    return f"{host}{path}?{parts.query}" if host and path else None


def _compare(first: Report, second: Report, one: Runs, other: Runs) -> Copy | None:
    shared = len(np.intersect1d(one, other, assume_unique=True))
    least = min(len(one), len(other))
    address = _address(first.url)
    same_page = address is not None and address == _address(second.url)
    same_text = shared == len(one) == len(other)
    same_title = _same_words(first.title, second.title)
    fewest = FEWEST_RETITLED if same_title is False else 1 if same_text else FEWEST
    if shared < fewest or shared < least * (CONTAINED_SAME_PAGE if same_page else CONTAINED):
        return None
    resemblance = shared / (len(one) + len(other) - shared)
    return Copy(
        first=first.id,
        second=second.id,
        how=_how(resemblance, same_title=same_title, same_page=same_page and not same_text),
        shared=shared,
        contained=shared / least,
        resemblance=resemblance,
        same_title=same_title,
        same_page=same_page,
    )


def _how(resemblance: float, *, same_title: bool | None, same_page: bool) -> How:
    if same_page:
        return "same page later"
    if resemblance < WHOLE:
        return "shortened or extended"
    return "new headline" if same_title is False else "whole copy"


def _same_words(first: str | None, second: str | None) -> bool | None:
    if first is None or second is None:
        return None
    return _WORD.findall(first.casefold()) == _WORD.findall(second.casefold())

"""Which claims are taken back by later ones: by the words of a report, or by the same claimant in a later one."""

import datetime as dt
import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from bongsu.fusion.origins import Claimant, load_ranks
from bongsu.fusion.values import gap
from bongsu.model import Claim, Judgement, Report
from bongsu.reference.tables import load_table

Ground = Literal["the report takes it back", "the same claimant later", "the same page later"]


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A claim of an incident, and whose word it is.

    Attributes:
        claim: the claim.
        report: the report that states it.
        claimant: whose word it is.
        origin: the wire or outlet that the report's words come from.
        wrong: the judgement that the claim is wrong; None where there is none.
    """

    claim: Claim
    report: Report
    claimant: Claimant
    origin: str
    wrong: Judgement | None = None

    @property
    def at(self) -> dt.date | None:
        """The day of the version of the report that states it."""
        stamp = self.report.updated or self.report.published
        return stamp.date if stamp else None


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that is taken back, the one in its place where there is one, and how it is known."""

    earlier: Told
    later: Told | None
    ground: Ground


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The table ``data/corrections.yaml``: its comments say what each field holds."""

    before: tuple[str, ...]
    ahead: tuple[str, ...]
    after: tuple[str, ...]


class Patterns(msgspec.Struct, frozen=True):
    """The table, compiled."""

    before: re.Pattern[str]
    ahead: re.Pattern[str]
    after: re.Pattern[str]


@functools.cache
def load_patterns() -> Patterns:
    """Return the table. Raises ``TableError`` when it is malformed."""
    rows = load_table("corrections", Words)
    before, ahead, after = ("|".join(f"(?:{row})" for row in part) for part in (rows.before, rows.ahead, rows.after))
    return Patterns(
        re.compile(rf"(?:{before})\s*$", re.IGNORECASE),
        re.compile(ahead, re.IGNORECASE),
        re.compile(rf"^\W*(?:{after})", re.IGNORECASE),
    )


def corrections(told: Sequence[Told]) -> tuple[Correction, ...]:
    """Return which of the claims on one slot are taken back, in their order.

    A claim is taken back by the words of its report ("not 450 km, as it had said"), by the same page later, or by its
    claimant in a report of a later day. On one day nobody can tell which came first.
    """
    found: dict[str, Correction] = {}
    taken = {one.claim.id: one for one in told if _is_taken_back(one.claim)}
    standing = [one for one in told if one.claim.id not in taken]
    for one in told:
        if one.claim.id in taken:
            later = next((other for other in standing if other.report.id == one.report.id), None)
            found[one.claim.id] = Correction(earlier=one, later=later, ground="the report takes it back")
    for one in standing if told and told[0].claim.slot in load_ranks().compared_later else ():
        if (correction := _corrected(one, standing, found)) is not None:
            found[one.claim.id] = correction
    return tuple(found.values())


def _is_taken_back(claim: Claim) -> bool:
    patterns, quote = load_patterns(), claim.evidence.quote
    start, end = claim.value.span.start - claim.evidence.span.start, claim.value.span.end - claim.evidence.span.start
    before, after = quote[:start], quote[end:]
    return any((patterns.before.search(before), patterns.ahead.search(before), patterns.after.search(after)))


def _corrected(one: Told, standing: Sequence[Told], known: Mapping[str, Correction]) -> Correction | None:
    """Return the last claim that stands in the place of another; one that a later claim says again stands."""
    rivals = list(_later(one, standing))
    apart = [other for other in rivals if gap(one.claim.value, other.claim.value) is not None]
    if not apart or len(apart) < len(rivals):
        return _by_repeal(one, known)
    last = max(apart, key=lambda other: (other.at or dt.date.min, other.report.id, other.claim.id))
    return Correction(earlier=one, later=last, ground=_ground(one, last))


def _by_repeal(one: Told, known: Mapping[str, Correction]) -> Correction | None:
    """Return the correction of a value that its own claimant takes back elsewhere ("not 450 km, as it had said")."""
    for correction in known.values():
        repealed = correction.earlier
        if (
            correction.ground == "the report takes it back"
            and correction.later is not None
            and repealed.claimant.id == one.claimant.id
            and (one.at or dt.date.min) <= (repealed.at or dt.date.min)
            and gap(one.claim.value, repealed.claim.value) is None
            and gap(one.claim.value, correction.later.claim.value) is not None
        ):
            return Correction(earlier=one, later=correction.later, ground="the same claimant later")
    return None


def _later(one: Told, standing: Sequence[Told]) -> Iterator[Told]:
    """Yield what the same claimant says in reports of later days."""
    for other in standing:
        if other.claimant.id == one.claimant.id and one.at is not None and other.at is not None and other.at > one.at:
            yield other


def _ground(one: Told, later: Told) -> Ground:
    same_page = one.report.url is not None and one.report.url == later.report.url
    return "the same page later" if same_page else "the same claimant later"

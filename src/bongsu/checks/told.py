"""The launch that a report tells of, as the chronology check looks at it."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

import msgspec

from bongsu.checks.scopes import Scope
from bongsu.model import Claim, Evidence, Finding, Incident, Report, Verdict
from bongsu.reference.chronicle import Chronicle, PastLaunch

SLACK: Final = dt.timedelta(days=1)
"""How far an outlet's day may lie from that of Pyongyang."""
YEARS: Final = range(1900, 2200)
"""Years in which launches are looked for."""
RULE: Final = "days are Pyongyang's, a day more or less"
_RECENT: Final = dt.timedelta(days=10)
_SHOWN: Final = 3


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A launch as a report tells of it.

    Attributes:
        incident: the incident.
        report: the report that is checked.
        state: the launching state; None when it is not told, or more than one is.
        first: the first day on which it may have been.
        last: the last such day.
        dated: whether the words give its full date, which no publication date had to complete.
        classes: the classes claimed for it, by code.
        names_system: whether the report names the missile.
    """

    incident: Incident
    report: Report
    state: str | None
    first: dt.date
    last: dt.date
    dated: bool
    classes: frozenset[str]
    names_system: bool

    @property
    def day(self) -> str:
        """The day or days of the launch, for people."""
        return str(self.last) if self.first == self.last else f"{self.first} to {self.last}"

    def before(self, chronicle: Chronicle, start: dt.date) -> list[PastLaunch]:
        """Return launches from ``start`` on that are surely earlier than this one."""
        return [one for one in chronicle.launches if one.state == self.state and start <= one.date < self.first - SLACK]

    def around(self, chronicle: Chronicle) -> list[PastLaunch]:
        """Return launches that may be this one."""
        return [
            one
            for one in chronicle.launches
            if one.state == self.state and self.first - SLACK <= one.date <= self.last + SLACK
        ]

    def settled(self, chronicle: Chronicle) -> "Told":
        """Return this launch at the day of the last before it, where the chronicle has none around its own day.

        A report of a reaction may give the day of that and not the launch's.
        """
        recent = [one.date for one in self.before(chronicle, self.first - _RECENT)]
        if not recent or self.around(chronicle):
            return self
        return msgspec.structs.replace(self, first=recent[-1], last=recent[-1])

    def known(self, chronicle: Chronicle) -> bool:
        """Say whether the day may be relied on: the words give it in full, or the chronicle has a launch around it.

        The date of publication, which completes "on Friday", may be that of a copy.
        """
        return self.dated or bool(self.around(chronicle))

    def finding(
        self,
        verdict: Verdict,
        message: str,
        figures: dict[str, float | str],
        *,
        claims: tuple[Claim, ...] = (),
        quotes: tuple[Evidence, ...] = (),
    ) -> Finding:
        """Return a finding of the chronology check on this launch."""
        return Finding(
            check="chronology",
            verdict=verdict,
            incident_id=self.incident.id,
            message=f"{message}; {RULE}",
            claims=claims,
            figures=figures,
            quotes=quotes,
        )


def named(launches: Sequence[PastLaunch]) -> str:
    """Return launches for people: the last few by their keys, and how many more there are."""
    last = [f"{one.id} ({', '.join((one.mode, *one.classes))})" for one in launches[-_SHOWN:]]
    more = len(launches) - len(last)
    return ", ".join(last) + (f" and {more} before" if more else "")


def parted(scope: Scope, launches: Sequence[PastLaunch]) -> tuple[list[PastLaunch], list[PastLaunch]]:
    """Return the launches that count for sure, and those that do perhaps."""
    standings = [(scope.standing(one), one) for one in launches]
    return [one for how, one in standings if how == "in"], [one for how, one in standings if how == "perhaps"]


def covers(chronicle: Chronicle, told: Told, scope: Scope, start: dt.date) -> bool:
    """Say whether the chronicle has all launches that count for sure from ``start`` to the launch."""
    return told.state is not None and chronicle.covers(told.state, scope.modes, start, told.last)

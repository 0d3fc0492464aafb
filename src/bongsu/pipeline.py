"""The order of the stages: the only module that joins them."""

import functools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final

import msgspec

from bongsu import __version__
from bongsu.annotate import Engine, annotate
from bongsu.checks.arithmetic import check_arithmetic
from bongsu.checks.calendar import check_calendar
from bongsu.checks.flight import check_flight
from bongsu.checks.law import check_law
from bongsu.checks.office import check_office
from bongsu.coding.launch import CodingRules, code_launches, load_coding_rules
from bongsu.config import Settings
from bongsu.errors import InputError
from bongsu.feeds.files import read_sources
from bongsu.model import Event, Finding, Incident, MadeBy, RawDocument, Reading, Report, digest
from bongsu.reference import Gazetteer, shipped_gazetteer, table_digests
from bongsu.reference.law import Law, load_law
from bongsu.reference.offices import Offices, load_offices
from bongsu.text import clean

__all__ = ["CHECKS", "Check", "Reader", "load", "read_all"]

Check = Callable[[Incident, Report], tuple[Finding, ...]]
"""A check looks at an incident and at one report of it; its docstring is what it tells people about itself."""

CHECKS: Final[dict[str, Callable[..., tuple[Finding, ...]]]] = {
    "arithmetic": check_arithmetic,
    "calendar": check_calendar,
    "flight": check_flight,
    "law": check_law,
    "office": check_office,
}
"""Every check by its name, in the order of the findings. Those that go by a table are given it when it is loaded."""


class Reader(msgspec.Struct, frozen=True):
    """Reads reports. Its tables are loaded once and never change, so readings do not depend on each other."""

    settings: Settings
    gazetteer: Gazetteer
    engine: Engine
    rules: CodingRules
    checks: tuple[Check, ...]
    made_by: MadeBy

    def read(self, raw: RawDocument) -> Reading:
        """Read one document. Raises ``InputError`` when no report can be made of it."""
        report = clean(raw, self.settings)
        if report.language not in self.settings.languages:
            unknown = report.language == "und"
            reason = "its language cannot be told" if unknown else f"language {report.language} is not read yet"
            return Reading(
                report=report, status="not read", reason=reason, events=(), findings=(), made_by=self.made_by
            )
        events = code_launches(annotate(report, self.gazetteer, self.engine), self.rules)
        findings = tuple(
            finding
            for event in events
            if event.type == "LAUNCH"
            for check in self.checks
            for finding in check(_incident(event), report)
        )
        return Reading(
            report=report, status="read", reason=None, events=events, findings=findings, made_by=self.made_by
        )


def load(settings: Settings) -> Reader:
    """Load the tables and the model, and return a Reader. Raises ``TableError`` or ``ModelError``."""
    engine = Engine()
    made_by = MadeBy(bongsu=__version__, digests={**engine.digests, **table_digests()})
    return Reader(settings, shipped_gazetteer(), engine, load_coding_rules(), load_checks(), made_by)


def load_checks(own: Path | None = None) -> tuple[Check, ...]:
    """Load the tables of the checks, with those in the folder ``own`` in place of ours. Raises ``TableError``."""
    tables: dict[str, dict[str, Law | Offices]] = {
        "law": {"law": load_law(own)},
        "office": {"offices": load_offices(own)},
    }
    return tuple(functools.partial(check, **tables.get(name, {})) for name, check in CHECKS.items())


def read_all(sources: Sequence[str], stdin: BinaryIO, settings: Settings) -> Iterator[tuple[str, Reading | InputError]]:
    """Read every report in ``sources``, in order; yield where it stands with what was read, or with the error."""
    reader = load(settings)
    for raw in read_sources(sources, stdin, settings):
        if isinstance(raw, InputError):
            yield raw.where, raw
            continue
        try:
            reading = reader.read(raw)
        except InputError as error:
            yield raw.where, error
        else:
            yield raw.where, reading


def _incident(event: Event) -> Incident:
    """Return the incident of a single event: what checks look at until several reports are fused."""
    return Incident(id=digest("incident", event.id), type=event.type, events=(event,))

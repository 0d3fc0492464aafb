"""The order of the stages: the only module that joins them."""

import functools
import gc
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO, Final, TypeVar

import msgspec

from bongsu import __version__
from bongsu.annotate import Engine, annotate
from bongsu.checks.arithmetic import check_arithmetic
from bongsu.checks.calendar import check_calendar
from bongsu.checks.chronology import check_chronology
from bongsu.checks.flight import check_flight
from bongsu.checks.geography import check_geography
from bongsu.checks.law import check_law
from bongsu.checks.office import check_office
from bongsu.checks.system import check_system
from bongsu.coding.answer import Told, told
from bongsu.coding.endpoint import weigh
from bongsu.coding.events import CoderRules, code_events, coder_digests, consider, load_coder
from bongsu.coding.explain import explain
from bongsu.coding.joining import join
from bongsu.coding.launch import CodingRules, Launch, find_launches, load_coding_rules
from bongsu.coding.question import load_prompt, prompt_digest, questions
from bongsu.config import Endpoint, Settings
from bongsu.errors import EndpointError, InputError
from bongsu.explained import Explained
from bongsu.feeds.files import read_sources
from bongsu.model import Annotation, Asked, Event, Finding, Incident, MadeBy, RawDocument, Reading, Report
from bongsu.reference import OWN_REFERENCE, Gazetteer, load_gazetteer, table_digests
from bongsu.reference.calendar import Calendar, load_calendar
from bongsu.reference.chronicle import Chronicle, load_chronicle
from bongsu.reference.geography import Geography, load_geography
from bongsu.reference.law import Law, load_law
from bongsu.reference.offices import Offices, load_offices
from bongsu.reference.tables import System, own_digests
from bongsu.text import clean

__all__ = ["CHECKS", "Check", "Reader", "explain_all", "load", "read_all"]

T = TypeVar("T")

Check = Callable[[Incident, Report], tuple[Finding, ...]]
"""A check looks at an incident and at one report of it; its docstring is what it tells people about itself."""

CHECKS: Final[dict[str, Callable[..., tuple[Finding, ...]]]] = {
    "arithmetic": check_arithmetic,
    "calendar": check_calendar,
    "chronology": check_chronology,
    "flight": check_flight,
    "geography": check_geography,
    "law": check_law,
    "office": check_office,
    "system": check_system,
}
"""Every check by its name, in the order of the findings. Those that go by a table are given it when it is loaded."""


class Reader(msgspec.Struct, frozen=True):
    """Reads reports. Its tables are loaded once and never change, so readings do not depend on each other.

    ``prompt`` is what the language model behind an endpoint is told, where the settings have one.
    """

    settings: Settings
    gazetteer: Gazetteer
    engine: Engine
    rules: CodingRules
    coder: CoderRules
    checks: tuple[Check, ...]
    made_by: MadeBy
    prompt: str

    def read(self, raw: RawDocument) -> Reading:
        """Read one document. Raises ``InputError`` when no report can be made of it.

        The events of a reading are the account of the launch in the news, where there is one, and then the acts that
        the report tells of besides, in text order. Checks look at the account alone.
        """
        return self.read_report(self.clean(raw))

    def clean(self, raw: RawDocument) -> Report:
        """Return the report that a document holds. Raises ``InputError`` when none can be made of it."""
        return clean(raw, self.settings)

    def read_report(self, report: Report) -> Reading:
        """Read a report, also one that was cleaned before."""
        reason = self._unread(report)
        if reason is not None:
            return Reading(
                report=report, status="not read", reason=reason, events=(), findings=(), made_by=self.made_by
            )
        annotation = annotate(report, self.gazetteer, self.engine)
        acts = code_events(annotation, self.coder, least=self.settings.min_confidence)
        launches = find_launches(annotation, self.rules, acts)
        events, made_by = join(launches, acts), self.made_by
        if self.settings.endpoint is not None:
            events, asked = self._ask(self.settings.endpoint, annotation, launches, events)
            made_by = msgspec.structs.replace(made_by, endpoint=asked)
        incidents = [_incident(event) for event in events if event.is_account]
        findings = tuple(one for incident in incidents for check in self.checks for one in check(incident, report))
        return Reading(report=report, status="read", reason=None, events=events, findings=findings, made_by=made_by)

    def explain(self, raw: RawDocument) -> Explained:
        """Say why one document is read as it is: its events as in its reading, and the words that made none.

        Raises ``InputError`` as :meth:`read` does.
        """
        report = clean(raw, self.settings)
        reason = self._unread(report)
        if reason is not None:
            return Explained(
                report=report, status="not read", reason=reason, events=(), stopped=(), made_by=self.made_by
            )
        annotation = annotate(report, self.gazetteer, self.engine)
        found = consider(annotation, self.coder, least=self.settings.min_confidence)
        launches = find_launches(annotation, self.rules, [one.event for one in found if one.event is not None])
        events, stopped = explain(annotation, launches, found, self.coder)
        return Explained(
            report=report, status="read", reason=None, events=events, stopped=stopped, made_by=self.made_by
        )

    def _ask(
        self, endpoint: Endpoint, annotation: Annotation, launches: Sequence[Launch], events: tuple[Event, ...]
    ) -> tuple[tuple[Event, ...], Asked]:
        """Return the events with what a language model makes of them; the same events where it cannot be asked."""
        from bongsu.modelserver import ask  # noqa: PLC0415 - readers without an endpoint start without it

        asked = Asked(url=endpoint.url, model=endpoint.name, answered_by=None, prompt=prompt_digest(self.prompt))
        dropped, found, names = Counter[str](), list[Told](), set[str | None]()
        try:
            for question in questions(annotation, self.prompt, endpoint):
                answer = ask(question.body, endpoint)
                names.add(answer.model)
                found += told(answer.content, question, endpoint.url, dropped)
        except EndpointError as error:
            return events, msgspec.structs.replace(asked, reason=f"{error.problem}; {error.remedy}")
        weighed = weigh(
            annotation, self.coder, launches, events, found, dropped=dropped, least=self.settings.min_confidence
        )
        return weighed.events, msgspec.structs.replace(
            asked,
            answered_by=", ".join(sorted(name for name in names if name is not None)) or None,
            agreed=weighed.agreed,
            differing=weighed.differing,
            added=weighed.added,
            dropped=weighed.dropped,
        )

    def _unread(self, report: Report) -> str | None:
        """Return why a report is not read; None when it is."""
        if report.language in self.settings.languages:
            return None
        unknown = report.language == "und"
        return "its language cannot be told" if unknown else f"language {report.language} is not read yet"


def load(settings: Settings) -> Reader:
    """Load the tables and the model, and return a Reader.

    Raises:
        TableError: a table is missing or malformed.
        ModelError: the shipped model cannot be run.
        InputError: the file of zones cannot be read.
        UsageError: the endpoint of a language model is no address, or its key cannot be sent.
    """
    if settings.endpoint is not None:
        from bongsu.modelserver import checked  # noqa: PLC0415 - as above

        settings = msgspec.structs.replace(settings, endpoint=checked(settings.endpoint))
    own = {} if settings.rules is None else coder_digests(settings.rules)
    if settings.reference is not None:
        own |= own_digests(settings.reference, OWN_REFERENCE)
    with _nothing_to_collect():
        gazetteer = load_gazetteer(settings.reference)
        coder, checks = load_coder(settings.rules), load_checks(settings, gazetteer)
        engine = Engine()
        made_by = MadeBy(bongsu=__version__, digests={**engine.digests, **table_digests(), **own})
        rules, prompt = load_coding_rules(settings.rules), load_prompt(coder.plover)
    return Reader(settings, gazetteer, engine, rules, coder, checks, made_by, prompt)


@contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """Do without garbage collection while tables are made, all of which stays: a fifth of the time to start."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def load_checks(settings: Settings, gazetteer: Gazetteer) -> tuple[Check, ...]:
    """Load the tables of the checks, with the user's own in place of ours. Raises ``TableError`` or ``InputError``."""
    offices = load_offices(settings.reference)
    systems = {row.id: row for row in gazetteer.tables.systems}
    tables: dict[str, dict[str, Calendar | Chronicle | Geography | Law | Offices | dict[str, System]]] = {
        "calendar": {"calendar": load_calendar(settings.reference)},
        "chronology": {"chronicle": load_chronicle(settings.reference), "offices": offices},
        "geography": {"geography": load_geography(settings, gazetteer)},
        "law": {"law": load_law(settings.reference), "systems": systems},
        "office": {"offices": offices},
        "system": {"systems": systems},
    }
    return tuple(functools.partial(check, **tables.get(name, {})) for name, check in CHECKS.items())


def read_all(sources: Sequence[str], stdin: BinaryIO, settings: Settings) -> Iterator[tuple[str, Reading | InputError]]:
    """Read every report in ``sources``, in order; yield where it stands with what was read, or with the error."""
    return _each(sources, stdin, settings, load(settings).read)


def explain_all(
    sources: Sequence[str], stdin: BinaryIO, settings: Settings
) -> Iterator[tuple[str, Explained | InputError]]:
    """Explain every report in ``sources`` as :func:`read_all` reads it."""
    return _each(sources, stdin, settings, load(settings).explain)


def _each(
    sources: Sequence[str], stdin: BinaryIO, settings: Settings, done: Callable[[RawDocument], T]
) -> Iterator[tuple[str, T | InputError]]:
    for raw in read_sources(sources, stdin, settings):
        if isinstance(raw, InputError):
            yield raw.where, raw
            continue
        try:
            result = done(raw)
        except InputError as error:
            yield raw.where, error
        else:
            yield raw.where, result


def _incident(event: Event) -> Incident:
    """Return the incident of a single event: what checks look at until several reports are fused."""
    return Incident(id=event.id, type=event.type, events=(event,))

"""Readings made by hand from sentences written for the tests."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from bongsu.model import (
    Attribution,
    Bearing,
    Claim,
    Entity,
    Event,
    Factuality,
    Finding,
    MadeBy,
    Mention,
    Ordinal,
    Place,
    Quantity,
    Reading,
    Report,
    Span,
    Stamp,
    Term,
    TimeExpr,
    Words,
    Written,
    Zone,
)

MADE_BY = MadeBy(bongsu="0.1.0", digests={"actors.yaml": "ab" * 32, "words.yaml": "cd" * 32})

SEA = (
    "North Korea fired a ballistic missile eastward from Sunan on Monday, officials said.\n"
    "South Korea's Joint Chiefs of Staff said the missile flew about 1,100 kilometers (680 miles) and rose 100 km. "
    "Japan's defence ministry said it flew 1,500 kilometers and fell outside its exclusive economic zone.\n"
    "It was possibly a new type. It was the first missile test since November 2024. The North denied any damage."
)


def span(text: str, words: str, nth: int = 0) -> Span:
    """Return where ``words`` stand in ``text``, the ``nth`` time from zero."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def sentence(text: str, inner: Span) -> Span:
    """Return the sentence around ``inner``: between full stops with a blank behind them, or newlines."""
    bounds = [0, *(match.end() for match in re.finditer(r"\. |\n", text)), len(text) + 1]
    start = max(bound for bound in bounds if bound <= inner.start)
    end = min(bound for bound in bounds if bound > inner.start) - 1
    return Span(start, max(end, inner.end))


def claim(report: Report, slot: Any, value: Any, speaker: Mention | None = None, **doubt: Any) -> Claim:
    """Return a claim whose quote is the sentence of its value."""
    return Claim(
        slot=slot,
        value=value,
        attribution=Attribution(speaker=speaker),
        factuality=Factuality(**doubt),
        evidence=report.quote(sentence(report.text, value.span)),
    )


def kilometres(words: Span, amount: float, **more: Any) -> Quantity:
    """Return a length."""
    return Quantity(words, amount * 1000, amount * 1000, "m", Written((f"{amount:g}",), "km"), **more)


def reading(report: Report, **parts: Any) -> Reading:
    """Return a reading with nothing in it but ``parts``."""
    return Reading(
        **{"status": "read", "reason": None, "events": (), "findings": (), **parts}, report=report, made_by=MADE_BY
    )


@pytest.fixture
def sea() -> Reading:
    """Return a launch on which two ministries disagree, with every kind of value in it."""
    report = Report.make(
        text=SEA,
        title="North Korea fires missile",
        outlet="Example Wire",
        url="https://example.org/missile?a=1&b=2",
        language="en",
        published=Stamp("2025-01-07", "option --published"),
    )
    event = launch(report, claims(report))
    distances = tuple(claim for claim in event.claims if claim.slot == "distance")
    findings = (
        Finding(
            check="arithmetic",
            verdict="supported",
            incident_id=event.id,
            message="1,100 km and 680 miles agree within their rounding",
            claims=distances[:1],
            figures={"first_km": 1100.0, "second_km": 1094.35392},
        ),
        Finding(
            check="calendar",
            verdict="contradicted",
            incident_id=event.id,
            message="the claims do not fit each other",
            claims=distances,
            figures={"weekday": "Tuesday"},
        ),
    )
    return reading(report, events=(event,), findings=findings)


def launch(report: Report, stated: tuple[Claim, ...]) -> Event:
    """Return a launch told by the word "fired", or by the first word."""
    words = span(report.text, "fired") if "fired" in report.text else Span(0, 1)
    return Event(
        id="e1",
        report_id=report.id,
        type="LAUNCH",
        mode="ballistic",
        contexts=(),
        trigger=report.quote(words),
        claims=stated,
        rule="launch.yaml:trigger",
    )


def claims(report: Report) -> tuple[Claim, ...]:
    """Return one claim or more of every kind."""
    text = report.text
    korea = Entity("PRK", "North Korea", "PRK", "GOV")
    chiefs = Mention(
        span(text, "South Korea's Joint Chiefs of Staff"),
        "actor",
        Entity("KOR-JCS", "Joint Chiefs of Staff", "KOR", "MIL"),
    )
    ministry = Mention(span(text, "Japan's defence ministry"), "actor")
    north = Mention(span(text, "The North"), "actor", korea)
    utc = dt.UTC
    monday = TimeExpr(
        span(text, "Monday"),
        "DATE",
        "2025-01-06",
        dt.datetime(2025, 1, 5, 10, tzinfo=utc),
        dt.datetime(2025, 1, 7, 12, tzinfo=utc),
        "day",
        anchor="published 2025-01-07",
        weekday=0,
    )
    november = TimeExpr(
        span(text, "November 2024"),
        "DATE",
        "2024-11",
        dt.datetime(2024, 10, 31, 10, tzinfo=utc),
        dt.datetime(2024, 12, 1, 12, tzinfo=utc),
        "month",
    )
    miles = Quantity(span(text, "680 miles"), 1094353.92, 1094353.92, "m", Written(("680",), "mi"))
    return (
        claim(report, "actor", Mention(span(text, "North Korea"), "actor", korea)),
        claim(report, "class", Term(span(text, "ballistic missile"), "class", "ballistic")),
        claim(report, "count", Quantity(span(text, "a ballistic missile"), 1, 1, "1", Written(("1",), "missile"))),
        claim(report, "time", monday),
        claim(report, "site", Place(span(text, "Sunan"), "Sunan", None, 39.2, 125.67, 5)),
        claim(report, "direction", Bearing(span(text, "eastward"), "E", 67.5, 112.5)),
        claim(
            report,
            "distance",
            kilometres(span(text, "about 1,100 kilometers"), 1100, hedge="about", restated=miles),
            chiefs,
        ),
        claim(report, "distance", kilometres(span(text, "1,500 kilometers"), 1500), ministry),
        claim(report, "apogee", kilometres(span(text, "100 km"), 100), chiefs),
        claim(
            report, "zone", Zone(span(text, "outside its exclusive economic zone"), "JPN", "eez", "outside"), ministry
        ),
        claim(report, "system", Term(span(text, "new type"), "system", "new_type"), certainty="possible"),
        claim(
            report,
            "first_since",
            Ordinal(span(text, "first missile test since November 2024"), 1, "missile test", november),
        ),
        claim(report, "damage", Term(span(text, "any damage"), "damage", "damage"), north, polarity="denied"),
    )


TALKS = (
    "Seoul agreed on Monday to share data with Tokyo at Camp David. Analysts said that the North may arrest the envoy. "
    "They were killed, reportedly."
)


def act(report: Report, kind: Any, word: str, stated: Any = (), mode: str | None = None, **more: Any) -> Event:
    """Return an act told by ``word``, with values beside it; ``more`` is its attribution and its factuality."""
    trigger = span(report.text, word)
    attribution = more.pop("attribution", Attribution())
    values = [("act", Term(trigger, "events", f"{kind}/{mode}" if mode else kind)), *stated]
    return Event(
        id=f"e-{word}",
        report_id=report.id,
        type=kind,
        mode=mode,
        contexts=(),
        trigger=report.quote(trigger),
        claims=tuple(
            Claim(
                slot=slot,
                value=value,
                attribution=attribution,
                factuality=Factuality(**more),
                evidence=report.quote(sentence(report.text, trigger)),
            )
            for slot, value in values
        ),
        rule=f"events.yaml:verbs:1:{word}",
    )


@pytest.fixture
def talks() -> Reading:
    """Return a report without a launch that tells of three acts: a plain one, a possible one, one by hearsay."""
    report = Report.make(text=TALKS, title="Data to be shared", language="en")
    seoul = Mention(span(TALKS, "Seoul"), "actor", Entity("KOR", "South Korea", "KOR", "GOV"))
    tokyo = Mention(span(TALKS, "Tokyo"), "actor", Entity("JPN", "Japan", "JPN", "GOV"))
    north = Mention(span(TALKS, "the North"), "actor", Entity("PRK", "North Korea", "PRK", "GOV"))
    analysts = Mention(span(TALKS, "Analysts"), "actor")
    stated = (
        ("actor", seoul),
        ("recipient", tokyo),
        ("time", TimeExpr(span(TALKS, "Monday"), "DATE", "XXXX-WXX-1", None, None, "day", weekday=0)),
        ("place", Place(span(TALKS, "Camp David"), "Camp David")),
        ("content", Words(span(TALKS, "to share data with Tokyo"))),
    )
    said = Attribution(analysts, report.quote(span(TALKS, "said")))
    hearsay = Attribution(None, report.quote(span(TALKS, "reportedly")))
    events = (
        act(report, "AGREE", "agreed", stated),
        act(report, "COERCE", "arrest", (("actor", north),), "arrest",
            attribution=said, certainty="possible", status="planned"),
        msgspec.structs.replace(
            act(report, "ASSAULT", "killed", attribution=hearsay, certainty="probable"), confidence=0.44
        ),
    )  # fmt: skip
    return reading(report, events=events)


@pytest.fixture
def quiet() -> Reading:
    """Return a report in which nothing is launched."""
    report = Report.make(text="Ministers met in Seoul and spoke of trade.", title="Talks in Seoul", language="en")
    return reading(report)


@pytest.fixture
def foreign() -> Reading:
    """Return a report in a language that is not read."""
    report = Report.make(text="北朝鮮がミサイルを発射した。", title="北朝鮮、ミサイル発射", language="ja")
    return reading(report, status="not read", reason="language ja is not read yet")


@pytest.fixture(scope="session")
def authored() -> Callable[[str, str], Reading]:
    """Return a maker of readings in which ``words`` stand in every field that someone else may have written."""

    def make(words: str, text: str) -> Reading:
        report = Report.make(text=text, title=words, outlet=words, url=words, language="en", upstream=words)
        whole = Span(0, len(text))
        name = Mention(whole, "actor", Entity(words, words))
        stated = (
            claim(report, "actor", name, name),
            claim(report, "site", Place(whole, words), name),
            claim(report, "class", Term(whole, "class", words)),
            claim(report, "time", TimeExpr(whole, "DATE", words, None, None, "day")),
            claim(report, "count", Quantity(whole, 1, 1, "1", Written(("1",), words))),
        )
        finding = Finding(
            check=words,
            verdict="cannot tell",
            incident_id="e1",
            message=words,
            claims=stated[:1],
            figures={words: words},
        )
        told = msgspec.structs.replace(launch(report, stated), id="e2", type="AGREE", mode=words, rule=words)
        return reading(report, events=(launch(report, stated), told), findings=(finding,))

    return make

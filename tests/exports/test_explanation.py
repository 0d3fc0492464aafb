import json
from collections.abc import Callable
from typing import Any

import jsonschema
import msgspec
import pytest
import wcwidth
from hypothesis import given
from hypothesis import strategies as st

from bongsu.errors import UsageError
from bongsu.explained import Explained, Explanation, Filling, Reason, RowUsed, Stopped, Telling
from bongsu.exports import explanation, jsonl
from bongsu.exports.layout import Look
from bongsu.model import Evidence, Reading, Report, Span

ROW: dict[str, Any] = {
    "table": "own/events.yaml", "part": "verbs", "number": 3, "word": "arrest", "words": "arrest, detain",
    "type": "COERCE", "mode": "arrest", "actor": "subj+", "recipient": "obj+ of", "content": "",
}  # fmt: skip


def explained(reading: Reading, **row: Any) -> Explained:
    """Return an explanation of the events of a reading, with the last word of its text as one that made none."""
    report = reading.report
    used = RowUsed(**{**ROW, **row})
    events = tuple(
        Explanation(number, event, (_telling(event, report, used),)) for number, event in enumerate(reading.events, 1)
    )
    last = report.quote(Span(len(report.text) - 1, len(report.text)))
    stopped = (Stopped(last, last, used, "needs actor"),)
    return Explained(
        report=report, status=reading.status, reason=reading.reason, events=events, stopped=stopped,
        made_by=reading.made_by,
    )  # fmt: skip


def _telling(event: Any, report: Report, used: RowUsed) -> Telling:
    first = event.claims[0]
    return Telling(
        trigger=event.trigger,
        sentence=first.evidence,
        row=used,
        claims=event.claims,
        fillings=tuple(Filling(c.slot, report.quote(c.value.span), "subj+") for c in event.claims[1:]),
        factuality=first.factuality,
        reasons=(Reason(_word(report), "may"),),
        attribution=first.attribution,
    )


def _word(report: Report) -> Evidence:
    return report.quote(Span(0, 1))


def test_an_event_stands_with_its_row_its_roles_and_its_reasons(talks: Reading) -> None:
    """File, number and word of the row; words and path of each role; the word that makes unsure; the cue."""
    shown = explanation.render(explanation.only([explained(talks)], "2"), Look())
    assert shown.partition("2 COERCE\n")[2].splitlines() == [
        "  id            e-arrest",
        "  told          North Korea (PRK); arrest",
        "  sentence      “Analysts said that the North may arrest the envoy.”  63:113",
        "  row           own/events.yaml:verbs:3 (arrest), for the word “arrest”  96:102",
        "                COERCE, arrest",
        "                arrest, detain",
        "                actor subj+; recipient obj+ of",
        "  actor         “the North” by subj+  82:91",
        "  certainty     possible, affirmed, planned",
        "                “S”  0:1, row “may” of factuality.yaml",
        "  speaker       Analysts, by “said”  72:76",
    ]


def test_contexts_and_intensity_stand_under_the_id(talks: Reading) -> None:
    """What it is about, and how hostile such an act is; left out where there is none."""
    one = explanation.only([explained(talks)], "2")
    each = one.events[0]
    told = msgspec.structs.replace(each.event, contexts=("diplomatic", "legal"), intensity=-7.0)
    shown = explanation.render(
        msgspec.structs.replace(one, events=(msgspec.structs.replace(each, event=told),)), Look()
    )
    assert shown.partition("2 COERCE\n")[2].splitlines()[1:3] == [
        "  contexts      diplomatic, legal",
        "  intensity     -7",
    ]


def test_what_was_stopped_comes_last_with_its_reason(talks: Reading) -> None:
    """The word, the row that came nearest, and why it does not fit."""
    shown = explanation.render(explained(talks), Look(100)).partition("Not coded\n")[2]
    assert shown.splitlines() == ["  COERCE        “.”  142:143, own/events.yaml:verbs:3 (arrest): needs actor"]


def test_a_report_without_an_event_says_so(quiet: Reading, foreign: Reading) -> None:
    """No event is not the same as not read."""
    assert "No event found\n" in explanation.render(explained(quiet), Look())
    assert explanation.render(explained(foreign), Look()).endswith("Not read: language ja is not read yet\n")


@pytest.mark.parametrize(("event", "number"), [("1", 1), ("3", 3), ("e-k", 3), ("e-agreed", 1)])
def test_an_event_is_named_by_number_or_the_begin_of_its_id(talks: Reading, event: str, number: int) -> None:
    """Only it is left, and nothing that was stopped."""
    one = explanation.only([explained(talks)], event)
    assert ([each.number for each in one.events], one.stopped) == ([number], ())


@pytest.mark.parametrize(
    ("event", "problem"), [("4", "none of the 3 events"), ("f00", "none of"), ("e-", "fits 3 events"), ("", "fits 3")]
)
def test_an_event_that_is_not_there_is_an_error(talks: Reading, event: str, problem: str) -> None:
    """So is one that could be several."""
    with pytest.raises(UsageError, match=problem):
        explanation.only([explained(talks)], event)


def test_a_number_that_fits_two_reports_is_an_error(talks: Reading) -> None:
    """Numbers count within a report."""
    with pytest.raises(UsageError, match="fits 2 events"):
        explanation.only([explained(talks), explained(talks)], "1")


def test_explanations_keep_to_their_schema(talks: Reading, sea: Reading, foreign: Reading) -> None:
    """An independent validator accepts each line."""
    schema = json.loads(jsonl.schema(Explained))
    jsonschema.Draft202012Validator.check_schema(schema)
    for reading in (talks, sea, foreign):
        jsonschema.validate(json.loads(jsonl.line(explained(reading))), schema, jsonschema.Draft202012Validator)


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)


@given(words=ANY_TEXT, text=ANY_TEXT, width=st.integers(1, 120))
def test_no_field_can_steer_the_terminal(
    authored: Callable[[str, str], Reading], words: str, text: str, width: int
) -> None:
    """Whatever a report or a table holds, the output is printable and never too wide."""
    shown = explanation.render(explained(authored(words, text), table=words, word=words, words=words), Look(width))
    for line in shown.splitlines():
        assert line.isprintable()
        assert wcwidth.width(line) <= max(width, 40)

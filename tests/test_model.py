"""The nouns hold what they promise: no value without its words, and the same JSON both ways."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bongsu.model import (
    Attribution,
    Claim,
    Event,
    Evidence,
    Factuality,
    MadeBy,
    Mention,
    Quantity,
    Reading,
    Report,
    Span,
    Stamp,
    Written,
    digest,
)

TEXT = "The army said that the rocket flew 300 km."


def reading(report: Report) -> Reading:
    """A reading of one claim, built as the pipeline builds it."""
    start = TEXT.index("300 km")
    amount = Quantity(Span(start, start + 6), 3e5, 3e5, "m", Written(("300",), "km"))
    claim = Claim(
        slot="distance",
        value=amount,
        attribution=Attribution(Mention(Span(4, 8), "organisation"), report.quote(Span(9, 13))),
        factuality=Factuality(),
        evidence=report.quote(Span(0, len(TEXT))),
    )
    event = Event(
        id="e",
        report_id=report.id,
        type="LAUNCH",
        mode=None,
        contexts=(),
        trigger=report.quote(Span(23, 34)),
        claims=(claim,),
        rule="r",
    )
    return Reading(
        report=report,
        status="read",
        reason=None,
        events=(event,),
        findings=(),
        made_by=MadeBy(bongsu="0", digests={}),
    )


def test_evidence_is_the_text_at_its_span() -> None:
    """The quote is cut from the report; nobody can pass in another."""
    report = Report.make(text=TEXT)
    assert report.quote(Span(4, 8)).quote == "army"
    with pytest.raises(TypeError):
        Evidence(report.id, Span(4, 8), "navy")  # type: ignore[call-arg, arg-type]


def test_evidence_outside_the_text_is_refused() -> None:
    """A span that the text does not have cannot be quoted."""
    with pytest.raises(ValueError, match="outside"):
        Report.make(text=TEXT).quote(Span(0, len(TEXT) + 1))


def test_claim_whose_words_lie_outside_its_quote_is_refused() -> None:
    """A value rests on words inside its quote, or it is no claim."""
    report = Report.make(text=TEXT)
    with pytest.raises(ValueError, match="outside the quote"):
        Claim(
            slot="actor",
            value=Mention(Span(0, 8), "actor"),
            attribution=Attribution(),
            factuality=Factuality(),
            evidence=report.quote(Span(4, 8)),
        )


def test_reading_survives_json() -> None:
    """What is written is what is read again."""
    one = reading(Report.make(text=TEXT, published=Stamp("2019-05-04", "option --published")))
    assert msgspec.json.decode(msgspec.json.encode(one), type=Reading) == one


@pytest.mark.parametrize("field", ["quote", "report_id"])
def test_forged_quote_is_refused_on_decoding(field: str) -> None:
    """A quote that was changed on the way, in a claim or a trigger, is found out."""
    one = reading(Report.make(text=TEXT))
    for path in ("trigger", "evidence"):
        raw = msgspec.to_builtins(one)
        event = raw["events"][0]
        target = event["trigger"] if path == "trigger" else event["claims"][0]["evidence"]
        target[field] = target[field].upper() + "."
        with pytest.raises(msgspec.ValidationError, match="quote"):
            msgspec.json.decode(msgspec.json.encode(raw), type=Reading)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 2)])
def test_span_is_a_range(start: int, end: int) -> None:
    """A span has a place and a length."""
    with pytest.raises(ValueError, match="span"):
        Span(start, end)


def test_quantity_needs_ordered_bounds() -> None:
    """An amount is an interval with at least one end."""
    with pytest.raises(ValueError, match="bound"):
        Quantity(Span(0, 1), None, None, "m", Written(("1",), "m"))
    with pytest.raises(ValueError, match="in order"):
        Quantity(Span(0, 1), 2.0, 1.0, "m", Written(("2",), "m"))


def test_stamp_must_be_a_date() -> None:
    """What cannot be read as a date is no date."""
    with pytest.raises(ValueError, match="day"):
        Stamp("2019-02-30", "line 1")


def test_report_id_follows_from_its_content() -> None:
    """The same content has one id whenever it was published; other content has another."""
    plain = Report.make(text=TEXT, outlet="A")
    assert plain.id == Report.make(text=TEXT, outlet="A", published=Stamp("2019-05-04", "x")).id
    assert plain.id != Report.make(text=TEXT, outlet="B").id


@given(st.lists(st.text(), min_size=2), st.data())
def test_digest_keeps_parts_apart(parts: list[str], data: st.DataObject) -> None:
    """Moving a letter across a boundary between parts changes the digest."""
    cut = data.draw(st.integers(1, len(parts) - 1))
    joined = ["".join(parts[:cut]), "".join(parts[cut:])]
    assert (digest(*parts) == digest(*joined)) == (parts == joined)

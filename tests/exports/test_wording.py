import datetime as dt
from typing import Any

import pytest

from bongsu.exports import wording
from bongsu.model import (
    Attribution,
    Bearing,
    Claim,
    Entity,
    Factuality,
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
    Value,
    Written,
    Zone,
)

TEXT = "first since Monday, around dawn on Monday 685 miles (1,102 km) away, agency A said, citing agency B"
REPORT = Report.make(text=TEXT, language="en")


def at(words: str) -> Span:
    """Return where words stand in the text."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def value(given: Value, slot: Any = "distance") -> str:
    """Return the wording of a value of the text."""
    claim = Claim(
        slot=slot,
        value=given,
        attribution=Attribution(),
        factuality=Factuality(),
        evidence=REPORT.quote(Span(0, len(TEXT))),
    )
    return wording.value_of(claim, REPORT)


def length(low: float | None, high: float | None, hedge: Any = None, unit: Any = "m") -> Quantity:
    """Return a quantity whose words are "685 miles"."""
    return Quantity(at("685 miles"), low, high, unit, Written(("685",), "mi"), hedge)


@pytest.mark.parametrize(
    ("quantity", "shown"),
    [
        (length(1102400.64, 1102400.64), "1,102 km"),
        (length(1100000, 1100000, "about"), "about 1,100 km"),
        (length(None, 500000, "up_to"), "up to 500 km"),
        (length(1000000, None, "over"), "over 1,000 km"),
        (length(500000, 600000, "between"), "500 to 600 km"),
        (length(2111500, 2111500), "2,112 km"),
        (length(840, 840, unit="s"), "14 min"),
        (length(1475.35, 1701.45, unit="m/s"), "1.475 to 1.701 km/s"),
        (length(2, 2, unit="1"), "2"),
    ],
)
def test_amounts_are_shown_in_the_units_of_the_desk(quantity: Quantity, shown: str) -> None:
    """Lengths in kilometres, times in minutes, speeds in kilometres a second, with the hedge, to four digits."""
    assert wording.amount(quantity) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [(0.0, "0"), (1e300, "1e+300"), (-0.5, "-0.5"), (12345.678, "12,346"), (0.1234567, "0.1235"), (1e-12, "1e-12")],
)
def test_numbers_have_four_digits_or_are_whole(number: float, shown: str) -> None:
    """Thousands are set apart; the very large and the very small are written with a power of ten."""
    assert wording.number(number) == shown


def test_a_quantity_is_shown_with_its_words() -> None:
    """The words as written stand beside the normalised amount, with the restatement and its bracket."""
    restated = Quantity(at("1,102 km"), 1102000, 1102000, "m", Written(("1102",), "km"))
    both = Quantity(at("685 miles"), 1102400.64, 1102400.64, "m", Written(("685",), "mi"), None, restated)
    assert value(both) == "1,102 km, “685 miles (1,102 km)”"


def test_words_that_say_the_same_are_not_repeated() -> None:
    """Where the amount reads as it was written, it is shown once."""
    assert value(Quantity(at("1,102 km"), 1102000, 1102000, "m", Written(("1102",), "km"))) == "1,102 km"


def moment(value: str, zone: str | None = None, **more: Any) -> TimeExpr:
    """Return a resolved time whose words are "Monday"."""
    start = dt.datetime(2017, 9, 14, 21, 57, tzinfo=dt.UTC)
    return TimeExpr(at("Monday"), "DATE", value, start, start + dt.timedelta(minutes=1), "minute", zone, **more)


@pytest.mark.parametrize(
    ("time", "shown"),
    [
        (moment("2017-09-15"), "2017-09-15"),
        (moment("2024-11"), "2024-11"),
        (moment("2017-09-15TMO"), "2017-09-15, morning"),
        (moment("2017-09-15T06:57", "Asia/Tokyo"), "2017-09-15 06:57 Asia/Tokyo, 2017-09-14 21:57 UTC"),
        (moment("2017-09-15T06:57"), "2017-09-15 06:57, zone not stated"),
        (moment("2017-09-14T21:57", "UTC", hedge="about"), "about 2017-09-14 21:57 UTC"),
        (moment("2017-09-15", anchor="published 2017-09-16"), "2017-09-15 (“Monday”, published 2017-09-16)"),
        (TimeExpr(at("Monday"), "DATE", "XXXX-WXX-1", None, None, "day"), "“Monday”, date not known"),
        (TimeExpr(at("Monday"), "DURATION", "P2M", None, None, "duration", hedge="about"), "about 2 months"),
        (
            TimeExpr(
                at("Monday"),
                "DURATION",
                "P2M",
                dt.datetime(2025, 3, 1, 10, tzinfo=dt.UTC),
                dt.datetime(2025, 5, 3, 12, tzinfo=dt.UTC),
                "duration",
                anchor="published 2025-05-02",
            ),
            "2 months, 2025-03-02 to 2025-05-02 (published 2025-05-02)",
        ),
        (TimeExpr(at("Monday"), "DURATION", "PT1M", None, None, "duration"), "1 minute"),
        (TimeExpr(at("Monday"), "DURATION", "PXW", None, None, "duration"), "PXW"),
    ],
)
def test_times_are_shown_as_far_as_they_are_known(time: TimeExpr, shown: str) -> None:
    """Local and UTC where the zone is known, as stated where it is not, as written where there is no date."""
    assert value(time, "time") == shown


NOVEMBER = moment("2024-11")


@pytest.mark.parametrize(
    ("slot", "given", "shown"),
    [
        (
            "first_since",
            Ordinal(at("first since Monday"), 1, "missile test", NOVEMBER),
            "first missile test since 2024-11",
        ),
        ("ordinal", Ordinal(at("Monday"), 22, "missile test", NOVEMBER), "22nd missile test, counted in 2024-11"),
        ("first_since", Ordinal(at("Monday"), 1, "test", NOVEMBER), "first test, counted in 2024-11"),
        ("ordinal", Ordinal(at("Monday"), 13, None, None), "13th of its kind"),
        (
            "first_since",
            Ordinal(at("Monday"), None, None, TimeExpr(at("Monday"), "DURATION", "P2M", None, None, "duration")),
            "after a pause of 2 months",
        ),
        ("site", Place(at("Monday"), "Sunan"), "Sunan"),
        ("site", Place(at("Monday"), "Sunan", None, 39.2, 125.67, 5), "Sunan, 39.20° N 125.67° E within 5 km"),
        ("site", Place(at("Monday"), "Kourou", None, -5.2, -52.77), "Kourou, 5.20° S 52.77° W"),
        ("direction", Bearing(at("Monday"), "E", 67.5, 112.5), "E (true 67.5° to 112.5°)"),
        ("outcome", Term(at("Monday"), "outcome", "broke_up"), "broke up"),
        ("zone", Zone(at("Monday"), "JPN", "eez", "outside"), "outside the exclusive economic zone of JPN"),
        ("zone", Zone(at("Monday"), None, "airspace", "inside"), "inside the airspace of a state that is not named"),
        ("actor", Mention(at("Monday"), "actor", Entity("PRK", "North Korea", "PRK")), "North Korea (PRK)"),
        ("actor", Mention(at("Monday"), "actor"), "Monday"),
    ],
)
def test_every_kind_of_value_has_words(slot: str, given: Value, shown: str) -> None:
    """A value reads as an analyst would say it, and says what is not known."""
    assert value(given, slot) == shown


def test_the_chain_of_relays_is_named() -> None:
    """Whose word it is comes first, then through whom it came."""
    claim = Claim(
        slot="distance",
        value=length(1, 1),
        attribution=Attribution(Mention(at("agency B"), "outlet"), None, (Mention(at("agency A"), "outlet"),)),
        factuality=Factuality("possible", "denied", "planned"),
        evidence=REPORT.quote(Span(0, len(TEXT))),
    )
    assert wording.speaker_of(claim, REPORT) == "agency B, via agency A"
    assert wording.doubt(claim.factuality) == "possible, denied, planned"


def test_what_is_plainly_said_carries_no_doubt() -> None:
    """Certain, affirmed and happened is the rule, and needs no word."""
    assert wording.doubt(Factuality()) == ""


def test_the_same_statement_twice_is_one_line(sea: Reading) -> None:
    """A claim made again by the same speaker adds a quote, not a line; conflicting claims stand side by side."""
    event = sea.events[0]
    twice = type(event)(
        **{name: getattr(event, name) for name in event.__struct_fields__ if name not in {"claims", "rule"}},
        claims=event.claims * 2,
        rule="r",
    )
    lines = wording.account(twice, sea.report)
    assert [len(line.claims) for line in lines] == [2] * 13
    assert [line.value[:8] for line in lines if line.slot == "distance"] == ["about 1,", "1,500 km"]


def test_slots_come_in_the_order_of_the_model(sea: Reading) -> None:
    """Whatever order claims are coded in, an account reads the same."""
    slots = [line.slot for line in wording.account(sea.events[0], sea.report)]
    assert slots == sorted(slots, key=wording.SLOTS.index)


def test_silence_is_told(sea: Reading) -> None:
    """The slots of which nothing is said are known by name."""
    assert wording.silent(sea.events[0]) == (
        "platform",
        "duration",
        "speed",
        "overflight",
        "splash",
        "outcome",
        "ordinal",
    )


def test_contradictions_come_first(sea: Reading) -> None:
    """Findings are in the order in which they matter."""
    assert [finding.verdict for finding in wording.by_verdict(sea.findings)] == ["contradicted", "supported"]
    assert wording.tally(sea.findings) == (("contradicted", 1), ("supported", 1))


def test_a_gist_tells_launch_no_launch_and_not_read_apart(sea: Reading, quiet: Reading, foreign: Reading) -> None:
    """Nothing found is not the same as not read."""
    assert wording.gist(sea) == "ballistic launch, North Korea (PRK), 2025-01-06"
    assert (wording.gist(quiet), wording.gist(foreign)) == ("no launch", "not read")


def test_a_date_says_where_it_was_found() -> None:
    """A date is shown with its source, and its absence is said."""
    assert wording.stamp(Stamp("2025-01-06", "meta date")) == "2025-01-06 (meta date)"
    assert wording.stamp(None) == "not known"


@pytest.mark.parametrize(
    ("url", "leads_to_the_web"),
    [
        ("https://example.org/a?b=c", True),
        ("http://[::1]/", True),
        ("HTTPS://EXAMPLE.ORG", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("https://", False),
        ("//example.org", False),
        ("https://[broken", False),
        ("https://example.org/a b", False),
        ("https://example.org/\u202e", False),
    ],
)
def test_only_addresses_of_the_web_may_be_links(url: str, leads_to_the_web: bool) -> None:  # noqa: FBT001
    """Http and https with a host, and nothing else."""
    assert wording.is_web_address(url) is leads_to_the_web

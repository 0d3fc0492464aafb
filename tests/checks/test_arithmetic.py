"""The arithmetic check on sentences of real reports' kinds."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bongsu.annotate.quantities import find_quantities
from bongsu.checks.arithmetic import check_arithmetic
from bongsu.model import Attribution, Claim, Event, Factuality, Finding, Incident, Mention, Report, Slot, Span, Verdict
from bongsu.units import FACTORS

Said = Callable[..., list[Finding]]


def check(sentence: str, slot: Slot = "distance") -> tuple[Finding, ...]:
    """Check a report of one sentence whose amounts are claims, each by a speaker of its own."""
    report = Report.make(text=sentence)
    whole = report.quote(Span(0, len(sentence)))
    claims = tuple(
        Claim(
            slot=slot,
            value=quantity,
            attribution=Attribution(Mention(Span(place, place + 1), "actor")),
            factuality=Factuality(),
            evidence=whole,
        )
        for place, quantity in enumerate(find_quantities(sentence))
    )
    event = Event(
        id=report.id,
        report_id=report.id,
        type="LAUNCH",
        mode=None,
        contexts=(),
        trigger=whole,
        claims=claims,
        rule="test",
    )
    return check_arithmetic(Incident(id="i", type="LAUNCH", events=(event,)), report)


def one(sentence: str) -> Finding:
    """The only finding on ``sentence``."""
    (finding,) = check(sentence)
    return finding


@pytest.mark.parametrize(
    ("sentence", "verdict", "message"),
    [
        (
            "It flew 1,100 kilometers (680 miles).",
            "supported",
            "1,100 km is 683.5 mi; 680 mi agrees, rounded to 10",
        ),
        (
            "It flew 700 miles (1,100 km).",
            "supported",
            "700 mi is 1,126.5 km; 1,100 km agrees, rounded to 100",
        ),
        (
            "It flew 2,700 km (1,677 miles).",
            "supported",
            "2,700 km is 1,677.7 mi; 1,677 mi agrees, rounded to 1",
        ),
        (
            "It rose 4,500 km (4,500 miles).",
            "contradicted",
            "4,500 km is 2,796.2 mi; 4,500 mi does not agree: the same number stands with both units",
        ),
        (
            "It flew 1,100 miles (680 km).",
            "contradicted",
            "1,100 mi is 1,770.3 km; 680 km does not agree: with the units exchanged the figures would agree",
        ),
        (
            "It flew 1,100 km (860 miles).",
            "contradicted",
            "1,100 km is 683.5 mi; 860 mi does not agree",
        ),
        (
            "It flew 930 km (58 miles).",
            "contradicted",
            "930 km is 577.9 mi; 58 mi does not agree: with a digit more or less they would agree",
        ),
        (
            "It flew 1,000 km (540 miles).",
            "contradicted",
            "1,000 km is 621.4 mi; 540 mi does not agree: with miles and nautical miles exchanged they would agree",
        ),
        (
            "It fell 60-70 km (37-43 miles) away.",
            "supported",
            "60 to 70 km is 37.3 to 43.5 mi; 37 to 43 mi agrees, rounded to 1",
        ),
        (
            "It flew at Mach 5 (6,100 km/h).",
            "supported",
            "Mach 5 is 1,475.3 to 1,701.5 m/s; 6,100 km/h agrees, rounded to 100",
        ),
    ],
)
def test_verdicts(sentence: str, verdict: Verdict, message: str) -> None:
    """Each pair of figures has its verdict, and one sentence with both figures and the conversion."""
    finding = one(sentence)
    assert (finding.verdict, finding.message) == (verdict, message)
    assert finding.check == "arithmetic"


def test_figures() -> None:
    """The finding carries what each figure may stand for, in metres, and the slip."""
    figures = one("It rose 4,500 km (4,500 miles).").figures
    assert figures["first_low"] == 4_450_000
    assert figures["first_high"] == 4_550_000
    assert figures["unit"] == "m"
    assert figures["slip"] == "same number in both units"


def test_sources_that_differ_are_not_compared() -> None:
    """Two sources with different figures disagree; that is no error of arithmetic."""
    assert check("Seoul said it flew 1,100 km. Pyongyang said it flew 1,500 km.") == ()


def test_the_same_pair_is_one_finding() -> None:
    """A pair of figures that several claims give is one finding with all of them."""
    (finding,) = check("It flew 1,100 km (680 miles), it said. It flew 1,100 km (680 miles).")
    assert len(finding.claims) == 2


@pytest.mark.parametrize(
    ("sentence", "message"),
    [
        (
            "Seoul said it flew 4,500 km. Tokyo said it flew 4,500 miles.",
            "7,242 km, and 4,500 km stands beside it: 4,500 mi is what 4,500 km would be in the wrong unit; read as",
        ),
        (
            "Seoul said it flew 680 km. Tokyo said it flew 1,100 miles.",
            "1,100 mi is 1,770 km, and 680 km stands beside it: with their units exchanged 680 km and 1,100 mi would",
        ),
    ],
)
def test_slips_between_claims_are_named(sentence: str, message: str) -> None:
    """A unit that slipped is named with both claims, and not mended."""
    (finding,) = check(sentence)
    assert finding.verdict == "contradicted"
    assert message in finding.message
    assert len(finding.claims) == 2


@pytest.mark.parametrize(
    "sentence",
    [
        "Seoul said it flew 1,100 km. Tokyo said it flew 685 miles.",
        "Seoul said it flew 1,100 km. Tokyo said it flew 700 miles.",
        "Seoul said it flew 5 km. Tokyo said it flew 5 miles.",
        "Seoul said it flew 930 km. Tokyo said it flew 1,000 miles.",
    ],
)
def test_no_slip_is_seen_where_there_is_none(sentence: str) -> None:
    """Figures that agree, small ones that are equal by chance, and plain disagreement are left alone."""
    assert check(sentence) == ()


MILITARY = "on Monday, South Korea's military said. "


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("three missiles, two from Sunan and one from Wonsan,", "supported"),
        ("three missiles, two from Sunan and two from Wonsan,", "contradicted"),
        ("six missiles - four short-range ballistic missiles and two cruise missiles -", "supported"),
        ("six missiles - four short-range ballistic missiles and three cruise missiles -", "contradicted"),
        ("eight missiles, including two from Sunan and one from Wonsan,", "supported"),
        ("two missiles, including two from Sunan and one from Wonsan,", "contradicted"),
        ("at least two missiles, two from Sunan and one from Wonsan,", "supported"),
        ("about ten missiles, six from Sunan and five from Wonsan,", "cannot tell"),
    ],
)
def test_totals(said: Said, words: str, verdict: Verdict) -> None:
    """The parts of a count add up to it, to less after "including", to more after "at least"."""
    (finding,) = [one for one in said("arithmetic", f"North Korea fired {words} {MILITARY}") if "sum" in one.figures]
    assert finding.verdict == verdict
    assert finding.quotes[0].quote in finding.message


def test_parts_in_the_next_sentence(said: Said) -> None:
    """A list at the head of a later sentence is of the only total."""
    text = f"North Korea fired five missiles {MILITARY}Three were launched from Sunan and {{}} from Wonsan."
    (fits,) = said("arithmetic", text.format("two"))
    (does_not,) = said("arithmetic", text.format("four"))
    assert (fits.verdict, does_not.verdict) == ("supported", "contradicted")


@pytest.mark.parametrize(
    "words",
    [
        "three missiles, two from Sunan and one into the Sea of Japan,",
        "three missiles, a day after two tests in Wonsan and one in Sunan,",
        "three missiles from Sunan and Wonsan",
    ],
)
def test_what_is_no_list_of_parts(said: Said, words: str) -> None:
    """Where one came from and where another fell are no parts of a whole."""
    assert said("arithmetic", f"North Korea fired {words} {MILITARY}") == []


@pytest.mark.parametrize(
    ("words", "verdict", "message"),
    [
        ("The missile flew 45,000 km.", "contradicted", "half way round the Earth"),
        ("The missile flew -800 km.", "contradicted", "-800 km: a distance cannot be below zero"),
        ("The missile flew 0 km.", "contradicted", "0 km is no distance"),
        ("The missile flew 0 km and exploded.", "cannot tell", "0 km is no distance"),
        ("The missile flew at a top speed of Mach 50.", "contradicted", "nothing comes down again; Mach 1 is 295 to"),
        ("The missile flew between 500 and 300 km.", "contradicted", '"between 500 and 300 km" runs backwards'),
    ],
)
def test_limits(said: Said, words: str, verdict: Verdict, message: str) -> None:
    """Amounts that nothing can have, in plain words."""
    (finding,) = said("arithmetic", f"North Korea fired a ballistic missile {MILITARY}{words}")
    assert finding.verdict == verdict
    assert message in finding.message


@pytest.mark.parametrize(
    "words",
    [
        "The missile flew 20,000 km.",
        "The missile flew 1,100 km. The flight lasted 12 minutes.",
        "The missile flew at Mach 25.",
        "The missile flew between 300 and 500 km.",
    ],
)
def test_what_is_possible_is_left_alone(said: Said, words: str) -> None:
    """Half way round, the speed of an intercontinental missile and a range that runs forwards pass."""
    assert said("arithmetic", f"North Korea fired a ballistic missile {MILITARY}{words}") == []


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("The missile flew 4,500 km. The flight lasted 5 minutes.", "contradicted"),
        ("The missile flew 4,500 km. The flight lasted up to 5 minutes.", "contradicted"),
        ("The missile flew at least 4,000 km. The flight lasted 12 minutes.", "cannot tell"),
        ("The missile flew 900 km at a maximum speed of Mach 3. The flight lasted 7 minutes.", "contradicted"),
        ("The missile flew 900 km at a maximum speed of Mach 13. The flight lasted 7 minutes.", "supported"),
        ("The missile flew 900 km at a maximum speed of Mach 5. The flight lasted 7 minutes.", "cannot tell"),
    ],
)
def test_speeds(said: Said, words: str, verdict: Verdict) -> None:
    """The mean over ground is no more than a stated speed, and no more than that of the lowest orbit."""
    (finding,) = said("arithmetic", f"North Korea fired a ballistic missile {MILITARY}{words}")
    assert finding.verdict == verdict


def test_several_missiles_have_several_figures(said: Said) -> None:
    """Where two were fired, distance and time may be of different ones."""
    words = "The missiles flew 4,500 km. The flight lasted 5 minutes."
    (finding,) = said("arithmetic", f"North Korea fired two ballistic missiles {MILITARY}{words}")
    assert finding.verdict == "cannot tell"


@given(st.integers(0, 10**6), st.sampled_from(sorted(FACTORS)), st.integers(0, 10**6), st.sampled_from(sorted(FACTORS)))
def test_no_amounts_break_the_check(first: int, unit: str, second: int, other: str) -> None:
    """Whatever two amounts stand in a slot, there are findings or none."""
    for slot in ("distance", "apogee", "duration", "speed"):
        for finding in check(f"It was {first} {unit}, or {second} {other}. It was {second} {other}.", slot):
            assert finding.message


@pytest.mark.parametrize(
    ("words", "found"),
    [("1 from a and ", 0), ("two off a, ", 0), ("a missile and ", 0), ("three missiles, ", 1), ("an ", 0)],
)
def test_long_lists_come_to_an_end(said: Said, words: str, found: int) -> None:
    """A report that is written to be slow is read to its end: its lists are no sums, and are one finding at most."""
    text = f"North Korea fired three missiles, {words * 150}on Monday, Seoul said."
    assert len(said("arithmetic", text)) == found

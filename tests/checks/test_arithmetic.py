"""The arithmetic check on sentences of real reports' kinds."""

import pytest

from bongsu.annotate.quantities import find_quantities
from bongsu.checks.arithmetic import check_arithmetic
from bongsu.model import Attribution, Claim, Event, Factuality, Finding, Incident, Mention, Report, Slot, Span, Verdict


def incident(*sentences: str, slot: Slot = "distance") -> Incident:
    """An incident whose events each claim the amounts of one sentence, each by a speaker of its own."""
    events = []
    for sentence in sentences:
        report = Report.make(text=sentence)
        whole = report.quote(Span(0, len(sentence)))
        speaker = Attribution(Mention(Span(0, 1), "actor"))
        claims = tuple(
            Claim(slot=slot, value=quantity, attribution=speaker, factuality=Factuality(), evidence=whole)
            for quantity in find_quantities(sentence)
        )
        events.append(
            Event(
                id=report.id,
                report_id=report.id,
                type="LAUNCH",
                mode=None,
                contexts=(),
                trigger=whole,
                claims=claims,
                rule="test",
            )
        )
    return Incident(id="i", type="LAUNCH", events=tuple(events))


def one(sentence: str) -> Finding:
    """The only finding on ``sentence``."""
    (finding,) = check_arithmetic(incident(sentence))
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
    assert check_arithmetic(incident("Seoul said it flew 1,100 km.", "Pyongyang said it flew 1,500 km.")) == ()


def test_the_same_pair_is_one_finding() -> None:
    """A pair of figures that several claims give is one finding with all of them."""
    sentence = "It flew 1,100 km (680 miles)."
    (finding,) = check_arithmetic(incident(sentence, sentence + " Yes."))
    assert len(finding.claims) == 2

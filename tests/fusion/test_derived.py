import datetime as dt
from collections.abc import Mapping

import pytest

from bongsu.fusion import Derived, Telling, copies, derive, fuse, origins
from bongsu.model import Incident, Judgement, RawDocument, Report, Ruling, Slot, Stamp
from bongsu.pipeline import Reader

Told = Mapping[str, Telling]


def incident(launches: Told, *names: str) -> tuple[Incident, dict[str, Report]]:
    """Return the one incident of some reports, and the reports."""
    (found,) = fuse(launches[name] for name in names)
    return found, {launches[name].report.id: launches[name].report for name in names}


def slot(launches: Told, name: Slot, *names: str, judgements: tuple[Judgement, ...] = ()) -> Derived:
    """Return what the claims of some reports on a slot amount to."""
    found, reports = incident(launches, *names)
    return next(one for one in derive(found, reports, judgements) if one.slot == name)


def judge(ruling: Ruling, *subjects: str, day: int = 1) -> Judgement:
    """Return a judgement."""
    at = dt.datetime(2028, 12, day, tzinfo=dt.UTC)
    return Judgement.make(ruling=ruling, subjects=subjects, by="A. Analyst", at=at, reason="the radar log")


def report(text: str, outlet: str, day: int = 1, upstream: str | None = None) -> Report:
    """Return a report of an outlet."""
    return Report.make(text=text, outlet=outlet, published=Stamp(f"2028-05-{day:02}", "test"), upstream=upstream)


WIRE = (
    "A test of the sirens ran an hour early on Monday and woke a coastal town before dawn, officials said. "
    "The mayor said that nobody had told the harbor office of the change in the plan for the winter."
)


def test_ten_copies_of_a_wire_are_one_origin() -> None:
    """Those that name the wire, and those that do not."""
    reports = [report(WIRE, f"Outlet {day}", day, "Yonhap" if day == 4 else None) for day in range(1, 11)]
    found = origins(reports)
    assert {one.name for one in found.values()} == {"Yonhap"}
    assert found[reports[3].id].reason == "the report names Yonhap"
    assert found[reports[0].id].reason == "a copy of it names Yonhap"


def test_copies_without_a_wire_are_of_whoever_published_first() -> None:
    """The copy that came out later is no second witness."""
    first, later = report(WIRE, "Harbor Post", 1), report(WIRE, "Northern Ledger", 2)
    assert len(copies([later, first])) == 1
    assert {one.name for one in origins([later, first]).values()} == {"Harbor Post"}


def test_an_outlet_that_an_analyst_calls_a_copy_is_no_origin() -> None:
    """Until he takes that back."""
    one = report(WIRE, "Echo")
    ruled = judge("outlet is a copy", "Echo", "Harbor Post")
    assert origins([one], [ruled])[one.id].name == "Harbor Post"
    assert origins([one], [ruled, judge("taken back", ruled.id, day=2)])[one.id].name == "Echo"


def test_a_claimant_in_two_outlets_is_one_claimant_told_twice(launches: Told) -> None:
    """South Korea's Joint Chiefs in one report and its military in another are one, known from two origins."""
    found = slot(launches, "distance", "day-2a", "day-2b")
    (option,) = found.options
    assert option.claimants == ("KOR-MIL",)
    assert option.origins == ("Harbor Post", "Strait Courier")


def test_an_official_measurement_goes_before_the_press(launches: Told) -> None:
    """And says so, with its bounds in SI."""
    best = slot(launches, "distance", "week-1a", "week-1b", "week-1c").best
    assert best is not None
    assert best.reasons[0].startswith("an official measurement, before the press")
    assert best.low is not None
    assert best.high is not None
    assert 550_000 < best.low < best.high < 650_000


def test_the_interest_of_a_claimant_is_noted(launches: Told) -> None:
    """What the launching state's own agency says agrees, and has its interest."""
    best = slot(launches, "distance", "week-2a", "week-2c").best
    assert best is not None
    assert best.told.claimant.id == "KOR-MIL"
    assert "with an interest in it: Korean Central News Agency" in best.reasons


def test_a_conflict_has_its_size(launches: Told) -> None:
    """Four missiles, of Seoul, and one, of Tokyo, are three apart; "at least three" does not contradict four."""
    found = slot(launches, "count", "salvo-1", "salvo-3")
    assert found.conflicts == ()
    one, other = launches["salvo-1"], launches["week-1b"]
    both = Incident(id="0" * 32, type="LAUNCH", events=(one.event, other.event))
    reports = {telling.report.id: telling.report for telling in (one, other)}
    (count,) = (each for each in derive(both, reports) if each.slot == "count")
    (conflict,) = count.conflicts
    assert (conflict.size.amount, conflict.size.unit, conflict.size.share) == (3.0, "1", 0.75)


def test_a_later_revision_goes_before_the_earlier(launches: Told) -> None:
    """The page that was changed and the report of the change take 450 km back; nobody stands by it any more."""
    found = slot(launches, "distance", "corrected-1", "corrected-2", "corrected-3")
    assert found.best is not None
    assert found.options[found.best.option].words.endswith("540 km")
    assert {one.ground for one in found.corrections} == {"the report takes it back", "the same page later"}
    assert all("450" in one.earlier.claim.evidence.quote for one in found.corrections)
    assert found.conflicts == ()


def test_a_claim_that_is_ruled_wrong_counts_no_more(launches: Told) -> None:
    """It is still listed, with the judgement, and another value is the best."""
    names = ("week-1a", "week-1b")
    before = slot(launches, "apogee", *names)
    assert before.best is not None
    ruled = judge("claim is wrong", before.best.told.claim.id)
    after = slot(launches, "apogee", *names, judgements=(ruled,))
    assert after.best is None
    assert after.options[0].told[0].wrong == ruled
    assert after.options[0].claimants == ()


def test_every_claim_is_kept(launches: Told) -> None:
    """Whatever is best, every claim of every report stands in some option of its slot."""
    found, reports = incident(launches, "week-2a", "week-2b", "week-2c", "week-2d")
    kept = {one.claim.id for each in derive(found, reports) for option in each.options for one in option.told}
    assert kept == {claim.id for claim in found.claims if claim.slot != "act"}


def test_a_report_that_is_not_given_is_an_error(launches: Told) -> None:
    """Nothing is derived of half an incident."""
    found, reports = incident(launches, "week-1a", "week-1b")
    del reports[launches["week-1b"].report.id]
    with pytest.raises(KeyError):
        derive(found, reports)


def test_who_else_took_part_is_no_conflict(reader: Reader) -> None:
    """Two ministers of one meeting, and a third of whom another report tells, took part together."""
    texts = (
        "The foreign ministers of France and Germany met in Berlin.",
        "The foreign ministers of France, Germany and Japan met in Berlin.",
    )
    told = [
        next(Telling(reading.report, event) for event in reading.events if event.type == "CONSULT")
        for reading in (
            reader.read(RawDocument(where=text, media="text/plain", content=text, given={})) for text in texts
        )
    ]
    both = Incident(id="0" * 32, type="CONSULT", events=tuple(one.event for one in told))
    found = derive(both, {one.report.id: one.report for one in told})
    (actors,) = (each for each in found if each.slot == "actor")
    assert len(actors.options) >= 2
    assert actors.conflicts == ()

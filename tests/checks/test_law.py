"""The law check on words as a report would have them."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from bongsu.errors import TableError
from bongsu.model import Finding
from bongsu.reference.law import load_law, shipped_law

Said = Callable[..., list[Finding]]
NORTH = "North Korea fired a ballistic missile on Monday, South Korea's military said."
CLAIM = "The launch was a violation of U.N. Security Council resolutions, Japan's Defense Ministry said."


@pytest.mark.parametrize(
    ("published", "numbers"),
    [
        ("2006-10-23", "resolution 1718,"),
        ("2009-07-06", "resolutions 1718 and 1874,"),
        ("2016-09-05", "resolutions 1718, 1874, 2087, 2094 and 2270,"),
        ("2025-01-06", "resolutions 1718, 1874, 2087, 2094, 2270, 2321, 2356, 2375 and 2397,"),
    ],
)
def test_what_was_in_force_and_covers_the_launch(said: Said, published: str, numbers: str) -> None:
    """A ballistic launch by the North is covered by the resolutions that were adopted by then."""
    (finding,) = said("law", NORTH, published)
    assert finding.verdict == "supported"
    assert numbers in finding.message


def test_a_satellite_is_covered_since_1874(said: Said) -> None:
    """Resolution 1718 speaks of ballistic missiles alone."""
    words = "North Korea launched a satellite on Monday, South Korea's military said."
    assert said("law", words, "2009-04-06") == []
    (finding,) = said("law", words, "2023-11-20")
    assert finding.verdict == "supported"
    assert "resolutions 1874, 2087" in finding.message


def test_before_the_first_ban_nothing_bound(said: Said) -> None:
    """In July 2006 no resolution was in force, and 1695 of that month demands outside of Chapter VII."""
    assert said("law", NORTH, "2006-07-03") == []
    (finding,) = said("law", NORTH, "2006-07-24")
    assert finding.verdict == "cannot tell"
    assert "1695 demands and does not bind" in finding.message


def test_a_claim_of_violation_is_quoted_and_not_made(said: Said) -> None:
    """That the launch violates resolutions is the word of whoever says so."""
    (finding,) = said("law", f"{NORTH} {CLAIM}")
    assert finding.verdict == "supported"
    assert [quote.quote for quote in finding.quotes] == [CLAIM]
    assert "the word of whoever is quoted" in finding.message


@pytest.mark.parametrize(
    "words",
    [
        "North Korea fired two cruise missiles on Monday, South Korea's military said.",
        "North Korea fired a missile on Monday, South Korea's military said.",
        "South Korea test-fired a ballistic missile on Monday, the military said.",
        "India test-fired a ballistic missile on Monday, the Defense Ministry said.",
    ],
)
def test_it_is_silent_where_no_resolution_speaks(said: Said, words: str) -> None:
    """No resolution is attached to cruise missiles, to launches of no known kind, or to states without a ban."""
    assert said("law", words) == []


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("North Korea fired two cruise missiles on Monday, South Korea's military said.", "cannot tell"),
        ("North Korea fired a missile on Monday, South Korea's military said.", "cannot tell"),
        ("South Korea test-fired a ballistic missile on Monday, the military said.", "contradicted"),
        ("India test-fired a ballistic missile on Monday, the Defense Ministry said.", "cannot tell"),
    ],
)
def test_a_claim_of_violation_that_no_resolution_covers(said: Said, words: str, verdict: str) -> None:
    """It is contradicted where the state is under no resolution at all, and else cannot be told."""
    (finding,) = said("law", f"{words} The launch was a violation of U.N. Security Council resolutions, critics said.")
    assert finding.verdict == verdict


def test_a_class_that_is_claimed_tells_what_was_launched(said: Said) -> None:
    """What was first called a projectile is covered once it is called a ballistic missile."""
    words = (
        "North Korea fired a projectile on Monday. It was a short-range ballistic missile, South Korea's military said."
    )
    (finding,) = said("law", words)
    assert finding.verdict == "supported"


@pytest.mark.parametrize("resolutions", ["resolutions", "resolution 2397"])
def test_of_two_launches_that_of_the_state_under_a_ban_is_meant(said: Said, resolutions: str) -> None:
    """Seoul's drill in answer is no breach because somebody calls "the launch" one."""
    drill = "South Korea fired a ballistic missile in a drill on Monday, the Defense Ministry in Seoul said."
    claim = f"The launch was a reckless breach of U.N. Security Council {resolutions}, NATO's chief said."
    verdicts = {str(one.figures["state"]): one.verdict for one in said("law", f"{NORTH} {drill} {claim}")}
    assert verdicts == {"PRK": "supported"}


def test_words_on_another_state_or_on_ships_are_no_claim_about_this_launch(said: Said) -> None:
    """A report on Seoul's test may well speak of Pyongyang's."""
    words = "South Korea test-fired a ballistic missile on Monday, the military said. "
    assert said("law", f"{words}North Korea's launches violate U.N. Security Council resolutions.") == []
    assert said("law", f"{words}The ship was seized for a violation of U.N. resolutions on missile exports.") == []


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2011-06-27", "1929 is on missiles capable of delivering nuclear weapons"),
        ("2017-01-30", "2231 calls upon and does not bind"),
        ("2025-10-06", "contest"),
    ],
)
def test_iran_is_under_its_own_law(said: Said, day: str, reason: str) -> None:
    """Each resolution speaks with its own verb, on its own condition, while it was in force."""
    (finding,) = said("law", "Iran test-fired a ballistic missile on Monday, state media said.", day)
    assert finding.verdict == "cannot tell"
    assert reason in finding.message


def test_between_two_laws_iran_was_under_none(said: Said) -> None:
    """The clause of resolution 2231 ended on 18 October 2023."""
    assert said("law", "Iran test-fired a ballistic missile on Monday, state media said.", "2024-02-12") == []


@pytest.mark.parametrize(
    ("number", "published", "verdict"),
    [
        ("2397", "2016-02-08", "contradicted"),
        ("1929", "2025-01-06", "contradicted"),
        ("1701", "2025-01-06", "cannot tell"),
    ],
)
def test_a_resolution_by_number_has_to_fit(said: Said, number: str, published: str, verdict: str) -> None:
    """A number that was adopted later, or is on another state, cannot have been violated by the launch."""
    claim = f"The launch violated U.N. Security Council resolution {number}, Japan's Defense Ministry said."
    findings = {finding.verdict for finding in said("law", f"{NORTH} {claim}", published)}
    assert findings == {"supported", verdict}


def test_what_is_only_feared_is_under_no_law_yet(said: Said) -> None:
    """Of a violation that would be, nothing is quoted."""
    (finding,) = said("law", f"{NORTH} Another launch would violate U.N. Security Council resolutions.")
    assert finding.quotes == ()


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("from: 2006-07-15", "from: 2006-07-45"), "day is out of range"),
        (("{from: 2010-06-09, to: 2016-01-16}", "{from: 2016-06-09, to: 2010-01-16}"), "before it begins"),
        (("number: 1718", "number: 1695"), "stands in it twice"),
        (("verb: demands", "werb: demands"), "werb"),
    ],
)
def test_a_wrong_row_is_refused(change: tuple[str, str], problem: str, tmp_path: Path) -> None:
    """A table that cannot be right is not loaded."""
    shipped = Path(__file__).parents[2] / "src" / "bongsu" / "data" / "resolutions.yaml"
    text = shipped.read_text(encoding="utf-8")
    assert change[0] in text
    (tmp_path / "resolutions.yaml").write_text(text.replace(*change, 1), encoding="utf-8")
    with pytest.raises(TableError, match=problem):
        load_law(tmp_path)


def test_only_what_binds_and_covers_is_counted_as_a_ban() -> None:
    """No resolution has cruise missiles, and every period begins on the day of a year that fits its number."""
    law = shipped_law()
    assert not any({"cruise", "undetermined"} & set(one.covers) for one in law.resolutions)
    own = [one for one in law.resolutions if "PRK" in one.states]
    starts = [one.in_force[0].start for one in own]
    assert starts == sorted(starts)
    assert starts[0] == dt.date(2006, 7, 15)
    assert not law.without_ban & {"PRK", "IRN"}


@pytest.mark.parametrize(
    "words",
    [
        "A Hwasong-12 ballistic missile was fired on Monday, Japan's defence ministry said.",
        "A ballistic missile was launched on Monday from Pukchang, South Korea's military said.",
    ],
)
def test_where_nobody_is_said_to_have_launched_missile_or_site_tell(said: Said, words: str) -> None:
    """The state is that of the missile or of the site."""
    (finding,) = said("law", words)
    assert finding.verdict == "supported"
    assert "by North Korea" in finding.message


def test_a_rocket_that_some_call_a_missile_needs_a_resolution_on_both(said: Said) -> None:
    """Resolution 1718 speaks of ballistic missiles alone, 1874 of any launch that uses their technology."""
    words = "North Korea launched a satellite on Tuesday. The launch used a ballistic missile, Japan said."
    (finding,) = said("law", words, "2012-12-12")
    assert finding.verdict == "supported"
    assert "resolution 1874," in finding.message


def test_a_launch_of_a_week_is_of_no_one_day(said: Said) -> None:
    """A resolution covers it that was in force from the first of its days to the last."""
    words = "North Korea fired a ballistic missile last week, South Korea's military said."
    (finding,) = said("law", words, "2017-03-17")
    assert (
        "by North Korea in 2017-W10 is covered by resolutions 1718, 1874, 2087, 2094, 2270 and 2321" in finding.message
    )
    # 1718 was adopted on Saturday of the week that is told of, and nothing else binds by then
    assert [finding.verdict for finding in said("law", words, "2006-10-18")] != ["supported"]


def test_a_launch_without_a_date_is_told_of_on_the_day_of_the_report(said: Said) -> None:
    """And not said to have been on it."""
    (finding,) = said("law", "North Korea fired a ballistic missile, South Korea's military said.", "2017-03-17")
    assert "by North Korea told of on 2017-03-17 is covered" in finding.message

"""What the chronicle says of "first since", "nth" and pauses: real outcomes."""

import datetime as dt
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from bongsu.checks.scopes import read_scope
from bongsu.model import Finding
from bongsu.reference.chronicle import PastLaunch

Said = Callable[..., list[Finding]]
FIRED = "North Korea fired a ballistic missile toward the sea on {day}, South Korea's military said. "
ICBM = "North Korea fired an intercontinental ballistic missile on {day}, South Korea's military said. "


def verdicts(found: list[Finding]) -> list[str]:
    """Return the verdicts of findings."""
    return [finding.verdict for finding in found]


@pytest.mark.parametrize(
    ("words", "day", "verdict"),
    [
        ("It was the first missile test since November 2024.", "2025-01-06", "supported"),
        ("It was the first launch since Nov. 5.", "2025-01-06", "supported"),
        ("It was the first launch since Nov. 4.", "2025-01-06", "supported"),  # as dated in America
        ("It was the first missile test since September 2024.", "2025-01-06", "contradicted"),
        ("It was the first ICBM test since October 2024.", "2025-01-06", "supported"),
        ("It was the first ICBM test since 2023.", "2025-01-06", "contradicted"),
        ("It was the first missile to fly over Japan since 2017.", "2022-10-04", "supported"),
        ("It was the first missile to fly over Japan since 2016.", "2022-10-04", "contradicted"),
        ("It was the first ballistic missile launch since September 15.", "2017-11-29", "supported"),
        ("It was the first missile launch since November 2017.", "2019-05-04", "cannot tell"),  # 17 April 2019
        ("It was the first test of a hypersonic missile since April 2024.", "2025-01-06", "cannot tell"),
        ("It was the first missile launch since December 2024.", "2025-01-06", "cannot tell"),  # none in December
        ("It was the first missile launch since 2012.", "2016-02-07", "cannot tell"),  # before the chronicle
        ("It flew over Japan, the first since 2017.", "2022-10-04", "cannot tell"),  # what is counted has no noun
    ],
)
def test_first_since(said: Said, words: str, day: str, verdict: str) -> None:
    """Supported where the last that counts is of that date; contradicted where one that counts lies between."""
    shown = f"{dt.date.fromisoformat(day):%A}"
    assert verdicts(said("chronology", FIRED.format(day=shown) + words, day)) == [verdict]


@pytest.mark.parametrize(
    ("words", "day", "verdict"),
    [
        ("It was the first missile test this year.", "2025-01-06", "supported"),
        ("It was the first missile test this year.", "2025-03-10", "contradicted"),
        ("It was the third ballistic missile launch this year.", "2025-03-10", "supported"),
        ("It was the ninth ballistic missile launch this year.", "2025-01-14", "contradicted"),
        ("It was the second ballistic missile launch this year.", "2025-03-10", "cannot tell"),  # off by one
        ("It was the second ballistic missile launch this month.", "2022-01-30", "contradicted"),
        ("It was the seventh missile launch this month.", "2022-01-30", "cannot tell"),  # with a cruise missile
        ("It was the second to fly over Japan in less than a month.", "2017-09-15", "supported"),
        ("It was the sixth to fly over Japan in less than a month.", "2017-09-15", "contradicted"),
        (
            "It was the second time in just over two weeks the rogue state had fired a missile over Japan.",
            "2017-09-15",
            "supported",
        ),
        (
            "It was the second time in just over two weeks that it fired one over Japan, a step which Tokyo condemned.",
            "2017-09-15",
            "supported",
        ),
    ],
)
def test_nth(said: Said, words: str, day: str, verdict: str) -> None:
    """Days, launches and missiles are all counted; contradicted from two off."""
    shown = f"{dt.date.fromisoformat(day):%A}"
    assert verdicts(said("chronology", FIRED.format(day=shown) + words, day)) == [verdict]


def test_the_fifth_icbm_of_2023(said: Said) -> None:
    """A failed launch of an unknown class may count or not, and the number fits without it."""
    found = said("chronology", ICBM.format(day="Monday") + "It was the fifth ICBM launch this year.", "2023-12-18")
    assert verdicts(found) == ["supported"]
    assert "PRK-2023-12-18-1" in found[0].message


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("The launch ended a pause of nearly two months in missile tests.", "supported"),
        ("The launch ended a pause of six months in missile tests.", "contradicted"),
        ("The launch ended a pause of six months in nuclear talks.", "cannot tell"),
        ("It was the first missile test in two months.", "supported"),
        ("It was the first missile test in more than a year.", "contradicted"),
    ],
)
def test_pauses(said: Said, words: str, verdict: str) -> None:
    """62 days lie between 5 November 2024 and 6 January 2025."""
    assert verdicts(said("chronology", FIRED.format(day="Monday") + words)) == [verdict]


@pytest.mark.parametrize(
    ("words", "day", "verdict"),
    [
        ("It was the first missile launch since President Joe Biden took office.", "2021-03-25", "cannot tell"),
        ("It was the first ballistic missile launch since President Joe Biden took office.", "2021-03-25", "supported"),
        ("It was the first missile launch since President Yoon took office.", "2024-10-31", "contradicted"),
    ],
)
def test_under_a_president(said: Said, words: str, day: str, verdict: str) -> None:
    """A cruise missile four days earlier counts for some as a missile launch, and never as a ballistic one."""
    shown = f"{dt.date.fromisoformat(day):%A}"
    assert verdicts(said("chronology", FIRED.format(day=shown) + words, day)) == [verdict]


@pytest.mark.parametrize(
    "words",
    [
        "It was not the first missile test since September 2024.",
        "It would be the first missile test since September 2024.",
        "It came before South Korea's first missile test since September 2024.",
    ],
)
def test_what_is_not_said_is_left_alone(said: Said, words: str) -> None:
    """A denial, a possibility and another state's number are none of this launch."""
    assert said("chronology", FIRED.format(day="Monday") + words) == []


def test_an_old_launch_told_as_new(said: Said) -> None:
    """A day that the words give in full is contradicted; one completed by the publication may be that of a copy."""
    flight = "It flew 1,001 km and reached an altitude of 7,687 km, the military said."
    assert verdicts(said("chronology", FIRED.format(day="Monday, August 4, 2025") + flight, "2025-08-04")) == [
        "contradicted"
    ]
    assert verdicts(said("chronology", FIRED.format(day="Monday") + flight, "2025-08-04")) == ["cannot tell"]
    assert said("chronology", ICBM.format(day="Thursday, October 31, 2024") + flight, "2024-10-31") == []


def test_a_copy_with_a_later_date_contradicts_nothing(said: Said) -> None:
    """The article tells of 15 September 2017; the date is that of its copy."""
    text = FIRED.format(day="Friday") + "It was the first missile launch since August 29."
    assert verdicts(said("chronology", text, "2017-11-26")) == ["cannot tell"]


def test_another_state_cannot_be_told(said: Said) -> None:
    """The chronicle has no launches of India."""
    text = (
        "India fired a ballistic missile on Monday, the defence ministry said. It was the first missile test since May."
    )
    assert verdicts(said("chronology", text)) == ["cannot tell"]


def test_a_launch_counts_or_not_by_the_noun() -> None:
    """A failed launch, one of one source, and one whose class is not known are perhaps."""
    scope = read_scope("ICBM test", "", (), names_system=False)
    flown = PastLaunch(
        id="PRK-2023-07-12-1", date=dt.date(2023, 7, 12), mode="ballistic", classes=("ICBM",), sources=("nagix",)
    )
    assert scope.standing(flown) == "in"
    assert scope.standing(replace(flown, outcome="failure")) == "perhaps"
    assert scope.standing(replace(flown, sources=("csis",))) == "perhaps"
    assert scope.standing(replace(flown, classes=())) == "perhaps"
    assert scope.standing(replace(flown, classes=("SRBM",))) == "out"
    assert scope.standing(replace(flown, mode="satellite")) == "out"


@pytest.mark.parametrize(
    ("words", "day", "verdict"),
    [
        ("It was the fourth such launch this month.", "2020-03-29", "supported"),
        ("It was the 40th such ballistic missile launch this month.", "2020-03-29", "contradicted"),
        ("It was the third such launch this month.", "2020-03-29", "cannot tell"),
        ("Tokyo announced the launch, the fourth this month, in a statement.", "2020-03-29", "supported"),
        ("It was the second time in four days that North Korea has tested its missiles.", "2017-08-29", "supported"),
    ],
)
def test_nth_of_such_launches(said: Said, words: str, day: str, verdict: str) -> None:
    """Such launches may be all or those of the class; the number fits where it fits one, and not where it fits none."""
    fired = f"North Korea fired short-range ballistic missiles on {dt.date.fromisoformat(day):%A}, Seoul said. "
    assert verdicts(said("chronology", fired + words, day)) == [verdict]


def test_nth_of_a_class_or_of_all(said: Said) -> None:
    """Beside a named class, "the ninth launch since June" is borne out by nine launches of any class."""
    fired = "North Korea fired a submarine-launched ballistic missile on Wednesday, Seoul said. "
    (finding,) = said("chronology", fired + "It was the ninth launch since June 2019.", "2019-10-02")
    assert finding.verdict == "supported"
    (finding,) = said("chronology", fired + "It was the fifth launch since June 2019.", "2019-10-02")
    assert finding.verdict == "cannot tell"


@pytest.mark.parametrize(
    ("words", "day", "verdict"),
    [
        ("The last such test came on March 21.", "2020-03-29", "supported"),
        ("It was fired after a series of 13 such launches, the last occurring on March 21.", "2020-03-29", "supported"),
        ("The North last fired a ballistic missile on September 15.", "2017-11-29", "supported"),
        ("North Korea's last test of a ballistic missile was in July.", "2017-11-29", "contradicted"),
        ("North Korea's last test of a ballistic missile was on March 35.", "2017-11-29", None),
        ("South Korea said its last test of a ballistic missile was in July.", "2017-11-29", "cannot tell"),
        ("The last nuclear test was in September 2016.", "2017-08-29", None),
        ("The launch came eight days after the North fired two ballistic missiles.", "2020-03-29", "supported"),
        ("The launch came two weeks after it fired a ballistic missile.", "2017-11-29", "contradicted"),
        ("The launch came more than two weeks after it fired a ballistic missile.", "2017-09-15", "supported"),
        ("The launch came two weeks after it fired a hypersonic missile.", "2017-09-15", "cannot tell"),
        ("The launch came a week after it successfully tested a new missile.", "2017-05-21", "supported"),
        ("The North fired it a week after its latest missile launch.", "2017-05-21", None),
        ("The test came a week after its latest missile launch.", "2017-05-21", "supported"),
        ("The launch resembled the KN-23, an SRBM that North Korea last tested on July 25.", "2019-08-06", None),
        ("Talks were held two weeks after it fired a ballistic missile.", "2017-11-29", None),
    ],
)
def test_the_launch_before(said: Said, words: str, day: str, verdict: str | None) -> None:
    """What is said of the launch before is held against the chronicle; talks and nuclear tests are no launch."""
    text = FIRED.format(day=f"{dt.date.fromisoformat(day):%A}") + words
    assert verdicts(said("chronology", text, day)) == ([] if verdict is None else [verdict])

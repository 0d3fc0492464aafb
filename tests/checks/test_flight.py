"""The flight check on words as a report would have them."""

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bongsu.checks import classes
from bongsu.checks.flight import check_flight
from bongsu.flight import shape
from bongsu.model import Finding
from bongsu.units import rounding

Said = Callable[..., list[Finding]]
MILITARY = "North Korea fired a ballistic missile on Monday, South Korea's military said. "
PUBLISHED = [
    ("2017-05-14", "787", "2,111.5", "30 minutes", "supported"),
    ("2017-07-04", "933", "2,802", "39 minutes", "supported"),
    ("2017-07-04", "933", "2,802", "37 minutes", "supported"),
    ("2017-07-28", "998", "3,724.9", "47 minutes and 12 seconds", "supported"),
    ("2017-07-28", "998", "3,724.9", "45 minutes", "supported"),
    ("2017-08-29", "2,700", "550", "14 minutes", "supported"),
    ("2017-09-15", "3,700", "770", "19 minutes", "supported"),
    ("2017-11-29", "950", "4,475", "53 minutes", "supported"),
    ("2022-01-30", "800", "2,000", "30 minutes", "supported"),
    ("2022-03-24", "1,090", "6,248.5", "67.5 minutes", "contradicted"),
    ("2022-03-24", "1,090", "6,248.5", "4,052 seconds", "contradicted"),
    ("2022-03-24", "1,090", "6,248.5", "71 minutes", "supported"),
    ("2022-10-04", "4,600", "1,000", "22 minutes", "supported"),
    ("2022-11-18", "999.2", "6,040.9", "4,135 seconds", "supported"),
    ("2023-02-18", "989", "5,768.5", "4,015 seconds", "supported"),
    ("2023-07-12", "1,001.2", "6,648.4", "4,491 seconds", "supported"),
    ("2023-12-18", "1,002.3", "6,518.2", "4,380 seconds", "supported"),
    ("2024-10-31", "1,001.2", "7,687.5", "5,156 seconds", "supported"),
    ("2025-01-06", "1,100", "100", "12 minutes", "cannot tell"),
]
"""Local date, distance and apogee in km, time of flight, all as published (the last time is made up), and verdict."""


def arc(said: Said, text: str) -> Finding:
    """Return the only finding on an arc."""
    (finding,) = [finding for finding in said("flight", text) if "ideal_low" in finding.figures]
    return finding


@pytest.mark.parametrize("flight", PUBLISHED, ids=" ".join)
def test_published_flights(said: Said, flight: tuple[str, str, str, str, str]) -> None:
    """Every published flight is supported, save the one whose claimed time is under the ideal, and the gliding one."""
    _, distance, apogee, duration, verdict = flight
    text = f"The missile flew {distance} km and reached an altitude of {apogee} km, the military said. "
    finding = arc(said, f"{MILITARY}{text}The flight lasted {duration}, the military said.")
    assert finding.verdict == verdict


def test_the_figures_are_shown() -> None:
    """The docstring is what people read: it names the model, the bounds and each verdict."""
    text = check_flight.__doc__ or ""
    assert all(word in text for word in ("6,371 km", "Kepler", "0.5 to 5 minutes", "Supported", "Contradicted"))


def test_message_and_figures(said: Said) -> None:
    """The finding has the times at both ends of the rounding, the shape, the rule and the claims."""
    words = (
        "The missile flew 3,700 km and reached an altitude of 770 km, the military said. The flight lasted 19 minutes."
    )
    finding = arc(said, f"{MILITARY}{words}")
    assert finding.message == (
        "an arc of 3,700 km with an apogee of 770 km takes 16.8 to 17.0 min, and a ballistic flight 0.5 to 5 min more; "
        "19 min fits; the shape is near minimum-energy (minimum-energy apogee 779 km); read as rounded to 100 km, "
        "10 km and 1 min; the figures are not all of one speaker"
    )
    assert [claim.slot for claim in finding.claims] == ["distance", "apogee", "duration"]
    assert (finding.figures["distance_low"], finding.figures["distance_high"]) == (3_650_000, 3_750_000)
    assert finding.figures["shape"] == "near minimum-energy"


def test_far_too_long_is_contradicted(said: Said) -> None:
    """No missile is under power for ten minutes and comes down so near."""
    words = "The missile flew 3,700 km and reached an altitude of 770 km. The flight lasted 45 minutes."
    assert arc(said, f"{MILITARY}{words}").verdict == "contradicted"


def test_a_bound_that_is_open_settles_nothing(said: Said) -> None:
    """More than 700 km may be 7,000."""
    words = "The missile flew 1,000 km and reached an altitude of more than 700 km. The flight lasted 86 minutes."
    assert arc(said, f"{MILITARY}{words}").verdict == "cannot tell"


def test_speakers_lend_each_other_what_they_lack(said: Said) -> None:
    """One speaker's time is held against the other's arc, and it says so; the best of its own figures counts."""
    words = (
        "The missile flew 1,090 km and reached an altitude of 6,248.5 km, the military said. "
        "Japan's Defense Ministry said it flew for 71 minutes."
    )
    finding = arc(said, f"{MILITARY}{words}")
    assert finding.verdict == "supported"
    assert finding.message.endswith("; the figures are not all of one speaker")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("a hypersonic missile on Monday, South Korea's military said. ", "hypersonic"),
        ("a cruise missile on Monday, South Korea's military said. ", "cruise"),
        ("two ballistic missiles on Monday, South Korea's military said. ", "several missiles"),
    ],
)
def test_outside_of_the_model(said: Said, words: str, reason: str) -> None:
    """What glides, cruises or was several is not judged."""
    flight = "The missile flew 3,700 km and reached an altitude of 770 km. The flight lasted 9 minutes."
    finding = arc(said, f"North Korea fired {words}{flight}")
    assert finding.verdict == "cannot tell"
    assert reason in finding.message


def test_without_a_time_the_shape_is_told(said: Said) -> None:
    """Distance and apogee always make an arc: there is nothing to judge, and the shape is named."""
    (finding,) = said("flight", f"{MILITARY}The missile flew 1,100 km and reached an altitude of 100 km.")
    assert finding.verdict == "cannot tell"
    assert finding.figures["shape"] == "depressed or gliding"


def test_without_a_distance_the_height_bounds_the_time(said: Said) -> None:
    """Nothing rises to 4,475 km and falls again in 13 minutes."""
    words = "The missile reached an altitude of 4,475 km. The flight lasted {} minutes."
    (finding,) = said("flight", MILITARY + words.format(13))
    assert finding.verdict == "contradicted"
    assert said("flight", MILITARY + words.format(53)) == []


@pytest.mark.parametrize(
    ("apogee", "verdict"), [("2,000 km", "supported"), ("100 km", "contradicted"), ("200 km", "cannot tell")]
)
def test_lofted_in_words(said: Said, apogee: str, verdict: str) -> None:
    """A lofted trajectory is one that rises higher than it has to."""
    found = said("flight", f"{MILITARY}The missile flew 800 km on a lofted trajectory with an apogee of {apogee}.")
    assert [finding.verdict for finding in found if "the words say" in finding.message] == [verdict]


@pytest.mark.parametrize(
    ("kind", "distance", "verdict"),
    [
        ("a short-range ballistic missile", "400 km", "supported"),
        ("a short-range ballistic missile", "3,700 km", "contradicted"),
        ("a short-range missile", "3,700 km", "contradicted"),
        ("a short-range missile", "1,050 km", "cannot tell"),
        ("a medium-range missile", "3,700 km", "cannot tell"),
        ("a medium-range missile", "8,000 km", "contradicted"),
        ("an intermediate-range ballistic missile", "4,600 km", "supported"),
        ("an intermediate-range ballistic missile", "more than 2,700 km", "supported"),  # and no more than twice that
        ("an intermediate-range ballistic missile", "more than 4,600 km", "cannot tell"),
        ("an intermediate-range ballistic missile", "9,000 km", "contradicted"),
        ("an intercontinental ballistic missile", "1,000 km", "supported"),
        ("three short-range missiles", "3,700 km", "cannot tell"),
    ],
)
def test_classes(said: Said, kind: str, distance: str, verdict: str) -> None:
    """The class is the missile's: a shorter shot is no contradiction, a longer one is, beyond what usages differ by."""
    (finding,) = said("flight", f"North Korea fired {kind} on Monday, Seoul said. The missile flew {distance}.")
    assert finding.verdict == verdict


@pytest.mark.parametrize("words", ["It could reach 3,700 km.", "It was denied that the missile flew 3,700 km."])
def test_what_did_not_happen_is_not_checked(said: Said, words: str) -> None:
    """A range that a missile may have, and a flight that is denied, are no flight."""
    text = f"North Korea fired a short-range missile on Monday, Seoul said. {words}"
    assert [finding for finding in said("flight", text) if finding.verdict == "contradicted"] == []


def test_words_of_range_before_a_ballistic_missile_are_its_class(said: Said) -> None:
    """A missile that is named as medium-range later in the report is held against the distance too."""
    words = "North Korea fired a missile on Monday, Seoul said. The medium-range ballistic missile flew {}."
    assert [f.verdict for f in said("flight", words.format("1,100 km")) if "class" in f.figures] == ["supported"]
    assert [f.verdict for f in said("flight", words.format("8,000 km")) if "class" in f.figures] == ["contradicted"]


def test_recorded_launches_fit_their_classes() -> None:
    """No test in the CNS/NTI database contradicts the class of its missile, and its ICBMs all flew lofted."""
    folder = os.environ.get("BONGSU_DATA")
    if folder is None:
        pytest.skip("not measured: BONGSU_DATA is not set")
    flights = list(recorded(Path(folder) / "launches"))
    assert len(flights) > 190
    for kind, distance, apogee in flights:
        low, high = (bound * 1000 for bound in rounding(f"{distance:.0f}"))
        assert classes._compare(CLASSES[kind], f"{distance:.0f} km", low, high)[0] == "supported"
        if kind == "ICBM" and apogee is not None:
            assert shape((low, high), (apogee * 1000, apogee * 1000)) == "lofted"


CLASSES = {"SRBM": "short-range", "MRBM": "medium-range", "IRBM": "intermediate-range", "ICBM": "intercontinental"}


def recorded(folder: Path) -> Iterator[tuple[str, float, float | None]]:
    """Yield class, distance and apogee in km of the launches in the database as github.com/nagix has it."""
    kinds = json.loads((folder / "nagix-missile.json").read_text(encoding="utf-8"))
    (years,) = json.loads((folder / "nagix-test.json").read_text(encoding="utf-8")).values()
    for test in (test for year in years for test in year["data"]):
        kind = kinds.get(test["missile"], {}).get("type")
        distance, apogee = (
            float(found[1].replace(",", "")) if (found := re.match(r"([\d,.]+)", str(test[name]))) else None
            for name in ("distance", "apogee")
        )
        if kind in CLASSES and distance is not None:
            yield kind, distance, apogee

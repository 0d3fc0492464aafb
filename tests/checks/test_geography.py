"""The check of geography on reports of a sentence or two, through the whole reader."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import launch_account
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bongsu.checks.geography import check_geography
from bongsu.config import Settings
from bongsu.model import (
    Attribution,
    Bearing,
    Claim,
    Entity,
    Event,
    Factuality,
    Finding,
    Incident,
    Mention,
    Place,
    Quantity,
    RawDocument,
    Report,
    Slot,
    Span,
    Value,
    Written,
    Zone,
)
from bongsu.pipeline import Reader, load
from bongsu.reference import shipped_gazetteer
from bongsu.reference.geography import Geography, load_geography

LAUNCH = "North Korea fired a ballistic missile on Monday, South Korea's military said."
Read = Callable[[str], list[Finding]]


@pytest.fixture(scope="module")
def reader() -> Reader:
    """The shipped reader."""
    return load(Settings(published="2025-01-06"))


@pytest.fixture(scope="module")
def read(reader: Reader) -> Read:
    """Read some words as the rest of a report, and return what the check finds."""

    def findings(words: str) -> list[Finding]:
        reading = reader.read(RawDocument(where="test", media="text/plain", content=f"{LAUNCH} {words}"))
        return [finding for finding in reading.findings if finding.check == "geography"]

    return findings


ZONE = "Japan's exclusive economic zone"
PLANTED = [
    "The missile was launched from Wonsan, flew 300 km east and fell inside Japan's exclusive economic zone.",
    "The missile was launched from Wonsan, flew about 400 km westward and landed in the Sea of Japan.",
    "The missile was launched from Sunan. It flew 500 km eastward and fell in the Pacific Ocean.",
    "The missile was fired from Sunan and flew 3,700 km east. It landed in the Sea of Japan.",
    f"The missile was fired from Sunan. It fell about 150 km west of Okushiri, outside {ZONE}, analysts said.",
    f"The missile was fired from Sunan. It fell about 2,000 km east of Cape Erimo, inside {ZONE}.",
    "The missile fell 250 km west of Okushiri, in Japan's territorial waters.",
    "The missile was fired from Sunan and flew over Japan. It fell 200 km west of Okushiri.",
    "The missile was launched from Sunan and flew 400 km northeast. It fell about 300 km west of Okushiri.",
    f"It fell outside {ZONE}, Japan's defense ministry said. It landed inside {ZONE}, state media said.",
    "The missile was launched from Wonsan and flew 600 km north. It fell in the Sea of Japan.",
]


def test_planted_errors_are_caught(read: Read) -> None:
    """Of eleven errors of unit, side, sea and direction, all but the last are contradicted.

    The last lies within what a word of direction may mean in the press: north as northeast.
    """
    caught = [any(finding.verdict == "contradicted" for finding in read(words)) for words in PLANTED]
    assert caught == [True] * 10 + [False]


@pytest.mark.parametrize(
    ("words", "verdict", "message"),
    [
        (
            "The missile was launched from Wonsan, flew 300 km east and fell outside Japan's exclusive economic zone.",
            "supported",
            "at 45 to 135 degrees is 100 km outside Japan's exclusive economic zone as computed, give or take 38 km",
        ),
        (
            f"The missile was launched from Pyongyang, flew 1,100 km east and fell outside {ZONE}.",
            "cannot tell",
            "too close to tell",
        ),
        (
            f"The missile was fired from Sunan. It fell 150 km west of Okushiri, inside {ZONE}.",
            "supported",
            "“150 km west of Okushiri” is 55 km inside",
        ),
        ("The missile was launched from Sunan, flew 800 km east and fell in the Sea of Japan.", "supported", "reaches"),
        (
            "The missile was fired from Sunan and flew 2,700 km. It landed in the Pacific Ocean.",
            "supported",
            "2,650 to 2,750 km from Sunan in some direction reaches Pacific Ocean",
        ),
        (
            "The missile was fired from Sunan and flew over Japan. It fell 1,180 km east of Cape Erimo.",
            "supported",
            "“fired from Sunan and flew over Japan”: the shortest way to “1,180 km east of Cape Erimo” crosses Japan",
        ),
        (
            "The missile was fired from Sunan. It fell 600 km east of Cape Erimo.",
            "cannot tell",
            "the shortest way from the site crosses Japan, which no claim says",
        ),
        ("It fell outside Japan's exclusive economic zone.", "cannot tell", "no site with direction and distance"),
        (
            "The missile fell 15 km east of Liancourt Rocks, inside Japan's exclusive economic zone.",
            "cannot tell",
            "the waters about Liancourt Rocks are contested",
        ),
    ],
)
def test_what_is_found(read: Read, words: str, verdict: str, message: str) -> None:
    """Each verdict, with its numbers in words."""
    found = [(finding.verdict, finding.message) for finding in read(words)]
    assert [verdict] == [each for each, words_of in found if message in words_of], found
    assert "contradicted" not in {each for each, _ in found}


@pytest.mark.parametrize(
    "words",
    [
        "The missile was fired from Sunan and flew at least 3,000 km. It landed in the Sea of Japan.",
        f"The missile was launched from Wonsan, flew 400 km east and fell inside {ZONE}.",  # as in May 2017
        f"It was launched from Sunan, flew 1,000 km east and fell 200 km west of Okushiri, outside {ZONE}.",  # 2024
        f"It was launched from Sunan, flew 900 km east and fell 200 km west of Oshima-Oshima, inside {ZONE}.",  # 2023
        f"It was launched from Sunan, flew 900 km and fell 250 km northwest of Hegura-jima, inside {ZONE}.",  # 2023
        f"It was fired from Hwangju, flew 1,000 km and fell 250 km west of Oga, inside {ZONE}.",  # 2016
        "The missile was fired from Sunan, flew 400 km and did not fly over Japan. It fell in the Sea of Japan.",
        "The missile was fired from Sunan and flew 400 km. It could fly over Japan, analysts said.",
        "The missile flew 2,700 km over the Sea of Japan from Sunan. It landed in the Pacific Ocean.",
    ],
)
def test_what_is_no_error(read: Read, words: str) -> None:
    """Open amounts, denials, possibilities and seas flown over contradict nothing."""
    assert "contradicted" not in {finding.verdict for finding in read(words)}


def test_stages_in_two_seas(read: Read) -> None:
    """Where one of two seas fits, the other is left open."""
    found = read("The rocket flew 3,700 km from Sunan. It fell in the Pacific Ocean. It fell in the Sea of Japan.")
    assert sorted(finding.verdict for finding in found) == ["cannot tell", "supported"]
    assert any("also names Pacific Ocean, which fits" in finding.message for finding in found)


def test_articles_are_not_contradicted(data: Path, reader: Reader) -> None:
    """No finding contradicts any of the 45 articles on missiles, which have no such error that is known."""
    assert os.environ["BONGSU_DATA"]
    found = []
    for row in map(json.loads, launch_account.GOLD.read_text(encoding="utf-8").splitlines()):
        findings = launch_account.read(reader, data, row).findings
        found += [(row["index"], each.message) for each in findings if each.check == "geography"
                  and each.verdict == "contradicted"]  # fmt: skip
    assert found == []


TEXT = "0123456789" * 30
REPORT = Report.make(text=TEXT)
WHOLE = REPORT.quote(Span(0, len(TEXT)))
AT = Span(0, 1)


def claim(slot: Slot, value: Value, speaker: str | None = None, sector: str = "GOV") -> Claim:
    """Make a claim of a speaker's: the state's code."""
    entity = Entity(f"{speaker}-{sector}", speaker, speaker, sector) if speaker else None
    return Claim(
        slot=slot,
        value=value,
        attribution=Attribution(Mention(AT, "actor", entity) if entity else None),
        factuality=Factuality(),
        evidence=WHOLE,
    )


def flight(km: float, low: float, high: float, *, lat: float = 39.2, lon: float = 125.67) -> list[Claim]:
    """Make the claims of a flight from near Pyongyang: range, and a bearing in figures."""
    amount = Quantity(AT, km * 1000, km * 1000, "m", Written((f"{km:.0f}",), "km"))
    return [
        claim("site", Place(AT, "Sunan", "site", lat, lon, 5.0)),
        claim("direction", Bearing(AT, "60", low, high)),
        claim("distance", amount),
    ]


def check(claims: list[Claim], geography: Geography) -> tuple[Finding, ...]:
    """Check an incident of these claims."""
    event = Event(
        id="e",
        report_id=REPORT.id,
        type="LAUNCH",
        mode=None,
        contexts=(),
        trigger=WHOLE,
        claims=tuple(claims),
        rule="t",
    )
    return check_geography(Incident(id="i", type="LAUNCH", events=(event,)), REPORT, geography)


@pytest.fixture(scope="module")
def geography() -> Geography:
    """The shipped reference data."""
    return load_geography(Settings(), shipped_gazetteer())


def zone(side: str, speaker: str | None = None, sector: str = "GOV") -> Claim:
    """Make a statement about Japan's zone."""
    value = msgspec.convert({"kind": "zone", "span": AT, "holder": "JPN", "zone": "eez", "side": side}, Zone)
    return claim("zone", value, speaker, sector)


@pytest.mark.parametrize(
    ("speaker", "sector", "km", "verdict"),
    [
        (None, "GOV", 950, "contradicted"),  # some 115 km outside, to 65
        ("KOR", "GOV", 950, "contradicted"),
        ("JPN", "JRN", 950, "contradicted"),
        ("JPN", "GOV", 950, "cannot tell"),  # its own zone, and within three times what is uncertain
        ("JPN", "MIL", 200, "contradicted"),  # far beyond
        (None, "GOV", 1100, "cannot tell"),
    ],
)
def test_a_government_outranks_the_line(
    geography: Geography, speaker: str | None, sector: str, km: float, verdict: str
) -> None:
    """A state's word about its own zone is contradicted only far beyond what is uncertain."""
    (finding,) = check([*flight(km, 59.5, 60.5), zone("inside", speaker, sector)], geography)
    assert finding.verdict == verdict, finding.message
    if speaker == "JPN" and sector == "GOV":
        assert "outranks" in finding.message


def test_others_are_held_against_the_government(geography: Geography) -> None:
    """Whoever says the contrary of the zone's own state is contradicted by it, whatever the line."""
    found = check([*flight(950, 59.5, 60.5), zone("inside", "JPN"), zone("outside", "KOR")], geography)
    assert [finding.verdict for finding in found] == ["cannot tell", "contradicted"]
    assert found[1].message == "Japan itself says inside its exclusive economic zone; stated here is outside"


def test_figures_that_differ_cannot_tell(geography: Geography) -> None:
    """With one range it is outside and with the other inside: the check says so and blames nobody."""
    far = claim("distance", Quantity(AT, 1.2e6, 1.2e6, "m", Written(("1210",), "km")))
    (finding,) = check([*flight(400, 70, 71), far, zone("outside")], geography)
    assert finding.verdict == "cannot tell"
    assert "with other figures it is on the other side" in finding.message


def test_polygons_of_the_user_stand_in_for_the_line(tmp_path: Path) -> None:
    """A user's polygon of a zone decides, without the error of the computed line."""
    ring = [[120.0, 30.0], [140.0, 30.0], [140.0, 50.0], [120.0, 50.0], [120.0, 30.0]]
    feature = {
        "type": "Feature",
        "geometry": {"type": "Polygon", "coordinates": [ring]},
        "properties": {"name": "all of it", "holder": "JPN"},
    }
    path = tmp_path / "zones.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    (finding,) = check(
        [*flight(300, 59.5, 60.5), zone("inside")], load_geography(Settings(zones=str(path)), shipped_gazetteer())
    )
    assert finding.verdict == "supported"
    assert finding.figures["line_error_km"] == 0


@settings(deadline=None, max_examples=40)
@given(
    st.floats(0, 360), st.floats(0, 90), st.integers(1, 15000), st.floats(-89, 89), st.floats(-180, 180),
    st.sampled_from(["inside", "outside"]),
)  # fmt: skip
def test_nothing_raises(  # noqa: PLR0913, PLR0917 - one parameter a kind of number
    bearing: float, width: float, km: int, lat: float, lon: float, side: str
) -> None:
    """No site, bearing and range make it fail, and both sides are never supported."""
    claims = flight(km, bearing, (bearing + width) % 360, lat=lat, lon=lon)
    other = "outside" if side == "inside" else "inside"
    verdicts = [
        finding.verdict
        for stated in (side, other)
        for finding in check([*claims, zone(stated)], load_geography(Settings(), shipped_gazetteer()))
        if "margin_km" in finding.figures
    ]
    assert sorted(verdicts) in (["cannot tell", "cannot tell"], ["contradicted", "supported"])

"""The whole way from a document to a reading: the report that bongsu began with, and any text whatever."""

import io
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bongsu.config import Settings
from bongsu.errors import InputError
from bongsu.model import (
    Bearing,
    Claim,
    Mention,
    Ordinal,
    Place,
    Quantity,
    RawDocument,
    Reading,
    Term,
    TimeExpr,
    Zone,
)
from bongsu.pipeline import Reader, load, read_all


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The shipped tables, loaded once."""
    return load(Settings())


@pytest.fixture(scope="session")
def seed(reader: Reader, data: Path) -> Reading:
    """The report of 6 January 2025, as scraped."""
    content = (data / "reports" / "2025-01-06-blinken-seoul.txt").read_text(encoding="utf-8")
    return reader.read(RawDocument(where="seed", media="text/plain", content=content))


def plain(text: str) -> RawDocument:
    """A plain-text document."""
    return RawDocument(where="test", media="text/plain", content=text)


def by_slot(reading: Reading) -> dict[str, list[Claim]]:
    """The claims of the one launch account, by slot."""
    (event,) = (event for event in reading.events if event.is_account)
    slots: dict[str, list[Claim]] = {}
    for claim in event.claims:
        slots.setdefault(claim.slot, []).append(claim)
    return slots


def test_seed_says_what_it_says(seed: Reading) -> None:
    """Every slot of the launch account that the report states, with its value, and no other slot."""
    slots = by_slot(seed)
    values = {slot: [claim.value for claim in claims] for slot, claims in slots.items()}
    assert set(values) == {
        "act", "actor", "count", "class", "time", "direction", "distance", "splash", "zone", "damage", "first_since",
    }  # fmt: skip
    (actor,), (count,), (kind,), (time,) = values["actor"], values["count"], values["class"], values["time"]
    assert isinstance(actor, Mention)
    assert actor.entity is not None
    assert actor.entity.country == "PRK"
    assert isinstance(count, Quantity)
    assert count.low == count.high == 1
    assert isinstance(kind, Term)
    assert kind.code == "ballistic"
    assert isinstance(time, TimeExpr)
    assert time.value == "2025-01-06"
    (direction,), (distance,) = values["direction"], values["distance"]
    assert isinstance(direction, Bearing)
    assert direction.low < 90 < direction.high
    assert isinstance(distance, Quantity)
    assert distance.low == 1_100_000
    assert distance.restated is not None
    assert distance.restated.written.numbers == ("680",)
    assert [place.name for place in values["splash"] if isinstance(place, Place)] == [
        "sea",
        "waters between the Korean Peninsula and Japan",
    ]


def test_seed_zone_is_the_word_of_japans_defence_ministry(seed: Reading) -> None:
    """Outside Japan's exclusive economic zone, said by Japan's defence ministry; all else is the report's own voice."""
    (claim,) = by_slot(seed)["zone"]
    assert isinstance(claim.value, Zone)
    assert (claim.value.holder, claim.value.zone, claim.value.side) == ("JPN", "eez", "outside")
    speaker = claim.attribution.speaker
    assert speaker is not None
    assert speaker.entity is not None
    assert (speaker.entity.country, speaker.entity.sector) == ("JPN", "MIL")
    others = [c for c in seed.events[0].claims if c.slot != "zone"]
    assert all(c.attribution.speaker is None for c in others)


def test_seed_first_since_and_its_pause(seed: Reading) -> None:
    """First test since November 2024, after nearly two months: both kept, and found to fit."""
    ordinals = [claim.value for claim in by_slot(seed)["first_since"] if isinstance(claim.value, Ordinal)]
    periods = [ordinal.period.value for ordinal in ordinals if ordinal.period is not None]
    assert (ordinals[0].number, ordinals[0].scope) == (1, "missile test")
    assert periods == ["2024-11", "P2M"]
    found = {(f.check, f.verdict) for f in seed.findings}
    assert found >= {("arithmetic", "supported"), ("calendar", "supported")}
    assert "contradicted" not in {verdict for _, verdict in found}


def test_seed_offices_and_law(seed: Reading) -> None:
    """Four office-holders with full names, one of them acting and one suspended; and the resolutions that cover it."""
    offices = [finding for finding in seed.findings if finding.check == "office"]
    assert [(finding.figures["holder"], finding.figures["status"]) for finding in offices] == [
        ("Antony Blinken", "full"),
        ("Cho Tae-yul", "full"),
        ("Yoon Suk Yeol", "suspended"),
        ("Choi Sang-mok", "acting"),
    ]
    (law,) = [finding for finding in seed.findings if finding.check == "law"]
    assert "resolutions 1718, 1874" in law.message


def test_seed_page_furniture_is_gone(seed: Reading) -> None:
    """What is left is the report."""
    assert seed.report.text.startswith("On January 6, 2025")
    assert seed.report.text.endswith("East Asia.")


def test_reading_does_not_depend_on_its_neighbours(reader: Reader, data: Path) -> None:
    """A report read alone, first, last or again gives the same bytes."""
    folder = data / "reports"
    sources = [str(folder / "2025-01-06-blinken-seoul.txt"), "-"]
    stdin = b"North Korea fired a missile on Monday. It flew 500 km, Japan's government said."
    both = [msgspec.json.encode(result) for _, result in read_all(sources, io.BytesIO(stdin), Settings())]
    turned = [msgspec.json.encode(result) for _, result in read_all(sources[::-1], io.BytesIO(stdin), Settings())]
    alone = msgspec.json.encode(reader.read(plain(stdin.decode())))
    assert both == turned[::-1]
    assert both[1] == alone


def test_foreign_language_is_returned_and_not_read(reader: Reader) -> None:
    """A report in another language is kept, says why it was not read, and is not taken for one without a launch."""
    text = "北朝鮮は月曜日、日本海に向けて弾道ミサイルを発射した。防衛省が発表した。ミサイルは約五百キロ飛行した。" * 3
    reading = reader.read(plain(text))
    assert (reading.status, reading.events) == ("not read", ())
    assert reading.reason is not None
    assert "ja" in reading.reason


PIECES = st.sampled_from(
    [
        "North Korea", "South Korea's military", "fired", "a ballistic missile", "flew", "1,100 km",
        "(680 miles)", "on", "Monday", "January 6, 2025", "said", ",", ".", "“", "”", "\n",
        "outside its exclusive economic zone", "from", "Sunan", "first", "since", "according to", "Japan",
        "an altitude of", "770 km", "two missiles", "\ue000", "A1", "condemned", "agreed to", "may", "did not",
        "sanctions", "talks with", "the ministers of", "and", "that", "who", "after", "it", "reportedly", "citing",
        "its", "killed", "denied", "vowed to", "“We", "accused", "of", "the leader", ":", "—",
    ]
)  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.text(), st.lists(PIECES, max_size=60).map(" ".join)))
def test_any_text_is_read_and_every_quote_is_its_words(reader: Reader, text: str) -> None:
    """Any text whatever gives a reading or a clear error, and every quote equals the text at its span."""
    try:
        reading = reader.read(plain(text))
    except InputError:
        return
    for evidence in reading.evidence():
        assert reading.report.text[evidence.span.start : evidence.span.end] == evidence.quote
    for event in reading.events:
        for claim in event.claims:
            assert claim.value.span in claim.evidence.span
    assert msgspec.json.decode(msgspec.json.encode(reading), type=Reading) == reading


@pytest.mark.parametrize(
    "piece", ["outside its exclusive economic zone ", "North Korea fired ", "and the 1,100 km ", "said Japan, "]
)
def test_long_text_without_an_end_is_read(reader: Reader, piece: str) -> None:
    """A hundred thousand characters without a full stop are read to the end."""
    reading = reader.read(plain("North Korea fired a missile. " + piece * (100_000 // len(piece))))
    assert reading.status == "read"
    assert [event.is_account for event in reading.events][:2] in ([True], [True, False])

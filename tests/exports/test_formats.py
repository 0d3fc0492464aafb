"""Each format, read back by readers that know nothing of bongsu."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, get_args

import jsonschema
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bongsu.config import Settings
from bongsu.errors import UsageError
from bongsu.exports import cameo, flat, polecat
from bongsu.exports.formats import FORMATS, check_ending
from bongsu.exports.told import NO_DAY, NO_PLACE, NO_TYPE, NOT_PLAIN
from bongsu.model import Event, EventType, Factuality, Reading
from bongsu.pipeline import read_all

EXAMPLES = Path(__file__).parents[2] / "examples"
PLOVER_TYPES = set(get_args(EventType)) - {"LAUNCH", "POLITICS"}
POINTS = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "crs": False,
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"},
                    "id": {"type": ["string", "number"]},
                    "properties": {"type": ["object", "null"]},
                    "geometry": {
                        "type": "object",
                        "required": ["type", "coordinates"],
                        "properties": {
                            "type": {"const": "Point"},
                            "coordinates": {
                                "type": "array",
                                "prefixItems": [
                                    {"type": "number", "minimum": -180, "maximum": 180},
                                    {"type": "number", "minimum": -90, "maximum": 90},
                                ],
                                "minItems": 2,
                                "maxItems": 2,
                            },
                        },
                        "additionalProperties": False,
                    },
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
"""What RFC 7946 says of a FeatureCollection of points (sections 3.1.2, 3.2, 3.3 and 4)."""


@pytest.fixture(scope="module")
def examples() -> list[Reading]:
    """The readings of the three reports in ``examples``."""
    sources = [str(path) for path in sorted(EXAMPLES.glob("*.txt"))]
    return [found for _, found in read_all(sources, io.BytesIO(), Settings()) if isinstance(found, Reading)]


def dicts(data: bytes, names: Sequence[str] | None = None, **how: Any) -> list[dict[str, str]]:
    """Read a table as the csv module does."""
    return list(csv.DictReader(io.StringIO(data.decode(), newline=""), names, **how))


def records(data: bytes) -> list[dict[str, Any]]:
    """Read JSON lines as the json module does."""
    return [json.loads(line) for line in data.decode().split("\n")[:-1]]


def dyads(data: bytes) -> list[dict[str, str]]:
    """Read a Phoenix file as its readers do: by tabs, without a header, quotation marks being nothing special."""
    return dicts(data, cameo.COLUMNS, delimiter="\t", quoting=csv.QUOTE_NONE)


def test_plover_has_the_events_of_the_examples(examples: list[Reading]) -> None:
    """Every event is a record with PLOVER's required fields, and what is no fact carries an auxiliary mode."""
    made = FORMATS["plover"].export(examples)
    found = records(made.data)
    assert made.left_out == {}
    assert len(found) == sum(len(reading.events) for reading in examples) == 12
    assert all({"id", "date", "actor", "event"} <= set(record) for record in found)
    assert all(set(record["event"]) <= PLOVER_TYPES for record in found)
    assert [record.get("context", []) for record in found if not record["bongsu"]["plain"]] == [
        ["economic", "future", "hypothetical"],
        ["military", "hypothetical"],
        ["hypothetical"],
    ]
    plain = [record.get("context", []) for record in found if record["bongsu"]["plain"]]
    assert not {"future", "hypothetical", "negated", "negation"} & {context for row in plain for context in row}
    launch, agreed = found[0], found[4]
    assert (launch["event"], launch["mode"], launch["date"]) == (["MOBILIZE"], ["weapons"], "2019-03-12")
    assert launch["event_loc"]["resolved_place"] == "Sunan"
    assert launch["bongsu"]["speaker"]["entity_text"] == "South Korea's military"
    assert [actor["code"] for actor in agreed["actor"]] == ["KOR", "JPN"]
    assert (agreed["quad_code"], agreed["event_scale"]) == (1, 2.5)


def test_a_plover_record_keeps_the_words(examples: list[Reading]) -> None:
    """The text of a record stands in the report at its offsets."""
    texts = {reading.report.id: reading.report.text for reading in examples}
    for record in records(FORMATS["plover"].export(examples).data):
        where = record["text_info"]
        assert texts[record["cite_info"]["citation"]][where["start"] : where["end"]] == record["text"]


def test_polecat_has_the_facts_of_the_examples(examples: list[Reading]) -> None:
    """The header is that of the weekly files, and a row has its values in their columns."""
    made = FORMATS["polecat"].export(examples)
    found = dicts(made.data, delimiter="\t")
    assert tuple(found[0]) == polecat.COLUMNS
    assert len(polecat.COLUMNS) == 40
    assert made.left_out == {NO_DAY: 2, NOT_PLAIN: 3}
    assert [row["Event Type"] for row in found] == [
        "MOBILIZE", "ACCUSE", "CONSULT", "AGREE", "MOBILIZE", "REQUEST", "REQUEST",
    ]  # fmt: skip
    met = found[2]
    assert met["Event ID"].split("_")[:2] == [examples[0].report.id, "CONSULT"]
    assert met["Actor Name"] == "South Korea; Japan"
    assert (met["Actor Country"], met["Actor COW"]) == ("KOR; JPN", "732; 740")
    assert (met["Intensity"], met["Quad Code"]) == ("2.5", "VERBAL COOPERATION")
    assert (met["Event Date"], met["Publication Date"]) == ("2019-03-12", "2019-03-12")
    assert (met["City"], met["Latitude"], met["Longitude"]) == ("Seoul", "37.57", "126.98")
    assert found[1]["Event Date"] == met["Recipient Name"] == met["GeoNames ID"] == "None"


def test_cameo_has_the_facts_of_the_examples_as_dyads(examples: list[Reading]) -> None:
    """A launch is force posture without a target; a deal of two is two rows; two who urge are two rows."""
    made = FORMATS["cameo"].export(examples)
    found = [
        tuple(row[name] for name in ("Date", "SourceActorFull", "TargetActorFull", "EventCode", "QuadClass"))
        for row in dyads(made.data)
    ]
    assert made.left_out == {NO_DAY: 2, NOT_PLAIN: 3}
    assert found == [
        ("20190312", "PRK", "", "150", "4"),
        ("", "JPN", "", "110", "3"),
        ("20190312", "KOR", "JPN", "040", "1"),
        ("20190312", "JPN", "KOR", "040", "1"),
        ("20190312", "KOR", "JPN", "030", "1"),
        ("20190312", "JPN", "KOR", "030", "1"),
        ("20180409", "PAK", "", "150", "4"),
        ("20181022", "JPNGOV", "PRK", "106", "3"),
        ("20181022", "KOR", "PRK", "106", "3"),
        ("", "KORGOV", "PRK", "100", "3"),
    ]
    assert len({row["EventID"] for row in dyads(made.data)}) == len(found)


def test_a_visit_is_hosted(talks: Reading) -> None:
    """CAMEO has one code for who visits and another for who is visited."""
    event = msgspec.structs.replace(talks.events[0], type="CONSULT", mode="visit")
    visit = msgspec.structs.replace(talks, events=(event,))
    rows = [
        tuple(row[name] for name in ("SourceActorFull", "TargetActorFull", "EventCode", "GoldsteinScore"))
        for row in dyads(FORMATS["cameo"].export([visit]).data)
    ]
    assert rows == [("KOR", "JPN", "042", "1.9"), ("JPN", "KOR", "043", "2.8")]


def test_csv_has_every_event_with_its_words(examples: list[Reading]) -> None:
    """Quote and trigger stand at their offsets, what is no fact says so, and all claims can be had again."""
    found = dicts(FORMATS["csv"].export(examples).data)
    events = {event.id: event for reading in examples for event in reading.events}
    texts = {reading.report.id: reading.report.text for reading in examples}
    assert tuple(found[0]) == tuple(column.name for column in flat.COLUMNS)
    assert [row["event_id"] for row in found] == list(events)
    for row in found:
        event, text = events[row["event_id"]], texts[row["report_id"]]
        assert text[int(row["quote_start"]) : int(row["quote_end"])] == row["quote"]
        assert text[int(row["trigger_start"]) : int(row["trigger_end"])] == row["trigger"]
        assert json.loads(row["claims"]) == json.loads(msgspec.json.encode(event.claims))
    assert [row["status"] for row in found if row["plain"] == "false"] == ["planned", "conditional", "conditional"]
    sanction = found[5]
    assert (sanction["speaker_name"], sanction["certainty"]) == ("Yoshihide Suga", "possible")
    assert (sanction["actor_countries"], sanction["recipient_countries"]) == ("USA", "PRK")


def test_parquet_has_what_csv_has(examples: list[Reading]) -> None:
    """The two are one table; Parquet knows numbers, truth and what is missing."""
    pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq  # noqa: PLC0415 - an extra

    table = pq.read_table(io.BytesIO(FORMATS["parquet"].export(examples).data))
    assert table.column_names == [column.name for column in flat.COLUMNS]
    assert {str(field.type) for field in table.schema} == {"string", "int64", "double", "bool"}
    assert [tuple(row.values()) for row in table.to_pylist()] == list(flat.rows(examples))
    assert pq.read_table(io.BytesIO(FORMATS["parquet"].export([]).data)).schema == table.schema


def test_geojson_has_the_places_of_the_examples(examples: list[Reading]) -> None:
    """Points keep to RFC 7946; a splash that is only probable says so."""
    made = FORMATS["geojson"].export(examples)
    collection = json.loads(made.data)
    jsonschema.validate(collection, POINTS)
    found = [feature["properties"] for feature in collection["features"]]
    assert made.left_out == {NO_PLACE: 8}
    assert [(one["slot"], one["place"], one["plain"]) for one in found] == [
        ("site", "Sunan", True),
        ("site", "Pyongyang", True),
        ("splash", "Sea of Japan", False),
        ("place", "Seoul", True),
        ("place", "Seoul", True),
        ("splash", "Indian Ocean", True),
    ]
    assert collection["features"][0]["geometry"]["coordinates"] == [125.673256, 39.200159]
    assert found[2]["place_certainty"] == "probable"
    assert len({feature["id"] for feature in collection["features"]}) == len(found)


@pytest.mark.parametrize("kind", get_args(EventType))
def test_every_type_is_said_or_counted(talks: Reading, kind: Any) -> None:
    """Seventeen types have a place in PLOVER and CAMEO, politics has none; the table and the map take all."""
    event = msgspec.structs.replace(talks.events[0], type=kind, mode=None)
    one = [msgspec.structs.replace(talks, events=(event,))]
    for name in ("plover", "polecat", "cameo"):
        made = FORMATS[name].export(one)
        assert made.left_out == ({NO_TYPE: 1} if kind == "POLITICS" else {}), name
        assert (event.id in made.data.decode()) == (kind != "POLITICS")
    expected = "MOBILIZE" if kind == "LAUNCH" else kind
    assert [record["event"] for record in records(FORMATS["plover"].export(one).data)] in ([], [[expected]])
    assert dicts(FORMATS["csv"].export(one).data)[0]["type"] == kind


@pytest.mark.parametrize(
    ("factuality", "auxiliary"),
    [
        (Factuality(), []),
        (Factuality(status="ongoing"), []),
        (Factuality(polarity="denied"), ["negation"]),
        (Factuality(status="planned"), ["future"]),
        (Factuality(status="planned", polarity="denied"), ["negation", "future"]),
        (Factuality(certainty="possible", status="planned"), ["future", "hypothetical"]),
        (Factuality(certainty="possible", polarity="denied"), ["negation", "hypothetical"]),
        (Factuality(certainty="probable"), ["hypothetical"]),
        (Factuality(certainty="uncommitted"), ["hypothetical"]),
        (Factuality(status="demanded"), ["hypothetical"]),
        (Factuality(status="conditional"), ["hypothetical"]),
    ],
    ids=str,
)
def test_plover_has_auxiliary_modes_for_what_is_no_fact(
    talks: Reading, factuality: Factuality, auxiliary: list[str]
) -> None:
    """Negated, still to come, or hypothetical; a plain fact has none of them."""
    event = talks.events[0]
    claims = tuple(msgspec.structs.replace(claim, factuality=factuality) for claim in event.claims)
    reading = msgspec.structs.replace(talks, events=(msgspec.structs.replace(event, claims=claims),))
    [record] = records(FORMATS["plover"].export([reading]).data)
    assert record.get("context", []) == auxiliary


WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
HOSTILE = st.sampled_from(
    ["a\tb", "a\nb", "a\r\nb", '"', '""a"', "a;b", "a; b", "'", "\\", "=1+1", ",", "\x00", " ", "a\r", "None"]
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=WORDS | HOSTILE, text=WORDS | HOSTILE)
def test_no_words_break_a_format(authored: Callable[[str, str], Reading], words: str, text: str) -> None:
    """Whatever stands in a report, every row has its cells, every record its fields, and exact text is exact."""
    reading = plain(authored(words, text))
    rows = dicts(FORMATS["csv"].export([reading]).data)
    assert [(row["title"], row["quote"], row["url"]) for row in rows] == [(words, text, words)] * 2
    assert all(None not in row and None not in row.values() for row in rows)
    tabs = dicts(FORMATS["polecat"].export([reading]).data, delimiter="\t")
    assert [len(row) for row in tabs] == [len(polecat.COLUMNS)] * 2
    assert all(None not in row and all(row.values()) for row in tabs)
    assert all(row["Event ID"].startswith(reading.report.id) and row["Version"] == "bongsu-0.1.0" for row in tabs)
    lines = FORMATS["cameo"].export([reading]).data.decode().split("\n")[:-1]
    assert [line.count("\t") for line in lines] == [len(cameo.COLUMNS) - 1] * 2
    assert dyads("\n".join(lines).encode()) == dicts("\n".join(lines).encode(), cameo.COLUMNS, delimiter="\t")
    for record in records(FORMATS["plover"].export([reading]).data):
        assert (record["text"], record["cite_info"]["title"]) == (text, words)
    jsonschema.validate(json.loads(FORMATS["geojson"].export([reading]).data), POINTS)


def plain(reading: Reading) -> Reading:
    """Return a reading of which every event has a type that all formats have, and one time at most that has no date."""
    events: tuple[Event, ...] = tuple(msgspec.structs.replace(event, contexts=()) for event in reading.events)
    return msgspec.structs.replace(reading, events=events)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "parquet"])
def test_a_report_that_is_not_read_has_no_events(foreign: Reading, quiet: Reading, name: str) -> None:
    """Nothing told is an empty file of its kind, with nothing left out."""
    made = FORMATS[name].export([foreign, quiet])
    assert made == FORMATS[name].export([])
    assert made.left_out == {}


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "parquet"])
def test_the_same_readings_make_the_same_bytes(examples: list[Reading], name: str) -> None:
    """Nothing depends on the clock or on chance."""
    assert FORMATS[name].export(examples) == FORMATS[name].export(examples)


@pytest.mark.parametrize(
    ("name", "file"), [("csv", "a.parquet"), ("parquet", "a.csv"), ("plover", "a.geojson"), ("geojson", "a.tsv")]
)
def test_a_file_named_for_another_format_is_refused(name: str, file: str) -> None:
    """A slip is caught before a file lies about what it is."""
    with pytest.raises(UsageError, match="is the name of a file of another format"):
        check_ending(name, Path(file))


@pytest.mark.parametrize(
    ("name", "file"), [("csv", "a.CSV"), ("cameo", "a.txt"), ("polecat", "a.txt"), ("geojson", "a.json"), ("csv", "a")]
)
def test_other_names_are_the_users_choice(name: str, file: str) -> None:
    """An ending that is usual for the format, or that none has, is taken."""
    check_ending(name, Path(file))


DOCUMENT = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("## polecat", polecat.COLUMNS),
        ("## cameo", cameo.COLUMNS),
        ("## csv and parquet", [f"`{column.name}`" for column in flat.COLUMNS]),
    ],
)
def test_every_column_is_documented_in_its_place(heading: str, names: Sequence[str]) -> None:
    """Under the heading of a format stands each of its columns."""
    section = DOCUMENT.partition(f"\n{heading}\n")[2].partition("\n## ")[0]
    assert [name for name in names if name not in section] == []


def test_every_field_of_plover_is_documented(examples: list[Reading]) -> None:
    """What a record has, at its top, in its place and under bongsu, has a name in the document."""
    section = DOCUMENT.partition("\n## plover\n")[2].partition("\n## ")[0]
    found = records(FORMATS["plover"].export(examples).data)
    parts = [part for one in found for part in (one, one.get("event_loc", {}), one["cite_info"], one["bongsu"])]
    names = {name for part in parts for name in part} | {name for one in found for who in one["actor"] for name in who}
    assert [name for name in sorted(names) if f"`{name}`" not in section] == []


def test_every_property_of_a_point_is_documented(examples: list[Reading]) -> None:
    """A property is a column of the table or has a line of its own."""
    section = DOCUMENT.partition("\n## csv and parquet\n")[2]
    features = json.loads(FORMATS["geojson"].export(examples).data)["features"]
    assert [name for name in features[0]["properties"] if f"`{name}`" not in section] == []

import json
from typing import Any

import jsonschema
import msgspec
import pytest

from bongsu.exports import jsonl
from bongsu.model import Reading


@pytest.fixture(scope="module")
def validator() -> Any:
    """Return a validator of an independent implementation, after it has checked the schema itself."""
    schema = json.loads(jsonl.schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_a_reading_is_one_line_that_decodes_to_itself(sea: Reading) -> None:
    """Nothing is lost, and nothing but the last character ends a line."""
    line = jsonl.line(sea)
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert msgspec.json.decode(line, type=Reading) == sea


def test_the_same_reading_gives_the_same_bytes(sea: Reading) -> None:
    """The order in which figures and digests were gathered does not show."""
    made = msgspec.structs.replace(sea.made_by, digests=dict(reversed(sea.made_by.digests.items())))
    assert jsonl.line(msgspec.structs.replace(sea, made_by=made)) == jsonl.line(sea)


def test_readings_keep_to_the_schema(sea: Reading, quiet: Reading, foreign: Reading, validator: Any) -> None:
    """Every kind of value, no launch, and not read: all are valid."""
    for reading in (sea, quiet, foreign):
        validator.validate(json.loads(jsonl.line(reading)))


@pytest.mark.parametrize(
    "break_it",
    [
        lambda data: data.pop("report"),
        lambda data: data["events"][0]["claims"][0].update(slot="colour"),
        lambda data: data["events"][0]["claims"][0]["value"].update(kind="guess"),
        lambda data: data["findings"][0].update(verdict="proved"),
    ],
)
def test_the_schema_refuses_what_is_no_reading(sea: Reading, validator: Any, break_it: Any) -> None:
    """The schema can fail: a missing part, an unknown slot, kind or verdict are not valid."""
    data = json.loads(jsonl.line(sea))
    break_it(data)
    assert not validator.is_valid(data)


def test_the_schema_says_what_it_is() -> None:
    """The draft and a title come first."""
    assert list(json.loads(jsonl.schema()))[:2] == ["$schema", "title"]

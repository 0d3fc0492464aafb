"""A reading for machines: one JSON object a line, and the schema that it keeps to."""

import msgspec

from bongsu.explained import Explained
from bongsu.model import Reading

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def line(reading: Reading | Explained) -> bytes:
    """Return a reading as one line of JSON (UTF-8), keys in the order of the schema, the same bytes every time."""
    return msgspec.json.encode(reading, order="deterministic") + b"\n"


def schema(kind: type[Reading | Explained] = Reading) -> bytes:
    """Return the JSON Schema of a line, generated from the classes in ``model``, indented, ending in a newline."""
    title = "A bongsu reading" if kind is Reading else "A bongsu explanation"
    described = {"$schema": DRAFT, "title": title, **msgspec.json.schema(kind)}
    return msgspec.json.format(msgspec.json.encode(described), indent=2) + b"\n"

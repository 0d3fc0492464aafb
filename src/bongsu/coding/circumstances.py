"""The words of ``data/circumstances.yaml``: what says when and where an act was, and by what it was done."""

import functools

import msgspec

from bongsu.reference.tables import load_table


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rows of the table."""

    grounds: str
    carriers: str
    occurring: str
    stages: str
    bearing: str
    states: str
    parts_of_day: dict[str, str]


@functools.cache
def words_of(row: str) -> frozenset[str]:
    """Return the words of a row. Raises ``TableError`` when the table is malformed."""
    return frozenset(getattr(load_table("circumstances", _Table), row).split())


def parts_of_day() -> dict[str, str]:
    """Return the words for each part of a day, ``|`` between them, by its name in TIMEX3. Raises as `words_of` does."""
    return load_table("circumstances", _Table).parts_of_day

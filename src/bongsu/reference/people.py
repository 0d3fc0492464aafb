"""The nouns of ``data/people.yaml``: what kinds of people act in events, by PLOVER's sector code."""

import functools

import msgspec

from bongsu.reference.tables import load_table

TABLE = "people"


class People(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rows of the table: nouns that are actors, by sector; what looks like one; and nouns for those of a body."""

    sectors: dict[str, str] = {}
    suffixes: str = ""
    things: str = ""
    members: str = ""
    staff: str = ""


@functools.cache
def sectors() -> dict[str, str]:
    """Return the sector of each noun of the shipped table, in the singular."""
    table = load_table(TABLE, People)
    return {noun: sector for sector, nouns in table.sectors.items() for noun in nouns.split()}


@functools.cache
def persons() -> frozenset[str]:
    """Return the nouns for people of ``data/nouns.yaml``, in the singular."""
    return frozenset(load_table("nouns", dict[str, str])["person"].split())


@functools.cache
def members() -> frozenset[str]:
    """Return the nouns of the shipped table that tell of somebody only that a body has them: "head", "member"."""
    return frozenset(load_table(TABLE, People).members.split())


@functools.cache
def staff() -> frozenset[str]:
    """Return the nouns of the shipped table for those who act for the body beside whose name they stand."""
    return members() | frozenset(load_table(TABLE, People).staff.split())

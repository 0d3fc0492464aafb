"""Whose words a report relays: the wire or outlet that its dateline, credit line or address names.

Being cited is something else: "Yonhap reported" is attribution, and the report's own. So is a picture's credit.
"""

import functools
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

import msgspec

from bongsu.reference.tables import load_table

_DASH = r"[-\u2013\u2014]"
_DATELINES = (
    rf"(?:(?-i:[A-Z])[^()\n]{{1,60}})?[(\[](?P<name>NAMES)[)\]]\s*(?:{_DASH}|[:|]|$)",
    rf"(?-i:[A-Z])[^()\n]{{1,40}}, [\w. ]{{3,16}} ?/(?P<name>NAMES)/ ?(?:{_DASH}|\.)",
)
_BYLINES = (
    r"(?:by|from) (?P<name>NAMES)",
    r"(?P<name>NAMES)(?: ?\| ?updated: .{0,40})?",
    r".{0,200}\bupdated: ?[\d :-]{8,20}\((?P<name>NAMES)\)",
)
_COPYRIGHT = r"(?:\u00a9|\(c\)|copyright)\W{0,4}(?:\u00a9|\(c\))?\s?(?:(?:19|20)\d\d(?:-\d+)?,?)? (?:by )?"
_RIGHTS = r"(?:[.,;]? (?:all rights reserved|this material).{0,200})?\W*"
_RUN = r"\(?this (?:story|article|report|item) (?:was|is|has been|first|originally)\b[^.]{0,60}\b(?:by|on|in|from) "
_CREDITS = (
    r"(?:news )?source\s?:\s?(?P<name>NAMES)\.?",
    rf"{_COPYRIGHT}(?P<name>NAMES){_RIGHTS}",
    r"\W*(?:with (?:files|inputs|report(?:ing|s)) from|courtesy of|provided by|distributed by|via) (?P<name>NAMES)\W*",
    rf"{_RUN}(?P<name>NAMES)\b[^.]{{0,60}}\W*",
    r".{0,160}\boriginally (?:appeared|published) (?:on|in|by) (?P<name>NAMES)\b.{0,160}",
    r"(?:read|see) the (?:original|full) (?:article|story|report) (?:on|at|from) (?P<name>NAMES)\b.{0,160}",
    rf"(?:{_DASH}|[(\[])? ?(?P<name>NAMES)[)\]]?\.?",
    rf".{{0,500}}[.\"\u201d] ?{_DASH} ?(?P<name>NAMES)\.?",
)
_CLOSING = (rf".*[.!?\"\u201d)] {_COPYRIGHT}(?P<name>NAMES)[.,;]? (?:all rights reserved|this material).{{0,200}}",)
"""Lines with ``NAMES`` for the names in the table, matched without regard to case."""


class Wire(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of ``data/wires.yaml``: its comments say what each field holds."""

    name: str
    names: tuple[str, ...]
    hosts: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()


@functools.cache
def load_wires() -> tuple[Wire, ...]:
    """Return the table. Raises ``TableError`` when it is malformed."""
    return load_table("wires", tuple[Wire, ...])


def outlet_at(url: str | None) -> str | None:
    """Return the name of the outlet whose address ``url`` is; None when it is not in the table."""
    host = _split(url)[0]
    labels = host.split(".")
    above = {".".join(labels[start:]) for start in range(len(labels))}
    return next((wire.name for wire in load_wires() if above.intersection(wire.hosts)), None)


def upstream(paragraphs: Sequence[str], url: str | None, outlet: str | None) -> str | None:
    """Return whom the report relays; None when nobody is named, several are, or it is the outlet itself.

    Looked at, in this order: a dateline that opens one of the first three paragraphs ("SEOUL (Reuters) -"), a
    byline above them ("By The Associated Press"), a credit line among the last five ("Source: AFP") or at the end of
    the last where a page has no lines, the address.
    """
    found = (
        _named(paragraphs[:3], "match", _DATELINES)
        or _named(paragraphs[:3], "fullmatch", _BYLINES)
        or _named([p for p in paragraphs[-5:] if len(p) <= 600], "fullmatch", _CREDITS)
        or _named(_ends(paragraphs[-1:]), "fullmatch", _CLOSING)
        or _in_path(url)
    )
    others = found - {_canonical(outlet), outlet_at(url)}
    return others.pop() if len(found) == 1 and others else None


def _ends(paragraphs: Sequence[str]) -> list[str]:
    """Return the last words of each paragraph, as many as a credit line with its conditions has."""
    return [paragraph[-400:] for paragraph in paragraphs]


def _named(paragraphs: Sequence[str], method: str, patterns: Sequence[str]) -> set[str | None]:
    matches = [getattr(_compiled(pattern), method)(words) for words in paragraphs for pattern in patterns]
    return {_canonical(match["name"]) for match in matches if match}


@functools.cache
def _compiled(pattern: str) -> re.Pattern[str]:
    names = sorted((re.escape(name) for wire in load_wires() for name in wire.names), key=len, reverse=True)
    return re.compile(pattern.replace("NAMES", "|".join(names)), re.IGNORECASE)


def _canonical(name: str | None) -> str | None:
    """Return the table's name for a name, ``name`` itself where the table has none."""
    if name is None:
        return None
    known = (wire.name for wire in load_wires() if name.casefold() in {n.casefold() for n in (wire.name, *wire.names)})
    return next(known, name)


def _in_path(url: str | None) -> set[str | None]:
    path = "/" + _split(url)[1].strip("/").lower() + "/"
    return {wire.name for wire in load_wires() for part in wire.paths if f"/{part}/" in path}


def _split(url: str | None) -> tuple[str, str]:
    """Return host and path of an address, empty where it is none."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return "", ""
    return (parts.hostname or "").lower(), parts.path

"""Is a missile that is named of the class that the report gives it?"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from bongsu.checks.amounts import facts
from bongsu.checks.scopes import BALLISTIC
from bongsu.model import Claim, Finding, Incident, Mention, Report, Span, Verdict
from bongsu.reference.tables import MODES, System

CHECK: Final = "system"
_CLASSES: Final = (
    ("ICBM", "intercontinental|ICBM"),
    ("SLBM", "submarine-launched|SLBM"),
    ("IRBM", "intermediate[- ]range|IRBM"),
    ("MRBM", "medium[- ]range|MRBM"),
    ("SRBM", "short[- ]range|SRBM"),
    ("ballistic", "ballistic"),
)
_SHORT: Final = frozenset({"SRBM", "MRBM"})
_WORDS: Final = (
    r"(?:(?:[Ii]ntercontinental|(?:[Ii]ntermediate|[Mm]edium|[Ss]hort)[- ]range|[Ss]ubmarine-launched)[ -])?"
    r"(?:(?:[Bb]allistic|[Cc]ruise) (?:[Mm]issiles?|[Rr]ockets?)|ICBMs?|IRBMs?|MRBMs?|SRBMs?|SLBMs?)"
)
_BEHIND: Final = re.compile(
    r"[”\"’']?(?:,? (?:which )?(?:is|was) (?:the |an? )|(?: missile| rocket)?, an? | )"
    rf"(?:(?!(?:missiles?|rockets?|drones?|systems?|launchers?)\b)[\w-]+,? ){{0,3}}?(?P<words>{_WORDS})\b"
)
_BEFORE: Final = re.compile(
    rf"(?P<words>{_WORDS})(?: \([A-Z]+\))?"
    r"(?:,? (?:called|named|dubbed|designated|known as) (?:the |an? )?|(?<!s), the | )[“\"‘']?\Z"
)
_NO_PART: Final = re.compile(r"\b(?:and|or|not|no|than|with|from|by|like|unlike|after|similar)\b")
_REACH: Final = 80


def check_system(incident: Incident, report: Report, systems: Mapping[str, System]) -> tuple[Finding, ...]:
    """Hold the class that stands beside the name of a missile against the table of systems.

    So it stands in "Hwasong-12 intermediate-range ballistic missile", "the ballistic missile Ghauri" and "Agni-II is a
    medium-range ballistic missile". The table has the class of each type by its greatest range, US usage: short-range
    under 1,000 km, medium-range under 3,000, intermediate-range under 5,500, intercontinental above.

    Supported: it is the table's class, or "ballistic" of any ballistic missile. Contradicted: a cruise missile is
    called ballistic or a ballistic one cruise, or of the table and the report one has it as intercontinental and the
    other as of short or medium range. Cannot tell: other classes differ, as states and outlets draw the lines
    elsewhere; or no source was read for the row.

    Returns:
        One finding for each system and class; none for systems whose class the table leaves open.
    """
    found: dict[tuple[str, str], Finding] = {}
    for claim, row in _rows(facts(incident, report), systems):
        if row.class_ is None:
            continue
        name = report.text[claim.value.span.start : claim.value.span.end]
        for span, words in _classed(report.text, name):
            stated = _code(words)
            if (row.id, stated) not in found:
                verdict, message = _compare(stated, row)
                quote = report.quote(span)
                found[row.id, stated] = Finding(
                    check=CHECK,
                    verdict=verdict,
                    incident_id=incident.id,
                    message=f'"{quote.quote}": {message}',
                    claims=(claim,),
                    figures={"system": row.id, "stated": stated, "class": row.class_, "source": row.source or ""},
                    quotes=(quote,),
                )
    return tuple(found.values())


def modes_of(claims: Iterable[Claim], systems: Mapping[str, System]) -> set[str]:
    """Return the modes of the missiles that claims name, of which a source was read."""
    rows = (row for _, row in _rows(claims, systems) if row.is_verified)
    return {MODES[row.class_] for row in rows if row.class_ is not None}


def _rows(claims: Iterable[Claim], systems: Mapping[str, System]) -> Iterator[tuple[Claim, System]]:
    """Yield the claims that name a system of the table, with its row."""
    for claim in claims:
        entity = claim.value.entity if claim.slot == "system" and isinstance(claim.value, Mention) else None
        if entity is not None and entity.id in systems:
            yield claim, systems[entity.id]


def _classed(text: str, name: str) -> Iterator[tuple[Span, str]]:
    """Yield where a name stands beside a class, and the words of the class."""
    for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
        behind = _BEHIND.match(text, match.end(), match.end() + _REACH)
        before = _BEFORE.search(text, max(0, match.start() - _REACH), match.start())
        if behind is not None and not _NO_PART.search(text, match.end(), behind.start("words")):
            yield Span(match.start(), behind.end()), behind["words"]
        elif before is not None:
            yield Span(before.start("words"), match.end()), before["words"]


def _code(words: str) -> str:
    """Return the class that words say."""
    if re.search("cruise", words, re.IGNORECASE):
        return "cruise"
    return next(code for code, pattern in _CLASSES if re.search(pattern, words, re.IGNORECASE))


def _compare(stated: str, row: System) -> tuple[Verdict, str]:
    """Compare a class that is stated with that of the table."""
    assert row.class_ is not None
    known = f"the table has {row.name} as {row.class_}"
    if not row.is_verified:
        return "cannot tell", f"{known}, by a row that was checked against no source"
    known += f" ({row.source})"
    kinds = {stated, row.class_}
    if stated == row.class_ or (stated == "ballistic" and row.class_ in BALLISTIC):
        return "supported", known
    if {MODES[kind] for kind in kinds} == {"ballistic", "cruise"} or ("ICBM" in kinds and kinds & _SHORT):
        return "contradicted", known
    return "cannot tell", f"{known}, and states and outlets draw the lines between classes elsewhere"

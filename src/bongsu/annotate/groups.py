"""Armed groups, parties and other bodies, and who is told of by their names: "Taliban fighters", "a BJP lawmaker"."""

import re

import msgspec

from bongsu.reference import Hit, Name
from bongsu.reference.gazetteer import Row
from bongsu.reference.people import staff
from bongsu.reference.tables import ARMED, BODIES, PARTIES, Head, Organisation, Title

_MEN = frozenset({"MIL", "REB", "GOV", "SPY", "COP", "OPP", "LEG", "NGO"})  # not the media of a group
_PEOPLE = {"MIL": frozenset({"MIL"}), **dict.fromkeys(ARMED, _MEN), **dict.fromkeys(PARTIES, _MEN | {"CVL"})}
_OFFICES = frozenset(  # of a state, which a member of a party may hold
    {"PM", "DPM", "HOG", "CABSEC", "DEFMIN", "SECDEF", "FM", "FSEC", "SECSTATE", "UKFM", "GOVR", "SEN", "LEG"}
)
_SPEAKING = frozenset({"SPOX"})
_GOVERNING = re.compile(r"\b(?:government|administration|cabinet|ministers)\b", re.IGNORECASE)
_OF = re.compile(r" of (?:the )?")
_FROM = re.compile(r" (?:of|from) (?:the )?")
_FOR = re.compile(r" (?:of|for) (?:the )?")
_WITH = re.compile(r" (?:of|from|with) (?:the )?")  # not "at": diplomats at the UN are their states'


def group_of(name: Name | None) -> Organisation | None:
    """Return the armed group or party that a name means, if it does."""
    row = None if name is None else name.row
    return row if isinstance(row, Organisation) and row.sector in ARMED | PARTIES else None


def has_people(text: str, name: Name, hit: Hit) -> bool:
    """Say whether a name is a group's or a body's, and the noun or title behind it tells of its people."""
    noun, group = hit.get("head", "title"), name.row
    if noun is None or not isinstance(group, Organisation):
        return False
    if group.sector in BODIES:
        return isinstance(noun.row, Title) or _is_staff(text, hit)
    if group.sector not in _PEOPLE:
        return False
    return isinstance(noun.row, Title) or (isinstance(noun.row, Head) and noun.row.sector in _PEOPLE[group.sector])


def _is_staff(text: str, hit: Hit) -> bool:
    """Say whether a noun tells of somebody only that a body has them: "officials", "delegation"."""
    noun = text[hit.span.start : hit.span.end].lower().rpartition(" ")[2]
    return noun in staff() or noun.removesuffix("s") in staff()


def group_behind(text: str, hit: Hit, noun: Name, after: Hit, *, owned: bool) -> Name | None:
    """Return the group or body behind its people: "a spokesman for the Taliban", "the leaders of the African Union".

    No soldier is from a group ("freed the soldiers from the rebels"), and no government. Who is of a state and not "of"
    a body is that state's: "Kenyan diplomats with the African Union".

    Args:
        text: the report's text.
        hit: where the noun for the people stands.
        noun: what it means.
        after: the next name.
        owned: whether the noun has a state.
    """
    name, row = after.get("organisation"), noun.row
    if name is None or not has_people(text, name, Hit(hit.span, (noun,))):
        return None
    between = text[hit.span.end : after.span.start]
    if isinstance(name.row, Organisation) and name.row.sector in BODIES:
        speaking = isinstance(row, Title) and row.key in _SPEAKING and _FOR.fullmatch(between) is not None
        joined = speaking or (_OF if owned else _WITH).fullmatch(between) is not None
        return name if joined else None
    if group_of(name) is None:
        return None
    joins = _FROM if isinstance(row, Head) and row.sector in {"REB", "LEG"} else _OF
    joins = _FOR if isinstance(row, Title) else joins
    return name if joins.fullmatch(between) else None


def is_free(name: Name) -> bool:
    """Say whether a name is a body's whose people are of no state but the body's: "the French head of the IMF"."""
    return isinstance(name.row, Organisation) and name.row.sector in BODIES


def in_office(chain: list[Name], owner: str | None, words: str) -> tuple[list[Name], str | None]:
    """Return who is of a body of the state without the party, and that state: "Labour lawmakers", "the BJP government".

    Of a party that several states have, the body's usual state is the party's.

    Args:
        chain: the names of the phrase.
        owner: the state that the phrase names.
        words: the whole phrase.
    """
    party = group_of(chain[0]) if len(chain) > 1 else None
    if party is None or not _is_of_the_state(party, chain[1].row, words):
        return chain, owner
    body = chain[1]
    if party.country is None and isinstance(body.row, Head | Title):
        body = msgspec.structs.replace(body, row=msgspec.structs.replace(body.row, usual=party.usual))
    return [body, *chain[2:]], owner or party.country


def _is_of_the_state(group: Organisation, noun: Row, words: str) -> bool:
    """Say whether a noun behind a group's name is a body of the state; an armed group is its own government."""
    if isinstance(noun, Head):
        ruling = noun.sector == "CVL" or _GOVERNING.search(words) is not None
        return noun.sector == "LEG" or (group.sector in PARTIES and ruling)
    return isinstance(noun, Title) and group.sector in PARTIES and noun.key in _OFFICES

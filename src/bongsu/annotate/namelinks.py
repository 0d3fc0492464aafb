"""Who is meant: persons by their full names and surnames, bare bodies by the states of the text."""

import re
from collections.abc import Sequence

import msgspec

from bongsu.annotate.namedrafts import Draft
from bongsu.annotate.namewords import body_entity, persons
from bongsu.model import Entity
from bongsu.reference import load_tables
from bongsu.reference.tables import Person

_TITLES = re.compile(r" [\w -]{4,40},? ")
_ADJECTIVES = re.compile(r"(?:['’]s?)? (?:[\w-]+ ){0,2}")
_EASTERN = frozenset({"KOR", "PRK", "CHN", "TWN"})


def link_persons(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with every person linked: the listed one, else the full name in the text."""
    full: dict[str, Entity | None] = {}
    for draft in drafts:
        words = text[draft.span.start : draft.span.end]
        if draft.label == "PER" and " " in words:
            entity = draft.entity or _listed(words) or Entity(f"name:{words}", words)
            for name in surnames(words, entity):
                full[name] = entity if full.get(name, entity) == entity else None
    return [_linked(text, draft, full) for draft in drafts]


def _linked(text: str, draft: Draft, full: dict[str, Entity | None]) -> Draft:
    words = text[draft.span.start : draft.span.end]
    if draft.label not in {"PER", "STATE", "LOC"}:
        return draft
    if draft.label != "PER":
        return draft
    entity = draft.entity
    if " " in words:
        entity = entity or _listed(words) or Entity(f"name:{words}", words)
    elif words in full:
        entity = full[words]
    elif entity is None:
        entity = _by_surname(text, draft, words)
    return msgspec.structs.replace(draft, entity=entity)


def _by_surname(text: str, draft: Draft, words: str) -> Entity | None:
    """Return the one listed person with a surname, as far as the country and title before it leave one."""
    name = words.title() if words.isupper() else words
    rows = [row for row in persons().get(name, ()) if row.surname == name]
    if len(rows) > 1:
        before = text[max(0, draft.span.start - 60) : draft.span.start].rpartition(". ")[2]
        role = re.search(r"([\w-]+\.?) \Z", before)
        rows = [row for row in rows if row.country is not None and _names_country(before, row.country)]
        if role is not None:
            rows = [row for row in rows if row.role is not None and role.group(1).lower() in row.role.lower()]
    return _entity(rows[0]) if len(rows) == 1 else None


def _names_country(words: str, country: str) -> bool:
    row = load_tables().countries[country]
    return any(name in words for name in (*row.names, *row.adjectives))


def _listed(words: str) -> Entity | None:
    """Return the listed person with this name in another order, with initials or a middle name."""
    parts = words.split()
    rows = {row.id: row for part in (parts[0], parts[-1]) for row in persons().get(part, ()) if row.surname == part}
    fits = [row for row in rows.values() if any(_same(parts, name.split()) for name in row.names)]
    if not fits:  # forenames alone: "Ju Ae"
        fits = list(
            {
                row.id: row for row in persons().get(parts[-1], ()) if any(n.endswith(f" {words}") for n in row.names)
            }.values()
        )
    return _entity(fits[0]) if len(fits) == 1 else None


def _same(parts: Sequence[str], name: Sequence[str]) -> bool:
    """Say whether two names with the same surname are one person's."""
    if len(name) < 2:
        return False
    if sorted(parts) == sorted(name):
        return True
    if parts[-1] != name[-1]:
        return False
    first, given = parts[0].rstrip("."), name[0].rstrip(".")
    if first == given:
        return len(parts) == 2 or len(name) == 2
    return (len(first) == 1 or len(given) == 1) and first[0] == given[0]


def _entity(row: Person) -> Entity:
    return Entity(row.id, row.names[0], row.country, row.sector)


def surnames(words: str, entity: Entity | None) -> set[str]:
    """Return the words by which a person may be called after the full name."""
    parts = words.split()
    listed = any(row.country in _EASTERN and row.surname == parts[0] for row in persons().get(parts[0], ()))
    eastern = entity is not None and entity.country in _EASTERN
    eastern = eastern or (len(parts) == 2 and ("-" in parts[1] or listed))
    return {parts[0]} if eastern else {parts[-1] if parts[-1] not in {"Jr.", "Sr."} else parts[-2]}


def link_bare_bodies(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with bare bodies given to the one state that the text leaves for them."""
    by_key: dict[str, str] = {}
    named = [draft.entity.country for draft in drafts if draft.entity is not None and draft.entity.country]
    done = []
    seen: list[str] = []
    for index, draft in enumerate(drafts):
        linked, country = draft, draft.entity.country if draft.entity else None
        beside = _beside(text, drafts, index) if draft.key is not None else None
        if draft.key is not None and (draft.rule == "bare body" or beside not in {None, country}):
            owner = beside or by_key.get(draft.key) or _owner(draft.key, seen, named)
            entity = body_entity(text[draft.span.start : draft.span.end], owner) if owner else None
            linked = msgspec.structs.replace(draft, entity=entity)
        elif draft.label == "ORG" and draft.entity is not None and country:
            by_key[draft.entity.id.partition("-")[2]] = country
        if country and draft.label in {"STATE", "NORP", "ORG", "PER"}:
            seen.append(country)
        done.append(linked)
    return done


def _beside(text: str, drafts: Sequence[Draft], index: int) -> str | None:
    """Return the state that the words beside a bare body give it.

    As in "Foreign Ministry spokesman X", "Foreign Office in Y", "Z's powerful Defense Ministry".
    """
    span = drafts[index].span
    after = drafts[index + 1] if index + 1 < len(drafts) else None
    if after is not None and after.entity is not None:
        gap = text[span.end : after.span.start]
        if (after.label == "STATE" and gap == " in ") or (after.label == "PER" and _TITLES.fullmatch(gap)):
            return after.entity.country
    before = drafts[index - 1] if index else None
    if before is not None and before.entity is not None and before.label in {"STATE", "NORP"}:
        return before.entity.country if _ADJECTIVES.fullmatch(text, before.span.end, span.start) else None
    return None


def _owner(key: str, seen: Sequence[str], named: Sequence[str]) -> str | None:
    """Return the state of a bare body: South Korea's Joint Chiefs, else the only state named before, else at all."""
    if key == "JCS" and {"KOR", "PRK"} & set(named):
        return "KOR"
    for states in (seen, named):
        if len(set(states)) == 1:
            return states[0]
    return None

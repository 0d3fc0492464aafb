"""Names as they stand: persons, organisations, governments, places, nationalities and weapon systems."""

from collections.abc import Iterator, Sequence

from bongsu.annotate.namebodies import bare_bodies, bodies_of_states, surname_governments
from bongsu.annotate.namedrafts import TABLED, Draft, drop_overlaps, marked
from bongsu.annotate.namefound import after_titles, forenamed, found_alone, ships, surnames_again
from bongsu.annotate.namelabels import Reader, label_state, reader
from bongsu.annotate.namelinks import link_bare_bodies, link_persons
from bongsu.annotate.nametabled import drafts_of_tables
from bongsu.annotate.namewords import cues, no_names, organisations
from bongsu.model import Entity, Name, Sentence, Span, Token
from bongsu.reference import Hit


def find_names(
    text: str,
    hits: Sequence[Hit],
    sentences: Sequence[Sentence],
    tokens: Sequence[Token],
    found: Sequence[tuple[Span, str]],
) -> tuple[Name, ...]:
    """Return the names in ``text``, in order; they neither overlap nor nest (``tests/gold/NAMES-GUIDELINE.md``).

    Args:
        text: the report's text.
        hits: what :meth:`bongsu.reference.Gazetteer.find` found in it.
        sentences: its sentences.
        tokens: its tokens with their syntax.
        found: spans and kinds (``PER``, ``ORG``, ``LOC``) of the names that the language model found.
    """
    titles = marked((hit.span for hit in hits if hit.get("title") is not None), len(text))
    tabled = drafts_of_tables(text, hits, found)
    drafts = drop_overlaps([*bodies_of_states(text, tabled), *surname_governments(text), *tabled])
    drafts = drop_overlaps([*drafts, *bare_bodies(text, titles, sentences), *after_titles(text, hits), *ships(text)])
    drafts = drop_overlaps([*drafts, *found_alone(text, titles, found, drafts), *forenamed(text)])
    drafts = drop_overlaps([*drafts, *surnames_again(text, drafts)])
    nothing = marked(no_names(text), len(text))
    drafts = [draft for draft in drafts if draft.rule == TABLED or not all(nothing[draft.span.start : draft.span.end])]
    return tuple(_named(text, tokens, link_bare_bodies(text, link_persons(text, drafts))))


def _named(text: str, tokens: Sequence[Token], drafts: Sequence[Draft]) -> Iterator[Name]:
    """Yield the names, states as governments or ground."""
    read = reader(text, tokens)
    koreas = (draft for draft in drafts if draft.entity is not None and draft.entity.country in {"KOR", "PRK"})
    korean = any(text[draft.span.start : draft.span.end] not in {"North", "South"} for draft in koreas)
    last: Name | None = None
    for index, draft in enumerate(drafts):
        if draft.label == "STATE":
            last = _state(read, drafts, index, last, korean=korean)
        else:
            last = Name(draft.span, draft.label, draft.entity, draft.rule)
        yield last


def _state(read: Reader, drafts: Sequence[Draft], index: int, last: Name | None, *, korean: bool) -> Name:
    """Return a state or capital with its label and its link."""
    text, draft = read.text, drafts[index]
    words = text[draft.span.start : draft.span.end]
    if last is not None and _behind_town(text, last, drafts[index - 1], draft):
        return Name(draft.span, "LOC", None if draft.capital else draft.entity, f"{draft.rule}; after a town")
    follows = drafts[index + 1] if index + 1 < len(drafts) else None
    label, why = label_state(read, draft.span, _owned(text, draft, follows))
    entity = draft.entity
    if label == "LOC" and (draft.capital or (words in {"North", "South"} and not korean)):
        entity = None
    elif label == "GPE-GOV" and words.capitalize() in cues().capitals:
        row = organisations()[cues().capitals[words.capitalize()]]
        entity = Entity(row.id, row.name, row.country, row.sector)
    return Name(draft.span, label, entity, f"{draft.rule}; {why}")


def _behind_town(text: str, last: Name, town: Draft, state: Draft) -> bool:
    """Say whether a state stands behind its town ("SEOUL, South Korea"), or beside another in a dateline."""
    gap = text[town.span.end : state.span.start]
    if gap == "/":
        return last.label == "LOC"
    ours = town.entity is None or (state.entity is not None and town.entity.country in {None, state.entity.country})
    ends = text[state.span.end : state.span.end + 1] in {"", ",", ".", "\n"} or text.startswith(" (", state.span.end)
    return gap == ", " and (town.label == "LOC" or town.capital) and ours and ends


def _owned(text: str, draft: Draft, follows: Draft | None) -> str | None:
    """Return what sort of name follows a possessive directly."""
    if follows is None or text[draft.span.end : follows.span.start] not in {"'s ", "’s ", "' ", "’ "}:
        return None
    entity = follows.entity
    if follows.label == "ORG" and (entity is None or entity.sector in {"BUS", "REB", "NGO", "EDU", "OPP"}):
        return "group"
    return follows.label

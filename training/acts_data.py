"""Sentences with their events, as numbers for the model of acts.

A line of `sentences.jsonl` is a text with its events: type, trigger, actors and recipients as they stand in the text
("talks#2" is the second "talks"). Words are cut and led to their heads by the product itself.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

import msgspec

from bongsu.annotate.datelines import body_of
from bongsu.annotate.engine import Engine, Parsed
from bongsu.annotate.features import Pieces, encode, load_tokenizer
from bongsu.annotate.hyphens import Group, grouped
from bongsu.annotate.sentences import split_sentences
from bongsu.annotate.tokens import tokenize
from bongsu.model import EventType, Span
from training.data import DataError
from training.model import base_folder

TYPES = ("NONE", *get_args(EventType))
HELD_OUT_BELOW = 13
"""Of 256: one text in twenty is kept apart, by the first byte of its digest."""


class Act(msgspec.Struct, frozen=True):
    """An event of a text, in its words."""

    type: EventType
    trigger: str | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    mode: str | None = None


class Text(msgspec.Struct, frozen=True):
    """A text with all its events."""

    text: str
    events: tuple[Act, ...]

    @property
    def held_out(self) -> bool:
        """Whether the text is measured on, and not trained on."""
        return hashlib.sha256(self.text.encode()).digest()[0] < HELD_OUT_BELOW


class Example(msgspec.Struct, frozen=True):
    """A sentence as numbers.

    Attributes:
        pieces: its word pieces.
        types: the type of each word that is a trigger, by word.
        actors: pairs of a trigger and the head word of an actor.
        recipients: the same for recipients.
        complete: whether every event of the sentence has its trigger here.
        heads: the head of each word, as the product's parser sees it; its own for the root.
        relations: the code of its relation (see `features.tree_links`).
    """

    pieces: Pieces
    types: dict[int, int]
    actors: frozenset[tuple[int, int]]
    recipients: frozenset[tuple[int, int]]
    complete: bool
    heads: tuple[int, ...]
    relations: tuple[int, ...]


def read_texts(path: Path) -> Iterator[Text]:
    """Yield the texts of a file. Raises ``DataError`` when a line is malformed or names words that are not there."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            text = msgspec.convert(_plain(json.loads(line)), Text)
            for act in text.events:
                for words in (*act.actors, *act.recipients, *((act.trigger,) if act.trigger else ())):
                    find(text.text, words)
        except (ValueError, msgspec.ValidationError) as error:
            raise DataError(
                f"{path.name}:{number}", f"malformed, or words are not in the text: {error}", "mend it"
            ) from error
        yield text


def _plain(text: dict[str, Any]) -> dict[str, Any]:
    """Return a text whose roles are words alone, as the coder's gold has more of them."""
    for act in text["events"]:
        for role in ("actors", "recipients"):
            act[role] = [one if isinstance(one, str) else one["words"] for one in act[role]]
    return text


def find(text: str, words: str) -> Span:
    """Return where words of an annotation stand; ``#2`` behind them takes the second occurrence."""
    match = re.fullmatch(r"(.*?)(?:#(\d+))?", words, re.DOTALL)
    assert match is not None
    starts = [found.start() for found in re.finditer(rf"(?<!\w){re.escape(match[1])}(?!\w)", text)]
    nth = int(match[2] or 1) - 1
    if nth >= len(starts):
        raise ValueError(words)
    return Span(starts[nth], starts[nth] + len(match[1]))


def examples(texts: Iterable[Text], engine: Engine) -> list[Example]:
    """Return every sentence of the texts as numbers."""
    tokenizer = load_tokenizer((base_folder() / "tokenizer.json").read_bytes())
    found = []
    for text in texts:
        cut = [_words(text.text, span) for span in split_sentences(text.text)]
        words = [[text.text[group[-1].start : group[-1].end] for group in sentence] for sentence in cut]
        rows = zip(cut, engine.parse(words), encode(tokenizer, words), strict=True)
        found += [
            _example(text, groups, parse, pieces, engine.codes(parse.relations))
            for groups, parse, pieces in rows
            if groups
        ]
    return found


def _words(text: str, span: Span) -> tuple[Group, ...]:
    body = body_of(text, span)
    return grouped(text, [word for word in tokenize(text, span) if word.start >= body])


def _example(text: Text, groups: Sequence[Group], parse: Parsed, pieces: Pieces, relations: tuple[int, ...]) -> Example:
    spans = [group[0].to(group[-1]) for group in groups]
    types: dict[int, int] = {}
    sides: tuple[set[tuple[int, int]], set[tuple[int, int]]] = (set(), set())
    for act in text.events:
        trigger = None if act.trigger is None else _head(spans, parse, find(text.text, act.trigger))
        if trigger is None:
            continue
        types[trigger] = TYPES.index(act.type)
        for side, words in zip(sides, (act.actors, act.recipients), strict=True):
            heads = (_head(spans, parse, find(text.text, one)) for one in words)
            side |= {(trigger, head) for head in heads if head is not None}
    complete = all(act.trigger is not None for act in text.events)
    return Example(pieces, types, frozenset(sides[0]), frozenset(sides[1]), complete, parse.heads, relations)


def _head(spans: Sequence[Span], parse: Parsed, span: Span) -> int | None:
    """Return the word that the others of a phrase hang on; None where the phrase is not in the sentence."""
    inside = [index for index, word in enumerate(spans) if word.overlaps(span)]
    outward = (index for index in inside if parse.heads[index] == index or parse.heads[index] not in inside)
    return next(outward, None)

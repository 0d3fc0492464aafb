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

from bongsu.annotate.engine import Engine, Parsed
from bongsu.annotate.features import Pieces, encode, load_tokenizer
from bongsu.annotate.hyphens import Group, grouped
from bongsu.annotate.sentences import split_sentences
from bongsu.annotate.tokens import tokenize
from bongsu.coding.plover import load_plover
from bongsu.datelines import dateline_end
from bongsu.model import EventType, Span
from training.batches import Example as TreeExample
from training.batches import LabelSets, example
from training.data import RE3D, DataError, Sentence, read_checked
from training.labels import SCORED_TYPES, UNSCORED, span_masks
from training.model import base_folder

TYPES = ("NONE", *get_args(EventType))
MODES: tuple[tuple[str, str | None], ...] = tuple(
    (kind, mode) for kind, row in load_plover().kinds.items() if row.modes for mode in (None, *row.modes)
)
"""Every mode with its type; None stands for a type's acts that no mode fits."""
TREEBANKS = ("treebank/en_ewt-ud-train.conllu", "treebank/en_gum-open-train.conllu")
HELD_OUT_BELOW = 13
"""Of 256: one text in twenty is kept apart, by the first byte of its digest."""


class Act(msgspec.Struct, frozen=True):
    """An event of a text, in its words."""

    type: EventType
    trigger: str | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    mode: str | msgspec.UnsetType | None = msgspec.UNSET
    """None where none fits; unset where nobody looked, or the type has no modes."""


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
        tree: its word pieces and what is known of its tags, tree and names.
        complete: whether every event of the sentence has its trigger here; False where no events are annotated.
        types: the type of each word that is a trigger, by word.
        modes: its mode, with its type, as its place in `MODES`; none where modes were not annotated.
        actors: pairs of a trigger and the head word of an actor.
        recipients: the same for recipients.
    """

    tree: TreeExample
    complete: bool = False
    types: dict[int, int] = {}
    modes: dict[int, int] = {}
    actors: frozenset[tuple[int, int]] = frozenset()
    recipients: frozenset[tuple[int, int]] = frozenset()

    @property
    def pieces(self) -> Pieces:
        """The word pieces of the sentence."""
        return self.tree.pieces


def read_texts(path: Path) -> Iterator[Text]:
    """Yield the texts of a file. Raises ``DataError`` when a line is malformed or names words that are not there."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        yield _checked(json.loads(line), f"{path.name}:{number}")


def _checked(row: dict[str, Any], where: str) -> Text:
    """Return a text whose words and modes are known to be there."""
    try:
        text = msgspec.convert(_plain(row), Text)
        for act in text.events:
            for words in (*act.actors, *act.recipients, *((act.trigger,) if act.trigger else ())):
                find(text.text, words)
            _mode(act)
    except (ValueError, msgspec.ValidationError) as error:
        raise DataError(where, f"malformed, or words are not in the text: {error}", "mend it") from error
    return text


def _mode(act: Act) -> int | None:
    """Return the place of an act's mode; None where nobody looked. Raises ``ValueError`` when its type has no such."""
    if act.mode is msgspec.UNSET or (act.type, None) not in MODES:
        return None
    return MODES.index((act.type, act.mode))


def read_annotated(path: Path, data: Path) -> Iterator[Text]:
    """Yield the sentences of the training sets that are annotated by their ids. Raises as `read_texts` does."""
    texts = dict(_sentences(data))
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line)
        yield _checked({"text": texts[row["id"]], "events": row["events"]}, f"{path.name}:{number}")


def _sentences(data: Path) -> Iterator[tuple[str, str]]:
    """Yield the text of each sentence of the treebanks and of re3d, by document and place."""
    for name in TREEBANKS:
        document, place = "", 0
        for line in read_checked(data, name).splitlines():
            if line.startswith("# newdoc id = "):
                document, place = line.removeprefix("# newdoc id = "), 0
            elif line.startswith("# text = "):
                place += 1
                yield f"{document}:{place}", line.removeprefix("# text = ")
    for folder in RE3D:
        for line in read_checked(data, f"names/re3d/{folder}/documents.json").splitlines():
            document = json.loads(line)
            for place, span in enumerate(split_sentences(document["text"])):
                text = document["text"][span.start : span.end]
                yield f"re3d-{document['_id']}:{place}", " ".join(text.split())


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


def examples(texts: Iterable[Text], engine: Engine, labels: LabelSets) -> list[Example]:
    """Return every sentence of the texts as numbers, with the tags, trees and names that the product gives them."""
    tokenizer = load_tokenizer((base_folder() / "tokenizer.json").read_bytes())
    found = []
    for text in texts:
        cut = [_words(text.text, span) for span in split_sentences(text.text)]
        words = [[text.text[group[-1].start : group[-1].end] for group in sentence] for sentence in cut]
        rows = zip(cut, words, engine.parse(words), encode(tokenizer, words), strict=True)
        found += [
            _example(text, groups, parse, example(_sentence(row, parse), pieces, labels))
            for groups, row, parse, pieces in rows
            if groups
        ]
    return found


def _words(text: str, span: Span) -> tuple[Group, ...]:
    body = dateline_end(text, span.start, span.end)
    return grouped(text, [word for word in tokenize(text, span) if word.start >= body])


def _sentence(words: Sequence[str], parse: Parsed) -> Sentence:
    """Return a sentence with its tags, tree and names as the product sees them."""
    masks = [UNSCORED] * len(words)
    for name in parse.names:
        if name.kind in SCORED_TYPES:
            masks[name.start : name.end] = span_masks(name.end - name.start, name.kind)
    heads = tuple(0 if head == index else head + 1 for index, head in enumerate(parse.heads))
    return Sentence("own", "", tuple(words), parse.upos, heads, parse.relations, tuple(masks))


def _example(text: Text, groups: Sequence[Group], parse: Parsed, tree: TreeExample) -> Example:
    spans = [group[0].to(group[-1]) for group in groups]
    types: dict[int, int] = {}
    modes: dict[int, int] = {}
    sides: tuple[set[tuple[int, int]], set[tuple[int, int]]] = (set(), set())
    for act in text.events:
        trigger = None if act.trigger is None else _head(spans, parse, find(text.text, act.trigger))
        if trigger is None:
            continue
        types[trigger] = TYPES.index(act.type)
        mode = _mode(act)
        if mode is not None:
            modes[trigger] = mode
        for side, words in zip(sides, (act.actors, act.recipients), strict=True):
            heads = (_head(spans, parse, find(text.text, one)) for one in words)
            side |= {(trigger, head) for head in heads if head is not None}
    complete = all(act.trigger is not None for act in text.events)
    return Example(tree, complete, types, modes, frozenset(sides[0]), frozenset(sides[1]))


def _head(spans: Sequence[Span], parse: Parsed, span: Span) -> int | None:
    """Return the word that the others of a phrase hang on; None where the phrase is not in the sentence."""
    inside = [index for index, word in enumerate(spans) if word.overlaps(span)]
    outward = (index for index in inside if parse.heads[index] == index or parse.heads[index] not in inside)
    return next(outward, None)

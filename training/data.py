"""Readers of the training sets, with their digests checked.

Every reader takes the folder of the sets and gives `Sentence` records: words, and of the rest what the set annotates.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Self

from bongsu.errors import BongsuError
from training.labels import ANY_NAME, OUTSIDE, UNSCORED, mask_of, span_masks

RE3D = (
    "australian-department-of-foreign-affairs",
    "centcom",
    "uk-government",
    "us-state-department",
)
HELD_OUT_BELOW = 51  # of 256: one document in five
INNER = frozenset({"ADP", "DET", "CCONJ", "NUM", "PART", "SYM"})
INNER_MARKS = frozenset({"-", "–", "'", "’", "."})
_TITLE_WORDS = (
    "mr mrs ms miss dr prof professor sir lady lord president king queen prince princess "
    "pope saint st senator general captain colonel secretary minister ambassador judge"
)
TITLES = frozenset(_TITLE_WORDS.split())
_REMEDY = "get the version that training/README.md names"
GUM_TYPES = {"person": "PER", "place": "LOC", "organization": "ORG"}


class DataError(BongsuError):
    """A data file is missing or is not the file that was measured."""


@dataclass(frozen=True)
class Sentence:
    """Words and what is known of them; `tree` and `names` may be missing.

    `heads` counts words from one, zero is the root. `names` holds one mask of
    allowed labels for every word (see `labels`).
    """

    source: str
    document: str
    words: tuple[str, ...]
    upos: tuple[str, ...] | None = None
    heads: tuple[int, ...] | None = None
    relations: tuple[str, ...] | None = None
    names: tuple[int, ...] | None = None


def data_folder() -> Path:
    """Return the folder that the environment variable BONGSU_DATA names."""
    folder = os.environ.get("BONGSU_DATA")
    if not folder:
        raise DataError("BONGSU_DATA", "it is not set", "set it to the folder of data sets (training/README.md)")
    return Path(folder)


@lru_cache(maxsize=1)
def digests() -> dict[str, str]:
    """Return the sha256 of every data file, from `digests.txt` (as sha256sum writes it)."""
    text = Path(__file__).with_name("digests.txt").read_text(encoding="utf-8")
    rows = [line.split("  ", 1) for line in text.splitlines()]
    return {name: digest for digest, name in rows}


def read_checked(data: Path, name: str) -> str:
    """Return the text of a data file, after checking its digest."""
    path = data / name
    if not path.is_file():
        raise DataError(str(path), "the file is missing", _REMEDY)
    raw = path.read_bytes()
    digest = hashlib.sha256(raw).hexdigest()
    if digest != digests()[name]:
        raise DataError(str(path), f"its sha256 is {digest}, not {digests()[name]}", _REMEDY)
    return raw.decode("utf-8")


def held_out(document: str) -> bool:
    """Return whether a document is in the fifth that is only measured on."""
    return hashlib.sha256(document.encode("utf-8")).digest()[0] < HELD_OUT_BELOW


def _blocks(text: str) -> Iterator[list[str]]:
    for block in re.split(r"\n[ \t]*\n", text):
        if lines := block.strip("\n").split("\n"):
            yield lines


# --- treebanks -------------------------------------------------------------


def read_treebank(data: Path, name: str) -> list[Sentence]:
    """Read a CoNLL-U file; GUM's entities become name masks."""
    document, sentences = "", []
    for lines in _blocks(read_checked(data, name)):
        for line in lines:
            if line.startswith("# newdoc id = "):
                document = line.removeprefix("# newdoc id = ")
        rows = [line.split("\t") for line in lines if re.match(r"\d+\t", line)]
        if rows:
            sentences.append(_tree(Path(name).stem, document, rows))
    return sentences


def _tree(source: str, document: str, rows: list[list[str]]) -> Sentence:
    upos = tuple(row[3] for row in rows)
    spans = gum_spans([row[9] for row in rows]) if "gum" in source else []
    words = tuple(row[1] for row in rows)
    return Sentence(
        source,
        document,
        words,
        upos,
        tuple(int(row[6]) for row in rows),
        tuple(row[7] for row in rows),
        tuple(tree_name_masks(words, upos, spans)),
    )


_BRACKET = re.compile(r"\((\d+)-([a-z]+)[^()]*(\)?)|(\d+)\)")


def gum_spans(misc: Iterable[str]) -> list[tuple[int, int, str]]:
    """Return GUM's entity spans (first word, word after the last, type)."""
    opened: dict[str, list[tuple[int, str]]] = {}
    spans = []
    for index, field in enumerate(misc):
        match = re.search(r"(?:^|\|)Entity=([^|]*)", field)
        for ident, opening, shut, closing in _BRACKET.findall(match.group(1) if match else ""):
            if shut:
                spans.append((index, index + 1, opening))
            elif opening:
                opened.setdefault(ident, []).append((index, opening))
            elif opened.get(closing):
                start, kind = opened[closing].pop()
                spans.append((start, index + 1, kind))
    return spans


def tree_name_masks(words: tuple[str, ...], upos: tuple[str, ...], spans: list[tuple[int, int, str]]) -> list[int]:
    """Return what tags and entity spans of a treebank say about names.

    Words away from any proper noun are no name. A span made of proper nouns
    (function words and hyphens may stand inside) is a name of its type. The rest is open.
    """
    proper = [tag == "PROPN" for tag in upos]
    masks = [ANY_NAME if any(proper[max(0, i - 2) : i + 3]) else UNSCORED for i in range(len(words))]
    for start, end, kind in sorted(spans, key=lambda span: span[0] - span[1], reverse=True):
        inside = all(proper[i] or upos[i] in INNER or words[i] in INNER_MARKS for i in range(start, end))
        if inside and proper[start] and proper[end - 1]:
            masks[start:end] = _named_span(words[start:end], kind)
    return masks


def _named_span(words: tuple[str, ...], kind: str) -> list[int]:
    name = GUM_TYPES.get(kind)
    if name is None:
        return [UNSCORED] * len(words)
    if name != "PER":
        return span_masks(len(words), name)
    titles = 0
    while titles < len(words) - 1 and words[titles].lower().rstrip(".") in TITLES:
        titles += 1
    masks = [ANY_NAME] * titles + span_masks(len(words) - titles, name)
    if titles:
        masks[titles] |= mask_of("I-PER")
    return masks


# --- names -----------------------------------------------------------------


def read_uner(data: Path) -> list[Sentence]:
    """Read UNER on EWT dev; a document is one text of the web treebank."""
    document, sentences = "", []
    for lines in _blocks(read_checked(data, "names/uner-ewt-dev.iob2")):
        for line in lines:
            if line.startswith("# newdoc id = "):
                document = line.removeprefix("# newdoc id = ")
        rows = [line.split("\t") for line in lines if re.match(r"\d+\t", line)]
        if rows:
            words = tuple(row[1] for row in rows)
            masks = tuple(UNSCORED if row[2] == "O" else mask_of(row[2]) for row in rows)
            sentences.append(Sentence("uner", document, words, names=masks))
    return sentences


def read_wikigold(data: Path) -> list[Sentence]:
    """Read wikigold; a document is what stands between two -DOCSTART- lines.

    Its id is its text: the words joined by blanks, sentences by newlines.
    """
    sentences: list[Sentence] = []
    for part in read_checked(data, "names/wikigold.conll.txt").split("-DOCSTART- O"):
        blocks = [[line.rsplit(" ", 1) for line in lines if line] for lines in _blocks(part)]
        blocks = [rows for rows in blocks if rows]
        document = "\n".join(" ".join(row[0] for row in rows) for rows in blocks)
        sentences += [_wikigold_sentence(document, rows) for rows in blocks]
    return sentences


def _wikigold_sentence(document: str, rows: list[list[str]]) -> Sentence:
    masks, before = [], "O"
    for _, tag in rows:
        if tag == "O":
            masks.append(OUTSIDE)
        else:
            masks.append(mask_of(tag if tag == before else f"B-{tag[2:]}"))
        before = tag
    return Sentence("wikigold", document, tuple(row[0] for row in rows), names=tuple(masks))


# --- re3d ------------------------------------------------------------------

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|\d+(?:[.,:]\d+)*|(?:Mr|Mrs|Ms|Dr|Lt|Gen|Col|St)\.|[’']s\b|\w+|[^\w\s]")
_SENTENCE_END = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])|\n+")
_PRONOUNS = frozenset({"We", "They", "Our", "Their", "Us", "It", "Who"})
_LINKING = frozenset({"of", "the", "for", "and", "de", "al", "-"})


def read_re3d(data: Path) -> list[Sentence]:
    """Read re3d's press releases as names, as far as they follow the others' idea.

    re3d marks descriptions as well ("the victims' families"). Only mentions
    made of capitalised words are taken, and a capitalised word outside of them
    is left open. A country that acts is an organisation in re3d; here it is a
    place, as is any organisation whose words are marked as a place elsewhere.
    """
    folders = [f"names/re3d/{folder}" for folder in RE3D]
    marks: dict[str, list[Mark]] = {}
    for entity in (row for base in folders for row in _json_lines(data, f"{base}/entities.json")):
        marks.setdefault(str(entity["documentId"]), []).append(Mark.of(entity))
    places = {mark.value for found in marks.values() for mark in found if mark.kind == "Location"}
    sentences: list[Sentence] = []
    for document in (row for base in folders for row in _json_lines(data, f"{base}/documents.json")):
        ident = str(document["_id"])
        found = [mark.known_as(places) for mark in marks.get(ident, [])]
        sentences += _re3d_document(ident, str(document["text"]), found)
    return sentences


@dataclass(frozen=True)
class Mark:
    """An entity of re3d in its document's text."""

    begin: int
    end: int
    kind: str
    value: str

    @classmethod
    def of(cls, row: dict[str, object]) -> Self:
        """Return the mark of an entity's row."""
        begin, end = int(str(row["begin"])), int(str(row["end"]))
        return cls(begin, end, str(row["type"]), str(row["value"]))

    def known_as(self, places: set[str]) -> Self:
        """Return the mark as a place if its words, but for an article, are one elsewhere."""
        bare = re.sub(r"^[Tt]he\s+", "", self.value)
        isplace = self.kind == "Organisation" and bare in places
        return replace(self, kind="Location") if isplace else self


def _json_lines(data: Path, name: str) -> Iterator[dict[str, object]]:
    for line in read_checked(data, name).splitlines():
        if line.strip():
            yield json.loads(line)


def _re3d_document(ident: str, text: str, marks: list[Mark]) -> Iterator[Sentence]:
    start = 0
    for end in [*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]:
        tokens = [
            (match.start() + start, match.end() + start, match.group()) for match in _TOKEN.finditer(text[start:end])
        ]
        start = end
        if len(tokens) > 3:
            masks = _re3d_masks(tokens, marks)
            yield Sentence("re3d", ident, tuple(token[2] for token in tokens), names=tuple(masks))


def _re3d_masks(tokens: list[tuple[int, int, str]], marks: list[Mark]) -> list[int]:
    masks = [ANY_NAME if word[0].isupper() else UNSCORED for _, _, word in tokens]
    for index in range(1, len(tokens) - 1):
        if masks[index - 1] == masks[index + 1] == ANY_NAME:
            masks[index] = ANY_NAME
    starts = {token[0]: index for index, token in enumerate(tokens)}
    ends = {token[1]: index + 1 for index, token in enumerate(tokens)}
    for mark in sorted(marks, key=lambda mark: (mark.end - mark.begin, mark.kind == "Location")):
        start, end = starts.get(mark.begin), ends.get(mark.end)
        if start is not None and end is not None and start < end:
            start += tokens[start][2].lower() == "the"
            words = [token[2] for token in tokens[start:end]]
            if found := _re3d_span(words, mark.kind):
                masks[start:end] = found
    return masks


def _re3d_span(words: list[str], kind: str) -> list[int]:
    """Return the masks of a mention, or nothing if it does not look like a name."""
    if kind in {"Nationality", "Temporal"}:
        return [UNSCORED] * len(words)
    if not _looks_like_name(words):
        return []
    if kind == "Location":
        return span_masks(len(words), "LOC")
    if kind == "Organisation" and words[0] not in _PRONOUNS:
        return span_masks(len(words), "ORG")
    return span_masks(len(words), "PER") if kind == "Person" and len(words) in {2, 3} else []


def _looks_like_name(words: list[str]) -> bool:
    return (
        bool(words)
        and all(word[0].isupper() or word in _LINKING for word in words)
        and words[-1][0].isupper()
        and words[0].lower() != "the"
        and not any(word.lower() in TITLES for word in words)
    )


# --- the parts -------------------------------------------------------------


def training_sentences(data: Path) -> list[Sentence]:
    """Return everything that is trained on, and nothing that is measured on."""
    names = [s for s in [*read_uner(data), *read_wikigold(data)] if not held_out(s.document)]
    return [
        *read_treebank(data, "treebank/en_ewt-ud-train.conllu"),
        *read_treebank(data, "treebank/en_gum-open-train.conllu"),
        *names,
        *read_re3d(data),
    ]


def held_out_names(data: Path) -> list[Sentence]:
    """Return the fifth of UNER-EWT dev and wikigold that names are measured on."""
    return [s for s in [*read_uner(data), *read_wikigold(data)] if held_out(s.document)]

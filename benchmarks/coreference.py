"""Whom the pronouns of GUM stand for, as the coder takes them: he, she, it and they, in any role.

Usage: BONGSU_DATA=... python benchmarks/coreference.py [--show]

What is gold: the mentions of UD English GUM, open genres, train (``Entity=`` in the last column); those of one entity
have its number. Measured are the pronouns that are a mention by themselves.

right: the words that a pronoun is taken for are a mention of its entity, or lie in one, or have one in them. open: it
is taken for nobody. A pronoun of a thing ("it", mostly) is rightly left open, as a thing is nobody who acts.

Documents are split by the first byte of the SHA-256 of their id: even is half A, whose errors may be read
(``--show``); odd is half B, which is only counted.
"""

import argparse
import hashlib
import os
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import segmentation

from bongsu.annotate import Engine, annotate
from bongsu.coding.cast import Cast
from bongsu.coding.events import coder_of, load_coder
from bongsu.coding.frames import RolePath
from bongsu.coding.roles import resolve
from bongsu.coding.tree import Tree
from bongsu.model import Report, Span
from bongsu.reference import shipped_gazetteer

PRONOUNS = {
    **dict.fromkeys(("he", "him", "his"), "he"),
    **dict.fromkeys(("she", "her"), "she"),
    **dict.fromkeys(("it", "its"), "it"),
    **dict.fromkeys(("they", "them", "their"), "they"),
}
ANY = RolePath("subj", "head")
PIECE = re.compile(r"\((?P<opened>[^-()]+)[^()]*(?P<closed>\))?|(?P<end>[^-()]+)\)")
Gold = dict[str, list[Span]]


def main() -> None:
    """Print what was made of the pronouns of both halves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print the wrong ones of half A")
    options = parser.parse_args()
    measured = measure(Path(os.environ["BONGSU_DATA"]), print if options.show else None)
    for half, counts in sorted(measured.items()):
        for pronoun in ("he", "she", "it", "they"):
            told = {kind: counts[pronoun, kind] for kind in ("right", "wrong", "open")}
            print(half, f"{pronoun:4}", *(f"{kind} {number:4}" for kind, number in told.items()))


def measure(data: Path, show: Callable[[str], None] | None = None) -> dict[str, Counter[tuple[str, str]]]:
    """Count the pronouns of each half by what was made of them."""
    engine, gazetteer, rules = Engine(), shipped_gazetteer(), load_coder()
    measured: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for document in segmentation.documents(data / "treebank" / f"{segmentation.GUM}-train.conllu"):
        half = "AB"[hashlib.sha256(document.id.encode()).digest()[0] % 2]
        annotation = annotate(Report.make(text=document.text, language="en"), gazetteer, engine)
        coder, gold = coder_of(annotation, rules), mentions(document)
        antecedents = {link.span: link.antecedent for link in annotation.coreference}
        for tree in coder.trees:
            for token in tree:
                own = tree.tokens[token].span
                same = [span for spans in gold.values() if own in spans for span in spans if span != own]
                if tree.words[token] not in PRONOUNS or tree.upos(token) != "PRON" or not same:
                    continue
                found = taken_for(tree, coder.cast, token, antecedents)
                kind = "open" if found is None else "right" if any(is_told(found, span) for span in same) else "wrong"
                measured[half][PRONOUNS[tree.words[token]], kind] += 1
                if show and half == "A" and kind == "wrong" and found is not None:
                    before = document.text[max(0, own.start - 200) : own.end].replace("\n", " ")
                    show(f"{document.text[found.start : found.end]!r} in {before!r}")
    return measured


def mentions(document: segmentation.Document) -> Gold:
    """Return the spans of each entity of a document."""
    begun: dict[str, list[int]] = defaultdict(list)
    found: Gold = defaultdict(list)
    for (start, end), number, is_begun, is_ended in _pieces(document):
        if is_begun:
            begun[number].append(start)
        if is_ended and begun[number]:
            found[number].append(Span(begun[number].pop(), end))
    return found


def _pieces(document: segmentation.Document) -> Iterator[tuple[tuple[int, int], str, bool, bool]]:
    """Yield the brackets of entities: at which word, of which entity, and whether it begins or ends there."""
    for words, columns in zip(document.tokens, document.misc, strict=True):
        for place, column in zip(words, columns, strict=True):
            brackets = next((part for part in column.split("|") if part.startswith("Entity=")), "")
            for piece in PIECE.finditer(brackets.removeprefix("Entity=")):
                begun, end = piece["opened"], piece["end"]
                yield place, begun or end, begun is not None, end is not None or piece["closed"] is not None


def taken_for(tree: Tree, cast: Cast, token: int, antecedents: dict[Span, Span]) -> Span | None:
    """Return the words that a pronoun is taken for; None where it stands for nobody known."""
    own = tree.tokens[token].span
    told = next((phrase.mention for phrase in resolve(tree, cast, token, ANY)), None)
    if told is None or told.entity is None:
        return None
    return antecedents.get(own) if told.span == own else told.span


def is_told(found: Span, gold: Span) -> bool:
    """Say whether words are a mention but for what stands around it: a title, a relative clause."""
    longest = 2 * (found.end - found.start) + len("Secretary of State, who said")
    return gold in found or (found in gold and gold.end - gold.start < longest)


if __name__ == "__main__":
    main()

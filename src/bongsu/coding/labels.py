"""Speakers that stand beside what they say without a verb: "KIM: …" in a transcript, "“…” — Kim" under a quotation."""

from collections.abc import Iterator, Sequence

from bongsu.coding.cast import Cast
from bongsu.coding.contents import MARKS
from bongsu.coding.cues import Cue
from bongsu.coding.quotes import Layout
from bongsu.coding.tree import Tree

_DASHES = frozenset({"―", "—", "–", "--"})
_LONGEST = 5
"""Words of a name that stands as a label."""
_PEOPLE = frozenset({"person", "organisation", "outlet"})


def find_labels(trees: Sequence[Tree], cast: Cast, layout: Layout) -> Iterator[Cue]:
    """Yield the labels of a report as cues, whose content is the paragraph that they stand in."""
    by_start = {tree.first: tree for tree in trees}
    for first, end in layout.bounds():
        head, foot = by_start.get(first), by_start.get(layout.starts[layout.place(end - 1)])
        if head is not None:
            yield from _colon(head, end, cast)
        if foot is not None:
            yield from _dash(foot, first, end)


def _colon(tree: Tree, end: int, cast: Cast) -> Iterator[Cue]:
    """Yield the label at the head of a paragraph: a person or body, and a colon."""
    first = tree.first + (tree.words[tree.first] in MARKS)
    colon = next((token for token in range(first, min(first + _LONGEST, tree.end)) if tree.words[token] == ":"), None)
    if colon is None or colon == first or colon + 1 >= end:
        return
    name = tuple(range(first, colon))
    if any(tree.upos(token) != "PROPN" for token in name):
        return
    source = next((token for token in name if tree.tokens[token].head not in name), name[0])
    known = cast.who(tree, source)
    if known is not None and known.label in _PEOPLE:
        yield Cue(tree, "say", colon, (colon,), source, name, frozenset(range(colon + 1, end)))


def _dash(tree: Tree, first: int, end: int) -> Iterator[Cue]:
    """Yield the label at the foot of a paragraph: the end of a quotation, a dash and a name."""
    near = range(max(tree.first, end - _LONGEST - 2), end - 1)
    dash = next((token for token in near if tree.words[token] in _DASHES), None)
    if dash is None or dash == first or tree.words.get(dash - 1) not in MARKS or tree.words[first] not in MARKS:
        return
    name = tuple(token for token in range(dash + 1, end) if tree.upos(token) != "PUNCT")
    if name and all(tree.upos(token) == "PROPN" for token in name):
        source = next((token for token in name if tree.tokens[token].head not in name), name[0])
        yield Cue(tree, "say", dash, (dash,), source, name, frozenset(range(first, dash)))

"""Speakers that stand beside what they say without a verb.

"KIM: …" in a transcript, "“…” — Kim" under a quotation, and the sources of headlines: "Seoul: North fired missile",
"Police killed 12 - rights group", "North fires missile: Japan".
"""

from collections.abc import Iterator, Sequence

from bongsu.coding.cast import Cast
from bongsu.coding.contents import MARKS, trimmed
from bongsu.coding.cues import Cue
from bongsu.coding.quotes import Layout
from bongsu.coding.speech_rules import SpeechRules
from bongsu.coding.tree import Tree

_DASHES = frozenset({"―", "—", "–", "--"})
_JOINTS = _DASHES | {":", "-"}
_LONGEST = 5
"""Words of a name that stands as a label."""
_SHORT = 3
"""Words behind a comma that end a headline, with the comma."""
_PEOPLE = frozenset({"person", "organisation", "outlet"})
_DATELINE = "dep"
"""How a dateline hangs on its sentence: "United Nations: Russia vetoed a draft"."""
_FULL_STOPS = frozenset({".", "!", "?"})


def find_labels(trees: Sequence[Tree], cast: Cast, rules: SpeechRules, layout: Layout) -> Iterator[Cue]:
    """Yield the labels of a report as cues, whose content is the paragraph or the headline that they stand in."""
    by_start = {tree.first: tree for tree in trees}
    for tree in trees:
        yield from _worded(tree, rules)
    for first, end in layout.bounds():
        head, foot = by_start.get(first), by_start.get(layout.starts[layout.place(end - 1)])
        named = () if head is None else tuple(_colon(head, end, cast))
        yield from named
        if foot is not None:
            yield from _dash(foot, first, end)
        if head is not None and not named and _is_headline(head, end):
            yield from _headline(head, cast, rules)


def _worded(tree: Tree, rules: SpeechRules) -> Iterator[Cue]:
    """Yield the label that names the words themselves: "The monitors' verdict: …"."""
    colon = next((token for token in tree if tree.words[token] == ":"), tree.first)
    name = range(tree.first, colon)
    noun = colon - 1
    if colon + 1 >= tree.end or not 1 < len(name) <= _LONGEST or any(tree.upos(token) == "VERB" for token in name):
        return
    if tree.words[noun] in rules.nouns or tree.words[noun] in rules.views:
        owner = tree.one(noun, "nmod:poss")
        source = noun if owner is None else owner
        yield Cue(tree, "say", colon, (colon,), source, tuple(name), frozenset(range(colon + 1, tree.end)))


def _is_headline(tree: Tree, end: int) -> bool:
    """Say whether a paragraph is one sentence without a stop."""
    return tree.end == end and tree.words[end - 1] not in _FULL_STOPS | MARKS


def _headline(tree: Tree, cast: Cast, rules: SpeechRules) -> Iterator[Cue]:
    """Yield the source at the foot of a headline, or else at its head, beside a colon or a dash."""
    joints = [token for token in tree if tree.words[token] in _JOINTS and _stands_free(tree, token)]
    commas = [token for token in tree if tree.words[token] == ","]
    if commas and tree.end - commas[-1] <= _SHORT and tree.words[tree.end - 1] in rules.labels:
        joints.append(commas[-1])  # "Missile kills five, mayor"
    for joint in joints[-1:]:
        yield from _label(tree, range(joint + 1, tree.end), range(tree.first, joint), cast, rules)
    for joint in joints[:1]:
        yield from _label(tree, range(tree.first, joint), range(joint + 1, tree.end), cast, rules)


def _stands_free(tree: Tree, token: int) -> bool:
    """Say whether a mark is no hyphen within a word: a blank stands behind it."""
    return token + 1 < tree.end and tree.tokens[token].span.end < tree.tokens[token + 1].span.start


def _label(tree: Tree, name: range, told: range, cast: Cast, rules: SpeechRules) -> Iterator[Cue]:
    """Yield a cue where ``name`` is a short phrase for somebody and ``told`` has a verb."""
    nouns = [token for token in name if tree.upos(token) in {"NOUN", "PROPN"}]
    plain = all(tree.upos(token) not in {"VERB", "AUX", "PUNCT", "SCONJ", "NUM"} for token in name)
    if not nouns or not plain or len(name) > _LONGEST or all(tree.upos(token) != "VERB" for token in told):
        return
    source = next((token for token in nouns if tree.tokens[token].head not in name), nouns[-1])
    if tree.words[nouns[-1]] in rules.labels or cast.who(tree, source) is not None:
        joint = max(name.start, told.start) - 1
        yield Cue(tree, "say", joint, (joint,), source, tuple(name), frozenset(trimmed(tree, told)))


def _colon(tree: Tree, end: int, cast: Cast) -> Iterator[Cue]:
    """Yield the label at the head of a paragraph: a person or body, and a colon."""
    first = tree.first + (tree.words[tree.first] in MARKS)
    colon = next((token for token in range(first, min(first + _LONGEST, tree.end)) if tree.words[token] == ":"), None)
    if colon is None or colon == first or colon + 1 >= end or tree.relation(first) == _DATELINE:
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

"""Verbs that are written with a hyphen: "test-fired", "flight-tested", "live-fired".

The treebank cuts them in three, and the parser then takes the first part for a noun with a subject of its own. They
are parsed by their last part alone, and the first part is hung on it afterwards as its compound.
"""

import re
from collections.abc import Sequence

import msgspec

from bongsu.annotate.acts import moved
from bongsu.annotate.engine import Parsed
from bongsu.model import Span

Group = tuple[Span, ...]

_VERB = re.compile(r"(?:test|flight|live|cold|hot|dry)-(?:fir|launch|test|fli?e|flew|flown)\w*", re.IGNORECASE)


def grouped(text: str, words: Sequence[Span]) -> tuple[Group, ...]:
    """Return the words of a sentence, the three parts of a hyphened verb together."""
    groups: list[Group] = []
    index = 0
    while index < len(words):
        end = index + 3
        joined = end <= len(words) and _VERB.fullmatch(text, words[index].start, words[end - 1].end) is not None
        groups.append(tuple(words[index : end if joined else index + 1]))
        index += len(groups[-1])
    return tuple(groups)


def cut(parse: Parsed, groups: Sequence[Group]) -> Parsed:
    """Return the parse of a sentence for its words one by one: what hangs on a group hangs on its last word."""
    ends: list[int] = []
    for group in groups:
        ends.append((ends[-1] if ends else -1) + len(group))
    upos, heads, relations = [], [], []
    for index, group in enumerate(groups):
        for part in range(len(group) - 1):
            upos.append("PUNCT" if part else "NOUN")
            heads.append(ends[index])
            relations.append("punct" if part else "compound")
        upos.append(parse.upos[index])
        heads.append(ends[parse.heads[index]])
        relations.append(parse.relations[index])
    starts = [end - len(group) + 1 for end, group in zip(ends, groups, strict=True)]
    names = tuple(
        msgspec.structs.replace(name, start=starts[name.start], end=ends[name.end - 1] + 1) for name in parse.names
    )
    acts = tuple(moved(act, ends.__getitem__) for act in parse.acts)
    return Parsed(upos=tuple(upos), heads=tuple(heads), relations=tuple(relations), names=names, acts=acts)

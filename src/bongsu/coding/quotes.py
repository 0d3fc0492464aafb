"""Quotations of a report as runs of tokens, and which cue speaks each: also those that run over several sentences."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from bongsu.coding.cues import Cue
from bongsu.model import Annotation

_OPENS = {"“": "”", "«": "»", '"': '"', "''": "''", "``": "''"}
_MARKS = frozenset(_OPENS) | frozenset(_OPENS.values())


class Quotation(msgspec.Struct, frozen=True):
    """Words between quotation marks, the marks with them, within one paragraph.

    Attributes:
        start: index of the first token; ``end``: the index after the last one.
        paragraph: the number of its paragraph.
        leads: it begins a sentence.
        closed: it ends with a mark; one that does not goes on in the next paragraph.
    """

    start: int
    end: int
    paragraph: int
    leads: bool
    closed: bool


class Layout(msgspec.Struct, frozen=True):
    """Where sentences begin, and the paragraph of each."""

    starts: tuple[int, ...]
    paragraphs: tuple[int, ...]
    end: int

    def bounds(self) -> Iterator[tuple[int, int]]:
        """Yield the first token of each paragraph and the one after its last."""
        breaks = [at for at in range(len(self.starts)) if at == 0 or self.paragraphs[at] != self.paragraphs[at - 1]]
        edges = [*(self.starts[at] for at in breaks), self.end]
        yield from pairwise(edges)

    def leads(self, token: int) -> bool:
        """Say whether a token is the first of its sentence."""
        return self.starts[self.place(token)] == token

    def same_paragraph(self, one: int, other: int) -> bool:
        """Say whether two sentences stand in the same paragraph."""
        return self.paragraphs[one] == self.paragraphs[other]

    def place(self, token: int) -> int:
        """Return the number of the sentence of a token."""
        return bisect_left(self.starts, token + 1) - 1


def lay_out(annotation: Annotation) -> Layout:
    """Return where the sentences of a report begin, and their paragraphs."""
    text = annotation.report.text
    paragraph, end = 0, 0
    paragraphs = []
    for sentence in annotation.sentences:
        paragraph += "\n" in text[end : sentence.span.start]
        paragraphs.append(paragraph)
        end = sentence.span.end
    return Layout(
        tuple(sentence.first_token for sentence in annotation.sentences), tuple(paragraphs), len(annotation.tokens)
    )


def find_quotations(annotation: Annotation, words: Sequence[str], layout: Layout) -> Iterator[Quotation]:
    """Yield the quotations of a report in text order; a mark of another sort inside a quotation is part of it."""
    for paragraph, (first, end) in enumerate(layout.bounds()):
        opened = -1
        for token in range(first, end):
            word = words[token]
            if word not in _MARKS:
                continue
            side = _side(annotation, token, first) if _OPENS.get(word) == word else 0
            if word in _OPENS and side >= 0 and (opened < 0 or side > 0):  # an opening mark again: the first was none
                opened = token if opened < 0 or words[opened] == word else opened
            elif opened >= 0 and (word == _OPENS[words[opened]] or (word == '"' and side < 0)):
                yield Quotation(opened, token + 1, paragraph, layout.leads(opened), closed=True)
                opened = -1
        if opened >= 0:
            yield Quotation(opened, end, paragraph, layout.leads(opened), closed=False)


def _side(annotation: Annotation, token: int, first: int) -> int:
    """Tell a mark that can open or close by the blanks beside it: 1 opens, -1 closes, 0 may do both."""
    text, span = annotation.report.text, annotation.tokens[token].span
    before = token == first or text[span.start - 1 : span.start].isspace()
    after = span.end == len(text) or text[span.end].isspace()
    return before - after if before != after else 0


class Speakers:
    """Gives quotations to the cues that speak them. Reads the cues in text order, and widens their contents."""

    def __init__(self, cues: Sequence[Cue], contents: Sequence[set[int]], words: Sequence[str], layout: Layout) -> None:
        self._cues = cues
        self._contents = contents
        self._words = words
        self._layout = layout
        self._starts = [cue.token for cue in cues]

    def give(self, quotations: Iterable[Quotation]) -> None:
        """Add every quotation to the content of the cue that speaks it."""
        before: Quotation | None = None
        speaker: int | None = None
        for quotation in quotations:
            found = self._speaker(quotation)
            if found is None and before is not None and speaker is not None and self._goes_on(before, quotation):
                found = speaker
            if found is not None:
                self._contents[found].update(range(quotation.start, quotation.end))
            before, speaker = quotation, found

    def _speaker(self, quotation: Quotation) -> int | None:
        """Return the cue that has a part of a quotation, stands beside it, or brings it in with a colon."""
        first, last = self._layout.place(quotation.start), self._layout.place(quotation.end - 1)
        here = [at for at in self._within(first, last) if not quotation.start <= self._starts[at] < quotation.end]
        quoted = range(quotation.start, quotation.end)
        label = [at for at in self._within(first, first) if self._words[self._starts[at]] == ":"]
        if label and self._starts[label[0]] in quoted:
            return label[0]
        partly = [at for at in here if not self._contents[at].isdisjoint(quoted)]
        if partly:
            return min(partly, key=lambda at: len(self._contents[at]))
        beside = [at for at in here if self._cues[at].speaks and (quotation.leads or not self._contents[at])]
        if beside:
            return min(beside, key=lambda at: abs(self._starts[at] - quotation.start))
        return self._introduced(first, last) if quotation.leads else None

    def _introduced(self, first: int, last: int) -> int | None:
        """Return the last cue of the sentence before, or else one of the sentence behind that lacks a content."""
        layout = self._layout
        if first and (self._words[layout.starts[first] - 1] == ":" or layout.same_paragraph(first - 1, first)):
            before = max((at for at in self._within(first - 1, first - 1) if self._cues[at].speaks), default=None)
            if before is not None:
                return before
        if last + 1 == len(layout.starts) or not layout.same_paragraph(last, last + 1):
            return None
        after = (at for at in self._within(last + 1, last + 1) if self._cues[at].speaks and not self._contents[at])
        return next(after, None)

    def _goes_on(self, before: Quotation, quotation: Quotation) -> bool:
        """Say whether a quotation has the speaker of the one before it."""
        if not before.closed:
            return quotation.paragraph - before.paragraph == 1
        next_to_it = before.end == quotation.start and quotation.paragraph - before.paragraph == 1
        return quotation.leads and (quotation.paragraph == before.paragraph or next_to_it)

    def _within(self, first: int, last: int) -> range:
        """Return the cues of the sentences from ``first`` to ``last``."""
        bounds = [*self._layout.starts[first : first + 1], *self._layout.starts[last + 1 : last + 2]]
        end = bounds[1] if len(bounds) > 1 else len(self._words)
        return range(bisect_left(self._starts, bounds[0]), bisect_left(self._starts, end))

"""From a Report to its Annotation: what the words are, before what they mean."""

from collections.abc import Iterator

from bongsu.annotate.bearings import find_bearings
from bongsu.annotate.mentions import find_mentions
from bongsu.annotate.places import find_places
from bongsu.annotate.quantities import find_quantities
from bongsu.annotate.sentences import quoted, split_sentences
from bongsu.annotate.times import find_times
from bongsu.annotate.tokens import tokenize
from bongsu.model import Annotation, Report, Sentence, Span
from bongsu.reference import Gazetteer

__all__ = ["annotate"]


LONGEST_SENTENCE = 2_000
"""Code points. A longer run without an end (a table, a list of names) is read in pieces, so that no text takes time
beyond proportion to its length."""


def annotate(report: Report, gazetteer: Gazetteer) -> Annotation:
    """Return the sentences, tokens, names, amounts, times, places and bearings of a report. Pure."""
    text = report.text
    spans = tuple(piece for span in split_sentences(text) for piece in _bounded(text, span))
    tokens: list[Span] = []
    sentences = []
    for span, inside_quotes in zip(spans, quoted(text, spans), strict=True):
        first = len(tokens)
        tokens += tokenize(text, span)
        sentences.append(Sentence(span, first, len(tokens), inside_quotes))
    hits = gazetteer.find(text)
    return Annotation(
        report=report,
        sentences=tuple(sentences),
        tokens=tuple(tokens),
        mentions=find_mentions(text, hits),
        quantities=find_quantities(text),
        times=find_times(text, report.published),
        places=find_places(hits),
        bearings=find_bearings(text),
    )


def _bounded(text: str, span: Span) -> Iterator[Span]:
    """Cut a sentence that is longer than the bound, at a blank where there is one."""
    start = span.start
    while span.end - start > LONGEST_SENTENCE:
        blank = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        cut = blank if blank != -1 else start + LONGEST_SENTENCE
        yield Span(start, cut)
        start = cut + (blank != -1)
    if start < span.end:
        yield Span(start, span.end)

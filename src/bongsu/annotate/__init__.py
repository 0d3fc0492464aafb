"""From a Report to its Annotation: what the words are, before what they mean."""

from collections.abc import Iterator, Sequence

from bongsu.annotate.acts import moved
from bongsu.annotate.bearings import find_bearings
from bongsu.annotate.coreference import find_coreference
from bongsu.annotate.engine import Engine, Parsed
from bongsu.annotate.hyphens import cut, grouped
from bongsu.annotate.mentions import find_mentions
from bongsu.annotate.names import find_names
from bongsu.annotate.places import find_places
from bongsu.annotate.portfolios import with_portfolios
from bongsu.annotate.presented import presented
from bongsu.annotate.quantities import find_quantities
from bongsu.annotate.sentences import quoted, split_sentences
from bongsu.annotate.times import find_times
from bongsu.annotate.titled import with_titles
from bongsu.annotate.tokens import tokenize
from bongsu.datelines import dateline_end
from bongsu.model import Annotation, Proposal, Report, Sentence, Span, Token
from bongsu.reference import Gazetteer

__all__ = ["Engine", "annotate"]


LONGEST_SENTENCE = 2_000
"""Code points. A longer run without an end (a table, a list of names) is read in pieces, so that no text takes time
beyond proportion to its length."""


def annotate(report: Report, gazetteer: Gazetteer, engine: Engine) -> Annotation:
    """Return the sentences, syntax, names, amounts, times, places and bearings of a report. Pure."""
    text = report.text
    spans = tuple(piece for span in split_sentences(text) for piece in _bounded(text, span))
    words = [tokenize(text, span) for span in spans]
    bodies = [dateline_end(text, span.start, span.end) for span in spans]
    behind = [[w for w in sentence if w.start >= body] for sentence, body in zip(words, bodies, strict=True)]
    groups = [grouped(text, sentence) for sentence in behind]
    whole = engine.parse([[text[group[-1].start : group[-1].end] for group in sentence] for sentence in groups])
    parsed = [cut(parse, sentence) for parse, sentence in zip(whole, groups, strict=True)]
    sentences, plain = _tokens(text, spans, words, parsed, quoted(text, spans))
    hits = tuple(with_portfolios(text, gazetteer.find(text)))
    found = _found(behind, parsed)
    tokens = with_titles(text, sentences, plain, {span.start for span, kind in found if kind == "PER"})
    mentions = presented(text, tokens, find_mentions(text, hits, found))
    return Annotation(
        report=report,
        sentences=sentences,
        tokens=tokens,
        names=find_names(text, hits, sentences, tokens, found),
        mentions=mentions,
        coreference=find_coreference(text, sentences, tokens, mentions),
        quantities=find_quantities(text),
        times=find_times(text, report.published),
        places=find_places(hits),
        bearings=find_bearings(text),
        proposals=_proposals(sentences, parsed),
    )


def _tokens(
    text: str,
    spans: Sequence[Span],
    words: Sequence[Sequence[Span]],
    parsed: Sequence[Parsed],
    inside: Sequence[bool],
) -> tuple[tuple[Sentence, ...], tuple[Token, ...]]:
    """Give every word its syntax, with heads counted over the whole report."""
    tokens: list[Token] = []
    sentences = []
    for span, sentence, parse, quotes in zip(spans, words, parsed, inside, strict=True):
        first = len(tokens)
        skipped = len(sentence) - len(parse.upos)
        body = first + skipped
        root = body + next((i for i, head in enumerate(parse.heads) if head == i), 0)
        tokens += [Token(word, _dateline_tag(text, word), root, "dep") for word in sentence[:skipped]]
        tokens += [
            Token(word, upos, body + head, relation)
            for word, upos, head, relation in zip(
                sentence[skipped:], parse.upos, parse.heads, parse.relations, strict=True
            )
        ]
        sentences.append(Sentence(span, first, len(tokens), quotes))
    return tuple(sentences), tuple(tokens)


def _proposals(sentences: Sequence[Sentence], parsed: Sequence[Parsed]) -> tuple[Proposal, ...]:
    """Return the proposals of all sentences, with words counted over the whole report; a dateline has none."""
    firsts = (sentence.end_token - len(parse.upos) for sentence, parse in zip(sentences, parsed, strict=True))
    return tuple(moved(act, first.__add__) for first, parse in zip(firsts, parsed, strict=True) for act in parse.acts)


def _dateline_tag(text: str, word: Span) -> str:
    first = text[word.start]
    return "PROPN" if first.isalpha() else "NUM" if first.isdigit() else "PUNCT"


def _found(words: Sequence[Sequence[Span]], parsed: Sequence[Parsed]) -> tuple[tuple[Span, str], ...]:
    """Return the spans and kinds of the names that the model finds."""
    return tuple(
        (sentence[name.start].to(sentence[name.end - 1]), name.kind)
        for sentence, parse in zip(words, parsed, strict=True)
        for name in parse.names
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

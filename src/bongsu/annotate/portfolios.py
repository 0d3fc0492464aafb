"""A minister's title with what he is in charge of: "Minister of Education, Science and Technology Jo Doe"."""

import functools
import re
from collections.abc import Iterator, Sequence

from bongsu.annotate.namewords import cues
from bongsu.model import Span
from bongsu.reference import Hit


def with_portfolios(text: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the hits of the tables, titles with the capitalised portfolio behind them, and no name within that."""
    end = 0
    for hit in hits:
        title = hit.get("title") is not None and text[hit.span.start].isupper()
        portfolio = _portfolio().match(text, hit.span.end) if title else None
        if hit.span.start < end:
            continue
        end = hit.span.end if portfolio is None else portfolio.end()
        yield hit if portfolio is None else Hit(Span(hit.span.start, end), hit.names)


@functools.cache
def _portfolio() -> re.Pattern[str]:
    """Return what a portfolio looks like behind a title; one that begins in the title's own words may go on."""
    topics = "|".join(sorted({topic.title() for topic in (*cues().topics, *cues().portfolios)}, key=len, reverse=True))
    return re.compile(rf"(?: (?:of|for) (?:the )?(?:{topics})| and (?:{topics}))(?:(?:,? and|,| &)? (?:{topics}))*\b")

"""From what it was launched, where that is who launched it: ships, submarines and planes that fire."""

import re
from collections.abc import Iterator

from bongsu.coding.found import Context, Found, clause_before
from bongsu.coding.tellings import any_match
from bongsu.model import Span, Term

_FIRED_ON = re.compile(r" (?:(?:was|were|has|have|had|been|being) )+(?:fired|shot) (?:on|upon|at)\b", re.IGNORECASE)


def read_carriers(context: Context) -> Iterator[Found]:
    """From what it was launched, where that is who launched it: "two submarines fired", "fired by a destroyer"."""
    for segment in context.segments:
        words = context.masked.span(segment.start, segment.end)
        for code, carrier in context.rules.carriers.items() if segment.launches else ():
            for match in carrier.finditer(context.text, words.start, words.end):
                position = max(segment.start, context.masked.position(match.start()))
                possible = any_match(context.rules.modal, clause_before(context, position))
                suffers = _FIRED_ON.match(context.text, match.end())
                if possible is None and suffers is None and context.ties.fires(Span(*match.span())):
                    yield Found("platform", Term(Span(*match.span()), "platform", code), position)

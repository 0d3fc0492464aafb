"""The dateline that a wire sets before its first sentence: "SEOUL, Dec 18 (Reuters) - ".

It is no part of the sentence. A parser that reads it as one takes the town for the subject, so it is left out of the
parse and hung on the root afterwards.
"""

import re

from bongsu.model import Span

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}"
_CAPITALS = r"[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]+){0,3}"
_USUAL = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}"
_LAND = r"(?:, [A-Z][\w.]*(?: [A-Z][\w.]*){0,2})?"
_AGENCY = r" ?\([^)\n]{2,40}\)"
_RULE = r"\s*(?:-{1,3}|[–—])\s+"
_DATELINE = re.compile(
    rf"(?:{_CAPITALS}{_LAND}(?:, {_MONTH}(?:, \d{{4}})?)?(?:{_AGENCY})?(?:{_RULE}|: (?=[A-Z]))"
    rf"|{_CAPITALS} \([A-Za-z .]+\) ?: "
    rf"|{_CAPITALS}{_LAND},? \([A-Z][\w ]+(?:/ [\w ]+)?- [\w, ]+ \d{{4}} ?\)(?: ?:)? "
    rf"|{_USUAL}{_LAND}, {_MONTH}(?:, \d{{4}})?: (?=[A-Z])"
    rf"|{_USUAL}{_LAND}(?:, {_MONTH}(?:, \d{{4}})?)?(?:{_AGENCY}|, [A-Z]{{3,}}){_RULE})"
)


def body_of(text: str, sentence: Span) -> int:
    """Return where a sentence begins behind its dateline; where it begins when it has none."""
    match = _DATELINE.match(text, sentence.start, sentence.end)
    return match.end() if match is not None and match.end() < sentence.end else sentence.start

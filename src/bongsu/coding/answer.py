"""What a language model behind an endpoint answered, and where its quotes stand in the report.

Nothing of an answer is believed: a quote counts where its words stand in the report, letter by letter and without a
doubt as to which place is meant. What is not taken is counted, by its field and the reason.
"""

import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from bongsu.coding.question import Question
from bongsu.errors import EndpointError
from bongsu.model import Certainty, EventType, Factuality, Polarity, Span, Status

_NUMBERED = re.compile(r"(?P<words>.+)#(?P<number>[1-9]\d{0,2})", re.DOTALL)
SHAPE = "not of the asked shape"
MISSING = "not in the sentence"
AMBIGUOUS = "more than once in the sentence"


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """An event as the model tells of it: the number of its sentence, from 1, and quotes of which none is believed."""

    sentence: int
    type: EventType
    mode: str | None
    trigger: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    speaker: str | None
    certainty: Certainty
    polarity: Polarity
    status: Status

    @property
    def factuality(self) -> Factuality:
        """How surely the model says that the speaker puts it."""
        return Factuality(self.certainty, self.polarity, self.status)


class _Events(msgspec.Struct):
    events: list[msgspec.Raw]


def told(content: str, question: Question, where: str, dropped: Counter[str]) -> Iterator[Told]:
    """Yield the events of an answer, and count those of another shape and of sentences that were not in the question.

    Args:
        content: what the model wrote.
        question: what it was asked.
        where: the endpoint, for errors.
        dropped: counts what is not taken.

    Raises:
        EndpointError: the answer is no JSON, or no list of events.
    """
    try:
        found = msgspec.json.decode(content, type=_Events)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        remedy = "see that the server takes response_format json_schema, or take another model"
        raise EndpointError(where, "the model's answer is no JSON of the asked shape", remedy) from error
    for raw in found.events:
        try:
            one = msgspec.json.decode(raw, type=Told)
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            dropped[f"event: {SHAPE}"] += 1
            continue
        if question.first <= one.sentence < question.end:
            yield one
        else:
            dropped["event: no such sentence"] += 1


def place_of(quote: str, text: str, within: Span) -> Span | str:
    """Return where a quote stands within a stretch of a text, as whole words; else why it cannot be told.

    ``talks#2`` is the second "talks". A quote that stands there more than once and says nothing of which is refused.
    """
    words = quote.strip()
    found = _places(words, text, within)
    numbered = _NUMBERED.fullmatch(words)
    if not found and numbered is not None:
        every, number = _places(numbered["words"], text, within), int(numbered["number"])
        return every[number - 1] if number <= len(every) else MISSING
    if not found:
        return MISSING
    return found[0] if len(found) == 1 else AMBIGUOUS


def _places(words: str, text: str, within: Span) -> list[Span]:
    """Return every place where words stand whole, not as a part of longer ones."""
    if not words:
        return []
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    return [Span(*match.span()) for match in pattern.finditer(text, within.start, within.end)]

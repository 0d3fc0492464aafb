"""What a language model behind an endpoint is asked: the numbered sentences of a report, and how to code them.

The report's text is marked as untrusted, between two equal lines that stand nowhere in it. The same report gives the
same bytes.
"""

import hashlib
import itertools
from collections.abc import Iterator, Sequence
from typing import Any, Final, get_args

import msgspec

from bongsu.coding.plover import Plover
from bongsu.config import Endpoint
from bongsu.errors import EndpointError, TableError
from bongsu.model import Annotation, Certainty, EventType, Polarity, Report, Sentence, Status, digest
from bongsu.reference.tables import load_table

TABLE = "endpoint"
PIECE: Final = 6_000
"""Code points of the sentences in one question: some 1,500 tokens, which leaves room in a context of 8,192."""
_SEED: Final = 20250106
_MOST_TOKENS: Final = 4096


class Prompt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table ``data/endpoint.yaml``: what a model is told, and what each type of event is."""

    instructions: str
    types: dict[EventType, str]


class Question(msgspec.Struct, frozen=True):
    """A question: the body of the request, and the numbers of the sentences in it, from ``first`` up to ``end``."""

    body: bytes
    first: int
    end: int


def load_prompt(plover: Plover) -> str:
    """Return what a model is told before the report. Raises ``TableError`` when the table is malformed."""
    prompt = load_table(TABLE, Prompt)
    missing = [kind for kind in get_args(EventType) if kind not in prompt.types]
    if missing:
        raise TableError(f"{TABLE}.yaml", f"{missing[0]} is missing", "say what it is")
    types = (f"- {kind}: {what}{_modes(plover, kind)}" for kind, what in prompt.types.items())
    return "\n".join((prompt.instructions, "", "Types, with their modes:", *types))


def prompt_digest(prompt: str) -> str:
    """Return the SHA-256 digest of all that is asked but the report and the model's name."""
    return hashlib.sha256(_body(prompt, "", None)).hexdigest()


def questions(annotation: Annotation, prompt: str, endpoint: Endpoint) -> tuple[Question, ...]:
    """Return the questions about a report, which together hold each of its sentences once, in order.

    Raises:
        EndpointError: the report is longer than ``endpoint.max_characters``.
    """
    text = annotation.report.text
    if len(text) > endpoint.max_characters:
        problem = f"the report has {len(text):,} characters, and at most {endpoint.max_characters:,} are sent"
        raise EndpointError(endpoint.url, problem, "ask about a shorter one")
    mark = _mark(annotation.report)
    return tuple(
        Question(_body(prompt, _marked(text, piece, first, mark), endpoint.name), first, first + len(piece))
        for first, piece in _pieces(annotation.sentences)
    )


def _modes(plover: Plover, kind: EventType) -> str:
    modes = ", ".join(f"{name} ({mode.what})" for name, mode in plover.kinds[kind].modes.items())
    return f"; modes: {modes}" if modes else ""


def _mark(report: Report) -> str:
    """Return a line that stands nowhere in a report: from its digest, the first that does not."""
    marks = (f"report-{digest(report.id, number)[:16]}" for number in itertools.count())
    return next(mark for mark in marks if mark not in report.text)


def _pieces(sentences: Sequence[Sentence]) -> Iterator[tuple[int, list[Sentence]]]:
    """Yield the sentences in runs of at most ``PIECE`` characters, each with the number of its first, from 1."""
    piece: list[Sentence] = []
    for number, sentence in enumerate(sentences, 1):
        if piece and sentence.span.end - piece[0].span.start > PIECE:
            yield number - len(piece), piece
            piece = []
        piece.append(sentence)
    if piece:
        yield len(sentences) + 1 - len(piece), piece


def _marked(text: str, piece: Sequence[Sentence], first: int, mark: str) -> str:
    lines = (f"[{number}] {text[one.span.start : one.span.end]}" for number, one in enumerate(piece, first))
    return "\n".join((mark, *lines, mark))


def _body(prompt: str, report: str, name: str | None) -> bytes:
    """Return the body of a chat completion: no tools, no chance, one answer of the asked shape, all at once."""
    body: dict[str, Any] = {
        "messages": [{"role": "system", "content": prompt}, {"role": "user", "content": report}],
        "temperature": 0,
        "seed": _SEED,
        "max_tokens": _MOST_TOKENS,
        "stream": False,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "events", "strict": True, "schema": _object(events=_list(_event()))},
        },
    }
    return msgspec.json.encode(body if name is None else {"model": name, **body})


def _event() -> dict[str, Any]:
    """Return the JSON Schema of one event; :class:`bongsu.coding.answer.Told` is what it is decoded to."""
    text = {"type": "string"}
    maybe = {"anyOf": [text, {"type": "null"}]}
    return _object(
        sentence={"type": "integer"},
        type=_one_of(EventType),
        mode=maybe,
        trigger=text,
        actors=_list(text),
        recipients=_list(text),
        speaker=maybe,
        certainty=_one_of(Certainty),
        polarity=_one_of(Polarity),
        status=_one_of(Status),
    )


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _one_of(words: object) -> dict[str, Any]:
    return {"type": "string", "enum": [*get_args(words)]}

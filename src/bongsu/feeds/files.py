"""The feed of files and standard input: plain text, saved HTML pages and JSON lines."""

import contextlib
import io
import itertools
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, Literal

from bongsu.config import Settings
from bongsu.errors import InputError
from bongsu.feeds.decode import BOMS, decode, looks_like_html
from bongsu.model import Given, RawDocument

FIELDS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "maintext", "content", "body"),
    "title": ("title", "headline"),
    "published": ("published", "date_publish", "datePublished", "publishedAt", "published_at", "pub_date", "date"),
    "updated": ("updated", "date_modify", "dateModified", "updated_at"),
    "outlet": ("outlet", "publisher", "sitename", "source", "source_domain"),
    "url": ("url", "link"),
    "retrieved": ("retrieved", "date_download"),
}
"""The keys of a JSON object, in order of preference: bongsu's own, then those of news-please, Giveme5W1H,
trafilatura, schema.org and NewsAPI."""

_JSON_OBJECT = re.compile(rb'\s*\{\s*["}]')
_NOTHING = {"", "none", "null", "nan", "n/a", "true", "false"}
"""What programs write for a value that is missing, besides null; and booleans, which no field takes."""

STDIN = "standard input"
"""What standard input is called in messages."""


def read_sources(sources: Sequence[str], stdin: BinaryIO, settings: Settings) -> Iterator[RawDocument | InputError]:
    """Read every source, in order, one document at a time.

    Args:
        sources: paths; ``-`` is standard input; a folder stands for the files in it and below it, as in
            :func:`files_in`.
        stdin: the bytes of standard input.
        settings: ``max_bytes`` is the largest document, so a longer JSON lines file is read line by line.

    Yields:
        A document, or the error that stands in its place: the sources and lines after it are still read.
    """
    for source in sources:
        where = STDIN if source == "-" else source
        try:
            if is_folder(source):
                yield from read_sources(tuple(files_in(source)), stdin, settings)
                continue
            with open_source(source, stdin) as stream:
                yield from documents(head_of(stream, settings.max_bytes), stream, where, settings.max_bytes)
        except InputError as error:
            yield error
        except OSError as error:
            yield InputError(where, f"the file cannot be read ({error.strerror})", "check the disk or the pipe")


def is_folder(source: str) -> bool:
    """Say whether a source is a folder."""
    return os.path.isdir(source)  # noqa: PTH112 - Path() would take "" for the folder where we are


def files_in(folder: str) -> Iterator[str]:
    """Yield the files in and below a folder, in the order of their names, without those whose name begins with a dot.

    Links to folders are not followed, so that there is no circle. Raises ``InputError`` where one may not be entered.
    """

    def refuse(error: OSError) -> None:
        raise InputError(str(error.filename), f"the folder cannot be read ({error.strerror})", "ask for permission")

    for path, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (os.path.join(path, name) for name in sorted(names) if not name.startswith("."))  # noqa: PTH118


def open_source(source: str, stdin: BinaryIO) -> contextlib.AbstractContextManager[BinaryIO]:
    """Open a path, or standard input for ``-``, which stays open. Raises ``InputError`` when that is not possible."""
    if source == "-":
        return contextlib.nullcontext(stdin)
    try:
        return open(source, "rb")  # noqa: PTH123 - Path() would take "" for the folder; the caller closes
    except FileNotFoundError:
        raise InputError(source or '""', "there is no such file", "check the path") from None
    except PermissionError:
        raise InputError(source, "reading it is not permitted", "ask for permission, or copy the file") from None
    except ValueError:
        raise InputError(ascii(source), "this is no file name", "check the path") from None
    except OSError as error:
        raise InputError(source, f"the file cannot be opened ({error.strerror})", "check the path") from None


def documents(
    head: bytes, stream: BinaryIO, where: str, limit: int, charset: str | None = None
) -> Iterator[RawDocument | InputError]:
    """Read a text, a page, or JSON.

    Args:
        head: what :func:`head_of` has read of the stream.
        stream: the rest.
        where: its name.
        limit: the largest document, in bytes.
        charset: the encoding that a server gave.

    Raises:
        InputError: nothing of it can be read.
    """
    if head.startswith(tuple(mark for mark, _ in BOMS)):
        # Lines are told apart in UTF-8 only.
        stream = io.BytesIO(decode(whole(head, stream, where, limit), where).encode("utf-8", "replace"))
        head = head_of(stream, limit)
    if where.lower().endswith(".json") or head.strip() == b"{":
        yield from _json_document(whole(head, stream, where, limit), where)
    elif where.lower().endswith((".jsonl", ".ndjson")) or _JSON_OBJECT.match(head):
        yield from _json_lines(head, stream, where, limit)
    else:
        content = decode(whole(head, stream, where, limit), where, charset)
        yield RawDocument(where=where, media=_media(content), content=content)


def head_of(stream: BinaryIO, limit: int) -> bytes:
    """Read up to the end of the first line that is not blank, and no more than one byte over the limit."""
    head = bytearray()
    while len(head) <= limit and (line := stream.readline(limit + 1 - len(head))):
        head += line
        if line.strip():
            break
    return bytes(head)


def whole(head: bytes, stream: BinaryIO, where: str, limit: int) -> bytes:
    """Return the whole document, reading at most one byte more than is allowed."""
    data = head + stream.read(max(0, limit + 1 - len(head)))
    if len(data) > limit:
        raise _too_large(where, limit)
    return data


def _too_large(where: str, limit: int) -> InputError:
    return InputError(where, f"the document is larger than {limit:,} bytes", "cut it, or split it into reports")


def _media(content: str) -> Literal["text/plain", "text/html"]:
    return "text/html" if looks_like_html(content) else "text/plain"


def _json_lines(head: bytes, stream: BinaryIO, where: str, limit: int) -> Iterator[RawDocument | InputError]:
    if not head.strip():
        raise InputError(where, "the file is empty", "give a file that holds a report")
    lines = itertools.chain(io.BytesIO(head), iter(lambda: stream.readline(limit + 1), b""))
    number, skipping = 0, False
    for line in lines:
        continued, skipping = skipping, len(line) > limit and not line.endswith(b"\n")
        number += not continued
        if not continued and line.strip():
            yield _too_large(f"{where}:{number}", limit) if skipping else _json_line(line, f"{where}:{number}")


def _json_line(line: bytes, where: str) -> RawDocument | InputError:
    try:
        return _record(_parse(line.rstrip(), where), where)
    except InputError as error:
        return error


def _json_document(data: bytes, where: str) -> Iterator[RawDocument | InputError]:
    """Yield the document of one JSON object, or those of an array of objects (``reports.json[2]``)."""
    if not data.strip():
        raise InputError(where, "the file is empty", "give a file that holds a report")
    value = _parse(data, where)
    if not isinstance(value, list):
        yield _record(value, where)
        return
    for index, item in enumerate(value):
        try:
            yield _record(item, f"{where}[{index}]")
        except InputError as error:
            yield error


def _parse(data: bytes, where: str) -> object:
    try:
        return json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(where, f"byte {error.start} is not UTF-8, as JSON has to be", "save it as UTF-8") from None
    except json.JSONDecodeError as error:
        place = f"column {error.colno}" if error.lineno == 1 else f"line {error.lineno}, column {error.colno}"
        raise InputError(
            where, f"broken JSON at {place}: {error.msg.removesuffix(' at')}", "correct the line or leave it out"
        ) from None
    except (ValueError, RecursionError):
        raise InputError(where, "JSON nested too deeply or with a number too long", "leave it out") from None


def _record(value: object, where: str) -> RawDocument:
    if not isinstance(value, dict):
        raise InputError(where, "this is no JSON object", 'write one object a line, as in {"title": …, "text": …}')
    found = {name: given for name, keys in FIELDS.items() if (given := _field(value, keys))}
    text = found.pop("text", None)
    if text is None:
        raise InputError(where, "the object has no text", 'put the report under "text"')
    return RawDocument(where=where, media=_media(text.value), content=text.value, given=found)


def _field(value: dict[str, object], keys: Sequence[str]) -> Given | None:
    """Return the first of ``keys`` that holds words or a number; null and nested values are no answer."""
    for key in keys:
        item = value.get(key)
        if isinstance(item, str | int | float) and str(item).strip().lower() not in _NOTHING:
            return Given(str(item), f"json field {key}")
    return None

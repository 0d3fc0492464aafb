"""The text of a PDF, read in a process of its own: what a PDF does to its reader harms nothing else."""

import importlib.util
import re
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from bongsu.config import Settings
from bongsu.errors import InputError
from bongsu.model import RawDocument

_WORKER = Path(__file__).with_name("pdf_worker.py")
_OUT_OF_MEMORY = 3
_SENTENCE_END = re.compile(r"[.!?:;][\"'\u201d\u2019)\]]*$")
_REMEDY = "save the text of it, and give that"


class _Result(msgspec.Struct):
    """What the worker writes."""

    pages: list[str | None] = []
    problem: str | None = None
    remedy: str = ""


def read_pdf(data: bytes, where: str, settings: Settings) -> Iterator[RawDocument | InputError]:
    """Read the text of a PDF.

    Args:
        data: its bytes.
        where: the file or address.
        settings: ``pdf_seconds``, ``pdf_memory`` and ``max_characters`` are the most that it may take.

    Yields:
        An error for the pages that cannot be read, where there are such; and the document.

    Raises:
        InputError: it is encrypted, broken, without text, or takes more than it may.
    """
    if importlib.util.find_spec("resource") is None:
        raise InputError(where, "PDFs are read on Linux and macOS only, where a process can be limited", _REMEDY)
    pages = _pages(data, where, settings)
    unread = [number for number, page in enumerate(pages, 1) if page is None]
    text = "\n\n".join(paragraphs([page or "" for page in pages]))
    if unread:
        problem = f"page {', '.join(map(str, unread))} of this PDF cannot be read, or is too large"
        yield InputError(where, problem, _REMEDY)
    if not text and not unread:
        raise InputError(where, "this PDF holds no text, only pictures", "have its text recognised (OCR) first")
    if text:
        yield RawDocument(where=where, media="text/plain", content=text)


def _pages(data: bytes, where: str, settings: Settings) -> list[str | None]:
    """Return the text of each page, None for one that cannot be read."""
    limits = (settings.pdf_seconds, settings.pdf_memory, settings.max_characters)
    try:
        done = subprocess.run(  # noqa: S603 - our own script, and numbers
            [sys.executable, "-I", str(_WORKER), *map(str, limits)],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=2 * settings.pdf_seconds,  # the limit of processor time ends it before, unless it sleeps
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_slow(where, settings) from None
    if done.returncode == _OUT_OF_MEMORY:
        problem = f"reading this PDF takes more than {settings.pdf_memory:,} bytes of memory"
        raise InputError(where, problem, "do not trust it")
    if done.returncode < 0:
        raise _too_slow(where, settings)
    if done.returncode > 0:
        raise InputError(where, "this PDF is broken", "fetch it again, or print it to a new PDF")
    result: _Result = msgspec.json.decode(done.stdout, type=_Result)
    if result.problem is not None:
        raise InputError(where, result.problem, result.remedy)
    return result.pages


def _too_slow(where: str, settings: Settings) -> InputError:
    return InputError(where, f"reading this PDF takes more than {settings.pdf_seconds:g} seconds", "do not trust it")


def paragraphs(pages: Sequence[str]) -> Iterator[str]:
    """Yield the paragraphs of the pages' lines, which a PDF does not mark.

    A paragraph ends at a blank line, at a short line that ends a sentence, and at a much shorter line (a headline).
    What a page repeats at its edges, and its number, is left out.
    """
    lines = [line for page in _without_edges(pages) for line in page]
    words = set(re.findall(r"\w+", " ".join(lines).casefold()))
    width = statistics.quantiles([len(line) for line in lines if line] or [0, 0], n=10)[-1] if len(lines) > 1 else 0
    paragraph = ""
    for line in lines:
        paragraph = _joined(paragraph, line, words)
        headline = len(line) < 0.5 * width and not line.endswith(("-", ","))
        if paragraph and (headline or (len(line) < 0.85 * width and _SENTENCE_END.search(line))):
            yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph


def _joined(paragraph: str, line: str, words: set[str]) -> str:
    """Add a line; a word that a hyphen parts at the line's end is made whole where it stands whole elsewhere."""
    if not paragraph or not line:
        return paragraph or line
    parted = re.search(r"(\w+)-$", paragraph)
    if parted is None:
        return f"{paragraph} {line}"
    rest = re.match(r"\w*", line)
    whole = f"{parted[1]}{rest[0] if rest else ''}"
    return f"{paragraph[:-1]}{line}" if whole.casefold() in words else f"{paragraph}{line}"


def _without_edges(pages: Sequence[str]) -> list[list[str]]:
    split = [[" ".join(line.split()) for line in page.strip().split("\n")] for page in pages]
    edges = Counter(key for lines in split for key in {_pattern(lines[0]), _pattern(lines[-1])})
    running = {key for key, count in edges.items() if key == "#" or (count > 2 and 2 * count > len(pages))}
    for lines in split:
        if lines and _pattern(lines[0]) in running:
            del lines[0]
        if lines and _pattern(lines[-1]) in running:
            del lines[-1]
    return split


def _pattern(line: str) -> str:
    return re.sub(r"\d+", "#", line)

"""Read plain text: paragraphs, and the headline where the first line looks like one."""

import re
from collections.abc import Iterable, Sequence

from bongsu.text.characters import tidy
from bongsu.text.dates import dated_line, datelined, is_date, stamped_lines
from bongsu.text.draft import Draft

_NARROWEST, _WIDEST = 50, 100
"""Columns: no editor or mailer wraps lines at fewer or at more."""

_TOP = 40
"""Lines, blank ones too, in which the first lines of the text are looked for."""

_CLOSING = r"['\"\u201d\u2019)\]]*$"
_FULL_STOP = re.compile(r"[.!?]" + _CLOSING)
_NO_HEADLINE_END = re.compile(r"(?:(?<!\.\.)\.|[!:;,])" + _CLOSING + "|[\u3002\uff01]$")
_NO_HEADLINE = re.compile(
    r"^by |^from |@|://|\s(?:--|\u2014)\s|^[A-Z][\w .,'-]{1,60}\([^()]{2,40}\)\s*[-\u2013\u2014:]", re.IGNORECASE
)
"""Bylines, addresses and datelines."""


def read_plain(content: str) -> Draft:
    """Return the paragraphs of a plain text and the dates that its first lines state."""
    content = tidy(content)
    top = content.split("\n", _TOP)[:_TOP]
    return Draft(
        tuple(paragraphs(content)), datelined(top, "line") | dated_line(top, "line") | stamped_lines(top, "line")
    )


def paragraphs(content: str) -> Iterable[str]:
    """Yield the paragraphs of a tidied text.

    Every line is one, except where blank lines set blocks apart and the lines of a block are hard-wrapped.
    """
    blocks = [block.split("\n") for block in re.split(r"\n{2,}", content.strip("\n")) if block]
    for block in blocks:
        if len(blocks) > 1 and _is_wrapped(block):
            yield " ".join(block)
        else:
            yield from (line for line in block if line)


def _is_wrapped(block: Sequence[str]) -> bool:
    """Say whether a block is one paragraph: its lines are about as wide and mostly break off in mid-sentence."""
    *full, _ = block
    width = max(map(len, block))
    broken = sum(_FULL_STOP.search(line) is None for line in full)
    return (
        bool(full) and _NARROWEST <= width <= _WIDEST and min(map(len, full)) >= width * 0.6 and broken * 2 > len(full)
    )


def headline(lines: Sequence[str]) -> str | None:
    """Return the first line, or the one below a date, where it looks like a headline over a text; else None.

    A headline is 3 to 30 words in at most 180 characters, does not start with a small letter, does not end as a
    sentence does, and stands over a longer paragraph.
    """
    if lines and is_date(lines[0]):
        lines = lines[1:]
    if len(lines) < 2 or len(lines[0]) > 180 or not 3 <= len(lines[0].split()) <= 30:
        return None
    first = lines[0]
    is_prose = (
        first.lstrip("'\"\u201c\u2018(")[:1].islower() or _NO_HEADLINE.search(first) or _NO_HEADLINE_END.search(first)
    )
    return None if is_prose or max(map(len, lines[1:6])) <= len(first) else first

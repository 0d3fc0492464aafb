"""Text that is fit to be shown: harmless, and short enough."""

import re

import wcwidth

from bongsu.model import Span

ELLIPSIS = "…"


def safe(text: str) -> str:
    r"""Return ``text`` with nothing left in it that could steer a terminal or disguise other text.

    White space becomes a plain space. Every other character that :meth:`str.isprintable` refuses (Unicode's
    categories "other" and "separator": controls, escapes, bidirectional marks and overrides, lone surrogates,
    private use) is spelled out, as ``\x1b`` or ``\u202e``, so that it is seen and does nothing.
    """
    return text if text.isprintable() else "".join(map(_harmless, text))


def _harmless(character: str) -> str:
    if character.isspace():
        return " "
    return character if character.isprintable() else character.encode("unicode_escape").decode("ascii")


def excerpt(text: str, quote: Span, words: Span, room: int) -> tuple[str, str, str]:
    """Return what stands before ``words``, the words, and what stands after, all within ``quote``.

    Args:
        text: the report's text.
        quote: the passage that may be shown.
        words: the part of it that matters; it lies inside ``quote``.
        room: most terminal cells that the three may fill together, at least 3.

    Returns:
        The three parts, harmless; whole words are left out at the ends, and an ellipsis says where.
    """
    reach = 4 * room  # enough characters for the room, and no work on the rest of a very long quote
    before = safe(text[max(quote.start, words.start - reach) : words.start])
    core = safe(text[words.start : min(words.end, words.start + reach)])
    after = safe(text[words.end : min(quote.end, words.end + reach)])
    free = room - wcwidth.width(core)
    if free < 2:
        return before and ELLIPSIS, wcwidth.clip(core, 0, room - 2), ELLIPSIS
    head = _tail(before, max(free // 2, free - wcwidth.width(after)))
    return head, core, _head(after, free - wcwidth.width(head))


def shorten(text: str, room: int) -> str:
    """Return ``text``, harmless, without the last whole words that do not fit ``room`` cells."""
    return _head(safe(text), room)


def _head(text: str, room: int) -> str:
    """Return the first whole words of ``text`` that fit ``room`` cells."""
    if wcwidth.width(text) <= room:
        return text
    ends = [match.start() for match in re.finditer(r" |$", text)]
    fitting = [end for end in ends if wcwidth.width(text[:end]) < room]
    return text[: max(fitting, default=0)] + ELLIPSIS


def _tail(text: str, room: int) -> str:
    """Return the last whole words of ``text`` that fit ``room`` cells."""
    if wcwidth.width(text) <= room:
        return text
    starts = [match.end() for match in re.finditer(r"^| ", text)]
    fitting = [start for start in starts if wcwidth.width(text[start:]) < room]
    return ELLIPSIS + text[min(fitting, default=len(text)) :]

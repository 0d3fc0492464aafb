"""Which characters a text keeps: the letters of every script, and nothing that steers a terminal or hides."""

import re
import unicodedata

_ANSI = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?")
_NEWLINE = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_BLANKS = re.compile(r" {2,}")
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufffc")
"""Letters and marks that show nothing: the Hangul and Khmer fillers, the grapheme joiner, the object mark."""


def tidy(text: str) -> str:
    """Return ``text`` in NFC with plain blanks and line feeds, lines trimmed, without characters that do not show.

    Dropped: terminal sequences, control, format (zero-width, bidirectional, soft hyphen), private-use and
    surrogate code points, and noncharacters.
    """
    text = _NEWLINE.sub("\n", _ANSI.sub("", text))
    table = {ord(char): _kept(char) for char in set(text)}
    text = unicodedata.normalize("NFC", text.translate(table))
    return "\n".join(line.strip() for line in _BLANKS.sub(" ", text).split("\n"))


def one_line(text: str) -> str:
    """Return ``text`` tidied and on one line."""
    return " ".join(tidy(text).split())


def bare(words: str) -> str:
    """Return the letters and digits of ``words``, case folded: what is compared to tell the same words again."""
    return "".join(char for char in words.casefold() if char.isalnum())


def _kept(char: str) -> str:
    if char == "\n":
        return char
    category = unicodedata.category(char)
    if category == "Zs" or char == "\t":
        return " "
    if category in {"Cc", "Cf", "Co", "Cs"} or char in _INVISIBLE or _is_noncharacter(ord(char)):
        return ""
    return char


def _is_noncharacter(code: int) -> bool:
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF

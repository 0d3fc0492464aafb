"""Tokens in the conventions of UD English (EWT and GUM), with exact offsets.

"Korea's" is "Korea" "'s", "cannot" is "can" "not", "short-range" is "short" "-" "range" (but "anti-ship" is
one word), "1,100km" is "1,100" "km", "U.S." keeps its full stops. One compiled expression finds the tokens;
only what it finds with an apostrophe or a full stop at its end is looked at again. Time is linear in the text:
every repeat that may fail is bounded.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from bongsu.annotate.sentences import rules
from bongsu.model import Span

_AFTER_PREFIX = (
    r"(?<=\be)|(?<=\b(?:bi|co|de|ex|re))"
    r"|(?<=\b(?:bio|mid|mis|non|pre|pro|sub|tri))"
    r"|(?<=\b(?:anti|arch|auto|mega|mini|over|post|semi))"
    r"|(?<=\b(?:cross|extra|hyper|infra|inter|intra|macro|micro|multi|socio|super|supra|trans|ultra))"
    r"|(?<=\bpseudo)|(?<=\bcounter)"
)
"""Stand against their word with a hyphen as one token, as EWT and GUM have it."""

_UNITS = (
    "k|m|km|kms|cm|mm|nm|kg|kgs|g|mg|lb|lbs|oz|ft|yd|yds|mi|mph|kph|kmh|am|pm|a\\.m\\.|p\\.m\\.|bn|tn|b|mn|hr|hrs|min|"
    "mins|sec|secs|kw|mw|gw|hz|khz|mhz|ghz|kt|kts|mt|kn|gb|mb|tb|hp|cc|c|f"
)
"""Stand against a number as a token of their own."""

# Combining marks and joiners, which \w does not hold, stay with the letter before them.
_W = r"[\w\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f\u200c\u200d\ufe0f]"
_URL_REST = r"[^\s<>\"“”]{0,2000}(?<![.,;:!?)\]}'’])"
_SUFFIXES = (
    "com|org|net|gov|edu|mil|int|info|io|co|uk|kr|jp|ru|cn|kp|us|eu|tv|html?|pdf|docx?|xlsx?|pptx?|txt|jpe?g|png|zip"
)
_TOKEN = re.compile(
    rf"""
    (?:https?://|www\.){_URL_REST}
    |\b(?=[acdghilswACDGHILSW])(?i:can(?=not\b)|gon(?=na\b)|got(?=ta\b)|wan(?=na\b)|[iI](?=(?:m|ve)\b)
        |(?:ai|ar|do|did|does|wo|ca|is|are|was|have|has|would|could|should)(?=nt\b)|(?:that|there|he|she|what)(?=s\b)
        |it(?=s\s(?:a|an|the|not|been|my)\b))
    |(?=[^\W\d_]\.[\w.+-]{{0,64}}@)[\w.+-]{{1,66}}@[\w.-]{{0,99}}\w
    |(?:[^\W\d_]\.){{2,8}}(?:[^\W\d_]\b)?|[^\W\d_]\.[^\W\d_]\b|(?:Ph|[BM]\.?Sc)\.(?:D\.?)?
    |(?=\d)(?:(?:\d{{1,3}}-)?\d{{3}}-\d{{3}}-\d{{4}}|\d{{3}}-\d{{4}}|\d{{1,2}}-\d{{1,2}}-\d{{2,4}}|\d{{4}}-\d\d-\d\d)\b
    |(?:\d+|(?<!\w)\.\d)(?:,\d{{3}}(?!\d))*(?:[.:/]\d+)*(?:(?={_W})(?!(?i:{_UNITS})\b){_W}+|(?<=0)['’]s\b)?
    |{_W}+(?P<rest>
         [\w.+-]{{0,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,8}}
        |(?:[.-]\w{{1,63}}){{0,6}}\.(?i:{_SUFFIXES})\b(?:/{_URL_REST})?
        |(?:\.[a-z]{{1,63}}){{2,6}}(?:-[a-z]{{1,63}})?\b
        |(?=-)(?i:{_AFTER_PREFIX})-{_W}++(?!-)
        |&[A-Z]+\b
        |\$
     )?(?P<tail>(?:['’`]{_W}+)+)?(?P<stop>\.(?![.\w]))?
    |\[\.\.\.\]|\.{{2,}}|…+|-{{2,}}|(?P<same>[*=_~+$#\\/])(?P=same)+|[!?]{{2,}}|[.,]\?|''|``|‘’|’’|<<|>>
    |['’](?:s|m|re|ve|ll|d|em|\d\ds?)\b
    |(?<!\S)(?:[:;=]-?[()DP]|\^_\^|<3)(?!\w)
    |[#@][^\W\d]{_W}*
    |[\U0001f000-\U0001faff\u2600-\u27bf][\u200d\ufe0f\U0001f3fb-\U0001f3ff]*
    |\S
    """,
    re.VERBOSE,
)
_CLITIC = re.compile(r"(?i:n['’`]t|['’`](?:s|m|re|ve|ll|d))\Z")


def tokenize(text: str, sentence: Span) -> tuple[Span, ...]:
    """Return the tokens of ``sentence`` in order; together they hold every character that is not white space."""
    spans: list[Span] = []
    for match in _TOKEN.finditer(text, sentence.start, sentence.end):
        if match.lastgroup is None or match.lastgroup == "same":
            spans.append(Span(*match.span()))
        else:
            spans.extend(_cut(match, sentence))
    return tuple(spans)


def _cut(match: re.Match[str], sentence: Span) -> Iterator[Span]:
    start, end = match.span()
    word_end = end - 1 if match["stop"] else end
    if word_end < end and _keeps_stop(match, sentence):
        word_end = end
    cuts = [start, *_clitics(match.string, start, word_end), word_end]
    yield from (Span(a, b) for a, b in pairwise(cuts))
    if word_end < end:
        yield Span(word_end, end)


def _clitics(text: str, start: int, end: int) -> list[int]:
    """Return where the clitics at the end of a word begin; there are two at most ("I'd've")."""
    cuts: list[int] = []
    for _ in range(2):
        found = _CLITIC.search(text, max(start + 1, end - 3), end)
        if found is None:
            break
        end = found.start()
        cuts.insert(0, end)
    return cuts


def _keeps_stop(match: re.Match[str], sentence: Span) -> bool:
    """Say whether the full stop belongs to the word. The last one of a sentence ends the sentence."""
    start, end = match.span()
    text = match.string
    if not text[end : min(end + 4, sentence.end)].strip("\"'”’»)]"):
        return False
    word = text[start : end - 1]
    kind = rules().classes.get(word)
    if kind == "before_number":
        return text[end : end + 2].strip()[:1].isdigit()
    return kind not in (None, "exclaimed") or (len(word) == 1 and word.isupper() and word != "I")

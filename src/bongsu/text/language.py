"""Which language a text is in."""

import functools
import re
from typing import Any

from bongsu.errors import ModelError

UNKNOWN = "und"
_SAMPLE = 4000
_SCRATCH = "temporary files"
_FEWEST_LETTERS = 12
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    {"the", "of", "and", "to", "in", "a", "that", "is", "was", "for", "it", "with", "as", "his", "on", "be", "at", "by"}
    | {"had", "not", "are", "but", "from", "or", "have", "an", "they", "which", "were", "been", "has", "their", "would"}
    | {"there", "when", "who", "will", "more", "if", "out", "so", "said", "what", "up", "its", "about", "than", "into"}
    | {"them", "can", "only", "this", "after", "over", "he", "she", "we", "you", "i"}
)
"""The commonest words of English prose (the head of any frequency list, such as Brown's)."""

_LIKE_ENGLISH = frozenset({"en", "pcm"})
"""The classifier takes English without articles for Nigerian Pidgin now and then."""


def language(text: str) -> str:
    """Return the ISO 639 code of the language of ``text``, or ``und`` where it has too few words to tell.

    English is told by its share of function words, since a quarter of the words in a press report is more than
    any other language reaches; only where that fails the classifier is loaded, which takes 0.7 s and 110 MB.

    Raises ``ModelError`` where there is no room to unpack it.
    """
    words = _WORD.findall(text[:_SAMPLE].lower())
    if sum(map(len, words)) < _FEWEST_LETTERS:
        return UNKNOWN
    english = [word for word in words if word in _ENGLISH]
    if "the" in english and len(set(english)) >= 3 and len(english) * 4 >= len(words):
        return "en"
    code, probability = _identifier().classify(text[:_SAMPLE])
    if code in _LIKE_ENGLISH:  # a flash or a headline has no function words; to read it as English invents nothing
        return "en"
    return str(code) if probability >= 0.5 else UNKNOWN


@functools.cache
def _identifier() -> Any:  # noqa: ANN401 - py3langid has no types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - slow to load, and seldom needed

    try:
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    except OSError as error:  # it is unpacked into a file of its own first
        problem = f"the classifier of languages cannot be unpacked ({error.strerror})"
        raise ModelError(_SCRATCH, problem, "make room, or name another folder in TMPDIR") from None

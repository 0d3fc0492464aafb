"""The forms of English words, from their lemmas: tables name "condemn", reports write "condemned".

Only the words of the tables are inflected, so that no form is led back to a word that nobody named.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from bongsu.reference.tables import load_table

TABLE = "irregular"

Form = Literal["base", "s", "past", "participle", "ing"]
_DOUBLED = re.compile(r"(?:[^aeiou]|^|qu)[aeiou][bdgklmnprtz]$")
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")


class Irregular(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rows of ``data/irregular.yaml``: verbs with past and participle, plurals, verbs that double their end."""

    verbs: dict[str, str]
    plurals: dict[str, str]
    doubled: str


class Inflector:
    """Inflects lemmas, each once, for rows name many words again."""

    def __init__(self, table: Irregular) -> None:
        self._known: dict[tuple[str, str], tuple[str, ...]] = {}
        self._verbs = {lemma: forms.split() for lemma, forms in table.verbs.items()}
        self._plurals = table.plurals
        self._doubled = frozenset(table.doubled.split())

    def verb(self, lemma: str) -> tuple[str, ...]:
        """Return the forms of a verb: base, third person, past, participle, -ing."""
        if ("verb", lemma) not in self._known:
            self._known["verb", lemma] = (lemma, self._s(lemma), *self._past(lemma), self._ing(lemma))
        return self._known["verb", lemma]

    def noun(self, lemma: str) -> tuple[str, ...]:
        """Return singular and plural of a noun."""
        if ("noun", lemma) not in self._known:
            men = lemma.endswith("man") and lemma not in {"human", "german", "roman"}
            other = (lemma[:-3] + "men",) if men else ()
            self._known["noun", lemma] = (lemma, *other, self._plurals.get(lemma) or self._s(lemma))
        return self._known["noun", lemma]

    def _s(self, lemma: str) -> str:
        if re.search(r"[^aeiou]y$", lemma):
            return lemma[:-1] + "ies"
        return lemma + ("es" if _SIBILANT.search(lemma) or lemma in {"go", "do", "veto", "echo", "undergo"} else "s")

    def _past(self, lemma: str) -> Iterator[str]:
        if lemma in self._verbs:
            yield from (form for forms in self._verbs[lemma] for form in forms.split("/"))
        elif lemma.endswith("e"):
            yield lemma + "d"
        elif re.search(r"[^aeiou]y$", lemma):
            yield lemma[:-1] + "ied"
        else:
            yield self._stem(lemma) + "ed"

    def _ing(self, lemma: str) -> str:
        if lemma.endswith("ie"):
            return lemma[:-2] + "ying"
        if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
            return lemma[:-1] + "ing"
        return self._stem(lemma) + "ing"

    def _stem(self, lemma: str) -> str:
        short = len(re.findall(r"[aeiou]+", lemma)) == 1 and _DOUBLED.search(lemma) is not None
        return lemma + lemma[-1] if short or lemma in self._doubled else lemma


def load_inflector() -> Inflector:
    """Load ``data/irregular.yaml``. Raises ``TableError`` when a row is malformed."""
    return Inflector(load_table(TABLE, Irregular))


def lemma_index(lemmas: Iterable[str], forms: Iterable[Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Return the lemmas of every form, each lemma with its ``forms`` beside it."""
    index: dict[str, list[str]] = {}
    for lemma, found in zip(lemmas, forms, strict=True):
        for form in dict.fromkeys(found):
            index.setdefault(form, []).append(lemma)
    return {form: tuple(dict.fromkeys(found)) for form, found in index.items()}

"""Who says what a sentence says: source, cue and content, by patterns over names.

A reader without syntax: good for the frames that news uses ("X said …", "…, X said", "according to X",
"Y, citing X"), and silent about the rest, which is then the report's own voice.
"""

import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from bongsu.coding.mask import Masked, compile_pattern
from bongsu.model import Attribution, Certainty, Factuality, Mention, Report, Sentence
from bongsu.reference.tables import load_table

TABLE = "attribution"

Weak = Literal["possible", "probable", "denied"]
_CONJUNCT = re.compile(r"\band\b|,")


class _Weaken(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    is_: Weak = msgspec.field(name="is")
    here: str
    onward: str | None = None


class AttributionTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rows of ``data/attribution.yaml``."""

    verbs: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    pronoun: str
    dated: tuple[str, ...]
    weaken: tuple[_Weaken, ...]


class AttributionRules(msgspec.Struct, frozen=True):
    """The table, compiled."""

    before: tuple[re.Pattern[str], ...]
    after: tuple[re.Pattern[str], ...]
    pronoun: re.Pattern[str]
    dated: tuple[re.Pattern[str], ...]
    weaken: tuple[tuple[Weak, re.Pattern[str], re.Pattern[str] | None], ...]


class Scope(msgspec.Struct, frozen=True):
    """A stretch of masked text and whose word it is."""

    start: int
    end: int
    attribution: Attribution


def load_attribution() -> AttributionRules:
    """Load and compile ``data/attribution.yaml``. Raises ``TableError`` when a row is malformed."""
    table = load_table(TABLE, AttributionTable)
    verbs = f"(?:{'|'.join(table.verbs.split())})"

    def compiled(patterns: Sequence[str]) -> tuple[re.Pattern[str], ...]:
        return tuple(compile_pattern(f"{TABLE}.yaml", pattern.replace("%VERB", verbs)) for pattern in patterns)

    return AttributionRules(
        before=compiled(table.before),
        after=compiled(table.after),
        pronoun=compiled([table.pronoun])[0],
        dated=compiled(table.dated),
        weaken=tuple(
            (row.is_, compiled([row.here])[0], compiled([row.onward])[0] if row.onward else None)
            for row in table.weaken
        ),
    )


def attribute(
    report: Report, sentences: Sequence[Sentence], masked: Sequence[Masked], rules: AttributionRules
) -> tuple[tuple[Scope, ...], ...]:
    """Return for every sentence the stretches of its masked text that are somebody's word.

    A sentence inside a quotation, with no cue of its own, belongs to the speaker of the sentence before, or of
    the next one when the quotation has only just begun. What lies in no scope is the report's own voice.
    """
    found: list[tuple[Scope, ...]] = []
    speaker: Mention | None = None
    for sentence, part in zip(sentences, masked, strict=True):
        scopes = _scopes(report, part, rules, speaker)
        if not scopes and sentence.quoted and speaker is not None:
            scopes = (Scope(0, len(part.text), Attribution(speaker)),)
        if scopes:
            speaker = scopes[-1].attribution.speaker
        elif not sentence.quoted:
            speaker = _last_person(part)
        found.append(scopes)
    return tuple(found)


def _last_person(part: Masked) -> Mention | None:
    """Return who "he said" in the next sentence would be."""
    people = [
        item for _, item in part.symbols("A") if isinstance(item, Mention) and item.label in {"person", "organisation"}
    ]
    return people[0] if people else None


def _scopes(report: Report, part: Masked, rules: AttributionRules, last: Mention | None) -> tuple[Scope, ...]:
    """Return the scopes of one sentence: contents that go before their cue, then contents that follow."""
    after = [(match, True) for pattern in rules.after for match in pattern.finditer(part.text)]
    before = [(match, False) for pattern in rules.before for match in pattern.finditer(part.text)]
    cues: list[tuple[re.Match[str], bool]] = []
    for match, backwards in after + before:  # a cue that can close a content does: ", Seoul said."
        if all(match["cue"] is None or match.span("cue") != other.span("cue") for other, _ in cues):
            cues.append((match, backwards))
    cues.sort(key=lambda cue: cue[0].start("cue"))
    if not cues:
        return _pronoun(report, part, rules, last)
    scopes: list[Scope] = []
    for index, (match, backwards) in enumerate(cues):
        left = cues[index - 1][0].end() if index else 0
        right = cues[index + 1][0].start() if index + 1 < len(cues) else len(part.text)
        speaker = part.item(match)
        assert isinstance(speaker, Mention)
        cue = report.quote(part.span(*match.span("cue")))
        relay = part.relay(match)
        attribution = Attribution(speaker, cue, (relay,) if isinstance(relay, Mention) else ())
        relayed = index and match["cue"].lower().startswith(("cit", "quot")) and scopes
        if relayed:
            attribution = Attribution(speaker, cue, (*_speakers(scopes[-1]),))
        start, end = (left, match.start()) if backwards else (match.end(), right)
        if relayed:
            start, end = scopes[-1].start, len(part.text)
            scopes[-1:] = []
        scopes.append(Scope(start, end, attribution))
    return tuple(scopes)


def _speakers(scope: Scope) -> tuple[Mention, ...]:
    relay = scope.attribution.speaker
    return (*scope.attribution.chain, relay) if relay is not None else scope.attribution.chain


def _pronoun(report: Report, part: Masked, rules: AttributionRules, last: Mention | None) -> tuple[Scope, ...]:
    match = rules.pronoun.search(part.text)
    if match is None or last is None:
        return ()
    cue = report.quote(part.span(*match.span("cue")))
    return (Scope(0, len(part.text), Attribution(last, cue)),)


def statement_times(part: Masked, rules: AttributionRules) -> frozenset[int]:
    """Return the positions of the times that date a statement and not what it tells of ("said on Friday")."""
    return frozenset(match.start("take") - 2 for pattern in rules.dated for match in pattern.finditer(part.text))


def speaker_at(scopes: Sequence[Scope], position: int) -> Attribution:
    """Return whose word stands at a position of the masked text: the report's own when no scope covers it."""
    return next((scope.attribution for scope in scopes if scope.start <= position < scope.end), Attribution())


def factuality_at(clause: str, position: int, rules: AttributionRules) -> Factuality:
    """Return how surely a clause says what stands at ``position`` in it: FactBank's certainty and polarity."""
    start = max((m.end() for m in _CONJUNCT.finditer(clause, 0, position)), default=0)
    end = min((m.start() for m in _CONJUNCT.finditer(clause, position)), default=len(clause))
    weak = {
        name
        for name, here, onward in rules.weaken
        if here.search(clause, start, end) or (onward is not None and onward.search(clause, 0, position))
    }
    certainty: Certainty = "possible" if "possible" in weak else "probable" if "probable" in weak else "certain"
    return Factuality(certainty, "denied" if "denied" in weak else "affirmed")

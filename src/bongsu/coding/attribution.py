"""Who says what a sentence says: source, cue and content, by patterns over names.

A reader without syntax: good for the frames that news uses ("X said …", "…, X said", "according to X",
"Y, citing X"), and silent about the rest, which is then the report's own voice.
"""

import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from bongsu.coding.mask import CLOSE, OPEN, Masked, compile_pattern
from bongsu.model import Attribution, Certainty, Factuality, Mention, Report, Sentence
from bongsu.reference.tables import load_table

TABLE = "attribution"

Weak = Literal["possible", "probable", "denied"]
_JOINED = re.compile(f"(?:{OPEN}A\\d+{CLOSE}(?:, (?:the )?| and (?:the )?))+$")
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
    """A stretch of masked text and whose word it is: one speaker's, or that of several who say it together."""

    start: int
    end: int
    attributions: tuple[Attribution, ...]


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
            scopes = (Scope(0, len(part.text), (Attribution(speaker),)),)
        if scopes:
            speaker = scopes[-1].attributions[-1].speaker
        elif not sentence.quoted:
            speaker = _last_person(part)
        found.append(scopes)
    return tuple(found)


def _last_person(part: Masked) -> Mention | None:
    """Return who "he said" in the next sentence would be: the first person, or body that the tables know."""
    speakers = (item for _, item in part.symbols("A") if isinstance(item, Mention) and _can_speak(item))
    return next(speakers, None)


def _can_speak(mention: Mention) -> bool:
    known = mention.entity is not None and mention.entity.sector is not None
    return mention.label == "person" or (mention.label == "organisation" and known)


def _scopes(report: Report, part: Masked, rules: AttributionRules, last: Mention | None) -> tuple[Scope, ...]:
    """Return the scopes of one sentence: contents that go before their cue, then contents that follow."""
    cues = _cues(part, rules)
    if not cues:
        return _pronoun(report, part, rules, last)
    scopes: list[Scope] = []
    for index, (match, backwards) in enumerate(cues):
        left = cues[index - 1][0].end() if index else 0
        right = cues[index + 1][0].start() if index + 1 < len(cues) else len(part.text)
        start, end = (left, match.start()) if backwards else (match.end(), right)
        chain = _relays(part, match)
        if scopes and match["cue"].lower().startswith(("cit", "quot")):  # "Yonhap reported, citing the Joint Chiefs"
            relayed = scopes.pop()
            chain = tuple(m for a in relayed.attributions for m in (*a.chain, a.speaker) if m is not None)
            start, end = relayed.start, len(part.text)
        cue = report.quote(part.span(*match.span("cue")))
        speakers = _together(part, match)
        scopes.append(Scope(start, end, tuple(Attribution(speaker, cue, chain) for speaker in speakers)))
    return tuple(scopes)


def _cues(part: Masked, rules: AttributionRules) -> list[tuple[re.Match[str], bool]]:
    """Return the cues of a sentence in order, each with whether its content goes before it."""
    after = [(match, True) for pattern in rules.after for match in pattern.finditer(part.text)]
    before = [(match, False) for pattern in rules.before for match in pattern.finditer(part.text)]
    cues: list[tuple[re.Match[str], bool]] = []
    for match, backwards in after + before:  # a cue that can close a content does: ", Seoul said."
        if all(match.span("cue") != other.span("cue") for other, _ in cues):
            cues.append((match, backwards))
    return sorted(cues, key=lambda cue: cue[0].start("cue"))


def _relays(part: Masked, match: re.Match[str]) -> tuple[Mention, ...]:
    relay = part.relay(match)
    return (relay,) if isinstance(relay, Mention) else ()


def _together(part: Masked, match: re.Match[str]) -> tuple[Mention, ...]:
    """Return who speaks: the mention taken, and those joined to it by "and" or a comma before it."""
    position = match.start("take") - 2
    others: list[Mention] = []
    joined = _JOINED.search(part.text, 0, position)
    if joined is not None:
        others = [item for _, item in part.symbols("A", joined.start(), position) if isinstance(item, Mention)]
    speaker = part.item(match)
    assert isinstance(speaker, Mention)
    return (*others, speaker)


def _pronoun(report: Report, part: Masked, rules: AttributionRules, last: Mention | None) -> tuple[Scope, ...]:
    match = rules.pronoun.search(part.text)
    if match is None or last is None:
        return ()
    cue = report.quote(part.span(*match.span("cue")))
    return (Scope(0, len(part.text), (Attribution(last, cue),)),)


def statement_times(part: Masked, rules: AttributionRules) -> frozenset[int]:
    """Return the positions of the times that date a statement and not what it tells of ("said on Friday")."""
    return frozenset(match.start("take") - 2 for pattern in rules.dated for match in pattern.finditer(part.text))


def speakers_at(scopes: Sequence[Scope], position: int) -> tuple[Attribution, ...]:
    """Return whose word stands at a position of the masked text: the report's own when no scope covers it."""
    covering = (scope.attributions for scope in scopes if scope.start <= position < scope.end)
    return next(covering, (Attribution(),))


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

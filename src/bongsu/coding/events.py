"""The coder: who did what to whom, when and where, according to whom, and how surely.

Every word that a frame names is a candidate. It becomes an event when its frame fits the syntax around it, or it is
dropped with a reason; both are kept, so that a reader can be shown why.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from bongsu.coding.cast import Cast, PeopleRules, load_people
from bongsu.coding.drafts import Draft, draft_events
from bongsu.coding.factuality import FactualityRules, factuality_of, load_factuality
from bongsu.coding.frames import EventRules, load_event_rules
from bongsu.coding.inflect import load_inflector
from bongsu.coding.roles import Phrase
from bongsu.coding.speech import SpeechRules, find_speech, load_speech
from bongsu.coding.tree import trees
from bongsu.coding.voices import voice_of
from bongsu.coding.when import Circumstances
from bongsu.model import (
    Annotation,
    Attribution,
    Claim,
    Event,
    Factuality,
    Report,
    Slot,
    Term,
    Value,
    Words,
    digest,
)
from bongsu.reference.tables import own_digests

OWN_TABLES = ("events", "people", "speech", "factuality")
"""The tables that a user's own may go before."""


class CoderRules(msgspec.Struct, frozen=True):
    """All tables that the coder goes by."""

    events: EventRules
    people: PeopleRules
    speech: SpeechRules
    factuality: FactualityRules


class Candidate(msgspec.Struct, frozen=True):
    """A word that a frame names: the event that it became, or why it is none."""

    draft: Draft
    event: Event | None
    veto: str | None


def load_coder(own: Path | None = None) -> CoderRules:
    """Load the tables of the coder, with the rows of a user's own tables before ours, and their words beside ours.

    Args:
        own: a folder with one or more of ``OWN_TABLES``.

    Raises:
        TableError: the folder has no table, or a row in it is malformed.
    """
    if own is not None:
        own_digests(own, OWN_TABLES)
    inflector = load_inflector()
    return CoderRules(
        load_event_rules(inflector, own),
        load_people(inflector, own),
        load_speech(inflector, own),
        load_factuality(inflector, own),
    )


def coder_digests(own: Path) -> dict[str, str]:
    """Return the digests of a user's own tables. Raises ``TableError`` as :func:`load_coder` does for the folder."""
    return own_digests(own, OWN_TABLES)


def code_events(annotation: Annotation, rules: CoderRules) -> tuple[Event, ...]:
    """Return the political acts that a report tells of, in the order of their triggers."""
    return tuple(found.event for found in consider(annotation, rules) if found.event is not None)


def consider(annotation: Annotation, rules: CoderRules) -> tuple[Candidate, ...]:
    """Return every candidate of a report with what became of it, in text order."""
    parsed = trees(annotation)
    cast = Cast(annotation, rules.people, rules.events.suffered)
    said = find_speech(annotation, parsed, cast, rules.speech)
    drafts = [draft for tree in parsed for draft in draft_events(tree, cast, rules.events)]
    around = Circumstances(annotation)
    live = [draft for draft in drafts if draft.veto is None]
    words = frozenset(word for draft in live for word in draft.anchors)
    found = []
    for draft in drafts:
        if draft.veto is not None:
            found.append(Candidate(draft, None, draft.veto))
            continue
        how = factuality_of(draft.tree, draft.sure, rules.factuality)
        who = voice_of(draft, said, annotation.report)
        if draft.frame.row.planned:
            if how.status != "planned" or how.polarity == "denied":
                found.append(Candidate(draft, None, f"row {draft.frame.name}: nothing that is still to come"))
                continue
            how, who = Factuality(), Attribution()  # the threat itself has been uttered
        if draft.frame.row.actor == "speaker":
            if who.speaker is None:
                found.append(Candidate(draft, None, f"row {draft.frame.name}: nobody says so"))
                continue
            draft = msgspec.structs.replace(draft, actors=(Phrase(draft.trigger, who.speaker),))  # noqa: PLW2901
            who = Attribution()
        found.append(Candidate(draft, _event(annotation.report, draft, around, words, how, who, rules.events), None))
    return tuple(found)


def _event(  # noqa: PLR0913 - what an event is made of
    report: Report,
    draft: Draft,
    around: Circumstances,
    words: frozenset[int],
    how: Factuality,
    who: Attribution,
    rules: EventRules,
) -> Event:
    """Make the event of a draft: each role a claim by the same speaker, as surely."""
    tree = draft.tree
    kind = draft.type
    if how.status == "planned" and kind in rules.future:
        kind = rules.future[kind] if how.polarity == "affirmed" else "REJECT"
    evidence = report.quote(tree.sentence.span)
    trigger = report.quote(tree.tokens[draft.trigger].span)
    mode = draft.frame.row.mode if kind == draft.frame.row.type else None
    values: list[tuple[Slot, Value]] = [("act", Term(trigger.span, "events", f"{kind}/{mode}" if mode else kind))]
    values += [("actor", phrase.mention) for phrase in draft.actors]
    values += [("recipient", phrase.mention) for phrase in draft.recipients]
    values += list(_circumstances(draft, around, words))
    values += [("content", Words(tree.span(content))) for content in draft.contents]
    return Event(
        id=digest(report.id, kind, trigger.span.start, trigger.span.end),
        report_id=report.id,
        type=kind,
        mode=mode,
        contexts=(),
        trigger=trigger,
        claims=tuple(
            Claim(slot=slot, value=value, attribution=who, factuality=how, evidence=evidence)
            for slot, value in values
            if value.span in evidence.span
        ),
        rule=draft.frame.name,
    )


def _circumstances(draft: Draft, around: Circumstances, words: frozenset[int]) -> Iterator[tuple[Slot, Value]]:
    time = around.time(draft.tree, draft.anchors, words)
    if time is not None:
        yield "time", time
    roles = [phrase.mention.span for phrase in (*draft.actors, *draft.recipients)]
    place = around.place(draft.tree, draft.anchors, words, roles)
    if place is not None:
        yield "place", place

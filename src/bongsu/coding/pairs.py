"""What one does to another: the class of a pair that is given, as data sets of dyads ask for it."""

from bongsu.coding.events import CoderRules, code_events
from bongsu.coding.second import MUTUAL, Opinions
from bongsu.model import Annotation, Event, EventType, Mention, Slot, Span

BOTH, ACTS, SUFFERS = 0.5, 0.5, 0.1
"""Votes of an event in which both stand in their roles; in which the source does, and nobody is the recipient; in which
the target does, and nobody is the actor. Chosen on half A of the benchmark."""


def class_of_pair(
    annotation: Annotation, rules: CoderRules, source: frozenset[int], target: frozenset[int]
) -> EventType | None:
    """Return what a source does to a target in a report; None where neither the coder nor the model sees an act.

    The model's probabilities and the events of the coder vote.

    Args:
        annotation: the report.
        rules: the tables of the coder.
        source: the tokens of the source, as indices.
        target: those of the target.
    """
    votes = Opinions(annotation.proposals).votes(source, target)
    for event in code_events(annotation, rules):
        actors, recipients = (_tokens(annotation, event, slot) for slot in ("actor", "recipient"))
        votes[event.type] = votes.get(event.type, 0.0) + _vote(event.type, actors, recipients, source, target)
    best = max(votes, key=lambda kind: votes[kind], default=None)
    return best if best is not None and votes[best] > 0 else None


def tokens_of(annotation: Annotation, spans: tuple[Span, ...]) -> frozenset[int]:
    """Return the tokens that spans touch, as indices."""
    return frozenset(
        index for index, token in enumerate(annotation.tokens) if any(token.span.overlaps(span) for span in spans)
    )


def _tokens(annotation: Annotation, event: Event, slot: Slot) -> frozenset[int]:
    spans = (one.value.span for one in event.claims if one.slot == slot and isinstance(one.value, Mention))
    return tokens_of(annotation, tuple(spans))


def _vote(
    kind: EventType,
    actors: frozenset[int],
    recipients: frozenset[int],
    source: frozenset[int],
    target: frozenset[int],
) -> float:
    acts, suffers = bool(actors & source), bool(recipients & target)
    if acts and (suffers or (kind in MUTUAL and actors & target)):
        return BOTH
    if acts and not recipients:
        return ACTS
    return SUFFERS if suffers and not actors else 0.0

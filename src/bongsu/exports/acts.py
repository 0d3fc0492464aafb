"""Political acts in words: who did what to whom, when and where, who says so, and how surely."""

from collections.abc import Iterator

import msgspec

from bongsu.exports import wording
from bongsu.model import Claim, Event, Place, Reading, Report, Slot, TimeExpr

NOBODY = "nobody named"


class Act(msgspec.Struct, frozen=True):
    """One event of a reading as it is shown.

    Attributes:
        number: its place among the events of the reading, from 1; the launch account is among them.
        event: the event itself.
        who: the actors, and behind an arrow those to whom it is done.
        details: its mode, time and place, and the words of what is agreed, asked, refused or done.
        doubt: how it falls short of "it happened, for certain"; empty when it does not.
        voice: whose word it is; empty where it is the report's own.
        second: that a model alone found it, or what a model takes its words for; empty where neither is so.
        odds: its confidence, as a percentage.
        claim: the claim of the act, whose words are the trigger and whose quote is the sentence.
    """

    number: int
    event: Event
    who: str
    details: tuple[str, ...]
    doubt: str
    voice: str
    second: str
    odds: str
    claim: Claim

    @property
    def told(self) -> str:
        """Who did what, how sure such events are, and all that is known of it, on one line."""
        return "; ".join(filter(None, (self.who, self.odds, *self.details)))

    @property
    def reserve(self) -> str:
        """How surely, and according to whom; empty where the report itself says that it happened."""
        return ", ".join(filter(None, (self.doubt, self.voice, self.second)))


def acts(reading: Reading) -> tuple[Act, ...]:
    """Return the events of a reading that are no launch account, in text order."""
    return tuple(
        act(number, event, reading.report)
        for number, event in enumerate(reading.events, 1)
        if not event.is_account and event.claims
    )


def act(number: int, event: Event, report: Report) -> Act:
    """Return an event in words; it has at least one claim."""
    first = next((claim for claim in event.claims if claim.slot == "act"), event.claims[0])
    return Act(
        number=number,
        event=event,
        who=who(event, report),
        details=tuple(_details(event, report)),
        doubt=wording.doubt(first.factuality),
        voice=voice(first, report),
        second=_second(event),
        odds="" if event.confidence is None else f"{event.confidence:.0%}",
        claim=first,
    )


def _second(event: Event) -> str:
    """Return what the models have to do with an event, where one of them is not of one mind with the tables."""
    if event.is_asked:
        return "found by the language model alone"
    own = "proposed by the model alone" if event.is_proposed else ""
    if event.second is not None:
        own = f"{'a row' if event.is_proposed else 'the model'} takes it for {event.second.type}"
    differs = event.endpoint is not None and event.endpoint != event.type
    return ", ".join(filter(None, (own, f"the language model takes it for {event.endpoint}" if differs else "")))


def voice(claim: Claim, report: Report) -> str:
    """Return "according to" whom a claim is; empty where it is the report's own word."""
    attribution = claim.attribution
    speaker = attribution.speaker
    if speaker is not None and speaker.entity is None and not attribution.chain:
        return f"according to “{report.text[speaker.span.start : speaker.span.end]}”"
    if speaker is not None or attribution.chain:
        return f"according to {wording.speaker_of(claim, report)}"
    return "" if attribution.cue is None else f"by a source that is not named (“{attribution.cue.quote}”)"


def who(event: Event, report: Report) -> str:
    """Return the actors of an event, and behind an arrow those to whom it is done."""
    actors, recipients = (_named(event, slot, report) for slot in ("actor", "recipient"))
    if not recipients:
        return actors or NOBODY
    return f"{actors or NOBODY} → {recipients}"


def _named(event: Event, slot: Slot, report: Report) -> str:
    names = (wording.value_of(claim, report) for claim in event.claims if claim.slot == slot)
    return ", ".join(dict.fromkeys(names))


def _details(event: Event, report: Report) -> Iterator[str]:
    if event.mode is not None and event.mode != wording.UNDETERMINED:
        yield event.mode
    for claim in event.claims:
        match claim.value:
            case TimeExpr() as value if claim.slot == "time":
                yield wording.when(value, report)
            case Place() as value if claim.slot == "place":
                yield value.name
    for claim in event.claims:
        if claim.slot == "content":
            yield wording.value_of(claim, report)

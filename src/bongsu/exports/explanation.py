"""Why a report was read as it was, for people: each event with its row, its roles and its reasons, then the rest."""

from collections.abc import Iterator, Sequence

import msgspec

from bongsu.errors import UsageError
from bongsu.explained import Explained, Explanation, RowUsed, Stopped, Telling
from bongsu.exports import acts, terminal, wording
from bongsu.exports.layout import MARGIN, Look, entry, heading, lines
from bongsu.exports.plain import shorten
from bongsu.model import Attribution, Event, Evidence, Report

_LINES = 4
"""Most lines of a row's words; the table has the rest."""


def render(explained: Explained, look: Look) -> str:
    """Return an explanation as lines of text, as :func:`bongsu.exports.terminal.render` does for a reading."""
    return lines(_explained(explained, look))


def only(found: Sequence[Explained], event: str) -> Explained:
    """Return the explanation of one event, by its number or how its id begins.

    Raises:
        UsageError: no event is meant, or more than one.
    """
    every = [(one, each) for one in found for each in one.events]
    fits = [(one, each) for one, each in every if str(each.number) == event]
    fits = fits or [(one, each) for one, each in every if each.event.id.startswith(event)]
    if not fits:
        remedy = 'see their numbers with "bongsu read", their ids with "bongsu explain"'
        raise UsageError("EVENT", f'"{event}" is none of the {len(every)} events', remedy)
    if len(fits) > 1:
        remedy = "give more of its id, or name the report with --report"
        raise UsageError("EVENT", f'"{event}" fits {len(fits)} events', remedy)
    (one, each), *_ = fits
    return msgspec.structs.replace(one, events=(each,), stopped=())


def _explained(explained: Explained, look: Look) -> Iterator[str]:
    yield from terminal.head(explained.report, look)
    if explained.status == "not read":
        yield from heading(look, f"Not read: {explained.reason}")
        return
    for one in explained.events:
        yield from _event(one, explained.report, look)
    if not explained.events:
        yield from heading(look, "No event found")
    if explained.stopped:
        yield from heading(look, "Not coded")
    for stopped in explained.stopped:
        yield from _stopped(stopped, look)


def _event(one: Explanation, report: Report, look: Look) -> Iterator[str]:
    event = one.event
    yield from heading(look, f"{one.number} {event.type}{', the launch account' if event.is_account else ''}")
    yield from entry(look, "id", event.id, "aside")
    yield from _plover(event, look)
    if event.is_account:
        words = f"{event.rule}, the words “{event.trigger.quote}”  {_place(event.trigger)}"
        yield from entry(look, "found by", f"{words}; its values by the patterns of launch.yaml")
    else:
        yield from entry(look, "told", acts.act(one.number, event, report).told, "value")
    for telling in one.tellings:
        yield from _telling(telling, report, look)


def _plover(event: Event, look: Look) -> Iterator[str]:
    """Yield what the event is about and how hostile or cooperative such an act is, in PLOVER's terms."""
    if event.contexts:
        yield from entry(look, "contexts", ", ".join(event.contexts))
    if event.intensity is not None:
        yield from entry(look, "intensity", f"{event.intensity:+g}")


def _telling(telling: Telling, report: Report, look: Look) -> Iterator[str]:
    sentence, trigger = telling.sentence, telling.trigger
    yield from entry(look, "sentence", f"“{sentence.quote}”  {_place(sentence)}")
    words = f"for the word “{trigger.quote}”  {_place(trigger)}"
    if telling.row is None:
        yield from entry(look, "row", f"none; the model of acts proposed it, {words}")
    else:
        yield from entry(look, "row", f"{_name(telling.row)}, {words}")
        yield from _row(telling.row, look)
    for filling in telling.fillings:
        by = "" if filling.path is None else f" by {filling.path}"
        yield from entry(look, wording.slot_name(filling.slot), f"“{filling.words.quote}”{by}  {_place(filling.words)}")
    yield from _certainty(telling, look)
    yield from entry(look, "speaker", _speaker(telling, report))
    yield from _relays(telling.attribution, report, look)


def _row(row: RowUsed, look: Look) -> Iterator[str]:
    kind = "no act" if row.type == "NONE" else row.type
    yield from entry(look, "", f"{kind}, {row.mode}" if row.mode else kind)
    yield from entry(look, "", shorten(row.words, _LINES * (look.columns - MARGIN - 12)), "aside")
    paths = [f"{name} {written}" for name, written in _paths(row) if written]
    yield from entry(look, "", "; ".join(paths) or "no roles", "aside")


def _paths(row: RowUsed) -> tuple[tuple[str, str], ...]:
    return (("actor", row.actor), ("recipient", row.recipient), ("content", row.content))


def _certainty(telling: Telling, look: Look) -> Iterator[str]:
    how = telling.factuality
    told = f"{how.certainty}, {how.polarity}, {how.status}"
    style = "doubt" if wording.doubt(how) else "plain"
    yield from entry(look, "certainty", told if telling.reasons else f"{told}: no word says otherwise", style)
    for reason in telling.reasons:
        words = f"“{reason.words.quote}”  {_place(reason.words)}, row “{reason.row}” of factuality.yaml"
        yield from entry(look, "", words)


def _speaker(telling: Telling, report: Report) -> str:
    attribution = telling.attribution
    if attribution.speaker is None:
        who = "the report" if attribution.cue is None else "a source that is not named"
    else:
        who = wording.name(attribution.speaker, report)
    cue = attribution.cue
    return who if cue is None else f"{who}, by “{cue.quote}”  {_place(cue)}"


def _relays(attribution: Attribution, report: Report, look: Look) -> Iterator[str]:
    for mention in attribution.chain:
        yield from entry(look, "", f"relayed by {wording.name(mention, report)}")


def _stopped(one: Stopped, look: Look) -> Iterator[str]:
    words = f"“{one.trigger.quote}”  {_place(one.trigger)}"
    kind, name = ("NONE", "the model of acts") if one.row is None else (one.row.type, _name(one.row))
    yield from entry(look, kind, f"{words}, {name}: {one.veto}")


def _name(row: RowUsed) -> str:
    return f"{row.table}:{row.part}:{row.number} ({row.word})"


def _place(evidence: Evidence) -> str:
    return f"{evidence.span.start}:{evidence.span.end}"

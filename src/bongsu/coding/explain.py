"""Why the coder coded as it did: rows, roles with their paths, reasons of certainty, and what was stopped and why."""

from collections.abc import Iterator, Sequence

from bongsu.coding.cast import Cast
from bongsu.coding.drafts import Draft
from bongsu.coding.events import Candidate, CoderRules
from bongsu.coding.factuality import factuality_with_reasons
from bongsu.coding.frames import Frame
from bongsu.coding.joining import join, tells_of
from bongsu.coding.launch import Launch
from bongsu.coding.roles import at, fill
from bongsu.coding.second import is_proposed
from bongsu.coding.tree import CLAUSES
from bongsu.explained import Explanation, Filling, Reason, RowUsed, Stopped, Telling
from bongsu.model import Annotation, Claim, Event, Report, Slot

_ROLES: tuple[Slot, ...] = ("actor", "recipient")


def explain(
    annotation: Annotation, launches: Sequence[Launch], found: Sequence[Candidate], rules: CoderRules
) -> tuple[tuple[Explanation, ...], tuple[Stopped, ...]]:
    """Return why each event of a report is one, numbered as in its reading, and the candidates that are none.

    Args:
        annotation: the report.
        launches: its launch accounts.
        found: its candidates, as :func:`bongsu.coding.events.consider` returns them.
        rules: the tables.
    """
    report = annotation.report
    cast = Cast(annotation, rules.people, rules.events.suffered)
    acts = {one.event.id: one for one in found if one.event is not None}
    events = join(launches, [one.event for one in acts.values() if one.event is not None])
    explained = tuple(
        Explanation(
            number,
            event,
            tuple(_telling(report, acts[act.id], act, cast, rules) for act in _acts_of(event, launches, acts)),
        )
        for number, event in enumerate(events, 1)
    )
    return explained, tuple(_stopped(report, one) for one in found if one.event is None)


def _acts_of(event: Event, launches: Sequence[Launch], acts: dict[str, Candidate]) -> Iterator[Event]:
    """Yield what the coder found of an event: itself, or every telling that has joined a launch account."""
    launch = next((launch for launch in launches if launch.event.id == event.id), None)
    for one in acts.values():
        act = one.event
        if act is not None and (act.id == event.id if launch is None else tells_of(launch, act)):
            yield act


def _telling(report: Report, found: Candidate, act: Event, cast: Cast, rules: CoderRules) -> Telling:
    draft = found.draft
    first = act.claims[0]
    _, reasons = factuality_with_reasons(draft.tree, draft.sure, rules.factuality)
    return Telling(
        trigger=act.trigger,
        sentence=report.quote(draft.tree.sentence.span),
        row=_row(draft.frame),
        claims=act.claims,
        fillings=tuple(
            Filling(claim.slot, report.quote(claim.value.span), _path(draft, claim, cast))
            for claim in act.claims
            if claim.slot != "act"
        ),
        factuality=first.factuality,
        reasons=tuple(Reason(report.quote(draft.tree.tokens[token].span), row) for token, row in reasons),
        attribution=first.attribution,
    )


def _stopped(report: Report, found: Candidate) -> Stopped:
    draft = found.draft
    return Stopped(
        report.quote(draft.tree.tokens[draft.trigger].span),
        report.quote(draft.tree.sentence.span),
        _row(draft.frame),
        _reason(found),
    )


def _reason(found: Candidate) -> str:
    """Return the veto without the name of its own row, which stands beside it."""
    return (found.veto or "").removeprefix(f"row {found.draft.frame.name}: ")


def _row(frame: Frame) -> RowUsed | None:
    if is_proposed(frame):
        return None
    table, part, number, word = frame.name.rsplit(":", 3)
    row = frame.row
    return RowUsed(
        table=table,
        part=part,
        number=int(number),
        word=word,
        words=row.words,
        type=row.type,
        mode=row.mode,
        actor=_written(frame, "actor"),
        recipient=_written(frame, "recipient"),
        content=_written(frame, "content"),
    )


def _paths(frame: Frame, slot: Slot) -> Iterator[tuple[str, int]]:
    """Yield the paths of a slot as the table writes them, with their places."""
    paths = {"actor": frame.actor, "recipient": frame.recipient, "content": frame.content}.get(slot, ())
    for place, path in enumerate(paths):
        yield path.where.replace(" ", "_") + {"head": "", "owner": "+", "any": "!"}[path.accepts], place


def _written(frame: Frame, slot: Slot) -> str:
    return " ".join(path for path, _ in _paths(frame, slot))


def _path(draft: Draft, claim: Claim, cast: Cast) -> str | None:
    """Return the path that led to a role's words: of the slot itself, or of the other one where both act together."""
    if draft.frame.row.actor == "speaker" and claim.slot == "actor":
        return "speaker"
    if claim.slot == "content":
        return _content_path(draft, claim)
    if claim.slot not in _ROLES:
        return None
    for slot in (claim.slot, *(other for other in _ROLES if other != claim.slot)):
        paths = {"actor": draft.frame.actor, "recipient": draft.frame.recipient}[slot]
        for written, place in _paths(draft.frame, slot):
            phrases = fill(draft.tree, cast, (paths[place],), draft.trigger, draft.carrier)
            if any(phrase.mention.span == claim.value.span for phrase in phrases):
                return written
    return None


def _content_path(draft: Draft, claim: Claim) -> str | None:
    """Return the first path that leads to a word of the content."""
    tree = draft.tree
    starts = [word for word in (draft.trigger, draft.carrier) if word is not None]
    for written, place in _paths(draft.frame, "content"):
        path = draft.frame.content[place]
        for start in starts:
            heads = (
                *tree.all(start, path.where),
                *(() if path.where in CLAUSES else at(tree, path, start, draft.trigger)),
            )
            if any(tree.tokens[head].span in claim.value.span for head in heads):
                return written
    return None

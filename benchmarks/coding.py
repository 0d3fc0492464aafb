"""How well events are coded on texts of our own, annotated by ``tests/gold/CODING-GUIDELINE.md``.

An event is right when its type is, and its actors and its recipients are those of the gold event: as many, each with
words that overlap the gold words (or the words that say who a pronoun is). Speaker, certainty, polarity, status, time
and place are judged on the events that are aligned: the same trigger, or the same type with a common actor. A time or
place is right with words that overlap, or where neither names one.

``--part measure`` is only counted; ``--show`` prints what is wrong, for the part ``develop`` alone.
"""

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from bongsu.annotate import Engine, annotate
from bongsu.coding.events import CoderRules, code_events, load_coder
from bongsu.model import Event, Mention, Report, Slot, Span, Stamp
from bongsu.reference import Gazetteer, shipped_gazetteer

GOLD = Path(__file__).parent.parent / "tests" / "gold" / "coding.jsonl"
ALIGNED = ("speaker", "certainty", "polarity", "status", "time", "place")


class Who(msgspec.Struct, frozen=True):
    """Somebody in the gold: the words, and those that say who a pronoun is."""

    words: str
    code: str | None
    who: str | None = None


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """A gold event."""

    trigger: str
    type: str
    mode: str | None
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    speakers: tuple[Who, ...]
    time: str | None
    place: str | None
    certainty: str
    polarity: str
    status: str


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """A gold text."""

    id: str
    kind: str
    part: str
    published: str | None
    text: str
    events: tuple[Act, ...]


class Scores(msgspec.Struct):
    """What is counted: one entry a text for the bootstrap, and the aligned events' answers."""

    texts: list[tuple[int, int, int]] = []
    modes: list[tuple[int, int, int]] = []
    answers: dict[str, list[bool]] = {}
    as_fact: list[bool] = []
    as_less: list[bool] = []
    errors: Counter[str] = msgspec.field(default_factory=Counter)


def load(part: str, path: Path = GOLD) -> Iterator[Text]:
    """Yield the gold texts of one part."""
    for line in path.read_text(encoding="utf-8").splitlines():
        text = msgspec.json.decode(line, type=Text)
        if text.part == part:
            yield text


def find(text: str, words: str) -> Span:
    """Return where gold words stand; ``#2`` behind them takes the second occurrence."""
    match = re.fullmatch(r"(.*?)(?:#(\d+))?", words, re.DOTALL)
    assert match is not None
    starts = [found.start() for found in re.finditer(rf"(?<!\w){re.escape(match[1])}(?!\w)", text)]
    start = starts[int(match[2] or 1) - 1]
    return Span(start, start + len(match[1]))


def same(text: str, gold: Sequence[Who], found: Sequence[Mention]) -> bool:
    """Say whether two lists name the same: as many, each with words that overlap."""
    spans = [[find(text, words) for words in (who.words, who.who) if words] for who in gold]
    hits = {i for i, alternatives in enumerate(spans) for m in found if any(m.span.overlaps(s) for s in alternatives)}
    back = {j for j, m in enumerate(found) if any(m.span.overlaps(s) for alternatives in spans for s in alternatives)}
    return len(hits) == len(gold) and len(back) == len(found)


def mentions(event: Event, slot: Slot) -> list[Mention]:
    """Return who fills a slot."""
    return [c.value for c in event.claims if c.slot == slot and isinstance(c.value, Mention)]


def is_right(text: str, act: Act, event: Event) -> bool:
    """Say whether an event has the type, the actors and the recipients of a gold event."""
    sides = ((act.actors, mentions(event, "actor")), (act.recipients, mentions(event, "recipient")))
    return event.type == act.type and all(same(text, gold, found) for gold, found in sides)


def paired(
    text: str, acts: Sequence[Act], events: Sequence[Event], fits: Callable[[Act, Event], bool]
) -> dict[int, int]:
    """Pair gold events with events one to one, in order, where ``fits`` says so; the same trigger goes first."""
    found: dict[int, int] = {}
    for near in (True, False):
        for i, act in enumerate(acts):
            for j, event in enumerate(events):
                touching = event.trigger.span.overlaps(find(text, act.trigger))
                if i not in found and j not in found.values() and (touching or not near) and fits(act, event):
                    found[i] = j
    return found


def count(scores: Scores, gold: Text, events: Sequence[Event], *, show: bool) -> None:
    """Add one text to the scores."""
    text = gold.text
    right = paired(text, gold.events, events, lambda act, event: is_right(text, act, event))
    scores.texts.append((len(right), len(gold.events), len(events)))
    moded = sum(gold.events[i].mode == events[j].mode for i, j in right.items())
    scores.modes.append((moded, len(gold.events), len(events)))
    near = paired(text, gold.events, events, lambda act, event: _aligned(text, act, event))
    for i, j in near.items():
        answer(scores, text, gold.events[i], events[j])
    for i, act in enumerate(gold.events):
        if i not in right:
            scores.errors[_kind(text, act, events[near[i]] if i in near else None)] += 1
    scores.errors["extra"] += len(set(range(len(events))) - set(right.values()) - set(near.values()))
    if show:
        _show(gold, events, right, near)


def _aligned(text: str, act: Act, event: Event) -> bool:
    if event.trigger.span.overlaps(find(text, act.trigger)):
        return True
    actors = [find(text, words) for who in act.actors for words in (who.words, who.who) if words]
    return event.type == act.type and any(m.span.overlaps(s) for m in mentions(event, "actor") for s in actors)


def answer(scores: Scores, text: str, act: Act, event: Event) -> None:
    """Judge speaker, factuality, time and place of an aligned event."""
    claim = event.claims[0]
    speaker = claim.attribution.speaker
    spoken = same(text, act.speakers[:1], [speaker] if speaker else [])
    if not spoken and speaker is not None:  # any of several who speak together
        spoken = any(same(text, [who], [speaker]) for who in act.speakers)
    how = claim.factuality
    judged = {
        "speaker": spoken,
        "certainty": how.certainty == act.certainty,
        "polarity": how.polarity == act.polarity,
        "status": how.status == act.status,
        "time": stands(text, act.time, event, "time"),
        "place": stands(text, act.place, event, "place"),
    }
    for name, value in judged.items():
        scores.answers.setdefault(name, []).append(value)
    plain_gold = not act.speakers and (act.certainty, act.polarity, act.status) == ("certain", "affirmed", "happened")
    plain = speaker is None and (how.certainty, how.polarity, how.status) == ("certain", "affirmed", "happened")
    (scores.as_less if plain_gold else scores.as_fact).append(plain != plain_gold)


def stands(text: str, gold: str | None, event: Event, slot: Slot) -> bool:
    """Say whether an event has the gold words of a slot, some of them at least, or none where the gold has none."""
    found = [claim.value.span for claim in event.claims if claim.slot == slot]
    return not found if gold is None else any(span.overlaps(find(text, gold)) for span in found)


def _kind(text: str, act: Act, event: Event | None) -> str:
    """Name the kind of an error."""
    if event is None:
        return f"missing {act.type}"
    if event.type != act.type:
        return f"{act.type} coded as {event.type}"
    if not same(text, act.actors, mentions(event, "actor")):
        return "actors"
    return "recipients"


def _show(gold: Text, events: Sequence[Event], right: dict[int, int], near: dict[int, int]) -> None:
    """Print what is not right in one text."""
    lines = [
        line
        for i, act in enumerate(gold.events)
        for line in _compared(gold.text, act, events, i in right, right.get(i, near.get(i)))
    ]
    paired_ = {*right.values(), *near.values()}
    lines += [f"  extra {_told(gold.text, event)}" for j, event in enumerate(events) if j not in paired_]
    if lines:
        print(gold.id, gold.text)
        print("\n".join(lines))


def _compared(text: str, act: Act, events: Sequence[Event], right: bool, index: int | None) -> Iterator[str]:  # noqa: FBT001
    """Yield a gold event and the one beside it, unless both agree in everything that is judged."""
    event = None if index is None else events[index]
    if event is not None and right:
        scores = Scores()
        answer(scores, text, act, event)
        if all(all(values) for values in scores.answers.values()):
            return
    sides = (act.actors, act.recipients, act.speakers)
    actors, recipients, speakers = ("; ".join(who.words for who in side) for side in sides)
    how = (act.certainty, act.polarity, act.status)
    yield f"   gold {act.type} {act.trigger!r} [{actors}] -> [{recipients}] {how} by [{speakers}]"
    if event is not None:
        yield f"    got {_told(text, event)}"


def _told(text: str, event: Event) -> str:
    """Return an event on one line."""
    actors, recipients = (
        "; ".join(text[m.span.start : m.span.end] for m in mentions(event, slot)) for slot in ("actor", "recipient")
    )
    claim = event.claims[0]
    speaker = claim.attribution.speaker
    spoken = text[speaker.span.start : speaker.span.end] if speaker else ""
    how = (claim.factuality.certainty, claim.factuality.polarity, claim.factuality.status)
    return f"{event.type} {event.trigger.quote!r} [{actors}] -> [{recipients}] {how} by [{spoken}] {event.rule}"


def measure(part: str, rules: CoderRules, engine: Engine, gazetteer: Gazetteer, *, show: bool = False) -> Scores:
    """Read every text of a part and count."""
    scores = Scores()
    for gold in load(part):
        published = Stamp(gold.published, "gold") if gold.published else None
        report = Report.make(text=gold.text, language="en", published=published)
        count(scores, gold, code_events(annotate(report, gazetteer, engine), rules), show=show)
    return scores


def f1(texts: Sequence[tuple[int, int, int]]) -> float:
    """Return the F1 of right, gold and found counts."""
    right, gold, found = (sum(text[i] for text in texts) for i in range(3))
    return 2 * right / (gold + found) if gold + found else 0.0


def interval(values: Sequence[Any], figure: Callable[[Sequence[Any]], float], draws: int = 1000) -> tuple[float, float]:
    """Return the 95% interval of a figure by bootstrap over ``values``, with a fixed seed."""
    chance = random.Random(0)  # noqa: S311 - a bootstrap, no secret
    drawn = sorted(figure(chance.choices(values, k=len(values))) for _ in range(draws))
    return drawn[int(0.025 * draws)], drawn[int(0.975 * draws)]


def share(values: Sequence[bool]) -> float:
    """Return the share of those that are true."""
    return sum(values) / len(values) if values else 0.0


def figures(scores: Scores) -> dict[str, float]:
    """Return the figures by name."""
    found = {"type and both actors, F1": f1(scores.texts)}
    found |= {name: share(scores.answers.get(name, [])) for name in ALIGNED}
    return found | {"shown as plain fact": share(scores.as_fact), "plain fact shown as less": share(scores.as_less)}


def main() -> None:
    """Print the figures with counts, intervals and the ten largest kinds of error."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--part", choices=("develop", "measure"), default="measure")
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    if arguments.show and arguments.part == "measure":
        parser.error("the part `measure` is only counted")
    scores = measure(arguments.part, load_coder(), Engine(), shipped_gazetteer(), show=arguments.show)
    right, gold, found = (sum(text[i] for text in scores.texts) for i in range(3))
    low, high = interval(scores.texts, f1)
    print(f"{len(scores.texts)} texts, {gold} events; {found} found, {right} right")
    print(f"type and both actors, F1     {100 * f1(scores.texts):5.1f} [{100 * low:.1f}, {100 * high:.1f}]")
    low, high = interval(scores.modes, f1)
    print(f"type, mode and both actors   {100 * f1(scores.modes):5.1f} [{100 * low:.1f}, {100 * high:.1f}]")
    groups = {**scores.answers, "shown as plain fact": scores.as_fact, "plain fact shown as less": scores.as_less}
    for name, values in groups.items():
        low, high = interval(values, share)
        print(f"{name:28} {share(values):5.3f} [{low:.3f}, {high:.3f}] of {len(values)}")
    print("errors:", json.dumps(dict(scores.errors.most_common(10))))


if __name__ == "__main__":
    main()

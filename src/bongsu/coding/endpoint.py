"""What a language model behind an endpoint adds to the events that bongsu finds, and what it thinks of these.

Bongsu's own events stay as they are. Where the model names one of them, the event says which type the model gives it;
what it alone names becomes an event whose ``rule`` begins with ``endpoint:``, made by the same coder as all others:
bongsu's own tables and syntax say who the quoted words are, when and where it was, and what lessens its certainty.
"""

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from bongsu.coding.answer import Told, place_of
from bongsu.coding.contained import things_of
from bongsu.coding.drafts import Draft
from bongsu.coding.events import Candidate, Coder, CoderRules, coder_of
from bongsu.coding.factuality import factuality_of
from bongsu.coding.joining import tells_of
from bongsu.coding.launch import Launch
from bongsu.coding.mended import NOMINAL
from bongsu.coding.roles import Phrase
from bongsu.coding.second import OWN, bare_frame
from bongsu.coding.tree import Tree
from bongsu.coding.voices import is_same, voice_of
from bongsu.model import Annotation, Attribution, Event, EventType, Factuality, Mention, Span

TABLE = "endpoint"
"""What stands in place of a table's name in the ``rule`` of an event that only the model found."""
LONGEST_TRIGGER = 4
"""Words of a trigger: more of them name no act, but a clause."""

_SURE = ("certain", "probable", "possible", "uncommitted")


class Weighed(msgspec.Struct, frozen=True):
    """The events of a reading with what the model makes of them, and the counts that ``Asked`` has."""

    events: tuple[Event, ...]
    agreed: int
    differing: int
    added: int
    dropped: dict[str, int]


def weigh(  # noqa: PLR0913 - what was read, by which rules, and what is to be weighed
    annotation: Annotation,
    rules: CoderRules,
    launches: Sequence[Launch],
    events: Sequence[Event],
    told: Iterable[Told],
    *,
    dropped: Counter[str],
    least: float = 0.0,
) -> Weighed:
    """Hold what a model tells against a report and against the events that bongsu itself finds in it.

    Args:
        annotation: the report's annotation.
        rules: the tables of the coder.
        launches: the launch accounts.
        events: the events of the reading: the accounts, then the acts in text order.
        told: what the model tells.
        dropped: counts what is not taken; it is added to.
        least: the least confidence that is asked for; what only the model finds has none.

    Returns:
        The same events in the same order, those that the model names with the type that it gives them, and those that
        it alone finds among the acts.
    """
    weighing = _Weighing(coder_of(annotation, rules), annotation, launches, events, dropped)
    for one in told:
        weighing.take(one, least)
    return weighing.result()


class _Weighing:
    """Takes what the model tells one by one; ``named`` and ``added`` are by the id of the event."""

    def __init__(
        self,
        coder: Coder,
        annotation: Annotation,
        launches: Sequence[Launch],
        events: Sequence[Event],
        dropped: Counter[str],
    ) -> None:
        self._coder = coder
        self._text = annotation.report.text
        self._sentences = annotation.sentences
        self._trees = {tree.first: tree for tree in coder.trees}
        self._launches = launches
        self._events = events
        self._judged = tuple(coder.judge(draft) for draft in coder.drafts)
        self._named: dict[str, EventType] = {}
        self._added: dict[str, Event] = {}
        self._dropped = dropped

    def take(self, told: Told, least: float) -> None:
        """Note, add or drop what the model tells of one event."""
        tree = self._tree(told.sentence)
        if tree is None:
            self._drop("event", "no such sentence")
            return
        words = place_of(told.trigger, self._text, tree.sentence.span)
        if isinstance(words, str):
            self._drop("trigger", words)
            return
        known = self._known(words, told.type)
        if known is not None:
            self._note(known, told.type)
            return
        reason = self._barred(tree, words, least)
        if reason is not None:
            self._drop("event", reason)
            return
        self._make(told, tree, words)

    def result(self) -> Weighed:
        """Return the events with all that was taken."""
        own = [msgspec.structs.replace(event, endpoint=self._named.get(event.id)) for event in self._events]
        accounts, acts = [one for one in own if one.is_account], [one for one in own if not one.is_account]
        added = sorted(self._added.values(), key=_start)
        types = {event.id: event.type for event in self._events}
        agreed = sum(types[name] == kind for name, kind in self._named.items())
        return Weighed(
            events=(*accounts, *heapq.merge(acts, added, key=_start)),
            agreed=agreed,
            differing=len(self._named) - agreed,
            added=len(added),
            dropped=dict(sorted(self._dropped.items())),
        )

    def _drop(self, field: str, reason: str) -> None:
        self._dropped[f"{field}: {reason}"] += 1

    def _tree(self, number: int) -> Tree | None:
        """Return the tree of a sentence by its number, from 1; None where there is none."""
        if not 1 <= number <= len(self._sentences):
            return None
        return self._trees.get(self._sentences[number - 1].first_token)

    def _known(self, words: Span, kind: EventType) -> Event | None:
        """Return the event of bongsu's own that words trigger, that of the same type first."""
        every = [event for event in self._events if event.trigger.span.overlaps(words)]
        every += [account for act in self._acts(words) if (account := self._account(act)) is not None]
        return next((event for event in every if event.type == kind), every[0] if every else None)

    def _acts(self, words: Span) -> Iterator[Event]:
        """Yield what the coder finds at words, whether or not the reading lists it."""
        for found in self._judged:
            if found.event is not None and found.event.trigger.span.overlaps(words):
                yield found.event

    def _account(self, act: Event) -> Event | None:
        """Return the launch account that an act is part of."""
        ids = (launch.event.id for launch in self._launches if tells_of(launch, act))
        return next((event for one in ids for event in self._events if event.id == one), None)

    def _note(self, event: Event, kind: EventType) -> None:
        """Note which type the model gives an event; where it names the event twice, agreement wins."""
        if self._named.get(event.id) != event.type:
            self._named[event.id] = kind

    def _barred(self, tree: Tree, words: Span, least: float) -> str | None:
        """Return why words can be no event of the model's; None where they may be one."""
        if len(_tokens(tree, words)) > LONGEST_TRIGGER:
            return f"a trigger of more than {LONGEST_TRIGGER} words"
        if any(_is_refused(found) and _trigger(found).overlaps(words) for found in self._judged):
            return "a row of the user's says that it is none"
        if any(event.trigger.span.overlaps(words) for event in self._added.values()):
            return "told twice"
        return "less confidence than is asked for" if least > 0 else None

    def _make(self, told: Told, tree: Tree, words: Span) -> None:
        """Add what the model tells as an event, unless nobody takes part or a source has no words."""
        actors = self._people("actor", told.actors, tree)
        recipients = self._people("recipient", told.recipients, tree, actors)
        if not actors and not recipients:
            self._drop("event", "nobody takes part")
            return
        draft = self._draft(told, tree, _head(tree, words), actors, recipients)
        how = _lesser(factuality_of(tree, draft.sure, self._coder.rules.factuality), told.factuality)
        who = self._voice(told, draft, how)
        if who is None:
            return
        event = self._coder.event(draft, how, who)
        account = self._account(event)
        if account is not None:
            self._note(account, told.type)
            return
        self._added[event.id] = msgspec.structs.replace(event, confidence=None, endpoint=told.type)

    def _people(
        self, role: str, quotes: Sequence[str], tree: Tree, others: Sequence[Phrase] = ()
    ) -> tuple[Phrase, ...]:
        """Return who stands at quotes, nobody twice and none of the others."""
        found: dict[Span, Phrase] = {}
        for quote in quotes:
            words = place_of(quote, self._text, tree.sentence.span)
            phrase = words if isinstance(words, str) else self._who(tree, words)
            if isinstance(phrase, str):
                self._drop(role, phrase)
            elif any(phrase.mention.span.overlaps(other.mention.span) for other in (*others, *found.values())):
                self._drop(role, "told twice")
            else:
                found[phrase.mention.span] = phrase
        return tuple(found.values())

    def _who(self, tree: Tree, words: Span) -> Phrase | str:
        """Return who is quoted, by bongsu's own tables where they know; else why that is nobody."""
        head, cast = _head(tree, words), self._coder.cast
        known = cast.who(tree, head) or cast.named(tree, head)
        if cast.is_measure(head) or (known is None and tree.upos(head) not in NOMINAL):
            return "nobody"
        label, entity = ("actor", None) if known is None else (known.label, known.entity)
        return Phrase(head, Mention(words, label, entity))

    def _draft(
        self, told: Told, tree: Tree, trigger: int, actors: tuple[Phrase, ...], recipients: tuple[Phrase, ...]
    ) -> Draft:
        mode = told.mode
        if mode is not None and not self._coder.rules.plover.knows(told.type, mode):
            self._drop("mode", "none of its type")
            mode = None
        people = [phrase.token for phrase in (*actors, *recipients)]
        return Draft(
            tree=tree,
            trigger=trigger,
            frame=bare_frame(TABLE, tree.words[trigger], told.type, mode),
            type=told.type,
            actors=actors,
            recipients=recipients,
            contents=things_of(tree, self._coder.cast, trigger, people),
        )

    def _voice(self, told: Told, draft: Draft, how: Factuality) -> Attribution | None:
        """Return whose word it is: whose bongsu finds, else whose the model names.

        None where the model names a source whose words do not stand in the report: the event may not pass for the
        report's own word.
        """
        own = voice_of(draft, how, self._coder.said, self._coder.report)
        if own != Attribution() or told.speaker is None:
            return own
        tree = draft.tree
        words = place_of(told.speaker, self._text, tree.sentence.span)
        speaker = words if isinstance(words, str) else self._who(tree, words)
        if isinstance(speaker, str):
            self._drop("event", f"its speaker is {speaker}")
            return None
        acts = any(is_same(speaker.mention, phrase.mention) for phrase in draft.actors)
        return Attribution() if acts else Attribution(speaker.mention)


def _start(event: Event) -> int:
    return event.trigger.span.start


def _is_refused(found: Candidate) -> bool:
    """Say whether a row of the user's own says that a word is no event."""
    return found.veto is not None and found.draft.frame.name.startswith(OWN)


def _trigger(found: Candidate) -> Span:
    return found.draft.tree.tokens[found.draft.trigger].span


def _tokens(tree: Tree, words: Span) -> list[int]:
    """Return the tokens of a sentence that words cover, in whole or in part."""
    return [token for token in tree if tree.tokens[token].span.overlaps(words)]


def _head(tree: Tree, words: Span) -> int:
    """Return the token of some words on which the others hang."""
    inside = _tokens(tree, words)
    return next((token for token in inside if tree.head(token) not in inside), inside[0])


def _lesser(own: Factuality, other: Factuality) -> Factuality:
    """Return the less sure of two: nothing is shown as a plain fact that one of them does not take for one."""
    return Factuality(
        max(own.certainty, other.certainty, key=_SURE.index),
        "denied" if "denied" in {own.polarity, other.polarity} else "affirmed",
        other.status if own.status == "happened" else own.status,
    )

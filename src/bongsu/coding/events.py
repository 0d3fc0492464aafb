"""The coder: who did what to whom, when and where, according to whom, and how surely.

Every word that a frame names is a candidate. It becomes an event when its frame fits the syntax around it, or it is
dropped with a reason; both are kept, so that a reader can be shown why.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from bongsu.coding.acts import awaited, draft_events
from bongsu.coding.cast import Cast, PeopleRules, load_people
from bongsu.coding.confidence import Bin, confidence_of, load_confidence
from bongsu.coding.contexts import About, ContextRules, contexts_of, load_contexts
from bongsu.coding.drafts import Draft
from bongsu.coding.factuality import FactualityRules, factuality_of, load_factuality
from bongsu.coding.frames import EventRules, RolePath, load_event_rules
from bongsu.coding.inflect import load_inflector
from bongsu.coding.modes import mode_of
from bongsu.coding.plover import Plover, load_plover
from bongsu.coding.roles import Phrase, resolve
from bongsu.coding.second import Opinions
from bongsu.coding.sources import Sources
from bongsu.coding.speech import Said, SpeechRules, find_speech, load_speech
from bongsu.coding.topic import below
from bongsu.coding.tree import Tree, trees
from bongsu.coding.voices import is_same, voice_of, with_quoted
from bongsu.coding.when import Circumstances
from bongsu.model import (
    Annotation,
    Attribution,
    Claim,
    Event,
    EventType,
    Factuality,
    Mention,
    Report,
    SecondOpinion,
    Slot,
    Span,
    Term,
    Value,
    Words,
    digest,
)
from bongsu.reference.tables import own_digests

OWN_TABLES = ("events.yaml", "people.yaml", "speech.yaml", "factuality.yaml", "contexts.yaml")
"""The tables that a user's own may go before."""


_TERRITORIES = frozenset(
    "AIA BMU VGB CYM FLK MSR SHN TCA VIR GIB ASM PYF GUM NCL PCN TKL".split()  # noqa: SIM905 - a list of codes
)
"""Territories whose arms are another state's (United Nations list of Non-Self-Governing Territories, but for Western
Sahara, which is fought over)."""


_UTTERED: frozenset[EventType] = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
"""Types that are done by saying so."""
_HOSTILE = frozenset(
    {"attack", "attacks", "airstrikes", "ban", "bans", "bombing", "curbs", "duties", "embargo", "offensive", "pressure"}
    | {"raid", "raids", "restrictions", "sanction", "sanctions", "strike", "strikes", "tariff", "tariffs", "war"}
)
_SPEAKER = RolePath("subj", "head")
_TOLD = frozenset({"ccomp", "parataxis"})


class CoderRules(msgspec.Struct, frozen=True):
    """All tables that the coder goes by."""

    events: EventRules
    people: PeopleRules
    speech: SpeechRules
    factuality: FactualityRules
    confidence: tuple[Bin, ...]
    contexts: ContextRules
    plover: Plover


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
        load_confidence(),
        load_contexts(inflector, own),
        load_plover(),
    )


def coder_digests(own: Path) -> dict[str, str]:
    """Return the digests of a user's own tables. Raises ``TableError`` as :func:`load_coder` does for the folder."""
    return own_digests(own, OWN_TABLES)


def code_events(annotation: Annotation, rules: CoderRules, *, least: float = 0.0) -> tuple[Event, ...]:
    """Return the political acts that a report tells of, in the order of their triggers; none of less confidence."""
    return tuple(found.event for found in consider(annotation, rules, least=least) if found.event is not None)


def consider(annotation: Annotation, rules: CoderRules, *, least: float = 0.0) -> tuple[Candidate, ...]:
    """Return every candidate of a report with what became of it, in text order; none as an event of less confidence."""
    coder = coder_of(annotation, rules)
    return tuple(_sure(coder.judge(draft), least) for draft in coder.drafts)


def coder_of(annotation: Annotation, rules: CoderRules) -> "Coder":
    """Return what codes one report, with the drafts of all words that may tell of an act."""
    parsed = trees(annotation)
    cast = Cast(annotation, rules.people, rules.events.suffered)
    second = Opinions(annotation.proposals)
    drafts = tuple(draft for tree in parsed for draft in draft_events(tree, cast, rules.events, second))
    acts = {word: draft.type for draft in drafts if draft.veto is None for word in draft.anchors}
    said = find_speech(annotation, parsed, cast, rules.speech)
    settled = Sources(annotation, parsed, cast, rules.speech, said).settled
    return Coder(
        report=annotation.report,
        rules=rules,
        trees=parsed,
        cast=cast,
        drafts=drafts,
        said=said,
        sources={
            one.source.span: who.source
            for one, who in zip(said, settled, strict=True)
            if one.source is not None and who.source is not None
        },
        around=Circumstances(annotation, parsed, acts),
        second=second,
        arms=tuple(mention for mention in annotation.mentions if mention.label == "system"),
    )


def _sure(found: Candidate, least: float) -> Candidate:
    """Return a candidate as an event only where its confidence is enough."""
    event = found.event
    if event is None or (event.confidence or 0.0) >= least:
        return found
    return Candidate(found.draft, None, f"its confidence is {event.confidence}, less than {least:g}")


class Coder(msgspec.Struct, frozen=True, kw_only=True):
    """What turns the drafts of one report into events.

    Attributes:
        sources: who the sources are in the end, by their words.
    """

    report: Report
    rules: CoderRules
    trees: tuple[Tree, ...]
    cast: Cast
    drafts: tuple[Draft, ...]
    said: tuple[Said, ...]
    sources: Mapping[Span, Mention]
    around: Circumstances
    second: Opinions
    arms: tuple[Mention, ...]

    def judge(self, draft: Draft) -> Candidate:
        """Return the event of a draft, or why it is none after all."""
        if draft.veto is not None:
            return Candidate(draft, None, draft.veto)
        how = _uttered(draft, factuality_of(draft.tree, draft.sure, self.rules.factuality))
        who = voice_of(draft, how, self.said, self.report)
        row = draft.frame.row
        if row.planned:
            if how.status != "planned" or how.polarity == "denied":
                return Candidate(draft, None, f"row {draft.frame.name}: nothing that is still to come")
            how, who = Factuality(), Attribution()  # the threat itself has been uttered
        if row.actor == "speaker":
            if who.speaker is None:
                return Candidate(draft, None, f"row {draft.frame.name}: nobody says so")
            draft = msgspec.structs.replace(draft, actors=self._speaking(draft, who.speaker))
            who = Attribution()
        draft = with_quoted(draft, self.said, self.sources, self.report)
        if draft.type == "SUPPORT":
            draft = _without_targets(draft)
        if draft.type == "LAUNCH":
            draft = _armed(draft)
            if not draft.actors and who.speaker is not None:
                draft = _launched_by(draft, who.speaker, self.arms)
        return Candidate(draft, self.event(self._answering(draft), how, who), None)

    def _speaking(self, draft: Draft, speaker: Mention) -> tuple[Phrase, ...]:
        """Return all who say something together: "Rome and Bern called it a breach", "both ministers said"."""
        tree = draft.tree
        heads = [token for token in tree if tree.tokens[token].span in speaker.span and tree.relation(token) == "nsubj"]
        every = (head for first in heads[:1] for head in tree.conjuncts(first))
        found = tuple(phrase for head in every for phrase in resolve(tree, self.cast, head, _SPEAKER))
        return found if len(found) > 1 else (Phrase(draft.trigger, speaker),)

    def _answering(self, draft: Draft) -> Draft:
        """Return a refusal of what somebody says with that source as its recipient: "a claim that Kyiv denied".

        A refusal that somebody only tells of is no answer to them: "aides say that the president will refuse".
        """
        if draft.type != "REJECT" or draft.recipients or draft.tree.upos(draft.trigger) != "VERB":
            return draft
        clause = draft.tree.first_conjunct(draft.trigger)
        while draft.tree.relation(clause) == "xcomp" and (above := draft.tree.head(clause)) is not None:
            clause = above  # "said that it had decided to postpone the talks"
        relation, above = draft.tree.relation(clause), draft.tree.head(clause)
        if relation in _TOLD:
            return draft
        if relation == "acl:relcl" and draft.tree.words.get(above or 0) not in self.rules.speech.nouns:
            return draft  # "the areas which both have disputed"
        own = [phrase.mention for phrase in draft.actors]
        told = [one.source for one in self.said if draft.trigger in one.content and one.source is not None]
        others = [source for source in told if not any(is_same(source, actor) for actor in own)]
        if not others or others[-1].span not in draft.tree.sentence.span:
            return draft
        return msgspec.structs.replace(draft, recipients=(Phrase(draft.trigger, others[-1]),))

    def event(self, draft: Draft, how: Factuality, who: Attribution) -> Event:
        """Make the event of a draft: each role a claim by the same speaker, as surely."""
        kind = draft.type
        future = self.rules.events.future
        if how.status == "planned" and kind in future and _is_announced(draft, how, who):
            kind = future[kind] if how.polarity == "affirmed" else "REJECT"
        if kind == "REJECT" and kind != draft.type:  # "will not meet the envoy": a refusal, uttered
            draft, how = self._refusing(draft), Factuality()
        mode = mode_of(draft, kind, self.rules.events, self.second, self.drafts, self.arms)
        evidence = self.report.quote(draft.tree.sentence.span)
        trigger = self.report.quote(draft.tree.tokens[draft.trigger].span)
        other = self.second.other(draft)
        act = Term(trigger.span, "events", f"{kind}/{mode}" if mode else kind)
        who = self._settled(who)
        return Event(
            id=digest(self.report.id, kind, trigger.span.start, trigger.span.end),
            report_id=self.report.id,
            type=kind,
            mode=mode,
            contexts=contexts_of(draft.tree, _about(draft, kind, mode), self.rules.contexts),
            intensity=self.rules.plover.intensity(kind, mode),
            trigger=trigger,
            claims=tuple(
                Claim(slot=slot, value=value, attribution=who, factuality=how, evidence=evidence)
                for slot, value in (("act", act), *self._values(draft))
                if value.span in evidence.span
            ),
            rule=draft.frame.name,
            confidence=confidence_of(draft, self.second, self.rules.confidence),
            second=None if other is None else SecondOpinion(*other),
        )

    def _settled(self, who: Attribution) -> Attribution:
        """Return whose word it is, by name: "the spokesman" is who was named before."""
        chain = tuple(self.sources.get(one.span, one) for one in who.chain)
        speaker = who.speaker and self.sources.get(who.speaker.span, who.speaker)
        return Attribution(speaker, who.cue, chain)

    def _refusing(self, draft: Draft) -> Draft:
        """Return an act that somebody will not do as their refusal, towards those on whom it depends."""
        refused = _refused(draft)
        others = refused.recipients or awaited(refused, self.cast, "REJECT")
        return msgspec.structs.replace(refused, recipients=others)

    def _values(self, draft: Draft) -> Iterator[tuple[Slot, Value]]:
        """Yield what fills the roles of a draft, and when and where it was."""
        people = (*draft.actors, *draft.recipients)
        yield from (("actor", phrase.mention) for phrase in draft.actors)
        yield from (("recipient", phrase.mention) for phrase in draft.recipients)
        time = self.around.time(draft)
        if time is not None:
            yield "time", time
        place = self.around.place(draft, [phrase.mention.span for phrase in people])
        if place is not None:
            yield "place", place
        yield from (("content", Words(draft.tree.span(content))) for content in draft.contents)


def _uttered(draft: Draft, how: Factuality) -> Factuality:
    """Return how surely an act is told; who "rejects a truce unless they leave" has rejected it by saying so."""
    tree = draft.tree
    clauses = (draft.sure, *tree.ancestors(draft.sure))
    iffy = any(tree.words[mark] == "if" for clause in clauses for mark in tree.all(clause, "mark"))
    said = draft.type in _UTTERED and not tree.all(draft.sure, "aux") and not iffy
    return Factuality(polarity=how.polarity) if said and how.status == "conditional" else how


def _without_targets(draft: Draft) -> Draft:
    """Return a support without those against whom what is supported is: "backed the sanctions on Iran"."""
    supported = tuple(phrase for phrase in draft.recipients if not _is_target(draft.tree, phrase.token))
    return draft if supported == draft.recipients else msgspec.structs.replace(draft, recipients=supported)


def _is_target(tree: Tree, token: int) -> bool:
    above, case = tree.head(token), tree.case(token)
    return case == "against" or (case in {"on", "upon"} and above is not None and tree.words[above] in _HOSTILE)


def _armed(draft: Draft) -> Draft:
    """Return a launch without the actors who launch nothing: whoever reported it, and where it was to come down."""
    actors = tuple(phrase for phrase in draft.actors if _may_launch(phrase.mention))
    return draft if actors == draft.actors else msgspec.structs.replace(draft, actors=actors)


def _may_launch(mention: Mention) -> bool:
    entity = mention.entity
    return entity is None or (entity.sector != "JRN" and entity.country not in _TERRITORIES)


def _launched_by(draft: Draft, speaker: Mention, arms: Sequence[Mention]) -> Draft:
    """Return a launch that names nobody as the speaker's, where what flew is a weapon of the speaker's own state."""
    state = speaker.entity.country if speaker.entity is not None else None
    told = (weapon.entity for weapon in arms if weapon.span in draft.tree.sentence.span)
    own = (
        state is not None
        and _may_launch(speaker)
        and any(weapon is not None and weapon.country == state for weapon in told)
    )
    return msgspec.structs.replace(draft, actors=(Phrase(draft.trigger, speaker),)) if own else draft


def _about(draft: Draft, kind: EventType, mode: str | None) -> About:
    """Return what says of which contexts an act is: its words, its content, and of which sectors those in it are."""
    near = {word for content in draft.contents for word in content}
    near.update(below(draft.tree, draft.trigger, draft.carrier))
    entities = (phrase.mention.entity for phrase in (*draft.actors, *draft.recipients))
    sectors = tuple(entity.sector for entity in entities if entity is not None and entity.sector is not None)
    return About(kind=kind, mode=mode, near=near, sectors=sectors)


def _refused(draft: Draft) -> Draft:
    """Return an act in common that is refused as the first one's towards the others."""
    if draft.recipients and any(path.where == "obj" for path in draft.frame.actor):  # "will not host the envoys"
        return msgspec.structs.replace(draft, actors=draft.recipients, recipients=draft.actors)
    if draft.recipients or not draft.frame.row.mutual:
        return draft
    return msgspec.structs.replace(draft, actors=draft.actors[:1], recipients=draft.actors[1:])


def _is_announced(draft: Draft, how: Factuality, who: Attribution) -> bool:
    """Say whether what is to come is settled: PLOVER takes an announced retreat for a concession, not a likely one."""
    if draft.type != "RETREAT":
        return True
    own = who.speaker is None or any(_is_of(phrase.mention, who.speaker) for phrase in draft.actors)
    return own and how.certainty == "certain"


def _is_of(actor: Mention, speaker: Mention) -> bool:
    """Say whether a speaker is the actor or of its state: what the president says, France announces."""
    state = actor.entity and actor.entity.country
    return is_same(actor, speaker) or (speaker.entity is not None and bool(state) and speaker.entity.country == state)

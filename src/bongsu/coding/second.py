"""The second opinion: what the model makes of a word that may tell of an act, beside what the tables make of it.

The tables decide where they speak, but where the model is surer of another type, or nearly sure that the word tells of
no act. Where no row fits a word, the model may propose an act; where a row leaves a role open, the model may fill it.
An event of the model's own says so in its ``rule``, and what a row takes the word for in ``second``.
"""

import math
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import takewhile

import msgspec

from bongsu.coding.antecedents import SOMEBODY
from bongsu.coding.bystanders import is_beside, never_acting, never_receiving
from bongsu.coding.cast import Cast
from bongsu.coding.clauses import is_ground_beside
from bongsu.coding.contained import things_of
from bongsu.coding.drafts import Draft, fallen_victim
from bongsu.coding.frames import Frame, RolePath, Row
from bongsu.coding.roles import Phrase, is_calling, once, resolve
from bongsu.coding.tree import Tree
from bongsu.model import EventType, Mention, Proposal, Span

TABLE = "acts"
"""What stands in place of a table's name in the ``rule`` of an event that the model proposed."""
OWN = "own/"
"""How the name of a row of the user's begins."""
PROPOSED = 0.6
"""The least probability of a type for which an act is proposed."""
SURER = 0.6
"""The least probability of another type with which the model's act goes before a row's."""
LIKELIER = 0.5
"""The least probability with which the model takes a row's word for another act."""
FILLED = 0.5
"""The least probability with which somebody fills a role of what the model proposes."""
OPEN = 0.4
"""The same for a role that a row leaves open."""
NO_ACT = 0.9
"""The least probability of no act for which a row's event is none; a launch stays."""
NOTHING_NEW, AGAIN, TOLD = 0.5, 0.25, 0.7
"""The same, and the most of the row's type, where the model finds that act with the third in another word."""
SURE_ACTOR = 0.8
"""The least probability of an actor at both words, for two acts of others to be no act told twice."""
LIKELY_MODE = 0.5
"""The least probability, among the modes of its type, with which an act without another mode has the model's."""
LIKELY_AMONG: dict[EventType, float] = {"REQUEST": 0.4, "COERCE": 0.4}
"""The same for types of which nearly every act has a mode."""
MODED = 0.7
"""The least probability, among the modes of its type, with which the model's mode goes before that of a word."""
SURE_MODE = 0.8
"""The same for a mode that a row names."""
NOBODY = 15.0
"""How many times likelier the model must find nobody in a role than those whom the content of an act offers for it."""
CERTAIN = 0.2
"""The least probability of everybody's roles together, for which those that a row found give way."""
_PRIVATE = frozenset({None, "UNK", "BUS", "JRN"})
_TAGS = frozenset({"VERB", "NOUN", "PROPN", "ADJ"})
_NAMING = frozenset({"NOUN", "PROPN"})
_ACCIDENTS = frozenset(  # with nobody who brings them about
    {"capsized", "capsizing", "collapse", "collapsed", "collided", "collision", "crash", "crashed", "derailed"}
    | {"derailment", "exploded", "fire", "landslide", "overturned", "sank", "shipwreck", "stampede"}
)
_ASKING = frozenset({"both", "content", "recipient"})
_ACTOR, _RECIPIENT = RolePath("subj", "owner"), RolePath("obj", "any")
MUTUAL: frozenset[EventType] = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""Types of which all who take part may be actors."""
_COMMITTING: frozenset[EventType] = frozenset({"AGREE", "THREATEN"})
"""Types that are towards whom their content is done to: "agreed to defend Poland"."""
_UNLIKELY = 0.02
_CLAUSES = frozenset({"ccomp", "acl", "advcl"})
_FURTHER = frozenset({"ccomp", "advcl"})


class Opinions:
    """What the model says of the words of a report. Looked up by token."""

    def __init__(self, proposals: Iterable[Proposal] | None) -> None:
        """Take the proposals of an annotation; None where no model has looked at it."""
        self._by_token = {proposal.token: proposal for proposal in proposals or ()}
        self._has_looked = proposals is not None

    def support(self, draft: Draft) -> float:
        """Return how likely the model finds a draft as it is: its type, who is in its roles, and nobody else."""
        proposal = self._by_token.get(draft.trigger)
        if proposal is None:
            return 0.0
        chance = dict(proposal.types).get(draft.type, 0.0)
        mutual = draft.frame.row.mutual
        sides = ((proposal.actors, draft.actors), (proposal.recipients, draft.recipients))
        for found, phrases in sides:
            words = [(name, likely) for word, likely in found for name in _named(draft.tree, word)]
            inside = {phrase.token for phrase in ((*draft.actors, *draft.recipients) if mutual else phrases)}
            for word, likely in words:
                chance *= likely if word in inside else 1 - likely
            unlisted = {phrase.token for phrase in phrases} - {word for word, _ in words}
            chance *= _UNLIKELY ** len(unlisted)
        return chance

    def other(self, draft: Draft) -> tuple[EventType, float] | None:
        """Return the type that a draft's word has for the other side: the model, or the row that gave way to it.

        With it goes the probability that the model gives to it. None where both agree, or one side has no opinion.
        """
        proposal = self._by_token.get(draft.trigger)
        if draft.instead is not None and proposal is not None:
            return draft.instead, dict(proposal.types).get(draft.instead, 0.0)
        found = None if proposal is None else _likeliest(proposal)
        return None if found is None or found[0] == draft.type or found[1] < LIKELIER else found

    def mode(self, token: int, kind: EventType) -> tuple[str | None, float]:
        """Return the likeliest mode of an act of a type at a word, None where none fits, and how likely it is."""
        proposal = self._by_token.get(token)
        modes = () if proposal is None else proposal.modes
        return next(((mode, chance) for of, mode, chance in modes if of == kind), (None, 0.0))

    def votes(self, source: Container[int], target: Container[int]) -> dict[EventType, float]:
        """Return how strongly the model finds each act between a source and a target, both given as tokens.

        Each word that may tell of an act votes for its types, as surely as both stand in its roles; either may be the
        actor in an act in common.
        """
        votes: dict[EventType, float] = defaultdict(float)
        for proposal in self._by_token.values():
            acts, suffers = _chance_of(proposal.actors, source), _chance_of(proposal.recipients, target)
            joint = _chance_of(proposal.actors, target)
            for kind, chance in proposal.types:
                if kind != "NONE":
                    votes[kind] += chance * acts * max(suffers, joint if kind in MUTUAL else 0.0)
        return dict(votes)

    def _silences(self, draft: Draft) -> bool:
        """Say whether the model is nearly sure that a row's word tells of no act, or names one again.

        Not where it has the same act at the word beside, as one of which both are told: ``repeats``.
        """
        return self._finds_no_act(draft) and self._told_at(draft, _beside(draft)) < LIKELIER

    def repeats(self, draft: Draft, other: Draft) -> bool:
        """Say whether the model finds an act in the word beside, and none in its own: "the attack killed five"."""
        there = self._told_at(draft, _beside(draft) & {other.trigger})
        return there >= LIKELIER and self._finds_no_act(draft)

    def _finds_no_act(self, draft: Draft) -> bool:
        if draft.veto is not None or draft.type == "LAUNCH" or not self._has_looked:
            return False
        proposal = self._by_token.get(draft.trigger)
        none = _none(proposal)
        if none >= NO_ACT or none < NOTHING_NEW:
            return none >= NO_ACT
        chance = 0.0 if proposal is None else dict(proposal.types).get(draft.type, 0.0)
        others = (word for word in draft.tree if word != draft.trigger)
        return chance < AGAIN and self._told_at(draft, others) >= TOLD  # "killed 31 and wounded dozens"

    def _told_at(self, draft: Draft, words: Iterable[int]) -> float:
        """Return how likely the model finds the act of a draft in one of some other words."""
        proposed = (word for word in words if word in self._by_token)
        told = (self._tells(word, draft.type) for word in proposed if self._may_be_one(word, draft.trigger))
        return max(told, default=0.0)

    def _may_be_one(self, word: int, other: int) -> bool:
        """Say whether the same people may act at two words, as far as the model finds any at both."""
        found = [self._by_token[at].actors for at in (word, other) if at in self._by_token]
        acting = [{actor for actor, chance in actors if chance >= SURE_ACTOR} for actors in found]
        return not all(acting) or len(acting) < 2 or not acting[0].isdisjoint(acting[1])

    def _tells(self, word: int, kind: EventType) -> float:
        """Return how likely the model finds an act of a type at its word; nothing where it finds another likelier."""
        found = _likeliest(self._by_token[word])
        return found[1] if found is not None and found[0] == kind else 0.0

    def considered(self, tree: Tree, cast: Cast, token: int, draft: Draft | None) -> Draft | None:
        """Return a word's draft in the light of the model: the tables' own where they speak, else what it proposes."""
        proposal = self._by_token.get(token)
        if draft is None and proposal is None:
            return None
        if draft is not None and draft.frame.name.startswith(OWN):
            return draft  # a user's row has the last word
        if draft is not None and self._silences(draft):
            return msgspec.structs.replace(
                draft, veto=f"row {draft.frame.name}: the model finds no act in this word, or one told already"
            )
        if proposal is None:
            return draft
        if draft is not None and draft.veto is None:
            return _retyped(tree, cast, draft, proposal) or _filled(tree, cast, draft, proposal)
        return _proposed(tree, cast, proposal) or draft

    def finds_nobody(self, draft: Draft) -> bool:
        """Say whether the model finds it far likelier that nobody receives an act than that these do."""
        proposal = self._by_token.get(draft.trigger)
        found = None if proposal is None else _likeliest(proposal)
        if proposal is None or found is None or found[0] != draft.type:
            return False
        if any(chance >= FILLED for _, chance in proposal.recipients):  # it finds somebody else
            return False
        inside = draft.contents if draft.type in _COMMITTING else ()
        told = (self._by_token.get(token) for content in inside for token in content)
        words = [word for one in (proposal, *told) if one is not None for word in one.recipients]
        chances = [_chance_at(draft.tree, phrase, words) for phrase in draft.recipients]
        return math.prod((1 - chance) / chance for chance in chances) >= NOBODY


def _beside(draft: Draft) -> set[int]:
    """Return the words on which a draft's word hangs, and that hang on it."""
    above = draft.tree.head(draft.trigger)
    return {*draft.tree.children[draft.trigger], *(() if above is None else (above,))}


def _chance_at(tree: Tree, phrase: Phrase, words: Sequence[tuple[int, float]]) -> float:
    """Return the probability that somebody stands in a role, at any word of the phrase; never nothing."""
    inside = {word for word, _ in words if word == phrase.token or tree.tokens[word].span in phrase.mention.span}
    return max(_chance_of(words, inside), _UNLIKELY)


def _chance_of(words: Sequence[tuple[int, float]], phrase: Container[int]) -> float:
    """Return the probability that a phrase stands in a role; a little where the model does not list it."""
    return max((chance for word, chance in words if word in phrase), default=_UNLIKELY)


def _likeliest(proposal: Proposal) -> tuple[EventType, float] | None:
    """Return the likeliest type that is an act."""
    return next(((kind, chance) for kind, chance in proposal.types if kind != "NONE"), None)


def _proposed(tree: Tree, cast: Cast, proposal: Proposal) -> Draft | None:
    """Return the act that the model proposes; None where it is not sure enough, or nobody of note is in it."""
    found, token = _likeliest(proposal), proposal.token
    if found is None or found[1] < PROPOSED or tree.upos(token) not in _TAGS:
        return None
    actors = _people(tree, cast, _actors(tree, proposal), _ACTOR)
    recipients = _people(tree, cast, _recipients(tree, proposal), _RECIPIENT, actors)
    if not any(_is_political(phrase.mention) for phrase in (*actors, *recipients)):
        return None
    if found[0] == "ASSAULT" and not actors and tree.words[token] in _ACCIDENTS:
        return None
    frame = bare_frame(TABLE, tree.words[token], found[0])
    people = [phrase.token for phrase in (*actors, *recipients)]
    contents = things_of(tree, cast, token, people)
    return Draft(
        tree=tree, trigger=token, frame=frame, type=found[0], actors=actors, recipients=recipients, contents=contents
    )


def _none(proposal: Proposal | None) -> float:
    """Return how likely a word tells of no act; certain where the model proposes none."""
    return 1.0 if proposal is None else dict(proposal.types).get("NONE", 0.0)


def _retyped(tree: Tree, cast: Cast, draft: Draft, proposal: Proposal) -> Draft | None:
    """Return the model's act in place of a row's of another type; None where it is not sure, or a row has a launch."""
    found = _likeliest(proposal)
    if found is None or found[0] == draft.type or found[1] < SURER or draft.type == "LAUNCH":
        return None
    own = _proposed(tree, cast, proposal)
    return None if own is None else msgspec.structs.replace(own, instead=draft.type)


def _is_political(mention: Mention) -> bool:
    """Say whether somebody is of a state, or of a kind of which events are coded: no private person, firm or outlet."""
    entity = mention.entity
    return entity is not None and (entity.country is not None or entity.sector not in _PRIVATE)


def _filled(tree: Tree, cast: Cast, draft: Draft, proposal: Proposal) -> Draft:
    """Return a draft of the tables with the roles that the model is surer of, where both take it for the same act."""
    found = _likeliest(proposal)
    if found is None or found[0] != draft.type or draft.frame.row.actor == "speaker":
        return draft
    if draft.frame.row.mutual and (draft.type != "AGREE" or len(draft.actors) > 1):
        return draft
    if fallen_victim(tree, draft.trigger) is not None:
        return draft
    actors, recipients = draft.actors, draft.recipients
    if _certainty(proposal) >= CERTAIN:
        suffering = {who for who, chance in proposal.recipients if chance >= FILLED}
        own = tuple(phrase for phrase in actors if phrase.token not in suffering)
        actors = _people(tree, cast, _actors(tree, proposal), _ACTOR) or own
        asked = draft.frame.row.needs in _ASKING and draft.type not in MUTUAL
        told = tuple(phrase for phrase in recipients if asked and phrase.mention.label != "other")
        found_there = _people(tree, cast, _recipients(tree, proposal), _RECIPIENT, actors)
        recipients = told if told and _are_apart(tree, draft.trigger, found_there) else found_there
    actors = actors or _people(tree, cast, _actors(tree, proposal), _ACTOR, recipients, least=OPEN)
    least = FILLED if found[0] in MUTUAL and len(actors) > 1 else OPEN  # several agree with each other
    recipients = recipients or _people(tree, cast, _recipients(tree, proposal), _RECIPIENT, actors, least=least)
    recipients = tuple(p for p in recipients if _may_receive(tree, draft, actors, p.token, p.mention))
    joined = {tree.first_conjunct(phrase.token) for phrase in recipients}  # "protests against Doe and the government"
    actors = tuple(phrase for phrase in actors if tree.first_conjunct(phrase.token) not in joined)
    return msgspec.structs.replace(draft, actors=actors, recipients=recipients)


def _are_apart(tree: Tree, word: int, phrases: Sequence[Phrase]) -> bool:
    """Say whether all of some people, or nobody, stand in a clause below that of an act."""
    paths = (takewhile(lambda step: step != word, (p.token, *tree.ancestors(p.token))) for p in phrases)
    return all(any(tree.relation(step) in _FURTHER for step in path) for path in paths)


def _actors(tree: Tree, proposal: Proposal) -> tuple[tuple[int, float], ...]:
    """Return whom the model finds to act, without those who only stand near."""
    found = _likeliest(proposal)
    others = never_acting(tree, proposal.token, None if found is None else found[0])
    return tuple((actor, chance) for actor, chance in proposal.actors if actor not in others)


def _recipients(tree: Tree, proposal: Proposal) -> tuple[tuple[int, float], ...]:
    """Return to whom the model finds an act done, without those who only stand near."""
    found, word = _likeliest(proposal), proposal.token
    others = never_receiving(tree, word, None if found is None else found[0])
    told = ((who, chance) for who, chance in proposal.recipients if who not in others)
    return tuple((who, chance) for who, chance in told if not is_beside(tree, word, who))


def _may_receive(tree: Tree, draft: Draft, actors: Sequence[Phrase], token: int, who: Mention) -> bool:
    """Say whether somebody can be whom the model takes an act to be done to."""
    if draft.type in _COMMITTING and any(serves(actor.mention, who) for actor in actors):
        return False  # "the minister reaffirmed Italy's commitment"
    return tree.upos(token) != "PRON" or not _tells_of(tree, token, draft.trigger)


def serves(one: Mention, state: Mention) -> bool:
    """Say whether somebody is of the government or the forces of a state."""
    own, other = one.entity, state.entity
    return own is not None and other is not None and own != other and other.id == other.country == own.country


def _tells_of(tree: Tree, token: int, trigger: int) -> bool:
    """Say whether a word is the subject in a clause above that of an act: "they stressed …, in defiance of"."""
    verb = tree.head(token)
    path = [trigger, *tree.ancestors(trigger)]
    if tree.relation(token) != "nsubj" or verb not in path:
        return False
    return any(tree.relation(step) in _CLAUSES for step in path[: path.index(verb)])


def _certainty(proposal: Proposal) -> float:
    """Return how likely the model finds its own choice of everybody who takes part."""
    return math.prod(max(chance, 1 - chance) for _, chance in (*proposal.actors, *proposal.recipients))


def _people(  # noqa: PLR0913 - where to look, and whom to leave out
    tree: Tree,
    cast: Cast,
    words: Sequence[tuple[int, float]],
    path: RolePath,
    others: Sequence[Phrase] = (),
    *,
    least: float = FILLED,
) -> tuple[Phrase, ...]:
    """Return who stands at the words that the model is sure enough of, nobody twice and none of the others."""
    taken = {phrase.mention.span for phrase in others}
    heads = sorted({*_once_each(tree, [(word, chance) for word, chance in words if chance >= least])})
    every = (phrase for head in heads for phrase in _at(tree, cast, head, path, taken))
    return once(every)


def _once_each(tree: Tree, words: Sequence[tuple[int, float]]) -> Iterator[int]:
    """Yield words, for a title its name, without a name that tells again who another is.

    Of a pronoun said twice, the likelier stands.
    """
    heads, seen = {word for word, _ in words}, set[str]()
    for word, _ in sorted(words, key=lambda one: -one[1]):
        again = tree.upos(word) == "PRON" and tree.words[word] in seen
        if not again and not (tree.relation(word) == "appos" and tree.head(word) in heads):
            seen.add(tree.words[word])
            yield from _named(tree, word)


def _named(tree: Tree, word: int) -> tuple[int, ...]:
    """Return the names that a title stands before, or those of several ("its neighbours, Chad and Niger")."""
    titled = tree.relation(word) == "nmod:desc"
    return tree.conjuncts(tree.tokens[word].head) if titled else tree.names(word) or (word,)


def _at(tree: Tree, cast: Cast, head: int, path: RolePath, taken: Container[Span]) -> tuple[Phrase, ...]:
    """Return who stands at a word and nowhere else; where no table knows them, the words themselves.

    Of a pronoun that seems to be one of those, the pronoun alone stands.
    """
    found = tuple(resolve(tree, cast, head, path))
    fresh = tuple(phrase for phrase in found if phrase.mention.span not in taken)
    if is_calling(tree, cast, head):
        return ()
    thing = tree.words[head] == "it" and tree.relation(head) in {"obj", "iobj"}
    if not fresh and (thing or tree.words[head] in SOMEBODY):
        return (Phrase(head, Mention(tree.tokens[head].span, "actor", None)),)
    named = tree.upos(head) in _NAMING and not cast.is_weapon(head) and not cast.is_measure(head)
    named &= not is_ground_beside(tree, head)
    return (Phrase(head, Mention(tree.span(tree.core(head)), "actor", None)),) if named and not found else fresh


def is_proposed(frame: Frame) -> bool:
    """Say whether a frame stands for what the model proposed, and for no row."""
    return frame.name.startswith(f"{TABLE}:")


def bare_frame(table: str, word: str, kind: EventType, mode: str | None = None) -> Frame:
    """Return the frame that stands for a row of the tables, where a model and no row names an act."""
    return Frame(
        name=f"{table}:{kind}:{word}",
        row=Row(words=word, type=kind, mode=mode),
        particles=frozenset(),
        actor=(),
        recipient=(),
        content=(),  # what the model proposes takes no act of a row for its own content
        carrier=None,
        either=None,
        about=None,
        subject=None,
        object=None,
        near=None,
        unless=frozenset(),
    )

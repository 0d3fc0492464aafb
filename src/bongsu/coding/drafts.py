"""Which words tell of an act, by which frame, with whom in which role; and why the others do not."""

from collections.abc import Iterable
from itertools import chain

import msgspec

from bongsu.coding.cast import Cast
from bongsu.coding.clauses import is_ground_beside, objects, subjects
from bongsu.coding.contained import contents_of, things_of
from bongsu.coding.fits import Surroundings, barred
from bongsu.coding.frames import EventRules, Frame, RolePath
from bongsu.coding.roles import BESIDE, Phrase, fill
from bongsu.coding.tree import Tree
from bongsu.model import EventType, Mention
from bongsu.reference.tables import MODES, load_tables

NO_ACT = "no act"
_INSIDE = frozenset({"compound", "amod", "flat", "nmod:desc", "goeswith", "fixed", "nummod", "det"})
_INTO = frozenset({"in", "into", "under", "to", "on", "through"})  # "went on strike", "put through a test"
_VICTIMS = frozenset({"victim", "victims"})
_TRAVELLED = frozenset(
    {"flew", "travelled", "traveled", "arrived", "went", "came", "returned", "landed", "was", "were"}
)
_MEANWHILE = frozenset({"after", "amid", "before", "despite", "during", "following", "since"})
_SETTLED = frozenset(
    {
        "conditions",
        "details",
        "framework",
        "mechanism",
        "modalities",
        "plan",
        "plans",
        "procedure",
        "process",
        "roadmap",
    }
    | {"terms", "timeframe", "timeline", "timetable"}
)
_SEVERAL = frozenset({"two", "both", "sides", "neighbours", "neighbors", "counterparts", "pair"})
_SUFFERED: frozenset[EventType] = frozenset({"ASSAULT", "COERCE", "SANCTION"})
_AVERTING = ("protect", "defend", "shield", "guard", "deter", "insulat", "safeguard")
_CALLED = frozenset({"phoned", "telephoned", "rang", "called", "wrote", "summoned", "met"})
_DECIDING = frozenset({"vote", "votes", "voted", "move", "moved", "go", "goes", "went", "agreed"})


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A candidate: its word, the frame that it fits, and its roles; ``veto`` says why it is no event.

    ``carrier`` is the verb that carries a noun ("held talks"); ``contents`` are the tokens of what is agreed, asked,
    refused or threatened; ``again`` are other words for the same act; ``instead`` is the type of the row in whose place
    the model's own is.
    """

    tree: Tree
    trigger: int
    frame: Frame
    type: EventType
    carrier: int | None = None
    actors: tuple[Phrase, ...] = ()
    recipients: tuple[Phrase, ...] = ()
    contents: tuple[tuple[int, ...], ...] = ()
    again: tuple[int, ...] = ()
    veto: str | None = None
    instead: EventType | None = None

    @property
    def anchors(self) -> tuple[int, ...]:
        """The words on which times and places of the act may hang."""
        return (self.trigger, *(() if self.carrier is None else (self.carrier,)), *self.again)

    @property
    def spoken(self) -> int:
        """The word whose speaker is that of the act: the verb that carries a noun ("voiced concern"), else the word."""
        above = self.carrier is not None and self.carrier == self.tree.head(self.trigger)
        return self.carrier if above and self.carrier is not None else self.trigger

    @property
    def sure(self) -> int:
        """The word whose modality is that of the act: the verb, where a noun stands behind its preposition.

        Of what somebody travelled or called for, which he did as well: "phoned Rome to express concern".
        """
        if self.tree.upos(self.spoken) == "VERB" and _is_purpose(self.tree, self.spoken) and _is_journeys(self):
            return self.tree.tokens[self.tree.first_conjunct(self.spoken)].head
        return self.spoken if self.tree.relation(self.trigger) == "obl" else self.trigger


def draft_of(tree: Tree, cast: Cast, rules: EventRules, token: int) -> Draft | None:
    """Return the draft of the first frame that fits a word, else one with the reason why the first does not."""
    frames = frames_of(tree, rules, token)
    if not frames:
        return None
    refused: Draft | None = None
    around = Surroundings(tree, cast, token)
    for frame in frames:
        if refused is not None and not frame.particles <= around.below:
            continue  # as barred says, sooner: half of all frames are of verbs like "take", for one particle each
        reason = barred(around, frame)
        if refused is not None and reason is not None:
            continue
        draft = _fitted(tree, cast, rules, token, frame, reason)
        if draft.veto is None or draft.veto.endswith(NO_ACT):
            return draft
        if refused is None or (is_somebodys(draft) and not is_somebodys(refused)):
            refused = draft
    return refused


def is_somebodys(draft: Draft) -> bool:
    """Say whether a draft fits its words and has somebody in a role, if not everybody whom its row asks for."""
    return bool(draft.actors or draft.recipients)


def frames_of(tree: Tree, rules: EventRules, token: int) -> tuple[Frame, ...]:
    """Return the frames that name a word, by its part of speech."""
    word = tree.words[token]
    match tree.upos(token):
        case "VERB":
            return rules.verbs.get(word, ())
        case "NOUN" | "PROPN":
            return () if tree.relation(token) in _INSIDE else rules.nouns.get(word, ())
        case "ADJ":
            participle = tree.one(token, "nsubj:pass", "aux:pass") is not None
            return rules.adjectives.get(word, ()) or (rules.verbs.get(word, ()) if participle else ())
        case _:
            return ()


def _fitted(  # noqa: PLR0913, PLR0917 - the word, and what is known of it
    tree: Tree, cast: Cast, rules: EventRules, token: int, frame: Frame, reason: str | None
) -> Draft:
    """Fill the roles of one frame at a word, unless there is a reason why it does not fit the words around."""
    row = frame.row
    kind = "ACCUSE" if row.type == "NONE" else row.type
    empty = Draft(tree=tree, trigger=token, frame=frame, type=kind)
    if reason is not None:
        return msgspec.structs.replace(empty, veto=reason)
    noun = tree.upos(token) in {"NOUN", "PROPN"}
    fallen = fallen_victim(tree, tree.first_conjunct(token)) if noun else None
    carrier, takes = (fallen, True) if fallen is not None else _carrier(tree, rules, token) if noun else (None, False)
    if frame.carrier is not None and not frame.carrier & _carried_by(tree, token, carrier):
        return msgspec.structs.replace(empty, veto=f"row {frame.name}: no such verb carries it")
    if row.type == "NONE":
        return msgspec.structs.replace(empty, veto=f"row {frame.name}: {NO_ACT}")
    actors = fill(tree, cast, _owner_first(tree, frame, token, carrier), token, carrier)
    recipients = fill(tree, cast, frame.recipient, token, carrier)
    if takes:  # "drew criticism", "faces charges", "was put on trial": the subject is at the other end
        recipients = fill(tree, cast, _suffering(tree, frame, carrier), token, carrier)
        actors = fill(tree, cast, tuple(path for path in frame.actor if path.where != "carrier"), token, carrier)
    actors, recipients = _sides(tree, actors, recipients, mutual=row.mutual)
    people = [p.token for p in (*actors, *recipients) if p.mention.span.overlaps(tree.tokens[p.token].span)]
    contents = contents_of(tree, frame, token, carrier) or things_of(tree, cast, token, people)
    draft = msgspec.structs.replace(empty, carrier=carrier, actors=actors, recipients=recipients, contents=contents)
    return msgspec.structs.replace(draft, veto=_lacking(draft, noun=noun))


def _suffering(tree: Tree, frame: Frame, carrier: int | None) -> tuple[RolePath, ...]:
    """Return the path to who suffers an act that a verb brings about; what sparked a protest is no recipient."""
    if frame.row.type in {"PROTEST", "REQUEST"} and carrier is not None and tree.relation(carrier) == "advcl":
        return frame.recipient  # "was detained, prompting calls": nobody suffers them
    return (RolePath("carried", "head" if frame.row.type == "PROTEST" else "any"),)


def _owner_first(tree: Tree, frame: Frame, token: int, carrier: int | None) -> tuple[RolePath, ...]:
    """Return the paths to the actors; a named owner goes before the agent of a passive: "Kyiv's plea is weighed by"."""
    named = any(tree.upos(child) == "PROPN" for child in tree.all(token, "nmod:poss"))
    if carrier is None or not named or not tree.is_passive(carrier):
        return frame.actor
    return tuple(sorted(frame.actor, key=lambda path: path.where != "poss"))


def _carrier(tree: Tree, rules: EventRules, noun: int) -> tuple[int | None, bool]:
    """Return the verb that carries a noun, and whether its subject is at the receiving end.

    "held talks", "talks were held", "sanctions imposed by", "faces charges", "clashes broke out".
    """
    first = tree.first_conjunct(noun)
    if tree.one(first, "cop") is not None and tree.case(first) == "in":
        return first, False  # "were in talks with"
    head, relation = tree.head(first), tree.relation(first)
    if head is not None and tree.case(first) == "of" and tree.words[head] in rules.amounts:
        return _carrier(tree, rules, head)  # "a new round of talks"
    above = () if head is None else (head,)
    for verb in (*above, *tree.all(noun, "acl", "acl:relcl")):
        word = tree.words[verb]
        if tree.upos(verb) != "VERB" or (verb != head and word in BESIDE):
            continue
        acted = first in objects(tree, verb) or (verb == head and relation in {"obj", "nsubj:pass"})
        behind = verb == head and relation == "obl" and tree.case(first) in _INTO
        if word in rules.take and (acted or (behind and tree.case(first) == "under")):
            return verb, True
        if word in rules.through and behind:
            return verb, tree.is_passive(verb)
        # "declared the strike illegal", "called the raid a disgrace"
        judged = any(tree.upos(said) in {"ADJ", "NOUN"} for said in tree.all(verb, "xcomp"))
        given = word in rules.give and acted and not judged
        if given or (word in rules.occur and relation in {"nsubj", "obj", "nsubj:pass"}):
            return verb, False
    return None, False


def fallen_victim(tree: Tree, noun: int) -> int | None:
    """Return the word whose subject suffers an act: of "became victims of an attack", "became"; None for no such."""
    victims = tree.head(noun)
    if victims is None or tree.words[victims] not in _VICTIMS or tree.case(noun) not in {"of", "to"}:
        return None
    verb = tree.head(victims) if tree.relation(victims) in {"xcomp", "obj"} else victims
    return verb if verb is not None and tree.one(verb, "nsubj") is not None else None


def _carried_by(tree: Tree, noun: int, carrier: int | None) -> set[str]:
    """Return the verb that carries a noun; where none does, the verb that it is the object of, not "during" it."""
    above = (None if tree.case(noun) in _MEANWHILE else tree.head(noun)) if carrier is None else carrier
    return set() if above is None else {tree.words[above]}


def _sides(
    tree: Tree, actors: tuple[Phrase, ...], recipients: tuple[Phrase, ...], *, mutual: bool
) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
    """Return both sides, nobody on both; in a mutual act all are actors."""
    taken = {phrase.mention.span for phrase in actors}
    # "She invited him": an object pronoun is never the subject of its own clause, whoever it was linked to.
    recipients = tuple(
        Phrase(phrase.token, Mention(tree.tokens[phrase.token].span, "actor", None))
        if phrase.mention.span in taken
        and tree.upos(phrase.token) == "PRON"
        and tree.relation(phrase.token) != "nmod:poss"
        else phrase
        for phrase in recipients
    )
    others = tuple(phrase for phrase in recipients if phrase.mention.span not in taken)
    return ((*actors, *others), ()) if mutual else (actors, others)


def _lacking(draft: Draft, *, noun: bool) -> str | None:
    """Return which role a draft would need; None when it has what its row asks for."""
    row, tree = draft.frame.row, draft.tree
    undone = _undone(draft, noun=noun)
    if undone is not None:
        return undone
    filled = {
        "actor": bool(draft.actors),
        "recipient": bool(draft.recipients),
        "either": bool(draft.actors or draft.recipients),
        "both": bool(draft.actors and (draft.recipients or (row.mutual and are_several(tree, draft.actors)))),
        "content": bool(draft.contents and (draft.actors or draft.recipients)),
        "nothing": True,
    }
    suffered = row.needs == "both" and draft.type in _SUFFERED and filled["recipient"] and not draft.actors
    if not filled[row.needs] and not (suffered and not noun and _is_agentless(draft)):
        return f"row {draft.frame.name}: needs {row.needs}"
    if row.country and not any(phrase.mention.entity and phrase.mention.entity.country for phrase in draft.actors):
        return f"row {draft.frame.name}: its subject is no state"
    others = [] if noun else [who for who in subjects(tree, draft.trigger) if not is_ground_beside(tree, who)]
    if others and not row.things and not draft.actors:
        return f"row {draft.frame.name}: its subject is nobody who could act"
    return None


def _undone(draft: Draft, *, noun: bool) -> str | None:
    """Return why an act is only wished, averted or named in passing where its word stands; None when it is done."""
    tree = draft.tree
    if not noun and _is_purpose(tree, draft.trigger) and not _is_journeys(draft):
        return "it is only what something is done for"
    if not noun and _is_kept_from(tree, draft.trigger):
        return "it is what somebody is kept from"
    if noun and _is_averted(tree, draft.trigger):
        return "it is only what something is to avert"
    if noun and not draft.actors and _is_settled(tree, draft.trigger):
        return "it is only what is to be settled"
    if noun and draft.carrier is None and not draft.frame.row.bare:
        return f"row {draft.frame.name}: no verb carries the noun"
    return None


def are_several(tree: Tree, actors: tuple[Phrase, ...]) -> bool:
    """Say whether those who act together are more than one: two names, "the two ministers", "both sides"."""
    words = {tree.words[part] for phrase in actors for part in (phrase.token, *tree.all(phrase.token, "nummod", "det"))}
    return len(actors) > 1 or bool(words & _SEVERAL)


def _is_agentless(draft: Draft) -> bool:
    """Say whether a passive leaves out who did it to somebody: "she was barred from running"."""
    tree = draft.tree
    people = all(phrase.mention.label != "other" for phrase in draft.recipients)
    return people and tree.is_passive(draft.trigger) and not subjects(tree, draft.trigger)


def _is_averted(tree: Tree, noun: int) -> bool:
    """Say whether an act is only what somebody is to be kept from: "protect ships from Houthi attacks"."""
    head = tree.head(noun)
    kept = tree.case(noun) in {"from", "against"} and tree.relation(noun) in {"obl", "nmod"}
    above = () if head is None else (head, tree.head(head))
    return kept and any(a is not None and tree.words[a].startswith(_AVERTING) for a in above)


def _is_settled(tree: Tree, noun: int) -> bool:
    """Say whether an act is only what terms or a plan are for: "agreed on the terms for the return of refugees"."""
    head = tree.head(noun)
    of = tree.relation(noun) == "nmod" and tree.case(noun) in {"for", "of", "on"}
    return of and head is not None and tree.words[head] in _SETTLED


def _is_kept_from(tree: Tree, verb: int) -> bool:
    """Say whether somebody is kept from what a verb tells of: "banned the party from marching"."""
    return {tree.words[mark] for mark in tree.all(verb, "mark")} == {"from"}


def _is_purpose(tree: Tree, verb: int) -> bool:
    """Say whether a verb stands in an infinitive of purpose: "sent a team to investigate"."""
    first = tree.first_conjunct(verb)
    marks = {tree.words[mark] for mark in tree.all(first, "mark")}
    if tree.one(first, "nsubj", "nsubj:pass") is not None and "for" not in marks:
        return False  # "led to nine people being killed"
    head = tree.head(first)
    if head is not None and (tree.words[head] in _DECIDING or tree.upos(head) == "ADJ"):  # "was wrong to refuse"
        return False
    return tree.relation(first) == "advcl" and "to" in marks and not marks - {"to", "in", "order", "so", "as"}


def _is_journeys(draft: Draft) -> bool:
    """Say whether it is what somebody travelled or called for, which took place: "flew to Rome to confer with"."""
    head = draft.tree.head(draft.tree.first_conjunct(draft.spoken))
    if head is None:
        return False
    there = draft.tree.words[head] in _TRAVELLED or draft.tree.one(head, "cop") is not None
    called = draft.type in {"REQUEST", "ACCUSE"} and draft.tree.words[head] in _CALLED  # "phoned Rome to demand"
    return called or (draft.type == "CONSULT" and there)  # also "was in Doha to meet"


def launch_mode(draft: Draft, rules: EventRules, arms: Iterable[Mention] = ()) -> str:
    """Return what kind of launch it is, by the words of what is launched, else by the class of the system they name.

    ``undetermined`` where neither tells. ``arms`` are the systems that the report names.
    """
    tree = draft.tree
    things = objects(tree, draft.trigger) if tree.upos(draft.trigger) == "VERB" else (draft.trigger,)
    tokens = [token for thing in things for token in tree.subtree(thing)]
    words = {tree.words[token] for token in tokens}
    said = (mode for mode, kinds in rules.launches.items() if words & kinds)
    named = {arm.entity.id for arm in arms if arm.entity and any(tree.tokens[t].span in arm.span for t in tokens)}
    known = (MODES[row.class_] for row in load_tables().systems if row.id in named and row.class_ is not None)
    return next(chain(said, known), "undetermined")

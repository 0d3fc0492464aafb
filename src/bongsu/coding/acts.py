"""What the candidates of one sentence make of each other: contents, objects, addressees, and one act told twice."""

import itertools
from collections.abc import Container, Iterable, Iterator, Sequence

import msgspec

from bongsu.coding.cast import Cast
from bongsu.coding.clauses import objects, subjects
from bongsu.coding.drafts import Draft, are_several, draft_of, is_somebodys
from bongsu.coding.frames import EventRules
from bongsu.coding.mended import BLAMING
from bongsu.coding.roles import Phrase
from bongsu.coding.second import Opinions, is_proposed, serves
from bongsu.coding.tree import Tree
from bongsu.model import EventType, Span

# What these tell of is theirs: "agreed to meet" is no meeting.
OWNING: frozenset[EventType] = frozenset({"AGREE", "REQUEST", "THREATEN", "REJECT", "CONCEDE"})
HARM: frozenset[EventType] = frozenset({"ASSAULT", "COERCE", "SANCTION", "THREATEN"})
_JUDGING: frozenset[EventType] = frozenset({"ACCUSE", "SUPPORT"})
_ANSWERS: dict[EventType, frozenset[EventType]] = {  # who reaffirms a commitment does not answer it
    "AGREE": frozenset({"REJECT"}),
    "REQUEST": frozenset({"AGREE", "CONCEDE", "REJECT"}),
}
_OWED: frozenset[EventType] = frozenset({"AGREE", "ASSAULT", "REJECT", "SANCTION", "SUPPORT"})
_AWAITING: dict[EventType, frozenset[str]] = {
    "THREATEN": frozenset({"if", "unless"}),
    "REJECT": frozenset({"until", "unless"}),
}
_TOWARDS = frozenset({"to", "with", "for", "against", "from", "on", "in", "into"})
_APART = frozenset({"ccomp", "acl:relcl", "advcl:relcl", "parataxis"})
# "Exchanged fire before being killed", "fired missiles in revenge for the killing" are two acts.
_EARLIER = frozenset({"before", "after", "since", "following", "for", "over"})
_PROMPTING = frozenset({"drawing", "prompting", "provoking", "sparking", "triggering"})

_PUNISHING = frozenset({"arrest", "convict"})
_DEED = frozenset({"for", "of", "with"})  # "blamed X for", "convicted X of", "charged X with" an attack
_HURT = frozenset({"killed", "wounded", "injured", "hurt"})


def draft_events(tree: Tree, cast: Cast, rules: EventRules, second: Opinions) -> tuple[Draft, ...]:
    """Return the candidates of a sentence in text order, those that are no events with the reason."""
    considered = (second.considered(tree, cast, token, draft_of(tree, cast, rules, token)) for token in tree)
    drafts = [draft for draft in considered if draft is not None]
    harmful = frozenset(draft.trigger for draft in drafts if draft.type in HARM and _is_meant(draft))
    accusing = frozenset(draft.trigger for draft in drafts if draft.type == "ACCUSE")
    drafts = [_without_accused(_with_harm(draft, harmful, accusing), accusing) for draft in drafts]
    drafts = [_with_culprit(draft, drafts) for draft in _consumed(drafts)]
    owned = {
        token: draft
        for draft in drafts
        if draft.veto is None and draft.type in OWNING and draft.frame.content
        for content in draft.contents
        for token in content
    }
    drafts = [_addressed(draft, drafts, cast, second) for draft in drafts]
    return tuple(_same_act(_landed([_owned(draft, owned) for draft in drafts]), second))


def _addressed(draft: Draft, drafts: Sequence[Draft], cast: Cast, second: Opinions) -> Draft:
    """Return a draft with whom its content names as recipients, unless it seems to be nobody's."""
    found = _with_owner(_with_addressee(draft, drafts, cast), cast)
    return draft if draft.veto is None and not draft.recipients and second.finds_nobody(found) else found


def _is_meant(draft: Draft) -> bool:
    """Say whether a word tells of its act, or would if its row's roles were filled: not "free" of "free detainees"."""
    return draft.veto is None or is_somebodys(draft)


def _without_accused(draft: Draft, accusing: frozenset[int]) -> Draft:
    """Return a draft without actors who are only accused of it: "the attack, blamed on Kurdish militants"."""
    own = tuple(phrase for phrase in draft.actors if not _is_accused(draft, phrase.token, accusing))
    return draft if own == draft.actors else msgspec.structs.replace(draft, actors=own)


def _is_accused(draft: Draft, token: int, accusing: frozenset[int]) -> bool:
    """Say whether a clause of accusing hangs on an act, and somebody stands in it: "for which Israel is blamed"."""
    tree = draft.tree
    clauses = (word for word in tree.ancestors(token) if draft.trigger in tree.ancestors(word))
    return any(not accusing.isdisjoint((word, *tree.children[word])) for word in clauses)


def _with_culprit(draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """Return an attack with who is accused or punished for it: "blamed rebels for the raid", "the raid on rebels"."""
    tree, token = draft.tree, draft.trigger
    if draft.veto is not None or draft.type != "ASSAULT" or draft.actors:
        return draft
    above = tree.head(token)
    blamed = above is not None and tree.words[above] in BLAMING and tree.relation(token) in {"obj", "nsubj:pass"}
    if not blamed and tree.case(token) not in _DEED:
        return draft
    verb = next((above for above in tree.ancestors(token) if tree.upos(above) == "VERB"), None)
    answer = next((d for d in drafts if d.veto is None and verb in d.anchors), None)
    blamed = answer is not None and (answer.type == "ACCUSE" or answer.frame.row.mode in _PUNISHING)
    return msgspec.structs.replace(draft, actors=answer.recipients) if answer is not None and blamed else draft


def _with_harm(draft: Draft, harmful: frozenset[int], accusing: frozenset[int]) -> Draft:
    """Return a draft with the type that its content makes it: to vow a strike is a threat, to look into one is none."""
    harm = draft.frame.row.harm
    does = (token for content in draft.contents for token in content if not _is_accused(draft, token, accusing))
    if harm is not None and not harmful.isdisjoint(does):
        return msgspec.structs.replace(draft, type=harm)
    return draft


def _consumed(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts without nouns that a verb's row has taken as its object: "suspended aid" is no aid."""
    taken = {
        head: draft
        for draft in drafts
        if draft.veto is None and draft.frame.object is not None and draft.tree.upos(draft.trigger) == "VERB"
        for head in objects(draft.tree, draft.trigger)
    }
    taken |= {
        draft.trigger: promised
        for promised in drafts
        if promised.veto is None and promised.type == "AGREE" and is_proposed(promised.frame)
        for draft in drafts
        if draft.carrier == promised.trigger and draft.type == "AID"  # "will continue to provide supplies"
    }
    return [
        msgspec.structs.replace(draft, veto=f"it is the object of {taken[draft.trigger].frame.name}")
        if draft.veto is None and draft.trigger in taken and not _is_answered(draft, taken[draft.trigger])
        else draft
        for draft in drafts
    ]


def _owned(draft: Draft, owned: dict[int, Draft]) -> Draft:
    owner = owned.get(draft.trigger)
    if draft.veto is not None or owner is None or owner.trigger == draft.trigger or _is_answered(draft, owner):
        return draft
    return msgspec.structs.replace(draft, veto=f"it is what {owner.frame.name} is about")


def _is_answered(draft: Draft, owner: Draft) -> bool:
    """Say whether others answer a request or offer: both in "rejected Bonn's demand", one in "dropped its demand"."""
    tree = draft.tree
    is_noun = tree.upos(draft.trigger) != "VERB" and tree.head(draft.trigger) == owner.trigger
    own = {phrase.mention.span for phrase in owner.actors}
    others = any(phrase.mention.span not in own for phrase in draft.actors)
    return is_noun and owner.type in _ANSWERS.get(draft.type, ()) and others


def _with_addressee(draft: Draft, drafts: Sequence[Draft], cast: Cast) -> Draft:
    """Return a draft with the recipients that its content names: "agreed to lend money to Kyiv" is to Kyiv."""
    owning = draft.type in OWNING and draft.frame.content
    mutual = draft.frame.row.mutual and draft.tree.upos(draft.trigger) != "VERB"
    if draft.veto is not None or not owning or draft.recipients or mutual or _is_joint(draft):
        return draft
    inside = frozenset(token for content in draft.contents for token in content)
    actors = frozenset(phrase.mention.span for phrase in draft.actors)
    found = _of_content(draft, drafts, inside, actors)
    if not found:
        search = _asked if draft.type == "REQUEST" else _named
        found = search(draft, cast, inside, actors) or awaited(draft, cast, draft.type)
    if draft.type == "THREATEN":  # "warned that Washington would strike": not Washington
        found = tuple(p for p in found if not any(serves(actor.mention, p.mention) for actor in draft.actors))
    return msgspec.structs.replace(draft, recipients=found)


def _is_joint(draft: Draft) -> bool:
    """Say whether several agree, so that it is with each other."""
    return draft.type == "AGREE" and are_several(draft.tree, draft.actors)


def _of_content(
    draft: Draft, drafts: Sequence[Draft], inside: frozenset[int], actors: frozenset[Span]
) -> tuple[Phrase, ...]:
    """Return who the first act in a content is done to, or with; in a request, who is to do it."""
    for other in drafts:
        if other.veto is None and other.trigger in inside:
            # "demanded the release of", "an inquiry into": nobody is asked who only suffers what is asked for
            sides = [other.actors] if draft.type == "REQUEST" else [other.recipients, other.actors]
            fresh = tuple(phrase for side in sides for phrase in side if phrase.mention.span not in actors)
            if fresh:
                return fresh[:1] if draft.type == "REQUEST" else fresh
    return ()


def _asked(draft: Draft, cast: Cast, inside: frozenset[int], actors: frozenset[Span]) -> tuple[Phrase, ...]:
    """Return the subject of what is requested: "insisted that the rebels withdraw", "called for them to go"."""
    clauses = draft.tree.all(draft.trigger, "ccomp", "xcomp", "advcl")
    heads = tuple(head for clause in clauses for head in subjects(draft.tree, clause) if head in inside)
    return _people(draft.tree, cast, heads, actors)


def awaited(draft: Draft, cast: Cast, kind: EventType) -> tuple[Phrase, ...]:
    """Return on whose act a threat or refusal depends: "will strike if they advance", "will not pay until they go"."""
    tree = draft.tree
    marks = _AWAITING.get(kind, frozenset())
    clauses = (token for token in tree.subtree(draft.trigger) if tree.relation(token) == "advcl")
    waiting = (clause for clause in clauses if any(tree.words[mark] in marks for mark in tree.all(clause, "mark")))
    heads = [head for clause in waiting for head in subjects(tree, clause)]
    return _people(tree, cast, heads, frozenset(phrase.mention.span for phrase in draft.actors))


def _named(draft: Draft, cast: Cast, inside: frozenset[int], actors: frozenset[Span]) -> tuple[Phrase, ...]:
    """Return the first name in a content that it can be for."""
    tree = draft.tree
    names = (token for token in sorted(inside) if tree.upos(token) == "PROPN" and _is_addressed(tree, cast, token))
    pronouns = (token for token in sorted(inside) if tree.upos(token) == "PRON")
    every = itertools.chain(names, (token for token in pronouns if tree.relation(token) in {"obj", "iobj"}))
    first = next((token for token in every if _people(tree, cast, (token,), actors)), None)
    return () if first is None else _people(tree, cast, tree.conjuncts(first), actors)


def _with_owner(draft: Draft, cast: Cast) -> Draft:
    """Return an act upon a thing with whom the thing is for or from: "eased curbs on aid to the North"."""
    if draft.veto is not None or draft.recipients or draft.type not in _OWED or not draft.frame.row.recipient:
        return draft
    if _is_joint(draft):
        return draft
    tree = draft.tree
    inside = [token for content in draft.contents for token in content]
    actors = frozenset(phrase.mention.span for phrase in draft.actors)
    struck = {"on", "against"} if draft.type in _JUDGING else set()  # who condemns an attack on X condemns not X
    own = _resolving(draft) if draft.type == "AGREE" else frozenset[int]()
    people = (token for token in inside if tree.upos(token) == "PROPN" or tree.relation(token) == "amod")
    names = (token for token in people if _is_owner(tree, cast, token) or _is_addressed(tree, cast, token))
    names = (token for token in names if tree.case(token) not in struck and token not in own)
    first = next((token for token in names if _people(tree, cast, (token,), actors)), None)
    return draft if first is None else msgspec.structs.replace(draft, recipients=_people(tree, cast, (first,), actors))


def _resolving(draft: Draft) -> frozenset[int]:
    """Return the words for whose resolve a promise is of, who is promised nothing: "reaffirmed Rome's resolve"."""
    tree = draft.tree
    owners = (owner for thing in objects(tree, draft.trigger) for owner in tree.all(thing, "nmod:poss"))
    return frozenset(token for owner in owners for token in tree.subtree(owner))


def _is_owner(tree: Tree, cast: Cast, token: int) -> bool:
    """Say whether a name before a thing says whose it is: "Delhi's curbs", "Indian channels", not "Delhi-Rome ties"."""
    if tree.relation(token) == "amod":
        return cast.named(tree, token) is not None
    hyphened = "-" in {tree.words.get(token - 1), tree.words.get(token + 1)}
    return tree.relation(token) == "nmod:poss" or (tree.relation(token) == "compound" and not hyphened)


def _is_addressed(tree: Tree, cast: Cast, token: int) -> bool:
    """Say whether a name in a content can be whom it is for: "defend South Korea", not "meet in Amman".

    Nor is it for whom only the second of two things is with: "keep up the alliance and the cooperation with Japan".
    """
    thing = tree.head(token)
    second = thing is not None and tree.upos(thing) == "NOUN" and tree.first_conjunct(thing) != thing
    if second or (tree.case(token) == "in" and "somewhere" in cast.kinds(tree, token)):
        return False
    return tree.relation(token) in {"obj", "iobj", "nsubj:pass"} or tree.case(token) in _TOWARDS


def _people(tree: Tree, cast: Cast, heads: Iterable[int], others: Container[Span]) -> tuple[Phrase, ...]:
    """Return who the heads are, as far as they are somebody, and not one of the others."""
    found = ((head, cast.who(tree, head)) for head in heads)
    return tuple(Phrase(head, who) for head, who in found if who is not None and who.span not in others)


def _landed(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts without launches of what then strikes: "a missile fired from Gaza hit a house" is an attack."""
    struck = {
        head: draft
        for draft in drafts
        if draft.veto is None and draft.type == "ASSAULT" and draft.tree.upos(draft.trigger) == "VERB"
        for head in subjects(draft.tree, draft.trigger)
    }
    shots = {draft.trigger: struck[head] for draft in drafts if (head := _shot(draft)) in struck and head is not None}
    by = {attack.trigger: shot for shot in drafts if (attack := shots.get(shot.trigger)) is not None and shot.actors}
    return [
        msgspec.structs.replace(draft, veto=f"the same act as {shots[draft.trigger].frame.name}")
        if draft.trigger in shots
        else msgspec.structs.replace(draft, actors=draft.actors or by[draft.trigger].actors)
        if draft.trigger in by
        else draft
        for draft in drafts
    ]


def _shot(draft: Draft) -> int | None:
    """Return the thing that a participle or relative clause says was launched; None where it is no such clause."""
    hedged = any(draft.tree.all(draft.trigger, "advmod"))  # "possibly fired by the Houthis" is a claim of its own
    beside = draft.tree.relation(draft.trigger) in {"acl", "acl:relcl"} and not hedged
    plain = draft.type == "LAUNCH" and not _stops(draft)
    plain |= draft.type == "ASSAULT" and draft.tree.head(draft.trigger) in {p.token for p in draft.recipients}
    return draft.tree.head(draft.trigger) if draft.veto is None and beside and plain else None


def _same_act(drafts: Sequence[Draft], second: Opinions) -> Iterator[Draft]:
    """Yield the drafts, where a second word for the same act gives way to the first, which takes over who is new.

    "held a meeting for talks" is one meeting, "struck the town, killing nine" one attack on the town and the nine.
    """
    kept: list[Draft] = []
    for draft in drafts:
        index = next((i for i, other in enumerate(kept) if _is_told_twice(other, draft, second)), None)
        if index is None:
            kept.append(draft)
            continue
        first = kept[index]
        # what a row says goes before a proposal, and the word in which the model finds the act before the other
        proposed = is_proposed(first.frame) and not is_proposed(draft.frame) and first.type == draft.type
        if second.repeats(first, draft) or (proposed and not second.repeats(draft, first)):
            kept[index] = msgspec.structs.replace(first, veto=f"the same act as {draft.frame.name}")
            kept.append(_joined(draft, first))
            continue
        kept[index] = _joined(first, draft)
        kept.append(msgspec.structs.replace(draft, veto=f"the same act as {first.frame.name}"))
    yield from kept


def _is_told_twice(first: Draft, second: Draft, opinions: Opinions) -> bool:
    """Say whether two words tell of one act, by syntax or by the model."""
    if first.veto is not None or second.veto is not None:
        return False
    if first.type != second.type:  # the model has a planned meeting as the promise that it is
        planned = is_proposed(first.frame) and (first.type, second.type) == ("AGREE", "CONSULT")
        resumed = first.tree.relation(second.trigger) == "xcomp" and first.tree.head(second.trigger) == first.trigger
        return planned and (_is_journey(first, second) or resumed)  # "agreed to resume talking"
    lower = second if second.tree.head(second.trigger) == first.trigger else first
    apart = first.actors and second.actors and _is_another(lower.tree, lower.trigger)
    repeated = opinions.repeats(second, first) or opinions.repeats(first, second)
    return _says_again(first, second) or (repeated and not apart)


def _says_again(first: Draft, second: Draft) -> bool:
    """Say whether of two words for acts of a type one hangs on the other, with no other actors."""
    one = {phrase.mention.span for phrase in first.actors}
    other = {phrase.mention.span for phrase in second.actors}
    joined = _hangs(second, first) or _hangs(first, second) or _is_journey(first, second)
    if _is_suffered_by(first, other) or _is_suffered_by(second, one):  # "came under fire during a raid"
        return False
    if not joined or (one and other and not one & other and not _is_within(first, second)):
        return False
    known = one | {phrase.mention.span for phrase in first.recipients}
    named = (phrase for phrase in second.recipients if second.tree.upos(phrase.token) != "PRON")
    fresh = {phrase.mention.span for phrase in named} - known
    return first.type == "ASSAULT" or _is_journey(first, second) or not (fresh and first.recipients)


def _is_suffered_by(draft: Draft, actors: Container[Span]) -> bool:
    """Say whether an act is done to somebody who does another."""
    return any(phrase.mention.span in actors for phrase in draft.recipients)


def _is_within(first: Draft, second: Draft) -> bool:
    """Say whether a clause tells what happened in an act: "an attack in which gunmen stormed the mosque"."""
    tree = first.tree
    above = (second.trigger, *tree.ancestors(second.trigger))
    return any(tree.relation(word) == "acl:relcl" and tree.head(word) == first.trigger for word in above)


def _is_journey(first: Draft, second: Draft) -> bool:
    """Say whether a meeting is what a visit was made for: "flew to Rome to confer with", "will meet him for talks"."""
    tree, token = first.tree, second.trigger
    if first.type not in {"CONSULT", "AGREE"} or tree.head(token) != first.trigger:
        return False
    to = tree.relation(token) == "advcl" and any(tree.words[mark] == "to" for mark in tree.all(token, "mark"))
    return to or (tree.relation(token) == "obl" and tree.case(token) == "for")


def _hangs(lower: Draft, upper: Draft) -> bool:
    """Say whether one word hangs on another within one clause: nothing is told, added or joined in between."""
    token = lower.carrier if lower.carrier is not None and lower.carrier not in upper.anchors else lower.trigger
    if _is_outcome(lower.tree, token, upper.trigger):
        return True
    for above in (token, *lower.tree.ancestors(token)):
        if above in upper.anchors:
            return True
        if _is_apart(lower.tree, above):
            return False
    return False


def _is_outcome(tree: Tree, verb: int, act: int) -> bool:
    """Say whether a clause tells what an act did: "the raid lasted an hour, killing two", "a raid that killed two"."""
    head = tree.head(verb)
    if tree.relation(verb) == "acl:relcl" and head == act:
        return True
    participle = tree.relation(verb) == "advcl" and tree.words[verb].endswith("ing")
    return participle and head is not None and act in tree.all(head, "nsubj")


def _is_apart(tree: Tree, token: int) -> bool:
    """Say whether a word begins something of its own; not so the second of two participles ("killing two and …")."""
    relation = tree.relation(token)
    if relation == "conj":
        first = tree.first_conjunct(token)
        joined = tree.words[first].endswith("ing") and tree.words[token].endswith("ing")
        struck = tree.one(token, "obj")
        known = struck is not None and tree.upos(struck) == "PRON"  # "seized the envoys and killed them"
        if tree.words[token] in _HURT and not known and tree.one(token, "nsubj", "obl:agent") is None:
            return False  # "stormed the post and killed two", "was shelled and three were hurt"
        between = range((tree.head(token) or 0) + 1, token)
        pair = all(tree.relation(word) in {"cc", "advmod"} for word in between)  # "beaten and then dragged"
        return not (pair or (joined and tree.relation(first) == "advcl"))
    return relation in _APART or _is_another(tree, token)


def _is_another(tree: Tree, token: int) -> bool:
    """Say whether a word tells of an act before or after the one that it hangs on: "hours after the attack".

    What it prompts is another as well: "rockets were fired, provoking an answer, with jets bombing a farm".
    """
    relation = tree.relation(token)
    if relation == "advcl" and (tree.words[token] in _PROMPTING or _is_absolute(tree, token)):
        return True
    marks = {tree.words[mark] for mark in tree.all(token, "mark")} if relation == "advcl" else set()
    marks |= {tree.case(token) or ""} if relation in {"obl", "nmod"} else set()
    return bool(marks & _EARLIER)


def _is_absolute(tree: Tree, verb: int) -> bool:
    """Say whether a clause has "with" and a subject of its own: "with jets bombing a farm"."""
    own = tree.one(verb, "nsubj") is not None
    return own and any(tree.words[mark] == "with" for mark in tree.all(verb, "mark"))


def _met(first: Draft, second: Draft) -> tuple[Phrase, ...]:
    """Return whom a visitor came to talk to: "flew to Rome for talks with the bishops"."""
    return second.actors if first.type == "CONSULT" and first.recipients and second.frame.row.mutual else ()


def _joined(first: Draft, second: Draft) -> Draft:
    """Return the first draft with the roles that the second adds."""
    actors = first.actors or second.actors

    def union(one: tuple[Phrase, ...], other: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
        known = {phrase.mention.span for phrase in (*actors, *first.recipients)}
        named = (phrase for phrase in other if not one or first.tree.upos(phrase.token) != "PRON")
        return (*one, *(phrase for phrase in named if phrase.mention.span not in known))

    return msgspec.structs.replace(
        first,
        actors=actors,
        recipients=union(first.recipients, (*second.recipients, *_met(first, second))),
        again=first.again if _stops(first) else (*first.again, *second.anchors),
    )


def _stops(draft: Draft) -> bool:
    """Say whether something is stopped, which was not where and when it was fired: "downed a missile fired from X"."""
    return draft.type == "LAUNCH" and draft.frame.row.mode == "interceptor"

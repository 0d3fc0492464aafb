"""Which words of a sentence tell of an act, by which frame, with whom in which role; and why the others do not."""

from collections.abc import Container, Iterable, Iterator, Sequence

import msgspec

from bongsu.coding.cast import Cast
from bongsu.coding.frames import EventRules, Frame, Path_
from bongsu.coding.roles import Phrase, at, fill, objects, subjects
from bongsu.coding.tree import CLAUSES, NOMINAL, Tree
from bongsu.model import EventType, Mention, Span

# What these tell of is theirs: "agreed to meet" is no meeting.
OWNING: frozenset[EventType] = frozenset({"AGREE", "REQUEST", "THREATEN", "REJECT", "CONCEDE"})
HARM: frozenset[EventType] = frozenset({"ASSAULT", "COERCE", "SANCTION", "THREATEN"})
NO_ACT = "no act"
_INSIDE = frozenset({"compound", "amod", "flat", "nmod:desc", "goeswith", "fixed", "nummod", "det"})
_OUTSIDE = frozenset({"acl:relcl", "advcl:relcl", "appos", "parataxis"})
_DECIDING = frozenset({"vote", "votes", "voted", "move", "moved", "go", "goes", "went", "agreed"})
_ABOUT = frozenset({"of", "on", "over", "against", "about", "into", "at", "for"})
_ANSWERING = frozenset({"acl:relcl", "advcl:relcl", "advcl"})
_ASKING: frozenset[EventType] = frozenset({"ACCUSE", "REQUEST", "THREATEN", "AGREE"})
_TOWARDS = frozenset({"to", "with", "for", "against", "from", "on", "in", "into"})
_APART = frozenset({"ccomp", "acl:relcl", "advcl:relcl", "parataxis", "conj"})
_BACKGROUND = frozenset({"after", "since", "following", "when", "while", "because", "as", "before"})


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A candidate: its word, the frame that it fits, and its roles; ``veto`` says why it is no event.

    ``carrier`` is the verb that carries a noun ("held talks"); ``contents`` are the tokens of what is agreed, asked,
    refused or threatened.
    """

    tree: Tree
    trigger: int
    frame: Frame
    type: EventType
    carrier: int | None = None
    actors: tuple[Phrase, ...] = ()
    recipients: tuple[Phrase, ...] = ()
    contents: tuple[tuple[int, ...], ...] = ()
    veto: str | None = None

    @property
    def anchors(self) -> tuple[int, ...]:
        """The words on which times and places of the act may hang."""
        return (self.trigger,) if self.carrier is None else (self.trigger, self.carrier)


    @property
    def spoken(self) -> int:
        """The word whose speaker is that of the act: the verb that carries a noun ("voiced concern"), else the word."""
        above = self.carrier is not None and self.carrier == self.tree.head(self.trigger)
        return self.carrier if above and self.carrier is not None else self.trigger


    @property
    def sure(self) -> int:
        """The word whose modality is that of the act: the verb, where a noun stands behind its preposition."""
        return self.spoken if self.tree.relation(self.trigger) == "obl" else self.trigger


def draft_events(tree: Tree, cast: Cast, rules: EventRules) -> tuple[Draft, ...]:
    """Return the candidates of a sentence in text order, those that are no events with the reason."""
    drafts = [draft for token in tree if (draft := _draft(tree, cast, rules, token)) is not None]
    harmful = frozenset(draft.trigger for draft in drafts if draft.type in HARM)
    drafts = [_with_harm(draft, harmful) for draft in drafts]
    drafts = _consumed(drafts)
    owned = {
        token: draft
        for draft in drafts
        if draft.veto is None and draft.type in OWNING and draft.frame.content
        for content in draft.contents
        for token in content
    }
    drafts = [_with_addressee(draft, drafts, cast) for draft in drafts]
    drafts = [_with_answered(draft, drafts) for draft in drafts]
    return tuple(_same_act([_owned(draft, owned) for draft in drafts]))


def _draft(tree: Tree, cast: Cast, rules: EventRules, token: int) -> Draft | None:
    """Return the draft of the first frame that fits a word, else one with the reason why the first does not."""
    refused: Draft | None = None
    for frame in _frames(tree, rules, token):
        draft = _fitted(tree, cast, rules, token, frame)
        if draft.veto is None or draft.veto.endswith(NO_ACT):
            return draft
        refused = refused or draft
    return refused


def _frames(tree: Tree, rules: EventRules, token: int) -> tuple[Frame, ...]:
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


def _fitted(tree: Tree, cast: Cast, rules: EventRules, token: int, frame: Frame) -> Draft:
    """Fit one frame to a word: particles, object, roles."""
    row = frame.row
    kind = "ACCUSE" if row.type == "NONE" else row.type
    empty = Draft(tree=tree, trigger=token, frame=frame, type=kind)
    veto = _barred(tree, cast, token, frame)
    if veto is not None:
        return msgspec.structs.replace(empty, veto=veto)
    if row.type == "NONE":
        return msgspec.structs.replace(empty, veto=f"row {frame.name}: {NO_ACT}")
    noun = tree.upos(token) in {"NOUN", "PROPN"}
    carrier, takes = _carrier(tree, rules, token) if noun else (None, False)
    if frame.carrier is not None and (carrier is None or tree.words[carrier] not in frame.carrier):
        return msgspec.structs.replace(empty, veto=f"row {frame.name}: no such verb carries it")
    actors = fill(tree, cast, frame.actor, token, carrier)
    recipients = fill(tree, cast, frame.recipient, token, carrier)
    if takes:  # "drew criticism", "faces charges": the subject is at the other end
        recipients = fill(tree, cast, (Path_("carrier", "any"),), token, carrier)
        actors = fill(tree, cast, tuple(path for path in frame.actor if path.where != "carrier"), token, carrier)
    actors, recipients = _sides(tree, actors, recipients, mutual=row.mutual)
    contents = _contents(tree, frame, token, carrier) or _things(tree, cast, token, (*actors, *recipients))
    draft = msgspec.structs.replace(empty, carrier=carrier, actors=actors, recipients=recipients, contents=contents)
    return msgspec.structs.replace(draft, veto=_lacking(draft, noun=noun))


def _barred(tree: Tree, cast: Cast, token: int, frame: Frame) -> str | None:
    """Return why a frame does not fit the words around its trigger; None when it does."""
    children = [child for child in tree.children[token] if not cast.is_measure(child)]
    below = {tree.words[child] for child in children}
    below |= {word for child in children for word in (tree.case(child) or "").split()}
    related = {f":{tree.relation(child)}" for child in children}
    if frame.subject is not None and not frame.subject & {tree.words[head] for head in _doers(tree, token)}:
        return f"row {frame.name}: not by such a thing"
    if frame.either is not None and not frame.either & below:
        return f"row {frame.name}: without such a particle"
    if frame.about is not None and not frame.about & {tree.words[word] for word in tree.subtree(token)}:
        return f"row {frame.name}: about no such thing"
    if frame.row.predicate and not _is_predicate(tree, token):
        return f"row {frame.name}: nothing is said to be it"
    missing = frame.particles - below
    if missing:
        return f"row {frame.name}: without {', '.join(sorted(missing))}"
    heads = set(objects(tree, token)) if tree.upos(token) in {"VERB", "ADJ"} else set(_topics(tree, token))
    if frame.row.alone and heads:
        return f"row {frame.name}: with an object"
    things = {word for head in heads for word in _made_of(tree, head)}
    made_of = {tree.words[word] for word in things} | {"missile" for word in things if cast.is_weapon(word)}
    if frame.object is not None and not made_of & frame.object:
        return f"row {frame.name}: not of such a thing"
    found = (below | made_of | related) & frame.unless
    return f"row {frame.name}: not with {', '.join(sorted(found))}" if found else None


def _is_predicate(tree: Tree, noun: int) -> bool:
    """Say whether a noun is what something is said to be: "this is a violation", "called it a violation"."""
    return tree.one(noun, "cop") is not None or tree.relation(noun) == "xcomp" or (
        tree.relation(noun) == "obl" and tree.case(noun) == "as"
    )


def _doers(tree: Tree, verb: int) -> tuple[int, ...]:
    """Return the heads of the subject; in a passive the agent and, for what rises by itself, its subject."""
    return (*subjects(tree, verb), *tree.all(verb, "obl"))


def _made_of(tree: Tree, head: int) -> Iterator[int]:
    """Yield the words of a thing: "$1 billion", "a shipment of ventilators", "tanks and jets"."""
    for part in (head, *tree.all(head, "nmod", "conj", "appos")):
        yield part
        yield from tree.all(part, "compound", "amod", "nummod", "nmod:desc", "flat", "nmod")


def _topics(tree: Tree, noun: int) -> Iterator[int]:
    """Yield what a noun is made of or about: "missile launch", "launch of a missile"."""
    for child in tree.all(noun, "compound", "amod", "nmod", "nmod:poss", "acl"):
        yield child
        yield from tree.all(child, "conj", "compound")


def _carrier(tree: Tree, rules: EventRules, noun: int) -> tuple[int | None, bool]:
    """Return the verb that carries a noun, and whether its subject is at the receiving end.

    "held talks", "talks were held", "sanctions imposed by", "faces charges", "clashes broke out".
    """
    head = tree.head(noun)
    above = () if head is None else (head,)
    for verb in (*above, *tree.all(noun, "acl", "acl:relcl")):
        word = tree.words[verb]
        if tree.upos(verb) != "VERB":
            continue
        acted = noun in objects(tree, verb) or (verb == head and tree.relation(noun) in {"obj", "nsubj:pass"})
        behind = verb == head and tree.relation(noun) == "obl"
        if word in rules.take and (acted or (behind and tree.case(noun) == "under")):
            return verb, True
        if (word in rules.give and acted) or (word in rules.through and behind):
            return verb, False
        if word in rules.occur and tree.relation(noun) in {"nsubj", "obj", "nsubj:pass"}:
            return verb, False
    return None, False


def _sides(
    tree: Tree, actors: tuple[Phrase, ...], recipients: tuple[Phrase, ...], *, mutual: bool
) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
    """Return both sides, nobody on both; in a mutual act all are actors."""
    taken = {phrase.mention.span for phrase in actors}
    # "She invited him": an object pronoun is never the subject of its own clause, whoever it was linked to.
    recipients = tuple(
        Phrase(phrase.token, Mention(tree.tokens[phrase.token].span, "actor", None))
        if phrase.mention.span in taken and tree.upos(phrase.token) == "PRON"
        else phrase
        for phrase in recipients
    )
    others = tuple(phrase for phrase in recipients if phrase.mention.span not in taken)
    return ((*actors, *others), ()) if mutual else (actors, others)


def _contents(tree: Tree, frame: Frame, token: int, carrier: int | None) -> tuple[tuple[int, ...], ...]:
    """Return the words of what is agreed, asked, refused or threatened, at the first path that leads to some."""
    for path in frame.content:
        for word in (token,) if carrier is None else (token, carrier):
            heads = (
                tuple(tree.all(word, path.where))
                if path.where in CLAUSES
                else tuple(head for head in at(tree, path, word, token))
            )
            found = tuple(_foreground(tree, head) for head in heads if head != token)
            outer = tuple(content for content in found if not any(set(content) < set(other) for other in found))
            if outer:
                return outer
    return ()


def _things(tree: Tree, cast: Cast, token: int, people: Sequence[Phrase]) -> tuple[tuple[int, ...], ...]:
    """Return what an act is about where its row names no content: the object that is nobody ("condemned the attack")."""
    if tree.upos(token) == "VERB":
        heads = objects(tree, token)
    else:
        heads = tuple(child for child in tree.all(token, "nmod") if tree.case(child) in _ABOUT)
    taken = {phrase.token for phrase in people}
    free = (head for head in heads if head not in taken and not cast.is_measure(head) and tree.upos(head) in NOMINAL)
    return tuple(_foreground(tree, head) for head in free)[:1]


def _foreground(tree: Tree, head: int) -> tuple[int, ...]:
    """Return the words of a content without what only stands beside it: relative clauses, "after the attack"."""
    background = {
        token
        for child in tree.subtree(head)
        if child != head and (tree.relation(child) in _OUTSIDE or _is_background(tree, child))
        for token in tree.subtree(child)
    }
    return tuple(token for token in tree.subtree(head) if token not in background)


def _is_background(tree: Tree, token: int) -> bool:
    marks = {tree.words[mark] for mark in tree.all(token, "mark", "case", "advmod")}
    if tree.relation(token) == "acl":  # "look into claims that its troops executed dozens"
        return "that" in marks
    return tree.relation(token) in {"advcl", "obl"} and bool(marks & _BACKGROUND)


def _lacking(draft: Draft, *, noun: bool) -> str | None:
    """Return which role a draft would need; None when it has what its row asks for."""
    row, tree = draft.frame.row, draft.tree
    if not noun and _is_purpose(tree, draft.trigger):
        return "it is only what something is done for"
    if noun and draft.carrier is None and not row.bare:
        return f"row {draft.frame.name}: no verb carries the noun"
    filled = {
        "actor": bool(draft.actors),
        "recipient": bool(draft.recipients),
        "either": bool(draft.actors or draft.recipients),
        "both": bool(draft.actors and (draft.recipients or (row.mutual and len(draft.actors) > 1))),
        "content": bool(draft.contents and (draft.actors or draft.recipients)),
        "nothing": True,
    }
    if not filled[row.needs]:
        return f"row {draft.frame.name}: needs {row.needs}"
    if row.country and not any(phrase.mention.entity and phrase.mention.entity.country for phrase in draft.actors):
        return f"row {draft.frame.name}: its subject is no state"
    if not noun and not row.things and not draft.actors and subjects(tree, draft.trigger):
        return f"row {draft.frame.name}: its subject is nobody who could act"
    return None


def _is_purpose(tree: Tree, verb: int) -> bool:
    """Say whether a verb stands in an infinitive of purpose: "sent a team to investigate"."""
    first = tree.first_conjunct(verb)
    marks = {tree.words[mark] for mark in tree.all(first, "mark")}
    head = tree.head(first)
    if head is not None and tree.words[head] in _DECIDING:
        return False
    return tree.relation(first) == "advcl" and "to" in marks and not marks - {"to", "in", "order", "so", "as"}


def _with_harm(draft: Draft, harmful: frozenset[int]) -> Draft:
    """Return a draft with the type that its content makes it: to vow a strike is a threat."""
    harm = draft.frame.row.harm
    if harm is not None and any(token in harmful for content in draft.contents for token in content):
        return msgspec.structs.replace(draft, type=harm)
    return draft


def _consumed(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts without nouns that a verb's row has taken as its object: "suspended aid" is no aid."""
    taken = {
        head: draft.frame.name
        for draft in drafts
        if draft.veto is None and draft.frame.object is not None and draft.tree.upos(draft.trigger) == "VERB"
        for head in objects(draft.tree, draft.trigger)
    }
    return [
        msgspec.structs.replace(draft, veto=f"it is the object of {taken[draft.trigger]}")
        if draft.veto is None and draft.trigger in taken
        else draft
        for draft in drafts
    ]


def _owned(draft: Draft, owned: dict[int, Draft]) -> Draft:
    owner = owned.get(draft.trigger)
    if draft.veto is not None or owner is None or owner.trigger == draft.trigger:
        return draft
    return msgspec.structs.replace(draft, veto=f"it is what {owner.frame.name} is about")


def _with_addressee(draft: Draft, drafts: Sequence[Draft], cast: Cast) -> Draft:
    """Return a draft with the recipients that its content names: "agreed to lend money to Kyiv" is to Kyiv."""
    owning = draft.type in OWNING and draft.frame.content
    if draft.veto is not None or not owning or draft.recipients or draft.frame.row.mutual:
        return draft
    inside = {token for content in draft.contents for token in content}
    actors = {phrase.mention.span for phrase in draft.actors}
    for other in drafts:
        if other.veto is None and other.trigger in inside:
            named = (*other.recipients, *other.actors) if draft.type != "REQUEST" else (*other.actors, *other.recipients)
            fresh = tuple(phrase for phrase in named if phrase.mention.span not in actors)
            if fresh:
                return msgspec.structs.replace(draft, recipients=fresh[:1] if draft.type == "REQUEST" else fresh)
    if draft.type == "REQUEST":
        clauses = draft.tree.all(draft.trigger, "ccomp", "xcomp")
        asked = tuple(head for clause in clauses for head in subjects(draft.tree, clause) if head in inside)
        return msgspec.structs.replace(draft, recipients=_people(draft.tree, cast, asked, actors))
    names = (t for t in sorted(inside) if draft.tree.upos(t) == "PROPN" and _is_addressed(draft.tree, t))
    first = next((t for t in names if _people(draft.tree, cast, (t,), actors)), None)
    if first is None:
        return draft
    return msgspec.structs.replace(draft, recipients=_people(draft.tree, cast, draft.tree.conjuncts(first), actors))


def _with_answered(draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """Return a refusal with whom it answers: who accused, asked or offered in the clause that it hangs on."""
    first = draft.tree.first_conjunct(draft.trigger)
    answers = draft.tree.relation(first) in _ANSWERING or first != draft.trigger
    if draft.veto is not None or draft.type != "REJECT" or draft.recipients or not answers:
        return draft
    own = {phrase.mention.span for phrase in draft.actors}
    asked = [d for d in drafts if d.veto is None and d.type in _ASKING and d.trigger < draft.trigger and d.actors]
    others = tuple(p for d in asked[-1:] for p in d.actors if p.mention.span not in own)
    return msgspec.structs.replace(draft, recipients=others)


def _is_addressed(tree: Tree, token: int) -> bool:
    """Say whether a name in a content can be whom it is for: "defend South Korea", "talks with Tehran"."""
    return tree.relation(token) in {"obj", "iobj"} or tree.case(token) in _TOWARDS


def _people(tree: Tree, cast: Cast, heads: Iterable[int], others: Container[Span]) -> tuple[Phrase, ...]:
    """Return who the heads are, as far as they are somebody, and not one of the others."""
    found = ((head, cast.who(tree, head)) for head in heads)
    return tuple(Phrase(head, who) for head, who in found if who is not None and who.span not in others)


def _same_act(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the drafts, where a second word for the same act gives way to the first, which takes over who is new.

    "held a meeting for talks" is one meeting, "struck the town, killing nine" one attack on the town and the nine.
    """
    kept: list[Draft] = []
    for draft in drafts:
        index = next((i for i, other in enumerate(kept) if _says_again(other, draft)), None)
        if index is None:
            kept.append(draft)
            continue
        first = kept[index]
        kept[index] = _joined(first, draft)
        kept.append(msgspec.structs.replace(draft, veto=f"the same act as {first.frame.name}"))
    yield from kept


def _says_again(first: Draft, second: Draft) -> bool:
    """Say whether two words tell of one act: the same type, one hanging on the other, and no other actors."""
    if first.veto is not None or second.veto is not None or first.type != second.type:
        return False
    one = {phrase.mention.span for phrase in first.actors}
    other = {phrase.mention.span for phrase in second.actors}
    if not (_hangs(second, first) or _hangs(first, second)) or (one and other and not one & other):
        return False
    known = one | {phrase.mention.span for phrase in first.recipients}
    fresh = {phrase.mention.span for phrase in second.recipients} - known
    return first.type == "ASSAULT" or not (fresh and first.recipients)


def _hangs(lower: Draft, upper: Draft) -> bool:
    """Say whether one word hangs on another within one clause: nothing is told, added or joined in between."""
    token = lower.carrier if lower.carrier is not None and lower.carrier not in upper.anchors else lower.trigger
    for above in (token, *lower.tree.ancestors(token)):
        if above in upper.anchors:
            return True
        if lower.tree.relation(above) in _APART:
            return False
    return False


def _joined(first: Draft, second: Draft) -> Draft:
    """Return the first draft with the roles that the second adds."""

    def union(one: tuple[Phrase, ...], other: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
        known = {phrase.mention.span for phrase in (*first.actors, *first.recipients)}
        return (*one, *(phrase for phrase in other if phrase.mention.span not in known))

    actors = first.actors or second.actors
    return msgspec.structs.replace(first, actors=actors, recipients=union(first.recipients, second.recipients))

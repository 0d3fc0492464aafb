"""Who fills which role: subjects, objects and prepositions of a verb or a noun, whatever the shape of the clause.

The clauses lead to the heads of phrases; here those phrases become somebody, or a thing of somebody's.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from bongsu.coding.antecedents import is_beside, stands_for
from bongsu.coding.cast import ANSWERED, RELAYED, Cast
from bongsu.coding.clauses import agents, is_ground_beside, objects, oblique, subjects
from bongsu.coding.frames import RolePath
from bongsu.coding.tree import Tree
from bongsu.model import Entity, Mention

_DEEP = 3
PARTITIVE = frozenset(
    {
        "bulk",
        "couple",
        "dozens",
        "group",
        "half",
        "handful",
        "hundreds",
        "lot",
        "majority",
        "many",
        "members",
        "millions",
        "minority",
        "most",
        "number",
        "one",
        "part",
        "rest",
        "scores",
        "series",
        "several",
        "some",
        "tens",
        "thousands",
    }
)
_ON_REQUEST = frozenset({"after", "at", "despite", "following"})
_ANSWERS = ("accept", "defi", "defy", "dismiss", "grant", "heed", "ignor", "refus", "reject", "rebuff", "spurn", "turn")
_DEFINITE = frozenset({"former", "latter", "other", "others", "pair", "rest", "three", "two"})
_INDEFINITE = frozenset({"anybody", "anyone", "both", "everybody", "everyone", "others", "those"})
_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl:agent", "conj"})
_ACTING = frozenset({"subj", "carrier", "carried", "by"})
_BEFORE = ("nmod:poss", "amod", "compound", "nmod:desc")
# Whoever does these with an act is not who acts: "a truce brokered by", "an attack claimed by".
BESIDE = ANSWERED | RELAYED | {"claimed", "criticised", "criticized", "denounced", "monitored", "negotiated"}
_BESIDE = frozenset({"after", "at", "during", "following", "for", "in", "on", "with"})
_STEPS = frozenset(
    [
        "account",
        "act",
        "action",
        "allegation",
        "announcement",
        "charge",
        "claim",
        "decision",
        "demand",
        "draft",
        "gesture",
        "move",
        "offer",
        "statement",
        "step",
    ]
)


class Phrase(msgspec.Struct, frozen=True):
    """A noun phrase in a role: its head, and who that is."""

    token: int
    mention: Mention


def fill(tree: Tree, cast: Cast, paths: Sequence[RolePath], word: int, carrier: int | None) -> tuple[Phrase, ...]:
    """Return who stands at the first of the paths that leads to somebody.

    Args:
        tree: the sentence.
        cast: who is who in the report.
        paths: the frame's paths for a role.
        word: the trigger.
        carrier: the verb that carries a noun ("held talks"); None where there is none.
    """
    joined = set(tree.conjuncts(tree.first_conjunct(word)))  # "engaged in raids and kidnappings"
    for path in paths:
        starts = _starts(path, word, carrier)
        heads = [head for start in starts for head in at(tree, path, start, word) if head not in joined]
        found = [phrase for head in dict.fromkeys(heads) for phrase in resolve(tree, cast, head, path)]
        if found:
            return once(found)
    return ()


def once(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """Return phrases without those that name the same by the same words."""
    return tuple({phrase.mention: phrase for phrase in phrases}.values())


def _starts(path: RolePath, word: int, carrier: int | None) -> tuple[int, ...]:
    """Return the words from which a path may start: the trigger, and the verb that carries it."""
    if path.where in {"carrier", "carried"}:
        return () if carrier is None else (carrier,)
    if path.where == "around":
        return (word,)
    if carrier is None or path.where in {"poss", "of", "subj", "obj"}:
        return (word,)
    return (word, carrier)


def at(tree: Tree, path: RolePath, word: int, trigger: int) -> tuple[int, ...]:
    """Return the heads that one relation or preposition leads to."""
    relation = _RELATIONS.get(path.where)
    if relation is not None:
        return relation(tree, word)
    found = oblique(tree, word, path.where, deep=path.accepts != "any")
    if tree.relation(trigger) == "nsubj" and tree.head(trigger) == word:  # "tests have followed visits from Rome"
        found = tuple(head for head in found if tree.head(tree.first_conjunct(head)) == word)
    if path.where == "by" and not found:  # "charges brought by prosecutors"
        clauses = (clause for clause in tree.all(word, "acl") if tree.words[clause] not in BESIDE)
        found = tuple(agent for clause in clauses for agent in agents(tree, clause))
    return tuple(head for head in found if head != trigger)


def _before(tree: Tree, word: int) -> tuple[int, ...]:
    """Return the owner, the adjectives and the compounds before a noun."""
    heads = [other for child in tree.all(word, *_BEFORE) for other in tree.conjuncts(child)]
    return tuple(_noun_of(tree, head) for head in heads)


def _grammatical(tree: Tree, verb: int) -> tuple[int, ...]:
    """Return the subject of a verb whatever its voice: who "faces charges", who "was put on trial"."""
    return objects(tree, verb) if tree.is_passive(verb) else subjects(tree, verb)


def _addressed(tree: Tree, word: int) -> tuple[int, ...]:
    """Return to whom something is given; the parser may take a name there for a part of it: "gave Chad a deadline"."""
    own = tuple(other for child in tree.all(word, "iobj") for other in tree.conjuncts(child))
    inside = (c for thing in objects(tree, word) for c in tree.all(thing, "compound"))
    return own or tuple(c for c in inside if c == word + 1 and tree.upos(c) == "PROPN")


def _told_of(tree: Tree, word: int) -> tuple[int, ...]:
    """Return who a clause is about: "complained that the president had prejudged the case"."""
    return tuple(head for clause in tree.all(word, "ccomp") for head in subjects(tree, clause))


def _purposes(tree: Tree, word: int) -> tuple[int, ...]:
    """Return whom something is to reach: "donated ventilators to help Ethiopia"."""
    things = objects(tree, word)
    below = [child for thing in things for child in tree.all(thing, "nmod")]  # "$2 million in aid to support"
    verbs = [clause for w in (word, *things, *below) for clause in tree.all(w, "advcl", "acl", "xcomp")]
    return tuple(head for verb in verbs for head in objects(tree, verb))


def _around(tree: Tree, word: int) -> tuple[int, ...]:
    """Return who acts in the clause that a noun stands beside: "in a plea to Hamas, the mother begged"."""
    verb = tree.head(word)
    if verb is not None and tree.relation(word) == "nmod" and tree.relation(verb) in {"nsubj", "nsubj:pass"}:
        return (verb,) if tree.case(word) == "in" else ()  # "Seoul, in coordination with Tokyo, stayed vigilant"
    beside = tree.relation(word) == "obl" and tree.case(word) in _BESIDE
    before = [tree.words[part] for part in tree.all(word, "det", "nmod:poss")]
    loose = not before or any(part in {"a", "an", "its", "their", "his", "her"} for part in before)
    if verb is None or not beside or not loose:
        return ()
    return _grammatical(tree, verb) if tree.case(word) == "at" else subjects(tree, verb)  # "were shot at a meeting"


def _granting(tree: Tree, word: int) -> tuple[int, ...]:
    """Return who does what is asked, or not: "extradited by Syria at Rabat's request", "refused despite a plea"."""
    verb = tree.head(word)
    answered = tree.relation(word) == "obl" and tree.case(word) in _ON_REQUEST
    answered |= verb is not None and tree.relation(word) == "obj" and tree.words[verb].startswith(_ANSWERS)
    return subjects(tree, verb) if answered and verb is not None else ()


def _owners(tree: Tree, word: int) -> tuple[int, ...]:
    owners = tuple(child for head in objects(tree, word) for child in tree.all(head, "nmod:poss"))
    return owners or tuple(child for head in objects(tree, word) for child in tree.all(head, "nmod"))


_RELATIONS: dict[str, Callable[[Tree, int], tuple[int, ...]]] = {
    "subj": subjects,
    "carrier": subjects,
    "carried": _grammatical,
    "obj": objects,
    "iobj": _addressed,
    "poss": _before,
    "around": _around,
    "granting": _granting,
    "object's": _owners,
    "clause": _told_of,
    "purpose": _purposes,
}


def _noun_of(tree: Tree, word: int) -> int:
    """Return the noun that "whose" stands for; any other word as it is."""
    if tree.words[word] != "whose":
        return word
    clause = next((above for above in tree.ancestors(word) if tree.relation(above) == "acl:relcl"), None)
    return word if clause is None else tree.tokens[clause].head


def resolve(tree: Tree, cast: Cast, head: int, path: RolePath) -> Iterator[Phrase]:
    """Yield who the phrase headed by ``head`` is, as far as the path accepts it."""
    if cast.is_measure(head) or is_calling(tree, cast, head):
        return
    several = cast.several(head)
    if several:
        yield from (Phrase(head, one) for one in several)
        return
    found = _told(tree, cast, head)
    if found is None and (tree.words[head] in PARTITIVE or tree.upos(head) == "NUM"):
        below = [o for child in tree.all(head, "nmod") if tree.case(child) == "of" for o in tree.conjuncts(child)]
        for child in below:
            whole = resolve(tree, cast, child, path)
            some = (_part(tree, head, one) for one in whole) if _is_some_of(tree, head, child) else whole
            yield from (_of_people(tree, head, child, one) for one in some)
        if below:
            return
        if tree.relation(head) in _ARGUMENTS or _is_counted(tree, head):  # "hundreds rallied", "killing three"
            found = Mention(tree.span(tree.core(head)), "actor", None)
    if found is None and path.where == "poss":
        found = cast.group(tree, head)
    if found is None and path.where in _ACTING and cast.is_name(tree, head):
        found = Mention(tree.span(tree.core(head)), "organisation", None)
    found = found or _thing(tree, cast, head, path) or _stand_in(tree, head, path)
    if found is not None:
        parts = _each(tree, cast, head, found) or _of_several(tree, cast, head, found)
        yield from parts or (Phrase(head, found), *_also(tree, cast, head, found))
        yield from _they(tree, cast, head, found)


def _is_counted(tree: Tree, head: int) -> bool:
    """Say whether a number stands for people: "met the 12 who had been freed"."""
    clauses = tree.all(head, "acl:relcl")
    return any(tree.words[child] == "who" for clause in clauses for child in tree.all(clause, "nsubj", "nsubj:pass"))


def _is_some_of(tree: Tree, head: int, whole: int) -> bool:
    """Say whether a word counts some of those whom another names: "12 of them", "two of the 90 miners"."""
    definite = any(tree.words[det] in {"the", "these", "those"} for det in tree.all(whole, "det"))
    return tree.upos(whole) == "PRON" or (tree.upos(head) == "NUM" and definite)


def _of_people(tree: Tree, head: int, whole: int, some: Phrase) -> Phrase:
    """Return many of a people as such, and not as their state: "thousands of Gambians"."""
    entity = some.mention.entity
    state = entity is not None and entity.id == entity.country and tree.upos(whole) == "PROPN"
    if entity is None or not state or not tree.words[whole].endswith("s"):
        return some
    people = Entity(f"{entity.id}-CVL", entity.name, entity.country, "CVL")
    return Phrase(head, msgspec.structs.replace(some.mention, label="actor", entity=people))


def is_calling(tree: Tree, cast: Cast, head: int) -> bool:
    """Say whether a noun is the first of two callings of one person: "student and poet Ida Roe"."""
    if tree.upos(head) != "NOUN" or tree.words[head].endswith("s") or tree.one(head, "det", "nummod", "nmod:poss"):
        return False
    joined = head + 2 in tree.all(head, "conj") and tree.words[head + 1] == "and"
    named = cast.who(tree, head + 2) if joined else None
    return named is not None and named.label == "person" and named.span.start == tree.tokens[head + 2].span.start


def _part(tree: Tree, head: int, whole: Phrase) -> Phrase:
    """Return some of those whom a phrase names, in the words that say how many."""
    span = tree.span((*tree.core(head), whole.token))
    return Phrase(head, msgspec.structs.replace(whole.mention, span=span))


def _thing(tree: Tree, cast: Cast, head: int, path: RolePath) -> Mention | None:
    """Return whose a thing is, named with the thing that is acted upon: "a town in Iraq"; or the thing itself."""
    found = None if path.accepts == "head" else _owner(tree, cast, head)
    if found is not None and (path.accepts == "any" or path.where == "obj"):
        apart = found.span.start >= tree.tokens[head].span.end
        return msgspec.structs.replace(found, span=tree.span(tree.core(head)).to(found.span)) if apart else found
    fits = path.accepts == "any" and tree.upos(head) in {"NOUN", "PROPN"} and not is_ground_beside(tree, head)
    if found is None and fits:
        return Mention(tree.span(tree.core(head)), "other", None)
    return found


def _stand_in(tree: Tree, head: int, path: RolePath) -> Mention | None:
    """Return somebody whom a word without a noun stands for: "blamed the other", "called on both", "told anyone"."""
    definite = any(tree.words[det] == "the" for det in tree.all(head, "det"))
    words = _DEFINITE if definite else {"both"} if path.where in _ACTING else _INDEFINITE
    stands = tree.words[head] in words and not tree.all(head, "nmod")
    fits = stands and tree.relation(head) in {*_ARGUMENTS, "obl"}
    return Mention(tree.span(tree.core(head)), "actor", None) if fits else None


def _told(tree: Tree, cast: Cast, head: int) -> Mention | None:
    """Return who the words at a head are, or who a pronoun there stands for."""
    before = tree.relation(head) in {"amod", "compound"}
    found = cast.named(tree, head) if before else cast.who(tree, head) or _apposed(tree, cast, head)
    if found is not None and found.label != "person" and not before:
        found = _person_apposed(tree, cast, head) or _called(tree, cast, head, found)
    if found is not None and found.entity is not None and not _is_misled(tree, cast, head, found):
        return found
    return stands_for(tree, cast, head) or found


def _is_misled(tree: Tree, cast: Cast, head: int, found: Mention) -> bool:
    """Say whether a pronoun was taken for somebody who acts with it in its own clause."""
    return tree.upos(head) == "PRON" and is_beside(tree, cast, head, found)


def _also(tree: Tree, cast: Cast, head: int, found: Mention) -> Iterator[Phrase]:
    """Yield the other states of "the leaders of South Korea, the U.S. and Japan"."""
    for child in tree.all(head, "nmod"):
        if tree.case(child) in {"of", "from", "in"} and _is_owner_of(tree, cast, child, found):
            for other in tree.conjuncts(child)[1:]:
                state = cast.who(tree, other)
                if state is not None and not state.span.overlaps(found.span):
                    yield Phrase(other, state)


def _is_owner_of(tree: Tree, cast: Cast, child: int, found: Mention) -> bool:
    """Say whether a word behind a noun names whose people it is: within their words, or by their state."""
    state, own = _state(cast, tree, child), found.entity and found.entity.country
    same = state is not None and state.entity is not None and state.entity.country == own
    return tree.tokens[child].span in found.span or same


def _they(tree: Tree, cast: Cast, head: int, found: Mention) -> Iterator[Phrase]:
    """Yield the others of several for whom "they" stands: "Ireland and Spain said they would"."""
    if tree.words[head] not in {"they", "their"} or tree.tokens[head].span in found.span:
        return
    first = next((t for t in tree if tree.tokens[t].span in found.span and tree.one(t, "conj") is not None), None)
    for other in () if first is None else tree.conjuncts(first)[1:]:
        who = cast.who(tree, other)
        if who is not None:
            yield Phrase(other, who)


def _each(tree: Tree, cast: Cast, head: int, found: Mention) -> tuple[Phrase, ...]:
    """Return each state's part of "U.S. and British warplanes" by itself; empty where there is one state at most."""
    joined = [child for child in tree.all(head, "amod", "compound") if tree.one(child, "conj") is not None]
    words = [word for child in joined for word in tree.conjuncts(child)]
    states = [(word, state) for word in words if (state := cast.named(tree, word)) is not None and state.entity]
    countries = {state.entity.country for _, state in states if state.entity}
    if len(words) < 2 or len(countries) < len(words):
        return ()
    last, owner = states[-1]
    entity = found.entity and msgspec.structs.replace(found.entity, country=owner.entity and owner.entity.country)
    whole = Phrase(head, Mention(tree.tokens[last].span.to(tree.tokens[head].span), found.label, entity))
    return (*(Phrase(word, state) for word, state in states[:-1]), whole)


def _of_several(tree: Tree, cast: Cast, head: int, found: Mention) -> tuple[Phrase, ...]:
    """Return each state's part of "the ministers of both countries", where those were named before."""
    kind = found.entity
    if kind is None or kind.country is not None or not tree.words[head].endswith("s"):
        return ()
    owners = (*tree.all(head, "nmod:poss"), *(child for child in tree.all(head, "nmod") if tree.case(child) == "of"))
    states = (state.entity for owner in owners for state in cast.several(owner))
    countries = dict.fromkeys(state.country for state in states if state is not None and state.country is not None)
    return tuple(
        Phrase(head, msgspec.structs.replace(found, entity=Entity(f"{land}-{kind.id}", kind.name, land, kind.sector)))
        for land in countries
    )


def _owner(tree: Tree, cast: Cast, head: int, depth: int = 0) -> Mention | None:
    """Return whose a thing is, also through what it is of: "a series of tests by the North"."""
    found = cast.owner(tree, head) or _owned_by_pronoun(tree, cast, head)
    if found is None and depth < _DEEP:
        inward = {"by", "from"} if cast.is_suffered(tree.words[head]) else {"of", "by", "in", "from", "between"}
        inner = [child for child in tree.all(head, "nmod") if tree.case(child) in inward]
        if not inner and "of" not in inward:  # "the arrest of a reporter by police", hung on the reporter
            below = (child for child in tree.subtree(head) if tree.relation(child) == "nmod")
            inner = [child for child in below if tree.case(child) == "by"]
        found = next((owner for child in inner if (owner := _inner(tree, cast, child, depth + 1))), None)
    return found or _stepped(tree, cast, head)


def _stepped(tree: Tree, cast: Cast, head: int) -> Mention | None:
    """Return whose step an apposition to a clause sums up: "restored the link, a move that Rome applauded"."""
    tells = tree.relation(head) in {"obj", "nsubj:pass"} and bool(
        tree.one(head, "acl:relcl", "acl")
    )  # "tabled a draft that …"
    if tree.words[head] not in _STEPS or not (tells or tree.relation(head) in {"appos", "parataxis", "conj"}):
        return None
    verbs = [above for above in tree.ancestors(head) if tree.upos(above) == "VERB"]
    told = (verb for verb in verbs if tree.one(verb, "nsubj", "nsubj:pass") is not None)  # not "accused X of doing"
    verb = next(told, verbs[0] if verbs else None)
    doers = () if verb is None else subjects(tree, verb)
    return next((found for doer in doers if (found := cast.who(tree, doer))), None)


def _owned_by_pronoun(tree: Tree, cast: Cast, head: int) -> Mention | None:
    """Return a thing as its owner's where a pronoun owns it: "its drones", said of the state that "its" stands for."""
    for child in tree.all(head, "nmod:poss"):
        if tree.words[child] == "whose":  # "Iran, whose missiles hit a village"
            return cast.who(tree, _noun_of(tree, child))
        owner = stands_for(tree, cast, child)
        if owner is not None:
            return Mention(tree.span(tree.core(head)), "actor", owner.entity)
    return None


def _inner(tree: Tree, cast: Cast, head: int, depth: int) -> Mention | None:
    return cast.who(tree, head) or _owner(tree, cast, head, depth)


def _apposed(tree: Tree, cast: Cast, head: int) -> Mention | None:
    """Return who a phrase is by its apposition: "its neighbour, South Korea,"."""
    return next((found for child in tree.all(head, "appos", "flat") if (found := cast.who(tree, child))), None)


def _called(tree: Tree, cast: Cast, head: int, found: Mention) -> Mention:
    """Return a kind of people with the name that an apposition gives them: "a militant group, Islamic Jihad,"."""
    kind = found.entity
    if kind is None or not kind.name.islower():
        return found
    state = next((who for child in tree.all(head, "appos") if (who := _state(cast, tree, child)) is not None), None)
    if kind.country is None and state is not None:
        return state  # "its ally, Russia,"
    named = (cast.who(tree, child) for child in tree.all(head, "appos") if tree.upos(child) == "PROPN")
    name = next((who.entity for who in named if who is not None and who.label == "organisation" and who.entity), None)
    if name is None:
        return found
    entity = Entity(name.id, name.name, name.country or kind.country, name.sector or kind.sector)
    return msgspec.structs.replace(found, entity=entity)


def _state(cast: Cast, tree: Tree, token: int) -> Mention | None:
    """Return the state that a word names; None where it names none, or people or a place of it."""
    found = cast.who(tree, token) if tree.upos(token) == "PROPN" else None
    named = found is not None and found.entity is not None and found.entity.id == found.entity.country
    return found if named else None


def _person_apposed(tree: Tree, cast: Cast, head: int) -> Mention | None:
    """Return the person that an apposition names: "his deputy, Ines Cordero,"."""
    named = (cast.who(tree, child) for child in tree.all(head, "appos"))
    return next((found for found in named if found is not None and found.label == "person"), None)

"""Who fills which role: subjects, objects and prepositions of a verb or a noun, whatever the shape of the clause.

Passives, relative clauses, participles, controlled infinitives and coordination are undone here, so that a table
can say "subj" and mean whoever does it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from bongsu.coding.cast import Cast
from bongsu.coding.frames import RolePath
from bongsu.coding.tree import Tree
from bongsu.model import Mention

_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_PROMISING = frozenset(
    {
        "summon",  # "summoned the envoy to complain": who summons complains
        "summons",
        "summoned",
        "summoning",
        "promised",
        "promises",
        "promise",
        "vowed",
        "vows",
        "vow",
        "threatened",
        "threatens",
        "threaten",
        "pledged",
        "pledges",
        "pledge",
        "agreed",
        "agrees",
        "agree",
    }
)
_OF_OBJECT = frozenset({"of", "from", "for", "with"})  # "accused X of", "barred X from", "blamed X for" doing something
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
_DOCUMENTS = frozenset(
    {
        "address",
        "article",
        "communique",
        "complaint",
        "declaration",
        "decree",
        "lawsuit",
        "letter",
        "message",
        "motion",
        "note",
        "order",
        "petition",
        "post",
        "report",
        "resolution",
        "speech",
        "statement",
        "suit",
    }
)
_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl:agent", "conj"})
_ACTING = frozenset({"subj", "carrier", "carried", "by"})
_BEFORE = ("nmod:poss", "amod", "compound", "nmod:desc")
# Whoever does these with an act is not who acts: "a truce brokered by", "an attack claimed by".
BESIDE = frozenset(
    {"brokered", "claimed", "condemned", "criticised", "criticized", "denounced", "mediated", "monitored", "negotiated"}
)
_DAYS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)
_SAID = frozenset({"said", "says", "reported", "announced", "added"})
_SAYING = frozenset(
    [
        "accusing",
        "asking",
        "blaming",
        "calling",
        "condemning",
        "demanding",
        "denouncing",
        "denying",
        "describing",
        "insisting",
        "pledging",
        "promising",
        "pointing",
        "rejecting",
        "thanking",
        "threatening",
        "urging",
        "vowing",
        "warning",
    ]
)
_SELF = frozenset({"it", "they", "he", "she", "its", "their", "his", "her"})
_PERSONS = frozenset({"he", "she", "his", "her"})
_BECOMING = frozenset({"become", "becomes", "became", "becoming"})
_LOOSE = frozenset({"a", "an", "its", "their", "his", "her"})
_MEETING = frozenset({"with", "between"})
_BESIDE = frozenset({"in", "with", "on", "during", "for"})
_NAMING = frozenset({"appointed", "elected", "named", "names", "elects", "appoints"})
_LETTING = frozenset({"let", "lets", "letting"})
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
_DEEP = 3


class Phrase(msgspec.Struct, frozen=True):
    """A noun phrase in a role: its head, and who that is."""

    token: int
    mention: Mention


def subjects(tree: Tree, verb: int, depth: int = 0) -> tuple[int, ...]:
    """Return the heads of whoever does what a verb says; empty when the sentence does not say."""
    if tree.is_passive(verb):
        return _agents(tree, verb)
    own = tree.one(verb, "nsubj", "csubj", "nsubj:outer", "nsubj:pass")
    if own is not None:
        return _antecedent(tree, verb, own)
    return _borrowed(tree, verb, depth)


def objects(tree: Tree, verb: int) -> tuple[int, ...]:
    """Return the heads of whom or what a verb acts upon."""
    if not tree.is_passive(verb):
        own = _object(tree, verb)  # an indirect object alone is whom one urges, tells or accuses
        if own is not None and tree.words[own] not in _RELATIVE:
            return tree.conjuncts(_paid_in(tree, verb, own))
        if own is not None or _lacks_object(tree, verb):
            head = tree.head(verb)
            return () if head is None or tree.relation(verb) != "acl:relcl" else (head,)
        return _shared_object(tree, verb)
    own = tree.one(verb, "nsubj:pass", "nsubj")
    if own is not None:
        return _antecedent(tree, verb, own)
    return _borrowed(tree, verb, 0)


def _paid_in(tree: Tree, verb: int, thing: int) -> int:
    """Return what a sum consists of where the parser hangs that on the verb: "suspended $2 million in aid"."""
    inside = (child for child in tree.all(verb, "obl") if tree.case(child) == "in" and tree.upos(child) == "NOUN")
    return next((child for child in inside if child > thing), thing) if tree.upos(thing) == "SYM" else thing


def _object(tree: Tree, verb: int) -> int | None:
    """Return the object of a verb, where the parser takes an apposition or the subject of a clause for it."""
    own, other = tree.one(verb, "obj", "iobj"), tree.one(verb, "iobj")
    if own is not None and other is not None and tree.words.get(tree.core(own)[0] - 1) == ",":
        return other  # "accused Manila of ramming its boat, an account that …"
    if own is None and tree.words[verb] in _NAMING:  # "elected Alban Bagbin speaker"
        posts = tree.all(verb, "xcomp")
        return next((c for post in posts for c in tree.all(post, "compound") if tree.upos(c) == "PROPN"), None)
    if own is None and tree.words[verb] in _LETTING:  # "let the team board the ship"
        return next((tree.one(clause, "nsubj") for clause in tree.all(verb, "ccomp", "xcomp")), None)
    return own


def oblique(tree: Tree, word: int, preposition: str, *, deep: bool = True) -> tuple[int, ...]:
    """Return the heads of what stands behind a preposition with a verb or a noun, or ``deep`` with its object."""
    found = _behind(tree, (word,), preposition)
    if found:
        return found
    # The parser may hang "on Iran" of "imposed sanctions on Iran" on either noun or verb.
    below = list(objects(tree, word)) if tree.upos(word) == "VERB" else [word]
    if preposition in _MEETING and tree.upos(word) == "VERB":  # "spoke by video link with"
        below += tree.all(word, "obl")
    for _ in range(_DEEP if deep and preposition != "of" else 1):
        found = _behind(tree, below, preposition)
        if found:
            return found
        below = [child for head in below for child in tree.all(head, "nmod", "compound")]
    return ()


def _behind(tree: Tree, words: Iterable[int], preposition: str) -> tuple[int, ...]:
    return tuple(
        other
        for word in words
        for child in tree.all(word, "obl", "obl:agent", "nmod", "nmod:poss", "obl:unmarked", "iobj")
        if tree.case(child) == preposition and tree.words[child] not in _DAYS  # "tariffs on Friday on Chinese steel"
        for other in tree.conjuncts(child)
    )


def fill(tree: Tree, cast: Cast, paths: Sequence[RolePath], word: int, carrier: int | None) -> tuple[Phrase, ...]:
    """Return who stands at the first of the paths that leads to somebody.

    Args:
        tree: the sentence.
        cast: who is who in the report.
        paths: the frame's paths for a role.
        word: the trigger.
        carrier: the verb that carries a noun ("held talks"); None where there is none.
    """
    for path in paths:
        heads = [head for start in _starts(path, word, carrier) for head in at(tree, path, start, word)]
        found = [phrase for head in dict.fromkeys(heads) for phrase in resolve(tree, cast, head, path)]
        if found:
            return tuple({phrase.mention.span: phrase for phrase in found}.values())
    return ()


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
    if path.where == "by" and not found:  # "charges brought by prosecutors"
        clauses = (clause for clause in tree.all(word, "acl") if tree.words[clause] not in BESIDE)
        found = tuple(agent for clause in clauses for agent in _agents(tree, clause))
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
    beside = tree.relation(word) == "obl" and tree.case(word) in _BESIDE
    before = [tree.words[part] for part in tree.all(word, "det", "nmod:poss")]
    loose = not before or any(part in {"a", "an", "its", "their", "his", "her"} for part in before)
    return subjects(tree, verb) if verb is not None and beside and loose else ()


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
    if cast.is_measure(head):
        return
    found = _told(tree, cast, head)
    if found is None and (tree.words[head] in PARTITIVE or tree.upos(head) == "NUM"):
        below = [o for child in tree.all(head, "nmod") if tree.case(child) == "of" for o in tree.conjuncts(child)]
        for child in below:
            yield from resolve(tree, cast, child, path)
        if below:
            return
        if tree.relation(head) in _ARGUMENTS:  # "hundreds rallied", "killing three"
            found = Mention(tree.span(tree.core(head)), "actor", None)
    if found is None and path.where == "poss":
        found = cast.group(tree, head)
    if found is None and path.where in _ACTING and _is_name(tree, cast, head):
        found = Mention(tree.span(tree.core(head)), "organisation", None)
    found = found or _thing(tree, cast, head, path)
    if found is not None:
        yield from _each(tree, cast, head, found) or (Phrase(head, found), *_also(tree, cast, head, found))
        yield from _they(tree, cast, head, found)


def _thing(tree: Tree, cast: Cast, head: int, path: RolePath) -> Mention | None:
    """Return whose a thing is, named with the thing that is acted upon: "a town in Iraq"; or the thing itself."""
    found = None if path.accepts == "head" else _owner(tree, cast, head)
    if found is not None and (path.accepts == "any" or path.where == "obj"):
        apart = found.span.start >= tree.tokens[head].span.end
        return msgspec.structs.replace(found, span=tree.span(tree.core(head)).to(found.span)) if apart else found
    if found is None and path.accepts == "any" and tree.upos(head) in {"NOUN", "PROPN"}:
        return Mention(tree.span(tree.core(head)), "other", None)
    return found


def _told(tree: Tree, cast: Cast, head: int) -> Mention | None:
    """Return who the words at a head are, or who a pronoun there stands for."""
    before = tree.relation(head) in {"amod", "compound"}
    found = cast.named(tree, head) if before else cast.who(tree, head) or _apposed(tree, cast, head)
    if found is not None and found.label != "person" and not before:
        found = _person_apposed(tree, cast, head) or found
    if found is not None and found.entity is not None:
        return found
    owns = tree.relation(head) == "nmod:poss" or _in_relative(tree, head)
    return (_meant(tree, cast, head) if owns else _sayer(tree, cast, head)) or found


def _is_name(tree: Tree, cast: Cast, head: int) -> bool:
    """Say whether a phrase is a name of several words that no table knows: "the Tokyo Stock Exchange"."""
    inner = any(tree.upos(child) == "PROPN" for child in tree.all(head, "compound"))
    return inner and tree.upos(head) == "PROPN" and not cast.is_weapon(head)


def _in_relative(tree: Tree, pronoun: int) -> bool:
    """Say whether a pronoun is the subject of a relative clause: "a charge it denies"."""
    clause = tree.head(pronoun)
    return clause is not None and tree.relation(clause) == "acl:relcl" and tree.words[pronoun] in {"it", "they"}


def _also(tree: Tree, cast: Cast, head: int, found: Mention) -> Iterator[Phrase]:
    """Yield the other states of "the leaders of South Korea, the U.S. and Japan"."""
    for child in tree.all(head, "nmod"):
        if tree.case(child) in {"of", "from"} and tree.tokens[child].span in found.span:
            for other in tree.conjuncts(child)[1:]:
                state = cast.who(tree, other)
                if state is not None and not state.span.overlaps(found.span):
                    yield Phrase(other, state)


def _they(tree: Tree, cast: Cast, head: int, found: Mention) -> Iterator[Phrase]:
    """Yield the others of several for whom "they" stands: "Ireland and Spain said they would"."""
    if tree.words[head] != "they" or tree.tokens[head].span in found.span:
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


def _sayer(tree: Tree, cast: Cast, pronoun: int) -> Mention | None:
    """Return who a pronoun stands for that is the subject of what somebody says: "Tokyo said it would …"."""
    if tree.words[pronoun] not in _SELF or _is_quoted(tree, pronoun):
        return None
    clause = tree.head(pronoun)
    for _ in range(_DEEP):
        if clause is None:
            return None
        above = tree.head(clause)
        if (
            above is not None
            and tree.relation(clause) in {"ccomp", "advcl", "parataxis"}
            and tree.upos(above) == "VERB"
        ):
            for subject in subjects(tree, above):
                found = None if tree.upos(subject) == "PRON" else cast.who(tree, subject)
                if found is not None and (tree.words[pronoun] not in _PERSONS or found.label == "person"):
                    return found
        clause = above
    return None


def _is_quoted(tree: Tree, token: int) -> bool:
    """Say whether a token stands inside quotation marks, where "they" are others than the speaker."""
    before = [tree.words[i] for i in range(tree.first, token)]
    straight = sum(word in {'"', "''", "``"} for word in before) % 2 == 1
    return tree.sentence.quoted or straight or before.count("“") > before.count("”")


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
    verb = next((above for above in tree.ancestors(head) if tree.upos(above) == "VERB"), None)
    doers = () if verb is None else subjects(tree, verb)
    return next((found for doer in doers if (found := cast.who(tree, doer))), None)


def _owned_by_pronoun(tree: Tree, cast: Cast, head: int) -> Mention | None:
    """Return a thing as its owner's where a pronoun owns it: "its drones", said of the state that "its" stands for."""
    for child in tree.all(head, "nmod:poss"):
        if tree.words[child] == "whose":  # "Iran, whose missiles hit a village"
            return cast.who(tree, _noun_of(tree, child))
        owner = _meant(tree, cast, child)
        if owner is not None:
            return Mention(tree.span(tree.core(head)), "actor", owner.entity)
    return None


def _meant(tree: Tree, cast: Cast, pronoun: int) -> Mention | None:
    """Return who "its" or "their" is: the subject of its clause, else who was named last before it, else the sayer."""
    if tree.words[pronoun] not in _SELF:
        return None
    verb = next((above for above in tree.ancestors(pronoun) if tree.upos(above) == "VERB"), None)
    doers = () if verb is None else subjects(tree, verb)
    for token in (*doers, *range(pronoun - 1, tree.first - 1, -1)):
        inside = tree.head(token) is not None and tree.relation(token) in {"compound", "flat", "amod"}
        placed = token not in doers and tree.case(token) in {"in", "at"}
        found = None if inside or placed or tree.upos(token) != "PROPN" else cast.who(tree, token)
        theirs = token in doers and tree.words[pronoun] == "their"
        if found is not None and (theirs or (found.label == "person") == (tree.words[pronoun] in _PERSONS)):
            return found
    return _sayer(tree, cast, pronoun)


def _inner(tree: Tree, cast: Cast, head: int, depth: int) -> Mention | None:
    return cast.who(tree, head) or _owner(tree, cast, head, depth)


def _apposed(tree: Tree, cast: Cast, head: int) -> Mention | None:
    """Return who a phrase is by its apposition: "its neighbour, South Korea,"."""
    return next((found for child in tree.all(head, "appos", "flat") if (found := cast.who(tree, child))), None)


def _person_apposed(tree: Tree, cast: Cast, head: int) -> Mention | None:
    """Return the person that an apposition names: "his deputy, Ines Cordero,"."""
    named = (cast.who(tree, child) for child in tree.all(head, "appos"))
    return next((found for found in named if found is not None and found.label == "person"), None)


def _agents(tree: Tree, verb: int) -> tuple[int, ...]:
    own = [child for child in tree.all(verb, "obl:agent", "obl") if tree.case(child) == "by"]
    for later in () if own else tree.all(verb, "conj"):  # "was stormed and set on fire by a crowd"
        if tree.upos(later) == "VERB" and tree.one(later, "nsubj", "nsubj:pass", "obj") is None:
            own = [child for child in tree.all(later, "obl:agent", "obl") if tree.case(child) == "by"]
    return tuple(other for child in own for other in tree.conjuncts(child))


def _antecedent(tree: Tree, verb: int, subject: int) -> tuple[int, ...]:
    """Return a subject, or the noun that a relative pronoun stands for."""
    if tree.words[subject] in _RELATIVE:
        clause = tree.first_conjunct(verb)
        head = tree.head(clause)
        if head is not None and tree.relation(clause) in {"acl:relcl", "advcl:relcl", "acl"}:
            return tree.conjuncts(head) if tree.relation(head) != "conj" else (head,)
        return ()
    return tree.conjuncts(subject)


def _borrowed(tree: Tree, verb: int, depth: int) -> tuple[int, ...]:
    """Return the subject that a clause without one takes from the clause or noun above it."""
    head = tree.head(verb)
    if head is None or depth > _DEEP:
        return ()
    match tree.relation(verb):
        case "conj":
            return _subject_of(tree, head, depth)
        case "acl" | "acl:relcl":
            return _of_noun(tree, verb, head, depth)
        case "xcomp" | "ccomp":
            return _controlled(tree, verb, head, depth)
        case "advcl":
            return _adverbial(tree, verb, head, depth)
        case _:
            return ()


def _subject_of(tree: Tree, verb: int, depth: int) -> tuple[int, ...]:
    """Return the grammatical subject of a clause, whatever its voice."""
    if tree.is_passive(verb):
        own = tree.one(verb, "nsubj:pass", "nsubj")
        if own is not None:
            return _antecedent(tree, verb, own)
        return _borrowed(tree, verb, depth + 1)
    return subjects(tree, verb, depth + 1)


def _of_noun(tree: Tree, verb: int, head: int, depth: int) -> tuple[int, ...]:
    """Return who acts in a clause on a noun: the noun ("rebels fighting"), or its owner ("the U.S. decision to")."""
    above = tree.head(head)
    if tree.words[head] in _DOCUMENTS and above is not None and tree.relation(head) in {"obj", "obl"}:
        return _subject_of(tree, above, depth)  # "released a statement criticising the arrests"
    if tree.one(verb, "mark") is None or tree.upos(head) == "PROPN":
        return tree.conjuncts(head)
    if tree.one(head, "cop") is not None and tree.one(head, "nsubj") is not None:  # "is the first state to fire"
        return tree.conjuncts(tree.all(head, "nsubj")[0])
    becomes = above is not None and tree.words[above] in _BECOMING and tree.relation(head) in {"xcomp", "obj"}
    owners = () if becomes else tuple(tree.all(head, "nmod:poss", "amod", "compound"))
    if owners or above is None or tree.relation(head) not in {"obj", "obl", "xcomp"}:
        return owners
    return _subject_of(tree, above, depth)


def _controlled(tree: Tree, verb: int, head: int, depth: int) -> tuple[int, ...]:
    """Return who is to act: the object that is urged or allowed, else whoever wants it."""
    own = tree.one(head, "obj", "iobj")
    if own is not None and own < verb and tree.words[head] not in _PROMISING and not tree.is_passive(head):
        return tree.conjuncts(own)
    calls = tree.words[head].startswith(("call", "appeal", "prevail"))  # "called on X to"
    called = [c for c in tree.all(head, "obl") if calls and tree.case(c) in {"on", "upon"} and c < verb]
    return tree.conjuncts(called[0]) if called else _subject_of(tree, head, depth)


def _adverbial(tree: Tree, verb: int, head: int, depth: int) -> tuple[int, ...]:
    """Return who acts in "accused X of doing" (X), and in "struck the port, killing three" (who struck)."""
    marks = {tree.words[mark] for mark in tree.all(verb, "mark", "case")}
    own = _object(tree, head) or tree.one(head, "nsubj:pass")
    if marks & _OF_OBJECT and own is not None and own < verb:
        return tree.conjuncts(own)
    if "in" in marks and own is not None and tree.words[head].startswith("join"):  # "joined Britain in condemning"
        return (*_subject_of(tree, head, depth), *tree.conjuncts(own))
    called = [c for c in tree.all(head, "obl") if tree.case(c) in {"on", "upon"} and "to" in marks]
    if "for" in marks and own is None:  # "lashed out at Rome for convening"
        called += [c for c in tree.all(head, "obl") if tree.case(c) in {"at", "on"} and c < verb]
    if called:
        return tree.conjuncts(called[0])
    said = _inserted(tree, verb, head)
    if said is not None or tree.upos(head) == "VERB":
        return _subject_of(tree, head, depth) if said is None else subjects(tree, said, depth + 1)
    return tuple(tree.all(head, "nsubj"))


def _inserted(tree: Tree, verb: int, head: int) -> int | None:
    """Return the verb of saying behind which a participle of saying stands: "…, the ministry said, urging …"."""
    if tree.words[verb] not in _SAYING:
        return None
    said = (child for child in (*tree.all(head, "parataxis"), tree.tokens[head].head) if head < child < verb)
    return next((word for word in said if tree.words[word] in _SAID), None)


def _lacks_object(tree: Tree, verb: int) -> bool:
    """Say whether a relative clause leaves its object to the noun: "the sanctions Washington imposed"."""
    if tree.relation(verb) != "acl:relcl":
        return False
    subject = tree.one(verb, "nsubj")
    placed = any(tree.words[child] in {"where", "when", "why"} for child in tree.all(verb, "advmod"))
    owned = subject is not None and any(tree.words[owner] == "whose" for owner in tree.all(subject, "nmod:poss"))
    return subject is not None and not placed and not owned and tree.words[subject] not in _RELATIVE


def _shared_object(tree: Tree, verb: int) -> tuple[int, ...]:
    """Return the object that joined verbs share: "arrested and charged three men"."""
    later = [
        child for child in tree.all(verb, "conj") if tree.upos(child) == "VERB" and tree.one(child, "nsubj") is None
    ]
    own = [found for child in later if (found := tree.one(child, "obj")) is not None and not tree.is_passive(child)]
    return tree.conjuncts(own[0]) if own else ()

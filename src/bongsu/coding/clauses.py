"""Who does what to whom in a clause, whatever its shape: the heads of subjects, objects and prepositions.

Passives, relative clauses, participles, controlled infinitives and coordination are undone here, so that a table can
say "subj" and mean whoever does it.
"""

from collections.abc import Iterable, Sequence

from bongsu.coding.circumstances import words_of
from bongsu.coding.tree import Tree
from bongsu.reference.people import persons, sectors

_DEEP = 3
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
_SUMMONED = frozenset({"called", "summoned"})
_PROTESTING = frozenset({"convey", "deliver", "express", "lodge", "make", "protest", "record", "register", "voice"})
_OF_OBJECT = frozenset({"of", "from", "for", "with"})  # "accused X of", "barred X from", "blamed X for" doing something
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
_JUDGING = (
    *("applaud", "blast", "call", "condemn", "critici", "decri", "denounc", "deplor", "describ", "hail", "lament"),
    *("mock", "oppos", "prais", "protest", "question", "report", "slam", "welcom"),
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
_BECOMING = frozenset({"become", "becomes", "became", "becoming"})
_ENTRUSTING = frozenset({"appointed", "assigned", "chose", "chosen", "named", "nominated", "picked", "tapped"})
_DETERMINED = ("det", "nummod", "amod", "nmod:poss")
_MEETING = frozenset({"with", "between"})
_NAMING = frozenset({"appointed", "elected", "named", "names", "elects", "appoints"})
_BESIDES = frozenset({"after", "ahead of", "before", "following"})
_TOGETHER = frozenset({"along with", "together with", "alongside"})
_LETTING = frozenset({"let", "lets", "letting"})


def subjects(tree: Tree, verb: int, depth: int = 0) -> tuple[int, ...]:
    """Return the heads of whoever does what a verb says; empty when the sentence does not say."""
    if tree.is_passive(verb):
        return agents(tree, verb)
    own = tree.one(verb, "nsubj", "csubj", "nsubj:outer", "nsubj:pass")
    if own is not None:
        return (*antecedents(tree, verb, own), *_companions(tree, verb, own))
    return _borrowed(tree, verb, depth)


def _companions(tree: Tree, verb: int, subject: int) -> tuple[int, ...]:
    """Return who does it along with a subject; not where that may be with the object: "freed X along with Y"."""
    beside = list(tree.all(subject, "nmod"))
    if tree.one(verb, "obj") is None:
        beside += tree.all(verb, "obl")
    return tuple(one for child in beside if tree.case(child) in _TOGETHER for one in tree.conjuncts(child))


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
        return antecedents(tree, verb, own)
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
    found = _behind(tree, (word,), preposition) or _stranded(tree, word, preposition)
    if found:
        return found
    # The parser may hang "on Iran" of "imposed sanctions on Iran" on either noun or verb.
    below = list(objects(tree, word)) if tree.upos(word) == "VERB" else [word]
    if preposition in _MEETING and tree.upos(word) == "VERB":  # "spoke by video link with"
        below += [child for child in tree.all(word, "obl") if tree.case(child) not in _BESIDES]
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


def _stranded(tree: Tree, verb: int, preposition: str) -> tuple[int, ...]:
    """Return the subject of a passive whose preposition stands alone: "the patrol was fired at"."""
    alone = any(tree.words[child] == preposition and tree.upos(child) == "ADP" for child in tree.children[verb])
    return objects(tree, verb) if alone and tree.is_passive(verb) else ()


def agents(tree: Tree, verb: int) -> tuple[int, ...]:
    """Return the heads of those by whom something is done to the subject of a passive verb."""
    own = [child for child in tree.all(verb, "obl:agent", "obl") if tree.case(child) == "by"]
    for later in () if own else tree.all(verb, "conj"):  # "was stormed and set on fire by a crowd"
        if tree.upos(later) == "VERB" and tree.one(later, "nsubj", "nsubj:pass", "obj") is None:
            own = [child for child in tree.all(later, "obl:agent", "obl") if tree.case(child) == "by"]
    return tuple(other for child in own for other in tree.conjuncts(child) if not only_carries(tree, other))


def only_carries(tree: Tree, head: int) -> bool:
    """Say whether "by" names what somebody travels in, and nobody who acts: "flown by helicopter"."""
    return tree.words[head] in words_of("carriers") and not tree.all(head, *_DETERMINED)


def antecedents(tree: Tree, verb: int, subject: int) -> tuple[int, ...]:
    """Return a subject, or the noun that a relative pronoun stands for."""
    if tree.words[subject] in _RELATIVE:
        clause = tree.first_conjunct(verb)
        head = tree.head(clause)
        if head is not None and tree.relation(clause) in {"acl:relcl", "advcl:relcl", "acl"}:
            head = _state_of(tree, head, subject) if tree.words[subject] == "which" else head
            every = tree.conjuncts(head) if tree.relation(head) != "conj" else (head,)
            return every[-1:] if _is_of_last(tree, every, subject) else every
        return ()
    return tree.conjuncts(subject)


def _is_of_last(tree: Tree, joined: Sequence[int], pronoun: int) -> bool:
    """Say whether a clause tells of the last of unlike nouns: "the rebels and the governor, who fled".

    Of two of a kind it tells of both: "Norway and Ireland, which promised", "the bishop and the mayor, who met".
    """
    several = [tree.upos(noun) == "NOUN" and tree.words[noun].endswith("s") for noun in joined]
    behind = joined[-1] < pronoun and tree.words.get(pronoun - 1) == ","
    return tree.words[pronoun] == "who" and behind and several[-1] not in several[:-1]


def _state_of(tree: Tree, head: int, which: int) -> int:
    """Return the state that "which" stands for behind people of it: "the protesters in Belarus, which retaliated"."""
    states = [child for child in tree.all(head, "nmod") if tree.upos(child) == "PROPN" and child < which]
    return states[-1] if tree.upos(head) == "NOUN" and _is_person(tree, head) and states else head


def _is_person(tree: Tree, head: int | None) -> bool:
    """Say whether a phrase is that of people: by name, or by a noun for them."""
    if head is None or tree.upos(head) == "PROPN":
        return head is not None
    noun = tree.words[head].removesuffix("s")
    return noun in persons() or sectors().get(noun) == "CVL"


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


def _is_relative(tree: Tree, verb: int, said: int) -> bool:
    """Say whether a relative pronoun is the subject of a verb in what is said: "a missile that Seoul said flew"."""
    clause = tree.first_conjunct(said)
    pronoun = tree.one(verb, "obj") or tree.one(said, "obj")
    relative = tree.relation(clause) == "acl:relcl" and tree.head(clause) is not None
    return relative and pronoun is not None and tree.words[pronoun] in _RELATIVE


def _subject_of(tree: Tree, verb: int, depth: int) -> tuple[int, ...]:
    """Return the grammatical subject of a clause, whatever its voice."""
    if tree.is_passive(verb):
        own = tree.one(verb, "nsubj:pass", "nsubj")
        if own is not None:
            return antecedents(tree, verb, own)
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
    if tree.words[above].startswith(_JUDGING):  # whoever condemns a plan to attack attacks nobody
        return ()
    return _subject_of(tree, above, depth)


def _controlled(tree: Tree, verb: int, head: int, depth: int) -> tuple[int, ...]:
    """Return who is to act: the object that is urged or allowed, else whoever wants it."""
    if tree.relation(verb) == "ccomp" and _is_relative(tree, verb, head):
        return tree.conjuncts(tree.tokens[tree.first_conjunct(head)].head)
    if _protests_to_summoned(tree, verb, head):
        return agents(tree, head) or oblique(tree, head, "to")
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
    if _protests_to_summoned(tree, verb, head):
        return agents(tree, head) or oblique(tree, head, "to")
    entrusted = "to" in marks and tree.words[head] in _ENTRUSTING and _is_person(tree, own)  # "named X to lead"
    if (marks & _OF_OBJECT or entrusted) and own is not None and own < verb:
        return tree.conjuncts(own)
    if "in" in marks and own is not None and tree.words[head].startswith("join"):  # "joined Britain in condemning"
        return (*_subject_of(tree, head, depth), *tree.conjuncts(own))
    called = [c for c in tree.all(head, "obl") if tree.case(c) in {"on", "upon"} and "to" in marks]
    called = [c for c in called if tree.words[c] not in _DAYS]  # "voted on Friday to impeach"
    if "for" in marks and own is None:  # "lashed out at Rome for convening"
        called += [c for c in tree.all(head, "obl") if tree.case(c) in {"at", "on"} and c < verb]
    if called:
        return tree.conjuncts(called[0])
    said = _inserted(tree, verb, head)
    if said is not None or tree.upos(head) == "VERB":
        return _subject_of(tree, head, depth) if said is None else subjects(tree, said, depth + 1)
    return tuple(tree.all(head, "nsubj"))


def _protests_to_summoned(tree: Tree, verb: int, head: int) -> bool:
    """Say whether somebody is told off: who "was called to the ministry to lodge a protest" lodges none."""
    return tree.words[head] in _SUMMONED and tree.words[verb] in _PROTESTING and tree.is_passive(head)


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


def is_ground_beside(tree: Tree, head: int) -> bool:
    """Say whether "by" names the ground beside which something was, and nobody who did it: "shot by the roadside"."""
    return tree.case(head) == "by" and tree.words[head] in words_of("grounds")

"""Whom a pronoun of a sentence stands for.

Told by syntax (Hobbs 1978; Lappin and Leass 1994): a pronoun is none of those that act with it in its own clause, but
a possessive may be; subjects go before objects, objects before what stands behind a preposition, near clauses before
far ones, and what a clause names before what it names only in passing. Somebody has to fit by number and as a person.
"""

import functools
from collections.abc import Container, Iterable, Iterator
from itertools import pairwise

import msgspec

from bongsu.coding.cast import Cast
from bongsu.coding.clauses import agents, objects, subjects
from bongsu.coding.tree import VERBAL, Tree
from bongsu.model import Mention
from bongsu.reference.people import persons
from bongsu.reference.tables import load_table

_HE, _SHE = frozenset({"he", "him", "his"}), frozenset({"she", "her"})
_ONE, _SEVERAL = frozenset({"it", "its"}), frozenset({"they", "them", "their"})
_PERSONS = _HE | _SHE
PRONOUNS = _PERSONS | _ONE | _SEVERAL
_SAID = PRONOUNS - {"him", "them"}
SOMEBODY = PRONOUNS - _ONE
"""Pronouns that stand for somebody even where nobody knows for whom; "it" is mostly a thing."""
_PLURAL = frozenset({"men", "women", "children", "people", "police", "taliban"})
_INSIDE = frozenset({"compound", "flat", "amod", "nmod:desc", "nmod:poss", "appos", "dep"})  # "dep": a dateline
_PLACED = frozenset({"in", "at"})
_DEEP = 3


class _Words(msgspec.Struct, frozen=True):
    """What is read here of the table ``data/coreference.yaml``."""

    men: frozenset[str]
    women: frozenset[str]


@functools.cache
def _vocabulary() -> _Words:
    return load_table("coreference", _Words)


def stands_for(tree: Tree, cast: Cast, pronoun: int) -> Mention | None:
    """Return whom a pronoun stands for, among those whom its sentence names; None where nobody fits.

    What is quoted is not looked at: its "they" are others than the speaker.
    """
    if tree.words[pronoun] not in PRONOUNS or _is_quoted(tree, pronoun):
        return None
    barred = _beside(tree, pronoun) | _sayers_behind(tree, pronoun)
    early = _is_possessive(tree, pronoun) or _is_relative(tree, pronoun)
    near = _nearest(tree, cast, pronoun, _around(tree, pronoun), barred) if early else None
    said = _sayer(tree, cast, pronoun, barred) if near is None and tree.words[pronoun] in _SAID else None
    return near or said or _nearest(tree, cast, pronoun, _candidates(tree, pronoun), barred)


def _nearest(tree: Tree, cast: Cast, pronoun: int, tokens: Iterable[int], barred: Container[int]) -> Mention | None:
    """Return the first of some phrases that is somebody who fits a pronoun; the same pronoun before it is as open."""
    for token in dict.fromkeys(tokens):
        who = None if token in barred or token == pronoun else cast.who(tree, token)
        if who is not None and _is_same_person(tree, token, pronoun):
            return who if who.entity is not None else None  # "he went with Tom to Rome, where he stayed"
        if who is not None and _fits(tree, pronoun, token, who):
            return who
    return None


def _is_same_person(tree: Tree, token: int, pronoun: int) -> bool:
    """Say whether a word that acts is the pronoun of a person, and of the same sex as another one."""
    word, other = tree.words[token], tree.words[pronoun]
    return _is_acting(tree, token) and any({word, other} <= sex for sex in (_HE, _SHE))


def is_beside(tree: Tree, cast: Cast, pronoun: int, found: Mention) -> bool:
    """Say whether somebody acts with a pronoun in its own clause, and so is not whom it stands for."""
    who = (cast.who(tree, token) for token in _beside(tree, pronoun))
    return any(other is not None and other.span == found.span for other in who)


def _is_possessive(tree: Tree, pronoun: int) -> bool:
    return tree.relation(pronoun) == "nmod:poss"


def _is_relative(tree: Tree, pronoun: int) -> bool:
    """Say whether a pronoun acts in a relative clause: "a charge it denies"."""
    return _is_acting(tree, pronoun) and tree.relation(tree.tokens[pronoun].head) == "acl:relcl"


def _is_acting(tree: Tree, pronoun: int) -> bool:
    return tree.relation(pronoun) in {"nsubj", "nsubj:pass"}


def _verbs(tree: Tree, pronoun: int) -> Iterator[int]:
    """Yield the predicates above a pronoun, the nearest first."""
    for above in tree.ancestors(pronoun):
        if tree.upos(above) in VERBAL or tree.one(above, "nsubj") is not None:
            yield above


def _beside(tree: Tree, pronoun: int) -> frozenset[int]:
    """Return who stands with a pronoun in the roles of its verb; nobody with a possessive."""
    verb = next(_verbs(tree, pronoun), None)
    if verb is None or _is_possessive(tree, pronoun):
        return frozenset()
    acting = {*objects(tree, verb), *agents(tree, verb)}
    others = acting if _is_acting(tree, pronoun) else {*subjects(tree, verb), *objects(tree, verb)}
    if tree.relation(verb) == "acl:relcl":  # "whom he had invited", "which it accuses"
        others |= set(tree.conjuncts(tree.tokens[verb].head))
    return frozenset(others - {pronoun})


def _sayers_behind(tree: Tree, pronoun: int) -> frozenset[int]:
    """Return who says behind it what a person does, and so is not that person: "he fired at them, the sheriff said"."""
    if tree.words[pronoun] not in _PERSONS:
        return frozenset()
    path = [pronoun, *tree.ancestors(pronoun)]
    said = (above for below, above in pairwise(path) if tree.relation(below) == "ccomp")
    return frozenset(subject for verb in said for subject in subjects(tree, verb) if subject > pronoun)


def _around(tree: Tree, pronoun: int) -> Iterator[int]:
    """Yield whom the clause of a possessive, or the one around a relative clause, names: who acts, then the others."""
    verbs = _verbs(tree, pronoun)
    if not _is_possessive(tree, pronoun):
        next(verbs, None)
    verb = next(verbs, None)
    if verb is not None:
        yield from _named_in(tree, verb, pronoun)


def _candidates(tree: Tree, pronoun: int) -> Iterator[int]:
    """Yield the heads of those whom a pronoun may stand for, the likeliest first."""
    for verb in list(_verbs(tree, pronoun))[0 if _is_possessive(tree, pronoun) else 1 :]:
        yield from _named_in(tree, verb, pronoun)
    yield from (token for token in range(pronoun - 1, tree.first - 1, -1) if _is_phrase(tree, token))


def _named_in(tree: Tree, verb: int, pronoun: int) -> Iterator[int]:
    """Yield who acts in a clause, then whom it names before a pronoun otherwise."""
    acting, suffering = subjects(tree, verb), objects(tree, verb)
    yield from (*suffering, *acting) if tree.is_passive(verb) else acting
    yield from (token for token in suffering if token < pronoun)
    yield from (token for token in tree.subtree(verb) if token < pronoun and _is_phrase(tree, token))


def _is_phrase(tree: Tree, token: int) -> bool:
    """Say whether a word is the head of a noun phrase, or an owner, and no mere place."""
    owner = tree.relation(token) == "nmod:poss"
    return (owner or tree.relation(token) not in _INSIDE) and tree.case(token) not in _PLACED


def _fits(tree: Tree, pronoun: int, token: int, who: Mention) -> bool:
    """Say whether somebody is a person, a body or several, as the pronoun asks."""
    word = tree.words[pronoun]
    named = tree.upos(token) in {"NOUN", "PROPN"} and tree.one(token, "cop") is None
    if not named or who.entity is None:
        return False
    if word in _PERSONS:
        return _is_person(tree, token, who) and tree.words[token] not in _other_gender(word)
    if word in _SEVERAL:
        return _is_several(tree, token, who)
    return not _is_person(tree, token, who) and _is_one(tree, token, who)


def _is_person(tree: Tree, token: int, who: Mention) -> bool:
    """Say whether somebody is one person: by name, or by a noun for one ("the governor")."""
    return who.label == "person" or (tree.upos(token) == "NOUN" and tree.words[token] in persons())


def _is_several(tree: Tree, token: int, who: Mention) -> bool:
    """Say whether a noun is plural, or joined to another one; a state ("the United States") is one."""
    word, entity = tree.words[token], who.entity
    state = tree.upos(token) == "PROPN" and entity is not None and entity.country is not None and not entity.sector
    plural = word in _PLURAL or (word.endswith("s") and not word.endswith("ss") and not state)
    return (plural and who.label != "person") or tree.one(token, "conj") is not None


def _is_one(tree: Tree, token: int, who: Mention) -> bool:
    """Say whether a noun is singular, or the name of one body: "United Airlines", "the Taliban"."""
    name = tree.upos(token) == "PROPN" and tree.one(token, "conj") is None
    return name or not _is_several(tree, token, who)


def _other_gender(word: str) -> frozenset[str]:
    return _vocabulary().women if word in _HE else _vocabulary().men


def _sayer(tree: Tree, cast: Cast, pronoun: int, barred: frozenset[int]) -> Mention | None:
    """Return who says that a pronoun does something: "Tokyo said it would …"."""
    clause = tree.head(pronoun)
    for _ in range(_DEEP):
        if clause is None:
            return None
        above = tree.head(clause)
        within = tree.relation(clause) in {"ccomp", "advcl", "parataxis"}
        if above is not None and within and tree.upos(above) == "VERB":
            for subject in subjects(tree, above):
                found = None if tree.upos(subject) == "PRON" or subject in barred else cast.who(tree, subject)
                beside = tree.relation(clause) == "advcl" and tree.words[pronoun] in _SEVERAL
                several = not beside or found is None or _is_several(tree, subject, found)
                if found is not None and several and _speaks(tree, pronoun, subject, found):
                    return found  # not "Oslo put off the talks until they leave"
        clause = above
    return None


def _speaks(tree: Tree, pronoun: int, subject: int, who: Mention) -> bool:
    """Say whether who speaks may be the pronoun of what is said: a ministry may be "they", officials are no "it".

    Who is named behind what is said is "they" only as several: "they have pledged to go, the African Union said".
    """
    word = tree.words[pronoun]
    if word in _PERSONS:
        return who.label == "person"
    if word in _SEVERAL:
        return subject < pronoun or _is_several(tree, subject, who)
    return _is_one(tree, subject, who)


def _is_quoted(tree: Tree, token: int) -> bool:
    """Say whether a token stands inside quotation marks, where "they" are others than the speaker."""
    before = [tree.words[i] for i in range(tree.first, token)]
    straight = sum(word in {'"', "''", "``"} for word in before) % 2 == 1
    return tree.sentence.quoted or straight or before.count("“") > before.count("”")

"""Who stands near an act and takes no part in it, whatever the model makes of them."""

from itertools import takewhile

from bongsu.coding.clauses import agents, antecedents, objects, subjects
from bongsu.coding.mended import BLAMING
from bongsu.coding.tree import Tree
from bongsu.model import EventType

_ARGUMENTS = ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent")
_ANSWERS = frozenset({"answer", "protest", "reaction", "reprisal", "response", "retaliation", "retribution", "revenge"})
_HARMING: frozenset[EventType] = frozenset({"ASSAULT", "COERCE"})
_SUFFERED: frozenset[EventType] = _HARMING | {"ACCUSE", "REJECT", "REQUEST", "SANCTION", "THREATEN"}
_LEAVING: frozenset[EventType] = frozenset({"RETREAT", "SANCTION"})
_TO = frozenset({"against", "at", "for", "over", "to"})
_WHERE = frozenset({"at", "from", "in", "inside", "near", "off", "outside"})
# Not "when", behind which stands what an act answers as well: "protested when the minister spoke".
_MEANWHILE = frozenset({"after", "as", "because", "before", "since", "though", "while"})


def never_acting(tree: Tree, word: int, kind: EventType | None) -> set[int]:
    """Return who does not do what a word tells of.

    Whoever takes part in what answers the act, or is done in spite of it; who does something to what the act was done
    to ("the army tracked a missile launched from", "kidnapped sailors were found by the navy"); whom a passive says
    that it befell ("were captured in a raid", "Ghana urged to pay"); those at whose place people talk ("talks at the
    United Nations"); where something only was ("rounded up in Beijing"); and the others of whom a clause does not tell.
    """
    noun = tree.head(word)
    others = _before_antecedent(tree, word)
    if tree.upos(word) == "VERB":
        others |= {child for child in tree.all(word, "obl") if tree.case(child) in _WHERE}
        told = tree.one(word, "aux:pass") is not None or tree.is_headlines(word)
        if told and kind in _SUFFERED:  # not "will be received in Rome", "were deployed"
            others |= set(objects(tree, word)) - set(agents(tree, word))
    if noun is not None and tree.words[noun] == "following" and tree.relation(word) == "obj":
        others |= set(subjects(tree, noun))  # "asked to leave following an attack on a spy"
    if kind in _LEAVING:  # "the expulsion of diplomats from London"
        below = (word, *tree.all(word, "nmod"))
        others |= {child for one in below for child in tree.all(one, "nmod") if tree.case(child) == "from"}
    if kind == "CONSULT":
        others |= {child for child in tree.all(word, "nmod") if tree.case(child) == "at"}
    if tree.upos(word) != "VERB" and is_answered(tree, word):
        others |= {one for above in tree.ancestors(word) for one in tree.all(above, *_ARGUMENTS)}
    elif kind in _HARMING and noun is not None and _befalls(tree, word, noun):
        others |= set(objects(tree, noun))
    elif tree.relation(word) == "amod":
        others |= {one for above in tree.ancestors(word) for one in agents(tree, above)}
    elif tree.relation(word) == "acl" and noun is not None and tree.relation(noun) == "obj" and tree.is_passive(word):
        others |= set(subjects(tree, tree.tokens[noun].head))
    return others


def _befalls(tree: Tree, noun: int, verb: int) -> bool:
    return tree.relation(noun) == "obl" and tree.case(noun) == "in" and tree.is_passive(verb)


def never_receiving(tree: Tree, word: int, kind: EventType | None) -> set[int]:
    """Return who is blamed for an act, and who acts because of a protest, which is against somebody else maybe.

    "Blamed the attack on rebels"; "yielding to protests, he left".
    """
    verb = tree.head(word)
    if verb is not None and tree.words[verb] in BLAMING and tree.relation(word) in {"obj", "nsubj:pass"}:
        return {one for child in tree.all(verb, "obl") if tree.case(child) == "on" for one in tree.conjuncts(child)}
    if kind != "PROTEST" or tree.upos(word) != "NOUN":
        return set()
    return {one for verb in tree.ancestors(word) for one in tree.all(verb, "nsubj", "nsubj:pass")}


def is_beside(tree: Tree, word: int, token: int) -> bool:
    """Say whether a clause of what was before or meanwhile tells of somebody: "struck, an hour after rebels fled"."""
    above = {word, *tree.ancestors(word)}
    path = takewhile(lambda step: step not in above, (token, *tree.ancestors(token)))
    clauses = (step for step in path if tree.relation(step) == "advcl")
    return any(tree.words[mark] in _MEANWHILE for step in clauses for mark in tree.all(step, "mark", "case", "advmod"))


def is_answered(tree: Tree, noun: int) -> bool:
    """Say whether a noun is what a clause is an answer to: "in retaliation for air strikes", "despite sanctions"."""
    above, case = tree.head(noun), tree.case(noun)
    return case == "despite" or (above is not None and case in _TO and tree.words[above] in _ANSWERS)


def _before_antecedent(tree: Tree, word: int) -> set[int]:
    """Return who stands beside the last of several whose clause it is: "marchers and the mayor, who gave the order"."""
    clause = next((c for c in (word, tree.head(word)) if c is not None and tree.relation(c) == "acl:relcl"), None)
    noun, acting = (None, None) if clause is None else (tree.head(clause), tree.one(clause, "nsubj"))
    if clause is None or noun is None or acting is None or tree.words.get(acting - 1) != ",":
        return set()
    return set(tree.conjuncts(tree.first_conjunct(noun))) - set(antecedents(tree, clause, acting))

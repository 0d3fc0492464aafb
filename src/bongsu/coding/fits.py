"""Whether a frame fits the words around its trigger: particles, object, subject, and what must not stand there."""

from collections.abc import Iterator

from bongsu.coding.cast import Cast
from bongsu.coding.frames import Frame
from bongsu.coding.roles import PARTITIVE, objects, subjects
from bongsu.coding.tree import Tree

_MEANWHILE = frozenset({"as", "after", "before", "while", "when", "since"})


def barred(tree: Tree, cast: Cast, token: int, frame: Frame) -> str | None:
    """Return why a frame does not fit the words around its trigger; None when it does."""
    reason = next(_reasons(tree, cast, token, frame), None)
    return None if reason is None else f"row {frame.name}: {reason}"


def _reasons(tree: Tree, cast: Cast, token: int, frame: Frame) -> Iterator[str]:
    """Yield what speaks against a frame."""
    children = [child for child in tree.children[token] if not cast.is_measure(child)]
    below = {tree.words[child] for child in children}
    below |= {word for child in children for word in (tree.case(child) or "").split()}
    if frame.subject is not None and not frame.subject & set(_who_does(tree, token)):
        yield "not by such a thing"
    if frame.either is not None and not frame.either & below:
        yield "without such a particle"
    if frame.near is not None and not frame.near & cast.words:
        yield "in a report of no such thing"
    if frame.about is not None and not frame.about & set(_about(tree, token)):
        yield "about no such thing"
    if frame.row.predicate and not _is_predicate(tree, token):
        yield "nothing is said to be it"
    if frame.particles - below:
        yield f"without {', '.join(sorted(frame.particles - below))}"
    related = {f":{tree.relation(child)}" for child in children}
    yield from _against(tree, cast, token, frame, below | related)


def _against(tree: Tree, cast: Cast, token: int, frame: Frame, near: set[str]) -> Iterator[str]:
    """Yield what the object of a verb, or what a noun is made of, says against a frame."""
    heads = set(objects(tree, token)) if tree.upos(token) in {"VERB", "ADJ"} else set(_topics(tree, token))
    if frame.row.alone and heads:
        yield "with an object"
    things = {word for head in heads for word in _made_of(tree, head)}
    made_of = {tree.words[word] for word in things} | {"missile" for word in things if cast.is_weapon(word)}
    stood_for = {part for head in heads for part in (head, *tree.all(head, "nmod"))}  # "them", "two of them"
    made_of |= {word for part in stood_for for word in cast.meant(part)} | {
        word for head in heads for word in cast.kinds(tree, head)
    }
    if frame.object is not None and not made_of & frame.object:
        yield "not of such a thing"
    found = (near | made_of) & frame.unless
    if found:
        yield f"not with {', '.join(sorted(found))}"


def _about(tree: Tree, token: int) -> Iterator[str]:
    """Yield the words below a trigger, without those of what went on meanwhile ("clashed as lawmakers debated")."""
    below = tree.subtree(token)
    own = (child for child in below if tree.relation(child) == "advcl" and tree.one(child, "nsubj", "nsubj:pass"))
    marks = ((child, {tree.words[mark] for mark in tree.all(child, "mark", "advmod")}) for child in own)
    apart = {word for child, words in marks if words & _MEANWHILE and child != token for word in tree.subtree(child)}
    return (tree.words[word] for word in below if word != token and word not in apart)


def _is_predicate(tree: Tree, noun: int) -> bool:
    """Say whether a noun is what something is said to be: "this is a violation", "called it a violation"."""
    return (
        tree.one(noun, "cop") is not None
        or tree.relation(noun) == "xcomp"
        or (tree.relation(noun) == "obl" and tree.case(noun) == "as")
    )


def _doers(tree: Tree, verb: int) -> tuple[int, ...]:
    """Return the heads of the subject; in a passive the agent and, for what rises by itself, its subject."""
    return (*subjects(tree, verb), *(head for head in tree.all(verb, "obl") if tree.case(head) in {"by", "with"}))


def _who_does(tree: Tree, verb: int) -> Iterator[str]:
    """Yield the words of the subject, with those behind "of" in "hundreds of farmers"."""
    for head in _doers(tree, verb):
        yield tree.words[head]
        if tree.words[head] in PARTITIVE:
            yield from (tree.words[child] for child in tree.all(head, "nmod") if tree.case(child) == "of")


def _made_of(tree: Tree, head: int) -> Iterator[int]:
    """Yield the words of a thing: "$1 billion", "a shipment of ventilators", "tanks and jets"."""
    if tree.words[head] == "what":  # "fired what Seoul said was a missile"
        yield from tree.subtree(head)
    for part in (head, *tree.all(head, "nmod", "conj", "appos")):
        yield part
        if tree.words[part] == "which":  # "missiles, two of which were shot down"
            clause = next((above for above in tree.ancestors(part) if tree.relation(above) == "acl:relcl"), None)
            yield from () if clause is None else (tree.tokens[clause].head,)
        yield from tree.all(part, "compound", "amod", "nummod", "nmod:desc", "flat", "nmod")


def _topics(tree: Tree, noun: int) -> Iterator[int]:
    """Yield what a noun is made of or about: "missile launch", "launch of a missile"."""
    for child in tree.all(noun, "compound", "amod", "nmod", "nmod:poss", "acl"):
        yield child
        yield from tree.all(child, "conj", "compound")

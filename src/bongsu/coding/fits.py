"""Whether a frame fits the words around its trigger: particles, object, subject, and what must not stand there."""

from collections.abc import Iterator
from functools import cached_property

from bongsu.coding.cast import Cast
from bongsu.coding.clauses import objects, only_carries, subjects
from bongsu.coding.frames import Frame
from bongsu.coding.roles import PARTITIVE
from bongsu.coding.tree import Tree

_WHERE = frozenset({"at", "inside", "near", "outside"})
_MEANWHILE = frozenset({"as", "before", "while", "since"})


class Surroundings:
    """What stands around a word that may be a trigger. Looked up once a word, for all frames that name it."""

    def __init__(self, tree: Tree, cast: Cast, token: int) -> None:
        """Take a word of a tree."""
        self._tree, self._cast, self._token = tree, cast, token

    @cached_property
    def _children(self) -> tuple[int, ...]:
        return tuple(child for child in self._tree.children[self._token] if not self._cast.is_measure(child))

    @cached_property
    def below(self) -> frozenset[str]:
        """The words that hang on it, and their prepositions; with "in which" what that stands for."""
        tree = self._tree
        cases = [word for child in self._children for word in (tree.case(child) or "").split()]
        marks = (mark for child in self._children for mark in tree.all(child, "mark"))
        cases += [tree.words[mark] for mark in marks if tree.words[mark] == "for"]  # "called for him to go"
        which = any(tree.words[child] == "which" and tree.case(child) for child in self._children)
        noun = tree.head(tree.first_conjunct(self._token)) if which else None
        meant = () if noun is None else (tree.words[noun],)
        return frozenset((*(_word(tree, child) for child in self._children), *cases, *meant))

    @cached_property
    def relations(self) -> frozenset[str]:
        """The relations of what hangs on it, as a table writes them (``:obj``)."""
        return frozenset(f":{self._tree.relation(child)}" for child in self._children)

    @cached_property
    def doers(self) -> frozenset[str]:
        """The words of who does it."""
        return frozenset(_who_does(self._tree, self._token))

    @cached_property
    def about(self) -> frozenset[str]:
        """All words below it."""
        return frozenset(_about(self._tree, self._token))

    @cached_property
    def is_predicate(self) -> bool:
        """Whether something is said to be it."""
        return _is_predicate(self._tree, self._token)

    @cached_property
    def objects(self) -> frozenset[int]:
        """The heads of its objects; for a noun of what it is made of or about."""
        verbal = self._tree.upos(self._token) in {"VERB", "ADJ"}
        return frozenset(objects(self._tree, self._token) if verbal else _topics(self._tree, self._token))

    @cached_property
    def made_of(self) -> frozenset[str]:
        """The words and kinds of its objects."""
        tree, cast = self._tree, self._cast
        things = {word for head in self.objects for word in _made_of(tree, head)}
        found = {tree.words[word] for word in things} | {"missile" for word in things if cast.is_weapon(word)}
        stood_for = {part for head in self.objects for part in (head, *tree.all(head, "nmod"))}  # "two of them"
        found |= {word for part in stood_for for word in cast.meant(part)}
        return frozenset(found | {word for head in self.objects for word in cast.kinds(tree, head)})

    @property
    def report(self) -> frozenset[str]:
        """The words of the whole report."""
        return self._cast.words


def barred(around: Surroundings, frame: Frame) -> str | None:
    """Return why a frame does not fit the words around its trigger; None when it does."""
    reason = next(_reasons(around, frame), None)
    return None if reason is None else f"row {frame.name}: {reason}"


def _reasons(around: Surroundings, frame: Frame) -> Iterator[str]:
    """Yield what speaks against a frame, what is soonest looked up first."""
    if frame.near is not None and frame.near.isdisjoint(around.report):
        yield "in a report of no such thing"
    if frame.either is not None and frame.either.isdisjoint(around.below):
        yield "without such a particle"
    if not frame.particles <= around.below:
        yield f"without {', '.join(sorted(frame.particles - around.below))}"
    if frame.row.predicate and not around.is_predicate:
        yield "nothing is said to be it"
    if frame.subject is not None and frame.subject.isdisjoint(around.doers):
        yield "not by such a thing"
    if frame.about is not None and frame.about.isdisjoint(around.about):
        yield "about no such thing"
    if frame.row.alone and around.objects:
        yield "with an object"
    if frame.object is not None and frame.object.isdisjoint(around.made_of):
        yield "not of such a thing"
    found = frame.unless and (around.below | around.relations | around.made_of) & frame.unless
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
    beside = (head for head in tree.all(verb, "obl") if tree.case(head) in {"by", "with"})
    return (*subjects(tree, verb), *(head for head in beside if not only_carries(tree, head)))


def _who_does(tree: Tree, verb: int) -> Iterator[str]:
    """Yield the words of the subject, with those behind "of" in "hundreds of farmers"."""
    for head in _doers(tree, verb):
        yield _word(tree, head)
        if tree.words[head] in PARTITIVE:
            yield from (tree.words[child] for child in tree.all(head, "nmod") if tree.case(child) == "of")


def _word(tree: Tree, head: int) -> str:
    """Return a word; "gunfire" where "fire" is somebody's and no blaze: "by Danish fire", "fire from the hill"."""
    shots = tree.words[head] == "fire" and not tree.all(head, "det")
    return "gunfire" if shots and tree.all(head, "amod", "compound", "nmod") else tree.words[head]


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
        if tree.case(child) not in _WHERE:
            yield child
            yield from tree.all(child, "conj", "compound")

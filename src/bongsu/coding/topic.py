"""The words that an act is about: what hangs on it, without what is told of other acts beside it."""

from bongsu.coding.tree import VERBAL, Tree

_APART = frozenset({"conj", "parataxis", "advcl:relcl", "acl:relcl"})
_AIMS = frozenset({"to", "in", "order", "for", "by", "of", "from", "into", "on", "about", "with", "at", "against"})


def below(tree: Tree, trigger: int, carrier: int | None = None) -> tuple[int, ...]:
    """Return an act's word, the verb that carries it, and what hangs on them, in text order.

    What a clause beside it tells of is left out: "shelled the town **and arrested** protesters".
    """
    found: set[int] = set()
    for word in (trigger,) if carrier is None else (trigger, carrier):
        found.add(word)
        for child in tree.children[word]:
            if not _is_apart(tree, child):
                found.update(tree.subtree(child))
    return tuple(sorted(found))


def _is_apart(tree: Tree, child: int) -> bool:
    """Say whether a clause tells of something else; its aim belongs to the act: "marched **to demand reforms**"."""
    if tree.upos(child) not in VERBAL:
        return False
    if tree.relation(child) != "advcl":
        return tree.relation(child) in _APART
    marks = {tree.words[mark] for mark in tree.all(child, "mark", "case", "advmod")}
    return tree.one(child, "nsubj", "nsubj:pass") is not None or not marks <= _AIMS

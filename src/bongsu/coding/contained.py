"""What is agreed, asked, refused or threatened, and what is acted upon: the words of an act's content."""

from collections.abc import Sequence
from itertools import dropwhile

from bongsu.coding.cast import Cast
from bongsu.coding.clauses import objects
from bongsu.coding.frames import Frame
from bongsu.coding.mended import NOMINAL
from bongsu.coding.roles import at
from bongsu.coding.tree import CLAUSES, Tree

_OUTSIDE = frozenset({"acl:relcl", "advcl:relcl", "appos", "parataxis"})
_ABOUT = frozenset({"of", "on", "over", "against", "about", "into", "at", "for"})
_BACKGROUND = frozenset({"after", "ahead", "since", "following", "when", "while", "because", "as", "before"})


def contents_of(tree: Tree, frame: Frame, token: int, carrier: int | None) -> tuple[tuple[int, ...], ...]:
    """Return the words of what is agreed, asked, refused or threatened, at the first path that leads to some."""
    for path in frame.content:
        for word in (token,) if carrier is None else (token, carrier):
            heads = (
                tuple(head for head in tree.all(word, path.where) if not _is_aside(tree, head))
                if path.where in CLAUSES
                else tuple(head for head in at(tree, path, word, token))
            )
            found = tuple(_foreground(tree, head) for head in heads if head != token)
            outer = tuple(content for content in found if not any(set(content) < set(other) for other in found))
            if outer:
                return outer
    return ()


def _is_aside(tree: Tree, clause: int) -> bool:
    """Say whether a clause is told beside an act: "rejected the talk, telling Rome to wait", "as it drew near"."""
    unmarked = tree.one(clause, "mark", "case") is None and tree.words.get(clause - 1) == ","
    participle = tree.relation(clause) == "advcl" and unmarked and tree.words[clause].endswith("ing")
    return participle or _is_background(tree, clause)


def things_of(tree: Tree, cast: Cast, token: int, people: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Return what an act is about where its row names no content: the object ("condemned the attack")."""
    if tree.upos(token) == "VERB":
        heads = objects(tree, token)
    else:
        heads = tuple(child for child in tree.all(token, "nmod") if tree.case(child) in _ABOUT)
    free = (head for head in heads if head not in people and not cast.is_measure(head) and tree.upos(head) in NOMINAL)
    return tuple(_foreground(tree, head) for head in free)[:1]


def _foreground(tree: Tree, head: int) -> tuple[int, ...]:
    """Return the words of a content without what only stands beside it: relative clauses, "after the attack".

    Nor with the preposition that ties it to the act: "concern over **the build-up**".
    """
    background = {
        token
        for child in tree.subtree(head)
        if child != head and (tree.relation(child) in _OUTSIDE or _is_background(tree, child))
        for token in tree.subtree(child)
    }
    words = tuple(token for token in tree.subtree(head) if token not in background)
    ties = {tie for case in tree.all(head, "case") for tie in tree.subtree(case)}
    return tuple(dropwhile(lambda token: token in ties or tree.words[token] == ",", words))


def _is_background(tree: Tree, token: int) -> bool:
    if tree.words[token] == "ahead":  # "ahead of talks with", all of which the parser hangs on it
        return True
    marks = {tree.words[mark] for mark in tree.all(token, "mark", "case", "advmod")}
    if tree.relation(token) == "acl":  # "look into claims that its troops executed dozens"
        return "that" in marks or tree.is_passive(token)  # "the release of three men jailed by"
    return tree.relation(token) in {"advcl", "obl"} and bool(marks & _BACKGROUND)

"""A sentence as a tree: who depends on whom, in the relations of Universal Dependencies.

A view over the tokens of an Annotation, whose indices it keeps: ``tree.words[i]`` is the word of
``annotation.tokens[i]``. Nothing is copied that the annotation already says.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from bongsu.coding.mended import HURT, mended
from bongsu.model import Annotation, Sentence, Span, Token

VERBAL = frozenset({"VERB", "AUX"})
CLAUSES = frozenset({"acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "xcomp", "csubj", "csubj:pass", "parataxis"})
_OF_NAMES = frozenset(
    {"allies", "backers", "countries", "enemies", "foes", "guarantors", "members", "nations", "neighbors", "neighbours"}
    | {"partners", "patrons", "powers", "rivals", "sponsors", "states"}
)
"""What several are together, by whose names a list of two may be followed."""
_SUFFERED = frozenset(
    {
        "acquitted",
        "arrested",
        "banned",
        "barred",
        "charged",
        "convicted",
        "deported",
        "detained",
        "executed",
        "expelled",
        "fined",
        "freed",
        "hanged",
        "imprisoned",
        "jailed",
        "released",
        "remanded",
        "sentenced",
        "stabbed",
        "wounded",
    }
)
"""Participles of verbs that are never without an object but in the passive."""
_URGED = frozenset({"told", "urged", "warned", "ordered"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_CALLED = frozenset({"branded", "called", "declared", "deemed", "dubbed", "found", "labeled", "labelled", "named"})
"""Participles that keep what somebody is called: "staff declared undesirable"."""
_ELLIPTIC = frozenset({"if", "once", "unless", "until", "when"})
"""Conjunctions before a participle without a subject, which is passive: "if convicted, she faces"."""
_STAYING = frozenset({"remain", "remained", "remaining", "remains", "stay", "stayed", "staying", "stays"})
_ADDRESSING = frozenset({"told", "informed", "notified", "reminded", "assured", "ordered"})
"""Verbs that never leave out who is told, so that with nobody behind them they are passive."""
_NOT_CORE = CLAUSES | {
    "conj",
    "cc",
    "appos",
    "dep",
    "orphan",
    "list",
    "discourse",
    "case",
    "nmod",
    "nmod:unmarked",
    "obl",
}


class Tree(msgspec.Struct, frozen=True):
    """One sentence of an annotation.

    Attributes:
        sentence: the sentence.
        first: index of its first token; ``end``: the index after its last one.
        tokens: all tokens of the annotation.
        words: the words in lower case, by token index.
        children: the dependents of a token in text order, by token index.
        related: the dependents of a token that has any in text order, by relation.
        cases: the preposition of every noun that has one, by token index.
        root: index of the root.
    """

    sentence: Sentence
    first: int
    end: int
    tokens: Sequence[Token]
    words: dict[int, str]
    children: dict[int, tuple[int, ...]]
    related: dict[int, dict[str, tuple[int, ...]]]
    cases: dict[int, str]
    root: int

    def __iter__(self) -> Iterator[int]:
        """Yield the token indices of the sentence in text order."""
        return iter(range(self.first, self.end))

    def upos(self, token: int) -> str:
        """Return the part of speech of a token."""
        return self.tokens[token].upos

    def relation(self, token: int) -> str:
        """Return the relation of a token to its head; ``root`` for the root."""
        return self.tokens[token].deprel

    def head(self, token: int) -> int | None:
        """Return the head of a token; None for the root."""
        head = self.tokens[token].head
        return None if head == token else head

    def ancestors(self, token: int) -> Iterator[int]:
        """Yield the heads of a token from the nearest to the root."""
        above = self.head(token)
        while above is not None:
            yield above
            above = self.head(above)

    def all(self, token: int, *relations: str) -> Sequence[int]:
        """Return the dependents of a token in these relations, in text order."""
        below = self.related.get(token)
        if below is None:
            return ()
        found = [below[relation] for relation in relations if relation in below]
        if len(found) < 2:
            return found[0] if found else ()
        return sorted(child for children in found for child in children)

    def one(self, token: int, *relations: str) -> int | None:
        """Return the first dependent of a token in one of these relations, in the order of the relations."""
        below = self.related.get(token)
        if below is not None:
            for relation in relations:
                if relation in below:
                    return below[relation][0]
        return None

    def case(self, token: int) -> str | None:
        """Return the preposition of a noun ("to", "because of"), in lower case; None when it has none."""
        return self.cases.get(token)

    def subtree(self, token: int, *, without: frozenset[str] = frozenset()) -> tuple[int, ...]:
        """Return a token and all that hangs on it, in text order; nothing below a relation in ``without``."""
        found, ahead = [token], [token]
        while ahead:
            below = [child for child in self.children[ahead.pop()] if self.relation(child) not in without]
            found += below
            ahead += below
        return tuple(sorted(found))

    def core(self, token: int) -> tuple[int, ...]:
        """Return a noun with what stands before it: without preposition, clauses, appositions and conjuncts."""
        words = set(self.subtree(token, without=_NOT_CORE))
        low = high = token
        while low - 1 in words:
            low -= 1
        while high + 1 in words and self.relation(high + 1) != "punct":
            high += 1
        while low < token and self.relation(low) == "punct":
            low += 1
        return tuple(range(low, high + 1))

    def span(self, tokens: Sequence[int]) -> Span:
        """Return the smallest span that covers ``tokens``, none empty."""
        return self.tokens[min(tokens)].span.to(self.tokens[max(tokens)].span)

    def conjuncts(self, token: int) -> tuple[int, ...]:
        """Return a token and what is joined to it by "and" or "or" behind it."""
        found = [token]
        for other in found:
            found += self.all(other, "conj")
            found += [child for child in self.all(other, "appos") if self._is_listed(other, child)]
            found += self._joined_before(other)
        return tuple(sorted({*(self.names(token) or (token,)), *found[1:]}))

    def names(self, token: int) -> tuple[int, ...]:
        """Return the names behind a noun for several: of "its neighbours, Chad and Niger", both; else none."""
        first = self.one(token, "appos") if self.words[token] in _OF_NAMES else None
        joined = () if first is None else (first, *self.all(first, "conj"), *self.all(token, "conj"))
        return joined if len(joined) > 1 and all(self.upos(name) == "PROPN" for name in joined) else ()

    def _joined_before(self, head: int) -> tuple[int, ...]:
        """Return the name before "and" that the parser takes for a part of the one behind: "the U.S. and Japan"."""
        before = (mark - 1 for mark in self.all(head, "cc") if mark < head)
        parts = self.all(head, "compound")
        return tuple(token for token in before if token in parts and self.upos(token) == self.upos(head) == "PROPN")

    def _is_listed(self, head: int, apposed: int) -> bool:
        """Say whether what the parser takes for an apposition is the second of three: "the US, Britain and France"."""
        if self.one(apposed, "conj") is not None:
            return True
        below = self.subtree(apposed)
        last = max(below)
        if self.words[min(below)] == "(":  # "the International Monetary Fund (IMF) and the bank"
            return False
        listed = any(child > apposed for child in self.all(head, "conj"))
        return listed and self.words.get(last + 1) in {"and", "or"}

    def first_conjunct(self, token: int) -> int:
        """Return the first member of the coordination that a token belongs to; the token itself outside of one."""
        while self.relation(token) == "conj":
            token = self.tokens[token].head
        return token

    def is_passive(self, verb: int) -> bool:
        """Say whether a verb is passive: "was fired", and the participle of "a missile fired by rebels"."""
        if self.one(verb, "aux:pass", "obl:agent") is not None:
            return True
        if self.one(verb, "nsubj:pass", "csubj:pass") is not None:  # "tens of thousands poured onto the streets"
            return self.relation(verb) != "root" or self.words[verb] in HURT
        if self.shares_passive(verb) or self.is_headlines(verb):
            return True
        called = () if self.words[verb] in _CALLED else ("obj", "xcomp")
        marks = self.all(verb, "mark")
        bare = self.one(verb, "nsubj", "aux", "cop", "ccomp", *called) is None
        if self.words[verb].endswith("ing") or not bare or not all(self.words[mark] in _ELLIPTIC for mark in marks):
            return False
        head = self.tokens[verb].head
        if self.relation(verb) == "xcomp":  # "remain locked up", "ordered the envoy expelled"
            made = self.words.get(head) in _STAYING or (self.one(head, "obj") or verb) < verb
            return made and self.words[verb].endswith("ed") and not marks
        fronted = bool(marks) or verb < head or any(self.case(child) == "by" for child in self.all(verb, "obl"))
        return self.relation(verb) == "acl" or (self.relation(verb) == "advcl" and fronted)  # "Rounded up, the men …"

    def is_headlines(self, verb: int) -> bool:
        """Say whether the verb of a headline is passive, whose object is nowhere: "Ghana urged to pay"."""
        told = (
            self.words[verb] in _URGED and self.one(verb, "nsubj") is not None and self.one(verb, "xcomp") is not None
        )
        bare = self.one(verb, "obj", "iobj", "aux", "ccomp", "obl") is None
        return told and bare and self.upos(self.end - 1) != "PUNCT"

    def shares_passive(self, verb: int) -> bool:
        """Say whether a participle shares the auxiliary of the one before it: "were crushed or shot"."""
        if self.relation(verb) != "conj" or self.words[verb].endswith("ing"):
            return False
        first = self.tokens[verb].head
        if self.words[verb] in _ADDRESSING and self.one(verb, "obj", "iobj", "nsubj", "aux", "mark") is None:
            return self.one(first, "aux:pass") is not None  # "were handed a note and told that"
        own = self.one(verb, "mark", "obj", "nsubj", "aux", "cop", "ccomp", "xcomp", "compound:prt")
        between = all(self.relation(word) in {"cc", "punct", "advmod"} for word in range(first + 1, verb))
        between |= self.words[verb] in _SUFFERED  # "was tried in absentia and sentenced"
        return own is None and between and self.one(first, "aux:pass") is not None


def trees(annotation: Annotation) -> tuple[Tree, ...]:
    """Return the tree of every sentence of an annotation that has a token, in text order."""
    text = annotation.report.text
    words = {index: text[token.span.start : token.span.end].lower() for index, token in enumerate(annotation.tokens)}
    return tuple(
        _tree(annotation, sentence, words) for sentence in annotation.sentences
        if sentence.first_token < sentence.end_token
    )  # fmt: skip


def _tree(annotation: Annotation, sentence: Sentence, words: dict[int, str]) -> Tree:
    tokens = mended(annotation.tokens, sentence, words)
    below: dict[int, list[int]] = defaultdict(list)
    root = sentence.first_token
    for index in range(sentence.first_token, sentence.end_token):
        if tokens[index].head == index:
            root = index
        else:
            below[tokens[index].head].append(index)
    every = range(sentence.first_token, sentence.end_token)
    children = {index: tuple(below.get(index, ())) for index in every}
    related = {head: _by_relation(tokens, own) for head, own in below.items()}
    cases = dict(_cases(words, related))
    return Tree(sentence, sentence.first_token, sentence.end_token, tokens, words, children, related, cases, root)


def _by_relation(tokens: Sequence[Token], children: Iterable[int]) -> dict[str, tuple[int, ...]]:
    """Return the dependents of one head, in text order, by their relation to it."""
    found: dict[str, tuple[int, ...]] = {}
    for child in children:
        found[tokens[child].deprel] = (*found.get(tokens[child].deprel, ()), child)
    return found


def _cases(words: dict[int, str], related: dict[int, dict[str, tuple[int, ...]]]) -> Iterator[tuple[int, str]]:
    """Yield the nouns that have a preposition, each with its words."""
    for token, below in related.items():
        titles = below.get("nmod:desc", ())  # the parser hangs "of" of "of leader X" on either
        paired = (child for child in below.get("compound", ()) if "cc:preconj" in related.get(child, ()))
        titles += tuple(paired)  # "to both the U.S. and South Korea", where it takes the first for a part of the second
        cases = (*below.get("case", ()), *(mark for title in titles for mark in related.get(title, {}).get("case", ())))
        marks = [mark for mark in cases if words[mark] not in POSSESSIVE]
        if marks:
            fixed = [part for mark in marks for part in (mark, *related.get(mark, {}).get("fixed", ()))]
            yield token, " ".join(words[part] for part in fixed)

"""A long title before a name, which the parser hangs elsewhere.

"Head of the State Duma's Committee on Defence Anna Berg said": it takes the name for a second subject, or for the
name of the committee.
"""

import itertools
from collections.abc import Container, Sequence

import msgspec

from bongsu.model import Sentence, Token
from bongsu.reference.people import members, persons, sectors

_NAMING = frozenset({"NOUN", "PROPN"})
_OF_NAMES = frozenset({"ally", "enemy", "foe", "neighbor", "neighbour", "opposition", "partner", "rival"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


def with_titles(
    text: str, sentences: Sequence[Sentence], tokens: Sequence[Token], people: Container[int]
) -> tuple[Token, ...]:
    """Return the tokens with every such title hung on its name, as the parser hangs short ones.

    Args:
        text: what the tokens are of.
        sentences: the sentences of the text.
        tokens: their words.
        people: where the names of persons start in the text.
    """
    mended = list(tokens)
    for sentence in sentences:
        every = range(sentence.first_token, sentence.end_token)
        subjects = [index for index in every if tokens[index].deprel in _SUBJECTS]
        titles = [index for index in subjects if _is_title(text, tokens[index])]
        pairs = [(title, name) for title, name in itertools.pairwise(subjects) if title in titles]
        pairs += [(title, name) for title in titles for name in every if _is_inside(tokens, title, name)]
        pairs += [(name - 1, name) for name in every[1:] if _is_flat(text, tokens, name)]
        states = {name for name in every[1:] if _is_described(text, tokens, name)}
        pairs += [(tokens[name].head, name) for name in states]
        for title, name in pairs:  # each in the light of those before, so that no word comes to hang below itself
            one, other = mended[title], mended[name]
            named = other.span.start in people or other.deprel in _SUBJECTS or name in states
            if named and other.upos == "PROPN" and _reaches(mended, title, name):
                above = one.head if one.head != title else name  # a root hangs on itself
                mended[name] = msgspec.structs.replace(other, head=above, deprel=one.deprel)
                mended[title] = msgspec.structs.replace(one, head=name, deprel="nmod:desc")
    return tuple(mended)


def _is_title(text: str, token: Token) -> bool:
    noun = text[token.span.start : token.span.end].lower()
    forms = {noun, noun.removesuffix("s")}
    return token.upos in _NAMING and any(not forms.isdisjoint(nouns()) for nouns in (persons, sectors, members))


def _is_inside(tokens: Sequence[Token], title: int, name: int) -> bool:
    """Say whether a name is taken for that of the body in a title: "head of the committee Anna Berg"."""
    body = tokens[name].head
    return tokens[name].deprel == "appos" and tokens[body].deprel == "nmod" and tokens[body].head == title


def _is_flat(text: str, tokens: Sequence[Token], name: int) -> bool:
    """Say whether a title is taken for the first word of a name: "candidates Jan Doe and Anna Berg"."""
    title = tokens[name - 1]
    beside = tokens[name].deprel in {"appos", "flat"} and tokens[name].head == name - 1
    return beside and title.upos == "NOUN" and _is_title(text, title)


def _is_described(text: str, tokens: Sequence[Token], name: int) -> bool:
    """Say whether a noun says what a state or party is, right before its name: "Syrian ally Russia"."""
    head, noun = tokens[name].head, tokens[tokens[name].head]
    called = tokens[name].deprel in {"appos", "flat"} and text[noun.span.start : noun.span.end].lower() in _OF_NAMES
    return called and head < name and all(_hangs(tokens, index, (name,)) for index in range(head + 1, name))


def _reaches(tokens: Sequence[Token], title: int, name: int) -> bool:
    """Say whether all that stands between a title and a name is of either, and none of it punctuation."""
    between = range(title + 1, name)
    return tokens[name].head in {tokens[title].head, title, name - 1} and all(
        tokens[index].upos not in {"PUNCT", "VERB"} and _hangs(tokens, index, (title, name)) for index in between
    )


def _hangs(tokens: Sequence[Token], index: int, heads: tuple[int, ...]) -> bool:
    while tokens[index].head != index and index not in heads:
        index = tokens[index].head
    return index in heads

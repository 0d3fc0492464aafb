"""Words that stand for several who were named before: "both officials", "the two countries", "the two", "they"."""

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from bongsu.annotate.referents import Link, Phrase, Scene, Sight, offices, singular, vocabulary
from bongsu.model import Mention

__all__ = ["COUNTED", "link_several"]

REACH = 2
"""Sentences that "the two" looks back."""
COUNTED: Final = frozenset({"both", "two"})
"""Words that stand for two, by themselves or before a noun."""
_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "iobj", "nmod", "nmod:poss", "conj"})
_MEETING: Final = frozenset({"met", "meet", "spoke", "speak", "talked", "phoned", "called", "telephoned", "conferred"})
_Sort = Literal["person", "actor"]
_PERSON: Final = "person"
_STATE: Final = "actor"


def link_several(sight: Sight, token: int) -> Link | None:
    """Two are the only two of their sort whom the last sentences name; they are those who acted together before."""
    if sight.scene.inside[token] or sight.scene.tokens[token].deprel not in _ARGUMENTS:
        return None
    members = _they(sight, token) if sight.scene.words[token] == "they" else _two(sight, token)
    if len(members) < 2:
        return None
    span = members[0].span.to(members[-1].span)
    return Link(sight.scene.span(token), Phrase(token, span, None, "several"), members)


def _two(sight: Sight, token: int) -> tuple[Mention, ...]:
    """Return the two who are meant, as persons or as states; nobody where more than two may be meant."""
    sorts = (_named_before(sight, token, label) for label in _sorts(sight.scene, token))
    return next((named for named in sorts if len(named) == 2), ())


def _sorts(scene: Scene, token: int) -> tuple[_Sort, ...]:
    """Return as what two may have been named: persons, states, or either; empty where a word counts no two."""
    word = scene.words[token]
    definite = scene.words[scene.left[token]] in {"the", "these", "both"} or scene.words[token - 1 : token] == ["the"]
    if word in COUNTED:
        beside = {scene.tokens[child].deprel for child in scene.children[token]}
        alone = beside.isdisjoint({"nmod", "acl", "acl:relcl", "amod"})
        return (_PERSON, _STATE) if alone and (definite or word == "both") else ()
    counted = COUNTED & set(scene.words[scene.left[token] : token])
    if not counted or not definite or not scene.is_definite(token) or not word.endswith(("s", "men")):
        return ()
    if {singular(word), word.replace("men", "man")} & (offices() | vocabulary().people):
        return (_PERSON,)
    if word not in vocabulary().states:
        return ()
    return (_STATE, _PERSON) if word == "sides" else (_STATE,)  # "the two sides" may be the two who met


def _named_before(sight: Sight, token: int, label: _Sort) -> tuple[Mention, ...]:
    """Return those of a sort whom the words before name, from the nearest sentence that makes them at least two.

    Who says what the two do is none of them.
    """
    scene, here = sight.scene, sight.scene.place[token]
    above = (scene.child(head, "nsubj") for head in scene.above(token))
    sayers = _named(sight, [sayer for sayer in above if sayer is not None and scene.says(sayer)], label)
    found: dict[str, Mention] = {}
    for sentence in range(here, max(-1, here - REACH - 1), -1):
        words = range(scene.starts[sentence], min(token, scene.starts[sentence + 1]))
        found = {**_named(sight, words, label), **found}
        if len(found.keys() - sayers.keys()) > 1:
            break
    others = (mention for who, mention in found.items() if who not in sayers)
    return tuple(sorted(others, key=lambda mention: mention.span))


def _named(sight: Sight, words: Sequence[int], label: _Sort) -> dict[str, Mention]:
    """Return whom some words name, or stand for, by the ids of their entities."""
    found = (mention for word in words if not _is_place(sight.scene, word) for mention in _meant(sight, word))
    return {mention.entity.id: mention for mention in found if mention.entity is not None and _is(mention, label)}


def _is_place(scene: Scene, token: int) -> bool:
    """Say whether a name only says where something was: "in Singapore"."""
    case = scene.child(token, "case")
    return case is not None and scene.words[case] in {"in", "at"}


def _meant(sight: Sight, token: int) -> Iterator[Mention]:
    """Yield whom a token names; those whom it stands for, where it was linked before."""
    link, mention = sight.links.get(token), sight.scene.bearers.get(token)
    if link is not None:
        yield from link.members
        if link.to.entity is not None:
            yield Mention(link.to.span, _PERSON if link.to.sort == "person" else _STATE, link.to.entity)
    elif mention is not None:
        yield mention


def _is(mention: Mention, label: _Sort) -> bool:
    """Say whether a mention is a person's, or a state's as a whole."""
    entity = mention.entity
    if label == _PERSON or entity is None:
        return mention.label == label
    return mention.label == label and entity.country is not None and entity.id == entity.country


def _they(sight: Sight, token: int) -> tuple[Mention, ...]:
    """Return those who act together in the sentence before, where "they" acts in the main clause of the next.

    So do those of the clause that "they" goes on: "he met Ms Roux and they agreed".
    """
    scene, here = sight.scene, sight.scene.place[token]
    verb = scene.tokens[token].head
    if scene.tokens[verb].deprel == "conj" and scene.tokens[token].deprel == "nsubj":
        return _together(sight, scene.tokens[verb].head)
    if here == 0 or scene.main_subject(here) != token:
        return ()
    subject = scene.main_subject(here - 1)
    return () if subject is None or scene.inside[subject] else _all(sight, subject)


def _together(sight: Sight, verb: int) -> tuple[Mention, ...]:
    """Return all who act in a clause: its subjects, or its subject and whom it meets."""
    scene = sight.scene
    subject = scene.child(verb, "nsubj")
    if subject is None:
        return ()
    acting = _all(sight, subject)
    met = [child for child in scene.children[verb] if scene.tokens[child].deprel in {"obj", "obl"}]
    others = [child for child in met if scene.words[verb] in _MEETING and _is_met(scene, child)]
    return acting if len(acting) > 1 or not others else (*acting, *_all(sight, others[0]))


def _is_met(scene: Scene, token: int) -> bool:
    case = scene.child(token, "case")
    return scene.words[case] in {"with", "to"} if case is not None else scene.tokens[token].deprel == "obj"


def _all(sight: Sight, head: int) -> tuple[Mention, ...]:
    """Return everybody whom a noun and what is joined to it name or stand for; nobody where one is not known."""
    joined = [head, *(child for child in sight.scene.children[head] if sight.scene.tokens[child].deprel == "conj")]
    named = [tuple(one for one in _meant(sight, word) if one.entity is not None) for word in joined]
    return tuple(one for each in named for one in each) if all(named) else ()

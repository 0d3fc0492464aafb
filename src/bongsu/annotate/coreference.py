"""Words that stand for something named before: "he", "the ministry", "the two", "the North", "the launch".

Written rules over syntax, each with a name that its links carry. No link is better than a wrong one: where two
antecedents are as likely, or a known gender, number or state does not fit, a rule says nothing. Time is linear in
the text: a rule asks an index or looks back over at most :data:`REACH` sentences.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from bongsu.annotate.pronouns import REACH, link_person, link_speaker, note_person
from bongsu.annotate.referents import (
    Link,
    Phrase,
    Scene,
    Sight,
    is_full,
    make_index,
    offices,
    only_one,
    set_scene,
    singular,
    vocabulary,
)
from bongsu.annotate.several import COUNTED, link_several
from bongsu.model import Coreference, Mention, Sentence, Token

__all__ = ["RULES", "find_coreference"]

FAR = 10
"""Sentences that "the ministry" and "the missile" look back."""
_LAUNCHES = 4
"""Launches and tests that "the launch" looks back, past those of another kind."""

Rule = Callable[[Sight, int], Link | None]


_NEVER = frozenset({"PUNCT", "ADP", "DET", "CCONJ", "SCONJ", "AUX", "NUM", "ADV", "PART", "SYM", "INTJ"})
"""Tags of words that stand for nothing named before."""


def find_coreference(
    text: str, sentences: Sequence[Sentence], tokens: Sequence[Token], mentions: Sequence[Mention]
) -> tuple[Coreference, ...]:
    """Return the words that stand for something named before, in text order; no two overlap.

    Args:
        text: the report's text.
        sentences: its sentences.
        tokens: their tokens, with heads and relations.
        mentions: the names in the text, in text order, linked to entities where known.
    """
    scene = set_scene(text, sentences, tokens, mentions)
    sight = Sight(scene, make_index(scene), {}, [], [])
    found: list[Coreference] = []
    for token in range(len(tokens)):
        name, link = next(_made(sight, token), ("", None)) if _may_stand(sight, token) else ("", None)
        if link is not None and (not found or found[-1].span.end <= link.span.start):
            sight.links[token] = link
            found.append(Coreference(link.span, link.to.span, name, link.to.entity, link.members))
        if not scene.inside[token]:
            note_person(sight, token)
    return tuple(found)


def _may_stand(sight: Sight, token: int) -> bool:
    """Say whether a word may stand for something by its tag; "the two" and "both" do by themselves."""
    return sight.scene.tokens[token].upos not in _NEVER or sight.scene.words[token] in COUNTED


def _made(sight: Sight, token: int) -> Iterator[tuple[str, Link]]:
    """Yield the links that the rules make for a token."""
    links = ((name, rule(sight, token)) for name, rule in RULES)
    return ((name, link) for name, link in links if link is not None)


def _surname(sight: Sight, token: int) -> Link | None:
    """A surname, alone or with a title, is the person whose full name came before ("Mr. Kim", "Abe")."""
    mention = sight.scene.bearers.get(token)
    if mention is None or mention.label != "person" or mention.entity is None:
        return None
    if sight.scene.tokens[token].span not in mention.span or is_full(
        sight.scene, Phrase(token, mention.span, mention.entity, "person")
    ):
        return None
    full = sight.index.first.get(mention.entity.id)
    if full is None or mention.entity.id.startswith("name:"):
        full = only_one(sight.index.named.get(mention.entity.name.split()[-1], ()))
    if _has_first_name(sight.scene, token, mention):
        return None
    return Link(mention.span, full) if full is not None and full.span.end <= mention.span.start else None


def _outlet(sight: Sight, token: int) -> Link | None:
    """A name that no table knows is the only outlet with that word in its name before: "Fars", "Fars news agency"."""
    mention = sight.scene.bearers.get(token)
    if mention is None or mention.entity is None or not mention.entity.id.startswith("name:"):
        return None
    word = sight.scene.text[mention.span.start : mention.span.end].lower()
    before = (phrase for phrase in sight.index.first.values() if phrase.span.end <= mention.span.start)
    outlets = (phrase for phrase in before if phrase.entity is not None and phrase.entity.sector == "JRN")
    named = only_one([phrase for phrase in outlets if word in sight.scene.words_of(phrase)])
    return None if named is None else Link(mention.span, named)


def _title(sight: Sight, token: int) -> Link | None:
    """A title alone is the last person who was given it: "the minister", "the South Korean president"."""
    scene = sight.scene
    mention = scene.bearers.get(token)
    named = mention is not None and mention.label == "person"
    if named or scene.words[token] not in offices() or not scene.is_definite(token):
        return None
    person = _last(sight.index.titled.get(scene.words[token], ()), token)
    return Link(scene.span(token), person) if person is not None and _same_office(scene, token, person) else None


def _body(sight: Sight, token: int) -> Link | None:
    """A common noun for a body is the last named body with that noun: "the ministry", "the council"."""
    scene, word = sight.scene, sight.scene.words[token]
    if word not in vocabulary().bodies or not scene.is_definite(token) or scene.left[token] != token - 1:
        return None
    if word == "government" and (governed := _governed(scene, token)) is not None:
        return Link(scene.span(token), governed)
    body = _last(sight.index.bodies.get(word, ()), token)
    if body is None or body.entity is None or not _only(scene, sight.index.bodies[word], body):
        return None
    mention = scene.bearers.get(token)
    state = mention.entity.country if mention is not None and mention.entity is not None else None
    if scene.place[token] - scene.place[body.head] > FAR or scene.inside[token] or _is_elsewhere(scene, token, body):
        return None
    return Link(scene.span(token), body) if state in (None, body.entity.country) else None


def _governed(scene: Scene, token: int) -> Phrase | None:
    """Return the state that acts in the sentence before: "Iran called it illegal. The government also vowed"."""
    place = scene.place[token]
    acting = scene.main_subject(place - 1) if place and scene.tokens[token].deprel == "nsubj" else None
    mention = None if acting is None or scene.inside[token] else scene.bearers.get(acting)
    entity = None if mention is None else mention.entity
    if mention is None or entity is None or entity.id != entity.country or acting is None:
        return None
    return Phrase(acting, mention.span, entity, mention.label)


def _is_elsewhere(scene: Scene, token: int, body: Phrase) -> bool:
    """Say whether what stands between a body and a noun, in its sentence or the one before, tells of other states."""
    place, own = scene.place[token], body.entity and body.entity.country
    media = body.entity is not None and body.entity.sector == "JRN"
    if own is None or media or place == scene.place[body.head]:
        return False
    since = range(max(scene.starts[max(place - 1, 0)], body.head), token)
    near = (scene.bearers[index].entity for index in since if index in scene.bearers)
    states = {entity.country for entity in near if entity is not None and entity.sector != "JRN"} - {None}
    return bool(states) and own not in states


def _compass(sight: Sight, token: int) -> Link | None:
    """The North and the South are the Korean states that were named before."""
    mention = sight.scene.bearers.get(token)
    if sight.scene.words[token] not in {"north", "south"} or mention is None or mention.entity is None:
        return None
    state = sight.index.first.get(mention.entity.id)
    before = state is not None and mention.label == "actor" and state.span.end <= mention.span.start
    return Link(mention.span, state) if before and state is not None else None


def _missile(sight: Sight, token: int) -> Link | None:
    """A definite missile is the last one that was brought in: "the missile", "both rockets"."""
    scene, word = sight.scene, sight.scene.words[token]
    if (
        singular(word) not in vocabulary().missiles
        or word == "weapons"
        or not scene.is_definite(token)
        or scene.inside[token]
    ):
        return None
    sort = "missile" if word == singular(word) else "missiles"
    missile = _last(sight.index.missiles, token)
    if missile is None or missile.sort != sort or scene.place[token] - scene.place[missile.head] > FAR:
        return None
    return Link(scene.span(token), missile) if scene.modifiers(token) <= scene.words_of(missile) else None


def _flight(sight: Sight, token: int) -> Link | None:
    """It that flew, landed, fell or reached a height is the last missile."""
    scene, syntax = sight.scene, sight.scene.tokens[token]
    verb = scene.words[syntax.head]
    if scene.words[token] != "it" or syntax.deprel != "nsubj" or verb not in vocabulary().flight_verbs:
        return None
    rest = scene.words[syntax.head : scene.starts[scene.place[token] + 1]]
    if verb in vocabulary().height_verbs and vocabulary().heights.isdisjoint(rest):
        return None
    missile = _last(sight.index.missiles, token)
    near = missile is not None and scene.place[token] - scene.place[missile.head] <= REACH
    return Link(syntax.span, missile) if near and missile is not None and missile.sort == "missile" else None


def _launch(sight: Sight, token: int) -> Link | None:
    """A definite launch or test is the last one told of: "the launch", "the missile test"."""
    scene, word = sight.scene, sight.scene.words[token]
    if (
        singular(word) not in vocabulary().launches
        or scene.tokens[token].upos != "NOUN"
        or not scene.is_definite(token)
    ):
        return None
    at = bisect_left(sight.index.launches, token, key=lambda phrase: phrase.head)
    recent = reversed(sight.index.launches[max(0, at - _LAUNCHES) : at])
    launch = next((phrase for phrase in recent if _same_kind(scene, token, phrase)), None)
    fits = launch is not None and _same_launch(scene, token, launch)
    return Link(scene.span(token), launch) if launch is not None and fits else None


RULES: tuple[tuple[str, Rule], ...] = (
    ("surname", _surname),
    ("outlet", _outlet),
    ("title", _title),
    ("body", _body),
    ("compass", _compass),
    ("person", link_person),
    ("several", link_several),
    ("speaker", link_speaker),
    ("missile", _missile),
    ("flight", _flight),
    ("launch", _launch),
)
"""Every rule by the name that its links carry; the first that finds a link for a token makes it."""


def _last(phrases: Sequence[Phrase], token: int) -> Phrase | None:
    """Return the last phrase whose head stands before ``token``."""
    index = bisect_left(phrases, token, key=lambda phrase: phrase.head)
    return phrases[index - 1] if index else None


def _only(scene: Scene, bodies: Sequence[Phrase], body: Phrase) -> bool:
    """Say whether no other body in the sentence of ``body`` has the same noun."""
    at = bisect_left(bodies, body.head, key=lambda phrase: phrase.head)
    before = bodies[at - 1] if at else body
    return before.entity == body.entity or scene.place[before.head] != scene.place[body.head]


def _same_office(scene: Scene, token: int, person: Phrase) -> bool:
    """Say whether a title alone can be that person's: its words and its state are theirs, and it leaves out none."""
    theirs, own = scene.words_of(person), scene.modifiers(token)
    mention = scene.bearers.get(token)
    country = mention.entity.country if mention is not None and mention.entity is not None else None
    state = country is not None and person.entity is not None and country == person.entity.country
    named = {scene.words[t] for t in range(scene.left[token], token) if scene.tokens[t].upos in {"ADJ", "PROPN"}}
    if own - theirs - (named if state else set()) or (theirs & vocabulary().other_offices) - own:
        return False
    return state or country is None or person.entity is None or person.entity.country is None


def _same_kind(scene: Scene, token: int, launch: Phrase) -> bool:
    """Say whether a launch is not a nuclear test where a launch is meant, nor the other way round."""
    nuclear, own = "nuclear" in scene.words_of(launch), scene.modifiers(token)
    if "nuclear" in own:
        return nuclear
    return not nuclear or (singular(scene.words[token]) == "test" and not own & vocabulary().missiles)


def _same_launch(scene: Scene, token: int, launch: Phrase) -> bool:
    """Say whether a definite launch can be that one: its number and the words before it fit."""
    word, own = scene.words[token], {singular(other) for other in scene.modifiers(token)}
    kinds = {singular(other) for other in scene.words_of(launch)} | {"latest", "test", "weapon"}
    if "nuclear" not in kinds:
        kinds |= {"missile", "ballistic", "rocket"}
    return launch.sort == ("launch" if word == singular(word) else "launches") and own <= kinds


def _has_first_name(scene: Scene, token: int, mention: Mention) -> bool:
    """Say whether a name stands before the surname that the mention leaves out: somebody else's ("Jack" Kim)."""
    if token == 0 or scene.tokens[token - 1].upos != "PROPN" or scene.tokens[token - 1].span.end > mention.span.start:
        return False
    related = {token, scene.tokens[token].head} & {token - 1, scene.tokens[token - 1].head}
    word = scene.words[token - 1]
    return bool(related) and word.isalpha() and word not in offices() | vocabulary().honorifics

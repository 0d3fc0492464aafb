"""Pronouns and who they stand for: he and she, and "it said", "they said"."""

from bisect import bisect_left
from collections.abc import Sequence

from bongsu.annotate.referents import Link, Phrase, Scene, Sight, offices, only_one, singular, vocabulary

REACH = 4
"""Sentences that a pronoun looks back."""
CROWD = 20
"""Persons or open pronouns that are weighed in one sentence at most, so that time stays linear."""
_TOLD = frozenset({"obj", "iobj", "obl", "obl:agent", "root", "appos"})
"""Where somebody stands who is told of and does nothing."""


def link_person(sight: Sight, token: int) -> Link | None:
    """He and she are the person whose clause it is; else the speaker or only subject of the last sentence with one."""
    scene, word = sight.scene, sight.scene.words[token]
    if word not in vocabulary().he | vocabulary().she:
        return None
    person = None if _says_behind(scene, token) else _clause_person(sight, token)
    first = scene.starts[scene.place[token]]
    before = _persons(sight, word, first, token)
    if _says_behind(scene, token):  # "Neal had been arrested, he said"
        before = {other: person for other, person in before.items() if scene.says(other)}
    if person is None and not (scene.inside[token] or _comes_first(scene, token) or before):
        person = _earlier_person(sight, token)
    if person is None or (person.entity is None and _is_passing(scene, person, token)):
        return None
    return Link(scene.tokens[token].span, person)


def link_speaker(sight: Sight, token: int) -> Link | None:
    """It and they that say or fire something are the body, state or people that is the subject of the sentence before.

    Sentences about a missile or another thing are passed over to the one who spoke before them.
    """
    scene, word, sentence = sight.scene, sight.scene.words[token], sight.scene.place[token]
    if word not in {"it", "they"} or scene.inside[token] or not (scene.says(token) or _fires(scene, token)):
        return None
    for before in range(sentence - 1, max(-1, sentence - 1 - REACH), -1):
        words = range(scene.starts[before], scene.starts[before + 1])
        sayer = _sayer(scene, words)
        subject = scene.main_subject(before) if sayer is None else sayer
        if subject is None or scene.inside[subject]:
            return None
        to = sight.links[subject].to if subject in sight.links else _actor(scene, subject)
        if sayer is None and _is_missile(sight, subject):
            continue
        spoke = sayer is not None or before == sentence - 1
        return Link(scene.tokens[token].span, to) if to is not None and to.sort == word and spoke else None
    return None


def _sayer(scene: Scene, words: range) -> int | None:
    """Return who speaks last in a sentence ("…, the ministry said. It added"); not an outlet that tells of another."""
    saying = [token for token in reversed(words) if scene.says(token)]
    last = scene.bearers.get(saying[0]) if saying else None
    if last is None or last.label != "outlet":
        return saying[0] if saying else None
    named = (token for token in saying[1:] if token in scene.bearers and scene.bearers[token].label != "outlet")
    return next(named, saying[0])


def _fires(scene: Scene, token: int) -> bool:
    """Say whether a sentence tells that a pronoun fires something: "It has launched two satellites"."""
    verb = scene.tokens[token].head
    told = scene.main_subject(scene.place[token]) == token
    return told and scene.words[verb] in vocabulary().launch_verbs and scene.child(verb, "obj") is not None


def _is_missile(sight: Sight, token: int) -> bool:
    """Say whether a subject is a missile, by its word or by what it stands for."""
    linked = sight.links.get(token)
    sort = None if linked is None else linked.to.sort
    return sort in {"missile", "missiles"} or singular(sight.scene.words[token]) in vocabulary().missiles


def _clause_person(sight: Sight, token: int) -> Phrase | None:
    """Return the nearest person who acts in a clause around the pronoun; None when another one comes between.

    Who acts in the pronoun's own clause is left out, unless the pronoun is a possessive or reflexive.
    """
    scene, word = sight.scene, sight.scene.words[token]
    own = scene.tokens[token].deprel != "nmod:poss" and not word.endswith("self")
    below = token
    for head in scene.above(token):
        actor = _acts(scene, head, below)
        relative = actor is not None and scene.words[actor] in {"who", "that", "which"}
        verb = not relative and (scene.tokens[head].upos == "VERB" or actor is not None)
        if (
            actor is not None
            and actor < token
            and actor != below
            and not (own and scene.tokens[below].deprel != "xcomp")
        ):
            person = _as_person(sight, actor) if scene.inside[actor] == scene.inside[token] else None
            named = actor != head or (person is not None and person.entity is not None)
            if person is not None and named and word not in _other_gender(scene, person):
                return None if _rivals(sight, actor, token, head) else person
        own, below = own and not verb, head
    return None


def _acts(scene: Scene, head: int, below: int) -> int | None:
    """Return who acts in the clause at ``head``, seen from its part ``below``.

    Its subject; of an infinitive the object above it ("led Kim to say"); of a clause or coordinate on a noun the noun.
    """
    if scene.tokens[below].deprel == "xcomp":
        made = scene.child(head, "obj", "iobj")
        if made is not None:
            return made
    subject = scene.child(head, "nsubj", "nsubj:pass")
    noun = scene.tokens[below].deprel in {"acl:relcl", "acl", "conj"} and scene.tokens[head].upos != "VERB"
    return head if subject is None and noun else subject


def _rivals(sight: Sight, actor: int, token: int, verb: int) -> bool:
    """Say whether another named person stands between.

    None competes with the subject of a verb for the possessive of its object, nor for the subject of a coordinate verb.
    """
    scene, word, syntax = sight.scene, sight.scene.words[token], sight.scene.tokens[token]
    above = scene.tokens[syntax.head]
    if above.head == verb and (syntax.deprel, above.deprel) in {("nsubj", "conj"), ("nmod:poss", "obj")}:
        return False
    if _has_open(sight, word, actor, token):
        return True
    between = [_as_person(sight, actor), *_persons(sight, word, actor, token).values()]
    named = [person for person in between if person is not None and person.entity is not None]
    return bool(named) and only_one(named) is None


def _has_open(sight: Sight, word: str, begin: int, end: int) -> bool:
    """Say whether a pronoun of the same gender was not linked, so that nobody knows whom it means."""
    gender = vocabulary().he if word in vocabulary().he else vocabulary().she
    return any(sight.scene.words[token] in gender for token in _between(sight.open, begin, end))


def _comes_first(scene: Scene, token: int) -> bool:
    """Say whether the pronoun stands before the subject of its clause, whom it may mean ("In his speech, Abe said")."""
    heads = scene.above(token)
    subjects = (scene.child(head, "nsubj", "nsubj:pass") for head in heads)
    return any(subject is not None and subject > token for subject in subjects)


def _says_behind(scene: Scene, token: int) -> bool:
    """Say whether a pronoun says what the sentence told before it: "…, she added"."""
    verb = scene.tokens[token].head
    told = scene.tokens[verb].deprel == "parataxis" or (scene.child(verb, "ccomp") or token) < token
    return scene.says(token) and told


def _earlier_person(sight: Sight, token: int) -> Phrase | None:
    """Return who is meant of the last sentence within reach that names a person at all.

    One who says something again is who said it before; one who does something is who did, where others tell of that:
    "he fired at them, the sheriff said. He fled". Who is only told of is meant where nobody else is: "the report
    quotes the admiral. He says".
    """
    scene = sight.scene
    here, word = scene.place[token], scene.words[token]
    for sentence in range(here - 1, max(-1, here - REACH - 1), -1):
        first, end = scene.starts[sentence], scene.starts[sentence + 1]
        persons, is_open = _persons(sight, word, first, end), _has_open(sight, word, first, end)
        if persons:
            acting = [t for t in persons if scene.tokens[t].deprel in {"nsubj", "nsubj:pass"}]
            saying = [t for t in persons if scene.says(t)]
            if saying and not scene.says(token):
                others = [t for t in acting if t not in saying]
                if others or is_open:
                    return None if is_open else only_one([persons[t] for t in others])
            told = [t for t in persons if scene.tokens[t].deprel in _TOLD]
            return only_one([persons[t] for t in saying or acting or told])
        if is_open:
            return None
    return None


def _is_passing(scene: Scene, person: Phrase, token: int) -> bool:
    """Say whether an unnamed person is told by another one ("her mother") or is beyond the reach of a pronoun."""
    return scene.child(person.head, "nmod:poss") is not None or scene.place[token] - scene.place[person.head] > REACH


def note_person(sight: Sight, token: int) -> None:
    """Remember a token as a person, or as a pronoun that stands for nobody known."""
    if _as_person(sight, token) is not None:
        sight.people.append(token)
    elif sight.scene.words[token] in vocabulary().he | vocabulary().she:
        sight.open.append(token)


def _as_person(sight: Sight, token: int) -> Phrase | None:
    """Return the person that a token stands for: named, linked before, or a lone "official"."""
    scene = sight.scene
    if token in sight.links:
        return sight.links[token].to if sight.links[token].to.sort == "person" else None
    mention = scene.bearers.get(token)
    if mention is not None and mention.label == "person":
        return Phrase(token, mention.span, mention.entity, "person")
    if scene.words[token] in offices() | vocabulary().people and scene.tokens[token].upos == "NOUN":
        return Phrase(token, scene.span(token), mention.entity if mention else None, "person")
    return None


def _persons(sight: Sight, word: str, begin: int, end: int) -> dict[int, Phrase]:
    """Return the last persons outside quotations whom a pronoun can mean, by token."""
    found = ((token, _as_person(sight, token)) for token in _between(sight.people, begin, end))
    return {token: p for token, p in found if p is not None and word not in _other_gender(sight.scene, p)}


def _between(tokens: Sequence[int], begin: int, end: int) -> Sequence[int]:
    """Return those of some tokens in order that lie from ``begin`` to ``end``, the last :data:`CROWD` at most."""
    first, last = bisect_left(tokens, begin), bisect_left(tokens, end)
    return tokens[max(first, last - CROWD) : last]


def _other_gender(scene: Scene, person: Phrase) -> frozenset[str]:
    """Return the pronouns that a known gender rules out; none when it is not known."""
    name = person.entity.name.lower().split() if person.entity else ()
    words = scene.words_of(person).union(name, scene.modifiers(person.head))
    return (
        vocabulary().she if words & vocabulary().men else vocabulary().he if words & vocabulary().women else frozenset()
    )


def _actor(scene: Scene, token: int) -> Phrase | None:
    """Return a subject as what "it" (a state, one body) or "they" (several, or people) can mean."""
    mention, word = scene.bearers.get(token), scene.words[token]
    joined = scene.child(token, "conj")
    if mention is None or mention.label in {"person", "system"} or joined is not None:
        return None
    plural = word in {"police", "people"} or (scene.tokens[token].upos == "NOUN" and word.endswith("s"))
    return Phrase(token, mention.span.to(scene.span(token)), mention.entity, "they" if plural else "it")

"""Cues of saying in one tree: the word that attributes, whose word it is, and which words are the content."""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from bongsu.coding.cast import Cast
from bongsu.coding.contents import (
    AUXILIARIES,
    CLAUSES,
    SUBJECTS,
    about,
    around,
    clauses,
    closed_by,
    content_of,
    infinitives,
    inverted_by,
    is_aside,
    is_passive,
    marked,
    of_agent,
    trimmed,
    words_below,
)
from bongsu.coding.speech_rules import SpeechKind, SpeechRules, Word
from bongsu.coding.tree import POSSESSIVE, Tree

_DEEPEST = 8
"""Clauses that share a subject, at most."""
_REPORTED = frozenset({"report", "reported", "reports"})  # "…, the agency reported the minister as saying"
_TELLING = frozenset({"told", "tells"})  # to whom stands behind it
_BESIDE = frozenset({"acl", "advcl"})  # as what the parser takes a verb in front of its source
_NOBODY = frozenset({"nobody", "none", "no-one"})
_VIEWED = frozenset({"in", "by", "on"})
_NOT = frozenset({"not", "n't", "n’t", "never", "neither"})


class Cue(msgspec.Struct, frozen=True):
    """A cue, whose content is whole as far as its sentence goes.

    Attributes:
        tree: the sentence.
        kind: what is done in saying it.
        token: the word that attributes; ``words``: with its auxiliaries and particle.
        source: the head of the phrase whose word it is; None when it is left out.
        phrase: the whole source phrase.
        content: the words of the content.
        speaks: a quotation beside it can be its content.
        cites: it says where somebody else has it from ("Yonhap reported, citing officials").
        negated: it is not said ("did not say whether").
    """

    tree: Tree
    kind: SpeechKind
    token: int
    words: tuple[int, ...]
    source: int | None
    phrase: tuple[int, ...]
    content: frozenset[int]
    speaks: bool = False
    cites: bool = False
    negated: bool = False


class Scene(NamedTuple):
    """What the finding of cues looks at: a tree, who its phrases are, and the words that attribute."""

    tree: Tree
    cast: Cast
    rules: SpeechRules

    def speaks(self, noun: int) -> bool:
        """Say whether a noun is somebody, or a document that says something."""
        return self.tree.words[noun] in self.rules.documents or self.cast.who(self.tree, noun) is not None


def find_cues(tree: Tree, cast: Cast, rules: SpeechRules) -> Iterator[Cue]:
    """Yield the cues of a sentence in text order."""
    scene = Scene(tree, cast, rules)
    for token in tree:
        word, upos = tree.words[token], tree.upos(token)
        if tree.relation(token) == "case":
            yield from _according(scene, token)
        elif upos in {"VERB", "AUX"}:
            yield from _verb(scene, token)
            if word in rules.views and tree.one(token, "nmod:poss") is not None:
                yield from _noun(scene, token)  # "in Kyiv's telling"
        elif upos == "NOUN" and (word in rules.nouns or word in rules.views):
            yield from _noun(scene, token)
        elif upos == "ADJ" and word in rules.adjectives:
            yield from _adjective(scene, token)
        elif upos == "ADV" and word in rules.adverbs and tree.relation(token) == "advmod":
            yield _adverb(tree, token)


def _verb(scene: Scene, verb: int) -> Iterator[Cue]:
    """Yield the cue that a verb is, by the first of its kinds whose frames it fills."""
    tree, word, rules = scene.tree, scene.tree.words[verb], scene.rules
    set_phrase = _set_phrase(scene, verb)
    if set_phrase is not None:
        if set_phrase.cites and is_aside(tree, verb):  # "…, Interfax cited the ministry": who passes it on
            yield _make(tree, "say", verb, subject(tree, verb), set_phrase.content)
        yield set_phrase
        return
    entries = rules.verbs.get(word, ())
    closed = closed_by(tree, verb) if word in rules.closing else None
    inverted = _inverted(scene, verb) if word in rules.closing and closed is None else None
    if inverted is not None:
        yield _make(tree, "say", verb, *inverted, speaks=True)
        return
    if closed is not None and _is_misread(tree, verb, closed[1]):
        yield _make(tree, "say", verb, closed[0], closed[1], speaks=True)
        return
    for entry in entries + rules.adjectives.get(word, ()):
        content = _quoted_clause(scene, verb) or content_of(tree, verb, entry)
        if content:
            spoken = _spoken(scene, verb, entry, content)
            if spoken.source is not None or is_passive(tree, verb):
                yield spoken
                return
            break  # an imperative is nobody's word
    said = next((entry for entry in entries if "clause" in entry.frames), None)
    if closed is not None:
        yield _make(tree, "say", verb, closed[0], closed[1], speaks=True)
        return
    source = subject(tree, verb)
    if said is not None and said.kind in {"say", "ask", "promise"} and source is not None:
        yield _make(tree, said.kind, verb, source, frozenset(), speaks=True)


def _set_phrase(scene: Scene, verb: int) -> Cue | None:
    """Return the cue of a phrase of its own: "citing officials", "as Kim put it", "if Kyiv is to be believed"."""
    tree, word = scene.tree, scene.tree.words[verb]
    if word in scene.rules.citing:
        return _citing(scene, verb) or _quoting(scene, verb)
    if word == "believed" and tree.relation(verb) == "advcl" and "if" in marked(tree, verb):
        return _make(tree, "say", verb, subject(tree, verb), around(tree, verb))
    if word in scene.rules.as_ and _puts_it(tree, verb):
        content = around(tree, verb) if is_aside(tree, verb) else words_below(tree, clauses(tree, verb))
        return _make(tree, "say", verb, subject(tree, verb), content, speaks=True)
    return None


def _inverted(scene: Scene, verb: int) -> tuple[int, frozenset[int]] | None:
    """Return the source behind a verb, if it is somebody who is no object of it, and what is said before."""
    told = scene.tree.words[verb] in _TELLING or scene.tree.relation(verb) not in _BESIDE
    found = None if told else inverted_by(scene.tree, verb)
    if found is None or not scene.speaks(found[0]) or scene.cast.is_measure(found[0]):
        return None
    return found


def _is_misread(tree: Tree, verb: int, told: frozenset[int]) -> bool:
    """Say whether the parser hangs a verb that closes a sentence on a noun, or finds its subject in what is said."""
    own = tree.one(verb, *SUBJECTS)
    return tree.relation(verb) == "acl:relcl" or (own is not None and own in told)


def _spoken(scene: Scene, verb: int, entry: Word, content: frozenset[int]) -> Cue:
    tree = scene.tree
    source = tree.one(verb, "obl:agent") if is_passive(tree, verb) else _speaker(tree, verb)
    if source is not None and tree.head(verb) == source:  # "a statement saying", "at a meeting announcing"
        source = _author(scene, source) if scene.speaks(source) else _above(tree, verb)
    speaks = "clause" in entry.frames and entry.kind != "want"
    return _make(tree, entry.kind, verb, source, content, speaks=speaks)


def _speaker(tree: Tree, verb: int) -> int | None:
    """Return the subject, also that of "“…,” reads the statement", which the parser takes for an object."""
    found, obj, clause = subject(tree, verb), tree.one(verb, "obj"), tree.one(verb, "ccomp")
    if found is None and obj is not None and clause is not None and clause < verb < obj:
        return obj
    return found


def _author(scene: Scene, noun: int) -> int:
    """Return whose a document is that somebody brings out: "the ministry issued a statement saying"."""
    owner = _owner(scene, noun) if scene.tree.words[noun] in scene.rules.nouns else None
    return noun if owner is None else owner


def _quoting(scene: Scene, verb: int) -> Cue | None:
    """Return the cue of who relays: "KCNA quoted Kim as saying", "Kim was quoted by KCNA as saying"."""
    tree = scene.tree
    saying = next((child for child in tree.all(verb, "advcl") if "as" in marked(tree, child)), None)
    if saying is None:
        return None
    relay = subject(tree, verb)
    if is_passive(tree, verb):
        by = (child for child in tree.all(saying, "nsubj", "obl") if "by" in marked(tree, child))
        relay = next(iter((*tree.all(verb, "obl:agent"), *by)), None)
    if relay is None:
        return None
    content = words_below(tree, [saying, *tree.all(verb, "ccomp")]) - set(tree.subtree(relay))
    return _make(tree, "say", verb, relay, content)


def _quoted_clause(scene: Scene, verb: int) -> frozenset[int]:
    """Return what stands before the cue in "“…,” Kim was quoted as saying", where the clause hangs on "quoted"."""
    tree, head = scene.tree, scene.tree.head(verb)
    if head is None or "as" not in marked(tree, verb):
        return frozenset()
    if tree.words[head] not in scene.rules.citing and tree.words[head] not in _REPORTED:
        return frozenset()
    if tree.relation(head) == "parataxis":  # "The missile flew far, Yonhap quoted officials as saying."
        return around(tree, head) - frozenset(tree.subtree(head))
    return words_below(tree, tree.all(head, "ccomp"))


def _puts_it(tree: Tree, verb: int) -> bool:
    obj = tree.one(verb, "obj", "expl")
    return obj is not None and tree.words[obj] == "it"


def _citing(scene: Scene, verb: int) -> Cue | None:
    """Return the cue of "…, citing officials": what stands around it is what they say."""
    tree = scene.tree
    obj = tree.one(verb, "obj", "iobj")
    bare = tree.relation(verb) in {"advcl", "xcomp", "acl"} and tree.words[verb].endswith("ing")
    added = tree.relation(verb) == "acl:relcl" or is_aside(tree, verb)  # "according to NHK, which cited officials"
    if is_passive(tree, verb) or not (bare or added):
        return None
    if obj is None or tree.one(verb, "advcl", "ccomp", "mark") is not None or not scene.speaks(obj):
        return None
    return _make(tree, "say", verb, obj, around(tree, verb), cites=True)


def _according(scene: Scene, mark: int) -> Iterator[Cue]:
    """Yield the cue of "according to X". An outlet relays the whole sentence, also what others say in it."""
    tree, source = scene.tree, scene.tree.tokens[mark].head
    words = (mark, *tree.all(mark, "fixed"))
    case = " ".join(tree.words[word] for word in words)
    if case not in scene.rules.sources:
        return
    known = scene.cast.who(tree, source)
    if case == "per" and (known is None or known.entity is None or tree.upos(source) != "PROPN"):
        return
    content = around(tree, source, whole=known is not None and known.label == "outlet")
    phrase = tuple(trimmed(tree, _phrase(tree, source, mark)))
    yield Cue(tree, "say", mark, words, source, phrase, content - {*phrase, *words})


def _noun(scene: Scene, noun: int) -> Iterator[Cue]:
    tree = scene.tree
    if tree.words[noun] in scene.rules.views and marked(tree, noun) & _VIEWED:
        owner = tree.one(noun, "nmod:poss", "nmod")
        if owner is not None and (tree.case(owner) in {None, "of"}):
            yield _make(tree, "say", noun, owner, around(tree, noun))
        return
    for entry in scene.rules.nouns.get(tree.words[noun], ()):
        heads = [child for child in tree.all(noun, "acl", "ccomp", "acl:relcl") if _fills(tree, child, entry)]
        heads += tuple(about(tree, noun, entry.about)) or _about_light(scene, noun, entry)
        owner = _owner(scene, noun)
        if owner is None and tree.words[noun] in scene.rules.documents:
            owner = noun  # "reports that", which are nobody's by name
        content = words_below(tree, heads)
        if content:
            yield _make(tree, entry.kind, noun, owner, content)
            return


def _about_light(scene: Scene, noun: int, entry: Word) -> Iterator[int]:
    """Yield what hangs on the verb of a noun: "took credit for forcing him out"."""
    verb = scene.tree.head(noun)
    if verb is not None and scene.tree.relation(noun) == "obj" and scene.tree.words[verb] in scene.rules.light:
        yield from about(scene.tree, verb, entry.about)


def _fills(tree: Tree, clause: int, entry: Word) -> bool:
    marks = marked(tree, clause)
    return ("clause" in entry.frames and "that" in marks) or ("infinitive" in entry.frames and "to" in marks)


def _owner(scene: Scene, noun: int) -> int | None:
    """Return whose claim a noun is: its owner, or the subject of the verb that makes it."""
    tree = scene.tree
    owner = tree.one(noun, "nmod:poss")
    if owner is None:
        owner = next((child for child in tree.all(noun, "nmod") if tree.case(child) in {"by", "from"}), None)
    if owner is None:
        named = (child for child in tree.all(noun, "compound", "amod") if tree.upos(child) == "PROPN")
        owner = next((child for child in named if scene.cast.who(tree, child) is not None), None)
    verb = tree.head(noun)
    if owner is not None or verb is None or tree.words[verb] not in scene.rules.light:
        return owner
    if tree.relation(noun) == "nsubj:pass":
        return tree.one(verb, "obl:agent")
    return subject(tree, verb) if tree.relation(noun) == "obj" else None


def _adjective(scene: Scene, adjective: int) -> Iterator[Cue]:
    tree = scene.tree
    source = subject(tree, adjective)
    for entry in scene.rules.adjectives[tree.words[adjective]] if source is not None else ():
        heads = list(tree.all(adjective, "ccomp")) if "clause" in entry.frames else []
        heads += infinitives(tree, adjective) if "infinitive" in entry.frames else ()
        heads += about(tree, adjective, entry.about)
        if heads:
            yield _make(tree, entry.kind, adjective, source, words_below(tree, heads))
            return


def _adverb(tree: Tree, adverb: int) -> Cue:
    below = tree.subtree(tree.tokens[adverb].head)
    content = frozenset(trimmed(tree, (word for word in below if word != adverb)))
    return Cue(tree, "say", adverb, (adverb,), None, (), content)


def subject(tree: Tree, verb: int) -> int | None:
    """Return the head of whose word a verb is: its subject, or that of the clause that shares it."""
    for _ in range(_DEEPEST):
        own = tree.one(verb, *SUBJECTS)
        head, relation = tree.head(verb), tree.relation(verb)
        if own is not None and "by" not in marked(tree, own):
            return own
        if head is None or relation not in {"acl", "xcomp", "advcl", "conj"}:
            return None
        if relation == "acl":
            return _above(tree, verb) if _trails(tree, verb) else None if is_passive(tree, verb) else head
        taken = tree.one(head, "obj", "iobj") or _second_subject(tree, head)
        controls = relation == "xcomp" or (relation == "advcl" and "as" in marked(tree, verb))
        if taken is not None and controls and taken < verb:
            return taken
        verb = head
    return None


def _second_subject(tree: Tree, verb: int) -> int | None:
    """Return an object that the parser takes for a subject: "…, the broadcaster quoted a spokesman as saying"."""
    subjects = tree.all(verb, "nsubj")
    return subjects[1] if len(subjects) > 1 and subjects[0] < verb < subjects[1] else None


def _above(tree: Tree, verb: int) -> int | None:
    """Return the subject of the clause in which a participle stands; the noun that it hangs on if there is none."""
    clause = next((above for above in tree.ancestors(verb) if tree.relation(above) in CLAUSES | {"root"}), verb)
    own = tree.one(clause, *SUBJECTS)
    return own if own is not None else tree.head(verb)


def _trails(tree: Tree, verb: int) -> bool:
    """Say whether a comma stands before a participle, which then belongs to the subject of the clause."""
    return verb > tree.first and tree.words[verb - 1] == "," and tree.words[verb].endswith("ing")


def _make(  # noqa: PLR0913 - the parts of a cue
    tree: Tree,
    kind: SpeechKind,
    token: int,
    source: int | None,
    content: frozenset[int],
    *,
    speaks: bool = False,
    cites: bool = False,
) -> Cue:
    phrase = tuple(trimmed(tree, _phrase(tree, source, token))) if source is not None else ()
    own = {token, *tree.all(token, *AUXILIARIES)} - content
    negated = any(tree.words[child] in _NOT for child in tree.all(token, "advmod"))
    words = _run(token, own | set(tree.all(token, "advmod")) - content - set(phrase), own)
    if source is not None and tree.words[source] in _NOBODY:  # "nobody knows how many were shot"
        kind, negated = "say", True
    return Cue(tree, kind, token, words, source, phrase, content - {token, *phrase}, speaks, cites, negated)


def _run(token: int, near: set[int], own: set[int]) -> tuple[int, ...]:
    """Return the words of a cue that stand with it: "has not yet said", but "said" of "Did Kim say"."""
    low = high = token
    while low - 1 in near:
        low -= 1
    while high + 1 in own:
        high += 1
    return tuple(range(low, high + 1))


def _phrase(tree: Tree, source: int, cue: int) -> tuple[int, ...]:
    """Return a source phrase: without the clause that the cue is in, and without its preposition."""
    below = tree.subtree(source)
    marks = {mark for mark in tree.all(source, "case") if tree.words[mark] not in POSSESSIVE}
    marks |= {part for mark in marks for part in tree.all(mark, "fixed")}
    inside = cue in below and tree.relation(cue) != "case"
    if tree.relation(source) == "obl:agent":
        marks |= {word for clause in of_agent(tree, source) for word in tree.subtree(clause)}
    return tuple(word for word in (tree.core(source) if inside else below) if word not in marks)

"""What the rules of coreference look up: noun phrases, persons, bodies, missiles and launches of a text."""

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from bongsu.model import Entity, Mention, Sentence, Span, Token
from bongsu.reference.tables import Title, load_table

DEPTH = 20
"""Heads above a word, and words before a verb, that are looked at; so that time stays linear."""
_INDEFINITE = frozenset(("a", "an", "another", "one"))
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "both"))
_PREMODIFIERS = frozenset(("det", "det:predet", "amod", "compound", "nummod", "nmod:poss", "advmod"))
_COMPLEMENTS = frozenset(("nmod", "acl", "flat"))


class Vocabulary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table ``data/coreference.yaml``; the file says what each part means."""

    he: frozenset[str]
    she: frozenset[str]
    men: frozenset[str]
    women: frozenset[str]
    honorifics: frozenset[str]
    people: frozenset[str]
    other_offices: frozenset[str]
    bodies: frozenset[str]
    states: frozenset[str]
    missiles: frozenset[str]
    launches: frozenset[str]
    launch_verbs: frozenset[str]
    hold_verbs: frozenset[str]
    flight_verbs: frozenset[str]
    height_verbs: frozenset[str]
    heights: frozenset[str]
    unreal: frozenset[str]
    older: frozenset[str]
    narrows: frozenset[str]


@functools.cache
def vocabulary() -> Vocabulary:
    """Return the words of coreference. Raises ``TableError`` when the table is malformed."""
    return load_table("coreference", Vocabulary)


class Phrase(msgspec.Struct, frozen=True):
    """What can be meant again: its head token, its words, who it is when known, and what sort it is.

    ``sort`` is ``person``, ``several``, ``it`` or ``they`` (a body by the pronoun that it takes), ``missile``,
    ``missiles``, ``launch`` or ``launches``.
    """

    head: int
    span: Span
    entity: Entity | None
    sort: str


class Scene(msgspec.Struct, frozen=True, kw_only=True):
    """A text as the rules look at it; tokens are meant by their index.

    Attributes:
        text: the report's text.
        tokens: its tokens.
        words: each token in lower case.
        place: the sentence of each token.
        starts: the first token of each sentence, then the number of tokens.
        children: the tokens that each token governs.
        firsts: the first dependent of a token by its relation.
        left: where the noun phrase of each token begins.
        inside: whether each token stands in quotation marks.
        bearers: the mention at a token, or that names it ("spokesman" of "spokesman Roh Jae-cheon").
    """

    text: str
    tokens: Sequence[Token]
    words: Sequence[str]
    place: Sequence[int]
    starts: Sequence[int]
    children: Sequence[Sequence[int]]
    firsts: Mapping[tuple[int, str], int]
    left: Sequence[int]
    inside: Sequence[bool]
    bearers: Mapping[int, Mention]

    def span(self, head: int) -> Span:
        """Return the words of the noun phrase from its first token to its head."""
        return self.tokens[self.left[head]].span.to(self.tokens[head].span)

    def modifiers(self, head: int) -> set[str]:
        """Return the words before the head, in lower case, without articles."""
        return set(self.words[self.left[head] : head]) - _DEFINITE - _INDEFINITE

    def child(self, head: int, *deprels: str) -> int | None:
        """Return the first dependent with one of these relations."""
        return min((self.firsts[head, deprel] for deprel in deprels if (head, deprel) in self.firsts), default=None)

    def above(self, token: int) -> Iterator[int]:
        """Yield the head of the token, its head, and so on to the root; :data:`DEPTH` heads at most."""
        for _ in range(DEPTH):
            if self.tokens[token].head == token:
                return
            token = self.tokens[token].head
            yield token

    def is_definite(self, head: int) -> bool:
        """Say whether "the" or "this" begins the phrase and nothing after its head says which one is meant."""
        after = {self.tokens[child].deprel.split(":")[0] for child in self.children[head] if child > head}
        narrowed = head + 1 < len(self.words) and self.words[head + 1] in vocabulary().narrows
        return self.words[self.left[head]] in _DEFINITE and not after & _COMPLEMENTS and not narrowed

    def is_indefinite(self, head: int) -> bool:
        """Say whether "a", "another" or a number brings in the phrase."""
        counted = self.child(head, "nummod") is not None
        return counted or self.words[self.left[head]] in _INDEFINITE

    def is_real(self, token: int) -> bool:
        """Say whether nothing at the token or its verb makes it merely possible, wanted, denied or older."""
        verbs = (head for head in self.above(token) if self.tokens[head].upos == "VERB")
        verb = token if self.tokens[token].upos == "VERB" else next(verbs, token)
        before = range(max(0, verb - DEPTH), verb)
        words = {self.words[child] for child in before if self.tokens[child].head == verb}
        return not words & vocabulary().unreal and not self.modifiers(token) & vocabulary().older

    def says(self, token: int) -> bool:
        """Say whether the token is the subject of a verb of saying."""
        return self.tokens[token].deprel == "nsubj" and self.words[self.tokens[token].head] in sayings()

    def main_subject(self, sentence: int) -> int | None:
        """Return the subject of a sentence's root."""
        tokens = range(self.starts[sentence], self.starts[sentence + 1])
        root = next((token for token in tokens if self.tokens[token].head == token), None)
        return self.child(root, "nsubj", "nsubj:pass") if root is not None else None

    def words_of(self, phrase: Phrase) -> set[str]:
        """Return the words of a phrase in lower case."""
        return set(re.findall(r"[\w-]+", self.text[phrase.span.start : phrase.span.end].lower()))


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """What a text brings in, each in text order.

    Attributes:
        first: the first full mention of each entity, by its id.
        named: persons by each part of their full name.
        titled: persons by the nouns of their titles.
        bodies: named bodies by the nouns in their names.
        missiles: phrases that bring in missiles.
        launches: predicates and nouns that bring in a launch or a test.
    """

    first: Mapping[str, Phrase]
    named: Mapping[str, Sequence[Phrase]]
    titled: Mapping[str, Sequence[Phrase]]
    bodies: Mapping[str, Sequence[Phrase]]
    missiles: Sequence[Phrase]
    launches: Sequence[Phrase]


class Link(msgspec.Struct, frozen=True):
    """The words that stand for ``to``; for each of ``members``, where they stand for several."""

    span: Span
    to: Phrase
    members: tuple[Mention, ...] = ()


class Sight(msgspec.Struct, frozen=True):
    """What a rule sees: the scene, what it brings in, and what was made of the tokens so far.

    Attributes:
        links: the links, by token.
        people: the tokens outside quotations that stand for a person.
        open: the pronouns outside quotations that stand for nobody known.
    """

    scene: Scene
    index: Index
    links: dict[int, Link]
    people: list[int]
    open: list[int]


def set_scene(text: str, sentences: Sequence[Sentence], tokens: Sequence[Token], mentions: Sequence[Mention]) -> Scene:
    """Return the Scene of a text."""
    children: list[list[int]] = [[] for _ in tokens]
    firsts: dict[tuple[int, str], int] = {}
    left = list(range(len(tokens)))
    for index, token in enumerate(tokens):
        if token.head != index:
            children[token.head].append(index)
            firsts.setdefault((token.head, token.deprel), index)
        if index < token.head and token.deprel in _PREMODIFIERS:
            left[token.head] = min(left[token.head], left[index])
    return Scene(
        text=text,
        tokens=tokens,
        words=[text[token.span.start : token.span.end].lower() for token in tokens],
        place=[number for number, s in enumerate(sentences) for _ in range(s.first_token, s.end_token)],
        starts=[*(sentence.first_token for sentence in sentences), len(tokens)],
        children=children,
        firsts=firsts,
        left=left,
        inside=_inside(text, tokens),
        bearers=_bearers(text, tokens, mentions),
    )


def _inside(text: str, tokens: Sequence[Token]) -> list[bool]:
    """Return for each token whether it stands in double quotation marks; a paragraph's end closes them."""
    inside, end = [], 0
    quoted = False
    for token in tokens:
        word = text[token.span.start : token.span.end]
        quoted = quoted and "\n" not in text[end : token.span.start]
        if word in {"“", "”", '"', "``", "''"}:
            quoted = word in {"“", "``"} or (word == '"' and not quoted)
        inside.append(quoted)
        end = token.span.end
    return inside


def _bearers(text: str, tokens: Sequence[Token], mentions: Sequence[Mention]) -> dict[int, Mention]:
    """Return the mention at each head token; a person's also at the title that the name stands beside."""
    bearers: dict[int, Mention] = {}
    at = 0
    for mention in mentions:
        while at < len(tokens) and tokens[at].span.end <= mention.span.start:
            at += 1
        end = at
        while end < len(tokens) and tokens[end].span.start < mention.span.end:
            end += 1
        for token in range(at, end):
            if not at <= tokens[token].head < end or tokens[token].head == token:
                bearers.setdefault(token, mention)
                head = tokens[token].head
                beside = mention.label == "person" and tokens[token].deprel in {"flat", "appos"}
                if beside and _is_human(text[tokens[head].span.start : tokens[head].span.end], tokens[head]):
                    bearers[head] = mention
    return bearers


def _is_human(word: str, token: Token) -> bool:
    """Say whether a name beside the word is that of a person: of a title ("spokesman") or part of the name."""
    return token.upos == "PROPN" or word.lower() in offices() | vocabulary().people


def make_index(scene: Scene) -> Index:
    """Return what a text brings in."""
    titled: dict[str, list[Phrase]] = defaultdict(list)
    bodies: dict[str, list[Phrase]] = defaultdict(list)
    first: dict[str, Phrase] = {}
    named: dict[str, list[Phrase]] = defaultdict(list)
    for token in range(len(scene.tokens)):
        for noun, person in _titles(scene, token):
            titled[noun].append(person)
        mention = scene.bearers.get(token)
        if mention is None or mention.entity is None:
            continue
        phrase = Phrase(token, mention.span, mention.entity, "person" if mention.label == "person" else "it")
        for noun in _body_nouns(scene, phrase):
            bodies[noun].append(phrase)
        if is_full(scene, phrase):
            first.setdefault(mention.entity.id, phrase)
            for part in mention.entity.name.split() if mention.label == "person" else ():
                named[part].append(phrase)
    launched = [_missile(scene, token) for token in range(len(scene.tokens))]
    launches = [_launch(scene, token) for token in range(len(scene.tokens))]
    return Index(
        first=first,
        named=named,
        titled=titled,
        bodies=bodies,
        missiles=[phrase for phrase in launched if phrase is not None],
        launches=[phrase for phrase in launches if phrase is not None],
    )


def is_full(scene: Scene, phrase: Phrase) -> bool:
    """Say whether a mention names its entity in full: a person by two parts, a state not as "the North"."""
    words = scene.words_of(phrase)
    if phrase.sort != "person" or phrase.entity is None:
        return words.isdisjoint({"north", "south"}) or len(words - {"the"}) > 1
    parts = set(re.findall(r"\w+", phrase.entity.name.lower()))
    return len(parts & {part for word in words for part in word.split("-")}) >= 2


def _titles(scene: Scene, token: int) -> Iterator[tuple[str, Phrase]]:
    """Yield the title nouns of the person at a token: of a name with its title, or of "a spokesman"."""
    mention = scene.bearers.get(token)
    if mention is not None and mention.label == "person":
        phrase = Phrase(token, mention.span.to(scene.span(token)), mention.entity, "person")
        beside = scene.child(token, "appos")
        words = scene.words_of(phrase) | ({scene.words[beside]} if beside is not None else set())
        yield from ((noun, phrase) for noun in sorted(words & offices()))
    elif scene.words[token] in offices() and scene.is_indefinite(token) and scene.tokens[token].deprel == "nsubj":
        yield scene.words[token], Phrase(token, scene.span(token), None, "person")


def _body_nouns(scene: Scene, phrase: Phrase) -> list[str]:
    """Return the nouns by which a named body can be meant again; none for a bare noun ("the ministry")."""
    words, named = scene.words_of(phrase) - {"the"}, scene.text[phrase.span.start : phrase.span.end]
    if phrase.sort == "person" or phrase.entity is None or (len(words) == 1 and named.islower()):
        return []
    if words <= vocabulary().bodies or scene.modifiers(phrase.head) & vocabulary().older:
        return []
    name = phrase.entity.name
    return sorted(vocabulary().bodies & (words | set(name.lower().split() if name[0].isupper() else ())))


def _missile(scene: Scene, token: int) -> Phrase | None:
    """Return the phrase that brings in a missile at a token: "a ballistic missile", "two rockets", "a Hwasong-12"."""
    word, verb = scene.words[token], scene.tokens[token].head
    mention = scene.bearers.get(token)
    system = mention is not None and mention.label == "system"
    if scene.tokens[token].deprel == "compound" or not (system or singular(word) in vocabulary().missiles):
        return None
    fired = scene.words[verb] in vocabulary().launch_verbs and scene.tokens[token].deprel in {"obj", "nsubj:pass"}
    plural = word != singular(word)
    told = scene.is_indefinite(token) or (fired and plural)
    if not told or scene.inside[token] or not scene.is_real(token):
        return None
    return Phrase(token, scene.span(token), mention.entity if mention else None, "missiles" if plural else "missile")


def _launch(scene: Scene, token: int) -> Phrase | None:
    """Return the phrase that brings in a launch at a token: "fired two missiles", "a nuclear test"."""
    word, syntax = scene.words[token], scene.tokens[token]
    if syntax.upos == "VERB" and word in vocabulary().launch_verbs:
        return _launching(scene, token)
    if (
        syntax.upos != "NOUN"
        or singular(word) not in vocabulary().launches
        or syntax.deprel == "compound"
        or scene.is_definite(token)
    ):
        return None
    held = scene.words[syntax.head] in vocabulary().hold_verbs and syntax.deprel in {"obj", "nsubj:pass"}
    of = scene.child(token, "nmod")
    kinds = {singular(other) for other in scene.modifiers(token)} | (
        {singular(scene.words[of])} if of is not None else set()
    )
    if not (held or kinds & (vocabulary().missiles | {"nuclear"})) or not scene.is_real(token):
        return None
    return Phrase(token, scene.span(token), None, "launch" if word == singular(word) else "launches")


def _launching(scene: Scene, verb: int) -> Phrase | None:
    """Return a verb of launching with what it launches."""
    thing = scene.child(verb, "obj", "nsubj:pass")
    if thing is None and scene.tokens[verb].deprel.startswith("acl"):
        thing = scene.tokens[verb].head  # "a missile launched from"
    if thing is None or not scene.is_real(verb):
        return None
    mention = scene.bearers.get(thing)
    if singular(scene.words[thing]) not in vocabulary().missiles and (mention is None or mention.label != "system"):
        return None
    tally = not {"has", "have"}.isdisjoint(scene.words[child] for child in scene.children[verb])
    many = tally and scene.words[thing] != singular(scene.words[thing])
    return Phrase(verb, scene.tokens[verb].span.to(scene.span(thing)), None, "launches" if many else "launch")


def only_one(persons: Sequence[Phrase]) -> Phrase | None:
    """Return the person when all are the same one."""
    same = {person.entity.id if person.entity else person.span for person in persons}
    return persons[0] if len(same) == 1 else None


def singular(word: str) -> str:
    """Return a noun of these tables without its plural ending."""
    return "launch" if word == "launches" else word.removesuffix("s")


@functools.cache
def offices() -> frozenset[str]:
    """Return the nouns of titles, for one holder: "minister", "spokeswoman"."""
    rows = load_table("titles", tuple[Title, ...])
    nouns = {re.split(r" (?:of|to|for|at|in) ", title)[0].split()[-1].lower() for row in rows for title in row.title}
    return frozenset(noun for noun in nouns if not noun.endswith("s"))


class _Verbs(msgspec.Struct, frozen=True):
    """What coreference reads of the table ``data/attribution.yaml``."""

    verbs: str


@functools.cache
def sayings() -> frozenset[str]:
    """Return the verbs of saying, in all their forms."""
    return frozenset(load_table("attribution", _Verbs).verbs.split())

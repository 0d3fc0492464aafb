"""Who says what: the sources of a report, what each says, and whose word stands at a place.

Cues come from the syntax of each sentence (``coding/cues.py``) and from labels; here those of a sentence are told
apart, quotations that run over several sentences find their speaker, and sources are resolved by the cast.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from bongsu.coding.cast import Cast
from bongsu.coding.cues import Cue, find_cues
from bongsu.coding.labels import find_labels
from bongsu.coding.quotes import Speakers, find_quotations, lay_out
from bongsu.coding.speech_rules import SpeechKind, SpeechRules, load_speech
from bongsu.coding.tree import Tree
from bongsu.model import Annotation, Attribution, Mention, Report, Span

__all__ = ["Said", "SpeechKind", "SpeechRules", "attribution_at", "find_speech", "load_speech"]

_SELF = frozenset({"i", "we", "me", "us", "my", "our", "you", "your", "it", "this", "that", "these", "those"})
_RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
_RELAYED = frozenset({"say", "deny", "ask", "believe"})
_BESIDE = frozenset({"while", "whereas", "though", "although", "but", "yet"})
_UNVOICED = frozenset({"want", "judge"})


class Said(msgspec.Struct, frozen=True):
    """Something that somebody says, denies, asks, believes, wants, promises or calls for.

    Attributes:
        source: who; None where it is left out ("it was reported").
        source_tokens: the whole phrase of the source, as it stands beside the cue ("who" of a relative clause).
        cue: the words that attribute; ``cue_tokens``: their tokens.
        content: the tokens of what is said, in text order; over several sentences for a quotation.
        kind: what is done in saying it; ``judge`` blames or praises, and has what is judged as its content.
        negated: it is not said ("did not say whether", "has not confirmed").
    """

    source: Mention | None
    source_tokens: tuple[int, ...]
    cue: Span
    cue_tokens: tuple[int, ...]
    content: tuple[int, ...]
    kind: SpeechKind
    negated: bool = False


class _Draft:
    """A cue whose content may still grow and whose source may still change."""

    def __init__(self, cue: Cue) -> None:
        self.cue = cue
        self.content = set(cue.content)
        self.source = cue.source
        self.phrase = cue.phrase
        self.mention: Mention | None = None

    @property
    def is_self(self) -> bool:
        """Whether the source is "I", "you" or a thing that was pointed at."""
        return self.source is not None and self.cue.tree.words[self.source] in _SELF


def find_speech(annotation: Annotation, trees: Sequence[Tree], cast: Cast, rules: SpeechRules) -> tuple[Said, ...]:
    """Return who says what in a report, in the order of the cues.

    Args:
        annotation: the report's annotation.
        trees: the trees of its sentences.
        cast: who its noun phrases are.
        rules: the words that attribute.
    """
    layout = lay_out(annotation)
    words = list(trees[0].words.values()) if trees else []
    quotations = tuple(find_quotations(annotation, words, layout))
    quoted = frozenset(token for one in quotations for token in range(one.start, one.end))
    found = [cue for tree in trees for cue in find_cues(tree, cast, rules)]
    found += find_labels(trees, cast, rules, layout)
    drafts = [_Draft(cue) for cue in sorted(found, key=lambda cue: cue.token)]
    media = frozenset(one.source for one in drafts if one.source is not None and _is_outlet(cast, one))
    _tell_apart(drafts, quoted, media)
    Speakers([one.cue for one in drafts], [one.content for one in drafts], words, layout).give(quotations)
    drafts = [one for one in drafts if one.content]
    for one in drafts:
        one.mention = _mention(one, cast, rules)
    return tuple(_said(one) for one in _standing(drafts, quoted))


def attribution_at(said: Sequence[Said], token: int, report: Report) -> Attribution:
    """Return whose word stands at a token: the innermost source, and who relays it, nearest to the report first.

    What somebody wants or judges is told by the report, and so is what somebody does not say: those do not make its
    words theirs. Where only unnamed sources say it ("it is believed"), the speaker is None and the cue is theirs.
    """
    covering = [one for one in said if _voices(one) and _holds(one.content, token)]
    covering.sort(key=lambda one: (-len(one.content), one.cue.start))
    named = [one for one in covering if one.source is not None]
    if not named:
        return Attribution(None, report.quote(covering[-1].cue)) if covering else Attribution()
    origin = named[-1]
    chain: list[Mention] = []
    for one in named[:-1]:
        source = one.source
        if source is not None and not any(_same(source, other) for other in (origin.source, *chain)):
            chain.append(source)
    return Attribution(origin.source, report.quote(origin.cue), tuple(chain))


def _voices(said: Said) -> bool:
    return said.kind not in _UNVOICED and not (said.negated and said.kind == "say")


def _holds(content: Sequence[int], token: int) -> bool:
    at = bisect_left(content, token)
    return at < len(content) and content[at] == token


def _same(one: Mention, other: Mention | None) -> bool:
    if other is None:
        return False
    return one.span == other.span or (one.entity is not None and one.entity == other.entity)


def _is_outlet(cast: Cast, one: _Draft) -> bool:
    known = None if one.source is None else cast.who(one.cue.tree, one.source)
    return known is not None and known.label == "outlet"


def _tell_apart(drafts: Sequence[_Draft], quoted: frozenset[int], media: frozenset[int]) -> None:
    """Mend the contents and sources of cues that share a sentence."""
    by_tree: dict[int, list[_Draft]] = defaultdict(list)
    for one in drafts:
        by_tree[one.cue.tree.first].append(one)
    for together in by_tree.values():
        for one in together if len(together) > 1 else ():
            _mend(one, [other for other in together if other is not one and other.source is not None], quoted, media)


def _mend(one: _Draft, others: Sequence[_Draft], quoted: frozenset[int], media: frozenset[int]) -> None:
    """Mend a cue, and the contents of the others in its sentence that the parser has hung it into."""
    tree, token = one.cue.tree, one.cue.token
    if one.cue.cites:
        _cite(one, others, media)
    elif token not in quoted and _trails(one.cue):
        _trail(one, others)
    elif tree.relation(token) == "case":  # an outlet's "according to" around the others is no part of them
        for other in others:
            if other.cue.token in one.content:
                other.content.difference_update((*one.cue.words, *one.phrase))
    elif _contrasts(one.cue) or _adds_as(one.cue):
        for other in others:
            other.content.difference_update(tree.subtree(token))


def _contrasts(cue: Cue) -> bool:
    """Say whether the outlet sets one saying beside another: "Seoul said it fell, while Tokyo said it flew"."""
    tree, token = cue.tree, cue.token
    if cue.kind not in _RELAYED or tree.one(token, "nsubj") is None:
        return False
    joins = {"advcl": "mark", "conj": "cc"}.get(tree.relation(token))
    return joins is not None and any(tree.words[child] in _BESIDE for child in tree.all(token, joins))


def _adds_as(cue: Cue) -> bool:
    """Say whether the outlet adds who else says so: "denied that it had fired, as Seoul alleges"."""
    tree, token = cue.tree, cue.token
    if cue.kind not in _RELAYED or tree.one(token, "nsubj") is None:
        return False
    return tree.relation(token) == "advcl" and any(tree.words[mark] == "as" for mark in tree.all(token, "mark"))


def _cite(citing: _Draft, others: Sequence[_Draft], media: frozenset[int]) -> None:
    """Give "citing officials" the content of the one who cites; the citing itself is that one's word.

    Officials cite no agency for what they say themselves, so that one relays it: "the army said, X reports citing Y".
    """
    sharing = [one for one in others if _cites(one.cue, citing) or not one.content.isdisjoint(citing.content)]
    if sharing:
        citer = min(sharing, key=lambda one: abs(one.cue.token - citing.cue.token))
        phrase = citing.cue.tree.subtree(citing.cue.token)
        citing.content.clear()
        citing.content.update(citer.content.difference(phrase))
        if citing.source in media and citer.source not in media:
            citing.content.update((*citer.cue.words, *citer.phrase))
            citer.content.difference_update(phrase)
        else:
            citer.content.update(phrase)


def _cites(cue: Cue, citing: _Draft) -> bool:
    """Say whether a citing hangs on a verb of saying itself: "…, Yonhap reported citing officials"."""
    return citing.cue.tree.head(citing.cue.token) == cue.token


def _trails(cue: Cue) -> bool:
    """Say whether a cue is a participle behind a comma, with no addressee: "…, adding that"."""
    tree, token = cue.tree, cue.token
    if tree.relation(token) != "advcl" or not tree.words[token].endswith("ing") or cue.kind != "say":
        return False
    return token > tree.first and tree.words[token - 1] == "," and tree.one(token, "iobj", "obj") is None


def _trail(trailing: _Draft, others: Sequence[_Draft]) -> None:
    """Give "…, adding that" to the speaker in whose content the parser hangs it, or who is quoted by its subject."""
    tree, token = trailing.cue.tree, trailing.cue.token
    quoted = (one for one in others if tree.head(one.cue.token) == tree.head(token) and _is_quoted(one.cue))
    origin = next(quoted, None)
    if origin is not None:
        trailing.source, trailing.phrase = origin.source, origin.phrase
        return
    around = [one for one in others if token in one.content and one.cue.token < token]
    if around:
        speaker = min(around, key=lambda one: len(one.content))
        trailing.source, trailing.phrase = speaker.source, speaker.phrase
        speaker.content.difference_update(tree.subtree(token))


def _is_quoted(cue: Cue) -> bool:
    """Say whether a cue tells what somebody is quoted for: "Yonhap quoted the ministry as saying"."""
    return any(cue.tree.words[mark] == "as" for mark in cue.tree.all(cue.token, "mark"))


def _standing(drafts: Sequence[_Draft], quoted: frozenset[int]) -> Iterator[_Draft]:
    """Yield the attributions that make a difference: what one says of oneself in what one says makes none."""
    inside: dict[int, list[_Draft]] = defaultdict(list)
    for one in drafts:
        for token in one.content:
            inside[token].append(one)
    for one in drafts:
        around = [other for other in inside.get(one.cue.token, ()) if other is not one]
        unknown = not around and one.is_self and one.cue.token in quoted
        if not unknown and (not around or _relays(one, min(around, key=lambda other: len(other.content)), quoted)):
            yield one


def _relays(one: _Draft, outer: _Draft, quoted: frozenset[int]) -> bool:
    """Say whether somebody else is told of in what ``outer`` says."""
    if one.cue.kind not in _RELAYED or one.mention is None or one.is_self:
        return False
    if outer.mention is not None and _same(one.mention, outer.mention):
        return False
    if one.cue.kind == "believe":
        named = one.source is not None and one.cue.tree.upos(one.source) in {"NOUN", "PROPN"}
        return named and one.cue.token not in quoted and one.cue.speaks
    return one.cue.token not in quoted or one.cue.speaks


def _said(one: _Draft) -> Said:
    cue = one.cue
    span = cue.tree.span(cue.words)
    return Said(one.mention, one.phrase, span, cue.words, tuple(sorted(one.content)), cue.kind, cue.negated)


def _mention(one: _Draft, cast: Cast, rules: SpeechRules) -> Mention | None:
    """Return who a source is: who the cast says, the owner of a document, else the phrase itself."""
    if one.source is None:
        return None
    tree, token = one.cue.tree, one.source
    if tree.words[token] in _RELATIVES:
        token = _antecedent(tree, token)
    known = cast.who(tree, token)
    if known is None and (tree.words[token] in rules.documents or tree.words[token] in rules.nouns):
        known = cast.owner(tree, token)
    return known if known is not None else Mention(tree.span(tree.core(token)), "other", None)


def _antecedent(tree: Tree, pronoun: int) -> int:
    """Return the noun whose relative clause a pronoun is in; the pronoun itself where it is in none."""
    for above in (pronoun, *tree.ancestors(pronoun)):
        if tree.relation(above) in {"acl:relcl", "acl"}:
            return tree.tokens[above].head
    return pronoun

"""When and where one event took place, by its own words: what hangs on it, and not on the report or a statement.

A time or place belongs to the nearest act or clause above it. Where an act has none, it may share that of its clause's
neighbours: of what is joined to it ("stormed the studio on Monday and beat its editor"), of a verb that says only that
it was ("the summit opened on Monday"), or how far it went ("began patrolling this week"). A thing that is done, and no
mere word, is also where those are who do it ("a court in Oslo convicted").
"""

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import msgspec

from bongsu.coding.circumstances import parts_of_day, words_of
from bongsu.coding.drafts import Draft
from bongsu.coding.tree import CLAUSES, Tree
from bongsu.datelines import dateline_end
from bongsu.model import Annotation, EventType, Place, Span, Stamp, TimeExpr
from bongsu.times import interval, stretch

_AT = frozenset(
    {"in", "at", "near", "on", "off", "outside", "around", "across", "over", "inside", "from", "into", "to", "along"}
    | {"within", "through", "throughout", "close", "out", "beyond"}
)
_THERE = frozenset({"in", "at", "near", "inside", "outside", "off", "across", "around"})
"""Prepositions that say where somebody is, and not whence or where to."""
_AWAY = frozenset({"from", "to", "into", "out"})
_WHERE = frozenset({"in", "into", "inside", "outside", "near"})
_TOPICS = frozenset({"over", "about", "for"})
_POINTS = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "off"})
_UNTIL = frozenset({"until", "till"})
_SINCE = "since"
_DASHES = frozenset({"-", "–", "—"})
_HAS = frozenset({"has", "have", "'ve", "’ve", "'s", "’s", "had"})
_PLACED = frozenset({"obl", "nmod", "obl:unmarked"})
_NAMING = frozenset({"compound", "appos"})
_SIDES = frozenset({"nsubj", "nsubj:pass", "obj", "obl:agent", "conj"})
_OF_THOSE = frozenset({"of", "by", "between", "among", "against", "with"})
_BETWEEN = frozenset({"border", "borders", "frontier", "boundary"})
_FAR = 10  # steps: what a clause shares comes behind all of its own
_COMING = frozenset({"will", "would", "'ll", "may", "might", "could", "shall", "should"})
_SPOKEN: frozenset[EventType] = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
_BESIDE = frozenset({"near", "outside"})
_DURING = frozenset({"at", "during"})
_BESIDES = frozenset({"after", "following", "before"})
_WITHIN = frozenset({"in", "during"})
_NAMED_BY = frozenset({"nummod", "compound", "amod", "appos", "nmod:poss", "nmod:desc", "flat"})
_PARTS = ("det", "amod", "compound", "nmod:poss", "nummod", "advmod")

T = TypeVar("T")


@functools.cache
def _parts_of_day() -> re.Pattern[str]:
    """Return what finds a part of a day, with one group for each by its name in TIMEX3."""
    return re.compile(
        "|".join(rf"(?P<{part}>\b(?:{words.replace(' | ', '|')})\b)" for part, words in parts_of_day().items()),
        re.IGNORECASE,
    )


class Circumstances:
    """The times and places of a report by the act or clause that each belongs to. Made once a report."""

    def __init__(self, annotation: Annotation, trees: Sequence[Tree], acts: Mapping[int, EventType]) -> None:
        """Find whose each time and place of ``annotation`` is; ``acts`` are all words that tell of an act."""
        self._acts = acts
        self._text = text = annotation.report.text
        self._published = annotation.report.published
        times = {time.span: time for time in annotation.times if time.type in {"DATE", "TIME"} or stretch(time)}
        for part in _parts_of_day().finditer(text):
            span = Span(*part.span())
            if not any(span.overlaps(time.span) for time in annotation.times):
                times[span] = TimeExpr(span, "TIME", f"XXXX-XX-XXT{part.lastgroup}", None, None, "part_of_day")
        self._times = _heads(annotation, times)
        named = {place.span: place for place in annotation.places}
        for name in annotation.names:
            if name.label == "LOC" and not any(name.span.overlaps(span) for span in named):
                named[name.span] = Place(name.span, text[name.span.start : name.span.end])
        self._places = _heads(annotation, named)
        self._dating: dict[int, list[int]] = defaultdict(list)
        self._placing: dict[int, list[int]] = defaultdict(list)
        for tree in trees:
            self._assign(tree)

    def _assign(self, tree: Tree) -> None:
        """Give each time and place of a sentence to the word that it belongs to; a dateline is of none."""
        body = dateline_end(self._text, tree.sentence.span.start, tree.sentence.span.end)
        for token in tree:
            if tree.tokens[token].span.start < body:
                continue
            if token in self._times and self._is_dating(tree, token):
                self._dating[self._dated(tree, token)].append(token)
                if tree.case(token) == _SINCE:
                    self._times[token] = _since(self._times[token], self._published)
            if (token in self._places and not _is_side(tree, token)) or self._is_ground(tree, token):
                self._placing[self._placed(tree, token)].append(token)

    def time(self, draft: Draft) -> TimeExpr | None:
        """Return when an act was; None where its words do not say. Until when something goes on is no such time."""
        own = (self._times[token] for anchor in draft.anchors for token in self._nearest(draft, anchor))
        shared = (self._times[token] for clause in _sharing(draft, self._acts) for token in self._shared(draft, clause))
        return next(own, None) or next(shared, None) or self._fronted(draft)

    def place(self, draft: Draft, roles: Sequence[Span]) -> Place | None:
        """Return where an act was, by a name if there is one; ``roles`` are the words of those who take part."""
        tree = draft.tree
        found = [(self._standing(draft, token)[0], token) for token in self._around(draft.anchors)]
        for token in self._around(_sharing(draft, self._acts)):
            steps, at = self._standing(draft, token)
            if at in _THERE:
                found.append((steps + _FAR, token))
        free = [(steps, token) for steps, token in found if steps and self._is_free(draft, token, roles)]
        free.sort(key=lambda one: (one[1] not in self._places, one[0], tree.relation(one[1]) in _NAMING))
        return None if not free else self._places.get(free[0][1]) or self._ground(tree, free[0][1])

    def _around(self, clauses: Iterable[int]) -> Iterator[int]:
        return (token for clause in clauses for token in self._placing.get(clause, ()))

    def _nearest(self, draft: Draft, anchor: int) -> list[int]:
        """Return the times that belong to a word, those that hang on it before those deeper down."""
        return sorted(self._dating.get(anchor, ()), key=lambda token: draft.tree.head(token) != anchor)

    def _shared(self, draft: Draft, clause: int) -> list[int]:
        """Return the times of a clause that another shares; what stands before the second is its own alone."""
        ahead = draft.trigger < clause
        tree = draft.tree
        own = {clause, *tree.all(clause, "nsubj")}  # "Seoul on Wednesday became the first to"
        return [t for t in self._nearest(draft, clause) if tree.head(t) in own and not (ahead and t < clause)]

    def _fronted(self, draft: Draft) -> TimeExpr | None:
        """Return the time before a sentence, for what is joined to its first verb: "In July X raided and Y banned"."""
        tree, first = draft.tree, draft.tree.first_conjunct(draft.spoken)
        if first == draft.spoken or tree.upos(first) != "VERB":
            return None
        return next((self._times[t] for t in self._dating.get(first, ()) if tree.subtree(t)[0] == tree.first), None)

    def _is_dating(self, tree: Tree, token: int) -> bool:
        """Say whether a time may be that of what is above it: not "since May", nor that of "recall the 1950-53 war"."""
        if tree.case(token) in _DASHES and tree.relation(token) == "nmod":
            token = tree.tokens[token].head
        above = tree.head(token)
        case = tree.case(token)
        if case in _UNTIL or (case == _SINCE and not _is_perfect(tree, above)):
            return False
        if above is None or above in self._acts or tree.relation(token) not in _NAMED_BY:
            return True
        return tree.case(above) in _WITHIN

    def _dated(self, tree: Tree, token: int) -> int:
        """Return whose a time is: of two on one verb, the second is of the noun that it stands behind."""
        owner = self._owner(tree, token)
        if owner == token:
            return next((one for one in tree.all(token, "nsubj") if one in self._acts), token)  # "the last test was on"
        first, above = tree.subtree(token)[0], tree.head(owner)
        if tree.relation(owner) == "ccomp" and above == first - 1:
            return first - 1  # "said on Friday it had fired", "it would fire, he said on Friday"
        others = [one for one in tree.children[owner] if one in self._times and one != token]
        inner = self._behind(tree, first, owner)
        if inner is None or any(inner < one < first for one in others):
            return owner
        return inner if others or tree.case(inner) in _BESIDES else owner

    def _placed(self, tree: Tree, token: int) -> int:
        """Return whose a place is: of words, rather that of the deed that it stands behind."""
        owner = self._owner(tree, token)
        inner = self._behind(tree, tree.subtree(token)[0], owner) if self._acts.get(owner) in _SPOKEN else None
        return owner if inner is None or self._acts[inner] in _SPOKEN else inner

    def _behind(self, tree: Tree, first: int, owner: int) -> int | None:
        """Return the act, other than ``owner`` or above it, whose words end just before ``first``."""
        within = (act for act in range(first - 1, tree.first - 1, -1) if act in self._acts and act != owner)
        return next((act for act in within if first - 1 in tree.subtree(act) and owner not in tree.subtree(act)), None)

    def _owner(self, tree: Tree, token: int) -> int:
        """Return what a time or place belongs to: the nearest act above it, or the clause where none is."""
        for above in tree.ancestors(token):
            if above in self._acts:
                return above
            clause = tree.relation(above) in CLAUSES or tree.head(above) is None or tree.upos(above) == "VERB"
            if clause and tree.words[above] not in words_of("bearing"):
                return above
        return token

    def _is_ground(self, tree: Tree, token: int) -> bool:
        """Say whether a noun is ground on which something may take place: not "in the area of trade"."""
        case, word = _first_case(tree, token), tree.words[token]
        if case not in _AT:
            return False
        known = not words_of("grounds").isdisjoint({word, f"{tree.words.get(token - 1)}-{word}"})
        named = tree.upos(token) == "PROPN" and case in _BESIDE and token not in self._times
        bare = word in words_of("states") and not tree.all(token, *_PARTS)  # "three years in prison"
        if not (named or (known and not bare)):
            return False
        return all(tree.case(child) != "of" for child in tree.all(token, "nmod"))

    def _ground(self, tree: Tree, token: int) -> Place:
        parts = (tree.subtree(part)[0] for part in tree.all(token, *_PARTS))
        span = tree.span((min(token, *parts, token), token))
        return Place(span, self._text[span.start : span.end])

    def _standing(self, draft: Draft, token: int) -> tuple[int, str | None]:
        """Return in how many steps a place is that of an act, 0 for none, and by which preposition it is.

        One by way of those who take part is a step farther: "two men in Oslo were killed in Bergen".
        """
        tree, done = draft.tree, draft.type not in _SPOKEN
        steps, at = 0, None
        for step in (token, *tree.ancestors(token)):
            if step in self._acts or (at and tree.upos(step) == "VERB"):
                return steps if at else 0, at
            steps += 1
            relation, case = tree.relation(step), _first_case(tree, step)
            if at and not done and case in _TOPICS:
                return 0, None  # "summoned the envoy over the incident in the strait"
            above = tree.words.get(tree.tokens[step].head)
            if (relation in _NAMING and above in words_of("grounds")) or tree.words[step] in _POINTS:
                continue  # "the capital Damascus", "south of Mokha"
            if relation in _PLACED and (case in (_AT if done or at else _THERE) or above in _POINTS):
                at = at or case or "of"
            elif at and done and (relation in _SIDES or case in _OF_THOSE):
                if at in _AWAY and draft.type != "LAUNCH":  # "sanctioned men from Myanmar"
                    return 0, None
                steps += relation in _SIDES
            elif at or relation not in _PLACED:
                return 0, None
        return steps if at else 0, at

    def _is_free(self, draft: Draft, token: int, roles: Sequence[Span]) -> bool:
        """Say whether a place is more than one that takes part: "fired into Ukraine", but no "sanctions on Iran"."""
        case, words = draft.tree.case(token), draft.tree.tokens[token].span
        if not any(words.overlaps(role) for role in roles):
            return True
        return (case in _WHERE and draft.type not in _SPOKEN) or (case == "to" and draft.type == "CONSULT")


def _sharing(draft: Draft, acts: Mapping[int, EventType]) -> Iterator[int]:
    """Yield the clauses whose time and place an act shares where it has none of its own."""
    tree = draft.tree
    verb = draft.carrier if draft.carrier is not None and tree.upos(draft.carrier) == "VERB" else draft.trigger
    above = tree.head(verb)
    if tree.upos(verb) != "VERB":
        yield from (one for one in tree.all(verb, "acl:relcl", "acl") if tree.words[one] in words_of("occurring"))
        if above is not None and _tells_only(tree, verb, above, acts):
            yield above
        return
    if above is not None and tree.relation(verb) == "conj" and _shares(tree, above, verb):
        yield above
    yield from (other for other in tree.all(verb, "conj") if _shares(tree, verb, other))
    yield from (child for child in tree.all(verb, "obl") if child in acts and tree.case(child) in _DURING)
    if above is not None and _is_stage(tree, verb, above) and acts.get(above) not in _SPOKEN:
        yield above
    if above is not None and tree.relation(verb) == "acl" and tree.relation(above) == "xcomp":
        yield tree.tokens[above].head  # "became the first state to fire"


def _tells_only(tree: Tree, noun: int, verb: int, acts: Mapping[int, EventType]) -> bool:
    """Say whether a verb tells of a noun's act that it was, or of what was during it: "the summit opened"."""
    occurs = tree.words[verb] in words_of("occurring") and verb not in acts
    return occurs or (tree.relation(noun) == "obl" and tree.case(noun) in _DURING)


def _is_stage(tree: Tree, verb: int, above: int) -> bool:
    """Say whether a verb is how far the other went, or how it was done: "began patrolling", "answered by firing"."""
    if tree.relation(verb) == "xcomp":
        return tree.words[above] in words_of("stages")
    marks = [tree.words[mark] for mark in tree.all(verb, "mark")]
    return tree.relation(verb) == "advcl" and tree.words[verb].endswith("ing") and marks == ["by"]


def _shares(tree: Tree, first: int, second: int) -> bool:
    """Say whether two joined verbs are told of one subject and one time: not "met and will meet again"."""
    if tree.upos(second) != "VERB" or tree.one(second, "nsubj", "nsubj:pass") is not None:
        return False
    coming = [not _COMING.isdisjoint(tree.words[aux] for aux in tree.all(verb, "aux")) for verb in (first, second)]
    return coming[0] or not coming[1]


def _heads(annotation: Annotation, found: Mapping[Span, T]) -> dict[int, T]:
    """Return what was found by the token that heads its words."""
    starts = {token.span.start: index for index, token in enumerate(annotation.tokens)}
    return {
        _head(annotation, first, span): one
        for span, one in found.items()
        if (first := starts.get(span.start)) is not None
    }


def _since(first: TimeExpr, published: Stamp | None) -> TimeExpr:
    """Return the stretch from a date to the day of publication, for "has trained recruits since May".

    How long it is stays open (``PXM``: some months), and so does its end where publication is not known.
    """
    last = interval(published.date.isoformat()) if published is not None else None
    unit = {"month": "M", "year": "Y"}.get(first.granularity, "D")
    return msgspec.structs.replace(
        first,
        type="DURATION",
        value=f"PX{unit}",
        end=last[1] if last is not None else None,
        granularity="duration",
        anchor=first.anchor if published is None else f"published {published.date}",
    )


def _is_perfect(tree: Tree, verb: int | None) -> bool:
    return verb is not None and any(tree.words[aux] in _HAS for aux in tree.all(verb, "aux", "aux:pass"))


def _is_side(tree: Tree, token: int) -> bool:
    """Say whether a place is only a side of a border: "along the Pakistan-Iran border"."""
    return tree.relation(token) in _NAMING and tree.words.get(tree.tokens[token].head) in _BETWEEN


def _first_case(tree: Tree, token: int) -> str | None:
    case = tree.case(token)
    return None if case is None else case.split()[0]


def _head(annotation: Annotation, first: int, span: Span) -> int:
    """Return the token of a span whose head lies outside of it."""
    tokens = annotation.tokens
    index = first
    while index < len(tokens) and tokens[index].span.start < span.end:
        head = tokens[index].head
        if head == index or not (span.start <= tokens[head].span.start < span.end):
            return index
        index += 1
    return first

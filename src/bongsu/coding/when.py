"""When and where one event took place, by its own words: what hangs on it, and not on the report or a statement."""

from collections.abc import Iterator, Sequence

from bongsu.coding.tree import CLAUSES, Tree
from bongsu.model import Annotation, Place, Span, TimeExpr

_AT = frozenset(
    {"in", "at", "near", "on", "off", "outside", "around", "across", "over", "inside", "from", "into", "to"}
)
_BOUNDS = frozenset({"since", "until", "till"})
_PLACED = frozenset({"obl", "nmod", "obl:unmarked"})
_NAMING = frozenset({"compound", "appos"})
_GROUND = frozenset(
    {"area", "areas", "border", "capital", "city", "coast", "county", "district", "governorate", "island"}
    | {"neighborhood", "neighbourhood", "peninsula", "port", "province", "region", "strip", "suburb", "town", "valley"}
    | {"village"}
)


class Circumstances:
    """The times and places of a report by the token that heads each. Made once a report."""

    def __init__(self, annotation: Annotation) -> None:
        tokens = annotation.tokens
        starts = {token.span.start: index for index, token in enumerate(tokens)}
        self._times = {
            _head(annotation, first, time.span): time
            for time in annotation.times
            if time.type in {"DATE", "TIME"} and (first := starts.get(time.span.start)) is not None
        }
        named = {place.span: place for place in annotation.places}
        for name in annotation.names:
            if name.label == "LOC" and not any(name.span.overlaps(span) for span in named):
                named[name.span] = Place(name.span, annotation.report.text[name.span.start : name.span.end])
        self._places = {
            _head(annotation, first, span): place
            for span, place in named.items()
            if (first := starts.get(span.start)) is not None
        }

    def time(self, tree: Tree, anchors: Sequence[int], barred: frozenset[int]) -> TimeExpr | None:
        """Return the time that hangs on one of ``anchors``; ``barred`` are the other words that a time may date.

        Since when, or until when, something goes on is not when an act took place.
        """
        found = self._hanging(tree, anchors, barred, self._times)
        return next((self._times[token] for token in found if tree.case(token) not in _BOUNDS), None)

    def place(self, tree: Tree, anchors: Sequence[int], barred: frozenset[int], roles: Sequence[Span]) -> Place | None:
        """Return the place that hangs on one of ``anchors`` and fills no role."""
        found = self._hanging(tree, anchors, barred, self._places)
        for token in sorted(found, key=lambda token: tree.relation(token) in _NAMING):  # "the border region of Kashmir"
            place = self._places[token]
            if _is_at(tree, token) and not any(place.span.overlaps(role) for role in roles):
                return place
        return None

    def _hanging(
        self, tree: Tree, anchors: Sequence[int], barred: frozenset[int], found: dict[int, TimeExpr] | dict[int, Place]
    ) -> Iterator[int]:
        for token in tree:
            if token in found and _dated(tree, token, barred) in anchors:
                yield token


def _is_at(tree: Tree, token: int) -> bool:
    """Say whether a place is where something is: "in Kirkuk", "in parts of Kashmir", "near the capital Damascus"."""
    for step in (token, *tree.ancestors(token)):
        if tree.relation(step) in _NAMING and tree.words.get(tree.tokens[step].head) in _GROUND:
            continue
        case = tree.case(step)
        if tree.relation(step) not in _PLACED:
            return False
        if case is not None and case.split()[0] in _AT:
            return True
    return False


def _dated(tree: Tree, token: int, events: frozenset[int]) -> int | None:
    """Return what a time or place belongs to: the nearest event above it, or the clause where none is."""
    for above in tree.ancestors(token):
        if above in events or tree.relation(above) in CLAUSES or tree.head(above) is None:
            return above
        if tree.upos(above) == "VERB":
            return above
    return None


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

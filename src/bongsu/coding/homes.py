"""Of which state officials are whom a report quotes without saying so: "defence sources said".

They are those of the state where the report was filed, if it also tells of that state, for a wire's man in Dubai writes
of others. Else they are those of the only state told of before them, unless it is one whose officials brief nobody:
then others speak of it ("North Korea fired a missile, officials said"). Where none is told of but such a one, they are
those of the state in which the places lie ("launched from Vandenberg, the air force said").
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator

import msgspec

from bongsu.datelines import dateline_end
from bongsu.model import Annotation, Mention, Span
from bongsu.reference.tables import UNTOLD

_UNNAMED = frozenset({"GOV", "MIL", "COP", "SPY"})
OWN_MEDIA = frozenset({"domestic", "local", "national", "official", "public", "state"})
"""Words that make media those of the state that a report tells of."""
_BARE = re.compile(  # a body that tells of what happens at home, whose own words name no state
    r"(?:the )?(?:interior|home|health|emergenc(?:y|ies)|police)(?: (?:affairs|ministry|minister|force|department"
    r"|spokes\w+|officials?|sources?))*",
    re.IGNORECASE,
)
_TOP = 3  # sentences, with the headline, among which a dateline stands


class Homes:
    """Gives officials without a state the one that the report gives a reason for. Made once a report."""

    def __init__(self, annotation: Annotation, silent: Container[str]) -> None:
        """Look up where ``annotation`` was filed, and of which states it tells; ``silent`` ones brief nobody."""
        self._silent = silent
        self._text = annotation.report.text
        lines = tuple(self._datelines(annotation))
        acting = [one for one in annotation.mentions if one.label in {"actor", "person", "organisation"}]
        self._told = [
            (one.span.start, one.entity.country)
            for one in acting
            if one.entity is not None
            and one.entity.country is not None
            and one.entity.sector not in UNTOLD
            and not any(one.span in line for line in lines)
        ]
        self._lying = [
            (one.span.start, one.entity.country)
            for one in annotation.places
            if one.entity is not None and one.entity.country is not None and not any(one.span in line for line in lines)
        ]
        states = {state for _, state in self._told}
        named = [(one.span, one.entity) for one in annotation.mentions if one.label != "outlet"]
        named += [(one.span, one.entity) for one in annotation.places]
        filed = {entity.country for span, entity in named if entity is not None and any(span in line for line in lines)}
        filed &= states
        self._filed = filed.pop() if len(filed) == 1 else None
        self._stage, self._scene = self._elsewhere(acting, lines)

    def _elsewhere(self, acting: Iterable[Mention], lines: tuple[Span, ...]) -> tuple[str | None, str | None]:
        """Return the state of a dateline that takes no part in what is told, and the only state that does."""
        filed, told = set[str](), {state for _, state in self._lying}
        for one in acting:
            state = None if one.entity is None else one.entity.country
            if state is not None and any(one.span in line for line in lines):
                filed.add(state)
            elif state is not None and not self._is_bare(one):
                told.add(state)
        if len(filed) != 1 or len(told) != 1 or filed == told:
            return None, None
        return filed.pop(), told.pop()

    def _is_bare(self, body: Mention) -> bool:
        """Say whether a body's own words name no state: "the interior ministry"."""
        return _BARE.fullmatch(self._text, body.span.start, body.span.end) is not None

    def tells_of(self, state: str | None) -> bool:
        """Say whether a report tells of a state."""
        return any(state == told for _, told in self._told)

    def settle(self, source: Mention) -> Mention:
        """Return a source with its state, where it is of a sector of the state and has none."""
        entity = source.entity
        if entity is not None and self._stage is not None and entity.country == self._stage and self._is_bare(source):
            own = f"{self._scene}-{entity.id.partition('-')[2] or entity.sector}"  # filed in a state that takes no part
            return msgspec.structs.replace(source, entity=msgspec.structs.replace(entity, id=own, country=self._scene))
        if entity is None or entity.country is not None or not self._is_of_state(source):
            return source
        state = self.state(source.span.start, of_media=entity.sector == "JRN")
        if state is None:
            return source
        return msgspec.structs.replace(
            source, entity=msgspec.structs.replace(entity, id=f"{state}-{entity.id}", country=state)
        )

    def state(self, before: int, *, of_media: bool = False) -> str | None:
        """Return whose officials are quoted at an offset; None where that is open."""
        told = {state for start, state in self._told if start < before}
        if len(told) < 2 and not of_media and all(state in self._silent for state in told):
            told = {state for start, state in self._lying if start < before and state not in self._silent}
        return self._filed or (next(iter(told)) if len(told) == 1 else self._mostly(before) if of_media else None)

    def _mostly(self, before: int) -> str | None:
        """Return the state told of more than all others together: its own media tell of what it does."""
        told = Counter(state for start, state in self._told if start < before)
        state, times = told.most_common(1)[0] if told else (None, 0)
        return state if 2 * times > told.total() else None

    def _is_of_state(self, source: Mention) -> bool:
        """Say whether a source is an official, or the media of a state: "local media", but not "media reports"."""
        assert source.entity is not None
        if source.entity.sector != "JRN":
            return source.entity.sector in _UNNAMED
        words = self._text[source.span.start : source.span.end].casefold().replace("-", " ").split()
        return not OWN_MEDIA.isdisjoint(words)

    def _datelines(self, annotation: Annotation) -> Iterator[Span]:
        for sentence in annotation.sentences[:_TOP]:
            start = sentence.span.start
            end = dateline_end(self._text, start)
            if end > start:
                yield Span(start, end)

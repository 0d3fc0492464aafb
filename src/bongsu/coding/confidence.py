"""How often an event that was made in such a way is right, in its type and in everybody who takes part.

Not a feeling of a model but a count: events of texts that neither the tables nor the model were made on are sorted by
who made them (a row, or the model alone) and by how likely the model finds the whole event, and in each bin it was
counted how many are right. ``data/confidence.csv`` holds the counts; ``benchmarks/confidence.py`` makes them anew.
"""

from typing import Literal

import msgspec

from bongsu.coding.drafts import Draft
from bongsu.coding.second import Opinions, is_proposed
from bongsu.reference.tables import load_rows

TABLE = "confidence"
Maker = Literal["row", "model"]


class Bin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of ``data/confidence.csv``: events by a maker to which the model gives at least such a chance.

    Attributes:
        maker: ``row`` where a row of the tables made the event, ``model`` where the model alone did.
        at_least: the least chance of the bin, from 0 to 1; it ends where the next one begins.
        right: how many of the events counted are right.
        total: how many were counted.
    """

    maker: Maker
    at_least: float
    right: int
    total: int

    @property
    def share(self) -> float:
        """The share that is right, by Laplace's rule of succession: a small bin is not sure of itself."""
        return (self.right + 1) / (self.total + 2)


def load_confidence() -> tuple[Bin, ...]:
    """Load ``data/confidence.csv``. Raises ``TableError`` when a row is malformed."""
    return load_rows(TABLE, Bin)


def maker_of(draft: Draft) -> Maker:
    """Return who made a draft."""
    return "model" if is_proposed(draft.frame) else "row"


def confidence_of(draft: Draft, second: Opinions, bins: tuple[Bin, ...]) -> float:
    """Return the share of events like this one that are right, to two digits."""
    chance, maker = second.support(draft), maker_of(draft)
    reached = [one for one in bins if one.maker == maker and one.at_least <= chance]
    return round(max(reached, key=lambda one: one.at_least).share, 2)

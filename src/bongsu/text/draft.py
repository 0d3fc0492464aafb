"""What a reader of one kind of document hands on to be cleaned."""

import msgspec

from bongsu.model import Given


class Draft(msgspec.Struct, frozen=True):
    """A document in paragraphs, before furniture is dropped.

    Attributes:
        paragraphs: tidied, none empty.
        given: metadata by name (``title``, ``published``, ``updated``, ``outlet``, ``url``), each with its place.
    """

    paragraphs: tuple[str, ...]
    given: dict[str, Given]

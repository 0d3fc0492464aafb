"""Settings: one frozen value, made once at the edge and passed down."""

from pathlib import Path

import msgspec


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What a run may vary. Limits are there so that no input can exhaust the machine.

    Attributes:
        max_bytes: largest raw document that is read, in bytes.
        max_characters: longest clean text that is annotated, in code points.
        languages: ISO 639-1 codes of the languages that are read; reports in others are kept, not read.
        published: publication date given by the user (ISO 8601 date or date-time), or None.
        outlet: outlet given by the user, or None.
        url: address given by the user, or None.
        rules: folder with tables of the user's own, which go before ours, or None.
        zones: path of a GeoJSON file with the user's own polygons of zones, or None.
        min_confidence: events of less confidence are left out (0 to 1); launch accounts have none and stay.
        reference: folder with the user's own tables of what is known beforehand, in place of ours, or None.
    """

    max_bytes: int = 16_000_000
    max_characters: int = 2_000_000
    languages: tuple[str, ...] = ("en",)
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    rules: Path | None = None
    zones: str | None = None
    min_confidence: float = 0.0
    reference: Path | None = None

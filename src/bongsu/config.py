"""Settings: one frozen value, made once at the edge and passed down."""

import ipaddress
from pathlib import Path
from typing import Final

import msgspec

KEY_VARIABLE: Final = "BONGSU_MODEL_KEY"
"""The environment variable that holds what the server of a language model wants to be shown."""


class Key:
    """A secret that nothing shows: it has no text form of its own, and no encoder takes it."""

    __slots__ = ("value",)

    def __init__(self, value: str) -> None:
        """Keep ``value``."""
        self.value = value

    def __repr__(self) -> str:
        return "Key(hidden)"


class Endpoint(msgspec.Struct, frozen=True, kw_only=True):
    """An OpenAI-compatible server of a language model that the user names, and how far it may go.

    Attributes:
        url: its address, up to ``/chat/completions`` and without it (``http://127.0.0.1:11434/v1``).
        name: the model that is asked for; None leaves it to the server.
        key: what it wants to be shown, or None.
        seconds: longest that one question may take, with its second try.
        pause: time before the second try, in seconds.
        max_bytes: largest answer that is read, in bytes.
        max_characters: longest report that is sent, in code points; sentences go in several questions.
    """

    url: str
    name: str | None = None
    key: Key | None = None
    seconds: float = 300.0
    pause: float = 1.0
    max_bytes: int = 1_000_000
    max_characters: int = 200_000


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
        reference: folder with the user's own tables of what is known beforehand, before or in place of ours, or None.
        max_items: most items that are taken from one feed.
        max_records: most records that are looked at in one archive.
        max_unpacked: most bytes that one packed file may unpack to.
        pdf_seconds: longest that the text of one PDF may take.
        pdf_memory: most memory that reading one PDF may take, in bytes.
        endpoint: the server of a language model that is asked besides, or None.
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
    endpoint: Endpoint | None = None
    max_items: int = 10_000
    max_records: int = 10_000_000
    max_unpacked: int = 100_000_000_000
    pdf_seconds: float = 60.0
    pdf_memory: int = 1_500_000_000


class Fetching(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How bongsu may go to the network, where the user lets it. Raises ``ValueError`` for a network that is none.

    Attributes:
        contact: an e-mail or web address at which those whose servers are asked reach the user.
        max_bytes: most bytes of one answer, on the wire and unpacked.
        seconds: longest that one fetch may take, its redirects included and its waits for a turn not.
        hops: most redirects that are followed.
        ports: the ports that may be asked.
        allowed: networks that are not public and may be reached all the same (``192.168.7.0/24``).
        interval: shortest time between two requests to one host, in seconds; a robots.txt may ask for more.
        longest_wait: longest that a fetch waits for its turn, in seconds; where it would have to wait longer it fails.
    """

    contact: str
    max_bytes: int = 16_000_000
    seconds: float = 60.0
    hops: int = 5
    ports: frozenset[int] = frozenset({80, 443, 8080, 8443})
    allowed: tuple[str, ...] = ()
    interval: float = 1.0
    longest_wait: float = 60.0

    def __post_init__(self) -> None:
        for network in self.allowed:
            ipaddress.ip_network(network)

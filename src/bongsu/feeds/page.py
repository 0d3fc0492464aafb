"""A page as it came from the web, whether it was fetched now or is kept in an archive."""

from typing import Literal

import msgspec

from bongsu.model import Given


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The bytes of an answer and what came with them.

    Attributes:
        where: what leads an error message: its address, or its place in an archive.
        url: its address.
        media: the media type that the server gave, in small letters; empty where it gave none.
        charset: the encoding that the server gave; None where it gave none.
        body: the bytes, unpacked.
        retrieved: when it was fetched, ISO 8601; None where that is not known.
        found: how it came.
    """

    where: str
    url: str
    media: str
    charset: str | None
    body: bytes
    retrieved: str | None
    found: Literal["fetch", "WARC record"]

    def given(self, *names: Literal["url", "retrieved"]) -> dict[str, Given]:
        """Return its address and the time that it was fetched, as far as they are named and known."""
        known = {"url": self.url, "retrieved": self.retrieved}
        return {name: Given(value, self.found) for name in names if (value := known[name])}


def content_type(written: str) -> tuple[str, str | None]:
    """Return the media type of a Content-Type, and its charset, both in small letters."""
    media, *parameters = written.split(";")
    pairs = [parameter.partition("=") for parameter in parameters]
    charsets = [value.strip(" \"'").lower() for name, _, value in pairs if name.strip().lower() == "charset"]
    return media.strip().lower(), charsets[0] if charsets else None

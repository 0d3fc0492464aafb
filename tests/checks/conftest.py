"""Reports of a few sentences, read by the real reader."""

from collections.abc import Callable

import pytest

from bongsu.config import Settings
from bongsu.model import Finding, Given, RawDocument
from bongsu.pipeline import Reader, load

Said = Callable[..., list[Finding]]


@pytest.fixture(scope="session")
def reader() -> Reader:
    """Return a reader; it never changes."""
    return load(Settings())


@pytest.fixture
def said(reader: Reader) -> Said:
    """Return a function that reads words, published on a day, and returns the findings of one check."""

    def findings(check: str, text: str, published: str | None = "2025-01-06") -> list[Finding]:
        given = {"published": Given(published, "test")} if published else {}
        reading = reader.read(RawDocument(where="test", media="text/plain", content=text, given=given))
        assert reading.events, "the words tell of no launch"
        return [finding for finding in reading.findings if finding.check == check]

    return findings

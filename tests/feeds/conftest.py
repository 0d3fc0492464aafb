"""Servers that the tests of feeds ask."""

from collections.abc import Iterator

import pytest
from tests.feeds.site import Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    """A web server at 127.0.0.1."""
    with serving() as served:
        yield served


@pytest.fixture
def hidden(site: Site) -> Iterator[Site]:
    """A web server at 127.0.0.2, on the same port: it stands for one inside the user's network."""
    with serving("127.0.0.2", site.port) as served:
        yield served

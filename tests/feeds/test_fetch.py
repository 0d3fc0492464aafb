import datetime as dt
import gzip
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from tests.feeds.site import Handler, Site

from bongsu.config import Fetching
from bongsu.errors import FetchError, RefusedError, StoppedError, UsageError
from bongsu.feeds.clock import Clock
from bongsu.feeds.fetch import Fetcher, Validators
from bongsu.feeds.guard import Resolve, resolve

PAGE = b"<p>A missile flew 500 km.</p>"
START = dt.datetime(2025, 1, 6, 3, 0, tzinfo=dt.UTC)


class HandClock:
    """A clock that stands still until somebody waits by it."""

    def __init__(self) -> None:
        self.seconds = 1_000.0
        self.waits: list[float] = []
        self.stopped = False

    def wait(self, seconds: float) -> bool:
        """Let the time pass."""
        self.waits.append(seconds)
        self.seconds += seconds
        return self.stopped

    @property
    def clock(self) -> Clock:
        """The clock to pass in."""
        return Clock(
            now=lambda: START + dt.timedelta(seconds=self.seconds - 1_000),
            monotonic=lambda: self.seconds,
            wait=self.wait,
        )


def _settings(site: Site, **changes: object) -> Fetching:
    """Allow the test's own server, and nothing else that is not public."""
    own = Fetching(
        contact="desk@example.org", ports=frozenset({site.port}), allowed=("127.0.0.1/32",), max_bytes=200_000
    )
    return msgspec.structs.replace(own, **changes)


def _fetcher(site: Site, resolver: Resolve = resolve, clock: Clock | None = None, **changes: object) -> Fetcher:
    return Fetcher(_settings(site, **changes), clock=clock or HandClock().clock, resolver=resolver)


def _names(**hosts: str) -> Resolve:
    """Resolve names by a table, as a name server would that somebody else runs."""
    return lambda host, _port: tuple(hosts[host.partition(".")[0]].split())


def test_fetches_a_page_and_says_who_asks(site: Site) -> None:
    """The answer holds body, media, encoding, validators and time; the request holds a contact."""
    headers = {"Content-Type": 'text/HTML; charset="EUC-KR"', "ETag": '"1"', "Last-Modified": "yesterday"}
    site.pages["/a"] = (200, headers, PAGE)
    fetched = _fetcher(site).get(site.url("/a#part"))
    page = fetched.page
    assert (page.url, page.body, fetched.changed) == (site.url("/a"), PAGE, True)
    assert (page.media, page.charset) == ("text/html", "euc-kr")
    assert fetched.validators == Validators('"1"', "yesterday")
    assert page.retrieved == "2025-01-06T03:00:01+00:00"
    assert all("desk@example.org" in sent["user-agent"] for sent in site.headers)
    assert not {"cookie", "authorization"} & {name for sent in site.headers for name in sent}


def test_needs_a_contact(site: Site) -> None:
    """Without an address of those who ask nothing is fetched, nor with one that would break a header."""
    for contact in ("", "  ", "desk@example.org\r\nX: y"):
        with pytest.raises(UsageError, match="contact"):
            Fetcher(_settings(site, contact=contact))


def test_asks_whether_a_page_has_changed(site: Site) -> None:
    """Validators are sent; an answer 304 has no body, and keeps them."""
    site.pages["/a"] = (304, {}, b"")
    fetched = _fetcher(site).get(site.url("/a"), Validators('"1"', "yesterday"))
    assert (fetched.changed, fetched.page.body, fetched.validators) == (False, b"", Validators('"1"', "yesterday"))
    assert (site.headers[-1]["if-none-match"], site.headers[-1]["if-modified-since"]) == ('"1"', "yesterday")


def test_leaves_validators_alone_that_cannot_be_sent_back(site: Site) -> None:
    """An ETag beyond ASCII, which no header may hold, is dropped and the page taken."""
    site.pages["/a"] = (200, {"ETag": '"\xe9"'}, PAGE)
    assert _fetcher(site).get(site.url("/a")).validators == Validators()


def test_follows_redirects_to_public_addresses(site: Site) -> None:
    """A redirect, also one by a path alone, leads to the page, whose address is kept."""
    site.pages["/old"] = (301, {"Location": "../new"}, b"")
    site.pages["/new"] = PAGE
    assert _fetcher(site).get(site.url("/old")).page.url == site.url("/new")


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.2:{port}/", "http://[::1]:{port}/", "http://[::ffff:7f00:2]:{port}/", "http://0x7f000002:{port}/"],
)
def test_refuses_a_redirect_into_the_own_network(site: Site, hidden: Site, target: str) -> None:
    """A public page that redirects to loopback, in any way to write it, reaches nothing there."""
    site.pages["/a"] = (302, {"Location": target.format(port=site.port)}, b"")
    with pytest.raises(RefusedError, match="no public address"):
        _fetcher(site).get(site.url("/a"))
    assert hidden.asked == []


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "http://127.0.0.1:22/", "http://user:pw@127.0.0.1/", "http://["]
)
def test_refuses_a_redirect_to_what_may_not_be_asked(site: Site, target: str) -> None:
    """Each redirect is vetted as the first address is."""
    site.pages["/a"] = (302, {"Location": target}, b"")
    with pytest.raises(RefusedError, match="redirects to"):
        _fetcher(site).get(site.url("/a"))


def test_refuses_to_go_round_in_circles(site: Site) -> None:
    """After five redirects it is enough."""
    site.pages["/a"] = (302, {"Location": "/a"}, b"")
    with pytest.raises(RefusedError, match="more than 5 times"):
        _fetcher(site).get(site.url("/a"))
    assert site.asked.count("/a") == 6


def test_refuses_a_name_that_is_rebound(site: Site, hidden: Site) -> None:
    """A name that turns from a public address to an inner one is not followed there."""
    answers = iter(["127.0.0.1", "127.0.0.1", "127.0.0.2"])
    site.pages["/a"] = hidden.pages["/a"] = PAGE
    fetcher = _fetcher(site, resolver=lambda _host, _port: (next(answers),))
    assert fetcher.get(site.url("/a", "news.example")).page.body == PAGE
    with pytest.raises(RefusedError, match=r"news\.example is at 127\.0\.0\.2"):
        fetcher.get(site.url("/a", "news.example"))
    assert hidden.asked == []


def test_connects_to_what_was_vetted(site: Site, hidden: Site) -> None:
    """A name is resolved once for a connection: what it says while the connection is made changes nothing."""
    asked: list[str] = []

    def resolver(host: str, _port: int) -> tuple[str, ...]:
        asked.append(host)
        return ("127.0.0.1",) if len(asked) % 2 else ("127.0.0.2",)

    site.pages["/robots.txt"] = hidden.pages["/robots.txt"] = b""
    with pytest.raises(RefusedError):
        _fetcher(site, resolver=resolver).get(site.url("/a", "news.example"))
    assert (len(asked), site.asked, hidden.asked) == (2, ["/robots.txt"], [])


@pytest.mark.parametrize("address", ["10.0.0.7", "::ffff:10.0.0.7", "64:ff9b::a00:7", "2002:a00:7::1", "fe80::1"])
def test_refuses_a_name_with_one_address_that_is_not_public(site: Site, address: str) -> None:
    """All addresses of a name are vetted, A and AAAA, in every form; one that is not public is enough."""
    with pytest.raises(RefusedError, match=r"news\.example is at"):
        _fetcher(site, resolver=_names(news=f"127.0.0.1 {address}")).get(site.url("/", "news.example"))
    assert site.asked == []


def test_tries_every_address_of_a_name(site: Site) -> None:
    """Where the first address does not answer, the next is asked."""
    site.pages["/a"] = PAGE
    names = _names(news="127.0.0.3 127.0.0.1")
    fetched = _fetcher(site, resolver=names, allowed=("127.0.0.0/8",)).get(site.url("/a", "news.example"))
    assert fetched.page.body == PAGE


def test_says_that_a_name_is_unknown(site: Site) -> None:
    """A name without an address is an error that names it."""
    with pytest.raises(FetchError, match=r"no-such-host\.invalid cannot be found"):
        _fetcher(site).get(site.url("/", "no-such-host.invalid"))


def test_gives_up_a_name_server_that_does_not_answer(site: Site) -> None:
    """Resolving counts as part of the time that a fetch may take."""
    answered = threading.Event()

    def resolver(_host: str, _port: int) -> tuple[str, ...]:
        answered.wait()
        return ()

    with pytest.raises(FetchError, match=r"more than 0\.2 seconds"):
        _fetcher(site, resolver=resolver, clock=Clock(), seconds=0.2).get(site.url("/", "slow.example"))
    answered.set()


def _endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"more " * 10_000)


def _endless_headers(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        handler.wfile.write(b"X-More: more\r\n" * 1_000)


def _endless_interim(handler: Handler) -> None:
    while True:
        handler.wfile.write(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 100)


@pytest.mark.parametrize("page", [_endless, _endless_headers, _endless_interim])
def test_refuses_what_has_no_end(site: Site, page: Callable[[Handler], None]) -> None:
    """Bodies, headers and interim answers without end are given up at the limit of bytes."""
    site.pages["/a"] = page
    with pytest.raises(FetchError, match=r"more than 200,000 bytes|the connection failed"):
        _fetcher(site).get(site.url("/a"))


def test_takes_a_page_of_the_largest_size_packed(site: Site) -> None:
    """A packed page may unpack to the limit, byte for byte."""
    body = b"x" * 200_000
    site.pages["/a"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(body))
    assert _fetcher(site).get(site.url("/a")).page.body == body


@pytest.mark.parametrize("size", [200_001, 300_000_000])
def test_refuses_a_compression_bomb(site: Site, size: int) -> None:
    """A small packed page that unpacks to more than the limit is given up there."""
    site.pages["/a"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"\0" * size, 1)[:150_000])
    with pytest.raises(RefusedError, match="unpacks to more than 200,000 bytes"):
        _fetcher(site).get(site.url("/a"))


def test_refuses_a_packing_that_was_not_asked_for(site: Site) -> None:
    """Only gzip is asked for; another packing is not guessed at."""
    site.pages["/a"] = (200, {"Content-Encoding": "br"}, b"\x0b\x02\x80")
    with pytest.raises(FetchError, match='packed as "br"'):
        _fetcher(site).get(site.url("/a"))


@pytest.mark.parametrize(
    "body", [gzip.compress(PAGE)[:-12], b"\x1f\x8b\x08garbage" + bytes(30)], ids=["cut", "garbage"]
)
def test_says_that_the_packing_is_damaged(site: Site, body: bytes) -> None:
    """A packed page that breaks off or is damaged is no page."""
    site.pages["/a"] = (200, {"Content-Encoding": "gzip"}, body)
    with pytest.raises(FetchError, match=r"breaks off|damaged"):
        _fetcher(site).get(site.url("/a"))


def test_says_that_a_page_breaks_off(site: Site) -> None:
    """A page that ends before the length that it states is no page."""
    site.pages["/a"] = (200, {"Content-Length": "1000"}, PAGE)
    with pytest.raises(FetchError, match="the connection failed"):
        _fetcher(site).get(site.url("/a"))


def test_gives_up_a_slow_drip(site: Site) -> None:
    """A server that sends a byte now and then keeps within every time-out but that of the whole."""
    served = threading.Event()

    def drip(handler: Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not served.wait(0.02):
            handler.wfile.write(b"x")

    site.pages["/a"] = drip
    with pytest.raises(FetchError, match=r"more than 0\.4 seconds"):
        _fetcher(site, clock=Clock(), interval=0.0, seconds=0.4).get(site.url("/a"))
    served.set()


def test_says_what_the_server_answers(site: Site) -> None:
    """An error keeps the status, and how long the server asks to be left alone."""
    site.pages["/gone"] = (410, {}, b"")
    site.pages["/busy"] = (503, {"Retry-After": "120"}, b"")
    site.pages["/later"] = (429, {"Retry-After": "Mon, 06 Jan 2025 04:00:00 GMT"}, b"")
    fetcher = _fetcher(site, interval=0.0)
    found = {}
    for path in ("/gone", "/busy", "/later"):
        with pytest.raises(FetchError, match="the server answers") as error:
            fetcher.get(site.url(path))
        found[path] = (error.value.status, error.value.retry_after)
    assert found == {"/gone": (410, None), "/busy": (503, 120.0), "/later": (429, 3600.0)}


def test_obeys_robots_txt(site: Site) -> None:
    """What robots.txt forbids is not asked for, also where a redirect leads there; it is fetched once."""
    site.pages["/robots.txt"] = b"User-agent: bongsu\nDisallow: /private\n"
    site.pages["/a"] = PAGE
    site.pages["/moved"] = (302, {"Location": "/private/a"}, b"")
    fetcher = _fetcher(site)
    assert fetcher.get(site.url("/a")).page.body == PAGE
    for path in ("/private/a", "/moved"):
        with pytest.raises(RefusedError, match=r"robots\.txt of 127\.0\.0\.1 forbids it"):
            fetcher.get(site.url(path))
    assert site.asked == ["/robots.txt", "/a", "/moved"]


def test_asks_nothing_where_robots_txt_fails(site: Site) -> None:
    """A server that cannot say what it allows is not asked for more (RFC 9309, section 2.3.1.4)."""
    site.pages["/robots.txt"] = (503, {"Retry-After": "60"}, b"")
    with pytest.raises(FetchError, match=r"its robots\.txt answers 503") as error:
        _fetcher(site).get(site.url("/a"))
    assert error.value.retry_after == 60.0
    assert site.asked == ["/robots.txt"]


def test_asks_again_for_robots_txt_after_a_day(site: Site) -> None:
    """What robots.txt said a day ago is asked anew."""
    site.pages["/a"] = PAGE
    hand = HandClock()
    fetcher = _fetcher(site, clock=hand.clock)
    fetcher.get(site.url("/a"))
    hand.seconds += 86_401
    site.pages["/robots.txt"] = b"User-agent: *\nDisallow: /\n"
    with pytest.raises(RefusedError, match="forbids"):
        fetcher.get(site.url("/a"))


def test_paces_each_host(site: Site) -> None:
    """Requests to one host are a second apart; another host does not wait for them."""
    site.pages["/a"] = PAGE
    hand = HandClock()
    fetcher = _fetcher(site, clock=hand.clock, resolver=_names(one="127.0.0.1", two="127.0.0.1"))
    fetcher.get(site.url("/a", "one.example"))
    fetcher.get(site.url("/a", "two.example"))
    assert hand.waits == [1.0, 1.0]  # each between robots.txt and the page


def test_paces_by_robots_txt(site: Site) -> None:
    """A host that asks for more time gets it, as long as that is no more than the user waits."""
    site.pages["/robots.txt"] = b"User-agent: *\nCrawl-delay: 7\n"
    site.pages["/a"] = PAGE
    hand = HandClock()
    fetcher = _fetcher(site, clock=hand.clock)
    fetcher.get(site.url("/a"))
    assert hand.waits == [7.0]
    with pytest.raises(FetchError, match="asked again only in 7 seconds") as error:
        _fetcher(site, longest_wait=5.0).get(site.url("/a"))
    assert error.value.retry_after == 7.0


def test_a_wait_does_not_use_up_the_time_of_a_fetch(site: Site) -> None:
    """Waiting for a turn is the user's politeness and not the server's slowness."""
    site.pages["/robots.txt"] = b"User-agent: *\nCrawl-delay: 50\n"
    site.pages["/a"] = PAGE
    assert _fetcher(site, seconds=10.0).get(site.url("/a")).page.body == PAGE


def test_stops_while_it_waits(site: Site) -> None:
    """A run that is stopped while it waits asks for nothing more."""
    site.pages["/a"] = PAGE
    hand = HandClock()
    hand.stopped = True
    with pytest.raises(StoppedError, match="stopped"):
        _fetcher(site, clock=hand.clock).get(site.url("/a"))
    assert site.asked == ["/robots.txt"]


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate of the host news.example, with its key."""
    path = tmp_path / "news.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=news.example"),
            *("-addext", "subjectAltName=DNS:news.example", "-keyout", str(path), "-out", str(tmp_path / "crt")),
        ],
        check=True,
        capture_output=True,
    )
    path.write_text(path.read_text() + (tmp_path / "crt").read_text())
    return path


@pytest.fixture
def tls_port(certificate: Path) -> Iterator[int]:
    """A port at which a TLS server answers every request with a page."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    with context.wrap_socket(listening.accept()[0], server_side=True) as peer:
                        peer.recv(65536)
                        peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
                except ssl.SSLError:
                    continue  # the fetcher hung up on a name that is not the certificate's
                except OSError:
                    return

        threading.Thread(target=serve, daemon=True).start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)


def test_checks_the_certificate_against_the_name(site: Site, certificate: Path, tls_port: int) -> None:
    """The connection goes to the vetted address, and the certificate has to be that of the name."""
    trusted = ssl.create_default_context(cafile=certificate)
    settings = _settings(site, ports=frozenset({tls_port}))
    names = _names(news="127.0.0.1", other="127.0.0.1")
    fetcher = Fetcher(settings, clock=HandClock().clock, resolver=names, tls=trusted)
    assert fetcher.get(f"https://news.example:{tls_port}/").page.body == b"ok"
    with pytest.raises(FetchError, match="Hostname mismatch"):
        fetcher.get(f"https://other.example:{tls_port}/")
    with pytest.raises(FetchError, match="self-signed certificate"):
        Fetcher(settings, clock=HandClock().clock, resolver=names).get(f"https://news.example:{tls_port}/")

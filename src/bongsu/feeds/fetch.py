"""The one fetcher: everything that bongsu asks of another machine goes through it, politely and within limits."""

import datetime as dt
import email.utils
import ssl
import zlib
from collections.abc import Callable, Iterable, Mapping
from typing import Final

import httpcore2
import httpx2
import msgspec
from protego import Protego

from bongsu import __version__
from bongsu.config import Fetching
from bongsu.errors import FetchError, RefusedError, StoppedError, UsageError
from bongsu.feeds.clock import Clock
from bongsu.feeds.guard import Budget, GuardedBackend, Resolve, port_of, resolve, vet_url
from bongsu.feeds.page import Page, content_type

PRODUCT: Final = "bongsu"
"""The product token that robots.txt may name."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ROBOTS_SECONDS = 86_400.0
"""Longest that a robots.txt is kept (RFC 9309, section 2.4)."""

_ROBOTS_MOST = 1_000
"""Hosts whose robots.txt is kept at once."""

_ACCEPTED = "application/rss+xml, application/atom+xml, text/html, application/xml;q=0.9, */*;q=0.5"


class Validators(msgspec.Struct, frozen=True):
    """What a server gave to ask by whether a page has changed: its ETag and Last-Modified, as they came."""

    etag: str | None = None
    modified: str | None = None


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """An answer.

    Attributes:
        page: what came; its address is the one that answered, after redirects.
        changed: False where the server says that it is as it was when the validators were given; the body is empty.
        validators: what to ask with next time.
    """

    page: Page
    changed: bool
    validators: Validators


class _Answer(msgspec.Struct, frozen=True):
    status: int
    headers: Mapping[str, str]
    body: bytes


class Fetcher:
    """Fetches addresses. It knows when each host was asked last, and what its robots.txt says; one a run.

    Args:
        settings: the limits, and the contact.
        clock: where the time comes from.
        resolver: how names are resolved.
        tls: certificates that are trusted; None for those of the system.

    Raises:
        UsageError: the settings give no contact.
    """

    def __init__(
        self,
        settings: Fetching,
        *,
        clock: Clock | None = None,
        resolver: Resolve = resolve,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        contact = settings.contact.strip()
        if not contact or not contact.isascii() or not contact.isprintable():
            raise UsageError("contact", "it is empty or no plain ASCII", "give an e-mail or web address")
        self._settings = settings
        self._clock = clock or Clock()
        self._resolver = resolver
        self._tls = tls
        self._agent = f"{PRODUCT}/{__version__} (+{contact})"
        self._turns: dict[str, float] = {}
        self._robots: dict[str, tuple[float, Protego]] = {}

    def get(self, url: str, validators: Validators | None = None) -> Fetched:
        """Fetch an address, following redirects.

        Args:
            url: an http or https address.
            validators: what its last answer gave, to be told whether it has changed since.

        Raises:
            RefusedError: it must not be fetched: it or a redirect's target is not public, robots.txt forbids it, or a
                limit is passed.
            FetchError: it cannot be fetched now.
            StoppedError: the run was asked to stop.
        """
        start = vet_url(url, self._settings)
        budget = self._budget(str(start))
        address, answer = self._follow(start, _conditions(validators), budget, self._obey_robots)
        if answer.status not in {200, 304} or (answer.status == 304 and validators is None):
            raise self._failed(str(start), answer)
        media, charset = content_type(answer.headers.get("content-type", ""))
        page = Page(
            where=str(start),
            url=str(address),
            media=media,
            charset=charset,
            body=answer.body,
            retrieved=self._clock.today(),
            found="fetch",
        )
        changed = answer.status == 200
        return Fetched(page=page, changed=changed, validators=_validators(answer, None if changed else validators))

    def _budget(self, where: str) -> Budget:
        return Budget(where, self._settings, self._clock.monotonic)

    def _follow(
        self,
        address: httpx2.URL,
        headers: dict[str, str],
        budget: Budget,
        permit: Callable[[httpx2.URL, Budget], float],
    ) -> tuple[httpx2.URL, _Answer]:
        """Ask an address and those that it redirects to; ``permit`` refuses one, or says how far apart requests are."""
        for _ in range(self._settings.hops + 1):
            self._await_turn(address, budget, permit(address, budget))
            answer = self._ask(address, headers, budget)
            if answer.status not in _REDIRECTS:
                return address, answer
            address = self._target(address, answer, budget.where)
        problem = f"it redirects more than {self._settings.hops} times"
        raise RefusedError(budget.where, problem, "give the address at the end")

    def _target(self, address: httpx2.URL, answer: _Answer, where: str) -> httpx2.URL:
        location = answer.headers.get("location")
        if location is None:
            raise FetchError(where, "it redirects to nowhere", "try again later", status=answer.status)
        try:
            target = vet_url(str(address.join(location)), self._settings)
        except (httpx2.InvalidURL, ValueError):
            raise RefusedError(where, "it redirects to what is no web address", "open it in a browser") from None
        except RefusedError as error:
            raise RefusedError(where, f"it redirects to {error.where}: {error.problem}", error.remedy) from None
        if address.scheme == "https" and target.scheme == "http":
            problem = f"it redirects from https to {target}, which anybody on the way can alter"
            raise RefusedError(where, problem, "give that address yourself where you accept it")
        return target

    def _ask(self, address: httpx2.URL, headers: dict[str, str], budget: Budget) -> _Answer:
        """Send one request over a connection of its own: no proxy, cookies or passwords of the user's are used."""
        backend = GuardedBackend(self._settings, budget, self._resolver)
        sent = headers | {
            "Host": address.netloc.decode("ascii"),
            "User-Agent": self._agent,
            "Accept": _ACCEPTED,
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }
        target = httpcore2.URL(
            scheme=address.raw_scheme, host=address.raw_host, port=port_of(address), target=address.raw_path
        )
        try:
            with (
                httpcore2.ConnectionPool(ssl_context=self._tls, network_backend=backend) as pool,
                pool.stream("GET", target, headers=list(sent.items())) as response,
            ):
                received = _headers(response.headers)
                coding = received.get("content-encoding", "identity").strip().lower()
                body = self._unpacked(response.iter_stream(), coding, budget) if response.status == 200 else b""
                return _Answer(response.status, received, body)
        except httpcore2.TimeoutException:
            raise budget.too_slow() from None
        except (httpcore2.NetworkError, httpcore2.ProtocolError, ssl.SSLError) as error:
            problem = f"the connection failed ({str(error) or type(error).__name__})"
            raise FetchError(budget.where, problem, "check the address, or try again later") from None

    def _unpacked(self, chunks: Iterable[bytes], coding: str, budget: Budget) -> bytes:
        """Return the body, never holding more of it than ``max_bytes``."""
        if coding in {"", "identity"}:
            return b"".join(chunks)  # what came is counted in the budget
        if coding not in {"gzip", "x-gzip"}:
            problem = f'it is packed as "{coding[:20]}", which was not asked for'
            raise FetchError(budget.where, problem, "download it, and give the file")
        unpack, body = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16), bytearray()
        most = self._settings.max_bytes
        try:
            for chunk in chunks:
                body += unpack.decompress(unpack.unconsumed_tail + chunk, most + 1 - len(body))
                if len(body) > most:
                    raise RefusedError(budget.where, f"it unpacks to more than {most:,} bytes", "do not trust it")
        except zlib.error:
            raise FetchError(budget.where, "its packing is damaged", "try again later") from None
        if not unpack.eof:
            raise FetchError(budget.where, "it breaks off before its end", "try again later")
        return bytes(body)

    def _await_turn(self, address: httpx2.URL, budget: Budget, apart: float) -> None:
        """Wait until the host may be asked again, ``apart`` seconds after it was last."""
        now = self._clock.monotonic()
        wait = self._turns.get(address.host, now - apart) + apart - now
        if wait > self._settings.longest_wait:
            problem = f"{address.host} may be asked again only in {wait:.0f} seconds"
            raise FetchError(budget.where, problem, "try again then", retry_after=wait)
        if wait > 0:
            if self._clock.wait(wait):
                raise StoppedError(budget.where, "it was not fetched, since the run was stopped", "run it again")
            budget.pause(self._clock.monotonic() - now)
        self._turns[address.host] = self._clock.monotonic()

    def _obey_robots(self, address: httpx2.URL, budget: Budget) -> float:
        """Return how many seconds requests to a host are to be apart. Raises ``RefusedError`` where they may not be."""
        before = self._clock.monotonic()
        rules = self._robots_of(address, budget.where)
        budget.pause(self._clock.monotonic() - before)
        if not rules.can_fetch(str(address), PRODUCT):
            raise RefusedError(budget.where, f"the robots.txt of {address.host} forbids it", "ask its owner")
        return max(self._settings.interval, rules.crawl_delay(PRODUCT) or 0.0)

    def _robots_of(self, address: httpx2.URL, where: str) -> Protego:
        """Return the rules of an origin (RFC 9309): none where it has no robots.txt, and an error where it fails."""
        origin = address.copy_with(path="/robots.txt", query=None)
        now = self._clock.monotonic()
        known = self._robots.get(str(origin))
        if known is not None and now - known[0] < _ROBOTS_SECONDS:
            return known[1]
        try:
            _, answer = self._follow(origin, {}, self._budget(str(origin)), self._interval)
        except StoppedError:
            raise
        except FetchError as error:
            problem = f"its robots.txt cannot be fetched: {error.problem}"
            raise type(error)(where, problem, error.remedy, retry_after=error.retry_after) from None
        if answer.status == 429 or answer.status >= 500:
            raise self._failed(where, answer, "its robots.txt answers")
        text = answer.body.decode("utf-8", "replace") if answer.status == 200 else ""
        if len(self._robots) >= _ROBOTS_MOST:
            del self._robots[next(iter(self._robots))]
        rules = Protego.parse(text)
        self._robots[str(origin)] = (now, rules)
        return rules

    def _interval(self, _address: httpx2.URL, _budget: Budget) -> float:
        return self._settings.interval

    def _failed(self, where: str, answer: _Answer, subject: str = "the server answers") -> FetchError:
        after = _retry_after(answer.headers.get("retry-after", ""), self._clock.now())
        remedy = "try again later" if answer.status == 429 or answer.status >= 500 else "check the address"
        asks = f", and asks to be left alone for {after:,.0f} seconds" if after else ""
        return FetchError(where, f"{subject} {answer.status}{asks}", remedy, status=answer.status, retry_after=after)


def _validators(answer: _Answer, before: Validators | None) -> Validators:
    """Return the validators of an answer, or where it gives none those that it confirms."""
    etag, modified = _sendable(answer.headers.get("etag")), _sendable(answer.headers.get("last-modified"))
    before = before or Validators()
    return Validators(etag or before.etag, modified or before.modified)


def _conditions(validators: Validators | None) -> dict[str, str]:
    if validators is None:
        return {}
    pairs = {"If-None-Match": validators.etag, "If-Modified-Since": validators.modified}
    return {name: value for name, value in pairs.items() if value}


def _headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return headers by their names in small letters, the first of each; some servers write addresses in UTF-8."""
    headers: dict[str, str] = {}
    for name, value in raw:
        headers.setdefault(name.decode("latin-1").lower(), value.decode("utf-8", "replace"))
    return headers


def _sendable(value: str | None) -> str | None:
    """Return a validator that can be sent back as it came; None where it cannot be."""
    return value if value and value.isascii() and value.isprintable() else None


def _retry_after(written: str, now: dt.datetime) -> float | None:
    """Return the seconds that a Retry-After asks for, in either of its forms; None where it is neither."""
    if written.strip().isdecimal():
        return float(written)
    try:
        then = email.utils.parsedate_to_datetime(written)
    except ValueError:
        return None
    return max(0.0, (then.replace(tzinfo=then.tzinfo or dt.UTC) - now).total_seconds())

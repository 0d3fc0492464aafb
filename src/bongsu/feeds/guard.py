"""What may leave the machine: which addresses may be asked, for how long, and how much they may answer.

A name is resolved once, every address that it has is vetted, and the connection goes to a vetted address, so
that what is connected to is what was looked at, whatever the name says a moment later.
"""

import ipaddress
import queue
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence

import httpcore2
import httpx2

from bongsu.config import Fetching
from bongsu.errors import FetchError, RefusedError

Resolve = Callable[[str, int], Sequence[str]]
"""Returns every address of a host, A and AAAA. Raises ``OSError`` when it has none."""

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NOT_PUBLIC = tuple(
    map(
        ipaddress.ip_network,
        # IANA special-purpose registries: entries that ipaddress calls global, or does not know in every release.
        ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "2001:db8::/32", "3fff::/20"),
    )
)
_UNICAST = ipaddress.IPv6Network("2000::/3")
"""All that IANA has given out of IPv6 for global unicast."""

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_ISATAP = frozenset({0x0000_5EFE, 0x0200_5EFE})
_LOW = 0xFFFF_FFFF
_HOST = re.compile(rb"[A-Za-z0-9._:-]+")
"""Names after IDNA, and addresses."""

_REMEDY = "give a public address, or allow its network where you trust it"


def vet_url(written: str, settings: Fetching) -> httpx2.URL:
    """Return an address that may be asked, its fragment dropped.

    Raises:
        RefusedError: it is malformed, not http or https, holds a user name or password, or a port that is not allowed.
    """
    try:
        url = httpx2.URL(written).copy_with(fragment=None)
    except (httpx2.InvalidURL, ValueError):
        raise RefusedError(written, "this is no web address", "check it for typing errors") from None
    where = str(url.copy_with(username=None, password=None))
    if url.scheme not in {"http", "https"}:
        raise RefusedError(where, "only http and https addresses are fetched", "give one of those")
    if url.userinfo:
        raise RefusedError(where, "the address holds a user name or a password", "give it without")
    if not _HOST.fullmatch(url.raw_host):
        raise RefusedError(where, "the address names no host", "check it for typing errors")
    if port_of(url) not in settings.ports:
        raise RefusedError(where, f"port {port_of(url)} is not allowed", "allow it where you trust it")
    return url


def port_of(url: httpx2.URL) -> int:
    """Return the port of an http or https address."""
    return url.port or {"http": 80, "https": 443}[url.scheme]


def is_public(address: str, allowed: Sequence[str] = ()) -> bool:
    """Say whether an address is globally routable, or in an allowed network.

    IPv6 addresses that carry IPv4 ones (mapped, NAT64, 6to4, Teredo, ISATAP) are as public as those.
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    networks = [ipaddress.ip_network(network) for network in allowed]
    return all(_is_global(one) or any(one in network for network in networks) for one in _carried(parsed))


def _carried(address: _Address) -> Iterator[_Address]:
    """Yield the addresses that a packet to ``address`` may reach."""
    if isinstance(address, ipaddress.IPv4Address):
        yield address
    elif address.ipv4_mapped is not None:
        yield address.ipv4_mapped
    elif address in _NAT64:
        yield ipaddress.IPv4Address(int(address) & _LOW)
    elif address.sixtofour is not None:
        yield address.sixtofour
    elif address.teredo is not None:
        yield from address.teredo
    else:
        yield address
        if int(address) >> 32 & _LOW in _ISATAP:
            yield ipaddress.IPv4Address(int(address) & _LOW)


def _is_global(address: _Address) -> bool:
    special = address.is_multicast or address.is_reserved or any(address in network for network in _NOT_PUBLIC)
    return address.is_global and not special and (address.version == 4 or address in _UNICAST)


def resolve(host: str, port: int) -> Sequence[str]:
    """Return every address of a host, as the system resolves it. Raises ``OSError`` when it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


class Budget:
    """What one fetch may still take, in seconds and bytes. Each method raises ``FetchError`` when it is used up."""

    def __init__(self, where: str, settings: Fetching, monotonic: Callable[[], float]) -> None:
        self.where = where
        self._seconds = settings.seconds
        self._bytes = self._most = settings.max_bytes
        self._monotonic = monotonic
        self._end = monotonic() + settings.seconds

    def pause(self, seconds: float) -> None:
        """Leave out a time that was spent waiting for a turn."""
        self._end += seconds

    def seconds_left(self) -> float:
        """Return the seconds that are left; always more than 0."""
        left = self._end - self._monotonic()
        if left <= 0:
            raise self.too_slow()
        return left

    def take(self, data: bytes) -> bytes:
        """Count bytes that came."""
        self._bytes -= len(data)
        if self._bytes < 0:
            raise RefusedError(self.where, f"it sends more than {self._most:,} bytes", "download it, and give the file")
        return data

    def too_slow(self) -> FetchError:
        """Return the error of a fetch whose time is up."""
        return FetchError(self.where, f"it takes more than {self._seconds:g} seconds", "try again later")


class GuardedBackend(httpcore2.NetworkBackend):
    """Connects to public addresses only, within a budget."""

    def __init__(self, settings: Fetching, budget: Budget, resolver: Resolve) -> None:
        self._settings = settings
        self._budget = budget
        self._resolver = resolver
        self._system = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the budget decides
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first address of a host that answers.

        Raises:
            RefusedError: one of its addresses is not public.
            FetchError: it has none, none answers, or the time is up.
        """
        problem = "it has no address"
        for address in self._vetted(host, port):
            try:
                stream = self._system.connect_tcp(
                    address, port, self._budget.seconds_left(), local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                problem = f"{address} does not answer ({error})"
            else:
                return GuardedStream(stream, self._budget)
        raise FetchError(self._budget.where, problem, "check the address and the network, or try again later")

    def _vetted(self, host: str, port: int) -> Sequence[str]:
        addresses = self._resolved(host, port)
        for address in addresses:
            if not is_public(address, self._settings.allowed):
                at = f"the host is {host}" if host == address else f"{host} is at {address}"
                raise RefusedError(self._budget.where, f"{at}, which is no public address", _REMEDY)
        return addresses

    def _resolved(self, host: str, port: int) -> Sequence[str]:
        """Resolve in a thread of its own, since the system's resolver knows no time limit."""
        answers: queue.SimpleQueue[Sequence[str] | OSError] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answers.put(self._resolver(host, port))
            except (OSError, UnicodeError) as error:
                answers.put(error if isinstance(error, OSError) else OSError(str(error)))

        threading.Thread(target=ask, daemon=True).start()
        try:
            answer = answers.get(timeout=self._budget.seconds_left())
        except queue.Empty:
            raise self._budget.too_slow() from None
        if isinstance(answer, OSError):
            remedy = "check the address and the network"
            raise FetchError(self._budget.where, f"{host} cannot be found ({answer.strerror or answer})", remedy)
        return answer


class GuardedStream(httpcore2.NetworkStream):
    """A connection whose every byte and second is counted."""

    def __init__(self, stream: httpcore2.NetworkStream, budget: Budget) -> None:
        self._stream = stream
        self._budget = budget

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - the budget decides
        """Read, within the budget."""
        return self._budget.take(self._stream.read(max_bytes, self._budget.seconds_left()))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 - the budget decides
        """Write, within the budget."""
        self._stream.write(buffer, self._budget.seconds_left())

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 - the budget decides
    ) -> httpcore2.NetworkStream:
        """Go on in TLS, with the certificate checked against the host's name and not the vetted address."""
        return GuardedStream(
            self._stream.start_tls(ssl_context, server_hostname, self._budget.seconds_left()), self._budget
        )

    def get_extra_info(self, info: str) -> object:
        """Return what the connection underneath knows of itself."""
        return self._stream.get_extra_info(info)

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bongsu.config import Fetching
from bongsu.errors import RefusedError
from bongsu.feeds.guard import is_public, vet_url

SETTINGS = Fetching(contact="desk@example.org")


@pytest.mark.parametrize(
    "address",
    [
        *("0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "192.168.1.1"),  # noqa: S104 - bound to nothing
        *("192.0.0.8", "192.0.2.1", "192.88.99.1", "198.18.0.1", "203.0.113.5", "224.0.1.1", "255.255.255.255"),
        *("::", "::1", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "ff0e::1", "100::1", "5f00::1"),
        *("2001:db8::1", "2001:10::1", "3fff::1", "4000::1", "::127.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b:1::8.8.8.8"),
        "not an address",
    ],
)
def test_holds_back_from_what_is_not_public(address: str) -> None:
    """Loopback, private, link-local, shared, documentation, multicast and reserved addresses are not public."""
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "193.0.6.139", "2606:4700::1111", "2a00:1450:4001::1"])
def test_lets_public_addresses_pass(address: str) -> None:
    """Addresses of the open internet are public, in both families."""
    assert is_public(address)


def _carriers(inner: ipaddress.IPv4Address) -> list[str]:
    """Write an IPv4 address in each form in which an IPv6 address carries one."""
    low, hidden = int(inner), int(inner) ^ 0xFFFF_FFFF
    forms = [
        0xFFFF << 32 | low,  # mapped, RFC 4291
        0x64FF9B << 96 | low,  # NAT64, RFC 6052
        0x2002 << 112 | low << 80 | 1,  # 6to4, RFC 3056
        0x20010000 << 96 | int(ipaddress.IPv4Address("8.8.8.8")) << 64 | hidden,  # Teredo client, RFC 4380
        0x20010000 << 96 | low << 64 | int(ipaddress.IPv4Address("8.8.8.8")) ^ 0xFFFF_FFFF,  # Teredo server
        0x2606_4700 << 96 | 0x5EFE << 32 | low,  # ISATAP, RFC 5214
    ]
    return [str(ipaddress.IPv6Address(form)) for form in forms]


@given(st.ip_addresses(v=4))
def test_looks_through_forms_that_carry_another_address(inner: ipaddress.IPv4Address) -> None:
    """An IPv6 address that carries an IPv4 one is public where that is, and only there."""
    assert {is_public(carrier) for carrier in _carriers(inner)} == {is_public(str(inner))}


def test_lets_allowed_networks_pass_and_no_more() -> None:
    """A network that the user allows may be reached, also in a mapped form; its neighbour may not."""
    allowed = ("127.0.0.1/32", "fd00::/8")
    assert is_public("127.0.0.1", allowed)
    assert is_public("::ffff:127.0.0.1", allowed)
    assert is_public("fd12::1", allowed)
    assert not is_public("127.0.0.2", allowed)


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("gopher://example.org/", "only http and https"),
        ("example.org/feed", "only http and https"),
        ("http://user@example.org/", "a user name or a password"),
        ("http://user:secret@example.org/", "a user name or a password"),
        ("http:///feed", "no host"),
        ("http://[fe80::1%25eth0]/", "no host"),
        ("http://example.org:22/", "port 22"),
        ("http://exa mple.org/", "no host"),
        ("http://[::1/", "no web address"),
        ("http://example.org:99999/", "port 99999"),
    ],
)
def test_refuses_addresses_that_no_feed_has(written: str, problem: str) -> None:
    """Other schemes, credentials, odd ports and malformed addresses are refused before anything is asked."""
    with pytest.raises(RefusedError, match=problem) as refused:
        vet_url(written, SETTINGS)
    assert "secret" not in str(refused.value)


@given(st.text())
def test_any_text_is_an_address_or_refused(written: str) -> None:
    """Whatever is given is vetted or refused, and nothing else happens."""
    try:
        url = vet_url(written, SETTINGS)
    except RefusedError:
        return
    assert url.scheme in {"http", "https"}
    assert not url.userinfo

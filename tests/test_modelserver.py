"""Asking the server of a language model, whatever it does."""

import asyncio
import contextlib
import json
import socket
import time
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scripted import Handler, Scripted, Turn, completes, sends, serving

from bongsu.config import Endpoint, Key, Settings
from bongsu.errors import EndpointError, UsageError
from bongsu.modelserver import Answer, _completion, ask, checked

QUESTION = b'{"messages": []}'
SECRET = "sk-do-not-show-me"  # noqa: S105 - of nothing


@pytest.fixture
def server() -> Iterator[Scripted]:
    """A server that does as a test says."""
    with serving() as scripted:
        yield scripted


def endpoint(server: Scripted, *, seconds: float = 20.0, key: Key | None = None) -> Endpoint:
    """Return the server's endpoint, which is small and in no hurry, and tries again at once."""
    return checked(Endpoint(url=server.url, seconds=seconds, key=key, pause=0.0, max_bytes=10_000))


def hangs_up(handler: Handler) -> None:
    """Close the connection without a word."""
    handler.connection.shutdown(socket.SHUT_RDWR)


def breaks_off(handler: Handler) -> None:
    """Promise more than is sent."""
    sends(b'{"choices": [', Content_Length="5000")(handler)
    handler.close_connection = True


def sleeps(handler: Handler) -> None:
    """Say nothing until the other side has gone away."""
    handler.connection.recv(1)


def drips_a_body(handler: Handler) -> None:
    """Send one byte after the other, each well in time."""
    sends(b"", Content_Length="9000")(handler)
    for _ in range(2_000):
        handler.wfile.write(b" ")
        time.sleep(0.01)


def drips_a_head(handler: Handler) -> None:
    """Send one header after the other, each well in time."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(2_000):
        handler.wfile.write(f"X-{number}: 1\r\n".encode())
        time.sleep(0.01)


def never_ends(handler: Handler) -> None:
    """Send bytes for ever."""
    handler.send_response(200)
    handler.end_headers()
    with contextlib.suppress(OSError):
        while True:
            handler.wfile.write(b" " * 4096)


def speaks_another_language(handler: Handler) -> None:
    """Send what is no HTTP."""
    handler.wfile.write(b"220 mail.example.org ESMTP\r\n")
    handler.close_connection = True


def test_an_answer_is_what_the_model_wrote(server: Scripted) -> None:
    """The question goes as it is to the one path, and what comes back is the content and the model's name."""
    server.turns = [completes("[]")]
    assert ask(QUESTION, endpoint(server)) == Answer("[]", "scripted-1")
    ((path, headers, body),) = server.asked
    assert (path, body) == ("/v1/chat/completions", QUESTION)
    assert "authorization" not in headers
    assert headers["accept-encoding"] == "identity"


def test_a_slash_at_the_end_of_the_address_makes_no_difference(server: Scripted) -> None:
    """The path stands behind one slash."""
    server.turns = [completes("[]")]
    ask(QUESTION, checked(Endpoint(url=f"{server.url}/")))
    assert server.asked[0][0] == "/v1/chat/completions"


def test_the_key_is_sent_and_never_shown(server: Scripted) -> None:
    """It goes into one header. No text form, no encoder and no error has it."""
    server.turns = [sends(SECRET.encode(), 401)]
    asked = endpoint(server, key=Key(f"{SECRET}\n".strip()))
    with pytest.raises(EndpointError, match="BONGSU_MODEL_KEY") as error:
        ask(QUESTION, asked)
    assert server.asked[0][1]["authorization"] == f"Bearer {SECRET}"
    assert SECRET not in f"{error.value}{asked!r}{Settings(endpoint=asked)!r}"
    with pytest.raises(TypeError):
        msgspec.json.encode(asked)


@pytest.mark.parametrize("name", [f"model {SECRET}", "a\x1b[2J", "x" * 201, "", None])
def test_a_model_name_that_could_do_harm_is_none(server: Scripted, name: str | None) -> None:
    """A server may name its model, and nothing else: no key that it was shown, no control characters, no novel."""
    server.turns = [completes("[]", model=name)]
    assert ask(QUESTION, endpoint(server, key=Key(SECRET))).model is None


@pytest.mark.parametrize(
    ("turn", "problem"),
    [
        (sleeps, "no answer within 0.5 s"),
        (drips_a_body, "no answer within 0.5 s"),
        (drips_a_head, "no answer within 0.5 s"),
        (never_ends, "longer than 10,000 bytes"),
        (sends(b" " * 10_001), "longer than 10,000 bytes"),
        (sends(b"", 400), "HTTP status 400; see that it takes response_format"),
        (sends(b"", 401), "HTTP status 401; put its key into BONGSU_MODEL_KEY"),
        (sends(b"", 404), "HTTP status 404; mend the address"),
        (sends(b"", 418), "HTTP status 418; see the server's log"),
        (sends(b"{}", 204), "HTTP status 204"),
        (sends(b"\x1f\x8b", Content_Encoding="gzip"), "packed"),
        (sends(b""), "no chat completion"),
        (sends(b"<!doctype html><title>Sign in</title>"), "no chat completion"),
        (sends(b'{"choices": []}'), "no chat completion"),
        (sends(b'{"choices": [{"message": "yes"}]}'), "no chat completion"),
        (sends(b'{"choices": [{"message": {"content": "\xff"}}]}'), "no chat completion"),
        (sends(b"[" * 9_000), "no chat completion"),
        (completes(None), "empty"),
        (completes(None, reason="tool_calls", tool_calls=[{"function": {"name": "rm"}}]), "empty"),
        (completes('{"events": [', reason="length"), "cut off"),
        (completes("", reason="content_filter"), "refuses"),
        (completes(None, refusal="I would rather not."), "refuses"),
    ],
)
def test_what_is_no_answer_is_an_error_and_not_asked_again(server: Scripted, turn: Turn, problem: str) -> None:
    """Each says where, what and the remedy; nothing that the server sent is in it."""
    server.turns = [turn]
    with pytest.raises(EndpointError, match=problem) as error:
        ask(QUESTION, endpoint(server, seconds=0.5 if "0.5" in problem else 20))
    assert str(error.value).startswith(f"{server.url}: ")
    assert "; " in str(error.value)
    assert "rather" not in str(error.value)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "turn", [hangs_up, breaks_off, speaks_another_language, *(sends(b"", code) for code in (429, 500, 502, 503, 504))]
)
def test_what_may_be_over_a_moment_later_is_tried_once_more(server: Scripted, turn: Turn) -> None:
    """The second answer counts; where it fails as well, that is the end of it."""
    server.turns = [turn, completes("[]")]
    assert ask(QUESTION, endpoint(server)).content == "[]"
    assert len(server.asked) == 2
    server.turns = [turn]
    with pytest.raises(EndpointError):
        ask(QUESTION, endpoint(server))
    assert len(server.asked) == 4


def test_a_port_at_which_nobody_listens_is_an_error() -> None:
    """The connection is refused, twice."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
        with pytest.raises(EndpointError, match=r"cannot be reached.*start the server"):
            ask(QUESTION, checked(Endpoint(url=url, pause=0.0)))


def test_a_server_without_the_tls_that_was_asked_for_is_an_error(server: Scripted) -> None:
    """An https address is never asked in the clear."""
    server.turns = [completes("[]")]
    with pytest.raises(EndpointError, match="cannot be reached"):
        ask(QUESTION, checked(Endpoint(url=server.url.replace("http:", "https:"), pause=0.0)))
    assert server.asked == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(server: Scripted, status: int) -> None:
    """The report goes to the address that the user named, and nowhere else."""
    with serving() as other:
        other.turns = [completes("[]")]
        server.turns = [sends(b"", status, Location=f"{other.url}/chat/completions")]
        with pytest.raises(EndpointError, match=f"redirect \\({status}\\)"):
            ask(QUESTION, endpoint(server))
        assert (len(server.asked), other.asked) == (1, [])


def test_the_environment_sends_the_report_nowhere_else(server: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy is used, whatever the environment says."""
    server.turns = [completes("[]")]
    with serving() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        assert ask(QUESTION, endpoint(server)).content == "[]"
        assert proxy.asked == []


def test_a_notebook_can_ask(server: Scripted) -> None:
    """Inside a running event loop the answer is the same."""
    server.turns = [completes("[]")]

    async def cell() -> Answer:
        return ask(QUESTION, endpoint(server))

    assert asyncio.run(cell()) == Answer("[]", "scripted-1")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "127.0.0.1:11434",
        "file:///etc/passwd",
        "ftp://example.org/v1",
        "http://",
        "http:///v1",
        "http://user:word@127.0.0.1/v1",
        "http://127.0.0.1/v1?key=1",
        "http://127.0.0.1/v1#top",
        "http://127.0.0.1:port/v1",
        "http://127.0.0.1/\n",
        "http://[::1/v1",
    ],
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    """Before anything is sent; what may hold a password is not repeated."""
    with pytest.raises(UsageError, match="--model-endpoint") as error:
        checked(Endpoint(url=url))
    assert "word" not in str(error.value).replace("password", "")


@pytest.mark.parametrize("key", [" ", "a\nb", "a\x00", "ключ"])
def test_a_key_that_cannot_be_sent_is_refused(key: str) -> None:
    """Nothing can get into the headers by it."""
    with pytest.raises(UsageError, match="BONGSU_MODEL_KEY") as error:
        checked(Endpoint(url="http://127.0.0.1/v1", key=Key(key)))
    assert key.strip() == "" or key not in str(error.value)


@given(st.binary() | st.recursive(st.none() | st.text(), st.lists).map(json.dumps).map(str.encode))
def test_any_bytes_are_an_answer_or_an_error(body: bytes) -> None:
    """Nothing else can come of a body."""
    with contextlib.suppress(EndpointError):
        _completion(body, Endpoint(url="http://127.0.0.1/v1"))

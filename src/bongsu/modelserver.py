"""Ask the server of a language model that the user names: one question, one answer, within limits.

Nothing else is ever asked: no redirect is followed, no proxy and no ``.netrc`` of the environment is used, and the key
goes to the named address alone. What a server sends back reaches no message, so that it cannot pass anything off there.
"""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated, Final, TypeVar

import httpx2
import msgspec

from bongsu.config import KEY_VARIABLE, Endpoint, Key
from bongsu.errors import EndpointError, UsageError

T = TypeVar("T")
_PATH: Final = "/chat/completions"
_LONGEST_NAME: Final = 200
_OK: Final = 200
_BUSY: Final = frozenset({429, 500, 502, 503, 504})
"""Statuses of a server that may answer a moment later."""

_REMEDIES: Final = {
    400: "see that it takes response_format json_schema, and name one of its models with --model-name",
    401: f"put its key into {KEY_VARIABLE}",
    403: f"put its key into {KEY_VARIABLE}",
    404: "mend the address, which usually ends in /v1, or name one of its models with --model-name",
    422: "see that it takes response_format json_schema, and name one of its models with --model-name",
    429: "wait, or ask less of it",
}


class Answer(msgspec.Struct, frozen=True):
    """What the model wrote, and which model it was; None where the server does not say."""

    content: str
    model: str | None


class _Message(msgspec.Struct):
    content: str | None = None
    refusal: str | None = None


class _Choice(msgspec.Struct):
    message: _Message
    finish_reason: str | None = None


class _Completion(msgspec.Struct):
    choices: Annotated[list[_Choice], msgspec.Meta(min_length=1)]
    model: str | None = None


class _BusyError(EndpointError):
    """A failure that may be over a moment later."""


def checked(endpoint: Endpoint) -> Endpoint:
    """Return an endpoint with its address as it is used, without a slash at the end.

    Raises:
        UsageError: the address leads to no web server or holds a password or a query, or the key cannot be sent.
    """
    key = endpoint.key
    if key is not None and not (key.value.isascii() and key.value.isprintable() and key.value.strip()):
        raise UsageError(KEY_VARIABLE, "it is no plain ASCII", "put the key there as the server gave it")
    remedy = "write it as http://127.0.0.1:11434/v1"
    try:
        url = httpx2.URL(endpoint.url)
    except httpx2.InvalidURL:
        raise UsageError("--model-endpoint", "it is no address", remedy) from None
    if url.scheme not in {"http", "https"} or not url.host:
        raise UsageError("--model-endpoint", "it is no address of a web server", remedy)
    if url.userinfo:
        raise UsageError("--model-endpoint", "it holds a name or password", f"put the key into {KEY_VARIABLE}")
    if url.query or url.fragment:
        raise UsageError("--model-endpoint", "it goes on behind its path", remedy)
    return msgspec.structs.replace(endpoint, url=str(url).rstrip("/"))


def ask(question: bytes, endpoint: Endpoint) -> Answer:
    """Send a question (the JSON body of a chat completion) and return the answer.

    A server that cannot be reached, breaks off or is busy is asked a second time. One that does not answer in time, or
    gives no proper answer, is not: the same question would get the same.

    Args:
        question: the body of the request.
        endpoint: an endpoint that :func:`checked` returned.

    Raises:
        EndpointError: there is no answer in time, or it is an error, a redirect, too large, cut off, a refusal, or of
            another shape than that of a chat completion.
    """
    return _completion(_run(_in_time(question, endpoint)), endpoint)


def _run(work: Coroutine[None, None, T]) -> T:
    """Run a coroutine to its end; in a thread of its own where this one runs an event loop (a notebook)."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


async def _in_time(question: bytes, endpoint: Endpoint) -> bytes:
    """Ask, once more where that makes sense, and return the body of the answer.

    The time is that of the whole exchange, so that no server can draw it out byte by byte.
    """
    try:
        async with asyncio.timeout(endpoint.seconds):
            try:
                return await _post(question, endpoint)
            except _BusyError:
                await asyncio.sleep(endpoint.pause)
                return await _post(question, endpoint)
    except TimeoutError:
        remedy = "give it more time with --model-timeout, or take a smaller model"
        raise EndpointError(endpoint.url, f"no answer within {endpoint.seconds:g} s", remedy) from None


async def _post(question: bytes, endpoint: Endpoint) -> bytes:
    # no timeout of its own: that of _in_time counts the whole exchange
    client = httpx2.AsyncClient(trust_env=False, follow_redirects=False, timeout=None)
    url = f"{endpoint.url}{_PATH}"
    try:
        async with client, client.stream("POST", url, content=question, headers=_headers(endpoint.key)) as response:
            _check(response, endpoint.url)
            return await _body(response, endpoint)
    except (httpx2.NetworkError, httpx2.RemoteProtocolError) as error:
        problem = f"it cannot be reached, or breaks off ({str(error) or type(error).__name__})"
        raise _BusyError(endpoint.url, problem, "start the server, or mend the address") from error
    except httpx2.HTTPError as error:
        problem = f"it cannot be asked ({str(error) or type(error).__name__})"
        raise EndpointError(endpoint.url, problem, "mend the address") from error


def _headers(key: Key | None) -> dict[str, str]:
    """Return the headers of a question; the answer may not be packed, so that its size is what arrives."""
    headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
    return headers if key is None else headers | {"Authorization": f"Bearer {key.value.strip()}"}


def _check(response: httpx2.Response, where: str) -> None:
    """Raise ``EndpointError`` unless the answer is one, and not packed."""
    status = response.status_code
    if response.is_redirect:
        raise EndpointError(where, f"it answers with a redirect ({status})", "name the address where the server is")
    if status != _OK:
        kind = _BusyError if status in _BUSY else EndpointError
        raise kind(where, f"it answers with HTTP status {status}", _REMEDIES.get(status, "see the server's log"))
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise EndpointError(where, "its answer is packed, which was not asked for", "turn packing off in the server")


async def _body(response: httpx2.Response, endpoint: Endpoint) -> bytes:
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > endpoint.max_bytes:
            problem = f"its answer is longer than {endpoint.max_bytes:,} bytes"
            raise EndpointError(endpoint.url, problem, "see that the address is that of a language model")
    return bytes(body)


def _completion(body: bytes, endpoint: Endpoint) -> Answer:
    """Return the answer in the body of a chat completion. Raises ``EndpointError`` when there is none in it."""
    where = endpoint.url
    try:
        found = msgspec.json.decode(body, type=_Completion)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        remedy = "see that the address is that of an OpenAI-compatible server"
        raise EndpointError(where, "its answer is no chat completion", remedy) from error
    choice = found.choices[0]
    if choice.finish_reason == "length":
        raise EndpointError(where, "the model's answer is cut off", "give it more room, or take another model")
    if choice.message.refusal or choice.finish_reason == "content_filter":
        raise EndpointError(where, "the model refuses to answer", "take another model")
    if choice.message.content is None:
        raise EndpointError(where, "the model's answer is empty", "take another model")
    return Answer(choice.message.content, _named(found.model, endpoint.key))


def _named(model: str | None, key: Key | None) -> str | None:
    """Return the name that a server gives to its model, where it is one, and not the key that it was shown."""
    if model is None or not model.isprintable() or not 0 < len(model) <= _LONGEST_NAME:
        return None
    return None if key is not None and key.value.strip() in model else model

"""A real server of a language model on a loopback address, whose answers a test writes."""

import contextlib
import http.server
import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

Handler = http.server.BaseHTTPRequestHandler
Turn = Callable[[Handler], None]
"""What writes one answer."""


class Scripted:
    """The turns that are still to come (the last one stays), and what was asked: path, headers and body."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/v1"
        self.turns: list[Turn] = []
        self.asked: list[tuple[str, dict[str, str], bytes]] = []

    def answer(self, handler: Handler) -> None:
        """Take down a request, and take the next turn."""
        body = handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
        self.asked.append((handler.path, {name.lower(): value for name, value in handler.headers.items()}, body))
        turn = self.turns.pop(0) if len(self.turns) > 1 else self.turns[0]
        turn(handler)


@contextlib.contextmanager
def serving() -> Iterator[Scripted]:
    """Serve until the block ends."""

    class Asked(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            with contextlib.suppress(ConnectionError):  # who asked may hang up, as it should
                server_side.answer(self)

        def do_GET(self) -> None:
            self.do_POST()

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Asked) as server:
        server.daemon_threads = True
        server.block_on_close = False  # an answer without an end does not keep the test
        server_side = Scripted(server.server_port)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server_side
        finally:
            server.shutdown()
            thread.join()


def sends(body: bytes, status: int = 200, **headers: str) -> Turn:
    """Return a turn that sends a body."""

    def turn(handler: Handler) -> None:
        handler.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return turn


def completes(
    content: str | None, *, reason: str | None = "stop", model: object = "scripted-1", **message: Any
) -> Turn:
    """Return a turn that sends a chat completion with ``content`` as what the model wrote."""
    choice = {"index": 0, "message": {"role": "assistant", "content": content, **message}, "finish_reason": reason}
    return sends(json.dumps({"id": "1", "object": "chat.completion", "model": model, "choices": [choice]}).encode())


def tells(*events: dict[str, Any]) -> Turn:
    """Return a turn that tells of events."""
    return completes(json.dumps({"events": events}))


def event(sentence: int, kind: str, trigger: str, **other: Any) -> dict[str, Any]:
    """Return an event of the asked shape; what is not given is what the report itself plainly says of nobody."""
    plain: dict[str, Any] = {
        "mode": None,
        "actors": [],
        "recipients": [],
        "speaker": None,
        "certainty": "certain",
        "polarity": "affirmed",
        "status": "happened",
    }
    return {"sentence": sentence, "type": kind, "trigger": trigger, **plain, **other}

"""A real web server on a loopback address, whose pages a test writes."""

import contextlib
import http.server
import threading
from collections.abc import Callable, Iterator, Mapping

Handler = http.server.BaseHTTPRequestHandler
Page = bytes | tuple[int, Mapping[str, str], bytes] | Callable[[Handler], None]
"""A body; a status with headers and a body; or what writes the answer itself."""


class Site:
    """What is served, and what was asked for: the paths, and the headers of each request."""

    def __init__(self, address: str, port: int) -> None:
        self.address = address
        self.port = port
        self.pages: dict[str, Page] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []

    def url(self, path: str, host: str | None = None) -> str:
        """Return the address of a page, under another name of this machine where one is given."""
        return f"http://{host or self.address}:{self.port}{path}"

    def answer(self, handler: Handler) -> None:
        """Answer a request by the page at its path."""
        self.asked.append(handler.path)
        self.headers.append({name.lower(): value for name, value in handler.headers.items()})
        page = self.pages.get(handler.path, (404, {}, b""))
        if callable(page):
            page(handler)
            return
        status, headers, body = (200, {}, page) if isinstance(page, bytes) else page
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)


@contextlib.contextmanager
def serving(address: str = "127.0.0.1", port: int = 0) -> Iterator[Site]:
    """Serve a site until the block ends."""

    class Asked(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with contextlib.suppress(ConnectionError):  # the fetcher may hang up, as it should
                site.answer(self)

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    with http.server.ThreadingHTTPServer((address, port), Asked) as server:
        site = Site(address, server.server_port)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()

"""The one way in: files, folders, web addresses, feeds, web archives and PDFs, each told by what it is."""

import gzip
import io
import shutil
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO, Literal, cast

import msgspec

from bongsu.config import Settings
from bongsu.errors import InputError, StoppedError
from bongsu.feeds.decode import BOMS
from bongsu.feeds.files import STDIN, documents, files_in, head_of, is_folder, open_source, whole
from bongsu.feeds.page import Page
from bongsu.model import RawDocument

if TYPE_CHECKING:  # reading files must not wait for the libraries of the network
    from bongsu.feeds.fetch import Fetcher
    from bongsu.feeds.syndication import Item

_START = 65_536
"""Bytes by which a file is told."""

_GZIP = b"\x1f\x8b"
_PDF = b"%PDF-"
_WARC = b"WARC/"
_SCHEMES = ("http://", "https://")


class _Known(msgspec.Struct, frozen=True):
    """What is known of a stream before it is read: the limits, what may fetch, and what a server said of it."""

    settings: Settings
    fetcher: "Fetcher | None" = None
    charset: str | None = None
    url: str | None = None


def take_in(
    sources: Sequence[str], stdin: BinaryIO, settings: Settings, fetcher: "Fetcher | None" = None
) -> Iterator[RawDocument | InputError]:
    """Read every source, in order, one document at a time.

    What a source is follows from its first bytes, and for JSON from its name: plain text, HTML, JSON, JSON lines, RSS
    or Atom, PDF, or WARC; any of them may be packed with gzip. The items of a feed are taken from their pages where
    there is a fetcher and the feed has no more than a summary, and else from the feed.

    Args:
        sources: paths; ``-`` is standard input; a folder stands for the files in it and below it, in the order of their
            names, without those whose name begins with a dot; ``http://`` and ``https://`` begin an address.
        stdin: the bytes of standard input.
        settings: the limits.
        fetcher: what fetches addresses; None where the network is not to be used.

    Yields:
        A document, or the error that stands in its place: what comes after it is still read. What was fetched, or is
        from an archive, is given ``url`` and ``retrieved``.
    """
    try:
        for source in sources:
            yield from _source(source, stdin, _Known(settings, fetcher))
    except StoppedError as error:
        yield error


def _source(source: str, stdin: BinaryIO, known: _Known) -> Iterator[RawDocument | InputError]:
    where = STDIN if source == "-" else source
    try:
        if source.lower().startswith(_SCHEMES):
            yield from _address(source, known)
        elif is_folder(source):
            for path in files_in(source):
                yield from _source(path, stdin, known)
        else:
            with open_source(source, stdin) as stream:
                yield from _stream(stream, where, known)
    except StoppedError:
        raise
    except InputError as error:
        yield error
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        yield InputError(where, f"the packed file is damaged ({error})", "fetch it again, complete")
    except OSError as error:
        yield InputError(where, f"the file cannot be read ({error.strerror})", "check the disk or the pipe")


def _address(url: str, known: _Known) -> Iterator[RawDocument | InputError]:
    if known.fetcher is None:
        raise InputError(url, "addresses are not fetched here", "save the page, and give the file")
    yield from page_documents(known.fetcher.get(url).page, known.settings, known.fetcher)


def page_documents(
    page: Page, settings: Settings, fetcher: "Fetcher | None" = None
) -> Iterator[RawDocument | InputError]:
    """Read what a page holds.

    Each document is given the time that the page was fetched, and the page's address where it is the whole page.

    Raises:
        InputError: nothing of it can be read.
    """
    for one in _stream(io.BytesIO(page.body), page.where, _Known(settings, fetcher, page.charset, page.url)):
        if isinstance(one, RawDocument):
            names: tuple[Literal["url", "retrieved"], ...] = (
                ("url", "retrieved") if one.where == page.where else ("retrieved",)
            )
            yield msgspec.structs.replace(one, given=page.given(*names) | one.given)
        else:
            yield one


def item_documents(item: "Item", settings: Settings, fetcher: "Fetcher | None") -> Iterator[RawDocument | InputError]:
    """Read an item of a feed: its page where there is a fetcher and the feed has only a summary, else the feed's words.

    The dates and the source that the feed gives go before those that the page gives. Where the page cannot be had, the
    error is followed by the feed's words. Raises ``StoppedError`` when the run is to stop.
    """
    if fetcher is None or item.url is None or item.whole:
        yield item.document()
        return
    beside = {name: value for name, value in item.given.items() if name in {"published", "updated", "outlet"}}
    try:
        # A page that turns out to be a feed is read without a fetcher, so that feeds cannot lead on and on.
        documents_of_page = list(page_documents(fetcher.get(item.url).page, settings))
    except StoppedError:
        raise
    except InputError as error:
        yield error
        if item.content:
            yield item.document()
        return
    for one in documents_of_page:
        yield msgspec.structs.replace(one, given=one.given | beside) if isinstance(one, RawDocument) else one


def _stream(stream: BinaryIO, where: str, known: _Known) -> Iterator[RawDocument | InputError]:
    """Read a stream of any kind."""
    limit = known.settings.max_bytes
    head = head_of(stream, limit)
    if head.startswith(_WARC):
        yield from _archive(_rejoined(head, stream), where, known.settings)
    elif head.startswith(_GZIP):
        yield from _packed(head, stream, where, known)
    elif head.startswith(_PDF):
        from bongsu.feeds.pdf import read_pdf  # noqa: PLC0415 - each kind's library is loaded where one comes

        yield from read_pdf(whole(head, stream, where, limit), where, known.settings)
    elif head.lstrip().startswith((b"<", *(mark for mark, _ in BOMS))):
        yield from _markup(head, stream, where, known)
    else:
        yield from documents(head, stream, where, limit, known.charset)


def _archive(stream: BinaryIO, where: str, settings: Settings) -> Iterator[RawDocument | InputError]:
    from bongsu.feeds.archives import read_archive  # noqa: PLC0415

    for page in read_archive(stream, where, settings):
        if isinstance(page, InputError):
            yield page
            continue
        try:
            yield from page_documents(page, settings)
        except InputError as error:
            yield error


def _packed(head: bytes, stream: BinaryIO, where: str, known: _Known) -> Iterator[RawDocument | InputError]:
    if isinstance(stream, gzip.GzipFile):
        raise InputError(where, "this file is packed twice", "unpack it once")
    start = head + stream.read(max(0, _START - len(head)))
    rest = _rejoined(start, stream)
    if zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(start, len(_WARC)) == _WARC:
        yield from _archive(rest, where, known.settings)  # packed record by record, and read so
        return
    with gzip.open(rest) as unpacked:
        yield from _stream(cast("BinaryIO", unpacked), where.removesuffix(".gz"), known)


def _markup(head: bytes, stream: BinaryIO, where: str, known: _Known) -> Iterator[RawDocument | InputError]:
    """Read a feed, also the beginning of one that is too large; or else a page."""
    from bongsu.feeds.syndication import looks_like_feed, read_feed  # noqa: PLC0415

    settings, limit = known.settings, known.settings.max_bytes
    data = head + stream.read(max(0, limit + 1 - len(head)))
    if not looks_like_feed(_start(data)):
        yield from documents(data, io.BytesIO(), where, limit, known.charset)
        return
    cut = len(data) > limit
    feed = read_feed(data[:limit], where, settings, charset=known.charset, url=known.url, cut=cut)
    yield from feed.problems
    for item in feed.items:
        yield from item_documents(item, settings, known.fetcher)


def _start(data: bytes) -> str:
    """Return the first characters, well enough to tell what they begin."""
    encoding = next((encoding for mark, encoding in BOMS if data.startswith(mark)), "latin-1")
    return data[:_START].decode(encoding, "ignore")


def _rejoined(head: bytes, stream: BinaryIO) -> BinaryIO:
    """Return a stream as it was before ``head`` was read from it; a pipe is put into a file for that."""
    if stream.seekable():
        stream.seek(-len(head), io.SEEK_CUR)
        return stream
    kept = cast("BinaryIO", tempfile.TemporaryFile())  # noqa: SIM115 - it is gone when nobody reads it any more
    kept.write(head)
    shutil.copyfileobj(stream, kept)
    kept.seek(0)
    return kept

"""RSS and Atom feeds.

The document type is dropped, and lxml mends the XML, before feedparser reads it: no entity is ever expanded, nesting is
bounded, and a broken feed still gives the items that can be read.
"""

import calendar
import datetime as dt
import email.utils
import html
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

import feedparser
import msgspec
from lxml import etree

from bongsu.config import Settings
from bongsu.errors import InputError
from bongsu.feeds.decode import decode
from bongsu.model import Given, RawDocument, digest

_FEED = re.compile(
    r"(?:\s|<\?.{0,2000}?\?>|<!--.{0,20000}?-->|<!DOCTYPE[^>\[]{0,500}(?:\[.{0,20000}?\]\s*)?>)*"
    r"<(?:[\w-]+:)?(?:rss|feed|RDF)[\s>]",
    re.DOTALL | re.IGNORECASE,
)
_START = 65_536
"""Characters within which a feed's outermost element begins."""

_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(r"<((?:[\w-]+:)?(?:rss|feed|RDF))(?:\s[^<>]*)?>", re.IGNORECASE)
_OPENING = re.compile(r"<(?:[\w-]+:)?(?:item|entry)(?=[\s>])", re.IGNORECASE)
_CLOSING = re.compile(r"</(?:[\w-]+:)?(?:item|entry)\s*>", re.IGNORECASE)
_CDATA = re.compile(r"(<!\[CDATA\[(?:(?!<!\[CDATA\[).)*?\]\]>)", re.DOTALL)
"""None is looked for beyond the beginning of the next, so that many without an end cost no more than one."""

_AMPERSAND = re.compile(r"&(?:#\d{1,7};|#x[\da-f]{1,6};|([a-z][a-z0-9]{1,31});)?", re.IGNORECASE)
_NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML may hold."""

_XML_ENTITIES = {"amp": "&#38;", "lt": "&#60;", "gt": "&#62;", "quot": "&#34;", "apos": "&#39;"}
"""As numbers, since libxml2 drops them by their names from what follows a mistake."""

_ADDRESS = re.compile(r"\s*https?://", re.IGNORECASE)
_BLOCK = re.compile(r"<(?:p|div|br|ul|ol|li|h\d|table|blockquote|section|article)\b", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
_PAGE = "<!doctype html><html><body><article>{}</article></body></html>"


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of a feed.

    Attributes:
        where: the feed, and the number of the entry, from 0 (``feed.xml[2]``).
        key: what it is known by in its feed: its id, else its address, else the digest of its words; the digest, too,
            where another item of the feed has the same id.
        fingerprint: the digest of all that it says; another one means that it has changed.
        url: the address of its page; None where it has none.
        media: what ``content`` is.
        content: the text that the feed has of it; empty where there is none.
        whole: whether the feed gives that text as the content, and not as a summary of the page.
        given: its title, dates, source and address.
    """

    where: str
    key: str
    fingerprint: str
    url: str | None
    media: Literal["text/plain", "text/html"]
    content: str
    whole: bool
    given: dict[str, Given]

    def document(self) -> RawDocument | InputError:
        """Return what the feed itself tells, as a document; or the error that it tells nothing."""
        if not self.content:
            return InputError(self.where, "the feed gives no text of this item", "fetch its page")
        return RawDocument(where=self.where, media=self.media, content=self.content, given=self.given)


class Feed(msgspec.Struct, frozen=True):
    """The items of a feed in its order, and what was wrong with it."""

    items: tuple[Item, ...]
    problems: tuple[InputError, ...]


def looks_like_feed(text: str) -> bool:
    """Say whether a text is an RSS or Atom feed: that is its outermost element."""
    return _FEED.match(text[:_START]) is not None


def read_feed(  # noqa: PLR0913 - what an HTTP answer says of its body
    data: bytes,
    where: str,
    settings: Settings,
    *,
    charset: str | None = None,
    url: str | None = None,
    cut: bool = False,
) -> Feed:
    """Read a feed.

    Args:
        data: its bytes.
        where: the file or address, which leads every error message.
        settings: ``max_items`` is the most items that are taken.
        charset: the encoding that the server gave.
        url: its address, against which the addresses in it are resolved.
        cut: whether these are only its first bytes.

    Raises:
        InputError: it is no feed, or in no encoding that can be told.
    """
    if cut:
        data = data[: data.rfind(b">") + 1]
    root, broken = _parsed(_without_doctype(decode(data, where, charset)), where)
    listed = list(root.iter("{*}item", "{*}entry"))
    for element in listed[settings.max_items :]:
        element.getparent().remove(element)
    for guid in root.iter("{*}guid"):
        if not _ADDRESS.match(guid.text or ""):
            guid.set("isPermaLink", "false")  # whoever numbers the items seldom says that the number is no address
    parsed = feedparser.parse(
        io.BytesIO(etree.tostring(root, encoding="utf-8")),
        response_headers={"content-location": url or ""},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not parsed.version:
        raise InputError(where, "this is neither an RSS nor an Atom feed", "give the address of the feed itself")
    items = [_item(entry, f"{where}[{index}]", parsed.version) for index, entry in enumerate(parsed.entries)]
    problems = _problems(where, broken, cut=cut, taken=len(items), listed=len(listed))
    return Feed(tuple(_told_apart(items)), tuple(problems))


def _told_apart(items: Sequence[Item]) -> Iterator[Item]:
    """Yield the items; those that share a key by the digests of what they say, or each would pass for a change."""
    listed = Counter(item.key for item in items)
    for item in items:
        yield item if listed[item.key] == 1 else msgspec.structs.replace(item, key=item.fingerprint)


def _without_doctype(text: str) -> str:
    """Return a feed without its document type, and without a declaration of an encoding that it is no longer in."""
    text = text[found.end() :] if (found := _DECLARATION.match(text)) else text
    place = re.search("<!DOCTYPE", text[:_START], re.IGNORECASE)
    doctype = place and _DOCTYPE.match(text, place.start())
    return text[: doctype.start()] + text[doctype.end() :] if doctype else text


def _parsed(text: str, where: str) -> tuple[Any, str | None]:
    """Return the root of a feed, and what is broken about its XML; then each item is mended by itself."""
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), _parser(recover=False)), None
    except etree.XMLSyntaxError as error:
        broken = f"line {error.lineno}: {str(error.msg).splitlines()[0][:100]}"
    start = _ROOT.search(text)
    if start is None:
        raise InputError(where, "this is neither an RSS nor an Atom feed", "give the address of the feed itself")
    root = _inside(start, "")
    for chunk in _chunks(text):
        root.extend(list(_inside(start, chunk))[:1])
    return root, broken


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _inside(start: re.Match[str], chunk: str) -> Any:  # noqa: ANN401 - lxml has no types
    """Return the root element with an item in it, as well as that can be read."""
    source = f"{start[0]}{chunk}</{start[1]}>".encode("utf-8", "replace")
    return etree.fromstring(source, _parser(recover=True))


def _chunks(text: str) -> Iterator[str]:
    """Yield the items of a broken feed, those that have an end, with what XML does not know replaced."""
    starts = [found.start() for found in _OPENING.finditer(text)]
    for start, after in itertools.pairwise([*starts, len(text)]):
        end = _CLOSING.search(text, start, after)
        if end:
            parts = _CDATA.split(_NO_CHARACTER.sub("", text[start : end.end()]))
            yield "".join(part if part.startswith("<![CDATA[") else _AMPERSAND.sub(_known, part) for part in parts)


def _known(found: re.Match[str]) -> str:
    """Return an entity by its number: one of XML, the character of one of HTML, an ampersand for what is none."""
    if found[0].startswith("&#"):
        return found[0]
    if found[1] in _XML_ENTITIES:
        return _XML_ENTITIES[found[1]]
    character = html.unescape(found[0])
    return "".join(f"&#{ord(one)};" for one in character) if character != found[0] else f"&#38;{found[0][1:]}"


def _problems(where: str, broken: str | None, *, cut: bool, taken: int, listed: int) -> Iterator[InputError]:
    if listed > taken:
        problem = f"the feed lists {listed:,} items, and the first {taken:,} are taken"
        yield InputError(where, problem, "allow more items, or split it")
    if cut:
        yield InputError(where, f"the feed is too large, and its first {taken:,} items are taken", "split it")
    elif broken:
        yield InputError(where, f"the feed is malformed ({broken}), and {taken:,} items are taken", "tell its owner")


def _item(entry: Mapping[str, Any], where: str, version: str) -> Item:
    url = str(entry.get("link") or "").strip() or None
    content, is_html, whole = _content(entry)
    given = {name: Given(value, f"feed item {found}") for name, value, found in _given(entry, url, version)}
    words = [value.value for value in given.values()]
    return Item(
        where=where,
        key=str(entry.get("id") or url or digest(*words, content)),
        fingerprint=digest(*words, content),
        url=url,
        media="text/html" if is_html else "text/plain",
        content=_PAGE.format(content) if is_html else content,
        whole=whole,
        given=given,
    )


def _content(entry: Mapping[str, Any]) -> tuple[str, bool, bool]:
    """Return the longest text of an entry, whether it is HTML, and whether the feed calls it the content."""
    texts = ("text/", "application/xhtml")
    details = [one for one in entry.get("content", []) if str(one.get("type") or "").startswith(texts)]
    whole = any(str(one.get("value") or "").strip() for one in details)
    detail = max(details, key=lambda one: len(one.get("value") or "")) if whole else entry.get("summary_detail") or {}
    value = str(detail.get("value") or "").strip()
    is_html = detail.get("type") != "text/plain" and _TAG.search(value) is not None
    if is_html and not _BLOCK.search(value):
        value = f"<p>{value}</p>"
    return (value if is_html else html.unescape(value)), is_html, whole


def _given(entry: Mapping[str, Any], url: str | None, version: str) -> Iterator[tuple[str, str, str]]:
    """Yield what an entry says of itself: the field, the value and the element."""
    if title := _plain(entry.get("title")):
        yield "title", title, "title"
    # feedparser gives the publication date for a change that is not there, so each is looked for by its own name.
    published = _date(entry, "published") if "published" in entry else None
    updated = _date(entry, "updated") if "updated" in entry else None
    if published is None and version in {"rss10", "rss090"}:
        published, updated = updated, None  # their only date is dc:date, that of the item
    if published:
        yield "published", published, "date" if version in {"rss10", "rss090"} else "published"
    if updated:
        yield "updated", updated, "updated"
    source = entry.get("source")
    if isinstance(source, Mapping) and (outlet := _plain(source.get("title"))):
        yield "outlet", outlet, "source"
    if url:
        yield "url", url, "link"


def _plain(value: object) -> str:
    return " ".join(html.unescape(_TAG.sub("", str(value or ""))).split())


def _date(entry: Mapping[str, Any], name: str) -> str | None:
    """Return a date in ISO 8601 as the feed has it, its zone kept; None where it is none that can be read."""
    written = str(entry[name] or "").strip()
    for read in (dt.datetime.fromisoformat, email.utils.parsedate_to_datetime):
        try:
            moment = read(written)
        except ValueError:
            continue
        return moment.date().isoformat() if moment.tzinfo is None else moment.isoformat()
    parsed = entry.get(f"{name}_parsed")
    return dt.datetime.fromtimestamp(calendar.timegm(parsed), dt.UTC).isoformat() if parsed else None

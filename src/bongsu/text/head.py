"""What an HTML page says of itself: headline, dates, outlet and address, each with the place it was read from."""

import json
import re
from collections.abc import Iterator, Mapping

import htmldate
import msgspec
from lxml import html
from lxml.html import HtmlElement

from bongsu.model import Given
from bongsu.text.characters import bare, one_line
from bongsu.text.dates import parse_date

META: Mapping[str, tuple[str, ...]] = {
    "published": (
        *("article:published_time", "datepublished", "pubdate", "publish-date", "date.publish", "parsely-pub-date"),
        *("dc.date.issued", "dcterms.created", "sailthru.date", "date", "dc.date"),
    ),
    "updated": ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified"),
    "outlet": ("og:site_name", "application-name", "dc.publisher"),
    "url": ("og:url",),
    "title": ("og:title", "twitter:title", "dc.title"),
    "description": ("og:description", "description", "twitter:description"),
}
"""The names (property, name or itemprop) of ``<meta>`` elements, best first: Open Graph, schema.org, Dublin Core,
Parse.ly, Sailthru."""

JSON_LD: Mapping[str, str] = {
    "datePublished": "published",
    "dateModified": "updated",
    "headline": "title",
    "description": "description",
}
"""The properties of a schema.org article that are read."""

TIME: Mapping[str, re.Pattern[str]] = {
    "updated": re.compile(r"modified|updated", re.IGNORECASE),
    "published": re.compile(r"pubdate|published|entry-date", re.IGNORECASE),
}
"""What the itemprop, class or attribute of a ``<time>`` element has to name."""

_ARTICLE = re.compile(r"\w*Article$|(?:Live)?BlogPosting$|Report$|WebPage$")
_SITE_AFTER_TITLE = re.compile(r" [|\u2013\u2014-] ([^|\u2013\u2014]{2,40})$")
_DEEPEST = 4


class Head(msgspec.Struct, frozen=True):
    """What a page says of itself.

    Attributes:
        given: metadata by name, from the page's own statements.
        fallback: a publication date that the markup only implies; other evidence comes before it.
        descriptions: how the page sums itself up.
    """

    given: dict[str, Given]
    fallback: dict[str, Given]
    descriptions: tuple[str, ...]


def read_head(tree: HtmlElement) -> Head:
    """Read JSON-LD, ``<meta>``, ``<link>`` and ``<time>``, in this order: JSON-LD tells the article from the site."""
    found = [*_json_ld(tree), *_meta(tree), *_links(tree), *_times(tree)]
    given: dict[str, Given] = {}
    for name, value in found:
        words = one_line(value.value)
        if words and (name not in {"published", "updated"} or parse_date(words)):
            given.setdefault(name, Given(words, value.found))
    given.pop("description", None)
    if title := _title(tree, given):
        given["title"] = title
    fallback = {} if "published" in given else _implied_date(tree, given.get("url"))
    return Head(given, fallback, tuple(one_line(value.value) for name, value in found if name == "description"))


def _json_ld(tree: HtmlElement) -> Iterator[tuple[str, Given]]:
    for item in _articles(tree):
        for key, name in JSON_LD.items():
            if isinstance(value := item.get(key), str) and value.strip():
                yield name, Given(_unescaped(value), f"json-ld {key}")
        publisher = item.get("publisher")
        if isinstance(publisher, dict) and isinstance(site := publisher.get("name"), str):
            yield "outlet", Given(_unescaped(site), "json-ld publisher")


def _unescaped(value: str) -> str:
    """Return a JSON-LD string without the HTML that many pages leave in it."""
    return str(html.fragment_fromstring(value, create_parent="p").text_content()) if set(value) & set("&<") else value


def _articles(tree: HtmlElement) -> list[dict[str, object]]:
    """Return the JSON-LD objects that are articles, those that say so before mere web pages."""
    found = [
        item for script in tree.iterfind('.//script[@type="application/ld+json"]') for item in _objects(_json(script))
    ]
    typed = [(kind, item) for item in found if _ARTICLE.match(kind := _type(item))]
    return [item for _, item in sorted(typed, key=lambda pair: pair[0] == "WebPage")]


def _json(script: HtmlElement) -> object:
    """Return what a script element holds; None where it is no JSON: a page's ``<meta>`` elements still speak."""
    try:
        return json.loads(script.text or "", strict=False)
    except (ValueError, RecursionError):
        return None


def _type(item: dict[str, object]) -> str:
    kind = item.get("@type")
    return str(kind[0] if isinstance(kind, list) and kind else kind)


def _objects(value: object, depth: int = 0) -> Iterator[dict[str, object]]:
    if isinstance(value, list) and depth < _DEEPEST:
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph") if depth < _DEEPEST else None, depth + 1)


def _meta(tree: HtmlElement) -> Iterator[tuple[str, Given]]:
    said: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = element.get("content") or element.get("datetime") or ""
        for attribute in ("property", "name", "itemprop"):
            said.setdefault((element.get(attribute) or "").lower(), content)
    for name, keys in META.items():
        yield from ((name, Given(said[key], f"meta {key}")) for key in keys if said.get(key))


def _links(tree: HtmlElement) -> Iterator[tuple[str, Given]]:
    for link in tree.iterfind('.//link[@rel="canonical"]'):
        if (address := link.get("href") or "").startswith("http"):
            yield "url", Given(address, "link canonical")


def _times(tree: HtmlElement) -> Iterator[tuple[str, Given]]:
    for element in tree.iter("time"):
        marks = (
            f"{element.get('itemprop') or ''} {element.get('class') or ''} {'pubdate' * ('pubdate' in element.attrib)}"
        )
        for name, pattern in TIME.items():
            if mark := pattern.search(marks):
                yield name, Given(element.get("datetime") or element.text_content(), f"time {mark[0]}")
                break


def _implied_date(tree: HtmlElement, url: Given | None) -> dict[str, Given]:
    """Return the date that htmldate finds in markup and address, without its search for any date in the text.

    The first of January is what it makes of a mere year, so it is not taken. The latest date is written out,
    since htmldate's own is the clock's.
    """
    address = url.value if url else None
    day = htmldate.find_date(
        tree, extensive_search=False, original_date=True, url=address, min_date="1990-01-01", max_date="2100-01-01"
    )
    return {"published": Given(day, "htmldate")} if day and not day.endswith("-01-01") else {}


def _title(tree: HtmlElement, given: dict[str, Given]) -> Given | None:
    """Return the headline: the ``<h1>`` that the head's own title repeats, else that title without the site."""
    window = one_line(tree.findtext(".//title") or "")
    said = given.get("title") or Given(window, "title element")
    headings = [words for heading in tree.iter("h1") if len(bare(words := one_line(heading.text_content()))) > 8]
    claims = [bare(window), bare(said.value)]
    for words in headings:
        if any(bare(words) in claim for claim in claims) or (len(headings) == 1 and not any(claims)):
            return Given(words, "h1")
    site = _SITE_AFTER_TITLE.search(said.value)
    outlet = given["outlet"].value if "outlet" in given else ""
    if site and (said.found == "title element" or bare(site[1]) == bare(outlet)):
        said = Given(said.value[: site.start()], said.found)
    return said if said.value else None

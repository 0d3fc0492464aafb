"""Read a saved HTML page: its article, and what its head says of it.

trafilatura finds the article. Around it stands what it misses on pages of the press: furniture that carries a
class name for it is pruned first, prose outside of paragraph elements is set into them, and a standfirst above
the article is put back.
"""

from collections.abc import Iterable, Iterator

import trafilatura
from lxml import etree, html
from lxml.html import HtmlElement

from bongsu.errors import InputError
from bongsu.model import RawDocument
from bongsu.text.characters import bare, one_line, tidy
from bongsu.text.dates import datelined, stamped_lines
from bongsu.text.draft import Draft
from bongsu.text.furniture import load_rules
from bongsu.text.head import read_head

_INLINE = frozenset(
    {"a", "abbr", "b", "br", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong", "sub"}
    | {"sup", "time", "u"}
)
_CHROME = frozenset(
    {"aside", "button", "footer", "form", "head", "header", "nav", "noscript", "script", "select", "style", "template"}
)
_PRUNED = ("aside", "div", "figcaption", "footer", "ol", "p", "section", "span", "table", "ul")
_BLOCKS = ("article", "div", "main", "section", "td")
_PROSE = 80
"""Characters of a paragraph that is prose and no label."""

_SHORT = 500
"""Characters of an article that may be one that was missed."""

_LONGEST_STANDFIRST = 800
"""Characters, those of indentation too."""


def read_html(raw: RawDocument) -> Draft:
    """Return the article of a page and the metadata of its head.

    Raises:
        InputError: the page cannot be parsed, or no article is found in it.
    """
    tree = _parse(raw)
    head = read_head(tree)
    _prune(tree)
    _set_paragraphs(tree)
    paragraphs = _article(tree)
    if not paragraphs:
        raise InputError(raw.where, "HTML without an article", "save the page of one report, not a front page")
    standfirst = _standfirst(tree, head.descriptions)
    if standfirst and bare(standfirst) not in bare("".join(paragraphs)):
        paragraphs.insert(0, standfirst)
    given = {
        **datelined(paragraphs, "paragraph"),
        **head.fallback,
        **stamped_lines(paragraphs, "paragraph"),
        **head.given,
    }
    return Draft(tuple(paragraphs), given)


def _parse(raw: RawDocument) -> HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(raw.content.encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError:
        raise InputError(raw.where, "this HTML cannot be parsed", "save the page again, complete") from None


def _prune(tree: HtmlElement) -> None:
    """Drop the elements whose class or id has a token in the furniture table."""
    tokens = load_rules().class_
    whole = {token for token in tokens if not token.endswith("*")}
    openings = tuple(token[:-1] for token in tokens if token.endswith("*"))
    for element in list(tree.iter(*_PRUNED)):
        names = f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()
        if any(name in whole or name.startswith(openings) for name in names):
            element.drop_tree()


def _set_paragraphs(tree: HtmlElement) -> None:
    """Make paragraphs of prose that stands in no ``<p>``: bare between line breaks, or alone in a ``<div>``.

    trafilatura reads paragraphs; of pages that do without them it loses the first lines or the last.
    """
    for block in list(tree.iter(*_BLOCKS)):
        texts = [block.text or "", *(child.tail or "" for child in block)]
        if block.find("br") is not None and sum(len(text.strip()) for text in texts) >= 2 * _PROSE:
            _wrap(block)
        elif block.tag == "div" and _is_prose(block):
            block.tag = "p"


def _wrap(block: HtmlElement) -> None:
    """Set the text and the inline elements of a block into paragraphs, a new one at every line break."""
    children, text = list(block), block.text
    block.text = None
    for child in children:
        block.remove(child)
    paragraph = _new_paragraph(block, text)
    for child in children:
        tail, child.tail = child.tail, None
        if child.tag in _INLINE - {"br"}:
            paragraph.append(child)
            child.tail = tail
            continue
        if child.tag != "br":
            block.append(child)
        paragraph = _new_paragraph(block, tail)


def _new_paragraph(block: HtmlElement, text: str | None) -> HtmlElement:
    paragraph = html.Element("p")
    paragraph.text = text
    block.append(paragraph)
    return paragraph


def _article(tree: HtmlElement) -> list[str]:
    """Return the paragraphs that trafilatura finds; where they are a small part of the page's prose, that prose."""
    document = trafilatura.bare_extraction(tree, fast=True, include_comments=False)
    lines = [line for line in tidy(getattr(document, "text", None) or "").split("\n") if line]
    length = sum(map(len, lines))
    if length >= _SHORT:
        return lines
    prose = list(_prose(tree))
    return prose if 2 * length < sum(map(len, prose)) else lines


def _prose(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter():
        if (
            element.tag not in _INLINE
            and _is_prose(element)
            and all(up.tag not in _CHROME for up in _ancestors(element))
        ):
            yield one_line(element.text_content())


def _ancestors(element: HtmlElement) -> Iterator[HtmlElement]:
    yield element
    yield from element.iterancestors()


def _is_prose(element: HtmlElement) -> bool:
    """Say whether an element is a paragraph by its content: no block in it, some length, few words linked."""
    if any(child.tag not in _INLINE for child in element):
        return False
    words = len(" ".join(element.text_content().split()))
    linked = sum(len(" ".join(link.text_content().split())) for link in element.iter("a"))
    return words >= _PROSE and linked * 3 < words


def _standfirst(tree: HtmlElement, descriptions: Iterable[str]) -> str | None:
    """Return the standfirst: the element whose words the page gives as its description.

    The starts are compared, since descriptions are cut short.
    """
    wanted = tuple(start for words in descriptions if len(start := bare(words)[:_PROSE]) >= _PROSE / 2)
    for element in tree.iter("p", "h2", "h3", "div") if wanted else ():
        words = element.text_content() if len(element) <= 5 else ""
        if len(words) <= _LONGEST_STANDFIRST and bare(words[: 4 * _PROSE]).startswith(wanted):
            return one_line(words)
    return None

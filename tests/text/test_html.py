import json

import pytest

from bongsu.config import Settings
from bongsu.errors import InputError
from bongsu.model import RawDocument, Report, Stamp
from bongsu.text import clean

FIRST = "North Korea fired a ballistic missile into the sea off its east coast on Monday, the military in Seoul said."
SECOND = "It flew some 500 kilometers and fell outside of the exclusive economic zone, the ministry in Tokyo said."
THIRD = "Envoys of three states met in the evening and condemned the launch, the fourth of its kind in this year."
ARTICLE = f"<article><h1>Missile falls into the sea</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article>"
TEXT = f"{FIRST}\n{SECOND}\n{THIRD}"


def _page(body: str = ARTICLE, head: str = "<title>Missile falls into the sea - Example Daily</title>") -> Report:
    content = f"<!doctype html><html lang='en'><head>{head}</head><body>{body}</body></html>"
    return clean(RawDocument(where="a.html", media="text/html", content=content), Settings())


def _json_ld(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def test_reads_the_article_of_a_page() -> None:
    """The paragraphs are the text and the heading is the title."""
    report = _page()
    assert report.title == "Missile falls into the sea"
    assert report.text == TEXT
    assert report.language == "en"


@pytest.mark.parametrize(
    "furniture",
    [
        '<nav><a href="/">Home</a> <a href="/asia">All the news from Asia and the Pacific, every day</a></nav>',
        '<div class="newsletter-box"><p>Our best stories of the week come to you on each and every Friday.</p></div>',
        '<div class="related-posts"><p>A storm reaches the southern coast, and schools are closed.</p></div>',
        '<figure><img src="a.jpg"><figcaption class="photo-caption">Soldiers watch the sea</figcaption></figure>',
        "<p>Read more: A storm reaches the southern coast</p>",
        "<p>Copyright 2025 Example Daily. All rights reserved.</p>",
        "<script>document.write('<p>written</p>')</script><style>p { color: red }</style>",
        '<div id="comments"><p>I do not believe a word of this, and neither should anybody else here.</p></div>',
    ],
)
def test_furniture_of_a_page_is_no_text(furniture: str) -> None:
    """Navigation, boxes, captions, links, notices, scripts and comments are left out."""
    body = ARTICLE.replace(f"<p>{THIRD}</p>", f"{furniture}<p>{THIRD}</p>")
    assert _page(body).text == TEXT


def test_reads_an_article_written_with_line_breaks() -> None:
    """Text that stands bare between line breaks is text, its first and last line too."""
    prose = f"{FIRST}<br><br>{SECOND}<br><br>{THIRD} <b>Again</b>."
    body = f"<div id='content'><h1>Missile falls into the sea</h1>{prose}</div>"
    assert _page(body).text == f"{FIRST}\n{SECOND}\n{THIRD} Again."


def test_puts_the_standfirst_back() -> None:
    """What the page gives as its description and shows above the article is its first paragraph."""
    standfirst = "A launch during a visit of envoys shows how far the programme has come, say those who watch it."
    head = f'<meta property="og:description" content="{standfirst[:80]}\u2026">'
    body = f"<div class='top'><header><p>{standfirst}</p></header></div>{ARTICLE}"
    assert _page(body, head).text == f"{standfirst}\n{TEXT}"


def test_reads_prose_where_no_article_is_marked() -> None:
    """Where an extraction is a small part of the prose on the page, the prose is taken."""
    sections = "".join(
        f"<section><aside>Slide</aside><caption>{words}</caption></section>" for words in (FIRST, SECOND, THIRD)
    )
    assert _page(f"<main><p>Slides</p>{sections}</main>").text.endswith(TEXT)


def test_json_ld_tells_dates_outlet_and_headline() -> None:
    """What the page says as an article comes before what it says as a site."""
    ld = _json_ld(
        datePublished="2025-01-06T12:30:00+09:00",
        dateModified="2025-01-07",
        headline="Missile &amp; sea",
        publisher={"@type": "Organization", "name": "Example Daily"},
    )
    meta = '<meta property="article:published_time" content="2020-01-02"><meta property="og:site_name" content="Site">'
    report = _page(ARTICLE.replace("<h1>Missile falls into the sea</h1>", ""), ld + meta)
    assert report.published == Stamp("2025-01-06T12:30:00+09:00", "json-ld datePublished")
    assert report.updated == Stamp("2025-01-07", "json-ld dateModified")
    assert (report.outlet, report.title) == ("Example Daily", "Missile & sea")


@pytest.mark.parametrize(
    ("head", "body", "found"),
    [
        ('<meta property="article:published_time" content="2025-01-06">', "", "meta article:published_time"),
        ('<meta itemprop="datePublished" content="2025-01-06">', "", "meta datepublished"),
        ("", '<time class="entry-date" datetime="2025-01-06">Monday</time>', "time entry-date"),
        ("", "<p>Published: January 6, 2025</p>", "paragraph 2"),
        ('<link rel="canonical" href="https://example.com/2025/01/06/missile.html">', "", "htmldate"),
    ],
)
def test_a_date_says_where_it_was_found(head: str, body: str, found: str) -> None:
    """Each kind of evidence for the date is named."""
    assert _page(ARTICLE.replace("<p>", f"{body}<p>", 1), head).published == Stamp("2025-01-06", found)


@pytest.mark.parametrize(
    "body",
    [
        ARTICLE,
        ARTICLE + "<footer>\u00a9 2024 Example Daily</footer>",
        ARTICLE.replace("on Monday", "on January 6, 2025"),
    ],
)
def test_a_page_without_its_date_has_none(body: str) -> None:
    """No date is made of the clock, of a copyright year, or of a day in the story."""
    assert _page(body).published is None


def test_broken_json_ld_does_not_hide_the_meta_elements() -> None:
    """A page whose JSON-LD is broken, or nested without end, still has its other metadata."""
    broken = '<script type="application/ld+json">{"datePublished": </script>'
    deep = f'<script type="application/ld+json">{"[" * 50_000}</script>'
    head = f'{broken}{deep}<meta name="date" content="2025-01-06">'
    assert _page(head=head).published == Stamp("2025-01-06", "meta date")


def test_the_address_is_the_canonical_one() -> None:
    """The page's own address is kept, and tells a relayed wire."""
    report = _page(head='<link rel="canonical" href="https://example.com/wires/afp/1">')
    assert (report.url, report.upstream) == ("https://example.com/wires/afp/1", "Agence France-Presse")


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("", "HTML without an article"),
        ("<script>var a = 1;</script>", "HTML without an article"),
        ("<nav><a href='/'>Home</a></nav>", "nothing is left after page furniture was dropped"),
    ],
)
def test_a_page_without_an_article_is_an_error(body: str, problem: str) -> None:
    """An empty page, or one of links, is refused with its remedy."""
    with pytest.raises(InputError, match=rf"^a\.html: {problem}; .* the page of one report"):
        _page(body)

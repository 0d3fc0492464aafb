import base64
import hashlib
import os
import re
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bongsu.errors import OutputError
from bongsu.exports import files, page
from bongsu.model import Reading, Report

ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "</style><script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% for x in y %}",
    "<!-- <base href=//example.org>",
    "&lt;script&gt;&#60;",
    "\u202egnp\x1b[2J\x00",
)
VOID = {"meta", "br", "img", "link", "input", "hr"}


class Parsed(HTMLParser):
    """A page as a browser would take it apart: tags, attributes, the text, and whether every tag was closed."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag, which has to be the last one opened."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.words.append(data)

    @property
    def text(self) -> str:
        """All text together."""
        return "".join(self.words)

    def values(self, attribute: str) -> list[str]:
        """Return all values of an attribute."""
        return [attributes[attribute] for _, attributes in self.tags if attribute in attributes]


def harmless(parsed: Parsed) -> bool:
    """Say whether a page has nothing that can run, fetch or write."""
    tags = {tag for tag, _ in parsed.tags}
    attributes = {name for _, found in parsed.tags for name in found}
    allowed = all(re.match(r"#|https?://", address) for address in parsed.values("href"))
    return not (
        tags & {"script", "iframe", "object", "embed", "link", "base", "form", "img", "svg", "video", "audio"}
        or {name for name in attributes if name.startswith("on")}
        or attributes & {"src", "style", "srcset", "action"}
        or not allowed
    )


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_in_a_report_can_run(authored: Callable[[str, str], Reading], attack: str) -> None:
    """Markup in any field is shown as text, and the page has no script, no handler, no address that fetches."""
    parsed = Parsed(page.render([authored(attack, f"x {attack} y")], [attack]))
    assert harmless(parsed)
    assert parsed.open == []
    assert parsed.text.count(attack.strip("\u202e").partition("\x1b")[0]) >= 10


@given(words=st.text(min_size=1, max_size=60), text=st.text(min_size=1, max_size=120))
@settings(max_examples=40)
def test_no_text_breaks_the_page(authored: Callable[[str, str], Reading], words: str, text: str) -> None:
    """Whatever the fields hold, every tag is closed, nothing can run, and no control character is left."""
    html = page.render([authored(words, text)], [words])
    parsed = Parsed(html)
    assert parsed.open == []
    assert harmless(parsed)
    assert html.replace("\n", "").isprintable()


def test_every_link_has_a_target_and_every_target_is_unique(sea: Reading, quiet: Reading) -> None:
    """Values lead to their words and words to their values, two of the same report beside each other too."""
    parsed = Parsed(page.render([sea, quiet, sea]))
    targets = Counter(parsed.values("id"))
    assert set(targets.values()) == {1}
    inner = {address[1:] for address in parsed.values("href") if address.startswith("#")}
    assert inner <= set(targets)
    numbers = range(1, 14)
    assert {f"r{report}-{side}{number}" for report in (1, 3) for side in "cw" for number in numbers} <= inner


def test_events_are_linked_to_their_words_and_back(talks: Reading) -> None:
    """Each act leads to its trigger in the text, and the trigger is marked and leads to it."""
    html = page.render([talks])
    parsed = Parsed(html)
    inner = {address[1:] for address in parsed.values("href") if address.startswith("#")}
    assert {f"r1-{side}{number}" for side in "cw" for number in (1, 2, 3)} <= inner & set(parsed.values("id"))
    marked = re.findall(r'<a class="[^"]*\bwords\b[^"]*" href="#r1-c\d+">(.*?)</a>', html)
    assert marked == ["agreed", "arrest", "killed"]
    assert "possible, planned" in parsed.text
    assert "No launch found" in parsed.text


def test_claims_that_only_a_finding_knows_are_linked_too(sea: Reading) -> None:
    """A finding without a launch still shows its words."""
    parsed = Parsed(page.render([msgspec.structs.replace(sea, events=())]))
    inner = {address[1:] for address in parsed.values("href") if address.startswith("#")}
    assert inner <= set(parsed.values("id"))
    assert {"r1-c1", "r1-w1", "r1-c2", "r1-w2"} <= inner


def test_the_text_is_whole(sea: Reading) -> None:
    """Marks and numbers aside, the text on the page is the text of the report."""
    section = page.render([sea]).partition('aria-label="The text of the report"')[2].partition("</section>")[0]
    shown = re.sub(r'<a class="number.*?</a>', "", section.partition(">")[2])
    paragraphs = [Parsed(part).text for part in re.findall(r"<p dir=.auto.>.*?</p>", shown)]
    assert "\n".join(paragraphs) == sea.report.text


def test_a_text_without_a_used_word_is_folded(sea: Reading, quiet: Reading) -> None:
    """What no value rests on takes no room until it is asked for."""
    assert [tag for tag, _ in Parsed(page.render([quiet, sea])).tags].count("details") == 2  # the text, and the tables
    assert quiet.report.text in Parsed(page.render([quiet])).text


def test_the_policy_allows_the_style_and_nothing_else(sea: Reading) -> None:
    """The digest in the policy is that of the style sheet as it stands in the page."""
    html = page.render([sea])
    style = html.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policies = [found["content"] for tag, found in Parsed(html).tags if "http-equiv" in found]
    assert policies == [f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"]
    assert html.index("http-equiv") < html.index("<style>")


def test_links_out_tell_nothing(sea: Reading) -> None:
    """An address of the web is a link that sends no referrer; any other address is text."""
    parsed = Parsed(page.render([sea]))
    outward = [found for _, found in parsed.tags if found.get("href", "").startswith("http")]
    assert outward == [{"href": sea.report.url, "rel": "noopener noreferrer"}]
    assert ("meta", {"name": "referrer", "content": "no-referrer"}) in parsed.tags


def test_inputs_that_could_not_be_read_are_named(sea: Reading) -> None:
    """The page says how many are missing, and why."""
    text = Parsed(page.render([sea], ["a.jsonl:3: broken; mend it", "b: gone; look"])).text
    assert "2 inputs could not be read" in text
    assert "a.jsonl:3: broken; mend it" in text


def test_no_launch_is_not_the_same_as_not_read(quiet: Reading, foreign: Reading) -> None:
    """Each report says which it is, and in which language it stands."""
    html = page.render([quiet, foreign])
    assert "No launch found" in Parsed(html).text
    assert "language ja is not read yet" in Parsed(html).text
    assert {"en", "ja"} <= set(Parsed(html).values("lang"))


def test_the_same_readings_give_the_same_page(sea: Reading, quiet: Reading) -> None:
    """No clock and no chance is in the page."""
    assert page.render([sea, quiet]) == page.render([sea, quiet])


def test_headings_and_tables_have_their_structure(sea: Reading) -> None:
    """One main, a heading for each report, scopes on all table headings, for those who hear the page."""
    parsed = Parsed(page.render([sea, sea]))
    tags = Counter(tag for tag, _ in parsed.tags)
    assert (tags["main"], tags["article"]) == (1, 2)
    assert all(found.get("scope") for tag, found in parsed.tags if tag == "th")


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` (WCAG 2.2)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * channel for weight, channel in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("scheme", [0, 1])
@pytest.mark.parametrize(
    ("front", "back"),
    [
        ("ink", "ground"), ("ink", "sheet"), ("ink", "words"), ("ink", "quote"), ("ink", "lit"), ("soft", "ground"),
        ("link", "ground"), ("link", "sheet"), ("link", "quote"), ("good", "good-ground"), ("bad", "bad-ground"),
        ("open", "open-ground"),
    ],
)  # fmt: skip
def test_colours_can_be_told_apart(front: str, back: str, scheme: int) -> None:
    """Text has a contrast of at least 4.5 to its ground, in light and in dark (WCAG 2.2, 1.4.3)."""
    style = (Path(page.__file__).parent / "page.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", style.split(":root {")[scheme + 1]))
    light, dark = sorted((luminance(colours[front]), luminance(colours[back])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_a_page_is_written_whole(tmp_path: Path) -> None:
    """The file holds the page, and nothing is left beside it."""
    path = tmp_path / "a.html"
    page.write(path, "text", force=False)
    assert path.read_text(encoding="utf-8") == "text"
    assert list(tmp_path.iterdir()) == [path]


def test_a_page_is_not_overwritten_unless_forced(tmp_path: Path) -> None:
    """Without force the old file stays as it was."""
    path = tmp_path / "a.html"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(OutputError, match="the file exists"):
        page.write(path, "new", force=False)
    assert path.read_text(encoding="utf-8") == "old"
    page.write(path, "new", force=True)
    assert path.read_text(encoding="utf-8") == "new"


def test_text_that_cannot_be_written_leaves_the_old_page(tmp_path: Path) -> None:
    """A failure in the middle of writing changes nothing and leaves nothing beside it."""
    path = tmp_path / "a.html"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        page.write(path, "x" * 100_000 + "\ud800", force=True)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("name", "problem"), [("no/where.html", "no such folder"), (".", "not a regular file")])
def test_a_place_where_no_page_can_be_is_refused(tmp_path: Path, name: str, problem: str) -> None:
    """A missing folder, and a folder in place of a file, are named before any work is done."""
    with pytest.raises(OutputError, match=problem):
        files.check(tmp_path / name, force=True)


def test_a_device_is_not_replaced() -> None:
    """Even with force only regular files are replaced."""
    with pytest.raises(OutputError, match="not a regular file"):
        files.check(Path(os.devnull), force=True)


def test_what_is_not_known_is_said(quiet: Reading) -> None:
    """Without title, outlet, dates and language a report has a page, and nothing is invented."""
    parsed = Parsed(page.render([msgspec.structs.replace(quiet, report=Report.make(text="Nothing."))]))
    assert "Untitled" in parsed.text
    assert parsed.text.count("not known") == 3
    assert set(parsed.values("lang")) == {"en"}

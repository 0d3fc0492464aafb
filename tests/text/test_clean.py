import subprocess
import sys
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bongsu.config import Settings
from bongsu.errors import InputError
from bongsu.feeds.decode import decode, looks_like_html
from bongsu.model import Given, RawDocument, Report, Stamp
from bongsu.text import clean

SETTINGS = Settings()
TEXT = """North Korea fires missile as envoys meet

Published: January 6, 2025

SEOUL (Yonhap) -- North Korea fired a ballistic missile into the sea on Monday, the military in Seoul said.

It flew some 500 kilometers and fell outside of the zone, the ministry in Tokyo said.

Share this article

Leave a Reply

Your email address will not be published. Required fields are marked *
"""


def _raw(content: str, **given: str) -> RawDocument:
    return RawDocument(
        where="a.txt",
        media="text/plain",
        content=content,
        given={name: Given(value, f"json field {name}") for name, value in given.items()},
    )


def _again(report: Report) -> Report:
    """Return the report cleaned once more, with what is known of it given."""
    given = {name: value for name in ("title", "outlet", "url") if (value := getattr(report, name))}
    return clean(_raw(report.text, **given), SETTINGS)


def test_reads_a_plain_text() -> None:
    """Headline, date, wire and language are told, and furniture is no part of the text."""
    report = clean(_raw(TEXT), SETTINGS)
    assert report.title == "North Korea fires missile as envoys meet"
    assert report.text.split("\n") == [
        "SEOUL (Yonhap) -- North Korea fired a ballistic missile into the sea on Monday, the military in Seoul said.",
        "It flew some 500 kilometers and fell outside of the zone, the ministry in Tokyo said.",
    ]
    assert report.published == Stamp("2025-01-06", "line 3")
    assert (report.language, report.upstream, report.outlet, report.url) == ("en", "Yonhap", None, None)


def test_what_the_user_gives_outranks_the_rest() -> None:
    """An option comes before a field beside the text, and that before what the text says."""
    beside = _raw(TEXT, published="2025-01-05", outlet="Example Daily", title="Another title")
    settings = Settings(published="2025-01-07", outlet="Example Times", url="https://example.com/1")
    by_option, by_field = clean(beside, settings), clean(beside, SETTINGS)
    assert by_option.published == Stamp("2025-01-07", "option --published")
    assert (by_option.outlet, by_option.url) == ("Example Times", "https://example.com/1")
    assert by_field.published == Stamp("2025-01-05", "json field published")
    assert (by_field.outlet, by_field.title) == ("Example Daily", "Another title")


def test_a_title_that_the_text_repeats_is_no_part_of_it() -> None:
    """The given headline is dropped at the head of the text, however it is quoted there."""
    report = clean(
        _raw("\u2018Fire\u2019 seen over the sea\nA flash was seen at noon.", title="'Fire' seen over the sea"),
        SETTINGS,
    )
    assert report.text == "A flash was seen at noon."


def test_a_date_that_is_not_stated_is_not_known() -> None:
    """A date in the story is not when it was published."""
    report = clean(_raw("On January 6, 2025, a missile was fired. It fell into the sea."), SETTINGS)
    assert report.published is None
    assert report.updated is None


def test_the_outlet_is_told_by_the_address() -> None:
    """A known host names its outlet."""
    assert clean(_raw("A flash was seen.", url="https://www.bbc.com/news/1"), SETTINGS).outlet == "BBC"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("\u200b \u202e\n", "no text in it"),
        ("Advertisement\n\nShare this article\n", "nothing is left"),
        ("a" * 50, "longer than 40 characters"),
    ],
)
def test_a_text_that_cannot_be_read_is_an_error(content: str, problem: str) -> None:
    """Nothing, nothing but furniture, and too much are errors that name the place."""
    with pytest.raises(InputError, match=f"^a.txt: .*{problem}"):
        clean(_raw(content), Settings(max_characters=40))


def test_a_published_date_that_is_none_is_an_error() -> None:
    """A date that cannot be read is not left out in silence."""
    with pytest.raises(InputError, match=r"soon.*json field published.*is not a date"):
        clean(_raw(TEXT, published="soon"), SETTINGS)


def test_plain_text_loads_no_html_library() -> None:
    """The libraries for pages, and the language classifier, cost nothing where they are not needed."""
    code = (
        "import io, sys\n"
        "from bongsu.config import Settings\n"
        "from bongsu.feeds.files import read_sources\n"
        "from bongsu.text import clean\n"
        "raw = next(read_sources(['-'], sys.stdin.buffer, Settings()))\n"
        "assert clean(raw, Settings()).language == 'en'\n"
        "assert not {'lxml', 'trafilatura', 'htmldate', 'py3langid', 'numpy'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], input=TEXT.encode(), check=True)


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [*TEXT.split("\n"), "Related articles", "By Kim Example", "Save", "Read more: a test", "* * *"]
        ),
        st.text(max_size=40),
        st.text("abc .:-\u2014(\n", max_size=60),
    ),
    max_size=12,
).map("\n".join)


@settings(deadline=None)
@given(LINES)
@example("\x1b[2Jmissile \u202etest\u202c")
def test_any_text_is_a_report_or_an_error(content: str) -> None:
    """Whatever the text, it is read or refused, and nothing that steers a terminal is in the report."""
    try:
        report = clean(_raw(content, title=content), SETTINGS)
    except InputError:
        return
    shown = report.text.replace("\n", "") + (report.title or "")
    assert {unicodedata.category(char) for char in shown}.isdisjoint({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
    assert all(line and line == line.strip() for line in report.text.split("\n"))


@settings(deadline=None)
@given(LINES)
@example("A b c\nA b c\nThis is a longer line")
def test_cleaning_a_clean_text_changes_nothing(content: str) -> None:
    """The text of a report, read again, is the same text."""
    try:
        report = clean(_raw(content), SETTINGS)
    except InputError:
        return
    again = _again(report)
    assert (again.text, again.title, again.language) == (report.text, report.title, report.language)


@settings(deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200), LINES.map(lambda text: f"<html><body>{text}</body></html>".encode("utf-8", "replace"))
    )
)
@example(b"<html><p>\x00</p></html>")
@example(b"<html>" + b"<div>" * 3000 + b"deep")
def test_any_bytes_are_a_report_or_an_error(data: bytes) -> None:
    """Bytes that decode, as text or as a page, are a report or an error."""
    try:
        content = decode(data, "a.txt")
        media = "text/html" if looks_like_html(content) else "text/plain"
        report = clean(RawDocument(where="a.txt", media=media, content=content), SETTINGS)  # type: ignore[arg-type]
    except InputError:
        return
    assert report.text

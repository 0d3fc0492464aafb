"""What a report tells as its news, and what it only mentions."""

import pytest

from bongsu.fusion import Telling, is_history, is_news
from bongsu.model import EventType, Given, RawDocument
from bongsu.pipeline import Reader

FAR = "The budget of the city was debated for hours, and the mayor spoke of roads, schools and a new bridge. " * 5


def told(reader: Reader, kind: EventType, text: str, published: str | None = "2029-05-29") -> Telling:
    """Return the act of a type of which a report tells first."""
    given = {"published": Given(published, "test")} if published else {}
    reading = reader.read(RawDocument(where="a", media="text/plain", content=text, given=given))
    return next(Telling(reading.report, event) for event in reading.events if event.type == kind)


@pytest.mark.parametrize(
    ("kind", "text", "news"),
    [
        ("SANCTION", "The United States imposed sanctions on three Iranian companies. Tehran protested.", True),
        ("SANCTION", f"{FAR}The United States imposed sanctions on three Iranian companies.", False),
        ("SANCTION", f"{FAR}The United States imposed sanctions on three Iranian companies on Monday.", True),
        ("SANCTION", "The United States had imposed sanctions on three Iranian companies. Tehran protested.", False),
        (
            "SANCTION",
            "The United States imposed sanctions on three Iranian companies in 2012. Tehran protested.",
            False,
        ),
        ("SANCTION", "The United States may impose sanctions on three Iranian companies.", False),
        ("THREATEN", "Tehran criticised Washington's threats of war against Iran.", False),
    ],
)
def test_an_undated_act_is_news_where_the_report_opens_with_it(
    reader: Reader, kind: EventType, text: str, *, news: bool
) -> None:
    """Not where it is recalled, only named, dated to a year, possible, or far down and undated."""
    one = told(reader, kind, text)
    assert is_news(one.event, one.report) is news


def test_without_a_day_of_publication_nothing_undated_is_news(reader: Reader) -> None:
    """Nobody could say of when it is."""
    one = told(reader, "SANCTION", "The United States imposed sanctions on three Iranian companies.", None)
    assert not is_news(one.event, one.report)


def test_a_bare_year_is_history(reader: Reader) -> None:
    """A day is not."""
    year = told(reader, "SANCTION", "The United States imposed sanctions on Iran in 2012.")
    day = told(reader, "SANCTION", "The United States imposed sanctions on Iran on Monday.")
    assert (is_history(year.event), is_history(day.event)) == (True, False)

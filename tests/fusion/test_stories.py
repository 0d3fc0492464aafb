from hypothesis import given
from hypothesis import strategies as st

from bongsu.fusion import stories
from bongsu.model import Report, Stamp


def report(title: str, text: str, day: str = "2028-03-01") -> Report:
    """Return a report published on a day."""
    return Report.make(title=title, text=text, published=Stamp(day, "test"))


FERRY = [
    report("Ferry runs aground off Skarholm", "A ferry with 212 passengers ran aground off Skarholm on Monday night."),
    report(
        "Passengers rescued from Skarholm ferry", "Boats brought all passengers of a ferry aground off Skarholm ashore."
    ),
    report(
        "Skarholm ferry captain questioned", "Police questioned the captain of the ferry that ran aground at Skarholm."
    ),
]
CHEESE = [
    report(
        "Cheese judges honor Alpine dairy", "A dairy from the Alps won the gold medal for its cheese at the Berne fair."
    ),
    report(
        "Alpine cheese takes gold at Berne fair", "Judges at the fair in Berne gave the gold medal to an Alpine cheese."
    ),
]


def groups(reports: list[Report]) -> set[frozenset[str | None]]:
    """Return the headlines of each story."""
    titles = {one.id: one.title for one in reports}
    return {frozenset(titles[name] for name in group) for group in stories(reports)}


def test_reports_of_one_event_are_one_story() -> None:
    """In other words and under other headlines; another event is another story."""
    assert groups([*FERRY, *CHEESE]) == {frozenset(one.title for one in story) for story in (FERRY, CHEESE)}


def test_the_same_words_a_year_later_are_another_story() -> None:
    """Another ferry aground at the same place is not the ferry of last year."""
    again = report(FERRY[0].title or "", FERRY[0].text + " It was the second in two years.", "2029-03-01")
    assert frozenset({again.id}) in {frozenset(group) for group in stories([*FERRY, again])}


@given(st.permutations([*FERRY, *CHEESE]))
def test_the_order_does_not_matter(reports: list[Report]) -> None:
    """The same reports give the same stories."""
    assert stories(reports) == stories([*FERRY, *CHEESE])

import itertools

from hypothesis import given
from hypothesis import strategies as st

from bongsu.fusion import compare, copies, copy_groups
from bongsu.model import Report, Stamp

SENTENCES = [
    "A coastal town woke to sirens when a test of the warning system ran an hour early.",
    "The mayor said that nobody had told the harbor office of the change in the plan.",
    "Fishermen who had left before dawn turned their boats around and waited near the pier.",
    "A technician found that the clock of the central server had not been set to winter time.",
    "Parents kept their children at home until the school called to say that all was well.",
    "The ministry promised a report within two weeks and a second test before the spring.",
    "An insurer estimated that the lost morning had cost the fish market a third of its sales.",
    "Two years ago a real warning had reached the town eleven minutes after the wave.",
]
STORY = "\n".join(SENTENCES)
OTHERS = [
    "Sirens sounded in a coastal town on Monday, though there was no danger, officials said.",
    "The mayor blamed a clock that was an hour fast; the ministry spoke of human error.",
    "Boats came back to the pier, and the school opened late, residents told a local station.",
    "The warning system had been tested twice since a wave struck the town two years ago.",
]
OTHER = "\n".join(OTHERS)


def report(
    text: str,
    title: str | None = "Sirens wake a town",
    *,
    outlet: str | None = None,
    url: str | None = None,
    published: str = "2028-02-07",
) -> Report:
    """Return a report of a text."""
    return Report.make(text=text, title=title, outlet=outlet, url=url, published=Stamp(published, "test"))


def test_a_whole_copy_is_found() -> None:
    """The same text at another outlet, whatever its line breaks and case."""
    found = compare(report(STORY, outlet="One"), report(STORY.upper().replace("\n", " "), outlet="Two"))
    assert found is not None
    assert (found.how, found.contained, found.resemblance) == ("whole copy", 1.0, 1.0)


def test_a_new_headline_is_told_apart() -> None:
    """The text is the same and the headline is not."""
    found = compare(report(STORY), report(STORY, title="Town shaken by false alarm"))
    assert found is not None
    assert found.how == "new headline"
    assert "another headline" in found.reason


def test_a_shortened_copy_is_found() -> None:
    """Half of a report is a copy of it, although most of the longer one is missing."""
    found = compare(report(STORY), report("\n".join(SENTENCES[:4]), outlet="Two"))
    assert found is not None
    assert found.how == "shortened or extended"
    assert found.contained == 1.0
    assert found.resemblance < 0.6


def test_a_page_that_changes_is_an_update() -> None:
    """At one address a smaller share of the words is enough."""
    changed = "\n".join([*SENTENCES[:3], *OTHER.split("\n")])
    address = "https://www.example.org/town/sirens"
    later = report(changed, url="http://example.org/town/sirens/#top", published="2028-02-08")
    found = compare(report(STORY, url=address), later)
    assert found is not None
    assert (found.how, found.same_page) == ("same page later", True)
    assert compare(report(STORY), report(changed, outlet="Two")) is None


def test_another_report_of_the_same_event_is_no_copy() -> None:
    """Names and facts are shared; runs of words are not."""
    assert compare(report(STORY), report(OTHER, outlet="Two")) is None
    assert copies([report(STORY), report(OTHER, outlet="Two")]) == ()


def test_the_words_around_a_player_are_no_copy() -> None:
    """A few words that stand on every page of an outlet prove nothing under another headline."""
    words = "Chat with us below and see what else is happening in the world right now on our pages"
    assert compare(report(words), report(words, title="Minister resigns")) is None


def test_copies_of_copies_are_one_group() -> None:
    """A copy that was cut and one that lost its opening are found with the whole one between them."""
    three = [
        report(STORY),
        report("\n".join(SENTENCES[:6]), outlet="Two"),
        report("\n".join(SENTENCES[1:]), outlet="Three"),
    ]
    groups = copy_groups(copies([*three, report(OTHER, outlet="Four")]))
    assert groups == (tuple(sorted(one.id for one in three)),)


def test_a_hundred_copies_are_one_group() -> None:
    """More copies than are compared with each other are still one."""
    many = [report(STORY, outlet=f"Outlet {number}") for number in range(100)]
    assert len(copy_groups(copies(many))) == 1


@given(st.permutations(range(5)))
def test_the_order_does_not_matter(order: list[int]) -> None:
    """The pairs are the same, and the earlier report is the first of each."""
    texts = (STORY, STORY + "\nMore.", OTHER, "\n".join(SENTENCES[2:]), OTHER + "\nMore.")
    reports = [report(text, published=f"2028-02-{day:02}") for day, text in enumerate(texts, 1)]
    found = copies([reports[place] for place in order])
    assert found == copies(reports)
    days = {one.id: one.published.date for one in reports if one.published}
    assert all(days[one.first] < days[one.second] for one in found)


@given(st.lists(st.text(alphabet="abc \n", min_size=1, max_size=40), min_size=2, max_size=6, unique=True))
def test_pairs_in_a_set_are_those_of_two(texts: list[str]) -> None:
    """What is a copy in a set is one by itself, with the same figures."""
    reports = [report(text) for text in texts]
    by_id = {one.id: one for one in reports}
    for found in copies(reports):
        assert compare(by_id[found.first], by_id[found.second]) == found
    assert all(one.id != other.id for one, other in itertools.combinations(reports, 2))

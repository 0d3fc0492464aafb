import pytest

from bongsu.errors import InputError
from bongsu.model import Given, Stamp
from bongsu.text.dates import dated_line, datelined, parse_date, stamp, stamped_lines


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2025-01-06", "2025-01-06"),
        ("2017-09-15T06:57:00Z", "2017-09-15T06:57:00+00:00"),
        ("2017-09-15T06:57:00+09:00", "2017-09-15T06:57:00+09:00"),
        ("2017-09-15 06:57:00", "2017-09-15"),
        ("2016-11-09T00:00:00", "2016-11-09"),
        ("20170915", "2017-09-15"),
        ("September 15, 2017", "2017-09-15"),
        ("Sept. 5, 2016", "2016-09-05"),
        ("5 February 2016", "2016-02-05"),
        ("Fri, 15 Sep 2017 10:15:00 GMT", "2017-09-15T10:15:00+00:00"),
        ("Fri, 15 Sep 2017 10:15:00 +0900", "2017-09-15T10:15:00+09:00"),
        ("September 15, 2017 6:05 pm EDT", "2017-09-15T18:05:00-04:00"),
        ("12:30 AM KST, July 29, 2017", "2017-07-29T00:30:00+09:00"),
        ("10:15 AM ET, Fri September 15, 2017", "2017-09-15"),
    ],
)
def test_reads_a_date_at_the_precision_that_it_states(written: str, expected: str) -> None:
    """A clock time counts only with an offset that is known; otherwise the day is kept."""
    assert parse_date(written) == expected


@pytest.mark.parametrize(
    "written",
    ["", "yesterday", "09/15/2017", "2017", "May 2016", "February 30, 2016", "2017-13-01", "15", "1505433600"],
)
def test_never_guesses_a_date(written: str) -> None:
    """What is no date, or one that can be read in two ways, is none."""
    assert parse_date(written) is None


def test_reads_the_stamps_over_a_text() -> None:
    """A labelled date near the top is read, and its place is its line."""
    text = "A headline\n\nPublished: January 6, 2025\nUpdated 10:15 AM ET, Tue January 7, 2025\n\nThe text."
    assert stamped_lines(text.split("\n"), "line") == {
        "published": Given("2025-01-06", "line 3"),
        "updated": Given("2025-01-07", "line 4"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "January 6, 2025\nThe text.",
        "\n".join(["A line."] * 9) + "\nPublished: January 6, 2025",
        "In a study that was published on January 6, 2025, " + "the authors wrote of tests and " * 5,
        "Published: yesterday",
    ],
    ids=["no label", "far below", "a paragraph", "no date"],
)
def test_reads_no_other_date_as_a_stamp(text: str) -> None:
    """A date without a label, far below the top, or in a paragraph is not when the text was published."""
    assert stamped_lines(text.split("\n"), "line") == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A headline\n\n25, Jul. 2019\n\nThe text.", {"published": Given("2019-07-25", "line 3")}),
        ("A headline\n\nThu, 2019-07-25 19:34\n\nThe text.", {"published": Given("2019-07-25", "line 3")}),
        (
            "A headline\n\nThu. July 25, 2019, 7:34 pm UTC\n\nThe text.",
            {"published": Given("2019-07-25T19:34:00+00:00", "line 3")},
        ),
        ("2017-04-27\nThe text.", {"published": Given("2017-04-27", "line 1")}),
        ("Thursday, April 27, 2017\nThe text.", {"published": Given("2017-04-27", "line 1")}),
        ("It flew on 27 April 2017.\nThe text.", {}),
        ("2017-04-27\n2017-04-28\nThe text.", {}),
        ("\n".join(["A line."] * 9) + "\n2017-04-27", {}),
    ],
    ids=[
        "comma behind the day",
        "short weekday, hour",
        "instant",
        "digits",
        "weekday",
        "in a sentence",
        "two dates",
        "far below",
    ],
)
def test_a_line_that_is_a_date_is_when_the_text_was_published(text: str, expected: dict[str, Given]) -> None:
    """One line near the top that is a date and nothing else dates the text; a date in a line does not, nor do two."""
    assert dated_line(text.split("\n"), "line") == expected


def test_a_stamp_carries_where_it_was_found() -> None:
    """The Stamp keeps the place of the date."""
    assert stamp(Given("September 15, 2017", "json field date"), "a.txt") == Stamp("2017-09-15", "json field date")
    assert stamp(None, "a.txt") is None


def test_a_date_that_is_none_is_an_error() -> None:
    """The error names the file, the words and where they were found."""
    with pytest.raises(
        InputError, match=r'^a\.txt: "soon" \(option --published\) is not a date; write it as 2025-01-06'
    ):
        stamp(Given("soon", "option --published"), "a.txt")


def test_reads_the_day_of_a_dateline_with_its_year() -> None:
    """A dateline that gives day and year says when was written; one without a year does not."""
    dated = "ROME (World News / Wire - 3rd May, 2019) It rained."
    assert datelined(["A headline", dated], "line") == {"published": Given("2019-05-03", "line 2")}
    assert datelined(["ROME, May 3 (Reuters) - It rained on 5 May 2018."], "line") == {}

import pytest

from bongsu.text.plain import headline, paragraphs

BODY = "The missile was fired on Monday at noon and flew some 500 kilometers to the east, the military said."


def test_joins_hard_wrapped_lines() -> None:
    """A paragraph that an editor wrapped is one, and the headline over it another."""
    text = (
        "North Korea fires missile\n\n"
        "The missile was fired on Monday at noon and flew some 500\nkilometers to the east, the military in\n"
        "Seoul said.\n\n"
        "Nobody was hurt, it said, and no ship was near the place\nwhere the missile fell."
    )
    assert list(paragraphs(text)) == [
        "North Korea fires missile",
        "The missile was fired on Monday at noon and flew some 500 kilometers to the east, the military in Seoul said.",
        "Nobody was hurt, it said, and no ship was near the place where the missile fell.",
    ]


def test_keeps_lines_that_are_paragraphs() -> None:
    """Where a line feed ends each paragraph, none is joined."""
    text = f"A headline of some words\n{BODY}\nIt fell into the sea.\n{BODY}"
    assert list(paragraphs(text)) == text.split("\n")


def test_keeps_a_list_apart() -> None:
    """Lines that end as sentences do are no wrapped paragraph."""
    text = "Before\n\nA missile was seen at noon.\nA second one was seen at two.\nA third one fell at three.\n\nAfter"
    assert len(list(paragraphs(text))) == 5


@pytest.mark.parametrize(
    "line",
    [
        "North Korea fires ballistic missile as envoy meets officials",
        "\u2018Fire and fury\u2019: what the words mean",
        "Did North Korea fire a missile?",
        "3 missiles fired into the sea, Seoul says",
        "북한, 동해상으로 탄도미사일 발사",
    ],
)
def test_a_first_line_like_a_headline_is_one(line: str) -> None:
    """A short line that is no sentence, over a longer paragraph, is the headline."""
    assert headline([line, BODY]) == line


@pytest.mark.parametrize(
    "lines",
    [
        ["The missile fell into the sea.", BODY],
        ["SEOUL, Sept. 15 (Yonhap) -- North Korea fired a missile", BODY],
        ["By Kim Example, Example Daily", BODY],
        ["Seoul", BODY],
        ["and it fell into the sea", BODY],
        ["North Korea fires missile into sea"],
        ["North Korea fires missile into sea", "Short line"],
        [BODY * 3, BODY],
    ],
    ids=["sentence", "dateline", "byline", "one word", "small letter", "nothing below", "short below", "long"],
)
def test_other_first_lines_are_text(lines: list[str]) -> None:
    """A sentence, a dateline, a byline or a line alone is no headline."""
    assert headline(lines) is None


def test_the_headline_stands_below_a_date() -> None:
    """A first line that is a date is no headline; the line below it may be."""
    assert headline(["27 April 2017", "North Korea fires missile", BODY]) == "North Korea fires missile"

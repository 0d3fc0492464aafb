import re

import pytest

from bongsu.text.furniture import drop_furniture, is_furniture, load_rules

BODY = [
    "North Korea fired a ballistic missile on Monday, the military in Seoul said.",
    "It flew some 500 kilometers and fell into the sea, a spokesman told reporters at a briefing.",
    "The ministry in Tokyo said that no ship was damaged. Japan lodged a protest through its embassy.",
]


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "ADVERTISEMENT Continue reading the main story",
        "Share this article",
        "Share on Facebook",
        "Leave a Reply",
        "Your email address will not be published. Required fields are marked *",
        "Read more: What we know about the test",
        "Related: Envoys meet in Seoul",
        "READ MORE: Envoys meet in Seoul",
        "Sign up for our morning newsletter",
        "Get the Example Daily's headlines in your inbox every morning by signing up here",
        "Photo: Kim Example/Reuters",
        "Image copyright Getty Images Image caption Soldiers at the border",
        "Soldiers watch the border on Monday (Kim Example/AP)",
        "Copyright 2017 The Example Press. All rights reserved. This material may not be published.",
        "\u00a9 2020 Example Media Group",
        "Follow Kim Example on Twitter: @example",
        "By Kim Example, Example Daily",
        "FILE - In this Sept. 15, 2017, file photo, people watch a television news program in Seoul.",
        "Published: January 6, 2025",
        "Example News | Updated: 2017-09-15 17:52",
        "January 13, 2020 at 08:45 AM | categories: Asia | View Comments",
        "___",
        "12 comments",
        "Scroll down for video",
    ],
)
def test_furniture_is_dropped_wherever_it_stands(line: str) -> None:
    """A paragraph that is nothing but furniture goes, at the top, within the text and at its end."""
    assert drop_furniture([line, *BODY]) == BODY
    assert drop_furniture([BODY[0], line, *BODY[1:]]) == BODY
    assert drop_furniture([*BODY, line]) == BODY


@pytest.mark.parametrize(
    "line",
    [
        "He said: \u201cShare this with the world.\u201d",
        "Photos released by state media showed the leader watching the launch.",
        "The newspaper Rodong Sinmun published a photo of the missile on January 6, 2025.",
        "Read by an announcer on state television, the statement called the test a success.",
        "By Monday the missile had been recovered.",
        "Comments by the minister drew a protest.",
        "Related sanctions were lifted in 2018.",
        "A copy was seen by Reuters.",
        "Source: the missile came from a depot, a defector said, and was moved by train at night.",
        "More than 20 missiles were fired that year.",
        "Video from a fishing boat shows a flash in the sky.",
        "Updated missiles were shown at a parade on Friday.",
        "Two missiles.",
        "\u201cIt was a test,\u201d he said.",
        "Subscribers to a newsletter of the institute learned of it first, its director said.",
    ],
)
def test_sentences_that_resemble_furniture_are_kept(line: str) -> None:
    """Within the body and at its end, a sentence of the report is no furniture."""
    assert drop_furniture([*BODY[:2], line, BODY[2]]) == [*BODY[:2], line, BODY[2]]
    assert drop_furniture([*BODY, line]) == [*BODY, line]


def test_a_heading_of_furniture_takes_what_follows_along() -> None:
    """Below "Related articles" in the second half there is no report any more."""
    assert drop_furniture([*BODY, "Related articles", "A storm has reached the southern coast of the island."]) == BODY


def test_the_same_heading_near_the_top_takes_only_itself() -> None:
    """A share bar above the text does not cost the text."""
    assert drop_furniture(["Share this article", *BODY]) == BODY


@pytest.mark.parametrize(
    "line",
    ["The Example Press contributed to this report.", "With files from Reuters", "\u2014 Reuters", "Tags: Asia, tests"],
)
def test_sign_offs_go_from_the_end_only(line: str) -> None:
    """What signs a report off is furniture at its end."""
    assert drop_furniture([*BODY, line]) == BODY
    assert not is_furniture(line)


def test_furniture_inside_a_paragraph_parts_it() -> None:
    """What scrapers leave between two sentences goes, and the sentences are two paragraphs."""
    glued = f"{BODY[0]} Click to share on WhatsApp (Opens in new window) {BODY[1]}"
    assert drop_furniture([glued, BODY[2]]) == BODY


def test_the_patterns_have_no_groups_that_would_become_text() -> None:
    """A capturing group in an inline pattern would put furniture into the text."""
    assert all(re.compile(rule).groups == 0 for rule in load_rules().inline)

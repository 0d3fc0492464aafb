"""Who is named: states, organisations, office-holders and persons, as one mention each."""

import pytest

from bongsu.annotate.mentions import find_mentions
from bongsu.reference import Gazetteer


def named(gazetteer: Gazetteer, text: str) -> dict[str, tuple[str, str | None, str | None]]:
    """Words of each mention to its label, country and sector."""
    return {
        text[m.span.start : m.span.end]: (
            m.label,
            m.entity.country if m.entity else None,
            m.entity.sector if m.entity else None,
        )
        for m in find_mentions(text, gazetteer.find(text))
    }


@pytest.mark.parametrize(
    ("text", "words", "label", "country", "sector"),
    [
        ("South Korea's military said so.", "South Korea's military", "organisation", "KOR", "MIL"),
        ("The Japanese defence ministry said so.", "Japanese defence ministry", "organisation", "JPN", "MIL"),
        ("The foreign ministry of Pakistan said so.", "foreign ministry of Pakistan", "organisation", "PAK", "GOV"),
        ("Pyongyang denied it.", "Pyongyang", "actor", "PRK", "GOV"),
        ("Iranian state television showed it.", "Iranian state television", "outlet", "IRN", "JRN"),
        ("Yonhap reported it.", "Yonhap", "outlet", "KOR", "JRN"),
        ("U.S. Pacific Command tracked it.", "U.S. Pacific Command", "organisation", "USA", "MIL"),
        (
            "South Korean Foreign Minister Cho Tae-yul met him.",
            "South Korean Foreign Minister Cho Tae-yul",
            "person",
            "KOR",
            "GOV",
        ),
        (
            "Indian Defence Minister Rajnath Singh praised it.",
            "Indian Defence Minister Rajnath Singh",
            "person",
            "IND",
            "MIL",
        ),
    ],
)
def test_phrase_is_one_mention(  # noqa: PLR0913, PLR0917
    gazetteer: Gazetteer, text: str, words: str, label: str, country: str, sector: str
) -> None:
    """A country, its organ, a title and a name are one mention with one country and sector."""
    assert named(gazetteer, text)[words] == (label, country, sector)


def test_head_without_country_takes_the_last_one(gazetteer: Gazetteer) -> None:
    """A bare "the military" is the military that was named before; without one, its country is unknown."""
    text = "Japan's military saw it. The military gave no details."
    assert named(gazetteer, text)["military"][1] == "JPN"
    assert named(gazetteer, "The military gave no details.")["military"][1] is None
    assert named(gazetteer, "GAZA, May 4 (Reuters) - The military said so.")["military"][1] is None
    assert named(gazetteer, "Iran fired at Iraq, its military said.")["military"][1] == "IRN"


def test_body_of_the_state_named_last(gazetteer: Gazetteer) -> None:
    """Whose ministry "its" and "the country's" is: that of the state that was named last."""
    text = "Russia said it fired a missile. Its defence ministry gave the range. The country's space agency watched."
    found = named(gazetteer, text)
    assert (found["defence ministry"][1], found["space agency"][1]) == ("RUS", "RUS")


def test_abbreviation_that_the_text_defines(gazetteer: Gazetteer) -> None:
    """The meaning that a text gives an abbreviation stands before that of the tables."""
    text = "The Saudi Press Agency (SPA) reported it. SPA gave no details."
    assert named(gazetteer, text)["SPA"] == ("outlet", "SAU", "JRN")
    assert named(gazetteer, "The SPA met in Pyongyang.")["SPA"][1] == "PRK"


def test_surname_is_the_person_named_before(gazetteer: Gazetteer) -> None:
    """A surname alone is linked to its bearer, in Korean order too, and to nobody before him."""
    text = "Park spoke. Defence Minister Jeong Kyeong-doo of Seoul agreed, and Jeong left."
    mentions = find_mentions(text, gazetteer.find(text))
    by_words = [(text[m.span.start : m.span.end], m.entity.name if m.entity else None) for m in mentions]
    assert ("Jeong", "Jeong Kyeong-doo") in by_words
    assert "Park" not in [words for words, _ in by_words]


def test_country_and_verb_do_not_make_an_organ(gazetteer: Gazetteer) -> None:
    """The words "North Korea said officials" name a state and officials, not North Korean officials."""
    assert "North Korea said officials" not in named(gazetteer, "North Korea said officials had left.")

"""The check of named missiles on words as a report would have them."""

from collections.abc import Callable

import pytest

from bongsu.model import Finding

Said = Callable[..., list[Finding]]
FIRED = "North Korea fired {} on Monday, South Korea's military said."


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("a Hwasong-12 intermediate-range ballistic missile", "supported"),
        ("a Hwasong-12 ballistic missile", "supported"),
        ("an intercontinental ballistic missile (ICBM) called Hwasong-15", "supported"),
        ("a Hwasong-15 missile, an intercontinental ballistic missile,", "supported"),
        ("its largest intercontinental ballistic missile, the Hwasong-15,", "supported"),
        ("a Hwasong-12 medium-range ballistic missile", "cannot tell"),  # lines are drawn elsewhere
        ("a Hwasong-12 cruise missile", "contradicted"),
        ("a Hwasong-15 short-range ballistic missile", "contradicted"),
    ],
)
def test_the_class_beside_a_name(said: Said, words: str, verdict: str) -> None:
    """The class of the table is supported, a cruise missile is no ballistic one, and near classes are left open."""
    (finding,) = said("system", FIRED.format(words))
    assert (finding.verdict, len(finding.quotes)) == (verdict, 1)
    assert "nagix" in finding.message


@pytest.mark.parametrize(
    "words",
    [
        "a Hwasong-12 missile",  # no class
        "a Hwasong-12 and a cruise missile",  # of another
        "a missile like the Hwasong-12 after a short-range ballistic missile",
        "cruise missiles, Hwasong-12 rockets, drones",
        "Hwasong-12 missiles, cruise missiles",
    ],
)
def test_other_words_are_no_class_of_it(said: Said, words: str) -> None:
    """A class of another missile is not held against the one that is named."""
    assert said("system", FIRED.format(words)) == []


def test_the_named_missile_tells_the_law_its_kind(said: Said) -> None:
    """A launch whose kind no word tells is of the kind of the missile that is named."""
    (finding,) = said("law", FIRED.format("a Hwasong-12 missile"))
    assert "a ballistic launch by North Korea" in finding.message
    assert said("law", FIRED.format("a missile")) == []

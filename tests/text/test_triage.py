import pytest
from hypothesis import given
from hypothesis import strategies as st

from bongsu.text.triage import load_triage, triage

LAUNCH = "North Korea fired a projectile into the sea off its east coast on Friday, the military of the South said."
TALKS = "The foreign minister said at the summit that the sanctions of the Security Council would be kept in place."
GARDEN = "The garden is at its best in June, when the roses are in bloom and the gates are open to the public."
STARTUP = "The startup said that it was launching a new album service for the smartphone, and that it would be free."


@pytest.mark.parametrize(
    "words",
    ["fired a ballistic missile", "test-fired a rocket", "tested a Hwasong-18", "put a spy satellite into orbit"],
)
def test_a_launch_passes(words: str) -> None:
    """In whatever words it is told, in the headline or in the text."""
    told = f"The state media said that the North {words} on Friday and that it was a success."
    assert "launch" in triage(None, told).subjects
    assert "launch" in triage(told, GARDEN).subjects


def test_what_counted_is_named() -> None:
    """The words that let a page pass, and their sum."""
    found = triage(None, LAUNCH)
    assert found.subjects == ("launch",)
    assert {"fired", "projectile"} <= set(found.words)
    assert found.scores["launch"] >= load_triage().subjects["launch"].needed


def test_what_states_say_is_for_the_record_and_no_launch() -> None:
    """Sanctions and summits are read, and are not taken for a launch."""
    assert triage(None, TALKS).subjects == ("reactions",)


@pytest.mark.parametrize("text", [GARDEN, STARTUP])
def test_unrelated_news_does_not_pass(text: str) -> None:
    """A launch of a product, and news of gardens, are not for the record."""
    found = triage(None, text)
    assert found.english
    assert not found.passes


@pytest.mark.parametrize(
    "text", ["북한이 미사일을 발사했다.", "Die Regierung hat am Freitag ein neues Gesetz beschlossen.", ""]
)
def test_what_cannot_be_judged_passes(text: str) -> None:
    """The table has English words alone: a page in another language is never lost by it."""
    found = triage(None, text)
    assert (found.subjects, found.english, found.passes) == ((), False, True)


@given(st.text(), st.text())
def test_words_of_a_launch_are_found_in_any_company(before: str, after: str) -> None:
    """No text around a report of a launch keeps it from passing, unless it speaks of something else."""
    found = triage(None, f"{before}\n{LAUNCH} Two ballistic missiles were seen.\n{after}")
    assert "launch" in found.subjects

"""Why an event is one: over sentences of our own."""

from collections.abc import Callable

import pytest

from bongsu.annotate import Engine, annotate
from bongsu.coding.events import CoderRules, code_events, consider
from bongsu.coding.explain import explain
from bongsu.coding.joining import join
from bongsu.coding.launch import CodingRules, find_launches
from bongsu.explained import Explanation, Stopped
from bongsu.model import Report, Stamp
from bongsu.reference import Gazetteer

Why = Callable[[str], tuple[tuple[Explanation, ...], tuple[Stopped, ...]]]


@pytest.fixture
def why(account_rules: CodingRules, coder: CoderRules, gazetteer: Gazetteer, engine: Engine) -> Why:
    """Return an explainer of texts published on Monday, 6 January 2025."""

    def explained(text: str) -> tuple[tuple[Explanation, ...], tuple[Stopped, ...]]:
        report = Report.make(text=text, language="en", published=Stamp("2025-01-06", "test"))
        annotation = annotate(report, gazetteer, engine)
        found = consider(annotation, coder)
        launches = find_launches(annotation, account_rules, [one.event for one in found if one.event is not None])
        events, stopped = explain(annotation, launches, found, coder)
        assert [one.event for one in events] == list(join(launches, code_events(annotation, coder)))
        return events, stopped

    return explained


def paths(explained: Explanation) -> dict[str, tuple[str, str | None]]:
    """Return the words and the path of each slot of an event that was told once."""
    (telling,) = explained.tellings
    return {filling.slot: (filling.words.quote, filling.path) for filling in telling.fillings}


def test_roles_name_their_words_and_paths(why: Why) -> None:
    """Subject and object of a verb, by the paths of its row."""
    (event,), _ = why("Japan condemned North Korea on Monday.")
    found = paths(event)
    assert found["actor"] == ("Japan", "subj+")
    assert found["recipient"] == ("North Korea", "obj+")
    assert found["time"] == ("Monday", None)
    row = event.tellings[0].row
    assert row is not None
    assert (row.table, row.part) == ("events.yaml", "verbs")
    assert "condemn" in row.words


def test_content_names_its_path(why: Why) -> None:
    """What is agreed stands behind the verb."""
    (event,), _ = why("Japan agreed to share data with South Korea.")
    words, path = paths(event)["content"]
    assert words.startswith("to share data")
    assert path is not None


def test_certainty_has_the_words_that_lessen_it(why: Why) -> None:
    """The word for what is possible is a reason, and so is what else bears on it."""
    (event,), _ = why("North Korea may withdraw its troops from Russia, Seoul said.")
    telling = event.tellings[0]
    assert telling.factuality.certainty == "possible"
    assert "may" in {reason.words.quote for reason in telling.reasons}
    assert telling.attribution.cue is not None
    assert telling.attribution.cue.quote == "said"


def test_an_account_is_explained_by_every_telling_that_joined_it(why: Why) -> None:
    """Each with its own row and sentence."""
    first = "North Korea fired a ballistic missile from Sunan on Monday. "
    (account,), _ = why(first + "The North fired the missile at 6:42 a.m., Tokyo said.")
    assert account.event.is_account
    assert [telling.trigger.quote for telling in account.tellings] == ["fired", "fired"]


def test_what_is_stopped_says_why(why: Why) -> None:
    """A word of a row without what the row asks for."""
    events, stopped = why("The launch was condemned in strong words.")
    assert {one.trigger.quote for one in stopped} | {e.event.trigger.quote for e in events} >= {"launch", "condemned"}
    assert all(one.veto and not one.veto.startswith("row events") for one in stopped)

"""What a language model tells, held against the report and against bongsu's own events."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.scripted import event

from bongsu.annotate import Engine, annotate
from bongsu.coding.answer import Told
from bongsu.coding.endpoint import Weighed, weigh
from bongsu.coding.events import CoderRules, code_events, load_coder
from bongsu.coding.joining import join
from bongsu.coding.launch import CodingRules, find_launches
from bongsu.model import Event, Mention, Report, Slot, Stamp
from bongsu.reference import Gazetteer

Weigh = Callable[..., tuple[tuple[Event, ...], Weighed]]

TEXT = (
    "Kenya bamboozled Uganda on Monday, Cairo said.\n"
    "Japan condemned the North's launch and its talks with Russia, and the talks ended in Geneva.\n"
    "Rwanda may hoodwink Burundi next week.\n"
    "It was cold."
)


@pytest.fixture
def weighed(gazetteer: Gazetteer, engine: Engine, coder: CoderRules, account_rules: CodingRules) -> Weigh:
    """Weigh what a model tells of a text: the events without it, and with it. The model of acts has no say here."""

    def run(
        text: str, *told: dict[str, Any], least: float = 0.0, rules: CoderRules = coder
    ) -> tuple[tuple[Event, ...], Weighed]:
        report = Report.make(text=text, language="en", published=Stamp("2025-01-06", "test"))
        annotation = msgspec.structs.replace(annotate(report, gazetteer, engine), proposals=None)
        launches = find_launches(annotation, account_rules)
        own = join(launches, code_events(annotation, rules, least=least))
        items = [msgspec.convert(one, Told) for one in told]
        return own, weigh(annotation, rules, launches, own, items, dropped=Counter(), least=least)

    return run


def added(found: Weighed) -> Event:
    """Return the one event that only the model found."""
    (one,) = (event for event in found.events if event.is_asked)
    return one


def words(found: Event, slot: Slot, text: str = TEXT) -> list[str]:
    """Return the words in a slot."""
    return [text[claim.value.span.start : claim.value.span.end] for claim in found.claims if claim.slot == slot]


def bare(events: Sequence[Event]) -> list[Event]:
    """Return events without what the model makes of them."""
    return [msgspec.structs.replace(event, endpoint=None) for event in events if not event.is_asked]


def test_what_only_the_model_finds_is_added_and_says_so(weighed: Weigh) -> None:
    """Its words, roles, time and speaker are of the report, its entities of the tables, and nobody counted how sure."""
    told = event(1, "ACCUSE", "bamboozled", mode="allege", actors=["Kenya"], recipients=["Uganda"], speaker="Cairo")
    own, found = weighed(TEXT, told)
    one = added(found)
    assert (one.type, one.mode, one.trigger.quote) == ("ACCUSE", "allege", "bamboozled")
    assert (one.rule, one.confidence, one.intensity) == ("endpoint:ACCUSE:bamboozled", None, -3.5)
    assert (words(one, "actor"), words(one, "recipient"), words(one, "time")) == (["Kenya"], ["Uganda"], ["Monday"])
    countries = [value.entity.country for value in values(one) if value.entity]
    assert countries == ["KEN", "UGA"]
    speaker = one.claims[0].attribution.speaker
    assert speaker is not None
    assert TEXT[speaker.span.start : speaker.span.end] == "Cairo"
    assert (found.agreed, found.differing, found.added, found.dropped) == (0, 0, 1, {})
    assert bare(found.events) == list(own)


def values(found: Event) -> list[Mention]:
    """Return who takes part."""
    return [claim.value for claim in found.claims if isinstance(claim.value, Mention)]


def test_an_own_event_that_the_model_names_stays_as_it_is(weighed: Weigh) -> None:
    """It says that the model agrees, or which other type the model gives it; agreement wins."""
    own, found = weighed(TEXT, event(2, "ACCUSE", "condemned", actors=["Rwanda"]))
    (named,) = (one for one in found.events if one.endpoint is not None)
    assert (named.trigger.quote, named.endpoint, found.agreed) == ("condemned", "ACCUSE", 1)
    assert bare(found.events) == list(own)
    for told in (
        [event(2, "REJECT", "condemned")],
        [event(2, "REJECT", "condemned"), event(2, "THREATEN", "condemned")],
    ):
        _, found = weighed(TEXT, *told)
        assert (found.agreed, found.differing, found.added) == (0, 1, 0)
    _, found = weighed(TEXT, event(2, "ACCUSE", "condemned"), event(2, "REJECT", "condemned"))
    assert (found.agreed, found.differing) == (1, 0)


def test_events_stay_in_the_order_of_the_text(weighed: Weigh) -> None:
    """What is added stands where its words do, behind the launch accounts."""
    text = "Kenya condemned Uganda. Rwanda bamboozled Burundi. Japan condemned China."
    _, found = weighed(text, event(2, "ACCUSE", "bamboozled", actors=["Rwanda"]))
    assert [one.trigger.quote for one in found.events] == ["condemned", "bamboozled", "condemned"]
    launch = "North Korea fired a ballistic missile on Monday, Seoul said."
    _, found = weighed(f"Rwanda bamboozled Burundi. {launch}", event(1, "ACCUSE", "bamboozled", actors=["Rwanda"]))
    assert [one.is_account for one in found.events] == [True, False]


def test_a_launch_that_an_account_tells_of_is_not_told_twice(weighed: Weigh) -> None:
    """The account says that the model agrees, wherever in the report it takes it from, and gets no claim of it."""
    text = (
        "North Korea fired a ballistic missile on Monday, South Korea's military said. "
        "The North launched it from Sunan, and Japan hailed the liftoff."
    )
    for told in (
        event(1, "LAUNCH", "fired", actors=["North Korea"]),
        event(2, "LAUNCH", "launched", actors=["The North"]),
        event(2, "LAUNCH", "liftoff", actors=["The North"]),
    ):
        own, found = weighed(text, told)
        assert (found.agreed, found.added, found.dropped) == (1, 0, {})
        assert [one.endpoint for one in found.events if one.is_account] == ["LAUNCH"]
        assert bare(found.events) == list(own)


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (event(0, "ACCUSE", "bamboozled", actors=["Kenya"]), "event: no such sentence"),
        (event(99, "ACCUSE", "bamboozled", actors=["Kenya"]), "event: no such sentence"),
        (event(2, "ACCUSE", "bamboozled", actors=["Japan"]), "trigger: not in the sentence"),
        (event(1, "ACCUSE", "bamboozle", actors=["Kenya"]), "trigger: not in the sentence"),
        (event(1, "ACCUSE", "Bamboozled", actors=["Kenya"]), "trigger: not in the sentence"),
        (event(1, "ACCUSE", "", actors=["Kenya"]), "trigger: not in the sentence"),
        (event(1, "ACCUSE", ".*", actors=["Kenya"]), "trigger: not in the sentence"),
        (event(2, "CONSULT", "talks", actors=["Japan"]), "trigger: more than once in the sentence"),
        (event(2, "CONSULT", "talks#3", actors=["Japan"]), "trigger: not in the sentence"),
        (event(1, "ACCUSE", "bamboozled"), "event: nobody takes part"),
        (
            event(1, "ACCUSE", "bamboozled Uganda on Monday, Cairo said", actors=["Kenya"]),
            "event: a trigger of more than 4 words",
        ),
        (
            event(3, "ACCUSE", "hoodwink", actors=["Rwanda"], speaker="Kigali"),
            "event: its speaker is not in the sentence",
        ),
        (event(3, "ACCUSE", "hoodwink", actors=["Rwanda"], speaker="next"), "event: its speaker is nobody"),
    ],
)
def test_what_has_no_words_of_its_own_is_dropped_and_counted(weighed: Weigh, told: dict[str, Any], reason: str) -> None:
    """An event without its words, or whose source has none, is none; bongsu's own are as they were."""
    own, found = weighed(TEXT, told)
    assert found.dropped == {reason: 1}
    assert (found.added, list(found.events)) == (0, list(own))


@pytest.mark.parametrize(
    ("field", "quote", "reason"),
    [
        ("actors", "Cairo", None),
        ("actors", "Cair", "actor: not in the sentence"),
        ("actors", "Tanzania", "actor: not in the sentence"),
        ("actors", "Monday", "actor: nobody"),
        ("actors", "on", "actor: nobody"),
        ("actors", "Kenya", "actor: told twice"),
        ("recipients", "Kenya", "recipient: told twice"),
        ("recipients", "Japan", "recipient: not in the sentence"),
    ],
)
def test_a_field_without_its_words_is_dropped_and_the_event_stays(
    weighed: Weigh, field: str, quote: str, reason: str | None
) -> None:
    """Each role counts by itself."""
    told = event(1, "ACCUSE", "bamboozled", **{"actors": ["Kenya"], field: [*(["Kenya"] * (field == "actors")), quote]})
    _, found = weighed(TEXT, told)
    assert found.dropped == ({} if reason is None else {reason: 1})
    assert words(added(found), "actor") == (["Kenya"] if reason is not None else ["Kenya", "Cairo"])
    assert words(added(found), "recipient") == []


def test_a_mode_that_its_type_does_not_have_is_dropped(weighed: Weigh) -> None:
    """The codebook has no such mode; the event stands without one."""
    _, found = weighed(TEXT, event(1, "ACCUSE", "bamboozled", mode="ballistic", actors=["Kenya"]))
    assert (added(found).mode, found.dropped) == (None, {"mode: none of its type": 1})


def test_the_second_of_the_same_words_can_be_meant(weighed: Weigh) -> None:
    """A number behind the quote says which."""
    text = "Rwanda saw the shenanigans as Burundi saw the shenanigans."
    for number in (1, 2):
        _, found = weighed(text, event(1, "CONSULT", f"shenanigans#{number}", actors=["Rwanda"]))
        where = added(found).trigger.span.start
        assert where == [text.index("shenanigans"), text.rindex("shenanigans")][number - 1]


def test_the_same_words_are_told_of_once(weighed: Weigh) -> None:
    """A second event at the same trigger is none, whatever its type."""
    told = [event(1, kind, "bamboozled", actors=["Kenya"]) for kind in ("ACCUSE", "COERCE", "ACCUSE")]
    _, found = weighed(TEXT, *told)
    assert (added(found).type, found.dropped) == ("ACCUSE", {"event: told twice": 2})


@pytest.mark.parametrize(
    ("told", "how"),
    [
        ({}, ("possible", "affirmed", "planned")),
        ({"certainty": "uncommitted", "status": "conditional"}, ("uncommitted", "affirmed", "planned")),
        ({"polarity": "denied"}, ("possible", "denied", "planned")),
    ],
)
def test_nothing_is_surer_than_its_words(weighed: Weigh, told: dict[str, str], how: tuple[str, str, str]) -> None:
    """What the syntax says of "may … next week" holds against a model that takes it for a fact, and the other way."""
    _, found = weighed(TEXT, event(3, "COERCE", "hoodwink", actors=["Rwanda"], recipients=["Burundi"], **told))
    fact = added(found).claims[0].factuality
    assert (fact.certainty, fact.polarity, fact.status) == how


def test_a_source_that_the_model_leaves_out_is_found_by_the_syntax(weighed: Weigh) -> None:
    """An event never becomes the report's own word by what a model does not say."""
    _, found = weighed(TEXT, event(1, "ACCUSE", "bamboozled", actors=["Kenya"], speaker=None))
    speaker = added(found).claims[0].attribution.speaker
    assert speaker is not None
    assert TEXT[speaker.span.start : speaker.span.end] == "Cairo"


def test_whoever_asks_for_confidence_gets_no_event_of_the_model(weighed: Weigh) -> None:
    """Nobody has counted how often such events are right, so they have none; what is noted on bongsu's own stays."""
    told = [event(1, "ACCUSE", "bamboozled", actors=["Kenya"]), event(2, "ACCUSE", "condemned", actors=["Japan"])]
    own, found = weighed(TEXT, *told, least=0.01)
    assert (found.agreed, found.added, found.dropped) == (1, 0, {"event: less confidence than is asked for": 1})
    assert bare(found.events) == list(own)


def test_a_row_of_the_users_has_the_last_word(weighed: Weigh, tmp_path: Path) -> None:
    """What the user's table takes for no act, no model makes one."""
    table = "verbs:\n- {words: bamboozle, type: NONE, needs: nothing}\n"
    (tmp_path / "events.yaml").write_text(table, encoding="utf-8")
    told = event(1, "ACCUSE", "bamboozled", actors=["Kenya"])
    _, found = weighed(TEXT, told, rules=load_coder(tmp_path))
    assert found.dropped == {"event: a row of the user's says that it is none": 1}


_QUOTES = st.sampled_from([*TEXT.split(), "Kenya", "Uganda", "talks#2", "the North", "\n", "", "Cairo said", "\x00"])


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    st.lists(
        st.builds(
            event,
            st.integers(-1, 6),
            st.sampled_from(["ACCUSE", "LAUNCH", "AGREE", "CONSULT", "RETREAT"]),
            _QUOTES | st.text(max_size=5),
            actors=st.lists(_QUOTES, max_size=3),
            recipients=st.lists(_QUOTES, max_size=3),
            speaker=st.none() | _QUOTES,
            status=st.sampled_from(["happened", "planned"]),
        ),
        max_size=6,
    )
)
def test_whatever_a_model_tells_bongsus_own_events_stay(weighed: Weigh, told: list[dict[str, Any]]) -> None:
    """Own events neither change nor vanish nor move, and every word of an added one stands in its sentence."""
    own, found = weighed(TEXT, *told)
    assert bare(found.events) == list(own)
    assert len({one.id for one in found.events}) == len(found.events)
    for one in found.events:
        for claim in one.claims:
            assert claim.value.span in claim.evidence.span
            assert TEXT[claim.evidence.span.start : claim.evidence.span.end] == claim.evidence.quote

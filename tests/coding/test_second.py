"""What the model of acts adds where the tables are silent, and what it may not change."""

import msgspec
import pytest

from bongsu.annotate import Engine, annotate
from bongsu.coding.events import CoderRules, code_events
from bongsu.coding.explain import explain
from bongsu.coding.second import Opinions
from bongsu.model import Annotation, Event, EventType, Mention, Proposal, Report, Slot
from bongsu.reference import Gazetteer


@pytest.fixture
def annotated(gazetteer: Gazetteer, engine: Engine) -> Annotation:
    """A sentence whose verb no row of the tables names."""
    report = Report.make(text="Kenya bamboozled Uganda on Monday.", language="en")
    return annotate(report, gazetteer, engine)


def proposing(annotation: Annotation, *types: tuple[EventType, float]) -> Annotation:
    """Return the annotation with one proposal: the second word, by the first to the third."""
    proposal = Proposal(1, types, ((0, 0.9),), ((2, 0.8),))
    return msgspec.structs.replace(annotation, proposals=(proposal,))


def who(event: Event, slot: Slot) -> list[str | None]:
    """Return the states in a slot."""
    values = (claim.value for claim in event.claims if claim.slot == slot)
    return [value.entity.country for value in values if isinstance(value, Mention) and value.entity is not None]


def test_an_act_that_no_row_names_is_proposed(annotated: Annotation, coder: CoderRules) -> None:
    """The model's act has its type and roles, and its rule says whose it is."""
    (event,) = code_events(proposing(annotated, ("ACCUSE", 0.9)), coder)
    assert (event.type, event.trigger.quote) == ("ACCUSE", "bamboozled")
    assert (who(event, "actor"), who(event, "recipient")) == (["KEN"], ["UGA"])
    assert event.rule.startswith("acts:")


def test_an_unsure_proposal_is_none(annotated: Annotation, coder: CoderRules) -> None:
    """Below the threshold nothing is proposed."""
    assert code_events(proposing(annotated, ("ACCUSE", 0.3)), coder) == ()


def test_a_proposal_with_nobody_in_it_is_none(annotated: Annotation, coder: CoderRules) -> None:
    """An act without an actor and a recipient is no event."""
    bare = msgspec.structs.replace(annotated, proposals=(Proposal(1, (("ACCUSE", 0.9),), (), ()),))
    assert code_events(bare, coder) == ()


def test_a_row_outranks_the_model(gazetteer: Gazetteer, engine: Engine, coder: CoderRules) -> None:
    """A launch at nobody stays a launch, however sure the model is of an attack."""
    report = Report.make(text="Iran fired a missile into the sea.", language="en")
    annotation = proposing(annotate(report, gazetteer, engine), ("ASSAULT", 0.99))
    assert [event.type for event in code_events(annotation, coder)] == ["LAUNCH"]


def test_an_explanation_names_the_model(annotated: Annotation, coder: CoderRules) -> None:
    """An event without a row says so."""
    (one,), _ = explain(proposing(annotated, ("ACCUSE", 0.9)), (), coder)
    assert [telling.row for telling in one.tellings] == [None]


def test_the_class_of_a_pair_is_what_the_likeliest_act_between_them_is() -> None:
    """Both have to stand in the roles of the act, in an act in common on either side."""
    accused = Proposal(1, (("ACCUSE", 0.9),), ((0, 0.9),), ((2, 0.9),))
    met = Proposal(5, (("CONSULT", 0.9),), ((2, 0.9), (6, 0.9)), ())
    opinions = Opinions([accused, met])
    assert opinions.between({0}, {2}) == "ACCUSE"
    assert opinions.between({2}, {6}) == "CONSULT"
    assert Opinions([]).between({0}, {2}) is None

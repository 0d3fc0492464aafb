"""Whom a pronoun in a role stands for."""

import pytest

from bongsu.annotate import Engine, annotate
from bongsu.coding.events import CoderRules, code_events
from bongsu.model import Event, Mention, Report, Slot
from bongsu.reference import Gazetteer


def event_of(text: str, trigger: str, gazetteer: Gazetteer, engine: Engine, coder: CoderRules) -> Event:
    """Return the event that a text tells of at a word."""
    annotation = annotate(Report.make(text=text, language="en"), gazetteer, engine)
    return next(event for event in code_events(annotation, coder) if event.trigger.quote == trigger)


def words(text: str, event: Event, slot: Slot) -> list[str]:
    """Return the words of those in a role."""
    values = (claim.value for claim in event.claims if claim.slot == slot)
    return [text[value.span.start : value.span.end] for value in values if isinstance(value, Mention)]


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        (
            "Chadian President Saleh Abakar dismissed Foreign Minister Idriss Brahim in May, accusing him of treason.",
            "accusing",
            ["Chadian President Saleh Abakar"],
            ["Foreign Minister Idriss Brahim"],
        ),
        (
            "The junta in Conakry closed two French charities on Monday and accused them of spying.",
            "accused",
            ["The junta"],
            ["French charities"],
        ),
        ("Khartoum broke off ties with Kenya, which it accuses of arming rebels.", "accuses", ["Khartoum"], ["Kenya"]),
        (
            "Kim Jong Un congratulated Vietnamese leader To Lam, whom he had invited to Pyongyang.",
            "invited",
            ["Kim Jong Un"],
            ["Vietnamese leader To Lam"],
        ),
        (
            "Thousands of striking miners marched through Sucre, and police fired tear gas at them.",
            "fired",
            ["police"],
            ["striking miners"],
        ),
        (
            "Bolivian President Luis Arce resigned after the head of the army urged him to quit.",
            "urged",
            ["head"],
            ["Bolivian President Luis Arce"],
        ),
    ],
)
def test_a_pronoun_is_somebody_named_in_its_sentence(  # noqa: PLR0913, PLR0917 - the case and the fixtures
    text: str,
    trigger: str,
    actors: list[str],
    recipients: list[str],
    gazetteer: Gazetteer,
    engine: Engine,
    coder: CoderRules,
) -> None:
    """It is told by number and person, and is nobody who acts with it."""
    event = event_of(text, trigger, gazetteer, engine, coder)
    assert (words(text, event, "actor"), words(text, event, "recipient")) == (actors, recipients)


def test_nobody_fits(gazetteer: Gazetteer, engine: Engine, coder: CoderRules) -> None:
    """A pronoun whose person the sentence does not name stays as it stands."""
    text = "The 39-year-old was speaking in a park when Colombian police arrested him."
    event = event_of(text, "arrested", gazetteer, engine, coder)
    assert words(text, event, "recipient") == ["him"]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("He fired at two officers and took a hostage, Sheriff Dan Cole said.", "fired"),
        ("He flew with Tomas Borge to Havana, where he accused Cuban officials of fraud.", "accused"),
    ],
)
def test_he_may_be_nobody_whom_the_sentence_names(
    text: str, trigger: str, gazetteer: Gazetteer, engine: Engine, coder: CoderRules
) -> None:
    """He is not who says it of him behind, and of the same pronoun before it says nobody who that is."""
    event = event_of(text, trigger, gazetteer, engine, coder)
    assert [word.lower() for word in words(text, event, "actor")] == ["he"]

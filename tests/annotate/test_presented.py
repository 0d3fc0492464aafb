"""Who somebody is by the words beside the name."""

import pytest

from bongsu.annotate import Engine, annotate
from bongsu.model import Report
from bongsu.reference import Gazetteer


def known(text: str, name: str, gazetteer: Gazetteer, engine: Engine) -> list[tuple[str | None, str | None]]:
    """Return the state and sector of every mention that a name begins."""
    mentions = annotate(Report.make(text=text, language="en"), gazetteer, engine).mentions
    found = [mention for mention in mentions if text.startswith(name, mention.span.start)]
    return [(one.entity.country, one.entity.sector) for one in found if one.entity is not None]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Jana Kral, a lawmaker, said no.", (None, "LEG")),
        ("Jana Kral, a Polish journalist, said no.", ("POL", "JRN")),
        # the body whose head or member somebody is
        ("Jana Kral, the head of the Labour Party, said no.", (None, "PTY")),
        ("Jana Kral, leader of the Israeli Labour Party, said no.", ("ISR", "PTY")),
        ("Jana Kral, a member of the Social Democrats, said no.", (None, "PTY")),
        ("Jana Kral, the president of the Red Cross, said no.", (None, "NGO")),
        ("The chairman of the hospital, Jana Kral, said no.", (None, "MED")),
        # a long title before the name, which the parser may take for another subject
        ("Head of the Polish parliament's Defence Committee Jana Kral said no.", ("POL", "LEG")),
        (
            "First Deputy Director of the Polish Senate's Defence and Security Council Jana Kral said no.",
            ("POL", "GOV"),
        ),
        # nothing is told
        ("Jana Kral, a leader of note, said no.", (None, None)),
        ("Jana Kral, a mother of two, sued the Labour Party.", (None, "CVL")),
        ("Jana Kral said no to the Labour Party.", (None, None)),
    ],
)
def test_an_apposition_tells_who_somebody_is(
    text: str, kind: tuple[str | None, str | None], gazetteer: Gazetteer, engine: Engine
) -> None:
    """By its noun, or by the body of which it says that somebody is the head or a member."""
    assert known(text, "Jana Kral", gazetteer, engine) == [kind]


def test_who_was_presented_is_known_from_then_on(gazetteer: Gazetteer, engine: Engine) -> None:
    """And before, where a headline names somebody first."""
    text = "Jana Kral quits.\n\nJana Kral, the head of the Labour Party, said no. Kral left."
    assert known(text, "Jana", gazetteer, engine) == [(None, "PTY")] * 2
    assert known(text, "Kral left"[:4], gazetteer, engine) == [(None, "PTY")]


def test_a_body_is_what_its_last_word_says(gazetteer: Gazetteer, engine: Engine) -> None:
    """Where no table knows it."""
    assert known("The Socialist Party lost.", "Socialist Party", gazetteer, engine) == [(None, "PTY")]


def test_what_a_table_knows_stays(gazetteer: Gazetteer, engine: Engine) -> None:
    """A known office-holder is no member of whatever stands beside the name."""
    assert known("Antony Blinken, a guest of the Labour Party, spoke.", "Antony", gazetteer, engine) == [("USA", "GOV")]

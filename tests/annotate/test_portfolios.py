"""A minister's title with what he is in charge of."""

import pytest

from bongsu.annotate import Engine, annotate
from bongsu.model import Report
from bongsu.reference import Gazetteer


@pytest.mark.parametrize(
    ("title", "sector"),
    [
        ("Minister of Education, Science and Technology", "GOV"),
        ("Minister for Health", "GOV"),
        ("Minister of Foreign Affairs and Trade", "GOV"),
        ("Minister of Defence", "MIL"),
    ],
)
def test_a_portfolio_belongs_to_the_title_before_a_name(
    title: str, sector: str, gazetteer: Gazetteer, engine: Engine
) -> None:
    """Whoever has it is of the government, and its nouns are no names of their own."""
    text = f"{title} Jana Kral spoke."
    (mention,) = annotate(Report.make(text=text, language="en"), gazetteer, engine).mentions
    assert text[mention.span.start : mention.span.end] == f"{title} Jana Kral"
    assert mention.entity is not None
    assert mention.entity.sector == sector


def test_a_portfolio_in_small_letters_is_left_alone(gazetteer: Gazetteer, engine: Engine) -> None:
    """There "and" may join something else: "the minister of health and police officers"."""
    text = "The Minister of health and police officers spoke."
    mentions = annotate(Report.make(text=text, language="en"), gazetteer, engine).mentions
    assert "Minister of health and police" not in {text[one.span.start : one.span.end] for one in mentions}

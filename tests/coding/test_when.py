"""Where an act took place, by its own words."""

import pytest

from bongsu.annotate import Engine, annotate
from bongsu.coding.events import CoderRules, code_events
from bongsu.model import Place, Report
from bongsu.reference import Gazetteer


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rebels killed nine soldiers in Idlib province on Monday.", "Idlib"),
        ("Rebels killed nine soldiers near the capital, Damascus, on Monday.", "Damascus"),
    ],
)
def test_a_noun_for_the_ground_may_stand_with_the_name(
    text: str, place: str, coder: CoderRules, gazetteer: Gazetteer, engine: Engine
) -> None:
    """Before it or behind it."""
    (event,) = code_events(annotate(Report.make(text=text, language="en"), gazetteer, engine), coder)
    assert [c.value.name for c in event.claims if c.slot == "place" and isinstance(c.value, Place)] == [place]

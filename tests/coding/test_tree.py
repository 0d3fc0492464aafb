"""What the trees of sentences mend of the parser's."""

import pytest

from bongsu.annotate import Engine, annotate
from bongsu.coding.tree import trees
from bongsu.model import Report
from bongsu.reference import Gazetteer


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Qatari forces intercepted a rocket, fired from Iraq, and shot it down.", "acl"),
        ("Qatari forces intercepted a rocket, fired two missiles at the site and left.", "conj"),
    ],
)
def test_a_participle_beside_what_was_fired_hangs_on_it(
    text: str, relation: str, gazetteer: Gazetteer, engine: Engine
) -> None:
    """Who stops a missile has not fired it; a verb with an object of its own is joined to the other."""
    (tree,) = trees(annotate(Report.make(text=text, language="en"), gazetteer, engine))
    fired = next(token for token in tree if tree.words[token] == "fired")
    assert tree.relation(fired) == relation

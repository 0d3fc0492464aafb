"""Words that stand for several: "both officials", "the two countries", "the two", "they"."""

import pytest

from bongsu.annotate import Engine, annotate
from bongsu.model import Report
from bongsu.reference import Gazetteer

SIGNED = "Iran and Russia signed an accord in Vienna on Monday."
MET = "Foreign Minister Sergei Lavrov met Iranian Foreign Minister Mohammad Javad Zarif on Tuesday."
THREE = "Iran, Russia and Turkey signed an accord on Monday."


def several(text: str, gazetteer: Gazetteer, engine: Engine) -> dict[str, list[str]]:
    """Return the words that stand for several, and the names of those for whom they do."""
    annotation = annotate(Report.make(text=text, language="en"), gazetteer, engine)
    return {
        text[link.span.start : link.span.end]: [one.entity.name for one in link.members if one.entity is not None]
        for link in annotation.coreference
        if link.members
    }


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        (f"{SIGNED} The two countries agreed to build a reactor.", "The two countries", ["Iran", "Russia"]),
        (f"{SIGNED} Both sides praised the deal.", "Both sides", ["Iran", "Russia"]),
        (f"{MET} Both ministers condemned the strikes.", "Both ministers", ["Sergei Lavrov", "Mohammad Javad Zarif"]),
        (f"{MET} The two discussed Syria.", "The two", ["Sergei Lavrov", "Mohammad Javad Zarif"]),
        (f"{MET} The two sides will talk again.", "The two sides", ["Sergei Lavrov", "Mohammad Javad Zarif"]),
        (f"{SIGNED} They condemned the strikes.", "They", ["Iran", "Russia"]),
        (f"{MET[:-1]} and they condemned the strikes.", "they", ["Sergei Lavrov", "Mohammad Javad Zarif"]),
        ("Iran and Russia signed an accord and they praised it.", "they", ["Iran", "Russia"]),
        (
            "Boris Pistorius met Sebastien Lecornu in Berlin, and the two ministers signed a contract.",
            "the two ministers",
            ["Boris Pistorius", "Sebastien Lecornu"],
        ),
    ],
)
def test_several_stand_for_those_named_before(
    text: str, words: str, names: list[str], gazetteer: Gazetteer, engine: Engine
) -> None:
    """Two are the only two of their sort whom the words before name; they are those who acted together."""
    assert several(text, gazetteer, engine)[words] == names


def test_several_are_known_through_several(gazetteer: Gazetteer, engine: Engine) -> None:
    """They who stand for both ministers are those for whom "both ministers" stands."""
    found = several(f"{MET} Both ministers condemned the strikes. They urged calm.", gazetteer, engine)
    assert found["They"] == found["Both ministers"]


def test_who_says_what_two_did_is_none_of_them(gazetteer: Gazetteer, engine: Engine) -> None:
    """A spokesman who tells of the two is not counted, nor do he and one of them make two."""
    told = f"{MET} Dmitry Peskov said the two ministers had discussed Syria."
    assert several(told, gazetteer, engine)["the two ministers"] == ["Sergei Lavrov", "Mohammad Javad Zarif"]


@pytest.mark.parametrize(
    "text",
    [
        f"{THREE} The two countries agreed to build a reactor.",  # two of three: which?
        f"{SIGNED} The two countries on its border protested.",  # other ones: the words behind say which
        f"{SIGNED} Two countries protested.",  # no definite two
        f"{SIGNED} The two ministers praised the deal.",  # states are no ministers
        f"{MET} The other two stayed away.",  # others than those
        "Iran signed an accord in Vienna. Both countries praised it.",  # where it was signed is no party
    ],
)
def test_no_link_where_others_may_be_meant(text: str, gazetteer: Gazetteer, engine: Engine) -> None:
    """Nobody is linked where the words before do not name just two of the sort."""
    assert several(text, gazetteer, engine) == {}

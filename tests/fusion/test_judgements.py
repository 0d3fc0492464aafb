import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bongsu.fusion import standing
from bongsu.fusion.judgements import ruling
from bongsu.model import Judgement, Ruling

NOON = dt.datetime(2028, 5, 1, 12, tzinfo=dt.UTC)


def judge(verdict: Ruling, *subjects: str, minute: int = 0) -> Judgement:
    """Return a judgement at a minute after noon."""
    at = NOON + dt.timedelta(minutes=minute)
    return Judgement.make(ruling=verdict, subjects=subjects, by="A. Analyst", at=at, reason="seen")


@pytest.mark.parametrize(
    ("verdict", "subjects"),
    [
        ("same", ("a",)),
        ("same", ("a", "a")),
        ("claim is wrong", ("a", "b")),
        ("taken back", ()),
        ("outlet is a copy", ("a",)),
    ],
)
def test_a_judgement_needs_its_subjects(verdict: Ruling, subjects: tuple[str, ...]) -> None:
    """As many different ones as its ruling is about."""
    with pytest.raises(ValueError, match="different subject"):
        judge(verdict, *subjects)


@pytest.mark.parametrize(("by", "reason"), [("", "seen"), ("A. Analyst", "  ")])
def test_a_judgement_needs_a_name_and_a_reason(by: str, reason: str) -> None:
    """Nobody rules without saying who he is and why."""
    with pytest.raises(ValueError, match="name of who made it and a reason"):
        Judgement.make(ruling="claim is wrong", subjects=("a",), by=by, at=NOON, reason=reason)


def test_a_judgement_needs_a_zone() -> None:
    """A time of day without one would not order two analysts."""
    with pytest.raises(ValueError, match="needs its zone"):
        Judgement.make(ruling="claim is wrong", subjects=("a",), by="A", at=NOON.replace(tzinfo=None), reason="seen")


def test_the_id_follows_from_the_instant_and_not_from_the_zone() -> None:
    """Noon in London is one with nine in the evening in Seoul."""
    seoul = NOON.astimezone(dt.timezone(dt.timedelta(hours=9)))
    one, other = (
        Judgement.make(ruling="claim is wrong", subjects=("a",), by="A", at=at, reason="seen") for at in (NOON, seoul)
    )
    assert one.id == other.id


def test_the_later_ruling_on_a_pair_counts() -> None:
    """Whatever the order of the two events, and of the judgements."""
    earlier, later = judge("same", "a", "b"), judge("not the same", "b", "a", minute=1)
    assert ruling(standing([later, earlier]), "a", "b") == later
    assert ruling(standing([later, earlier]), "a", "c") is None


@given(depth=st.integers(0, 6), order=st.randoms())
def test_taking_back_can_be_taken_back(depth: int, order: random.Random) -> None:
    """A ruling stands when the number of times that it was taken back, one after the other, is even."""
    chain = [judge("claim is wrong", "a")]
    for minute in range(1, depth + 1):
        chain.append(judge("taken back", chain[-1].id, minute=minute))
    order.shuffle(chain)
    assert ("a" in standing(chain).wrong) == (depth % 2 == 0)

"""What analysts decide: new entries alone, which can be taken back, and the taking back as well."""

import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.record.conftest import NOON, Clock, Pair, add_all

from bongsu.errors import RecordError
from bongsu.model import Judgement, Ruling
from bongsu.record import Record
from bongsu.record.rows import in_force


def _judgement(ruling: Ruling, *subjects: str, minute: int = 0) -> Judgement:
    at = NOON + dt.timedelta(minutes=minute)
    return Judgement.make(ruling=ruling, subjects=subjects, by="Kim", at=at, reason="I looked at both")


def test_a_judgement_is_entered_once(record: Record, pairs: tuple[Pair, ...]) -> None:
    """And comes back as it was made, of every kind."""
    add_all(record, pairs)
    first, second = (told.event for told in record.events(type="LAUNCH", limit=2))
    judgements = [
        _judgement("same", first.id, second.id),
        _judgement("not the same", first.id, second.id),
        _judgement("claim is wrong", first.claims[0].id),
        _judgement("outlet is a copy", "Beacon News", "Harbour Post"),
    ]
    assert [record.judge(one) for one in judgements] == [True] * 4
    assert [record.judge(one) for one in judgements] == [False] * 4
    assert record.judgements() == judgements


def test_taking_back(record: Record, clock: Clock) -> None:
    """Takes effect from its entry on; what was taken back can be judged anew; nothing disappears."""
    first = _judgement("outlet is a copy", "Beacon News", "Harbour Post")
    back = _judgement("taken back", first.id, minute=1)
    forth = _judgement("taken back", back.id, minute=2)
    for later, judgement in enumerate((first, back, forth)):
        clock.now = NOON + dt.timedelta(days=later)
        record.judge(judgement)
    days = [(NOON + dt.timedelta(days=count)).date() for count in (-1, 0, 1, 2)]
    assert [record.judgements(as_of=day) for day in days] == [[], [first], [], [first]]
    assert record.judged() == [first, back, forth]


def test_what_is_not_there_cannot_be_judged(record: Record, pairs: tuple[Pair, ...]) -> None:
    """A judgement on an event, a claim or a judgement that the record does not hold is refused with the id."""
    add_all(record, pairs)
    for judgement in (
        _judgement("same", next(record.events()).event.id, "nothing"),
        _judgement("claim is wrong", "nothing"),
        _judgement("taken back", "nothing"),
    ):
        with pytest.raises(RecordError, match="there is no nothing in the record"):
            record.judge(judgement)
    assert record.judged() == []


def test_a_judgement_whose_id_is_not_its_digest(record: Record) -> None:
    """Is not entered."""
    forged = msgspec.structs.replace(_judgement("outlet is a copy", "a", "b"), id="0" * 32)
    with pytest.raises(ValueError, match="not the digest"):
        record.judge(forged)


@given(st.lists(st.integers(0, 30), max_size=30))
def test_force_is_decided_by_the_last_word(taken: list[int]) -> None:
    """An entry is in force when no later entry in force takes it back."""
    entries: list[Judgement] = []
    for minute, choice in enumerate(taken):
        back = choice < len(entries)
        entries.append(
            _judgement("taken back", entries[choice].id, minute=minute)
            if back
            else _judgement("outlet is a copy", "a", "b", minute=minute)
        )
    force = in_force(entries)
    for place, entry in enumerate(entries):
        later = [one for one in entries[place + 1 :] if one in force and one.ruling == "taken back"]
        assert (entry in force) == all(one.subjects[0] != entry.id for one in later)

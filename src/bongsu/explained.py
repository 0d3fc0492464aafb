"""The nouns of an explanation: which row made an event, by which words, and why other words made none."""

from typing import Literal

import msgspec

from bongsu.model import Attribution, Claim, Event, EventType, Evidence, Factuality, MadeBy, Report, Slot


class RowUsed(msgspec.Struct, frozen=True, kw_only=True):
    """A row of ``events.yaml``, as far as it is needed to find and change it.

    Attributes:
        table: the file, ``own/events.yaml`` where it is the user's.
        part: ``verbs``, ``nouns`` or ``adjectives``.
        number: its number among them, from 1.
        word: the lemma that was found, with its particles.
        words: all its words, as written.
        type: its type; ``NONE`` where its words look like an act and are none.
        mode: its mode; None where the words around it decide, ``none`` where the act has none.
        actor: the paths to the actors, the first that leads to somebody wins.
        recipient: the paths to the recipients.
        content: the paths to the words of what is agreed, asked, refused or done.
    """

    table: str
    part: str
    number: int
    word: str
    words: str
    type: EventType | Literal["NONE"]
    mode: str | None
    actor: str
    recipient: str
    content: str


class Filling(msgspec.Struct, frozen=True):
    """What filled a slot: its words, and the path that led to them; None where no path of the row did."""

    slot: Slot
    words: Evidence
    path: str | None


class Reason(msgspec.Struct, frozen=True):
    """A word that bears on how sure an event is, and the row of ``factuality.yaml`` that says how."""

    words: Evidence
    row: str


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """How one word of a report came to tell of an act.

    Attributes:
        trigger: the word.
        sentence: the sentence around it.
        row: the row that fits it; None where no row does and the model of acts proposed it.
        claims: what was read there.
        fillings: which words filled which role.
        factuality: how surely it is told.
        reasons: the words that make it so; none where nothing lessens it.
        attribution: whose word it is, by which cue, through whom.
    """

    trigger: Evidence
    sentence: Evidence
    row: RowUsed | None
    claims: tuple[Claim, ...]
    fillings: tuple[Filling, ...]
    factuality: Factuality
    reasons: tuple[Reason, ...]
    attribution: Attribution


class Explanation(msgspec.Struct, frozen=True):
    """An event with its number in the reading, and how it was told: a launch account often more than once."""

    number: int
    event: Event
    tellings: tuple[Telling, ...]


class Stopped(msgspec.Struct, frozen=True):
    """A word that a row names and that made no event, with the row that came nearest and its reason.

    ``row`` is None where the model of acts proposed an event and another word took it over.
    """

    trigger: Evidence
    sentence: Evidence
    row: RowUsed | None
    veto: str


class Explained(msgspec.Struct, frozen=True, kw_only=True):
    """Why a report was read as it was: its events in the order of the reading, then what was stopped."""

    report: Report
    status: Literal["read", "not read"]
    reason: str | None
    events: tuple[Explanation, ...]
    stopped: tuple[Stopped, ...]
    made_by: MadeBy

"""The nouns. Frozen, compared by value, encoded to JSON with a ``kind`` where a union needs one.

Offsets are half-open ranges of code points in ``Report.text``. Lengths are metres, times of flight
seconds, speeds metres a second, angles degrees clockwise from true north, instants UTC.
"""

import dataclasses
import datetime as dt
import hashlib
import math
from collections.abc import Iterator
from typing import Final, Literal, Self

import msgspec

Certainty = Literal["certain", "probable", "possible", "uncommitted"]
Polarity = Literal["affirmed", "denied"]
Status = Literal["happened", "ongoing", "planned", "demanded", "conditional"]
Verdict = Literal["supported", "contradicted", "cannot tell"]
Ruling = Literal["same", "not the same", "claim is wrong", "outlet is a copy", "taken back"]
Hedge = Literal["about", "at_least", "up_to", "over", "under", "between"]
Unit = Literal["m", "s", "m/s", "1"]
Granularity = Literal["year", "month", "day", "part_of_day", "hour", "minute", "second", "duration"]
ZoneKind = Literal["eez", "territorial_waters", "airspace"]
EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "LAUNCH",
    "POLITICS",
]
ActType = EventType | Literal["NONE"]
Slot = Literal[
    "act",
    "actor",
    "recipient",
    "place",
    "content",
    "system",
    "class",
    "platform",
    "count",
    "time",
    "site",
    "direction",
    "distance",
    "apogee",
    "duration",
    "speed",
    "overflight",
    "splash",
    "zone",
    "damage",
    "outcome",
    "first_since",
    "ordinal",
]


class Span(msgspec.Struct, frozen=True, order=True):
    """A half-open range of code points. Raises ``ValueError`` unless ``0 <= start < end``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            msg = f"a span needs 0 <= start < end, not {self.start}:{self.end}"
            raise ValueError(msg)

    def __contains__(self, other: object) -> bool:
        return isinstance(other, Span) and self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two ranges share a code point."""
        return self.start < other.end and other.start < self.end

    def to(self, other: "Span") -> "Span":
        """Return the smallest span that covers both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


@dataclasses.dataclass(frozen=True, init=False)
class Evidence:
    """The words of a report that a value rests on. Only a Report can make one.

    A dataclass and not a Struct, because a Struct's constructor takes every field, and a quote that
    anyone can pass in is a quote that nobody has checked. Decoding bypasses the constructor, so
    ``Reading`` checks every Evidence in it against its report.
    """

    report_id: str
    span: Span
    quote: str

    def __init__(self, report: "Report", span: Span) -> None:
        if span.end > len(report.text):
            msg = f"span {span.start}:{span.end} lies outside the {len(report.text)} characters of {report.id}"
            raise ValueError(msg)
        object.__setattr__(self, "report_id", report.id)
        object.__setattr__(self, "span", span)
        object.__setattr__(self, "quote", report.text[span.start : span.end])


class Stamp(msgspec.Struct, frozen=True):
    """A date of a report and where it was found.

    Attributes:
        value: ISO 8601 date, or date-time with its offset where the source gave one.
        found: the place it was read from, such as ``option --published`` or ``meta article:published_time``.
    """

    value: str
    found: str

    def __post_init__(self) -> None:
        dt.datetime.fromisoformat(self.value)

    @property
    def date(self) -> dt.date:
        """The calendar day as the source wrote it, in the source's own zone."""
        return dt.datetime.fromisoformat(self.value).date()


class RawDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A document as a feed delivers it, before cleaning.

    Attributes:
        where: the file, and the line where it holds several (``reports.jsonl:3``); it leads every error message.
        media: what ``content`` is.
        content: the text, decoded; HTML still with its tags.
        given: what came beside the content (``title``, ``published``, ``updated``, ``retrieved``, ``outlet``, ``url``),
            each with the place it was found; empty values are left out.
    """

    where: str
    media: Literal["text/plain", "text/html"]
    content: str
    given: dict[str, "Given"] = {}


class Given(msgspec.Struct, frozen=True):
    """A piece of metadata and where it was found, such as ``json field date_publish``."""

    value: str
    found: str


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One published report, cleaned of page furniture. Build it with :meth:`make`.

    Attributes:
        id: 32 hexadecimal digits, the digest of outlet, url, title and text.
        outlet: who published it; None when not known.
        url: its address; None when not known.
        language: ISO 639-1 code; ``und`` when it cannot be told.
        title: the headline, not part of ``text``; None when there is none.
        text: the body; paragraphs are separated by one newline.
        published: publication date; None when not known (it is never guessed).
        updated: date of the last change that the outlet states.
        retrieved: when it was fetched; None when not known, as for a file.
        upstream: the wire or outlet that it relays; None when not named.
    """

    id: str
    outlet: str | None
    url: str | None
    language: str
    title: str | None
    text: str
    published: Stamp | None
    updated: Stamp | None
    retrieved: Stamp | None
    upstream: str | None

    @classmethod
    def make(  # noqa: PLR0913 - one keyword a field
        cls,
        *,
        text: str,
        title: str | None = None,
        outlet: str | None = None,
        url: str | None = None,
        language: str = "und",
        published: Stamp | None = None,
        updated: Stamp | None = None,
        retrieved: Stamp | None = None,
        upstream: str | None = None,
    ) -> Self:
        """Make a Report whose id follows from its content.

        Dates are left out of the id: a page is the same page tomorrow.
        """
        return cls(
            id=digest(outlet, url, title, text),
            outlet=outlet,
            url=url,
            language=language,
            title=title,
            text=text,
            published=published,
            updated=updated,
            retrieved=retrieved,
            upstream=upstream,
        )

    def quote(self, span: Span) -> Evidence:
        """Return the words at ``span`` as Evidence. Raises ``ValueError`` when the span lies outside the text."""
        return Evidence(self, span)


class Entity(msgspec.Struct, frozen=True):
    """Something known by name: a state, a ministry, an outlet, a missile.

    Attributes:
        id: key in the reference tables, such as ``KOR-JCS`` or ``hwasong-12``.
        name: its usual English name.
        country: ISO 3166-1 alpha-3, or None.
        sector: PLOVER sector code (GOV, MIL, LEG, JRN, IGO, ...), or None.
    """

    id: str
    name: str
    country: str | None = None
    sector: str | None = None


class Mention(msgspec.Struct, frozen=True, tag_field="kind", tag="mention"):
    """A name in the text. ``label`` says what sort of name; ``entity`` is None when it is not known."""

    span: Span
    label: Literal["actor", "person", "organisation", "outlet", "system", "site", "place", "other"]
    entity: Entity | None = None


class Quantity(msgspec.Struct, frozen=True, tag_field="kind", tag="quantity"):
    """A measured or counted amount, as an interval in SI.

    Attributes:
        span: the amount with its unit and hedge, without a restatement in brackets.
        low: lower bound in ``unit``; None when open ("up to 500 km").
        high: upper bound in ``unit``; None when open ("over 1,000").
        unit: the SI unit of the bounds; ``1`` for counts.
        written: the number or numbers as written, as decimal strings, and the unit as written.
        hedge: how the words qualify it; None when they do not.
        restated: the same amount in another unit, as in "1,100 kilometers (680 miles)".
    """

    span: Span
    low: float | None
    high: float | None
    unit: Unit
    written: "Written"
    hedge: Hedge | None = None
    restated: "Quantity | None" = None

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            msg = "a quantity needs at least one bound"
            raise ValueError(msg)
        if self.low is not None and self.high is not None and self.low > self.high:
            msg = f"a quantity's bounds are in order, not {self.low} to {self.high}"
            raise ValueError(msg)


class Written(msgspec.Struct, frozen=True):
    """The figures of a quantity before conversion: decimal strings ("1,100" is "1100") and the unit's name."""

    numbers: tuple[str, ...]
    unit: str


class TimeExpr(msgspec.Struct, frozen=True, tag_field="kind", tag="time"):
    """A TIMEX3 expression.

    Attributes:
        span: the words.
        type: TIMEX3 type.
        value: TIMEX3 value as far as it can be told: ``2025-01-06``, ``2024-11``, ``2017-09-15T06:57``, ``P2M``,
            ``XXXX-WXX-1`` (a Monday whose date is not known).
        start: first instant it can mean, UTC; None when it is not resolved. A day in an unknown zone spans all
            the instants that are that day somewhere on Earth. A length has one where it ends or begins with the day
            of publication ("the past two weeks"), as TIMEX3's beginPoint.
        end: the instant after the last one it can mean.
        granularity: the precision as stated.
        zone: IANA name or UTC offset that the words or the place give; None when not known.
        anchor: what it was resolved against (``published 2017-09-15``); None when it stands by itself.
        hedge: how the words qualify it.
        weekday: the weekday as written, 0 is Monday; None when not written.
    """

    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    start: dt.datetime | None
    end: dt.datetime | None
    granularity: Granularity
    zone: str | None = None
    anchor: str | None = None
    hedge: Hedge | None = None
    weekday: int | None = None


class Bearing(msgspec.Struct, frozen=True, tag_field="kind", tag="bearing"):
    """A direction: the sector of true bearings that the word can mean, clockwise from ``low`` to ``high``, degrees."""

    span: Span
    point: str
    low: float
    high: float


class Place(msgspec.Struct, frozen=True, tag_field="kind", tag="place"):
    """A place with honest precision. Coordinates are None when the name is not in the tables.

    ``feature`` is the sort of place in the tables (``site``, ``sea``, ``city``, ...); None when it is not in them.
    """

    span: Span
    name: str
    feature: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    entity: Entity | None = None


class Term(msgspec.Struct, frozen=True, tag_field="kind", tag="term"):
    """A coded value from a closed vocabulary, such as ``ballistic`` or ``success``; the table names the vocabulary."""

    span: Span
    table: str
    code: str


class Zone(msgspec.Struct, frozen=True, tag_field="kind", tag="zone"):
    """On which side of whose zone something fell, as stated."""

    span: Span
    holder: str | None
    zone: ZoneKind
    side: Literal["inside", "outside"]


class Ordinal(msgspec.Struct, frozen=True, tag_field="kind", tag="ordinal"):
    """What a launch is the nth of: "first since November" is number 1, "its 15th missile test this year" number 15.

    Attributes:
        number: which one; None when only a pause is stated ("halted for nearly two months").
        scope: the noun that is counted, as written ("missile test").
        period: since when, or within what; None when not stated.
    """

    span: Span
    number: int | None
    scope: str | None
    period: TimeExpr | None


class Words(msgspec.Struct, frozen=True, tag_field="kind", tag="words"):
    """Words that stand for themselves: what is agreed, demanded, threatened or refused."""

    span: Span


Value = Mention | Quantity | TimeExpr | Bearing | Place | Term | Zone | Ordinal | Words


class Sentence(msgspec.Struct, frozen=True):
    """A sentence: its span, and its tokens as ``Annotation.tokens[first_token:end_token]``.

    ``quoted`` when it lies wholly inside quotation marks, also those of a quotation over several sentences.
    """

    span: Span
    first_token: int
    end_token: int
    quoted: bool = False


class Token(msgspec.Struct, frozen=True):
    """A syntactic word of a sentence, in the conventions of Universal Dependencies.

    Attributes:
        span: the word.
        upos: universal part of speech (``NOUN``, ``PROPN``, ``VERB``, ...).
        head: index of its head in ``Annotation.tokens``; its own index where it is the root of its sentence.
        deprel: relation to the head (``nsubj``, ``obj``, ...); ``root`` for the root.
    """

    span: Span
    upos: str
    head: int
    deprel: str


class Name(msgspec.Struct, frozen=True):
    """A name as it stands, without title or article (``tests/gold/NAMES-GUIDELINE.md``).

    Attributes:
        span: the name.
        label: person, organisation, state or capital that acts as a government, place, nationality, weapon system.
        entity: who or what it is; None when no table knows it.
        rule: why it is this name: the table or the model that found it, and what decided its label.
    """

    span: Span
    label: Literal["PER", "ORG", "GPE-GOV", "LOC", "NORP", "WEA"]
    entity: Entity | None
    rule: str


class Coreference(msgspec.Struct, frozen=True):
    """Words that stand for something named before: "he", "the ministry", "the North", "the missile".

    ``antecedent`` is the span of what it stands for, ``rule`` the name of the rule that says so, ``entity`` who it is
    when known. ``members`` are the mentions of all for whom it stands, where these are several ("both officials");
    ``antecedent`` then reaches from the first to the last.
    """

    span: Span
    antecedent: Span
    rule: str
    entity: Entity | None = None
    members: tuple[Mention, ...] = ()


class Proposal(msgspec.Struct, frozen=True):
    """What the model takes a word for: an act of a type, with who would do it to whom.

    Attributes:
        token: index of the word in ``Annotation.tokens``.
        types: the likely types with their probabilities, the likeliest first; ``NONE`` stands for no act.
        actors: the words that head who would do it, as indices, with their probabilities.
        recipients: the same for whom it would be done to.
        modes: the likeliest mode of each of the types that has modes, with its probability among them; None where no
            mode fits.
    """

    token: int
    types: tuple[tuple[ActType, float], ...]
    actors: tuple[tuple[int, float], ...]
    recipients: tuple[tuple[int, float], ...]
    modes: tuple[tuple[ActType, str | None, float], ...] = ()


class Annotation(msgspec.Struct, frozen=True):
    """What the words of a report are, before what they mean. Every list is in text order."""

    report: Report
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    names: tuple[Name, ...]
    mentions: tuple[Mention, ...]
    coreference: tuple[Coreference, ...]
    quantities: tuple[Quantity, ...]
    times: tuple[TimeExpr, ...]
    places: tuple[Place, ...]
    bearings: tuple[Bearing, ...]
    proposals: tuple[Proposal, ...] | None = None


class Attribution(msgspec.Struct, frozen=True):
    """Who says so.

    Attributes:
        speaker: the source whose word it is; None when the report says it in its own voice.
        cue: the words that attribute ("said", "according to").
        chain: who relays the speaker, nearest to the report first ("Yonhap, citing the Joint Chiefs": Yonhap).
    """

    speaker: Mention | None = None
    cue: Evidence | None = None
    chain: tuple[Mention, ...] = ()


class Factuality(msgspec.Struct, frozen=True):
    """FactBank's certainty and polarity, and whether it has happened."""

    certainty: Certainty = "certain"
    polarity: Polarity = "affirmed"
    status: Status = "happened"


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """The atom: a value for a slot, whose word it is, how surely, and the sentence or clause that says it.

    Raises ``ValueError`` when the value's own words are not inside the quote.
    """

    slot: Slot
    value: Value
    attribution: Attribution
    factuality: Factuality
    evidence: Evidence

    def __post_init__(self) -> None:
        if self.value.span not in self.evidence.span:
            msg = f"the words of {self.slot} at {self.value.span} lie outside the quote at {self.evidence.span}"
            raise ValueError(msg)

    @property
    def id(self) -> str:
        """32 hexadecimal digits that tell it from every other claim: from the report, the slot, the words and who."""
        speaker, value = self.attribution.speaker, self.value.span
        said_by = () if speaker is None else (speaker.span.start, speaker.span.end)
        return digest("claim", self.evidence.report_id, self.slot, value.start, value.end, *said_by)


class SecondOpinion(msgspec.Struct, frozen=True):
    """Another type for an event's trigger, and how likely the model of acts finds it."""

    type: EventType
    chance: float


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a report says was done. ``id`` follows from the report, the type and the trigger.

    Attributes:
        id: 32 hexadecimal digits.
        report_id: the report that says it.
        type: PLOVER's type, ``LAUNCH`` or ``POLITICS``.
        mode: what kind of act within its type; None where the codebook has none that fits.
        contexts: PLOVER's contexts, what it is about, sorted; empty where no word tells of one.
        trigger: the words that tell of it.
        claims: what is said of it, slot by slot, with whose word it is.
        rule: the row that made it: table, part of speech, number and word.
        confidence: how often events made in such a way are right, from 0 to 1; None for the launch account, whose
            claims carry their own certainty, and for what only a language model of the user's found.
        second: where tables and the model of acts take the trigger for different types, the type that is not the
            event's: the model's, or the row's where the event is the model's; None where they agree, or one is silent.
        intensity: PLOVER's score of such an act, by type and mode, from -10 (hostile) to 10 (cooperative), whether it
            is affirmed or denied; None where the table has none.
        endpoint: the type that the language model behind an endpoint gives to such an act at the trigger, which may be
            this one; None where it names none there, and where none was asked.
    """

    id: str
    report_id: str
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    trigger: Evidence
    claims: tuple[Claim, ...]
    rule: str
    confidence: float | None = None
    second: SecondOpinion | None = None
    intensity: float | None = None
    endpoint: EventType | None = None

    @property
    def is_account(self) -> bool:
        """Whether this is the account of the launch in the news, and not an act of which a report tells besides."""
        return self.rule.startswith("launch.yaml")

    @property
    def is_proposed(self) -> bool:
        """Whether the model of acts proposed the event where no row of the tables fits."""
        return self.rule.startswith("acts:")

    @property
    def is_asked(self) -> bool:
        """Whether the language model behind an endpoint found the event, and bongsu itself did not."""
        return self.rule.startswith("endpoint:")


class Incident(msgspec.Struct, frozen=True, kw_only=True):
    """One occurrence and the events that tell of it. Conflicts and best values are derived, never stored.

    It goes by the id of its event in the report published first.
    """

    id: str
    type: str
    events: tuple[Event, ...]

    @property
    def claims(self) -> Iterator[Claim]:
        """All claims of all events, in order."""
        return (claim for event in self.events for claim in event.claims)


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What a check found, with the claims that it looked at and the numbers that it used.

    ``quotes`` are words of the report that it looked at and that are no claim: "three years ago, in 2019". A bound
    that is open is no figure. Raises ``ValueError`` for a figure that JSON cannot hold.
    """

    check: str
    verdict: Verdict
    incident_id: str
    message: str
    claims: tuple[Claim, ...]
    figures: dict[str, float | str]
    quotes: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        for name, figure in self.figures.items():
            if isinstance(figure, float) and not math.isfinite(figure):
                msg = f"figure {name} of {self.check} is {figure}, which JSON cannot hold"
                raise ValueError(msg)


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """What an analyst decided, which outranks the rules. Build it with :meth:`make`; a later entry can take it back.

    Attributes:
        id: 32 hexadecimal digits, the digest of all else.
        ruling: what was decided.
        subjects: what it is about: two or more ids of events (``same``, ``not the same``: no two of them are), the id
            of a claim (:attr:`Claim.id`), an outlet and whom it copies, or the id of the judgement that is taken back.
        by: name of the analyst.
        at: when, with a time zone.
        reason: why, in the analyst's words.
    """

    id: str
    ruling: Ruling
    subjects: tuple[str, ...]
    by: str
    at: dt.datetime
    reason: str

    def __post_init__(self) -> None:
        least, most = _SUBJECTS[self.ruling]
        if not least <= len(self.subjects) <= most or len({*self.subjects}) < len(self.subjects):
            msg = f"a judgement '{self.ruling}' needs {_number(least, most)}, not {len(self.subjects)}"
            raise ValueError(msg)
        if not self.by.strip() or not self.reason.strip():
            msg = "a judgement needs the name of who made it and a reason"
            raise ValueError(msg)
        if self.at.tzinfo is None:
            msg = f"the time of a judgement needs its zone: {self.at.isoformat()}"
            raise ValueError(msg)

    @classmethod
    def make(cls, *, ruling: Ruling, subjects: tuple[str, ...], by: str, at: dt.datetime, reason: str) -> Self:
        """Make a judgement whose id follows from its content. Raises ``ValueError`` when a part is missing."""
        made = cls(id="", ruling=ruling, subjects=subjects, by=by, at=at, reason=reason)
        instant = at.astimezone(dt.UTC).isoformat()
        return msgspec.structs.replace(made, id=digest("judgement", ruling, *subjects, by, instant, reason))


_SUBJECTS: Final[dict[Ruling, tuple[int, int]]] = {
    "same": (2, 1000),
    "not the same": (2, 1000),
    "claim is wrong": (1, 1),
    "outlet is a copy": (2, 2),
    "taken back": (1, 1),
}
"""The least and the greatest number of different subjects of a judgement."""


def _number(least: int, most: int) -> str:
    return f"{least} different subject{'s' * (least > 1)}" if least == most else f"{least} or more different subjects"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What a language model behind an endpoint was asked besides, and what became of its answer.

    Attributes:
        url: the address of the endpoint.
        model: the model that was asked for; None where that was left to the server.
        answered_by: the model that the server says has answered; None where it does not say, or there is no answer.
        prompt: SHA-256 digest of all that was asked but the report: instructions, schema and parameters.
        reason: why there is no answer, or none that can be used; nothing of it is in the reading then.
        agreed: events of bongsu's own that it names with the same type.
        differing: events of bongsu's own that it names with another type.
        added: events that it alone found.
        dropped: what of its answer was not taken, by the field and the reason, with how often.
    """

    url: str
    model: str | None
    answered_by: str | None
    prompt: str
    reason: str | None = None
    agreed: int = 0
    differing: int = 0
    added: int = 0
    dropped: dict[str, int] = {}


class MadeBy(msgspec.Struct, frozen=True, kw_only=True):
    """What made a reading: the version of bongsu and the SHA-256 digest of every table and model that it used.

    ``endpoint`` says what came of asking a language model besides; None where none was asked.
    """

    bongsu: str
    digests: dict[str, str]
    endpoint: Asked | None = None


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What bongsu read in one report. Raises ``ValueError`` when a quote in it is not the text at its span.

    Attributes:
        status: ``read``, or ``not read`` (with ``reason``), which is not the same as read and found empty.
        reason: why it was not read; None when it was.
    """

    report: Report
    status: Literal["read", "not read"]
    reason: str | None
    events: tuple[Event, ...]
    findings: tuple[Finding, ...]
    made_by: MadeBy

    def __post_init__(self) -> None:
        for evidence in self.evidence():
            if evidence.report_id != self.report.id or evidence != self.report.quote(evidence.span):
                msg = f"the quote at {evidence.span} is not the text of report {self.report.id} there"
                raise ValueError(msg)

    def evidence(self) -> Iterator[Evidence]:
        """Every quote in the reading."""
        for event in self.events:
            yield event.trigger
        claims = [claim for event in self.events for claim in event.claims]
        for finding in self.findings:
            claims += finding.claims
            yield from finding.quotes
        for claim in claims:
            yield claim.evidence
            if claim.attribution.cue is not None:
                yield claim.attribution.cue


def digest(*parts: str | int | None) -> str:
    """Return 32 hexadecimal digits that identify ``parts``.

    The parts are encoded as a JSON list first, so that no two different lists share a digest by
    running into each other.
    """
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:32]

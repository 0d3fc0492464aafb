"""PLOVER's JSON: one record a line, in the fields of the codebook, and what these cannot say under ``bongsu``.

Source: PLOVER codebook, draft 2.0 (https://github.com/openeventdata/PLOVER), chapter "Data Fields".
"""

from collections.abc import Sequence
from typing import Any, Final

import msgspec

from bongsu.exports.told import NO_TYPE, Export, Told, country, is_plain, sector, sift
from bongsu.model import Claim, Factuality, Mention, Place, Reading
from bongsu.reference.codes import Code

CODEBOOK: Final = "plover-2.0-draft"


def export(readings: Sequence[Reading]) -> Export:
    """Return the events of some readings as PLOVER records, JSON lines.

    Every event of a type that PLOVER has is in it. One that is denied, planned or not certain carries PLOVER's
    auxiliary modes among its contexts, and the exact certainty, polarity and status under ``bongsu``.
    """
    kept, left_out = sift(readings, lambda told: NO_TYPE if told.code is None else None)
    lines = (_line(told, told.code) for told in kept if told.code is not None)
    return Export(b"".join(lines), left_out)


def auxiliary(factuality: Factuality) -> list[str]:
    """Return PLOVER's auxiliary modes: negation, future, hypothetical; none for a plain fact.

    Whatever falls short of a fact and is neither denied nor still to come is hypothetical: what is demanded or
    conditional, and what is probable, possible or left open. PLOVER's fourth, historical, is never given.
    """
    modes = ["negation"] if factuality.polarity == "denied" else []
    modes += ["future"] if factuality.status == "planned" else []
    told = is_plain(msgspec.structs.replace(factuality, polarity="affirmed"))
    planned = factuality.status == "planned" and factuality.certainty == "certain"
    return modes if told or planned else [*modes, "hypothetical"]


def _line(told: Told, code: Code) -> bytes:
    record = {
        "id": told.event.id,
        "date": told.day,
        "time": told.clock,
        "actor": [_entity(mention, told) for mention in told.mentions("actor")],
        "recipient": [_entity(mention, told) for mention in told.mentions("recipient")],
        "event": [code.plover],
        "mode": [code.plover_mode] if code.plover_mode else [],
        "context": [*told.event.contexts, *auxiliary(told.factuality)],
        "event_loc": None if told.place is None else _place(told.place, told),
        "event_text": [told.event.trigger.quote],
        "quad_code": code.quad,
        "event_scale": code.score,
        **_text(told.act),
        "cite_info": _cite(told.reading),
        "coder": f"bongsu {told.reading.made_by.bongsu}",
        "bongsu": _more(told),
    }
    required = {"id", "date", "actor", "event"}
    kept = {name: value for name, value in record.items() if name in required or value not in (None, [])}
    return msgspec.json.encode(kept) + b"\n"


def _entity(mention: Mention, told: Told) -> dict[str, Any]:
    entity = mention.entity
    return _stated(
        code=country(mention),
        sector=sector(mention),
        entity_text=told.words(mention.span),
        identifier_text=None if entity is None else entity.name,
        bongsu_id=None if entity is None else entity.id,
    )


def _place(place: Place, told: Told) -> dict[str, Any]:
    return _stated(
        extracted_place=told.words(place.span),
        resolved_place=place.name,
        lat=place.lat,
        lon=place.lon,
        radius_km=place.radius_km,
        country_code=None if place.entity is None else place.entity.country,
    )


def _text(act: Claim | None) -> dict[str, Any]:
    if act is None:
        return {}
    span = act.evidence.span
    return {"text": act.evidence.quote, "text_info": {"start": span.start, "end": span.end}}


def _cite(reading: Reading) -> dict[str, Any]:
    report = reading.report
    return _stated(
        citation=report.id,
        url=report.url,
        title=report.title,
        language=report.language,
        publication=report.outlet,
        coder=f"bongsu {reading.made_by.bongsu}",
        codebook=CODEBOOK,
        published=None if report.published is None else report.published.value,
    )


def _more(told: Told) -> dict[str, Any]:
    """Return what PLOVER has no field for: the type as read, how surely, whose word it is, and why."""
    attribution = None if told.act is None else told.act.attribution
    speaker = None if attribution is None else attribution.speaker
    time = told.time
    return _stated(
        type=told.event.type,
        mode=told.event.mode,
        plain=told.is_plain,
        certainty=told.factuality.certainty,
        polarity=told.factuality.polarity,
        status=told.factuality.status,
        speaker=None if speaker is None else _entity(speaker, told),
        cue=None if attribution is None or attribution.cue is None else attribution.cue.quote,
        relayed_by=[_entity(mention, told) for mention in attribution.chain] if attribution else None,
        time=None if time is None else _stated(words=told.words(time.span), value=time.value, hedge=time.hedge),
        content=[told.words(claim.value.span) for claim in told.claims("content")],
        rule=told.event.rule,
    )


def _stated(**fields: Any) -> dict[str, Any]:  # noqa: ANN401 - what JSON can hold
    """Return the fields that have something in them."""
    return {name: value for name, value in fields.items() if value is not None and value != []}

"""Where a report's words come from, and whose word a claim is: what counts as one witness.

Ten copies of one wire are one origin. A claimant whom two independent outlets report is one claimant, told twice.
"""

import functools
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from urllib.parse import urlsplit

import msgspec

from bongsu.fusion.copies import copies, copy_groups
from bongsu.fusion.judgements import Standing, standing
from bongsu.model import Claim, Entity, Judgement, Mention, Report, Slot
from bongsu.reference.tables import load_table


class Ranks(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The table ``data/standing.yaml``: its comments say what each field holds."""

    official: frozenset[str]
    forces: frozenset[str]
    state_media: frozenset[str]
    measured: frozenset[Slot]
    compared_later: frozenset[Slot]


@functools.cache
def load_ranks() -> Ranks:
    """Return the table. Raises ``TableError`` when it is malformed."""
    return load_table("standing", Ranks)


class Origin(msgspec.Struct, frozen=True):
    """Where a report's words come from: the wire or outlet, and why it is taken for that."""

    name: str
    reason: str


class Claimant(msgspec.Struct, frozen=True):
    """Whose word a claim is.

    Attributes:
        id: what makes two claimants one: ``KOR-MIL``, the id of an entity, ``outlet:Reuters``, or the words.
        name: for people.
        country: the state that it belongs to, ISO 3166-1 alpha-3; None when there is none or it is not known.
        sector: its PLOVER sector; ``JRN`` for an outlet's own voice; None when not known.
    """

    id: str
    name: str
    country: str | None
    sector: str | None

    @property
    def official(self) -> bool:
        """Whether it speaks for a state."""
        return self.country is not None and self.sector in load_ranks().official

    @property
    def forces(self) -> bool:
        """Whether it speaks for a state's forces, who measure."""
        return self.country is not None and self.sector in load_ranks().forces

    def speaks_for(self, states: Container[str]) -> bool:
        """Say whether it speaks for one of ``states``: as an official, or as an outlet of a state that owns them."""
        media = self.sector == "JRN" and self.country in load_ranks().state_media
        return self.country in states and (self.official or media)


def origins(reports: Iterable[Report], judgements: Iterable[Judgement] = ()) -> dict[str, Origin]:
    """Return the origin of each report by its id.

    It is the wire that the report names; or that a copy of it names; or the outlet of the first of its copies; or its
    own outlet; or the report itself where its outlet is not known. Where an analyst ruled that an outlet copies
    another, that other.
    """
    known = sorted({report.id: report for report in reports}.values(), key=_place)
    by_id = {report.id: report for report in known}
    groups = copy_groups(copies(known))
    members = {name: [by_id[one] for one in group] for group in groups for name in group}
    judged = standing(judgements)
    return {report.id: _ruled(_origin(report, members.get(report.id, [report])), judged) for report in known}


def _place(report: Report) -> tuple[str, str]:
    return (report.published.value[:10] if report.published else "9", report.id)


def _origin(report: Report, copied: Sequence[Report]) -> Origin:
    if report.upstream is not None:
        return Origin(report.upstream, f"the report names {report.upstream}")
    named = Counter(one.upstream for one in copied if one.upstream is not None)
    if named:
        wire = min(named, key=lambda name: (-named[name], name))
        return Origin(wire, f"a copy of it names {wire}")
    first = min(copied, key=_place)
    name = outlet(first)
    if first.id != report.id:
        return Origin(name or _unnamed(first), f"it is a copy of what {name or 'an unnamed outlet'} published first")
    return Origin(name or _unnamed(first), f"its outlet is {name}" if name else "its outlet is not known")


def _unnamed(report: Report) -> str:
    return f"unnamed outlet of {report.id[:10]}"


def outlet(report: Report) -> str | None:
    """Return the outlet of a report, by its name or its address; None when neither is known."""
    if report.outlet is not None or report.url is None:
        return report.outlet
    try:
        host = urlsplit(report.url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _ruled(origin: Origin, judged: Standing) -> Origin:
    """Follow the rulings that an outlet copies another; a ring of them ends where it began."""
    seen: set[str] = set()
    while origin.name in judged.copied and origin.name not in seen:
        seen.add(origin.name)
        name, judgement = judged.copied[origin.name]
        origin = Origin(name, f"{judgement.by} ruled on {judgement.at.date()} that {origin.name} copies {name}")
    return origin


def claimant(claim: Claim, report: Report, where: Mapping[str, Origin]) -> Claimant:
    """Return whose word a claim is: its speaker's, or that of the origin of the report that says it itself."""
    speaker, origin = claim.attribution.speaker, where[report.id].name
    return _outlet(origin) if speaker is None else _named(speaker, origin)


def _outlet(name: str, country: str | None = None) -> Claimant:
    return Claimant(f"outlet:{name.casefold()}", name, country, "JRN")


def _named(speaker: Mention, origin: str) -> Claimant:
    """Return the claimant that a mention is; somebody without a name is nobody whom another origin knows too."""
    entity = speaker.entity
    if entity is None:
        return _outlet(origin)
    if _is_anyone(entity):
        return Claimant(f"{entity.id} in {origin}", f"{entity.name}, by {origin}", None, entity.sector)
    if speaker.label == "outlet":
        name = f"{entity.name} ({entity.country})" if entity.id.endswith("-SM") else entity.name
        return _outlet(name, entity.country)
    name = f"{entity.name} ({entity.country})" if entity.country else entity.name
    return Claimant(_of_state(entity) or entity.id, name, entity.country, entity.sector)


def _is_anyone(entity: Entity) -> bool:
    """Say whether an entity is a kind of people and not one of them: "officials", "witnesses", "the media"."""
    return entity.country is None and (entity.id.startswith("any:") or entity.id.isalpha())


def _of_state(entity: Entity) -> str | None:
    """Return what those who speak for a state have in common; None for everyone else."""
    if entity.country is None or entity.sector not in load_ranks().official:
        return None
    return f"{entity.country}-{'MIL' if entity.sector in load_ranks().forces else 'GOV'}"

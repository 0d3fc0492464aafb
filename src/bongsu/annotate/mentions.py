"""Names and who they are: gazetteer hits composed into actors, persons, outlets and systems.

"South Korea's military", "Japanese Chief Cabinet Secretary Yoshihide Suga" and "the defence ministry
of Japan" are one mention of one actor each. A head noun without a country ("the military") is given one
where the report gives a reason; without one it stays unknown.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from bongsu.annotate.groups import group_behind, group_of, has_people, in_office, is_free
from bongsu.annotate.owners import Noun, Owners, is_owned, with_country
from bongsu.datelines import dateline_end
from bongsu.model import Entity, Mention, Span
from bongsu.reference import Hit, Name
from bongsu.reference.tables import ARMED, PARTIES, UNTOLD, Country, Head, Organisation, Person, System, Title

Label = Literal["actor", "person", "organisation", "outlet", "system", "place", "other"]

_COUNTRY_USES = ("adjective", "country", "government", "capital", "people")
_ACTOR_USES = ("person", "organisation", "head", "title")
_WORD = r"[A-Z](?:\w+|['’](?!s\b)\w+)(?:['’](?!s\b)\w+)*(?:-[^\W_]+)*"  # "O'Neill", but "Neill" of "Neill's"
_PARTICLES = (
    r"(?:(?:abu|al|ben|bin|bint|da|dal|de|del|den|der|di|dos|el|ibn|la|le|ter|van|von) ){0,2}(?:(?:al|el|ul)-)?"
)
_NAME = re.compile(rf",? (?P<name>{_WORD}(?: (?:[A-Z]\.|[\"'“‘]{_WORD}[\"'”’]|{_PARTICLES}{_WORD}))*)")
_LABELS: dict[str, Label] = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_SORT_OF = re.compile(  # may stand between a group and its people: "Boko Haram Islamist militants", "EU aid officials"
    r" (?:(?:Islamist|Islamic|Shiite|Shia|Sunni|rebel|separatist|leftist|armed|senior|top|political|youth"
    r"|aid|ceasefire|election|electoral|humanitarian|trade) )?"
)
_HYPHENS = ("-", "‑", "–")
_OF = re.compile(r" (?:of|in|from|for) (?:the )?")
_OF_STATE = re.compile(r" of (?:the )?")
_SENT = frozenset({"ENVOY"})  # an envoy for Syria is not Syria's
_SENT_TO = re.compile(r" (?:for|in|to) (?:the )?")
_ABBREVIATED = frozenset({"UK", "US", "U.K.", "U.S."})
_FIELD = re.compile(  # what officials of a state are for: "US space officials"; no verb ("US sent troops")
    r"(?: (?:agriculture|aviation|border|climate|commerce|consular|counter-?terrorism|customs|cyber|drug|election"
    r"|embassy|energy|federal|former|health|immigration|labou?r|nuclear|oil|other|postal|senior|space|tax|top|trade|transport"
    r"|treasury|unnamed)){1,2} "
)
_OUT = re.compile(  # "withdrew its troops from Mali" says whence, not whose they are
    r"\b(?:withdr[ae]w\w*|pull(?:ed|ing|s)?(?: out)?|remov(?:e[ds]?|ing)|evacuat(?:e[ds]?|ing)"
    r"|expel\w*|deport\w*|expulsion of)(?: [\w,]+){0,3} $"
)
_ANY = re.compile(r"\b(?:an?|another|its|their)(?: [a-z]+)? $")  # "sent an envoy to Bern" says where to
_TOWN = re.compile(r"[A-Z][\w. /,-]{2,40}(?:\([^)]{2,60}\)|(?:-+|[–—]) )")  # "Islamabad (Press) Pakistan", "Seoul - A"
_TOP = 500  # characters: a dateline stands above or in the first paragraph
_SPEAKING = frozenset({"SPOX", "MILSPOX"})  # a spokesman whom a table knows is of the sector that it gives him
_HOSTS = frozenset({"BEL"})  # a dateline of Brussels is first of all one of NATO and the European Union
_CAPITAL = re.compile(r"\b[A-Z]\w*")
_CURRENCY = re.compile(r"[A-Z.]{1,4} ?\$")
_POSSESSIVE = re.compile(r"['’]s?(?= )")
# What may stand between a country and its actor: "South Korea's own top [officials]". Never a verb or a preposition.
_MODIFIERS = re.compile(
    r"(?: (?!(?:and|or|in|on|of|at|to|by|with|from|for|as|is|was|were|are|has|have|had|will|would|that|which|who"
    r"|said|says|over|into|off|near|after|before|while|but|the|a|an)\b)[\w-]*(?<!ed)(?<!ing)){0,2} ",
)


class _Phrase(msgspec.Struct, frozen=True):
    """A composed mention, the hits that it used up, and its head or title, or the party that many states have."""

    mention: Mention
    used: int
    noun: Noun | None = None


def find_mentions(text: str, hits: Sequence[Hit], names: Sequence[tuple[Span, str]] = ()) -> tuple[Mention, ...]:
    """Return the actors, persons, organisations, outlets and systems that ``text`` names, in order.

    Args:
        text: the report's text.
        hits: what :meth:`bongsu.reference.Gazetteer.find` found in it.
        names: spans and kinds (``PER``, ``ORG``, ``LOC``) of the names that the language model found; they fill in
            where no table knows a name.
    """
    hits = [hit for hit in _without_namesakes(hits, names) if not _is_currency(text, hit.span)]
    names = [(span, kind) for span, kind in names if not _is_currency(text, span)]
    known = list(_defined(text, list(_resolved(text, tuple(_phrases(text, hits)), _home(text, hits)))))
    known = _abbreviated(text, _without_adjectives(text, known), names)
    taken = bytearray(len(text))
    for span in [mention.span for mention in known] + [hit.span for hit in hits]:
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
    unknown = [
        Mention(span, _LABELS[kind], Entity(f"name:{text[span.start : span.end]}", text[span.start : span.end]))
        for span, kind in names
        if kind in _LABELS and not any(taken[span.start : span.end])
    ]
    # A name of one word is first of all the surname of somebody named before.
    full = [mention for mention in unknown if " " in text[mention.span.start : mention.span.end]]
    named = sorted([*known, *full], key=lambda mention: mention.span)
    later = list(_surnames(text, named))
    linked = {mention.span for mention in later}
    single = [mention for mention in unknown if mention not in full and mention.span not in linked]
    return tuple(sorted([*named, *later, *single], key=lambda mention: mention.span))


def _without_adjectives(text: str, known: Sequence[Mention]) -> list[Mention]:
    """Return the mentions without "official" where it only tells what sort of media follow: "the official Xinhua"."""
    media = {mention.span.start for mention in known if mention.label == "outlet"}

    def is_adjective(mention: Mention) -> bool:
        words = text[mention.span.start : mention.span.end]
        return words == "official" and mention.span.end + 1 in media and text[mention.span.end] == " "

    return [mention for mention in known if not is_adjective(mention)]


def _abbreviated(text: str, known: Sequence[Mention], names: Sequence[tuple[Span, str]]) -> list[Mention]:
    """Name an organisation in a spelling of no table by the abbreviation in brackets behind it."""
    short = {mention.span.start: mention for mention in known if mention.label == "organisation"}
    stated = {one.span.end for one in known if one.entity is not None and one.entity.country is not None}
    behind = {
        span: short.get(span.end + len(" ("))
        for span, kind in names
        if kind == "ORG" and span.end not in stated  # "the Taiwanese Ministry of Defense (MND)"
    }
    spelled = [
        Mention(span, "organisation", mention.entity)
        for span, mention in behind.items()
        if mention is not None and text[span.end : span.end + 2] == " (" and text.startswith(")", mention.span.end)
    ]
    rest = [mention for mention in known if not any(mention.span.overlaps(one.span) for one in spelled)]
    return sorted([*rest, *spelled], key=lambda mention: mention.span)


def _is_currency(text: str, span: Span) -> bool:
    """Say whether an abbreviation says in whose dollars a sum is: "US$15 million", not "gave the US $15 million"."""
    return _CURRENCY.match(text, span.start) is not None and not text.endswith("the ", 0, span.start)


def _without_namesakes(hits: Sequence[Hit], names: Sequence[tuple[Span, str]]) -> list[Hit]:
    """Drop what is part of a person's full name: "Obama" of a Michelle, "Chad" of a Wolf, "Shell" of an Ada."""
    persons = [span for span, kind in names if kind == "PER"]
    starts = {span.end: span.start for span in persons}
    longer = {span.start: span for span in persons}
    return [
        hit
        for hit in hits
        if not (_is_borne(hit) and starts.get(hit.span.end, hit.span.start) < hit.span.start)
        and not _is_forename(hit, longer.get(hit.span.start), hits)
    ]


def _is_borne(hit: Hit) -> bool:
    """Say whether a name may be somebody's surname: a person's or a body's, but not that of an outlet in a credit."""
    body = hit.get("organisation")
    row = None if body is None else body.row
    return hit.get("person") is not None or (isinstance(row, Organisation) and row.label != "outlet")


def _is_forename(hit: Hit, person: Span | None, hits: Sequence[Hit]) -> bool:
    """Say whether the name of a state or a capital begins a person's, of which no table has the rest."""
    if person is None or hit.get("country", "capital") is None or hit.get(*_ACTOR_USES) is not None:
        return False
    return hit.span != person and not any(other is not hit and other.span.overlaps(person) for other in hits)


def _phrases(text: str, hits: Sequence[Hit]) -> Iterator[_Phrase]:
    """Compose hits from left to right into mentions."""
    index = 0
    while index < len(hits):
        phrase = _phrase(text, hits[index:])
        if phrase is None:
            index += 1
        else:
            yield phrase
            index += phrase.used


def _phrase(text: str, hits: Sequence[Hit]) -> _Phrase | None:
    """Compose the mention that starts with the first hit; None when it is no actor (a sea, a town)."""
    first = hits[0]
    system = first.get("system")
    if system is not None and isinstance(system.row, System):
        return _Phrase(Mention(first.span, "system", Entity(system.key, system.row.name, system.row.country)), 1)
    country = first.get(*_COUNTRY_USES)
    chain = _chain(text, hits, after_country=country is not None)
    if country is None and not chain:
        return None
    used = len(chain) + (country is not None)
    end = hits[used - 1].span.end
    owner = country.key if country is not None else None
    if chain and chain[-1].use in {"head", "title"} and used < len(hits):
        between = text[end : hits[used].span.start]
        sent = chain[-1].key in _SENT and _SENT_TO.fullmatch(between) is not None
        sent &= not (between.startswith(" to") and _ANY.search(text, 0, first.span.start))
        after = hits[used].get("country", "capital", "government")
        if text.startswith(_HYPHENS, hits[used].span.end) or group_of(chain[0]) is not None:
            after = None  # "the head of the London-based watchdog", "Hamas officials in Beirut"
        whence = between.startswith(" from") and _OUT.search(text, 0, first.span.start) is not None
        loose = owner is None and not whence and not is_owned(text, first.span.start)
        if after is not None and (sent or (loose and _OF.fullmatch(between))):
            owner, end, used = owner if sent else after.key, hits[used].span.end, used + 1
            person = hits[used].get("person") if used < len(hits) else None
            if person is not None and text[end : hits[used].span.start] in {" ", ", "}:
                chain, end, used = [*chain, person], hits[used].span.end, used + 1
        elif len(chain) == 1 and (
            group := group_behind(text, hits[used - 1], chain[0], hits[used], owned=owner is not None)
        ):
            chain, end, used = [group, *chain], hits[used].span.end, used + 1
            owner = None if is_free(group) else owner
    chain, owner = in_office(chain, owner, text[first.span.start : end])
    name = _holder(text, end, hits[used:]) if chain and chain[-1].use == "title" else None
    if name is not None:
        end = name.end()
        owner = owner or _state_behind(text, end, hits[used:])
    span = Span(first.span.start, end)
    if not chain:
        assert country is not None
        return _Phrase(Mention(span, "actor", _state(country)), used)
    return _actor(span, used, chain, owner, name.group("name") if name else None)


def _holder(text: str, end: int, after: Sequence[Hit]) -> re.Match[str] | None:
    """Return the name behind a title; none in "ministers of France, Germany", "brought to justice, Xinhua said"."""
    name = _NAME.match(text, end)
    return None if name is None or _is_anothers(name, after) else name


def _state_behind(text: str, end: int, after: Sequence[Hit]) -> str | None:
    """Return the state behind an office-holder's name: "President Hans Doe of Norway"."""
    hit = next((hit for hit in after if hit.span.start >= end), None)
    if hit is None or _OF_STATE.fullmatch(text, end, hit.span.start) is None:
        return None
    state = hit.get("country")
    return None if state is None else state.key


def _is_anothers(name: re.Match[str], after: Sequence[Hit]) -> bool:
    """Say whether what looks like the name behind a title is the next state of a list, or that of a body."""
    span = Span(*name.span("name"))
    return bool(after) and after[0].span == span and after[0].get(*_COUNTRY_USES, "organisation") is not None


def _chain(text: str, hits: Sequence[Hit], *, after_country: bool) -> list[Name]:
    """Return the actor nouns, titles and persons that follow one another in one phrase."""
    chain: list[Name] = []
    for index, hit in enumerate(hits):
        if index == 0 and after_country:
            continue
        name = _actor_name(hit, owned=after_country and index == 1)
        if name is None or (index > 0 and not _linked(text, hits[index - 1], hit, chain)):
            break
        chain.append(name)
    return chain


def _actor_name(hit: Hit, *, owned: bool) -> Name | None:
    """Return what acts under a name; with a state before it rather what that state has: "Cuba's UN mission"."""
    name, head = hit.get(*_ACTOR_USES), hit.get("head")
    return head if owned and head is not None and name is not None and is_free(name) else name


def _linked(text: str, left: Hit, right: Hit, chain: Sequence[Name]) -> bool:
    """Say whether two neighbouring hits belong to one phrase by what stands between them."""
    start = left.span.end
    possessive = _POSSESSIVE.match(text, start)
    gap_start = possessive.end() if possessive else start
    gap = text[gap_start : right.span.start]
    if chain and chain[-1].use == "person":  # "President Choi Sang-mok, Blinken said": two people
        return False
    if chain and _SORT_OF.fullmatch(gap) and has_people(text, chain[-1], right):
        return True
    if chain:
        agency = chain[-1].use == "organisation" and _is_media(right)  # "KCNA news agency"
        beside = gap == " " or (gap == ", " and chain[-1].use == "title")  # not "left the embassy, President Doe said"
        return beside and not possessive and (agency or right.get("title", "person") is not None)
    if possessive or left.get("adjective"):
        return _MODIFIERS.fullmatch(text, gap_start, right.span.start) is not None
    short = text[left.span.start : left.span.end] in _ABBREVIATED
    return gap == " " or (short and _FIELD.fullmatch(gap) is not None)


def _is_media(hit: Hit) -> bool:
    head = hit.get("head")
    return head is not None and isinstance(head.row, Head) and head.row.sector == "JRN"


def _state(country: Name) -> Entity:
    assert isinstance(country.row, Country)
    return Entity(country.key, country.row.name, country.key, "GOV")


def _actor(span: Span, used: int, chain: Sequence[Name], owner: str | None, name: str | None) -> _Phrase:
    """Make the mention of an organisation, an office or a person from the parts of its phrase."""
    body = next((part for part in chain if part.use in {"organisation", "head"}), None)
    person = next((part.row for part in chain if isinstance(part.row, Person)), None)
    title = next((part.row for part in chain if isinstance(part.row, Title)), None)
    row = body.row if body is not None else title
    assert row is None or isinstance(row, Organisation | Head | Title)
    if isinstance(row, Organisation | Title) and (owner is None or row.sector in ARMED):
        owner = row.country or owner
    if person is not None:
        sector = person.sector if row is None or (row is title and title.key in _SPEAKING) else row.sector
        entity = Entity(person.id, person.names[0], owner or person.country, sector)
        return _Phrase(Mention(span, "person", entity), used, title)
    assert row is not None
    noun = None if isinstance(row, Organisation) and row.sector not in PARTIES else row
    if name is not None:
        return _Phrase(Mention(span, "person", Entity(f"name:{name}", name, owner, row.sector)), used, noun)
    if isinstance(row, Organisation):
        key = f"{owner}-{row.id}" if row.sector in PARTIES and owner != row.country else row.id
        return _Phrase(Mention(span, row.label, Entity(key, row.name, owner, row.sector)), used, noun)
    label: Label = "outlet" if row.sector == "JRN" else "organisation"
    what = row.name if isinstance(row, Head) else row.title[0]
    entity = Entity(f"{owner}-{row.key}" if owner else row.key, what, owner, row.sector)
    return _Phrase(Mention(span, label, entity), used, noun)


def _resolved(text: str, phrases: Sequence[_Phrase], home: str | None) -> Iterator[Mention]:
    """Give heads and titles without a country the one that the report gives a reason for."""
    entities = [phrase.mention.entity for phrase in phrases]
    heard = frozenset(one.country for one in entities if one is not None and one.country is not None)
    named = frozenset(
        one.country
        for one, phrase in zip(entities, phrases, strict=True)
        if one is not None and one.country is not None and one.sector not in UNTOLD and phrase.mention.label != "system"
    )
    known = Owners(named, heard, home)
    before: Mention | None = None
    for index, phrase in enumerate(phrases):
        mention, noun = phrase.mention, phrase.noun
        stateless = mention.entity is not None and mention.entity.country is None
        if stateless and noun is not None and noun.sector != "IGO":  # a secretary-general is that of no state
            owner = _owner_behind(text, phrases[index : index + 2])
            mention = known.resolve(text, mention, noun) if owner is None else with_country(mention, owner)
        elif mention.label == "actor" and index + 1 < len(phrases):
            mention = _shared(text, mention, phrases[index + 1])
        if before is not None and isinstance(phrase.noun, Title) and phrase.noun.key in _SPEAKING:
            mention = _spoken_for(text, before, mention)
        before = mention
        known.note(text, mention, phrase.noun)
        yield mention


def _spoken_for(text: str, body: Mention, mention: Mention) -> Mention:
    """Give a spokesman the state and sector of the body whose he is: "the navy's spokesman Jo Doe"."""
    if body.label != "organisation" or text[body.span.end : mention.span.start] not in {"'s ", "’s "}:
        return mention
    whose, entity = body.entity, mention.entity
    if whose is None or whose.country is None or entity is None:
        return mention
    return msgspec.structs.replace(
        mention, entity=msgspec.structs.replace(entity, country=whose.country, sector=whose.sector)
    )


def _owner_behind(text: str, phrases: Sequence[_Phrase]) -> str | None:
    """Return the state that an apposition gives a person: "General Bikram Singh, India's army chief,"."""
    person, after = phrases[0].mention, phrases[1] if len(phrases) > 1 else None
    if after is None or person.label != "person" or text[person.span.end : after.mention.span.start] != ", ":
        return None
    entity = after.mention.entity
    return entity.country if isinstance(after.noun, Title) and entity is not None else None


def _defined(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Give an abbreviation the meaning that the report gives it: "the Saudi Press Agency (SPA)" is no assembly."""
    meant: dict[str, Mention] = {}
    for long, short in itertools.pairwise(mentions):
        words, letters = text[long.span.start : long.span.end], text[short.span.start : short.span.end]
        initials = "".join(word[0] for word in _CAPITAL.findall(words))
        if text[long.span.end : short.span.start] == " (" and letters.isupper() and initials.endswith(letters):
            meant[letters] = long
    for mention in mentions:
        long = meant.get(text[mention.span.start : mention.span.end], mention)
        yield msgspec.structs.replace(mention, label=long.label, entity=long.entity)


def _shared(text: str, state: Mention, after: _Phrase) -> Mention:
    """Share a head between states: the first of "U.S. and South Korean militaries" is a military too."""
    joined = text[state.span.end : after.mention.span.start] in {" and ", " and the ", ", "}
    if not joined or not isinstance(after.noun, Head) or after.mention.label != "organisation":
        return state
    entity = state.entity
    assert entity is not None
    shared = Entity(f"{entity.country}-{after.noun.key}", after.noun.name, entity.country, after.noun.sector)
    return Mention(state.span, "organisation", shared)


def _home(text: str, hits: Sequence[Hit]) -> str | None:
    """Return the country of the dateline ("SEOUL, Sept. 15 (Yonhap) --"); None when no line near the top has one."""
    for hit in hits:
        if hit.span.start > _TOP:
            return None
        capital = hit.get("capital")
        if capital is None or capital.key in _HOSTS:
            continue
        starts_line = hit.span.start == 0 or text[hit.span.start - 1] == "\n"
        if starts_line and (dateline_end(text, hit.span.start) >= hit.span.end or _TOWN.match(text, hit.span.start)):
            return capital.key
    return None


def _blanked(text: str, spans: Sequence[Span]) -> str:
    """Return ``text`` with ``spans`` overwritten, so that nothing is found across them; offsets stay."""
    pieces = list(text)
    for span in spans:
        pieces[span.start : span.end] = "\0" * (span.end - span.start)
    return "".join(pieces)


def _surnames(text: str, named: Sequence[Mention]) -> Iterator[Mention]:
    """Yield later mentions of a person by surname alone ("Abe", "Kim"), linked to the last bearer before them.

    Whom a surname alone has meant it goes on to mean: "Clinton" stays Bill when Hillary comes in. Not so a surname that
    stands first, of which many are borne by strangers ("Kim").
    """
    free = _blanked(text, [mention.span for mention in named])
    bearers = [(_surname(mention), mention) for mention in named if mention.label in {"person", "other"}]
    surnames = sorted({surname for surname, _ in bearers if surname is not None and len(surname) > 1})
    if not surnames:
        return
    meant: dict[str, Mention] = {}
    for match in re.finditer(rf"\b(?:{'|'.join(map(re.escape, surnames))})\b", free):
        span, surname = Span(*match.span()), match.group()
        last = next((m for s, m in reversed(bearers) if s == surname and m.span < span), None)
        bearer = meant.get(surname, last)
        if bearer is not None:
            if bearer.entity is not None and not bearer.entity.name.startswith(surname):
                meant[surname] = bearer
            yield Mention(span, bearer.label, bearer.entity)


def _surname(mention: Mention) -> str | None:
    """Return the family name: the first of a Korean or Chinese name, otherwise the last."""
    if mention.entity is None:
        return None
    words = mention.entity.name.split()
    eastern = mention.entity.country in {"KOR", "PRK", "CHN"} or (len(words) == 2 and "-" in words[-1])
    return (words[0] if eastern else words[-1]) if len(words) > 1 else None

"""Who a noun phrase is: the cast of a report, by token.

A phrase is who a table, the names or the coreference say; else what kind of people its noun is ("protesters", "a
court"), of the state that its adjective or owner names; a pronoun whose antecedent is not known is kept as it stands.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from bongsu.coding.inflect import Inflector
from bongsu.coding.tree import Tree
from bongsu.model import Annotation, Coreference, Entity, Mention, Span
from bongsu.reference.people import TABLE, People, staff
from bongsu.reference.tables import ARMED, BODIES, PARTIES, load_layers, load_table

T = TypeVar("T")
_FORM = re.compile(r" (?:Ltd|Inc|Corp|LLC|PLC)\b\.?")
_SOME = frozenset({"more", "another", "several", "dozens", "others"})

_GROUPS = frozenset(
    {
        "army",
        "civilian",
        "coalition",
        "farmer",
        "government",
        "guerrilla",
        "insurgent",
        "jihadist",
        "militant",
        "militia",
    }
    | {"opposition", "police", "rebel", "student", "worker", "youth"}
)
_ACTING = frozenset({"actor", "person", "organisation", "outlet"})
_LABELS: dict[str, Literal["person", "organisation", "actor"]] = {
    "PER": "person",
    "ORG": "organisation",
    "GPE-GOV": "actor",
    "NORP": "actor",
}
_HAPPENING = frozenset(  # of which the name of a capital or island in front says where: "the Paris attacks"
    {"assault", "attack", "attacks", "blast", "blasts", "bombing", "bombings", "clashes", "conference", "explosion"}
    | {"killings", "massacre", "meeting", "protest", "protests", "riot", "riots", "shooting", "shootings", "siege"}
    | {"summit", "talks", "violence"}
)
_HELD = frozenset(
    {"abducted", "arrested", "captured", "detained", "freed", "held", "imprisoned", "jailed", "kidnapped", "killed"}
    | {"released", "seized", "taken", "wounded"}
)
_CURRENCIES = frozenset(
    {"dinar", "dirham", "dollar", "franc", "krona", "krone", "kroner", "kronor", "lira", "peso", "pound", "rand"}
    | {"rial", "riyal", "rouble", "ruble", "rupee", "shilling", "won"}
)
ANSWERED = frozenset(  # by others than the one whose it is
    {"authenticated", "condemned", "denied", "dismissed", "disputed", "geolocated", "obtained", "opposed", "praised"}
    | {"brokered", "chaired", "hosted", "mediated", "moderated", "rejected", "reviewed", "seen", "verified", "viewed"}
    | {"welcomed"}
)
RELAYED = frozenset({"aired", "broadcast", "carried", "cited", "posted", "published", "quoted", "relayed", "run"})
_OTHERS = frozenset(  # than the state whose they are: "Chad's neighbours"
    {"allies", "ally", "enemies", "enemy", "neighbor", "neighbors", "neighbour", "neighbours", "partner", "partners"}
    | {"rival", "rivals"}
)
_CRAFT = ("ship", "vessel")
_ARMED = frozenset({"armed", "army", "assault", "coastguard", "guard", "military", "naval", "navy", "patrol", "war"})
_MANNED = frozenset({"MIL", "REB", "SPY", *ARMED})
_SERVING = frozenset({"MIL", "COP", "SPY", "LEG"})
_OF = re.compile(r" of (?:the )?")
_OF_BODY = re.compile(r" (?:of|from) (?:the )?")
_SERVICES = {
    "intelligence": "SPY",
    "secret": "SPY",
    "security": "SPY",
    "emergency": "GOV",
    "rescue": "GOV",
    "border": "COP",
}
_PERSONAL = frozenset({"he", "she", "they", "him", "her", "them", "we", "us", "i", "who", "whom", "it"})


class PeopleRules(msgspec.Struct, frozen=True):
    """The sector of every form of the nouns in the table; endings of other people's nouns, and what only looks so."""

    sectors: dict[str, str]
    suffixes: tuple[str, ...]
    things: frozenset[str]

    def sector(self, word: str) -> str | None:
        """Return the PLOVER sector of a noun that is somebody, ``UNK`` where only its ending says so; else None."""
        if word in self.sectors:
            return self.sectors[word]
        singular = word.removesuffix("s")
        by_ending = len(singular) > len("user") and singular.endswith(self.suffixes) and singular not in self.things
        return "UNK" if by_ending else None


def load_people(inflector: Inflector, own: Path | None = None) -> PeopleRules:
    """Load ``data/people.yaml``, with a user's own nouns before ours. Raises ``TableError`` when a row is malformed."""
    layers = load_layers(TABLE, People, own)
    things = frozenset(thing for layer in layers for thing in layer.table.things.split())
    persons = load_table("nouns", dict[str, str])["person"]
    return PeopleRules(
        {form: "UNK" for noun in persons.split() if noun not in things for form in inflector.noun(noun)}
        | {
            form: sector
            for layer in reversed(layers)
            for sector, nouns in layer.table.sectors.items()
            for noun in nouns.split()
            for form in inflector.noun(noun)
        },
        tuple(suffix for layer in layers for suffix in layer.table.suffixes.split()),
        things,
    )


class Cast:
    """Looks up who stands at a token. Made once a report; pure after that."""

    def __init__(self, annotation: Annotation, rules: PeopleRules, suffered: frozenset[str] = frozenset()) -> None:
        """Look up everybody in ``annotation``; ``suffered`` are nouns like "arrest", whose "of" names the victim."""
        self._suffered = suffered
        self._text = annotation.report.text
        self.words = _words(annotation)
        self._rules = rules
        acting = (mention for mention in annotation.mentions if mention.label in _ACTING)
        self._starting = {mention.span.start: mention for mention in annotation.mentions if mention.label in _ACTING}
        self._mentions = _by_token(annotation, ((self._with_form(mention), mention) for mention in acting))
        self._armed = tuple(mention for mention in annotation.mentions if mention.label == "system")
        self._weapons = _by_token(annotation, ((mention.span, mention) for mention in self._armed))
        self._places = _by_token(annotation, ((place.span, place) for place in annotation.places))
        self._links = _by_token(annotation, ((link.span, link) for link in annotation.coreference))
        measured = [time.span for time in annotation.times] + [bearing.span for bearing in annotation.bearings]
        measured += [quantity.span for quantity in annotation.quantities if quantity.unit != "1"]
        self._measured = _by_token(annotation, ((span, span) for span in sorted(measured)))
        self._names = _by_token(annotation, ((name.span, name) for name in annotation.names if name.label in _LABELS))

    def _with_form(self, mention: Mention) -> Span:
        """Return the words of a name with the legal form behind it, on which the parser hangs it: "Acme Ltd"."""
        form = _FORM.match(self._text, mention.span.end) if mention.label == "organisation" else None
        return mention.span if form is None else Span(mention.span.start, form.end())

    def who(self, tree: Tree, token: int) -> Mention | None:
        """Return who the noun phrase headed by ``token`` is; None when it is nobody who could act."""
        named = self._name_behind(tree, token)
        known = named or self._led(tree, token, self._known(tree, token))
        return known or self._kind(tree, token) or self._pronoun(tree, token)

    def _led(self, tree: Tree, token: int, body: Mention | None) -> Mention | None:
        """Return a body of no state as that of the person who leads it: "the Doe government"."""
        own = None if body is None else body.entity
        below = [child for child in tree.all(token, "nmod") if tree.case(child) == "of"]
        settled = own is not None and own.country is not None and not below  # "the government of Doe" is not the town's
        if body is None or own is None or own.sector == "IGO" or settled or body.label != "organisation":
            return body
        leaders = (self._known(tree, child) for child in (*tree.all(token, "nmod:poss", "compound"), *below))
        states = (who.entity.country for who in leaders if who is not None and who.label == "person" and who.entity)
        state = next((state for state in states if state is not None), None)
        if state is None:
            return body
        kind = own.id if own.country is None else own.id.removeprefix(f"{own.country}-")
        return msgspec.structs.replace(body, entity=Entity(f"{state}-{kind}", own.name, state, own.sector))

    def _name_behind(self, tree: Tree, token: int) -> Mention | None:
        """Return the name right behind a noun that says what it is: "the state news agency KCNA"."""
        name = token + 1  # the parser hangs it on the noun, under whatever relation, or beside it as a second subject
        beside = token in tree.words and name in tree.words and _place(tree, name) == _place(tree, token)
        behind = tree.upos(token) == "NOUN" and (name in tree.children[token] or beside)
        found = self._known(tree, name) if behind else None
        return found if found is not None and found.label in {"outlet", "organisation"} else None

    def is_measure(self, token: int) -> bool:
        """Say whether a token belongs to a time, an amount or a direction, and so is nobody and no thing."""
        return token in self._measured

    def is_suffered(self, word: str) -> bool:
        """Say whether a noun is an act that is suffered: "the arrest of" somebody is not that person's."""
        return word in self._suffered

    def is_weapon(self, token: int) -> bool:
        """Say whether a token names a missile, rocket or other system of the tables: "Minuteman III"."""
        return token in self._weapons

    def is_name(self, tree: Tree, token: int) -> bool:
        """Say whether a word is a name that may be somebody's, also one that no table knows: "Maduro", "ICE"."""
        span, sentence = tree.tokens[token].span, tree.sentence.span
        capitals = self._text[span.start : span.end].isupper() and len(tree.words[token]) > 1
        initials = capitals and not self._text[sentence.start : sentence.end].isupper()
        return (tree.upos(token) == "PROPN" or initials) and not self.is_weapon(token)

    def weapons_in(self, span: Span) -> tuple[Mention, ...]:
        """Return the systems of the tables that are named within a span."""
        return tuple(weapon for weapon in self._armed if weapon.span in span)

    def several(self, token: int) -> tuple[Mention, ...]:
        """Return all for whom a word stands, each in its words: "both officials", "they"; none where it is one."""
        link = self._links.get(token)
        return () if link is None else tuple(msgspec.structs.replace(one, span=link.span) for one in link.members)

    def meant(self, token: int) -> tuple[str, ...]:
        """Return the words that a pronoun stands for, in small letters; none when that is not known."""
        link = self._links.get(token)
        return () if link is None else tuple(self._text[link.antecedent.start : link.antecedent.end].lower().split())

    def kinds(self, tree: Tree, token: int) -> tuple[str, ...]:
        """Return ``somebody``, ``somewhere`` and ``some`` ("two more"), as far as the phrase at a token is that."""
        found = {
            "somebody": not self.is_measure(token) and self.who(tree, token) is not None,
            "somewhere": token in self._places,
            "some": tree.upos(token) == "NUM" or tree.words[token] in _SOME,
        }
        return tuple(kind for kind, fits in found.items() if fits)

    def named(self, tree: Tree, token: int) -> Mention | None:
        """Return who a word before a noun names: "Israeli" of "an Israeli strike", but not "military" of a drill.

        None is who stands behind a prefix: "an anti-Hamas raid".
        """
        hyphened = tree.words.get(token - 1) == "-" and token - 1 not in self._mentions  # but "al-Shabaab"
        place, noun = self._places.get(token), tree.head(token)
        where = place is not None and place.feature in {"capital", "island"} and tree.words.get(noun or 0) in _HAPPENING
        money = tree.words.get(noun or 0, "").removesuffix("s") in _CURRENCIES  # "10 million Australian dollars"
        found = None if hyphened or where or money else self._known(tree, token)
        if found is None or tree.tokens[token].span.start < found.span.start:
            return None
        words = self._text[found.span.start : found.span.end]
        listed = found.entity is not None and not found.entity.id.startswith("name:")
        return found if words[0].isupper() or (listed and not words.islower()) else None

    def group(self, tree: Tree, token: int) -> Mention | None:
        """Return who a common noun before an act is: "a rebel attack", "a police raid"."""
        return self._kind(tree, token) if tree.words[token] in _GROUPS else None

    def owner(self, tree: Tree, token: int) -> Mention | None:
        """Return whose the thing headed by ``token`` is: "the North's launch", "U.S. troops", "a test by Iran"."""
        made = [self._known(tree, agent) for agent in self._agents(tree, token, relayed=False)]
        relayed = [self._known(tree, agent) for agent in self._agents(tree, token, relayed=True)]
        return next((owner for owner in (*made, *self._owners(tree, token), *relayed) if owner is not None), None)

    def _agents(self, tree: Tree, token: int, *, relayed: bool) -> Iterator[int]:
        """Yield by whom a thing is made ("an offer made by"), or only passed on ("a statement published by").

        Who is held is not of those who hold him: "hostages held by the rebels".
        """
        person = self._rules.sector(tree.words[token]) is not None
        for clause in tree.all(token, "acl"):
            held = person and tree.words[clause] in _HELD
            if not held and tree.words[clause] not in ANSWERED and (tree.words[clause] in RELAYED) == relayed:
                yield from (agent for agent in tree.all(clause, "obl:agent", "obl") if tree.case(agent) == "by")

    def _owners(self, tree: Tree, token: int) -> Iterator[Mention | None]:
        """Yield who stands before a noun or behind its preposition, as owner."""
        cases = {"by", "from"} if self.is_suffered(tree.words[token]) else {"by", "from", "of"}
        for child in () if self._is_victims(tree, token) else tree.all(token, "nmod:poss"):
            yield self._known(tree, child) or self._kind(tree, child)
        for child in tree.all(token, "amod", "compound"):
            yield self.named(tree, child)
            yield from (self.named(tree, part) for part in tree.children[child])  # "a U.S.-drafted resolution"
        for child in tree.all(token, "nmod"):
            found = self._known(tree, child) if tree.case(child) in cases else None
            yield found or (self._kind(tree, child) if tree.case(child) == "by" else None)

    def _is_victims(self, tree: Tree, noun: int) -> bool:
        """Say whether an act that is suffered is named by who suffers it: "Doe's arrest", not "Iran's arrest of"."""
        owned = self.is_suffered(tree.words[noun]) and all(tree.case(child) != "of" for child in tree.all(noun, "nmod"))
        people = (self._known(tree, child) for child in tree.all(noun, "nmod:poss")) if owned else ()
        return any(who is not None and who.label == "person" for who in people)

    def _known(self, tree: Tree, token: int) -> Mention | None:
        """Return who the mentions, the coreference or the names say that a token is."""
        if token in self._mentions and not self._is_whereabouts(tree, token):
            return self._in_full(self._mentions[token], self._links.get(token))
        if token in self._links:
            link = self._links[token]
            if any(link.antecedent.overlaps(weapon.span) for weapon in self._armed):
                return None  # "it", said of a missile, is nobody
            named = self._starting.get(link.antecedent.start)
            if named is not None and named.span in tree.sentence.span:
                return named
            return Mention(link.span, "actor", link.entity) if link.entity is not None else None
        if token in self._names and tree.upos(token) == "PROPN":
            name = self._names[token]
            words = self._text[name.span.start : name.span.end]
            return Mention(name.span, _LABELS[name.label], name.entity or Entity(f"name:{words}", words))
        return None

    def _is_whereabouts(self, tree: Tree, token: int) -> bool:
        """Say whether a name only says where those are with whom it is named: "Belarus" of "protesters in Belarus"."""
        noun = tree.head(token)
        inside = noun is not None and noun in self._mentions and self._mentions[noun] is self._mentions[token]
        return inside and tree.relation(token) == "nmod" and tree.case(token) == "in"

    def _in_full(self, mention: Mention, link: Coreference | None) -> Mention:
        """Return "President Choi", of whom nothing else is known, as the one who was named in full before.

        And "the government" as that of the state for which it stands.
        """
        own, meant = mention.entity, None if link is None else link.entity
        if own is not None and meant is not None and link is not None and link.rule == "body":
            state = meant.country if own.country is None and link.span.end == mention.span.end else None
            body = own if state is None else Entity(f"{state}-{own.id}", own.name, state, own.sector)
            return msgspec.structs.replace(mention, entity=body)
        entity = None if link is None or link.span != mention.span else link.entity
        if entity is None or mention.entity is None or not mention.entity.id.startswith("name:"):
            return mention
        return msgspec.structs.replace(mention, entity=entity)

    def _kind(self, tree: Tree, token: int) -> Mention | None:
        """Return what kind of people a noun is, with the state that its adjective or owner names."""
        sector = self._media(tree, token) or self._service(tree, token) or self._rules.sector(tree.words[token])
        adjective = tree.upos(token) == "ADJ" and tree.words[token] in _GROUPS  # "insurgent shelling"
        if sector is None or not (adjective or tree.upos(token) in {"NOUN", "PROPN"}):
            return None
        if tree.words[token] == "state" and tree.one(token, "compound") is not None:  # "in Zamfara state"
            return None
        owner = self.owner(tree, token)
        country = owner.entity.country if owner is not None and owner.entity is not None else None
        words = tree.words[token]
        country = None if words in _OTHERS else country
        if words == "coalition" and any(tree.words[child] == "led" for child in tree.all(token, "amod")):
            sector = "MIL"  # "the Riyadh-led coalition", and no coalition of parties
        span = tree.span(tree.core(token))
        if owner is not None and owner.entity is not None and self._is_of(owner, span, tree.tokens[token].span):
            sector = _of_group(owner.entity.sector, sector, words)
        return Mention(span, "actor", Entity(f"{country or 'any'}:{words}", words, country, sector))

    def _is_of(self, owner: Mention, phrase: Span, noun: Span) -> bool:
        """Say whether an owner stands in a noun's phrase or behind its "of", and not as agent: "captured by"."""
        body = owner.entity is not None and owner.entity.sector in BODIES
        joins = _OF_BODY if body else _OF
        return owner.span in phrase or joins.fullmatch(self._text, noun.end, owner.span.start) is not None

    def _media(self, tree: Tree, token: int) -> str | None:
        """Return the sector of news agencies, which "agencies" alone are not."""
        news = tree.words[token].startswith("agenc") and tree.words.get(token - 1) == "news"
        return "JRN" if news else None

    def _service(self, tree: Tree, token: int) -> str | None:
        """Return the sector of a service by what it does, and of a ship by whose it is: "a naval vessel".

        "The security service" acts, a bus service does not.
        """
        parts = [tree.words[part] for part in tree.all(token, "compound", "amod")]
        if tree.words[token].startswith(_CRAFT) and not _ARMED.isdisjoint(parts):
            return "MIL"
        found = (_SERVICES.get(part) for part in parts if tree.words[token].startswith("service"))
        return next((sector for sector in found if sector), None)

    def _pronoun(self, tree: Tree, token: int) -> Mention | None:
        if tree.upos(token) == "PRON" and tree.words[token] in _PERSONAL - {"it", "who", "whom"}:
            return Mention(tree.tokens[token].span, "actor", None)
        return None


def _of_group(group: str | None, sector: str, noun: str) -> str:
    """Return the sector of a group's members ("members of the Taliban", "the Hamas movement") and armed people.

    Those who act for a body of no government are of it: "African Union mediators".
    """
    if group in BODIES and (noun in staff() or noun.removesuffix("s") in staff()):
        return group
    if group in _SERVING and noun.startswith("member"):
        return group
    people = sector == "UNK" or noun.startswith(("member", "organisation", "organization"))
    joined = (group in ARMED and sector in _MANNED) or (group in ARMED | PARTIES and people)
    return group if joined and group is not None else sector


def _place(tree: Tree, token: int) -> tuple[int | None, str]:
    """Return on which word a token hangs, and how."""
    return tree.head(token), tree.relation(token)


def _words(annotation: Annotation) -> frozenset[str]:
    """Return the words of a report in small letters, with "missile" where it names one."""
    text = annotation.report.text
    words = {text[token.span.start : token.span.end].lower() for token in annotation.tokens}
    return frozenset(words | {"missile" for mention in annotation.mentions if mention.label == "system"})


def _by_token(annotation: Annotation, items: Iterator[tuple[Span, T]]) -> dict[int, T]:
    """Return the item that covers each token, the longest where there are several."""
    found: dict[int, T] = {}
    ordered: Sequence[tuple[Span, T]] = sorted(items, key=lambda item: (item[0].start, -item[0].end))
    tokens = annotation.tokens
    position = 0
    for span, item in ordered:
        while position < len(tokens) and tokens[position].span.end <= span.start:
            position += 1
        index = position
        while index < len(tokens) and tokens[index].span.start < span.end:
            found.setdefault(index, item)
            index += 1
    return found

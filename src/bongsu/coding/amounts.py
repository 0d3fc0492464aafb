"""Which amounts are figures of the flight, by what governs them.

A length is the distance flown where a verb of flight whose subject is the missile or its launch has it ("the missile
flew 500 km"), or where it is of a noun for it ("a flight distance of 500 km"); the apogee likewise. A distance from a
coast, between two towns, or of an aircraft is neither. Where syntax does not tell, the patterns of ``launch.yaml`` do.
"""

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from bongsu.coding.claimants import Claimants
from bongsu.coding.clauses import subjects
from bongsu.coding.launch_rules import FlightWords
from bongsu.coding.tree import Tree
from bongsu.model import Attribution, Hedge, Mention, Quantity, Report, Span, Written
from bongsu.units import to_si

Role = Literal["distance", "apogee", "duration", "none"]

_HIGH = re.compile(r"\)?[- ](?:high\b|up\b|above\b|into (?:space|the (?:air|atmosphere|sky))|in (?:altitude|height))")
_FROM = re.compile(
    r"\)? (?:to the )?(?:off\b|short of|offshore|inland"
    r"|(?:\w+-)?(?:north|south|east|west)\w*(?:[- ]\w+)? (?:of|off|from)\b"
    r"|(?:away )?from (?:the |its |\w+[’']s )?(?:\w+ )?(?:coast|shore|island|border|mainland)|outside|beyond)"
)
_FROM_SITE = re.compile(
    r"\)? (?:away )?from (?:the |its )?"
    r"(?:launch(?:ing)?[- ]?(?:site|pad|point|base|cent(?:er|re))|spaceport|cosmodrome)\b"
)
_SHED = frozenset({"booster", "boosters", "debris", "fragments", "parts", "stage", "stages", "wreckage"})
_INTO = re.compile(r"\)? into (?:the |its )?(?:flight|launch|mission)\b")
_AWAY = re.compile(r"\)? away\b(?! from\b)")
_NEAR_M = 10_000.0  # what lands nearer "away" may be that far from anything: "fell 200 metres away"
_PART = re.compile(r"\b(?:first|final|initial|last|next) \Z", re.IGNORECASE)
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?$")
_OF_NOUN = frozenset({"nmod", "nmod:unmarked", "appos", "orphan", "compound", "nummod", "acl", "dep", "obl", "list"})
_OVER = frozenset({"over", "above", "through"})
_GO = frozenset({"go", "goes", "going", "gone", "went"})
_WHOLE = frozenset({"full", "entire", "whole"})  # "tested for its full range of 290 km"
_POTENTIAL = frozenset({"estimated", "maximum", "maximal", "potential", "operational", "possible", "theoretical"})
_ABLE = frozenset({"can", "could", "would", "might", "may", "should", "will"})
_BRIEF_S = 180.0  # a flight "over Japan for two minutes" is the crossing alone
_HEDGES: dict[str, Hedge] = {
    "about": "about",
    "around": "about",
    "some": "about",
    "roughly": "about",
    "nearly": "about",
}


class Figure(msgspec.Struct, frozen=True):
    """An amount with its role; ``put_by`` are those who put it there, where a verb like "put it at" has it."""

    role: Role
    amount: Quantity
    put_by: tuple[Attribution, ...] = ()


class Figures:
    """Reads the figures of the flight in one sentence."""

    def __init__(self, report: Report, claimants: Claimants, words: FlightWords) -> None:
        self._report = report
        self._claimants = claimants
        self._words = words

    def read(self, amounts: tuple[Quantity, ...], span: Span) -> Iterator[Figure]:
        """Yield the figures whose role syntax tells, in text order, and those without a unit ("put it at 1,000").

        Args:
            amounts: the lengths and times of flight of the sentence.
            span: the sentence.
        """
        last: Role | None = None
        for amount in (*amounts, *self._bare(amounts, span)):
            token = self._claimants.head(amount.span)
            if token is None:
                continue
            tree = self._claimants.tree(token)
            put = self._putting(tree, token)
            role = self._role(tree, token, amount) if put is None else self._put_role(tree, token, put, last)
            if role is not None:
                last = role if role != "none" else last
                yield Figure(role, amount, () if put is None else self._put_by(tree, put))

    # What an amount is of.

    def _role(self, tree: Tree, token: int, amount: Quantity) -> Role | None:
        each, token = token, tree.first_conjunct(token)
        noun, verb = self._noun(tree, token, each), self._verb(tree, token)
        if amount.unit == "m":
            return self._length(tree, token, noun, verb, amount)
        return self._time(tree, token, noun, verb, amount) if amount.unit == "s" else None

    def _length(self, tree: Tree, token: int, noun: int | None, verb: int | None, amount: Quantity) -> Role | None:
        if any(tree.words[of] == "flight" and tree.case(of) == "of" for of in tree.all(token, "nmod")):
            return "distance" if self._flies(tree, token) else "none"  # "hit its target after 500 km of flight"
        after = self._after(amount)
        if _HIGH.match(self._report.text, after):
            return "apogee" if self._flies(tree, token) else "none"
        flown = tree.one(token, "acl:relcl")  # "the 930 km that it flew"
        if self._in_flight(tree, flown):
            return "distance" if self._has_flown(tree, flown) else "none"
        if _FROM.match(self._report.text, after) and not (noun and tree.words[noun] in self._words.altitude):
            return "none"
        if noun is not None and not self._is_from_site(amount):
            return self._of_noun(tree, noun, verb)
        return self._of_verb(tree, token, verb, amount)

    def _after(self, amount: Quantity) -> int:
        """Return where the text goes on behind an amount and its restatement."""
        return amount.span.end if amount.restated is None else max(amount.span.end, amount.restated.span.end)

    def _noun(self, tree: Tree, token: int, each: int) -> int | None:
        """Return the noun that an amount is of: "altitude of 60 km", "the range and altitude were 600 km and 60 km"."""
        number = tree.one(each, "nummod")
        left = (each if number is None else number) - 1
        if left >= tree.first and tree.words[left] in self._words.altitude | self._words.distance:
            return left  # "its flight distance 500 km"
        head = tree.head(token)
        if tree.one(token, "cop") is not None:
            return _paired(tree, tree.one(token, "nsubj"), each)
        if head is not None and tree.upos(head) == "NOUN" and tree.relation(token) in _OF_NOUN:
            return head
        if head is not None and tree.upos(head) == "VERB":  # "distance and altitude are presumed 600 km and 60 km"
            subject = tree.one(head, "nsubj", "nsubj:pass")
            paired = _paired(tree, subject, each)
            return paired if paired != subject else None
        return None

    def _verb(self, tree: Tree, token: int) -> int | None:
        return next((above for above in tree.ancestors(token) if tree.upos(above) == "VERB"), None)

    def _of_noun(self, tree: Tree, noun: int, verb: int | None) -> Role | None:
        word = tree.words[noun]
        if word in self._words.altitude:
            return "apogee" if self._flies(tree, noun) else "none"
        if self._is_flown(tree, noun, verb):
            return "distance" if self._flies(tree, noun) else "none"
        return "none" if word == "range" else None

    def _is_flown(self, tree: Tree, noun: int, verb: int | None) -> bool:
        """Say whether a noun is of the distance flown; a bare "range" is what could be flown, unless it stands so."""
        word = tree.words[noun]
        modifiers = {tree.words[child] for child in tree.all(noun, "compound", "amod", "nmod:poss")}
        if word == "flight" or (word in {"range", *self._words.distance} and modifiers & {"flight", "flying"}):
            return True
        if word == "range":
            to = verb is not None and tree.words[verb] in self._words.fly and tree.case(noun) == "to"
            full = tree.case(noun) == "for" and not modifiers.isdisjoint(_WHOLE)
            return to or full or self._with_altitude(tree, noun)
        return word in self._words.distance and self._in_flight(tree, verb)

    def _of_verb(self, tree: Tree, token: int, verb: int | None, amount: Quantity) -> Role | None:
        if verb is not None and tree.words[verb] in self._words.fall and self._is_away(amount):
            return "distance" if self._flies(tree, token) else "none"
        if verb is None or not (tree.head(token) == verb or self._is_from_site(amount)):
            return None
        word, case = tree.words[verb], tree.case(token)
        if word in self._words.fly and case in {None, "for", "over", "about", "around", "between", "up to"}:
            return "distance" if self._flies(tree, token) else "none"
        if word in _GO and amount.hedge == "up_to":
            return "apogee" if self._flies(tree, token) else "none"  # "went up to 120 km"
        if word in self._words.rise and case in {None, "to", "over", "about", "as high as"}:
            return "apogee" if self._flies(tree, token) else "none"
        return self._fallen(tree, token, verb, amount) if word in self._words.fall else None

    def _fallen(self, tree: Tree, token: int, verb: int, amount: Quantity) -> Role:
        """Return what a length is where something fell: the distance, where it says how far from the launch site."""
        away = self._is_from_site(amount)
        shed = not _SHED.isdisjoint(tree.words[one] for one in subjects(tree, verb))
        crashed = tree.words[verb].startswith("crash")  # beside the pad, and no flight
        return "distance" if away and not (shed or crashed) and self._flies(tree, token) else "none"

    def _is_from_site(self, amount: Quantity) -> bool:
        """Say whether a length is how far from the launch site something is: "145 km from the spaceport"."""
        return _FROM_SITE.match(self._report.text, self._after(amount)) is not None

    def _is_away(self, amount: Quantity) -> bool:
        """Say whether an amount is how far away something is, and from nothing else: "landed 70 km away"."""
        return _AWAY.match(self._report.text, self._after(amount)) is not None and (amount.low or 0.0) >= _NEAR_M

    def _time(self, tree: Tree, token: int, noun: int | None, verb: int | None, amount: Quantity) -> Role | None:
        ends = verb is not None and tree.words[verb] in self._words.fall
        if _INTO.match(self._report.text, self._after(amount)) and not ends:
            return "none"  # "an anomaly four minutes into the flight", but "exploded two minutes into the flight"
        if _PART.search(self._report.text, 0, amount.span.start):
            return "none"  # "blocked during the first 42 seconds of the flight"
        if noun is not None and tree.words[noun] == "flight":
            return "duration" if self._flies(tree, noun) else "none"  # "the bomber made an eight-hour flight"
        if verb is None or not self._in_flight(tree, verb):
            return None
        brief = amount.high is not None and amount.high < _BRIEF_S
        if brief and any(tree.case(child) in _OVER for child in tree.all(verb, "obl")):
            return "none"
        flown = tree.head(token) == verb and tree.case(token) == "in" and self._flies(tree, token)
        return "duration" if flown else None  # "flew 4,800 km in 19 minutes"

    def _in_flight(self, tree: Tree, verb: int | None) -> bool:
        return verb is not None and tree.words[verb] in self._words.fly | self._words.cover

    def _has_flown(self, tree: Tree, verb: int | None) -> bool:
        """Say whether the clause of a verb of flight tells of one, of a missile, and not of what it can do."""
        assert verb is not None
        able = any(tree.words[aux] in _ABLE for aux in tree.all(verb, "aux"))
        return not able and all(self._may_fly(tree, one, strict=True) for one in subjects(tree, verb))

    def _flies(self, tree: Tree, token: int) -> bool:
        """Say whether what the clause of a token is about can be a missile or its launch."""
        verb = self._verb(tree, token)
        found = () if verb is None else subjects(tree, verb)
        strict = verb is not None and tree.words[verb] in self._words.fly | self._words.rise
        suffering = () if verb is None else tree.all(verb, "nsubj:pass")  # "experiments are carried out at 250 km"
        if not all(self._may_fly(tree, one, strict=True) for one in suffering):
            return False
        owners = tuple(child for child in tree.all(token, "nmod:poss") if verb is None or not found)
        return all(self._may_fly(tree, one, strict=strict) for one in (*found, *owners))

    def _may_fly(self, tree: Tree, subject: int, *, strict: bool) -> bool:
        word = tree.words[subject]
        if word in self._words.vehicles:
            return False
        if (
            not strict
            or word in self._words.missiles
            or word in self._words.pronouns
            or word in self._words.altitude | self._words.distance
            or self._claimants.cast.is_weapon(subject)
        ):
            return True
        known = self._claimants.cast.who(tree, subject)
        return known is None and tree.upos(subject) in {"PROPN", "PRON", "NUM", "SYM"}

    # Figures that somebody puts somewhere: "Tokyo put it at 1,000 km and the apogee at 100".

    def _with_altitude(self, tree: Tree, noun: int) -> bool:
        return any(tree.words[other] in self._words.altitude for other in tree.conjuncts(noun))

    def _putting(self, tree: Tree, token: int) -> int | None:
        """Return the verb that puts a figure at an amount ("put it at 1,000"); None where none does."""
        first = tree.first_conjunct(token)
        verb = self._verb(tree, first)
        put = verb is not None and tree.words[verb] in self._words.put and tree.case(first) in {"at", "as"}
        return verb if put else None

    def _put_by(self, tree: Tree, verb: int) -> tuple[Attribution, ...]:
        cue = self._report.quote(tree.tokens[verb].span)
        found = [self._claimants.cast.who(tree, head) for head in subjects(tree, verb)]
        speakers = [one for one in found if isinstance(one, Mention) and one.label != "other"]
        return tuple(Attribution(one, cue) for one in speakers)

    def _put_role(self, tree: Tree, token: int, verb: int, last: Role | None) -> Role | None:
        head = tree.head(tree.first_conjunct(token))
        noun = head if head != verb else _paired(tree, tree.one(verb, "obj", "nsubj:pass"), token)
        if noun is None:
            return None
        word = tree.words[noun]
        if word in self._words.altitude:
            return "apogee"
        described = {tree.words[child] for child in tree.all(noun, "amod", "compound")}
        if word == "range" and not described.isdisjoint(_POTENTIAL):
            return "none"
        if word == "range" and any(tree.words[aux] in {"is", "are"} for aux in tree.all(verb, "aux:pass", "aux")):
            return "none"  # what it could reach
        if word in self._words.distance or word in {"range", "flight"}:
            return "distance"
        return last if word in {"it", "that", "this", "figure"} else None

    def _bare(self, amounts: tuple[Quantity, ...], span: Span) -> Iterator[Quantity]:
        """Yield numbers without a unit behind "at" of such a verb, in the unit of the last length before them."""
        lengths = [amount for amount in amounts if amount.unit == "m"]
        token = self._claimants.head(span) if lengths else None
        if token is None:
            return
        tree = self._claimants.tree(token)
        for number in tree:
            written = tree.tokens[number].span
            if not _DIGITS.match(tree.words[number]) or self._claimants.cast.is_measure(number):
                continue
            before = [amount for amount in lengths if amount.span.end <= written.start]
            if before and self._putting(tree, number) is not None:
                yield self._in_unit(tree, number, before[-1])

    def _in_unit(self, tree: Tree, number: int, like: Quantity) -> Quantity:
        digits, unit = tree.words[number].replace(",", ""), like.written.unit
        low, high = to_si(digits, unit)
        hedge = next((_HEDGES[w] for child in tree.all(number, "advmod") if (w := tree.words[child]) in _HEDGES), None)
        return Quantity(tree.tokens[number].span, low, high, "m", Written((digits,), unit), hedge)


def _paired(tree: Tree, noun: int | None, amount: int) -> int | None:
    """Return the noun of an amount where several stand on both sides of a verb: "range and altitude were A and B"."""
    amounts = tree.conjuncts(tree.first_conjunct(amount))
    nouns = () if noun is None else tree.conjuncts(noun)
    return nouns[amounts.index(amount)] if len(nouns) == len(amounts) > 1 and amount in amounts else noun

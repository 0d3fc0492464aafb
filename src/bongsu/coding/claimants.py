"""Whose word a value is, and how surely it is said: speakers and factuality of the places where values stand.

A value hangs on the word that governs it: the verb of its clause, or the noun of an act ("the launch of two missiles").
How surely that word is told is how surely the value is; whose content the value lies in is whose word it is.
"""

from bisect import bisect_left
from collections.abc import Iterator
from urllib.parse import urlsplit

import msgspec

from bongsu.coding.cast import Cast, PeopleRules
from bongsu.coding.closings import find_closings
from bongsu.coding.factuality import FactualityRules, factuality_of
from bongsu.coding.frames import RolePath
from bongsu.coding.launch_rules import FlightWords
from bongsu.coding.roles import resolve
from bongsu.coding.sources import Sources
from bongsu.coding.speech import Said, SpeechRules, attribution_at, find_speech
from bongsu.coding.tree import CLAUSES, Tree, trees
from bongsu.model import Annotation, Attribution, Entity, Factuality, Mention, Span

TOOK_PLACE = frozenset({"happened", "ongoing"})
_ACTS = frozenset({"launch", "launches", "test", "tests", "firing", "firings", "launching", "launchings", "flight"})
_SOURCE = RolePath("subj", "head")
_OF_STATE = ("nmod", "nmod:poss", "amod", "compound")
_DONE = frozenset({"ordered", "had"})  # what was ordered, or had to be done, was done
_EVIDENCE = frozenset({"evidence", "indication", "indications", "sign", "signs", "trace", "traces"})
_GROUNDS = frozenset({"reason", "reasons", "grounds"})
_WHEN = frozenset({"once", "when", "until"})
_INSTRUMENTS = frozenset({"radar", "radars", "satellite", "satellites", "sensor", "sensors", "system", "systems"})
_DETECTING = frozenset({"detected", "detects", "tracked", "tracks"})
_DATES = frozenset({"say", "deny", "ask", "believe", "judge", "promise", "urge"})


class VoiceRules(msgspec.Struct, frozen=True):
    """The tables of speakers and of factuality, and the words of launches that bear on them."""

    people: PeopleRules
    speech: SpeechRules
    factuality: FactualityRules
    words: FlightWords


class Claimants:
    """Looks up speakers and factuality by the words of a report. Made once a report; pure after that."""

    def __init__(self, annotation: Annotation, rules: VoiceRules) -> None:
        """Find the speakers of ``annotation``."""
        self._report = annotation.report
        self._rules = rules
        self._starts = [token.span.start for token in annotation.tokens]
        self._tokens = annotation.tokens
        self.trees = trees(annotation)
        self._firsts = [tree.first for tree in self.trees]
        self.cast = Cast(annotation, rules.people)
        said = find_speech(annotation, self.trees, self.cast, rules.speech)
        said = tuple(one for one in said if not self._is_credit(one))
        self._said = (*said, *find_closings(self.trees, self.cast, rules.speech, said))
        settled = Sources(annotation, self.trees, self.cast, rules.speech, self._said).settled
        self._persons = [one for one in settled if one.source is not None]
        self._cues = {token for one in self._said if one.kind in _DATES for token in one.cue_tokens}
        self._sources = {token for one in self._said for token in one.source_tokens}

    def head(self, span: Span) -> int | None:
        """Return the token of a span that the others of it hang on; None where the span has no token."""
        first = bisect_left(self._starts, span.start + 1) - 1
        end = bisect_left(self._starts, span.end)
        for token in range(max(first, 0), end):
            above = self._tokens[token].head
            if above == token or not first <= above < end:
                return token
        return None

    def tree(self, token: int) -> Tree:
        """Return the tree that a token stands in."""
        return self.trees[bisect_left(self._firsts, token + 1) - 1]

    def governor(self, token: int) -> int:
        """Return the verb, or the noun of an act, that a value's word hangs on; the root where there is neither."""
        tree = self.tree(token)
        for above in (token, *tree.ancestors(token)):
            if tree.upos(above) == "VERB" or tree.words[above] in _ACTS:
                return above
        return tree.root

    def attributions(self, token: int) -> tuple[Attribution, ...]:
        """Return whose word stands at a token: each of those who say it together; the report's own where nobody's."""
        found = attribution_at(self._persons, token, self._report)
        if found.speaker is None or found.cue is None:
            unnamed = attribution_at(self._said, token, self._report)
            return (msgspec.structs.replace(unnamed, speaker=None),)
        if self._is_outlet(found.speaker):
            return (msgspec.structs.replace(found, speaker=None),)
        detected = self._detected_by(token) if found.speaker.label == "outlet" else None
        if detected is not None:
            return (msgspec.structs.replace(found, speaker=detected),)
        said = next(one for one in self._persons if one.cue == found.cue.span and one.source == found.speaker)
        return tuple(msgspec.structs.replace(found, speaker=one) for one in self._together(said, found.speaker))

    def _detected_by(self, token: int) -> Mention | None:
        """Return the force that saw what an outlet relays: "the army detected a launch at noon, the agency said"."""
        tree = self.tree(token)
        seeing = (above for above in tree.ancestors(token) if tree.words[above] in _DETECTING)
        subjects = (tree.one(verb, "nsubj") for verb in seeing)
        known = (self.cast.who(tree, subject) for subject in subjects if subject is not None)
        forces = (one for one in known if one is not None and one.entity is not None and one.entity.sector == "MIL")
        return next(forces, None)

    def _is_credit(self, said: Said) -> bool:
        """Say whether a label only names an outlet ("CNN: …"), as a credit line does."""
        outlet = said.source is not None and said.source.entity is not None and said.source.entity.sector == "JRN"
        return outlet and self._report.text[said.cue.start : said.cue.end] == ":"

    def _is_outlet(self, speaker: Mention) -> bool:
        """Say whether a speaker is the report's own outlet: "officials told CNN", "CNN has learned", in CNN."""
        names = {_folded(name) for name in (self._report.outlet, self._report.upstream) if name is not None}
        names |= set((urlsplit(self._report.url or "").hostname or "").split("."))
        if speaker.entity is None or speaker.entity.sector != "JRN":
            return False
        words = self._report.text[speaker.span.start : speaker.span.end]
        return not names.isdisjoint({_folded(speaker.entity.name), _folded(words)})

    def own_words(self, token: int) -> tuple[Attribution, ...] | None:
        """Return what a source says of itself as its own word: "Russia said it had fired"; None for no source."""
        span = self._tokens[token].span
        own = (one for one in self._persons if token in one.source_tokens and one.kind == "say")
        said = next((one for one in own if one.source is not None and self._is_source(one, token, span)), None)
        return None if said is None or not said.content else self.attributions(said.content[-1])

    def _is_source(self, said: Said, token: int, span: Span) -> bool:
        """Say whether a token of a source is the source itself, or its abbreviation: "the Guard Corps (IRGC)"."""
        if said.source is None or said.source.span.overlaps(span):
            return said.source is not None
        same = self.cast.who(self.tree(token), token)
        return same is not None and same.entity is not None and same.entity == said.source.entity

    def factuality(self, token: int) -> Factuality:
        """Return how surely the clause of a token is told; what was ordered of a launch in the news was done."""
        governor, tree = self.governor(token), self.tree(token)
        how = factuality_of(tree, governor, self._rules.factuality)
        above = tree.head(governor)
        if how.status == "planned" and above is not None and tree.words[above] in self._rules.words.reported:
            return Factuality("probable", how.polarity)  # "estimated to have a flight distance of"
        if above is not None and tree.words[above] in self._rules.words.tried:
            return Factuality(self.factuality(above).certainty)  # "attempted to launch" is a launch that failed
        if how.polarity == "denied" and self._rules.words.negations.isdisjoint(tree.words[word] for word in tree):
            how = msgspec.structs.replace(how, polarity="affirmed")
        if how.status == "planned" and self._is_end_of_flight(tree, governor):
            return self.factuality(above) if above is not None else how
        if above is not None and _is_yet_to_come(tree, governor) and self.factuality(above).status == "planned":
            return self.factuality(above)  # "plan to release it when the rocket reaches"
        if how.status == "demanded" and any(tree.words[above] in _DONE for above in tree.ancestors(governor)):
            how = Factuality()
        return self._by_nouns(tree, token) or how

    def _by_nouns(self, tree: Tree, token: int) -> Factuality | None:
        """Return how surely something is told whose possibility or evidence is what is spoken of."""
        for word in tree.ancestors(token):
            if tree.words[word] in _EVIDENCE | _GROUNDS and self._is_lacking(tree, word):
                return Factuality("uncommitted")  # "had not found any evidence that it was fired from there"
            if tree.words[word] in _GROUNDS and tree.one(word, "acl") is not None:
                return Factuality("probable")  # "there is reason to believe that it was"
            if tree.words[word] in self._rules.words.possible:
                return Factuality("possible")  # "did not rule out the possibility that it was"
        return None

    def _is_lacking(self, tree: Tree, noun: int) -> bool:
        """Say whether there is nothing of what a noun names: "no evidence", "did not find evidence"."""
        verb, negations = tree.head(noun), self._rules.words.negations
        denied = () if verb is None or tree.upos(verb) != "VERB" else tree.all(verb, "advmod")
        return any(tree.words[word] in negations for word in (*tree.all(noun, "det"), *denied))

    def _is_end_of_flight(self, tree: Tree, verb: int) -> bool:
        """Say whether an infinitive tells how a flight ended: "flew 500 km to hit a target at sea"."""
        above, words = tree.head(verb), self._rules.words
        flown = above is not None and tree.words[above] in words.fly
        return flown and tree.words[verb] in words.fall | words.cross

    def is_of_subject(self, token: int) -> bool:
        """Say whether a word belongs to the subject of a verb, which the verb's negation does not deny."""
        tree = self.tree(token)
        for word in (token, *tree.ancestors(token)):
            head = tree.head(word)
            if head is not None and tree.relation(word) in {"nsubj", "nsubj:pass"}:
                return tree.upos(head) == "VERB"
            if tree.relation(word) in CLAUSES:
                return False
        return False

    def took_place(self, span: Span) -> bool:
        """Say whether the words at a span tell, surely or not, of something that took place."""
        token = self.head(span)
        how = Factuality() if token is None else self.factuality(token)
        return how.status in TOOK_PLACE and how.polarity == "affirmed" and how.certainty != "uncommitted"

    def dates_statement(self, span: Span) -> bool:
        """Say whether a time is that of a statement: "said on Friday", "according to a 28 October press release"."""
        token = self.head(span)
        if token is None:
            return False
        tree = self.tree(token)
        above = tree.head(token)
        if above is not None and token in self._sources and tree.words[above] in self._rules.speech.documents:
            return True
        for word in (token, *tree.ancestors(token)):
            if tree.upos(word) == "VERB":
                return word in self._cues and not self._is_detection(tree, word)
            if tree.relation(word) in CLAUSES:
                return False
        return token in self._sources

    def _is_detection(self, tree: Tree, verb: int) -> bool:
        """Say whether a verb tells what an instrument saw: "satellites confirmed the launch at noon"."""
        seen = any(tree.words[child] in _ACTS for child in tree.all(verb, "obj"))
        return seen and any(tree.words[one] in _INSTRUMENTS for one in tree.all(verb, "nsubj"))

    def _together(self, said: Said, speaker: Mention) -> tuple[Mention, ...]:
        """Return a speaker and those who are joined to it: "the army and the navy", "officials in Seoul and Rome"."""
        if not said.source_tokens:
            return (speaker,)
        tree = self.tree(said.source_tokens[0])
        head = next((t for t in said.source_tokens if tree.head(t) not in said.source_tokens), None)
        if head is None:
            return (speaker,)
        further = [child for child in tree.all(head, "appos") if self._is_further(tree, child, speaker)]
        joined = [other for other in tree.conjuncts(head) if not self._is_title(tree, other, speaker)]
        others = [one for other in (*joined, *further) for one in self._members(tree, other, speaker)]
        found = {one.span: one for one in (speaker, *others) if one.entity is not None or one.span == speaker.span}
        return tuple(found.values())

    def _is_title(self, tree: Tree, noun: int, speaker: Mention) -> bool:
        """Say whether a noun tells the offices of a person: "Jo Doe, deputy premier and science minister"."""
        heads = (noun, *tree.ancestors(noun)) if speaker.label == "person" and tree.upos(noun) == "NOUN" else ()
        return any(tree.relation(above) == "appos" for above in heads)

    def _is_further(self, tree: Tree, apposed: int, speaker: Mention) -> bool:
        """Say whether an apposition is another speaker, of another state: "Seoul's army, Japanese officials"."""
        if speaker.label == "person":
            return False
        known = self.cast.who(tree, apposed)
        countries = {one.entity.country for one in (known, speaker) if one is not None and one.entity is not None}
        return len(countries - {None}) == 2

    def _members(self, tree: Tree, head: int, speaker: Mention) -> Iterator[Mention]:
        if tree.words[head] != "one":  # "one of the officials" is not all of them
            yield from (phrase.mention for phrase in resolve(tree, self.cast, head, _SOURCE) if phrase.token != head)
        if tree.relation(head) in {"conj", "appos"}:
            known = self.cast.who(tree, head)
            if known is not None and not known.span.overlaps(speaker.span):
                yield self._of_owner(tree, head, known, speaker)
        yield from self._states(tree, head, speaker)

    def _of_owner(self, tree: Tree, head: int, member: Mention, speaker: Mention) -> Mention:
        """Return somebody with the state that is named before him, where the table has none: "a U.S. source"."""
        if member.entity is None or member.entity.country is not None:
            return member
        shares = tree.relation(head) == "conj" and tree.one(head, "det") is None  # "the Israeli army and police"
        owner = self.cast.owner(tree, head) or (speaker if shares else None)
        country = owner.entity.country if owner is not None and owner.entity is not None else None
        if country is None:
            return member
        entity = msgspec.structs.replace(member.entity, id=f"{country}-{member.entity.id}", country=country)
        return msgspec.structs.replace(member, entity=entity)

    def _states(self, tree: Tree, head: int, speaker: Mention) -> Iterator[Mention]:
        """Yield the further states whose officials speak, of the sector of the first."""
        first = speaker.entity
        if first is None or tree.upos(head) != "NOUN":
            return
        for child in tree.all(head, *_OF_STATE):
            for other in tree.conjuncts(child)[1:]:
                state = self.cast.named(tree, other)
                entity = state.entity if state is not None else None
                if state is not None and entity is not None and entity.country not in {None, first.country}:
                    name = f"{entity.country}:{tree.words[head]}"
                    yield Mention(state.span, "actor", Entity(name, tree.words[head], entity.country, first.sector))


def _is_yet_to_come(tree: Tree, verb: int) -> bool:
    """Say whether a clause tells when something else is to be, in the present: "when the rocket reaches"."""
    times = tree.relation(verb) == "advcl" and any(tree.words[one] in _WHEN for one in tree.all(verb, "mark", "advmod"))
    return times and tree.words[verb].endswith("s")


def _folded(name: str) -> str:
    """Return an outlet's name without what differs between spellings: "The New York Times", "NBC News"."""
    short = name.casefold().removeprefix("the ").removesuffix(" news").removesuffix(" news agency")
    return "".join(character for character in short if character.isalnum())

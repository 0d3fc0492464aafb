"""Who a source is in the end: whose a document is, where officials are, and who was named before.

Reports name a source once. Then they say "the statement", "it", "a ministry official" or only a surname, and mean the
same. Sources are settled in text order, each by those that stand before it.
"""

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

from bongsu.coding.cast import Cast
from bongsu.coding.homes import OWN_MEDIA, Homes
from bongsu.coding.speech import Said
from bongsu.coding.speech_rules import SpeechRules
from bongsu.coding.tree import Tree
from bongsu.model import Annotation, Coreference, Entity, Mention, Span

_NEAR = 2  # sentences in which "it", "he" or "the statement" finds who spoke before
_AT = frozenset({"at", "for", "with", "from", "of", "in"})
_PARTS = ("nmod:poss", "compound", "amod")
_KNOWN = frozenset({"the", "this", "that", "these", "those", "both", "same"})
_ANY = frozenset({"a", "an", "another", "one"})
_STATEMENTS = frozenset({"statement", "statements", "release", "communique", "communiqué", "handout", "message"})
_REPORTS = frozenset({"dispatch", "report"})
_MEDIA = frozenset(
    {"broadcaster", "channel", "daily", "magazine", "network", "news", "newspaper", "portal", "radio", "tabloid"}
    | {"television", "tv", "website", "weekly"}
)
_PAPERS = frozenset({"gazette", "herald", "times", "tribune"})  # what the names of newspapers end with
_OFFICES = frozenset(
    {"chief", "commander", "head", "leader", "minister", "official", "premier", "president", "secretary"}
    | {"spokesman", "spokesperson", "spokeswoman"}
)
_OFFICE = re.compile(r"['’]s? (?:press )?office\b")  # "President Doe's office said … It added"
_PRESS = "-PRS"  # the key of press services in the table of heads
_REPORTING = frozenset({"report", "reports", "reported"})
_PERSONS = frozenset({"he", "she", "him", "her"})
_PRONOUNS = _PERSONS | {"it", "they", "them"}
# What a source is of, where its words do not say whose: "coalition officials" are of the coalition named before. A
# "military official" may be anybody's.
_BODIES = frozenset({"agency", "coalition", "command", "corps", "group", "guard", "guards", "ministry", "movement"})


class Sources:
    """Settles who the sources of a report are. Made once a report.

    Attributes:
        settled: what was given, with the sources settled and the content of a closing source whole.
    """

    def __init__(
        self, annotation: Annotation, trees: Sequence[Tree], cast: Cast, rules: SpeechRules, said: Sequence[Said]
    ) -> None:
        self._text = annotation.report.text
        self._mentions = annotation.mentions
        self._antecedents = {link.span.end: link for link in annotation.coreference}
        self._trees, self._firsts = trees, [tree.first for tree in trees]
        self._cast, self._rules, self._said = cast, rules, said
        self._homes = Homes(annotation, rules.silent)
        self._spoken: list[Said] = []
        found = {}
        for place in sorted(range(len(said)), key=lambda place: said[place].cue):
            found[place] = self._settle(said[place])
            if found[place].kind == "say" and found[place].source is not None:
                self._spoken.append(found[place])
        self.settled = tuple(found[place] for place in range(len(said)))

    def _settle(self, said: Said) -> Said:
        if said.source is None or not said.source_tokens:
            return said
        tree = self._tree(said.source_tokens[0])
        head = next((token for token in said.source_tokens if tree.head(token) not in said.source_tokens), None)
        said = msgspec.structs.replace(said, content=self._whole(tree, said))
        if head is None or said.source is None:
            return said
        source = self._who(tree, head, said, said.source)
        return msgspec.structs.replace(said, source=source if source is None else self._homes.settle(source))

    def _who(self, tree: Tree, head: int, said: Said, source: Mention) -> Mention | None:
        """Return who a source is; None where nobody of whom that can be told."""
        link = self._antecedents.get(source.span.end)
        if link is not None and source.span in link.span and link.entity is not None:
            return self._named(source, link)
        if source.entity is None and tree.words[head] in _PRONOUNS:
            return self._last_speaker(tree, head)
        if source.entity is not None and source.entity.id.startswith("name:"):
            titled = self._titled(tree, head, source, source.entity)
            known = self._same_name(source) or self._as_outlet(titled, tree, said)
            named = known or self._in_office(titled, tree, said) or self._of_speaker(titled, tree, said)
            return self._relayed(said, named)
        owned = tree.words[head] in _MEDIA and self._cast.owner(tree, head) is not None  # "the Houthis' TV channel"
        unknown = source.entity is None and (owned or tree.upos(head) == "PROPN")
        channel = self._as_outlet(source, tree, said) if unknown else None
        if channel is not None:
            return channel
        if source.label != "person" and self._is_carried(tree, head, said, source):
            return self._of_document(tree, head, said, source)
        return source if source.label == "person" else self._unnamed(tree, head, said, source)

    def _unnamed(self, tree: Tree, head: int, said: Said, source: Mention) -> Mention | None:
        """Return who a document, an office or a body is that has no name of its own in the sentence."""
        if _is_bare(tree, head) and source.label != "outlet":
            body = self._body(tree, head) if tree.words[head] == "coalition" else None
            return self._same_noun(tree, head) or body or (None if source.label == "other" else source)
        if source.entity is not None and source.entity.id.endswith(_PRESS):
            known = self._office(tree, head) or self._same_noun(tree, head)
            if known is not None:
                return known
        if _country(source) is not None:
            one = self._of_known(tree, head, said) if tree.words[head] == "one" else None
            return one or self._of_body(tree, head, source)
        found = self._office(tree, head) or self._of_media(tree, head, said, source)
        found = found or self._of_known(tree, head, said) or self._outlet(tree, head)
        if found is None and source.label != "other":
            source = self._of_body(tree, head, source)
        return found if found is not None or source.label == "other" else self._relayed(said, source)

    def _is_carried(self, tree: Tree, head: int, said: Said, source: Mention) -> bool:
        """Say whether a source is a document, in the name of nobody, or of one who only carries it or tells of it."""
        document = tree.words[head] in self._rules.documents | self._rules.nouns.keys()
        return document and (source.entity is None or source.label == "outlet" or self._is_relayed(said, source))

    def _of_document(self, tree: Tree, head: int, said: Said, source: Mention) -> Mention | None:
        """Return whose word a document is: not that of who carries it, nor of the state whose official tells of it."""
        if source.entity is None:
            return self._owner(tree, head, said)
        if source.label == "outlet":  # "a ministry statement carried by the agency"
            return self._branch(tree, head) or source
        return None

    def _owner(self, tree: Tree, head: int, said: Said) -> Mention | None:
        """Return whose a document is."""
        owner = self._office(tree, head) or self._cast.owner(tree, head)
        if owner is not None and self._is_relayed(said, owner):
            return None
        return owner or self._of_known(tree, head, said) or self._branch(tree, head) or self._author(tree, head, said)

    def _branch(self, tree: Tree, head: int) -> Mention | None:
        """Return whose "a military statement" is, of no state as yet: of those who are named before the noun."""
        branches = (self._covering(tree.tokens[part].span) for part in tree.all(head, *_PARTS))
        return next((one for one in branches if one is not None and one.label == "organisation"), None)

    def _covering(self, span: Span) -> Mention | None:
        return next((one for one in self._mentions if span in one.span), None)

    def _named(self, source: Mention, link: Coreference) -> Mention:
        """Return somebody in the words that name him, where the source only points back to them: "it", "he"."""
        spoken = (one.source for one in reversed(self._spoken) if one.source is not None)
        found = (one for one in spoken if one.span.overlaps(link.antecedent))
        named = (one for one in self._mentions if one.span in link.antecedent and one.entity == link.entity)
        return next(found, next(named, Mention(link.antecedent, source.label, link.entity)))

    def _last_speaker(self, tree: Tree, pronoun: int) -> Mention | None:
        """Return who a pronoun that speaks is: the sentence's subject, or who spoke last ("…, it added")."""
        person = tree.words[pronoun] in _PERSONS
        acts, told = (self._subject(tree, verb, pronoun) for verb in (tree.root, tree.one(tree.root, "ccomp")))
        near = (one.source for one in self._near(tree) if one.source is not None)
        last = acts if acts is not None and acts.entity is not None else next(near, told)
        office = last is not None and _OFFICE.match(self._text, last.span.end) is not None
        fits = last is not None and (last.label == "person" and not office) == person
        one = last is not None and (last.label == "outlet" or self._words(last)[0] in _PERSONS)
        return last if fits and not (one and tree.words[pronoun] in {"they", "them"}) else None

    def _subject(self, tree: Tree, verb: int | None, pronoun: int) -> Mention | None:
        """Return who acts in a clause before a pronoun: "the army fired a missile, it said"."""
        subject = None if verb is None else tree.one(verb, "nsubj")
        acts = None if subject is None or subject >= pronoun else self._cast.who(tree, subject)
        return acts if acts is not None and acts.entity is not None else None

    def _acted(self, tree: Tree) -> Iterator[Mention]:
        """Yield the body that is the subject of the sentence before: "The air force downed a missile. …"."""
        before = self._trees[max(0, bisect_left(self._firsts, tree.first) - 1)]
        subject = before.one(before.root, "nsubj")
        body = None if subject is None else self._cast.who(before, subject)
        if subject is not None and body is not None and body.label == "organisation" and before is not tree:
            yield self._of_body(before, subject, body)

    def _near(self, tree: Tree) -> Iterator[Said]:
        """Yield what was said in a sentence and the ones before it, the last first."""
        first = self._firsts[max(0, bisect_left(self._firsts, tree.first) - _NEAR)]
        return (one for one in reversed(self._spoken) if one.cue_tokens[0] >= first)

    def _same_name(self, source: Mention) -> Mention | None:
        """Return who spoke before under a longer name: "Maliki" behind "a spokesman, Turki al-Maliki"."""
        words = self._words(source)
        for one in reversed(self._spoken):
            named = one.source
            if named is not None and named.label == "person" and named.span != source.span:
                longer = self._words(named)
                if len(longer) > len(words) and longer[-len(words) :] == words:
                    return named
        return None

    def _in_office(self, source: Mention, tree: Tree, said: Said) -> Mention | None:
        """Return a person of whom nothing is told as who spoke before by his office: "the minister said. … Doe"."""
        entity, last = source.entity, next(self._near(tree), None)
        told = any(tree.tokens[token].span not in source.span for token in said.source_tokens)  # "analyst Jo Doe"
        if entity is None or entity.sector is not None or source.label != "person" or last is None or told:
            return None
        office, spoke = None if last.source is None else last.source.entity, self._tree(last.source_tokens[0])
        held = office is not None and any(spoke.words[token] in _OFFICES for token in last.source_tokens)
        if office is None or not held or office.country is None or office.id.startswith(("name:", "person:")):
            return None
        whose = msgspec.structs.replace(entity, country=office.country, sector=office.sector)
        return msgspec.structs.replace(source, entity=whose)

    def _as_outlet(self, source: Mention, tree: Tree, said: Said) -> Mention | None:
        """Return an outlet that no table knows, where a noun beside its name says so: "Israel's Channel 10"."""
        words = {tree.words[token] for token in said.source_tokens}
        last = self._words(source)[-1]
        bare = len(said.source_tokens) == 1 and tree.words[said.cue_tokens[0]] in _REPORTING  # "Kestrel reports"
        other = (_MEDIA.isdisjoint(words) and last not in _PAPERS) or (source.label == "person" and last not in _MEDIA)
        if other and not bare:
            return None
        name = self._text[source.span.start : source.span.end]
        named = source.entity or Entity(f"name:{name}", name)
        owners = (self._cast.owner(tree, token) for token in said.source_tokens)
        state = next((_country(one) for one in owners if one is not None and _country(one) is not None), None)
        if state is None and not OWN_MEDIA.isdisjoint(words):
            state = self._homes.state(source.span.start, of_media=True)
        entity = Entity(named.id, named.name, state, "JRN")
        return Mention(source.span, "outlet", entity)

    def _of_speaker(self, source: Mention, tree: Tree, said: Said) -> Mention:
        """Return "spokesman Doe" as of his body: the one beside him, or the one that spoke or acted just before."""
        beside = [self._body(tree, token) for token in said.source_tokens if tree.words[token] in _BODIES]
        if source.entity is None or not (beside or self._words(source)[0].startswith("spokes")):
            return source
        if _country(source) is not None and source.entity.sector != "GOV":
            return source  # "the navy's spokesman Doe"
        near = (one.source for one in self._near(tree) if one.source is not None and one.source.label == "organisation")
        spoke = [one for one in near if _country(one)] + list(self._acted(tree))
        spoke = [one for one in spoke if len({_country(one), _country(source)} - {None}) < 2]
        body = next(filter(None, (*beside, *spoke)), None)
        if body is None or body.entity is None:
            return source
        country = body.entity.country or source.entity.country
        whose = msgspec.structs.replace(source.entity, country=country, sector=body.entity.sector)
        return msgspec.structs.replace(source, entity=whose)

    def _of_known(self, tree: Tree, head: int, said: Said) -> Mention | None:
        """Return who was named before: "coalition officials" of that coalition, "one of the officials" of those."""
        part = next((child for child in tree.all(head, "nmod") if tree.case(child) == "of"), head)
        phrase = [tree.words[token] for token in said.source_tokens]
        bodies = [token for token in said.source_tokens if tree.words[token] in _BODIES]
        for token in bodies:
            body = self._body(tree, token) or self._same_noun(tree, token)
            if body is not None:
                return self._speaking_for(body, tree, head)
        return self._same_noun(tree, part) if _KNOWN.intersection(phrase) else None

    def _body(self, tree: Tree, token: int) -> Mention | None:
        """Return the body that is named with a word before; none where bodies of several states are.

        A coalition is the one of the report, also where it is named in full only later.
        """
        start, word = tree.tokens[token].span.start, tree.words[token].rstrip("s")
        bodies = (one for one in self._mentions if _country(one) and one.label != "outlet")
        named = [one for one in bodies if self._words(one)[-1].rstrip("s") == word]
        before = [one for one in named if one.span.end <= start]
        named = named if word == "coalition" and not before else before
        return named[-1] if len({_country(one) for one in named}) == 1 else None

    def _same_noun(self, tree: Tree, noun: int) -> Mention | None:
        """Return who spoke before under the same noun: "two U.S. officials", "the officials"."""
        word = tree.words[noun].rstrip("s")
        for one in reversed(self._spoken):
            words = {
                self._tree(token).words[token].rstrip("s") for token in one.source_tokens if not self._is_other(token)
            }
            if word in words and one.source is not None and _country(one.source) is not None:
                return one.source
        return None

    def _is_other(self, token: int) -> bool:
        """Say whether a word of a source is of somebody joined to the first: "the government and the rebels"."""
        tree = self._tree(token)
        path = itertools.takewhile(lambda one: tree.upos(one) != "VERB", (token, *tree.ancestors(token)))
        return any(tree.relation(one) == "conj" for one in path)

    def _outlet(self, tree: Tree, head: int) -> Mention | None:
        """Return the outlet that stands in a phrase for it: "the rebels' Masirah channel", "Fox News television"."""
        parts = (self._cast.who(tree, child) for child in tree.all(head, *_PARTS))
        return next((one for one in parts if one is not None and one.label == "outlet"), None)

    def _of_body(self, tree: Tree, head: int, source: Mention) -> Mention:
        """Return somebody with the sector of whom he speaks for: "the army's media wing" is of the armed forces."""
        entity = source.entity
        generic = entity is not None and (":" in entity.id or entity.country is None)
        children = tree.all(head, *_PARTS) if generic else ()
        named = (child for child in children if _country(source) is not None or tree.upos(child) == "PROPN")
        parts = (self._cast.who(tree, child) for child in named)
        bodies = (one for one in parts if one is not None and one.label == "organisation")
        body = next((one for one in bodies if _country(one) or (one.entity and one.entity.sector == "IGO")), None)
        return source if body is None else self._speaking_for(body, tree, head)

    def _speaking_for(self, body: Mention, tree: Tree, head: int) -> Mention:
        """Return the phrase at ``head``, of the state and sector of a body."""
        entity = body.entity
        assert entity is not None
        whose = entity.country or entity.id
        named = Entity(f"{whose}:{tree.words[head]}", tree.words[head], entity.country, entity.sector)
        return Mention(tree.span(tree.core(head)), "actor", named)

    def _author(self, tree: Tree, head: int, said: Said) -> Mention | None:
        """Return who put out "the statement": who was last said to say something in one, or who spoke just before."""
        document = tree.words[head]
        before = [one for one in self._spoken if one.cue < said.cue and one.source is not None]
        for one in reversed(before):
            cue = one.cue_tokens[0]
            put_out = any(self._tree(cue).words[child] == document for child in self._tree(cue).all(cue, "obl"))
            if one.source is not None and one.source.entity is not None and one.source.entity.sector and put_out:
                return one.source
        near = [one.source for one in self._near(tree) if one.source is not None and _country(one.source)]
        if document in _REPORTS:
            return next((one for one in near if one.label == "outlet"), None)
        others = (one for one in near if one.label != "outlet")
        return next(others, None) if document in _STATEMENTS else None

    def _relayed(self, said: Said, source: Mention) -> Mention:
        """Return an official whom media quote, of their state: "state television quoted a minister", "told Kyodo".

        Media of a state of which the report tells nothing quote the officials of others, and so do those of another
        state than the one where it is filed, and agencies that report from everywhere.
        """
        entity = source.entity
        if entity is None or entity.country is not None or entity.sector not in {"GOV", "MIL"}:
            return source
        home = self._homes.state(source.span.start)
        for outlet in self._relaying(said):
            state = _country(outlet)
            near = home in {None, state} and self._homes.tells_of(state) and not self._is_wire(outlet)
            if state is not None and (near or "state" in self._words(outlet)):
                named = Entity(f"{state}-{entity.id}", entity.name, state, entity.sector)
                return msgspec.structs.replace(source, entity=named)
        return source

    def _of_media(self, tree: Tree, head: int, said: Said, source: Mention) -> Mention | None:
        """Return "a ministry source" whom media quote as one of their state, though ministries of others were named."""
        relayed = self._relayed(said, source)
        entity, branch = relayed.entity, self._branch(tree, head)
        if entity is None or relayed == source or not any(tree.words[det] in _ANY for det in tree.all(head, "det")):
            return None
        sector = entity.sector if branch is None or branch.entity is None else branch.entity.sector
        return msgspec.structs.replace(relayed, entity=msgspec.structs.replace(entity, sector=sector))

    def _relaying(self, said: Said) -> Iterator[Mention]:
        """Yield the media in whose words somebody speaks, or to whom he speaks."""
        tellers = [one.source for one in self._said if said.cue_tokens[0] in one.content]
        tree = self._tree(said.cue_tokens[0])
        told = [self._cast.who(tree, child) for child in tree.all(said.cue_tokens[0], "obj", "iobj")]
        yield from (one for one in (*tellers, *told) if one is not None and one.label == "outlet")

    def _is_wire(self, outlet: Mention) -> bool:
        return outlet.entity is not None and outlet.entity.name in self._rules.everywhere

    def _is_relayed(self, said: Said, owner: Mention) -> bool:
        """Say whether somebody of the same state tells what a document of it says: he is the one who says it."""
        tellers = (one.source for one in self._said if said.cue_tokens[0] in one.content)
        return any(one is not None and _country(one) == _country(owner) is not None for one in tellers)

    def _titled(self, tree: Tree, head: int, source: Mention, entity: Entity) -> Mention:
        """Return somebody whom no table knows with the state and sector of his apposition: "Jo Doe, an officer".

        A spokesman is of the body that he speaks for: "Jo Doe, a spokesman for Russia's space forces".
        """
        for child in tree.all(head, "appos"):
            known = self._cast.who(tree, child)
            office = self._office(tree, child)
            speaks = office is not None and office.label == "organisation" and tree.words[child].startswith("spokes")
            found = office if known is None or _country(known) is None or speaks else known
            if found is not None and found.entity is not None and found.entity.country is not None:
                return Mention(
                    source.span, source.label, Entity(entity.id, entity.name, found.entity.country, found.entity.sector)
                )
        return source

    def _office(self, tree: Tree, head: int) -> Mention | None:
        """Return where officials of no stated country are: "officials at the ministry", "the command of the army"."""
        if tree.upos(head) != "NOUN":
            return None
        for child in tree.all(head, "nmod"):
            if tree.case(child) in _AT - {"in"} and not self._cast.several(child):
                known = self._cast.who(tree, child)
                found = self._office(tree, child) if known is None or _country(known) is None else known
                if found is not None and _country(found) is not None:
                    return self._of_body(tree, child, found) if found is known else found
        return None

    def _whole(self, tree: Tree, said: Said) -> tuple[int, ...]:
        """Return what is said; "…, according to X" that closes a sentence is said of all of it."""
        cue, end = said.cue_tokens[0], said.source_tokens[-1]
        closes = end >= tree.end - 2 and cue > tree.first and tree.words[cue - 1] == ","
        alone = sum(1 for one in self._said if tree.first <= one.cue_tokens[0] < tree.end and one.kind == "say") == 1
        if tree.words[cue] == "according" and closes and alone:
            return tuple(range(tree.first, cue))
        return said.content

    def _tree(self, token: int) -> Tree:
        return self._trees[bisect_left(self._firsts, token + 1) - 1]

    def _words(self, mention: Mention) -> list[str]:
        return self._text[mention.span.start : mention.span.end].casefold().replace("-", " ").split()


def _is_bare(tree: Tree, noun: int) -> bool:
    """Say whether a noun has only "the" before it and nothing behind: "the official" is the one told of before."""
    if tree.upos(noun) == "PROPN":  # "the U.S." are no "leaders of South Korea and the U.S."
        return False
    return [tree.words[child] for child in tree.children[noun] if tree.upos(child) != "PUNCT"] == ["the"]


def _country(mention: Mention) -> str | None:
    return None if mention.entity is None else mention.entity.country

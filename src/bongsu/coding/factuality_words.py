"""What the words of a clause or a noun phrase itself do to its factuality: modals, aspect, adverbs, attributes."""

from typing import NamedTuple

from bongsu.coding.factuality_rules import PLAIN, Effect, Rule, add
from bongsu.coding.factuality_syntax import AUXILIARY, BE, SUBJECT, Syntax
from bongsu.coding.mended import NOMINAL
from bongsu.model import Factuality

_PERFECT = frozenset({"have", "'ve", "’ve", "of"})
_FINITE_BE = BE - {"be", "been", "being"}
_SHORT_WOULD = frozenset({"'d", "’d"})  # also "had"
_ARGUMENTS = frozenset({"nsubj", "obj", "nsubj:pass"})
# Participles before a noun that say no less than that it is so: "ordered sanctions" have been imposed.
_NO_PARTICIPLE = frozenset({"staged thing", "joined thing", "demanded thing"})

# How verbs begin by which an act is done: what they "conducted" took place, though an adjective calls it planned.
_DOING = ("conduct", "carr", "stage", "staging", "hold", "held", "perform", "complet", "launch")

_LIKELIHOODS = frozenset({"likelihood", "probability"})  # "in all likelihood"
_HEDGES = frozenset({"reportedly", "possibly"})


class Reason(NamedTuple):
    """A word that bears on an event's factuality, by its token index, and the row of the table that says how."""

    token: int
    row: str


class OwnWords:
    """Applies the words that hang on one clause or noun, and keeps the reasons."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        self.tree = syntax.tree
        self.rules = syntax.rules
        self.reasons: list[Reason] = []

    def use(self, rule: Rule, fact: Factuality, token: int) -> Factuality:
        """Return ``fact`` under a row that the word at ``token`` names."""
        self.reasons.append(Reason(token, rule.name))
        return add(fact, rule.gives)

    def mood(self, fact: Factuality, name: str, token: int) -> Factuality:
        """Return ``fact`` under what the build of a clause does, by the row's name in ``moods``."""
        return self.use(self.rules.moods[name], fact, token)

    def on(self, node: int, above: Factuality) -> Factuality:
        """Return the factuality of ``node``, given what stands above it."""
        fact = above
        if self.tree.upos(node) in NOMINAL and self.tree.one(node, "cop") is None:
            fact = self._noun(node, fact)
        fact = self._auxiliaries(node, fact, above)
        for child in self.tree.children[node]:
            fact = self._dependent(node, child, fact)
        return fact

    def _dependent(self, node: int, child: int, fact: Factuality) -> Factuality:
        relation = self.tree.relation(child)
        if relation == "advmod":
            return self._adverb(node, child, fact)
        if relation == "advcl":
            return self._condition(node, child, fact)
        if relation == "obl" and self.tree.words[child] in _LIKELIHOODS:
            return self.use(self.rules.adverbs["probably"], fact, child)
        nor = relation in {"cc", "cc:preconj"} and self.tree.words[child] in {"neither", "nor"}
        if nor or (relation in _ARGUMENTS and self.syntax.is_nothing(child)):
            return self.use(self.rules.adverbs["not"], fact, child)
        return fact

    def _adverb(self, node: int, child: int, fact: Factuality) -> Factuality:
        word = self.tree.words[child]
        rule = self.rules.adverbs.get(word)
        if word == "longer" and self.syntax.has(child, frozenset({"no"})):
            rule = self.rules.adverbs["not"]
        elif word == "long" and self.syntax.has(child, frozenset({"as"})):
            rule = self.rules.moods["main clause of an if"]
        if rule is None or (
            rule.name == "not" and self.tree.words.get(child + 1) in {"only", "just", "merely", "simply"}
        ):
            return fact
        if rule.name in _HEDGES and self._is_of_phrase(node, child):
            return fact
        if rule.name == "nearly" and self.tree.upos(node) != "VERB":
            return fact
        return self.use(rule, fact, child)

    def _is_of_phrase(self, node: int, adverb: int) -> bool:
        """Say whether an adverb bears on the phrase behind it alone: "was shot, apparently by rebels"."""
        apart = adverb > node or self.tree.words.get(adverb - 1) == ","
        return apart and adverb + 1 < self.tree.end and self.tree.upos(adverb + 1) == "ADP"

    def _condition(self, node: int, clause: int, fact: Factuality) -> Factuality:
        """The main clause of a condition is conditional, unless it tells what happened."""
        syntax = self.syntax
        rule = self.rules.conjunctions.get(syntax.mark(clause))
        if self.tree.words[clause] in {"judge", "judging"}:
            return self.use(self.rules.adverbs["probably"], fact, clause)  # "judging by pictures"
        conditional = (rule is not None and rule.name == "if") or syntax.inverted(clause)
        even = any(self.tree.words[child] in {"even", "as"} for child in self.tree.all(clause, "advmod"))
        if not conditional or even or syntax.is_past(node) or syntax.asks_if(clause, node):
            return fact
        return self.mood(fact, "main clause of an if", clause)

    # Auxiliaries.

    def _auxiliaries(self, node: int, fact: Factuality, above: Factuality) -> Factuality:
        tree = self.tree
        helpers = [child for child in tree.children[node] if tree.relation(child) in AUXILIARY]
        words = {tree.words[helper] for helper in helpers}
        perfect = not words.isdisjoint(_PERFECT)
        fact = self._infinitive(node, fact, words, perfect=perfect)
        for helper in helpers:
            fact = self._modal(node, helper, fact, above, perfect=perfect)
        return self._aspect(node, words, fact)

    def _infinitive(self, node: int, fact: Factuality, words: set[str], *, perfect: bool) -> Factuality:
        """Read "is to fire", "to have fired", and "is due to fire" where the parser has "due to" as a preposition."""
        tree = self.tree
        finite = not words.isdisjoint(_FINITE_BE)
        marks = [mark for mark in tree.all(node, "mark", "case") if tree.words[mark] in {"to", "due"}]
        if not marks:
            return fact
        if tree.words[marks[0]] == "due":
            return self.mood(fact, "is to", marks[0]) if finite else fact
        if tree.relation(marks[0]) == "case":
            return fact
        if perfect and fact.status == "planned":
            return Factuality(fact.certainty, fact.polarity)
        headline = self.syntax.is_headline(node, marks[0])
        return self.mood(fact, "is to", marks[0]) if finite or headline else fact

    def _modal(self, node: int, helper: int, fact: Factuality, above: Factuality, *, perfect: bool) -> Factuality:
        word = self.tree.words[helper]
        rules = self.rules.modals.get(word)
        if rules is None or (word in _SHORT_WOULD and self.syntax.is_past_form(self.tree.words[node])):
            return fact
        if word == "should" and self.syntax.inverted(node):
            return fact
        if word in {"could", "can", "ca"} and self.syntax.is_denied(node) and not perfect:
            return fact  # "could not fire" did not; "may not fire" is open
        name = rules[0].name
        if name == "would" and not perfect and (above.status == "planned" or self.syntax.is_backshifted(node)):
            return self.use(self.rules.modals["will"][0], fact, helper)
        state = name == "may" and self.tree.one(node, "cop") is not None  # "may be a fake": now, not to come
        return self.use(rules[1] if perfect or state else rules[0], fact, helper)

    def _aspect(self, node: int, words: set[str], fact: Factuality) -> Factuality:
        going = self.tree.upos(node) == "VERB" and self.tree.words[node].endswith("ing")
        if not going:
            under_way = "being" in words and not words.isdisjoint({"is", "are"})
            return self.mood(fact, "under way", node) if under_way else fact
        if words.isdisjoint(BE):
            return fact
        if self.syntax.is_coming(node):
            return self.mood(fact, "next week", node)
        told = self.tree.relation(node) != "ccomp" and not words.isdisjoint({"was", "were"})
        return fact if told else self.mood(fact, "under way", node)

    # Nouns.

    def _noun(self, noun: int, fact: Factuality) -> Factuality:
        tree = self.tree
        counted = tree.relation(noun) in _ARGUMENTS  # then the verb has been denied by its "no"
        for child in tree.children[noun]:
            relation = tree.relation(child)
            if relation in {"amod", "det"}:
                rule = self._attribute(child)
                denied = counted and rule is not None and rule.name == "no talks"
                if rule is not None and not denied and not self._is_done(noun, rule):
                    fact = self.use(rule, fact, child)
            elif relation in {"acl", "acl:relcl"}:
                fact = self._said_of(child, fact)
        return self.mood(fact, "next week", noun) if self.syntax.is_coming(noun) else fact

    def _is_done(self, noun: int, rule: Rule) -> bool:
        """Say whether what is called planned took place: "conducted a scheduled test", "during a planned visit"."""
        if rule.name == "planned attack" and self.tree.case(noun) == "during":
            return True
        verb = self.tree.head(noun) if self.tree.relation(noun) in {"obj", "nsubj:pass"} else None
        return rule.name == "planned attack" and verb is not None and self.tree.words[verb].startswith(_DOING)

    def _attribute(self, child: int) -> Rule | None:
        """Return the row of an adjective or determiner, or of the verb of a participle: "the averted strike"."""
        word = self.tree.words[child]
        rule = self.rules.attributes.get(word)
        if rule is not None or not self.syntax.is_past_form(word):
            return rule
        rule = self.rules.governing.get(("verb", word, "thing"), {}).get("")
        return rule if rule is not None and rule.name not in _NO_PARTICIPLE else None

    def _said_of(self, clause: int, fact: Factuality) -> Factuality:
        """A noun is as sure as its clause says: "talks planned for May", "the strike, which was averted"."""
        tree = self.tree
        relative = tree.relation(clause) == "acl:relcl"
        rule = self.syntax.row(clause, "thing", "") if self._is_passive_of_noun(clause, relative=relative) else None
        if rule is None or tree.one(clause, "xcomp") is not None:
            return fact
        own = self._auxiliaries(clause, PLAIN, PLAIN) if relative else PLAIN
        for child in tree.all(clause, "advmod"):
            own = self._adverb(clause, child, own)
        self.reasons.append(Reason(clause, rule.name))
        below = rule.on(own)
        return add(fact, Effect(below.certainty, below.polarity, below.status))

    def _is_passive_of_noun(self, clause: int, *, relative: bool) -> bool:
        if not relative:
            return self.tree.is_passive(clause) and self.tree.one(clause, *SUBJECT) is None
        subject = self.tree.one(clause, "nsubj:pass")
        return subject is not None and self.tree.words[subject] in {"which", "that"}

"""How surely a sentence says that an event happened, from its syntax.

Factuality is as the nearest speaker puts it. It is worked out from the root of the sentence down to the event's
trigger: every word on the way does to what it governs what its row in ``data/factuality.yaml`` says ("failed to"
denies, "may" leaves possible), and the effects add up, the weakest certainty winning. What a sentence takes for
granted (relative clauses, "after the attack", what is known or regretted) stands by itself.
"""

from bongsu.coding.factuality_rules import PLAIN, FactualityRules, Rule, Slot, load_factuality
from bongsu.coding.factuality_syntax import LINKS, Syntax
from bongsu.coding.factuality_words import OwnWords, Reason
from bongsu.coding.tree import Tree
from bongsu.model import Factuality

__all__ = ["FactualityRules", "Reason", "factuality_of", "factuality_with_reasons", "load_factuality"]

_DEEPEST = 30  # clauses nested deeper than any reader follows; bounds the recursion
_THAT = frozenset({"that"})
_LOOSE = frozenset({"any", "every", "whoever", "anyone", "everyone", "whatever", "each", "those"})
_RANKED = frozenset({"first", "second", "third", "last", "latest", "only"})
_COMPLEMENT = frozenset({"ccomp", "xcomp", "csubj", "csubj:pass", "csubj:outer"})
_SLOTS: dict[str, Slot] = {
    "obj": "thing", "nsubj:pass": "thing", "nmod": "thing", "compound": "thing", "obl": "thing", "iobj": "thing",
    "nsubj": "subject",
}  # fmt: skip
# Rows that turn a proposal down, which was made all the same; and rows of nouns that retell what may not be true.
_TURNED_DOWN = frozenset({"rejected idea", "prevented thing", "false", "ruling out"})
# Nouns that the "not" of their verb does not reach, if no row says so: "sanctions were not mentioned".
_NOT_DENIED = frozenset({"obl", "nmod", "nsubj", "nsubj:pass"})
_DRAFTS = frozenset({"blueprint", "draft", "drafts", "plan", "plans", "proposal", "proposals", "roadmap", "scheme"})
_USING = frozenset({"use", "used", "uses", "using"})
_ARGUMENT_SLOTS: tuple[Slot, ...] = ("thing", "subject")
_RETOLD = frozenset({"claim", "report by hearsay", "saying"})


def factuality_of(tree: Tree, token: int, rules: FactualityRules) -> Factuality:
    """Return how surely the sentence says that the event at ``token`` (verb, noun or adjective) happened."""
    return _Reader(tree, rules).fact(token)


def factuality_with_reasons(tree: Tree, token: int, rules: FactualityRules) -> tuple[Factuality, tuple[Reason, ...]]:
    """Return :func:`factuality_of` and the words that bear on it, in text order."""
    reader = _Reader(tree, rules)
    fact = reader.fact(token)
    return fact, tuple(sorted(set(reader.own.reasons)))


def _affirmed(fact: Factuality) -> Factuality:
    """Return ``fact`` without its denial: "did not fire, killing" says nothing against what is told beside it."""
    return Factuality(fact.certainty, "affirmed", fact.status)


class _Reader:
    """Reads one event of one sentence: what stands above it, and then its own words."""

    def __init__(self, tree: Tree, rules: FactualityRules) -> None:
        self.tree = tree
        self.rules = rules
        self.syntax = Syntax(tree, rules)
        self.own = OwnWords(self.syntax)
        self._depth = 0

    def fact(self, node: int) -> Factuality:
        """Return the factuality of a clause or noun."""
        if self._depth >= _DEEPEST:
            return PLAIN
        self._depth += 1
        fact = self.own.on(node, self._above(node, node))
        self._depth -= 1
        return fact

    def _above(self, node: int, at: int) -> Factuality:
        """Return what stands above ``node``, which hangs in the sentence as ``at`` does: as its first conjunct."""
        head, relation = self.tree.head(at), self.tree.relation(at)
        if head is None:
            return self._sentence(at)
        if relation == "conj":
            return self._conjunct(node)
        if relation == "acl:relcl":
            return self._relative(at, head)
        if relation in _COMPLEMENT:  # "stop firing now, he said" is a command all the same
            return self._sentence(at) if self.syntax.is_command(at) else self._complement(at, head)
        if relation.startswith(("advcl", "acl")):
            return self._adjunct(at, head)
        slot = _SLOTS.get(relation)
        return self._noun(node, at, head, slot) if slot is not None else PLAIN

    def _sentence(self, root: int) -> Factuality:
        if self.syntax.is_question():
            return self.own.mood(PLAIN, "question", root)
        if self.syntax.is_command(root):
            return self.own.mood(PLAIN, "command", root)
        outer = self.tree.one(root, "nsubj:outer", "nsubj")  # "the plan is to hold talks"
        rule = None
        if outer is not None and self.tree.relation(outer) == "nsubj:outer" and self.syntax.has(root, _THAT):
            rule = self.syntax.row(outer, "that", "")  # "the suspicion is that he fired"
        if outer is not None and self.syntax.slot(root) == "to":
            rule = self.syntax.row(outer, "to", "")
        return PLAIN if rule is None or outer is None else self._apply(rule, PLAIN, outer)

    def _conjunct(self, node: int) -> Factuality:
        """Return what stands above a conjunct: what its first conjunct has, with auxiliaries that both share."""
        first = self.tree.first_conjunct(node)
        instead = self.rules.prepositions.get(self.syntax.case(node))
        if instead is not None and node < first:  # "rather than attack, the rebels withdrew"
            return self._marked(instead, first, node)
        if not self.syntax.shares(node, first):
            return self._above(node, first)
        but = any(self.tree.words[cc] in {"but", "yet"} for cc in self.tree.all(node, "cc"))
        return _affirmed(self.fact(first)) if but else self.fact(first)

    # Clauses.

    def _relative(self, clause: int, noun: int) -> Factuality:
        """Relative clauses stand by themselves, unless they tell what a thing that is not there yet is to do."""
        tree, syntax = self.tree, self.syntax
        if syntax.is_claimed(clause, noun):
            return self._adjunct(clause, noun)
        if syntax.is_past(clause):
            return PLAIN
        loose = next((det for det in (noun, *tree.all(noun, "det")) if tree.words[det] in _LOOSE), None)
        if loose is not None:
            return self.own.mood(PLAIN, "whatever", loose)
        subject = tree.one(clause, "nsubj", "nsubj:pass")  # not "drills that Oslo denounces"
        restricts = subject is not None and tree.words[subject] == "that" and tree.one(clause, "aux") is None
        return _affirmed(self.fact(noun)) if restricts and not syntax.is_definite(noun) else PLAIN

    def _complement(self, clause: int, head: int) -> Factuality:
        slot, mark = self.syntax.slot(clause), self.syntax.mark(clause)
        if self._is_enacted(clause, head):
            return self.fact(head)
        if slot == "that" and mark in {"whether", "if"}:
            return self._marked(self.rules.conjunctions["whether"], head, clause)
        if slot == "that" and self.syntax.embeds_question(clause):
            return PLAIN
        if slot == "to" and self.syntax.is_yet_to(clause, head):
            return self.own.use(self.rules.adverbs["not"], self.fact(head), head)
        if slot == "that" and self.syntax.is_subjunctive(clause, head):
            return self._governed(self.rules.governing["verb", "demand", "that"][""], head)
        rule = self.syntax.row(head, slot, mark)
        return self._governed(rule, head) if rule is not None else self._unnamed(clause, head, slot)

    def _unnamed(self, clause: int, head: int, slot: Slot) -> Factuality:
        """Return what stands above the complement of a word without a row."""
        if slot == "to":
            return self.own.mood(self.fact(head), "infinitive of another verb", head)
        if self.tree.relation(clause).startswith("csubj"):
            return PLAIN
        if slot == "that":
            return self._governed(self.rules.governing["verb", "say", "that"][""], head)
        return self.fact(head)

    def _adjunct(self, clause: int, head: int) -> Factuality:
        """Return what stands above an adverbial clause, or the clause of a noun."""
        if self._is_enacted(clause, head) or self._answers(clause):
            return self.fact(head) if self._is_enacted(clause, head) else PLAIN
        if self.syntax.asks_if(clause, head):
            return self._marked(self.rules.conjunctions["whether"], head, clause)
        slot, mark = self.syntax.slot(clause), self.syntax.mark(clause)
        rule = self.syntax.row(head, slot, mark, exact=self._must_match(clause, head, slot, mark))
        if rule is not None:
            fact = self._governed(rule, head)
            unnamed = rule.name == "accusation" and self.syntax.is_agentless(head)
            return self.own.use(self.rules.attributes["alleged"], fact, head) if unnamed else fact
        if slot == "to" and any(self.tree.words[word] in _RANKED for word in self.tree.all(head, "amod")):
            return self.fact(head)  # "became the first state to fire"
        conjunction = self._conjunction(clause, mark, slot)
        if conjunction is not None:
            return self._marked(conjunction, head, clause)
        return self._purpose(clause, head) if slot == "to" else self._beside(clause, head, slot)

    def _is_proposal(self, noun: int) -> bool:
        """Say whether a noun is a plan, or whose plan it is: "a draft by the unions, returning the land"."""
        tree = self.tree
        above = tree.head(noun) if tree.relation(noun) == "nmod" and tree.case(noun) in {"by", "of"} else None
        return any(one is not None and tree.words[one] in _DRAFTS for one in (noun, above))

    def _must_match(self, clause: int, head: int, slot: Slot, mark: str) -> bool:
        """Say whether a row must name the very conjunction: "expected after" is not "expected that"."""
        if self.tree.upos(head) == "NOUN" and mark in LINKS:
            return False
        return slot == "ing" or bool(mark) or (slot == "that" and not self.syntax.is_content(clause, head))

    def _conjunction(self, clause: int, mark: str, slot: Slot) -> Rule | None:
        rule = self.rules.conjunctions.get(mark)
        if slot == "to" or rule is None:
            return None
        if rule.name == "before" and self.syntax.has(clause, frozenset({"could"})):
            return self.rules.conjunctions["without"]  # "was stopped before he could fire"
        if rule.name == "until" and slot == "that" and not self.syntax.is_past(clause):
            return self.rules.conjunctions["if"]  # "put off the talks until they free him"
        told = rule.name in {"before", "until"} and slot == "that" and self.syntax.is_past(clause)
        return self.rules.conjunctions["after"] if told else rule

    def _purpose(self, clause: int, head: int) -> Factuality:
        if self.tree.upos(head) == "PROPN" and self.tree.head(head) is None:
            return self.own.mood(PLAIN, "is to", head)  # "Trump to meet Kim"
        afar = self._afar(head, "to")
        if afar is not None:
            return afar
        adverbial = self.tree.relation(clause).startswith("advcl")
        verb = self.tree.head(head) if self.tree.relation(head) == "obj" else None
        if verb is not None and self.tree.words[verb] in _USING and not adverbial:  # "used a speech to accuse Chad"
            return self.fact(verb)
        return self.own.mood(self.fact(head), "purpose" if adverbial else "infinitive of a noun", head)

    def _beside(self, clause: int, head: int, slot: Slot) -> Factuality:
        """Return what stands above a clause without a conjunction: "fired a missile, hitting the port"."""
        if self.syntax.inverted(clause):
            return self._apply(self.rules.conjunctions["if"], PLAIN, clause)
        adverbial = self.tree.relation(clause).startswith("advcl")
        if slot == "ing" and not adverbial and self._is_proposal(head):
            return self.own.mood(PLAIN, "infinitive of a noun", head)  # "a draft returning the land"
        if not adverbial and self._is_none(head):
            return self.fact(head)  # "there were no soldiers killed"
        if not adverbial and self.syntax.is_anybody(head):
            return self.own.mood(PLAIN, "whatever", head)
        above = self.tree.head(head)
        if not adverbial and above is not None and self.tree.case(head) == "with":
            return self.fact(above)  # "reportedly suffered losses, with 1,000 soldiers killed"
        aside = self.tree.words[clause] in self.rules.asides
        return _affirmed(self.fact(head)) if slot == "ing" and adverbial and not aside else PLAIN

    def _is_none(self, noun: int) -> bool:
        above = self.tree.head(noun)
        there = above is None or self.tree.relation(noun) == "obj" or self.tree.one(above, "expl") is not None
        return there and self.syntax.is_nothing(noun)

    def _answers(self, clause: int) -> bool:
        """Say whether the clause of a noun lacks what it turns down: "a claim that Kyiv denied"."""
        rule = self.syntax.row(clause, "thing", "") if self.tree.relation(clause) == "acl" else None
        gap = self.tree.one(clause, "obj", "ccomp", "xcomp", "nsubj:pass") is None
        return rule is not None and rule.name in _TURNED_DOWN and gap and self.syntax.slot(clause) == "that"

    def _is_enacted(self, node: int, head: int) -> bool:
        """Say whether something is done by the very vote or order: "voted to impeach him", "ordered a curfew"."""
        return self.tree.words[head] in self.rules.enacting and self.tree.words[node] in self.rules.enacted

    # Nouns.

    def _noun(self, node: int, at: int, head: int, slot: Slot) -> Factuality:
        head, slot = self._raised(at, head, slot)
        case = self.syntax.case(at)
        if not case and self._is_enacted(node, head):
            return self.fact(head)
        rule = self.syntax.row(head, slot, case, exact=self.tree.relation(at) == "obl")
        if rule is not None:
            return self._calendar(node, head) if self._stands(rule, node, head) else self._governed(rule, head)
        preposition = self.rules.prepositions.get(case)
        if preposition is not None:
            return self._marked(preposition, head, at)
        return self._unnamed_noun(node, at, head, slot, case)

    def _raised(self, at: int, head: int, slot: Slot) -> tuple[int, Slot]:
        """Return the verb whose subject a noun is: of "are likely to be held", "held"."""
        tree = self.tree
        lower = tree.one(head, "xcomp") if tree.relation(at) in {"nsubj", "nsubj:pass"} else None
        if lower is None:
            return head, slot
        if tree.upos(lower) == "ADJ":
            return lower, "subject"
        if self.syntax.slot(lower) != "to" or tree.upos(lower) != "VERB":
            return head, slot
        return lower, "subject" if tree.one(lower, "aux:pass") is None else "thing"

    def _unnamed_noun(self, node: int, at: int, head: int, slot: Slot, case: str) -> Factuality:
        """Return what stands above a noun that no row governs: nothing where it is definite, else all of its clause."""
        relation = self.tree.relation(at)
        if relation == "compound":
            return PLAIN
        afar = self._afar(head, "thing") if case == "for" else None
        if afar is not None:
            return afar
        if self.syntax.is_definite(node):
            return self._calendar(node, head) if slot == "subject" else PLAIN
        if relation == "obj" and self._depth == 1 and self.tree.words[node] in self.rules.proposals:
            return PLAIN  # "failed to enforce an order"
        fact = self.fact(head)
        if relation in _NOT_DENIED and not self.syntax.is_any(node):
            return _affirmed(fact)
        return fact if fact.status != "ongoing" else Factuality(fact.certainty, fact.polarity)

    def _afar(self, head: int, slot: Slot) -> Factuality | None:
        """Return what stands above the complement of a subject behind its verb: "calls are growing for talks"."""
        subject = self.tree.one(head, "nsubj", "nsubj:pass")
        if subject is None or self.tree.upos(subject) != "NOUN":
            return None
        rule = self.syntax.row(subject, slot, "")
        return None if rule is None else self._governed(rule, subject)

    def _stands(self, rule: Rule, node: int, head: int) -> bool:
        """Say whether a noun is beyond the reach of the row that governs it."""
        if rule.definite_stands:
            return self.syntax.is_definite(node)
        if rule.name in _TURNED_DOWN and self._depth == 1:
            return self.tree.words[node] in self.rules.proposals
        return rule.name == "expecting" and any(self.tree.words[aux] == "had" for aux in self.tree.all(head, "aux"))

    def _calendar(self, node: int, head: int) -> Factuality:
        """Return what stands above a definite noun: nothing, but an occasion is not held before its time."""
        occasion = self.tree.words[node] in self.rules.occasions
        reasons = len(self.own.reasons)
        if occasion and self.fact(head).status == "planned":
            return Factuality(status="planned")
        del self.own.reasons[reasons:]
        return PLAIN

    # Rows.

    def _governed(self, rule: Rule, head: int) -> Factuality:
        """Return what stands above something that the word ``head`` governs by ``rule``."""
        reasons = len(self.own.reasons)
        above = self.fact(head)
        retold = rule.name in _RETOLD and self.tree.upos(head) == "NOUN"
        if retold and above.polarity == "denied" and not self.syntax.is_nothing(head):
            return self._retold(head, above)
        return self._apply(rule, above, head, reasons)

    def _retold(self, noun: int, above: Factuality) -> Factuality:
        """Return what stands above the content of a report or claim that is there, and rejected or not confirmed."""
        governor = self.tree.head(noun)
        if governor is not None:
            rules = (self.syntax.row(governor, slot, "") for slot in _ARGUMENT_SLOTS)
            if any(rule is not None and rule.name in _TURNED_DOWN for rule in rules):
                return Factuality(above.certainty, "denied")
        return Factuality("uncommitted")

    def _marked(self, rule: Rule, head: int, token: int) -> Factuality:
        """Return what stands above something below ``head`` that the conjunction or preposition of ``token`` marks."""
        reasons = len(self.own.reasons)
        return self._apply(rule, self.fact(head), token, reasons)

    def _apply(self, rule: Rule, above: Factuality, token: int, reasons: int | None = None) -> Factuality:
        """Return what stands below a row; of its head's reasons, from ``reasons`` on, only those that reach so far."""
        if reasons is not None and rule.effect(above).takes == "nothing":
            del self.own.reasons[reasons:]
        self.own.reasons.append(Reason(token, rule.name))
        return rule.on(above)

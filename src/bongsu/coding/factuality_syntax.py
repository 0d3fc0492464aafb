"""What factuality asks of a sentence's syntax: clauses and their marks, definite nouns, tense, rows of the table."""

from collections.abc import Mapping

from bongsu.coding.factuality_rules import FactualityRules, Kind, Rule, Slot
from bongsu.coding.mended import NOMINAL
from bongsu.coding.tree import Tree

AUXILIARY = frozenset({"aux", "aux:pass", "cop"})
SUBJECT = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass", "expl", "nsubj:outer"})
BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "am", "'s", "’s", "'re", "’re"})
QUOTES = frozenset({'"', "“", "”", "``", "''", "‘", "’", "'"})
LINKS = frozenset({"of", "for", "on", "at", "in", "to", "about", "from", "against"})
_WH = frozenset({"who", "whom", "whose", "what", "which", "when", "where", "why", "how"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "its", "their"})
_PAST_AUXILIARY = frozenset({"had", "was", "were", "did", "has", "have", "been"})
_NEGATION = frozenset({"not", "n't", "n’t", "never"})
_NO = frozenset({"no", "neither"})
_ANYBODY = frozenset({"anybody", "anyone", "everyone", "those"})
_FACING = frozenset({"face", "faces", "risk", "risks"})
_MODALS = frozenset({"can", "could", "may", "might", "must", "shall", "should", "will", "would"})


class Syntax:
    """Answers questions about one sentence. Pure."""

    def __init__(self, tree: Tree, rules: FactualityRules) -> None:
        self.tree = tree
        self.rules = rules

    # Clauses.

    def slot(self, clause: int) -> Slot:
        """Return what kind of clause it is: an infinitive, a finite clause, or one without tense ("ing")."""
        tree = self.tree
        if any(tree.words[mark] == "to" for mark in tree.all(clause, "mark")):
            return "to"
        gerund = tree.words[clause].endswith("ing") and tree.one(clause, *AUXILIARY) is None
        return "ing" if gerund or tree.one(clause, *SUBJECT, "aux", "cop") is None else "that"

    def mark(self, clause: int) -> str:
        """Return the conjunction or preposition of a clause ("because", "short of"); "" for none, "to" and "that"."""
        tree = self.tree
        for mark in tree.all(clause, "mark", "case"):
            words = " ".join(tree.words[part] for part in (mark, *tree.all(mark, "fixed")))
            pair = f"{tree.words.get(mark - 1)} {words}"
            if pair in self.rules.conjunctions:
                return pair
            if words not in {"to", "that", "in order to"}:
                return words
        first = tree.one(clause, "advmod")
        return tree.words[first] if first is not None and tree.words[first] in {"when", "where", "once"} else ""

    def embeds_question(self, clause: int) -> bool:
        """Say whether a clause begins with a question word: "how many missiles were fired"."""
        tree, first = self.tree, clause
        while tree.children[first] and tree.children[first][0] < first:
            first = tree.children[first][0]
        return tree.words[first] in _WH or self.has(clause, _WH)

    def inverted(self, clause: int) -> bool:
        """Say whether a clause is a condition without "if": "Should the North fire"."""
        tree = self.tree
        subject, aux = tree.one(clause, "nsubj", "nsubj:pass"), tree.one(clause, *AUXILIARY)
        if subject is None or aux is None or aux > subject or not tree.relation(clause).startswith("advcl"):
            return False
        return tree.words[aux] in {"had", "should", "were"}

    def asks_if(self, clause: int, head: int) -> bool:
        """Say whether the "if" of a clause means "whether": "it is not clear if anyone was killed"."""
        return self.mark(clause) in {"if", "whether"} and clause > head and self.tree.words[head] in self.rules.askers

    def is_content(self, clause: int, head: int) -> bool:
        """Say whether a finite clause is the content of a noun or adjective: "reports that", "likely that"."""
        return self.tree.upos(head) in NOMINAL | {"ADJ"} or any(
            self.tree.words[mark] == "that" for mark in self.tree.all(clause, "mark")
        )

    def is_claimed(self, clause: int, noun: int) -> bool:
        """Say whether a clause that the parser takes for a relative one is what a noun says: "the allegation that"."""
        that = any(self.tree.words[mark] == "that" for mark in self.tree.all(clause, "mark"))
        return that and self.tree.one(clause, "obj") is not None and self._rows(noun, "that") is not None

    def is_agentless(self, verb: int) -> bool:
        """Say whether a verb is passive and nobody is named who does it: "is accused of spying"."""
        agent = self.tree.one(verb, "obl:agent")
        return self.tree.one(verb, "aux:pass") is not None and agent is None

    def is_subjunctive(self, clause: int, head: int) -> bool:
        """Say whether a finite clause is a demand by its bare verb: "insisted that the junta release her"."""
        tree, word = self.tree, self.tree.words[clause]
        bare = tree.one(clause, *AUXILIARY) is None and not word.endswith(("s", "ing")) and self._form(clause) == "base"
        that = any(tree.words[mark] == "that" for mark in tree.all(clause, "mark"))
        return bare and that and tree.words[head] in self.rules.subjunctive and tree.upos(clause) == "VERB"

    def case(self, noun: int) -> str:
        """Return the preposition of a noun, also "rather than", which the parser has as "cc"; "" for none."""
        tree = self.tree
        joint = next((cc for cc in tree.all(noun, "cc") if cc < noun), None)
        if joint is None:
            return tree.case(noun) or ""
        return " ".join(tree.words[part] for part in (joint, *tree.all(joint, "fixed")))

    def is_yet_to(self, clause: int, head: int) -> bool:
        """Say whether an infinitive is still to come: "has yet to retake the town"."""
        return any(
            self.tree.words[child] == "yet" for node in (clause, head) for child in self.tree.all(node, "advmod")
        )

    def is_question(self) -> bool:
        """Say whether the sentence asks if something is so; questions with a question word take it for granted."""
        tree, last = self.tree, self.tree.end - 1
        while last > tree.first and tree.words[last] in QUOTES:
            last -= 1
        return tree.words[last] == "?" and tree.words[tree.first] not in _WH and not self.has(tree.root, _WH)

    def is_command(self, root: int) -> bool:
        """Say whether a clause is an imperative: it leads its sentence, bare and without a subject."""
        tree, word = self.tree, self.tree.words[root]
        if tree.upos(root) != "VERB" or self.is_past_form(word) or word.endswith(("ing", "s")):
            return False
        if tree.one(root, *SUBJECT, "mark") is not None:
            return False
        helpers = list(tree.all(root, *AUXILIARY))
        lead = range(tree.first, min((root, *helpers)))
        return all(tree.words[aux] == "do" for aux in helpers) and all(
            tree.words[token] in QUOTES | {"please"} for token in lead
        )

    def is_headline(self, node: int, to: int) -> bool:
        """Say whether an infinitive is the verb of a headline: "Trump to meet Kim"."""
        subject = self.tree.one(node, "nsubj")
        return self.tree.head(node) is None and subject is not None and subject < to

    def shares(self, node: int, first: int) -> bool:
        """Say whether a conjunct has the auxiliaries of its first conjunct: "may visit Seoul and meet Moon"."""
        tree = self.tree
        if tree.upos(node) not in {"VERB", "AUX"}:
            return tree.upos(node) == "ADJ" and tree.one(node, *AUXILIARY, *SUBJECT) is None
        own = tree.one(node, "nsubj", "nsubj:pass", "expl", "aux", "aux:pass", "cop", "mark")
        helped = tree.one(first, "aux", "aux:pass") is not None
        return own is None and helped and self._form(node) == self._form(first)

    # Tense.

    def _form(self, verb: int) -> str:
        word = self.tree.words[verb]
        if word in self.rules.bare_past:
            return "past" if self.tree.one(verb, "aux:pass") is not None else "base"
        return "ing" if word.endswith("ing") else "past" if self.is_past_form(word) else "base"

    def is_past_form(self, word: str) -> bool:
        """Say whether a word is a past tense or participle, or looks like one."""
        return word in self.rules.past or word.endswith("ed")

    def is_past(self, verb: int) -> bool:
        """Say whether a clause tells of the past."""
        helper = self.tree.one(verb, *AUXILIARY)
        if helper is not None:
            first = min(self.tree.all(verb, *AUXILIARY))
            return self.tree.words[first] in _PAST_AUXILIARY
        return self.is_past_form(self.tree.words[verb])

    def is_backshifted(self, node: int) -> bool:
        """Say whether "would" is the "will" of reported speech: "said it would visit"."""
        tree = self.tree
        first = tree.first_conjunct(node)
        head = tree.head(first)
        if head is None or head > node or tree.relation(first) not in {"ccomp", "acl", "csubj:pass"}:
            return False
        return not self.has(first, QUOTES) and (self.is_past(head) or tree.upos(head) == "NOUN")

    def is_coming(self, node: int) -> bool:
        """Say whether a clause or a noun is dated ahead: "tomorrow", "next week" (but "the next day")."""
        tree = self.tree
        for child in tree.all(node, "obl:unmarked", "nmod:unmarked", "advmod", "obl", "nmod"):
            if tree.words[child] == "tomorrow":
                return True
            if any(tree.words[amod] in {"next", "coming"} for amod in tree.all(child, "amod")):
                return all(tree.words[det] != "the" for det in tree.all(child, "det"))
        return False

    # Nouns and negation.

    def is_definite(self, noun: int) -> bool:
        """Say whether a noun names something taken as known: "the attack", "its launch", "last week's test"."""
        tree = self.tree
        return tree.upos(noun) == "PROPN" or any(
            tree.words[child] in _DEFINITE
            or tree.relation(child) == "nmod:poss"
            or tree.words[child] in self.rules.past_attributes
            for child in tree.children[noun]
        )

    def is_any(self, noun: int) -> bool:
        """Say whether a noun stands for any, so that the "not" of its clause reaches it."""
        return any(self.tree.words[det] in {"any", "no"} for det in self.tree.all(noun, "det"))

    def is_anybody(self, noun: int) -> bool:
        """Say whether a subject is whoever it may be: "a suspect convicted of treason can be executed"."""
        tree, verb = self.tree, self.tree.head(noun)
        articles = {tree.words[det] for det in tree.all(noun, "det")}
        loose = tree.words[noun] in _ANYBODY or not articles.isdisjoint({"a", "an", "any"})
        if verb is None or not loose or tree.relation(noun) not in {"nsubj", "nsubj:pass"}:
            return False
        if tree.words[noun] in _ANYBODY and tree.words[verb] in _FACING:
            return True
        return any(tree.words[aux] in _MODALS for aux in tree.all(verb, "aux"))

    def is_nothing(self, noun: int) -> bool:
        """Say whether a noun denies its clause: "no missiles", "nobody", "neither Kim nor Trump"."""
        tree = self.tree
        determiners = tree.all(noun, "det", "cc:preconj")
        if tree.words.get(noun - 1) in {"few", "little"} and noun - 1 in tree.children[noun]:
            return tree.one(noun, "det") is None  # "few states", but "a few states"
        return tree.words[noun] in self.rules.nothing or any(tree.words[det] in _NO for det in determiners)

    def is_denied(self, node: int) -> bool:
        """Say whether a clause has a "not" of its own."""
        return any(self.tree.words[child] in _NEGATION for child in self.tree.all(node, "advmod"))

    def has(self, node: int, words: frozenset[str]) -> bool:
        """Say whether a dependent of a token is one of these words."""
        return any(self.tree.words[child] in words for child in self.tree.children[node])

    # Rows.

    def row(self, head: int, slot: Slot, particle: str, *, exact: bool = False) -> Rule | None:
        """Return the row of a governing word for what it governs with ``particle``.

        ``exact`` when only a row with this particle will do: "in talks" is no object, "call for talks" is.
        """
        rows = self._rows(head, slot)
        if rows is None:
            return None
        rule = rows.get(particle) if particle else None
        if particle == "for" and self.tree.words[head].startswith("call") and self.tree.one(head, "obj") is not None:
            return None  # "called it revenge for the killing"
        if rule is not None or exact:
            return rule
        return self._row_by_oblique(head, slot, rows) or self._row_by_particle(head, rows)

    def _row_by_oblique(self, head: int, slot: Slot, rows: Mapping[str, Rule]) -> Rule | None:
        """Find "call on" in "called on Iran to stop", and "set for" in "talks are set for May"."""
        if slot not in {"to", "thing"} or len(rows) == ("" in rows):
            return None
        cases = (self.tree.case(oblique) for oblique in self.tree.all(head, "obl"))
        return next((rows[case] for case in cases if case is not None and case in rows), None)

    def _row_by_particle(self, head: int, rows: Mapping[str, Rule]) -> Rule | None:
        object_ = self.tree.one(head, "obj")  # "take place"
        if object_ is not None and self.tree.words[object_] in rows:
            return rows[self.tree.words[object_]]
        particle = self.tree.one(head, "compound:prt")
        return rows.get("" if particle is None else self.tree.words[particle])

    def _rows(self, head: int, slot: Slot) -> Mapping[str, Rule] | None:
        word, upos = self.tree.words[head], self.tree.upos(head)
        kinds: tuple[Kind, ...] = ("verb", "adjective")
        if upos == "ADJ":
            kinds = ("adjective", "verb")
        elif upos in NOMINAL:
            kinds = ("noun",)
        found = (self.rules.governing.get((kind, word, slot)) for kind in kinds)
        return next((rows for rows in found if rows is not None), None)

"""What words of a report are tied to by syntax: the launch itself, its flight, or something else."""

from typing import Literal

from bongsu.coding.claimants import Claimants
from bongsu.coding.clauses import objects, subjects
from bongsu.coding.launch_rules import FlightWords
from bongsu.coding.tree import Tree
from bongsu.model import Attribution, Mention, Report, Span

Tie = Literal["launch", "flight", "other"]

_OFF = frozenset({"off"})
_WITHIN = frozenset({"compound", "flat", "appos", "nmod:desc", "conj"})
_AMOUNTS = frozenset({"barrage", "dozens", "hundreds", "number", "salvo", "scores", "series", "total", "volley"})
_ABLE = frozenset({"can", "could", "may", "might", "should", "will", "would"})
_ANY = frozenset({"a", "an", "any", "another", "every", "no", "such"})
_FAILED = frozenset({"failed", "fails", "failing", "managed", "succeeded"})
_LOFTED = frozenset({"deliver", "delivering", "inject", "injecting", "send", "sending"})
_STRIKES = frozenset({"attack", "attacks", "strike", "strikes"})  # "the missile strikes"
_FEATS = frozenset(
    {"history", "milestone", "record", "feat", "club", "league"}
)  # "made history on Friday after it tested a missile"
_MISSIONS = frozenset({"mission", "missions"})
_BY = frozenset({"after", "by", "when"})
_LYING = frozenset({"located", "situated", "based", "stationed"})


class Ties:
    """Looks up what words hang on. Made once a report; pure after that."""

    def __init__(self, report: Report, claimants: Claimants, words: FlightWords) -> None:
        """Look at the words of ``report``."""
        self._report = report
        self._claimants = claimants
        self._words = words

    def time(self, span: Span) -> Tie | None:
        """Return what a time dates: the launch, the flight or fall, or else; None where it hangs on neither."""
        token = self._claimants.head(span)
        if token is None:
            return None
        tree = self._claimants.tree(token)
        for above in tree.ancestors(token):
            if tree.words[above] in self._words.acts:
                return "launch"
            if self._is_guess(tree, above):
                continue
            if tree.upos(above) == "VERB" and not self._is_state(tree, above):
                tie = self._of_verb(tree, above)
                if tie is not None or tree.relation(above) != "xcomp":
                    return tie
            elif tree.relation(above) == "acl:relcl":
                return "other"  # "an exercise, which is due to end on Wednesday"
        return None

    def _is_state(self, tree: Tree, verb: int) -> bool:
        """Say whether a participle only says where something is: "the pad located on the island at 9 a.m."."""
        return tree.words[verb] in _LYING and tree.relation(verb) == "acl"

    def _is_guess(self, tree: Tree, verb: int) -> bool:
        """Say whether a relative clause only says what something is: "a missile that Seoul believes was an ICBM"."""
        what = tree.one(verb, "ccomp", "xcomp") if tree.relation(verb) == "acl:relcl" else None
        return what is not None and tree.one(what, "cop") is not None

    def _of_verb(self, tree: Tree, verb: int) -> Tie | None:
        word, words = tree.words[verb], self._words
        if any(tree.words[one] in words.preparing for one in subjects(tree, verb)):
            return "other"
        if word in words.stop or self._is_down(tree, verb):
            return "flight" if self._any(tree, (*subjects(tree, verb), *objects(tree, verb))) else None
        if self._tells_of_launch(tree, verb) or self._is_feat(tree, verb):
            return "launch"
        if word in words.fly | words.rise | words.fall | words.cross:
            return "flight" if self._any(tree, subjects(tree, verb)) else "other"
        return "other" if tree.relation(verb) == "acl:relcl" and word not in words.launch else None

    def _is_feat(self, tree: Tree, verb: int) -> bool:
        """Say whether a clause hails what the next tells: "made history on Friday after it tested a missile"."""
        hailed = any(tree.words[one] in _FEATS for one in objects(tree, verb))
        for how in tree.all(verb, "advcl") if hailed else ():
            if any(tree.words[one] in _BY for one in tree.all(how, "mark", "advmod")):
                return self._tells_of_launch(tree, how)
        return False

    def _tells_of_launch(self, tree: Tree, verb: int) -> bool:
        """Say whether a clause tells that something was launched, that a launch took place, or that one was seen."""
        word, words, off = tree.words[verb], self._words, self._off(tree, verb)
        if word in words.launch and (verb in off or self._any(tree, (*objects(tree, verb), *off))):
            return True
        if word in words.occur and self._any(tree, subjects(tree, verb)):
            return True
        if word in _FAILED and any(tree.words[one] in words.acts for one in subjects(tree, verb)):
            return True  # "the launch failed at noon"
        return word in words.detect and self._any(tree, objects(tree, verb))

    def _is_down(self, tree: Tree, verb: int) -> bool:
        """Say whether something is shot or brought down."""
        return any(tree.words[child] == "down" for child in tree.all(verb, "compound:prt", "advmod"))

    def flies_over(self, span: Span) -> bool:
        """Say whether a place below can be the missile's way: no plane's, and no delegation's."""
        token = self._claimants.head(span)
        if token is None:
            return True
        tree = self._claimants.tree(token)
        verb = next((above for above in tree.ancestors(token) if tree.upos(above) == "VERB"), None)
        if verb is None or tree.words[verb] not in self._words.fly | self._words.cross:
            return True
        found = subjects(tree, verb)
        return not found or any(tree.upos(one) == "NUM" for one in found) or self._any(tree, found)

    def _off(self, tree: Tree, verb: int) -> tuple[int, ...]:
        """Return the subject of "took off", "lifted off"; the verb where it has none: "after lifting off"."""
        if not any(tree.words[child] in _OFF for child in tree.all(verb, "compound:prt", "advmod")):
            return ()
        return subjects(tree, verb) if tree.one(verb, "nsubj", "nsubj:pass") or tree.upos(verb) != "VERB" else (verb,)

    def is_bystander(self, span: Span) -> bool:
        """Say whether somebody only approves, praises or hears of a launch: "the minister hailed the launch of"."""
        token = self._claimants.head(span)
        if token is None:
            return False
        tree = self._claimants.tree(token)
        while tree.relation(token) in _WITHIN:
            token = tree.tokens[token].head
        return tree.relation(token) == "nsubj" and tree.words[tree.tokens[token].head] in self._words.bystand

    def weapons(self, span: Span) -> tuple[Mention, ...]:
        """Return the systems that are named within words: "Trident II" of "two Trident II missiles"."""
        return self._claimants.cast.weapons_in(span)

    def is_launched(self, tree: Tree, token: int) -> bool:
        """Say whether a word stands for a missile or its launch, or can stand for it: "it", "the first"."""
        word = tree.words[token]
        named = word in self._words.missiles or word in self._words.acts
        if word in self._words.sorts or word.removesuffix("s") in self._words.sorts:  # "various kinds of missiles"
            named = named or any(tree.words[child] in self._words.missiles for child in tree.all(token, "nmod"))
        named = named or word in self._words.pronouns or self._claimants.cast.is_weapon(token)
        return named or (
            word in _STRIKES and any(tree.words[child] in self._words.missiles for child in tree.all(token, "compound"))
        )

    def _any(self, tree: Tree, tokens: tuple[int, ...]) -> bool:
        return any(self.is_launched(tree, token) for token in tokens)

    def is_predicate(self, span: Span) -> bool:
        """Say whether words tell what the missile is: "it was an IRBM", "identified as one", "a missile, an ICBM,"."""
        token = self._claimants.head(span)
        if token is None:
            return False
        tree = self._claimants.tree(token)
        head = tree.head(token)
        while head is not None and tree.relation(token) == "nmod" and tree.words[head] in self._words.sorts:
            token, head = head, tree.head(head)
        if tree.one(token, "cop") is not None:
            return self._any(tree, self._copular(tree, token))
        if head is None:
            return False
        if tree.relation(token) == "appos":
            return tree.words[head] in self._words.missiles or self._claimants.cast.is_weapon(head)
        named = tree.relation(token) in {"obl", "xcomp"} and tree.case(token) in {"as", None}
        return named and tree.words[head] in self._words.identify and self._any(tree, objects(tree, head))

    def is_flier(self, span: Span) -> bool:
        """Say whether words are what flew or fell: "the cruise missile failed to hit its target"."""
        token = self._claimants.head(span)
        if token is None:
            return False
        tree = self._claimants.tree(token)
        flown = self._words.fly | self._words.rise | self._words.fall | self._words.cross
        verb = tree.head(token)
        if verb is None or tree.words[verb] not in flown or token not in subjects(tree, verb):
            return False
        able = any(tree.words[aux] in _ABLE for aux in tree.all(verb, "aux"))
        return not able and all(tree.words[det] not in _ANY for det in tree.all(token, "det"))

    def _copular(self, tree: Tree, token: int) -> tuple[int, ...]:
        """Return the subject of "it was …", "it appeared to be …", "believed to be …"."""
        own = tree.one(token, "nsubj")
        if own is not None:
            return self._antecedent(tree, token, own)
        head = tree.head(token)
        if head is None or tree.relation(token) != "xcomp" or tree.words[head] not in self._words.seeming:
            return ()
        raised = tree.one(head, "nsubj", "nsubj:pass", "expl")
        return () if raised is None else self._antecedent(tree, head, raised)

    def _antecedent(self, tree: Tree, clause: int, subject: int) -> tuple[int, ...]:
        head = tree.head(clause)
        relative = tree.relation(clause).startswith("acl") and tree.words[subject] in {"which", "that"}
        return (head,) if relative and head is not None else (subject,)

    def is_fate(self, span: Span) -> bool:
        """Say whether an outcome is that of a launch or of its mission: "a mission failure", "the mission failed"."""
        token = self._claimants.head(span)
        if token is None:
            return False
        tree = self._claimants.tree(token)
        verb = next((one for one in (token, *tree.ancestors(token)) if tree.upos(one) == "VERB"), None)
        things = () if verb is None else tree.all(verb, "nsubj", "nsubj:pass")
        of_mission = any(tree.words[one] in _MISSIONS for one in (*tree.all(token, "compound"), *things))
        return of_mission or self.is_of_launch(span)

    def is_of_launch(self, span: Span) -> bool:
        """Say whether an outcome is that of a missile or launch: "the missile exploded", "a failed test"."""
        token = self._claimants.head(span)
        if token is None:
            return False
        tree = self._claimants.tree(token)
        if any(tree.words[of] == "mission" for of in tree.all(token, "nmod")):
            return True  # "announced the success of the mission"
        for above in (token, *tree.ancestors(token)):
            if tree.words[above] in self._words.missiles | self._words.acts or self._is_try(tree, above):
                return True
            if tree.upos(above) == "VERB" or tree.one(above, "cop") is not None:
                own = tree.one(above, "nsubj", "nsubj:pass")
                found = subjects(tree, above) or (() if own is None else (own,))
                things = (*found, *objects(tree, above), *self._tried(tree, above))
                if self._any(tree, things) or tree.words[above] in self._words.launch:
                    return True
                if found:
                    return False
        return False

    def _tried(self, tree: Tree, verb: int) -> tuple[int, ...]:
        """Return what somebody failed or managed to launch: "failed to put a satellite into orbit"."""
        what = tree.one(verb, "xcomp", "advcl") if tree.words[verb] in _FAILED else None
        lofted = what is not None and tree.words[what] in self._words.launch | self._words.put | _LOFTED
        return objects(tree, what) if what is not None and lofted else ()

    def _is_try(self, tree: Tree, token: int) -> bool:
        """Say whether a noun is an attempt to launch: "a failed attempt to fire a missile"."""
        what = tree.one(token, "acl") if tree.words[token] in self._words.tried else None
        return what is not None and tree.words[what] in self._words.launch

    def fires(self, span: Span) -> bool:
        """Say whether what words name launched something: "four warships fired missiles", "fired by a submarine"."""
        token = self._claimants.head(span)
        if token is None:
            return False
        tree = self._claimants.tree(token)
        while tree.relation(token) in _WITHIN - {"conj"}:
            token = tree.tokens[token].head  # "by a MiG-31K fighter"
        verb = next((above for above in tree.ancestors(token) if tree.upos(above) == "VERB"), None)
        if verb is None or tree.words[verb] not in self._words.launch | self._words.detect:
            return False
        done = (verb, *tree.all(verb, "conj"))  # "the frigate tracked the target and fired a missile"
        firing = (one for one in done if tree.words[one] in self._words.launch)
        return any(token in subjects(tree, one) and self._any(tree, objects(tree, one)) for one in firing)

    def listed(self, one: Span, other: Span) -> bool:
        """Say whether the last words of two stretches are parts of one list: "24 drones, four cruise missiles and"."""
        tokens = [self._claimants.head(Span(span.end - 1, span.end)) for span in (one, other)]
        if tokens[0] is None or tokens[1] is None or tokens[0] == tokens[1]:
            return False
        tree = self._claimants.tree(tokens[0])
        if not tree.first <= tokens[1] < tree.end:
            return False
        return _first_listed(tree, tokens[0]) == _first_listed(tree, tokens[1])

    def revised(self, span: Span) -> tuple[Attribution, ...]:
        """Return those who revised a figure to the words at ``span``; empty where they are no revised figure."""
        token = self._claimants.head(span)
        if token is None:
            return ()
        tree = self._claimants.tree(token)
        verb = next((above for above in tree.ancestors(token) if tree.upos(above) == "VERB"), None)
        if verb is None or tree.words[verb] not in self._words.revise or tree.case(token) != "to":
            return ()
        cue = self._report.quote(tree.tokens[verb].span)
        speakers = [self._claimants.cast.who(tree, head) for head in subjects(tree, verb)]
        named = tuple(Attribution(one, cue) for one in speakers if one is not None and one.label != "other")
        return named or self._claimants.attributions(token)


def _first_listed(tree: Tree, token: int) -> int:
    """Return the first of the list that a word is in: "two missiles and an unknown number of drones"."""
    head = tree.head(token)
    if head is not None and tree.relation(token) == "nmod" and tree.words[head] in _AMOUNTS:
        token = head
    return tree.first_conjunct(token)

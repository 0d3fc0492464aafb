"""Which words of a tree are what somebody says: by the frames of the word that brings them in."""

from collections.abc import Iterable, Iterator

from bongsu.coding.speech_rules import Frame, Word
from bongsu.coding.tree import Tree

MARKS = frozenset({'"', "“", "”", "''", "``", "«", "»"})
"""Quotation marks, which belong to the content that they enclose."""
SUBJECTS = ("nsubj", "nsubj:outer", "nsubj:pass", "csubj")
CLAUSES = frozenset({"acl:relcl", "acl", "advcl", "advcl:relcl", "ccomp", "csubj", "parataxis", "xcomp"})
AUXILIARIES = frozenset({"aux", "aux:pass", "compound:prt", "cop"})

_AS = frozenset({"as", "for", "of", "over", "with"})
_PARTICIPLES = frozenset({"told", "known", "shown", "seen", "thought", "taught", "written", "found"})
_BESIDE = frozenset({"acl:relcl", "acl", "advcl", "advcl:relcl", "conj"})
_STOPS = frozenset({";", "."})
_OF_PHRASES = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "ADP", "PART", "CCONJ", "PRON", "X", "SYM"})
_POINTING = frozenset({"who", "which", "that", "what", "whom", "whose", "this", "these", "those"})
_MEDIA = frozenset({"briefing", "email", "interview", "letter", "release", "speech", "statement", "tweet"})
_FOUNDING = frozenset({"establish", "established", "establishes"})
_LONGEST = 14
"""Words of a source that closes a sentence, at most."""
_SHORT = frozenset({"'s", "’s", "'d", "’d"})


def content_of(tree: Tree, verb: int, entry: Word) -> frozenset[int]:
    """Return the words that a verb or participle brings in, by its frames; empty when it has none of them."""
    if _reacts(tree, verb) or (entry.particle is not None and entry.particle not in _particles(tree, verb)):
        return frozenset()
    if is_passive(tree, verb):
        return _passive(tree, verb, entry)
    heads: list[int] = []
    if "clause" in entry.frames:
        heads = list(clauses(tree, verb))
        if heads and is_aside(tree, verb) and all(_is_afterthought(tree, verb, head) for head in heads):
            return around(tree, verb)
        if not heads and is_aside(tree, verb) and ("thing" not in entry.frames or _own_object(tree, verb) is None):
            return around(tree, verb)
        if heads and _cuts_in(tree, verb, heads[0]):
            return _fronted(tree, verb)
    if "infinitive" in entry.frames:
        heads += infinitives(tree, verb)
    heads += _object(tree, verb, entry.frames, heads)
    heads += about(tree, verb, entry.about)
    return words_below(tree, heads) - _medium(tree, heads)


def _medium(tree: Tree, heads: Iterable[int]) -> frozenset[int]:
    """Return the words in which it is told where it was said: "said it was a drill in a statement hours after …"."""
    nouns = [head for head in heads if tree.upos(head) != "VERB" and tree.one(head, "cop") is not None]
    below = [child for head in nouns for child in tree.all(head, "nmod", "obl") if child > head]
    media = [child for child in below if tree.case(child) == "in" and tree.words[child] in _MEDIA]
    return words_below(tree, (child for child in below if media and child >= media[0]))


def _reacts(tree: Tree, verb: int) -> bool:
    """Say whether a verb tells what somebody does meanwhile: "as Oslo responds to it", "as Rome establishes ties"."""
    thing = tree.one(verb, "obj")
    to = any(tree.case(child) == "to" for child in tree.all(verb, "obl")) and tree.one(verb, "ccomp") is None
    to |= thing is not None and tree.upos(thing) == "NOUN" and tree.words[verb] in _FOUNDING
    return to and tree.relation(verb) == "advcl" and "as" in marked(tree, verb)


def _is_afterthought(tree: Tree, verb: int, clause: int) -> bool:
    """Say whether a noun is only added behind an inserted verb ("…, the army said, its second test")."""
    bare = tree.upos(clause) in {"NOUN", "PROPN"} and tree.one(clause, "cop", "nsubj") is None
    return bare and clause > verb and tree.words.get(verb + 1) == ","


def closed_by(tree: Tree, verb: int) -> tuple[int, frozenset[int]] | None:
    """Return the source and what is said before a verb that closes it ("…, a person briefed on it said on Monday").

    Found by the words between the last comma and the verb, for the parser hangs such a verb and its source anywhere.
    """
    if verb == tree.first or any(child > verb for child in tree.all(verb, "ccomp", "xcomp", "obj")):
        return None
    last = verb - 1
    while last > tree.first and tree.upos(last) in {"AUX", "ADV"}:
        last -= 1
    if last < tree.first:
        return None
    before_comma = last - 1 if tree.words[last] == "," else last  # "Ihor Terekhov, the mayor, wrote"
    start = _phrase_start(tree, before_comma)
    if before_comma >= start:
        earlier = _phrase_start(tree, start - 2)
        named = earlier < start - 1 and tree.words[start - 1] == tree.words.get(earlier - 1) == ","
        if named and any(_is_name(tree, part) for part in (range(earlier, start - 1), range(start, before_comma + 1))):
            start = earlier
        elif before_comma != last:
            return _ended(tree, verb)
        return _closed(tree, verb, range(start, before_comma + 1), start)
    behind = verb + 1
    while behind < tree.end and _is_of_phrase(tree, behind):
        behind += 1
    return _closed(tree, verb, range(verb + 1, behind), verb)


def inverted_by(tree: Tree, verb: int) -> tuple[int, frozenset[int]] | None:
    """Return the source behind a verb that closes a clause, and what is said: "…, confirmed Foreign Minister Doe".

    Such a verb looks like a participle, and the parser takes its source for an object or a complement.
    """
    behind = verb + 1
    while behind < tree.end and _is_of_phrase(tree, behind):
        behind += 1
    goes_on = behind < tree.end and tree.upos(behind) in {"VERB", "AUX", "SCONJ"}
    if tree.words.get(verb - 1) != "," or tree.words[verb].endswith("ing") or goes_on:
        return None
    return _closed(tree, verb, range(verb + 1, behind), verb)


def _ended(tree: Tree, verb: int) -> tuple[int, frozenset[int]] | None:
    """Return the source with a clause of its own before a verb: "…, a report, parts of which were leaked, said"."""
    clause = tree.one(verb, "ccomp")
    for noun in tree.subtree(clause) if clause is not None and tree.one(verb, *SUBJECTS) is None else ():
        below = trimmed(tree, tree.subtree(noun))
        hangs = tree.relation(noun) in {"appos", "parataxis", "nsubj"} and tree.upos(noun) in {"NOUN", "PROPN"}
        if hangs and verb - 2 <= below[-1] < verb and tree.words.get(below[0] - 1) == ",":
            return noun, frozenset(trimmed(tree, range(tree.first, below[0] - 1)))
    return None


def _phrase_start(tree: Tree, last: int) -> int:
    """Return where the phrase begins that ends with ``last``; the place behind it if there is none."""
    start = last + 1
    while start > tree.first and _is_of_phrase(tree, start - 1):
        start -= 1
    return start


def _is_name(tree: Tree, words: range) -> bool:
    return all(tree.upos(word) == "PROPN" for word in words)


def _closed(tree: Tree, verb: int, phrase: range, start: int) -> tuple[int, frozenset[int]] | None:
    """Return the source in a phrase and the clause before ``start``, if the phrase names somebody behind a clause."""
    nouns = [word for word in phrase if tree.upos(word) in {"NOUN", "PROPN", "PRON"}]
    before = start - 1
    if tree.words.get(before) == "so" and tree.words.get(before - 1) == "or":
        before -= 2  # "…, or so Moscow claims"
    if not nouns or not tree.first < before or len(phrase) > _LONGEST or tree.upos(phrase[0]) in {"CCONJ", "ADP"}:
        return None
    if tree.words[before] not in {*MARKS, ",", "-", "–", "—"} or tree.words[phrase[0]] in _POINTING:
        return None
    breaks = [word for word in range(tree.first, before) if tree.words[word] == ";"]
    told = range(breaks[-1] + 1 if breaks else tree.first, before)
    first = next((word for word in told if tree.upos(word) != "PUNCT"), before)
    if tree.words[before - 1] in _POINTING or tree.upos(before - 1) in {"SCONJ", "CCONJ", "AUX"}:
        return None  # "men who, she says, were …"
    if tree.upos(first) == "SCONJ" or all(tree.upos(word) != "VERB" for word in told):
        return None
    source = next((noun for noun in nouns if tree.tokens[noun].head not in phrase), nouns[0])
    shared = [child for word in told for child in tree.all(word, "conj") if child > verb]  # "…, he said, and fled"
    behind = {word for child in shared if tree.one(child, *SUBJECTS) is None for word in tree.subtree(child)}
    return source, frozenset(trimmed(tree, (*told, *behind)))


def _is_of_phrase(tree: Tree, word: int) -> bool:
    """Say whether a word can be part of a name or a noun phrase."""
    if tree.upos(word) == "VERB":
        return tree.relation(word) in {"amod", "acl"} and tree.words[word] not in MARKS
    return tree.upos(word) in _OF_PHRASES or tree.words[word] == "-"


def _particles(tree: Tree, verb: int) -> set[str]:
    return {tree.words[child] for child in tree.all(verb, "compound:prt", "advmod", "obl")}


def _object(tree: Tree, verb: int, frames: frozenset[Frame], heads: list[int]) -> Iterator[int]:
    """Yield the object of a verb and what is said of it."""
    obj = _own_object(tree, verb, *(("iobj",) if "raised" in frames else ()))
    if obj is None:
        if "label" in frames and tree.relation(verb) == "acl:relcl":  # "what Seoul described as a missile"
            yield from _labels(tree, verb)
        return
    xcomps = [child for child in tree.all(verb, "xcomp") if child > obj]
    rest = [child for child in tree.all(verb, "obl", "advcl") if child > obj and marked(tree, child) & _AS]
    labels = [*xcomps, *rest, *tree.all(verb, "obl:unmarked"), *tree.all(obj, "appos")]
    if ("label" in frames and labels) or ("raised" in frames and xcomps):
        yield from (obj, labels[0])
    elif "thing" in frames and not heads:
        yield from (obj, *rest)


def _labels(tree: Tree, verb: int) -> Iterator[int]:
    """Yield what something is called by a verb whose object is the word that its clause hangs on."""
    yield from (child for child in tree.all(verb, "xcomp") if child > verb)
    yield from (child for child in tree.all(verb, "obl") if marked(tree, child) == {"as"})


def _own_object(tree: Tree, verb: int, *further: str) -> int | None:
    """Return the object of a verb; none where a comma sets it off: "it failed, state television said, a setback"."""
    obj = tree.one(verb, "obj", *further)
    if obj is None or not is_aside(tree, verb):
        return obj
    first = tree.subtree(obj)[0]
    return None if "," in {tree.words[first], tree.words.get(first - 1)} else obj


def _passive(tree: Tree, verb: int, entry: Word) -> frozenset[int]:
    """Return the content of a passive verb: what is said, or what is said of its subject."""
    if "clause" in entry.frames:
        heads = list(tree.all(verb, "ccomp", "csubj:pass", "csubj"))
        if heads or is_aside(tree, verb):
            return words_below(tree, heads) if heads else around(tree, verb)
    patient = tree.one(verb, "nsubj:pass")
    if patient is None:
        return frozenset()
    xcomps = list(tree.all(verb, "xcomp"))
    if xcomps and entry.frames & {"raised", "label"}:
        return words_below(tree, [patient, *xcomps])
    rest = [child for child in tree.all(verb, "obl", "advcl") if marked(tree, child) & _AS]
    rest += [child for agent in tree.all(verb, "obl:agent") for child in of_agent(tree, agent)]
    if "thing" in entry.frames or (rest and "label" in entry.frames):
        return words_below(tree, [patient, *rest])
    return words_below(tree, xcomps) if "infinitive" in entry.frames else frozenset()


def of_agent(tree: Tree, agent: int) -> Iterator[int]:
    """Yield what the parser hangs on the agent of a verb: "was accused by monitors of bombing a market"."""
    yield from (child for child in tree.all(agent, "acl") if marked(tree, child) & _AS)


def clauses(tree: Tree, verb: int) -> Iterator[int]:
    """Yield the clauses that a verb takes, with those that the parser hangs elsewhere.

    These are a quotation behind a colon or a mark, and "that they feared" of "said on condition of anonymity that
    they feared", which it gives to the noun.
    """
    taken = [child for child in tree.all(verb, "ccomp", "parataxis") if _takes(tree, verb, child)]
    yield from taken
    for phrase in tree.all(verb, "obl", "obj", "iobj") if not taken else ():
        if phrase > verb:
            yield from _that(tree, phrase)
    if not taken and tree.words.get(verb + 1) == "that" and tree.relation(verb + 1) == "mark":
        # "said that fragments scattered", where it takes the clause for a noun that speaks as well
        yield from (child for child in tree.all(verb, *SUBJECTS) if verb + 1 in tree.subtree(child))


def _takes(tree: Tree, verb: int, clause: int) -> bool:
    between = range(verb + 1, clause)
    if any(tree.words[token] == ";" for token in between):
        return False  # a sentence of its own
    if tree.relation(clause) == "ccomp":
        return True
    return any(tree.words[token] in MARKS or tree.words[token] == ":" for token in between)


def _that(tree: Tree, phrase: int) -> Iterator[int]:
    """Yield the clause with "that" at the end of a phrase of circumstance."""
    for noun in (phrase, *tree.all(phrase, "nmod")):
        yield from (clause for clause in tree.all(noun, "acl") if "that" in marked(tree, clause))


def infinitives(tree: Tree, verb: int) -> Iterator[int]:
    """Yield the infinitives and gerunds that a word takes."""
    for child in tree.all(verb, "xcomp"):
        if child > verb and (tree.upos(child) in {"VERB", "AUX"} or "to" in marked(tree, child)):
            yield child


def about(tree: Tree, word: int, prepositions: frozenset[str]) -> Iterator[int]:
    """Yield what a preposition brings in, with both parts of "called for the men to go"."""
    for child in tree.all(word, "obl", "nmod") if prepositions else ():
        if any(marked(tree, clause) & prepositions for clause in tree.all(child, "acl")):
            yield child  # "reports of soldiers shooting", where "of" is the clause's
    for child in tree.all(word, "obl", "advcl", "nmod", "acl", "xcomp", "ccomp") if prepositions else ():
        if child > word and marked(tree, child) & prepositions:
            yield child
            yield from (bare for bare in tree.all(word, "obl") if word < bare < child and not marked(tree, bare))


def marked(tree: Tree, token: int) -> set[str]:
    """Return the prepositions and conjunctions of a phrase or clause."""
    return {tree.words[mark] for mark in tree.all(token, "case", "mark")}


def is_passive(tree: Tree, verb: int) -> bool:
    """Say whether a verb is passive; "he's called for" is not, which the parser takes for "he is called"."""
    if tree.one(verb, "obl:agent") is not None or tree.shares_passive(verb):
        return True
    helper = tree.one(verb, "aux:pass")
    if helper is not None:
        return tree.words[helper] not in _SHORT
    if tree.relation(verb) not in {"acl", "advcl"} or tree.one(verb, "nsubj", "aux") is not None:
        return False
    word = tree.words[verb]
    if word in _PARTICIPLES or word.endswith("ed"):
        return "to" not in marked(tree, verb) and tree.one(verb, "obj") is None
    return not word.endswith("ing") and tree.one(verb, "obj", "mark", "ccomp", "xcomp") is None


def is_aside(tree: Tree, verb: int) -> bool:
    """Say whether a verb stands beside what it says: "…, X said, …", "as X said"."""
    if tree.relation(verb) == "parataxis":
        start = min(tree.subtree(verb))
        if tree.words[start] in _STOPS or tree.words.get(start - 1) in _STOPS:
            return False
        return tree.one(verb, *SUBJECTS) is not None or is_passive(tree, verb)
    beside = tree.relation(verb) in {"advcl", "acl:relcl", "advcl:relcl"} and "as" in marked(tree, verb)
    return beside or _is_inverted(tree, verb)


def _is_inverted(tree: Tree, verb: int) -> bool:
    """Say whether a verb behind a comma has its subject right behind it: "…, reported the agency, citing the army"."""
    source = tree.one(verb, "nsubj")
    if source is None or source < verb or tree.relation(verb) != "advcl" or marked(tree, verb):
        return False
    return tree.words.get(verb - 1) == "," and tree.subtree(source)[0] == verb + 1


def _cuts_in(tree: Tree, verb: int, clause: int) -> bool:
    """Say whether a verb and its subject stand between commas in the middle of what is said."""
    source = tree.one(verb, "nsubj")
    if source is None or clause < verb or verb + 1 >= tree.end or tree.words[verb + 1] != ",":
        return False
    start = min(tree.subtree(source)[0], verb)
    return start > tree.first and tree.words[start - 1] == "," and tree.one(clause, "mark") is None


def _fronted(tree: Tree, verb: int) -> frozenset[int]:
    """Return what is said around a verb that takes the second half of it as its clause."""
    own = {verb, *(child for child in tree.all(verb, *AUXILIARIES, "advmod") if abs(child - verb) <= 2)}
    source = tree.one(verb, "nsubj")
    own.update(tree.subtree(source) if source is not None else ())
    return frozenset(trimmed(tree, (token for token in tree.subtree(verb) if token not in own)))


def around(tree: Tree, aside: int, *, whole: bool = False) -> frozenset[int]:
    """Return the words of the clause that an aside stands in, without the aside; with ``whole``, of the sentence."""
    own = set(tree.subtree(aside))
    for child in tree.all(aside, "conj") if tree.words.get(aside + 1) == "," else ():
        if tree.one(child, *SUBJECTS) is None:  # "he hit a man, she claimed, and shot another"
            own.difference_update(tree.subtree(child))
    relative = _interrupted(tree, min(own))
    if relative is not None:
        return frozenset(trimmed(tree, (word for word in tree.subtree(relative) if word not in own)))
    head = tree.head(aside)
    stops = CLAUSES | {"conj"}
    if head is not None and max(own) + 2 >= tree.end and _stands_apart(tree, aside):
        stops = stops - _BESIDE
    while head is not None and (whole or tree.relation(head) not in stops) and head != tree.root:
        head = tree.head(head)
    if head is None:
        return frozenset()
    if aside > head and max(own) + 2 >= tree.end:
        head = tree.first_conjunct(head)
    return frozenset(trimmed(tree, (word for word in tree.subtree(head) if word not in own)))


def _interrupted(tree: Tree, start: int) -> int | None:
    """Return the relative clause into which an aside is put behind its pronoun: "a priest who, it said, had spied"."""
    before = start - 2
    if start - 1 <= tree.first or tree.words[start - 1] != "," or tree.words[before] not in _POINTING:
        return None
    above = (step for step in tree.ancestors(before) if tree.relation(step) == "acl:relcl")
    return next(above, None)


def _stands_apart(tree: Tree, source: int) -> bool:
    """Say whether "according to" closes a sentence behind a comma: then it bears on all of the sentence."""
    mark = tree.one(source, "case")
    return mark is not None and tree.words.get(mark - 1) == ","


def words_below(tree: Tree, heads: Iterable[int]) -> frozenset[int]:
    """Return the words of the phrases under ``heads``, without the punctuation at their edges."""
    return frozenset(word for head in heads for word in trimmed(tree, tree.subtree(head)))


def trimmed(tree: Tree, words: Iterable[int]) -> list[int]:
    """Return words in text order without the stops and the "and" at their edges; quotation marks stay."""
    found = sorted(words)
    while found and tree.upos(found[-1]) == "PUNCT" and tree.words[found[-1]] not in MARKS:
        found.pop()
    start = 0
    while start < len(found) and _is_edge(tree, found[start]):
        start += 1
    return found[start:]


def _is_edge(tree: Tree, token: int) -> bool:
    if tree.words[token] in MARKS:
        return False
    return tree.upos(token) == "PUNCT" or tree.relation(token) in {"cc", "punct"}

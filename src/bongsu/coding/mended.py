"""Where the parser errs by habit: what hangs elsewhere, said again for one sentence before its tree is made."""

from collections.abc import Sequence

import msgspec

from bongsu.model import Sentence, Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_BESIDE = frozenset({"visiting", "neighbouring", "neighboring", "warring"})
_CONJUNCTIONS = frozenset({"as", "after", "before", "since", "until"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "expl", "aux:pass"})
_ARGUMENTS = frozenset({"obj", "nsubj", "aux", "aux:pass", "advmod"})
_FIRED = frozenset({"fired", "hurled", "launched", "lobbed"})
_BEFORE_NOUNS = frozenset({"with", "beside", "alongside", "to", "against", "at", "between"})
BLAMING = frozenset({"blame", "blamed", "blames", "blaming", "pin", "pinned", "pins", "pinning"})
"""Verbs whose object is a deed, done by whoever stands behind "on"."""
HURT = frozenset({"arrested", "hurt", "injured", "killed", "wounded"})
_WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_NAMING = frozenset({"compound", "flat", "nmod", "nmod:desc", "nmod:unmarked"})


def mended(tokens: Sequence[Token], sentence: Sentence, words: dict[int, str]) -> Sequence[Token]:
    """Return the tokens of a sentence with what hangs wrongly on what it belongs to; ``words`` in small letters."""
    for mend in (
        _straightened,
        _with_weekdays,
        _with_subjects,
        _with_absolutes,
        _with_participles,
        _with_blamed,
        _with_headlines,
    ):
        tokens = mend(tokens, sentence, words)
    return tokens


def _straightened(tokens: Sequence[Token], sentence: Sentence, words: dict[int, str]) -> Sequence[Token]:
    """Return the tokens with "visiting" hung on its noun, which the parser hangs on it: "told visiting envoys"."""
    every = range(sentence.first_token, sentence.end_token)
    for index in every[1:]:
        before = tokens[index - 1]
        if words[index] not in _BESIDE or tokens[index].upos != "VERB":
            continue
        noun = next((i for i in every[1:] if i > index and tokens[i].head == index and tokens[i].deprel == "obj"), None)
        marked = words[index - 1] in _BEFORE_NOUNS
        if noun is None or not (marked or before.upos == "VERB"):
            continue
        head = tokens[index].head if marked else index - 1
        tokens = list(tokens)
        behind = "nmod" if tokens[head].upos in NOMINAL else "obl"
        tokens[noun] = msgspec.structs.replace(tokens[noun], head=head, deprel=behind if marked else "obj")
        tokens[index] = msgspec.structs.replace(tokens[index], upos="ADJ", head=noun, deprel="amod")
        if marked:
            tokens[index - 1] = msgspec.structs.replace(before, head=noun, deprel="case")
    return tokens


def _with_subjects(tokens: Sequence[Token], sentence: Sentence, words: dict[int, str]) -> Sequence[Token]:
    """Return the tokens with the subject that the parser took for an adverbial: "as Xi and Kim met"."""
    parsed, every = tokens, range(sentence.first_token, sentence.end_token)
    for mark in (index for index in every if words[index] in _CONJUNCTIONS and tokens[index].deprel == "case"):
        noun = tokens[mark].head
        verb = tokens[noun].head
        clause = tokens[verb].upos == "VERB" and tokens[verb].deprel in {"acl", "advcl"}
        fronted = mark < noun < verb and tokens[noun].deprel == "obl"
        told = any(parsed[i].head == verb and parsed[i].deprel in _SUBJECTS for i in every)
        if not (clause and fronted) or told or words[verb].endswith("ing"):
            continue
        tokens = list(tokens)
        tokens[mark] = msgspec.structs.replace(tokens[mark], head=verb, deprel="mark")
        tokens[noun] = msgspec.structs.replace(tokens[noun], deprel="nsubj")
        tokens[verb] = msgspec.structs.replace(tokens[verb], deprel="advcl")
    return tokens


def _with_absolutes(tokens: Sequence[Token], sentence: Sentence, words: dict[int, str]) -> Sequence[Token]:
    """Return the tokens with the participle on its noun, which the parser hangs elsewhere: "with 1,000 men killed"."""
    every = range(sentence.first_token, sentence.end_token)
    for mark in (index for index in every if words[index] == "with"):
        verb = tokens[mark].head
        apart = tokens[mark].deprel == "mark" and tokens[verb].upos == "VERB"
        nouns = (i for i in range(mark + 1, verb) if tokens[i].upos in NOMINAL and tokens[i].head < mark)
        noun = next(nouns, None)
        if not apart or noun is None or tokens[verb].deprel not in {"acl", "advcl"}:
            continue
        tokens = list(tokens)
        tokens[mark] = msgspec.structs.replace(tokens[mark], head=noun, deprel="case")
        tokens[verb] = msgspec.structs.replace(tokens[verb], head=noun, deprel="acl")
    return tokens


def _with_participles(tokens: Sequence[Token], sentence: Sentence, words: dict[int, str]) -> Sequence[Token]:
    """Return the tokens with "fired" on the missile, not beside its verb: "downed a missile, fired from X, and"."""
    every = range(sentence.first_token, sentence.end_token)
    for verb in [index for index in every[2:-1] if words[index] in _FIRED and tokens[index].deprel == "conj"]:
        noun, behind = verb - 2, tokens[verb + 1].upos == "ADP"
        bare = not any(tokens[i].head == verb and tokens[i].deprel in _ARGUMENTS for i in every)
        beside = tokens[noun].deprel == "obj" and tokens[noun].head == tokens[verb].head
        if bare and behind and words[verb - 1] == "," and beside:
            tokens = list(tokens)
            tokens[verb] = msgspec.structs.replace(tokens[verb], head=noun, deprel="acl")
    return tokens


def _with_blamed(tokens: Sequence[Token], sentence: Sentence, words: dict[int, str]) -> Sequence[Token]:
    """Return the tokens with who is blamed on the verb, not on the deed: "blamed the attack on men from Oran"."""
    every = range(sentence.first_token, sentence.end_token)
    for mark in (index for index in every if words[index] == "on" and tokens[index].deprel == "case"):
        noun = tokens[mark].head
        deed = tokens[noun].head
        inside = tokens[noun].deprel == "nmod" and tokens[deed].deprel in {"obj", "nsubj:pass"}
        verb = tokens[deed].head
        if inside and tokens[verb].upos == "VERB" and words[verb] in BLAMING:
            tokens = list(tokens)
            tokens[noun] = msgspec.structs.replace(tokens[noun], head=verb, deprel="obl")
    return tokens


def _with_headlines(tokens: Sequence[Token], sentence: Sentence, words: dict[int, str]) -> Sequence[Token]:
    """Return the tokens with the passive of a headline, which the parser has as an adjective: "Nine hurt in blast"."""
    for index in range(sentence.first_token + 1, sentence.end_token):
        token = tokens[index]
        if words[index] not in HURT or token.upos not in {"ADJ", "VERB"} or token.head != index:
            continue
        below = [i for i in range(sentence.first_token, sentence.end_token) if tokens[i].head == index and i != index]
        if any(tokens[i].deprel in {"aux", "aux:pass", "cop", "obj"} for i in below):
            continue
        tokens = list(tokens)
        tokens[index] = msgspec.structs.replace(token, upos="VERB")
        for i in below:
            if tokens[i].deprel == "nsubj":
                tokens[i] = msgspec.structs.replace(tokens[i], deprel="nsubj:pass")
    return tokens


def _with_weekdays(tokens: Sequence[Token], sentence: Sentence, words: dict[int, str]) -> Sequence[Token]:
    """Return the tokens with the day on its verb, which the parser takes for a name: "the army Friday shelled"."""
    every = range(sentence.first_token, sentence.end_token)
    for day in every[1:-1]:
        noun, verb = day - 1, day + 1
        if words[day] not in _WEEKDAYS or tokens[noun].upos not in NOMINAL or tokens[verb].upos not in {"VERB", "AUX"}:
            continue
        above = tokens[verb].head if tokens[verb].upos == "AUX" else verb
        acts = tokens[day].head == above and tokens[day].deprel in {"nsubj", "nsubj:pass"}
        if acts and tokens[noun].head == day and tokens[noun].deprel in _NAMING:
            tokens = list(tokens)
            for index in every:
                if tokens[index].head == day:
                    tokens[index] = msgspec.structs.replace(tokens[index], head=noun)
            tokens[noun] = msgspec.structs.replace(tokens[noun], head=above, deprel=tokens[day].deprel)
        elif not (tokens[day].head == noun and tokens[noun].head == above):
            continue
        tokens = list(tokens)
        tokens[day] = msgspec.structs.replace(tokens[day], head=above, deprel="obl:unmarked")
    return tokens

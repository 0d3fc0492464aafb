"""Whose word it is that an act took place.

What a source says is that source's word, but not all that stands in the same sentence: the outlet itself tells who
answered ("a charge that Moscow denied"), what came before ("…, officials said, after police had searched the house"),
and who the people are that a denial speaks of ("denied arming the rebels who killed twelve").
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from bongsu.coding.drafts import Draft
from bongsu.coding.roles import Phrase, once
from bongsu.coding.speech import Said, attribution_at
from bongsu.coding.tree import Tree
from bongsu.model import Attribution, EventType, Factuality, Mention, Report, Span

_SPOKEN: frozenset[EventType] = frozenset({"ACCUSE", "REJECT", "SUPPORT", "AGREE", "REQUEST", "THREATEN", "CONCEDE"})
_RELATIVE = frozenset({"acl:relcl", "advcl:relcl"})
_SAYINGS = frozenset(
    {
        "charge",
        "claim",
        "allegation",
        "accusation",
        "report",
        "assertion",
        "version",
        "account",
        "story",
        "suggestion",
        "move",
        "step",
        "decision",
        "idea",
        "statement",
        "remark",
        "finding",
        "warning",
        "threat",
        "demand",
        "call",
        "verdict",
        "eve",
        "day",
    }
)
_FEELING = ("voic", "express", "convey")
_LABELLING = ("call", "describ", "term", "brand", "label", "dubb")
_SELF = frozenset({"i", "we"})
_OWN = _SELF | {"me", "us"}
_UNTOLD = frozenset({"urge", "promise"})
_BEFORE = frozenset({"after", "before", "since", "following", "when", "while", "as", "despite", "amid"})


def voice_of(draft: Draft, how: Factuality, said: Sequence[Said], report: Report) -> Attribution:
    """Return whose word it is that the act of a draft took place; the outlet's where nobody else's.

    Who says "we condemn it" has condemned it by saying so, and the outlet tells of that.
    """
    who = attribution_at(tuple(_telling(draft, said)), draft.spoken, report)
    uttered = draft.type in _SPOKEN and how.status in {"happened", "ongoing"} and how.polarity == "affirmed"
    own = who.speaker is not None and (
        any(is_same(phrase.mention, who.speaker) for phrase in draft.actors)
        or any(draft.tree.words[subject] in _SELF for subject in draft.tree.all(draft.spoken, "nsubj"))
    )
    return Attribution() if uttered and own else who


def with_quoted(draft: Draft, said: Sequence[Said], sources: Mapping[Span, Mention], report: Report) -> Draft:
    """Return a draft in which "I" and "we" are whoever is quoted, with the name where the sentence has it."""

    def named(phrase: Phrase) -> Phrase:
        if phrase.mention.entity is not None or draft.tree.words[phrase.token] not in _OWN:
            return phrase
        speaker = attribution_at(said, phrase.token, report).speaker
        who = speaker and sources.get(speaker.span, speaker)
        if who is None or who.entity is None:
            return phrase
        here = who.span in draft.tree.sentence.span
        return Phrase(phrase.token, who if here else msgspec.structs.replace(who, span=phrase.mention.span))

    actors, recipients = once(map(named, draft.actors)), once(map(named, draft.recipients))
    if (actors, recipients) == (draft.actors, draft.recipients):
        return draft
    return msgspec.structs.replace(draft, actors=actors, recipients=recipients)


def _telling(draft: Draft, said: Sequence[Said]) -> Iterator[Said]:
    """Yield what is said, without what tells of the draft only in passing."""
    for one in said:
        if draft.spoken not in one.content or not _is_aside(draft, one):
            yield one


def _is_aside(draft: Draft, said: Said) -> bool:
    tree, token = draft.tree, draft.spoken
    if not tree.first <= said.cue_tokens[0] < tree.end:
        return False  # a quotation that goes on from another sentence
    path = tuple(_path(tree, token, said))
    if tree.words[said.cue_tokens[-1]].startswith(_FEELING) or said.kind in _UNTOLD:
        return True  # "voiced concern over the launch": that there was one, the outlet tells
    if tree.words[said.cue_tokens[-1]].startswith("agree") and path and tree.relation(path[-1]) == "xcomp":
        return True  # "agreed to release them after": a promise
    if draft.type == "REJECT" and _lacks_object(tree, token):
        return True  # "a claim that Kyiv flatly denied", where the parser has no relative clause
    return (
        _is_added(draft, path, said) or _is_label_of_known(tree, path, said) or _is_background(tree, token, path, said)
    )


def _is_added(draft: Draft, path: Sequence[int], said: Said) -> bool:
    """Say whether an act stands in a relative clause that is no part of what is said."""
    tree = draft.tree
    relative = [step for step in path if tree.relation(step) in _RELATIVE]
    if not relative:
        return False
    if any(tree.relation(tree.tokens[step].head) == "appos" for step in relative):
        return True  # "a pullback that it had refused until then"
    if tree.relation(path[-1]) == "obj" and _follows_comma(tree, relative[-1]):
        return True  # "claimed the attack, which killed nine"
    return said.kind == "deny" or _answers(draft, said, relative)


def _is_label_of_known(tree: Tree, path: Sequence[int], said: Said) -> bool:
    """Say whether an act is what a label is given for: "what it called revenge for the killing of its leader"."""
    labelled = tree.words[said.cue_tokens[-1]].startswith(_LABELLING)
    return labelled and any(_is_given(tree, step) for step in path)


def _lacks_object(tree: Tree, verb: int) -> bool:
    """Say whether a verb is in the clause of a saying, and has no object: the saying is its object."""
    head = tree.head(verb)
    gap = tree.relation(verb) == "acl" and tree.one(verb, "obj", "ccomp", "xcomp") is None
    return gap and head is not None and tree.words[head] in _SAYINGS and tree.one(verb, "nsubj") is not None


def _is_given(tree: Tree, noun: int) -> bool:
    """Say whether a noun is taken as known behind its preposition: "revenge for the killing"."""
    behind = tree.relation(noun) in {"obl", "nmod"} and tree.case(noun) in {"for", "to", "over", "after"}
    return behind and any(tree.words[det] == "the" for det in tree.all(noun, "det"))


def _follows_comma(tree: Tree, clause: int) -> bool:
    """Say whether a relative clause only adds something: it stands behind a comma."""
    start = tree.subtree(clause)[0]
    return tree.words[start] == "," or tree.words.get(start - 1) == ","


def _path(tree: Tree, token: int, said: Said) -> Iterator[int]:
    """Yield a token and its heads as long as they lie in what is said."""
    content = set(said.content)
    for step in (token, *tree.ancestors(token)):
        if step not in content:
            return
        yield step


def _answers(draft: Draft, said: Said, relative: Sequence[int]) -> bool:
    """Say whether an act is somebody else's answer to what is said: "a charge that Moscow denied"."""
    about = {draft.tree.words[draft.tree.tokens[step].head] for step in relative}
    which = any(draft.tree.words[child] == "which" for step in relative for child in draft.tree.children[step])
    own = said.source is not None and any(is_same(phrase.mention, said.source) for phrase in draft.actors)
    return draft.type in _SPOKEN and (which or bool(about & _SAYINGS)) and not own


def is_same(one: Mention, other: Mention) -> bool:
    """Say whether two mentions are the same words, or of the same entity."""
    return one.span == other.span or (one.entity is not None and one.entity == other.entity)


def _is_background(tree: Tree, token: int, path: Sequence[int], said: Said) -> bool:
    """Say whether an act stands behind an inserted "…, officials said," in a clause of its own circumstances."""
    cue = said.cue_tokens[-1]
    if not (said.content[0] < cue < token):
        return False
    behind = [
        step
        for step in path
        if step > cue and tree.relation(step) in {"advcl", "ccomp", "obl", "obl:unmarked", "nmod", "acl"}
    ]
    marks = {
        tree.words[mark]
        for step in behind
        for mark in tree.subtree(step)
        if tree.relation(mark) in {"mark", "case", "advmod"}
    }
    return bool(behind) and bool(marks & _BEFORE)

"""Closing sources that the parser has missed: "…, the ministry and the coast guard said." at the end of a sentence.

Where no cue was found in a sentence that ends on a comma, somebody and a verb of saying, what stands before the comma
is what he says.
"""

from collections.abc import Iterator, Sequence

from bongsu.coding.cast import Cast
from bongsu.coding.speech import Said
from bongsu.coding.speech_rules import SpeechRules
from bongsu.coding.tree import Tree

_LONGEST_SOURCE = 14  # tokens
_LONGEST_TAIL = 8  # tokens: "told reporters in a text message on Friday"
_COMMAS = frozenset({",", "”", '"', "''"})


def find_closings(trees: Sequence[Tree], cast: Cast, rules: SpeechRules, said: Sequence[Said]) -> Iterator[Said]:
    """Yield the closing sources of sentences in which ``said`` has no cue."""
    told = [one for one in said if one.kind in {"say", "deny"}]
    for tree in trees:
        heard = [token for one in told if _says_something(tree, one) for token in one.cue_tokens]
        if not any(tree.first <= token < tree.end for token in heard):
            found = _closing(tree, cast, rules)
            if found is not None:
                yield found


def _says_something(tree: Tree, said: Said) -> bool:
    """Say whether what a cue was found to say is more than when: not so of "…, the broadcaster said on Friday"."""
    inside = tree.first <= said.cue_tokens[0] < tree.end
    return not inside or any(
        token < said.cue_tokens[0] or not tree.first <= token < tree.end or tree.upos(token) in {"VERB", "AUX", "NOUN"}
        for token in said.content
    )


def _closing(tree: Tree, cast: Cast, rules: SpeechRules) -> Said | None:
    verb = _verb(tree, rules)
    comma = None if verb is None else _comma(tree, verb)
    if verb is None or comma is None:
        return None
    source = tuple(range(comma + 1, verb))
    known = [(token, who) for token in source if (who := cast.who(tree, token)) is not None]
    head = next((pair for pair in known if not any(tree.head(pair[0]) == other for other, _ in known)), None)
    if head is None:
        return None
    content = tuple(range(tree.first, comma))
    return Said(head[1], source, tree.tokens[verb].span, (verb,), content, "say") if content else None


def _verb(tree: Tree, rules: SpeechRules) -> int | None:
    """Return the verb of saying near the end of a sentence, with nothing but its circumstances behind it."""
    for token in range(tree.end - 1, max(tree.first, tree.end - 2 - _LONGEST_TAIL), -1):
        entries = rules.verbs.get(tree.words[token], ())
        if any(entry.kind == "say" and "clause" in entry.frames for entry in entries) and tree.upos(token) == "VERB":
            return token
        if tree.words[token] == "," or tree.upos(token) == "VERB":
            return None
    return None


def _comma(tree: Tree, verb: int) -> int | None:
    """Return the comma or mark before the source; None where another verb stands between."""
    for token in range(verb - 1, max(tree.first, verb - _LONGEST_SOURCE), -1):
        if tree.upos(token) in {"VERB", "AUX", "SCONJ"} or tree.words[token] in {"which", "who", "that"}:
            return None
        if tree.words[token] in _COMMAS and token < verb - 1:
            return token
    return None

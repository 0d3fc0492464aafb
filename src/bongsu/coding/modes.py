"""Which mode of its type an act has: by its row, by what is refused, or by the words that stand with it."""

from collections.abc import Iterator, Sequence

from bongsu.coding.bystanders import is_answered
from bongsu.coding.drafts import Draft, launch_mode
from bongsu.coding.frames import NO_MODE, EventRules
from bongsu.coding.second import LIKELY_AMONG, LIKELY_MODE, MODED, OWN, SURE_MODE, Opinions
from bongsu.coding.topic import below
from bongsu.coding.tree import Tree
from bongsu.model import EventType, Mention

_AFTER = frozenset({"after", "amid", "before", "despite", "following", "since"})
_OF_CONTENT: frozenset[EventType] = frozenset({"REQUEST", "REJECT", "THREATEN"})


def mode_of(  # noqa: PLR0913, PLR0917 - the act, and what is known around it
    draft: Draft,
    kind: EventType,
    rules: EventRules,
    second: Opinions,
    drafts: Sequence[Draft] = (),
    arms: Sequence[Mention] = (),
) -> str | None:
    """Return PLOVER's mode of a draft that is coded as ``kind``, which may be another type than its row has.

    In a request, a refusal or a threat the mode is what is asked, refused or threatened: by its own word, in a request
    by the type that this word has among ``drafts``, else by the first word with it that has a mode. Elsewhere it is
    the means: the first such word that hangs on the act ("killed in an airstrike"). The model's mode goes before these
    where it is sure, but for a user's word, and has the last word where they have none; not in a launch, whose mode is
    what its words say, or the class of the system (of ``arms``) that they name, but for a rocket that lifts a satellite
    and what is shot down.
    """
    row = draft.frame.row
    likely, chance = second.mode(draft.trigger, kind)
    if row.mode is not None and kind == row.type:
        surer = chance >= SURE_MODE and kind != "LAUNCH" and not draft.frame.name.startswith(OWN)
        return likely if surer else None if row.mode == NO_MODE else row.mode
    if kind == "LAUNCH":
        said = launch_mode(draft, rules, arms)
        carries = said == "undetermined" and likely == "satellite"  # "a booster thundered off"
        return likely if chance >= SURE_MODE and (carries or likely == "interceptor") else said
    modes = rules.modes.get(kind, {})
    if kind == "MOBILIZE" and any(modes.get(draft.tree.words[one.token]) == "militia" for one in draft.actors):
        return "militia"  # whose the fighters are, and not what they are called
    own = rules.own_modes.get(kind, {})
    if chance >= MODED and own.keys().isdisjoint(_words(draft, kind)):
        return likely
    if kind == "REJECT" and row.type in rules.refused:
        return rules.refused[row.type]
    named = _asked(draft, kind, rules, drafts) if kind in _OF_CONTENT else None
    named = named or next((modes[word] for word in _words(draft, kind) if word in modes), None)
    return named or (likely if chance >= LIKELY_AMONG.get(kind, LIKELY_MODE) else None)


def _asked(draft: Draft, kind: EventType, rules: EventRules, drafts: Sequence[Draft]) -> str | None:
    """Return the mode of what is asked, refused or threatened, by the word that the rest of the content hangs on."""
    tree = draft.tree
    heads = [next(token for token in content if tree.head(token) not in content) for content in draft.contents]
    if kind == "REQUEST" and not heads and tree.relation(draft.trigger) == "obl":
        heads = [one for one in (tree.head(draft.trigger),) if one is not None]  # "freed them at Rome's request"
    for head in heads[:1]:
        told = next((one for one in drafts if one.trigger == head and one.frame.row.type != "NONE"), None)
        by_type = rules.asked.get(told.type) if told is not None and kind == "REQUEST" else None
        return rules.modes.get(kind, {}).get(tree.words[head], by_type)
    return None


def _words(draft: Draft, kind: EventType) -> Iterator[str]:
    """Yield the words that may say of what mode an act is, those that say it best first.

    Who suffers it says nothing of the means: "drones hit the missile plant", nor does what went before: "raised its
    guard after the strike"; nor does a word of refusing say what is refused: "dismissed the report".
    """
    tree = draft.tree
    hit = set[int]()
    if kind not in _OF_CONTENT:
        hit.update(token for phrase in draft.recipients for token in tree.subtree(phrase.token))
    contents = tuple(token for content in draft.contents for token in content)
    told = contents and draft.frame.content and kind in _OF_CONTENT  # "boycott" itself says what is threatened
    around = () if told else below(tree, draft.trigger, draft.carrier)
    earlier = {part for token in around if _is_earlier(tree, token) for part in tree.subtree(token)}
    hit |= earlier - {draft.trigger, draft.carrier}
    for token in dict.fromkeys((*contents, *around)):
        if token not in hit and not (kind == "REJECT" and token == draft.trigger):
            yield tree.words[token]


def _is_earlier(tree: Tree, token: int) -> bool:
    """Say whether a word tells what went before an act: "after the strike", "in retaliation for air strikes"."""
    return tree.case(token) in _AFTER or is_answered(tree, token)

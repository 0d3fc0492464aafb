"""Where a report tells of launches that may be news: each stretch that says so, with its day and who launched.

A sentence is cut into segments where its clauses may speak of different launches. What is history, a sum of launches
or a possibility is no telling.
"""

import datetime as dt
import re
from collections.abc import Iterator

import msgspec

from bongsu.coding.claimants import Claimants
from bongsu.coding.launch_rules import LaunchRules, Patterns
from bongsu.coding.mask import CLOSE, Masked
from bongsu.coding.newsdays import Days, days, is_news, may_be_news
from bongsu.model import Event, Mention, Place, Quantity, Report, TimeExpr

_BREAK = re.compile(
    r";| [—–] | -- |, (?:when|who)\b|,? whose\b"
    r"|,? \b(?:while|but(?! failed to\b)|although|though|whereas|after|before(?! \ue000T\d+\ue001(?!['’]))|following"
    r"|since|until"
    r"|(?<!more )(?<!less )(?<!fewer )than"
    r"|as (?:far|high|fast|long|big|large|powerful|heavy) as(?= (?:the|those|that|its|his)\b)"
    r"|unlike|compared|prior to|the same (?:\w+ )?(?:of|as)|similar to)\b"
    r"|, the same (?:site|area|place|location|base|region|facility|spot|complex|pad) (?:where|from which|that|used)\b"
    r"|(?:within|less than) (?=\ue000D\d+\ue001 of\b)"
    r"| that (?:has|have) (?:\w+ )?(?:conducted|carried out|fired|launched|tested|staged)\b"
    r"|,? (?:and )?(?=(?:comes? after|follow(?:s|ed)?) (?:the|an?|another|several|two|three)\b)"
    r"|,? \band (?=(?:the|its) (?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+th) since\b)"
    r"| in (?:response|retaliation|answer|reaction) (?:to|for)"
    r" (?=[^.;,]{0,60}(?:\b(?:tests?|launch(?:es)?|firings?)\b|\ue000T\d))"
    r"|,? \band (?=(?:then )?(?:\w+ )?(?:hours? later\b|\ue000H\d+\ue001)|later (?:in the day|that day|on)\b)",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r",? ?(?:after|before|following|since|until|than|as \w+ as|unlike|compared|prior to|besides|apart from"
    r"|in addition to|(?:within|less than) \ue000D\d+\ue001 of|the same (?:\w+ )?(?:of|as)|similar to"
    r"|in (?:response|retaliation|answer|reaction) (?:to|for))\b",
    re.IGNORECASE,
)
_SET_OFF = re.compile(  # "the launch — on Aug. 29 — was", "the missile — thought to be an IRBM — was"
    r" [—–-]{1,2} (?:(?:on )?\ue000T\d+\ue001|(?:an?|believed|dubbed|known|likely|thought)\b[^.;—–]{3,60}) [—–-]{1,2} "
)
_RESUMES = re.compile(  # "After the test of Sunday, on Tuesday the North fired": where the sentence goes on
    r", (?=(?:on \ue000T\d+\ue001,? )?(?:the )?\ue000A\d+\ue001(?: of the \ue000A\d+\ue001)?"
    r"(?: (?:on|has|had|also|successfully|\ue000T\d+\ue001))*"
    r"(?: (?:said|says)(?: on)?(?: \ue000T\d+\ue001)?(?: that)? (?:it|they)(?: has| had)?(?: \w+ly)?)?"
    r" (?:fir|launch|test|conduct|carr|stag|shot|lobb))",
    re.IGNORECASE,
)
_HEADLINE = re.compile(r"[^\s.!?:;,”\"]\s*\Z")  # it has no full stop
_AFTER = re.compile(  # "after it fired", "after successfully launching it"
    r",? ?after(?P<itself> (?:it|they)| (?:\w+ly )?(?:test-)?(?:launch|fir)ing)?\b", re.IGNORECASE
)
LONG = re.compile(r"\b(?:days?|weeks?|months?|years?) ?$", re.IGNORECASE)
_BEFORE = 12  # characters
SOON = re.compile(r"\b(?:minutes?|hours?|moments|seconds|soon|shortly|just) ?$", re.IGNORECASE)


# Territories from which armed groups or other states fire, so that "from" tells the place and no actor.
_OTHERS_FIRE = frozenset({"GUF", "IRQ", "KAZ", "LBN", "MHL", "PSE", "SYR", "YEM"})
_FROM = re.compile(r"\bfrom (?:inside |within )?(?:the )?(?:(?:north|south|east|west|centr)\w* )?\Z", re.IGNORECASE)
_BACKS = re.compile(r"[- ](?:backed|aligned|allied|supported|sponsored|funded)\b", re.IGNORECASE)
_FIRES = re.compile(  # "Rocket Lab launched a rocket from New Zealand"
    r"\ue000A\d+\ue001(?: (?:has|had|have|also|on|early|late|\w+ly|\ue000T\d+\ue001))*"
    r" (?:launched|fired|tested|test-fired|sent)\b(?:(?!\ue000A)[^.;,])*\Z",
    re.IGNORECASE,
)
PAYLOADS = ("satellite", "satellites", "payload", "payloads", "spacecraft")
_CARRIED = re.compile(rf"(?:\b(?:{'|'.join(PAYLOADS)})|\ue000N(?P<counted>\d+)\ue001) from (?:the )?\Z", re.IGNORECASE)
_KNOWN = frozenset({"the", "this", "that", "these", "those"})
_SAME_DAY = re.compile(r"\bsame (?:day|morning|afternoon|evening|night)$", re.IGNORECASE)

LEAD_SENTENCES_DATED = 2  # where a launch that has no date of its own is news in a report that has one


class Telling(msgspec.Struct, frozen=True):
    """A telling of a launch.

    Attributes:
        sentence: the number of its sentence.
        start: where its words of a launch begin in the masked sentence; ``end``: where they end.
        day: the launch's day in the news, when the stretch gives one.
        actor: the launching state, ISO 3166 alpha-3, when the stretch says.
        act: somebody launches something in it.
        dates: it has dates of any kind that are not news.
        beside: a time stands with the words of the launch and not with something else.
        again: its words make it one more launch ("hours later", "the second launch of the day").
        more: it is of "another missile".
        order: which of several launches it says it is ("the second launch"); None when it does not say.
        site: the place of the launch, when the stretch names one.
    """

    sentence: int
    start: int
    end: int
    day: dt.date | None
    actor: str | None
    act: bool = True
    dates: bool = False
    beside: bool = False
    again: bool = False
    more: bool = False
    order: int | None = None
    site: Place | None = None


class Act(msgspec.Struct, frozen=True):
    """The words of a launch in a masked sentence, ``start`` to ``end``; what ties them to it begins at ``first``."""

    first: int
    start: int
    end: int


class Pages(msgspec.Struct, frozen=True):
    """A report as the coder reads it.

    Attributes:
        report: the report.
        masked: its sentences.
        statement_times: the positions of the times in each sentence that date statements.
        rules: the table.
        claimants: whose word and how sure what stands at a word is.
        acts: the launches that syntax tells of as having happened, and no interceptions.
    """

    report: Report
    masked: tuple[Masked, ...]
    statement_times: tuple[frozenset[int], ...]
    rules: LaunchRules
    claimants: Claimants
    acts: tuple[Event, ...] = ()

    def acts_in(self, index: int, start: int, end: int) -> Iterator[Event]:
        """Yield the launches that syntax tells of in a stretch of a sentence."""
        part = self.masked[index]
        words = part.span(start, end)
        return (act for act in self.acts if act.trigger.span in words)


def segments(masked: Masked) -> Iterator[tuple[int, int]]:
    """Cut a sentence where its clauses may speak of different launches."""
    start = 0
    apart = [match.span() for match in _SET_OFF.finditer(masked.text)]
    breaks = (match.start() for match in _BREAK.finditer(masked.text))
    ends = (at for at in breaks if not any(first <= at < last for first, last in apart))
    for end in (*ends, len(masked.text)):
        if end > start:
            resumes = _RESUMES.search(masked.text, start, end) if _ASIDE.match(masked.text, start) else None
            if resumes is not None:
                yield start, resumes.start()
                start = resumes.start()
            yield start, end
            start = end


def is_aside(part: Masked, start: int) -> bool:
    """Say whether a segment only dates or compares ("after the test of September")."""
    return _ASIDE.match(part.text, start) is not None


def any_match(patterns: Patterns, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
    """Return the first match of any of ``patterns`` in a stretch of ``text``."""
    stop = len(text) if end is None else end
    return next((match for pattern in patterns if (match := pattern.search(text, start, stop))), None)


def find_tellings(pages: Pages) -> Iterator[Telling]:
    """Yield every telling of a launch that could be news: no history, no sum of launches, no possibility."""
    for index, part in enumerate(pages.masked):
        for start, end in segments(part):
            words = _act(pages, index, start, end)
            if words is not None and not is_tally(pages, index, start, end):
                yield _telling(pages, index, (start, end), words)


def _telling(pages: Pages, index: int, stretch: tuple[int, int], words: Act) -> Telling:
    part, rules = pages.masked[index], pages.rules
    dates = list(dates_in(pages, index, *stretch))
    plain = (*rules.act, *rules.flight) if _leads(pages, index) else rules.act
    acts = tuple(act for act in pages.acts_in(index, *stretch) if _is_told(pages, act))
    return Telling(
        sentence=index,
        start=words.start,
        end=words.end,
        day=next((first for first, last in dates if is_news((first, last), pages.report)), None),
        actor=launcher(part, *stretch, rules) or next(filter(None, map(_state, acts)), None),
        act=bool(acts) or any_match(plain, part.text, *stretch) is not None,
        dates=any(not may_be_news(found, pages.report) for found in dates),
        beside=any(
            beside_launch(part, *stretch, at, rules) or any(_dates_act(act, item) for act in acts)
            for at, item in part.symbols("T", *stretch)
        ),
        again=any_match(rules.again, part.text, *stretch) is not None or _same_day(pages, index, stretch),
        more=rules.more.search(part.text, *stretch) is not None,
        order=order_of(part, *stretch, rules),
        site=site_of(part, *stretch, rules),
    )


def _leads(pages: Pages, index: int) -> bool:
    """Say whether a sentence is the first of a report, or the first behind its headline."""
    return index == 0 or (index == 1 and _HEADLINE.search(pages.masked[0].text) is not None)


def _is_told(pages: Pages, act: Event) -> bool:
    """Say whether an act is what a clause tells, and no attribute: "missiles launched", "a year that saw tests"."""
    token = pages.claimants.head(act.trigger.span)
    if token is None:
        return False
    tree = pages.claimants.tree(token)
    if tree.upos(token) == "VERB":
        return tree.relation(token) != "acl"
    if any(tree.words[det] in _KNOWN for det in tree.all(token, "det")) and tree.one(token, "nmod") is None:
        return False  # "announced the launch": one told of before
    return not any(tree.relation(above).startswith("acl") for above in tree.ancestors(token))


def _state(act: Event) -> str | None:
    """Return the state that launches something in an act, ISO 3166 alpha-3; ground from which others fire is none."""
    who = (claim.value for claim in act.claims if claim.slot == "actor" and isinstance(claim.value, Mention))
    return next((one.entity.country for one in who if one.entity is not None and not is_ground(one)), None)


def _dates_act(act: Event, item: object) -> bool:
    """Say whether a time is one that an act has by syntax."""
    return any(claim.slot == "time" and claim.value == item for claim in act.claims)


def _same_day(pages: Pages, index: int, stretch: tuple[int, int]) -> bool:
    """Say whether a stretch tells of what happened "the same day" as something told before."""
    text = pages.report.text
    times = (item.span for _, item in pages.masked[index].symbols("T", *stretch))
    return any(_SAME_DAY.search(text, span.start, span.end) is not None for span in times)


def _act(pages: Pages, index: int, start: int, end: int) -> Act | None:
    """Return the words of a launch that a stretch tells as news: not an aside, not history, not a possibility."""
    part, rules = pages.masked[index], pages.rules
    if is_aside(part, start) and not _occasions(pages, index, start, end):
        acts = _by_words(rules.dated, part, start, end)
    else:
        acts = _acts(pages, index, start, end)
    # "A rocket meant to reach orbit exploded": one was only tried, the other took place.
    took_place = (act for act in acts if _took_place(pages, part, act))
    act = next(took_place, None)
    if act is None or is_history(pages, index, start, end) or any_match(rules.grounded, part.text, start, end):
        return None
    return act


def _took_place(pages: Pages, part: Masked, act: Act) -> bool:
    """Say whether words of a launch tell of one that happened."""
    return not _merely_possible(part, act, pages.rules) and pages.claimants.took_place(part.span(act.start, act.end))


def act_in(pages: Pages, index: int, start: int, end: int) -> Act | None:
    """Return the words of a launch in a stretch: those that a pattern finds, or else those that syntax tells of."""
    return next(_acts(pages, index, start, end), None)


def _acts(pages: Pages, index: int, start: int, end: int) -> Iterator[Act]:
    """Yield all words of launches in a stretch: what each pattern finds first; where none does, those of syntax."""
    part = pages.masked[index]
    found = list(_by_words(pages.rules.trigger, part, start, end)) if speaks_of_launches(part, pages.rules) else []
    told = (_by_syntax(part, act) for act in pages.acts_in(index, start, end))
    return iter(found) if found else (act for act in told if act is not None)


def _by_words(patterns: Patterns, part: Masked, start: int, end: int) -> Iterator[Act]:
    matches = (pattern.search(part.text, start, end) for pattern in patterns)
    return (Act(found.start(), *found.span("words")) for found in matches if found is not None)


def _by_syntax(part: Masked, act: Event) -> Act | None:
    """Return the words of an act; None where they lie within what is masked as one name."""
    first, end = part.position(act.trigger.span.start), part.position(act.trigger.span.end)
    return Act(first, first, end) if first < end else None


def is_history(pages: Pages, index: int, start: int, end: int) -> bool:
    """Say whether words of a stretch make it tell of older launches."""
    if any_match(pages.rules.history, pages.masked[index].text, start, end) is None:
        return False
    return not (_are_several(pages, index, start, end) or _is_salvo(pages, index, start, end))


def _is_salvo(pages: Pages, index: int, start: int, end: int) -> bool:
    """Say whether a stretch tells of one launch of "several missiles": in the lead, or on a day that is news."""
    if any_match(pages.rules.salvo, pages.masked[index].text, start, end) is None:
        return False
    dates = list(dates_in(pages, index, start, end))
    return any(is_news(found, pages.report) for found in dates) or (index < LEAD_SENTENCES_DATED and not dates)


def before(pages: Pages, index: int, start: int) -> str:
    """Return the last words of the report before a segment: "less than a week" of "less than a week after it fired"."""
    end = pages.masked[index].at(start)
    return pages.report.text[max(0, end - _BEFORE) : end]


def _occasions(pages: Pages, index: int, start: int, end: int) -> bool:
    """Say whether an aside tells of the occasion of the news: of a counted launch in the lead, or one just before."""
    if SOON.search(before(pages, index, start)) is not None:
        return True
    if index >= LEAD_SENTENCES_DATED:
        return False
    part = pages.masked[index]
    after = _AFTER.match(part.text, start)
    if after is None or LONG.search(before(pages, index, start)) is not None:
        return False
    counted = (
        after["itself"] is not None
        or any_match((*pages.rules.single, *pages.rules.count, pages.rules.aimed), part.text, start, end) is not None
    )
    return counted and any(is_news(found, pages.report) for found in _dates(part, 0, end, frozenset()))


def _are_several(pages: Pages, index: int, start: int, end: int) -> bool:
    """Say whether a stretch tells of several launches on a day that is news: "conducted two launches on Tuesday"."""
    dated = any(is_news(found, pages.report) for found in dates_in(pages, index, start, end))
    return dated and any_match(pages.rules.several, pages.masked[index].text, start, end) is not None


def is_tally(pages: Pages, index: int, start: int, end: int) -> bool:
    """Say whether a stretch sums up launches: by its words, or by a perfect that nothing makes news."""
    part, rules = pages.masked[index], pages.rules
    if not speaks_of_launches(part, rules):
        return False
    if any_match(rules.tally, part.text, start, end):
        return not _is_salvo(pages, index, start, end)
    perfect = any_match(rules.perfect, part.text, start, end) if index else None
    if perfect is None or rules.counted.search(part.text, 0, perfect.start()) is not None:
        return False
    if any_match(rules.current, part.text, start, end):
        return False  # "this is the fourth time that it has launched such missiles"
    every = _dates(part, 0, len(part.text), frozenset())
    return not any(is_news(found, pages.report) for found in every)


def _merely_possible(part: Masked, act: Act, rules: LaunchRules) -> bool:
    """Say whether words of possibility stand before the act in its sentence's clause."""
    return any_match(rules.modal, part.text, max(0, act.first - 40), act.start) is not None


def dates_in(pages: Pages, index: int, start: int, end: int) -> Iterator[Days]:
    """Yield the dates of a stretch, without those that date a statement ("said on Friday")."""
    return _dates(pages.masked[index], start, end, pages.statement_times[index])


def _dates(part: Masked, start: int, end: int, skip: frozenset[int]) -> Iterator[Days]:
    for position, item in part.symbols("T", start, end):
        if isinstance(item, TimeExpr) and position not in skip:
            found = days(item)
            if found is not None:
                yield found


def speaks_of_launches(part: Masked, rules: LaunchRules) -> bool:
    """Say whether a sentence has any word of a launch, without which no pattern of one can match."""
    return rules.stems["launch"].search(part.text) is not None


def launcher(part: Masked, start: int, end: int, rules: LaunchRules) -> str | None:
    """Return the country that a stretch says launched, ISO 3166 alpha-3."""
    if "\ue000A" not in part.text or not speaks_of_launches(part, rules):
        return None
    for pattern in rules.slots["actor"]:
        for match in pattern.finditer(part.text, start, end):
            mention = part.item(match)
            if not isinstance(mention, Mention) or mention.entity is None or mention.entity.sector == "JRN":
                continue
            if mention.entity.country is not None and not is_ground_alone(part, match.start("take"), mention):
                return mention.entity.country
    return None


def is_ground_alone(part: Masked, position: int, mention: Mention) -> bool:
    """Say whether a state or person is only named as the ground that others fire from, or as who backs them."""
    end = position - len("\ue000A")
    person = mention.label == "person"  # "from Abdul Kalam Island"
    ground = is_ground(mention) or person or _FIRES.search(part.text, 0, end) is not None
    backs = _BACKS.match(part.text, part.text.index(CLOSE, position) + 1) is not None
    return backs or (ground and _FROM.search(part.text, 0, end) is not None) or _is_customer(part, end)


def _is_customer(part: Masked, end: int) -> bool:
    """Say whether a state is only whose the satellites are: "with 13 satellites from the United States"."""
    found = _CARRIED.search(part.text, 0, end)
    if found is None or found["counted"] is None:
        return found is not None
    counted = part.items[int(found["counted"])]
    return isinstance(counted, Quantity) and counted.written.unit.endswith(PAYLOADS)


def is_ground(mention: Mention, *, within: bool = False) -> bool:
    """Say whether a name is of a territory from which armed groups fire that are not the state; or of those within."""
    entity = mention.entity
    return entity is not None and entity.country in _OTHERS_FIRE and (within or entity.id == entity.country)


def site_of(part: Masked, start: int, end: int, rules: LaunchRules) -> Place | None:
    """Return the place that a stretch says the launch was from."""
    found = any_match(rules.slots["site"], part.text, start, end)
    item = None if found is None else part.item(found)
    return item if isinstance(item, Place) else None


def order_of(part: Masked, start: int, end: int, rules: LaunchRules) -> int | None:
    """Return which of several launches a stretch speaks of: 1 for the first, 2 for any other."""
    found = rules.order.search(part.text, start, end)
    return None if found is None else 1 if found["order"].lower() in {"first", "earlier", "initial"} else 2


def beside_launch(part: Masked, start: int, end: int, position: int, rules: LaunchRules) -> bool:
    """Say whether nothing else that happens stands between a time and some words of the launch."""
    for pattern in rules.trigger:
        for match in pattern.finditer(part.text, start, end):
            first, last = match.span("words")
            between = (last, position) if last <= position else (position, first)
            if match.start() <= position < match.end() or rules.elsewhere.search(part.text, *between) is None:
                return True
    return False

"""What a launch is the nth of, and since when: the slots ``ordinal`` and ``first_since`` of the account."""

import re
from collections.abc import Iterator

from bongsu.coding.found import Context, Found
from bongsu.coding.mask import CLOSE
from bongsu.model import Ordinal, Slot, TimeExpr

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_SINCE = re.compile(r"\bsince\b|\A\W{0,3}(?:\w+ )?(?:in|for|after)\b", re.IGNORECASE)
_BESIDE = re.compile(r" on \ue000T\d+\ue001|.., \ue000[TD]\d+\ue001 (?:after|before)\b")
_CLOCK = re.compile(r"T\d\d")
_FOR_THE = re.compile(r"\bfor (?:only )?the (?:very )?\Z", re.IGNORECASE)
_IS_THE = re.compile(r"\b(?:was|is|marks|marked|became) (?:also )?(?:the|its|their) \Z", re.IGNORECASE)
_OF_SALVO = re.compile(r"(?:missile|rocket|projectile|ICBM|SLBM)s?\Z", re.IGNORECASE)


def read_ordinal(context: Context) -> Iterator[Found]:
    """What it is the nth of, and since when: "first since November", "second in four days", "quiet for two months"."""
    masked = context.masked
    for pattern in context.rules.ordinal:
        for match in pattern.finditer(masked.text):
            yield from _nth(context, match)
    for pattern in context.rules.pause:
        for match in pattern.finditer(masked.text):
            period = masked.item(match)
            assert isinstance(period, TimeExpr)
            pause = Ordinal(masked.span(*match.span()), None, _scope(context, match), period)
            yield Found("first_since", pause, match.start())


def _nth(context: Context, match: re.Match[str]) -> Iterator[Found]:
    """Yield what a number counts, unless it tells the missiles of one launch apart or counts an older one."""
    masked = context.masked
    named = match.start("tail")  # where what is counted ends, or the number where nothing is named
    position, period = next(masked.symbols("TD", *match.span("tail")), (0, None))
    if isinstance(period, TimeExpr) and _CLOCK.search(period.value) is not None:
        return  # "the first was fired at 6 a.m." counts missiles of one launch
    number, scope = _number(match["number"]), _scope(context, match)
    since = period is not None and _SINCE.search(masked.text[named:position]) is not None
    beside = period is not None and _BESIDE.match(masked.text, position - 4) is not None
    elsewhere = period is not None and not since and context.segment(position).launch != context.number
    if elsewhere and not beside and number == 1:
        return  # "its first rocket – a modified missile – in 1970"
    if beside or elsewhere:  # "its first test on Friday, hours after the North fired"
        period, since = None, False
    told = period is not None and _IS_THE.search(masked.text, 0, match.start("number")) is not None
    counts = since or told or "owned" in match.re.groupindex  # "its fifth Vega rocket" is no fifth of a salvo
    if number != 1 and not counts and _OF_SALVO.search(scope or ""):
        return  # "the second missile, launched on Wednesday" is one of a salvo
    if number != 1 or period is not None or "time" in (scope or ""):  # "the first missile" counts nothing
        end = masked.text.index(CLOSE, position) + 1 if period is not None else named
        span = masked.span(match.start("number"), end)
        slot: Slot = "first_since" if since and number == 1 else "ordinal"
        if number == 1 and _is_of_else(context, match):
            return
        when = period if isinstance(period, TimeExpr) else None
        yield Found(slot, Ordinal(span, number, scope, when), match.start("number"))


def _is_of_else(context: Context, match: re.Match[str]) -> bool:
    """Say whether "for the first time" is of what else was done: "for the first time in years it was painted"."""
    if _FOR_THE.search(context.masked.text, 0, match.start("number")) is None:
        return False
    return context.ties.time(context.masked.span(match.start("number"), match.end("scope"))) not in {"launch", "flight"}


def _scope(context: Context, match: re.Match[str]) -> str | None:
    """Return the report's words for what is counted; None where nothing is named."""
    if "scope" not in match.re.groupindex:
        return None
    span = context.masked.span(*match.span("scope"))
    return context.text[span.start : span.end]


def _number(word: str) -> int:
    lower = word.lower()
    return ORDINALS.index(lower) + 1 if lower in ORDINALS else int(re.sub(r"\D", "", word))

"""Find who is called by the title of which office: a part of the office check."""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal

import msgspec

from bongsu.model import Report, Span
from bongsu.reference.offices import Offices, Tenure

Tense = Literal["now", "past", "elect", "outgoing", "acting"]

_TENSES: Final[dict[str, Tense]] = {
    **dict.fromkeys(("acting", "interim", "caretaker"), "acting"),
    **dict.fromkeys(("outgoing", "departing"), "outgoing"),
    **dict.fromkeys(("incoming", "elect", "designate"), "elect"),
    **dict.fromkeys(("former", "ex", "then", "late", "onetime", "one-time", "erstwhile"), "past"),
    # Of whom these are said still holds the office or does no longer.
    **dict.fromkeys(("ousted", "deposed", "removed", "disgraced", "impeached", "suspended"), "past"),
    **dict.fromkeys(("jailed", "imprisoned", "detained", "arrested"), "past"),
}
_QUALIFIED: Final = rf"(?:(?:{'|'.join(_TENSES)})[ -])"
_NAME: Final = r"[A-Z][\w’'-]+(?: (?:[A-Z]\.|[A-Z][\w’'-]+|de|der|von|van|al))*"
# Between a title and a name: "Defense Secretary Gen. James Mattis", "President Dr Arif Alvi".
_RANK: Final = (
    r"(?:(?:Brigadier|Major|Lieutenant|Vice|Brig\.?|Maj\.?|Lt\.?)[ -])?"
    r"(?:General|Admiral|Marshal|Colonel|Gen\.|Adm\.|Col\.)"
    r"|Dr\.?|Mr\.?|Mrs\.?|Ms\.?|Sir"
)
_NO_NAME: Final = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$|(?:'s|’s)$")
# Before a title these make another one of it, or nobody's in particular: "deputy defence minister", "a President Kim".
_OTHER: Final = re.compile(
    r"an?|any|another|no|next|future|would-be|possible|potential|vice|deputy|assistant|associate|under|senior|junior"
    r"|shadow|party|company|opposition|council|assembly|senate|house|parliament|student|regional|state|provincial"
    r"|district|union|club|bank|board|university",
    re.IGNORECASE,
)
_BEFORE_SMALL: Final = re.compile(
    r"the|and|with|by|of|to|from|that|as|when|while|but|for|said|between|than|on|if|because|after|before|where|told|met"
)


class Titled(msgspec.Struct, frozen=True):
    """Somebody who is called by the title of an office.

    Attributes:
        span: the words, from what qualifies the title to the name.
        office: key of the office.
        name: the name as written.
        tense: what qualifies the title: "then-", "-elect", "acting".
        former: the word is "former" or "ex-", which somebody in office is not.
    """

    span: Span
    office: str
    name: str
    tense: Tense
    former: bool


def titled(report: Report, offices: Offices) -> Iterator[Titled]:
    """Yield everybody with title and name of whom it can be told whose office it is, in text order."""
    before, title = _patterns(offices)
    for match in title.finditer(report.text):
        stands = before.search(report.text, max(0, match.start() - 90), match.start())
        assert stands is not None, "the pattern matches the empty string"
        name, ends = _name(match["name"], offices)
        if name is None or not _is_title(report.text, stands, match):
            continue
        words = stands.group().lower() + (match["elect"] or "")
        office = _office(match["title"].lower(), stands["owner"], name, offices)
        if office is not None:
            span = Span(stands.start(), match.start("name") + ends)
            yield Titled(span, office, name, _tense(words), re.search(r"\b(?:former|ex)\b", words) is not None)


@functools.cache
def _patterns(offices: Offices) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what stands before a title, to be read backwards from it, and a title with the name after it."""
    owners = "|".join(re.escape(name) for name in sorted(offices.owners, key=len, reverse=True))
    titles = {title for office in offices.titles.values() for title in (*office.titles, *office.own_titles)}
    listed = "|".join(re.escape(title) for title in sorted(titles, key=len, reverse=True))
    return (
        re.compile(
            rf"(?<![\w.-])(?i:{_QUALIFIED}*)(?:(?P<owner>{owners})(?:['’]s?)? )?(?i:{_QUALIFIED}*)\Z"
            rf"|\Z"
        ),
        re.compile(
            rf"(?<![\w’'])(?P<title>(?i:{listed}))(?P<elect>[- ](?:elect|designate))? (?:(?:{_RANK}) )*"
            rf"(?P<name>{_NAME})"
        ),
    )


def _tense(words: str) -> Tense:
    """Return how a title is qualified: "former acting" is past."""
    found = {_TENSES[word] for word in re.findall(r"[a-z]+(?:-time)?", words) if word in _TENSES}
    order: tuple[Tense, ...] = ("past", "elect", "outgoing", "acting")
    return next((tense for tense in order if tense in found), "now")


def _name(words: str, offices: Offices) -> tuple[str | None, int]:
    """Return the name at the beginning of ``words`` and its length: the longest known, or two or three words."""
    parts = words.split(" ")
    for last in range(len(parts) - 1, 0, -1):
        name = re.sub(r"['’]s?$", "", " ".join(parts[: last + 1]))
        if offices.of_person(name) or offices.country_of(name):
            return name, len(name)
    usual = next((at for at, part in enumerate(parts) if _NO_NAME.search(part)), len(parts))
    name = " ".join(parts[: min(usual, 3)])
    return (name, len(name)) if " " in name else (None, 0)


def _is_title(text: str, stands: re.Match[str], match: re.Match[str]) -> bool:
    """Say whether the title is whole: not "Vice President", "Senate President", "party leader", "a President Kim"."""
    words = text[max(0, stands.start() - 40) : stands.start()]
    last = re.search(r"([\w’'.-]+)[ -]\Z", words)
    if last is None or re.search(r"[.!?:;,\"“”—–(\n]\s*\Z| - ?\Z", words) or last[1].endswith((".", "?", "!")):
        return True
    if _OTHER.fullmatch(last[1]) or (last[1][0].isupper() and not _opens(words, last.start())):
        return False
    return bool(stands.group()) or match["title"][0].isupper() or _BEFORE_SMALL.fullmatch(last[1]) is not None


def _opens(words: str, at: int) -> bool:
    """Say whether the word at ``at`` is capital because a sentence opens with it."""
    return at == 0 or re.search(r"(?:[.!?]['\"”’]?|\n|^|[“\"])\s*\Z", words[:at]) is not None


def _office(title: str, owner: str | None, name: str, offices: Offices) -> str | None:
    """Return the office that a title means: by whose it is said to be, by itself, or by who is called so."""
    found = dict(offices.titled(title))
    if owner is not None:
        of = offices.owners[owner]
        found = {key: office for key, office in found.items() if not office.names or owner in office.names}
    else:
        held: Sequence[Tenure] = offices.of_person(name)
        own = [key for key in dict.fromkeys(tenure.office for tenure in reversed(held)) if key in found]
        if own:
            return own[0]
        of = offices.titles[held[-1].office].of if held else (offices.country_of(name) or "")
    return next((key for key, office in found.items() if office.of == of), None)

"""Directions of flight in the words of a report, as sectors of true bearings."""

import re

from bongsu.model import Bearing, Span

_POINTS = ("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW")
_LETTER = {"north": "N", "south": "S", "east": "E", "west": "W"}
_POINT = (
    r"(?P<point>(?:north|south)[ -](?:north|south)[ -]?(?:east|west)|(?:east|west)[ -](?:north|south)[ -]?(?:east|west)"
    r"|(?:north|south)-?(?:east|west)|north|south|east|west)"
)
_COURSE = r"(?:direction|course|trajectory|path|heading|bearing|route|flight)"
_AFTER = (
    r"(?=[ ]?[,.;:)\n—–]|[ ]?\Z| (?:over|across|into|toward|towards|from|before|at|for|in|on|onto|and|past|out|through"
    r"|to|as|after|until|when|with|while|but|off|above|about|some|around|reaching|landing|falling|flying)\b)"
)
_BEARING = re.compile(
    rf"(?<![\w-])(?:(?:(?P<due>due) )?(?:(?:to|towards?) the {_POINT}{_AFTER}"
    rf"|{_POINT.replace('point', 'ward')}-?wards?\b(?! of\b)"
    rf"|(?:(?:in|on|along) an? )?{_POINT.replace('point', 'erly')}(?:erly(?: {_COURSE})?|(?:ern)? {_COURSE})\b(?!-)"
    rf"|(?<!the )(?<!far )(?<!further )(?<!farther ){_POINT.replace('point', 'bare')}{_AFTER})"
    r"|(?:(?:heading|bearing|azimuth|course)(?: of| on)?(?: about| around| roughly)?"
    r" (?P<degrees>\d{1,3}(?:\.\d)?)(?: degrees|°)))"
)
_WINDS = re.compile(r" (?:winds?|breezes?|parts?|suburbs?)\b")
_OPPOSITE = re.compile(r"\b(?:from|in|of|the|between|down|up) \Z")


def find_bearings(text: str) -> tuple[Bearing, ...]:
    """Return the directions in ``text``, in order: "eastward", "flew east over Japan", "in an easterly direction".

    A word of eight points stands for 45 degrees around it, "east-northeast" and "due east" for 22.5, a figure for
    one degree. Words that name a part of the world or a place ("East Sea", "the east coast", "east of Cape
    Erimo") are no directions of flight and are left out. Time is linear in the text.
    """
    return tuple(bearing for match in _BEARING.finditer(text) if (bearing := _bearing(match)) is not None)


def _bearing(match: re.Match[str]) -> Bearing | None:
    span = Span(*match.span())
    if match["degrees"]:
        degrees = float(match["degrees"])
        return Bearing(span, match["degrees"], (degrees - 0.5) % 360, (degrees + 0.5) % 360) if degrees <= 360 else None
    text = match.string
    bare_place = match["bare"] and _OPPOSITE.search(text, max(0, match.start() - 8), match.start())
    if bare_place or (match["erly"] and _WINDS.match(text, match.end())):
        return None
    words = match["point"] or match["ward"] or match["erly"] or match["bare"]
    name = "".join(_LETTER[word] for word in re.findall("north|south|east|west", words))
    if name not in _POINTS:
        return None
    middle = _POINTS.index(name) * 22.5
    half = 11.25 if len(name) == 3 or match["due"] else 22.5
    return Bearing(span, name, (middle - half) % 360, (middle + half) % 360)

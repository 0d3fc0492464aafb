"""Quarters and halves of a year: "the third quarter of 2017", "Q3", "last year's second half"."""

import re

from bongsu.annotate.timeforms import QUARTERS
from bongsu.annotate.timeguards import is_fiscal
from bongsu.annotate.timeparts import Kind, Part


def read_quarter(match: re.Match[str]) -> Part | None:
    """Read "the third quarter of 2017", "Q3 2017" and "the second half of last year"."""
    kinds = frozenset[Kind]({"period"})
    if match["quarter_told"]:
        return Part(*match.span(), kinds, season="Q", direction="other", rel="other") if is_fiscal(match) else None
    if match["quarter_n"] or match["quarter_m"]:
        return _fiscal_quarter(match)
    year, word = match["quarter_y"] or match["quarter_z"], match["quarter_w"]
    half = match["quarter_u"] == "half"
    number = int(match["quarter_q"] or 0) or _which(word.lower(), 2 if half else 4)
    if half and number > 2:
        return None
    name = f"{'H' if half else 'Q'}{number}"
    rel = (match["quarter_rel"] or "").replace("the", "this") or None
    return Part(*match.span(), kinds, season=name, year=int(year) if year else None, rel=rel)


def _fiscal_quarter(match: re.Match[str]) -> Part | None:
    """Read "third-quarter profit", "Q3" and "last year's third quarter"."""
    is_half, word = match["quarter_h"] == "half", (match["quarter_n"] or "").lower()
    number = int(match["quarter_m"] or 0) or QUARTERS.index(word) + 1
    if not is_fiscal(match) or (is_half and number > 2):
        return None
    rel = (match["quarter_of"] or "one").lower()
    return Part(*match.span(), frozenset({"period"}), season=f"{'H' if is_half else 'Q'}{number}", rel=rel)


def _which(word: str, parts: int) -> int:
    """Return the number of a quarter or half by its word; the last one is the fourth or the second."""
    return QUARTERS.index(word) + 1 if word in QUARTERS else parts

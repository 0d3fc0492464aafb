"""Readings on one page that needs nothing else: no script, no network, every value linked to its words and back."""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from importlib import resources
from itertools import groupby
from pathlib import Path
from typing import Final

import msgspec

from bongsu.exports import files, marks, wording
from bongsu.exports.acts import Act, acts
from bongsu.exports.plain import excerpt, safe
from bongsu.model import Claim, Event, Finding, Reading

QUOTE_ROOM: Final = 220
"""Most characters of a quote that are shown beside a value; the whole of it is in the text."""


class View(msgspec.Struct, frozen=True):
    """A reading prepared for the page.

    Attributes:
        anchor: prefix of all its anchors, such as ``r1``.
        reading: the reading itself.
        launches: its launch accounts.
        acts: the other events that it tells of.
        numbers: the number of each claim on this page's part, from 1.
    """

    anchor: str
    reading: Reading
    launches: tuple[Event, ...]
    acts: tuple[Act, ...]
    numbers: dict[Claim, int]

    @property
    def paragraphs(self) -> Iterator[tuple[marks.Segment, ...]]:
        """The text with its used words marked."""
        text = self.reading.report.text
        used = (use for claim, number in self.numbers.items() for use in marks.uses(number, claim, text))
        return marks.paragraphs(text, used)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings, those first that need a reader most."""
        return wording.by_verdict(self.reading.findings)

    def slots(self, event: Event) -> list[tuple[str, list[wording.Account]]]:
        """Return the account of a launch, slot by slot."""
        lines = groupby(wording.account(event, self.reading.report), key=lambda line: line.slot)
        return [(slot, list(group)) for slot, group in lines]

    def first_shown(self, place: int) -> list[Claim]:
        """Return the claims of the finding at ``place`` that neither an account nor an earlier finding shows."""
        shown = {claim for event in self.launches for claim in event.claims}
        shown.update(claim for finding in self.findings[:place] for claim in finding.claims)
        return [claim for claim in dict.fromkeys(self.findings[place].claims) if claim not in shown]

    def parts(self, claim: Claim) -> tuple[str, str, str]:
        """Return the quote of a claim: before its words, the words, and after them."""
        text = self.reading.report.text
        return excerpt(text, claim.evidence.span, wording.span_of(claim.value, text), QUOTE_ROOM)


def render(readings: Sequence[Reading], problems: Sequence[str] = ()) -> str:
    """Return the page as HTML.

    Args:
        readings: the reports to show, in order.
        problems: a line for each input that could not be read.

    Returns:
        HTML whose Content-Security-Policy allows its own style sheet and nothing else. All text is escaped, and has
        been through :func:`bongsu.exports.plain.safe`.
    """
    import jinja2  # noqa: PLC0415 - only a page needs it
    from markupsafe import Markup  # noqa: PLC0415 - comes with jinja2

    def harmless(value: object) -> object:
        return safe(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    environment = jinja2.Environment(
        autoescape=True, finalize=harmless, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    views = [_view(f"r{number}", reading) for number, reading in enumerate(readings, 1)]
    style = environment.from_string(_resource("page.css")).render(
        most=max((len(view.numbers) for view in views), default=0)
    )
    return environment.from_string(_resource("page.html")).render(
        views=views,
        problems=problems,
        made_by=[made for made, _ in groupby(reading.made_by for reading in readings)],
        style=Markup(style),  # noqa: S704 - from the package, and numbers
        style_digest=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        wording=wording,
    )


def write(path: Path, text: str, *, force: bool) -> None:
    """Write a page to ``path`` as :func:`bongsu.exports.files.write` does. Raises ``OutputError`` as it does."""
    files.write(path, text.encode("utf-8"), force=force)


def _view(anchor: str, reading: Reading) -> View:
    launches = wording.launches(reading)
    lines = (line for event in launches for line in wording.account(event, reading.report))
    stated = [claim for line in lines for claim in line.claims]
    checked = [claim for finding in reading.findings for claim in finding.claims]
    told = acts(reading)
    every = dict.fromkeys((*stated, *checked, *(act.claim for act in told)))
    return View(anchor, reading, launches, told, {claim: number for number, claim in enumerate(every, 1)})


def _resource(name: str) -> str:
    return resources.files("bongsu.exports").joinpath(name).read_text(encoding="utf-8")

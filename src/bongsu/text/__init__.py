"""From a raw document to a Report: clean text without furniture, title, outlet, dates, language, upstream."""

from collections.abc import Sequence

from bongsu.config import Settings
from bongsu.errors import InputError
from bongsu.model import Given, RawDocument, Report
from bongsu.text.characters import bare, one_line
from bongsu.text.dates import stamp
from bongsu.text.draft import Draft
from bongsu.text.furniture import drop_furniture
from bongsu.text.language import language
from bongsu.text.plain import headline, read_plain
from bongsu.text.upstream import outlet_at, upstream


def clean(raw: RawDocument, settings: Settings) -> Report:
    """Return the report in a raw document.

    What the user gives outranks what came beside the document, and that what the document itself says. A date
    is read, never guessed; it stays None where none is stated.

    Raises:
        InputError: there is no article, nothing but furniture, more than ``settings.max_characters``, or a date
            that is none.
    """
    draft = _read(raw)
    _check_length(draft, raw.where, settings)
    given = {**draft.given, **raw.given, **_options(settings)}
    published, updated, retrieved = (
        stamp(given.get(name), raw.where) for name in ("published", "updated", "retrieved")
    )
    url, outlet = _value(given, "url"), _value(given, "outlet")
    body = drop_furniture(draft.paragraphs)
    title = _value(given, "title") or headline(body)
    text = "\n".join(_below(title, body))
    if not text:
        raise InputError(raw.where, "nothing is left after page furniture was dropped", "give the page of one report")
    return Report.make(
        text=text,
        title=title,
        outlet=outlet or outlet_at(url),
        url=url,
        language=language(text),
        published=published,
        updated=updated,
        retrieved=retrieved,
        upstream=upstream(draft.paragraphs, url, outlet),
    )


def _read(raw: RawDocument) -> Draft:
    if raw.media == "text/plain":
        return read_plain(raw.content)
    from bongsu.text.html import read_html  # noqa: PLC0415 - plain text must not wait for the HTML libraries

    return read_html(raw)


def _options(settings: Settings) -> dict[str, Given]:
    options = {"published": settings.published, "outlet": settings.outlet, "url": settings.url}
    return {name: Given(value, f"option --{name}") for name, value in options.items() if value is not None}


def _value(given: dict[str, Given], name: str) -> str | None:
    """Return a piece of metadata on one line, None where it is not given or empty."""
    return one_line(given[name].value) or None if name in given else None


def _below(title: str | None, body: Sequence[str]) -> list[str]:
    """Return the paragraphs without the title, where one of the first three repeats it; never none."""
    kept = list(body)
    while title and len(kept) > 1 and (repeats := [words for words in kept[:3] if bare(words) == bare(title)]):
        kept.remove(repeats[0])
    return kept


def _check_length(draft: Draft, where: str, settings: Settings) -> None:
    length = sum(map(len, draft.paragraphs))
    if length == 0:
        raise InputError(where, "there is no text in it", "give a document that holds a report")
    if length > settings.max_characters:
        problem = f"the text is longer than {settings.max_characters:,} characters"
        raise InputError(where, problem, "split it into reports")

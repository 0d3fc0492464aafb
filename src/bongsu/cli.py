"""The command line: options in, results on standard output, everything else on standard error."""

import datetime as dt
import enum
import io
import itertools
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from bongsu import __version__
from bongsu.config import Settings
from bongsu.errors import BongsuError, InputError, OutputError, UsageError
from bongsu.exports import jsonl, page, terminal, wording
from bongsu.model import Reading

_STDOUT = "standard output"
_EXAMPLES = """\b
Examples:
  bongsu read report.txt
  bongsu read --json reports.jsonl > readings.jsonl
  bongsu schema

"""
_READ_EXAMPLES = """\b
Examples:
  bongsu read report.txt --published 2025-01-06 --outlet Yonhap
  bongsu read page.html --html reading.html
  bongsu read - < report.txt
  bongsu read --json *.txt reports.jsonl | jq .findings

"""
_SCHEMA_EXAMPLES = """\b
Examples:
  bongsu schema
  bongsu schema > reading.schema.json

"""
_EXIT_CODES = """\b
Exit codes:
  0    every report was read
  1    something could not be read (the rest was)
  2    the command or a table is wrong
  3    the output cannot be written
  4    every input was opened, but a report is in a language not read yet
  130  interrupted
  141  the reader of the output went away (a closed pipe)"""


class Exit(enum.IntEnum):
    """Exit codes of the command, as ``--help`` explains them."""

    READ = 0
    UNREADABLE = 1
    USAGE = 2
    OUTPUT = 3
    LANGUAGE = 4
    INTERRUPTED = 130
    CLOSED_PIPE = 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with ``arguments`` (those of the process by default) and return its exit code."""
    try:
        return int(command.main(arguments, prog_name="bongsu", standalone_mode=False) or Exit.READ)
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        asked = context.command_path if context else "bongsu"
        return _fail(f'{error.format_message().rstrip(".")}; see "{asked} --help"', Exit.USAGE)
    except OutputError as error:
        return _fail(str(error), Exit.OUTPUT)
    except BongsuError as error:
        return _fail(str(error), Exit.USAGE)
    except (click.Abort, KeyboardInterrupt):
        return Exit.INTERRUPTED


def _date(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Return a date or date-time in its usual ISO 8601 form."""
    if value is None:
        return None
    try:
        form = dt.date if "T" not in value and ":" not in value else dt.datetime
        return form.fromisoformat(value).isoformat()
    except ValueError:
        remedy = "write it as 2025-01-06 or 2025-01-06T12:30+09:00"
        raise UsageError("--published", f'"{value}" is no date', remedy) from None


def _name(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Return a name as given; it has to be text that can be shown."""
    if value is not None and not (value.strip() and value.isprintable()):
        raise UsageError("--outlet", f'"{value}" is no name', "give it in letters")
    return value


def _address(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Return an address as given; it has to lead to the web."""
    if value is not None and not wording.is_web_address(value):
        raise UsageError("--url", f'"{value}" is no address of a page', "start it with https:// or http://")
    return value


@click.group("bongsu", no_args_is_help=False, epilog=_EXAMPLES + _EXIT_CODES)
@click.version_option(__version__, prog_name="bongsu", message="%(prog)s %(version)s")
def command() -> None:
    """Read reports of missile launches; keep a record that can be checked."""


@command.command(epilog=_READ_EXAMPLES + _EXIT_CODES)
@click.argument("reports", nargs=-1, required=True, metavar="REPORT...")
@click.option("--json", "as_json", is_flag=True, help='Print one JSON object a report (see "bongsu schema").')
@click.option("--html", metavar="FILE", help="Write one page with all reports to FILE.")
@click.option("--force", is_flag=True, help="Let --html replace FILE.")
@click.option("--published", metavar="DATE", callback=_date, help="Publication date, ISO 8601 (one report only).")
@click.option("--outlet", metavar="NAME", callback=_name, help="Who published it (one report only).")
@click.option("--url", metavar="ADDRESS", callback=_address, help="Where it was published (one report only).")
@click.option("--zones", metavar="FILE", help="Polygons of zones, GeoJSON, in place of computed lines.")
def read(  # noqa: PLR0913 - one parameter an option
    *,
    reports: tuple[str, ...],
    as_json: bool,
    html: str | None,
    force: bool,
    published: str | None,
    outlet: str | None,
    url: str | None,
    zones: str | None,
) -> Exit:
    """Read reports and print what each says of a launch, with the words that say it.

    REPORT is a text file, a saved HTML page, a file of JSON lines (title, text, published, outlet, url), or "-" for
    standard input. Numbers after a quote are its first and last place in the cleaned text (code points, half-open).
    With --html, results go to the page; add --json to have them printed too. Errors and warnings go to standard
    error, one a line, and the other reports are still read.
    """
    if force and html is None:
        raise UsageError("--force", "it says nothing without --html", "name the page with --html FILE")
    if html is not None:
        page.check(Path(html), force=force)
    settings = Settings(published=published, outlet=outlet, url=url, zones=zones)
    shown = _as_json if as_json else _as_text if html is None else None
    readings: list[Reading] = []
    problems: list[str] = []
    foreign = False
    for where, result in _results(reports, settings):
        if isinstance(result, InputError):
            problems.append(str(result))
            _complain(problems[-1])
            continue
        if result.status == "not read":
            foreign = True
            _complain(f"{where}: {result.reason}; the report is shown without an account")
        if html is not None:
            readings.append(result)
        if shown is not None:
            _emit(shown(result))
    if html is not None:
        _publish(html, readings, problems, force=force)
    return Exit.UNREADABLE if problems else Exit.LANGUAGE if foreign else Exit.READ


@command.command(epilog=_SCHEMA_EXAMPLES + _EXIT_CODES)
def schema() -> None:
    """Print the JSON Schema of what "bongsu read --json" prints."""
    _emit(jsonl.schema())


def _results(reports: Sequence[str], settings: Settings) -> Iterator[tuple[str, Reading | InputError]]:
    """Return what becomes of every input; what was given on the command line can only be said of one report."""
    given = not (settings.published is None and settings.outlet is None and settings.url is None)
    if given and len(reports) > 1:
        raise _too_many()
    from bongsu import pipeline  # noqa: PLC0415 - so that --version and --help start without it

    stdin = io.BytesIO() if sys.stdin is None else sys.stdin.buffer
    results = pipeline.read_all(reports, stdin, settings)
    if not given:
        return results
    first = list(itertools.islice(results, 2))
    if len(first) > 1:
        raise _too_many()
    return iter(first)


def _too_many() -> UsageError:
    options = "--published, --outlet and --url"
    remedy = "leave them out, or give each report as a JSON line with these fields"
    return UsageError(options, "they speak of one report, and there are more", remedy)


def _as_json(reading: Reading) -> bytes:
    return jsonl.line(reading)


def _as_text(reading: Reading) -> bytes:
    """Return a reading for people, with an empty line after it, in the encoding of standard output."""
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    look = terminal.Look(width=shutil.get_terminal_size().columns, colour=colour)
    return f"{terminal.render(reading, look)}\n".encode(sys.stdout.encoding, "backslashreplace")


def _publish(html: str, readings: Sequence[Reading], problems: Sequence[str], *, force: bool) -> None:
    """Write the page, unless there is nothing to put on it."""
    if readings:
        page.write(Path(html), page.render(readings, problems), force=force)
    else:
        _complain(f"{html}: the page was not written, as no report could be read; see the lines above")


def _emit(data: bytes) -> None:
    """Write a result, at once and whole."""
    try:
        if sys.stdout is None:
            raise OutputError(_STDOUT, "it is closed", "leave it open, or send it to a file")
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _abandon_stdout()
        raise click.exceptions.Exit(Exit.CLOSED_PIPE) from None
    except OSError as error:
        _abandon_stdout()
        raise OutputError(
            _STDOUT, f"it cannot be written ({error.strerror})", "make room, or send it elsewhere"
        ) from None


def _abandon_stdout() -> None:
    """Send what is still buffered nowhere, so that the interpreter does not fail over it when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(problem: str) -> None:
    click.echo(terminal.complaint(problem), err=True)


def _fail(problem: str, code: Exit) -> Exit:
    _complain(problem)
    return code

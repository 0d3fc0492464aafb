"""The command line: options in, results on standard output, everything else on standard error."""

import datetime as dt
import enum
import functools
import inspect
import io
import itertools
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import click
import msgspec

from bongsu import __version__, cli_chronicle, cli_export, cli_record
from bongsu.config import KEY_VARIABLE, Endpoint, Key, Settings
from bongsu.errors import BongsuError, InputError, OutputError, UsageError
from bongsu.explained import Explained
from bongsu.exports import explanation, files, formats, jsonl, layout, page, terminal, wording
from bongsu.model import Reading
from bongsu.reference import tables

R = TypeVar("R", Reading, Explained)
_STDOUT = "standard output"
_EXAMPLES = """\b
Examples:
  bongsu read report.txt
  bongsu read --json reports.jsonl > readings.jsonl
  bongsu check report.txt
  bongsu explain report.txt
  bongsu schema
  bongsu reference show offices

"""
_READ_EXAMPLES = """\b
Examples:
  bongsu read report.txt --published 2025-01-06 --outlet Yonhap
  bongsu read page.html --html reading.html
  bongsu read - < report.txt
  bongsu read --json *.txt reports.jsonl | jq .findings
  bongsu read report.txt --rules my-tables
  bongsu read report.txt --model-endpoint http://127.0.0.1:11434/v1

"""
_CHECK_EXAMPLES = """\b
Examples:
  bongsu check report.txt --published 2025-01-06
  bongsu check report.txt --explain
  bongsu check - < report.txt
  bongsu check --json *.txt reports.jsonl | jq .findings
  bongsu check report.txt --reference my-tables

"""
_EXPORT_EXAMPLES = """\b
Examples:
  bongsu export *.txt reports.jsonl --format csv > events.csv
  bongsu export reports.jsonl --format plover --output events.jsonl
  bongsu export reports.jsonl --format parquet --output events.parquet
  bongsu export *.txt --format geojson --output events.geojson --force

"""
_EXPLAIN_EXAMPLES = """\b
Examples:
  bongsu explain report.txt --published 2025-01-06
  bongsu explain report.txt 3
  bongsu explain --json report.txt | jq .stopped

"""
_SCHEMA_EXAMPLES = """\b
Examples:
  bongsu schema
  bongsu schema > reading.schema.json

"""
_SHOW_EXAMPLES = """\b
Examples:
  bongsu reference show resolutions
  bongsu reference show offices --reference my-tables

"""
_EXIT_CODES = """\b
Exit codes:
  0    every report was read
  1    something could not be read (the rest was)
  2    the command or a table is wrong, or the record cannot be used
  3    the output cannot be written
  4    every input was opened, but a report is in a language not read yet
  5    every report was read, and "bongsu check" found a contradiction
  130  interrupted
  141  the reader of the output went away (a closed pipe)"""


class Exit(enum.IntEnum):
    """Exit codes of the command, as ``--help`` explains them."""

    READ = 0
    UNREADABLE = 1
    USAGE = 2
    OUTPUT = 3
    LANGUAGE = 4
    CONTRADICTED = 5
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
    except InputError as error:
        return _fail(str(error), Exit.UNREADABLE)
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
    """Read reports of missile launches and of what states do; keep a record that can be checked."""


_SAID: tuple[Callable[[Callable[..., Any]], Callable[..., Any]], ...] = (
    click.option("--published", metavar="DATE", callback=_date, help="Publication date, ISO 8601 (one report only)."),
    click.option("--outlet", metavar="NAME", callback=_name, help="Who published it (one report only)."),
    click.option("--url", metavar="ADDRESS", callback=_address, help="Where it was published (one report only)."),
    click.option("--rules", metavar="DIR", type=click.Path(path_type=Path), help="Folder with tables of your own."),
)
_GIVEN: tuple[Callable[[Callable[..., Any]], Callable[..., Any]], ...] = (
    click.option("--json", "as_json", is_flag=True, help='Print one JSON object a report (see "bongsu schema").'),
    *_SAID,
    click.option(
        "--reference",
        metavar="DIR",
        type=click.Path(path_type=Path),
        help="Folder with tables of your own (sites, systems, offices, calendar …), before or in place of ours.",
    ),
)
_LEAST = click.option(
    "--min-confidence",
    metavar="SHARE",
    type=click.FloatRange(0, 1),
    default=0.0,
    help="Leave out events of less confidence: how many of ten such events are right, from 0 to 1.",
)
_ENDPOINT: tuple[Callable[[Callable[..., Any]], Callable[..., Any]], ...] = (
    click.option(
        "--model-endpoint",
        metavar="URL",
        help="Ask a language model besides: an OpenAI-compatible server, to which the text of each report is sent.",
    ),
    click.option("--model-name", metavar="NAME", help="The model that the server is asked for."),
    click.option(
        "--model-timeout",
        metavar="SECONDS",
        type=click.FloatRange(0, min_open=True),
        help="Longest that one question to it may take (default 300).",
    ),
)
_ZONES = click.option("--zones", metavar="FILE", help="Polygons of zones, GeoJSON, in place of computed lines.")
_REPORTS = click.argument("reports", nargs=-1, required=True, metavar="REPORT...")
_INPUTS: tuple[Callable[[Callable[..., Any]], Callable[..., Any]], ...] = (_REPORTS, *_GIVEN)


def _with(
    parameters: Sequence[Callable[[Callable[..., Any]], Callable[..., Any]]],
) -> Callable[[Callable[..., Exit]], Callable[..., Exit]]:
    """Give a command the arguments and options that say what is read, and by which tables."""
    return lambda function: functools.reduce(lambda made, parameter: parameter(made), reversed(parameters), function)


class _Run:
    """A run over the inputs: what could not be read, and whether a report was in a language that is not."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.foreign = False

    def readings(self, reports: Sequence[str], settings: Settings) -> Iterator[Reading]:
        """Yield what is read, and complain of what is not."""
        from bongsu import pipeline  # noqa: PLC0415 - so that --version and --help start without it

        return self._good(_results(reports, settings, pipeline.read_all))

    def explained(self, report: str, settings: Settings) -> Iterator[Explained]:
        """Yield what is explained, and complain of what cannot be read."""
        from bongsu import pipeline  # noqa: PLC0415 - as above

        return self._good(_results((report,), settings, pipeline.explain_all))

    def _good(self, results: Iterator[tuple[str, R | InputError]]) -> Iterator[R]:
        for where, result in results:
            if isinstance(result, InputError):
                self.problems.append(str(result))
                _complain(self.problems[-1])
                continue
            if result.status == "not read":
                self.foreign = True
                _complain(f"{where}: {result.reason}; the report is shown without an account")
            asked = result.made_by.endpoint
            if asked is not None and asked.reason is not None:
                _complain(f"{where}: only bongsu's own events are shown, as {asked.url} is of no help: {asked.reason}")
            yield result

    @property
    def code(self) -> Exit:
        """The exit code for what has become of the inputs."""
        return Exit.UNREADABLE if self.problems else Exit.LANGUAGE if self.foreign else Exit.READ


@command.command(epilog=_READ_EXAMPLES + _EXIT_CODES)
@_with(_INPUTS)
@click.option("--html", metavar="FILE", help="Write one page with all reports to FILE.")
@click.option("--force", is_flag=True, help="Let --html replace FILE.")
@_ZONES
@_LEAST
@_with(_ENDPOINT)
def read(  # noqa: PLR0913 - one parameter an option
    *,
    reports: tuple[str, ...],
    as_json: bool,
    html: str | None,
    force: bool,
    published: str | None,
    outlet: str | None,
    url: str | None,
    rules: Path | None,
    zones: str | None,
    reference: Path | None,
    min_confidence: float,
    model_endpoint: str | None,
    model_name: str | None,
    model_timeout: float | None,
) -> Exit:
    """Read reports and print what each says of a launch and of other events, with the words that say it.

    REPORT is a text file, a saved HTML page, a file of JSON lines (title, text, published, outlet, url), a folder of
    such files, or "-" for standard input. Numbers after a quote are its first and last place in the cleaned text (code
    points, half-open). With --html, results go to the page; add --json to have them printed too. Errors and warnings
    go to standard error, one a line, and the other reports are still read.

    With --model-endpoint, a language model of yours is asked for events too. Only what it quotes letter by letter is
    taken, and what it alone finds says so. A key that its server wants is read from BONGSU_MODEL_KEY. Where it is of
    no help a warning says so, and the exit code is that of the reading.
    """
    if force and html is None:
        raise UsageError("--force", "it says nothing without --html", "name the page with --html FILE")
    if html is not None:
        files.check(Path(html), force=force)
    shown = _as_json if as_json else _as_text if html is None else None
    readings: list[Reading] = []
    run = _Run()
    settings = Settings(
        published=published,
        outlet=outlet,
        url=url,
        rules=rules,
        zones=zones,
        reference=reference,
        min_confidence=min_confidence,
        endpoint=_endpoint(model_endpoint, model_name, model_timeout),
    )
    for reading in run.readings(reports, settings):
        if html is not None:
            readings.append(reading)
        if shown is not None:
            _emit(shown(reading))
    if html is not None:
        _publish(html, readings, run.problems, force=force)
    return run.code


@command.command(epilog=_CHECK_EXAMPLES + _EXIT_CODES)
@_with(_INPUTS)
@_ZONES
@click.option("--explain", is_flag=True, help="Quote what each finding rests on, and say how each check works.")
def check(  # noqa: PLR0913 - one parameter an option
    *,
    reports: tuple[str, ...],
    as_json: bool,
    explain: bool,
    published: str | None,
    outlet: str | None,
    url: str | None,
    rules: Path | None,
    zones: str | None,
    reference: Path | None,
) -> Exit:
    """Read reports and print only what the checks find: contradicted, cannot tell or supported, with the numbers.

    REPORT is what "bongsu read" takes. A contradiction means that the words cannot all be right. It does not say
    which is wrong, and it proves nothing about the launch. With --json, each object is that of "bongsu read"
    without its events; the quotes and the figures are in it, and how a check works is not.
    """
    if explain and as_json:
        raise UsageError("--explain", "it says nothing with --json, which has the quotes", "leave one of them out")
    run, names, contradicted = _Run(), set[str](), False
    settings = Settings(published=published, outlet=outlet, url=url, rules=rules, zones=zones, reference=reference)
    for reading in run.readings(reports, settings):
        names.update(finding.check for finding in reading.findings)
        contradicted = contradicted or any(finding.verdict == "contradicted" for finding in reading.findings)
        if as_json:
            _emit(jsonl.line(msgspec.structs.replace(reading, events=())))
        else:
            _emit(_encoded(terminal.render_findings(reading, _look(), quotes=explain)))
    if explain:
        _emit(_encoded(_explanations(names)))
    return Exit.CONTRADICTED if contradicted and run.code == Exit.READ else run.code


@command.command(epilog=_EXPORT_EXAMPLES + _EXIT_CODES)
@_with((_REPORTS, *_SAID))
@click.option(
    "--format",
    "form",
    metavar="NAME",
    required=True,
    type=click.Choice(tuple(formats.FORMATS)),
    help=f"One of {', '.join(formats.FORMATS)}.",
)
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path), help="Write to FILE.")
@click.option("--force", is_flag=True, help="Let --output replace FILE.")
def export(  # noqa: PLR0913 - one parameter an option
    *,
    reports: tuple[str, ...],
    form: str,
    output: Path | None,
    force: bool,
    published: str | None,
    outlet: str | None,
    url: str | None,
    rules: Path | None,
) -> Exit:
    """Read reports and write their events in a format that other programs read.

    REPORT is what "bongsu read" takes. csv, parquet and geojson say of each event how surely it is told, and plover
    marks what is denied, planned or not certain. polecat and cameo cannot: they have plain facts alone. How many
    events a format leaves out, and why, goes to standard error. The file is written whole or not at all.
    """
    cli_export.check(form, output, force=force)
    run = _Run()
    settings = Settings(published=published, outlet=outlet, url=url, rules=rules)
    cli_export.export(form, run.readings(reports, settings), output, _emit, _complain, force=force)
    return run.code


@command.command(epilog=_EXPLAIN_EXAMPLES + _EXIT_CODES)
@click.argument("report", metavar="REPORT")
@click.argument("event", required=False, metavar="[EVENT]")
@_with(_GIVEN)
@click.option("--report", "chosen", metavar="ID", help="Explain only this one of several reports: how its id begins.")
@_LEAST
def explain(  # noqa: PLR0913 - one parameter an option
    *,
    report: str,
    event: str | None,
    as_json: bool,
    published: str | None,
    outlet: str | None,
    url: str | None,
    rules: Path | None,
    reference: Path | None,
    chosen: str | None,
    min_confidence: float,
) -> Exit:
    """Say why a report was read as it was: the row behind each event, its roles, its certainty and its speaker.

    REPORT is what "bongsu read" takes. EVENT is the number of one event in its list, or how its id begins; without
    it every event is explained, and then every word that a row names and that made no event, with the reason. With
    --json, each object keeps to "bongsu schema --explain".
    """
    run = _Run()
    settings = Settings(
        published=published, outlet=outlet, url=url, rules=rules, reference=reference, min_confidence=min_confidence
    )
    found = [one for one in run.explained(report, settings) if chosen is None or one.report.id.startswith(chosen)]
    if chosen is not None and not found and not run.problems:
        raise UsageError("--report", f'no report has an id that begins with "{chosen}"', 'see "bongsu read --json"')
    if event is not None and any(one.status == "read" for one in found):
        found = [explanation.only(found, event)]
    for one in found:
        _emit(jsonl.line(one) if as_json else _encoded(explanation.render(one, _look())))
    return run.code


@command.command(epilog=_SCHEMA_EXAMPLES + _EXIT_CODES)
@click.option("--explain", is_flag=True, help='Print that of "bongsu explain --json" instead.')
def schema(*, explain: bool) -> None:
    """Print the JSON Schema of what "bongsu read --json" prints."""
    _emit(jsonl.schema(Explained if explain else Reading))


@command.group("reference", epilog=_SHOW_EXAMPLES + _EXIT_CODES)
def reference_tables() -> None:
    """Look at what bongsu knows beforehand."""


@reference_tables.command(epilog=_SHOW_EXAMPLES + _EXIT_CODES)
@click.argument("name", metavar="NAME")
@click.option("--reference", metavar="DIR", type=click.Path(path_type=Path), help="Show yours, where DIR has one.")
def show(*, name: str, reference: Path | None) -> Exit:
    """Print a table as it is read, with the comments that say where it is from.

    NAME is the name of its file, with or without the ending: offices, resolutions, events. To change it for yourself,
    print it into a folder of yours and name that folder with --reference (calendar, chronicle with coverage, offices,
    office_titles, organisations, persons, places, resolutions, sites, systems) or with --rules (events, people,
    speech, factuality).
    """
    _emit(tables.table_bytes(name, reference))
    return Exit.READ


def _endpoint(url: str | None, name: str | None, seconds: float | None) -> Endpoint | None:
    """Return the language model's server as the options and the environment give it; None without an address."""
    if url is None:
        for option, value in (("--model-name", name), ("--model-timeout", seconds)):
            if value is not None:
                raise UsageError(option, "it says nothing without --model-endpoint", "name the server with it")
        return None
    key = os.environ.get(KEY_VARIABLE)
    endpoint = Endpoint(url=url, name=name, key=Key(key) if key else None)
    return endpoint if seconds is None else msgspec.structs.replace(endpoint, seconds=seconds)


def _results(
    reports: Sequence[str],
    settings: Settings,
    each: Callable[[Sequence[str], BinaryIO, Settings], Iterator[tuple[str, R | InputError]]],
) -> Iterator[tuple[str, R | InputError]]:
    """Return what becomes of every input; what was given on the command line can only be said of one report."""
    given = not (settings.published is None and settings.outlet is None and settings.url is None)
    if given and len(reports) > 1:
        raise _too_many()
    stdin = io.BytesIO() if sys.stdin is None else sys.stdin.buffer
    results = each(reports, stdin, settings)
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
    return _encoded(terminal.render(reading, _look()))


def _look() -> layout.Look:
    """Return how standard output may look."""
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return layout.Look(width=shutil.get_terminal_size().columns, colour=colour)


def _encoded(text: str) -> bytes:
    """Return text for people, with an empty line after it, in the encoding of standard output."""
    return f"{text}\n".encode(sys.stdout.encoding, "backslashreplace")


def _explanations(names: set[str]) -> str:
    """Return how the checks that found something work: the docstring of each."""
    from bongsu import pipeline  # noqa: PLC0415 - loaded by then

    texts = {name: inspect.getdoc(check) or "" for name, check in pipeline.CHECKS.items() if name in names}
    return "\n".join(terminal.explanation(name, text, _look()) for name, text in texts.items())


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


def _print(text: str) -> None:
    _emit(text.encode(sys.stdout.encoding, "backslashreplace"))


def _complain(problem: str) -> None:
    click.echo(terminal.complaint(problem), err=True)


def _fail(problem: str, code: Exit) -> Exit:
    _complain(problem)
    return code


command.add_command(cli_chronicle.group(_print, _complain, _EXIT_CODES))
for _made in cli_record.commands(_print, _complain, _look, _EXIT_CODES):
    command.add_command(_made)

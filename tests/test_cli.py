"""The real command on real files."""

import contextlib
import json
import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import jsonschema
import pytest
import wcwidth

LAUNCH = (
    "North Korea fires missile\n\n"
    "North Korea fired a ballistic missile eastward from Sunan on January 6, 2025, South Korea's military said. "
    "The missile flew about 1,100 kilometers (680 miles) before it fell into the sea, the Joint Chiefs of Staff said.\n"
    "Japan's Defense Ministry said that the missile fell outside its exclusive economic zone.\n"
)
TALKS = (
    "Ministers meet in Seoul\n\n"
    "The foreign ministers of South Korea and Japan met in Seoul on Monday and spoke about trade and tourism. "
    "They agreed to meet again in the spring, officials of both countries said after the talks.\n"
)
JAPANESE = "北朝鮮がミサイルを発射\n\n防衛省は、北朝鮮が弾道ミサイルを発射したと発表した。ミサイルは日本海に落ちた。\n"
CLEAN = {key: value for key, value in os.environ.items() if key not in {"COLUMNS", "NO_COLOR", "FORCE_COLOR", "TERM"}}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a folder with reports in it."""
    (tmp_path / "launch.txt").write_text(LAUNCH, encoding="utf-8")
    (tmp_path / "talks.txt").write_text(TALKS, encoding="utf-8")
    (tmp_path / "japanese.txt").write_text(JAPANESE, encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    lines = [json.dumps({"text": LAUNCH, "title": "One"}), "{broken", json.dumps({"text": TALKS, "title": "Two"})]
    (tmp_path / "lines.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def bongsu(desk: Path, *arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in the folder."""
    command = [sys.executable, "-m", "bongsu", *arguments]
    done = subprocess.run(command, cwd=desk, input=stdin, capture_output=True, check=False, env=CLEAN | environment)
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


def outcome(done: subprocess.CompletedProcess[str]) -> tuple[int, int, bool]:
    """Return the exit code, the number of lines on standard error, and whether there is a result."""
    assert all(line.startswith("bongsu: ") for line in done.stderr.splitlines())
    return done.returncode, len(done.stderr.splitlines()), bool(done.stdout)


def test_a_report_is_read(desk: Path) -> None:
    """A launch gives an account on standard output, nothing on standard error, and 0."""
    done = bongsu(desk, "read", "launch.txt")
    assert outcome(done) == (0, 0, True)
    assert "Launch account: ballistic" in done.stdout
    assert "North Korea (PRK)" in done.stdout


def test_a_report_without_a_launch_is_read_too(desk: Path) -> None:
    """Finding no launch is a result."""
    done = bongsu(desk, "read", "talks.txt")
    assert outcome(done) == (0, 0, True)
    assert "No launch found" in done.stdout


SLIPPED = (
    "North Korea fires missile\n\n"
    "North Korea fired a ballistic missile on Tuesday, January 6, 2025, South Korea's military said. "
    "The missile flew 4,500 km, the Joint Chiefs of Staff said. Japan's Defense Ministry said it flew 4,500 miles.\n"
)


def test_findings_alone_are_printed(desk: Path) -> None:
    """Check prints what the checks find, worst first, and nothing of the account."""
    done = bongsu(desk, "check", "launch.txt")
    assert outcome(done) == (0, 0, True)
    assert done.stdout.startswith("North Korea fires missile\n  cannot tell   geography: 1,000 to 1,200 km from Sunan")
    assert "  supported     arithmetic: 1,100 km is 683.5 mi" in done.stdout
    assert "Launch account" not in done.stdout


def test_a_contradiction_has_a_code_of_its_own(desk: Path) -> None:
    """A script can tell that figures do not fit; what could not be read comes first."""
    (desk / "slipped.txt").write_text(SLIPPED, encoding="utf-8")
    done = bongsu(desk, "check", "launch.txt", "slipped.txt")
    assert outcome(done) == (5, 0, True)
    assert done.stdout.count("contradicted") == 2
    assert bongsu(desk, "check", "slipped.txt", "missing.txt").returncode == 1
    assert bongsu(desk, "check", "slipped.txt", "japanese.txt").returncode == 4
    assert bongsu(desk, "read", "slipped.txt").returncode == 0


def test_a_report_without_findings_says_why(desk: Path) -> None:
    """Nothing to check is not the same as nothing wrong."""
    assert "No launch found, so nothing was checked" in bongsu(desk, "check", "talks.txt").stdout
    assert "Not read: " in bongsu(desk, "check", "japanese.txt").stdout
    bare = bongsu(desk, "check", "-", stdin=b"North Korea fired a missile on Monday, South Korea's military said.\n")
    assert "no figures that can be held against each other" in bare.stdout


def test_checks_explain_themselves(desk: Path) -> None:
    """Under each finding stand the words that it rests on, and at the end how each check works, once."""
    (desk / "slipped.txt").write_text(SLIPPED, encoding="utf-8")
    done = bongsu(desk, "check", "launch.txt", "slipped.txt", "--explain")
    flat = " ".join(done.stdout.split())
    assert "“Japan's Defense Ministry said it flew 4,500 miles.”" in flat
    assert done.stdout.count("How arithmetic is checked\n") == done.stdout.count("How calendar is checked\n") == 1
    assert "How flight is checked" not in done.stdout
    assert "read as rounded to 100 km and 100 mi" in flat
    assert "A figure may have been rounded to the largest of 1, 5, 10, 50, 100" in flat
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_findings_as_json(desk: Path) -> None:
    """The object is that of read, with the findings and their figures, without the events."""
    schema = json.loads(bongsu(desk, "schema").stdout)
    (checked,) = map(json.loads, bongsu(desk, "check", "--json", "launch.txt").stdout.splitlines())
    (read,) = map(json.loads, bongsu(desk, "read", "--json", "launch.txt").stdout.splitlines())
    jsonschema.validate(checked, schema, jsonschema.Draft202012Validator)
    assert checked == {**read, "events": []}
    assert checked["findings"]


def test_standard_input_is_read(desk: Path) -> None:
    """A dash reads standard input as a file is read."""
    piped = bongsu(desk, "read", "-", stdin=LAUNCH.encode())
    assert piped.stdout == bongsu(desk, "read", "launch.txt").stdout


@pytest.mark.parametrize("bad", ["missing.txt", "empty.txt", "no-such-folder/"])
def test_what_cannot_be_read_is_named_and_the_rest_is_read(desk: Path, bad: str) -> None:
    """One line names the file and the remedy, the code is 1, and the other report is there."""
    done = bongsu(desk, "read", bad, "talks.txt")
    assert outcome(done) == (1, 1, True)
    assert re.match(rf"bongsu: {re.escape(bad)}: .+; .+", done.stderr)
    assert "No launch found" in done.stdout


def test_a_folder_is_read_report_by_report(desk: Path) -> None:
    """What is read of a folder is what is read of its files, in the order of their names."""
    (desk / "two").mkdir()
    for name in ("launch.txt", "talks.txt"):
        (desk / "two" / name).write_bytes((desk / name).read_bytes())
    done = bongsu(desk, "read", "two")
    assert done.returncode == 0
    assert done.stdout == bongsu(desk, "read", "two/launch.txt", "two/talks.txt").stdout


def test_a_broken_line_is_named_and_the_rest_is_read(desk: Path) -> None:
    """File and line lead; the lines around it are read."""
    done = bongsu(desk, "read", "--json", "lines.jsonl")
    assert outcome(done) == (1, 1, True)
    assert done.stderr.startswith("bongsu: lines.jsonl:2: ")
    assert [json.loads(line)["report"]["title"] for line in done.stdout.splitlines()] == ["One", "Two"]


def test_a_language_that_is_not_read_is_a_warning(desk: Path) -> None:
    """The report is there, marked as not read, with a warning and a code of its own."""
    done = bongsu(desk, "read", "japanese.txt", "talks.txt")
    assert outcome(done) == (4, 1, True)
    assert "Not read: " in done.stdout
    assert "No launch found" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("reed",),
        ("read",),
        ("read", "--frobnicate", "launch.txt"),
        ("read", "launch.txt", "--published", "yesterday"),
        ("read", "launch.txt", "--published", "2025-02-30"),
        ("read", "launch.txt", "--url", "javascript:alert(1)"),
        ("read", "launch.txt", "--outlet", "a\x1b[2J"),
        ("read", "launch.txt", "--outlet", " "),
        ("read", "launch.txt", "talks.txt", "--outlet", "Wire"),
        ("read", "lines.jsonl", "--published", "2025-01-06"),
        ("read", "launch.txt", "--force"),
        ("check",),
        ("check", "launch.txt", "--published", "yesterday"),
        ("check", "launch.txt", "talks.txt", "--outlet", "Wire"),
        ("check", "launch.txt", "--explain", "--json"),
    ],
)
def test_wrong_usage_is_refused_before_anything_is_printed(desk: Path, arguments: Sequence[str]) -> None:
    """One line on standard error, nothing on standard output, code 2."""
    assert outcome(bongsu(desk, *arguments)) == (2, 1, False)


def test_what_is_given_on_the_command_line_is_in_the_report(desk: Path) -> None:
    """Date, outlet and address of one report can be given, and say so."""
    given = ("--published", "2025-01-06", "--outlet", "Wire", "--url", "https://example.org/1")
    report = json.loads(bongsu(desk, "read", "--json", "launch.txt", *given).stdout)["report"]
    assert report["published"]["value"] == "2025-01-06"
    assert "--published" in report["published"]["found"]
    assert (report["outlet"], report["url"]) == ("Wire", "https://example.org/1")


def test_the_schema_fits_what_is_printed(desk: Path) -> None:
    """An independent validator accepts every object, with and without a launch, read and not read."""
    schema = json.loads(bongsu(desk, "schema").stdout)
    lines = bongsu(desk, "read", "--json", "launch.txt", "talks.txt", "japanese.txt").stdout.splitlines()
    assert len(lines) == 3
    for line in lines:
        jsonschema.validate(json.loads(line), schema, jsonschema.Draft202012Validator)


def test_the_same_input_gives_the_same_bytes(desk: Path) -> None:
    """No result depends on what is read beside it, nor on the seed of the hashes."""
    alone = bongsu(desk, "read", "--json", "launch.txt", PYTHONHASHSEED="1").stdout
    beside = bongsu(desk, "read", "--json", "talks.txt", "launch.txt", PYTHONHASHSEED="2").stdout
    assert beside.endswith(alone)


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_no_line_is_wider_than_the_terminal(desk: Path, columns: int) -> None:
    """Lines fit the columns there are."""
    done = bongsu(desk, "read", "launch.txt", "japanese.txt", COLUMNS=str(columns))
    assert max(wcwidth.wcswidth(line) for line in done.stdout.splitlines()) <= columns


def test_a_pipe_gets_80_columns_and_no_colour(desk: Path) -> None:
    """What is piped is plain."""
    done = bongsu(desk, "read", "launch.txt", TERM="xterm-256color")
    assert "\x1b" not in done.stdout
    assert 60 < max(map(len, done.stdout.splitlines())) <= 80


def in_terminal(desk: Path, **environment: str) -> str:
    """Return what the command writes to a terminal."""
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "bongsu", "read", "launch.txt"]
    with subprocess.Popen(command, cwd=desk, stdout=follower, env=CLEAN | environment):
        os.close(follower)
        chunks = []
        with contextlib.suppress(OSError):  # how Linux says that the other side is closed
            while chunk := os.read(leader, 65536):
                chunks.append(chunk)
        os.close(leader)
    return b"".join(chunks).decode()


def test_a_terminal_gets_colour_unless_it_is_not_wanted(desk: Path) -> None:
    """NO_COLOR and a dumb terminal turn styles off; an empty NO_COLOR does not."""
    assert "\x1b[1m" in in_terminal(desk, TERM="xterm")
    assert "\x1b[1m" in in_terminal(desk, TERM="xterm", NO_COLOR="")
    assert "\x1b" not in in_terminal(desk, TERM="xterm", NO_COLOR="1")
    assert "\x1b" not in in_terminal(desk, TERM="dumb")


def test_file_names_cannot_steer_the_terminal(desk: Path) -> None:
    """Escapes, overrides and bytes that are no text are spelled out in error lines."""
    done = bongsu(desk, "read", "a\x1b[2J\u202e\nb.txt", os.fsdecode(b"\xff.txt"))
    assert outcome(done) == (1, 2, False)
    assert all(line.isprintable() for line in done.stderr.splitlines())


def test_a_report_cannot_steer_the_terminal(desk: Path) -> None:
    """Escapes and overrides in a title, an outlet or a text do nothing."""
    bad = "\x1b]0;owned\x07\u202etxt\x9b31m"
    line = json.dumps(
        {"text": f"{bad}{LAUNCH}{bad}", "title": f"T{bad}", "outlet": f"O{bad}", "url": f"http://u/{bad}"}
    )
    done = bongsu(desk, "read", "-", stdin=line.encode())
    assert done.returncode == 0
    assert all(shown.isprintable() for shown in done.stdout.splitlines())


def test_a_closed_pipe_ends_quietly(desk: Path) -> None:
    """When the reader has seen enough, the command stops without a word, as other tools do."""
    many = "launch.txt " * 60
    script = f"{sys.executable} -m bongsu read {many} | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["/bin/bash", "-c", script], cwd=desk, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (141, b"")
    assert done.stdout.decode() == "North Korea fires missile\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="not measured: there is no /dev/full")
def test_a_full_disk_is_an_error(desk: Path) -> None:
    """Results that cannot be written are not lost silently."""
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "bongsu", "read", "talks.txt"]
        done = subprocess.run(command, cwd=desk, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 3
    assert re.fullmatch(rb"bongsu: standard output: .+; .+\n", done.stderr)


def test_an_interrupt_ends_quietly(desk: Path) -> None:
    """Ctrl-C stops without a traceback."""
    command = [sys.executable, "-m", "bongsu", "read", "talks.txt", "-"]
    with subprocess.Popen(
        command, cwd=desk, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()  # the first report is out: it now waits for the second
        process.send_signal(signal.SIGINT)
        process.stdout.read()
        assert process.stderr.read().strip() == b""
    assert process.returncode == 130


def test_a_page_holds_every_report(desk: Path) -> None:
    """With --html results go to the page; those that could not be read are named on it."""
    done = bongsu(desk, "read", "launch.txt", "talks.txt", "missing.txt", "--html", "page.html")
    assert outcome(done) == (1, 1, False)
    html = (desk / "page.html").read_text(encoding="utf-8")
    assert html.count("<article") == 2
    assert "1 input could not be read" in html
    assert "missing.txt: " in html


def test_a_page_and_json_together(desk: Path) -> None:
    """--json still prints when a page is written."""
    done = bongsu(desk, "read", "launch.txt", "--html", "page.html", "--json")
    assert outcome(done) == (0, 0, True)
    assert json.loads(done.stdout)["status"] == "read"
    assert (desk / "page.html").exists()


def test_a_page_is_replaced_only_with_force(desk: Path) -> None:
    """An existing file is refused, and left as it is, before anything is read."""
    (desk / "page.html").write_text("old", encoding="utf-8")
    assert outcome(bongsu(desk, "read", "launch.txt", "--html", "page.html")) == (3, 1, False)
    assert (desk / "page.html").read_text(encoding="utf-8") == "old"
    assert outcome(bongsu(desk, "read", "launch.txt", "--html", "page.html", "--force")) == (0, 0, False)
    assert (desk / "page.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_folder_that_is_missing_is_named(desk: Path) -> None:
    """There is no place for the page: code 3."""
    done = bongsu(desk, "read", "launch.txt", "--html", "no/page.html")
    assert outcome(done) == (3, 1, False)
    assert "no/page.html: there is no such folder; " in done.stderr


def test_no_page_is_written_of_nothing(desk: Path) -> None:
    """When no report could be read there is no page, and it is said."""
    done = bongsu(desk, "read", "missing.txt", "--html", "page.html")
    assert outcome(done) == (1, 2, False)
    assert not (desk / "page.html").exists()


def test_tables_of_the_users_own_are_read(desk: Path) -> None:
    """--rules adds rows, whose digest is in what they made."""
    (desk / "mine").mkdir()
    (desk / "mine" / "events.yaml").write_text("verbs:\n  - {words: speak, type: COOPERATE}\n", encoding="utf-8")
    plain, own = (
        json.loads(bongsu(desk, "read", "--json", "talks.txt", *more).stdout) for more in ((), ("--rules", "mine"))
    )
    assert "own/events.yaml:verbs:1:speak" in {event["rule"] for event in own["events"]}
    assert set(own["made_by"]["digests"]) - set(plain["made_by"]["digests"]) == {"own/events.yaml"}


@pytest.mark.parametrize("row", ["{words: speak, type: SING}", "{words: speak, type: AGREE, tune: 1}", "{words: ["])
def test_a_broken_table_is_refused(desk: Path, row: str) -> None:
    """One line names the file and the row, nothing is printed, code 2."""
    (desk / "mine").mkdir()
    (desk / "mine" / "events.yaml").write_text(f"verbs:\n  - {row}\n", encoding="utf-8")
    done = bongsu(desk, "read", "talks.txt", "--rules", "mine")
    assert outcome(done) == (2, 1, False)
    assert re.match(r"bongsu: mine/events\.yaml:(verbs:1|3)", done.stderr)


def test_a_folder_of_tables_that_is_missing_is_refused(desk: Path) -> None:
    """Code 2, as for a table."""
    done = bongsu(desk, "read", "talks.txt", "--rules", "nowhere")
    assert outcome(done) == (2, 1, False)
    assert "nowhere: there is no such folder; " in done.stderr


def test_an_explanation_says_which_row_made_an_event(desk: Path) -> None:
    """Events with rows, roles and reasons, and then what was stopped."""
    done = bongsu(desk, "explain", "talks.txt")
    assert outcome(done) == (0, 0, True)
    assert "events.yaml:nouns:" in done.stdout or "events.yaml:verbs:" in done.stdout
    assert "Not coded\n" in done.stdout


def test_one_event_is_explained_by_its_number_and_by_its_id(desk: Path) -> None:
    """The same event both ways, and the others not."""
    reading = json.loads(bongsu(desk, "read", "--json", "talks.txt").stdout)
    by_number = bongsu(desk, "explain", "talks.txt", "1")
    assert outcome(by_number) == (0, 0, True)
    assert bongsu(desk, "explain", "talks.txt", reading["events"][0]["id"][:12]).stdout == by_number.stdout
    assert "Not coded" not in by_number.stdout


def test_an_explanation_for_machines_keeps_to_its_schema(desk: Path) -> None:
    """Its events are those of the reading."""
    schema = json.loads(bongsu(desk, "schema", "--explain").stdout)
    for report in ("launch.txt", "talks.txt"):
        explained = json.loads(bongsu(desk, "explain", "--json", report).stdout)
        jsonschema.validate(explained, schema, jsonschema.Draft202012Validator)
        events = json.loads(bongsu(desk, "read", "--json", report).stdout)["events"]
        assert [one["event"] for one in explained["events"]] == events


@pytest.mark.parametrize(
    ("arguments", "code", "problem"),
    [
        (("talks.txt", "99"), 2, '"99" is none of the'),
        (("talks.txt", "zz\x1b"), 2, "is none of the"),
        (("talks.txt", "--report", "zz"), 2, "no report has an id"),
        (("lines.jsonl", "1", "--published", "2025-01-06"), 2, "there are more"),
        (("missing.txt",), 1, "there is no such file"),
        (("missing.txt", "1"), 1, "there is no such file"),
    ],
)
def test_what_cannot_be_explained_is_an_error(desk: Path, arguments: Sequence[str], code: int, problem: str) -> None:
    """A report or an event that is not there: one line, nothing on standard output."""
    done = bongsu(desk, "explain", *arguments)
    assert outcome(done) == (code, 1, False)
    assert problem in done.stderr


def test_one_of_several_reports_is_explained(desk: Path) -> None:
    """--report names it; a language that is not read has the code that it has in reading."""
    ids = [
        json.loads(line)["report"]["id"] for line in bongsu(desk, "read", "--json", "lines.jsonl").stdout.splitlines()
    ]
    done = bongsu(desk, "explain", "lines.jsonl", "1", "--report", ids[1][:8])
    assert (done.returncode, done.stdout.splitlines()[0]) == (1, "Two")  # its second line is broken
    assert outcome(bongsu(desk, "explain", "japanese.txt", "1")) == (4, 1, True)


def test_the_version_is_one_line(desk: Path) -> None:
    """The name and a version."""
    assert re.fullmatch(r"bongsu \d+\.\d+\.\d+\S*\n", bongsu(desk, "--version").stdout)


@pytest.mark.parametrize("command", [(), ("read",), ("check",), ("schema",)])
def test_help_has_examples_and_exit_codes(desk: Path, command: Sequence[str]) -> None:
    """Every command explains itself within 80 columns."""
    done = bongsu(desk, *command, "--help")
    assert outcome(done) == (0, 0, True)
    assert "Examples:\n    bongsu " in done.stdout
    assert "Exit codes:\n    0 " in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


HEAVY = {"yaml", "numpy", "trafilatura", "lxml", "jinja2", "htmldate", "py3langid"}
PROBE = "import sys; from bongsu.cli import main; main({arguments}); print(*sys.modules, file=sys.stderr)"


def imported(desk: Path, *arguments: str) -> set[str]:
    """Return the modules that are loaded after a run of the command."""
    code = PROBE.format(arguments=list(arguments))
    done = subprocess.run([sys.executable, "-c", code], cwd=desk, capture_output=True, text=True, check=True)
    return set(done.stderr.split())


@pytest.mark.parametrize("arguments", [("--version",), ("--help",), ("schema",)])
def test_small_commands_load_little(desk: Path, arguments: Sequence[str]) -> None:
    """What does not read a report loads nothing that reads one."""
    assert not imported(desk, *arguments) & HEAVY


def test_text_is_read_without_the_libraries_for_pages(desk: Path) -> None:
    """A plain-text report loads neither an HTML reader nor a template engine."""
    assert not imported(desk, "read", "talks.txt") & {"trafilatura", "lxml", "jinja2", "htmldate"}


def test_a_table_is_shown_as_it_is(desk: Path) -> None:
    """What is printed is the file, byte for byte, ready to be changed."""
    shipped = Path(__file__).parent.parent / "src" / "bongsu" / "data" / "offices.csv"
    for name in ("offices", "offices.csv"):
        done = bongsu(desk, "reference", "show", name)
        assert (done.returncode, done.stdout) == (0, shipped.read_text(encoding="utf-8"))


def test_the_calendar_is_shown_and_a_users_own_decides(desk: Path) -> None:
    """It is printed as it is; rows of a folder stand beside ours, are in the digests, or are refused."""
    done = bongsu(desk, "reference", "show", "calendar")
    shipped = Path(__file__).parent.parent / "src" / "bongsu" / "data" / "calendar.csv"
    assert (done.returncode, done.stdout) == (0, shipped.read_text(encoding="utf-8"))
    (desk / "mine").mkdir()
    head = next(line for line in done.stdout.splitlines() if not line.startswith("#"))
    row = "2025-01-02,2025-01-03,summit,Atlantis summit,KOR|USA,,,,own,true"
    (desk / "mine" / "calendar.csv").write_text(f"{head}\n{row}\n", encoding="utf-8")
    text = (
        "North Korea fired a ballistic missile on Monday, days after the Atlantis summit, South Korea's military said."
    )
    (desk / "atlantis.txt").write_text(text, encoding="utf-8")
    ours, own = (
        json.loads(bongsu(desk, "check", "--json", "atlantis.txt", "--published", "2025-01-06", *more).stdout)
        for more in ((), ("--reference", "mine"))
    )
    found = [[one["verdict"] for one in made["findings"] if "Atlantis" in one["message"]] for made in (ours, own)]
    assert found == [[], ["supported"]]
    assert own["made_by"]["digests"].keys() - ours["made_by"]["digests"].keys() == {"own/calendar.csv"}
    (desk / "mine" / "calendar.csv").write_text(f"{head}\n{row.replace('KOR', 'KOX')}\n", encoding="utf-8")
    refused = bongsu(desk, "check", "atlantis.txt", "--reference", "mine")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith('bongsu: mine/calendar.csv:2: no state has the code "KOX"')


def test_a_table_that_there_is_not_is_named_with_those_there_are(desk: Path) -> None:
    """A slip in the name is answered with the names."""
    done = bongsu(desk, "reference", "show", "kings")
    assert done.returncode == 2
    assert done.stderr.startswith("bongsu: kings: no table has this name; use one of")


def test_reference_of_the_users_own_decides_and_is_in_the_digests(desk: Path) -> None:
    """--reference puts rows in place of ours, whose digest is in what they made."""
    (desk / "mine").mkdir()
    rows = "office,names,from,to,seen,status,source\njpn-pm,Hanako Yamada,2024-10-01,,2025-12-01,full,own\n"
    (desk / "mine" / "offices.csv").write_text(rows, encoding="utf-8")
    text = "North Korea fired a ballistic missile. Japanese Prime Minister Hanako Yamada said so on Monday."
    (desk / "yamada.txt").write_text(text, encoding="utf-8")
    ours, own = (
        json.loads(bongsu(desk, "check", "--json", "yamada.txt", "--published", "2025-01-06", *more).stdout)
        for more in ((), ("--reference", "mine"))
    )
    verdicts = [[one["verdict"] for one in made["findings"] if one["check"] == "office"] for made in (ours, own)]
    assert verdicts == [["cannot tell"], ["supported"]]
    assert own["made_by"]["digests"].keys() - ours["made_by"]["digests"].keys() == {"own/offices.csv"}


def test_a_site_of_the_users_own_decides_where_a_missile_came_down(desk: Path) -> None:
    """A range that only the user's table has is where the way is reckoned from, and the table is in the digests."""
    (desk / "mine").mkdir()
    row = "PRK-ATLANTIS,Atlantis Range,PRK,39.2,127.5,5,Atlantis Range,own survey\n"
    (desk / "mine" / "sites.csv").write_text(f"id,name,country,lat,lon,radius_km,names,source\n{row}")
    text = "North Korea fired a ballistic missile from Atlantis Range on Monday, South Korea's military said. It flew"
    (desk / "far.txt").write_text(f"{text} 600 km east and landed in the Yellow Sea, the military said.")
    ours, own = (
        json.loads(bongsu(desk, "check", "--json", "far.txt", "--published", "2025-01-06", *more).stdout)
        for more in ((), ("--reference", "mine"))
    )
    verdicts = [[one["verdict"] for one in made["findings"] if one["check"] == "geography"] for made in (ours, own)]
    assert verdicts == [[], ["contradicted"]]
    assert own["made_by"]["digests"].keys() - ours["made_by"]["digests"].keys() == {"own/sites.csv"}


def test_reference_that_is_wrong_is_refused_before_anything_is_read(desk: Path) -> None:
    """The error names the file and the line."""
    (desk / "mine").mkdir()
    rows = "office,names,from,to,seen,status,source\njpn-pm,Hanako Yamada,2025-10-01,2024-10-01,,full,own\n"
    (desk / "mine" / "offices.csv").write_text(rows, encoding="utf-8")
    done = bongsu(desk, "read", "talks.txt", "--reference", "mine")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(
        "bongsu: mine/offices.csv:2: Hanako Yamada leaves on 2024-10-01, before the first day"
    )


def test_events_of_less_confidence_are_left_out(desk: Path) -> None:
    """What is kept has the confidence that was asked for, in the reading and in its explanation; none has all of it."""
    every = json.loads(bongsu(desk, "read", "--json", "talks.txt").stdout)["events"]
    least = max(event["confidence"] for event in every)
    kept = json.loads(bongsu(desk, "read", "--json", "talks.txt", "--min-confidence", str(least)).stdout)["events"]
    assert kept == [event for event in every if event["confidence"] >= least]
    explained = json.loads(bongsu(desk, "explain", "--json", "talks.txt", "--min-confidence", str(least)).stdout)
    assert [one["event"] for one in explained["events"]] == kept
    assert json.loads(bongsu(desk, "read", "--json", "talks.txt", "--min-confidence", "1").stdout)["events"] == []


@pytest.mark.parametrize("share", ["2", "-0.1", "much"])
def test_a_confidence_that_is_no_share_is_refused(desk: Path, share: str) -> None:
    """The option and its range are named."""
    done = bongsu(desk, "read", "talks.txt", "--min-confidence", share)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--min-confidence" in done.stderr

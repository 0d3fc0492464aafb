"""``bongsu export`` on real files."""

import csv
import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

LAUNCH = (
    "North Korea fires missile\n\n"
    "North Korea fired a ballistic missile eastward from Sunan on January 6, 2025, South Korea's military said. "
    "The United States may impose new sanctions on the North, officials said.\n"
)
JAPANESE = "北朝鮮がミサイルを発射\n\n防衛省は、北朝鮮が弾道ミサイルを発射したと発表した。ミサイルは日本海に落ちた。\n"
FORMATS = ["plover", "polecat", "cameo", "csv", "geojson"]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a folder with reports in it."""
    (tmp_path / "launch.txt").write_text(LAUNCH, encoding="utf-8")
    (tmp_path / "japanese.txt").write_text(JAPANESE, encoding="utf-8")
    return tmp_path


def export(desk: Path, *arguments: str, code: str = "") -> tuple[int, bytes, list[str]]:
    """Run the command in the folder; return its exit code, its output, and its lines on standard error."""
    program = ["-c", code] if code else ["-m", "bongsu"]
    done = subprocess.run([sys.executable, *program, "export", *arguments], cwd=desk, capture_output=True, check=False)
    lines = done.stderr.decode().splitlines()
    assert all(line.startswith("bongsu: ") for line in lines)
    return done.returncode, done.stdout, lines


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_holds_what_standard_output_would(desk: Path, form: str) -> None:
    """With --output the same bytes go to the file, and nothing to standard output."""
    code, printed, lines = export(desk, "launch.txt", "--format", form)
    assert (code, bool(printed)) == (0, True)
    assert export(desk, "launch.txt", "--format", form, "--output", "events") == (0, b"", lines)
    assert (desk / "events").read_bytes() == printed


def test_what_is_left_out_is_counted(desk: Path) -> None:
    """Sanctions that may come are no row of POLECAT, and standard error says so."""
    code, printed, lines = export(desk, "launch.txt", "--format", "polecat")
    rows = list(csv.DictReader(io.StringIO(printed.decode()), delimiter="\t"))
    assert code == 0
    assert [(row["Event Type"], row["Event Date"]) for row in rows] == [("MOBILIZE", "2025-01-06")]
    assert lines == [
        "bongsu: polecat: 1 event left out, told as denied, planned or less than certain, which this format cannot say"
    ]


def test_all_reports_go_into_one_file(desk: Path) -> None:
    """A report that is not read adds nothing, is named, and shows in the exit code."""
    code, printed, lines = export(desk, "launch.txt", "japanese.txt", "missing.txt", "--format", "geojson")
    assert code == 1
    assert {feature["properties"]["title"] for feature in json.loads(printed)["features"]} == {
        "North Korea fires missile"
    }
    assert [line.split(": ")[1] for line in lines] == ["japanese.txt", "missing.txt", "geojson"]
    assert export(desk, "launch.txt", "japanese.txt", "--format", "csv")[0] == 4


def test_a_file_is_replaced_only_when_that_is_asked_for(desk: Path) -> None:
    """Without --force the old file stays, and no report is read for it."""
    (desk / "events.csv").write_text("old", encoding="utf-8")
    code, _, [line] = export(desk, "launch.txt", "--format", "csv", "--output", "events.csv")
    assert (code, line.split("; ")[0]) == (3, "bongsu: events.csv: the file exists")
    assert (desk / "events.csv").read_text(encoding="utf-8") == "old"
    assert export(desk, "launch.txt", "--format", "csv", "--output", "events.csv", "--force")[0] == 0
    assert (desk / "events.csv").read_text(encoding="utf-8").startswith("event_id,")


def test_nothing_is_written_where_nothing_could_be_read(desk: Path) -> None:
    """An old file is not replaced by an empty one."""
    (desk / "events.csv").write_text("old", encoding="utf-8")
    code, _, lines = export(desk, "missing.txt", "--format", "csv", "--output", "events.csv", "--force")
    assert (code, len(lines)) == (1, 2)
    assert (desk / "events.csv").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(
    ("arguments", "code", "problem"),
    [
        (("--format", "csv", "--output", "no/events.csv"), 3, "no/events.csv: there is no such folder"),
        (("--format", "csv", "--output", "."), 3, ".: this is not a regular file"),
        (("--format", "csv", "--output", "events.parquet"), 2, "--output: events.parquet is the name of a file of"),
        (("--format", "csv", "--force"), 2, "--force: it says nothing without --output"),
        (("--format", "xml"), 2, "Invalid value for '--format'"),
        ((), 2, "Missing option '--format'"),
    ],
)
def test_what_does_not_fit_is_said_before_a_report_is_read(
    desk: Path, arguments: tuple[str, ...], code: int, problem: str
) -> None:
    """One line says what is wrong, and nothing is written."""
    before = sorted(desk.iterdir())
    returned, printed, [line] = export(desk, "launch.txt", *arguments)
    assert (returned, printed) == (code, b"")
    assert line.startswith(f"bongsu: {problem}")
    assert sorted(desk.iterdir()) == before


WITHOUT = """
import importlib.util, sys
find = importlib.util.find_spec
importlib.util.find_spec = lambda name, *rest: None if name == "pyarrow" else find(name, *rest)
from bongsu.cli import main
sys.exit(main())
"""


def test_parquet_without_pyarrow_says_what_to_install(desk: Path) -> None:
    """The extra is named, and the exit code is that of a command that is wrong."""
    code, printed, [line] = export(desk, "launch.txt", "--format", "parquet", "--output", "a.parquet", code=WITHOUT)
    assert (code, printed) == (2, b"")
    assert "pyarrow, which is not installed; run pip install 'bongsu[parquet]'" in line


def test_parquet_is_written_to_files_and_pipes(desk: Path) -> None:
    """The bytes are those of a Parquet file, and a terminal is spared them."""
    pytest.importorskip("pyarrow")
    assert export(desk, "launch.txt", "--format", "parquet", "--output", "a.parquet") == (0, b"", [])
    data = (desk / "a.parquet").read_bytes()
    assert (data[:4], data[-4:]) == (b"PAR1", b"PAR1")
    assert export(desk, "launch.txt", "--format", "parquet")[1] == data
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "bongsu", "export", "launch.txt", "--format", "parquet"]
    done = subprocess.run(command, cwd=desk, stdout=follower, stderr=subprocess.PIPE, check=False)
    os.close(follower)
    os.close(leader)
    assert done.returncode == 2
    assert b"parquet is no text for a terminal" in done.stderr


def test_a_report_is_given_what_the_command_line_says(desk: Path) -> None:
    """Publication date, outlet and address go into the rows."""
    said = ("--published", "2025-01-07", "--outlet", "Beacon News", "--url", "https://example.org/a")
    _, printed, _ = export(desk, "launch.txt", "--format", "csv", *said)
    row = next(csv.DictReader(io.StringIO(printed.decode())))
    assert (row["published"], row["outlet"], row["url"]) == ("2025-01-07", "Beacon News", "https://example.org/a")

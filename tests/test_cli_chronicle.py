"""The real command on chronicles and on tables of one's own: what it takes, and what it refuses."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

HEAD = "id,date,utc,count,mode,classes,sources\n"
ROW = "PRK-2025-01-06-1,2025-01-06,2025-01-06T03:01:00Z,1,ballistic,IRBM,nagix\n"
NEXT = "PRK-2025-01-14-1,2025-01-14,2025-01-14T00:30:00Z,2,ballistic,SRBM,nagix\n"
SINCE = (
    "North Korea fired a ballistic missile on Monday, October 5, 2026, South Korea's military said. "
    "It was the first ballistic missile launch since {}.\n"
)
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Return a function that runs the command in a new folder."""

    def ran(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "bongsu", *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, text=True)

    return ran


def shipped(run: Run, *arguments: str) -> Iterator[dict[str, str]]:
    """Yield the rows of the chronicle that comes with bongsu."""
    return csv.DictReader(io.StringIO(run("chronicle", "list", "--csv", *arguments).stdout))


def test_list_by_days_and_mode(run: Run) -> None:
    """Launches come in the order of time, one a line, as text, JSON or CSV."""
    options = ("--from", "2025-01-01", "--to", "2025-01-31")
    text = run("chronicle", "list", *options)
    assert text.returncode == 0
    assert [line.split()[0] for line in text.stdout.splitlines()] == [row["id"] for row in shipped(run, *options)]
    found = [json.loads(line) for line in run("chronicle", "list", *options, "--json").stdout.splitlines()]
    assert [one["date"] for one in found] == ["2025-01-06", "2025-01-14", "2025-01-25"]
    modes = {
        json.loads(line)["mode"]
        for line in run("chronicle", "list", "--mode", "satellite", "--json").stdout.splitlines()
    }
    assert modes == {"satellite"}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--mode", "rocket"], 'no launch has the mode "rocket"'),
        (["--from", "2025-02-30"], '"2025-02-30" is no date'),
        (["--csv", "--json"], "--csv: it says nothing with --json"),
    ],
)
def test_list_refuses_what_it_does_not_know(run: Run, options: list[str], said: str) -> None:
    """A wrong option is named with the remedy."""
    done = run("chronicle", "list", *options)
    assert done.returncode == 2
    assert said in done.stderr
    assert not done.stdout


def test_what_is_listed_can_be_imported_and_differs_in_nothing(run: Run, tmp_path: Path) -> None:
    """The chronicle goes out and in again: a new file, never in place of one that is there."""
    (tmp_path / "all.csv").write_text(run("chronicle", "list", "--csv").stdout, encoding="utf-8")
    done = run("chronicle", "import", "all.csv", "--output", "again.csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "all.csv").read_bytes()
    assert run("chronicle", "compare", "again.csv").stdout == ""
    again = run("chronicle", "import", "all.csv", "--output", "again.csv")
    assert again.returncode == 2
    assert "again.csv is there already" in again.stderr
    valid = run("chronicle", "validate", "again.csv")
    assert valid.returncode == 0
    assert valid.stdout.startswith(f"{len(list(shipped(run)))} launches, ")


def test_compare_two_chronicles(run: Run, tmp_path: Path) -> None:
    """What one has and the other has not is printed by the day."""
    (tmp_path / "one.csv").write_text(HEAD + ROW + NEXT, encoding="utf-8")
    (tmp_path / "other.csv").write_text(HEAD + ROW, encoding="utf-8")
    found = run("chronicle", "compare", "one.csv", "other.csv", "--json")
    assert found.returncode == 0
    assert [(json.loads(line)["date"], json.loads(line)["kind"]) for line in found.stdout.splitlines()] == [
        ("2025-01-14", "only in the first")
    ]
    assert run("chronicle", "compare", "one.csv", "other.csv", "--to", "2025-01-10").stdout == ""


BAD = {
    "a missing column": ("id,date,utc,mode\n", "bad.csv: the column sources is missing"),
    "no row": (HEAD, "bad.csv: there is no row in it"),
    "a wrong day": (HEAD + ROW.replace("2025-01-06,", "2025-02-30,"), "bad.csv:2:"),
    "a day that its time is not": (HEAD + ROW.replace("T03:01", "T23:01"), "bad.csv:2: 2025-01-06 23:01:00"),
    "an id of another day": (HEAD + ROW.replace("06-1", "07-1"), 'bad.csv:2: the id "PRK-2025-01-07-1" does not fit'),
    "an id twice": (HEAD + ROW + ROW.replace("T03", "T05"), "bad.csv:3: the id"),
    "a launch twice": (HEAD + ROW + ROW.replace("06-1", "06-2"), "bad.csv:3: a launch at 2025-01-06 03:01"),
    "an order that is not of time": (HEAD + NEXT + ROW, "bad.csv:3: it is earlier than the row above"),
    "a mode that is none": (HEAD + ROW.replace(",ballistic,", ",rocket,"), "bad.csv:2: Invalid enum value"),
    "no missile": (HEAD + ROW.replace(",1,ball", ",0,ball"), "bad.csv:2: a launch has one missile or more"),
    "a source that is none": (HEAD + ROW.replace("nagix", "hearsay"), "write nagix, csis, press, own, unverified"),
    "a cell too many": (HEAD + ROW.replace("nagix", "nagix,1"), "bad.csv:2:"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_chronicle_is_refused_whole(run: Run, tmp_path: Path, kind: str) -> None:
    """File, row, reason and remedy are named, and nothing is imported, not the good rows either."""
    text, said = BAD[kind]
    (tmp_path / "bad.csv").write_text(text, encoding="utf-8")
    for command in (("validate", "bad.csv"), ("import", "bad.csv", "--output", "new.csv"), ("compare", "bad.csv")):
        done = run("chronicle", *command)
        assert done.returncode == 1, kind
        assert said in done.stderr
        assert not done.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.csv"]


def test_every_bad_row_is_named(run: Run, tmp_path: Path) -> None:
    """One run shows all that has to be mended."""
    rows = ROW.replace("nagix", "hearsay") + NEXT.replace(",2,ball", ",0,ball")
    (tmp_path / "bad.csv").write_text(HEAD + rows, encoding="utf-8")
    assert [line.split(": ")[1] for line in run("chronicle", "validate", "bad.csv").stderr.splitlines()] == [
        "bad.csv:2",
        "bad.csv:3",
    ]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("latin.csv", HEAD.encode() + b"\xe9\n", "it is not UTF-8"),
        ("none.csv", None, "No such file or directory"),
        ("broken.json", b"[{", "broken.json"),
    ],
)
def test_a_file_that_is_no_text_or_not_there(
    run: Run, tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    """It is said which file and why, without a traceback."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = run("chronicle", "validate", name)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture
def mine(run: Run, tmp_path: Path) -> Path:
    """Return a folder with ours to begin with, and a launch of one's own at its end, which the coverage reaches."""
    folder = tmp_path / "mine"
    folder.mkdir()
    lines = run("reference", "show", "chronicle").stdout.splitlines()
    kept = [line for line in lines if not line.startswith("PRK-2026-08-20")]
    kept.append("PRK-2026-09-08-1,2026-09-08,2026-09-07T22:10:00Z,1,ballistic,SRBM,,,unknown,,,,,own,")
    (folder / "chronicle.csv").write_text("\n".join(kept) + "\n", encoding="utf-8")
    covered = run("reference", "show", "coverage").stdout.replace("2026-04-18", "2026-10-31")
    (folder / "coverage.csv").write_text(covered, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("since", "verdict"), [("September 2026", "supported"), ("August 2026", "contradicted")])
def test_the_check_goes_by_a_chronicle_of_ones_own(
    run: Run, mine: Path, tmp_path: Path, since: str, verdict: str
) -> None:
    """A launch that ours does not reach decides, and its digest is in what is printed."""
    assert mine.exists()
    (tmp_path / "report.txt").write_text(SINCE.format(since), encoding="utf-8")
    check = ("check", "report.txt", "--published", "2026-10-05", "--json")
    ours, own = (json.loads(run(*check, *more).stdout) for more in ((), ("--reference", "mine")))
    assert [one["verdict"] for one in ours["findings"] if one["check"] == "chronology"] == ["cannot tell"]
    (found,) = [one for one in own["findings"] if one["check"] == "chronology"]
    assert found["verdict"] == verdict
    assert "PRK-2026-09-08-1" in found["message"]
    assert own["made_by"]["digests"] != ours["made_by"]["digests"]


REFUSED = {
    "no coverage": ("coverage.csv", None, "there is no coverage.csv beside it"),
    "no chronicle": ("chronicle.csv", None, "there is no chronicle.csv beside it"),
    "a coverage that ends before it begins": (
        "coverage.csv",
        "state,mode,start,end,complete\nPRK,ballistic,2026-01-02,2026-01-01,true\n",
        "coverage.csv:2: it ends on 2026-01-01, before it begins, on 2026-01-02",
    ),
    "a mode twice": (
        "coverage.csv",
        "state,mode,start,end,complete\n" + 2 * "PRK,ballistic,2026-01-01,2026-01-02,true\n",
        "coverage.csv:3: ballistic of PRK stands above already",
    ),
    "a state without a clock": (
        "coverage.csv",
        "state,mode,start,end,complete\nIRN,ballistic,2026-01-01,2026-01-02,true\n",
        "no clock is known for IRN",
    ),
    "a bad chronicle": ("chronicle.csv", HEAD + ROW.replace("nagix", "hearsay") + ROW, "chronicle.csv:2: Invalid"),
    "two who hold one office": (
        "offices.csv",
        (
            "office,names,from,to,seen,status,source\n"
            "kor-defmin,Hana Kim,2026-01-01,2026-06-30,,full,a page\n"
            "kor-defmin,Min Lee,2026-06-01,,2026-07-01,full,a page\n"
        ),
        "offices.csv:3: Min Lee and Hana Kim both hold kor-defmin on 2026-06-01",
    ),
    "an office that is none": (
        "offices.csv",
        "office,names,from,to,seen,status,source\nkor-king,Hana Kim,2026-01-01,,2026-02-01,full,a page\n",
        "offices.csv:2: no office is called kor-king",
    ),
    "a day that is none": (
        "offices.csv",
        "office,names,from,to,seen,status,source\nkor-defmin,Hana Kim,2026-02-30,,2026-03-01,full,a page\n",
        "offices.csv:2:",
    ),
    "an event that ends before it begins": (
        "calendar.csv",
        (
            "first_day,last_day,kind,names,states,people,place,since,source,verified\n"
            "2026-05-02,2026-05-01,summit,Summit of Seoul,KOR,,,,a page,true\n"
        ),
        "calendar.csv:2:",
    ),
    "a table that is none": ("weather.csv", "a\n", "no table has this name"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_bad_table_of_ones_own_is_refused_before_anything_is_read(
    run: Run, mine: Path, tmp_path: Path, kind: str
) -> None:
    """The file and the row are named, the exit code is 2, and no finding is printed."""
    name, text, said = REFUSED[kind]
    if text is None:
        (mine / name).unlink()
    else:
        (mine / name).write_text(text, encoding="utf-8")
    (tmp_path / "report.txt").write_text(SINCE.format("September"), encoding="utf-8")
    done = run("check", "report.txt", "--reference", "mine")
    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert not done.stdout
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "name",
    ["offices", "office_titles", "resolutions", "calendar", "chronicle", "coverage", "sites", "systems", "islets.csv"],
)
def test_show_prints_a_table_with_its_comments(run: Run, name: str) -> None:
    """Each table says what its columns are and where it is from, and can be printed into a folder of one's own."""
    done = run("reference", "show", name)
    assert done.returncode == 0
    assert done.stdout.startswith("# ")
    assert "ource" in done.stdout


def test_show_prints_yours_where_there_is_one(run: Run, mine: Path) -> None:
    """With a folder, its own table is printed, and ours where it has none."""
    assert mine.exists()
    assert "PRK-2026-09-08-1" in run("reference", "show", "chronicle", "--reference", "mine").stdout
    assert run("reference", "show", "offices", "--reference", "mine").stdout.startswith("# Who held which office")
    wrong = run("reference", "show", "weather")
    assert wrong.returncode == 2
    assert "weather" in wrong.stderr

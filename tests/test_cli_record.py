"""The commands that work on the record, run as a user runs them, on reports of our own wording."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

FIRST = (
    "North Korea fired a ballistic missile toward the sea off its east coast on Friday, South Korea's military said. "
    "It flew about 3,700 km over Japan, the Joint Chiefs of Staff said. Japan condemned the launch."
)
SECOND = (
    "Pyongyang launched a ballistic missile on Friday morning that crossed Japan and fell into the Pacific. "
    "Japan's Defense Ministry said it flew some 2,700 km."
)
THIRD = "North Korea fired an intercontinental ballistic missile on Wednesday, South Korea's military said."
REPORTS = (
    {"title": "Missile flies over Japan", "text": FIRST, "published": "2017-09-15", "outlet": "Harbour Post"},
    {"title": "North tests missile", "text": SECOND, "published": "2017-09-15", "outlet": "Evening Bell"},
    {"title": "ICBM fired", "text": THIRD, "published": "2017-11-29", "outlet": "Harbour Post"},
)

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Return what runs the command in a folder of its own."""

    def command(*arguments: str, code: int = 0) -> "subprocess.CompletedProcess[str]":
        done = subprocess.run(
            [sys.executable, "-m", "bongsu", *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == code, done.stderr
        return done

    return command


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    """Return what runs the command, with three reports in the record."""
    (tmp_path / "reports.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in REPORTS), "utf-8")
    assert "taken in: 3 new" in run("ingest", "reports.jsonl").stderr
    return run


def objects(done: "subprocess.CompletedProcess[str]") -> list[dict[str, Any]]:
    """Return the JSON objects that were printed."""
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_bare_mentions_are_listed_only_when_asked_for(run: Run, tmp_path: Path) -> None:
    """A launch of no stated day that one report mentions is counted, and shown with --all."""
    (tmp_path / "a.txt").write_text("Talks began in Geneva. Pyongyang has launched rockets before.", "utf-8")
    run("ingest", "a.txt")
    listed = run("incidents")
    assert listed.stdout == ""
    assert "1 bare mention, shown with --all" in listed.stderr
    assert "Pyongyang" in run("incidents", "--all", "--json").stdout


def test_history_and_plans_are_no_incidents_of_their_own(run: Run, tmp_path: Path) -> None:
    """What one report mentions beside its news is listed where it took place on a stated day or in a stated week."""
    mentions = {
        "in 2006": "North Korea launched a ballistic missile in 2006",
        "in July": "North Korea launched a ballistic missile in July",
        "a plan": "SpaceX will launch a Falcon 9 rocket on Friday, 22 September 2017",
        "denied": "North Korea did not fire a ballistic missile on 3 May 2017, Seoul said",
        "a day": "North Korea launched a long-range rocket on April 5, 2009",
        "a week": "North Korea fired four ballistic missiles last week",
    }
    start = "Finance ministers met in Geneva on Friday and agreed on a tax. Trade grew by two percent."
    lines = (
        {"title": title, "text": f"{start}\n\n{words}.", "published": "2017-09-15", "outlet": title}
        for title, words in mentions.items()
    )
    (tmp_path / "reports.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in lines), "utf-8")
    run("ingest", "reports.jsonl")
    assert {case["reports"][0]["title"] for case in launches(run)} == {"a day", "a week"}
    every = objects(run("incidents", "--all", "--json"))
    assert {case["reports"][0]["title"] for case in every} == mentions.keys()


def test_an_undated_act_goes_by_the_day_of_its_report(run: Run, tmp_path: Path) -> None:
    """It is listed as of that day at the latest, and found where that day is asked for."""
    text = "The United States imposed sanctions on three Iranian companies. Tehran called that illegal."
    line = json.dumps({"title": "Sanctions", "text": text, "published": "2017-09-15", "outlet": "Daily A"})
    (tmp_path / "reports.jsonl").write_text(f"{line}\n", "utf-8")
    run("ingest", "reports.jsonl")
    asked = ("incidents", "--type", "SANCTION", "--from", "2017-09-15", "--to", "2017-09-15")
    assert "by 2017-09-15  SANCTION" in run(*asked).stdout
    assert run(*asked[:4], "2017-09-16").stdout == ""


def test_launches_by_firms_are_counted_apart(run: Run, tmp_path: Path) -> None:
    """A firm's rocket is no state's missile: it is shown with --all."""
    text = "SpaceX launched a rocket with ten satellites from Florida on Friday, the firm said."
    line = json.dumps({"title": "Rocket", "text": text, "published": "2017-09-16", "outlet": "Daily A"})
    (tmp_path / "reports.jsonl").write_text(f"{line}\n", "utf-8")
    run("ingest", "reports.jsonl")
    listed = run("incidents")
    assert (listed.stdout, "1 launch by firms, shown with --all" in listed.stderr) == ("", True)
    assert "SpaceX" in run("incidents", "--all").stdout


def launches(run: Run) -> list[dict[str, Any]]:
    """Return the incidents of launches, the latest first."""
    return objects(run("incidents", "--json"))


def test_two_outlets_on_one_launch_make_one_incident(filled: Run) -> None:
    """And a launch of another day makes another; conflicting figures stay side by side, each with its claimant."""
    other, one = launches(filled)
    assert [len(case["incident"]["events"]) for case in (other, one)] == [1, 2]
    shown = filled("show", one["incident"]["id"][:10]).stdout
    assert "3,700 km" in shown
    assert "2,700 km" in shown
    assert "conflict" in shown
    assert "Evening Bell" in shown
    assert "Harbour Post" in shown
    assert shown == filled("show", one["incident"]["events"][1]["id"]).stdout


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (("--from", "2017-09-30", "--to", "2017-09-01"), "give the earlier day with --from"),
        (("--actor", "North Korea"), "write it in three letters, as PRK"),
    ],
)
def test_what_can_fit_nothing_is_refused(filled: Run, arguments: tuple[str, ...], remedy: str) -> None:
    """Rather than answered with an empty list."""
    assert remedy in filled("incidents", *arguments, code=2).stderr


def test_what_finds_nothing_says_so(filled: Run) -> None:
    """On standard error, where the number of what was found always is."""
    assert "0 reports" in filled("search", "zeppelin").stderr
    assert "0 reports read more than once" in filled("diff").stderr


def test_taking_in_again_changes_nothing(filled: Run) -> None:
    """What is known is known, and a run that was cut off can be started again."""
    before = filled("record", "stats").stdout
    assert "taken in: 3 known" in filled("ingest", "reports.jsonl").stderr
    assert filled("record", "stats").stdout == before


def test_what_cannot_be_read_is_said_and_the_rest_is_taken_in(run: Run, tmp_path: Path) -> None:
    """Each refusal has its place and its reason, and the exit code says that there was one."""
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text(FIRST, "utf-8")
    (tmp_path / "reports" / "b.txt").write_text("", "utf-8")
    done = run("ingest", "reports", "missing.txt", code=1)
    assert "taken in: 1 new, 2 refused" in done.stderr
    assert "b.txt" in done.stderr
    assert "missing.txt: there is no such file" in done.stderr


def test_why_two_tellings_are_one_or_two(filled: Run) -> None:
    """The features that speak for and against are named with the words behind them."""
    other, one = launches(filled)
    first, second = (event["id"] for event in one["incident"]["events"])
    assert "are one" in filled("why", first, second).stdout
    apart = filled("why", first, other["incident"]["id"]).stdout
    assert "are two" in apart
    assert "“" in apart


def test_an_analyst_outranks_the_rules_and_can_take_it_back(filled: Run) -> None:
    """A ruling splits an incident; taken back, the incident is whole again; both stay in the list."""
    _, one = launches(filled)
    first, second = (event["id"] for event in one["incident"]["events"])
    why = ("--by", "A. Han", "--reason", "two launches")
    ruling = filled("judge", "not-same", first, second, *why).stdout.strip()
    assert len(launches(filled)) == 3
    filled("judge", "take-back", ruling, "--by", "A. Han", "--reason", "it was one")
    assert len(launches(filled)) == 2
    assert [one["ruling"] for one in objects(filled("judge", "list", "--json"))] == ["not the same", "taken back"]


def test_a_wrong_claim_is_no_best_value(filled: Run) -> None:
    """Once it is judged wrong the best value rests on the other claim."""

    def best(case: dict[str, Any]) -> str:
        slot = next(slot for slot in case["slots"] if slot["slot"] == "distance")
        return str(slot["options"][slot["best"]["option"]]["words"])

    _, one = launches(filled)
    slot = next(slot for slot in one["slots"] if slot["slot"] == "distance")
    chosen = slot["options"][slot["best"]["option"]]
    claim = next(
        claim["id"] for claim in objects(filled("show", one["incident"]["id"], "--json"))[0]["claims"]
        if claim["words"] == chosen["words"] and claim["slot"] == "distance"
    )  # fmt: skip
    filled("judge", "wrong", claim[:10], "--by", "A. Han", "--reason", "miles", code=2)  # its beginning is not enough
    filled("judge", "wrong", claim, "--by", "A. Han", "--reason", "miles")
    assert best(launches(filled)[1]) != chosen["words"]


def test_the_record_as_it_was(filled: Run) -> None:
    """Before anything was entered nothing was known."""
    assert filled("incidents", "--as-of", "2017-01-01").stdout == ""


def test_search_finds_words_and_the_quotes_that_hold_them(filled: Run) -> None:
    """All words have to stand in a report."""
    assert "Missile flies over Japan" in filled("search", "Joint Chiefs of Staff", "Japan").stdout
    assert filled("search", "submarine").stdout == ""


def test_erased_words_are_gone_and_the_record_is_sound(filled: Run) -> None:
    """The digests and the fact of it stay; the report is not taken in again."""
    report = launches(filled)[0]["reports"][0]["id"]
    assert "erased" in filled("record", "erase", report, "--by", "A. Han", "--reason", "an order").stderr
    assert len(launches(filled)) == 1
    assert "1 erased" in filled("ingest", "reports.jsonl").stderr
    assert "the record is sound" in filled("record", "verify").stderr


@pytest.mark.parametrize("name", ["copy.sqlite", "copy.jsonl"])
def test_a_backup_restores(filled: Run, name: str) -> None:
    """Both forms give the same incidents again."""
    filled("record", "backup", name)
    filled("record", "restore", name, "--record", "new.sqlite")
    assert filled("incidents", "--json", "--record", "new.sqlite").stdout == filled("incidents", "--json").stdout


def test_a_new_reading_stands_beside_the_old(filled: Run, tmp_path: Path) -> None:
    """With a table of the user's own the account changes, and diff shows how; the same tables change nothing."""
    assert "3 known" in filled("record", "reread").stderr
    assert filled("diff").stdout == ""
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "events.yaml").write_text("verbs:\n- {words: condemn, type: SUPPORT}\n", "utf-8")
    assert "3 re-read" in filled("record", "reread", "--rules", "own").stderr
    changed = filled("diff").stdout
    assert "gone          ACCUSE Japan (JPN)" in changed
    assert "come          SUPPORT Japan (JPN)" in changed


def test_a_place_that_takes_no_more_in_the_middle(run: Run, tmp_path: Path) -> None:
    """What went in before is counted and stays; the rest is taken in once there is room."""
    lines = (json.dumps({"title": f"Report {number}", "text": f"{THIRD} It flew {number} km."}) for number in range(20))
    (tmp_path / "reports.jsonl").write_text("\n".join(lines), "utf-8")
    limited = (
        "import resource, sys; from bongsu.cli import main; main(['read', 'reports.jsonl']);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000)); sys.exit(main(['ingest', 'reports.jsonl']))"
    )
    done = subprocess.run([sys.executable, "-c", limited], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    assert "bongsu.sqlite: the disk failed, or takes no more" in done.stderr
    there = int(done.stderr.partition("taken in: ")[2].partition(" new")[0])
    assert "the record is sound" in run("record", "verify").stderr
    assert f"taken in: {20 - there} new, {there} known" in run("ingest", "reports.jsonl").stderr


def test_a_record_that_is_none_is_said_plainly(run: Run, tmp_path: Path) -> None:
    """No record, a file that is none, and an id that is not there."""
    assert "bongsu.sqlite" in run("incidents", code=2).stderr
    (tmp_path / "notes.txt").write_text("no record", "utf-8")
    assert "notes.txt" in run("incidents", "--record", "notes.txt", code=2).stderr


class _Server(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """Return the address of a local server of a folder ``site``."""
    (tmp_path / "site").mkdir()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Server, directory=str(tmp_path / "site"))) as serving:
        Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()


def test_addresses_need_a_contact_and_loopback_is_refused(run: Run, server: str) -> None:
    """What must not be reached is not reached, whoever asks."""
    assert "--contact" in run("ingest", f"{server}/page.html", code=2).stderr
    refused = run("ingest", f"{server}/page.html", "--contact", "desk@example.org", code=1).stderr
    assert "taken in: 1 refused" in refused


def test_watching_takes_in_what_a_feed_lists_and_goes_on_from_there(run: Run, server: str, tmp_path: Path) -> None:
    """A second poll finds nothing new; the list says which network may be reached."""
    port = server.rpartition(":")[2]
    item = f"<item><guid>1</guid><title>Missile flies over Japan</title><description>{FIRST}</description></item>"
    (tmp_path / "site" / "news.rss").write_text(f'<rss version="2.0"><channel>{item}</channel></rss>', "utf-8")
    listed = (
        f"fetch: {{contact: desk@example.org, allowed: [127.0.0.0/8], ports: [{port}], interval: 0}}\n"
        f"feeds:\n- {{name: Harbour Post, url: '{server}/news.rss', pages: false}}\n"
    )
    (tmp_path / "feeds.yaml").write_text(listed, "utf-8")
    assert "taken in: 1 new" in run("watch", "feeds.yaml", "--once").stderr
    assert "taken in: nothing" in run("watch", "feeds.yaml", "--once").stderr

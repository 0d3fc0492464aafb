"""What the documents say is what happens."""

import difflib
import os
import re
import runpy
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click
import pytest

ROOT = Path(__file__).parent.parent
GENERATED = ROOT / "docs" / "reference.md"
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
WRITTEN = [path for path in DOCUMENTS if path != GENERATED]
LEFT_OUT = "…"
MARK = "--- the end of what one command printed ---"

HOSTILE = """<!doctype html><html><head><title>Missile fired</title><base href="http://127.0.0.1:9/">
<link rel="stylesheet" href="style.css"><script src="script.js"></script></head><body><article>
<p>North Korea fired a ballistic missile on Monday, South Korea's military said. It flew about 1,100 km.</p>
<p>{{ 7 * 7 }} ${HOME} $(touch owned) `touch owned` It was the first launch since November, officials said.</p>
<img src="image.png"><iframe src="file:///etc/passwd"></iframe></article></body></html>
"""
WATCHED = """
import sys
touched = []
def watch(event, arguments):
    network = ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.get")
    if event.startswith((*network, "subprocess.", "os.exec", "os.system", "os.posix_spawn", "os.fork", "os.re")):
        touched.append(event)
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        touched.append(f"{event} {arguments[0]}")
sys.addaudithook(watch)
sys.dont_write_bytecode = True
from bongsu.cli import main
code = main(["read", "page.html"])
print(code, touched, file=sys.stderr)
"""
"""A page that tries everything, and a program that reads it and says what it touched (Python's audit events)."""

_BLOCK = re.compile(r"^(?P<fence>```+)(?P<language>\w*)\n(?P<body>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?P<target>[^()\s]+)\)")
_HEADING = re.compile(r"^#+ (?P<title>.+)$", re.MULTILINE)


class Shown(NamedTuple):
    """A command of a console block and the lines that are shown under it."""

    command: str
    output: tuple[str, ...]


def name_of(path: Path) -> str:
    """Return a document's name, as test ids show it."""
    return path.relative_to(ROOT).as_posix()


def blocks(path: Path, language: str) -> list[str]:
    """Return the code blocks of a document in one language."""
    found = _BLOCK.finditer(path.read_text(encoding="utf-8"))
    return [match["body"] for match in found if match["language"] == language]


def prose(path: Path) -> str:
    """Return a document without its code blocks."""
    return _BLOCK.sub("", path.read_text(encoding="utf-8"))


def session(block: str) -> Iterator[Shown]:
    """Yield the commands of a console block: ``$`` begins one, ``>`` goes on with it, and the rest is output."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        first, *rest = part.splitlines()
        continued = next((n for n, line in enumerate(rest) if not line.startswith("> ")), len(rest))
        command = "\n".join([first, *(line.removeprefix("> ") for line in rest[:continued])])
        yield Shown(command, tuple(rest[continued:]))


def matches(shown: Sequence[str], printed: str) -> bool:
    """Say whether lines are what was printed, where a line with nothing but ``…`` stands for one line or more."""
    lines = (r"(?:.*\n)+?" if line.strip() == LEFT_OUT else re.escape(line) + r"\n" for line in shown)
    return re.fullmatch("".join(lines), printed) is not None


def search_path() -> str:
    """Return the PATH of a reader who has installed bongsu: this environment's commands come first."""
    return f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"


def run(commands: Sequence[Shown], folder: Path) -> list[str]:
    """Run commands in one shell, as a reader would, and return what each prints, errors too."""
    script = "".join(f"{shown.command}\n{{ code=$?; echo '{MARK}'; (exit $code); }} 2>&1\n" for shown in commands)
    environment = {"PATH": search_path(), "LANG": "C.UTF-8", "HOME": str(folder)}
    done = subprocess.run(
        ["/bin/bash", "-c", f"exec 2>&1\n{script}"], cwd=folder, env=environment, capture_output=True, check=False
    )
    return done.stdout.decode().split(f"{MARK}\n")[:-1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder like the repository's root, as far as the documents use it."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path


def test_a_left_out_line_stands_for_lines_and_nothing_else_does() -> None:
    """The comparison below accepts what was left out, and refuses every other difference."""
    assert matches(["a", LEFT_OUT, "c"], "a\nb\nb\nc\n")
    assert not matches(["a", LEFT_OUT, "c"], "a\nc\n")
    assert not matches(["a", "c"], "a\nb\nc\n")
    assert not matches(["a.c"], "abc\n")


@pytest.mark.parametrize("path", WRITTEN, ids=name_of)
def test_commands_print_what_is_shown(path: Path, folder: Path) -> None:
    """Every command in a console block prints the lines under it."""
    for block in blocks(path, "console"):
        commands = list(session(block))
        assert commands, "a console block without a command"
        printed = run(commands, folder)
        assert len(printed) == len(commands)
        for shown, output in zip(commands, printed, strict=True):
            difference = difflib.unified_diff(shown.output, output.splitlines(), "shown", "printed", lineterm="", n=0)
            assert matches(shown.output, output), "\n".join([f"$ {shown.command}", *difference])


@pytest.mark.parametrize("path", WRITTEN, ids=name_of)
def test_python_examples_run(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Python of a document runs from top to bottom, and what it asserts holds."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PATH", search_path())
    names: dict[str, Any] = {"__name__": "example"}
    for number, block in enumerate(blocks(path, "python"), 1):
        exec(compile(block, f"{name_of(path)}, example {number}", "exec"), names)  # noqa: S102 - our own documents


def anchors(path: Path) -> set[str]:
    """Return the anchors of a document's headings, made as GitHub makes them."""
    titles = (match["title"].lower() for match in _HEADING.finditer(prose(path)))
    return {re.sub(r"[^\w\- ]", "", title).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_relative_links_resolve(path: Path) -> None:
    """A link into the repository leads to a file, and to a heading where it names one."""
    for target in (match["target"] for match in _LINK.finditer(prose(path))):
        if "://" in target or target.startswith("mailto:"):
            continue
        place, _, anchor = target.partition("#")
        file = (path.parent / place).resolve() if place else path
        assert file.is_relative_to(ROOT), f"{target} leads out of the repository"
        assert file.exists(), f"{target} leads nowhere"
        assert not anchor or anchor in anchors(file), f"{target} names no heading"


def test_every_document_can_be_reached_from_the_readme() -> None:
    """A reader who starts at the README finds a way to each page of docs."""
    seen, ahead = set(), [ROOT / "README.md"]
    while ahead:
        path = ahead.pop()
        if path not in seen:
            seen.add(path)
            targets = (match["target"].partition("#")[0] for match in _LINK.finditer(prose(path)))
            ahead += [file for target in targets if (file := (path.parent / target).resolve()) in DOCUMENTS]
    assert set(DOCUMENTS) - seen == set()


def test_the_reference_is_up_to_date() -> None:
    """``docs/reference.md`` is what ``docs/generate.py`` makes of the code as it stands."""
    made = runpy.run_path(str(ROOT / "docs" / "generate.py"))["reference"]()
    difference = difflib.unified_diff(GENERATED.read_text(encoding="utf-8").splitlines(), made.splitlines(), n=0)
    assert list(difference) == [], "run python docs/generate.py"


def cli() -> Iterator[tuple[str, click.Command]]:
    """Yield every command with its full name."""
    generator = runpy.run_path(str(ROOT / "docs" / "generate.py"))
    yield from generator["commands"](generator["command"], "bongsu")


def test_every_command_and_option_is_explained() -> None:
    """What the command line offers stands in a document that somebody wrote, beside the generated one."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in WRITTEN)
    names = [name for name, _ in cli()]
    options = [option for _, found in cli() for p in found.params if isinstance(p, click.Option) for option in p.opts]
    assert {"bongsu read", "--json"} <= {*names, *options}
    assert [word for word in (*names, *options) if not re.search(rf"{re.escape(word)}\b", text)] == []


def test_every_make_target_that_is_named_exists() -> None:
    """A document names no target that the Makefile does not have."""
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    text = "\n".join(path.read_text(encoding="utf-8") for path in WRITTEN)
    named = set(re.findall(r"^(?:\$ )?make (\w+)$|`make (\w+)`", text, re.MULTILINE))
    assert {"try", "test"} <= {first or second for first, second in named} <= targets


def test_reading_a_hostile_page_runs_fetches_and_writes_nothing(folder: Path) -> None:
    """As SECURITY.md promises: no connection, no process, no file."""
    (folder / "page.html").write_text(HOSTILE, encoding="utf-8")
    before = sorted(folder.rglob("*"))
    done = subprocess.run([sys.executable, "-c", WATCHED], cwd=folder, capture_output=True, text=True, check=True)
    assert "Launch account" in done.stdout
    assert done.stderr == "0 []\n"
    assert sorted(folder.rglob("*")) == before

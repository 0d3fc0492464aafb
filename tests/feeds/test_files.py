import io
import json
import os
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bongsu.config import Settings
from bongsu.errors import InputError
from bongsu.feeds.files import read_sources
from bongsu.model import Given, RawDocument

REPORT = "The missile flew about 500 kilometers and fell into the sea.\n"


def _read(*sources: object, stdin: bytes = b"", limit: int = 1_000_000) -> list[RawDocument | InputError]:
    return list(read_sources([str(source) for source in sources], io.BytesIO(stdin), Settings(max_bytes=limit)))


def _only_error(*sources: object, stdin: bytes = b"", limit: int = 1_000_000) -> InputError:
    (result,) = _read(*sources, stdin=stdin, limit=limit)
    assert isinstance(result, InputError)
    return result


def _only_document(*sources: object, stdin: bytes = b"") -> RawDocument:
    (result,) = _read(*sources, stdin=stdin)
    assert isinstance(result, RawDocument)
    return result


def test_reads_a_text_file(tmp_path: Path) -> None:
    """A text file is one document of plain text, its path the place."""
    path = tmp_path / "a.txt"
    path.write_text(REPORT)
    assert _only_document(path) == RawDocument(where=str(path), media="text/plain", content=REPORT)


def test_reads_standard_input() -> None:
    """A dash stands for standard input."""
    assert _only_document("-", stdin=REPORT.encode()).where == "standard input"


def test_tells_a_page_by_its_content(tmp_path: Path) -> None:
    """An HTML page is one whatever its name, and a text is none because of its name."""
    (tmp_path / "page.txt").write_text(f"<!doctype html><p>{REPORT}</p>")
    (tmp_path / "text.html").write_text(REPORT)
    page, text = _read(tmp_path / "page.txt", tmp_path / "text.html")
    assert isinstance(page, RawDocument)
    assert isinstance(text, RawDocument)
    assert (page.media, text.media) == ("text/html", "text/plain")


def test_reads_json_lines_with_what_stands_beside_the_text(tmp_path: Path) -> None:
    """Each line is a document; its other fields are given, with the key that each was found under."""
    path = tmp_path / "reports.jsonl"
    rows = [
        {"title": "A test", "text": REPORT, "published": "2017-09-15", "outlet": "Example Daily", "url": None},
        {"title": "", "maintext": REPORT, "date_publish": "2016-09-05 00:00:00", "publisher": "example", "url": "None"},
    ]
    path.write_text("".join(json.dumps(row) + "\n\n" for row in rows))
    first, second = _read(path)
    assert isinstance(first, RawDocument)
    assert isinstance(second, RawDocument)
    assert (first.where, second.where) == (f"{path}:1", f"{path}:3")
    assert first.given == {
        "title": Given("A test", "json field title"),
        "published": Given("2017-09-15", "json field published"),
        "outlet": Given("Example Daily", "json field outlet"),
    }
    assert second.given == {
        "published": Given("2016-09-05 00:00:00", "json field date_publish"),
        "outlet": Given("example", "json field publisher"),
    }


def test_tells_json_lines_by_their_content() -> None:
    """JSON lines on standard input need no suffix, and their last line no line feed."""
    line = json.dumps({"text": REPORT})
    assert len(_read("-", stdin=f"\n{line}\n{line}".encode())) == 2


@pytest.mark.parametrize("indent", [None, 1])
def test_reads_a_json_file(tmp_path: Path, indent: int | None) -> None:
    """A .json file holds one object or an array of them."""
    (tmp_path / "one.json").write_text(json.dumps({"text": REPORT}, indent=indent))
    (tmp_path / "two.json").write_text(json.dumps([{"text": REPORT}, {"text": ""}], indent=indent))
    one, first, second = _read(tmp_path / "one.json", tmp_path / "two.json")
    assert isinstance(one, RawDocument)
    assert isinstance(first, RawDocument)
    assert isinstance(second, InputError)
    assert second.where.endswith("two.json[1]")


def test_reads_json_lines_in_utf16(tmp_path: Path) -> None:
    """What PowerShell's redirection writes is read."""
    path = tmp_path / "a.jsonl"
    path.write_bytes("\n".join(json.dumps({"text": REPORT}) for _ in range(3)).encode("utf-16"))
    assert [type(each) for each in _read(path)] == [RawDocument] * 3


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b'{"text": "cut sho', "broken JSON at column 10"),
        (b"not json", "broken JSON at column 1"),
        (b'{"title": "no text"}', "no text"),
        (b'{"text": "  "}', "no text"),
        (b'{"text": ["a", "b"]}', "no text"),
        (b'["a"]', "no JSON object"),
        (b"3", "no JSON object"),
        (b'{"text": "\xff"}', "byte 10 is not UTF-8"),
        (b"[" * 100_000, "too deeply"),
        (b'{"text": 1' + b"0" * 5000 + b"}", "too long"),
    ],
)
def test_a_bad_line_stands_in_its_place_and_the_others_are_read(tmp_path: Path, line: bytes, problem: str) -> None:
    """An error names the file, the line and what is wrong there; the lines around it are documents."""
    path = tmp_path / "reports.jsonl"
    good = json.dumps({"text": REPORT}).encode()
    path.write_bytes(good + b"\n" + line + b"\n" + good)
    first, second, third = _read(path)
    assert isinstance(first, RawDocument)
    assert isinstance(second, InputError)
    assert isinstance(third, RawDocument)
    assert second.where == f"{path}:2"
    assert problem in second.problem
    assert third.where == f"{path}:3"


def test_a_line_that_is_too_long_is_skipped_without_being_read_whole(tmp_path: Path) -> None:
    """A line over the limit is one error, and the lines after it keep their numbers."""
    path = tmp_path / "reports.jsonl"
    good = json.dumps({"text": REPORT})
    path.write_text(f"{good}\n{json.dumps({'text': 'x' * 5000})}\n{good}\n")
    _, second, third = _read(path, limit=1000)
    assert isinstance(second, InputError)
    assert second.where == f"{path}:2"
    assert "1,000 bytes" in second.problem
    assert isinstance(third, RawDocument)
    assert third.where == f"{path}:3"


def test_a_missing_file_does_not_stop_the_others(tmp_path: Path) -> None:
    """The error stands where the file would, and the next file is read."""
    path = tmp_path / "a.txt"
    path.write_text(REPORT)
    missing, found = _read(tmp_path / "none.txt", path)
    assert isinstance(missing, InputError)
    assert "no such file" in missing.problem
    assert isinstance(found, RawDocument)


def test_a_folder_stands_for_the_files_in_it(tmp_path: Path) -> None:
    """They are read by their names, those of folders in it last; what cannot be read is said, and the rest is read."""
    for name in ("b/2.txt", "c.txt", ".hidden.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(REPORT)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n\x00\xff\xfe\n")
    error, *documents = _read(tmp_path)
    assert isinstance(error, InputError)
    assert [one.where for one in documents] == [str(tmp_path / "c.txt"), str(tmp_path / "b" / "2.txt")]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_is_an_error(tmp_path: Path) -> None:
    """Permission is asked of the reader, not assumed."""
    path = tmp_path / "a.txt"
    path.write_text(REPORT)
    path.chmod(0)
    assert "not permitted" in _only_error(path).problem


@pytest.mark.parametrize("name", ["", "a\x00b", "n" * 5000])
def test_a_name_that_no_file_can_have_is_an_error(name: str) -> None:
    """Names that the system refuses are errors with a place."""
    assert _only_error(name).where


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.json", "a.html"])
@pytest.mark.parametrize("data", [b"", b"\n \n"])
def test_an_empty_file_is_an_error(tmp_path: Path, name: str, data: bytes) -> None:
    """Nothing, or nothing but blanks, is an empty file in every form."""
    (tmp_path / name).write_bytes(data)
    assert "empty" in _only_error(tmp_path / name).problem


def test_a_large_file_is_refused_without_being_read(tmp_path: Path) -> None:
    """A file of 200 MB costs no more memory than the limit."""
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    tracemalloc.start()
    error = _only_error(path, limit=1_000_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "larger than 1,000,000 bytes" in error.problem
    assert peak < 8_000_000


@pytest.mark.parametrize("data", [b"x" * 2000, b"\n" * 2000, b"x\n" * 1000, b"\xef\xbb\xbf" + b"x" * 2000])
def test_standard_input_has_the_same_limit(data: bytes) -> None:
    """Standard input is read up to the limit, however its lines lie."""
    assert "larger than 1,000 bytes" in _only_error("-", stdin=data, limit=1000).problem


def test_a_binary_file_is_an_error(tmp_path: Path) -> None:
    """A PDF is named for what it is."""
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.7\n%\xe2\xe3")
    assert "PDF" in _only_error(tmp_path / "a.txt").problem


@given(st.binary(max_size=300))
def test_any_bytes_are_documents_or_errors(data: bytes) -> None:
    """Whatever standard input holds, nothing but documents and errors comes of it."""
    results = _read("-", stdin=data, limit=200)
    assert all(isinstance(result, RawDocument | InputError) for result in results)
    assert results


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: st.dictionaries(st.sampled_from(["text", "title", "date", "url", "x"]), inner) | st.lists(inner),
        max_leaves=8,
    )
)
def test_any_json_is_a_document_or_an_error(value: object) -> None:
    """Whatever JSON a line holds, it is a document or an error at that line."""
    results = _read("-", stdin=b'{"text": "a"}\n' + json.dumps(value).encode() + b"\n")
    assert len(results) == 2
    assert results[1].where == "standard input:2"

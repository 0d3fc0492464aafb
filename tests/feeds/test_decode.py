import codecs

import pytest

from bongsu.errors import InputError
from bongsu.feeds.decode import SIGNATURES, decode, looks_like_html

KOREAN = "합동참모본부는 미사일이 동해로 날아갔다고 밝혔다."


@pytest.mark.parametrize(
    "data",
    [
        KOREAN.encode(),
        codecs.BOM_UTF8 + KOREAN.encode(),
        codecs.BOM_UTF16_LE + KOREAN.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + KOREAN.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + KOREAN.encode("utf-32-le"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16-le", "utf-16-be", "utf-32-le"],
)
def test_reads_unicode_with_and_without_its_mark(data: bytes) -> None:
    """A byte order mark decides on the encoding and is not part of the text; without one it is UTF-8."""
    assert decode(data, "a.txt") == KOREAN


@pytest.mark.parametrize("label", ["euc-kr", "ks_c_5601-1987"])
def test_reads_a_page_in_the_encoding_that_it_declares(label: str) -> None:
    """A Korean page in EUC-KR is read by its meta element."""
    page = f'<html><head><meta charset="{label}"></head><body>{KOREAN}</body></html>'
    assert KOREAN in decode(page.encode("cp949"), "a.html")


def test_reads_latin1_pages_as_browsers_do() -> None:
    """What a page calls ISO 8859-1 is cp1252, so its curly quotes are quotes."""
    page = '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1"><p>\u201cIt fell\u201d</p>'
    assert "\u201cIt fell\u201d" in decode(page.encode("cp1252"), "a.html")


def test_keeps_a_page_with_one_damaged_byte() -> None:
    """A page that calls itself UTF-8 keeps its text, with U+FFFD for the byte that is damaged."""
    page = b'<html><head><meta charset="utf-8"></head><p>Yoon said \xe2\x80\x9cno\xe2\x80\x9d \xff.</p></html>'
    assert "\u201cno\u201d \ufffd." in decode(page, "a.html")


@pytest.mark.parametrize("label", ["hex", "rot13", "unicode_escape", "no-such-code", "undefined"])
def test_never_runs_a_codec_that_is_no_character_set(label: str) -> None:
    """A page cannot choose Python's other codecs."""
    page = f'<html><head><meta charset="{label}"></head><p>Caf\xe9</p></html>'.encode("cp1252")
    assert "Caf\xe9" in decode(page, "a.html")


def test_reads_english_text_in_cp1252() -> None:
    """Text of an old editor, with curly quotes and a dash, is read as cp1252."""
    text = "The ministry said \u201cit fell outside the zone\u201d \u2013 no damage was reported."
    assert decode(text.encode("cp1252"), "a.txt") == text


@pytest.mark.parametrize(
    "data",
    [KOREAN.encode("cp949"), KOREAN.encode()[:-2], "미사일 and more".encode() + b"\xff", b"It fell\x81 here, far away"],
    ids=["korean code page", "truncated utf-8", "damaged utf-8", "not in cp1252"],
)
def test_refuses_bytes_whose_encoding_cannot_be_told(data: bytes) -> None:
    """Bytes that are neither UTF-8 nor likely cp1252 are an error that names the remedy, not mojibake."""
    with pytest.raises(InputError, match=r"^a\.txt: byte \d+ .*; save it as UTF-8"):
        decode(data, "a.txt")


def test_refuses_half_a_utf16_unit() -> None:
    """A UTF-16 file that breaks off inside a character is an error."""
    with pytest.raises(InputError, match="utf-16"):
        decode(codecs.BOM_UTF16_LE + "missile".encode("utf-16-le")[:-1], "a.txt")


@pytest.mark.parametrize(("signature", "kind"), SIGNATURES, ids=[kind for _, kind in SIGNATURES])
def test_says_what_a_binary_file_looks_like(signature: bytes, kind: str) -> None:
    """A binary file is named by its first bytes."""
    with pytest.raises(InputError) as caught:
        decode(signature + b"\x01\x02 rest", "a.bin")
    assert kind in caught.value.problem


@pytest.mark.parametrize(("signature", "ingested"), [(b"%PDF-", True), (b"\x1f\x8b", True), (b"PK\x03\x04", False)])
def test_says_which_command_takes_what_is_no_text(signature: bytes, ingested: bool) -> None:  # noqa: FBT001
    """A PDF or an archive is read by bongsu ingest; an Office document by nothing here."""
    with pytest.raises(InputError) as caught:
        decode(signature + b"\x01\x02 rest", "a.bin")
    assert ("bongsu ingest" in caught.value.remedy) == ingested


def test_refuses_bytes_with_zeros() -> None:
    """A file with zero bytes and no byte order mark is binary."""
    with pytest.raises(InputError, match="binary"):
        decode(b"MZ\x90\x00\x03\x00", "a.exe")


@pytest.mark.parametrize("data", [b"", b" \n\t \r\n"])
def test_refuses_an_empty_file(data: bytes) -> None:
    """Nothing, or nothing but blanks, is an empty file."""
    with pytest.raises(InputError, match="empty"):
        decode(data, "a.txt")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html><html>", True),
        ("\n<!-- saved from a site -->\n<HTML lang='en'>", True),
        ("<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC>", True),
        ("<p class='a'>A missile</p>", True),
        ("<3 said the minister", False),
        ("The <html> tag", False),
    ],
)
def test_tells_html_by_its_content(text: str, expected: bool) -> None:  # noqa: FBT001 - a table row
    """HTML opens with a tag that pages open with; a text that mentions one is text."""
    assert looks_like_html(text) is expected

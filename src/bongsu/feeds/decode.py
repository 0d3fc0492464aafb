"""From bytes to text: what a file is, and in which encoding."""

import codecs
import re

from bongsu.errors import InputError

SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "an image, sound or film in a RIFF container"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document before 2007"),
    (b"{\\rtf", "an RTF document"),
    (b"WARC/", "a WARC web archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
"""First bytes of common binary files, from their format definitions, and what to call them."""

_INGESTED = frozenset({b"%PDF-", b"\x1f\x8b", b"WARC/"})
"""What ``bongsu ingest`` takes; ``bongsu read`` is for text, HTML and JSON."""

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

SUPERSETS = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
}
"""Labels whose pages browsers read in a larger encoding (WHATWG Encoding Standard, section 4.2)."""

_CHARSET = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?\bcharset|\?xml\b[^>]{0,80}?\bencoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_TEXT_LABEL = re.compile(
    r"utf-?8|iso-?8859-\d{1,2}|latin\d|(?:us-)?ascii|windows-125\d|cp\d{3,4}|koi8-[ru]|euc-\w{2}|big5\S*|gb\w+"
    r"|shift_jis|x-sjis|ks_c_5601-1987|mac-?roman",
    re.IGNORECASE,
)
_BEFORE_HTML = re.compile(r"(?:\s|<\?xml[^>]*>|<!--.*?-->)*", re.DOTALL)
_HTML = re.compile(r"<!doctype\s+html|<(?:html|head|body|article|meta|title|div|p|h1)\b[^<>]*>", re.IGNORECASE)
_REMEDY = "save it as UTF-8 text"


def decode(data: bytes, where: str, charset: str | None = None) -> str:
    """Return the text of a file.

    A byte order mark decides; then UTF-8; then the encoding that the server gave; then the one that an HTML page
    declares; then cp1252.

    Raises:
        InputError: the bytes are empty, binary, or in no encoding that can be told.
    """
    if not data.strip():
        raise InputError(where, "the file is empty", "give a file that holds a report")
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _strict(data, encoding, where)
    _refuse_binary(data, where)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _labelled(data, charset, where) or _declared(data, where) or _western(data, where, error)


def looks_like_html(text: str) -> bool:
    """Say whether a text is an HTML page: it opens with a tag that pages open with."""
    start = _BEFORE_HTML.match(text[:4096])
    return start is not None and _HTML.match(text, start.end()) is not None


def _refuse_binary(data: bytes, where: str) -> None:
    for signature, kind in SIGNATURES:
        if data.startswith(signature):
            remedy = "take it in with bongsu ingest" if signature in _INGESTED else "extract its text"
            raise InputError(where, f"this looks like {kind}, not text", f"{remedy}, or save the page as HTML")
    if b"\x00" in data[:8192]:
        raise InputError(where, "this is a binary file, not text", "give a text, HTML or JSON lines file")


def _strict(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(where, f"byte {error.start} cannot be read as {encoding}", _REMEDY) from None


def _declared(data: bytes, where: str) -> str | None:
    """Decode by the page's own ``<meta charset>`` or XML declaration; None when it has none that is known.

    A page that calls itself UTF-8 and has a damaged byte is read as browsers do, with U+FFFD in its place.
    """
    declared = _CHARSET.search(data[:4096])
    return _labelled(data, declared and declared[1].decode("ascii", "ignore"), where)


def _labelled(data: bytes, label: str | None, where: str) -> str | None:
    """Decode by a label; None when there is none, or none that is known."""
    label = (label or "").lower()
    if not _TEXT_LABEL.fullmatch(label):
        return None
    if label in {"utf-8", "utf8"}:
        return data.decode("utf-8", "replace")
    try:
        return _strict(data, SUPERSETS.get(label, label), where)
    except LookupError:
        return None


def _western(data: bytes, where: str, error: UnicodeDecodeError) -> str:
    """Decode as cp1252, the last resort.

    It is what older Windows editors of the English-speaking press write, and nearly every byte means
    something in it; so it is taken only where the bytes are not damaged UTF-8 (no valid sequence of several
    bytes stands beside the bad one) and are ASCII for the greater part, as no Korean, Japanese or Russian is.
    """
    sequences = re.search(rb"[\xc3-\xf4][\x80-\xbf]{1,3}", data)
    high = sum(byte >= 0x80 for byte in data[:65536])
    if sequences or high > 0.2 * len(data[:65536]):
        raise InputError(where, f"byte {error.start} is not UTF-8, and no other encoding is declared", _REMEDY)
    return _strict(data, "cp1252", where)

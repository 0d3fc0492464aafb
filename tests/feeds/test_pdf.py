import io

import pypdf
import pytest
from tests.feeds.made import pdf

from bongsu.config import Settings
from bongsu.errors import InputError
from bongsu.feeds.pdf import paragraphs, read_pdf
from bongsu.model import RawDocument

LINES = (
    "North fires missile",
    "North Korea fired a ballistic missile toward the sea on Monday, the mili-",
    "tary said. It flew about 500 kilometers and was followed by the military",
    "of Japan, which said that a medium-",
    "range missile fell outside its zone.",
    "The ministry protested in Beijing and spoke of a grave provocation to",
    "the region.",
)


def _read(data: bytes, settings: Settings | None = None) -> list[RawDocument | InputError]:
    return list(read_pdf(data, "a.pdf", settings or Settings()))


def test_reads_the_text_of_a_pdf_in_paragraphs() -> None:
    """Lines are joined to paragraphs, and a word that was parted at a line's end is whole again."""
    (document,) = _read(pdf(LINES))
    assert isinstance(document, RawDocument)
    assert document.content.split("\n\n") == [
        "North fires missile",
        (
            "North Korea fired a ballistic missile toward the sea on Monday, the military said. It flew about 500"
            " kilometers and was followed by the military of Japan, which said that a medium-range missile fell outside"
            " its zone."
        ),
        "The ministry protested in Beijing and spoke of a grave provocation to the region.",
    ]


def test_joins_a_sentence_over_pages() -> None:
    """What pages repeat at their edges, and their numbers, does not stand within a sentence."""
    pages = [
        f"Panel of Experts\nThe missile of day {number} flew on and on and on and\n{number}" for number in range(4)
    ]
    assert list(paragraphs(pages)) == [
        " ".join(f"The missile of day {number} flew on and on and on and" for number in range(4))
    ]


def test_says_that_a_pdf_is_encrypted() -> None:
    """A PDF with a password is refused; one that only its owner may change is read."""
    found: list[object] = []
    for password in ("secret", ""):
        writer, data = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(LINES))), io.BytesIO()
        writer.encrypt(password, "owner", algorithm="RC4-128")
        writer.write(data)
        try:
            found.append(_read(data.getvalue()))
        except InputError as error:
            found.append(error.problem)
    assert found == ["this PDF is encrypted", _read(pdf(LINES))]


@pytest.mark.parametrize("data", [pdf(LINES)[:300], b"%PDF-1.7\n" + bytes(1_000), b"%PDF-"])
def test_says_that_a_pdf_is_broken(data: bytes) -> None:
    """A PDF that breaks off is refused."""
    with pytest.raises(InputError, match="this PDF is broken"):
        _read(data)


def test_says_that_a_pdf_holds_only_pictures() -> None:
    """A scan has no text to read."""
    with pytest.raises(InputError, match="no text, only pictures"):
        _read(pdf(b"q Q"))


def test_a_broken_page_harms_no_other() -> None:
    """A page that unpacks to more than it may is named, and the others are read."""
    error, document = _read(pdf(LINES, b"BT (A) Tj " * 10_000_000, LINES))
    assert isinstance(error, InputError)
    assert "page 2 of this PDF cannot be read" in error.problem
    assert isinstance(document, RawDocument)
    assert document.content.count("grave provocation") == 2


def test_a_pdf_may_not_take_too_long() -> None:
    """A PDF that keeps its reader busy is given up."""
    busy = pdf(b"BT /F1 12 Tf " + b"(A) Tj T* " * 4_000_000)
    with pytest.raises(InputError, match=r"more than 1 seconds"):
        _read(busy, Settings(pdf_seconds=1))


def test_a_pdf_may_not_take_too_much_memory() -> None:
    """A PDF that needs more memory than it may have is given up."""
    large = b"%PDF-1.4\n" + bytes(60_000_000)
    with pytest.raises(InputError, match="more than 60,000,000 bytes of memory"):
        _read(large, Settings(pdf_memory=60_000_000))


def test_a_pdf_may_not_hold_too_much_text() -> None:
    """A PDF with more text than a report may have is refused."""
    with pytest.raises(InputError, match="longer than 100 characters"):
        _read(pdf(LINES), Settings(max_characters=100))

"""Tokens in the treebank's conventions."""

import os
import runpy
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bongsu.annotate.tokens import tokenize
from bongsu.model import Span

ROOT = Path(__file__).parents[2]
NOISE = st.text(
    alphabet=st.sampled_from(
        " \n.,:/@-_'’`\"“”()[]$#&+~*aAmntsSUhpw.019é\u0301\u0e31한مक्\u200d\U0001f680\U0001f3fd\x00\x1b"
    ),
    max_size=120,
)


def tokens(text: str) -> list[str]:
    """The tokens of ``text`` as one sentence."""
    return [text[span.start : span.end] for span in tokenize(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Korea's", "Korea|'s"),
        ("Korea’s", "Korea|’s"),
        ("states' arms", "states|'|arms"),
        ("don't", "do|n't"),
        ("Won’t", "Wo|n’t"),
        ("he'd've", "he|'d|'ve"),
        ("cannot", "can|not"),
        ("gonna", "gon|na"),
        ("didnt", "did|nt"),
        ("canned notes", "canned|notes"),
        ("O'Brien o'clock", "O'Brien|o'clock"),
        ("short-range", "short|-|range"),
        ("14-year-old", "14|-|year|-|old"),
        ("Kim Jong-un's", "Kim|Jong|-|un|'s"),
        ("Hwasong-12", "Hwasong|-|12"),
        ("U.S.-led", "U.S.|-|led"),
        ("anti-ship inter-Korean mid-1980s", "anti-ship|inter-Korean|mid-1980s"),
        ("U.S. U.N.'s e.g. p.m.", "U.S.|U.N.|'s|e.g.|p.m."),
        ("Gen. Kim of Raytheon Inc. left.", "Gen.|Kim|of|Raytheon|Inc.|left|."),
        ("by crews, etc.", "by|crews|,|etc|."),
        ("No. 3 on Jan. 6", "No.|3|on|Jan.|6"),
        ("He said no. She left.", "He|said|no|.|She|left|."),
        ("George W. Bush and I.", "George|W.|Bush|and|I|."),
        ("1,100km (680 miles)", "1,100|km|(|680|miles|)"),
        ("5:30am 50% 38th 1980s 99.8", "5:30|am|50|%|38th|1980s|99.8"),
        ("$1.5bn US$3 ₩500", "$|1.5|bn|US$|3|₩|500"),
        ("9/11 2025-01-06 02-748-1234", "9/11|2025-01-06|02|-|748-1234"),
        ("7-8 1,100-km", "7|-|8|1,100|-|km"),
        ("“No,” he said…", "“|No|,|”|he|said|…"),
        ("well... -- no?! (yes)", "well|...|--|no|?!|(|yes|)"),
        ("and/or", "and|/|or"),
        ("See https://example.org/a?b=c.", "See|https://example.org/a?b=c|."),
        ("Mail a.b-c@mod.example.org, Example.com", "Mail|a.b-c@mod.example.org|,|Example.com"),
        ("@handle #tag #1", "@handle|#tag|#|1"),
        ("R&D AT&T", "R&D|AT&T"),
        ("café cafe\u0301 हिन्दी", "café|cafe\u0301|हिन्दी"),
        ("북한이 미사일을", "북한이|미사일을"),
        ("up🚀 🏽👍🏽", "up|🚀|🏽|👍🏽"),
    ],
)
def test_tokens(text: str, expected: str) -> None:
    """Words are cut as UD English EWT and GUM cut them."""
    assert tokens(text) == expected.split("|")


def test_offsets_are_those_of_the_text() -> None:
    """Tokens of a later sentence carry offsets in the text, and a sentence ends its last word."""
    text = "It fell. Korea's U.S. ally saw it."
    spans = tokenize(text, Span(9, len(text)))
    assert [text[s.start : s.end] for s in spans] == ["Korea", "'s", "U.S.", "ally", "saw", "it", "."]
    assert spans[0] == Span(9, 14)


@given(st.one_of(st.text(min_size=1, max_size=120), NOISE.filter(bool)))
def test_tokens_hold_every_character(text: str) -> None:
    """For any text, tokens are in order, apart, hold no white space, and nothing else is left out."""
    spans = tokenize(text, Span(0, len(text)))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join(text[s.start : s.end] for s in spans) == "".join(text.split())


@given(st.text(min_size=3, max_size=60), st.data())
def test_a_sentence_keeps_to_its_span(text: str, data: st.DataObject) -> None:
    """Tokens never reach out of the sentence."""
    start = data.draw(st.integers(0, len(text) - 1))
    sentence = Span(start, data.draw(st.integers(start + 1, len(text))))
    assert all(span in sentence for span in tokenize(text, sentence))


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "word ",
        "a-",
        "a--",
        "'s",
        "x's",
        "a.",
        "1,",
        "1-",
        "Mr. ",
        "a@",
        "www.",
        "http://",
        ".",
        "-",
        "\u0301",
        "n't",
        "/a.b",
    ],
)
def test_a_million_characters_in_one_sentence(unit: str) -> None:
    """No repeat makes the tokenizer slow: the test ends, and nothing is lost."""
    text = unit * (1_000_000 // len(unit))
    spans = tokenize(text, Span(0, len(text)))
    assert sum(span.end - span.start for span in spans) == len(text.replace(" ", ""))


@pytest.mark.parametrize(("name", "floor"), [("en_ewt-ud", 99.0), ("en_gum-open", 99.5)])
def test_tokens_of_the_treebanks(name: str, floor: float) -> None:
    """Given the sentences of the dev parts, token F1 reaches the floor."""
    folder = os.environ.get("BONGSU_DATA")
    if folder is None and "CI" not in os.environ:
        pytest.skip("not measured: BONGSU_DATA is not set")
    assert folder is not None
    bench = runpy.run_path(str(ROOT / "benchmarks" / "segmentation.py"))
    documents = list(bench["documents"](Path(folder) / "treebank" / f"{name}-dev.conllu"))
    assert len(documents) > 10
    assert bench["token_score"](documents).f1 >= floor

"""Where sentences end, and which of them stand inside a quotation."""

import os
import runpy
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import syntok.segmenter
from hypothesis import given
from hypothesis import strategies as st

from bongsu.annotate.sentences import quoted, rules, split_sentences

ROOT = Path(__file__).parents[2]
NOISE = st.text(
    alphabet=st.sampled_from(" \n\t.!?…,;:-–\"'“”‘’()[]«»aAbU.S1é\u0301한م\u200f\U0001f680\x00\x1b\x85"), max_size=200
)


def split(text: str) -> list[str]:
    """The words of each sentence."""
    return [text[span.start : span.end] for span in split_sentences(text)]


def inside(text: str) -> list[str]:
    """The sentences that are wholly quoted."""
    spans = split_sentences(text)
    return [text[s.start : s.end] for s, is_in in zip(spans, quoted(text, spans), strict=True) if is_in]


def syntok_split(text: str) -> list[tuple[int, int]]:
    """Sentences of an independent splitter, a paragraph a line as bongsu takes them."""
    spans: list[tuple[int, int]] = []
    offset = 0
    for line in text.split("\n"):
        found = (list(sentence) for paragraph in syntok.segmenter.analyze(line) for sentence in paragraph)
        spans.extend((offset + s[0].offset, offset + s[-1].offset + len(s[-1].value)) for s in found)
        offset += len(line) + 1
    return spans


@pytest.fixture(scope="session")
def bench() -> dict[str, Any]:
    """The functions of the benchmark."""
    return runpy.run_path(str(ROOT / "benchmarks" / "segmentation.py"))


@pytest.fixture(scope="session")
def data() -> Path:
    """The data folder; a failure in CI where it is missing."""
    folder = os.environ.get("BONGSU_DATA")
    if folder is None and "CI" not in os.environ:
        pytest.skip("not measured: BONGSU_DATA is not set")
    assert folder is not None
    assert Path(folder).is_dir()
    return Path(folder)


@pytest.mark.parametrize(
    "sentences",
    [
        ("SEOUL, Sept. 15 (Yonhap) -- North Korea fired a missile.", "It fell into the sea."),
        ("The test was condemned by the U.S.", "South Korea's military said it flew far."),
        ("The test was condemned by the U.S.", "Japan said it would protest."),
        ("He briefed the U.S. Japan desk and the U.S. Army.", "The U.S. Pacific Command agreed."),
        ("Gen. Kim and Lt. Col. Park spoke.", "Adm. Lee did not."),
        ("It flew 1,100km (680 miles).", "Its apogee was 99.8 km."),
        ("It was fired at 6:57 a.m. Friday.", "It fell by 7 a.m.", "The ministry confirmed it."),
        ("At 6 a.m. Japan's coast guard warned ships.", "By 7 a.m. Seoul knew."),
        ("Launch No. 3 came on Jan. 6 near St. Petersburg.", "Asked about it, he said no.", "Nobody objected."),
        ("“We saw it.”", "Mr. Han left."),
        ("“Will they fire again?” Blinken asked.", "“Will they?”", "Nobody knows."),
        ("“Will they fire again?” she asked.", '"Never!" he said.'),
        ("They waited ... and waited.", "Then it came..."),
        ("George W. Bush met J. Park.", "Raytheon Inc. said nothing."),
        ("The U.N. Security Council met.", "He left the U.N.", "The council voted."),
        ("The 1.5 million people of the city left.", "How many stayed?!", "None."),
        ("It was seen (by the U.S. Air Force).", "[The base is shut.]", "Nobody came."),
        ("The missile fell.", "(Photo: B. Reporter/Agency)", "It sank."),
        ("The sum rose, e.g. Seoul paid, i.e. it agreed, approx. five times.", "Yahoo! said so."),
        ("1. First comes the boost.", "2. Second comes the glide."),
        ("It worked.", "iPhone users saw it."),
        ("It cost a lot, fuel, crews, etc.", "Ships left."),
    ],
    ids=lambda sentences: sentences[0][:24],
)
def test_sentences_of_a_paragraph(sentences: tuple[str, ...]) -> None:
    """Full stops of abbreviations, numbers and quotations do not end a sentence; all other stops do."""
    assert split(" ".join(sentences)) == list(sentences)


@pytest.mark.parametrize("line", ["North Korea fires missile", "- It flew east", "• It fell", "By A. Reporter"])
def test_a_line_break_ends_a_headline_and_an_item(line: str) -> None:
    """A line without a full stop is a sentence of its own."""
    assert split(f"{line}\nThe ministry said so.") == [line, "The ministry said so."]


def test_missing_space_after_a_stop() -> None:
    """Scraped text loses blanks between sentences; names with a stop inside are left alone."""
    assert split("It fell into the sea.The ministry said so. See Example.com today.") == [
        "It fell into the sea.",
        "The ministry said so.",
        "See Example.com today.",
    ]


def test_a_quotation_that_is_the_object_of_its_verb_stays_whole() -> None:
    """Without a comma before it, a short quotation is part of the sentence, as GUM has it."""
    text = 'The ministry said "we saw it. It was long." Nobody else did.'
    assert split(text) == ['The ministry said "we saw it. It was long."', "Nobody else did."]


def test_a_picture_credit_is_a_sentence() -> None:
    """A caption and its credit share a line and no full stop."""
    assert split("The launcher on parade Photo: Agency\nIt left.") == [
        "The launcher on parade",
        "Photo: Agency",
        "It left.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We saw it. It fell,” he said. He left.", ["“We saw it."]),
        ('"One. Two. Three." Four.', ['"One.', "Two.", 'Three."']),
        ("“One. Two.\n“Three. Four.”\nFive.", ["“One.", "Two.", "“Three.", "Four.”"]),
        ('"One. Two.\n"Three."\nFour.', ['"One.', "Two.", '"Three."']),
        ("‘We saw it.’ It didn’t sink.", ["‘We saw it.’"]),
        ("«We saw it.» He left.", ["«We saw it.»"]),
        ("He stood 5'10\" tall. He left. He was 6'2\" then.", []),
        ("“A stray mark. It is never closed.\nThis is not quoted.", []),
        ("The “ironclad” vow was kept.", []),
        ('"One," he said, "two." It ended.', []),
        ("“He said ‘no’ to us. We left.” They stayed.", ["“He said ‘no’ to us.", "We left.”"]),
    ],
)
def test_quoted_sentences(text: str, expected: list[str]) -> None:
    """A sentence is quoted when all its words stand in one quotation, also one over several paragraphs."""
    assert inside(text) == expected


@given(st.one_of(st.text(max_size=200), NOISE))
def test_spans_hold_every_character(text: str) -> None:
    """For any text, spans are trimmed, in order, apart, and hold all that is not white space; flags match them."""
    spans = split_sentences(text)
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    covered = {at for s in spans for at in range(s.start, s.end)}
    assert all(at in covered or character.isspace() for at, character in enumerate(text))
    assert not any("\n" in text[s.start : s.end] for s in spans)
    assert len(quoted(text, spans)) == len(spans)


@pytest.mark.parametrize(
    "unit",
    ["word ", "a.", "U.S. x ", ". ", "(A) Bb. ", '"', "“", 'said "', "....", "! (", "\u200f", "Mr. ", " ", "Photo: "],
)
def test_a_million_characters_without_an_end(unit: str) -> None:
    """No repeat makes the splitter slow: the test ends, and nothing is lost."""
    text = unit * (1_000_000 // len(unit))
    spans = split_sentences(text)
    quoted(text, spans)
    assert sum(len(text[s.start : s.end].replace(" ", "")) for s in spans) == len(text.replace(" ", ""))


def test_a_sentence_of_5000_words_is_not_cut() -> None:
    """The cap on length is the caller's."""
    assert len(split_sentences("far " * 5000 + "away. Then it fell.")) == 2


def test_the_table_holds_no_yes_or_no() -> None:
    """YAML reads a bare No as false: the table must hold the words."""
    assert rules().classes["No"] == rules().classes["no"] == "before_number"
    assert {"No", "On"} <= rules().starters


def test_plain_sentences_agree_with_syntok() -> None:
    """An independent splitter finds the same ends where nothing is in doubt."""
    text = (
        "North Korea fired a missile on Monday. It flew 1,100 kilometers and fell into the sea. "
        "Was it the first this year? Officials in Seoul said so! Dr. Kim did not agree.\n"
        "Japan lodged a protest. The launch was over in minutes."
    )
    assert [(s.start, s.end) for s in split_sentences(text)] == syntok_split(text)


def test_boundaries_on_gum_news(bench: dict[str, Any], data: Path) -> None:
    """Sentence ends on all GUM news reach the floor, and are at least as good as syntok's."""
    documents = bench["news"](data)
    ours = bench["boundaries"](documents).f1
    assert ours >= 99.3
    assert ours >= bench["boundaries"](documents, syntok_split).f1


def test_a_zone_in_brackets_goes_on_with_the_hour() -> None:
    """An hour with its zone in brackets ends no sentence."""
    text = "The rocket rose at 12:12 p.m. (Beijing Time) from the coast. It flew well."
    assert split(text) == ["The rocket rose at 12:12 p.m. (Beijing Time) from the coast.", "It flew well."]


def test_a_zone_by_any_name_goes_on_with_the_hour() -> None:
    """A people's time behind an hour ends no sentence."""
    text = "The rocket rose at 7 a.m. South Sudanese time from the coast. It flew well."
    assert split(text) == ["The rocket rose at 7 a.m. South Sudanese time from the coast.", "It flew well."]


def test_an_hour_before_a_dash_ends_no_sentence() -> None:
    """What is set apart behind the hour belongs to the sentence."""
    text = "The rocket rose at 11:30 a.m. – its third this year – from the coast."
    assert split(text) == [text]


def test_an_hour_and_its_zone_in_one_word_in_brackets_end_no_sentence() -> None:
    """The figures in brackets go on with the hour."""
    text = "The rocket rose at 11:30 a.m. (0230GMT) Sunday from the coast. It flew well."
    assert split(text) == ["The rocket rose at 11:30 a.m. (0230GMT) Sunday from the coast.", "It flew well."]


def test_a_dateline_with_stops_is_no_sentence() -> None:
    """The stops of "MOSCOW, June 1. /TASS/." end no sentence."""
    text = "MOSCOW, June 1. /TASS/. Russia tested it. It flew."
    sentences = [text[span.start : span.end] for span in split_sentences(text)]
    assert sentences == ["MOSCOW, June 1. /TASS/. Russia tested it.", "It flew."]

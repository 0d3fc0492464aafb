"""Names by the guideline: which words, which label, who is meant."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bongsu.annotate import Engine, annotate
from bongsu.annotate.names import find_names
from bongsu.model import Name, Report, Sentence, Span
from bongsu.reference import Gazetteer

Found = list[tuple[str, str, str | None]]


@pytest.fixture(scope="module")
def names(gazetteer: Gazetteer, engine: Engine) -> "Reader":
    """Read the names of a text as the annotation gives them."""
    return Reader(gazetteer, engine)


class Reader:
    """Read names with the shipped tables and model."""

    def __init__(self, gazetteer: Gazetteer, engine: Engine) -> None:
        self._gazetteer, self._engine = gazetteer, engine

    def read(self, text: str) -> tuple[Name, ...]:
        """Return the names of a text."""
        return annotate(Report.make(text=text), self._gazetteer, self._engine).names

    def __call__(self, text: str) -> Found:
        """Return words, label and link of each name."""
        found = self.read(text)
        return [(text[n.span.start : n.span.end], n.label, n.entity.id if n.entity else None) for n in found]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Korean coast was calm, South Korea's military said.", ("South Korea's military", "ORG", "KOR-MIL")),
        (
            "The Ministry of Foreign Affairs of Japan protested.",
            ("Ministry of Foreign Affairs of Japan", "ORG", "JPN-MOFA"),
        ),
        ("Egypt's foreign ministry replied.", ("Egypt's foreign ministry", "ORG", "EGY-MFA")),
        ("It was seen by Taiwan's defence ministry.", ("Taiwan's defence ministry", "ORG", "TWN-MND")),
        ("Officials blamed the Trump administration.", ("Trump administration", "ORG", "USA-GOV")),
    ],
)
def test_generic_body_takes_its_state(names: Reader, text: str, name: tuple[str, str, str]) -> None:
    """A body that every state may have has its state in its name; its link is the table's, else state and kind."""
    assert name in names(text)


def test_body_with_a_name_of_its_own_leaves_its_state_out(names: Reader) -> None:
    """A state before a body with its own name is a name by itself: ground where the body is no part of the state."""
    assert names("Yemen's Houthis thanked North Korea's KCNA.") == [
        ("Yemen", "LOC", "YEM"),
        ("Houthis", "ORG", "YEM-HOUTHI"),
        ("North Korea", "GPE-GOV", "PRK"),
        ("KCNA", "ORG", "PRK-KCNA"),
    ]


def test_bare_body_is_that_of_the_state_in_the_text(names: Reader) -> None:
    """A capitalised body without a state belongs to the only state named before it."""
    text = "Japan has lodged a protest. The Defense Ministry said the missile fell off Hokkaido."
    assert ("Defense Ministry", "ORG", "JPN-MOD") in names(text)


def test_bare_body_is_that_of_its_spokesman(names: Reader) -> None:
    """A capitalised body before its listed spokesman is that of his state."""
    text = "Foreign Ministry spokesman Esmaeil Baghaei said so in talks with Washington."
    assert ("Foreign Ministry", "ORG", "IRN-MFA") in names(text)


def test_body_in_lower_case_is_no_name(names: Reader) -> None:
    """Without a state and without capitals a body is no name."""
    assert names("The ministry did not say who had fired, and the military refused to elaborate.") == []


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("The missile flew over Japan.", "Japan", "LOC"),
        ("Japan protested at once.", "Japan", "GPE-GOV"),
        ("The envoy flew from Seoul on Friday.", "Seoul", "LOC"),
        ("The army got help from Seoul.", "Seoul", "GPE-GOV"),
        ("He wants sanctions on Iran.", "Iran", "GPE-GOV"),
        ("A missile crossed Japan on Monday.", "Japan", "LOC"),
        ("It lies outside Japan's exclusive economic zone.", "Japan", "LOC"),
        ("They met over Pyongyang's launch.", "Pyongyang", "GPE-GOV"),
        ("Drones struck southern Iran.", "Iran", "LOC"),
        ("Pyongyang residents cheered.", "Pyongyang", "LOC"),
        ("A rocket hit a U.S. base.", "U.S.", "GPE-GOV"),
        ("SEOUL, South Korea (AP) - A missile flew.", "SEOUL", "LOC"),
        ("SEOUL, South Korea (AP) - A missile flew.", "South Korea", "LOC"),
    ],
)
def test_state_acts_or_is_ground(names: Reader, text: str, words: str, label: str) -> None:
    """A state or capital is a government or ground by the words around it."""
    assert (words, label) in [(found, kind) for found, kind, _ in names(text)]


def test_capital_as_a_place_has_no_link(names: Reader) -> None:
    """A capital that acts is its state; a capital where something happens is nobody."""
    assert names("Beijing denied it in Beijing.") == [("Beijing", "GPE-GOV", "CHN"), ("Beijing", "LOC", None)]


def test_rule_says_what_decided(names: Reader) -> None:
    """Every name says which table found it and which words decided its label."""
    (name,) = names.read("Japan protested at once.")
    assert name.rule == "gazetteer country; subject of protested"


def test_titles_stay_outside(names: Reader) -> None:
    """A title is no part of a person's name; a state or organisation in it is a name by itself."""
    assert names("NATO Secretary-General Mark Rutte met U.S. Special Envoy Sung Kim.") == [
        ("NATO", "ORG", "IGO-NATO"),
        ("Mark Rutte", "PER", "person:mark-rutte"),
        ("U.S.", "GPE-GOV", "USA"),
        ("Sung Kim", "PER", "person:sung-kim"),
    ]


def test_surname_is_the_person_named_before(names: Reader) -> None:
    """A surname alone is who bears it in full in the same text, listed or not."""
    assert names("Gen. Rahim Sohrabi spoke first. Sohrabi then left.") == [
        ("Rahim Sohrabi", "PER", "name:Rahim Sohrabi"),
        ("Sohrabi", "PER", "name:Rahim Sohrabi"),
    ]


def test_common_surname_alone_is_nobody(names: Reader) -> None:
    """A surname of several listed persons, without more, has no link."""
    assert ("Kim", "PER", None) in names("The CIA believes Kim has no intention of giving up his arsenal.")


def test_weapon_variants_and_plurals_are_the_system(names: Reader) -> None:
    """Variants and plurals belong to the name and mean the same system; the noun behind stays out."""
    assert names("A Hyunmoo-2C missile and two Patriots were shown.") == [
        ("Hyunmoo-2C", "WEA", "hyunmoo-2"),
        ("Patriots", "WEA", "patriot"),
    ]


def test_capitals_and_lower_case_are_read_as_usual(names: Reader) -> None:
    """Lines all in capitals or in lower case are read as if written with usual capitals."""
    assert ("POLAND", "GPE-GOV", "POL") in names("POLAND SCRAMBLES JETS AFTER RUSSIAN MISSILES")
    assert ("yonhap", "ORG", "KOR-YONHAP") in names("seoul and washington to resume drills in may, yonhap says")


def test_wars_treaties_and_idioms_are_no_names(names: Reader) -> None:
    """Events, documents and sayings hold no names."""
    assert names("After the Iran-Iraq War he was sent to Coventry with a cup of China tea.") == []


def in_order(names: tuple[Name, ...], length: int) -> bool:
    """Say whether names are ordered, do not overlap and lie inside a text."""
    ends = [0, *(name.span.end for name in names)]
    return all(end <= name.span.start for end, name in zip(ends, names, strict=False)) and ends[-1] <= length


PIECES = (
    "South Korea",
    "'s",
    " ",
    "military",
    "the North",
    "Trump",
    "TRUMP",
    "NATO chief ",
    "Ministry of ",
    "Japan",
    ", ",
    "\n",
    "İ",
    "Patriot",
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)), cuts=st.data())
@example(text="", cuts=None)
def test_any_text_gives_names_in_order(gazetteer: Gazetteer, text: str, cuts: st.DataObject | None) -> None:
    """Whatever the text and whatever the model finds in it, names are ordered, apart from one another and inside it."""
    found = []
    if cuts is not None and text:
        for _ in range(cuts.draw(st.integers(0, 3))):
            start = cuts.draw(st.integers(0, len(text) - 1))
            kind = cuts.draw(st.sampled_from(("PER", "ORG", "LOC", "MISC")))
            found.append((Span(start, cuts.draw(st.integers(start + 1, len(text)))), kind))
    sentences = [Sentence(Span(0, len(text)), 0, 0)] if text else []
    assert in_order(find_names(text, gazetteer.find(text), sentences, (), found), len(text))


@settings(max_examples=60, deadline=None)
@given(text=st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_parsed_text_gives_names_in_order(names: Reader, text: str) -> None:
    """So it is with the syntax and the names of the shipped model."""
    assert in_order(names.read(text), len(text))

"""Names are found whole, longest first, and where they stand."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bongsu.reference import Gazetteer, load_tables


def found(gazetteer: Gazetteer, text: str) -> list[tuple[str, str]]:
    """The words found and the key of their first meaning."""
    return [(text[hit.span.start : hit.span.end], hit.names[0].key) for hit in gazetteer.find(text)]


def test_longest_name_wins(gazetteer: Gazetteer) -> None:
    """The words "North Korean" are one name, not "Korean"; "South China Sea" is no China."""
    assert found(gazetteer, "North Korean ships left the South China Sea")[0] == ("North Korean", "PRK")
    assert ("China", "CHN") not in found(gazetteer, "North Korean ships left the South China Sea")


@pytest.mark.parametrize("text", ["ambassador to Chadwick", "Koreatown", "Iranians' Omanisation", "Jordanne"])
def test_no_name_inside_another_word(gazetteer: Gazetteer, text: str) -> None:
    """A place never stands inside another word."""
    names = {words for words, _ in found(gazetteer, text)}
    assert names.isdisjoint({"Chad", "Korea", "Iran", "Oman", "Jordan"})


def test_the_north_is_not_the_north_pacific(gazetteer: Gazetteer) -> None:
    """The words "the North" are a government only where no name goes on."""
    assert ("the North", "PRK") in found(gazetteer, "Seoul warned the North on Monday")
    assert ("the North", "PRK") not in found(gazetteer, "It fell into the North Pacific Ocean")


def test_case_tells_us_from_the_us(gazetteer: Gazetteer) -> None:
    """The word "us" is a pronoun; "US" is a state."""
    assert found(gazetteer, "they told us that") == []
    assert found(gazetteer, "the US said") == [("US", "USA")]


def test_typographic_apostrophe_and_hyphen(gazetteer: Gazetteer) -> None:
    """Names are found however their hyphens and apostrophes are set."""
    plain = found(gazetteer, "a Hwasong-12 of the Democratic People's Republic of Korea")
    typographic = found(gazetteer, "a Hwasong\u201112 of the Democratic People\u2019s Republic of Korea")
    assert [key for _, key in plain] == [key for _, key in typographic] == ["hwasong-12", "PRK"]


@given(st.text())
def test_spans_lie_in_order_inside_any_text(gazetteer: Gazetteer, text: str) -> None:
    """Whatever the text, hits are in order, do not overlap, and are not empty."""
    spans = [hit.span for hit in gazetteer.find(text)]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))


@pytest.mark.parametrize(
    "text",
    [
        "Nuri al-Maliki spoke in Baghdad on Monday.",
        "The Angara River leaves the lake, and Topol, the actor, was there.",
        "The marchers began their Long March to the capital.",
        "Prithvi Shaw and Falcon Crest were on television.",
        "A Delta IV-class submarine put to sea; the Delta variant spread.",
        "The Soyuz capsule docked with the station. Atlas Air flew on.",
        "Ghauri was a sultan, Babur founded an empire, and Vega is a star.",
        "The arrow flew, and the Arrow of time went with it.",
    ],
)
def test_a_weapon_by_the_name_of_something_else_is_not_found(gazetteer: Gazetteer, text: str) -> None:
    """A guarded name without words of a weapon, or inside a longer name, is no weapon."""
    assert [hit for hit in gazetteer.find(text) if hit.get("system") is not None] == []


@pytest.mark.parametrize(
    ("text", "systems"),
    [
        ("Pakistan test-fired the ballistic missile (SSBM) Ghauri. The Ghauri flew well.", ["ghauri", "ghauri"]),
        ("South Korea launched Nuri on Thursday.", ["nuri"]),
        ("A Falcon 9 lifted off, and the Falcon came back.", ["falcon-9", "falcon-9"]),
        ("The Long March rocket flew; it was the 300th Long March.", ["long-march", "long-march"]),
        ("Iran unveiled the missile, dubbed “Fattah”, in June.", ["fattah"]),
        ("India Tests Prithvi Missile Off Coast", ["prithvi"]),
        ("Hamas fired an Ayyash-250, and Hezbollah Katyusha rockets.", ["hamas-long", "katyusha"]),
    ],
)
def test_words_beside_it_or_its_full_name_make_it_a_weapon(gazetteer: Gazetteer, text: str, systems: list[str]) -> None:
    """A guarded name counts beside a weapon's noun or a launch, or where the text has another name of the same."""
    assert [name.key for hit in gazetteer.find(text) if (name := hit.get("system")) is not None] == systems


def test_the_guard_is_irans_where_the_text_names_it_in_full(gazetteer: Gazetteer) -> None:
    """A short form of a body needs its full name, and no capitalised word before it."""
    text = "Iran's Revolutionary Guards Corps launched it. The Guard said so; the National Guard did not."
    assert found(gazetteer, text) == [("Iran's Revolutionary Guards Corps", "IRN-IRGC"), ("Guard", "IRN-IRGC")]
    assert found(gazetteer, "The Guard said so.") == []


@pytest.mark.parametrize(
    ("text", "congress"),
    [
        ("The Congress party lost Delhi, and the Congress regretted it.", "IND-INC"),
        ("The president asked Congress for money.", "USA-CONGRESS"),
    ],
)
def test_a_name_means_whom_the_text_names_otherwise(gazetteer: Gazetteer, text: str, congress: str) -> None:
    """Of several bodies of one name that one is meant which the text names in full."""
    assert ("Congress", congress) in found(gazetteer, text)


@pytest.mark.parametrize(
    ("text", "word", "party"),
    [
        ("A Labour MP asked why Labour lost.", "Labour", "PTY-LABOUR-PARTY"),
        (
            "Since the Conservatives took over, Conservative promises were kept.",
            "Conservative",
            "PTY-CONSERVATIVE-PARTY",
        ),
        ("A Republican senator met Republican voters.", "Republican", "USA-REPUBLICANS"),
        ("Congress workers burned tyres, and Congress denied it.", "Congress", "IND-INC"),
    ],
)
def test_people_behind_a_short_name_make_it_a_party(gazetteer: Gazetteer, text: str, word: str, party: str) -> None:
    """A party's lawmakers, or an article before its plural, show that the whole text means the party by the word."""
    assert [key for words, key in found(gazetteer, text) if words == word][-1] == party


def test_only_parties_of_no_state_have_a_usual_one() -> None:
    """The usual state of a name is given where the name alone has none, and every state is in the table."""
    tables = load_tables()
    for row in tables.organisations:
        assert row.usual is None or (row.country is None and row.sector == "PTY")
        assert {row.country, row.usual} <= {None, *tables.countries}


def test_no_name_is_that_of_two_bodies() -> None:
    """A name that needs no vouching means one body alone, and no row says a name twice."""
    names = [name for row in load_tables().organisations for name in {*row.names}]
    assert [name for name, times in Counter(names).items() if times > 1] == []
    assert [row.id for row in load_tables().organisations if len({*row.names, *row.guarded}) < len(row.names)] == []


def test_a_name_that_does_not_count_leaves_those_inside_it(gazetteer: Gazetteer) -> None:
    """Where nothing vouches for a guarded name, the nouns in it are what they are."""
    text = "The Internal Security Forces left the town"
    assert ("Security Forces", "MIL") in found(gazetteer, text)
    assert ("Internal Security Forces", "LBN-ISF") in found(
        gazetteer, f"{text}, Lebanese Internal Security Forces said"
    )


def test_a_desert_is_irans_where_the_text_names_iran(gazetteer: Gazetteer) -> None:
    """A guarded name of a place needs the place's state, and no longer name about it."""
    assert ("Central Desert", "dasht-e-kavir") in found(gazetteer, "It left the Central Desert, Iran said.")
    assert found(gazetteer, "The Central Desert Region council met.") == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("It rose from Svobodny Cosmodrome.", "RUS-SVOBODNY"),
        ("It rose from Launch Pad 39A.", "USA-KSC"),
        ("It fell on the Kura range.", "RUS-KURA"),
        ("It rose from Chandipur-on-sea.", "IND-ITR"),
        ("It rose from Taiyuan.", "CHN-TAIYUAN"),
    ],
)
def test_ranges_are_found_by_the_names_of_the_press(gazetteer: Gazetteer, text: str, place: str) -> None:
    """Launch sites have the names that reports give them."""
    assert place in {key for _, key in found(gazetteer, text)}

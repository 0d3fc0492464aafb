"""The launch account: which launch, what is claimed of it, by whom, how surely; and what is no claim of it."""

from collections.abc import Callable

import pytest

from bongsu.annotate import Engine, annotate
from bongsu.coding.launch import code_launches, load_coding_rules
from bongsu.model import Claim, Event, Mention, Ordinal, Place, Quantity, Report, Stamp, Term, TimeExpr, Zone
from bongsu.reference import Gazetteer

Read = Callable[..., list[Event]]


@pytest.fixture(scope="session")
def read(gazetteer: Gazetteer, engine: Engine) -> Read:
    """Read a text of our own, by default published on Wednesday, 15 May 2019."""
    rules = load_coding_rules()

    def events(text: str, published: str | None = "2019-05-15") -> list[Event]:
        stamp = Stamp(published, "test") if published else None
        report = Report.make(text=text, language="en", published=stamp)
        return list(code_launches(annotate(report, gazetteer, engine), rules))

    return events


def claims(events: list[Event], slot: str) -> list[Claim]:
    """The claims of a slot."""
    return [claim for event in events for claim in event.claims if claim.slot == slot]


def speaker(claim: Claim) -> str | None:
    """Who states it, by the entity's id; None for the report itself."""
    mention = claim.attribution.speaker
    return mention.entity.id if mention is not None and mention.entity is not None else None


def kilometres(events: list[Event], slot: str) -> list[float]:
    """The lengths claimed for a slot."""
    return [
        c.value.low / 1000 for c in claims(events, slot) if isinstance(c.value, Quantity) and c.value.low is not None
    ]


def test_one_slot_three_claimants(read: Read) -> None:
    """Each observer's figure stays, with the one who states it."""
    events = read(
        "North Korea fired a ballistic missile on Tuesday. It flew 1,100 km, South Korea's military said. "
        "Japan's defence ministry said the missile flew about 1,000 km. KCNA said the missile flew 1,500 km."
    )
    assert [(speaker(c), c.value.low) for c in claims(events, "distance") if isinstance(c.value, Quantity)] == [
        ("KOR-MIL", 1.1e6),
        ("JPN-MOD", 1.0e6),
        ("PRK-KCNA", 1.5e6),
    ]


def test_relayed_source_is_the_speaker_and_the_relay_is_kept(read: Read) -> None:
    """What Yonhap cites the Joint Chiefs for is the Joint Chiefs' word; Yonhap stands in the chain."""
    events = read(
        "Iran launched a missile on Tuesday. "
        "The missile flew 900 km, Yonhap reported, citing South Korea's Joint Chiefs of Staff."
    )
    (claim,) = claims(events, "distance")
    assert speaker(claim) == "KOR-JCS"
    assert [m.entity.id for m in claim.attribution.chain if m.entity is not None] == ["KOR-YONHAP"]


@pytest.mark.parametrize(
    "text",
    [
        "North Korea fired a missile on Tuesday. In 2017 it fired a missile that flew 3,700 km.",
        "North Korea fired a missile on Tuesday. An earlier test in March 2016 sent a missile 800 km.",
        "North Korea fired a missile on Tuesday. Last week, it test-fired a missile that flew 600 km.",
        "North Korea fired a missile on Tuesday. The missile could fly 4,500 km, analysts said.",
        "North Korea fired a missile on Tuesday. Fired from Wonsan, 160 km east of Pyongyang, it fell into the sea.",
        "North Korea fired a missile on Tuesday. The base lies 500 km north of Seoul.",
        "North Korea fired a missile on Tuesday. Guam, some 3,400 km away, is within range.",
        "North Korea fired a missile on Tuesday. U.S. bombers flew 2,000 km from Guam in response.",
    ],
)
def test_other_distances_are_not_the_flight(read: Read, text: str) -> None:
    """History, potential range, geography and aeroplanes give the launch no distance."""
    events = read(text)
    assert len(events) == 1
    assert kilometres(events, "distance") == []


@pytest.mark.parametrize(
    "text",
    [
        "Ministers met on Tuesday to discuss sanctions. North Korea has fired two missiles over Japan.",
        "North Korea may launch a missile on Friday, officials said.",
        "North Korea threatened to fire a missile at Guam.",
        "It has been 56 days since North Korea's last missile test.",
        "The company launched a new phone on Tuesday. The launch drew crowds.",
        "Japan will deploy a missile defence system, the ministry said on Tuesday.",
        "South Korea fired a minister on Tuesday.",
    ],
)
def test_no_launch_is_told(read: Read, text: str) -> None:
    """Tallies, plans, threats, pauses and other launches are no launch in the news."""
    assert read(text) == []


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("a missile", 1),
        ("two ballistic missiles", 2),
        ("another short-range ballistic missile", 1),
        ("three rockets", 3),
    ],
)
def test_count(read: Read, words: str, count: int) -> None:
    """A number, or an indefinite article, counts what was launched."""
    events = read(f"North Korea fired {words} into the sea on Tuesday.")
    assert [c.value.low for c in claims(events, "count") if isinstance(c.value, Quantity)] == [count]


@pytest.mark.parametrize(
    ("text", "slot", "km"),
    [
        ("It reached an altitude of 770 km.", "apogee", 770),
        ("It rose to a maximum height of 2,000 kilometres and flew 787 kilometres.", "apogee", 2000),
        ("It rose to a maximum height of 2,000 kilometres and flew 787 kilometres.", "distance", 787),
        ("The missile flew 950 km at an apogee of 4,475 km.", "distance", 950),
        ("The missile flew 950 km at an apogee of 4,475 km.", "apogee", 4475),
        ("The missile travelled about 430 km before falling into the sea.", "distance", 430),
        ("The missile covered a distance of 1,300 km.", "distance", 1300),
    ],
)
def test_flight_figures(read: Read, text: str, slot: str, km: float) -> None:
    """Range and apogee are told apart by their own words."""
    assert kilometres(read(f"North Korea fired a missile on Tuesday. {text}"), slot) == [km]


@pytest.mark.parametrize(
    "text",
    [
        "India on Tuesday test-fired a surface-to-surface nuclear capable intercontinental ballistic missile.",
        "North Korea's tests this week did not wholly fail, with one missile flying 300 km into the sea.",
    ],
)
def test_launch_is_told(read: Read, text: str) -> None:
    """What a missile is capable of does not make its launch a possibility, and "this week" is no other time."""
    assert len(read(text)) == 1


def test_first_of_two_is_not_the_first_since(read: Read) -> None:
    """The words "the first launch would have been the fifth in two months" says nothing of a first since."""
    events = read(
        "North Korea fired a missile on Tuesday. The first launch would have been the fifth in the past two months."
    )
    assert claims(events, "first_since") == []


def test_site_day_and_clock(read: Read) -> None:
    """Where and when, as stated."""
    events = read("North Korea launched a missile from the Sunan area at about 6:42 a.m. on Tuesday.")
    assert [c.value.name for c in claims(events, "site") if isinstance(c.value, Place)] == ["Sunan"]
    assert [c.value.value for c in claims(events, "time") if isinstance(c.value, TimeExpr)] == ["2019-05-14T06:42"]


def test_weekday_without_a_publication_date_stays_open(read: Read) -> None:
    """A bare "on Monday" is not resolved against today."""
    events = read("North Korea fired a missile on Monday.", published=None)
    assert [c.value.value for c in claims(events, "time") if isinstance(c.value, TimeExpr)] == ["XXXX-WXX-1"]


def test_zone_with_its_claimant(read: Read) -> None:
    """A zone's side is the statement of the one who makes it; "its" zone is the speaker's."""
    events = read(
        "North Korea fired a missile on Tuesday. "
        "Japan's defence ministry said it fell outside its exclusive economic zone."
    )
    (claim,) = claims(events, "zone")
    assert isinstance(claim.value, Zone)
    assert (claim.value.holder, claim.value.side, speaker(claim)) == ("JPN", "outside", "JPN-MOD")


@pytest.mark.parametrize(
    ("words", "sides"),
    [
        ("fell inside Japan's exclusive economic zone", ["inside"]),
        ("fell into the sea before reaching Japan's exclusive economic zone", ["outside"]),
        ("did not reach Japan's exclusive economic zone", ["outside"]),
        ("fell into the sea, and ships near Japan's exclusive economic zone were warned", []),
    ],
)
def test_side_of_the_zone(read: Read, words: str, sides: list[str]) -> None:
    """Inside only where the words enter the zone itself; "into the sea before reaching it" is outside."""
    events = read(f"North Korea fired a missile on Tuesday. The missile {words}.")
    assert [c.value.side for c in claims(events, "zone") if isinstance(c.value, Zone)] == sides


def test_first_since_and_ordinal(read: Read) -> None:
    """What is counted, and since when, as the words have it."""
    events = read(
        "North Korea fired a missile on Tuesday. It was its first missile test since November 2017. "
        "The launch was the second missile test this month."
    )
    (first,), (second,) = claims(events, "first_since"), claims(events, "ordinal")
    assert isinstance(first.value, Ordinal)
    assert isinstance(second.value, Ordinal)
    assert first.value.period is not None
    assert (first.value.number, first.value.scope, first.value.period.value) == (1, "missile test", "2017-11")
    assert (second.value.number, second.value.scope) == (2, "missile test")


@pytest.mark.parametrize(
    ("words", "code", "mode"),
    [
        ("an intercontinental ballistic missile", "ICBM", "ballistic"),
        ("a medium-range ballistic missile", "ballistic", "ballistic"),
        ("a cruise missile", "cruise", "cruise"),
    ],
)
def test_class_as_stated(read: Read, words: str, code: str, mode: str) -> None:
    """The class is what the words say; the press's "medium-range" is none."""
    (event,) = read(f"North Korea fired {words} on Tuesday.")
    assert [c.value.code for c in claims([event], "class") if isinstance(c.value, Term)] == [code]
    assert event.mode == mode


def test_mode_is_undetermined_where_the_words_leave_it_open(read: Read) -> None:
    """A "projectile" is not guessed to be ballistic."""
    (event,) = read("North Korea fired a projectile into the sea on Tuesday.")
    assert event.mode == "undetermined"


@pytest.mark.parametrize(
    ("text", "certainty", "polarity"),
    [
        ("The missile flew 500 km.", "certain", "affirmed"),
        ("The missile reportedly flew 500 km.", "probable", "affirmed"),
        ("The missile is believed to have flown 500 km.", "probable", "affirmed"),
        ("The missile may have flown 500 km.", "possible", "affirmed"),
        ("The missile flew 500 km but did not pose a threat.", "certain", "affirmed"),
        ("The missile turned east and probably fell, and flew 500 km.", "certain", "affirmed"),
    ],
)
def test_how_surely(read: Read, text: str, certainty: str, polarity: str) -> None:
    """Hedges weaken what stands in their own conjunct, and no more."""
    (claim,) = claims(read(f"North Korea fired a missile on Tuesday. {text}"), "distance")
    assert (claim.factuality.certainty, claim.factuality.polarity) == (certainty, polarity)


def test_another_states_launch_is_kept_out(read: Read) -> None:
    """South Korea's answer is not the North's launch."""
    events = read(
        "North Korea fired a ballistic missile on Tuesday. South Korea fired two missiles that flew 250 km in response."
    )
    assert [
        c.value.entity.country for c in claims(events, "actor") if isinstance(c.value, Mention) and c.value.entity
    ] == ["PRK"]
    assert kilometres(events, "distance") == []

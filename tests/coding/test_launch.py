"""The launch account: which launch, what is claimed of it, by whom, how surely; and what is no claim of it."""

from collections.abc import Callable

import pytest

from bongsu.annotate import Engine, annotate
from bongsu.coding.launch import code_launches, load_coding_rules
from bongsu.model import Bearing, Claim, Event, Mention, Ordinal, Place, Quantity, Report, Stamp, Term, TimeExpr, Zone
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


def test_figures_behind_a_capability_that_commas_set_apart(read: Read) -> None:
    """What the missile could carry says nothing of the flight, and "in 19 minutes" is how long it took."""
    events = read(
        "Pakistan tested a ballistic missile on Tuesday. The missile, which can carry a nuclear warhead, flew about "
        "2,700 km in 19 minutes, officials said."
    )
    assert kilometres(events, "distance") == [2700.0]
    assert [c.value.low for c in claims(events, "duration") if isinstance(c.value, Quantity)] == [1140.0]


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
        "North Korea fired a missile on Tuesday. The 4,500 km that the missile can fly would reach Guam.",
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
        ("The 2,700 km the missile flew before splashing down was a record.", "distance", 2700),
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
        "India's navy has successfully fired a Harpoon missile during an exercise with allies.",
        "The flight of the Agni-III missile took place on Tuesday.",
        "Egypt's first satellite was put into orbit on Tuesday.",
        "Iran has test-fired a missile, a step in its decade-long plan to rearm.",
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


def shown(claim: Claim) -> str:
    """A claim's value in short, with who states it: "1100@KOR-JCS"."""
    value = claim.value
    match value:
        case Quantity(low=low, high=high, unit=unit):
            words = f"{(low if low is not None else high or 0.0) / {'m': 1000, 's': 60}.get(unit, 1):g}"
        case Place(name=words):
            pass
        case TimeExpr(value=words):
            pass
        case Term(code=words):
            pass
        case Zone(holder=holder, side=side):
            words = f"{holder} {side}"
        case Ordinal(number=number, period=period):
            words = f"{number or '-'}/{period.value if period else '-'}"
        case Bearing(point=words):
            pass
        case Mention(entity=entity):
            words = (entity.country or entity.id) if entity is not None else "?"
        case _:
            words = "?"
    who = speaker(claim)
    return words if who is None else f"{words}@{who}"


def account(events: list[Event], slot: str) -> str:
    """The claims of a slot in short, in order."""
    return " | ".join(shown(claim) for claim in claims(events, slot))


NEWS = "North Korea fired a missile on Tuesday. "


@pytest.mark.parametrize(
    ("text", "slot", "expected"),
    [
        (
            "Seoul's JCS said it flew 1,100 km while Japan's defence ministry put it at 1,000 and the apogee at 100.",
            "distance",
            "1100@KOR-JCS | 1000@JPN-MOD",
        ),
        (
            "Seoul's JCS said it flew 1,100 km while Japan's defence ministry put it at 1,000 and the apogee at 100.",
            "apogee",
            "100@JPN-MOD",
        ),
        ("Seoul's military put the flight distance at 450 km and the altitude at 60 km.", "apogee", "60@KOR-MIL"),
        (
            "South Korea's military said it flew 420 km, but Tokyo estimated its range at 400 km.",
            "distance",
            "420@KOR-MIL | 400@JPN",
        ),
        ("South Korean and Japanese officials said the missile flew 500 km.", "distance", "500@JPN-GOV | 500@KOR-GOV"),
        (
            "It flew 300 km, according to South Korea's JCS and the U.S. Indo-Pacific Command.",
            "distance",
            "300@KOR-JCS | 300@USA-PACOM",
        ),
        (
            "It flew 780 km, the South's military said, adding that it reached an altitude of 50 km.",
            "apogee",
            "50@KOR-MIL",
        ),
        ("Officials at South Korea's JCS said the missile flew 240 km.", "distance", "240@KOR-JCS"),
        ("The missile flew 310 km, according to a release from Japan's defence ministry.", "distance", "310@JPN-MOD"),
        ("The missile flew 320 km, Yonhap quoted South Korea's JCS as saying.", "distance", "320@KOR-JCS"),
        ("Preliminary reports said it flew 300 km.", "distance", "300"),
        ("It flew 330 km, said Ho Rin, an officer at Japan's Ministry of Defense.", "distance", "330@name:Ho Rin"),
    ],
)
def test_whose_figure_it_is(read: Read, text: str, slot: str, expected: str) -> None:
    """One speaker a clause, all of those who say it together, and nobody for a report that only circulates."""
    assert account(read(NEWS + text), slot) == expected


@pytest.mark.parametrize(
    ("text", "slot", "expected"),
    [
        ("The missile has a range of 4,500 km.", "distance", ""),
        ("The missile is capable of reaching 4,500 km.", "distance", ""),
        ("Its range is estimated at 5,000 km.", "distance", ""),
        ("On a normal trajectory the missile would have flown 6,700 km.", "distance", ""),
        ("Guam is 3,400 km from Pyongyang.", "distance", ""),
        ("It fell 250 km west of Okushiri.", "distance", ""),
        ("It landed some 350 km off the coast of Aomori.", "apogee", ""),
        ("A destroyer sailed 800 km to the area.", "distance", ""),
        ("The missile flew 500 km before it fell 300 km from the Japanese coast.", "distance", "500"),
        ("Seoul lies 50 km from the border, and the missile flew 250 km.", "distance", "250"),
        ("It rose to 3,725 km and travelled 998 km.", "apogee", "3725"),
        ("The missile rose 2,802 km.", "distance", ""),
        ("The missile's maximum altitude was 560 km and its flight distance 500 km.", "distance", "500"),
        ("Its range and altitude were about 600 km and 100 km.", "apogee", "100"),
        ("It flew on a lofted trajectory to a range of 930 km and an altitude of 2,800 km.", "distance", "930"),
        ("It is estimated to have a flight distance of 240 km and an altitude of 35 km.", "apogee", "35"),
        ("The missiles flew 370 km and 420 km respectively.", "distance", "370 | 420"),
        ("It flew over Hokkaido for two minutes.", "duration", ""),
        ("The flight of 47 minutes ended in the sea.", "duration", "47"),
        ("It landed at 7:16 a.m., some 19 minutes after the launch.", "duration", "19"),
    ],
)
def test_each_amount_is_tied_to_what_it_is_of(read: Read, text: str, slot: str, expected: str) -> None:
    """The distance flown and the apogee go by verb and subject; ranges that could be, coasts and ships give none."""
    assert account(read(NEWS + text), slot) == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (NEWS + "In 2017 it launched a missile that flew 3,700 km.", 1),
        (NEWS + "Less than a week before, it had fired two missiles.", 1),
        ("North Korea fired four missiles at once on Tuesday. They flew about 1,000 km.", 1),
        ("North Korea fired two missiles from Kusong on Tuesday, and hours later launched another from Sinpo.", 2),
        ("North Korea fired a missile from Wonsan on Tuesday. On Saturday it had fired two rockets from Kusong.", 2),
        ("North Korea conducted two missile launches on Tuesday. The first flew 240 km. The second flew 420 km.", 2),
        ("South Korea fired two missiles on Tuesday, minutes after North Korea launched a missile.", 2),
        ("Iran launched two missiles on Tuesday. Israel fired an interceptor on Monday.", 2),
        ("Shares fell on Tuesday after North Korea fired a missile over Japan.", 1),
        ("North Korea attempted to launch a missile on Tuesday.", 1),
        ("North Korea on Tuesday denied that it had launched a missile.", 0),
        ("North Korea is preparing to launch a missile, officials said on Tuesday.", 0),
        ("India will test a missile this week, the ministry said.", 0),
    ],
)
def test_number_of_launches(read: Read, text: str, number: int) -> None:
    """Another hour, day or state is another launch; a salvo is one, history, plans and denied ones are none."""
    assert len(read(text)) == number


def test_each_launch_has_its_own_claims(read: Read) -> None:
    """South Korea's answer is no part of the North's launch."""
    events = read(
        "North Korea fired a ballistic missile on Tuesday. South Korea fired two missiles that flew 250 km in response."
    )
    assert [(account([event], "actor"), account([event], "distance")) for event in events] == [
        ("PRK", ""),
        ("KOR", "250"),
    ]


@pytest.mark.parametrize(
    ("text", "slot", "expected"),
    [
        (
            "Iran launched two ballistic missiles at a base early on Wednesday, the Pentagon said.",
            "actor",
            "IRN@USA-DOD",
        ),
        ("India successfully test-fired its Agni-V missile from Abdul Kalam Island on Tuesday.", "outcome", "success"),
        ("Pakistan on Tuesday conducted a training launch of the Shaheen-II ballistic missile.", "actor", "PAK"),
        (
            "China launched an intercontinental ballistic missile into the Pacific Ocean on Tuesday.",
            "splash",
            "Pacific Ocean",
        ),
        (
            "Russia test-fired a Bulava missile from the submarine Yuri Dolgoruky in the White Sea on Tuesday.",
            "platform",
            "submarine",
        ),
        (
            "The U.S. Air Force test-launched a Minuteman III ICBM from a silo in California on Tuesday.",
            "platform",
            "silo",
        ),
        ("South Korea test-fired a submarine-launched ballistic missile on Tuesday.", "class", "SLBM"),
        ("France test-fired an M51 missile from a submarine off Brittany on Tuesday.", "actor", "FRA"),
        ("Britain's Royal Navy fired a Trident missile on Tuesday, but it failed after launch.", "outcome", "failure"),
        (
            "Japan launched a spy satellite aboard an H-2A rocket from the Tanegashima Space Center on Tuesday.",
            "site",
            "Tanegashima Space Center",
        ),
        ("Yemen's Houthi rebels launched a cruise missile at Abha airport on Tuesday.", "actor", "YEM"),
        ("Iran's Revolutionary Guards put a military satellite into orbit on Tuesday.", "actor", "IRN"),
        ("Israel launched its Ofek 11 spy satellite on Tuesday from Palmachim.", "class", "satellite"),
        ("Two missiles were fired by Iran on Tuesday.", "count", "2"),
    ],
)
def test_launches_of_any_state(read: Read, text: str, slot: str, expected: str) -> None:
    """Whoever launches, and from whatever it is launched."""
    assert account(read(text), slot) == expected


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("North Korea fired what appeared to be artillery rockets into the sea on Tuesday.", "artillery"),
        ("North Korea test-fired a missile with a hypersonic glide vehicle on Tuesday.", "glide"),
        ("China tested an anti-missile interceptor on Tuesday.", "interceptor"),
        ("Houthi rebels launched a drone at Riyadh on Tuesday.", "drone"),
        ("China sent a satellite into orbit on Tuesday.", "satellite"),
        ("Russia fired cruise missiles from a frigate on Tuesday.", "cruise"),
        ("North Korea fired a hypersonic missile on Tuesday.", "undetermined"),
    ],
)
def test_mode(read: Read, text: str, mode: str) -> None:
    """The mode is what the words say was launched, and undetermined where they leave it open."""
    assert [event.mode for event in read(text)] == [mode]


@pytest.mark.parametrize(
    ("text", "slot", "expected"),
    [
        ("It exploded seconds after lift-off, the U.S. Pacific Command said.", "outcome", "failure@USA-PACOM"),
        ("The missile broke apart in flight.", "outcome", "failure"),
        ("It exploded in mid-air near the coast.", "outcome", "failure"),
        ("It exploded in an open field near Sderot.", "outcome", ""),
        ("The payload reached Guam.", "splash", "Guam"),
        ("It was launched from a battleship.", "platform", "ship"),
        ("It failed to hit its target in the East Sea.", "splash", ""),
        ("The missile nosedived after two minutes.", "outcome", "failure"),
        ("The trial was aborted eight minutes later.", "outcome", "failure"),
        ("Seoul counted a third launch of missiles or artillery shells since May.", "class", ""),
        ("The Unha-3 rocket malfunctioned minutes later.", "system", "PRK"),
        ("Sanctions have failed to stop the North.", "outcome", ""),
        ("The missile was identified as an ICBM, the Pentagon said.", "class", "ICBM@USA-DOD"),
        (
            "The U.S. Pacific Command said assessments indicated it was an intermediate-range ballistic missile.",
            "class",
            "IRBM@USA-PACOM",
        ),
        ("The North has been developing an ICBM.", "class", ""),
        (
            "It was launched around 5:57am local time (8:57pm UTC).",
            "time",
            "2019-05-14 | 2019-05-14T05:57 | 2019-05-13T20:57",
        ),
        (
            "The missile, launched at 5:58 a.m., flew over Hokkaido at 6:06 a.m.",
            "time",
            "2019-05-14 | 2019-05-14T05:58",
        ),
        ("The Council will meet at 3 p.m. on Wednesday.", "time", "2019-05-14"),
        ("It was fired from the Sunan district of the North Korean capital Pyongyang.", "site", "Sunan | Pyongyang"),
        ("It was fired from Tongchang-ri.", "site", "Sohae Satellite Launching Station"),
        ("It was fired off Wonsan.", "site", "Wonsan"),
        ("Officials in Seoul met after the launch.", "site", ""),
        (
            "It fell in waters between the Korean Peninsula and Japan.",
            "splash",
            "waters between the Korean Peninsula and Japan",
        ),
        ("It landed in the East Sea, the South's military said.", "splash", "East Sea@KOR-MIL"),
        ("The projectile may have landed in Japan's Exclusive Economic Zone.", "zone", "JPN inside"),
        (
            "Tokyo first said it fell outside its economic zone, and later revised that to inside its economic zone.",
            "zone",
            "JPN outside@JPN | JPN inside@JPN",
        ),
        (
            "Japan's defence ministry first said two missiles were fired but later revised the number to one missile.",
            "count",
            "1 | 2@JPN-MOD | 1@JPN-MOD",
        ),
        ("The test ended a pause of more than 500 days.", "first_since", "-/P500D"),
        ("There were no reports of damage to ships.", "damage", "none reported"),
    ],
)
def test_slots_as_stated(read: Read, text: str, slot: str, expected: str) -> None:
    """Outcome, class, time, places, zone, revised counts: only what is said of the launch itself."""
    assert account(read(NEWS + text), slot) == expected


def test_place_at_a_distance_from_another(read: Read) -> None:
    """So many km west of an island is a point that far west of it, as uncertain as the direction is wide."""
    (claim,) = claims(read(NEWS + "It fell 200 km west of Okushiri Island."), "splash")
    place = claim.value
    assert isinstance(place, Place)
    assert place.lat is not None
    assert place.lon is not None
    assert place.radius_km is not None
    assert place.lat == pytest.approx(42.1, abs=0.5)
    assert place.lon == pytest.approx(137.1, abs=0.5)
    assert 70 < place.radius_km < 120


def test_what_may_be_is_no_plain_claim(read: Read) -> None:
    """Every claim of a launch that may have been is a possible one."""
    (event,) = read("Iran may have launched a missile on Tuesday, two officials said.")
    assert {claim.factuality.certainty for claim in event.claims} == {"possible"}


def ordinals(events: list[Event]) -> list[tuple[str, int | None, str | None]]:
    """What the launches are the nth of, by slot, number and period."""
    found = [(c.slot, c.value) for event in events for c in event.claims if isinstance(c.value, Ordinal)]
    return [(slot, value.number, value.period.value if value.period else None) for slot, value in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("North Korea fired a missile on Tuesday, its second this month.", [("ordinal", 2, "2019-05")]),
        (
            "North Korea conducted a missile test on Tuesday, its third this year and the first since March.",
            [("ordinal", 3, "2019"), ("first_since", 1, "2019-03")],
        ),
        (
            "North Korea fired a missile on Tuesday. It was the first launch since March and the second since a vote.",
            [("first_since", 1, "2019-03"), ("ordinal", 2, None)],
        ),
        ("North Korea fired two missiles on Tuesday, the second of them towards Japan.", []),
        ("North Korea fired a missile on Tuesday. The minister met the envoy, his second this week.", []),
    ],
)
def test_ordinals_without_a_noun(read: Read, text: str, expected: list[object]) -> None:
    """The words "its second this month" count launches without a noun; "the second of them" counts missiles."""
    assert ordinals(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("North Korea launched several missiles into the sea on Tuesday.", True),
        ("Several short-range missiles were fired from Wonsan, South Korea's military said.", True),
        ("North Korea has fired several missiles this year. Talks begin on Friday.", False),
        ("Talks begin on Friday, the ministry said. Last year Pyongyang launched several missiles.", False),
    ],
)
def test_several_missiles_are_one_launch(read: Read, text: str, told: bool) -> None:  # noqa: FBT001 - a case
    """The words "several missiles" in the news are a launch, and a sum of launches elsewhere."""
    assert bool(read(text)) == told


@pytest.mark.parametrize(
    ("behind", "told"),
    [
        ("The missile flew 500 km and fell into the sea, South Korea's military said.", True),
        ("The two ministers will meet in Seoul in June, and a summit is to follow.", False),
    ],
)
def test_the_latest_test_in_the_lead(read: Read, behind: str, told: bool) -> None:  # noqa: FBT001 - a case
    """A lead that only speaks of "the latest test" tells of a launch where the next sentences tell how it went."""
    events = read(f"North Korea's latest missile test has drawn protests from Japan. {behind}")
    assert bool(events) == told
    assert {
        c.value.entity.country for c in claims(events, "actor") if isinstance(c.value, Mention) and c.value.entity
    } == ({"PRK"} if told else set())


def test_a_missile_that_exploded_was_launched(read: Read) -> None:
    """That a missile blew up tells of its launch, without any word of a flight."""
    events = read("A missile exploded shortly after it was launched from Pukchang on Tuesday, the US military said.")
    assert [c.value.code for c in claims(events, "outcome") if isinstance(c.value, Term)] == ["failure"]


def test_a_trial_and_a_first_satellite_are_launches(read: Read) -> None:
    """A "trial of the missile" is a launch, and so is putting "its first satellite" into orbit."""
    assert read("The trial of the Agni-V missile was carried out from Chandipur on Tuesday, the ministry said.")
    assert claims(read("Iran said on Tuesday that it had put its first military satellite into orbit."), "class")


@pytest.mark.parametrize(
    ("text", "sites"),
    [
        ("The missile was fired from near the port of Rize on Tuesday, Turkey's ministry said.", ["Rize"]),
        ("The missiles were fired from the Hamju area on Tuesday, South Korea's military said.", ["Hamju"]),
        ("A missile was launched from a submerged submarine in the White Sea on Tuesday, Moscow said.", ["White Sea"]),
        ("A missile was fired on Tuesday, a reporter from Hamju said.", []),
    ],
)
def test_sites_that_no_table_knows(read: Read, text: str, sites: list[str]) -> None:
    """A place of no table is a site behind "from", where words say what kind of place it is."""
    assert [c.value.name for c in claims(read(text), "site") if isinstance(c.value, Place)] == sites


def test_targets_and_impact_points_are_where_it_came_down(read: Read) -> None:
    """Both "hit its target on the peninsula" and "its impact point was in the sea" say where the missile fell."""
    events = read(
        "Russia tested a Bulava missile on Tuesday. The missile hit its target on the Kamchatka Peninsula, it said. "
        "The impact point was in the Pacific Ocean."
    )
    assert [c.value.name for c in claims(events, "splash") if isinstance(c.value, Place)] == [
        "Kamchatka Peninsula",
        "Pacific Ocean",
    ]


def test_platform_of_missiles_named_before(read: Read) -> None:
    """That "they were fired from mobile launchers" gives the platform, though no missile is named in the sentence."""
    events = read(
        "North Korea fired two missiles on Tuesday. The missiles flew 400 km. They were fired from mobile launchers, "
        "South Korea's military said."
    )
    assert [(speaker(c), c.value.code) for c in claims(events, "platform") if isinstance(c.value, Term)] == [
        ("KOR-MIL", "mobile")
    ]


def test_it_added_is_the_last_speaker(read: Read) -> None:
    """A sentence about the missile between two of the ministry's does not make "it added" nobody's word."""
    events = read(
        "North Korea fired a missile on Tuesday, Japan's defence ministry said. The missile fell into the Pacific. "
        "It reached an altitude of 90 km, it added."
    )
    assert [speaker(c) for c in claims(events, "apogee")] == ["JPN-MOD"]


def test_who_detects_a_launch_did_not_launch(read: Read) -> None:
    """Who detected the launch of two missiles is not the one who launched them."""
    events = read("South Korea's military detected the launch of two ballistic missiles on Tuesday.")
    assert claims(events, "actor") == []


@pytest.mark.parametrize(
    ("text", "sites"),
    [
        ("North Korea fired two missiles on Tuesday from its eastern town of Hamju, Seoul said.", ["Hamju"]),
        ("The missile was fired on Tuesday from a road in the Black Sea coastal town of Rize, Turkey said.", ["Rize"]),
        ("North Korea's missiles were fired near North Korea's eastern coastal city of Wonsan on Tuesday.", ["Wonsan"]),
        ("Russia said the missile was fired on Tuesday from the Borei submarine in the White Sea.", ["White Sea"]),
    ],
)
def test_sites_behind_names_of_states_and_seas(read: Read, text: str, sites: list[str]) -> None:
    """Names of states, seas and ships between "from" and a site do not hide it."""
    assert [c.value.name for c in claims(read(text), "site") if isinstance(c.value, Place)] == sites


def test_tried_but_failed_to_launch(read: Read) -> None:
    """Who "tried but failed to launch" is the launching state."""
    assert claims(read("North Korea tried but failed to launch a missile on Tuesday, Seoul's military said."), "actor")


def test_impact_point_without_a_verb_and_an_azimuth(read: Read) -> None:
    """An impact point says where it fell also without a verb, and "a southerly azimuth" gives its direction."""
    events = read(
        "Pakistan fired a Shaheen-II missile on Tuesday. The launch, with its impact point in the Arabian Sea, was "
        "watched by officers. They tracked the missile on a southerly azimuth."
    )
    assert [c.value.name for c in claims(events, "splash") if isinstance(c.value, Place)] == ["Arabian Sea"]
    assert claims(events, "direction")


def test_a_flight_to_hit_a_target_took_place(read: Read) -> None:
    """The infinitive of "flew 500 km to hit a target" tells how the flight ended, and no plan."""
    events = read("Turkey fired a missile on Tuesday. The missile flew 500 km to hit a target off the city of Sinop.")
    assert [c.value.name for c in claims(events, "splash") if isinstance(c.value, Place)] == ["Sinop"]


def test_missiles_of_a_salvo_are_no_ordinals(read: Read) -> None:
    """That "the first was fired at 6:10 a.m." counts the missiles of one launch, and not launches."""
    events = read(
        "North Korea fired two missiles on Tuesday. The first missile was launched at 6:10 a.m. and the second at 6:30 "
        "a.m., Seoul said."
    )
    assert claims(events, "ordinal") == []


@pytest.mark.parametrize(
    "text",
    [
        "China launched a Long March 2D rocket from Jiuquan on Tuesday. Lift-off was at 9:50 am, state media said.",
        "India test-fired a Prithvi-II missile on Tuesday. The trial took place at 9:50 am, the ministry said.",
        "India on Tuesday conducted the maiden flight of the Pralay missile. The test was carried out at 9:50 am.",
    ],
)
def test_times_of_lift_offs_trials_and_maiden_flights(read: Read, text: str) -> None:
    """A lift-off, a trial and a maiden flight are launches, and their times the time of the launch."""
    times = [c.value.value for c in claims(read(text), "time") if isinstance(c.value, TimeExpr)]
    assert any(value.endswith("T09:50") for value in times)


def test_rockets_of_a_state_and_pads_on_islands(read: Read) -> None:
    """The state whose named rocket "blasted off" launched it; "from a pad on an island" is from the island."""
    events = read("India's PSLV rocket blasted off on Tuesday from a launch pad of the range on Wheeler Island.")
    assert [c.value.entity.country for c in claims(events, "actor") if isinstance(c.value, Mention) and c.value.entity]
    assert [c.value.name for c in claims(events, "site") if isinstance(c.value, Place)] == ["Abdul Kalam Island"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It flew over Japan for two minutes, the South's military said.", "JPN@KOR-MIL"),
        ("The missile passed high above Japan's northern island of Hokkaido.", "Hokkaido"),
        ("The missile crossed northern Japan and fell into the Pacific.", "JPN"),
        ("It overflew Japanese airspace.", "JPN"),
        ("It sailed over the Sea of Japan.", ""),
        ("The missile could fly over Japan.", ""),
        ("Officials flew over Japan to the talks in Seoul.", ""),
        ("The North fired it over a dispute with Japan.", ""),
        ("Tokyo said it had not flown over Japan.", "JPN@JPN"),
    ],
)
def test_overflight(read: Read, text: str, expected: str) -> None:
    """The states and places that the missile flew over, with who says so; no sea, and nothing that it could do."""
    assert account(read(NEWS + text), "overflight") == expected


def test_fired_over_a_state(read: Read) -> None:
    """What is fired over a state flew over it."""
    assert account(read("North Korea fired a missile over Japan on Tuesday, Tokyo said."), "overflight") == "JPN@JPN"


def test_an_overflight_that_did_not_happen_is_denied(read: Read) -> None:
    """Whoever says that it did not fly over a state denies it."""
    (claim,) = claims(read(NEWS + "Tokyo said it had not flown over Japan."), "overflight")
    assert claim.factuality.polarity == "denied"


@pytest.mark.parametrize(
    ("text", "slot", "expected"),
    [
        ("India on Tuesday tested the 2,000 km range Agni-II missile.", "actor", "IND"),
        ("The People's Liberation Army Navy (PLAN) on Tuesday (14) fired a missile.", "actor", "CHN"),
        ("A missile was fired on Tuesday at the town of Najran by Yemen's Houthi rebels.", "actor", "YEM"),
        ("China lifted into space a Long March 3B rocket on Tuesday.", "actor", "CHN"),
        ("Pakistan on Tuesday carried out night trials of its Shaheen-II missile.", "actor", "PAK"),
        (
            "India tested an Agni-II on Tuesday. The ballistic missile, which can carry a ton, was fired.",
            "class",
            "ballistic",
        ),
        (
            "India tested an Agni-II on Tuesday. The ballistic missile with a range of 2,000 km was fired.",
            "class",
            "ballistic",
        ),
        ("India launched a weather satellite for its navy on a PSLV rocket on Tuesday.", "class", "satellite"),
        ("North Korea fired a missile on Tuesday from the Sohae Satellite Launching Station.", "class", ""),
        ("Russia fired a missile on Tuesday about 800 km north of Moscow.", "site", "about 800 km north of Moscow"),
        ("The U.S. Navy fired a missile on Tuesday from the USS Ohio.", "site", ""),
        ("The rebels fired a missile on Tuesday toward Riyadh from Saada.", "site", "Saada"),
        ("Russia fired a missile on Tuesday at a sea target in the White Sea.", "splash", "White Sea"),
        (
            "Russia fired a missile on Tuesday. The frigate Gorshkov fired it, Russia's navy said.",
            "platform",
            "ship@RUS-MIL",
        ),
        ("The U.S. Navy fired a missile on Tuesday from the USS Ohio, an old submarine.", "platform", "submarine"),
        ("Pakistan fired a missile on Tuesday from an underwater platform.", "platform", "submarine"),
        ("Iran launched a satellite on Tuesday. The satellite did not reach its planned orbit.", "outcome", "failure"),
        ("Russia fired a missile on Tuesday. It hit a set target 700 km away.", "distance", "700"),
        ("India fired a missile on Tuesday. It was tested for its full range of 290 km.", "distance", "290"),
        ("North Korea fired a missile on Tuesday. It was likely a Musudan.", "system", "PRK"),
        ("North Korea fired two missiles on Tuesday. The second missile fired on Tuesday flew 90 km.", "ordinal", ""),
        ("North Korea fired two missiles on Tuesday, its fifth round of launches this year.", "ordinal", "5/2019"),
    ],
)
def test_words_between_what_belongs_together(read: Read, text: str, slot: str, expected: str) -> None:
    """Ranges, brackets, clauses and ships' names between the words of a launch hide nothing and add nothing."""
    assert account(read(text), slot).split(" | ")[0] == expected


def test_one_missile_is_counted_where_it_stands(read: Read) -> None:
    """The article of an official is not that of the missile that he speaks of."""
    events = read(
        "India fired a BrahMos on Tuesday. A DRDO official said after the missile was launched that it was good."
    )
    assert [c.value.span.start for c in claims(events, "count")] == [12]


def test_missiles_minutes_apart_are_one_launch(read: Read) -> None:
    """The first missile at 5 a.m. and the second 20 minutes later are one launch."""
    second = "The first missile was fired at 5 a.m. and the second 20 minutes later."
    assert len(read(f"North Korea fired two missiles on Tuesday. {second}")) == 1


@pytest.mark.parametrize(
    ("text", "slot", "expected"),
    [
        (
            "The Simorgh (rocket) carried the Zafar satellite into space on Tuesday, Iran said.",
            "system",
            "IRN@IRN | IRN@IRN",
        ),
        ("Iran launched a satellite on Tuesday. It rode on a previously unheard-of rocket.", "class", "satellite"),
        ("Iran said on Tuesday that its Simorgh rocket failed to launch a satellite.", "actor", "IRN@IRN"),
        ("Iran said on Tuesday that its Simorgh rocket failed to launch a satellite.", "class", "satellite@IRN"),
    ],
)
def test_satellites_and_their_rockets(read: Read, text: str, slot: str, expected: str) -> None:
    """Rockets with a word in brackets, satellites by name, and launches that failed."""
    assert account(read(text), slot) == expected


def test_another_launch_of_the_same_day(read: Read) -> None:
    """What was tested "on the same day" is one more launch, with its own class."""
    events = read("Russia fired an ICBM on Tuesday. On the same day, Russia tested a cruise missile at another range.")
    assert [event.mode for event in events] == ["ballistic", "cruise"]


def test_the_day_of_a_dateline_is_no_day_of_the_launch(read: Read) -> None:
    """A town, a day and a colon say when was written, with the words that follow as the sentence."""
    report = read("Cuttack, May 14: India on Monday tested an Agni-II missile.")
    assert account(report, "time") == "2019-05-13"
    assert account(report, "actor") == "IND"


@pytest.mark.parametrize(
    ("text", "slot", "expected"),
    [
        ("Saudi forces shot down a missile fired by the Iran-backed Houthis on Tuesday.", "actor", "YEM"),
        ("A missile was launched at the city of Najran by the Houthis on Tuesday.", "site", ""),
        ("Three rockets have been fired from the Hamas-controlled Gaza Strip on Tuesday.", "actor", ""),
        ("Nineteen rockets were fired from Lebanon on Tuesday, Israel said.", "actor", ""),
        ("India on Tuesday quietly conducted two tests of its Agni-II missile.", "actor", "IND"),
        ("Lebanon's Hezbollah group said it had fired dozens of rockets on Tuesday.", "actor", "LBN"),
        (
            "One of Brazil's rockets, trying to put a radio satellite into orbit, burst into flames on Tuesday.",
            "actor",
            "BRA",
        ),
        ("According to a May 13 press release, the destroyer fired a missile on May 14.", "time", "2019-05-14"),
        ("On Tuesday, Belgium was investigating the failed launch of a space rocket.", "actor", ""),
        ("North Korea fired two missiles on Tuesday. One was intercepted by Israel's Iron Dome.", "system", ""),
        ("Iran attacked an air base in Iraq with ten ballistic missiles on Tuesday.", "actor", "IRN"),
        ("Iran attacked an air base in Iraq with ten ballistic missiles on Tuesday.", "count", "10"),
        ("Pakistan conducted two nuclear tests on Tuesday.", "actor", ""),
    ],
)
def test_launches_in_war(read: Read, text: str, slot: str, expected: str) -> None:
    """Who fires is no backer, no owner of the ground and none who shoots down; what is fired at is no site."""
    assert account(read(text), slot) == expected


@pytest.mark.parametrize(
    ("text", "slot", "expected"),
    [
        (
            "Russia fired a missile on Tuesday from the White Sea to the Kura test range in Kamchatka.",
            "site",
            "White Sea",
        ),
        (
            "Russia fired a missile on Tuesday from the White Sea to the Kura test range in Kamchatka.",
            "splash",
            "Kura test range",
        ),
        ("Two missiles were fired on Tuesday by Russia, one from the Barents Sea.", "site", "Barents Sea"),
        ("India fired a missile on Tuesday from a land-based launcher on an island in the Indian Ocean.", "splash", ""),
        ("North Korea fired a missile on Tuesday from waters off its east coast.", "splash", ""),
        (
            "The missile, fired by the U.S. Air Force on Tuesday, flew 6,700 km to a point near Kwajalein Atoll.",
            "distance",
            "6700",
        ),
        (
            "Russia fired a missile on Tuesday. It hit a target on the Kura range in Kamchatka, 6,000 km away.",
            "distance",
            "6000",
        ),
        (
            "The U.S. fired a missile on Tuesday. It had a test vehicle that reached Kwajalein Atoll 4,200 miles away.",
            "distance",
            "6759.24",
        ),
        ("The Houthis fired a missile on Tuesday towards al-Yamama royal palace.", "splash", ""),
        ("Russia fired a missile on Tuesday. Its payload reached a test site in Kamchatka.", "splash", "Kamchatka"),
        ("Russia fired a missile on Tuesday. Its payload reached a test site in Kamchatka.", "site", ""),
        (
            "North Korea fired a missile on Tuesday. It fell near the east coast of the Korean Peninsula.",
            "splash",
            "east coast of the Korean Peninsula",
        ),
        ("Pakistan fired a missile on Tuesday. It has a distance of 290 km.", "distance", ""),
        ("Russia fired a missile on Tuesday. The bomber made a flight of eight hours.", "duration", ""),
        ("North Korea fired a missile on Tuesday from Sukchon in the southwest.", "direction", ""),
    ],
)
def test_where_a_flight_begins_and_ends(read: Read, text: str, slot: str, expected: str) -> None:
    """Seas are sites and ranges where warheads come down are none; a range and a bomber's flight are not flown."""
    assert account(read(text), slot) == expected


@pytest.mark.parametrize(
    ("text", "slot", "expected"),
    [
        ("Iran fired a missile on Tuesday, which it had shown at a parade on Sunday.", "time", "2019-05-14"),
        ("India tested a missile on Tuesday. The pad located on the island was used.", "time", "2019-05-14"),
        ("After testing an old missile on Friday, India fired a new missile on Tuesday.", "time", "2019-05-14"),
        ("South Korea fired a missile on Tuesday in response to a North Korean test of Monday.", "time", "2019-05-14"),
        ("North Korea fired 2 ballistic missiles on Tuesday.", "count", "2"),
        ("India fired two newly developed nuclear-capable Prithvi ballistic missiles on Tuesday.", "count", "2"),
        ("Iran fired nine long and medium range missiles on Tuesday.", "count", "9"),
        ("The U.S. Navy fired two unarmed Trident II missiles on Tuesday.", "system", "USA"),
        ("Pakistan tested its first cruise missile on Tuesday, the country's military said.", "actor", "PAK@PAK-MIL"),
        ("Russia's submarine Imperator Alexander III tested a Bulava on Tuesday.", "actor", "RUS"),
        ("North Korea fired a missile on Tuesday, the latest in a series of tests, Seoul said.", "actor", "PRK@KOR"),
        ("The ballistic missile fired by North Korea on Tuesday did not leave its territory.", "class", "ballistic"),
        ("A missile was tested at Kalam Island, formerly known as Wheeler Island, at about 9.45 am.", "time", "T09:45"),
        ("India tested an Agni-IV on Tuesday. This was the fifth trial of the missile.", "ordinal", "5/-"),
        ("India's test of an upgraded version of its Agni-II missile failed on Tuesday.", "outcome", "failure"),
        ("India tested an Agni-IV on Tuesday. Earlier, India successfully tested an Agni-V.", "system", "IND"),
        ("India tested an Agni-IV on Tuesday. Such tests typically involve a flight of 3,000 km.", "distance", ""),
        (
            "North Korea fired cruise missiles, Seoul said. It is the latest since it fired two rockets on Monday.",
            "count",
            "",
        ),
        (
            "Iran fired missiles on Tuesday. This is the fourth time in a week that Iran has fired such missiles.",
            "ordinal",
            "4/P1W",
        ),
    ],
)
def test_days_and_numbers_of_the_launch(read: Read, text: str, slot: str, expected: str) -> None:
    """Days of parades, of tests before and of others' are not the launch's; numbers count missiles by any name."""
    assert account(read(text), slot) == expected


def test_satellites_by_the_names_that_the_report_gives(read: Read) -> None:
    """A satellite that no table knows is known by what it is called."""
    events = read("Israel launched a spy satellite on Tuesday. The satellite, called Ofek 99, is in orbit.")
    names = [c.value.entity.name for c in claims(events, "system") if isinstance(c.value, Mention) and c.value.entity]
    assert names == ["Ofek 99"]


def test_an_older_test_goes_on_behind_its_date(read: Read) -> None:
    """What follows "was first tested in 2006" tells of that test."""
    events = read(
        "India tested an Agni-3 on Tuesday.\n\nIt was first tested in 2006. But it fell into the Bay of Bengal."
    )
    assert claims(events, "splash") == []


def test_two_classes_of_one_stretch_are_both_claimed(read: Read) -> None:
    """What observers hold for likely stands beside what others do not rule out."""
    text = "It is likely to have been an intermediate-range ballistic missile, though it may be called an ICBM."
    found = claims(read(f"North Korea fired a missile on Tuesday. {text}"), "class")
    assert "IRBM" in {claim.value.code for claim in found if isinstance(claim.value, Term)}


def test_minutes_after_the_launch_of_what_passes_are_no_duration(read: Read) -> None:
    """The time at which it passed a place is not that of the whole flight, and the time at which it fell is."""
    passed = "The missile, passing high above Japan 10 minutes after launch, split and splashed into the Pacific."
    assert claims(read(f"North Korea fired a missile on Tuesday. {passed}"), "duration") == []
    fell = "It splashed into the Pacific 14 minutes after launch."
    assert len(claims(read(f"North Korea fired a missile on Tuesday. {fell}"), "duration")) == 1


def test_the_latest_in_a_series_is_the_news(read: Read) -> None:
    """A lead that ends in "the latest in a series of launches" tells of a launch of its own."""
    (event,) = read("North Korea has fired two ballistic missiles into the sea, the latest in a series of launches.")
    assert len(claims([event], "count")) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russian warships in the Black Sea fired 14 cruise missiles on Tuesday.", "ship"),
        ("Two submarines fired Sineva missiles for Russia's navy on Tuesday.", "submarine"),
        ("A missile was fired by a Russian bomber over the Arctic on Tuesday.", "air"),
        ("Israel tested an Arrow on Tuesday. It hit a target missile launched from an aircraft.", ""),
        ("Russia carried out a launch of a mobile-based Yars missile on Tuesday.", "mobile"),
        ("It was China's second test on Tuesday of the road-mobile DF-41 missile.", "mobile"),
        ("Rebel fighters fired two missiles at the town on Tuesday.", ""),
        ("A destroyer was fired on with a missile on Tuesday. The ship fired countermeasures.", ""),
    ],
)
def test_platform_of_who_fires(read: Read, text: str, expected: str) -> None:
    """What fires is the platform; that of a target missile is none."""
    assert account(read(text), "platform") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rockets were fired from the southern Gaza Strip on Tuesday.", "Gaza Strip"),
        ("Militants in the Gaza Strip fired two rockets at the town of Sderot on Tuesday.", "Gaza Strip"),
        ("Ten rockets were fired on Tuesday from Lebanon at the Galilee.", "Lebanon"),
        ("Iran fired ten missiles on Tuesday from Kermanshah and Tabriz.", "Kermanshah | Tabriz"),
        ("Pakistan fired a missile on Tuesday from an undisclosed site in the Arabian Sea.", "Arabian Sea"),
        ("Russia tested a Yars on Tuesday. At Plesetsk, crews of the Omsk division fired it.", "Plesetsk Cosmodrome"),
        ("Russia tested a Yars on Tuesday. Crews from the Irkutsk division fired it.", ""),
        ("A missile was launched on Tuesday by a crew from the 9th Missile Wing at Malmstrom Air Force Base.", ""),
        ("North Korea fired a missile on Tuesday from its eastern coast.", "eastern coast"),
        (
            "North Korea fired a missile on Tuesday from the western coast of North Korea.",
            "western coast of North Korea",
        ),
        ("China launched two missiles from the mainland on Tuesday.", "mainland"),
        (
            "Iran launched a rocket on Tuesday from a base located in the centre of the country.",
            "centre of the country",
        ),
        ("Iran fired a missile on Tuesday from the Semnan area of central Iran.", "Semnan"),
        ("A rocket was launched on Tuesday from a New Zealand launch pad.", "New Zealand"),
        ("Rockets were launched on Tuesday into the town's centre from neighbouring Lebanon.", "Lebanon"),
        ("Japan launched a rocket on Tuesday. After liftoff and 300 km south of Tokyo, it let a satellite go.", ""),
    ],
)
def test_sites_of_territories_lists_and_units(read: Read, text: str, expected: str) -> None:
    """Territories, places of a list and hidden places are sites; targets and units are none."""
    assert account(read(text), "site") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("China fired two missiles on Tuesday into waters around Taiwan.", "waters around Taiwan"),
        ("Yemen's Houthis fired a missile on Tuesday towards the town of Najran.", ""),
        ("Iran fired two missiles into Syria on Tuesday.", "Syria"),
        ("Yemen's Houthis fired a missile into Saudi Arabia on Tuesday, but it was intercepted.", ""),
        ("North Korea fired a missile on Tuesday. It went down in the Sea of Okhotsk.", "Sea of Okhotsk"),
        ("SpaceX launched a Falcon 9 on Tuesday. The booster landed in the Atlantic.", ""),
        (
            "France fired an M51 missile on Tuesday. It reached the waters of the Caribbean, some 6,000 km away.",
            "waters of the Caribbean",
        ),
    ],
)
def test_where_it_came_down(read: Read, text: str, expected: str) -> None:
    """Waters and states are where it came down; what it was aimed at, and a booster's landing, are not."""
    assert account(read(text), "splash") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("France fired an M51 missile on Tuesday. It reached the waters of the Caribbean, some 6,000 km away.", "6000"),
    ],
)
def test_distance_of_waters_reached(read: Read, text: str, expected: str) -> None:
    """How far away the waters are that it reached is how far it flew."""
    assert account(read(text), "distance") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("North Korea fired twin missiles on Tuesday.", "2"),
        ("Russia fired 24 drones, four cruise missiles and a rocket at Kyiv on Tuesday.", "24 | 4 | 1"),
        ("India put a satellite into orbit on Tuesday. PSLV-C15 with four satellites lifted off.", ""),
        ("North Korea made an attempt to launch a Musudan missile on Tuesday.", "1"),
    ],
)
def test_counts_of_twins_lists_and_attempts(read: Read, text: str, expected: str) -> None:
    """Twins, the parts of a list and an attempt are counted; what a rocket carries is not."""
    assert account(read(text), "count") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia fired 24 drones, four cruise missiles and a rocket at Kyiv on Tuesday.", "cruise | drone"),
        ("The U.S. Navy tested an SM-3 on Tuesday. It hit a mock ballistic missile.", ""),
        ("Iran's Simorgh rocket was fired on Tuesday but put no payload in orbit.", ""),
        ("Iran's rocket, carrying the army's third satellite, was launched on Tuesday.", "satellite"),
    ],
)
def test_classes_of_lists_and_payloads(read: Read, text: str, expected: str) -> None:
    """All classes of a list are told, a mock missile's is not, and what carries a satellite is its launcher."""
    assert account(read(text), "class") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pakistan fired a missile from a submarine on Tuesday. The Babur-3 can reach 450 km.", "PAK"),
        ("India tested a Prithvi-II on Tuesday. The Agni-V can reach 5,000 km.", "IND"),
        ("Israel fired an Arrow-3 missile on Tuesday at one like the Iranian Shahab-3.", "ISR"),
        ("India tested an Agni-II on Tuesday. It comes within a week of the test of an Agni-V.", "IND"),
    ],
)
def test_systems_of_capability_and_comparison(read: Read, text: str, expected: str) -> None:
    """A type that can do something is the system where no other is named; what it is likened to is none."""
    assert account(read(text), "system") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("North Korea made a failed attempt to launch a missile on Tuesday.", "failure"),
        ("Rocket Lab launched an Electron on Tuesday after 17 successful launches.", ""),
    ],
)
def test_outcomes_of_attempts(read: Read, text: str, expected: str) -> None:
    """A failed attempt is a failure; launches counted up tell nothing of this one."""
    assert account(read(text), "outcome") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iran fired a missile on Tuesday. It did not cause any injuries.", "none reported"),
        ("Iran fired a missile on Tuesday. Nobody was hurt.", "none reported"),
        ("Iran fired a missile on Tuesday, injuring no one.", "none reported"),
        ("Iran fired a missile on Tuesday. There were no victims.", "none reported"),
        ("Iran fired a missile on Tuesday. It did not harm anybody.", "none reported"),
    ],
)
def test_nobody_hurt(read: Read, text: str, expected: str) -> None:
    """That nobody was hurt, and that nothing caused injuries, says that no damage is reported."""
    assert account(read(text), "damage") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Syria fired a missile on Tuesday. It was shot down over Najran.", ""),
    ],
)
def test_shot_down_over(read: Read, text: str, expected: str) -> None:
    """What was shot down over a place did not fly over it."""
    assert account(read(text), "overflight") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("North Korea fired a missile on Tuesday. It is the first to cross over Japan since 2009.", "1/2009"),
    ],
)
def test_first_to_cross(read: Read, text: str, expected: str) -> None:
    """Since when it is the first to cross over a state."""
    assert account(read(text), "first_since") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A missile was fired on Tuesday. Japan's defence minister congratulated crews on the launch of a missile.",
            "",
        ),
        ("The French president has approved the launch of an M51 missile, which flew on Tuesday.", ""),
        ("Israel claimed responsibility for firing nine rockets on Tuesday.", "ISR@ISR"),
        ("Turkey launched and landed a test rocket on Tuesday.", "TUR"),
        ("India tested a missile on Tuesday. It was launched from the Marshall Islands.", "IND"),
        ("An interceptor was launched from Abdul Kalam Island on Tuesday.", ""),
        ("North Korea tested a missile on Tuesday. It bears a resemblance to Russia's Iskander missile.", "PRK"),
        ("Japan launched an H-2A rocket carrying the Indian government's satellite on Tuesday.", "JPN"),
        ("Mitsubishi Heavy Industries Ltd. said it launched an H-2A rocket on Tuesday.", "JPN@JPN-MHI"),
        ("A Falcon 9 roared off on Tuesday in one of several launches for Canadian satellite operator Skylink.", ""),
        ("Iran attacked two bases with a barrage of missiles early on Tuesday.", "IRN"),
        ("Iran fired “more than a dozen” ballistic missiles at two bases on Tuesday.", "IRN"),
        ("Israel said it had carried out a series of tests of its Arrow 3 missiles on Tuesday.", "ISR@ISR"),
        ("SpaceX launched a secret payload on Tuesday.", "USA"),
        ("Rocket Lab launched an Electron from New Zealand on Tuesday.", "USA"),
        ("Sudanese government troops fired a missile on Tuesday.", "SDN"),
        ("Ethiopian army units fired a missile on Tuesday.", "ETH"),
        ("Iran suffered a launch failure on Tuesday. A rocket was launched from Semnan.", "IRN"),
        ("A Bulava flew on Tuesday in a rare test launch by a Russian submarine.", "RUS"),
        ("A rocket of the German firm HyImpulse lifted off from Koonibba on Tuesday.", "DEU"),
        ("A Ukrainian drone struck a depot on Tuesday. A missile was fired at it on Tuesday.", "UKR"),
        ("A Yemeni army rocket attack killed three people on Tuesday.", "YEM"),
        ("Airmen at the U.S. Navy's range on Tuesday launched a target missile.", "USA"),
    ],
)
def test_who_launched_and_who_did_not(read: Read, text: str, expected: str) -> None:
    """Who approves or praises a launch, owns what it carries, or is where it was from, did not launch it."""
    assert account(read(text)[:1], "actor") == expected


def test_the_army_of_the_only_state_that_is_named(read: Read) -> None:
    """A lead that begins with "the army" means that of the state that the rest of the report names."""
    events = read("The army on Tuesday tested a missile. The test adds to Pakistan's deterrent.")
    assert account(events, "actor") == "PAK"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("North Korea fired two missiles on Tuesday. Earlier in the day, CNN reported that it fired a missile.", 1),
        ("Shells fell after three rockets were launched from Lebanon on Tuesday, the army said.", 1),
        ("“We can defend ourselves against missiles launched from Iran,” the minister said on Tuesday.", 0),
        ("India tested a missile on Tuesday. Such tests are conducted on a regular basis.", 1),
        ("Troops shelled two villages on Tuesday after the Houthis fired missiles at Aden.", 1),
        ("Ministers met in Paris on Tuesday after Iran fired missiles.", 0),
        ("Test fails\n\nA Vega rocket exploded after it was launched from Kourou on Tuesday. The cause is open.", 1),
        ("A Somali army rocket attack demolished a school on Tuesday.", 1),
    ],
)
def test_launches_that_are_told_as_news(read: Read, text: str, number: int) -> None:
    """The hour of a statement sets no launch apart, and what one defends against is no launch."""
    assert len(read(text)) == number


def test_what_flew_like_an_older_launch_is_the_news(read: Read) -> None:
    """Words that liken the launch to those of another week leave it the news."""
    text = "North Korea fired a missile on Tuesday. It flew 250 km and was similar to those launched last week."
    assert kilometres(read(text), "distance") == [250.0]


def test_hours_after_another_launch_are_no_period(read: Read) -> None:
    """A first test, "hours after the North fired", counts from no hours."""
    text = "South Korea carried out its first underwater missile test on Tuesday, hours after the North fired two."
    assert [c.value.period for c in claims(read(text), "ordinal") if isinstance(c.value, Ordinal)] == []
    assert claims(read(text), "first_since") == []


def test_what_a_closing_report_adds_is_not_all_it_says(read: Read) -> None:
    """An apposition behind "state television reported" leaves what stands before as the word of the station."""
    (first, *_) = claims(
        read("Iran tried to launch a satellite on Tuesday, NHK reported, the second setback."), "actor"
    )
    assert speaker(first) == "JPN-NHK"


@pytest.mark.parametrize(
    ("text", "slot", "expected"),
    [
        ("The rocket was for a programme whose trials are carried out at 250 km above the Earth.", "apogee", ""),
        ("The company saw an anomaly four minutes into the flight.", "duration", ""),
        ("The rocket exploded two minutes into its flight.", "duration", "2"),
        ("The cutoff is blocked during the first 42 seconds of the flight.", "duration", ""),
        ("The first stage made a landing 10 minutes after liftoff.", "duration", ""),
        ("The launch followed a test of a ballistic missile.", "class", ""),
        ("Washington set penalties, in response to a ballistic missile test it conducted.", "class", ""),
        ("The drill was held inside its own territorial waters.", "zone", ""),
    ],
)
def test_what_is_of_something_else_is_no_value_of_the_launch(read: Read, text: str, slot: str, expected: str) -> None:
    """Heights of a programme, minutes of an anomaly, an earlier test's class and the launcher's own waters are none."""
    news = "Iran fired a missile on Tuesday. It was seen from afar. Nobody was told. "
    assert account(read(news + text), slot) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iran launched missiles on Tuesday. State media filmed the launch of one of the missiles.", ""),
        ("Israel carried out a test launch of a rocket propulsion system on Tuesday.", ""),
        ("The missile carrying a dummy warhead was launched on Tuesday.", ""),
        ("A submarine made test flights of two Trident missiles on Tuesday.", "2"),
        ("A ship was fired on again with a cruise missile on Tuesday.", "1"),
        ("A suspected North Korean missile was fired on Tuesday.", "1"),
    ],
)
def test_counts_of_parts_and_loads(read: Read, text: str, expected: str) -> None:
    """One of several missiles, what is built of a rocket and what it carries are no count of the launch."""
    assert account(read(text), "count") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The cruise missile of the army failed to reach its target.", "cruise"),
        ("A ballistic missile could fly to Rome.", ""),
        ("Reports called them ballistic missiles.", "ballistic"),
        ("Iran succeeded in putting two satellites into orbit.", "satellite"),
    ],
)
def test_class_of_what_flew(read: Read, text: str, expected: str) -> None:
    """What failed, what reports call it and what was put into orbit tell the class; what could fly does not."""
    assert account(read(f"Iran fired two missiles on Tuesday. {text}"), "class").split("@")[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministry says a satellite confirmed the launch at 7:40 a.m.", "2019-05-14T07:40"),
        ("Ten minutes after lifting off at 4:48 a.m., it let a satellite go.", "2019-05-14T04:48"),
    ],
)
def test_clock_times_of_what_instruments_saw_and_of_rising(read: Read, text: str, expected: str) -> None:
    """When an instrument saw the launch, and when the rocket rose, is when it was launched."""
    assert expected in account(read(f"Japan launched a rocket on Tuesday. {text}"), "time")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Two missiles were fired on Tuesday, the official Saudi Press Agency reported.", "SAU-SPA"),
        ("The Houthis' TV channel reported on Tuesday that two missiles had been fired at the port.", "YEM"),
        ("Turan reported on Tuesday that two missiles had been fired.", "name:Turan"),
    ],
)
def test_media_that_speak(read: Read, text: str, who: str) -> None:
    """An official agency is no official, and a channel of somebody is of his state."""
    (claim,) = claims(read(text), "count")
    named = claim.attribution.speaker
    assert named is not None
    assert named.entity is not None
    assert who in {named.entity.id, named.entity.country}
    assert named.entity.sector == "JRN"


@pytest.mark.parametrize(
    "text",
    [
        "China fired a missile on Tuesday. In another development, China launched a rocket from the sea on Monday.",
        "Seoul fired missiles. It was a test. All saw it. North Korea's missile blasted off at 6:57 a.m. from Sunan.",
    ],
)
def test_another_launch_by_its_words_or_its_own_time(read: Read, text: str) -> None:
    """A launch told as another development, or another state's with its own time, has an account of its own."""
    assert len(read(text)) == 2


def test_what_another_state_fires_is_no_system_of_the_first(read: Read) -> None:
    """A system that the table gives to one state is nobody's where another fires it, and tells on of that launch."""
    events = read("Houthi rebels fired a Qiam at Jizan on Tuesday. The Qiam came down in the Red Sea.")
    system = claims(events, "system")[0].value
    assert isinstance(system, Mention)
    assert system.entity is not None
    assert system.entity.country is None
    assert account(events, "splash") == "Red Sea"


def test_an_office_of_a_group_is_not_of_whom_it_attacks(read: Read) -> None:
    """The spokesman of "the group" speaks for the armed group named before."""
    (claim,) = claims(
        read("The Houthis hit Jizan with a missile on Tuesday, the group's military spokesman said."), "count"
    )
    named = claim.attribution.speaker
    assert named is not None
    assert named.entity is not None
    assert (named.entity.country, named.entity.sector) == ("YEM", "REB")


@pytest.mark.parametrize(
    "text",
    [
        "SpaceX launched a Falcon 9 on Tuesday. Both satellites were lost.",
        "ESA launched a Vega on Tuesday. It was carrying four small satellites.",
        "Russia launched a Soyuz rocket on Tuesday. The satellites failed to reach their orbits.",
    ],
)
def test_a_vehicle_of_satellites_is_a_satellite_launcher(read: Read, text: str) -> None:
    """Satellites that are carried or lost tell what was launched."""
    assert account(read(text), "class") == "satellite"


@pytest.mark.parametrize(
    ("text", "slot", "expected"),
    [
        ("Iran succeeded in hurling a satellite into orbit on Tuesday.", "actor", "IRN"),
        ("Iran managed to loft a satellite into orbit on Tuesday.", "outcome", "success"),
        ("Turkey failed to put a weather satellite into orbit on Tuesday.", "outcome", "failure"),
        ("India launched a rocket on Tuesday, successfully deploying three payloads.", "outcome", "success"),
        ("Iran launched a rocket. It had pride in its Iran Space Launch Vehicle-2, an Iraqi design.", "class", ""),
        ("The Kenyan satellite was launched on Tuesday. A satellite of Kenya went silent.", "overflight", ""),
        ("The southern state launched a satellite on Tuesday. The South Asian state built a satellite.", "system", ""),
    ],
)
def test_what_is_lofted(read: Read, text: str, slot: str, expected: str) -> None:
    """Who succeeds or fails in lofting a satellite launched it; its owner lies under nothing and gives it no name."""
    assert account(read(text), slot) == expected


@pytest.mark.parametrize(
    ("text", "slot", "expected"),
    [
        ("Pakistan fired a missile on Tuesday. It flies not as far as the one of 2015, known as Ghauri.", "system", ""),
        ("A “Sarmat” intercontinental ballistic missile was fired on Tuesday.", "system", "RUS"),
        ("India fired two missiles on Tuesday. The first, a Prithvi, was fired at noon.", "system", "IND"),
        ("China fired a missile on Tuesday in the vicinity of Kunming.", "site", "Kunming"),
        (
            "A rocket took off from Kourou on Tuesday. It parachuted into the sea 9 miles from Kiruna.",
            "site",
            "Guiana Space Centre",
        ),
        ("Two rockets hit areas around the Kabul airport on Tuesday.", "splash", "Kabul airport"),
        (
            "Iran fired missiles into Iraq. The missile strikes, which occurred on Tuesday, hit a base.",
            "time",
            "2019-05-14",
        ),
        ("Rebels fired mortars and a rocket at Aden on Tuesday.", "count", "1"),
        ("Another Grad rocket on Tuesday night landed in the town of Aden.", "count", "1"),
        ("Pakistan says it has test-fired a missile. Tuesday's testing was short.", "time", "2019-05-14"),
        ("Pakistan fired a missile on Tuesday. It said the missile's impact was in the Red Sea.", "splash", "Red Sea"),
        ("Yemeni rebels fired a missile. It was launched by the Iranian backed group on Tuesday.", "actor", "YEM"),
        ("KYIV May 14 A Ukrainian rocket failed to reach orbit shortly after launch.", "outcome", "failure"),
        ("India tested a missile on Tuesday. Its Integrated Guided Missile Development Programme began.", "count", "1"),
        ("Iran fired two missiles on Tuesday. It was the seventh missile fired this month.", "ordinal", "7/2019-05"),
        (
            "Iran fired a rocket on Tuesday. The rocket fired at 7 a.m. Iranian time came down.",
            "time",
            "2019-05-14 | 2019-05-14T07",
        ),
        ("Iran fired a missile on Tuesday. A scholar said it wanted to launch satellites.", "class", ""),
        ("Iran fired a missile on Tuesday. It's unlikely to be fully successful, the army said.", "outcome", ""),
    ],
)
def test_what_more_of_a_launch_is_told(read: Read, text: str, slot: str, expected: str) -> None:
    """Comparisons, programmes and wishes give no value; names, places and numbers count where their words tie them."""
    assert account(read(text), slot).split("@")[0].removeprefix("around the ") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Iran fired a rocket on Tuesday. Iran's missile and nuclear weapons programs are a threat, said Rome's envoy.",
        "Iran fired a rocket on Tuesday. Iranian tests of missiles are banned, said Rome's envoy.",
        "Iran fired a rocket on Tuesday. Iran launches satellites to perfect its missiles, said Rome's envoy.",
    ],
)
def test_who_speaks_of_missiles_in_general_tells_of_no_launch(read: Read, text: str) -> None:
    """A programme and what somebody does again and again are not the launch of the news."""
    assert [speaker(claim) for claim in claims(read(text), "actor")] == [None]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Two rockets were fired from Lebanon on Tuesday. On Monday evening, another rocket was launched.", 2),
        ("The rocket awaiting blastoff on Wednesday from Kourou has much to prove.", 0),
        ("Launch is scheduled for 1:30 p.m. Wednesday's test launch has drawn crowds to Kourou.", 0),
        ("Iran launched several missiles into Iraq in retaliation for the attacks in Ahvaz on May 1.", 1),
    ],
)
def test_launches_of_other_days(read: Read, text: str, number: int) -> None:
    """One more missile of another day is a launch of its own, one to come is none, and an attack dates none."""
    assert len(read(text)) == number


def test_a_launch_at_a_site_of_its_state(read: Read) -> None:
    """Where two states launch, what is told of a site goes with the launch of the state in which it lies."""
    _, second = read(
        "India tested a missile on Tuesday.\n\nThe army said it tracked a North Korean missile launch on Monday.\n\n"
        "It said the missile was launched from Sunan and fell into the Sea of Japan."
    )
    assert account([second], "splash") == "Sea of Japan@IND-MIL"

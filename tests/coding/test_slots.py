"""The values of the launch account: places, counts, classes, heights and counted launches, in words of our own."""

from collections.abc import Callable

import pytest

from bongsu.annotate import Engine, annotate
from bongsu.coding.launch import code_launches, load_coding_rules
from bongsu.model import Mention, Ordinal, Place, Quantity, Report, Stamp, Term, TimeExpr, Value
from bongsu.reference import Gazetteer

Values = Callable[[str, str], list[str]]


@pytest.fixture(scope="module")
def values(gazetteer: Gazetteer, engine: Engine) -> Values:
    """Read the values of a slot from a text of our own, published on Wednesday, 15 May 2019."""
    rules = load_coding_rules()

    def read(text: str, slot: str) -> list[str]:
        report = Report.make(text=text, language="en", published=Stamp("2019-05-15", "test"))
        events = code_launches(annotate(report, gazetteer, engine), rules)
        return [shown(claim.value) for event in events for claim in event.claims if claim.slot == slot]

    return read


@pytest.fixture(scope="module")
def clocks(gazetteer: Gazetteer, engine: Engine) -> Callable[[str], list[str]]:
    """Read the clock times of a text of our own, published on Wednesday, 15 May 2019."""
    rules = load_coding_rules()

    def read(text: str) -> list[str]:
        report = Report.make(text=text, language="en", published=Stamp("2019-05-15", "test"))
        events = code_launches(annotate(report, gazetteer, engine), rules)
        times = [claim.value for event in events for claim in event.claims if isinstance(claim.value, TimeExpr)]
        return [time.value for time in times if time.granularity in {"hour", "minute"}]

    return read


def shown(value: Value) -> str:
    """A value in short."""
    match value:
        case Mention(entity=entity):
            return entity.name if entity is not None else ""
        case Place(name=name):
            return name
        case Quantity(low=low, high=high, unit=unit):
            amount = (low if low is not None else high) or 0.0
            return f"{amount / 1000:g}" if unit == "m" else f"{amount:g}"
        case Ordinal(number=number):
            return str(number)
        case Term(code=code):
            return code
        case _:
            return str(value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("India tested a surface-to-surface Prithvi missile off Chandipur on Tuesday.", "Integrated Test Range"),
        ("Vostochny cosmodrome hosted its second rocket launch on Tuesday.", "Vostochny Cosmodrome"),
        ("Two rockets were fired on Tuesday from the Palestinian Gaza Strip.", "Gaza Strip"),
        ("Four warships sailing in the Caspian Sea fired 12 cruise missiles on Tuesday.", "Caspian Sea"),
        ("A Trident missile was fired on Tuesday from a submarine off the east coast of Florida.", "Florida"),
        ("A rocket blasted off into the night sky from the space centre on Tanegashima on Tuesday.", "Tanegashima"),
        ("Iran fired six missiles on Tuesday from Kermanshah and Kordestan.", "Kermanshah"),
        ("Rocket Lab launched a rocket on Tuesday from Launch Complex 1 on New Zealand’s Mahia Peninsula.", "Mahia"),
        ("A missile was fired on Tuesday, without a warhead, from the White Sea.", "White Sea"),
        ("A rocket was launched on Tuesday from Goheung’s Naro Space Center.", "Naro"),
        ("Rockets were fired on Tuesday into the valley from neighboring Lebanon by a militia.", "Lebanon"),
        ("A missile was fired on Tuesday from a designated area in the Barents Sea.", "Barents Sea"),
        ("Taiwan fired missiles on Tuesday from Taitung County and Pingtung County.", "Pingtung"),
        ("A missile blasted into the sky in Hualien County, Taiwan, on Tuesday.", "Hualien"),
        ("North Korea fired a missile on Tuesday from the country’s eastern coast.", "eastern coast"),
        ("A missile was tested on Tuesday. The test was conducted off the port of Vasco.", "Vasco"),
        (
            "A missile was fired on Tuesday from Wonsan, the same area where previous tests were held.",
            "Wonsan",
        ),
        ("North Korea fired what was believed to be a missile on Tuesday near the port of Wonsan.", "Wonsan"),
        ("A rocket was fired on Tuesday from Pingtung County’s Jiupeng base.", "Jiupeng"),
        ("Three rockets were fired on Tuesday from a militia-held part of Lebanon.", "Lebanon"),
        ("A missile was fired on Tuesday at a ship from areas that they control in Yemen.", "Yemen"),
        ("Two rockets were fired on Tuesday into the valley from the Hamas-ruled Gaza Strip.", "Gaza"),
        ("Three launches were detected on Tuesday from the direction of Syria.", "Syria"),
        ("A missile was fired before dawn Tuesday from Yemen.", "Yemen"),
        ("A rocket exploded on Tuesday just seconds after liftoff at Wallops Island.", "Wallops"),
    ],
)
def test_sites(values: Values, text: str, expected: str) -> None:
    """Compounds with "to", hosts of a launch, double names, ships and skies do not hide whence it was fired."""
    assert any(expected in name for name in values(text, "site"))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            "India fired a missile on Tuesday from a site in Bhadrak, 200 km from state capital Bhubaneswar.",
            "Bhubaneswar",
        ),
        ("An ICBM roared out of a silo on Tuesday and its warhead reached a target near Kwajalein Atoll.", "Kwajalein"),
        ("A rocket lifted off on Tuesday, from the Uchinoura launch centre 1,000 km south of Tokyo.", "Tokyo"),
        ("SpaceX launched a rocket on Tuesday from Space Launch Complex 40 at Cape Canaveral in Florida.", "Complex"),
        ("Two missiles were fired on Tuesday from the Yemeni capital Sanaa.", "Yemen"),
        ("France tested a missile on Tuesday that blew up off the coast of Brittany.", "Brittany"),
        ("Australia fired a missile on Tuesday from HMAS Sydney.", "Sydney"),
        ("A ship of the Second Fleet based in Keelung fired a missile on Tuesday.", "Keelung"),
        ("Four rockets were fired on Tuesday at a base with U.S. troops near Baghdad airport.", "Baghdad"),
        ("Six rockets were fired on Tuesday at the Red Sea town of Eilat.", "Eilat"),
        ("A Vega rocket was lost on Tuesday, an engineer said from the Guiana Space Centre.", "Guiana"),
        ("China fired a missile on Tuesday. It had carried out drills off a coast that runs from Qingdao.", "Qingdao"),
        ("A missile was directed towards a range in Kamchatka on Tuesday and was fired from underwater.", "Kamchatka"),
        (
            "A missile was fired on Tuesday in a test that was tracked by experts at a site in Biscarrosse.",
            "Biscarrosse",
        ),
        ("The Navy launched two missiles on Tuesday from an Ohio Class boat.", "Ohio"),
        ("A rocket was fired at the Israeli city of Haifa on Tuesday. Attacks on Israel by rocket are rare.", "Haifa"),
    ],
)
def test_places_that_are_no_sites(values: Values, text: str, wrong: str) -> None:
    """What a site is so far from, and what the warhead reached, is no site."""
    assert not any(wrong in name for name in values(text, "site"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Russia fired a missile on Tuesday. It landed on a training ground in Russia’s region of Kamchatka.",
            ["Kamchatka"],
        ),
        ("A Minuteman III was launched on Tuesday from California to an area in the Pacific Ocean.", ["Pacific Ocean"]),
        (
            "Russia fired a missile on Tuesday. Its warhead reached a range in the Far East region of Kamchatka.",
            ["Kamchatka"],
        ),
        ("The launch of missiles into Syria’s Deir el-Zour province came on Tuesday.", ["Deir el-Zour"]),
        (
            "Russia fired three missiles on Tuesday at militant positions in Syria’s Deir ez-Zor province.",
            ["Deir ez-Zor"],
        ),
        (
            "China fired two missiles on Tuesday. Both landed in an area south of the Chinese island of Hainan.",
            ["Hainan"],
        ),
        (
            "Russia fired a missile from the Barents Sea on Tuesday and struck targets at the Kura range in Kamchatka.",
            ["Kura"],
        ),
        ("Israel launched a satellite into space from the Palmachim base on Tuesday.", []),
        (
            "North Korea fired two missiles on Tuesday. They flew far before striking a target in the sea off Japan.",
            ["sea off Japan"],
        ),
        ("Russia launched a missile on Tuesday. The drill included hitting a target at the Kura range.", ["Kura"]),
        ("Two frigates fired six missiles on Tuesday on rebel installations in the Hama province.", ["Hama"]),
        ("Ships failed on Tuesday to hit a missile launched off Hawaii’s coast.", []),
        ("North Korea fired a missile on Tuesday. It flew 500 km after being launched off the east coast.", []),
    ],
)
def test_splashes(values: Values, text: str, expected: list[str]) -> None:
    """Where it landed or what it was fired into; neither space nor the coast off which it was fired."""
    found = values(text, "splash")
    assert len(found) == len(expected)
    assert all(name in place for name, place in zip(expected, found, strict=True))


def test_what_lies_below_is_listed(values: Values) -> None:
    """All states of a list were flown over."""
    text = "Russia fired 12 missiles on Tuesday. They flew over Iran and Iraq."
    assert values(text, "overflight") == ["Iran", "Iraq"]


def test_who_reports_an_overflight_is_not_flown_over(values: Values) -> None:
    """A speaker behind the state that was flown over is no part of a list."""
    text = "North Korea launched a rocket on Tuesday that passed over Japan, the government in Seoul said."
    assert values(text, "overflight") == ["Japan"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Saudi Arabia intercepted a ballistic missile fired by the Houthis on Tuesday.", ["1"]),
        ("A ballistic missile self-destructed over the sea on Tuesday, France said.", ["1"]),
        ("China said two missiles of different types were launched on Tuesday.", ["2"]),
        ("China launched two missiles on Tuesday. The second, a DF-21D, was fired from Zhejiang.", ["2"]),
        ("Iran launched three satellites on Tuesday.", []),
        ("Japan launched a rocket on Tuesday, and all four previous rockets were launched well.", ["1"]),
        ("The Air Force carried out a planned test of an unarmed Minuteman III missile on Tuesday.", ["1"]),
        ('Iran fired rockets on Tuesday. Three rockets, thought to be new, "were fired from Tabriz".', ["3"]),
        ("A South Korean rocket, carrying a weather satellite, apparently exploded on Tuesday.", ["1"]),
        ("A Japanese rocket carrying two satellites for a Dutch firm was launched on Tuesday.", ["1"]),
        ("North Korea launched on Tuesday what it called a satellite-carrying rocket.", ["1"]),
        ("The base was targeted by a Katyusha rocket on Tuesday.", ["1"]),
        ("Russia launched eight drones and a cruise missile on Tuesday.", ["8", "1"]),
        ("Iran fired missiles on Tuesday. Six missiles and an unknown number of drones hit their targets.", ["6"]),
        ("Three rockets from the Gaza Strip were fired at Sderot on Tuesday.", ["3"]),
        ("The launch of one of China's Long March 2C rockets failed on Tuesday.", ["1"]),
        ("India test-fired its nuclear-capable Agni-IV missile on Tuesday.", ["1"]),
        ("Iran fired its Zolfaghar missiles on Tuesday.", []),
        ("A rocket built by a young firm burst into flames on Tuesday, seconds after lift-off.", ["1"]),
        ("A Soyuz rocket climbed away from its pad at Baikonur on Tuesday.", ["1"]),
        ("Iran test-fired a “Qiam” ballistic missile on Tuesday.", ["1"]),
        ('A "projectile" fired from the Gaza Strip on Tuesday hit a field.', ["1"]),
        ("A Soyuz rocket with a weather satellite lifted off on Tuesday.", ["1"]),
        ("A Proton rocket bound for the space station exploded on Tuesday.", ["1"]),
        ("Russia fired nine drones, six cruise missiles and a ballistic missile on Tuesday.", ["9", "6", "1"]),
        ("Rebels fired two missiles at a tanker and four drones at a warship on Tuesday.", ["4", "2"]),
        ("Ukraine shot down seven missiles that Russia launched on Tuesday.", ["7"]),
        ("The Navy carried out a Trident II missile test on Tuesday.", []),
    ],
)
def test_counts(values: Values, text: str, expected: list[str]) -> None:
    """What was stopped or broke up counts; one of a salvo, a payload and an older launcher do not."""
    assert values(text, "count") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia's Soyuz 2.1a rocket orbited six communications satellites on Tuesday.", ["satellite"]),
        ("India launched a PSLV rocket on Tuesday with 30 satellites on board.", ["satellite"]),
        ("A Proton rocket was launched on Tuesday. The satellite failed to reach the planned orbit.", ["satellite"]),
        ("A Soyuz rocket lifted off on Tuesday, releasing a weather satellite.", ["satellite"]),
        ("A ballistic target missile was launched from Kauai on Tuesday.", ["ballistic"]),
        ("A missile was fired on Tuesday. There is reason to believe it was a ballistic missile.", ["ballistic"]),
        ("A boat has test-fired a cruise missile on Tuesday in the latest of a series of tests.", ["cruise"]),
        ("A rocket lifted off on Tuesday. It deployed two satellites for a firm into a circular orbit.", ["satellite"]),
        ("A rocket lifted off on Tuesday, and a satellite with a camera rode into orbit.", ["satellite"]),
        ("Egypt’s first satellite was placed into its orbit on Tuesday by a Soyuz-2 rocket.", ["satellite"]),
        ("The navy gained a new capability, firing a Tomahawk cruise missile on Tuesday.", ["cruise"]),
        ("North Korea fired an intermediate-range Musudan missile on Tuesday.", ["IRBM"]),
        ("Pakistan held a launch of surface to surface ballistic missile Ghaznavi on Tuesday.", ["ballistic"]),
        ("The coalition intercepted a rebel drone fired from Saada on Tuesday.", ["drone"]),
        ("Two cruise missiles and a number of drones hit their targets on Tuesday.", ["cruise", "drone"]),
        ("A rocket lifted off on Tuesday. The satellite carried by the rocket failed to enter orbit.", ["satellite"]),
        ("A missile was fired on Tuesday. At a parade the army showed submarine-launched ballistic missiles.", []),
        ("Russia launched ballistic and cruise missiles on Tuesday.", ["cruise", "ballistic"]),
        ("On Tuesday, it struck Lviv with ballistic and cruise missiles fired by Russia.", ["cruise", "ballistic"]),
        ("Several ballistic missiles had been fired on Tuesday.", ["ballistic"]),
        ("A series of ballistic missiles was fired on Tuesday.", ["ballistic"]),
        ("Ukraine downed six cruise missiles and nine drones that Russia launched on Tuesday.", ["cruise", "drone"]),
        ("Iran fired a missile and two drones on Tuesday.", ["drone"]),
        ("A missile was fired on Tuesday, and a jet destroyed a ballistic missile launcher.", []),
        ("The rocket lifted off on Tuesday, launching a weather satellite for the Navy.", ["satellite"]),
    ],
)
def test_classes(values: Values, text: str, expected: list[str]) -> None:
    """What a launcher carries, orbits or releases says what it is."""
    assert values(text, "class") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An ICBM was launched out of a silo on Tuesday.", ["silo"]),
        ("Iran fired cruise missiles from a warship and the back of a truck on Tuesday.", ["mobile", "ship"]),
        ("The U.S. fired a missile on Tuesday, and sailors aboard the destroyer detected and tracked it.", []),
        ("Pakistan fired a cruise missile on Tuesday. Its attack craft fired the missile.", ["ship"]),
        ("The missile was launched on Tuesday by a Russian MiG-31K fighter.", ["air"]),
        ("A missile was launched on Tuesday. It was fired from a B-52H over the sea.", ["air"]),
        ("Iran fired a missile on Tuesday. Firing it from mobile vehicles makes it hard to find.", ["mobile"]),
        ("Iran fired a missile on Tuesday. It unveiled its submarine-launched ballistic missiles.", []),
        ("Oman’s navy said that a patrol boat fired a missile on Tuesday.", ["ship"]),
        ("A missile was fired on Tuesday from a 2,500-tonne submarine.", ["submarine"]),
        ("An anti-ship missile fired from a Lynx helicopter on Tuesday hit its target.", ["air"]),
        ("An anti-ship ballistic missile was fired on Tuesday.", []),
        ("Rockets were fired on Tuesday at Tel Aviv.", []),
        ("Israel Aircraft Industries launched a satellite on Tuesday.", []),
    ],
)
def test_platforms(values: Values, text: str, expected: list[str]) -> None:
    """Silos, trucks and craft that fire are platforms; a ship that only watched is none."""
    assert values(text, "platform") == expected


@pytest.mark.parametrize(
    "text",
    [
        "The destroyer fired a missile on Tuesday that shot down a missile target about 100 miles above the Pacific.",
        "Japan launched an Epsilon rocket on Tuesday. The rocket is 24.4 metres high.",
    ],
)
def test_heights_that_are_no_apogee(values: Values, text: str) -> None:
    """Where a missile was shot down, and how tall a rocket stands, is no apogee."""
    assert values(text, "apogee") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "China launched a Long March-3B on Tuesday. It was the 521st flight mission of the Long March rocket.",
            ["521"],
        ),
        (
            "The Navy tested a Trident II on Tuesday. It marked the 177th successful test of a Trident II missile.",
            ["177"],
        ),
        ("The Houthis fired a missile on Tuesday. It was the third ballistic missile attack since March.", ["3"]),
        ("Iran launched a satellite on Tuesday. It is the fourth such launch, after three in 2009.", ["4"]),
        (
            "China launched a rocket on Tuesday. It launched its first rocket – a Long March 1 – in April 1970.",
            [],
        ),
        ("Tuesday’s launch marked the 28th flight of Japan’s H-2A rocket.", ["28"]),
        ("India’s PSLV rocket, on its 18th flight, soared into the sky on Tuesday from Sriharikota.", ["18"]),
        ("France fired an M51 on Tuesday. It was the ninth launch of the missile whose design began in 1996.", ["9"]),
        ("Brazil launched its sixth VLS rocket on Tuesday.", ["6"]),
        (
            "Japan launched an H-2A on Tuesday. It was the 3rd flight of an H-2A in May and the 5th launch since June.",
            ["5", "3"],
        ),
        ("Japan launched an H-2A on Tuesday. The launch had been put off for the first time on Friday.", []),
        ("Russia fired a Bulava on Tuesday. It was the third Bulava failure in a row.", ["3"]),
        ("France fired two missiles on Tuesday. The second M51 missile fell into the Atlantic.", []),
    ],
)
def test_ordinals(values: Values, text: str, expected: list[str]) -> None:
    """Flights of a family, tests and attacks are counted; an older first launch is not this one."""
    assert values(text, "ordinal") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iran fired a missile on Tuesday. Officials said the Sejil was a new missile.", ["Sejil"]),
        ("Iran fired a missile on Tuesday. It is known to possess a missile known as the Shahab-3.", []),
        ("Russia fired missiles on Tuesday. They were identified by analysts as the new Kalibr.", ["Kalibr"]),
        ("Iran launched satellites on Tuesday. The Simorgh carrier rocket carried two satellites.", ["Simorgh"]),
        ("Iran fired missiles on Tuesday. It used both Ghadr-110 and Shahab-3 missiles.", ["Ghadr", "Shahab-3"]),
        ("Rockets were fired from Gaza on Tuesday. An Iron Dome battery intercepted a rocket.", []),
        ("Iran launched three satellites on Tuesday. It is building a larger satellite called Mahda.", []),
        ("China launched a Long March-3B on Tuesday, among other types, such as the Kuaizhou.", ["Long March-3"]),
        (
            "A rocket was launched on Tuesday. The rocket is better known to the outside world as the Taepodong-2.",
            ["Taepodong-2"],
        ),
        ("China launched a Kuaizhou on Tuesday. The rocket uses the DF-21's motors.", ["Kuaizhou"]),
        ("A rocket was fired from Gaza on Tuesday, and the Iron Dome was activated.", []),
        ("Japan fired an SM-3 from a ship with the Aegis system on Tuesday.", ["SM-3"]),
        ("The army fired a missile on Tuesday. It was identified from its debris as a Scud.", ["Scud"]),
        ("Iran fired six Zelzals and two Qiams on Tuesday.", ["Zelzal", "Qiam"]),
    ],
)
def test_systems(values: Values, text: str, expected: list[str]) -> None:
    """What flew is named by its carrier, its user or those who identify it; not what it has, builds or stops it."""
    assert values(text, "system") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels fired a missile on Tuesday from a ridge south of Damascus.", ["south of Damascus"]),
        ("Iran fired a missile on Tuesday from Shahroud, east of Tehran.", ["Shahroud", "Tehran"]),
        ("Virgin Orbit launched a rocket on Tuesday from Brisbane.", ["Brisbane"]),
        ("Israel tested an interceptor in the south of Israel on Tuesday.", ["south of Israel"]),
        ("Syria fired three missiles at Idlib on Tuesday.", []),
    ],
)
def test_ground_beside_a_place_and_abroad(values: Values, text: str, expected: list[str]) -> None:
    """Ground of which a place tells the side is not the place, and a firm launches from anybody's ground."""
    assert values(text, "site") == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Iran fired a missile, one of the fastest in the world today.", 0),
        ("Iran fired a missile, a modest arm in today's warfare.", 0),
        ("Iran fired a missile today.", 1),
        ("Iran made history on Monday after it tested a cruise missile.", 1),
        ("Iran met envoys on Monday after it tested a cruise missile.", 0),
    ],
)
def test_the_present_age_is_no_day(values: Values, text: str, number: int) -> None:
    """The "today" of an age dates nothing; the day on which a test made history is the day of the test."""
    assert len(values(text, "time")) == number


def test_the_distance_that_strikes_span(values: Values) -> None:
    """So many km "of flight" is how far it flew."""
    text = "Russia fired 26 missiles on Tuesday. The missiles took off and spanned almost 1,500 km of precision flight."
    assert values(text, "distance") == ["1500"]


@pytest.mark.parametrize(
    ("text", "slot", "expected"),
    [
        ("North Korea fired a missile on Tuesday that the military said flew 400 km.", "distance", "400"),
        (
            "A missile was fired on Tuesday. It hit its target after more than 500 km of flight.",
            "distance",
            "500",
        ),
        ("A missile was fired on Tuesday which Tokyo’s ministry said reached an altitude of 60 km.", "apogee", "60"),
        ("A rocket was fired on Tuesday that a radar station said went up to 120 km.", "apogee", "120"),
        ("A rocket was fired on Tuesday. It travelled 70 km into the air and fell.", "apogee", "70"),
        ("A rocket was fired on Tuesday. It reached as high as 150 km over an island.", "apogee", "150"),
        ("A rocket was fired on Tuesday. The rocket flew two or three minutes before it fell.", "duration", "120"),
        ("A missile was fired on Tuesday. It fell after only 11 minutes of test flight.", "duration", "660"),
        ("A missile was fired on Tuesday. The missile covered 280 km in seven minutes.", "duration", "420"),
        ("A boat fired a missile on Tuesday by mistake. It landed some 30 nautical miles away.", "distance", "55.56"),
    ],
)
def test_figures_in_clauses_below_the_launch(values: Values, text: str, slot: str, expected: str) -> None:
    """What is said of the missile in a relative clause, or flown on the way to a target, is a figure of its flight."""
    assert values(text, slot) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army’s test of a missile on Tuesday had to be terminated shortly after liftoff.", ["failure"]),
        ("A rocket was launched on Tuesday. The second launch from U.S. soil was a success.", ["success"]),
        ("India’s rocket lifted off on Tuesday. The chairman announced the success of the mission.", ["success"]),
        ("A rocket was launched on Tuesday. All but one of the rocket’s flights have been successful.", []),
        ("A rocket was launched on Tuesday in a mission that went well after an earlier failure.", []),
        ("ESA launched a rocket on Tuesday, making up for an earlier failure by a successful liftoff.", ["success"]),
        ("Iran tested a missile on Tuesday. The missile's last two tests failed.", []),
        ("SpaceX launched a rocket on Tuesday. The company suffered a mission failure.", ["failure"]),
        ("ESA launched a satellite on Tuesday. It failed to establish contact with it.", []),
        ("Britain fired a Trident on Tuesday. The launch would have been a success in war, a source said.", []),
    ],
)
def test_outcomes(values: Values, text: str, expected: list[str]) -> None:
    """A flight that is cut short failed; that those before went well says nothing of this one."""
    assert values(text, "outcome") == expected


@pytest.mark.parametrize(
    "text",
    [
        "The United States launched a scheduled test of its Minuteman III missile on Tuesday.",
        "A test of a missile had to be stopped on Tuesday shortly after Tuesday’s liftoff from Kodiak.",
    ],
)
def test_the_day_of_a_test_that_had_been_planned(values: Values, text: str) -> None:
    """What was planned and done is done, on the day that is named."""
    assert any("2019-05-14" in time for time in values(text, "time"))


def test_none_within_a_zone_is_outside_it(values: Values) -> None:
    """The negation is the subject."""
    fired = "North Korea fired three missiles on Tuesday. "
    for told in ("None came down within Japan's exclusive economic zone.", "No debris reached Japan's economic zone."):
        (zone,) = values(fired + told, "zone")
        assert "JPN" in zone
        assert "outside" in zone


def test_whether_it_succeeded_is_no_success(values: Values) -> None:
    """A question that is open gives no outcome."""
    assert (
        values("Iran launched a rocket on Tuesday. It was not clear whether the launch was successful.", "outcome")
        == []
    )
    assert values("Iran launched a rocket on Tuesday. The launch was successful.", "outcome") == ["success"]


def test_the_day_for_which_it_was_first_planned_is_none(values: Values) -> None:
    """It flew on another."""
    text = "A rocket lifted off from Mahia. The launch was originally scheduled for May 13 but slipped a day."
    assert values(text, "time") == []


def test_the_countdown_is_not_the_launch(values: Values) -> None:
    """It began the day before."""
    text = "India launched a rocket at 9.28 am on Wednesday. The countdown for the launch began at 7.28 am on Tuesday."
    assert len(values(text, "time")) == 1


@pytest.mark.parametrize(
    ("text", "slot", "expected"),
    [
        ("Four rockets suspected to have been fired from Sinai struck Aqaba on Tuesday.", "count", ["4"]),
        ("Four rockets fired from Sinai struck Aqaba on Tuesday.", "site", ["Sinai"]),
        ("A battery was used on Tuesday to shoot down a rocket fired from Gaza.", "count", ["1"]),
        ("A missile target was air-launched on Tuesday by a C-17 aircraft.", "platform", ["air"]),
        ("The missiles were fired on Tuesday on a pick-up truck near the border.", "platform", ["mobile"]),
        ("A rocket was launched on Tuesday on a mission to put two satellites in orbit.", "class", ["satellite"]),
        (
            "A missile was fired on Tuesday. Its boosters went out, and the missile splashed into the Black Sea.",
            "splash",
            ["Black Sea"],
        ),
    ],
)
def test_values_beside_other_words(values: Values, text: str, slot: str, expected: list[str]) -> None:
    """What is suspected was fired, what is hit is no site, and a target that is launched is what flew."""
    assert values(text, slot) == expected


def test_a_height_that_is_yet_to_be_reached_is_none(values: Values) -> None:
    """What a plan waits for is planned as well."""
    text = "Japan launched a rocket on Tuesday. Engineers plan to release its load when it reaches a height of 800 km."
    assert values(text, "apogee") == []


def test_the_ship_that_tracked_a_missile_did_not_fire_it(values: Values) -> None:
    """What stands behind "by" did what the verb says."""
    text = "France fired a missile on Tuesday. The missile was tracked in flight by the instrumentation ship Monge."
    assert values(text, "platform") == []


def test_the_month_of_a_flight_is_its_time(values: Values) -> None:
    """A relative clause may tell no more than the month."""
    text = "Officials spoke of a missile that sailed over Japan in May."
    assert any("2019-05" in time for time in values(text, "time"))


def test_where_there_is_no_evidence_nothing_is_told(values: Values) -> None:
    """Whoever found none says of no place that it was fired from there."""
    text = "A rocket was fired on Tuesday. Egypt said it had not found any evidence that it was fired from Sinai."
    assert values(text, "site") == []


def test_dashes_set_words_apart_and_part_no_launch(values: Values) -> None:
    """What stands between dashes leaves the clause whole."""
    text = "Russia's missile -- thought to be a new ICBM -- blasted off on Tuesday from Plesetsk."
    assert values(text, "actor") == ["Russia"]


def test_whose_the_satellites_are_launches_nothing(values: Values) -> None:
    """A customer is no actor."""
    text = "India launched a rocket on Wednesday. It was launched with 13 other satellites from the United States."
    assert values(text, "actor") == ["India"]


@pytest.mark.parametrize(
    "text",
    [
        "A rocket fired from the Gaza Strip on Tuesday was brought down at 8:20 p.m. over the sea.",
        "Iran fired a missile on Tuesday. It was intercepted at 8:20 p.m. by a destroyer.",
        "People gathered at 5 a.m. to watch the launch of a rocket on Tuesday from Tanegashima.",
    ],
)
def test_a_clock_time_of_what_came_before_or_after_is_not_the_launch_s(
    clocks: Callable[[str], list[str]], text: str
) -> None:
    """Neither when it was stopped, nor when people came to see it."""
    assert clocks(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "North Korea fired a projectile that Seoul believes was a ballistic missile around 6:30 p.m. on Tuesday.",
        "India tested a missile on Tuesday at 6:30 p.m. – its third this year – from Chandipur.",
        "India tested a missile on Tuesday. The missile was fired at about 1830 hours hitting its target.",
        "The first launch of China’s newest rocket failed on Tuesday at 6:30 p.m. over the desert.",
    ],
)
def test_a_clock_time_behind_a_clause_is_the_launch_s(clocks: Callable[[str], list[str]], text: str) -> None:
    """What it is believed to be, and a dash behind the hour, part no time from the launch."""
    assert clocks(text) == ["2019-05-14T18:30"]


def test_since_when_behind_an_exception(values: Values) -> None:
    """What is left out stands between the count and its period."""
    text = (
        "North Korea fired a missile on Tuesday. It is the first time that one has crossed Japan’s main islands, "
        "leaving out the far southern ones, since the rocket that it fired in April 2009."
    )
    assert values(text, "first_since") == ["1"]


def test_a_satellite_flies_on_a_rocket_of_another_state(values: Values) -> None:
    """The rocket of somebody else does not make its launch another one."""
    text = (
        "Egypt’s first satellite was launched on Tuesday. The EgyptSat spacecraft lifted off on a Proton rocket from "
        "Baikonur."
    )
    assert any("Baikonur" in site for site in values(text, "site"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A rocket was launched on Tuesday and fell into the sea 145 km from the spaceport.", ["145"]),
        ("A rocket was launched on Tuesday. Its first stage fell 145 km from the launch site.", []),
    ],
)
def test_how_far_from_its_launch_site_it_fell(values: Values, text: str, expected: list[str]) -> None:
    """A fall so far from the launch site tells the distance flown, and that of a stage does not."""
    assert values(text, "distance") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rockets were fired at Haifa on Tuesday for the first time in two years.", ["1"]),
        ("A Soyuz rocket lifted off on Tuesday. For the first time in years, the rocket was painted white.", []),
        ("An Atlas V lifted off on Tuesday. It was the first Atlas flight by the firm since March.", ["1"]),
    ],
)
def test_since_when_it_is_the_first(values: Values, text: str, expected: list[str]) -> None:
    """The first launch or flight in a time counts, and not what else was done for the first time."""
    assert values(text, "first_since") == expected


def test_whose_satellite_is_carried_launches_nothing(values: Values) -> None:
    """A state that owns a payload is not who launched it."""
    text = "A rocket took off from Kourou on Tuesday. It carried two satellites, a small one and India’s new satellite."
    assert values(text, "actor") == []


@pytest.mark.parametrize(
    "told",
    [
        "Militants have fired more than a dozen rockets in violence that erupted in May.",
        "Militants have fired 30 rockets over the past two weeks.",
        "Militants have launched 30 rockets since the truce ended.",
    ],
)
def test_a_series_so_far_is_not_the_launch(values: Values, told: str) -> None:
    """How many have been fired in a longer time is no count of one launch."""
    assert values(f"A rocket was fired from Gaza on Tuesday, the army said. {told}", "count") == ["1"]


@pytest.mark.parametrize(
    ("told", "sites"),
    [
        ("The army said it had shot down a missile fired from Gaza on May 9.", []),
        ("The army said it had shot down a missile fired from Gaza on Tuesday, May 9.", ["Gaza"]),
    ],
)
def test_news_has_weekdays_and_what_is_older_dates(
    told: str, sites: list[str], gazetteer: Gazetteer, engine: Engine
) -> None:
    """In a report of no known day, a bare date further down is not that of a launch that has only a weekday."""
    news = "Militants fired a rocket at a town on Tuesday. Nobody was hurt. No group said that it had done so."
    report = Report.make(text=f"{news} {told}", language="en")
    events = code_launches(annotate(report, gazetteer, engine), load_coding_rules())
    assert [shown(claim.value) for claim in events[0].claims if claim.slot == "site"] == sites

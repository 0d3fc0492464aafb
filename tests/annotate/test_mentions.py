"""Who is named: states, organisations, office-holders and persons, as one mention each."""

import pytest

from bongsu.annotate.mentions import find_mentions
from bongsu.model import Span
from bongsu.reference import Gazetteer


def named(gazetteer: Gazetteer, text: str) -> dict[str, tuple[str, str | None, str | None]]:
    """Words of each mention to its label, country and sector."""
    return {
        text[m.span.start : m.span.end]: (
            m.label,
            m.entity.country if m.entity else None,
            m.entity.sector if m.entity else None,
        )
        for m in find_mentions(text, gazetteer.find(text))
    }


@pytest.mark.parametrize(
    ("text", "words", "label", "country", "sector"),
    [
        ("South Korea's military said so.", "South Korea's military", "organisation", "KOR", "MIL"),
        ("The Japanese defence ministry said so.", "Japanese defence ministry", "organisation", "JPN", "MIL"),
        ("The foreign ministry of Pakistan said so.", "foreign ministry of Pakistan", "organisation", "PAK", "GOV"),
        ("Pyongyang denied it.", "Pyongyang", "actor", "PRK", "GOV"),
        ("Iranian state television showed it.", "Iranian state television", "outlet", "IRN", "JRN"),
        ("Yonhap reported it.", "Yonhap", "outlet", "KOR", "JRN"),
        ("U.S. Pacific Command tracked it.", "U.S. Pacific Command", "organisation", "USA", "MIL"),
        ("A US space official saw it.", "US space official", "organisation", "USA", "GOV"),
        ("US sent troops.", "US", "actor", "USA", "GOV"),
        ("The State Department spokesman saw it.", "State Department spokesman", "organisation", "USA", "GOV"),
        (
            "South Korean Foreign Minister Cho Tae-yul met him.",
            "South Korean Foreign Minister Cho Tae-yul",
            "person",
            "KOR",
            "GOV",
        ),
        (
            "Indian Defence Minister Rajnath Singh praised it.",
            "Indian Defence Minister Rajnath Singh",
            "person",
            "IND",
            "MIL",
        ),
    ],
)
def test_phrase_is_one_mention(  # noqa: PLR0913, PLR0917
    gazetteer: Gazetteer, text: str, words: str, label: str, country: str, sector: str
) -> None:
    """A country, its organ, a title and a name are one mention with one country and sector."""
    assert named(gazetteer, text)[words] == (label, country, sector)


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Britain protested. Foreign Secretary Jo Holt met the envoy.", "Foreign Secretary Jo Holt", "GBR"),
        ("Foreign Secretary Jo Holt met the envoy.", "Foreign Secretary Jo Holt", "GBR"),
        ("ISLAMABAD, May 4 (AP) - Foreign Secretary Jo Holt met the envoy.", "Foreign Secretary Jo Holt", "PAK"),
        ("The Philippines protested. Defense Secretary Jo Holt met him.", "Defense Secretary Jo Holt", "PHL"),
        ("Austria protested. Chancellor Jo Holt met him.", "Chancellor Jo Holt", "AUT"),
        ("Chad and Niger protested. Chancellor Jo Holt met him.", "Chancellor Jo Holt", None),
    ],
)
def test_an_office_is_of_its_usual_state_only_where_that_is_told_of(
    gazetteer: Gazetteer, text: str, words: str, country: str | None
) -> None:
    """Several states have a foreign secretary; whose it is, the report says, or nobody else is named."""
    assert named(gazetteer, text)[words][1] == country


def test_an_office_holder_is_of_the_state_behind_the_name(gazetteer: Gazetteer) -> None:
    """What the words say goes before what the report was told of so far."""
    text = "Antony Blinken met President Jo Holt of Norway."
    assert named(gazetteer, text)["President Jo Holt"][1] == "NOR"


def test_official_before_an_outlet_is_nobody(gazetteer: Gazetteer) -> None:
    """An agency that is called official has no official before it."""
    text = "Riyadh: the official Saudi Press Agency reported it."
    assert "official" not in {text[one.span.start : one.span.end] for one in find_mentions(text, gazetteer.find(text))}


def test_head_without_country_takes_the_last_one(gazetteer: Gazetteer) -> None:
    """A bare "the military" is the military that was named before; without one, its country is unknown."""
    text = "Japan's military saw it. The military gave no details."
    assert named(gazetteer, text)["military"][1] == "JPN"
    assert named(gazetteer, "The military gave no details.")["military"][1] is None
    assert named(gazetteer, "GAZA, May 4 (Reuters) - The military said so.")["military"][1] is None
    assert named(gazetteer, "Iran fired at Iraq, its military said.")["military"][1] == "IRN"


def test_body_of_the_state_named_last(gazetteer: Gazetteer) -> None:
    """Whose ministry "its" and "the country's" is: that of the state that was named last."""
    text = "Russia said it fired a missile. Its defence ministry gave the range. The country's space agency watched."
    found = named(gazetteer, text)
    assert (found["defence ministry"][1], found["space agency"][1]) == ("RUS", "RUS")


def test_abbreviation_that_the_text_defines(gazetteer: Gazetteer) -> None:
    """The meaning that a text gives an abbreviation stands before that of the tables."""
    text = "The Saudi Press Agency (SPA) reported it. SPA gave no details."
    assert named(gazetteer, text)["SPA"] == ("outlet", "SAU", "JRN")
    assert named(gazetteer, "The SPA met in Pyongyang.")["SPA"][1] == "PRK"


def test_surname_is_the_person_named_before(gazetteer: Gazetteer) -> None:
    """A surname alone is linked to its bearer, in Korean order too, and to nobody before him."""
    text = "Park spoke. Defence Minister Jeong Kyeong-doo of Seoul agreed, and Jeong left."
    mentions = find_mentions(text, gazetteer.find(text))
    by_words = [(text[m.span.start : m.span.end], m.entity.name if m.entity else None) for m in mentions]
    assert ("Jeong", "Jeong Kyeong-doo") in by_words
    assert "Park" not in [words for words, _ in by_words]


def test_surname_goes_on_to_mean_the_same_person(gazetteer: Gazetteer) -> None:
    """Whom a surname alone has meant it means when a relative has come in; of a Kim one cannot know."""
    text = "Moon Jae-in and Joe Biden met. Biden smiled. Jill Biden came too. Biden left."
    mentions = find_mentions(text, gazetteer.find(text), [(Span(text.index("Jill"), text.index(" came")), "PER")])
    alone = [m.entity.name for m in mentions if m.entity and text[m.span.start : m.span.end] == "Biden"]
    assert alone == ["Joe Biden", "Joe Biden"]


def test_country_and_verb_do_not_make_an_organ(gazetteer: Gazetteer) -> None:
    """The words "North Korea said officials" name a state and officials, not North Korean officials."""
    assert "North Korea said officials" not in named(gazetteer, "North Korea said officials had left.")


def test_its_is_of_a_state_named_near(gazetteer: Gazetteer) -> None:
    """A body that is "its" is a state's that was named in the sentence before, not further back."""
    near = "Peru closed the border. Its spokesman gave no reason."
    assert named(gazetteer, near)["spokesman"][1] == "PER"
    far = "Peru closed the border. Talks began on Monday. Its spokesman gave no reason."
    assert named(gazetteer, far)["spokesman"][1] is None


def test_those_told_of_before_are_of_no_state_named_since(gazetteer: Gazetteer) -> None:
    """Those told of again are those that were brought in, not the state's from which they had to go."""
    text = "Three diplomats were expelled from Russia. The diplomats left on Monday."
    assert {m.entity.country for m in find_mentions(text, gazetteer.find(text)) if m.entity} == {None, "RUS"}
    assert named(gazetteer, text)["diplomats"][1] is None


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("The UN special envoy for Syria, Geir Holm, left.", "UN special envoy for Syria, Geir Holm", None),
        ("US special envoy for Iran Brian Hook left.", "US special envoy for Iran Brian Hook", "USA"),
        ("The foreign minister of Iran Ali Dehqan left.", "foreign minister of Iran Ali Dehqan", "IRN"),
    ],
)
def test_envoy_is_not_of_the_state_where_he_is_sent(
    gazetteer: Gazetteer, text: str, words: str, country: str | None
) -> None:
    """Whom an envoy is for is not whose he is; a minister of a state is that state's."""
    assert named(gazetteer, text)[words][:2] == ("person", country)


@pytest.mark.parametrize("words", ["its ambassador from Quito", "her troops in Chad"])
def test_whose_own_they_are_is_not_the_state_behind(gazetteer: Gazetteer, words: str) -> None:
    """An office or a force that a pronoun owns is only where the name behind it says."""
    found = named(gazetteer, f"They recalled {words}.")
    assert words.rsplit(" ", maxsplit=1)[-1] in found


def test_congress_of_trade_unions_is_no_parliament(gazetteer: Gazetteer) -> None:
    """A body of workers is no house of lawmakers."""
    assert named(gazetteer, "Kenya's trade union congress left.")["Kenya's trade union congress"][2] == "LAB"


def test_person_named_like_a_state_is_no_state(gazetteer: Gazetteer) -> None:
    """A state's name that begins a person's, as the model finds it, is that person's."""
    text = "Chad Wolf and Sofia Brandt met in Chad."
    persons = [(Span(0, 9), "PER"), (Span(14, 26), "PER")]
    found = [(text[m.span.start : m.span.end], m.label) for m in find_mentions(text, gazetteer.find(text), persons)]
    assert found == [("Chad Wolf", "person"), ("Sofia Brandt", "person"), ("Chad", "actor")]


def test_person_named_like_a_body_is_no_body(gazetteer: Gazetteer) -> None:
    """The name of a firm that ends a person's, as the model finds it, is that person's."""
    text = "Ana Blackwater left Oslo, and Blackwater sent guards."
    found = find_mentions(text, gazetteer.find(text), [(Span(0, 14), "PER")])
    assert (text[found[0].span.start : found[0].span.end], found[0].label) == ("Ana Blackwater", "person")


def test_representative_is_no_member_of_a_parliament_by_itself(gazetteer: Gazetteer) -> None:
    """Only the title says of which house: "the European Union's representative" sits in none."""
    assert "representative" not in named(gazetteer, "The European Union's representative left.")
    assert named(gazetteer, "Rep. Ann Hale left.")["Rep. Ann Hale"][1:] == ("USA", "LEG")


@pytest.mark.parametrize("name", ["Omar al-Bashir", "Hans van der Berg", "Jorge de la Cruz", "Luiz Lula da Silva"])
def test_particles_are_of_the_name(gazetteer: Gazetteer, name: str) -> None:
    """Small words inside a name behind a title belong to it."""
    assert f"President {name}" in named(gazetteer, f"President {name} left in April.")


def test_unknown_name_is_whom_the_brackets_name(gazetteer: Gazetteer) -> None:
    """A name in another spelling is the organisation whose abbreviation stands behind it."""
    text = "The National Chung Shang Institute (NCSIST) tested it."
    found = find_mentions(text, gazetteer.find(text), [(Span(4, 34), "ORG")])
    assert [m.entity.id for m in found if m.entity] == ["TWN-NCSIST", "TWN-NCSIST"]


def test_a_body_of_a_state_keeps_it_beside_its_abbreviation(gazetteer: Gazetteer) -> None:
    """The letters in brackets say no state and take none away."""
    text = "The Taiwanese Ministry of Defense (MND) said so."
    found = find_mentions(text, gazetteer.find(text), [(Span(4, 33), "ORG")])
    assert found[0].entity is not None
    assert found[0].entity.country == "TWN"


def test_a_possessive_is_no_part_of_the_name(gazetteer: Gazetteer) -> None:
    """But the apostrophe of an Irish name is."""
    assert "President Macky Sall" in named(gazetteer, "The opposition criticised President Macky Sall's decision.")
    assert "President Colm O'Neill" in named(gazetteer, "The opposition criticised President Colm O'Neill's decision.")


def test_a_nickname_is_part_of_the_name(gazetteer: Gazetteer) -> None:
    """In quotation marks, between the first name and the last."""
    found = named(gazetteer, 'Interior Minister Karim "Bobo" Haddad said so.')
    assert 'Interior Minister Karim "Bobo" Haddad' in found


def test_an_apposition_tells_whose_general_it_is(gazetteer: Gazetteer) -> None:
    """Not the state whose army was named before."""
    found = named(gazetteer, "The Pakistan army said so. But General Bikram Singh, India's army chief, denied it.")
    assert found["General Bikram Singh"][1] == "IND"


def test_head_of_a_body_is_not_of_the_town_where_it_is_based(gazetteer: Gazetteer) -> None:
    """Britain-based, and of no state."""
    assert named(gazetteer, "The head of the Britain-based watchdog said so.").get("head of the Britain") is None


def test_currency_is_no_state(gazetteer: Gazetteer) -> None:
    """In whose dollars a sum is says nothing of who pays or gets it."""
    assert not named(gazetteer, "Kuwaiti banks lent it US$15 million and US $2 million.").keys() & {"US"}
    assert "US" in named(gazetteer, "Kuwaiti banks lent the US $15 million.")


def test_joint_chiefs_are_of_the_state_whose_media_are_named(gazetteer: Gazetteer) -> None:
    """A report that names of South Korea only its news agency means that state's Joint Chiefs of Staff."""
    text = "North Korea fired a missile, Yonhap quoted the Joint Chiefs of Staff as saying."
    assert named(gazetteer, text)["Joint Chiefs of Staff"][1] == "KOR"


@pytest.mark.parametrize("office", ["Joint Chiefs of Staff", "Joint Chief of Staff"])
def test_joint_chiefs_are_never_north_korea_s(gazetteer: Gazetteer, office: str) -> None:
    """A report that names North Korea alone quotes the South's."""
    text = f"The {office}(JCS) said that North Korea fired a missile."
    assert named(gazetteer, text)[office][1] == "KOR"


def test_a_weapon_does_not_tell_whose_navy_fired_it(gazetteer: Gazetteer) -> None:
    """Missiles are sold to others."""
    assert named(gazetteer, "A frigate fired a Harpoon missile, the navy said.")["navy"][1] is None


def test_a_spokesman_is_of_the_body_whose_he_is(gazetteer: Gazetteer) -> None:
    """Of its state and its sector, and not of the government."""
    text = "Pakistan said so. It was the navy's spokesperson Admiral Jo Doe who said it."
    assert named(gazetteer, text)["spokesperson Admiral Jo Doe"][1:] == ("PAK", "MIL")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It has expelled all staff of its embassy, President Doe said.", "embassy"),
        ("The men will be brought to justice, Xinhua reported.", "justice"),
    ],
)
def test_a_body_is_not_whoever_is_named_behind_the_comma(gazetteer: Gazetteer, text: str, words: str) -> None:
    """There a clause ends, and what follows is who says so."""
    assert words in named(gazetteer, text)


def test_an_office_holder_may_be_named_behind_a_comma(gazetteer: Gazetteer) -> None:
    """An office and its holder are one."""
    assert "army chief, General Joe Doe" in named(gazetteer, "The army chief, General Joe Doe, resigned.")

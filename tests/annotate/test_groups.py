"""Armed groups and parties act by their people, who are the group, the state's body or nobody of either."""

import pytest

from bongsu.annotate.mentions import find_mentions
from bongsu.reference import Gazetteer


def named(gazetteer: Gazetteer, text: str) -> dict[str, tuple[str | None, str | None]]:
    """Words of each mention to its country and sector."""
    return {
        text[m.span.start : m.span.end]: (m.entity.country, m.entity.sector)
        for m in find_mentions(text, gazetteer.find(text))
        if m.entity is not None
    }


@pytest.mark.parametrize(
    ("text", "words", "country", "sector"),
    [
        ("The Taliban killed five soldiers.", "Taliban", "AFG", "REB"),
        ("Colombia's president spoke of the FARC.", "FARC", "COL", "REB"),
        ("The Wagner Group left the town.", "Wagner Group", "RUS", "PRM"),
        ("The Sinaloa cartel killed a reporter.", "Sinaloa cartel", "MEX", "CRM"),
        ("Likud won the vote.", "Likud", "ISR", "PTY"),
        ("The Forces of Freedom and Change called a strike.", "Forces of Freedom and Change", "SDN", "OPP"),
        ("The Peshmerga held the dam.", "Peshmerga", "IRQ", "MIL"),
    ],
)
def test_groups_have_a_state_and_a_sector(
    gazetteer: Gazetteer, text: str, words: str, country: str, sector: str
) -> None:
    """The table knows armed groups, militias, gangs, parties and the forces of regions."""
    assert named(gazetteer, text)[words] == (country, sector)


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Boko Haram fighters burned the village.", "Boko Haram fighters", ("NGA", "REB")),
        ("Boko Haram Islamist militants burned the village.", "Boko Haram Islamist militants", ("NGA", "REB")),
        ("Hezbollah's fighters left the town.", "Hezbollah's fighters", ("LBN", "REB")),
        ("Hamas officials in Beirut said so.", "Hamas officials", ("PSE", "REB")),
        ("Peshmerga forces held the dam.", "Peshmerga forces", ("IRQ", "MIL")),
        ("A spokesman for the Taliban said so.", "spokesman for the Taliban", ("AFG", "REB")),
        ("Rebels from the FARC freed two men.", "Rebels from the FARC", ("COL", "REB")),
    ],
)
def test_the_people_of_a_group_are_the_group(
    gazetteer: Gazetteer, text: str, words: str, code: tuple[str, str]
) -> None:
    """Fighters, officials and spokesmen of a group are of its state and sector, whatever their noun is elsewhere."""
    assert named(gazetteer, text)[words] == code


def test_soldiers_are_from_no_group(gazetteer: Gazetteer) -> None:
    """Soldiers who are saved from a group are not its own."""
    found = named(gazetteer, "The villagers hid the soldiers from the Taliban.")
    assert found["Taliban"] == ("AFG", "REB")
    assert "soldiers from the Taliban" not in found


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Likud lawmakers said so.", "Likud lawmakers", ("ISR", "LEG")),
        ("Two lawmakers from the AKP said so.", "lawmakers from the AKP", ("TUR", "LEG")),
        ("The BJP government said so.", "BJP government", ("IND", "GOV")),
        ("BJP workers burned the bus.", "BJP workers", ("IND", "CVL")),
        ("Fidesz Prime Minister Bela Toth said so.", "Fidesz Prime Minister Bela Toth", ("HUN", "GOV")),
    ],
)
def test_who_holds_office_is_of_the_state(gazetteer: Gazetteer, text: str, words: str, code: tuple[str, str]) -> None:
    """Lawmakers, a government and ministers of a party are bodies of its state; its workers are people of it."""
    assert named(gazetteer, text)[words] == code


def test_a_group_is_of_its_own_state(gazetteer: Gazetteer) -> None:
    """Whose ally an armed group is does not make it that state's."""
    assert named(gazetteer, "Iran's ally Hezbollah said so.")["Iran's ally Hezbollah"] == ("LBN", "REB")


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("The Labour Party won in Norway.", "Labour Party", "NOR"),
        ("The Labour Party lost in Norway, a friend of Britain.", "Labour Party", "GBR"),
        ("Norway's Labour Party lost, Britain said.", "Norway's Labour Party", "NOR"),
        ("The Conservative Party lost in Britain. The Conservatives regretted it.", "Conservatives", "GBR"),
        ("The Labour Party won.", "Labour Party", None),
    ],
)
def test_a_party_of_many_states_is_that_of_the_report(
    gazetteer: Gazetteer, text: str, words: str, country: str | None
) -> None:
    """It is of the state beside its name, else of the usual one where the report names it, else of the only one."""
    assert named(gazetteer, text)[words] == (country, "PTY")


def test_lawmakers_of_a_party_of_many_states_are_of_the_usual_one(gazetteer: Gazetteer) -> None:
    """The lawmakers of a party have its state where the report names it, also without an article."""
    assert named(gazetteer, "Labour MPs met in London and in Oslo.")["Labour MPs"] == ("GBR", "LEG")


def test_common_words_are_no_parties(gazetteer: Gazetteer) -> None:
    """The short name of a party is a word like another in a text that names no party in full."""
    text = "Labour costs rose. Conservative estimates say so, and Greens were sold at the Vox theatre."
    assert [m for m in find_mentions(text, gazetteer.find(text)) if m.entity and m.entity.sector == "PTY"] == []


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("The leaders of the Southern African Development Community met in Lesotho.", "leaders of", "IGO"),
        ("Lesotho received a SADC delegation.", "SADC delegation", "IGO"),
        ("The OAU's envoy left Chad.", "OAU's envoy", "IGO"),
        ("UNESCO's head praised Chad.", "UNESCO's head", "IGO"),
        ("The chief of the UN mission in Liberia left.", "chief of the UN mission in Liberia", "IGO"),
        ("An official with the Red Cross left Chad.", "official with the Red Cross", "NGO"),
        ("African Union election observers left Chad.", "African Union election observers", "IGO"),
        ("The general secretariat of the Arab League praised Chad.", "general secretariat of the", "IGO"),
        ("The secretary-general praised Chad.", "secretary-general", "IGO"),
        ("A spokeswoman for Oxfam spoke in Chad.", "spokeswoman for Oxfam", "NGO"),
        ("A French head of Greenpeace left Chad.", "French head of Greenpeace", "NGO"),
    ],
)
def test_the_people_of_a_body_of_no_state_are_its_own(gazetteer: Gazetteer, text: str, words: str, code: str) -> None:
    """Leaders, envoys and officials of such a body are of no state, also where the report tells of one alone."""
    assert [found for said, found in named(gazetteer, text).items() if said.startswith(words)] == [(None, code)]


def test_a_mission_of_the_united_nations_is_that_of_the_state_before_it_alone(gazetteer: Gazetteer) -> None:
    """Of a state it is an embassy, of none a force of peacekeepers."""
    assert named(gazetteer, "Cuba's U.N. mission denied it.")["Cuba's U.N. mission"] == ("CUB", "GOV")
    assert named(gazetteer, "The U.N. mission in Burundi denied it.")["U.N. mission"] == (None, "IGO")


def test_diplomats_at_a_body_are_those_of_their_states(gazetteer: Gazetteer) -> None:
    """Those who sit at a body, and those of a state who sit with it, are not the body's."""
    assert named(gazetteer, "Kenyan diplomats with the African Union left.")["Kenyan diplomats"] == ("KEN", "GOV")
    assert named(gazetteer, "Diplomats at the United Nations said so.")["Diplomats"] == (None, "GOV")


def test_a_charity_tells_of_no_state(gazetteer: Gazetteer) -> None:
    """A government is not that of the state where a relief body that speaks of it is at home."""
    found = named(gazetteer, "The Norwegian Refugee Council spoke of floods. The government denied it.")
    assert found["Norwegian Refugee Council"] == ("NOR", "NGO")
    assert found["government"] == (None, "GOV")


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Fiji's electoral commission met.", "Fiji's electoral commission", ("FJI", "GOV")),
        ("The presidential guard left the palace in Gabon.", "presidential guard", ("GAB", "MIL")),
        ("Civil society groups in Togo said so.", "Civil society groups in Togo", ("TGO", "NGO")),
    ],
)
def test_bodies_that_every_state_may_have(gazetteer: Gazetteer, text: str, words: str, code: tuple[str, str]) -> None:
    """Guards of a ruler are armed forces, a commission for elections is the state's, and civil society is nobody's."""
    assert named(gazetteer, text)[words] == code

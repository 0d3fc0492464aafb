"""Who a source is in the end: the words that name him, and whose state and sector he is of."""

from collections.abc import Callable

import pytest

from bongsu.annotate import Engine, annotate
from bongsu.coding.launch import CodingRules, code_launches
from bongsu.model import Claim, Report, Stamp
from bongsu.reference import Gazetteer

Said = Callable[[str, str], tuple[str | None, ...]]


@pytest.fixture
def said(account_rules: CodingRules, gazetteer: Gazetteer, engine: Engine) -> Said:
    """Return a reader of who states the last value of a slot: his words, his state and his sector."""

    def read(text: str, slot: str) -> tuple[str | None, ...]:
        report = Report.make(text=text, language="en", published=Stamp("2019-05-15", "test"))
        events = code_launches(annotate(report, gazetteer, engine), account_rules)
        return _speaker(report, [claim for event in events for claim in event.claims if claim.slot == slot][-1])

    return read


def _speaker(report: Report, claim: Claim) -> tuple[str | None, ...]:
    speaker = claim.attribution.speaker
    if speaker is None:
        return (None,)
    entity = speaker.entity
    assert entity is not None
    return report.text[speaker.span.start : speaker.span.end], entity.country, entity.sector


LEAD = "North Korea fired two missiles on Tuesday, South Korea's military said. "


@pytest.mark.parametrize(
    "words",
    ["Both flew 240 km, it added.", "A statement said they flew 240 km.", "The statement said they flew 240 km."],
)
def test_it_and_a_statement_are_the_word_of_who_spoke_before(said: Said, words: str) -> None:
    """A statement of nobody, and "it" of a speaker, belong to the one named last."""
    assert said(LEAD + words, "distance") == ("South Korea's military", "KOR", "MIL")


def test_a_pronoun_is_shown_as_who_was_named(said: Said) -> None:
    """An analyst wants the name, and not "he"."""
    text = (
        "Pakistan's army spokesman Asif Ghafoor spoke on Tuesday. He said a Shaheen missile was fired and flew 900 km."
    )
    assert said(text, "distance") == ("Pakistan's army spokesman Asif Ghafoor", "PAK", "MIL")


@pytest.mark.parametrize("words", ["One of the officials said", "The officials said"])
def test_the_officials_are_those_who_spoke_before(said: Said, words: str) -> None:
    """Officials with an article are those of a state who were quoted already."""
    text = f"Iran fired a missile on Tuesday, two U.S. officials said. {words} it flew 600 miles."
    assert said(text, "distance")[1:] == ("USA", "GOV")


def test_the_official_is_the_last_one_who_spoke(said: Said) -> None:
    """Of two officials, "the official" is the nearer one."""
    text = (
        "North Korea fired a missile on Tuesday, U.S. officials said. A South Korean military official confirmed that "
        "it was launched at dawn. The official said the missile flew 240 km."
    )
    assert said(text, "distance")[1:] == ("KOR", "MIL")


def test_officials_of_a_body_are_of_the_one_named_before(said: Said) -> None:
    """Coalition officials speak for that coalition, with its state and sector."""
    text = (
        "The Saudi-led coalition said on Tuesday that the Houthis had fired a missile. "
        "Coalition officials said it was launched from Saada."
    )
    assert said(text, "site")[1:] == ("SAU", "MIL")


def test_officials_of_any_military_stay_anybody_s(said: Said) -> None:
    """A military official of no stated country may be of another one's military."""
    text = LEAD + "A military official said they flew 240 km."
    assert said(text, "distance")[1:] == (None, "MIL")


def test_a_wing_has_the_sector_of_its_body(said: Said) -> None:
    """The army's media wing speaks for the armed forces, and not for the government."""
    text = (
        "Pakistan test-fired a Shaheen missile on Tuesday, the army's media wing said. It flew 900 km, the wing said."
    )
    assert said(text, "actor")[1:] == ("PAK", "MIL")


def test_a_statement_is_of_the_command_of_a_body(said: Said) -> None:
    """Owners of documents are followed to the one whose state is known."""
    text = (
        "A statement from the command of the Saudi-led coalition said that the missile was fired from Sanaa on Tuesday."
    )
    assert said(text, "site")[1:] == ("SAU", "MIL")


def test_who_publishes_a_statement_is_not_its_owner(said: Said) -> None:
    """An agency that carries a statement relays it."""
    text = (
        "A Saudi-led coalition statement published by the Saudi Press Agency said a ballistic missile had been fired "
        "from Saada on Tuesday."
    )
    assert said(text, "site")[1:] == ("SAU", "MIL")


def test_an_outlet_stands_before_the_noun_for_it(said: Said) -> None:
    """A channel with its name before it is that outlet."""
    text = LEAD + "Yemen's Houthi-linked Almasirah channel, for its part, stated that they flew 240 km."
    assert said(text, "distance")[1:] == ("YEM", "JRN")


def test_an_official_quoted_by_state_media_is_of_that_state(said: Said) -> None:
    """State television quotes its own ministers without saying whose they are."""
    text = "Iran launched a satellite on Tuesday, state television quoted a defence ministry spokesman as saying."
    assert said(text, "actor")[1:] == ("IRN", "MIL")


def test_a_known_spokesman_keeps_the_sector_of_the_table(said: Said) -> None:
    """A spokesman is of the sector of those he speaks for, here of rebels."""
    text = (
        "The Houthis fired a missile on Tuesday. Their military spokesman, Yahya Saree, said it was fired from Saada."
    )
    assert said(text, "site")[1:] == ("YEM", "REB")


def test_a_spokesman_is_of_the_body_that_spoke_before(said: Said) -> None:
    """A spokesman whom no table knows, behind the word of a military, speaks for it."""
    text = (
        "Ukraine's air force said Russia launched two Kinzhal missiles on Tuesday. "
        "Spokesman Yuriy Ihnat said they were fired at 6 a.m."
    )
    assert said(text, "time")[1:] == ("UKR", "MIL")


def test_an_officer_of_one_of_several_forces_is_of_no_state(said: Said) -> None:
    """Whose general it is cannot be told where the forces of two states were named."""
    text = (
        "Syria fired four missiles on Tuesday, the Pentagon said. Russia's military said it fired three. "
        "Lieutenant General Kenneth Doe said one missile was fired."
    )
    assert said(text, "count")[1:] == (None, "MIL")


def test_the_island_is_the_state_that_reports_call_so(said: Said) -> None:
    """Taiwan's ministry is "the island's" in the reports of wires."""
    text = "China fired 11 ballistic missiles into waters off Taiwan on Tuesday, the island's defence ministry said."
    assert said(text, "count")[1:] == ("TWN", "MIL")


def test_officials_of_a_named_body_are_its(said: Said) -> None:
    """An official with the name of a body before him is of it."""
    text = 'South Korea fired a missile on Tuesday. "It was launched at 3 p.m.," a Cheong Wa Dae official said.'
    assert said(text, "time")[1:] == ("KOR", "GOV")


@pytest.mark.parametrize("words", ["the coalition said", "coalition forces said"])
def test_a_coalition_is_the_one_of_the_report(said: Said, words: str) -> None:
    """A coalition is named in full somewhere in a report, and not always first."""
    text = (
        f"A missile was fired by the Houthis from Saada on Tuesday, {words}. "
        "The Saudi-led coalition has fought the Houthis since 2015."
    )
    assert said(text, "site")[1:] == ("SAU", "MIL")


@pytest.mark.parametrize(
    "words",
    [
        "a military statement said",
        "according to an army press release",
        "according to an army statement carried by Dawn News",
    ],
)
def test_a_statement_is_of_the_branch_before_it(said: Said, words: str) -> None:
    """A statement that is called the military's is its word, of the state told of, whoever prints it."""
    assert said(f"Pakistan fired a missile on Tuesday, {words}.", "actor")[1:] == ("PAK", "MIL")


@pytest.mark.parametrize(
    ("words", "whose"),
    [
        ("the student news agency ISNA quoted a commander as saying", ("IRN", "MIL")),
        ("Reuters quoted a commander as saying", (None, "MIL")),
    ],
)
def test_officials_are_of_the_state_whose_media_quote_them(
    said: Said, words: str, whose: tuple[str | None, str]
) -> None:
    """Media of a state told of quote its own officials; an agency that reports from everywhere tells nothing."""
    text = f"Iran fired a missile on Tuesday, {words}. Britain and Iraq condemned it."
    assert said(text, "actor")[1:] == whose


def test_an_officer_with_a_name_is_of_the_state_whose_media_quote_him(said: Said) -> None:
    """A name that no table knows tells no state; who quotes him does."""
    text = "Saudi Arabia was shelled from Yemen. "
    text += "The Saudi Press Agency cited Colonel Jad Harb as saying that a missile was launched on Tuesday."
    assert said(text, "time")[1:] == ("SAU", "MIL")


def test_officials_are_of_the_state_to_whose_media_they_speak(said: Said) -> None:
    """A government source that tells a Japanese agency is Japan's, where the report tells of Japan."""
    text = "Japan protested. North Korea fired a missile on Tuesday, a government source told Kyodo."
    assert said(text, "actor")[1:] == ("JPN", "GOV")


def test_an_indefinite_source_is_of_the_media_that_quote_it(said: Said) -> None:
    """Whom a Japanese broadcaster calls "a ministry source" is no official of the ministry named before."""
    named = LEAD + "South Korea's defence ministry took note, and Japan protested. "
    text = named + "NHK quoted a defence ministry source as saying they flew 240 km."
    assert said(text, "distance")[1:] == ("JPN", "MIL")


def test_a_force_of_the_united_nations_is_of_no_state(said: Said) -> None:
    """It is the organisation's, wherever it stands."""
    text = "Israel was hit. Two rockets were fired from Lebanon on Tuesday, the UN peacekeeping force said."
    assert said(text, "count")[1:] == (None, "IGO")


def test_a_channel_of_no_name_is_an_outlet(said: Said) -> None:
    """A number is name enough beside "channel"."""
    text = "Hezbollah attacked. Israeli Channel 12 said 15 rockets were launched from Lebanon on Tuesday."
    assert said(text, "count")[1:] == ("ISR", "JRN")


def test_the_report_is_of_the_agency_that_reported(said: Said) -> None:
    """What "the report said" is the word of who reported just before."""
    text = "China launched a rocket on Tuesday, Xinhua reported. The report said the rocket flew 240 km."
    assert said(text, "distance")[1:] == ("CHN", "JRN")


def test_who_speaks_with_another_may_share_his_adjective(said: Said) -> None:
    """Both are Israel's in "the Israeli army and police"; "a U.S. source" beside Iraq's army is no Iraqi."""
    together = "Two rockets were fired from Sinai on Tuesday, the Israeli army and police said."
    assert said(together, "count")[1:] == ("ISR", "COP")
    apart = "A base was hit by two rockets on Tuesday, Iraq's army and a U.S. security source said."
    assert said(apart, "count")[1:] == ("USA", "GOV")


def test_an_outlet_of_no_table_is_told_by_the_noun_beside_it(said: Said) -> None:
    """A name beside "channel" is an outlet, of the state before it."""
    text = "Two missiles were fired by Israel on Tuesday, Israel's Channel 10 reported."
    assert said(text, "count")[1:] == ("ISR", "JRN")


def test_a_name_alone_is_of_the_office_that_spoke_before(said: Said) -> None:
    """A person of whom nothing is told is the minister who was quoted in the sentence before."""
    text = 'Turkey fired a missile, the Turkish defence minister said. "It flew 240 km," Cem Doe told a broadcaster.'
    assert said(text, "distance")[1:] == ("TUR", "MIL")


def test_a_name_with_a_description_is_of_no_office(said: Said) -> None:
    """An analyst who is named behind a minister is not the minister."""
    text = "Turkey fired a missile, the Turkish defence minister said. It flew 240 km, said analyst Cem Doe."
    assert said(text, "distance")[1:] == (None, "EDU")


def test_an_analysis_is_of_the_official_who_tells_of_it(said: Said) -> None:
    """What an analysis of a state shows is the word of the official of that state, with his sector."""
    text = (
        LEAD + "A South Korean defence official said an initial South Korean analysis showed that they were fired from "
        "mobile launchers."
    )
    assert said(text, "platform")[1:] == ("KOR", "MIL")


@pytest.mark.parametrize("words", ["the press service of the Russian Navy", "the Northern Fleet's press service"])
def test_a_press_service_has_the_sector_of_its_body(said: Said, words: str) -> None:
    """Who speaks for a navy is of the armed forces."""
    assert said(f"Russia fired a missile on Tuesday, {words} said.", "actor")[1:] == ("RUS", "MIL")


def test_it_is_the_office_of_a_person(said: Said) -> None:
    """An office is no person, though its holder's name stands before it."""
    text = (
        "North Korea fired a missile on Tuesday, President Moon Jae-in's office said. It said the missile flew 240 km."
    )
    assert said(text, "distance")[1:] == ("KOR", "GOV")


def test_a_navy_s_spokesman_is_not_of_the_government_that_spoke_before(said: Said) -> None:
    """Whose he is stands before him."""
    text = (
        "Pakistan fired a missile on Tuesday, a government spokesman said. "
        "It flew 240 km, the navy's spokesman Admiral Jo Doe said."
    )
    assert said(text, "distance")[1:] == ("PAK", "MIL")


def test_one_of_the_officials_has_their_sector(said: Said) -> None:
    """Officials of the armed forces do not become the government's."""
    text = (
        "North Korea fired a missile on Tuesday, South Korea's military officials said. "
        "It flew 240 km, said one of the officials, who asked for anonymity."
    )
    assert said(text, "distance")[1:] == ("KOR", "MIL")


def test_it_is_who_acts_in_what_is_told(said: Said) -> None:
    """Where nobody has spoken, the pronoun is the subject of the clause before."""
    text = "The Israeli army shot down a rocket that was fired on Tuesday from the Gaza Strip, it said."
    assert said(text, "site") == ("Israeli army", "ISR", "MIL")


def test_a_spokesman_is_of_the_body_in_his_apposition(said: Said) -> None:
    """Who speaks for forces is of the forces, and not of the government."""
    text = "Ivan Dox, a spokesman for Russia’s Aerospace Forces, said the rocket was launched on Tuesday from Plesetsk."
    assert said(text, "site")[1:] == ("RUS", "MIL")


def test_a_spokesman_is_of_the_body_that_acted_before(said: Said) -> None:
    """A spokesman of nobody is of the subject of the sentence before."""
    text = "Ukraine’s army downed two missiles on Tuesday. Spokesman Yu Dox said the missiles were fired from Crimea."
    assert said(text, "site")[1:] == ("UKR", "MIL")


def test_a_coalition_that_a_state_leads_is_an_armed_force(said: Said) -> None:
    """A coalition that a state leads is no international organisation."""
    text = "A missile was fired on Tuesday from Sanaa, the Riyadh-led coalition said."
    assert said(text, "site")[1:] == ("SAU", "MIL")


def test_the_saudi_agency_has_a_short_name(said: Said) -> None:
    """The short name is the agency behind words that say so, and no assembly."""
    text = "A missile was fired on Tuesday from Sanaa, the Saudi news agency SPA reported."
    assert said(text, "site")[1:] == ("SAU", "JRN")


def test_public_media_are_of_the_state_that_the_report_tells_of(said: Said) -> None:
    """Public radio is some state’s, as state radio is."""
    text = "Israel was hit on Tuesday. Public radio said a rocket had been fired from the Gaza Strip."
    assert said(text, "site")[1:] == ("ISR", "JRN")


@pytest.mark.parametrize(
    "text",
    [
        "India's air force detected a missile fired from Karachi on Tuesday at 6 a.m., the BBC reported.",
        "According to the BBC, India's air force tracked a missile fired from Karachi on Tuesday at 6 a.m.",
    ],
)
def test_what_a_force_saw_is_its_word_also_in_an_outlet(said: Said, text: str) -> None:
    """An outlet that tells what a force detected only carries it."""
    assert said(text, "site") == ("India's air force", "IND", "MIL")


def test_where_it_was_said_is_no_part_of_what_is_said(said: Said) -> None:
    """The day behind "in a statement" is the report's own."""
    text = "Iran said the missile was a Shahab-3 in a statement hours after the launch on Tuesday."
    assert said(text, "time") == (None,)


def test_an_officer_is_of_the_force_named_before(said: Said) -> None:
    """A rank without a state belongs to the only force that the report named, by its own name too."""
    seen = "US Pacific Command detected a North Korean missile on Tuesday. "
    told = "Commander Jo Doe told Reuters that the missile flew 900 km."
    assert said(seen + told, "distance") == ("Commander Jo Doe", "USA", "MIL")


def test_a_government_is_of_the_state_of_who_leads_it(said: Said) -> None:
    """A government that is named by its leader is not that of the town where the report was filed."""
    text = "SEOUL, May 14, 2019 (Reuters) - The government of Kim Jong Un said it fired a missile on Tuesday."
    assert said(text, "count")[1:] == ("PRK", "GOV")

"""Who did what to whom, according to whom and how surely: own sentences, and the report that bongsu began with."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bongsu.annotate import Engine, annotate
from bongsu.coding.events import CoderRules, code_events, consider, load_coder
from bongsu.config import Settings
from bongsu.model import Event, Mention, RawDocument, Reading, Report, Slot, Stamp, TimeExpr
from bongsu.pipeline import load
from bongsu.reference import Gazetteer

Code = Callable[[str], tuple[Event, ...]]


@pytest.fixture(scope="module")
def coder() -> CoderRules:
    """The shipped tables."""
    return load_coder()


@pytest.fixture
def code(coder: CoderRules, gazetteer: Gazetteer, engine: Engine) -> Code:
    """Return a coder of texts published on Monday, 6 January 2025."""

    def coded(text: str) -> tuple[Event, ...]:
        report = Report.make(text=text, language="en", published=Stamp("2025-01-06", "test"))
        return code_events(annotate(report, gazetteer, engine), coder)

    return coded


def names(event: Event, slot: Slot) -> list[str]:
    """Return who fills a slot, by id where the tables know them, else by the words."""
    quote = event.claims[0].evidence
    found = []
    for claim in event.claims:
        if claim.slot == slot and isinstance(claim.value, Mention):
            start, end = claim.value.span.start - quote.span.start, claim.value.span.end - quote.span.start
            found.append(claim.value.entity.id if claim.value.entity else quote.quote[start:end])
    return found


def words(event: Event, slot: Slot) -> list[str]:
    """Return the words of a slot."""
    quote = event.claims[0].evidence
    spans = [claim.value.span for claim in event.claims if claim.slot == slot]
    return [quote.quote[span.start - quote.span.start : span.end - quote.span.start] for span in spans]


def how(event: Event) -> tuple[str, str, str]:
    """Return how surely an event is told."""
    fact = event.claims[0].factuality
    return fact.certainty, fact.polarity, fact.status


def test_who_hails_a_launch_launches_nothing(code: Code) -> None:
    """Praise is of the deed, and where it is uttered is no recipient."""
    (event,) = code("Indian President Ram Nath Kovind hailed the successful launch on Twitter.")
    assert (event.type, names(event, "recipient")) == ("SUPPORT", [])


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        ("Japan condemned North Korea on Friday.", "ACCUSE", ["JPN"], ["PRK"]),
        ("North Korea was condemned by Japan on Friday.", "ACCUSE", ["JPN"], ["PRK"]),
        ("The United States imposed sanctions on Iran.", "SANCTION", ["USA"], ["IRN"]),
        ("Sanctions were imposed on Iran by the United States.", "SANCTION", ["USA"], ["IRN"]),
        ("Russia and China held talks in Moscow.", "CONSULT", ["RUS", "CHN"], []),
        ("Japan urged North Korea to return to talks.", "REQUEST", ["JPN"], ["PRK"]),
        ("South Korea deployed destroyers off Busan.", "MOBILIZE", ["KOR"], []),
        ("Iran rejected the demand.", "REJECT", ["IRN"], []),
    ],
)
def test_who_does_what_to_whom(code: Code, text: str, kind: str, actors: list[str], recipients: list[str]) -> None:
    """Active, passive, a noun that a verb carries: the same sides."""
    (event,) = (event for event in code(text) if event.type == kind)
    assert names(event, "actor") == actors
    assert names(event, "recipient") == recipients


def test_every_claim_of_an_event_has_its_words_and_one_speaker(code: Code) -> None:
    """The act stands at the trigger; every slot has the same speaker and is as sure."""
    (event,) = code("Russia has supplied North Korea with food since May, Seoul said on Monday.")
    assert words(event, "act") == [event.trigger.quote] == ["supplied"]
    assert {claim.attribution for claim in event.claims} == {event.claims[0].attribution}
    assert {claim.factuality for claim in event.claims} == {event.claims[0].factuality}
    speaker = event.claims[0].attribution.speaker
    assert speaker is not None
    assert speaker.entity is not None
    assert speaker.entity.country == "KOR"


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("China backed the sanctions on Iran.", []),
        ("China and Russia supported the latest round of sanctions against Iran.", []),
        ("China supported Iran against Iraq.", ["IRN"]),
    ],
)
def test_who_backs_sanctions_does_not_back_their_target(code: Code, text: str, recipients: list[str]) -> None:
    """Those against whom something is supported are not supported."""
    event = next(event for event in code(text) if event.type == "SUPPORT")
    assert names(event, "recipient") == recipients


@pytest.mark.parametrize(
    "text",
    [
        "Guam has no bunkers, and the rocket that it fired over Japan on Tuesday frightened many.",
        "The Associated Press said it had fired the Minuteman missile on Friday.",
    ],
)
def test_neither_the_press_nor_a_territory_launches(code: Code, text: str) -> None:
    """A pronoun that seems to stand for whoever reports it, or for where it was to come down, names nobody."""
    launches = [event for event in code(text) if event.type == "LAUNCH"]
    assert [words(event, "actor") for event in launches] == [[]]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("A gunman unleashed a barrage of gunfire on a market in Quetta.", ["ASSAULT"]),
        ("The brothers set up a shell company in Cyprus.", []),
        ("Hamas unleashed a barrage of rockets.", ["LAUNCH"]),
    ],
)
def test_not_every_barrage_or_shell_is_launched(code: Code, text: str, types: list[str]) -> None:
    """Bullets are fired at people, and a shell company is registered."""
    assert [event.type for event in code(text)] == types


def test_a_content_begins_behind_its_preposition(code: Code) -> None:
    """What ties a content to its act is none of it; one in the midst of it stays."""
    event = code("France voiced concern over the expulsion of its envoys from Niger.")[0]
    assert words(event, "content") == ["the expulsion of its envoys from Niger"]


def test_what_went_on_meanwhile_is_no_content(code: Code) -> None:
    """A clause of time tells when something was asked, and not what."""
    event = code("Kenyan church leaders urged voters, as the count went on, to stay at home.")[0]
    assert words(event, "content") == ["to stay at home"]


def test_what_is_agreed_is_the_content_and_no_second_event(code: Code) -> None:
    """To agree to share is one act."""
    (event,) = code("Japan and South Korea agreed to share radar data.")
    assert (event.type, words(event, "content")) == ("AGREE", ["to share radar data"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Japan condemned North Korea.", ("certain", "affirmed", "happened")),
        ("Japan did not condemn North Korea.", ("certain", "denied", "happened")),
        ("Japan may condemn North Korea.", ("possible", "affirmed", "planned")),
        ("Japan reportedly condemned North Korea.", ("probable", "affirmed", "happened")),
    ],
)
def test_how_surely_an_act_is_told(code: Code, text: str, expected: tuple[str, str, str]) -> None:
    """Denied, possible and hearsay are told apart from what happened."""
    (event,) = code(text)
    assert how(event) == expected


def test_when_and_where_an_act_took_place(code: Code) -> None:
    """By the words that hang on it, and not on the saying."""
    (event,) = code("Japan and Iran held talks in Geneva on January 3, officials said on Monday.")
    (time,) = (claim.value for claim in event.claims if claim.slot == "time")
    assert isinstance(time, TimeExpr)
    assert time.value == "2025-01-03"
    assert words(event, "place") == ["Geneva"]


@pytest.mark.parametrize(
    ("text", "mode", "actors", "recipients"),
    [
        ("Polls opened in Zambia on Thursday.", "election", [], []),
        ("The vote in Kenya took place on Sunday.", "election", [], []),
        ("Voters in Kenya began casting ballots on Sunday.", "election", ["Voters in Kenya"], []),
        ("Kenya's election was held on Sunday.", "election", ["Kenya"], []),
        ("The islanders voted in 2013 by 1,200 to five to remain a colony.", "election", ["islanders"], []),
        ("The president won with 60 percent in the election in Kenya.", "election", [], ["president"]),
        ("The governor was appointed prime minister on Tuesday.", "appointment", [], ["governor"]),
        ("The Kenyan parliament voted on Friday to impeach the president.", "impeachment", ["Kenyan parliament"],
         ["president"]),
        ("The declaration of martial law by the Kenyan president alarmed the courts.", "martial law",
         ["Kenyan president"], []),
    ],
)  # fmt: skip
def test_what_a_state_does_within_itself(
    code: Code, text: str, mode: str, actors: list[str], recipients: list[str]
) -> None:
    """Elections also without a voter, appointments also without who appoints."""
    found = [event for event in code(text) if event.type == "POLITICS"]
    assert [(event.mode, words(event, "actor"), words(event, "recipient")) for event in found] == [
        (mode, actors, recipients)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The shop opened in Nairobi on Thursday.",
        "Kenya's parliament voted on the budget on Friday.",
        "Kenya's parliament voted on Friday to leave the union.",
        "The Kenyan premier lost a vote of confidence on Monday.",
    ],
)
def test_no_election_without_voters(code: Code, text: str) -> None:
    """A body votes on what is before it, and other doors open than those of polling stations."""
    assert [event.mode for event in code(text) if event.mode == "election"] == []


def test_soldiers_who_overthrow_a_government_seize_power(code: Code) -> None:
    """A coup is no dismissal."""
    (event,) = code("Soldiers overthrew the government of Kenya.")
    assert (event.type, event.mode) == ("COERCE", "seize")


@pytest.mark.parametrize(
    "text",
    [
        "The rocket launch was scenic.",
        "Shares rose.",
        "He struck a friendly tone.",
        "The flight was part of a user trial by the Army, officials said.",
        " ",
    ],
)
def test_no_act_gives_no_event(code: Code, text: str) -> None:
    """Words that only look like an act make none."""
    assert [event.type for event in code(text) if event.type != "LAUNCH"] == []


def test_a_candidate_is_an_event_or_has_a_reason(coder: CoderRules, gazetteer: Gazetteer, engine: Engine) -> None:
    """Nothing that a row names is passed over in silence."""
    report = Report.make(text="Japan condemned the launch. The striking tone of the talks fell flat.", language="en")
    found = consider(annotate(report, gazetteer, engine), coder)
    assert found
    assert all((one.event is None) != (one.veto is None) for one in found)


def test_every_rule_names_a_row(code: Code) -> None:
    """Table, part of speech, number and word."""
    for event in code("Japan condemned North Korea, and the United States imposed sanctions on Iran."):
        table, part, number, word = event.rule.split(":")
        assert (table, part in {"verbs", "nouns", "adjectives"}, number.isdigit(), bool(word)) == (
            "events.yaml", True, True, True,
        )  # fmt: skip


# The report of 6 January 2025.


@pytest.fixture(scope="module")
def seed(data: Path) -> Reading:
    """The report, read with its date."""
    content = (data / "reports" / "2025-01-06-blinken-seoul.txt").read_text(encoding="utf-8")
    raw = RawDocument(where="seed", media="text/plain", content=content)
    return load(Settings(published="2025-01-06")).read(raw)


def told(seed: Reading, trigger: str, kind: str, near: str = "") -> Event:
    """Return the first event of a type at a word, in a sentence that has ``near``."""
    return next(
        event
        for event in seed.events
        if event.trigger.quote == trigger and event.type == kind and near in event.claims[0].evidence.quote
    )


def people(event: Event, slot: Slot) -> set[str]:
    """Return the names of who fills a slot."""
    mentions = (claim.value for claim in event.claims if claim.slot == slot and isinstance(claim.value, Mention))
    return {mention.entity.name for mention in mentions if mention.entity is not None}


def speaker(event: Event) -> str | None:
    """Return the name of whose word an event is; None for the report's own."""
    who = event.claims[0].attribution.speaker
    return None if who is None or who.entity is None else who.entity.name


def test_seed_surveillance(seed: Reading) -> None:
    """South Korea's military raised its surveillance."""
    event = told(seed, "increased", "MOBILIZE")
    assert people(event, "actor") == {"military"}
    assert how(event) == ("certain", "affirmed", "happened")


def test_seed_condemnation(seed: Reading) -> None:
    """Blinken and Cho Tae-yul condemned the launch."""
    event = told(seed, "condemned", "ACCUSE")
    assert people(event, "actor") == {"Antony Blinken", "Cho Tae-yul"}
    assert how(event) == ("certain", "affirmed", "happened")


def test_seed_violation(seed: Reading) -> None:
    """That it was a violation of resolutions of the Security Council is told as the claim of the two officials."""
    event = told(seed, "violation", "ACCUSE")
    assert words(event, "actor")[0].lower().endswith("officials")


def test_seed_impeachment(seed: Reading) -> None:
    """The impeachment of President Yoon, in December 2024."""
    event = told(seed, "impeachment", "POLITICS")
    assert people(event, "recipient") == {"Yoon Suk Yeol"}
    assert event.mode == "impeachment"
    assert [claim.value.value for claim in event.claims if isinstance(claim.value, TimeExpr)] == ["2024-12"]


def test_seed_commitment_and_meeting(seed: Reading) -> None:
    """Blinken reaffirmed the commitment, and met Acting President Choi."""
    assert people(told(seed, "reaffirmed", "AGREE", "ironclad"), "actor") == {"Antony Blinken"}
    assert people(told(seed, "meeting", "CONSULT", "Choi"), "actor") == {"Antony Blinken", "Choi Sang-mok"}


def test_seed_camp_david(seed: Reading) -> None:
    """Three states agreed to share intelligence."""
    event = told(seed, "agreed", "AGREE")
    assert "intelligence-sharing" in words(event, "content")[0]


@pytest.mark.xfail(reason="the summit of 2023 dates the sentence before, and coreference of occasions is not read")
def test_seed_camp_david_is_of_2023(seed: Reading) -> None:
    """The agreement is dated by its summit."""
    event = told(seed, "agreed", "AGREE")
    assert any(isinstance(claim.value, TimeExpr) and claim.value.value == "2023" for claim in event.claims)


def test_seed_equipment_and_training(seed: Reading) -> None:
    """Russia has been supplying the North, according to Blinken, and goes on."""
    event = told(seed, "supplying", "AID")
    assert (people(event, "actor"), people(event, "recipient")) == ({"Russia"}, {"North Korea"})
    assert (how(event), speaker(event)) == (("certain", "affirmed", "ongoing"), "Antony Blinken")


def test_seed_casualties(seed: Reading) -> None:
    """Over 1,000 soldiers killed or injured, as reported."""
    event = told(seed, "killed", "ASSAULT")
    assert how(event)[0] == "probable"


def test_seed_recognition(seed: Reading) -> None:
    """Russia may formalise the North's status: what the United States believe, and still to come."""
    event = told(seed, "formalize", "AGREE")
    assert how(event) == ("possible", "affirmed", "planned")
    assert speaker(event) == "United States"


def test_seed_sharing_of_technology(seed: Reading) -> None:
    """What Blinken warns of is possible, and his word."""
    event = told(seed, "sharing", "AGREE", "satellite")
    assert (how(event)[0], speaker(event)) == ("possible", "Antony Blinken")


def test_seed_message(seed: Reading) -> None:
    """The message is speculation, and no fact."""
    assert how(told(seed, "send", "THREATEN")) != ("certain", "affirmed", "happened")


@pytest.mark.xfail(reason='"it is possible that X is attempting to" is read as uncommitted: the attempt weakens it')
def test_seed_message_is_possible(seed: Reading) -> None:
    """What is called possible is possible."""
    assert how(told(seed, "send", "THREATEN"))[0] == "possible"


def test_seed_launch_is_listed_once(seed: Reading) -> None:
    """Its account comes first, and "launched" is no event beside it."""
    assert seed.events[0].is_account
    assert "launched" not in {event.trigger.quote for event in seed.events[1:]}


MET = "Foreign Minister Sergei Lavrov met Iranian Foreign Minister Mohammad Javad Zarif in Tehran on Tuesday."


def test_several_meant_by_one_phrase_are_all_in_the_role(code: Code) -> None:
    """Who are meant by "both ministers" act each, in those words."""
    event = code(f"{MET} Both ministers condemned the strikes.")[-1]
    assert names(event, "actor") == ["person:sergei-lavrov", "person:mohammad-javad-zarif"]
    assert words(event, "actor") == ["Both ministers", "Both ministers"]


def test_several_who_call_a_deed_a_breach_accuse_together(code: Code) -> None:
    """All speakers accuse; whose resolutions are breached is not the one accused."""
    event = code(f"{MET} Both ministers said it was a breach of several Security Council resolutions.")[-1]
    assert (event.type, names(event, "recipient")) == ("ACCUSE", [])
    assert names(event, "actor") == ["person:sergei-lavrov", "person:mohammad-javad-zarif"]


def test_a_minister_reaffirms_nothing_to_the_own_state(code: Code) -> None:
    """Whose commitment is reaffirmed is not the one who is promised something."""
    event = code("Blinken reaffirmed the U.S.’s “ironclad commitment” to defending the Philippines.")[0]
    assert (event.type, names(event, "actor"), names(event, "recipient")) == (
        "AGREE",
        ["person:antony-blinken"],
        ["PHL"],
    )


def test_who_stresses_that_another_defies_is_not_defied(code: Code) -> None:
    """A source is no recipient of an act that a noun names in what it says."""
    said = "They highlighted the importance of unity in addressing Iran’s defiance of global norms."
    event = code(f"{MET} {said}")[-1]
    assert (event.type, names(event, "actor"), names(event, "recipient")) == ("REJECT", ["IRN"], [])


def test_who_acts_in_coordination_with_others_works_with_them(code: Code) -> None:
    """The subject beside which "in coordination with" stands takes part."""
    event = code("Norway, in close coordination with Sweden and Finland, stayed on alert.")[0]
    assert (event.type, names(event, "actor")) == ("COOPERATE", ["NOR", "SWE", "FIN"])


def test_several_who_agree_on_another_agree_with_each_other(code: Code) -> None:
    """Whose programme an agreement of several is about is none of its parties."""
    event = code("The leaders of Chile, Peru and Brazil agreed to share intelligence on Venezuela's missile program.")[
        0
    ]
    assert (event.type, len(names(event, "actor")), names(event, "recipient")) == ("AGREE", 3, [])


def test_a_state_before_and_is_one_of_two(code: Code) -> None:
    """The parser may take the first of two names for a part of the second."""
    told = (
        "By launching the missile during Blinken's visit, North Korea sent a clear signal to the U.S. and South Korea."
    )
    event = code(told)[-1]
    assert (event.type, names(event, "recipient")) == ("THREATEN", ["USA", "KOR"])


def test_a_group_has_the_name_that_stands_beside_it(code: Code) -> None:
    """A kind of people is who the apposition names, in its own words."""
    event = code("A Palestinian militant group, Islamic Jihad, fired rockets at Ashkelon.")[0]
    assert words(event, "actor") == ["A Palestinian militant group"]
    assert names(event, "actor") == ["PSE-PIJ"]


def test_to_promise_to_look_into_violence_is_no_threat(code: Code) -> None:
    """An act that is only investigated is none that is vowed."""
    event = code("The army pledged to form a cabinet and to investigate the killing of eight miners.")[0]
    assert (event.trigger.quote, event.type) == ("pledged", "AGREE")


def test_they_are_not_one_body_that_says_so_behind(code: Code) -> None:
    """Who is named behind what is said is "they" only as several."""
    event = code("They pledged to form a cabinet, the African Union said.")[0]
    assert words(event, "actor") == ["They"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("In power since 1994, Lukashenko was officially declared the victor of the polls.", []),
        ("Police have arrested 40 people since Monday.", ["PXD"]),
        ("Police arrested 40 people on Monday.", ["2025-01-06"]),
    ],
)
def test_since_when_is_not_when(code: Code, text: str, days: list[str]) -> None:
    """Where a stretch of time begins is no day of an act within it; what goes on all through it has the stretch."""
    (event,) = code(text)
    assert [claim.value.value for claim in event.claims if isinstance(claim.value, TimeExpr)] == days


def test_who_is_attacked_during_a_raid_of_his_own_raids_another(code: Code) -> None:
    """Two acts are told where somebody suffers one and does the other."""
    attack, raid, _ = code("Kenyan soldiers who came under attack during a raid on a farm withdrew.")
    assert (names(attack, "actor"), names(attack, "recipient")) == ([], ["KEN-MIL"])
    assert names(raid, "actor") == ["KEN-MIL"]


def test_who_finds_the_kidnapped_kidnapped_nobody(code: Code) -> None:
    """A participle before a noun is not done by whoever does something to the noun."""
    events = [event for event in code("Two kidnapped sailors were found by the navy.") if event.type == "ASSAULT"]
    assert [names(event, "actor") for event in events] == [[]]


def test_a_pronoun_said_twice_is_named_once(code: Code) -> None:
    """As the recipient of what the second clause tells."""
    (event,) = (
        event for event in code("She threw stones at them, threatened them and fled.") if event.type == "THREATEN"
    )
    assert words(event, "recipient") == ["them"]


@pytest.mark.parametrize(
    "text", ["Anyone convicted of spying faces ten years in jail.", "Those jailed for it risk death."]
)
def test_what_anybody_may_face_has_not_happened(code: Code, text: str) -> None:
    """A rule for whoever it may concern tells of no conviction."""
    assert {event.claims[0].factuality.status for event in code(text)} == {"conditional"}


def test_a_long_title_and_its_name_are_one(code: Code) -> None:
    """Whoever heads a committee and the name behind the committee's are no two actors."""
    (event,) = code("Head of the Kenyan Senate's Foreign Affairs Committee Peter Doe condemned the strike.")
    assert words(event, "actor") == ["Peter Doe"]


def test_where_an_envoy_is_sent_is_who_is_visited(code: Code) -> None:
    """And no part of the envoy's office."""
    (event,) = code("China had sent a special envoy to Harare.")
    assert names(event, "recipient") == ["ZWE"]


def test_who_would_threaten_has_not(code: Code) -> None:
    """What stands behind "if" is no threat that was uttered."""
    (event,) = (event for event in code("If Kenya threatened Chad, it would regret it.") if event.type == "THREATEN")
    assert event.claims[0].factuality.status == "conditional"


def test_what_befalls_somebody_in_an_attack_is_not_his_attack(code: Code) -> None:
    """Whom soldiers were taken by in a raid stays unknown."""
    raid = next(event for event in code("The soldiers were captured in a raid on the town.") if event.type == "ASSAULT")
    assert names(raid, "actor") == []


def test_a_picture_captures_nobody(code: Code) -> None:
    """Who is captured on film is only seen there."""
    assert code("The sailors were captured on film by a passing drone.") == ()


def test_the_names_of_neighbours_go_before_the_noun(code: Code) -> None:
    """A noun for several and the names behind it are not several and some of them."""
    (event,) = code("Kenya asked its neighbours, Uganda and Tanzania, for aid.")
    assert names(event, "recipient") == ["UGA", "TZA"]


def test_a_scheduled_drill_during_which_something_happened_was_held(code: Code) -> None:
    """Though it is called scheduled."""
    text = "Chad fired a missile during a regularly scheduled military drill by Kenya and Uganda."
    (event,) = (event for event in code(text) if event.type == "COOPERATE")
    assert event.claims[0].factuality.status == "happened"


def test_a_title_that_is_taken_for_a_name_is_nobody_else(code: Code) -> None:
    """The candidates are those whose names stand behind."""
    (event,) = code("The debate started, and candidates Ann Lee and Sen. Jan Berg (Labour) both urged China to act.")
    assert words(event, "actor") == ["Ann Lee", "Sen. Jan Berg"]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        # the leaders of several states, and a state that is called what it is to another
        ("The presidents of Senegal, Togo and Benin condemned the coup.", ["SEN", "TGO", "BEN"]),
        ("Syrian ally Russia condemned the raid.", ["RUS"]),
        ("Its ally, Russia, condemned the raid.", ["RUS"]),
        # many of a people are not its state
        ("Thousands of Gambians condemned the raid.", ["GMB"]),
    ],
)
def test_whose_people_act(code: Code, text: str, actors: list[str]) -> None:
    """By the words beside the noun."""
    (event,) = (event for event in code(text) if event.type == "ACCUSE")
    states = [c.value.entity and c.value.entity.country for c in event.claims if isinstance(c.value, Mention)]
    assert states == actors


def test_many_of_a_people_are_civilians(code: Code) -> None:
    """And not their government."""
    (event,) = code("Thousands of Gambians protested on Monday.")
    assert names(event, "actor") == ["GMB-CVL"]


def test_who_is_withdrawn_from_somewhere_is_not_of_there(code: Code) -> None:
    """Whence is not whose."""
    (event,) = code("Russia withdrew its troops from Chad.")
    assert names(event, "recipient") == ["TCD"]


def test_who_is_detained_at_a_meeting_was_there(code: Code) -> None:
    """And not those who came to detain them."""
    events = code("President Doe was detained by the guards at a meeting on Monday.")
    assert [words(event, "actor") for event in events if event.type == "CONSULT"] == [["President Doe"]]


def test_an_adjective_may_say_who_protests(code: Code) -> None:
    """As a noun before the protests does."""
    (event,) = code("Civilian protests against the coup went on.")
    assert (event.type, words(event, "actor")) == ("PROTEST", ["Civilian"])


def test_a_dateline_with_a_colon_says_nothing(code: Code) -> None:
    """The United Nations are where a report was filed, and no speaker."""
    text = (
        "United Nations: Russia vetoed a resolution that would have sent observers to Chad and two of its neighbours."
    )
    assert all(claim.attribution.speaker is None for event in code(text) for claim in event.claims)


def test_who_calls_to_express_concern_has_expressed_it(code: Code) -> None:
    """What somebody phoned for was said, as surely as that he phoned."""
    events = code("President Ama Mensah telephoned King Omar to express concern about the truce.")
    (concern,) = (event for event in events if event.type == "ACCUSE")
    assert how(concern) == ("certain", "affirmed", "happened")


def test_an_adviser_threatens_not_his_own_government(code: Code) -> None:
    """Who is to be put on notice by it is threatened."""
    text = "Mr Flynn, the US adviser, threatened that the Trump administration was officially putting Iran on notice."
    (event,) = (event for event in code(text) if event.type == "THREATEN")
    assert names(event, "recipient") == ["IRN"]


def test_the_government_is_of_the_state_that_acted_before(code: Code) -> None:
    """Where a sentence has a state for its subject, the next one's government is that state's."""
    event = code("Iran met the U.S. on Monday. The government also promised to hit back at the U.S.")[-1]
    actor = next(claim.value for claim in event.claims if claim.slot == "actor")
    assert isinstance(actor, Mention)
    assert actor.entity is not None
    assert actor.entity.country == "IRN"


def test_a_government_is_of_the_state_of_who_leads_it(code: Code) -> None:
    """Where it is named by the person alone."""
    (event,) = code("Vladimir Putin's forces shelled the town.")
    assert names(event, "actor") == ["RUS-MIL"]


def test_whence_somebody_is_expelled_expels_nobody(code: Code) -> None:
    """Nor is it whose they are."""
    event = code("In the biggest expulsion of Russian diplomats from Oslo, Ms Doe gave 23 of them a week to leave.")[0]
    assert (event.trigger.quote, names(event, "actor")) == ("expulsion", [])
    (event,) = code("It was the largest expulsion of diplomats from Norway since 1945.")
    (who,) = (claim.value for claim in event.claims if claim.slot == "recipient")
    assert isinstance(who, Mention)
    assert who.entity is not None
    assert who.entity.country is None


def test_measures_that_answer_are_threatened(code: Code) -> None:
    """As a response that is to come is."""
    (event,) = code("The spokesman told reporters that Russia will take retaliatory measures against Norway.")
    assert (event.type, names(event, "actor"), names(event, "recipient")) == ("THREATEN", ["RUS"], ["NOR"])


def test_what_somebody_goes_on_promising_is_told_once(code: Code) -> None:
    """Supplies that are to be provided are no aid beside the promise, nor is talking beside what resumes it."""
    text = "“The Philippines will continue to provide supplies to our troops on the shoal,” Foreign Secretary Doe said."
    assert [event.type for event in code(text)] == ["AGREE"]
    assert len(code("Government and ELN negotiators are expected to resume talking in Quito in February.")) == 1


def test_the_opposition_is_the_parties_that_are_named(code: Code) -> None:
    """All of them, and not a party besides."""
    (event,) = code("The opposition Social Democrats and the Greens demanded that the minister step down.")
    assert words(event, "actor") == ["Social Democrats", "Greens"]


def test_neighbours_are_other_states(code: Code) -> None:
    """And envoys are not of the state where they are."""
    (event,) = code("Chad's African neighbours rejected the result.")
    (who,) = (claim.value for claim in event.claims if claim.slot == "actor")
    assert isinstance(who, Mention)
    assert who.entity is not None
    assert who.entity.country is None
    (event,) = code("LIMA (AP) - Peru declared Consul General Jan Berg persona non grata.")
    (who,) = (claim.value for claim in event.claims if claim.slot == "recipient")
    assert isinstance(who, Mention)
    assert who.entity is not None
    assert who.entity.country is None

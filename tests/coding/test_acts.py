"""What the acts of one sentence make of each other, and whom force is used on: own sentences, by the tables alone."""

from collections.abc import Callable

import msgspec
import pytest

from bongsu.annotate import Engine, annotate
from bongsu.coding.events import CoderRules, code_events, load_coder
from bongsu.model import Event, Mention, Report, Slot
from bongsu.reference import Gazetteer

Told = tuple[str, str, list[str], list[str]]
Tell = Callable[[str], list[Told]]


@pytest.fixture(scope="module")
def coder() -> CoderRules:
    """The shipped tables."""
    return load_coder()


@pytest.fixture
def tell(coder: CoderRules, gazetteer: Gazetteer, engine: Engine) -> Tell:
    """Return what lists the type, trigger, actors and recipients of the acts in a text, without the model."""

    def told(text: str) -> list[Told]:
        annotation = annotate(Report.make(text=text, language="en"), gazetteer, engine)
        events = code_events(msgspec.structs.replace(annotation, proposals=None), coder)
        return [
            (event.type, event.trigger.quote, who(text, event, "actor"), who(text, event, "recipient"))
            for event in events
        ]

    return told


def who(text: str, event: Event, slot: Slot) -> list[str]:
    """Return the words of who fills a slot."""
    people = [claim.value for claim in event.claims if claim.slot == slot and isinstance(claim.value, Mention)]
    return [text[mention.span.start : mention.span.end] for mention in people]


def test_what_an_attack_did_is_no_second_attack(tell: Tell) -> None:
    """A relative clause on the act tells whom it hit."""
    attack, judgement = tell("The bombing in Marib that killed four soldiers was condemned by Qatar.")
    assert attack == ("ASSAULT", "bombing", [], ["Marib", "soldiers"])
    assert judgement[0] == "ACCUSE"


def test_what_an_attack_prompts_is_another(tell: Tell) -> None:
    """Whoever answers it fired no rocket at the town."""
    text = "Rockets were fired at Riyadh, provoking an answer, with army jets bombing a farm."
    assert tell(text) == [
        ("ASSAULT", "fired", [], ["Riyadh"]),
        ("ASSAULT", "bombing", ["army jets"], ["a farm"]),
    ]


def test_who_insists_that_something_is_so_asks_for_nothing(tell: Tell) -> None:
    """Who insists that somebody do it does."""
    assert tell("The minister insisted that the truce remains in force.") == []
    assert [told[0] for told in tell("The minister insisted that the rebels leave the town.")] == ["REQUEST"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Rebels stormed the police post at Luvo and killed two officers.",
            ("ASSAULT", "stormed", ["Rebels"], ["the police post", "two officers"]),
        ),
        (
            "The village was shelled and three farmers were killed.",
            ("ASSAULT", "shelled", [], ["The village", "three farmers"]),
        ),
    ],
)
def test_killing_joined_to_an_attack_is_the_same_act(tell: Tell, text: str, told: Told) -> None:
    """Whoever was killed in it is a recipient of the attack."""
    assert tell(text) == [told]


def test_another_attack_joined_to_a_killing_is_an_act_of_its_own(tell: Tell) -> None:
    """Only a killing or wounding is what came of the act before it."""
    assert [trigger for _, trigger, *_ in tell("Rebels killed two officers and burned the post.")] == [
        "killed",
        "burned",
    ]


def test_who_is_convicted_of_a_murder_committed_it(tell: Tell) -> None:
    """The recipient of an accusation or a conviction is the actor of what it is for."""
    murder = tell("Kenya convicted two brothers of the murder of a nurse.")[-1]
    assert murder == ("ASSAULT", "murder", ["two brothers"], ["a nurse"])


def test_who_is_expelled_over_a_murder_need_not_have_committed_it(tell: Tell) -> None:
    """An expulsion is no verdict on who is expelled."""
    murder = tell("Kenya expelled two diplomats for the murder of a nurse.")[-1]
    assert murder == ("ASSAULT", "murder", [], ["a nurse"])


def test_what_a_participle_tells_of_a_noun_in_a_demand_took_place(tell: Tell) -> None:
    """Who is to be released was jailed: that is no part of the demand."""
    kinds = [kind for kind, *_ in tell("Norway demanded the release of two skippers jailed by Eritrea.")]
    assert kinds == ["REQUEST", "COERCE"]


def test_what_is_demanded_is_no_act(tell: Tell) -> None:
    """The release that is asked for has not taken place."""
    assert [kind for kind, *_ in tell("Norway demanded that Eritrea release two skippers.")] == ["REQUEST"]


def test_passive_with_its_preposition_left_alone(tell: Tell) -> None:
    """Who "was fired at" is whom somebody fired at."""
    assert tell("A patrol from Ghana was fired at by Israeli gunners.") == [
        ("ASSAULT", "fired", ["Israeli gunners"], ["A patrol"])
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Two Danish teachers have been held in Tehran since May.", ("COERCE", "held", [], ["Two Danish teachers"])),
        ("General Mamady Doumbouya seized power in 2021.", ("COERCE", "seized", ["General Mamady Doumbouya"], [])),
        ("Chad's army disarmed the rebels.", ("COERCE", "disarmed", ["Chad's army"], ["rebels"])),
        ("Congolese rebels disarmed on Friday.", ("RETREAT", "disarmed", ["Congolese rebels"], [])),
        ("Clan fighters drove the army out of Las Anod.", ("ASSAULT", "drove", ["fighters"], ["army"])),
        ("Kenyan troops went home on Friday.", ("RETREAT", "went", ["Kenyan troops"], [])),
        ("A Cairo court sentenced a blogger to six years.", ("COERCE", "sentenced", ["Cairo court"], ["a blogger"])),
        ("A Cairo court fined a blogger.", ("SANCTION", "fined", ["Cairo court"], ["a blogger"])),
        ("Armenia let two skippers leave on Friday.", ("RETREAT", "let", ["Armenia"], ["two skippers"])),
        ("A Pantsir shot down a helicopter near Tokmak.", ("ASSAULT", "shot", ["A Pantsir"], ["a helicopter"])),
    ],
)  # fmt: skip
def test_force_and_its_end(tell: Tell, text: str, told: Told) -> None:
    """One word takes another type with another object."""
    assert tell(text) == [told]


@pytest.mark.parametrize(
    "text",
    ["The congress was held in Tehran in May.", "Cameras seized the moment.", "Uganda let the matter drop."],
)
def test_no_force_in_a_turn_of_speech(tell: Tell, text: str) -> None:
    """Held, seized and let are mostly no acts."""
    assert not tell(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Qatar freed two pilots at the request of Kenya.", ("REQUEST", "request", ["Kenya"], ["Qatar"])),
        ("Qatar freed two pilots at Kenya's urging.", ("REQUEST", "urging", ["Kenya"], ["Qatar"])),
        ("Peru bought the jets over Chilean objections.", ("ACCUSE", "objections", ["Chilean"], [])),
        ("Togolese pilots came at Benin's invitation.", ("AGREE", "invitation", ["Benin"], ["Togolese pilots"])),
    ],
)
def test_act_in_whose_light_another_acts(tell: Tell, text: str, told: Told) -> None:
    """A request, objection or invitation behind a preposition tells of an act beside the one that it is about."""
    assert told in tell(text)


def test_brokered_deal_is_no_deal_of_the_broker(tell: Tell) -> None:
    """Who brokers a truce mediates, and makes no truce."""
    assert tell("Oman brokered a truce on Friday.") == [("CONSULT", "brokered", ["Oman"], [])]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Habib Cissoko is to stand trial in May.", ("ACCUSE", "stand", [], ["Habib Cissoko"])),
        ("Two Beninese officers received prison sentences.", ("COERCE", "received", [], ["Two Beninese officers"])),
        ("Two Beninese officers were handed long sentences.", ("COERCE", "handed", [], ["Two Beninese officers"])),
        ("Six firms were sanctioned by Canada.", ("SANCTION", "sanctioned", ["Canada"], ["firms"])),
        ("Three Kenyan nurses were attacked in Wajir.", ("ASSAULT", "attacked", [], ["Three Kenyan nurses"])),
    ],
)
def test_who_suffers_without_an_agent(tell: Tell, text: str, told: Told) -> None:
    """Who is tried, punished or attacked is the recipient, whether or not it is said by whom."""
    assert tell(text) == [told]


def test_participles_share_their_passive(tell: Tell) -> None:
    """Words between two participles do not make the second active: nobody sentences there but the court."""
    text = "General Idris Kone was tried in secret and sentenced to ten years."
    assert ("COERCE", "sentenced", [], ["General Idris Kone"]) in tell(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Norway regretted Israel's decision.", ("ACCUSE", "regretted", ["Norway"], ["Israel"])),
        ("Norway regretted that Israel had left.", ("ACCUSE", "regretted", ["Norway"], ["Israel"])),
        ("The ministers discussed fishing.", ("CONSULT", "discussed", ["ministers"], [])),
        ("Ghana's envoy talked to the rebels.", ("CONSULT", "talked", ["Ghana's envoy", "rebels"], [])),
        ("Togo's opposition did not accept the result.", ("REJECT", "accept", ["Togo's opposition"], [])),
        ("Kenya declared the vote free and fair.", ("SUPPORT", "declared", ["Kenya"], [])),
        ("Canada subjected Iran to a trade embargo.", ("SANCTION", "subjected", ["Canada"], ["Iran"])),
        ("Canada tightened punitive measures against Iran.", ("SANCTION", "measures", ["Canada"], ["Iran"])),
        ("Chad vowed to prosecute Libyan rebels.", ("THREATEN", "vowed", ["Chad"], ["Libyan rebels"])),
        ("Iran summoned the head of Norway's mission.", ("ACCUSE", "summoned", ["Iran"], ["head of Norway"])),
    ],
)  # fmt: skip
def test_act_of_speech_in_other_words(tell: Tell, text: str, told: Told) -> None:
    """Judging, talking and refusing in words that have other meanings too."""
    assert tell(text) == [told]


@pytest.mark.parametrize("text", ["Norway will regret it.", "Iran insists that the rebels shot first."])
def test_who_says_how_it_was_demands_nothing(tell: Tell, text: str) -> None:
    """What somebody will regret is no reproach by them; what somebody insists to have happened is no demand."""
    assert not {"ACCUSE", "REQUEST"} & {event[0] for event in tell(text)}


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Chad bombed Libyan towns.", "aerial"),
        ("A gunman stabbed two Danish teachers.", "primitive"),
        ("Kenya closed its embassy in Sudan.", "withdraw"),
        ("Kenya turned away Congolese refugees.", "assist"),
        ("Kenya dismissed the report.", None),
        ("Congolese protesters stormed parliament.", "riot"),
        ("Togo's king dissolved parliament.", None),
        ("Kenya asked Sudan to free three pilots.", "yield"),
        ("Kenya's parliament removed President Ruto from office.", "impeachment"),
        ("The president of Kenya removed the interior minister.", "appointment"),
        ("Kenyan police flogged two Danish teachers.", "beat"),
        ("Chadian guards beat a prisoner to death.", "beat"),
        ("Kenyan protesters burned a flag of Chad.", "vandalize"),
        ("Chad held a live-fire exercise.", "weapons"),
        ("Chad's military increased its surveillance after the missile test.", None),  # what went before is no means
    ],
)
def test_mode_of_a_row(coder: CoderRules, gazetteer: Gazetteer, engine: Engine, text: str, mode: str | None) -> None:
    """A row whose words are always of one mode names it; the word of refusing itself names none."""
    annotation = annotate(Report.make(text=text, language="en"), gazetteer, engine)
    events = code_events(msgspec.structs.replace(annotation, proposals=None), coder)
    assert [event.mode for event in events] == [mode]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Kenya asked Sudan to outlaw the militia.", "change"),
        ("Kenya demanded that the visa office in Sudan release the pilots.", "yield"),
        ("Kenya asked Sudan to pull its donated tanks out of Juba.", "yield"),
        ("Kenya asked Sudan for blankets.", "assist"),
        ("Sudan freed two pilots at Kenya's request.", "yield"),
        ("Sudan sent engineers at Kenya's request.", "assist"),
    ],
)
def test_mode_of_a_request(
    coder: CoderRules, gazetteer: Gazetteer, engine: Engine, text: str, mode: str | None
) -> None:
    """What is asked for says it: by its own word, by its type, and only then by the words that stand with it."""
    annotation = annotate(Report.make(text=text, language="en"), gazetteer, engine)
    events = code_events(msgspec.structs.replace(annotation, proposals=None), coder)
    assert [event.mode for event in events if event.type == "REQUEST"] == [mode]


@pytest.mark.parametrize("text", ["Chad's rebels launched rocket attacks.", "The enforcers lobbed teargas shells."])
def test_what_is_no_launch(tell: Tell, text: str) -> None:
    """An attack with rockets and a shell of gas are no launches, though the verb and the weapon are those of one."""
    assert "LAUNCH" not in {event[0] for event in tell(text)}


def test_locked_building_is_nobody_in_jail(tell: Tell) -> None:
    """A door is locked up, too."""
    assert not tell("Kenyan students locked up the building.")


def test_what_happened_within_an_attack_is_no_second_attack(tell: Tell) -> None:
    """Neither those who stormed the place nor the killing of people there makes another one."""
    acts = tell("Rebels launched an attack in which 30 gunmen stormed a barracks in Gao, killing nine soldiers.")
    assert [act for act, *_ in acts] == ["ASSAULT"]


def test_a_meeting_and_the_talks_it_is_for_are_one(tell: Tell) -> None:
    """Also where it is still to come."""
    assert [act for act, *_ in tell("Ghana's president will meet Togo's premier in Accra for talks.")] == ["AGREE"]


def test_a_name_that_no_table_knows_acts(tell: Tell) -> None:
    """Whatever it was taken for: one word, or initials."""
    assert tell("XQZV returned 12 masks to the government of Benin.")[0][2] == ["XQZV"]


def test_readiness_that_is_asked_for_is_no_promise(tell: Tell) -> None:
    """Who must be ready has not said so."""
    assert "AGREE" not in {act for act, *_ in tell("Peru said Chile must be ready to help Bolivia.")}


@pytest.mark.parametrize(
    "text",
    [
        "A rocket blew up on its pad at Kourou on Thursday.",
        "Nine miners died after an explosion at a coal mine near Luvo.",
        "Four people were killed when a bus overturned near Luvo.",
        "Six people were killed in a blast at a fireworks factory.",
    ],
)
def test_an_accident_is_no_attack(tell: Tell, text: str) -> None:
    """What explodes or crashes with nobody attacking."""
    assert tell(text) == []


def test_what_overturned_in_an_attack_is_no_accident(tell: Tell) -> None:
    """The attack told of beside the accident killed."""
    (event,) = tell("Four people were killed when a bus overturned in an ambush near Luvo.")
    assert (event[0], event[3]) == ("ASSAULT", ["people"])


def test_who_loses_an_election_is_not_beaten(tell: Tell) -> None:
    """The noun that "in which" stands for tells what sort of act it is."""
    events = tell("Mr Banda rejected the result of the election, in which he was beaten by Mr Phiri.")
    assert [event[0] for event in events] == ["REJECT"]


def test_to_call_a_demonstration_is_no_telephone_call(tell: Tell) -> None:
    """What is called there is no person."""
    assert all(kind != "CONSULT" for kind, *_ in tell("The organisers called the demonstration at a park in Lusaka."))


def test_troops_sent_back_into_a_country_do_not_withdraw(tell: Tell) -> None:
    """Into, and not back home."""
    assert tell("Norway sent its troops back into Mali.") == [("MOBILIZE", "sent", ["Norway"], [])]


def test_an_order_to_serve_a_sentence_is_no_request(tell: Tell) -> None:
    """A court that orders it has somebody jailed."""
    assert tell("Mr Banda was ordered to serve ten years in prison.") == [("COERCE", "ordered", [], ["Banda"])]


def test_police_who_arrive_pay_no_visit(tell: Tell) -> None:
    """Officers are sent."""
    assert tell("Norwegian police officers arrived in Mali.") == []


def test_during_a_march_is_when_and_no_march_told_of(tell: Tell) -> None:
    """Nobody marches there, and the verb is that of another act."""
    assert all(trigger != "march" for _, trigger, *_ in tell("Clashes had broken out during the march."))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Mr Banda was ousted in November.", ("POLITICS", "ousted", [], ["Banda"])),
        ("Mr Banda was ousted in a coup.", ("COERCE", "ousted", [], ["Banda"])),
    ],
)
def test_who_is_ousted_loses_an_office(tell: Tell, text: str, told: Told) -> None:
    """No envoy or member is expelled; by a coup it is by force."""
    assert tell(text) == [told]


def test_to_clear_an_area_of_rebels_is_no_acquittal(tell: Tell) -> None:
    """Only who is accused is cleared of it."""
    assert all(kind != "CONCEDE" for kind, *_ in tell("The troops cleared the remnants of the rebels near Luvo."))


def test_a_visit_at_which_people_talk_has_nobody_on_both_sides(tell: Tell) -> None:
    """Who talked there is not visited as well."""
    text = (
        "The stop came before a visit to the Republic of Zambia, "
        "where President Banda and his host, President Joe Phiri, held discussions."
    )
    assert all(not set(actors) & set(recipients) for *_, actors, recipients in tell(text))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Both candidates attacked each other in a televised debate.",
            ("ACCUSE", "attacked", ["Both candidates"], []),
        ),
        ("Fiji recalled its ambassador from Lima.", ("SANCTION", "recalled", ["Fiji"], ["Lima"])),
        ("Fiji recalled its envoy in Lima for talks.", ("SANCTION", "recalled", ["Fiji"], ["Lima"])),
        ("Fiji ordered two Danish envoys expelled.", ("SANCTION", "ordered", ["Fiji"], ["Danish envoys"])),
        (
            "A firefight near Merca left nine soldiers dead.",
            ("ASSAULT", "left", [], ["soldiers"]),
        ),
        ("The dispute led to nine farmers being killed.", ("ASSAULT", "killed", [], ["nine farmers"])),
        ("Her murder by rebels angered many.", ("ASSAULT", "murder", ["rebels"], ["Her"])),
        ("Fiji challenged Peru at a tribunal in Hamburg.", ("ACCUSE", "challenged", ["Fiji"], ["Peru"])),
        ("Six rebels were charged with murder and remanded in custody.", ("COERCE", "remanded", [], ["rebels"])),
    ],
)
def test_act_with_those_whom_it_is_done_to(tell: Tell, text: str, told: Told) -> None:
    """A recalled envoy suffers nothing, who is to be expelled does, and words strike nobody."""
    assert told in tell(text)


def test_who_calls_his_own_cabinet_meets_nobody(tell: Tell) -> None:
    """A council of one's own is no other side."""
    assert not tell("The prime minister convened her cabinet on Sunday.")


def test_warplanes_that_fly_past_launch_nothing(tell: Tell) -> None:
    """A missile that is named beside the target is not flown."""
    assert all(
        told[0] != "LAUNCH" for told in tell("Two jets flew simulated attack passes near a Greek missile destroyer.")
    )

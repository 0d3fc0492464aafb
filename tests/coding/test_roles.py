"""What the tables alone make of the roles of what is said: who is asked, refused, blamed, met."""

from collections.abc import Callable

import msgspec
import pytest

from bongsu.annotate import Engine, annotate
from bongsu.coding.events import CoderRules, code_events
from bongsu.model import Event, Mention, Report, Slot
from bongsu.reference import Gazetteer

Tabled = Callable[[str], tuple[Event, ...]]


@pytest.fixture
def tabled(coder: CoderRules, gazetteer: Gazetteer, engine: Engine) -> Tabled:
    """Read a text's events by the rows alone, without what the model proposes."""

    def read(text: str) -> tuple[Event, ...]:
        annotation = annotate(Report.make(text=text, language="en"), gazetteer, engine)
        return code_events(msgspec.structs.replace(annotation, proposals=None), coder)

    return read


def who(events: tuple[Event, ...], kind: str, slot: Slot) -> list[str]:
    """Return the words of a slot of the only event of a type."""
    (event,) = (event for event in events if event.type == kind)
    quote = event.claims[0].evidence
    spans = [c.value.span for c in event.claims if c.slot == slot and isinstance(c.value, Mention)]
    return [quote.quote[span.start - quote.span.start : span.end - quote.span.start] for span in spans]


def test_a_title_with_a_surname_is_the_one_named_in_full(tabled: Tabled) -> None:
    """The state of a president who is told of by surname is that of the full name before."""
    events = tabled("He met South Korean President Choi Mi-na in Oslo. President Choi condemned the launch.")
    (event,) = (event for event in events if event.type == "ACCUSE")
    (actor,) = (claim.value for claim in event.claims if claim.slot == "actor")
    assert isinstance(actor, Mention)
    assert actor.entity is not None
    assert actor.entity.country == "KOR"


@pytest.mark.parametrize(
    ("ship", "sector"), [("a Greek ship", "UNK"), ("a Greek navy ship", "MIL"), ("a Greek coast guard vessel", "MIL")]
)
def test_a_ship_is_no_warship(ship: str, sector: str, tabled: Tabled) -> None:
    """A vessel of which nothing is said may be a tanker; armed forces and coast guards have theirs."""
    (event,) = tabled(f"Iran seized {ship} on Monday.")
    (seized,) = (claim.value for claim in event.claims if claim.slot == "recipient")
    assert isinstance(seized, Mention)
    assert seized.entity is not None
    assert (seized.entity.country, seized.entity.sector) == ("GRC", sector)


def _code(event: Event, slot: Slot) -> tuple[str | None, str | None]:
    """Return the state and the sector of the only value of a slot."""
    (value,) = (claim.value for claim in event.claims if claim.slot == slot)
    assert isinstance(value, Mention)
    assert value.entity is not None
    return value.entity.country, value.entity.sector


@pytest.mark.parametrize(
    ("actor", "code"),
    [
        ("The Taliban", ("AFG", "REB")),
        ("Boko Haram fighters", ("NGA", "REB")),
        ("Members of the Tamil Tigers", ("LKA", "REB")),
        ("FARC guerrillas", ("COL", "REB")),
        ("A large force of Taliban insurgents", ("AFG", "REB")),
        ("The Hezbollah organization", ("LBN", "REB")),
        ("Sinaloa cartel gunmen", ("MEX", "CRM")),
    ],
)
def test_a_group_acts(actor: str, code: tuple[str, str], tabled: Tabled) -> None:
    """An armed group, its fighters and its members have its state and sector."""
    (event,) = tabled(f"{actor} killed five soldiers on Monday.")
    assert _code(event, "actor") == code


@pytest.mark.parametrize("group", ["an al-Shabaab", "a Jaish-e-Mohammed"])
def test_an_attack_is_that_of_the_group_before_it(group: str, tabled: Tabled) -> None:
    """A group's name before an attack says whose it is, also one with hyphens or a small first letter."""
    (event,) = tabled(f"On Monday {group} attack killed five soldiers.")
    assert _code(event, "actor")[1] == "REB"


def test_who_is_held_by_a_group_is_not_of_it(tabled: Tabled) -> None:
    """The group that holds somebody gives them no sector."""
    (event,) = (one for one in tabled("Israel freed a soldier captured by Hamas.") if one.type == "RETREAT")
    assert _code(event, "recipient")[1] == "MIL"


@pytest.mark.parametrize("raid", ["anti-Hamas", "pro-Zorbany"])
def test_a_raid_against_a_group_is_not_its_own(raid: str, tabled: Tabled) -> None:
    """The group or person behind a prefix does not act."""
    (event,) = tabled(f"On Monday a {raid} raid killed five soldiers.")
    assert who((event,), "ASSAULT", "actor") == []


def test_who_remains_jailed_is_held(tabled: Tabled) -> None:
    """A participle behind a verb of staying is passive."""
    events = tabled("Nine activists remained jailed on Sunday.")
    assert who(events, "COERCE", "recipient") == ["activists"]


def test_who_is_summoned_for_a_protest_makes_none(tabled: Tabled) -> None:
    """The protest is that of who summons."""
    events = tabled("The Iranian envoy was called to the Foreign Ministry to lodge a strong protest against the raid.")
    assert who(events, "ACCUSE", "actor") == ["Foreign Ministry"]


@pytest.mark.parametrize(
    ("text", "kind", "recipients"),
    [
        ("Each side blamed the other for the delay.", "ACCUSE", ["the other"]),
        ("Kenya called on both to return to the table.", "REQUEST", ["both"]),
        ("The colonel threatened anyone who hid the gunmen.", "THREATEN", ["anyone"]),
    ],
)
def test_a_word_without_a_noun_is_somebody(tabled: Tabled, text: str, kind: str, recipients: list[str]) -> None:
    """Who is blamed, asked or threatened may be "the other", "both" or "anyone"."""
    assert who(tabled(text), kind, "recipient") == recipients


def test_anyone_who_would_act_is_nobody(tabled: Tabled) -> None:
    """Of "anyone who helps" nobody is told to have helped."""
    assert "AID" not in {event.type for event in tabled("Anyone who helps the rebels will be shot, a colonel warned.")}


@pytest.mark.parametrize(
    "text",
    [
        "Malta called for an inquiry into the fire.",
        "Norway called for a ceasefire in Sudan.",
        "Peru demanded that no pardon be granted to the generals.",
    ],
)
def test_who_only_suffers_what_is_asked_is_not_asked(tabled: Tabled, text: str) -> None:
    """A demand is addressed to whoever is to act, and to nobody where the text does not say."""
    assert who(tabled(text), "REQUEST", "recipient") == []


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("Estonia rejected Latvia's demand for an apology.", ["Latvia"], ["Estonia"]),
        ("Cuba released a fisherman despite a plea from Haiti.", ["Haiti"], ["Cuba"]),
        ("Egypt refused to open the gate, ignoring a plea from Jordan.", ["Jordan"], ["Egypt"]),
    ],
)
def test_a_request_that_is_answered_was_made(
    tabled: Tabled, text: str, actors: list[str], recipients: list[str]
) -> None:
    """Whoever rejects, ignores or defies it is whom it was made to."""
    events = tabled(text)
    assert who(events, "REQUEST", "actor") == actors
    assert who(events, "REQUEST", "recipient") == recipients


def test_where_they_agreed_to_meet_is_nobody(tabled: Tabled) -> None:
    """A town behind the verb is a place."""
    assert who(tabled("Mexico agreed to hold the next round in Amman."), "AGREE", "recipient") == []


def test_ones_own_demand_that_is_dropped_is_no_request(tabled: Tabled) -> None:
    """To drop it is all that happens."""
    assert [event.type for event in tabled("Estonia dropped its demand for an apology.")] == ["CONCEDE"]


def test_an_allegation_that_is_rejected_is_the_accusers(tabled: Tabled) -> None:
    """Not of whoever is accused of doing it."""
    text = "Peru blamed Chile for ramming a trawler, a claim that Santiago opposed and that Lima repeated."
    assert who(tabled(text), "REJECT", "recipient") == ["Peru"]


def test_who_only_tells_of_a_refusal_is_not_refused(tabled: Tabled) -> None:
    """Aides speak of it; whom it answers is not told."""
    told = tabled("Aides say that the Estonian president will refuse to sign the bill.")
    assert who(told, "REJECT", "recipient") == []


def test_who_is_refused_shelter_is_refused(tabled: Tabled) -> None:
    """To whom it is not given."""
    assert who(tabled("The court refused asylum to a deserter."), "REJECT", "recipient") == ["a deserter"]


def test_what_is_looked_into_is_nobody(tabled: Tabled) -> None:
    """A fire is investigated, and not accused."""
    assert who(tabled("Denmark is investigating a fire at a depot."), "ACCUSE", "recipient") == []


def test_who_is_tried_is_accused(tabled: Tabled) -> None:
    """A trial may be told by its verb."""
    assert who(tabled("Finland tried a former general for murder."), "ACCUSE", "recipient") == ["general"]


def test_what_somebody_must_do_is_asked_of_them(tabled: Tabled) -> None:
    """Whoever says so, if no state."""
    events = tabled("Opposition parties said the minister must explain the delay.")
    assert who(events, "REQUEST", "recipient") == ["minister"]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Oman mediated between Yemen and Kuwait.", ["Oman", "Yemen", "Kuwait"]),
        ("Chad and Niger signed a treaty at a summit in Dakar.", ["Chad", "Niger"]),
        ("Chad and Niger said their talks had gone well.", ["Chad", "Niger"]),
    ],
)
def test_all_who_take_part_meet(tabled: Tabled, text: str, actors: list[str]) -> None:
    """Those between whom somebody mediates, who does something at a summit, and all of "their"."""
    assert sorted(who(tabled(text), "CONSULT", "actor")) == sorted(actors)


def test_the_rebels_before_an_act_commit_it(tabled: Tabled) -> None:
    """Also where the parser takes their noun for an adjective."""
    events = tabled("Insurgent shelling of the two villages killed a child.")
    assert who(events, "ASSAULT", "actor") == ["Insurgent"]


def test_who_brokers_talks_does_not_own_the_sides(tabled: Tabled) -> None:
    """The sides are of no state that the sentence names."""
    events = tabled("He spoke of negotiations between the warring sides brokered by Turkey.")
    talks = next(event for event in events if event.trigger.quote == "negotiations")
    found = [c.value.entity for c in talks.claims if c.slot == "actor" and isinstance(c.value, Mention)]
    assert [entity and entity.country for entity in found] == [None]


def test_ministers_of_both_countries_are_of_each(tabled: Tabled) -> None:
    """Of the states that were named before."""
    events = tabled("India agreed with China to talk after a meeting of the defence ministers of both countries.")
    met = next(event for event in events if event.type == "CONSULT")
    of = [c.value.entity.country for c in met.claims if isinstance(c.value, Mention) and c.value.entity is not None]
    assert of == ["IND", "CHN"]


def test_who_hangs_on_the_object_does_not_do_what_the_subject_names(tabled: Tabled) -> None:
    """From whom a visit is does not say from whom the tests are that follow it."""
    events = tabled("Iran fired a missile in May. Earlier tests have followed visits from Italian officials.")
    assert who(events, "LAUNCH", "actor") == ["Iran"]


def test_leaders_in_two_states_are_of_both(tabled: Tabled) -> None:
    """Not of the first alone."""
    assert len(who(tabled("Leaders in China and India have reached an agreement."), "AGREE", "actor")) == 2


def test_what_is_disputed_but_was_not_said_answers_nobody(tabled: Tabled) -> None:
    """A disputed area is no claim of the speaker's."""
    events = tabled("They discussed areas, which both nations have disputed for decades, Wang said.")
    assert who(events, "REJECT", "recipient") == []


def test_who_condemns_a_plan_to_attack_attacks_nobody(tabled: Tabled) -> None:
    """The plan's owner would, and is not named."""
    events = tabled("The mayor condemned the plan to attack Iran.")
    assert [event.type for event in events] == ["ACCUSE"]


def test_a_capital_before_an_attack_is_where_it_was(tabled: Tabled) -> None:
    """The state did not attack itself; but an offer is its."""
    assert who(tabled("The Kabul bombing killed nine soldiers."), "ASSAULT", "actor") == []
    assert who(tabled("Turkey rejected the Paris offer of talks."), "REJECT", "recipient") == ["Paris"]


def test_who_is_honoured_to_meet_somebody_met(tabled: Tabled) -> None:
    """It is not to come."""
    (met,) = tabled("President Obama was honoured to meet President Trump at the White House on Monday.")
    assert (met.type, met.claims[0].factuality.status) == ("CONSULT", "happened")


def test_a_refusal_is_towards_those_on_whom_it_waits(tabled: Tabled) -> None:
    """They could end it, and so are meant."""
    events = tabled("The miners said they will not end the siege until Chile frees their leader.")
    assert who(events, "REJECT", "recipient") == ["Chile"]


def test_whose_resolve_is_reaffirmed_receives_nothing(tabled: Tabled) -> None:
    """Nor does the last of two with whom something is to be kept up."""
    events = tabled("Okello reiterated Uganda's resolve to keep a Kenya-Uganda alliance and close ties with Rwanda.")
    assert who(events, "AGREE", "recipient") == []


def test_who_mediates_does_so_between_whom_it_is_for(tabled: Tabled) -> None:
    """The quarrel to be settled names them."""
    events = tabled("Kenya began a mediation mission to heal the rift between Sudan and Chad.")
    assert who(events, "CONSULT", "recipient") == ["Sudan"]


def test_an_adjective_of_nationality_names_whose_it_is(tabled: Tabled) -> None:
    """What is refused or backed is then towards that state."""
    events = tabled("Fiji supports continued discussions about the Samoan proposal.")
    assert who(events, "SUPPORT", "recipient") == ["Samoan"]


def test_nobody_is_shot_by_the_roadside_but_beside_it(tabled: Tabled) -> None:
    """Ground behind "by" does nothing."""
    assert who(tabled("The minister was shot by the roadside near Luvo."), "ASSAULT", "actor") == []


def test_which_stands_for_a_state_and_not_for_people(tabled: Tabled) -> None:
    """Behind people of a state, "which" is the state."""
    events = tabled("Norway banned trade after attacks on the protesters in Belarus, which condemned the move.")
    assert who(events, "ACCUSE", "actor") == ["Belarus"]


def test_who_is_convicted_if_he_is_does_not_convict(tabled: Tabled) -> None:
    """A participle behind "if" is passive."""
    events = tabled("If convicted, Mr Banda faces ten years.")
    assert (who(events, "SANCTION", "actor"), who(events, "SANCTION", "recipient")) == ([], ["Banda"])


def test_who_is_declared_something_does_not_declare_it(tabled: Tabled) -> None:
    """A participle on a noun is passive with what somebody is called."""
    events = tabled("Oslo named two Russian diplomats declared personae non gratae.")
    assert who(events, "SANCTION", "actor") == []


def test_a_currency_is_nobody(tabled: Tabled) -> None:
    """An adjective before dollars tells of which they are."""
    events = tabled("Norway has pledged 10 million Australian dollars.")
    assert who(events, "AGREE", "recipient") == []


def test_who_is_named_to_do_something_does_it(tabled: Tabled) -> None:
    """Not the one who names."""
    events = tabled("President Banda appointed General Phiri to lead the investigation into the killings.")
    assert who(events, "ACCUSE", "actor") == ["General Phiri"]


def test_a_demonstration_does_not_demonstrate(tabled: Tabled) -> None:
    """An act is not its own actor."""
    assert all(claim.slot != "actor" for event in tabled("The demonstration ended.") for claim in event.claims)


def test_who_is_held_is_of_his_own_state(tabled: Tabled) -> None:
    """Not of the state or group that holds him."""
    (event,) = (event for event in tabled("Hamas freed four Thai hostages held by Hamas.") if event.type == "RETREAT")
    (hostages,) = (claim.value for claim in event.claims if claim.slot == "recipient")
    assert isinstance(hostages, Mention)
    assert hostages.entity is not None
    assert hostages.entity.country == "THA"


def test_who_judges_a_strike_does_not_strike(tabled: Tabled) -> None:
    """A court that declares it illegal carries out none."""
    assert all(event.type != "PROTEST" for event in tabled("The court in Nairobi declared the strike illegal."))


def test_what_people_travel_in_does_nothing(tabled: Tabled) -> None:
    """Who is flown somewhere is not deployed there by the aircraft."""
    assert tabled("The nurses were flown by helicopter to Mombasa, the second city of Kenya.") == ()


def test_some_of_those_named_are_those_counted(tabled: Tabled) -> None:
    """A number says how many of the others are meant, in the words of both."""
    events = tabled("The rebels freed two of the nine sailors on Friday.")
    assert who(events, "RETREAT", "recipient") == ["two of the nine sailors"]


def test_a_number_with_a_clause_on_who_is_people(tabled: Tabled) -> None:
    """As in "the 12 who had been hurt"."""
    events = tabled("President Banda met with the 12 who had come home.")
    assert who(events, "CONSULT", "actor") == ["President Banda", "the 12"]


def test_a_short_name_in_brackets_is_nobody_else(tabled: Tabled) -> None:
    """Nor where another follows it behind "and"."""
    events = tabled("The talks were hosted by the World Health Organization (WHO) and the Swiss government.")
    assert who(events, "CONSULT", "actor") == ["World Health Organization", "the Swiss government"]


def test_names_that_are_released_free_nobody(tabled: Tabled) -> None:
    """Of whom the names are is not let go."""
    assert tabled("The ministry released the names of the prisoners on Monday.") == ()


@pytest.mark.parametrize(
    "text", ["Two nurses became victims of an assault in Bern.", "Two nurses fell victim to an assault in Bern."]
)
def test_victims_suffer_the_act(text: str, tabled: Tabled) -> None:
    """Who is or becomes a victim of something did not do it."""
    events = tabled(text)
    assert (who(events, "ASSAULT", "actor"), who(events, "ASSAULT", "recipient")) == ([], ["Two nurses"])


def test_an_island_before_an_attack_is_where_it_was(tabled: Tabled) -> None:
    """As the name of a capital is."""
    assert tabled("The film ends with a Guam missile attack.") == ()


def test_who_is_named_in_a_paper_is_appointed_to_nothing(tabled: Tabled) -> None:
    """But told of."""
    assert tabled("The ministers named in the documents stayed in Bern.") == ()


def test_troops_that_enter_a_state_are_deployed(tabled: Tabled) -> None:
    """As they are when they cross into it."""
    events = tabled("Kenyan soldiers have entered Somalia.")
    assert who(events, "MOBILIZE", "actor") == ["Kenyan soldiers"]


@pytest.mark.parametrize(
    ("text", "kind", "actors"),
    [
        ("Marchers and the mayor, who ordered a curfew, left.", "COERCE", ["mayor"]),
        ("Norway and Ireland, which condemned the raid, left.", "ACCUSE", ["Norway", "Ireland"]),
    ],
)
def test_who_behind_unlike_nouns_is_the_last(tabled: Tabled, text: str, kind: str, actors: list[str]) -> None:
    """Of two of a kind a clause tells of both."""
    assert who(tabled(text), kind, "actor") == actors


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("Fiji denounced Ana Prates's arrest.", []),
        ("Fiji denounced Peru's arrest of three pilots.", ["Peru"]),
    ],
)
def test_who_suffers_what_is_condemned_is_not_condemned(tabled: Tabled, text: str, recipients: list[str]) -> None:
    """An arrest is somebody's who suffers it, unless it is of another."""
    assert who(tabled(text), "ACCUSE", "recipient") == recipients


def test_two_callings_are_one_person(tabled: Tabled) -> None:
    """A noun without an article before another with a name names nobody else."""
    assert who(tabled("Poet and journalist Ida Roe was shot dead."), "ASSAULT", "recipient") == ["journalist Ida Roe"]


@pytest.mark.parametrize(
    ("pronoun", "named"), [("We", ["Prime Minister Ama Mensah"]), ("I", ["Prime Minister Ama Mensah"])]
)
def test_who_is_quoted_is_i_and_we(tabled: Tabled, pronoun: str, named: list[str]) -> None:
    """Whoever speaks is named, also in a sentence in which nobody else is."""
    events = tabled(
        f'"{pronoun} thanked Niger. {pronoun} condemned the raid," said Prime Minister Ama Mensah of Ghana.'
    )
    assert who(events, "ACCUSE", "actor") == named
    (thanks,) = (claim.value for event in events if event.type == "SUPPORT" for claim in event.claims[1:2])
    assert isinstance(thanks, Mention)
    assert thanks.entity is not None
    assert thanks.entity.country == "GHA"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Mediators from the East African Community", (None, "IGO")),
        ("Organization of American States mediators", (None, "IGO")),
        ("Members of the Royal Marines", ("GBR", "MIL")),
        ("Members of the Riksdag", ("SWE", "LEG")),
    ],
)
def test_those_who_serve_a_body_are_of_its_kind(tabled: Tabled, words: str, code: tuple[str | None, str]) -> None:
    """Who acts for a body of no state is that body, and a member of armed forces or a parliament is of those."""
    (event,) = tabled(f"{words} criticised the king.")
    assert _code(event, "actor") == code


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        # whoever stands behind "on" is blamed, and no victim
        ("Oslo blamed the raid on bandits from the hills.", "ACCUSE", ["Oslo"], ["bandits"]),
        # somebody's fire is no blaze
        ("Two shepherds were killed by Danish fire.", "ASSAULT", ["Danish"], ["Two shepherds"]),
        # a headline leaves out the auxiliary of its passive
        ("Peru urged to release editors", "REQUEST", [], ["Peru"]),
        ("Thirty wounded in clashes in Oran", "ASSAULT", [], ["Thirty"]),
        # a call for somebody to do something
        ("The bishops called for the premier to resign.", "REQUEST", ["bishops"], ["premier"]),
        # who is in talks, and who acts along with others
        ("The guerrillas were in negotiations with Lima.", "CONSULT", ["guerrillas", "Lima"], []),
        ("The guerrillas, along with the police, attacked a bank.", "ASSAULT", ["guerrillas", "police"], ["a bank"]),
        # what is joined to an act is not its victim
        ("The gang engaged in raids, kidnappings and extortion of farmers.", "ASSAULT", ["The gang"], []),
        # nobody else is named by whom it is banned
        ("Two teachers were banned from rallies.", "COERCE", [], ["Two teachers"]),
        # a measure against somebody that is to come
        ("Norway will take retaliatory measures against Chad.", "THREATEN", ["Norway"], ["Chad"]),
        # "they" of a clause beside are several
        ("Chad put off the talks with the rebels until they free a priest.", "RETREAT", ["rebels"], ["a priest"]),
        # what stands ahead of a meeting is not threatened
        ("Unions are threatening strikes over rising prices ahead of talks with Rome.", "THREATEN", ["Unions"], []),
    ],
)
def test_who_acts_and_who_suffers(
    tabled: Tabled, text: str, kind: str, actors: list[str], recipients: list[str]
) -> None:
    """However the parser hangs them."""
    events = tabled(text)
    assert (who(events, kind, "actor"), who(events, kind, "recipient")) == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The king called the shooting a disgrace.", "ASSAULT"),
        ("Envoys hammered out the statute.", "ACCUSE"),
        ("The army received intelligence about the rebels.", "CONSULT"),
        ("Ministers agreed on the terms for the return of refugees.", "RETREAT"),
        ("Three tenants were killed in a fire.", "ASSAULT"),
    ],
)
def test_what_is_only_spoken_of_was_not_done(tabled: Tabled, text: str, kind: str) -> None:
    """By nobody who calls it something, nor where it is what terms are for."""
    assert kind not in {event.type for event in tabled(text)}


def test_a_second_deed_to_the_same_victims_is_another(tabled: Tabled) -> None:
    """Unlike a clause that only tells what the first one did."""
    events = tabled("Bandits kidnapped two surveyors and killed them.")
    assert [event.trigger.quote for event in events] == ["kidnapped", "killed"]

"""What the model of acts adds where the tables are silent, and what it may not change."""

import msgspec
import pytest

from bongsu.annotate import Engine, annotate
from bongsu.coding.events import CoderRules, code_events, consider
from bongsu.coding.explain import explain
from bongsu.coding.pairs import class_of_pair
from bongsu.coding.second import Opinions
from bongsu.model import ActType, Annotation, Event, EventType, Mention, Proposal, Report, SecondOpinion, Slot
from bongsu.reference import Gazetteer

Act = tuple[EventType, str, tuple[str, ...], tuple[str, ...]]


@pytest.fixture
def annotated(gazetteer: Gazetteer, engine: Engine) -> Annotation:
    """A sentence whose verb no row of the tables names."""
    report = Report.make(text="Kenya bamboozled Uganda on Monday.", language="en")
    return annotate(report, gazetteer, engine)


def proposing(annotation: Annotation, *types: tuple[ActType, float]) -> Annotation:
    """Return the annotation with one proposal: the second word, by the first to the third."""
    proposal = Proposal(1, types, ((0, 0.9),), ((2, 0.8),))
    return msgspec.structs.replace(annotation, proposals=(proposal,))


def who(event: Event, slot: Slot) -> list[str | None]:
    """Return the states in a slot."""
    values = (claim.value for claim in event.claims if claim.slot == slot)
    return [value.entity.country for value in values if isinstance(value, Mention) and value.entity is not None]


def test_an_act_that_no_row_names_is_proposed(annotated: Annotation, coder: CoderRules) -> None:
    """The model's act has its type and roles, and its rule says whose it is."""
    (event,) = code_events(proposing(annotated, ("ACCUSE", 0.9)), coder)
    assert (event.type, event.trigger.quote) == ("ACCUSE", "bamboozled")
    assert (who(event, "actor"), who(event, "recipient")) == (["KEN"], ["UGA"])
    assert event.rule.startswith("acts:")


def test_an_unsure_proposal_is_none(annotated: Annotation, coder: CoderRules) -> None:
    """Below the threshold nothing is proposed."""
    assert code_events(proposing(annotated, ("ACCUSE", 0.3)), coder) == ()


def test_a_proposal_with_nobody_in_it_is_none(annotated: Annotation, coder: CoderRules) -> None:
    """An act without an actor and a recipient is no event."""
    bare = msgspec.structs.replace(annotated, proposals=(Proposal(1, (("ACCUSE", 0.9),), (), ()),))
    assert code_events(bare, coder) == ()


def test_a_row_outranks_the_model(gazetteer: Gazetteer, engine: Engine, coder: CoderRules) -> None:
    """A launch at nobody stays a launch, however sure the model is of an attack."""
    report = Report.make(text="Iran fired a missile into the sea.", language="en")
    annotation = proposing(annotate(report, gazetteer, engine), ("ASSAULT", 0.99))
    assert [event.type for event in code_events(annotation, coder)] == ["LAUNCH"]


def test_who_tracks_a_missile_did_not_launch_it(gazetteer: Gazetteer, engine: Engine, coder: CoderRules) -> None:
    """However likely the model finds the subject above as the actor of a participle on its object."""
    report = Report.make(text="Japan tracked a missile launched from Sinpo.", language="en")
    launch = Proposal(4, (("LAUNCH", 0.97),), ((0, 0.9),), ())
    annotation = msgspec.structs.replace(annotate(report, gazetteer, engine), proposals=(launch,))
    (event,) = code_events(annotation, coder)
    assert (event.type, who(event, "actor")) == ("LAUNCH", [])


def test_an_explanation_names_the_model(annotated: Annotation, coder: CoderRules) -> None:
    """An event without a row says so."""
    annotation = proposing(annotated, ("ACCUSE", 0.9))
    (one,), _ = explain(annotation, (), consider(annotation, coder), coder)
    assert [telling.row for telling in one.tellings] == [None]


def test_a_sure_model_goes_before_a_row_and_both_are_named(
    gazetteer: Gazetteer, engine: Engine, coder: CoderRules
) -> None:
    """Nearly certain of another type, the model's act stands and names the row's; less certain, it is named itself."""
    annotation = annotate(Report.make(text="Japan condemned Iran.", language="en"), gazetteer, engine)
    (sure,) = code_events(proposing(annotation, ("REJECT", 0.95), ("ACCUSE", 0.04)), coder)
    assert (sure.type, sure.is_proposed, sure.second) == ("REJECT", True, SecondOpinion("ACCUSE", 0.04))
    (unsure,) = code_events(proposing(annotation, ("REJECT", 0.55), ("ACCUSE", 0.35)), coder)
    assert (unsure.type, unsure.is_proposed, unsure.second) == ("ACCUSE", False, SecondOpinion("REJECT", 0.55))


def test_the_votes_for_a_pair_are_those_of_acts_between_them() -> None:
    """Both have to stand in the roles of the act, in an act in common on either side."""
    accused = Proposal(1, (("ACCUSE", 0.9),), ((0, 0.9),), ((2, 0.9),))
    met = Proposal(5, (("CONSULT", 0.9),), ((2, 0.9), (6, 0.9)), ())
    votes = Opinions([accused, met]).votes({0}, {2})
    assert max(votes, key=lambda kind: votes[kind]) == "ACCUSE"
    votes = Opinions([accused, met]).votes({2}, {6})
    assert max(votes, key=lambda kind: votes[kind]) == "CONSULT"
    assert Opinions([]).votes({0}, {2}) == {}


def test_rows_vote_on_a_pair_as_well(gazetteer: Gazetteer, engine: Engine, coder: CoderRules) -> None:
    """An event of the tables between two outvotes what the model half believes; without any act there is no class."""
    annotation = annotate(Report.make(text="Japan condemned Iran.", language="en"), gazetteer, engine)
    half = proposing(annotation, ("SUPPORT", 0.4), ("ACCUSE", 0.3))
    assert class_of_pair(half, coder, frozenset({0}), frozenset({2})) == "ACCUSE"
    plain = msgspec.structs.replace(annotation, proposals=None)
    assert class_of_pair(plain, coder, frozenset({0}), frozenset({2})) == "ACCUSE"
    assert class_of_pair(plain, coder, frozenset({2}), frozenset({0})) is None


def test_a_row_gives_way_where_the_model_finds_no_act(gazetteer: Gazetteer, engine: Engine, coder: CoderRules) -> None:
    """Nearly sure of no act, the model stops the row; half sure, it does not; nor where no model has looked."""
    annotation = annotate(Report.make(text="Japan condemned Iran.", language="en"), gazetteer, engine)
    assert code_events(proposing(annotation, ("NONE", 0.93), ("ACCUSE", 0.07)), coder) == ()
    assert code_events(msgspec.structs.replace(annotation, proposals=()), coder) == ()
    for other in (proposing(annotation, ("NONE", 0.6), ("ACCUSE", 0.4)), unlooked(annotation)):
        assert [event.type for event in code_events(other, coder)] == ["ACCUSE"]


def unlooked(annotation: Annotation) -> Annotation:
    """Return an annotation that no model has looked at for acts."""
    return msgspec.structs.replace(annotation, proposals=None)


def test_an_offer_that_is_rejected_was_made(gazetteer: Gazetteer, engine: Engine, coder: CoderRules) -> None:
    """By others than those who reject it, as a request is."""
    text = "The rebels rejected the government's offer of a truce."
    events = code_events(annotate(Report.make(text=text, language="en"), gazetteer, engine), coder)
    assert [event.type for event in events] == ["REJECT", "AGREE"]


def test_whom_the_model_finds_nowhere_receives_nothing(gazetteer: Gazetteer, engine: Engine, coder: CoderRules) -> None:
    """A name in what is opposed is nobody's by itself."""
    text = "Malta's attorney general opposed the closing of Army Radio as an assault on the freedom of the press."
    (opposed,) = code_events(annotate(Report.make(text=text, language="en"), gazetteer, engine), coder)
    assert who(opposed, "recipient") == []


def test_a_commitment_that_is_reaffirmed_is_one_act(gazetteer: Gazetteer, engine: Engine, coder: CoderRules) -> None:
    """Nobody answers it."""
    text = "Blinken met Cho and reaffirmed Washington's commitment to defending South Korea."
    _, agreed = code_events(annotate(Report.make(text=text, language="en"), gazetteer, engine), coder)
    assert (agreed.type, who(agreed, "recipient")) == ("AGREE", ["KOR"])


def with_mode(annotation: Annotation, kind: ActType, mode: str, chance: float) -> Annotation:
    """Return the annotation with one proposal at its second word that is sure of a type, less so of its mode."""
    proposal = Proposal(1, ((kind, 0.95),), ((0, 0.9),), ((2, 0.8),), ((kind, mode, chance),))
    return msgspec.structs.replace(annotation, proposals=(proposal,))


def test_a_request_has_the_models_mode_sooner_than_a_refusal(annotated: Annotation, coder: CoderRules) -> None:
    """Nearly every request has a mode, so that a likely one is enough; most refusals have none."""
    (request,) = code_events(with_mode(annotated, "REQUEST", "yield", 0.45), coder)
    assert request.mode == "yield"
    (refusal,) = code_events(with_mode(annotated, "REJECT", "yield", 0.45), coder)
    assert refusal.mode is None


def test_a_sure_model_says_that_a_drone_was_shot_down(gazetteer: Gazetteer, engine: Engine, coder: CoderRules) -> None:
    """What was launched does not say of what mode a launch is that brought it down."""
    annotation = annotate(Report.make(text="Chad launched a drone.", language="en"), gazetteer, engine)
    assert [event.mode for event in code_events(annotation, coder)] == ["drone"]
    sure = with_mode(annotation, "LAUNCH", "interceptor", 0.9)
    assert [event.mode for event in code_events(sure, coder)] == ["interceptor"]


def test_a_proposed_threat_has_the_mode_of_its_own_word(
    gazetteer: Gazetteer, engine: Engine, coder: CoderRules
) -> None:
    """No row says where the content of what the model proposes stands; what it is done to does not hide its word."""
    annotation = annotate(Report.make(text="Kenya boycotts Ugandan milk.", language="en"), gazetteer, engine)
    (threat,) = code_events(with_mode(annotation, "THREATEN", "violence", 0.3), coder)
    assert (threat.type, threat.mode) == ("THREATEN", "restrict")


def test_whom_no_table_knows_acts_where_the_model_says_so(
    gazetteer: Gazetteer, engine: Engine, coder: CoderRules
) -> None:
    """The words themselves stand then."""
    annotation = annotate(
        Report.make(text="Woodcarvers bamboozled Uganda on Monday.", language="en"), gazetteer, engine
    )
    (event,) = code_events(proposing(annotation, ("ACCUSE", 0.9)), coder)
    assert [claim.value.span for claim in event.claims if claim.slot == "actor"] == [annotation.tokens[0].span]


def test_an_act_that_the_model_finds_in_the_word_beside_is_told_there(
    gazetteer: Gazetteer, engine: Engine, coder: CoderRules
) -> None:
    """A row on the other word gives way, and its roles are taken over."""
    annotation = annotate(Report.make(text="An attack killed five soldiers.", language="en"), gazetteer, engine)
    proposal = Proposal(1, (("ASSAULT", 0.95),), (), ((4, 0.9),))
    (event,) = code_events(msgspec.structs.replace(annotation, proposals=(proposal,)), coder)
    assert event.trigger.quote == "attack"


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shelled the town in retaliation for air strikes in Kunduz.",
        "China sold oil to North Korea despite sanctions.",
        "NATO is investigating the air strikes in Kunduz, cited by the Taliban.",
    ],
)
def test_who_answers_or_tells_of_an_act_does_not_do_it(
    text: str, gazetteer: Gazetteer, engine: Engine, coder: CoderRules
) -> None:
    """Whatever the model makes of it."""
    events = code_events(annotate(Report.make(text=text, language="en"), gazetteer, engine), coder)
    assert [who(event, "actor") for event in events if event.trigger.quote in {"strikes", "sanctions"}] in ([], [[]])


def test_joined_phrases_have_one_role(gazetteer: Gazetteer, engine: Engine, coder: CoderRules) -> None:
    """Whom a protest is against, with another state, does not protest, whatever the model finds."""
    text = "There were widespread protests against Kenya and Uganda."
    annotation = annotate(Report.make(text=text, language="en"), gazetteer, engine)
    at = {text[token.span.start : token.span.end]: index for index, token in enumerate(annotation.tokens)}
    proposal = Proposal(at["protests"], (("PROTEST", 0.9),), ((at["Uganda"], 0.9),), ((at["Kenya"], 0.9),))
    (event,) = code_events(msgspec.structs.replace(annotation, proposals=(proposal,)), coder)
    assert (who(event, "actor"), who(event, "recipient")) == ([], ["KEN"])


def test_who_hosts_talks_does_not_take_part(gazetteer: Gazetteer, engine: Engine, coder: CoderRules) -> None:
    """Talks at a body are where it has its seat."""
    text = "Kenya and Uganda signed it after five days of talks at the United Nations."
    annotation = annotate(Report.make(text=text, language="en"), gazetteer, engine)
    at = {text[token.span.start : token.span.end]: index for index, token in enumerate(annotation.tokens)}
    people = tuple((at[name], 0.9) for name in ("Kenya", "Uganda", "Nations"))
    proposal = Proposal(at["talks"], (("CONSULT", 0.9),), people, ())
    (event,) = (
        event
        for event in code_events(msgspec.structs.replace(annotation, proposals=(proposal,)), coder)
        if event.type == "CONSULT"
    )
    assert len([claim for claim in event.claims if claim.slot == "actor"]) == 2


def test_an_accident_that_nobody_caused_is_no_attack(gazetteer: Gazetteer, engine: Engine, coder: CoderRules) -> None:
    """However sure the model is of one."""
    text = "An inquiry was opened into the derailment of a train in Kenya."
    annotation = annotate(Report.make(text=text, language="en"), gazetteer, engine)
    at = {text[token.span.start : token.span.end]: index for index, token in enumerate(annotation.tokens)}
    proposal = Proposal(at["derailment"], (("ASSAULT", 0.9),), (), ((at["Kenya"], 0.9),))
    events = code_events(msgspec.structs.replace(annotation, proposals=(proposal,)), coder)
    assert all(event.type != "ASSAULT" for event in events)


@pytest.mark.parametrize(
    ("text", "kind", "word", "actors", "recipients"),
    [
        # whom a clause of what was before tells of receives nothing
        ("Miners downed tools after the owner fled.", "PROTEST", "downed", ("Miners",), ("owner",)),
        # who acts in spite or because of a protest
        ("Yielding to protests by nurses, the governor left.", "PROTEST", "protests", ("nurses",), ("governor",)),
    ],
)
def test_who_is_only_told_of_beside_an_act_receives_nothing(  # noqa: PLR0913, PLR0917
    text: str,
    kind: EventType,
    word: str,
    actors: tuple[str, ...],
    recipients: tuple[str, ...],
    gazetteer: Gazetteer,
    engine: Engine,
    coder: CoderRules,
) -> None:
    """However sure the model is of it."""
    event = _proposed(text, (kind, word, actors, recipients), gazetteer, engine, coder)
    assert [claim for claim in event.claims if claim.slot == "recipient"] == []


@pytest.mark.parametrize(
    ("text", "act", "told"),
    [
        # a clause behind a comma is of the last of two
        (
            "Marchers and the mayor, who ordered a curfew, left.",
            ("COERCE", "curfew", ("Marchers", "mayor"), ()),
            ["mayor"],
        ),
        # where something only was
        ("Nine nurses were detained in Lima.", ("COERCE", "detained", ("Lima",), ("nurses",)), []),
        # who is told in a passive what to do
        ("Kenya was urged to leave.", ("REQUEST", "urged", ("Kenya",), ()), []),
        # whom the row takes to act, and the model for the other side
        (
            "An officer was questioned on Thursday for passing letters to Oslo and sentenced to two years.",
            ("COERCE", "sentenced", (), ("officer",)),
            [],
        ),
    ],
)
def test_who_does_not_act(  # noqa: PLR0913, PLR0917
    text: str, act: Act, told: list[str], gazetteer: Gazetteer, engine: Engine, coder: CoderRules
) -> None:
    """Whatever the model or a row makes of it."""
    event = _proposed(text, act, gazetteer, engine, coder)
    spans = [claim.value.span for claim in event.claims if claim.slot == "actor"]
    assert [text[span.start : span.end] for span in spans] == told


@pytest.mark.parametrize(
    ("text", "act", "told"),
    [
        # the row's, where the model finds somebody in a clause beside alone
        (
            "Mali blamed the fire on Togo, saying Danish pilots had lit it.",
            ("ACCUSE", "blamed", ("Mali",), ("pilots",)),
            ["Togo"],
        ),
        # a pronoun that nobody fits, where the model finds it
        ("Divers found a drum, and Oslo cut it off.", ("SANCTION", "cut", ("Oslo",), ("it",)), ["it"]),
    ],
)
def test_to_whom_it_is_done(  # noqa: PLR0913, PLR0917
    text: str, act: Act, told: list[str], gazetteer: Gazetteer, engine: Engine, coder: CoderRules
) -> None:
    """By the row or by the model, whoever is nearer."""
    event = _proposed(text, act, gazetteer, engine, coder)
    spans = [claim.value.span for claim in event.claims if claim.slot == "recipient"]
    assert [text[span.start : span.end] for span in spans] == told


def _proposed(
    text: str,
    act: Act,
    gazetteer: Gazetteer,
    engine: Engine,
    coder: CoderRules,
) -> Event:
    """Return the event at a word of which the model is sure, with those whom it finds in its roles."""
    annotation = annotate(Report.make(text=text, language="en"), gazetteer, engine)
    at = {text[token.span.start : token.span.end]: index for index, token in enumerate(annotation.tokens)}
    kind, word, actors, recipients = act
    sides = [tuple((at[name], 0.95) for name in names if name in at) for names in (actors, recipients)]
    proposal = Proposal(at[word], ((kind, 0.95),), sides[0], sides[1])
    events = code_events(msgspec.structs.replace(annotation, proposals=(proposal,)), coder)
    return next(event for event in events if event.trigger.quote == word)

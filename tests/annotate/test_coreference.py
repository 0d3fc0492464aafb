"""Coreference: which earlier words "he", "the ministry", "the North", "the missile" and "the launch" stand for.

Trees are written by hand, so that the rules are tested and not the parser: ``form/UPOS/head/relation``, heads
counted from one in their sentence, zero for the root.
"""

from itertools import pairwise
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bongsu.annotate.coreference import RULES, find_coreference
from bongsu.model import Coreference, Entity, Mention, Sentence, Span, Token

ABE = Entity("person:shinzo-abe", "Shinzo Abe", "JPN", "GOV")
SUGA = Entity("person:yoshihide-suga", "Yoshihide Suga", "JPN", "GOV")
MERKEL = Entity("person:angela-merkel", "Angela Merkel", "DEU", "GOV")
PRK = Entity("PRK", "North Korea", "PRK", "GOV")
JPN_MOD = Entity("JPN-MOD", "Defence Ministry", "JPN", "MIL")
KOR_MOD = Entity("KOR-MOD", "Defence Ministry", "KOR", "MIL")
Label = Literal["actor", "person", "organisation", "outlet"]
Named = dict[str, tuple[Label, Entity | None]]
Read = tuple[str, list[Sentence], list[Token], list[Mention]]

ABE_SPOKE = (
    "Prime/PROPN/2/compound Minister/PROPN/5/nsubj Shinzo/PROPN/2/flat Abe/PROPN/2/flat spoke/VERB/0/root"
    " ./PUNCT/5/punct"
)
FIRED = (
    "Pyongyang/PROPN/2/nsubj fired/VERB/0/root a/DET/5/det ballistic/ADJ/5/amod missile/NOUN/2/obj on/ADP/7/case"
    " Monday/PROPN/2/obl ./PUNCT/2/punct"
)
PEOPLE: Named = {
    "Prime Minister Shinzo Abe": ("person", ABE),
    "Shinzo Abe": ("person", ABE),
    "Yoshihide Suga": ("person", SUGA),
    "Angela Merkel": ("person", MERKEL),
    "Abe": ("person", ABE),
    "Suga": ("person", SUGA),
}


def read(sentences: tuple[str, ...], names: Named) -> Read:
    """Make the text, sentences and tokens of trees, and a mention of each name, the longest where two begin."""
    text = ""
    tokens: list[Token] = []
    found: list[Sentence] = []
    for sentence in sentences:
        first = len(tokens)
        for form, upos, head, relation in (token.split("/") for token in sentence.split()):
            text += "" if not text or form in {".", ",", "'s", "”"} or text[-1] == "“" else " "
            at = len(tokens) if head == "0" else first + int(head) - 1
            tokens.append(Token(Span(len(text), len(text) + len(form)), upos, at, relation))
            text += form
        found.append(Sentence(tokens[first].span.to(tokens[-1].span), first, len(tokens)))
    mentions: list[Mention] = []
    for token in tokens:
        here = [name for name in names if text.startswith(name, token.span.start)]
        if here and not (mentions and mentions[-1].span.end > token.span.start):
            name = max(here, key=len)
            mentions.append(Mention(Span(token.span.start, token.span.start + len(name)), *names[name]))
    return text, found, tokens, mentions


def links(*sentences: str, names: Named | None = None) -> list[tuple[str, str, str]]:
    """Return the links as words: what stands, what for, by which rule."""
    text, found, tokens, mentions = read(sentences, names or {})
    return [
        (text[link.span.start : link.span.end], text[link.antecedent.start : link.antecedent.end], link.rule)
        for link in find_coreference(text, found, tokens, mentions)
    ]


def test_surname_is_the_full_name_before_it() -> None:
    """A surname stands for the first mention that gives the name in full."""
    later = "Abe/PROPN/2/nsubj left/VERB/0/root ./PUNCT/2/punct"
    assert links(ABE_SPOKE, later, names=PEOPLE) == [("Abe", "Prime Minister Shinzo Abe", "surname")]


def test_first_name_of_another_keeps_a_surname_unlinked() -> None:
    """A surname after somebody else's first name is somebody else."""
    later = "Akie/PROPN/3/nsubj Abe/PROPN/1/flat left/VERB/0/root ./PUNCT/3/punct"
    assert links(ABE_SPOKE, later, names=PEOPLE) == []


def test_a_word_of_an_outlets_name_is_that_outlet() -> None:
    """A name that no table knows is the outlet that had it in its name before."""
    first = (
        "The/DET/4/det Fars/PROPN/4/compound news/NOUN/4/compound agency/NOUN/5/nsubj spoke/VERB/0/root ./PUNCT/5/punct"
    )
    later = "Fars/PROPN/2/nsubj said/VERB/0/root so/ADV/2/advmod ./PUNCT/2/punct"
    names: Named = {
        "Fars news agency": ("outlet", Entity("IRN-FARS", "Fars News Agency", "IRN", "JRN")),
        "Fars": ("person", Entity("name:Fars", "Fars")),
    }
    assert links(first, later, names=names) == [("Fars", "Fars news agency", "outlet")]


def test_title_is_the_last_person_who_has_it() -> None:
    """A title alone stands for its last bearer."""
    later = "The/DET/3/det prime/ADJ/3/amod minister/NOUN/4/nsubj left/VERB/0/root ./PUNCT/4/punct"
    assert links(ABE_SPOKE, later, names=PEOPLE) == [("The prime minister", "Prime Minister Shinzo Abe", "title")]


def test_minister_is_not_the_prime_minister() -> None:
    """A title that leaves out what makes the office another one is not linked."""
    later = "The/DET/2/det minister/NOUN/3/nsubj left/VERB/0/root ./PUNCT/3/punct"
    assert links(ABE_SPOKE, later, names=PEOPLE) == []


def test_title_of_another_state_is_not_linked() -> None:
    """A title with a state is not a bearer of that title in another state."""
    later = "The/DET/4/det German/ADJ/4/amod prime/ADJ/4/amod minister/NOUN/5/nsubj left/VERB/0/root ./PUNCT/5/punct"
    german = Entity("DEU-PM", "prime minister", "DEU", "GOV")
    assert links(ABE_SPOKE, later, names={**PEOPLE, "German prime minister": ("organisation", german)}) == []


def test_spokesman_is_the_unnamed_one_who_spoke() -> None:
    """A title also stands for somebody without a name who was brought in as the subject."""
    first = "A/DET/2/det spokesman/NOUN/3/nsubj left/VERB/0/root ./PUNCT/3/punct"
    later = "The/DET/2/det spokesman/NOUN/3/nsubj returned/VERB/0/root ./PUNCT/3/punct"
    assert links(first, later) == [("The spokesman", "A spokesman", "title")]


MINISTRY = (
    "The/DET/4/det Japanese/ADJ/4/amod defence/NOUN/4/compound ministry/NOUN/5/nsubj confirmed/VERB/0/root"
    " it/PRON/5/obj ./PUNCT/5/punct"
)
THE_MINISTRY = "The/DET/2/det ministry/NOUN/3/nsubj declined/VERB/0/root ./PUNCT/3/punct"


def test_ministry_is_the_last_named_one() -> None:
    """A bare noun for a body stands for the last body with that noun."""
    names: Named = {"Japanese defence ministry": ("organisation", JPN_MOD)}
    assert links(MINISTRY, THE_MINISTRY, names=names) == [("The ministry", "Japanese defence ministry", "body")]


def test_ministry_is_open_where_another_state_is_told_of_since() -> None:
    """What the sentence before tells of another state alone, "the ministry" may be that state's."""
    between = "Pyongyang/PROPN/2/nsubj objected/VERB/0/root ./PUNCT/2/punct"
    names: Named = {"Japanese defence ministry": ("organisation", JPN_MOD), "Pyongyang": ("actor", PRK)}
    assert links(MINISTRY, between, THE_MINISTRY, names=names) == []


def test_ministry_of_two_is_not_linked() -> None:
    """Two bodies with the same noun in one sentence leave it open which one is meant."""
    both = (
        "Japanese/ADJ/2/amod ministry/NOUN/6/nsubj and/CCONJ/5/cc Korean/ADJ/5/amod ministry/NOUN/2/conj"
        " agreed/VERB/0/root ./PUNCT/6/punct"
    )
    names: Named = {"Japanese ministry": ("organisation", JPN_MOD), "Korean ministry": ("organisation", KOR_MOD)}
    assert links(both, THE_MINISTRY, names=names) == []


def test_agency_stands_for_the_words_behind_initials() -> None:
    """A body named by its initials is known by the noun of its full name."""
    first = "The/DET/2/det IAEA/PROPN/3/nsubj inspected/VERB/0/root the/DET/5/det site/NOUN/3/obj ./PUNCT/3/punct"
    later = "The/DET/2/det agency/NOUN/3/nsubj found/VERB/0/root nothing/PRON/3/obj ./PUNCT/3/punct"
    iaea = Entity("IGO-IAEA", "International Atomic Energy Agency", None, "IGO")
    assert links(first, later, names={"IAEA": ("organisation", iaea)}) == [("The agency", "IAEA", "body")]


def test_the_north_is_north_korea() -> None:
    """The North stands for the first full name of the state, and carries its entity."""
    first = "North/PROPN/2/compound Korea/PROPN/3/nsubj fired/VERB/0/root ./PUNCT/3/punct"
    later = "The/DET/2/det North/PROPN/3/nsubj denied/VERB/0/root it/PRON/3/obj ./PUNCT/3/punct"
    scene = read((first, later), {"North Korea": ("actor", PRK), "The North": ("actor", PRK)})
    assert find_coreference(*scene) == (Coreference(Span(19, 28), Span(0, 11), "compass", PRK),)


def test_he_is_the_subject_before() -> None:
    """He stands for the subject of the sentence before."""
    later = "He/PRON/2/nsubj left/VERB/0/root ./PUNCT/2/punct"
    assert links(ABE_SPOKE, later, names=PEOPLE) == [("He", "Prime Minister Shinzo Abe", "person")]


def test_he_is_the_only_one_told_of_where_nobody_acts() -> None:
    """Whom the sentence before quotes is who then speaks."""
    first = "The/DET/2/det report/NOUN/3/nsubj quotes/VERB/0/root Shinzo/PROPN/3/obj Abe/PROPN/4/flat ./PUNCT/3/punct"
    later = "He/PRON/2/nsubj says/VERB/0/root so/ADV/2/advmod ./PUNCT/2/punct"
    assert links(first, later, names=PEOPLE) == [("He", "Shinzo Abe", "person")]


def test_he_within_a_sentence_is_its_subject() -> None:
    """He in a clause stands for the subject of the clause around it."""
    one = "Suga/PROPN/2/nsubj said/VERB/0/root he/PRON/4/nsubj agreed/VERB/2/ccomp ./PUNCT/2/punct"
    assert links(one, names=PEOPLE) == [("he", "Suga", "person")]


def test_him_is_not_the_subject_of_its_own_verb() -> None:
    """An object pronoun never stands for the subject of its own verb; a possessive may."""
    him = "Suga/PROPN/2/nsubj praised/VERB/0/root him/PRON/2/obj ./PUNCT/2/punct"
    his = "Suga/PROPN/2/nsubj praised/VERB/0/root his/PRON/4/nmod:poss staff/NOUN/2/obj ./PUNCT/2/punct"
    assert links(him, names=PEOPLE) == []
    assert links(his, names=PEOPLE) == [("his", "Suga", "person")]


def test_object_of_led_to_say_is_who_says() -> None:
    """He below an infinitive stands for the object that does it, not for the subject above."""
    one = (
        "Abe/PROPN/2/nsubj urged/VERB/0/root Suga/PROPN/2/obj to/PART/5/mark say/VERB/2/xcomp he/PRON/7/nsubj"
        " agreed/VERB/5/ccomp ./PUNCT/2/punct"
    )
    assert links(one, names=PEOPLE) == [("he", "Suga", "person")]


def test_rival_leaves_he_open() -> None:
    """Another person between subject and pronoun leaves it open whom it means."""
    one = (
        "Abe/PROPN/2/nsubj told/VERB/0/root Suga/PROPN/2/obj that/SCONJ/6/mark he/PRON/6/nsubj won/VERB/2/ccomp"
        " ./PUNCT/2/punct"
    )
    assert links(one, names=PEOPLE) == []


def test_open_pronoun_leaves_the_next_open() -> None:
    """After a pronoun that nobody knows, another one may mean the same person."""
    one = (
        "Suga/PROPN/2/nsubj praised/VERB/0/root him/PRON/2/obj for/ADP/6/case his/PRON/6/nmod:poss work/NOUN/2/obl"
        " ./PUNCT/2/punct"
    )
    assert links(one, names=PEOPLE) == []


HE_RESIGNED = (
    "He/PRON/2/nsubj resigned/VERB/5/ccomp ,/PUNCT/5/punct Suga/PROPN/5/nsubj said/VERB/0/root ./PUNCT/5/punct"
)


def test_who_says_what_he_did_is_not_who_goes_on_to_do_it() -> None:
    """After "he resigned, Suga said", another "he" that does something is as open; one that says more is Suga."""
    left = "He/PRON/2/nsubj left/VERB/0/root ./PUNCT/2/punct"
    assert links(HE_RESIGNED, left, names=PEOPLE) == []
    added = "He/PRON/2/nsubj added/VERB/0/root details/NOUN/2/obj ./PUNCT/2/punct"
    assert links(HE_RESIGNED, added, names=PEOPLE) == [("He", "Suga", "person")]


def test_who_says_it_behind_is_who_spoke_before() -> None:
    """In "Suga had resigned, he said" nobody speaks but who spoke before."""
    told = (
        "Suga/PROPN/3/nsubj had/AUX/3/aux resigned/VERB/6/ccomp ,/PUNCT/6/punct he/PRON/6/nsubj said/VERB/0/root"
        " ./PUNCT/6/punct"
    )
    assert links(ABE_SPOKE, told, names=PEOPLE) == [("he", "Prime Minister Shinzo Abe", "person")]


def test_known_gender_rules_out() -> None:
    """She is not a man, and he not a woman, where the name says which."""
    merkel = "Angela/PROPN/3/nsubj Merkel/PROPN/1/flat spoke/VERB/0/root ./PUNCT/3/punct"
    she, he = (f"{word}/PRON/2/nsubj left/VERB/0/root ./PUNCT/2/punct" for word in ("She", "He"))
    assert links(ABE_SPOKE, she, names=PEOPLE) == []
    assert links(merkel, he, names=PEOPLE) == []
    assert links(ABE_SPOKE, merkel, he, names=PEOPLE) == [("He", "Prime Minister Shinzo Abe", "person")]


@pytest.mark.parametrize(("between", "linked"), [(3, True), (4, False)])
def test_pronoun_looks_back_four_sentences(between: int, *, linked: bool) -> None:
    """He is linked over three sentences without a person, not over four."""
    rain = "It/PRON/2/expl rained/VERB/0/root ./PUNCT/2/punct"
    later = "He/PRON/2/nsubj left/VERB/0/root ./PUNCT/2/punct"
    assert bool(links(ABE_SPOKE, *[rain] * between, later, names=PEOPLE)) is linked


def test_he_in_a_quotation_is_not_who_speaks_outside() -> None:
    """A pronoun in quotation marks is not linked to the text around them."""
    quote = (
        "“/PUNCT/3/punct He/PRON/3/nsubj lied/VERB/6/ccomp ,/PUNCT/3/punct ”/PUNCT/3/punct said/VERB/0/root"
        " Suga/PROPN/6/nsubj ./PUNCT/6/punct"
    )
    assert links(ABE_SPOKE, quote, names=PEOPLE) == []


def test_his_before_its_subject_is_left_open() -> None:
    """In "In his speech, Suga said", his is not the person of the sentence before."""
    later = (
        "In/ADP/3/case his/PRON/3/nmod:poss speech/NOUN/6/obl ,/PUNCT/6/punct Suga/PROPN/6/nsubj denied/VERB/0/root"
        " it/PRON/6/obj ./PUNCT/6/punct"
    )
    assert links(ABE_SPOKE, later, names=PEOPLE) == []


def test_mother_told_by_another_person_is_not_she() -> None:
    """Somebody without a name who is told by another person is no antecedent: it may be the other."""
    first = "Her/PRON/2/nmod:poss mother/NOUN/3/nsubj left/VERB/0/root ./PUNCT/3/punct"
    later = "She/PRON/2/nsubj wept/VERB/0/root ./PUNCT/2/punct"
    assert links(first, later) == []


def test_it_said_is_the_subject_before() -> None:
    """It that says something stands for the body that was the subject of the sentence before."""
    names: Named = {"Japanese defence ministry": ("organisation", JPN_MOD)}
    later = "It/PRON/2/nsubj said/VERB/0/root so/ADV/2/advmod ./PUNCT/2/punct"
    assert links(MINISTRY, later, names=names) == [("It", "The Japanese defence ministry", "speaker")]


def test_it_said_is_not_who_only_reported_it() -> None:
    """Of a body and the agency that tells what it said, the body is meant."""
    before = (
        "Pyongyang/PROPN/2/nsubj said/VERB/5/ccomp so/ADV/2/advmod Yonhap/PROPN/5/nsubj reported/VERB/0/root "
        "./PUNCT/5/punct"
    )
    later = "It/PRON/2/nsubj said/VERB/0/root more/ADJ/2/obj ./PUNCT/2/punct"
    agency = Entity("KOR-YONHAP", "Yonhap", "KOR", "JRN")
    named: Named = {"Pyongyang": ("actor", PRK), "Yonhap": ("outlet", agency)}
    assert links(before, later, names=named) == [("It", "Pyongyang", "speaker")]


def test_it_that_denies_is_the_subject_before() -> None:
    """Only a state or a body denies."""
    before = "Pyongyang/PROPN/2/nsubj sent/VERB/0/root troops/NOUN/2/obj ./PUNCT/2/punct"
    later = "It/PRON/2/nsubj denies/VERB/0/root it/PRON/2/obj ./PUNCT/2/punct"
    assert links(before, later, names={"Pyongyang": ("actor", PRK)})[:1] == [("It", "Pyongyang", "speaker")]


def test_it_that_fires_something_is_the_subject_before() -> None:
    """A state fires rockets; what only "fired" may be a gun, and is left open."""
    before = "Pyongyang/PROPN/2/nsubj keeps/VERB/0/root its/PRON/4/nmod:poss plans/NOUN/2/obj ./PUNCT/2/punct"
    later = "It/PRON/3/nsubj has/AUX/3/aux fired/VERB/0/root rockets/NOUN/3/obj ./PUNCT/3/punct"
    named: Named = {"Pyongyang": ("actor", PRK)}
    assert ("It", "Pyongyang", "speaker") in links(before, later, names=named)
    assert links(before, "It/PRON/2/nsubj fired/VERB/0/root ./PUNCT/2/punct", names=named) == []


def test_they_said_is_not_one_body() -> None:
    """They do not stand for one body, nor does it for several people."""
    names: Named = {"Japanese defence ministry": ("organisation", JPN_MOD)}
    later = "They/PRON/2/nsubj said/VERB/0/root so/ADV/2/advmod ./PUNCT/2/punct"
    assert links(MINISTRY, later, names=names) == []


def test_the_missile_is_the_one_fired() -> None:
    """The missile stands for the last one that was brought in."""
    later = "The/DET/2/det missile/NOUN/3/nsubj flew/VERB/0/root east/ADV/3/advmod ./PUNCT/3/punct"
    assert links(FIRED, later) == [("The missile", "a ballistic missile", "missile")]


def test_the_missiles_are_not_one_missile() -> None:
    """Number keeps apart: the missiles are not a missile."""
    later = "The/DET/2/det missiles/NOUN/3/nsubj flew/VERB/0/root east/ADV/3/advmod ./PUNCT/3/punct"
    assert links(FIRED, later) == []


def test_missile_that_may_be_built_is_not_meant() -> None:
    """A missile that is merely possible is not brought in."""
    first = "It/PRON/3/nsubj could/AUX/3/aux fire/VERB/0/root a/DET/5/det missile/NOUN/3/obj ./PUNCT/3/punct"
    later = "The/DET/2/det missile/NOUN/3/nsubj flew/VERB/0/root east/ADV/3/advmod ./PUNCT/3/punct"
    assert links(first, later) == []


@pytest.mark.parametrize(
    ("later", "found"),
    [
        (
            "It/PRON/2/nsubj flew/VERB/0/root east/ADV/2/advmod ./PUNCT/2/punct",
            [("It", "a ballistic missile", "flight")],
        ),
        (
            "It/PRON/2/nsubj reached/VERB/0/root an/DET/4/det altitude/NOUN/2/obj ./PUNCT/2/punct",
            [("It", "a ballistic missile", "flight")],
        ),
        ("It/PRON/2/nsubj reached/VERB/0/root an/DET/4/det agreement/NOUN/2/obj ./PUNCT/2/punct", []),
    ],
)
def test_it_that_flew_is_the_missile(later: str, found: list[tuple[str, str, str]]) -> None:
    """It stands for the missile where it flies, falls or reaches a height, not where it reaches a deal."""
    assert links(FIRED, later) == found


def test_the_launch_is_what_was_fired() -> None:
    """The launch stands for the predicate with what it launches."""
    later = "Tokyo/PROPN/2/nsubj condemned/VERB/0/root the/DET/4/det launch/NOUN/2/obj ./PUNCT/2/punct"
    assert links(FIRED, later) == [("the launch", "fired a ballistic missile", "launch")]


def test_the_launch_is_not_a_nuclear_test() -> None:
    """The launch skips a nuclear test that was told of since; the nuclear test is that one."""
    nuclear = "It/PRON/2/nsubj conducted/VERB/0/root a/DET/5/det nuclear/ADJ/5/amod test/NOUN/2/obj ./PUNCT/2/punct"
    later = (
        "Tokyo/PROPN/2/nsubj condemned/VERB/0/root the/DET/4/det launch/NOUN/2/obj and/CCONJ/8/cc the/DET/8/det"
        " nuclear/ADJ/8/amod test/NOUN/4/conj ./PUNCT/2/punct"
    )
    assert links(FIRED, nuclear, later) == [
        ("the launch", "fired a ballistic missile", "launch"),
        ("the nuclear test", "a nuclear test", "launch"),
    ]


def test_the_launches_are_not_one_launch() -> None:
    """Number keeps apart: the launches are not one launch."""
    later = "Tokyo/PROPN/2/nsubj condemned/VERB/0/root the/DET/4/det launches/NOUN/2/obj ./PUNCT/2/punct"
    assert links(FIRED, later) == []


def test_test_that_says_its_day_is_not_linked() -> None:
    """A launch that says which one it is stands for itself."""
    later = (
        "Tokyo/PROPN/2/nsubj condemned/VERB/0/root the/DET/4/det launch/NOUN/2/obj on/ADP/6/case Friday/PROPN/4/nmod"
        " ./PUNCT/2/punct"
    )
    assert links(FIRED, later) == []


def test_every_rule_says_what_it_is() -> None:
    """The rules have different names, and each says in its docstring what it links."""
    assert len({name for name, _ in RULES}) == len(RULES)
    assert all(rule.__doc__ for _, rule in RULES)


WORDS = (
    "he",
    "she",
    "his",
    "it",
    "they",
    "the",
    "a",
    "Abe",
    "said",
    "told",
    "minister",
    "ministry",
    "missile",
    "“",
    "”",
)
WORD = st.tuples(
    st.sampled_from((*WORDS, "launch", "fired", "flew", "North")),
    st.sampled_from(("NOUN", "PROPN", "PRON", "VERB", "DET", "PUNCT")),
    st.sampled_from(("nsubj", "obj", "det", "nmod:poss", "acl:relcl", "conj", "flat", "appos", "ccomp", "xcomp")),
    st.integers(0, 11),
)


@given(st.lists(st.lists(WORD, min_size=1, max_size=12), max_size=8))
def test_any_tree_gives_links_that_look_back(trees: list[list[tuple[str, str, str, int]]]) -> None:
    """Whatever the parser says, links are in order, do not overlap, and stand after what they stand for."""
    sentences = tuple(
        " ".join(
            f"{form}/{upos}/{head % len(tree) + 1 if at else 0}/{rel}"
            for at, (form, upos, rel, head) in enumerate(tree)
        )
        for tree in trees
    )
    named: Named = {"Abe": ("person", ABE), "ministry": ("organisation", JPN_MOD), "North": ("actor", PRK)}
    found = find_coreference(*read(sentences, named))
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(link.antecedent.end <= link.span.start for link in found)

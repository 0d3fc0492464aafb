"""Who says what: sources, contents, and whose word stands at a place."""

from collections.abc import Callable

import pytest

from bongsu.annotate import Engine, annotate
from bongsu.coding import speech_rules
from bongsu.coding.cast import Cast, load_people
from bongsu.coding.inflect import load_inflector
from bongsu.coding.speech import Said, attribution_at, find_speech, load_speech
from bongsu.coding.tree import trees
from bongsu.errors import TableError
from bongsu.model import Annotation, Attribution, Report
from bongsu.reference import shipped_gazetteer


class Read:
    """A text and who says what in it, in words."""

    def __init__(self, annotation: Annotation, said: tuple[Said, ...]) -> None:
        self.annotation = annotation
        self.said = said

    def words(self, tokens: tuple[int, ...]) -> str:
        """Return tokens as words."""
        text = self.annotation.report.text
        spans = [self.annotation.tokens[token].span for token in tokens]
        return " ".join(text[span.start : span.end] for span in spans)

    @property
    def found(self) -> list[tuple[str, str]]:
        """Each source phrase with what it says."""
        return [(self.words(one.source_tokens), self.words(one.content)) for one in self.said]

    def at(self, word: str) -> Attribution:
        """Return whose word a word is."""
        text = self.annotation.report.text
        start = text.index(word)
        token = next(i for i, token in enumerate(self.annotation.tokens) if token.span.start == start)
        return attribution_at(self.said, token, self.annotation.report)

    def voices(self, word: str) -> tuple[str | None, ...]:
        """Return who speaks at a word, and who relays it, as they stand in the text."""
        attribution = self.at(word)
        names = [attribution.speaker, *attribution.chain]
        text = self.annotation.report.text
        return tuple(None if name is None else text[name.span.start : name.span.end] for name in names)


Reader = Callable[[str], Read]


@pytest.fixture(scope="module")
def read() -> Reader:
    """Read a text with the shipped model and tables."""
    engine, gazetteer, inflector = Engine(), shipped_gazetteer(), load_inflector()
    people, rules = load_people(inflector), load_speech(inflector)

    def reader(text: str) -> Read:
        annotation = annotate(Report.make(text=text, language="en"), gazetteer, engine)
        said = find_speech(annotation, trees(annotation), Cast(annotation, people), rules)
        return Read(annotation, said)

    return reader


CONTENTS = [
    ("Japan said the missile landed in the sea.", "Japan", "the missile landed in the sea"),
    ("The missile landed in the sea, said Japan.", "Japan", "The missile landed in the sea"),
    ("The missile, the military said, fell into the sea.", "the military", "The missile , fell into the sea"),
    ("The missile fell, according to the Joint Chiefs of Staff.", "the Joint Chiefs of Staff", "The missile fell"),
    ("According to Japan, the missile fell.", "Japan", "the missile fell"),
    ("As Kim put it, the war is over.", "Kim", "the war is over"),
    ("In the words of Kim, the launch was a success.", "Kim", "the launch was a success"),
    ("The launch was a success, per KCNA.", "KCNA", "The launch was a success"),
    ("Russia claimed to have destroyed the base.", "Russia", "to have destroyed the base"),
    ("The ministry reported heavy casualties.", "The ministry", "heavy casualties"),
    ("Seoul confirmed the launch.", "Seoul", "the launch"),
    ("Moscow denied the allegations.", "Moscow", "the allegations"),
    ("Human Rights Watch accused Israel of killing civilians.", "Human Rights Watch", "Israel of killing civilians"),
    ("Iran's warning that it would strike was heard.", "Iran 's", "that it would strike"),
    ("The ministry issued a statement saying that it fell.", "The ministry", "that it fell"),
    ("The missile is said by officials to have crashed.", "officials", "The missile to have crashed"),
    ("The governor, who said the drone was shot down, left.", "who", "the drone was shot down"),
    ("Biden called the test a provocation.", "Biden", "the test a provocation"),
    ("The North's leader warned of a nuclear war.", "The North 's leader", "of a nuclear war"),
    ('The minister said that "it flew far".', "The minister", 'that " it flew far "'),
    ("The U.S. urged North Korea to stop testing.", "The U.S.", "to stop testing"),
    ("“The launch failed,” reads the statement.", "the statement", "“ The launch failed , ”"),
    (
        "Spokesman for the Maritime Guard Captain Jad Harb said that fragments scattered over several farms.",
        "Spokesman for the Maritime Guard Captain Jad Harb",
        "that fragments scattered over several farms",
    ),
    ("Iran launched what Seoul called a rocket.", "Seoul", "a rocket"),
    ("Iran launched what the Guards described as a cruise missile.", "the Guards", "as a cruise missile"),
]


@pytest.mark.parametrize(("text", "source", "content"), CONTENTS)
def test_a_cue_has_its_source_and_its_content(read: Reader, text: str, source: str, content: str) -> None:
    """Every form in which news attributes is read with who it is and what is said."""
    assert read(text).found == [(source, content)]


@pytest.mark.parametrize(
    "text",
    [
        "North Korea fired a missile on Monday.",
        "The road costs two dollars per kilometer.",
        "The report was long, and the ministry was closed.",
        "Troops entered the city and destroyed the base.",
    ],
)
def test_the_outlet_speaks_where_nobody_is_said_to(read: Reader, text: str) -> None:
    """Plain reporting is nobody else's word."""
    assert read(text).said == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It was reported that troops fired on the crowd.", "say"),
        ("North Korea is believed to have fired a missile.", "believe"),
        ("The missile reportedly fired its second stage.", "say"),
    ],
)
def test_an_unnamed_source_is_none(read: Reader, text: str, kind: str) -> None:
    """What is said by nobody in particular has a cue and no source."""
    found = read(text)
    assert [(one.source, one.kind) for one in found.said] == [(None, kind)]
    attribution = found.at("fired")
    assert attribution.speaker is None
    assert attribution.cue is not None


def test_who_was_told_says_nothing(read: Reader) -> None:
    """A participle without an addressee shares the passive of the one before it."""
    told = read("The envoys were handed a note and told that their colleagues would be expelled, the ministry said.")
    assert told.voices("expelled") == ("ministry",)


def test_a_quotation_runs_on(read: Reader) -> None:
    """The sentences of a quotation are one speaker's, before the cue and after it."""
    found = read('"We tested it. It flew far," Kim said on Monday. "The enemy will burn. Nobody stops us."')
    assert [found.voices(word) for word in ("tested", "flew", "burn", "stops")] == [("Kim",)] * 4


def test_a_quotation_goes_on_in_the_next_paragraph(read: Reader) -> None:
    """A paragraph that is quoted whole has the speaker of the quotation before it."""
    found = read('The minister said: "The missile fell."\n"It flew far."\nThe sea was calm.')
    assert found.voices("fell") == found.voices("flew") == ("minister",)
    assert found.voices("calm") == (None,)


def test_a_stray_mark_does_not_turn_quotations_inside_out(read: Reader) -> None:
    """A mark that can only open begins a quotation, whatever stood before it."""
    found = read('It was a 12" gun. "We fired it," Kim said. The crowd cheered. "It works," he added.')
    assert found.voices("fired") == ("Kim",)
    assert found.voices("cheered") == (None,)


def test_an_order_is_nobodys_word(read: Reader) -> None:
    """An imperative has no source."""
    assert read("Tell us that you saw the missile.").said == ()


def test_a_transcript_names_its_speakers(read: Reader) -> None:
    """A name and a colon at the head of a paragraph are its speaker."""
    found = read("Antony Blinken: We see a threat. We are ready.\nThe talks ended.")
    assert found.voices("ready") == ("Antony Blinken",)
    assert found.voices("ended") == (None,)


def test_a_name_under_a_quotation_is_its_speaker(read: Reader) -> None:
    """A dash and a name close a quotation."""
    found = read("“The war is over. We won.” — Maria Lopez\nThe talks ended.")
    assert found.voices("won") == ("Maria Lopez",)


def test_two_speakers_in_a_sentence_stay_apart(read: Reader) -> None:
    """What stands beside a saying is not a part of it."""
    found = read("The strike killed five people, local officials said, while the army said it hit a base.")
    assert found.voices("killed") == ("officials",)
    assert found.voices("hit") == ("army",)


def test_both_halves_of_a_parted_content_count(read: Reader) -> None:
    """A saying in the middle has what stands before and behind it."""
    found = read("The missile flew 500 km, the ministry said, and fell into the sea.")
    assert found.voices("flew") == found.voices("fell") == ("ministry",)


CHAINS = [
    ("Yonhap reported that the North fired missiles, citing military officials.", "military officials", "Yonhap"),
    ("The North fired missiles, Yonhap reported, citing military officials.", "military officials", "Yonhap"),
    ("Citing military officials, Yonhap reported that the North fired missiles.", "military officials", "Yonhap"),
    ("Yonhap said Japan had told reporters that troops fired missiles.", "Japan", "Yonhap"),
    ("KCNA quoted Kim as saying that troops fired missiles.", "Kim", "KCNA"),
    ("Kim was quoted by KCNA as saying that troops fired missiles.", "Kim", "KCNA"),
    ("Japan said the North fired missiles, according to Yonhap.", "Japan", "Yonhap"),
    ("According to KCNA, Kim said the army fired missiles.", "Kim", "KCNA"),
    ("Kim said Russia's claim that it fired missiles was false.", "Russia", "Kim"),
    ("The North fired missiles, Yonhap cited the defence ministry.", "defence ministry", "Yonhap"),
    ("The North fired missiles, according to Yonhap, which cited military officials.", "military officials", "Yonhap"),
    (
        "The North fired missiles, reported the Yonhap news agency, citing the military.",
        "military",
        "Yonhap news agency",
    ),
]


@pytest.mark.parametrize(("text", "speaker", "relay"), CHAINS)
def test_the_origin_speaks_and_relays_are_the_chain(read: Reader, text: str, speaker: str, relay: str) -> None:
    """The innermost source is the speaker, and who relays it is the chain."""
    assert read(text).voices("fired") == (speaker, relay)


def test_who_is_reported_as_saying_it_says_what_stands_before(read: Reader) -> None:
    """An outlet that reports somebody as saying something quotes him."""
    assert read("The North fired missiles, Yonhap reported the military as saying.").voices("fired")[0] == "military"


def test_a_speaker_does_not_relay_himself(read: Reader) -> None:
    """What one says that one thinks or hopes has one speaker and no chain."""
    found = read('"I think we fired it," said Kim. Kim said he believed that the rocket burned.')
    assert found.voices("fired") == ("Kim",)
    assert found.voices("burned") == ("Kim",)


def test_a_pronoun_is_who_it_stands_for(read: Reader) -> None:
    """A source that is a pronoun is resolved by coreference."""
    found = read("President Yoon Suk Yeol met reporters. He said the North had fired a missile. He added that it flew.")
    speakers = [found.at(word).speaker for word in ("fired", "flew")]
    assert [s.entity.id for s in speakers if s is not None and s.entity is not None] == ["person:yoon-suk-yeol"] * 2


def test_a_participle_behind_a_comma_is_the_speakers(read: Reader) -> None:
    """Something added belongs to who said the rest."""
    found = read("The army said it shot down a drone, adding that nobody was hurt.")
    assert found.voices("hurt") == ("army",)


@pytest.mark.parametrize(
    "text", ["South Korea did not say whether the launch failed.", "Kim wanted to say less. The launch failed."]
)
def test_what_is_not_said_is_not_ones_word(read: Reader, text: str) -> None:
    """Who does not say something is no speaker of it."""
    assert read(text).voices("failed") == (None,)


def test_wanting_and_judging_do_not_make_words_ones_own(read: Reader) -> None:
    """The outlet tells what somebody wants or condemns."""
    found = read("South Korea condemned the launch. Kim wants to visit Moscow.")
    assert [one.kind for one in found.said] == ["judge", "want"]
    assert found.voices("launch") == found.voices("visit") == (None,)


def test_a_phrase_that_is_nobody_known_is_kept_as_it_stands(read: Reader) -> None:
    """A source that the cast does not know is the phrase itself."""
    source = read("A pamphlet found in the park said the rocket exploded.").said[0].source
    assert source is not None
    assert (source.label, source.entity) == ("other", None)


def test_the_order_is_that_of_the_text(read: Reader) -> None:
    """What is said stands in the order of its cues, and the contents in that of the text."""
    found = read("According to KCNA, Kim said it fell. Tokyo denied it. Experts believe that Seoul was told of it.")
    assert [one.cue for one in found.said] == sorted(one.cue for one in found.said)
    assert all(list(one.content) == sorted(set(one.content)) for one in found.said)


def test_an_empty_report_says_nothing(read: Reader) -> None:
    """A text without words has nothing that is said."""
    assert read(" ").said == ()


def test_prepositions_stand_in_the_frame_about_alone() -> None:
    """A row whose prepositions are missing or misplaced is refused."""
    with pytest.raises(TableError, match="warn:of"):
        speech_rules._words([("t", {"say": {"clause": "warn:of"}})], load_inflector().verb)
    with pytest.raises(TableError, match="speak"):
        speech_rules._words([("t", {"say": {"about": "speak"}})], load_inflector().verb)


def test_what_the_outlet_adds_behind_a_comma_is_not_the_content(read: Reader) -> None:
    """An inserted source says what stands before it, and not the noun that the outlet sets behind it."""
    text = (
        "TEHRAN, Iran (AP) – Iran tried but failed to put a satellite into orbit on Sunday, state television reported, "
        "the last setback for work that the United States says helps Tehran build missiles."
    )
    assert read(text).voices("satellite") == ("state television",)


def test_who_is_quoted_by_a_relay_goes_on_speaking(read: Reader) -> None:
    """What is noted behind a quotation is noted by the one quoted, and not by the agency."""
    text = (
        "The launch took place from Wonsan, the agency quoted the South Korean Joint Chiefs of Staff as saying, noting "
        "that the missiles flew about 230 km."
    )
    assert read(text).voices("flew")[0] == "South Korean Joint Chiefs of Staff"


def test_a_verb_that_cites_shares_the_content_of_the_one_that_reports(read: Reader) -> None:
    """Who is cited has said it, also where the parser hangs the citing on the report."""
    text = (
        "Iran has test fired a missile on Friday, Fox News television channel reported citing an unnamed senior "
        "official in the US administration."
    )
    assert read(text).voices("missile")[0] == "senior official in the US"


def test_an_agency_that_is_cited_relays_what_officials_said(read: Reader) -> None:
    """Officials cite no agency for their own words: it stands in the chain."""
    text = "The North fired missiles, the South's military said, only days after talks, Trend reports citing Reuters."
    assert read(text).voices("fired") == ("the South's military", "Reuters")


def test_an_official_whom_the_parser_takes_for_a_second_subject_is_quoted(read: Reader) -> None:
    """A spokesman who is quoted at the end of a sentence is its source, and not the broadcaster."""
    text = (
        'Iran "successfully" launched a satellite into space on Sunday but it fell short of reaching orbit, state '
        "television quoted a defence ministry spokesman as saying."
    )
    assert read(text).voices("launched")[0] == "defence ministry spokesman"

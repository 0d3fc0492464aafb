"""Tables of the user's own: they go before ours, and what is wrong in them is said at once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bongsu.annotate import Engine, annotate
from bongsu.coding.cast import Cast
from bongsu.coding.events import CoderRules, code_events, coder_digests, load_coder
from bongsu.coding.speech import find_speech
from bongsu.coding.tree import trees
from bongsu.errors import TableError
from bongsu.model import Annotation, Event, Report
from bongsu.reference import Gazetteer

Write = Callable[..., Path]


@pytest.fixture
def own(tmp_path: Path) -> Write:
    """Return a writer of a folder of tables, one a keyword."""

    def write(**tables: str) -> Path:
        for name, text in tables.items():
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def annotated(gazetteer: Gazetteer, engine: Engine) -> Callable[[str], Annotation]:
    """Return an annotator of texts."""
    return lambda text: annotate(Report.make(text=text, language="en"), gazetteer, engine)


@pytest.fixture
def code(annotated: Callable[[str], Annotation]) -> Callable[[str, CoderRules], list[Event]]:
    """Return a coder of texts."""
    return lambda text, rules: list(code_events(annotated(text), rules))


Code = Callable[[str, CoderRules], list[Event]]


def test_a_verb_of_the_users_own_is_coded_and_named(own: Write, code: Code) -> None:
    """A word that our table does not have makes an event, whose rule names the user's row."""
    folder = own(events="verbs:\n  - {words: serenade, type: CONSULT, recipient: obj+}\n")
    text = "Japan serenaded North Korea on Friday."
    assert code(text, load_coder()) == []
    (event,) = code(text, load_coder(folder))
    assert (event.type, event.rule) == ("CONSULT", "own/events.yaml:verbs:1:serenade")
    assert [claim.slot for claim in event.claims][:3] == ["act", "actor", "recipient"]


def test_a_row_of_the_users_own_goes_before_ours(own: Write, code: Code) -> None:
    """The user may turn a word into another act, or into none."""
    text = "Japan condemned North Korea on Friday."
    assert [event.type for event in code(text, load_coder())] == ["ACCUSE"]
    other = load_coder(own(events="verbs:\n  - {words: condemn, type: REJECT, recipient: obj+}\n"))
    assert [event.type for event in code(text, other)] == ["REJECT"]
    none = load_coder(own(events="verbs:\n  - {words: condemn, type: NONE}\n"))
    assert code(text, none) == []


def test_words_are_added_to_a_class(own: Write, code: Code) -> None:
    """A class of the same name keeps our words."""
    rules = load_coder(own(events="classes:\n  missile: kite\n"))
    assert [event.type for event in code("North Korea launched a kite.", rules)] == ["LAUNCH"]
    assert [event.type for event in code("North Korea launched a rocket.", rules)] == ["LAUNCH"]


def test_a_class_of_the_users_own_stands_for_its_words(own: Write, code: Code) -> None:
    """Also as the words of a row, and a class inside a class."""
    table = (
        "classes:\n  song: serenade %hum\n  hum: hum\nverbs:\n  - {words: '%song', type: CONSULT, recipient: obj+}\n"
    )
    rules = load_coder(own(events=table))
    assert rules.events.verbs["hummed"][0].name == "own/events.yaml:verbs:1:hum"
    assert [event.type for event in code("Japan serenaded North Korea.", rules)] == ["CONSULT"]


def test_people_speech_and_factuality_may_be_given_too(own: Write, annotated: Callable[[str], Annotation]) -> None:
    """A noun is somebody, a verb attributes, a word makes unsure, each by the user's own row."""
    rules = load_coder(
        own(
            people="sectors:\n  GOV: viceroy\n",
            speech="verbs:\n  say:\n    clause: holler\n",
            factuality="adverbs:\n  mine:\n    words: perchance\n    gives: {certainty: possible}\n",
        )
    )
    assert rules.people.sector("viceroys") == "GOV"
    assert rules.people.sector("ministers") == "GOV"
    assert rules.factuality.adverbs["perchance"].gives.certainty == "possible"
    annotation = annotated("The minister hollered that Japan fired a missile.")
    parsed = trees(annotation)
    (said,) = find_speech(annotation, parsed, Cast(annotation, rules.people), rules.speech)
    assert said.kind == "say"


def test_the_digests_are_named_as_the_users(own: Write) -> None:
    """They do not depend on where the folder lies."""
    folder = own(events="verbs: []\n", people="sectors: {}\n")
    assert list(coder_digests(folder)) == ["own/events.yaml", "own/people.yaml"]


ROW = "verbs:\n  - {words: condemn, type: ACCUSE}\n"


@pytest.mark.parametrize(
    ("name", "table", "where", "problem"),
    [
        ("events", ROW + "  - {words: serenade, type: SING}\n", ":verbs:2:type", "'SING'"),
        (
            "events",
            ROW + "  - {words: serenade, type: AGREE, object: '%tunes'}\n",
            ":verbs:2",
            "class %tunes is",
        ),
        ("events", ROW + "  - {words: '%tunes', type: AGREE}\n", ":verbs:2", "class %tunes is"),
        ("events", "classes:\n  a: '%b'\n  b: x %a\n", ":classes:a", "class %a names itself"),
        ("events", ROW + "  - {words: serenade, type: AGREE, recipient: 'obj?'}\n", ":verbs:2", "'obj?' is no path"),
        ("events", ROW + "  - {words: serenade, type: AGREE, tune: 1}\n", ":verbs:2", "tune"),
        ("events", "nouns:\n  - {words: 'a, , b', type: AGREE}\n", ":nouns:1", "a word is missing"),
        ("events", "nouns:\n  - {words: '', type: AGREE}\n", ":nouns:1", "a word is missing"),
        ("events", "asked:\n  AID: sing\n", ":asked:AID", "REQUEST has no mode 'sing'"),
        ("events", "verbs:\n  - {words: [\n", ":3", "this is not YAML"),
        ("events", "verbs: \u0007\n", "", "this is not YAML"),
        ("events", "", "", "Expected `object`"),
        ("people", "sectors: [a]\n", ":sectors", "Expected `object`"),
        ("speech", "verbs:\n  say:\n    about: speak\n", ":say:about", "speak does not fit"),
        ("speech", "verbs:\n  sing:\n    clause: hum\n", "", "'sing'"),
        ("factuality", "governing:\n  x: {verbs: hum, slots: over, gives: {}}\n", ":governing:x", "'over'"),
        ("factuality", "moods:\n  x: {}\n", ":moods:x", "no rule asks for this mood"),
        ("factuality", "adverbs:\n  x: {words: hum, gives: {certainty: sure}}\n", "", "'sure'"),
    ],
)
def test_a_broken_row_is_refused(own: Write, name: str, table: str, where: str, problem: str) -> None:
    """File, row and reason stand in one line; rows are counted from 1."""
    folder = own(**{name: table})
    with pytest.raises(TableError) as refused:
        load_coder(folder)
    message = str(refused.value)
    assert message.startswith(f"{folder / name}.yaml{where}")
    assert problem in message
    assert "\n" not in message


def test_a_folder_without_a_table_is_refused(tmp_path: Path) -> None:
    """A missing folder, an empty one, and a name that no table has: each is said, and nothing passed over."""
    with pytest.raises(TableError, match="there is no such folder"):
        load_coder(tmp_path / "missing")
    with pytest.raises(TableError, match="there is no table in it"):
        load_coder(tmp_path)
    (tmp_path / "event.yaml").write_text("verbs: []\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"event\.yaml: no table has this name"):
        load_coder(tmp_path)


def test_a_table_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    """What cannot be read is named."""
    (tmp_path / "events.yaml").mkdir()
    with pytest.raises(TableError, match=r"events\.yaml: Is a directory"):
        load_coder(tmp_path)

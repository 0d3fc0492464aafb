"""PLOVER's types, modes and scores: the table, what it refuses, and what it gives to events."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from bongsu.annotate import Engine, annotate
from bongsu.coding.events import CoderRules, code_events, load_coder
from bongsu.coding.plover import load_plover
from bongsu.errors import TableError
from bongsu.model import Event, EventType, Report
from bongsu.reference import Gazetteer

Code = Callable[[str], tuple[Event, ...]]


@pytest.fixture
def code(coder: CoderRules, gazetteer: Gazetteer, engine: Engine) -> Code:
    """Return a coder of texts."""
    return lambda text: code_events(annotate(Report.make(text=text, language="en"), gazetteer, engine), coder)


def reachable(rules: CoderRules) -> set[tuple[str, str]]:
    """Return every type and mode that a row, a word, a refusal or a request of the tables gives."""
    events = rules.events
    frames = (
        frame for part in (events.verbs, events.nouns, events.adjectives) for row in part.values() for frame in row
    )
    found = {(frame.row.type, frame.row.mode) for frame in frames if frame.row.mode is not None}
    found |= {(kind, mode) for kind, modes in events.modes.items() for mode in modes.values()}
    found |= {("REJECT", mode) for mode in events.refused.values()}
    found |= {("REQUEST", mode) for mode in events.asked.values()}
    found |= {("LAUNCH", mode) for mode in (*events.launches, "undetermined")}
    return {(kind, mode) for kind, mode in found if mode != "none"}


def test_every_mode_can_be_reached(coder: CoderRules) -> None:
    """No mode of the table is without a row or a word, and no row has a mode that the table lacks."""
    table = {(kind, mode) for kind, row in load_plover().kinds.items() for mode in row.modes}
    assert reachable(coder) == table


def test_the_table_has_the_codebooks_scores(data: Path) -> None:
    """Each score of the codebook's table of scores is ours, but for the sign of ACCUSE, which the codebook lost."""
    manual = (data / "coding" / "plover-manual.tex").read_text(encoding="utf-8")
    begin = manual.index(r"\textbf{CATEGORY: Mode}")
    cells = manual[begin : manual.index(r"\end{tabular}", begin)].replace("\n", " ")
    row = re.compile(r"([A-Z]{3,})(?:: ([A-Z][a-z-]+))?\s*&\s*(?:\\cellcolor\{gray!25\})?\s*(-?[\d.]+)")
    stated = {(kind, mode.lower() or None): float(score) for kind, mode, score in row.findall(cells)}
    plover = load_plover()
    assert len(stated) > 60
    wrong = {key: score for key, score in stated.items() if plover.intensity(*key) != score}
    assert wrong == {("ACCUSE", None): 3.0}


def test_every_type_is_in_the_table() -> None:
    """Also those of our own, with a stated rule."""
    plover = load_plover()
    assert set(plover.kinds) == set(get_args(EventType))
    assert plover.intensity("LAUNCH", "ballistic") == plover.intensity("MOBILIZE", "weapons")
    assert plover.intensity("LAUNCH", "satellite") is None
    assert plover.intensity("POLITICS", "martial law") == plover.intensity("COERCE", "martial-law")
    assert plover.intensity("PROTEST", "vandalize") == plover.intensity("PROTEST", None)


@pytest.mark.parametrize(
    ("text", "kind", "mode", "intensity"),
    [
        ("Kenya asked Uganda for a loan on Monday.", "REQUEST", "assist", 0.5),
        ("Kenya urged Uganda to release the prisoners.", "REQUEST", "yield", -1),
        ("Kenya urged Uganda to return to the talks.", "REQUEST", "meet", 0),
        ("Kenya urged Uganda to amend its constitution.", "REQUEST", "change", -1),
        ("Kenya asked Uganda to apologise for the raid.", "REQUEST", "yield", -1),
        ("Kenya asked Uganda to mediate in the dispute.", "REQUEST", "assist", 0.5),
        ("Kenya refused to extradite the suspects to Uganda.", "REJECT", "assist", -1.5),
        ("Kenya refused to lift the sanctions against Uganda.", "REJECT", "yield", -2),
        ("Kenya will not meet envoys from Uganda.", "REJECT", "meet", -2),
        ("Kenya threatened to annex the islands of Uganda.", "THREATEN", "territory", -4),
        ("Kenya threatened to impose tariffs on Uganda.", "THREATEN", "restrict", -3),
        ("Kenya threatened to bomb Uganda.", "THREATEN", "violence", -3.5),
        ("Kenya threatened to expel diplomats of Uganda.", "THREATEN", "expel", -3.5),
        ("Protesters defaced a monument in Nairobi.", "PROTEST", "vandalize", -5),
        ("Students rioted in Nairobi against the government.", "PROTEST", "riot", -7),
        ("Rebels massed fighters near the border of Uganda.", "MOBILIZE", "militia", -6),
        ("Kenya deployed warships near Uganda.", "MOBILIZE", "weapons", -6.5),
        ("Two soldiers were killed in a drone strike by Kenya.", "ASSAULT", "drone", -9.5),
        ("Helicopters of the Kenyan army attacked the town.", "ASSAULT", "aerial", -9.5),
        ("Kenya gave Uganda humanitarian aid on Monday.", "AID", None, 10),
        ("India tested an Agni-V on Friday.", "LAUNCH", "ballistic", -6.5),
        ("India test-fired a BrahMos missile on Friday.", "LAUNCH", "cruise", -6.5),
        ("India test-fired a new missile on Friday.", "LAUNCH", "undetermined", -6.5),
    ],
)
def test_the_words_give_the_mode(code: Code, text: str, kind: str, mode: str | None, intensity: float) -> None:
    """What is asked, refused or threatened; by what means; of what class the missile is; with its score."""
    assert (kind, mode, intensity) in {(event.type, event.mode, event.intensity) for event in code(text)}


def test_a_denial_has_no_mode(code: Code) -> None:
    """What somebody denies is not what they refuse."""
    events = code("Kenya denied that it sent aid to the rebels.")
    assert [event.mode for event in events if event.type == "REJECT"] == [None]


def test_what_is_hit_is_no_means(code: Code) -> None:
    """A missile plant that is hit is not hit by a missile."""
    (event,) = (event for event in code("Rebels attacked the missile plant in Kenya.") if event.type == "ASSAULT")
    assert event.mode is None


@pytest.mark.parametrize(
    ("table", "where", "problem"),
    [
        ("verbs:\n  - {words: hum, type: ACCUSE, mode: sing}\n", ":verbs:1", "ACCUSE has no mode 'sing'"),
        ("nouns:\n  - {words: hum, type: AGREE, mode: visit}\n", ":nouns:1", "AGREE has no mode 'visit'"),
        ("verbs:\n  - {words: hum, type: NONE, mode: visit}\n", ":verbs:1", "NONE has no mode 'visit'"),
        ("modes:\n  ASSAULT: {sing: hum}\n", ":modes:ASSAULT:sing", "ASSAULT has no mode 'sing'"),
        ("refused:\n  AID: sing\n", ":refused:AID", "REJECT has no mode 'sing'"),
    ],
)
def test_an_unknown_mode_is_refused(tmp_path: Path, table: str, where: str, problem: str) -> None:
    """File, row and reason."""
    (tmp_path / "events.yaml").write_text(table, encoding="utf-8")
    with pytest.raises(TableError) as refused:
        load_coder(tmp_path)
    assert str(refused.value).startswith(f"{tmp_path / 'events.yaml'}{where}: {problem}")


def test_words_of_the_users_own_give_a_mode(tmp_path: Path, gazetteer: Gazetteer, engine: Engine) -> None:
    """They go before ours."""
    (tmp_path / "events.yaml").write_text("modes:\n  ASSAULT: {primitive: airstrike}\n", encoding="utf-8")
    report = Report.make(text="Kenya carried out an airstrike against Uganda.", language="en")
    (event,) = code_events(annotate(report, gazetteer, engine), load_coder(tmp_path))
    assert (event.type, event.mode, event.intensity) == ("ASSAULT", "primitive", -8)

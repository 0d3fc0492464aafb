"""What an act is about: contexts by the words of its sentence, over sentences of our own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bongsu.annotate import Engine, annotate
from bongsu.coding.contexts import CONTEXTS
from bongsu.coding.events import CoderRules, code_events, load_coder
from bongsu.coding.joining import join
from bongsu.coding.launch import CodingRules, find_launches
from bongsu.errors import TableError
from bongsu.model import Event, Report
from bongsu.reference import Gazetteer
from bongsu.reference.tables import load_table

Code = Callable[..., tuple[Event, ...]]


@pytest.fixture
def code(coder: CoderRules, gazetteer: Gazetteer, engine: Engine) -> Code:
    """Return a coder of texts, by the shipped tables if no others are given."""

    def coded(text: str, rules: CoderRules = coder) -> tuple[Event, ...]:
        return code_events(annotate(Report.make(text=text, language="en"), gazetteer, engine), rules)

    return coded


def test_the_table_has_every_context() -> None:
    """The 37 of the codebook, in its order."""
    assert tuple(load_table("contexts", dict[str, object])) == CONTEXTS
    assert len(CONTEXTS) == 37


@pytest.mark.parametrize(
    ("text", "contexts"),
    [
        ("Kenya accused Uganda of hacking on Monday.", {"cyber"}),
        ("Kenya urged Uganda to take back refugees.", {"migration"}),
        ("Kenya demanded free elections in Uganda.", {"election"}),
        ("Kenya urged Uganda to give up its nuclear weapons.", {"cbrn"}),
        ("Kenya criticised Uganda over human rights.", {"human_rights"}),
        ("Kenya and Uganda agreed on tariffs.", {"economic"}),
        ("Thousands of people marched in Nairobi to demand an inquiry into bribery.", {"corruption"}),
        ("The foreign minister of Kenya visited Uganda.", {"diplomatic"}),
        ("Kenya accused Uganda of arms smuggling.", {"trafficking"}),
        ("Kenya promised Uganda development assistance.", {"economic"}),
        ("Kenya accused Uganda of arming a militia.", {"military"}),
        ("The Red Cross suspended aid deliveries to Uganda.", {"human_security"}),
    ],
)
def test_what_an_act_is_about(code: Code, text: str, contexts: set[str]) -> None:
    """The words that hang on it or stand in its content tell of its context."""
    event = code(text)[0]
    assert contexts <= set(event.contexts)
    assert list(event.contexts) == sorted(event.contexts)


def test_what_stands_beside_an_act_is_not_its_context(code: Code) -> None:
    """One word in another clause of the sentence does not suffice."""
    events = code("Kenya praised Uganda, and rebels kidnapped two judges in Nairobi.")
    (praise,) = (event for event in events if event.type == "SUPPORT")
    assert praise.contexts == ()


def test_the_longest_words_count(code: Code) -> None:
    """Rights of another sort are not counted beside human rights."""
    event = code("Kenya criticised Uganda over human rights.")[0]
    assert "rights_freedoms" not in event.contexts


def test_a_more_special_crime_is_no_crime(code: Code) -> None:
    """The codebook leaves ``crime`` out where a context names which crime."""
    event = code("Kenya accused Uganda of crimes and bribery.")[0]
    assert "corruption" in event.contexts
    assert "crime" not in event.contexts


def test_a_launch_account_has_contexts_and_intensity(
    account_rules: CodingRules, coder: CoderRules, gazetteer: Gazetteer, engine: Engine
) -> None:
    """Those of its mode, and those of the acts that have joined it."""
    text = "North Korea fired a ballistic missile from Sunan on Monday, the South's military said."
    annotation = annotate(Report.make(text=text, language="en"), gazetteer, engine)
    account, *_ = join(find_launches(annotation, account_rules), code_events(annotation, coder))
    assert account.is_account
    assert "military" in account.contexts
    assert account.intensity == -6.5


def test_words_of_the_users_own_are_added(tmp_path: Path, code: Code) -> None:
    """Beside ours, under a context of the codebook."""
    (tmp_path / "contexts.yaml").write_text("health:\n  words: gout\n", encoding="utf-8")
    text = "Kenya accused Uganda of neglecting gout."
    assert "health" not in code(text)[0].contexts
    assert "health" in code(text, load_coder(tmp_path))[0].contexts
    assert "health" in code("Kenya accused Uganda of hiding an epidemic.", load_coder(tmp_path))[0].contexts


@pytest.mark.parametrize(
    ("table", "where", "problem"),
    [
        ("music:\n  words: song\n", ":music", "PLOVER has no context 'music'"),
        ("health:\n  words: '%song'\n", ":health", "class %song is unknown"),
        ("health:\n  acts: [SING]\n", ":health", "there is no type 'SING'"),
        ("health:\n  acts: [AID/sing]\n", ":health", "AID has no mode 'sing'"),
        ("crime:\n  without: [music]\n", ":crime", "PLOVER has no context 'music'"),
        ("health:\n  tune: song\n", "", "tune"),
    ],
)
def test_a_broken_row_is_refused(tmp_path: Path, table: str, where: str, problem: str) -> None:
    """File, row and reason."""
    (tmp_path / "contexts.yaml").write_text(table, encoding="utf-8")
    with pytest.raises(TableError) as refused:
        load_coder(tmp_path)
    assert str(refused.value).startswith(f"{tmp_path / 'contexts.yaml'}{where}")
    assert problem in str(refused.value)

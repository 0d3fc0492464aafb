import csv
import re
from collections import defaultdict
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from bongsu.model import EventType
from bongsu.reference import load_tables
from bongsu.reference.codes import code_of, codes, cow_of

DATA = Path(__file__).parents[2] / "src" / "bongsu" / "data"
OURS = {"LAUNCH", "POLITICS"}


def kinds(node: Any) -> set[tuple[str, str | None]]:
    """Return every type and mode that a row of a table gives."""
    if isinstance(node, list):
        return {kind for value in node for kind in kinds(value)}
    if not isinstance(node, dict):
        return set()
    mode = node.get("mode")
    own = {(node["type"], None if mode == "none" else mode)} if "type" in node else set()
    return own | {kind for value in node.values() for kind in kinds(value)}


def test_every_type_but_politics_has_codes() -> None:
    """Sixteen types are PLOVER's own, a launch goes with the readiness of weapons, and politics has no place."""
    for kind in get_args(EventType):
        found = code_of(kind, None)
        if kind == "POLITICS":
            assert found is None
            continue
        assert found is not None
        assert (found.plover, found.plover_mode) == (("MOBILIZE", "weapons") if kind == "LAUNCH" else (kind, None))


def test_every_mode_that_a_rule_gives_has_a_row_of_its_own() -> None:
    """No mode of the shipped rules falls back on its type, but those of launches."""
    table = msgspec.yaml.decode((DATA / "events.yaml").read_bytes())
    given = {kind for kind in kinds(table) if kind[0] not in OURS | {"NONE"}}
    assert len(given) > 50
    assert given - {(row.type, row.mode) for row in codes()} == set()


def test_a_mode_of_the_users_own_takes_the_row_of_its_type() -> None:
    """What PLOVER does not know is said as far as it does."""
    found = code_of("COERCE", "dazzle")
    assert found is not None
    assert (found.plover, found.plover_mode, found.cameo) == ("COERCE", None, "170")


def test_codes_keep_to_their_forms() -> None:
    """CAMEO has three or four digits under a root from 03 to 20, scores lie between -10 and 10."""
    for row in codes():
        assert re.fullmatch(r"(0[3-9]|1\d|20)\d{1,2}", row.cameo)
        assert row.root == row.cameo[:2]
        assert -10 <= row.score <= 10
        assert -10 <= row.goldstein <= 10
        assert (row.score < 0) <= (row.quad in {3, 4})


def test_the_way_back_is_that_of_the_conversion_table(data: Path) -> None:
    """A code and those beside it are what PLOVER's table turns into this type and mode, or a note says why not."""
    table: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    for line in (data / "coding" / "cameo-to-plover.txt").read_text(encoding="utf-8").splitlines():
        found = re.match(r"(\d{3,4}): (\w+), *([\w-]*) *,", line)
        if found is not None:
            table[found[2], found[3] or None].add(found[1])
    for row in codes():
        given = {row.cameo, *filter(None, row.also.split("|"))}
        assert given == table[row.type, row.mode] or row.note, row
        assert table[row.type, row.mode] <= given, row


def test_modes_quads_and_scores_are_those_of_the_codebook(data: Path) -> None:
    """Every score of PLOVER's table is here, and no other, but for one misprint and one mode without a score."""
    text = (data / "coding" / "plover-manual.tex").read_text(encoding="utf-8")
    start = text.index(r"\textbf{CATEGORY: Mode}")
    cells = text[start : text.index(r"\end{tabular}", start)].replace(r"\cellcolor{gray!25}", "")
    found = re.findall(r"([A-Z]{3,})(?:: ([\w-]+))?\s*&\s*(-?\d+(?:\.\d+)?)", cells)
    printed = {(kind, mode.lower() or None): float(score) for kind, mode, score in found}
    ours = {(row.plover, row.plover_mode): row.score for row in codes() if row.type not in OURS}
    assert printed.pop(("ACCUSE", None)) == -ours.pop(("ACCUSE", None))
    ours.pop(("PROTEST", "vandalize"))
    assert ours == printed
    quads = re.findall(r"\\section\{([A-Z]+)\}.*?Quad category: ([A-Z ]+)\}", text, re.DOTALL)
    names = ("VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT")
    assert {(row.plover, names[row.quad - 1]) for row in codes()} == set(quads)


def test_states_have_the_numbers_of_the_correlates_of_war() -> None:
    """A number is one state's, and every state with one is a country that is known."""
    with (DATA / "cow.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    assert len({row["country"] for row in rows}) == len({row["cow"] for row in rows}) == len(rows)
    assert {row["country"] for row in rows} <= set(load_tables().countries)
    assert [cow_of(country) for country in ("PRK", "KOR", "DEU", "YEM", "HKG", None)] == [
        "731", "732", "255", "679", None, None,
    ]  # fmt: skip


@pytest.mark.parametrize("country", ["USA", "JPN", "CHN", "RUS", "IRN", "PAK", "IND", "ISR", "TWN"])
def test_launching_states_and_their_neighbours_have_a_number(country: str) -> None:
    """Those who are in the news of launches are not lost."""
    assert cow_of(country) is not None

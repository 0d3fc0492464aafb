"""Make ``src/bongsu/data/nouns.yaml``: which nouns are persons, units, craft, buildings, settlements and so on.

The tables of the coder name such classes ("captured a %person"), so that a row holds for nouns that nobody thought of.
A noun belongs to a class when its most frequent sense in WordNet 3.0 does, so that "chair" is no person.

Usage: ``python tools/nouns.py DIR`` with WordNet's database files (Debian: ``wordnet-base``, ``/usr/share/wordnet``).
"""

import re
import sys
from pathlib import Path

OUT = Path(__file__).parent.parent / "src" / "bongsu" / "data" / "nouns.yaml"
# The first words of the synsets whose kinds make a class, with the number of the sense.
CLASSES = {
    "person": "person.1 people.1 ethnic_group.1",
    "aircraft": "aircraft.1",
    "watercraft": "vessel.2",
    "vehicle": "wheeled_vehicle.1 military_vehicle.1",
    "weapon": "weapon.1 ammunition.1",
    "building": "building.1 facility.1 defensive_structure.1 dwelling.1 bridge.1 depository.1 shelter.1",
    "settlement": "municipality.1 settlement.6 district.1 village.1 administrative_district.1",
    "money": "sum.1 monetary_unit.1 currency.1 fund.1 loan.1",
    "leader": "leader.1 official.1 representative.1",
}
# Words that mean something else in the news.
NOT = frozenset({"launch", "mark", "head", "star", "target", "trawler"})
LETTERS = re.compile(r"[a-z]+(-[a-z]+)*")
HEAD = """\
# Classes of nouns, for the rows of events.yaml (%person, %building, ...). Made by tools/nouns.py.
# Source: WordNet 3.0, Copyright 2006 by Princeton University, all rights reserved; its licence permits use, copying,
# modification and distribution with this notice. A noun stands under the kinds of its most frequent sense.
"""


def main() -> None:
    """Read WordNet and write the table."""
    folder = Path(sys.argv[1])
    senses = dict(_senses(folder / "index.noun"))
    below = _hyponyms(folder / "data.noun")
    text = HEAD
    for name, written in CLASSES.items():
        roots = [root.rpartition(".") for root in written.split()]
        inside = _closure([senses[word][int(number) - 1] for word, _, number in roots], below)
        words = sorted(word for word, found in senses.items() if _fits(word) and found[0] in inside)
        text += f"{name}: >-\n" + "".join(f"  {line}\n" for line in _wrapped(words))
    OUT.write_text(text, encoding="utf-8")


def _fits(word: str) -> bool:
    return LETTERS.fullmatch(word) is not None and word not in NOT


def _senses(path: Path) -> list[tuple[str, list[str]]]:
    """Return the synsets of each noun, the most frequent first."""
    rows = [line.split() for line in path.read_text(encoding="ascii").splitlines() if not line.startswith(" ")]
    return [(row[0], row[len(row) - int(row[2]) :]) for row in rows]


def _hyponyms(path: Path) -> dict[str, list[str]]:
    """Return the kinds of each synset; instances are names, and no nouns."""
    found: dict[str, list[str]] = {}
    for line in path.read_text(encoding="ascii").splitlines():
        if line.startswith(" "):
            continue
        row = line.partition(" |")[0].split()
        links = row[5 + 2 * int(row[3], 16) :]
        for symbol, target in zip(links[::4], links[1::4], strict=False):
            if symbol == "~":
                found.setdefault(row[0], []).append(target)
    return found


def _closure(roots: list[str], below: dict[str, list[str]]) -> set[str]:
    """Return synsets and all their kinds."""
    found, todo = set[str](), list(roots)
    while todo:
        one = todo.pop()
        if one not in found:
            found.add(one)
            todo += below.get(one, ())
    return found


def _wrapped(words: list[str], width: int = 116) -> list[str]:
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) + 1 > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}" if line else word
    return [*lines, line]


if __name__ == "__main__":
    main()

"""Years, decades and centuries found in sentences."""

import pytest

from bongsu.annotate.times import find_times


def values(text: str) -> list[str]:
    """The value of every expression in ``text``, without a publication date."""
    return [time.value for time in find_times(text, None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 1950-53", ["1950", "1953"]),
        ("the 2003/04 season", ["2003", "2004"]),
        ("in 2003/2004", ["2003", "2004"]),
        ("spending in FY2016", ["2016"]),
        ("back in '98", ["1998"]),
        ("from 1939 to '45", ["1939", "1945"]),
        ("the class of ’08", ["2008"]),
        ("in '20 minutes'", ["PT20M"]),
        ("a castle founded 1234, rebuilt c.1320", ["1234", "1320"]),
        ("the king (r. 1199-1216)", ["1199", "1216"]),
        ("a tower dating from 1453.", ["1453"]),
        ("42 U.S.C. 1983 and § 1985", []),
        ("carried by 2012 votes", []),
        ("2010 women in the hall", []),
        ("the 2010 women's final", ["2010"]),
        ("around 10,000 BC", ["BC10000"]),
        ("He led it, 1990-96, and left", ["1990", "1996"]),
        ("The medieval tower fell between 1240 and 1250.", ["1240", "1250"]),
        ("A medieval war (1346, 1417, 1450)", ["1346", "1417", "1450"]),
        ("the tower dates back to 945, they say", ["0945"]),
    ],
)
def test_years(text: str, expected: list[str]) -> None:
    """Years are read in every spelling; a number that is no year is none."""
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the 1860s and 70s", ["186X", "187X"]),
        ("the 1950s–60s", ["195X", "196X"]),
        ("the sixties and seventies", ["196X", "197X"]),
        ("the Roaring Twenties", ["192X"]),
        ("the nineteen eighties", ["198X"]),
        ("music of the 80s", ["198X"]),
        ("highs in the 80s", []),
        ("a man in his 80s", []),
        ("in the 1400s", ["14"]),
    ],
)
def test_decades(text: str, expected: list[str]) -> None:
    """A decade of two figures has the century of the one before it, and may be degrees or an age."""
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in the 18th and 19th centuries", ["17", "18"]),
        ("the late 18th and early 19th centuries", ["17", "18"]),
        ("from the 12th to the 14th century", ["11", "13"]),
        ("17th–18th centuries", ["16", "17"]),
        ("a 16th- and 17th-century house", ["15", "16"]),
        ("in the twelfth century", ["11"]),
        ("the third and second centuries BC", ["BC02", "BC01"]),
        ("a first century of peace", []),
        ("the first century of peace", []),
        ("in the early XX century", ["19"]),
        ("in the 6th/7th century", ["05", "06"]),
    ],
)
def test_centuries(text: str, expected: list[str]) -> None:
    """Each of two centuries is one, in figures or words; both have the era of the last."""
    assert values(text) == expected

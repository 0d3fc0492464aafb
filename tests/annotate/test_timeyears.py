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
        ("back between '05 and '09", ["2005", "2009"]),
        ("in the mid-1800's", ["18"]),
        ("in the early 1590's", ["159X"]),
        ("in the 80's", ["198X"]),
        ("in the 800s and the early 1400s", ["08", "14"]),
        ("a model of the 800s", []),
        ("a bowl of the 5th c. BCE", ["BC04"]),
        ("in the tenth and eleventh centuries", ["09", "10"]),
        ("a coin of 300AD", ["0300"]),
        ("a wall of ca. 1450.", ["1450"]),
        ("The Vikings came in 845 and again in 857.", ["0845", "0857"]),
        ("It burned in 1187, and a tower is from 1241.", ["1187", "1241"]),
        ("It burned in 1187, and has 120 of 1241 pews.", ["1187"]),
        ("Lost on 15 June 1215 at the river", ["1215-06-15"]),
        ("He died on April 6, 1327.", ["1327-04-06"]),
        ("Born April 6, 1327, she moved to Rome.", ["1327-04-06"]),
        ("In March 1212 the king left.", ["1212-03"]),
        ("from 24 December 1166 to 19 October 1216", ["1166-12-24", "1216-10-19"]),
        ("On December 25, 800, he was crowned.", ["0800-12-25"]),
        ("On March 3, 1200 people fled.", ["XXXX-03-03"]),
        ("On March 3, 1215 Danish sailors fled.", ["XXXX-03-03"]),
        ("On March 3, 1200 and 1300 men came.", ["XXXX-03-03"]),
        ("It fell on March 3, 300 km away.", ["XXXX-03-03"]),
        ("He fell on 15 March 44 BC in Rome.", ["BC0044-03-15"]),
        ("a vow of September 2, 31 B.C., and of 3 May 610 AD", ["BC0031-09-02", "0610-05-03"]),
        ("It opened on August, 7, 1948.", ["1948-08-07"]),
        ("He rode in Spain in January 06 for the prize.", ["2006-01"]),
        ("an engineer (1919 -1985)", ["1919", "1985"]),
        ("to last into at least 2029", ["2029"]),
        ("a peak 1950 m high, a 2000-year-old wall", []),
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
        ("In 2010 people began to leave", ["2010"]),
        ("but in 2000 voters chose another", ["2000"]),
        ("in the 2000 census", ["2000"]),
        ("found in 2000 homes", []),
        ("lower than 1990 levels", ["1990"]),
        ("profit rose by 4 percent over 2007 results", ["2007"]),
        ("More than 2000 of them", []),
        ("open until at least 2020", ["2020"]),
        ("at least 2000 were hurt", []),
        ("the games of 2004 2008 and 2012", ["2004", "2008", "2012"]),
        ("seas will rise by 2100", ["2100"]),
        ("a herd of 2150 in all", []),
        ("300,000 souls (2009 est.)", ["2009"]),
        ("the 2012 year in review", ["2012"]),
        ("built in 1871 – 72.", ["1871", "1872"]),
        ("in 2006 - 12 men", ["2006"]),
        ("a long war (1337–1453)", ["1337", "1453"]),
        ("He ruled from AD 37 to 41, and (54-68 AD).", ["0037", "0041", "0054", "0068"]),
        ("A medieval king from 1034 until 1046", ["1034", "1046"]),
        ("in fiscal year 2012 and fiscal 2013", ["2012", "2013"]),
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
        ("a man in his late 60s", []),
        ("music of the 70's and 80's", ["197X", "198X"]),
        ("from the late 80's until the mid 90s", ["198X", "199X"]),
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
        ("in the late 19th/early 20th century", ["18", "19"]),
        ("a ship of the 22nd century", ["21"]),
        ("the late third or early fourth century", ["02", "03"]),
    ],
)
def test_centuries(text: str, expected: list[str]) -> None:
    """Each of two centuries is one, in figures or words; both have the era of the last."""
    assert values(text) == expected

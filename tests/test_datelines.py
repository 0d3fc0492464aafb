"""Where a sentence begins behind the dateline of a wire."""

import pytest

from bongsu.datelines import dateline_end


@pytest.mark.parametrize(
    "dateline",
    [
        "SEOUL, Dec 18 (Reuters) - ",
        "TOKYO (UrduPoint News / Sputnik - 15th September, 2021) ",
        "ISLAMABAD, (UrduPoint / Pakistan Point News - 14th Mar, 2020 ) : ",
        "MOSCOW, October 7. /TASS/. ",
        "Cuttack (Odisha) [India], May 3 (ANI): ",
        "Tehran, Feb 9 (AFP) ",
        "PARIS, 3 June 2019 (AFP) -- ",
        "CAPE TOWN NAVAL STATION, S.A. — ",
        "(AP) – ",
        "TEHRAN [May 9, 2019] ",
        "[September 23, 2017] ",
        "May 9 (UPI) -- ",
        "(CNN) ",
        "",
    ],
)
def test_dateline_end(dateline: str) -> None:
    """Town, day and agency are no part of the sentence."""
    text = f"{dateline}Japan saw it."
    assert text[dateline_end(text) :] == "Japan saw it."


@pytest.mark.parametrize(
    "text",
    [
        "PHOTO: REUTERS shows it.",
        "Kim Jong Un (R) waves.",
        "North Korea (DPRK) Foreign Minister Ri said so.",
        "Japan, June 3 and the sea: It rained.",
    ],
)
def test_no_dateline(text: str) -> None:
    """A bracket, a day or a colon alone make no dateline."""
    assert dateline_end(text) == 0

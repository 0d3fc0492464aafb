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
        "TAIPEI, Taiwan >> ",
        "BUSAN, Korea, Republic Of -- ",
        "(AP) – ",
        "TEHRAN [May 9, 2019] ",
        "[September 23, 2017] ",
        "May 9 (UPI) -- ",
        "(CNN) ",
        "Tehran, Iran – ",
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
        "New Delhi: Nobody must move",
        "Seoul – Japan saw it.",
    ],
)
def test_no_dateline(text: str) -> None:
    """A bracket, a day or a colon alone make no dateline."""
    assert dateline_end(text) == 0


def test_a_desk_before_a_whole_sentence_is_a_dateline() -> None:
    """A town and a colon begin a report, where a sentence follows and no slogan."""
    body = "Norway on Wednesday summoned the ambassador and lodged a strong protest over the killing of two fishermen."
    assert dateline_end(f"Islamabad: {body}") == len("Islamabad: ")


@pytest.mark.parametrize("credit", ["AP:Associated Press 12 ", "Reuters ", "Getty Images ", "EPA 3 "])
def test_a_picture_s_credit_is_no_part_of_its_caption(credit: str) -> None:
    """Where the caption begins as a sentence does; an agency that tells something stays."""
    assert dateline_end(f"{credit}The minister waves.") == len(credit)
    assert dateline_end("Reuters reported that the minister waved.") == 0

"""The office check on words as a report would have them."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bongsu.checks.office import check_office
from bongsu.errors import TableError
from bongsu.model import Finding, Incident, Report, Stamp
from bongsu.reference.offices import Offices, Tenure, load_offices, name_key, shipped_offices

MOON = "kor-president,Moon Jae-in,2017-05-10,2022-05-09,,full,test"
COLUMNS = "office,names,from,to,seen,status,source\n"


def found(text: str, published: str | None = "2025-01-06", offices: Offices | None = None) -> list[Finding]:
    """Return what the check finds in words that were published on a day."""
    stamp = Stamp(published, "test") if published else None
    incident = Incident(id="test", type="LAUNCH", events=())
    return list(check_office(incident, Report.make(text=text, published=stamp), offices or shipped_offices()))


def verdicts(text: str, published: str | None = "2025-01-06") -> list[str]:
    """Return the verdicts alone."""
    return [finding.verdict for finding in found(text, published)]


@pytest.mark.parametrize(
    ("title", "published"),
    [
        ("Acting President Choi Sang-mok", "2025-01-06"),
        ("President Yoon Suk Yeol", "2024-06-01"),
        ("South Korea's impeached President Yoon Suk-yeol", "2025-01-06"),
        ("Defense Minister Shin Won-sik", "2024-03-01"),
        ("South Korean Foreign Minister Cho Tae-yul", "2025-01-06"),
        ("Japanese Prime Minister Shigeru Ishiba", "2025-01-06"),
        ("Prime Minister Ishiba Shigeru", "2025-01-06"),
        ("North Korean leader Kim Jong-un", "2017-09-15"),
        ("U.S. President Donald J. Trump", "2017-09-15"),
        ("President-elect Donald Trump", "2025-01-06"),
        ("outgoing U.S. President Joe Biden", "2025-01-06"),
        ("former U.S. President Barack Obama", "2017-09-15"),
        ("then-Defense Secretary James Mattis", "2021-01-06"),
        ("ex-Defense Minister Kim Yong Hyun", "2025-06-23"),
        ("Secretary of State Antony Blinken", "2025-01-06"),
        ("U.N. Secretary-General Antonio Guterres", "2017-09-15"),
        ("NATO chief Jens Stoltenberg", "2017-09-15"),
        ("British Defence Secretary Sir Michael Fallon", "2017-09-15"),
        ("Foreign Secretary Boris Johnson", "2017-09-15"),
        ("French Foreign Minister Jean-Yves Le Drian", "2017-09-15"),
        ("German Chancellor Friedrich Merz", "2025-06-23"),
        ("Ukrainian President Volodymyr Zelenskiy", "2025-01-06"),
        ("U.N. nuclear watchdog chief Rafael Grossi", "2025-01-06"),
        ("Israeli Foreign Minister Israel Katz", "2024-04-15"),
        ("Pakistani Foreign Minister Shah Mahmood Qureshi", "2019-05-27"),
        ("North Korean Premier Pak Pong Ju", "2017-09-15"),
        ("U.S. National Security Adviser HR McMaster", "2017-09-15"),
        ("U.S. Secretary of War Pete Hegseth", "2026-02-16"),
        ("acting Iranian President Mohammad Mokhber", "2024-06-03"),
        ("Israeli Foreign Minister Gideon Saar", "2025-06-16"),
    ],
)
def test_holder_is_supported_by_the_row_that_has_the_day(title: str, published: str) -> None:
    """A title of whoever holds, held or will hold the office, as it says, is supported; spelling does not matter."""
    (finding,) = found(f"{title} said on Monday that it was a provocation.", published)
    assert finding.verdict == "supported"
    assert finding.quotes[0].quote == title
    assert {"office", "date", "holder", "from", "source"} <= finding.figures.keys()


@pytest.mark.parametrize(
    ("words", "holder"),
    [
        ("South Korean Defense Minister Shin Won-sik said on Monday that troops were ready.", "Kim Seon-ho"),
        ("Secretary of State Marco Rubio met Japanese officials on Monday.", "Antony Blinken"),
        ("Japanese Prime Minister Fumio Kishida condemned the launch on Monday.", "Shigeru Ishiba"),
        ("He told Defense Minister Minoru Kihara so on Monday.", "Gen Nakatani"),
        ("Former Prime Minister Shigeru Ishiba said on Monday that it was a provocation.", "Shigeru Ishiba"),
        ("Japan's Foreign Minister Gen Nakatani said on Monday that it was a provocation.", "Takeshi Iwaya"),
        ("Chinese Premier Wen Jiabao said on Monday that it was ready.", "Li Qiang"),
        ("Israeli Prime Minister Yair Lapid said on Monday that it was ready.", "Benjamin Netanyahu"),
        ("British Prime Minister Rishi Sunak said on Monday that it was ready.", "Keir Starmer"),
        ("Defence Secretary Ben Wallace said on Monday that it was ready.", "John Healey"),
        ("Ukrainian Foreign Minister Dmytro Kuleba said on Monday that it was ready.", "Andrii Sybiha"),
        ("Secretary of State Robert O'Brien said on Monday that it was ready.", "Antony Blinken"),
    ],
)
def test_somebody_else_is_contradicted_with_the_holder(words: str, holder: str) -> None:
    """A title of now with somebody else's name is contradicted, and the finding names the holder."""
    (finding,) = found(words)
    assert finding.verdict == "contradicted"
    assert finding.figures["holder"] == holder


@pytest.mark.parametrize(
    "words",
    [
        "In 2017, President Moon Jae-in said that he would talk.",
        "President Moon Jae-in held a summit with the North.",
        "On Monday, he praised the pact that President Moon Jae-in signed.",
        "When he was Defense Minister, Shin Won-sik said so on Monday.",
        "As President Ronald Reagan said, trust but verify, an official noted on Monday.",
        "President George W. Bush had warned of it, an official said on Monday.",
        "Foreign Minister Ban Ki-moon said in 2006 that it was wrong, an official said on Monday.",
        "A President Fumio Kishida said on Monday nothing.",
        "Deputy Defense Minister Kim Seon-ho said on Monday that it was ready.",
        "Vice President Joe Biden said on Monday that it was ready.",
        "Polish Prime Minister Donald Tusk said on Monday that it was ready.",
        "Prime Minister Mark Rutte said on Monday that it was ready.",
        "California Secretary of State Alex Padilla said on Monday that it was ready.",
        "Opposition leader Lee Jae-myung said on Monday that it was ready.",
        "South Korean Defense Minister Hong Gil-dong said on Monday that it was ready.",
        "Italian Foreign Minister Antonio Tajani said on Monday that it was ready.",
        "Indian Foreign Secretary Vikram Misri said on Monday that it was ready.",
        "Philippine Defense Secretary Gilberto Teodoro said on Monday that it was ready.",
    ],
)
def test_other_times_other_titles_and_unknown_names_are_never_contradicted(words: str) -> None:
    """What may be history, another office, or a name that no verified row has, is no contradiction."""
    assert "contradicted" not in verdicts(words)


def test_dated_history_is_supported_as_of_then() -> None:
    """A year in the paragraph is a date at which the title may have been right."""
    (finding,) = found("In 2017, President Moon Jae-in said that he would talk.")
    assert finding.verdict == "supported"
    assert "as of 2017" in finding.message


def test_a_week_either_way_is_no_matter() -> None:
    """A title is used a little before and a little after the change."""
    words = "Japanese Prime Minister Fumio Kishida said on Monday that it was a provocation."
    assert verdicts(words, "2024-10-05") == ["supported"]
    assert verdicts(words, "2024-10-20") == ["contradicted"]


def test_a_body_with_two_presidents_is_told_apart() -> None:
    """The Council's president is not the Commission's."""
    (council, commission) = found(
        "European Council President Donald Tusk met European Commission President Tusk Donald."
    )
    assert (council.figures["office"], commission.figures["office"]) == ("eu-council", "eu-commission")


@pytest.mark.parametrize(
    ("words", "published", "name"),
    [
        (
            "Iran's Defense Minister Brigadier Gen. Hossein Dehqan said on Monday it flew.",
            "2017-01-30",
            "Hossein Dehghan",
        ),
        ("President Dr Arif Alvi said on Monday that it flew.", "2019-05-27", "Arif Alvi"),
        ("Japan's Defense Minister Gen Nakatani said on Monday that it flew.", "2024-11-11", "Gen Nakatani"),
        ("Japan's Chief Cabinet Secretary Yoshihide Suga said on Monday it fell.", "2017-05-22", "Yoshihide Suga"),
        ("U.S. Ambassador to the United Nations Nikki Haley said on Monday it flew.", "2017-05-22", "Nikki Haley"),
    ],
)
def test_ranks_stand_between_title_and_name(words: str, published: str, name: str) -> None:
    """A rank or degree is no part of the name, and a first name that looks like one is."""
    (finding,) = found(words, published)
    assert (finding.verdict, finding.figures["holder"]) == ("supported", name)


def test_a_row_without_a_source_settles_nothing(tmp_path: Path) -> None:
    """A row from memory is marked, and what rests on it cannot be told."""
    row = "jpn-fm,Katsuya Okada,2009-09-16,2010-09-17,,full,unverified"
    (tmp_path / "offices.csv").write_text(f"{COLUMNS}{row}\n", encoding="utf-8")
    words = "Japanese Foreign Minister Katsuya Okada said on Monday that it flew."
    (finding,) = found(words, "2010-01-18", load_offices(tmp_path))
    assert finding.verdict == "cannot tell"
    assert "no source" in finding.message


def test_who_led_iran_before_and_after_march_2026() -> None:
    """The table follows the news to the day on which it was read."""
    leader = "Iranian Supreme Leader {} said on Monday that it flew."
    assert verdicts(leader.format("Ali Khamenei"), "2025-06-16") == ["supported"]
    assert verdicts(leader.format("Mojtaba Khamenei"), "2026-03-10") == ["supported"]


def test_after_the_source_was_read_the_table_is_silent() -> None:
    """A holder in office is known until the day on which the source had them there."""
    (finding,) = found("Japanese Defense Minister Shinjiro Koizumi said on Monday that it fell.", "2026-11-01")
    assert finding.verdict == "cannot tell"


def test_without_a_day_of_publication_it_cannot_tell() -> None:
    """Nobody is measured against today."""
    assert verdicts("South Korean President Moon Jae-in said on Monday that it fell.", None) == ["cannot tell"]


def test_several_that_do_not_fit_put_the_date_in_doubt() -> None:
    """An old report with a new date is not full of errors."""
    text = "U.S. President Barack Obama said so on Monday.\nSouth Korean President Park Geun-hye said so on Monday."
    assert verdicts(text, "2024-03-01") == ["cannot tell", "cannot tell"]
    assert verdicts(text.partition("\n")[0], "2024-03-01") == ["contradicted"]


def test_one_finding_for_one_person() -> None:
    """The same title again is not told again."""
    assert len(found("President Moon Jae-in spoke. President Moon Jae-in left.", "2018-01-06")) == 1


def test_order_hyphens_accents_and_initials_do_not_matter() -> None:
    """All spellings of one name are one."""
    assert name_key("Yoon Suk-yeol") == name_key("Yoon Suk Yeol")
    assert name_key("Shinzō Abe") == name_key("Shinzo Abe")
    assert name_key("Donald J. Trump") == name_key("Donald Trump")
    offices = shipped_offices()
    assert offices.of_person("Kishida Fumio") == offices.of_person("Fumio Kishida") != ()


@given(st.text())
def test_no_words_make_it_fail(text: str) -> None:
    """Whatever the text, the check answers."""
    found(f"President {text} and South Korean Defense Minister Shin Won-sik {text}")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("kor-president,Moon Jae-in,2017-05-32,2022-05-09,,full,test", "date"),
        ("kor-president,Moon Jae-in,2022-05-10,2017-05-09,,full,test", "before the first day"),
        ("kor-president,Moon Jae-in,2017-05-10,,,full,test", "seen"),
        ("kor-president,Moon Jae-in,2017-05-10,2022-05-09,,elected,test", "status"),
        ("kor-king,Moon Jae-in,2017-05-10,2022-05-09,,full,test", "no office is called kor-king"),
        (
            f"{MOON}\nkor-president,Yoon Suk Yeol,2022-05-01,2025-04-04,,full,test",
            "both hold kor-president on 2022-05-01",
        ),
    ],
)
def test_a_wrong_row_is_refused_with_file_line_and_remedy(row: str, problem: str, tmp_path: Path) -> None:
    """A table that cannot be right is not loaded."""
    (tmp_path / "offices.csv").write_text(f"# comment\n{COLUMNS}{row}\n", encoding="utf-8")
    with pytest.raises(TableError, match=problem) as caught:
        load_offices(tmp_path)
    assert caught.value.where == f"{tmp_path / 'offices.csv'}:{3 + row.count(chr(10))}"
    assert caught.value.remedy


def test_rows_of_a_user_replace_ours_of_that_office(tmp_path: Path) -> None:
    """Whoever knows better says so in a folder; the other offices stay as they are."""
    row = "kor-president,Hong Gil-dong,2017-05-10,2022-05-09,,full,own"
    (tmp_path / "offices.csv").write_text(f"{COLUMNS}{row}\n", encoding="utf-8")
    offices = load_offices(tmp_path)
    assert [tenure.names[0] for tenure in offices.holders("kor-president")] == ["Hong Gil-dong"]
    assert offices.holders("jpn-pm") == shipped_offices().holders("jpn-pm")


def test_every_row_has_a_source_or_says_that_it_has_none() -> None:
    """Most rows were read in a source, and nobody takes office after that."""
    offices = shipped_offices()
    rows: list[Tenure] = [tenure for office in offices.titles for tenure in offices.holders(office)]
    assert all(tenure.source for tenure in rows)
    near = [tenure for tenure in rows if offices.titles[tenure.office].of in {"KOR", "JPN", "USA"}]
    assert sum(tenure.is_verified for tenure in near) / len(near) > 0.75
    assert sum(tenure.is_verified for tenure in rows) / len(rows) > 0.85
    assert all(tenure.start < dt.date(2026, 12, 1) for tenure in rows)

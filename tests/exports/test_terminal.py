import re
from collections.abc import Callable

import click
import msgspec
import pytest
import wcwidth
from hypothesis import given
from hypothesis import strategies as st

from bongsu.exports.layout import Look
from bongsu.exports.terminal import complaint, render
from bongsu.model import Reading

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120)
OWN_STYLES = re.compile(r"\x1b\[[0-9;]+m")

SHOWN = """\
North Korea fires missile
  outlet        Example Wire, https://example.org/missile?a=1&b=2
  published     2025-01-07 (option --published); updated not known
  language      en; upstream not named
Launch account: ballistic
"""


@given(words=ANY_TEXT, text=ANY_TEXT, look=st.builds(Look, st.integers(1, 120), st.booleans()))
def test_no_field_can_steer_the_terminal(
    authored: Callable[[str, str], Reading], words: str, text: str, look: Look
) -> None:
    """Whatever any field holds, the output is printable text in bongsu's own styles, and never too wide."""
    for line in render(authored(words, text), look).splitlines():
        plain = OWN_STYLES.sub("", line) if look.colour else line
        assert plain.isprintable()
        assert wcwidth.width(plain) <= max(look.width, 40)


def test_the_report_comes_first(sea: Reading) -> None:
    """Title, outlet, address, dates with where they were found, language and upstream lead."""
    assert render(sea, Look()).startswith(SHOWN)


def test_a_value_stands_with_its_speaker_and_its_words(sea: Reading) -> None:
    """Each value has its speaker beside it, and the words that say it with their offsets under it."""
    lines = render(sea, Look()).splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("  zone"))
    assert lines[place].split("  ") == [
        "",
        "zone",
        *[""] * 4,
        "outside the exclusive economic zone",
        "",
        "Japan's defence ministry",
    ]
    quote = re.fullmatch(r" {16}“…(.+)”  (\d+):(\d+)", lines[place + 2])
    assert quote is not None
    assert quote[1] in sea.report.text[int(quote[2]) : int(quote[3])]


def test_conflicting_claims_stand_one_under_another(sea: Reading) -> None:
    """A slot is named once; each claim of it has its own line and speaker."""
    lines = render(sea, Look(100)).splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("  distance"))
    assert "about 1,100 km" in lines[place]
    assert "Joint Chiefs" in lines[place]
    other = next(line for line in lines[place + 1 :] if "1,500 km" in line)
    assert other.split() == ["1,500", "km,", "“1,500", "kilometers”", "Japan's", "defence", "ministry"]


def test_doubt_is_shown_only_where_there_is_doubt(sea: Reading) -> None:
    """Possible and denied claims say so; plain ones do not."""
    shown = render(sea, Look())
    assert "the report: possible" in shown
    assert "North Korea (PRK): denied" in shown
    assert "certain" not in shown


def test_findings_start_with_their_verdict(sea: Reading) -> None:
    """The verdict leads, contradictions first; the message has the numbers."""
    findings = render(sea, Look()).partition("Findings\n")[2].splitlines()
    assert findings == [
        "  contradicted  calendar: the claims do not fit each other",
        "  supported     arithmetic: 1,100 km and 680 miles agree within their rounding",
    ]


def test_events_stand_under_the_account(talks: Reading) -> None:
    """Number and type, who did what to whom, reserve where there is some, and the words."""
    assert render(talks, Look()).partition("No launch found\n")[2].splitlines() == [
        "Events, and how often such ones are right",
        "  1 AGREE       South Korea (KOR) → Japan (JPN); “Monday”; Camp David; “to share",
        "                data with Tokyo”",
        "                “Seoul agreed on Monday to share data with Tokyo at Camp…”  0:62",
        "  2 COERCE      North Korea (PRK); arrest",
        "                possible, planned, according to “Analysts”",
        "                “Analysts said that the North may arrest the envoy.”  63:113",
        "  3 ASSAULT     nobody named; 44%",
        "                probable, by a source that is not named (“reportedly”)",
        "                “They were killed, reportedly.”  114:143",
    ]


def test_no_launch_is_not_the_same_as_not_read(quiet: Reading, foreign: Reading) -> None:
    """A report without a launch and one that was not read end differently."""
    assert render(quiet, Look()).endswith("\nNo launch found\n")
    assert render(foreign, Look()).endswith("\nNot read: language ja is not read yet\n")


def test_several_launches_are_told_apart(sea: Reading) -> None:
    """Each launch has an account of its own, numbered where there are more."""
    event = sea.events[0]
    shown = render(msgspec.structs.replace(sea, events=(event, event)), Look())
    assert "Launch account 1 of 2: ballistic\n" in shown
    assert "Launch account 2 of 2: ballistic\n" in shown


def test_styles_add_nothing_but_style(sea: Reading) -> None:
    """With and without colour the same words are shown."""
    coloured = render(sea, Look(colour=True))
    assert "\x1b[" in coloured
    assert click.unstyle(coloured) == render(sea, Look())


@pytest.mark.parametrize("width", [40, 80, 100])
def test_a_title_in_wide_letters_fits(foreign: Reading, width: int) -> None:
    """Japanese letters fill two cells each, and are counted so."""
    assert all(wcwidth.width(line) <= width for line in render(foreign, Look(width)).splitlines())


def test_a_complaint_is_one_harmless_line() -> None:
    """File names and parser messages can hold anything; the line for standard error cannot."""
    assert complaint("a\x1b[2J\nb\u202e: bad") == r"bongsu: a\x1b[2J b\u202e: bad"

import pytest

from bongsu.text.upstream import load_wires, outlet_at, upstream

BODY = ["North Korea fired a missile, Seoul said.", "It flew 500 kilometers.", "Tokyo protested.", "Talks were held."]


@pytest.mark.parametrize(
    ("dateline", "wire"),
    [
        ("TOKYO (Reuters) - ", "Reuters"),
        ("(Reuters) - ", "Reuters"),
        ("SEOUL, South Korea (AP) \u2014 ", "Associated Press"),
        ("SEOUL, Sept. 15 (Yonhap) -- ", "Yonhap"),
        ("SEOUL, Sept. 15 /TASS/. ", "TASS"),
        ("Seoul (AFP) - ", "Agence France-Presse"),
        ("BEIJING, Sept. 15 (Xinhua) -- ", "Xinhua"),
    ],
)
def test_a_dateline_names_the_wire(dateline: str, wire: str) -> None:
    """The wire in the brackets of a dateline is whose report it is."""
    assert upstream([dateline + BODY[0], *BODY[1:]], None, None) == wire


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Source: AFP", "Agence France-Presse"),
        ("\u00a9 2017 The Associated Press", "Associated Press"),
        (
            "Copyright 2017 The Associated Press. All rights reserved. This material may not be published.",
            "Associated Press",
        ),
        ("With files from Reuters", "Reuters"),
        ("\u2014 Reuters", "Reuters"),
        ("This article was originally published by Deutsche Welle.", "Deutsche Welle"),
        ("Missile falls into the sea originally appeared on BGR.com on Mon, 1 Jan 2018.", "BGR"),
    ],
)
def test_a_credit_line_names_it(line: str, name: str) -> None:
    """So does a line at the end that gives the credit."""
    assert upstream([*BODY, line], None, "Example Daily") == name


@pytest.mark.parametrize(
    ("url", "wire"),
    [
        ("http://www.example.com/wires/reuters/article-1/test.html", "Reuters"),
        ("https://www.example.com/aponline/2017/12/27/us/test.html", "Associated Press"),
        ("https://www.example.com/news/reuters-building-opens.html", None),
        ("https://www.reuters.com/article/reuters/test", None),
        ("http://[broken", None),
    ],
)
def test_an_address_names_it_by_a_whole_part_of_its_path(url: str, wire: str | None) -> None:
    """A folder of a wire's reports does; a word of a headline, or the wire's own site, does not."""
    assert upstream(BODY, url, None) == wire


@pytest.mark.parametrize(
    "line",
    [
        "Yonhap reported that the missile flew 500 kilometers.",
        "The test failed, Reuters said, citing an official.",
        "Soldiers in Seoul on Monday. Kim Example/AP",
        "Photo: Reuters",
        "The Associated Press contributed to this report.",
        "jm/dm (AFP, dpa)",
        "The agency (KCNA) said so.",
    ],
)
def test_being_cited_is_not_being_relayed(line: str) -> None:
    """Attribution, a picture's credit, help from a wire, or several wires do not make the report a wire's."""
    assert upstream([line, *BODY], None, None) is None
    assert upstream([*BODY, line], None, None) is None


def test_a_wires_own_report_has_no_upstream() -> None:
    """An outlet does not relay itself."""
    lines = ["SEOUL (Reuters) - North Korea fired a missile.", *BODY]
    assert upstream(lines, None, "Reuters") is None
    assert upstream(lines, "https://uk.reuters.com/article/1", None) is None


def test_an_outlet_is_known_by_its_address() -> None:
    """The table names the outlet of a host and of those under it, and of no other."""
    assert outlet_at("https://edition.cnn.com/2017/09/15/asia/index.html") == "CNN"
    assert outlet_at("https://notcnn.com/") is None
    assert outlet_at(None) is None


def test_no_two_rows_claim_a_name_or_a_host() -> None:
    """A name or a host that two rows claim would be a coin toss."""
    for field in ("names", "hosts", "paths"):
        claimed = [(each.casefold(), wire.name) for wire in load_wires() for each in getattr(wire, field)]
        assert len({each for each, _ in claimed}) == len({*claimed})

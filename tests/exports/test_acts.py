import msgspec

from bongsu.exports import wording
from bongsu.exports.acts import NOBODY, acts
from bongsu.model import Reading


def test_an_act_says_who_did_what_to_whom_when_and_where(talks: Reading) -> None:
    """Actor, arrow, recipient; then time, place and the words of the content."""
    agreed = acts(talks)[0]
    assert agreed.told == "South Korea (KOR) → Japan (JPN); “Monday”; Camp David; “to share data with Tokyo”"
    assert agreed.reserve == ""
    assert agreed.claim.evidence.quote.startswith("Seoul agreed")


def test_reserve_is_how_surely_and_according_to_whom(talks: Reading) -> None:
    """Doubt comes first, then the speaker, by name or in the report's own words."""
    _, arrest, killed = acts(talks)
    assert arrest.told == "North Korea (PRK); arrest"
    assert arrest.reserve == "possible, planned, according to “Analysts”"
    assert killed.reserve == "probable, by a source that is not named (“reportedly”)"


def test_an_act_by_nobody_says_so(talks: Reading) -> None:
    """A missing actor is missing."""
    assert acts(talks)[2].who == NOBODY


def test_acts_keep_their_place_among_all_events(talks: Reading) -> None:
    """The launch account has a number too, and is in its own list."""
    account = msgspec.structs.replace(talks.events[0], rule="launch.yaml:trigger", type="LAUNCH")
    both = msgspec.structs.replace(talks, events=(account, *talks.events[1:]))
    assert [act.number for act in acts(both)] == [2, 3]


def test_the_gist_counts_the_other_events(sea: Reading, talks: Reading) -> None:
    """A report without a launch still tells of something."""
    assert wording.gist(talks) == "no launch; 3 events"
    assert "event" not in wording.gist(sea)


def test_an_account_is_silent_only_about_a_launch(sea: Reading) -> None:
    """Slots of political acts are no question that a launch account leaves open."""
    assert not {"act", "recipient", "place", "content"} & set(wording.silent(sea.events[0]))

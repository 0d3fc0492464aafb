"""A user's own sites, systems and other names: what is refused, and what changes in what is found."""

from pathlib import Path

import pytest

from bongsu.errors import TableError
from bongsu.reference import Hit, load_gazetteer, shipped_gazetteer
from bongsu.reference.tables import Locality

SITES = "id,name,country,lat,lon,radius_km,names,source\n"
SYSTEMS = "id,name,country,class,platform,names,source\n"
SITE = "USA-ATLANTIS,Atlantis Range,USA,28.5,-80.5,5,Atlantis Range|Atlantis,own survey\n"
SYSTEM = "triton-9,Triton-9,PRK,SRBM,mobile,Triton-9|Triton 9,own survey\n"


def own(folder: Path, name: str, words: str) -> Path:
    """Write a table into a folder of the user's."""
    (folder / name).write_text(words, encoding="utf-8")
    return folder


def hit(folder: Path | None, words: str) -> Hit:
    """Return the only name that is found in words."""
    (found,) = load_gazetteer(folder).find(words)
    return found


def test_a_site_of_the_users_own_is_found_with_its_point(tmp_path: Path) -> None:
    """Its name is a place on the map, as a shipped one is."""
    name = hit(own(tmp_path, "sites.csv", SITES + SITE), "It was fired at Atlantis Range.").get("place")
    assert name is not None
    assert isinstance(name.row, Locality)
    assert (name.key, name.row.lat, name.row.type) == ("USA-ATLANTIS", 28.5, "site")


def test_a_system_of_the_users_own_is_found(tmp_path: Path) -> None:
    """All its names mean it; without the table they are words."""
    assert hit(own(tmp_path, "systems.csv", SYSTEMS + SYSTEM), "a Triton 9 flew").get("system") is not None
    assert load_gazetteer().find("a Triton 9 flew") == ()


def test_a_row_with_the_id_of_ours_stands_in_its_place(tmp_path: Path) -> None:
    """Names that only ours had are gone, all other rows are as they were."""
    folder = own(tmp_path, "systems.csv", SYSTEMS + SYSTEM.replace("triton-9", "hwasong-12"))
    assert hit(folder, "a Triton 9 flew").names[0].key == "hwasong-12"
    assert load_gazetteer(folder).find("a Hwasong-12 flew") == ()
    assert hit(folder, "a Hwasong-14 flew").names[0].key == "hwasong-14"


def test_a_name_in_both_means_the_users(tmp_path: Path) -> None:
    """Their row of another id is the first meaning of a name that ours has too."""
    folder = own(tmp_path, "sites.csv", SITES + SITE.replace("Atlantis Range|Atlantis", "Sinpo"))
    names = [name.key for name in hit(folder, "fired at Sinpo").names]
    assert names[0] == "USA-ATLANTIS"
    assert len(names) > 1


@pytest.mark.parametrize(
    ("table", "row", "says"),
    [
        ("systems", SYSTEM.replace("SRBM", "MRBMs"), ":2: Invalid enum value 'MRBMs'"),
        ("systems", SYSTEM.replace("mobile", "lorry"), ":2: Invalid enum value 'lorry'"),
        ("systems", SYSTEM.replace("PRK", "XXX"), ':2: no state has the code "XXX"'),
        ("systems", SYSTEM + SYSTEM, ':3: the id "triton-9" stands in it twice'),
        ("systems", SYSTEM.replace("own survey", "own survey,what"), "beyond the last column"),
        ("systems", SYSTEM.replace("Triton-9|Triton 9", ""), "names"),
        ("sites", SITE.replace("28.5", "128.5"), ":2: Expected `float` <= 90.0"),
        ("sites", SITE.replace("28.5", ""), ":2: lat and lon go together"),
        ("sites", SITE.replace(",5,", ",0,"), ":2: Expected `float` > 0.0"),
    ],
)
def test_a_row_that_cannot_be_right_is_refused_with_its_line(tmp_path: Path, table: str, row: str, says: str) -> None:
    """The error names the file, the line and the problem."""
    head = SYSTEMS if table == "systems" else SITES
    with pytest.raises(TableError) as refused:
        load_gazetteer(own(tmp_path, f"{table}.csv", head + row))
    assert str(tmp_path / f"{table}.csv") in str(refused.value)
    assert says in str(refused.value)


def test_a_column_that_no_table_has_is_refused(tmp_path: Path) -> None:
    """A slip in a column's name is not passed over."""
    with pytest.raises(TableError, match="latitude"):
        load_gazetteer(own(tmp_path, "sites.csv", (SITES + SITE).replace("lat,", "latitude,")))


def test_a_table_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    """The remedy says in what encoding to save it."""
    (tmp_path / "sites.csv").write_bytes((SITES + SITE.replace("Range", "R\u00e9gion")).encode("latin-1"))
    with pytest.raises(TableError, match="UTF-8"):
        load_gazetteer(tmp_path)


def test_without_such_tables_the_shipped_names_stand(tmp_path: Path) -> None:
    """A folder with other tables changes no names, and nothing is made twice."""
    assert load_gazetteer(own(tmp_path, "offices.csv", "")) is shipped_gazetteer()

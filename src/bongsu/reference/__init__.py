"""What is known beforehand, as tables: actors, places, systems and the words that an analyst may want to change."""

from bongsu.reference.gazetteer import Gazetteer, Hit, Name, load_gazetteer, shipped_gazetteer
from bongsu.reference.tables import NAME_TABLES, Tables, load_table, load_tables, table_digests

OWN_REFERENCE = (
    "calendar.csv",
    "chronicle.csv",
    "coverage.csv",
    "offices.csv",
    "office_titles.yaml",
    "resolutions.yaml",
    *NAME_TABLES,
)
"""The tables that a user's own may stand beside or in place of."""

__all__ = [
    "OWN_REFERENCE",
    "Gazetteer",
    "Hit",
    "Name",
    "Tables",
    "load_gazetteer",
    "load_table",
    "load_tables",
    "shipped_gazetteer",
    "table_digests",
]

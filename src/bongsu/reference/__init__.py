"""What is known beforehand, as tables: actors, places, systems and the words that an analyst may want to change."""

from bongsu.reference.gazetteer import Gazetteer, Hit, Name, shipped_gazetteer
from bongsu.reference.geography import Geography, load_geography
from bongsu.reference.tables import Tables, load_table, load_tables, table_digests

__all__ = [
    "Gazetteer",
    "Geography",
    "Hit",
    "Name",
    "Tables",
    "load_geography",
    "load_table",
    "load_tables",
    "shipped_gazetteer",
    "table_digests",
]

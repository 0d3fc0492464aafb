"""The record: what was reported, what was read in it, and what analysts decided. Append-only, in SQLite or PostgreSQL.

The only SQL of bongsu is here.
"""

from bongsu.record.database import Clock, Patience
from bongsu.record.lookup import AsOf, Hit, Kept, Told, Wanted
from bongsu.record.store import Added, Erasure, Outcome, Record, Sighting, Stats, open_record
from bongsu.record.verify import Problem

__all__ = [
    "Added",
    "AsOf",
    "Clock",
    "Erasure",
    "Hit",
    "Kept",
    "Outcome",
    "Patience",
    "Problem",
    "Record",
    "Sighting",
    "Stats",
    "Told",
    "Wanted",
    "open_record",
]

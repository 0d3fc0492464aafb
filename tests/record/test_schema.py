"""The tables in the code, the steps that make them, and what is shipped are one."""

import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from tests.record.conftest import Clock

import bongsu
from bongsu.record import open_record
from bongsu.record.schema import HEAD, TABLES, VERSION

MIGRATIONS = Path(bongsu.__file__).parent / "record" / "migrations"


def test_the_steps_make_the_tables_of_the_code(address: str, clock: Clock) -> None:
    """Alembic finds nothing to change in a new record."""
    with open_record(address, clock, create=True) as record, record._database.engine.connect() as connection:
        options = {"version_table": VERSION, "include_name": _is_ours, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, TABLES[0].metadata) == []


def test_the_newest_step_is_the_one_that_the_code_knows() -> None:
    """And there is but one line of steps."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_the_steps_are_in_the_wheel(tmp_path: Path) -> None:
    """A record can be begun by an installed bongsu."""
    root = Path(__file__).parents[2]
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(tmp_path),
        str(root),
    ]
    subprocess.run(build, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    steps = {f"bongsu/record/migrations/{path.relative_to(MIGRATIONS)}" for path in MIGRATIONS.rglob("*.py")}
    assert "bongsu/record/migrations/env.py" in steps
    assert steps <= names


def test_a_file_is_kept_in_wal_mode(tmp_path: Path, clock: Clock) -> None:
    """So that many read while one writes."""
    path = tmp_path / "record.db"
    open_record(str(path), clock, create=True).close()
    assert sqlite3.connect(path).execute("PRAGMA journal_mode").fetchone() == ("wal",)


def _is_ours(name: str | None, kind: str, _: object) -> bool:
    """Leave out the full-text index, of which SQLAlchemy knows nothing."""
    return not (
        name is not None and (kind, name.removeprefix("ix_texts_")[:5]) in {("table", "words"), ("index", "words")}
    )

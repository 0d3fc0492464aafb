"""The first schema: the tables, the guards that keep them append-only, and the full-text index."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEYS = {
    "entries": ("recorded",),
    "reports": ("id",),
    "texts": ("report", "number"),
    "documents": ("id",),
    "sightings": ("id",),
    "pipelines": ("id",),
    "readings": ("id",),
    "bodies": ("reading", "number"),
    "events": ("reading, place",),
    "claims": ("reading, event, place",),
    "judgements": ("id",),
    "feed_states": ("feed, recorded",),
    "erasures": ("report",),
}
"""Each table with every key that tells its rows apart: a row that shares one would be replaced."""

ERASABLE = ("texts", "bodies")

REFUSED = "the record is append-only"

PUNCTUATION = r"[!-/:-@\[-`{-~\u00a1-\u00bf\u2000-\u206f\u3000-\u303f]+"
"""What parts words on PostgreSQL, whose own reader of text would take "Hwasong-12" for a word and a negative number."""


def upgrade() -> None:
    """Make everything in an empty database."""
    _tables()
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in _sqlite() if sqlite else _postgresql():
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    """Refuse: a record is never taken back to an older schema."""
    raise NotImplementedError("a record keeps its schema; restore the backup that was made before the upgrade")


def _text(name: str, refers: str | None = None, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, *([sa.ForeignKey(refers)] if refers else []), nullable=null)


def _instant(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False, autoincrement=False)


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, autoincrement=False)


def _number() -> sa.Column[int]:
    return sa.Column("number", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True)


def _make(table: str, *parts: sa.schema.SchemaItem, indexes: tuple[str, ...] = ()) -> None:
    """Create a table; the long ones are numbered, the others are known by their key alone."""
    if table in ERASABLE:
        op.create_table(table, _number(), *parts, sa.UniqueConstraint(KEYS[table][0]))
    else:
        key = sa.PrimaryKeyConstraint(*KEYS[table][0].split(", "))
        recorded = () if table == "entries" else (sa.ForeignKeyConstraint(["recorded"], ["entries.recorded"]),)
        op.create_table(table, _instant("recorded"), *parts, key, *recorded, sqlite_with_rowid=False)
    for index in indexes:
        name, *columns = index.split()
        op.create_index(f"ix_{table}_{name}", table, columns or [name])


def _tables() -> None:
    _make("entries", _instant("clock"), _text("what"))
    _make(
        "reports",
        _text("id"),
        _text("outlet", null=True),
        _text("url", null=True),
        _text("text_digest"),
        _count("characters"),
        indexes=("outlet", "url"),
    )
    _make("texts", _text("report", "reports.id"), _text("title", null=True), _text("text"))
    _make("documents", _text("id"), _text("media"))
    _make(
        "sightings",
        _text("id"),
        _text("document", "documents.id"),
        _text("report", "reports.id"),
        _text("place"),
        _text("seen", null=True),
        _text("found", null=True),
        indexes=("report",),
    )
    _make("pipelines", _text("id"), _text("body"))
    _make(
        "readings",
        _text("id"),
        _text("report", "reports.id"),
        _text("pipeline", "pipelines.id"),
        _text("status"),
        sa.Column("published", sa.Date),
        indexes=("pipeline", "published", "report report recorded", "recorded"),
    )
    _make("bodies", _text("reading", "readings.id"), _text("report", "reports.id"), _text("body"), indexes=("report",))
    _make(
        "events",
        _text("reading", "readings.id"),
        _count("place"),
        _text("id"),
        _text("type"),
        _text("mode", null=True),
        sa.Column("first_day", sa.Date),
        sa.Column("last_day", sa.Date),
        sa.Column("long", sa.Boolean),
        indexes=("id", "days long first_day", "type type recorded"),
    )
    _make(
        "claims",
        _text("reading"),
        _count("event"),
        _count("place"),
        _text("id"),
        _text("slot"),
        _text("country", null=True),
        _text("claimant", null=True),
        _text("type"),
        sa.ForeignKeyConstraint(["reading", "event"], ["events.reading", "events.place"]),
        indexes=("id", "country slot country recorded type", "claimant claimant recorded slot type"),
    )
    _make("judgements", _text("id"), _text("ruling"), _text("subjects"), _text("by"), _text("at"), _text("reason"))
    _make("feed_states", _text("feed"), _text("state"))
    _make("erasures", _text("report", "reports.id"), _text("by"), _text("reason"))


def _sqlite() -> Iterator[str]:
    """Yield the guards and the index of SQLite.

    ``INSERT OR REPLACE`` removes rows without asking the guard against deletion, unless a connection has set
    ``recursive_triggers``. So a guard before each insert refuses rows whose keys are taken.
    """
    for table, keys in KEYS.items():
        taken = " OR ".join(_same(key) for key in keys)
        logged = " WHEN NOT EXISTS (SELECT 1 FROM erasures WHERE report = OLD.report)" if table in ERASABLE else ""
        erased = " OR EXISTS (SELECT 1 FROM erasures WHERE report = NEW.report)" if table in ERASABLE else ""
        fail = f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
        yield f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {fail}"
        yield f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}{logged} {fail}"
        yield (
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}"
            f" WHEN EXISTS (SELECT 1 FROM {table} WHERE {taken}){erased} {fail}"
        )
    yield (
        "CREATE VIRTUAL TABLE words USING fts5(title, text, content='texts', content_rowid='number',"
        " tokenize='unicode61 remove_diacritics 0')"
    )
    yield (
        "CREATE TRIGGER texts_found AFTER INSERT ON texts BEGIN"
        " INSERT INTO words(rowid, title, text) VALUES (NEW.number, NEW.title, NEW.text); END"
    )
    yield (
        "CREATE TRIGGER texts_lost AFTER DELETE ON texts BEGIN"
        " INSERT INTO words(words, rowid, title, text) VALUES ('delete', OLD.number, OLD.title, OLD.text); END"
    )


def _same(key: str) -> str:
    return "(" + " AND ".join(f"{column} = NEW.{column}" for column in key.split(", ")) + ")"


def _postgresql() -> Iterator[str]:
    """Yield the guards and the index of PostgreSQL."""
    yield (
        "CREATE FUNCTION record_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    yield (
        "CREATE FUNCTION record_guard_words() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE row record; BEGIN"
        " IF TG_OP = 'DELETE' THEN row := OLD; ELSE row := NEW; END IF;"
        " IF (TG_OP = 'DELETE') = EXISTS (SELECT 1 FROM erasures WHERE report = row.report) THEN RETURN row; END IF;"
        f" RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for table in KEYS:
        refused = "UPDATE OR TRUNCATE" if table in ERASABLE else "UPDATE OR DELETE OR TRUNCATE"
        yield (
            f"CREATE TRIGGER {table}_append_only BEFORE {refused} ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION record_refuse()"
        )
    for table in ERASABLE:
        yield (
            f"CREATE TRIGGER {table}_erasure BEFORE INSERT OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION record_guard_words()"
        )
    yield (
        "CREATE FUNCTION record_words(title text, text text) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$"
        " SELECT to_tsvector('simple'::regconfig,"
        f" regexp_replace(left(coalesce(title, '') || ' ' || text, 200000), '{PUNCTUATION}', ' ', 'g')) $$"
    )
    yield "CREATE INDEX ix_texts_words ON texts USING gin (record_words(title, text))"

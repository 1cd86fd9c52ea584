"""The tables of a ledger and the steps from each version of them to the next.

Spans are code-point offsets into the report's text, dates ISO strings, so that they sort as they should.
Rows made from a record (statement, actor, office, event, participant) can always be made again from it;
``report`` alone is the truth.  ``entity`` and ``link`` say which actors of different reports are one.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

VERSION = 1
"""The version of the tables that this Ravi writes."""

metadata = MetaData()

meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False))

report = Table(
    "report",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False, comment="of the raw bytes"),
    Column("text_sha256", String(64), nullable=False, index=True, comment="of the text: the record's report.id"),
    Column("raw", LargeBinary, nullable=False, comment="the bytes as they came, zlib"),
    Column("origin", Text, comment="file name or address it came from"),
    Column("url", Text, index=True),
    Column("outlet", Text, index=True),
    Column("title", Text),
    Column("published", String(10), index=True),
    Column("added", String(32), nullable=False, comment="UTC, ISO 8601"),
    Column("previous", ForeignKey("report.id"), comment="the version before this one at the same address"),
    Column("reader", String, nullable=False, comment="version of Ravi that made the record"),
    Column("record", LargeBinary, nullable=False, comment="the record's JSON, zlib"),
    UniqueConstraint("sha256", "url", "published", "outlet"),
)

actor = Table(
    "actor",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("report", ForeignKey("report.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("aid", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, index=True),
    Column("latin", Text),
    Column("country", String(3), index=True),
    UniqueConstraint("report", "aid"),
)

office = Table(
    "office",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("actor", ForeignKey("actor.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("place", Text),
)

statement = Table(
    "statement",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("report", ForeignKey("report.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("aid", String, nullable=False),
    Column("speaker", ForeignKey("actor.id"), index=True),
    Column("addressee", ForeignKey("actor.id"), index=True),
    Column("type", String, nullable=False),
    Column("act", String, nullable=False, index=True),
    Column("cue", Text),
    Column("channel", Text),
    Column("content", Text, nullable=False, comment="the words as they stand, spans joined by a space"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("said_begin", String(10), index=True),
    Column("said_end", String(10)),
    Column("parent", String),
    Column("negated", Boolean, nullable=False),
    Column("dateline", Boolean, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("rejected", Boolean, nullable=False, default=False, comment="by a correction"),
    UniqueConstraint("report", "aid"),
)

event = Table(
    "event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("report", ForeignKey("report.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("eid", String, nullable=False),
    Column("type", String, nullable=False, index=True),
    Column("status", String, nullable=False, index=True),
    Column("begin", String(10), index=True),
    Column("end", String(10)),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("words", Text, nullable=False),
    UniqueConstraint("report", "eid"),
)

participant = Table(
    "participant",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("event", ForeignKey("event.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("role", String, nullable=False),
    Column("actor", ForeignKey("actor.id"), index=True),
    Column("words", Text, nullable=False),
    Column("folded", Text, nullable=False),
)

about = Table(
    "about",
    metadata,
    Column("statement", ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True),
    Column("event", ForeignKey("event.id", ondelete="CASCADE"), primary_key=True),
)

entity = Table(
    "entity",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, index=True),
    Column("latin", Text),
    Column("country", String(3)),
)

link = Table(
    "link",
    metadata,
    Column("actor", ForeignKey("actor.id", ondelete="CASCADE"), primary_key=True),
    Column("entity", ForeignKey("entity.id"), nullable=False, index=True),
    Column("rule", Text, nullable=False, comment="why this actor is that entity"),
)

history = Table(
    "history",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("who", Text, nullable=False),
    Column("action", String, nullable=False),
    Column("target", Text, nullable=False, comment="JSON"),
    Column("value", Text),
    Column("why", Text, nullable=False),
    Column("hash", String(64), nullable=False),
)

feed = Table(
    "feed",
    metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("modified", Text),
    Column("due", Float, nullable=False, comment="seconds since 1970, when it may be asked again"),
    Column("failures", Integer, nullable=False),
)

saved_search = Table(
    "saved_search",
    metadata,
    Column("name", String, primary_key=True),
    Column("query", Text, nullable=False),
)

Index("statement_order", statement.c.said_begin, statement.c.id)

# One row a statement and one a report; `joined` has half-spaces taken out, `split` has them as spaces, so that
# نمی‌کنیم is met by نمیکنیم and کتاب‌خانه by کتاب خانه.
FULL_TEXT = (
    "CREATE VIRTUAL TABLE statement_text USING fts5(joined, split, tokenize='unicode61 remove_diacritics 0')",
    "CREATE VIRTUAL TABLE report_text USING fts5(joined, split, tokenize='unicode61 remove_diacritics 0')",
)

# The history is only ever added to, also by a program that does not know that.
APPEND_ONLY = tuple(
    f"CREATE TRIGGER history_no_{verb} BEFORE {verb} ON history BEGIN SELECT RAISE(ABORT, 'append-only'); END"
    for verb in ("UPDATE", "DELETE")
)

MIGRATIONS: dict[int, Callable[[Connection], None]] = {}
"""From version N to N + 1: ``MIGRATIONS[N]`` changes the tables in place, inside one transaction."""


def create(connection: Connection) -> None:
    """Make the tables of the present version in an empty ledger."""
    metadata.create_all(connection)
    for statement_ in (*FULL_TEXT, *APPEND_ONLY):
        connection.execute(text(statement_))
    connection.execute(meta.insert().values(key="version", value=str(VERSION)))

"""The tables of a ledger.

Spans are code-point offsets into the report's text, dates ISO strings, so that they sort as they should.
Tables are of two kinds.  ``KEPT`` hold what nothing else holds: reports with their bytes and records, the history
of corrections, feeds, saved searches.  All others (``derived()``) are made from the records and the history and
can be made again at any time; a change of their shape needs no migration but a new ``VERSION``.

The key of a statement says when its report was published (:func:`slot`): the newest statement has the greatest
key, so that the tables and the full text alike are walked in the order in which statements are shown, and a
search stops when its page is full.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
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
)

VERSION = 3
"""The version of the tables that this Ravi writes."""

DAY_BITS = 32
"""A key is the day of publication (days since year 1, 0 where unknown) and, in this many bits, a running number.

Keys stay under 2**53, so that JavaScript reads them unharmed.
"""

metadata = MetaData()

meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False))

report = Table(
    "report",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("slot", BigInteger, nullable=False, unique=True, comment="its place in order of publication"),
    Column("sha256", String(64), nullable=False, index=True, comment="of the raw bytes"),
    Column("text_sha256", String(64), nullable=False, index=True, comment="of the text: the record's report.id"),
    Column("raw", LargeBinary, nullable=False, comment="the bytes as they came, zlib"),
    Column("origin", Text, comment="file name or address it came from"),
    Column("url", Text, index=True),
    Column("outlet", Text, index=True),
    Column("title", Text),
    Column("published", String(10), index=True),
    Column("added", String(32), nullable=False, comment="UTC, ISO 8601"),
    Column(
        "previous", ForeignKey("report.id"), index=True, comment="the version before this one at the same address"
    ),
    Column("reader", String, nullable=False, comment="version of Ravi that made the record"),
    Column("record", LargeBinary, nullable=False, comment="the record's JSON, zlib"),
)

actor = Table(
    "actor",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("report", ForeignKey("report.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("aid", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, index=True),
    Column("latin", Text),
    Column("country", String(3)),
    UniqueConstraint("report", "aid"),
)

office = Table(
    "office",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("actor", ForeignKey("actor.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("place", Text),
)

statement = Table(
    "statement",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False, comment="its place in order of publication"),
    Column("report", ForeignKey("report.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("aid", String, nullable=False),
    Column("speaker", ForeignKey("actor.id"), index=True),
    Column("entity", ForeignKey("entity.id"), comment="who the speaker is over all reports"),
    Column("addressee", ForeignKey("actor.id"), index=True),
    Column("type", String, nullable=False),
    Column("act", String, nullable=False),
    Column("cue", Text),
    Column("channel", Text),
    Column("outlet", Text, comment="of its report"),
    Column("country", String(3), comment="of its speaker"),
    Column("statuses", Text, nullable=False, comment="of the events it is about, in order, parted by spaces"),
    Column("content", Text, nullable=False, comment="the words as they stand, spans joined by a space"),
    Column("spans", Text, nullable=False, comment="of the content in the text: 10-20,25-40"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("said_begin", String(10), index=True),
    Column("said_end", String(10), index=True),
    Column("parent", String),
    Column("negated", Boolean, nullable=False),
    Column("dateline", Boolean, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("rejected", Boolean, nullable=False, default=False, comment="by a correction"),
    UniqueConstraint("report", "aid"),
    Index("statement_of_entity", "entity", "id"),
)

event = Table(
    "event",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("report", ForeignKey("report.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("eid", String, nullable=False),
    Column("type", String, nullable=False, index=True),
    Column("status", String, nullable=False),
    Column("begin", String(10)),
    Column("end", String(10)),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("words", Text, nullable=False),
    UniqueConstraint("report", "eid"),
    Index("event_days", "begin", "status"),
)

participant = Table(
    "participant",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
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
    Column("event", ForeignKey("event.id", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

entity = Table(
    "entity",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, index=True),
    Column("surname", Text, nullable=False, index=True, comment="the last word of the folded name"),
    Column("latin", Text),
    Column("country", String(3)),
    Column("merged", Integer, index=True, comment="the entity that a correction merged it into"),
    Column("merged_by", Integer, comment="the number of that correction"),
    Column("split_by", Integer, comment="the number of the correction that made it"),
)

link = Table(
    "link",
    metadata,
    Column("actor", ForeignKey("actor.id", ondelete="CASCADE"), primary_key=True),
    Column("entity", ForeignKey("entity.id"), nullable=False, index=True),
    Column("rule", Text, nullable=False, comment="why this actor is that entity"),
    Column("found", Integer, index=True, comment="the entity that the rules gave, where a correction gave another"),
    Column("found_rule", Text),
)

# Names and offices of entities: an index, made from links and records.

alias = Table(
    "alias",
    metadata,
    Column("key", Text, primary_key=True, comment="how a name sounds, whole or in part (ravi.ledger.identity)"),
    Column("entity", ForeignKey("entity.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("name", Text, primary_key=True),
    Column("latin", Text),
    Column("first", String(10), nullable=False, comment="day of the first report, empty where not known"),
    Column("last", String(10), nullable=False),
    Index("alias_met", "key", "last", "entity"),
    sqlite_with_rowid=False,
)

post = Table(
    "post",
    metadata,
    Column("actor", ForeignKey("actor.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("key", Text, primary_key=True, comment="the post in one spelling (ravi.ledger.posts)"),
    Column("title", Text, nullable=False),
    Column("former", Boolean, nullable=False),
    Column("begin", String(10), comment="since when, where the report says so"),
    Column("end", String(10)),
    Column("day", String(10), comment="of publication"),
    Column("waiting", Boolean, nullable=False, comment="is this office all that is known of the actor?"),
    sqlite_with_rowid=False,
)

Index(
    "post_waiting",
    post.c.key,
    post.c.day,
    sqlite_where=post.c.waiting.is_(True),
    postgresql_where=post.c.waiting.is_(True),
)

tenure = Table(
    "tenure",
    metadata,
    Column("key", Text, primary_key=True),
    Column("entity", ForeignKey("entity.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("first", String(10), comment="day of the first report that gives the post"),
    Column("last", String(10)),
    Column("over", String(10), comment="day of the first report that calls it a former one"),
    Column("begin", String(10), comment="since when, where a report says so"),
    Column("end", String(10)),
    Column("reports", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# What belongs together: all of it is made from the records and can be made again (ravi.ledger.relations).

relation = Table(
    "relation",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False, index=True),
    Column("of", String, nullable=False, comment="report, statement or event: what one and other are rows of"),
    Column("one", BigInteger, nullable=False),
    Column("other", BigInteger, nullable=False),
    Column("report_one", ForeignKey("report.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("report_other", ForeignKey("report.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("rule", Text, nullable=False),
    Column("form", String, comment="copy, rewrite or excerpt"),
    Column("share", Float),
    Column("confidence", Float, nullable=False),
    Column("evidence", Text, nullable=False, comment="JSON: what, text, spans"),
    Column("differs", Text, nullable=False, comment="JSON: what, one, other, spans"),
    Column("rejected", Boolean, nullable=False, default=False, comment="by a correction"),
    UniqueConstraint("of", "one", "other", "kind"),
    Index("relation_other", "of", "other"),
)

related = Table(
    "related",
    metadata,
    Column("report", ForeignKey("report.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("rules", Integer, nullable=False, comment="version of the rules that looked at it"),
)

shingle = Table(
    "shingle",
    metadata,
    Column("code", BigInteger, primary_key=True, autoincrement=False),
    Column("report", ForeignKey("report.id", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

topic = Table(
    "topic",
    metadata,
    Column("code", BigInteger, primary_key=True, autoincrement=False, comment="checksum of a word or a pair"),
    Column("day", Integer, primary_key=True, autoincrement=False, comment="ordinal, 0 where not known"),
    Column("of", String(1), primary_key=True, comment="s: statement, e: event"),
    Column("item", BigInteger, primary_key=True, autoincrement=False),
    Column("report", ForeignKey("report.id", ondelete="CASCADE"), nullable=False, index=True),
    sqlite_with_rowid=False,
)

together = Table(
    "together",
    metadata,
    Column("of", String, primary_key=True, comment="statement or event"),
    Column("item", BigInteger, primary_key=True, autoincrement=False),
    Column("head", BigInteger, nullable=False, comment="the lowest of those that are one"),
    Index("together_head", "of", "head"),
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

counter = Table(
    "counter",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", BigInteger, nullable=False, comment="the last number that was given out"),
)

KEPT = (meta, report, history, feed, saved_search, counter)
"""The tables that hold what nothing else holds."""


def derived() -> list[Table]:
    """The tables that can be made again from the others, so that none comes before one that refers to it."""
    return [table for table in reversed(metadata.sorted_tables) if table not in KEPT]


def slot(published: str | None, number: int) -> int:
    """The key of a thing with a running number in a report of that day (ISO 8601)."""
    return (day_number(published) << DAY_BITS) + number


def day_number(published: str | None) -> int:
    """Days since year 1 of the Gregorian calendar; 0 where the day is not known."""
    try:
        return date.fromisoformat(published).toordinal() if published else 0
    except ValueError:
        return 0

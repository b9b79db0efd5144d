"""Sealing everything anew under the current key, so that an old one can go."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from storage.cipher import Unreadable
from storage.migrate import schema_text
from storage.tx import Tx

BATCH = 500
TABLE = re.compile(r"CREATE TABLE (\w+) \(")
BLOB = re.compile(r"    (\w+) \{blob\}")
DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Column:
    """A column whose bytes are sealed at its table, its name and the row's `id`."""

    table: str
    name: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """What became of the rows of one transaction; `upto` is none when they were the last."""

    upto: int | None
    changed: int = 0
    unreadable: int = 0


def columns() -> Sequence[Column]:
    """Every sealed column of the declared schema; digests are no sealed text."""
    found, table = [], ""
    for line in schema_text().splitlines():
        if named := TABLE.match(line):
            table = named[1]
        elif (blob := BLOB.match(line)) and not blob[1].endswith(DIGEST):
            found.append(Column(table, blob[1]))
    return found


def seal_anew(tx: Tx, column: Column, after: int) -> Stretch:
    """Seal the next rows of a column under the current key; those that are so are left alone."""
    table, name = column.table, column.name
    rows = tx.all(
        f"SELECT id, {name} FROM {table} WHERE id > :after AND {name} IS NOT NULL"
        " ORDER BY id LIMIT :limit",
        after=after,
        limit=BATCH,
    )
    fresh, unreadable = [], 0
    for row_id, sealed in rows:
        if tx.cipher.is_current(sealed):
            continue
        try:
            text = tx.cipher.open(sealed, table, name, row_id)
        except Unreadable:
            unreadable += 1
            continue
        again = tx.cipher.seal(text, table, name, row_id)
        fresh.append({"id": row_id, "sealed": again, "was": sealed})
    # A running bot may have changed the row meanwhile; then it is sealed anew already.
    tx.many(f"UPDATE {table} SET {name} = :sealed WHERE id = :id AND {name} = :was", fresh)
    return Stretch(rows[-1][0] if len(rows) == BATCH else None, len(fresh), unreadable)


def digest_anew(tx: Tx, after: int) -> Stretch:
    """Compute the digests of the next people's phones under the current key."""
    rows = tx.all(
        "SELECT id, phone FROM people WHERE id > :after AND phone IS NOT NULL"
        " ORDER BY id LIMIT :limit",
        after=after,
        limit=BATCH,
    )
    fresh, unreadable = [], 0
    for row_id, sealed in rows:
        try:
            number = tx.cipher.open(sealed, "people", "phone", row_id)
        except Unreadable:
            unreadable += 1
            continue
        fresh.append({"id": row_id, "digest": tx.cipher.digest(number, "phone")})
    tx.many("UPDATE people SET phone_digest = :digest WHERE id = :id", fresh)
    return Stretch(rows[-1][0] if len(rows) == BATCH else None, 0, unreadable)

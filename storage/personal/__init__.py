"""Everything kept about one person: listed here once, to be handed out and to be erased.

Who adds a column that refers to people or to cases adds it to the list of its capability beside
this (tests/storage). The lists are walked when somebody asks for their data, which is rare: no
index is kept for that alone.
"""

import json
from datetime import UTC, datetime
from typing import Any

from storage import media, unsent
from storage.people import MENU, Person
from storage.personal.every import OF_CASES, ONE_EACH, PARTS
from storage.personal.part import Part
from storage.personal.times import TIMES
from storage.tx import Tx


def export(tx: Tx, person: Person) -> str:
    """Everything kept about the person, readable, as JSON."""
    return json.dumps(gathered(tx, person), ensure_ascii=False, indent=1)


def gathered(tx: Tx, person: Person) -> dict[str, list[dict[str, Any]]]:
    """Everything kept about the person, by what it is and whose name it goes by there."""
    found: dict[str, list[dict[str, Any]]] = {}
    for part in PARTS:
        rows = tx.all(
            f"SELECT id, {', '.join(part.columns)} FROM {part.table} WHERE {part.owner} = :person",
            person=person.id,
        )
        found[part.key] = [_readable(tx, part, row[0], row[1:]) for row in rows]
    return found


def _readable(tx: Tx, part: Part, row_id: int, row: tuple[Any, ...]) -> dict[str, Any]:
    values = dict(zip(part.columns, row, strict=True))
    for column in part.sealed:
        values[column] = tx.cipher.open_or_none(values[column], part.table, column, row_id)
    for column in TIMES & values.keys():
        at = values[column]
        values[column] = at and datetime.fromtimestamp(at / 1000, UTC).isoformat("T", "seconds")
    return values


def erase(tx: Tx, person: Person, now: int) -> None:
    """Delete everything about the person; their row stays as a bare id, with the time of it."""
    tx.erased.add(person.id)
    media.take_portrait(tx, person.id, now)
    if person.chat_id is not None:
        unsent.drop_copies(tx, person.chat_id, now)
    _clear(tx, person)
    tx.do(
        "UPDATE people SET telegram_id = NULL, chat_id = NULL, name = NULL, phone = NULL,"
        " phone_digest = NULL, home_id = NULL, consented = NULL, unreachable = NULL, back = NULL,"
        " stopped = NULL, quiet_from = NULL, quiet_until = NULL, simple = NULL,"
        " entered_by = NULL, died = NULL, verified = NULL, well = NULL,"
        " away_until = NULL, heard = NULL, menu = NULL, erased = :now WHERE id = :person",
        person=person.id,
        now=now,
    )


def forget(tx: Tx, person: Person) -> None:
    """Delete even the row of somebody who has agreed to nothing: nobody else refers to it."""
    _clear(tx, person)
    tx.do("DELETE FROM people WHERE id = :person", person=person.id)


def hand_to(tx: Tx, old: Person, new: Person) -> None:
    """Let all that was somebody's be somebody else's, and delete the first one's row."""
    for held in new.roles:
        tx.do(
            "DELETE FROM roles WHERE person_id = :old AND role = :role AND place_id = :place"
            " AND until IS NULL",
            old=old.id,
            role=held.role,
            place=held.place_id,
        )
    tx.do("DELETE FROM drafts WHERE person_id = :old", old=old.id)
    for table, *columns in ONE_EACH:
        same = "".join(f" AND own.{column} = {table}.{column}" for column in columns)
        tx.do(
            f"DELETE FROM {table} WHERE person_id = :old"
            f" AND EXISTS (SELECT 1 FROM {table} own WHERE own.person_id = :new{same})",
            old=old.id,
            new=new.id,
        )
    for part in PARTS:
        if part.owner != "id":
            tx.do(
                f"UPDATE {part.table} SET {part.owner} = :new WHERE {part.owner} = :old",
                old=old.id,
                new=new.id,
            )
    # Who spoke for somebody and is them after all speaks for nobody.
    tx.do(
        "UPDATE cases SET speaker_id = NULL, spoken_as = NULL"
        " WHERE reporter_id = :new AND speaker_id = :new",
        new=new.id,
    )
    tx.do(
        "DELETE FROM timers WHERE subject = :old AND EXISTS (SELECT 1 FROM timers own WHERE"
        " own.subject = :new AND own.kind = timers.kind AND own.occasion = timers.occasion)",
        old=old.id,
        new=new.id,
    )
    tx.do("UPDATE timers SET subject = :new WHERE subject = :old", old=old.id, new=new.id)
    tx.do("DELETE FROM people WHERE id = :old", old=old.id)
    tx.touched.add((MENU, new.id))


def _clear(tx: Tx, person: Person) -> None:
    for part in PARTS:
        if part.erased:
            tx.do(f"DELETE FROM {part.table} WHERE {part.owner} = :person", person=person.id)
    tx.do("DELETE FROM timers WHERE subject = :person", person=person.id)
    for set_aside, sealed in tx.all("SELECT id, body FROM set_aside WHERE body IS NOT NULL"):
        if str(person.telegram_id) in tx.cipher.open(sealed, "set_aside", "body", set_aside):
            tx.do("DELETE FROM set_aside WHERE id = :id", id=set_aside)


def remove_case(tx: Tx, case_id: int, now: int) -> None:
    """Delete a case with all that hangs on it."""
    media.take_away(tx, case_id, now)
    for table, column in OF_CASES:
        tx.do(f"DELETE FROM {table} WHERE {column} = :case", case=case_id)
    tx.do("DELETE FROM timers WHERE subject = :case", case=case_id)
    tx.do("DELETE FROM cases WHERE id = :case", case=case_id)

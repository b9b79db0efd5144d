"""Rows that wait for their likes are never missed, and what was foreseen is never stale."""

import pytest

from storage import people, places, shown, timers
from storage.engine import Database
from storage.tx import Tx
from tests.conftest import NOW


def _waiting(tx: Tx) -> list[str]:
    return [timer.occasion for timer in timers.due(tx, NOW, 10)]


async def test_what_waits_is_there_for_whoever_asks(database: Database) -> None:
    def writes(tx: Tx) -> list[str]:
        for occasion in ("a", "b", "a"):
            timers.put(tx, "test.kind", 1, occasion, NOW, NOW)
        seen = _waiting(tx)
        timers.put(tx, "test.kind", 1, "c", NOW, NOW)
        timers.cancel(tx, "test.kind", 1)
        timers.put(tx, "test.kind", 1, "d", NOW, NOW)
        return seen

    assert await database.run(writes) == ["a", "b"]
    assert await database.run(_waiting) == ["d"]


async def test_a_row_that_cannot_be_written_undoes_its_unit(database: Database) -> None:
    def writes(tx: Tx) -> None:
        timers.put(tx, "test.kind", 1, "a", NOW, NOW)
        for _twice in range(2):
            tx.later(
                "INSERT INTO shown (id, chat_id, kind, subject, revision, made)"
                " VALUES (:id, 1, 'test', 1, 0, 0)",
                id=1,
            )

    with pytest.raises(Exception, match=r"(?i)unique"):
        await database.run(writes)
    assert await database.run(_waiting) == []


async def test_who_was_foreseen_is_looked_up_anew_once_they_change(database: Database) -> None:
    def changes(tx: Tx) -> list[object]:
        root = places.add(tx, None, "subdistrict", "广安街道", "Asia/Shanghai", NOW)
        one, other = people.add(tx, 1, "zh", NOW), people.add(tx, 2, "zh", NOW)
        people.foresee(tx, [one.id, other.id, 12345])
        seen: list[object] = [people.get(tx, 12345), people.known(tx, one.id) == one]
        people.set_heard(tx, one.id, NOW)
        seen.append(people.known(tx, one.id).heard)
        people.foresee(tx, [one.id, other.id])
        people.grant(tx, other.id, "police", root.id, None, NOW)
        return [*seen, [role.role for role in people.known(tx, other.id).roles]]

    assert await database.run(changes) == [None, True, NOW, ["police"]]


async def test_a_message_shown_since_is_found_among_those_foreseen(database: Database) -> None:
    def shows(tx: Tx) -> list[int]:
        person = people.add(tx, 1, "zh", NOW)
        shown.foresee(tx, "test", [7, 8])
        shown.add(tx, NOW, 1, person.id, "test", 7)
        shown.add(tx, NOW, 1, person.id, "test", 7)
        found = len(shown.of(tx, "test", 7))
        for one in shown.of(tx, "test", 7):
            shown.close(tx, one.id)
        return [found, len(shown.of(tx, "test", 7)), len(shown.of(tx, "test", 8))]

    assert await database.run(shows) == [2, 0, 0]

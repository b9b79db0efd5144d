"""Rows that wait for their likes are never missed, and what was foreseen is never stale."""

import pytest

from storage import people, places, shown, timers
from storage.engine import Database
from storage.tx import Row, Tx, in_list
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


TEXTS = ("", "NULL", '"', "\\", "\\x41", "{a,b}", "it's 5 % :id", "两行\n路灯", "a", "🙂")


async def test_rows_written_together_keep_what_is_in_them(database: Database) -> None:
    """Signs that mean something where they travel, bytes, nothing at all, and numbers."""
    rows = [
        {"id": nth, "chat": -nth, "body": text.encode(), "error": text or None, "made": 2**62}
        for nth, text in enumerate(TEXTS, 1)
    ]

    def writes(tx: Tx) -> list[Row]:
        for row in [*rows, rows[0]]:
            tx.later(
                "INSERT INTO outbox (id, chat_id, person_id, rank, act, body, state, error, made)"
                " VALUES (:id, :chat, :nobody, 4, 'send', :body, 'sent', :error, :made)"
                " ON CONFLICT DO NOTHING",
                **row,
                nobody=None,
            )
        return tx.all("SELECT chat_id, person_id, act, body, error, made FROM outbox ORDER BY id")

    assert await database.run(writes) == [
        (row["chat"], None, "send", row["body"], row["error"], 2**62) for row in rows
    ]


async def test_long_lists_find_the_same_as_short_ones(database: Database) -> None:
    def asks(tx: Tx) -> list[list[Row]]:
        for nth, text in enumerate(TEXTS):
            timers.add(tx, f"test.{text}", nth, "a", NOW, NOW)
        kinds, named = in_list("kind", [f"test.{TEXTS[nth % 9]}" for nth in range(400)])
        found = tx.all(
            f"SELECT subject FROM timers WHERE kind IN ({kinds}) AND due <= :now ORDER BY subject",
            now=NOW,
            **named,
        )
        numbers, numbered = in_list("nth", range(3, 400))
        left = tx.all(
            f"SELECT subject FROM timers WHERE subject IN ({numbers}) AND kind NOT IN ({kinds})",
            **named,
            **numbered,
        )
        return [found, left]

    assert await database.run(asks) == [[(nth,) for nth in range(9)], [(9,)]]


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

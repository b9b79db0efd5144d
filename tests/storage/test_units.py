"""A unit of work is whole or not at all, on both engines."""

import asyncio
import threading
from contextlib import suppress
from enum import IntEnum, StrEnum

import pytest

from storage.cipher import Cipher
from storage.engine import Database, StorageFailed
from storage.opening import open_database
from storage.tx import Tell, Tx
from tests.conftest import NOW
from tests.storage.notes import write, written


class Oops(Exception):
    pass


def fail_after_writing(tx: Tx) -> None:
    write(tx, 2)
    raise Oops


async def test_a_job_is_kept_and_its_result_returned(notes: Database) -> None:
    def write_and_answer(tx: Tx) -> int:
        write(tx, 1)
        return 7

    assert await notes.run(write_and_answer) == 7
    assert await notes.read(written) == [1]


async def test_an_exception_undoes_the_job_and_propagates(notes: Database) -> None:
    with pytest.raises(Oops):
        await notes.run(fail_after_writing)
    assert await notes.read(written) == []


async def test_in_a_batch_an_exception_undoes_its_own_job_only(notes: Database) -> None:
    one, oops, three = await notes.batch(
        [lambda tx: write(tx, 1), fail_after_writing, lambda tx: write(tx, 3)]
    )
    assert (one, type(oops), three) == (None, Oops, None)
    assert await notes.read(written) == [1, 3]


async def test_a_batch_of_nothing_is_nothing(notes: Database) -> None:
    assert await notes.batch([]) == []


async def test_a_job_of_a_batch_sees_what_the_one_before_wrote(notes: Database) -> None:
    assert await notes.batch([lambda tx: write(tx, 1), written]) == [None, [1]]


async def test_a_commit_that_fails_costs_only_the_job_to_blame(notes: Database) -> None:
    def reply_to_nothing(tx: Tx) -> None:
        tx.do("INSERT INTO replies (id, note_id) VALUES (1, 99)")

    kept, broken, also = await notes.batch(
        [lambda tx: write(tx, 1), reply_to_nothing, lambda tx: write(tx, 2)]
    )
    assert kept is also is None
    assert type(broken).__name__ in {"IntegrityError", "ForeignKeyViolation"}
    assert await notes.read(written) == [1, 2]


async def test_a_swallowed_error_still_fails_its_unit(notes: Database) -> None:
    def write_twice(tx: Tx) -> str:
        write(tx, 1)
        try:
            write(tx, 1)
        except Exception:
            return "all is well"
        return "no error"

    with pytest.raises(Exception, match=r"UNIQUE|unique"):
        await notes.run(write_twice)
    (answer,) = await notes.batch([write_twice])
    assert isinstance(answer, Exception)
    assert await notes.read(written) == []


async def test_after_a_failed_statement_nothing_more_is_written(notes: Database) -> None:
    def carry_on(tx: Tx) -> None:
        for row_id in (1, 1, 2):
            with suppress(Exception):
                write(tx, row_id)
        with suppress(Exception):
            tx.many("INSERT INTO notes (id, text) VALUES (:id, 'more')", [{"id": 3}])

    with pytest.raises(Exception, match=r"UNIQUE|unique"):
        await notes.run(carry_on)
    assert await notes.read(written) == []


@pytest.mark.parametrize("sql", ["SELECT nothing FROM notes", "SELEC 1", "SELECT * FROM nowhere"])
async def test_a_mistake_in_sql_is_not_a_storage_failure(notes: Database, sql: str) -> None:
    with pytest.raises(Exception, match=r"nothing|SELEC|nowhere") as caught:
        await notes.run(lambda tx: tx.one(sql))
    assert not isinstance(caught.value, StorageFailed)


async def test_a_reader_that_writes_is_a_mistake_not_a_storage_failure(notes: Database) -> None:
    with pytest.raises(Exception, match=r"readonly|read-only") as caught:
        await notes.read(lambda tx: write(tx, 1))
    assert not isinstance(caught.value, StorageFailed)
    assert await notes.read(written) == []


async def test_a_reader_does_not_wait_for_the_writer_nor_sees_half_of_it(notes: Database) -> None:
    has_written, may_end = threading.Event(), threading.Event()

    def slow(tx: Tx) -> None:
        write(tx, 1)
        has_written.set()
        may_end.wait()

    writing = asyncio.create_task(notes.run(slow))
    await asyncio.to_thread(has_written.wait)
    assert await notes.read(written) == []
    may_end.set()
    await writing
    assert await notes.read(written) == [1]


async def test_a_cancelled_wait_does_not_tear_the_unit(notes: Database) -> None:
    has_begun, may_end = threading.Event(), threading.Event()

    def slow(tx: Tx) -> None:
        write(tx, 1)
        has_begun.set()
        may_end.wait()
        write(tx, 2)

    writing = asyncio.create_task(notes.run(slow))
    await asyncio.to_thread(has_begun.wait)
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    may_end.set()
    assert await notes.run(written) == [1, 2]


async def test_each_job_collects_its_own_tells(notes: Database) -> None:
    def speak(tx: Tx) -> tuple[list[Tell], set[tuple[str, int]]]:
        tx.told.append(Tell(1, "issues.answered", 2, {"result": "solved"}))
        tx.touched.add(("case", 2))
        return tx.told, tx.touched

    for answer in await notes.batch([speak, speak]):
        assert answer == (
            [Tell(1, "issues.answered", 2, {"result": "solved"})],
            {("case", 2)},
        )


async def test_rows_come_back_alike_on_both_engines(notes: Database) -> None:
    class Stage(StrEnum):
        RECEIVED = "received"

    class Size(IntEnum):
        LARGE = 5

    def numbers(tx: Tx) -> list[object]:
        tx.many(
            "INSERT INTO notes (id, text) VALUES (:id, :text)",
            [{"id": Size.LARGE, "text": Stage.RECEIVED}, {"id": 1 << 62, "text": "100%:name"}],
        )
        summed = tx.one("SELECT SUM(id), AVG(id), COUNT(*) FROM notes WHERE id < :most", most=9)
        return [
            summed,
            [type(value) for value in summed or ()],
            tx.all(
                "SELECT id, text FROM notes WHERE text LIKE '%:name' AND text <> :text", text="'"
            ),
            tx.one("SELECT id FROM notes WHERE id = :id", id=6),
            tx.do("UPDATE notes SET text = :text", text="'; DROP TABLE notes; --"),
            tx.do("DELETE FROM notes WHERE id = :id", id=True),
            tx.one("SELECT text FROM notes WHERE id = :id /*lock*/", id=5),
        ]

    assert await notes.run(numbers) == [
        (5, 5.0, 1),
        [int, float, int],
        [(1 << 62, "100%:name")],
        None,
        2,
        0,
        ("'; DROP TABLE notes; --",),
    ]


async def test_ids_made_in_one_unit_grow(notes: Database) -> None:
    first, second = await notes.run(lambda tx: (tx.new_id(NOW), tx.new_id(NOW)))
    assert first < second


async def test_one_process_leads(notes: Database) -> None:
    assert await notes.lead()
    assert await notes.lead()


@pytest.mark.parametrize("url", ["", "sqlite:///", "mysql://town", "town.db"])
async def test_an_address_of_another_kind_is_refused(url: str, cipher: Cipher) -> None:
    with pytest.raises(ValueError, match="a database address begins with"):
        await open_database(url, cipher)

"""What is PostgreSQL's own: the translated text, a lost connection, the lead."""

import asyncio
import re
import threading
from collections.abc import AsyncIterator

import pytest

from storage.cipher import Cipher
from storage.engine import Database, StorageFailed
from storage.migrate import schema_text
from storage.opening import open_database
from storage.postgres import Postgres, open_postgres
from storage.postgres_tx import translate
from storage.shares import EVERY, SHARES, Shares
from storage.tx import Tx
from tests.conftest import NOW
from tests.storage.conftest import NOTES
from tests.storage.notes import write, written
from tests.town import PATIENCE


@pytest.mark.parametrize(
    ("shared", "translated"),
    [
        ("SELECT :a, :b_2", "SELECT %(a)s, %(b_2)s"),
        ("SELECT :a::text", "SELECT %(a)s::text"),
        ("SELECT ':a', 'it''s :b', :c", "SELECT ':a', 'it''s :b', %(c)s"),
        ('SELECT ":a" FROM t', 'SELECT ":a" FROM t'),
        ("SELECT x LIKE '5%' AND y % 2 = :r", "SELECT x LIKE '5%%' AND y %% 2 = %(r)s"),
        ("SELECT 1 -- of :a\nWHERE :b", "SELECT 1 -- of :a\nWHERE %(b)s"),
        ("SELECT 1 /* :a */", "SELECT 1 /* :a */"),
        (
            "SELECT a FROM t WHERE b = :b /*lock*/",
            "SELECT a FROM t WHERE b = %(b)s FOR NO KEY UPDATE",
        ),
        ("SELECT '/*lock*/'", "SELECT '/*lock*/'"),
        ("SELECT '路灯', :a", "SELECT '路灯', %(a)s"),
    ],
)
def test_shared_text_becomes_psycopgs(shared: str, translated: str) -> None:
    assert translate(shared) == translated.encode()


@pytest.fixture
async def town(bare_postgres_url: str, cipher: Cipher) -> AsyncIterator[Postgres]:
    database = await open_postgres(bare_postgres_url, cipher)
    await database.migrate(NOW, [NOTES])
    yield database
    await database.close()


@pytest.fixture
async def rival(bare_postgres_url: str, cipher: Cipher) -> AsyncIterator[Postgres]:
    """Another process on the same database."""
    database = await open_postgres(bare_postgres_url, cipher)
    yield database
    await database.close()


def cut(tx: Tx) -> None:
    """Ends every other connection to this database, as a restart of the server would."""
    tx.all(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )


async def test_a_lost_connection_fails_once_and_is_made_again(
    town: Database, rival: Database
) -> None:
    await town.read(written)
    await rival.run(cut)
    with pytest.raises(StorageFailed):
        await town.run(lambda tx: write(tx, 1))
    with pytest.raises(StorageFailed):
        await town.read(written)
    await town.run(lambda tx: write(tx, 2))
    assert await town.read(written) == [2]


async def test_a_connection_lost_within_a_unit_keeps_nothing_of_it(town: Database) -> None:
    def lose(tx: Tx) -> None:
        write(tx, 1)
        tx.one("SELECT pg_terminate_backend(pg_backend_pid())")

    with pytest.raises(StorageFailed):
        await town.run(lose)
    assert await town.run(written) == []


async def test_a_batch_fails_whole_when_the_connection_is_lost(
    town: Database, rival: Database
) -> None:
    await rival.run(cut)
    with pytest.raises(StorageFailed):
        await town.batch([lambda tx: write(tx, 1), lambda tx: write(tx, 2)])
    assert await town.batch([lambda tx: write(tx, 1)]) == [None]


async def test_a_server_that_is_read_only_is_a_storage_failure(town: Database) -> None:
    def on_a_standby(tx: Tx) -> None:
        tx.do("SET TRANSACTION READ ONLY")
        write(tx, 1)

    with pytest.raises(StorageFailed, match="read-only"):
        await town.run(on_a_standby)


async def test_a_row_locked_elsewhere_is_a_storage_failure(town: Database, rival: Database) -> None:
    await town.run(lambda tx: write(tx, 1))
    is_locked, may_end = threading.Event(), threading.Event()

    def hold(tx: Tx) -> None:
        tx.one("SELECT id FROM notes WHERE id = 1 /*lock*/")
        is_locked.set()
        may_end.wait()

    def want(tx: Tx) -> None:
        tx.do("SET LOCAL lock_timeout = 1")
        tx.one("SELECT id FROM notes WHERE id = 1 /*lock*/")

    holding = asyncio.create_task(town.run(hold))
    await asyncio.to_thread(is_locked.wait)
    with pytest.raises(StorageFailed, match="lock timeout"):
        await rival.run(want)
    may_end.set()
    await holding


async def test_nobody_leads_twice(town: Database, rival: Database) -> None:
    assert await town.lead()
    assert not await rival.lead()
    await town.close()
    assert await rival.lead()


async def test_a_leader_whose_connection_was_lost_leads_on(town: Database, rival: Database) -> None:
    assert await town.lead()
    await rival.run(cut)
    with pytest.raises(StorageFailed):
        await town.run(written)
    await town.run(written)
    assert not await rival.lead()


async def test_a_leader_who_was_overtaken_hears_of_it(town: Database, rival: Database) -> None:
    assert await town.lead()
    await rival.run(cut)
    assert await rival.lead()
    with pytest.raises(StorageFailed):
        await town.run(written)
    with pytest.raises(StorageFailed, match="another process leads now"):
        await town.run(written)
    assert not await town.lead()


async def test_what_was_being_connected_at_the_end_is_closed(
    town: Postgres, bare_postgres_url: str, cipher: Cipher
) -> None:
    mark = "&" if "?" in bare_postgres_url else "?"
    ending = Postgres(f"{bare_postgres_url}{mark}application_name=ending", cipher)

    async def ends() -> None:
        ending.on_ring(lambda: None)
        reading = asyncio.create_task(ending.read(lambda tx: tx.one("SELECT 1")))
        sharing = asyncio.create_task(ending.share())
        await asyncio.sleep(0)  # both have asked a thread to connect
        reading.cancel()
        sharing.cancel()
        await ending.close()

    def sessions(tx: Tx) -> object:
        return tx.one("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'ending'")

    await asyncio.to_thread(asyncio.run, ends())  # which waits for all threads, too
    async with asyncio.timeout(PATIENCE):
        while await town.run(sessions) != (0,):  # noqa: ASYNC110 - a server has no bell for us
            await asyncio.sleep(0.01)


async def test_a_server_that_is_not_there_is_a_storage_failure(cipher: Cipher) -> None:
    with pytest.raises(StorageFailed, match="connection"):
        await open_database("postgresql://127.0.0.1:9/town", cipher)


async def test_a_unit_broken_off_for_anothers_sake_is_run_again(town: Database) -> None:
    runs: list[int] = []

    def unlucky(tx: Tx) -> None:
        runs.append(1)
        write(tx, 1)
        if len(runs) == 1:
            tx.do("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'deadlock_detected'; END $$")

    await town.run(unlucky)
    assert len(runs) == 2
    assert await town.read(written) == [1]


async def test_a_dead_peer_is_noticed_from_both_sides(town: Postgres) -> None:
    assert await town.lead()
    settings = ("statement_timeout", "idle_in_transaction_session_timeout", "idle_session_timeout")
    shown = await town.run(lambda tx: [tx.one(f"SHOW {name}") for name in settings])
    assert shown == [("1min",)] * 3
    raw = town._writer._raw
    assert raw is not None
    assert raw.info.get_parameters()["keepalives_idle"] == "10"


async def test_an_equal_part_of_the_chats_for_each(town: Postgres, rival: Postgres) -> None:
    assert await rival.share() == Shares(frozenset()), "nobody is ready"
    assert await town.lead()
    await town.ready()
    first = await town.share()
    assert len(first.held) == SHARES // 2
    assert first.fresh == first.held
    second = await rival.share()
    assert second.held == EVERY - first.held
    assert (await town.share()).fresh == frozenset()
    await rival.close()
    alone = await town.share()
    assert alone.held == EVERY
    assert alone.fresh == second.held, "others may have sent there"


async def test_who_joins_is_given_what_is_surplus(town: Postgres, rival: Postgres) -> None:
    assert await town.lead()
    await town.ready()
    assert (await town.share()).held == EVERY
    assert (await rival.share()).held == frozenset()
    surplus = (await town.share()).surplus
    assert len(surplus) == SHARES // 2
    assert (await rival.share()).held == frozenset(), "letters may be in flight there"
    assert (await town.share(surplus)).held == EVERY - surplus
    assert (await rival.share()).held == surplus


async def test_the_others_hear_the_bell(town: Postgres, rival: Postgres) -> None:
    heard, own = asyncio.Event(), asyncio.Event()
    rival.on_ring(heard.set)
    town.on_ring(own.set)
    await rival.share()
    await town.share()
    heard.clear()  # rung once at the beginning, for whatever came before
    own.clear()
    await town.ring()
    await asyncio.wait_for(heard.wait(), 10)
    assert not own.is_set(), "who rings knows already"


async def test_paths_are_compared_by_bytes_whatever_the_locale(
    postgres_url: str, cipher: Cipher
) -> None:
    """In another collation than C a subtree would not be a range; the column says so itself."""
    meant = set(re.findall(r"^    (\w+) TEXT\{bytewise\}", schema_text(), re.MULTILINE))
    assert meant == {"path"}
    database = await open_postgres(postgres_url, cipher)
    await database.migrate(NOW)
    rows = await database.run(
        lambda tx: tx.all(
            "SELECT collation_name::text FROM information_schema.columns"
            " WHERE table_schema = current_schema() AND column_name = 'path'"
        )
    )
    await database.close()
    assert rows == [("C",)]

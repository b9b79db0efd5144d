"""Schemas of one PostgreSQL, migrated once and emptied after each test that used them."""

import asyncio
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any
from uuid import uuid4

import psycopg
from psycopg.sql import SQL, Identifier

from storage.cipher import Cipher
from storage.migrate import shipped, statements
from storage.opening import open_database

END_OTHERS = (  # a process that was killed may not have let go of its locks yet
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
EMPTY = """DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT tablename FROM pg_tables
        WHERE schemaname = current_schema() AND tablename <> 'migrations'
    LOOP EXECUTE 'DELETE FROM ' || name; END LOOP;
END $$"""
SHAPE = (  # its steps, columns and indexes, in short
    "SELECT md5(string_agg(what, ';' ORDER BY what)) FROM ("
    "SELECT concat_ws(' ', number, name) FROM migrations UNION ALL "
    "SELECT concat_ws(' ', table_name, column_name, data_type) FROM information_schema.columns"
    " WHERE table_schema = current_schema()"
    " UNION ALL SELECT replace(indexdef, current_schema(), '') FROM pg_indexes"
    " WHERE schemaname = current_schema()) AS all_of_it (what)"
)


class Schemas:
    """What is at hand: a hundred tables are emptied ten times as fast as made and dropped."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._ready: list[str] = []
        self._shape: str | None = None
        self._first_rows = [
            text
            for step in shipped()
            for text in statements(step.text, "postgresql")
            if text.startswith("INSERT")
        ]

    def address(self, name: str) -> str:
        """Where a schema answers."""
        return f"{self.url}&options=-csearch_path%3D{name}"

    @contextmanager
    def empty(self) -> Iterator[str]:
        """The address of a schema in which there is nothing at all."""
        name = self._made()
        yield self.address(name)
        self._dropped(name)

    @contextmanager
    def migrated(self, now: int) -> Iterator[str]:
        """The address of a schema as the shipped migrations leave it."""
        name = self._ready.pop() if self._ready else self._grown(now)
        yield self.address(name)
        with psycopg.connect(self.address(name), autocommit=True) as admin:
            admin.execute(END_OTHERS)
            if shape(admin) != self._shape:
                self._dropped(name)
                return
            self._emptied(admin)
        self._ready.append(name)

    def _made(self) -> str:
        name = f"town_{uuid4().hex}"
        with psycopg.connect(self.url, autocommit=True) as admin:
            admin.execute(SQL("CREATE SCHEMA {}").format(Identifier(name)))
        return name

    def _dropped(self, name: str) -> None:
        with psycopg.connect(self.url, autocommit=True) as admin:
            admin.execute(END_OTHERS)
            admin.execute(SQL("DROP SCHEMA {} CASCADE").format(Identifier(name)))

    def _grown(self, now: int) -> str:
        name = self._made()
        apart(migrate(self.address(name), now))
        if self._shape is None:
            with psycopg.connect(self.address(name)) as admin:
                self._shape = shape(admin)
        return name

    def _emptied(self, admin: psycopg.Connection) -> None:
        with admin.transaction():
            admin.execute("SET LOCAL session_replication_role = replica")  # in whatever order
            admin.execute(EMPTY)
            for text in self._first_rows:
                admin.execute(text.encode())


async def migrate(url: str, now: int) -> None:
    """Do what the bot does when it starts."""
    database = await open_database(url, Cipher.from_secret(Cipher.new_secret()))
    await database.migrate(now)
    await database.close()


def apart(work: Coroutine[Any, Any, None]) -> None:
    """Do it on a thread of its own: the test's own loop is not to be touched."""
    with ThreadPoolExecutor(1) as beside:
        beside.submit(asyncio.run, work).result()


def shape(admin: psycopg.Connection) -> str:
    """What a schema consists of; nothing where its ledger is gone."""
    with suppress(psycopg.errors.UndefinedTable):
        return str(admin.execute(SHAPE).fetchone())
    return ""

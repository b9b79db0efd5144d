"""Which engine an address means."""

from pathlib import Path

from storage.cipher import Cipher
from storage.engine import Database
from storage.sqlite import open_sqlite

SQLITE = "sqlite:///"
POSTGRESQL = ("postgresql://", "postgres://")


async def open_database(url: str, cipher: Cipher) -> Database:
    """Opens `sqlite:///relative.db`, `sqlite:////absolute.db` or `postgresql://…`."""
    if url.startswith(SQLITE) and url != SQLITE:
        return await open_sqlite(Path(url.removeprefix(SQLITE)), cipher)
    if url.startswith(POSTGRESQL):
        try:
            from storage.postgres import open_postgres
        except ImportError as error:
            raise ValueError("PostgreSQL needs the package psycopg, which is missing") from error
        return await open_postgres(url, cipher)
    raise ValueError("a database address begins with sqlite:/// or postgresql://")

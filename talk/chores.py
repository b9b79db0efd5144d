"""Slow work as capabilities bring it: what it may use, what it does, what comes of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from storage.chores import Asked
from storage.engine import Job
from storage.kept import Kept
from storage.outbox import Letter
from storage.tx import Tx

T = TypeVar("T")


class Hopeless(Exception):
    """The work cannot succeed, however often it is tried."""


class Tools(Protocol):
    """What work outside the database may use."""

    @property
    def kept(self) -> Kept:
        """The files that are kept; only to be used on a thread, with `compute`, or in `apply`."""

    async def fetch(self, file_id: str, most: int) -> bytes:
        """A file from the platform; Hopeless if it is gone or larger than `most` bytes."""

    async def read(self, job: Job[T]) -> T:
        """The result of a look into the database, which changes nothing."""

    async def compute(self, work: Callable[..., T], *given: object) -> T:
        """The result of work for the processor, done on a thread of its own."""

    async def apart(self, work: Callable[..., T], *given: object) -> T:
        """The same in a process of its own, for what loads much: a function of a module."""


Work = Callable[[Tools, Asked], Awaitable[Any]]
Apply = Callable[[Tx, Asked, Any, int], list[Letter]]
Failed = Callable[[Tx, Asked, int], list[Letter]]


@dataclass(frozen=True, slots=True)
class Chore:
    """A kind of slow work.

    `work` may be done again after a crash; what it returns is applied once, in one unit, which
    can tell people and returns the letters it wrote itself. `failed` says kindly that nothing
    came of it.
    """

    work: Work
    apply: Apply
    failed: Failed
    tries: int = 3

"""Callback queries: each may be answered once, and soon."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from simulator.refusal import bad_request

LIFETIME = 60


@dataclass(frozen=True, slots=True)
class Query:
    """A tap that waits for its answer."""

    id: str
    chat_id: int
    data: str
    at: float


class Queries:
    """The open callback queries; times are seconds of the injected clock."""

    def __init__(self, clock: Callable[[], float], rng: random.Random) -> None:
        self._clock = clock
        self._rng = rng
        self._open: dict[str, Query] = {}

    def ask(self, chat_id: int, data: str) -> Query:
        """Open a query."""
        query = Query(str(self._rng.getrandbits(63)), chat_id, data, self._clock())
        self._open[query.id] = query
        self._expire()
        return query

    def answer(self, query_id: str) -> Query:
        """Close a query, or refuse one that is closed, too old or made up."""
        self._expire()
        query = self._open.pop(query_id, None)
        if query is None:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        return query

    def _expire(self) -> None:
        oldest = self._clock() - LIFETIME
        while self._open:
            query = next(iter(self._open.values()))
            if query.at >= oldest:
                return
            del self._open[query.id]

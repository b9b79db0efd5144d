"""What became of letters: kept for a moment and written back in groups."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial

from bot.clock import Clock
from bot.loops import LOOP
from bot.metrics import Metrics
from community import people as rules
from community import upkeep
from storage import outbox, reach, shown, unsent
from storage.engine import Database, StorageFailed
from storage.ids import made
from storage.outbox import Letter, Result
from storage.tx import Tx

log = logging.getLogger(__name__)

WRITE_BACK = 0.03  # seconds between two writings-back of what was sent
MANY = 32  # results that are written back at once
AFTER_FAILURE = 0.5


class Results:
    """Takes what became of each letter, and forgets it once it is in the table."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        metrics: Metrics,
        known: set[int],
        failed: Callable[[], None],
        written: Callable[[], Awaitable[None]],
    ) -> None:
        self._database = database
        self._clock = clock
        self._metrics = metrics
        self._known = known
        self._failed = failed
        self._then = written
        self._waiting: list[Result] = []
        self._written = asyncio.Event()
        self._many = asyncio.Event()
        self._tried = asyncio.Event()  # set after each writing-back, then another one
        self._ending = False
        self.numbers: dict[int, int] = {}  # message numbers of shown rows, until written back

    def add(
        self, letter: Letter, state: str, number: int | None = None, error: str | None = None
    ) -> None:
        """Note what became of a letter and of the changes it carried."""
        if number and letter.shown_id:
            self.numbers[letter.shown_id] = number
        rank = letter.rank.name.lower()
        self._metrics.add("linli_letters_total", rank=rank, state=state)
        self._waiting.append(Result(letter, state, self._clock.now(), number, error))
        for change in letter.merged:
            self.add(change, "replaced")
        self._written.set()
        if len(self._waiting) >= MANY:
            self._many.set()

    def __len__(self) -> int:
        """How many letters are not written back yet."""
        return len(self._waiting)

    def chats(self) -> set[int]:
        """The chats of which something is not written yet."""
        return {result.letter.chat_id for result in self._waiting}

    async def write(self) -> None:
        """Write back, in groups, until told that nothing more will come."""
        while not (self._ending and not self._waiting):
            if not self._waiting:
                self._written.clear()
                await self._written.wait()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._many.wait(), 0 if self._ending else WRITE_BACK)
            self._many.clear()
            await self._settle()
            self._tried.set()
            self._tried = asyncio.Event()

    async def written_back(self, letter: Letter) -> None:
        """Wait until what became of a letter is in the table, as far as that can be."""
        while any(result.letter is letter for result in self._waiting):
            await self._tried.wait()

    def end(self) -> None:
        """Nothing more will come."""
        self._ending = True
        self._written.set()

    async def _settle(self) -> None:
        results = self._waiting[:]
        if not results:
            return
        try:
            await self._database.run(partial(_settle, results=results))
        except StorageFailed:
            log.warning("storage failed; %d results are kept and written later", len(results))
            self._failed()
            await asyncio.sleep(AFTER_FAILURE)
            return
        except Exception as error:
            log.error("%d results cannot be written: %s", len(results), type(error).__name__)
            await self._singly(results)
            return
        self._done(results)
        await self._then()

    async def _singly(self, results: list[Result]) -> None:
        """Find the one that cannot be written; the others must not suffer for it."""
        for result in results:
            try:
                await self._database.run(partial(_settle, results=[result]))
            except StorageFailed:
                return  # the rest is tried again
            except Exception as error:
                log.error(
                    "letter %d cannot be written back: %s", result.letter.id, type(error).__name__
                )
                self._waiting.remove(result)
                continue
            self._done([result])
        await self._then()

    def _done(self, results: list[Result]) -> None:
        del self._waiting[: len(results)]
        for result in results:
            self._known.discard(result.letter.id)
            if result.letter.shown_id:
                self.numbers.pop(result.letter.shown_id, None)


def _settle(tx: Tx, results: list[Result]) -> None:
    outbox.settle(tx, results)
    for result in results:
        if result.error == "unreachable" and result.letter.person_id:
            # A refusal that was long on its way says nothing about who has come back meanwhile.
            if reach.back_since(tx, result.letter.person_id, made(result.letter.id)):
                continue
            rules.lost(tx, result.letter.person_id, result.at)
            unsent.drop_pushes(tx, result.letter.person_id, result.at)
        elif result.error == LOOP:
            upkeep.note_loop(tx, _sort(tx, result.letter), result.at)


def _sort(tx: Tx, letter: Letter) -> str:
    """What sort of letter it is, without a word of it."""
    row = shown.get(tx, letter.shown_id) if letter.shown_id else None
    return row.kind if row else letter.rank.name.lower()

"""Asks the table about letters before they go: whether they still wait, and who may send them."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial

from storage import outbox
from storage.engine import Database
from storage.outbox import Letter
from storage.tx import Tx

Question = Callable[[Tx, Sequence[int]], set[int]]

FRESH = 0.5  # seconds a letter may be in hand without being asked about again


class Claims:
    """Asks for all letters together that are to go at the same time."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._claiming = _Asking(database, outbox.claim)
        self._looking = _Asking(database, outbox.still_waiting)

    async def may_go(self, letter: Letter, now: float) -> bool:
        """Whether the letter may be sent at this second of the loop's.

        One that may never come twice is claimed: once, and by nobody else. Of any other the table
        is asked when it has been in hand for a while: its reader may have died since.
        """
        if letter.once:
            letter.claimed = letter.claimed or await self._claiming.ask(letter.id)
            return letter.claimed
        if now - letter.asked < FRESH:
            return True
        letter.asked = now
        return await self._looking.ask(letter.id)

    async def give_back(self, letter: Letter) -> None:
        """Let a claimed letter wait that has certainly not been sent."""
        if letter.claimed:
            await self._database.run(partial(outbox.disclaim, letter_id=letter.id))
            letter.claimed = False


class _Asking:
    """One question to the table, of all letters of which it is asked at the same time."""

    def __init__(self, database: Database, question: Question) -> None:
        self._database = database
        self._question = question
        self._asked: list[tuple[int, asyncio.Future[bool]]] = []
        self._asking: asyncio.Task[None] | None = None

    async def ask(self, letter_id: int) -> bool:
        answer: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._asked.append((letter_id, answer))
        if self._asking is None:
            self._asking = asyncio.create_task(self._ask())
        return await answer

    async def _ask(self) -> None:
        while self._asked:
            asked, self._asked = self._asked, []
            ids = [letter_id for letter_id, _answer in asked]
            try:
                found = await self._database.run(partial(_answered, self._question, ids))
            except Exception as error:
                self._tell(asked, error)
            else:
                for letter_id, answer in asked:
                    if not answer.done():
                        answer.set_result(letter_id in found)
        self._asking = None

    def _tell(self, asked: list[tuple[int, asyncio.Future[bool]]], error: Exception) -> None:
        for _letter_id, answer in asked:
            if not answer.done():
                answer.set_exception(error)


def _answered(question: Question, ids: Sequence[int], tx: Tx) -> set[int]:
    return question(tx, ids)

"""Letters that may never come twice: the table knows of each before it is sent."""

import asyncio
from functools import partial

from storage import outbox
from storage.engine import Database
from storage.outbox import Letter


class Claims:
    """Marks letters as being sent, all that ask at the same time in one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._asked: list[tuple[int, asyncio.Future[bool]]] = []
        self._asking: asyncio.Task[None] | None = None

    async def make(self, letter: Letter) -> bool:
        """Whether the letter may be sent: once, and by nobody else."""
        answer: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._asked.append((letter.id, answer))
        if self._asking is None:
            self._asking = asyncio.create_task(self._ask())
        letter.claimed = await answer
        return letter.claimed

    async def give_back(self, letter: Letter) -> None:
        """Let a claimed letter wait that has certainly not been sent."""
        if letter.claimed:
            await self._database.run(partial(outbox.disclaim, letter_id=letter.id))
            letter.claimed = False

    async def _ask(self) -> None:
        while self._asked:
            asked, self._asked = self._asked, []
            ids = [letter_id for letter_id, _answer in asked]
            try:
                claimed = await self._database.run(partial(outbox.claim, letter_ids=ids))
            except Exception as error:
                self._tell(asked, error)
            else:
                for letter_id, answer in asked:
                    if not answer.done():
                        answer.set_result(letter_id in claimed)
        self._asking = None

    def _tell(self, asked: list[tuple[int, asyncio.Future[bool]]], error: Exception) -> None:
        for _letter_id, answer in asked:
            if not answer.done():
                answer.set_exception(error)

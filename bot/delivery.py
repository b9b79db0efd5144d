"""The only sender: letters from the outbox to the platform, the most urgent first."""

import asyncio
import heapq
import logging
import random
from base64 import b64decode
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from telegram import InputFile
from telegram.error import ChatMigrated, RetryAfter, TelegramError

from bot.clock import Clock
from bot.lanes import CHANGES, Lane, put_into
from bot.metrics import Metrics
from bot.moves import move, readdress
from bot.pacing import Pacing
from bot.refusals import Meaning, meaning, seconds_of
from bot.splitting import split
from bot.transport import Api
from storage import outbox, people, shown
from storage.engine import Database, StorageFailed
from storage.outbox import Letter, Rank, Result
from storage.tx import Tx

log = logging.getLogger(__name__)

IN_FLIGHT = 32
LOADED = 2_000  # letters held in memory at once; the rest waits in the table
WRITE_BACK = 0.03  # seconds between two writings-back of what was sent
DECORATION = ("entities", "reply_markup")
LAST_SENDS = 8.0  # seconds for what is in flight when told to stop
METHODS = {
    "send": "sendMessage",
    "photo": "sendPhoto",
    "document": "sendDocument",
    "edit": "editMessageText",
    "strip": "editMessageReplyMarkup",
}


class Delivery:
    """Sends what the outbox holds; everything it knows can be read from the table again."""

    def __init__(
        self, database: Database, api: Api, pacing: Pacing, clock: Clock, metrics: Metrics
    ) -> None:
        self._database = database
        self._api = api
        self._pacing = pacing
        self._clock = clock
        self._metrics = metrics
        self._lanes: dict[int, Lane] = {}
        self._ready: list[tuple[int, int, int]] = []
        self._known: set[int] = set()
        self._numbers: dict[int, int] = {}  # message numbers of shown rows, until written back
        self._results: list[Result] = []
        self._sending: set[asyncio.Task[None]] = set()
        self._loop = asyncio.get_running_loop()
        self._pumping: asyncio.TimerHandle | None = None
        self._written = asyncio.Event()
        self._stopping = False
        self._more = False  # whether letters wait in the table that are not in hand
        self.lost = asyncio.Event()  # set while held after a failure
        self.held = True  # until this process is known to be the one that sends

    def offer(self, letters: Iterable[Letter]) -> None:
        """Take letters whose transaction has just been committed."""
        for letter in letters:
            if letter.id in self._known or self._crowded(letter):
                continue
            self._known.add(letter.id)
            lane = self._lanes.setdefault(letter.chat_id, Lane())
            if not lane.merge(letter):
                lane.add(letter)
                self._line_up(lane, letter.chat_id)
        self._pump()

    def _crowded(self, letter: Letter) -> bool:
        """Whether a letter had better wait in the table: alarms and replies never do."""
        if len(self._known) < LOADED or letter.rank <= Rank.REPLY:
            return False
        self._more = True
        return True

    def hold(self) -> None:
        """Begin nothing more: storage fails, or another process may have taken over."""
        self.held = True
        self.lost.set()

    async def resume(self) -> None:
        """Begin sending, with what the table says waits now."""
        if self.held:
            for lane in self._lanes.values():
                for letter in lane.clear():
                    self._known -= {letter.id, *(change.id for change in letter.merged)}
            self.held = False
            self.lost.clear()
            await self.load()

    async def load(self) -> None:
        """Take what waits in the table and is not in hand: after a start, and now and then."""
        known = frozenset(self._known)
        room = LOADED - len(known)
        if room > 0 and not self._idle:
            try:
                found = await self._database.run(lambda tx: outbox.waiting(tx, room, known))
            except StorageFailed:
                self.hold()
                raise
            self._more = len(found) == room
            # As they were written: an edit goes into the letter it changes.
            self.offer(sorted(found, key=lambda letter: letter.id))

    async def write_back(self) -> None:
        """Write back what was sent, in groups, until stopped."""
        while not (self._stopping and not self._sending and not self._results):
            if not self._results:
                self._written.clear()
                await self._written.wait()
            await asyncio.sleep(0 if self._stopping else WRITE_BACK)
            await self._settle()

    async def stop(self) -> None:
        """Finish what is in flight and write it back; what waits stays in the table."""
        self._stopping = True
        if self._pumping:
            self._pumping.cancel()
        if self._sending:
            _done, hanging = await asyncio.wait(self._sending, timeout=LAST_SENDS)
            for task in hanging:
                task.cancel()
        self._written.set()

    @property
    def _idle(self) -> bool:
        return self._stopping or self.held

    async def _settle(self) -> None:
        results, self._results = self._results, []
        if not results:
            return
        try:
            await self._database.run(partial(_settle, results=results))
        except StorageFailed:
            log.warning("storage failed; %d results are kept and written later", len(results))
            self._results = results + self._results
            self.hold()
            await asyncio.sleep(0.5)
            return
        except Exception as error:
            log.error("%d results cannot be written: %s", len(results), type(error).__name__)
            if len(results) > 1:
                await self._settle_singly(results)
            return
        for result in results:
            self._known.discard(result.letter.id)
            if result.letter.shown_id:
                self._numbers.pop(result.letter.shown_id, None)
        if self._more and len(self._known) < LOADED // 2:
            with suppress(StorageFailed):  # then it holds, and loads when it resumes
                await self.load()

    async def _settle_singly(self, results: list[Result]) -> None:
        """Find the one that cannot be written; the others must not suffer for it."""
        for result in results:
            self._results, waiting = [result], self._results
            await self._settle()
            self._results = waiting + self._results

    def _line_up(self, lane: Lane, chat_id: int) -> None:
        if lane and not lane.busy:
            heapq.heappush(self._ready, (*lane.order(), chat_id))

    def _pump(self) -> None:
        """Begin as many sends as the limits allow."""
        while self._ready and len(self._sending) < IN_FLIGHT and not self._idle:
            now = self._loop.time()
            if (wait := self._pacing.wait_overall(now)) > 0:
                self._pump_later(wait)
                return
            chat_id = heapq.heappop(self._ready)[2]
            lane = self._lanes.get(chat_id)
            if not lane or lane.busy:
                continue
            if (wait := self._pacing.wait(chat_id, now)) > 0:
                lane.busy = True
                self._loop.call_later(wait, self._free, chat_id)
                continue
            self._begin(lane, chat_id, now)

    def _begin(self, lane: Lane, chat_id: int, now: float) -> None:
        lane.busy = True
        letter = lane.next()
        self._pacing.sending(chat_id, now)
        task = self._loop.create_task(self._send(lane, letter))
        self._sending.add(task)
        task.add_done_callback(self._sent)

    def _sent(self, task: asyncio.Task[None]) -> None:
        self._sending.discard(task)
        self._pacing.answered(self._loop.time())
        self._pump()

    def _pump_later(self, seconds: float) -> None:
        if self._pumping is None:
            self._pumping = self._loop.call_later(seconds, self._pump_now)

    def _pump_now(self) -> None:
        self._pumping = None
        self._pump()

    def _free(self, chat_id: int) -> None:
        lane = self._lanes.get(chat_id)
        if lane is None:
            return
        lane.busy = False
        if lane:
            self._line_up(lane, chat_id)
        else:
            del self._lanes[chat_id]
        self._pump()

    async def _send(self, lane: Lane, letter: Letter) -> None:
        wait = 0.0
        try:
            await self._deliver(lane, letter)
            lane.tries = 0
        except RetryAfter as error:
            wait = seconds_of(error)
            self._failed(error)
            self._pacing.refused(letter.chat_id, wait, self._loop.time())
            lane.add(letter)
        except ChatMigrated as error:
            wait = await self._moved(lane, letter, error.new_chat_id)
        except TelegramError as error:
            wait = self._refused(lane, letter, error)
        except StorageFailed:
            wait = self._again(lane, letter, "storage failed")
            self._metrics.add("linli_errors_total", part="delivery", kind="StorageFailed")
        except Exception as error:
            log.error("%s failed: %s", letter.act, type(error).__name__)
            self._failed(error)
            self._finish(letter, "failed", error="bug")
        if wait and not self._stopping:
            self._loop.call_later(wait, self._free, letter.chat_id)
        else:
            self._free(letter.chat_id)

    async def _deliver(self, lane: Lane, letter: Letter) -> None:
        """Make the request a letter stands for, and note what came of it."""
        if letter.act in CHANGES and letter.message_id is None:
            found = None if lane.merge(letter) else await self._addressed(lane, letter)
            if found is None:
                return
            letter = found
        body, rest = split(letter.body)
        params = {"chat_id": letter.chat_id, **_sendable(replace(letter, body=body))}
        if letter.message_id is not None:
            params["message_id"] = letter.message_id
        result = await self._api.call(METHODS[letter.act], params)
        if rest is not None:
            lane.add(replace(letter, act="send", message_id=None, body=rest))
            return
        self._finish(letter, "sent", _number(result) or letter.message_id)

    async def _moved(self, lane: Lane, letter: Letter, new: int) -> float:
        """Send on to the number that the chat has now; return the seconds until the next try."""
        try:
            await self._database.run(partial(move, old=letter.chat_id, new=new))
        except StorageFailed:
            return self._again(lane, letter, "storage failed")
        moved = readdress((letter, *lane.clear()), new)
        for found in moved:
            self._known.discard(found.id)
            self._numbers.pop(found.shown_id or 0, None)
        self.offer(moved)
        return 0.0

    async def _addressed(self, lane: Lane, letter: Letter) -> Letter | None:
        """The change with its message's number; None if it goes out with what is unsent yet."""
        shown_id, person_id = letter.shown_id or 0, letter.person_id or 0
        if number := self._numbers.get(shown_id):
            return replace(letter, message_id=number)
        known = await self._database.run(lambda tx: shown.get(tx, shown_id))
        if known and known.message_id:
            return replace(letter, message_id=known.message_id)
        unsent = await self._database.run(lambda tx: outbox.unsent(tx, person_id, shown_id))
        if unsent is not None and unsent.id not in self._known:
            self._known.add(unsent.id)
            put_into(unsent, letter)
            lane.add(unsent)
            return None
        if letter.act == "edit":
            return replace(letter, act="send")
        self._finish(letter, "sent")  # no message, no buttons
        return None

    def _refused(self, lane: Lane, letter: Letter, error: TelegramError) -> float:
        """Deal with a refusal; return the seconds to wait before the chat's next letter."""
        means = meaning(error)
        self._failed(error)
        if means is Meaning.DONE or (means is Meaning.GONE and letter.act == "strip"):
            self._finish(letter, "sent", letter.message_id)
        elif means is Meaning.UNREACHABLE:
            for lost in (letter, *lane.clear()):
                self._finish(lost, "failed", error="unreachable")
        elif means in (Meaning.GONE, Meaning.PLAIN) and (mended := _mended(letter, means)):
            lane.add(mended)
        elif means in (Meaning.AGAIN, Meaning.DENIED):
            return self._again(lane, letter, type(error).__name__)
        else:
            log.error("%s was refused: %s", letter.act, type(error).__name__)
            self._finish(letter, "failed", error="refused")
        return 0.0

    def _failed(self, error: Exception) -> None:
        self._metrics.add("linli_errors_total", part="delivery", kind=type(error).__name__)

    def _again(self, lane: Lane, letter: Letter, why: str) -> float:
        """Put a letter back; return the seconds until its next try."""
        lane.tries += 1
        log.warning("%s: %s, try %d", letter.act, why, lane.tries)
        lane.add(letter)
        return min(30.0, 0.25 * 2.0**lane.tries) * random.uniform(0.5, 1.0)  # noqa: S311

    def _finish(
        self, letter: Letter, state: str, number: int | None = None, error: str | None = None
    ) -> None:
        if number and letter.shown_id:
            self._numbers[letter.shown_id] = number
        rank = letter.rank.name.lower()
        self._metrics.add("linli_letters_total", rank=rank, state=state)
        self._results.append(Result(letter, state, self._clock.now(), number, error))
        for change in letter.merged:
            self._finish(change, "replaced")
        self._written.set()


def _sendable(letter: Letter) -> dict[str, Any]:
    """The parameters of the request; what has a file name is sent as a file."""
    if "filename" not in letter.body:
        return letter.body
    body = dict(letter.body)
    filename = body.pop("filename")
    content = b64decode(body.pop("base64")) if "base64" in body else body.pop("content").encode()
    return {**body, letter.act: InputFile(content, filename=filename)}


def _number(result: object) -> int | None:
    return result.get("message_id") if isinstance(result, dict) else None


def _mended(letter: Letter, means: Meaning) -> Letter | None:
    """The letter in a form that will pass: a new message, or bare text."""
    if means is Meaning.GONE and letter.act == "edit":
        return replace(letter, act="send", message_id=None)
    bare = {key: value for key, value in letter.body.items() if key not in DECORATION}
    return replace(letter, body=bare) if means is Meaning.PLAIN and bare != letter.body else None


def _settle(tx: Tx, results: list[Result]) -> None:
    outbox.settle(tx, results)
    for result in results:
        if result.error == "unreachable" and result.letter.person_id:
            people.set_unreachable(tx, result.letter.person_id, result.at)
            outbox.drop_pushes(tx, result.letter.person_id, result.at)

"""The only sender: letters from the outbox to the platform, the most urgent first."""

import asyncio
import logging
from collections.abc import Iterable
from contextlib import suppress
from functools import partial

from bot.clock import Clock
from bot.courier import Courier
from bot.lanes import Lane, Lanes
from bot.metrics import Metrics
from bot.pacing import Pacing
from bot.results import Results
from bot.transport import Api
from storage import outbox
from storage.engine import Database, StorageFailed
from storage.kept import Kept
from storage.outbox import Letter, Rank
from storage.shares import share_of
from storage.tx import Tx

log = logging.getLogger(__name__)

IN_FLIGHT = 32
UNWRITTEN = 64  # letters of which the table does not say yet that they went: a kill repeats them
LOADED = 2_000  # letters held in memory at once; the rest waits in the table
LAST_SENDS = 7.0  # seconds for what is in flight when told to stop; all has to end within ten
SOON = 0.02  # seconds in which several rings become one look


class Delivery:
    """Sends what the outbox holds; everything it knows can be read from the table again."""

    def __init__(
        self,
        database: Database,
        api: Api,
        pacing: Pacing,
        clock: Clock,
        metrics: Metrics,
        kept: Kept | None = None,
    ) -> None:
        self._database = database
        self._pacing = pacing
        self._clock = clock
        self._metrics = metrics
        self._lanes = Lanes()
        known = self._lanes.known
        self.results = Results(database, clock, metrics, known, self.hold, self._refill)
        self._courier = Courier(
            database, api, pacing, metrics, self.results, known, self.offer, kept, clock
        )
        self._sending: dict[asyncio.Task[None], int] = {}  # to which chats
        self._loop = asyncio.get_running_loop()
        self._pumping: asyncio.TimerHandle | None = None
        self._looking: asyncio.Task[None] | None = None
        self._ringing: asyncio.Task[None] | None = None
        self._stopping = False
        self._more = False  # whether letters wait in the table that are not in hand
        self._shares: frozenset[int] = frozenset()
        self._leaving: frozenset[int] = frozenset()  # held, and to be given up
        self.lost = asyncio.Event()  # set while held after a failure
        self.held = True  # until this process is known to be one that sends
        database.on_ring(self._look)

    @property
    def works(self) -> bool:
        """Whether this process takes part in the work: timers, chores, letters."""
        return bool(self._shares) and not self._idle

    def offer(self, letters: Iterable[Letter]) -> None:
        """Take letters whose transaction has just been committed."""
        foreign = False
        for letter in letters:
            if share_of(letter.chat_id) not in self._shares:
                foreign = True
            elif letter.id not in self._lanes.known and not self._crowded(letter):
                letter.asked = self._loop.time()
                self._lanes.put(letter)
        if foreign:
            self._ring()
        self._pump()

    def _crowded(self, letter: Letter) -> bool:
        """Whether a letter had better wait in the table: alarms and replies never do."""
        if len(self._lanes.known) < LOADED or letter.rank <= Rank.REPLY:
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
            self._lanes.drop(self._shares)
            self._shares = frozenset()
            self.held = False
            self.lost.clear()
            await self.share()

    async def share(self) -> None:
        """Look which part of the chats is this process's now; take it up, or leave it."""
        if self._idle:
            return
        try:
            await self._share()
        except StorageFailed:
            self.hold()
            raise

    async def _share(self) -> None:
        given = frozenset(share for share in self._leaving if not self._in_hand(share))
        found = await self._database.share(given)
        self._leaving = found.surplus
        mine = found.held - found.surplus
        gone, fresh = self._shares - mine, (mine & found.fresh) | (mine - self._shares)
        self._lanes.drop(gone | fresh)
        self._shares = mine
        self._metrics.set("linli_shares", len(mine))
        if gone or fresh:
            self._pacing.part(mine, found.fresh, self._loop.time())
        if fresh:
            await self._take_up(fresh)
            await self.load()

    async def _take_up(self, fresh: frozenset[int]) -> None:
        """What a process was sending there when it ended may have arrived: nobody knows."""
        known, now = frozenset(self._lanes.known), self._clock.now()
        doubt = partial(outbox.doubt, known=known, shares=fresh, now=now)
        if count := await self._database.run(doubt):
            log.warning("%d letters may have been sent or not; they are not repeated", count)
            self._metrics.add("linli_letters_total", count, rank="notice", state="unknown")

    def _in_hand(self, share: int) -> bool:
        chats = {*self._sending.values(), *self.results.chats()}
        return any(share_of(chat_id) == share for chat_id in chats)

    async def load(self) -> None:
        """Take what waits in the table and is not in hand: after a start, and now and then."""
        known, shares = frozenset(self._lanes.known), self._shares
        room = LOADED - len(known)
        if room > 0 and shares and not self._idle:

            def look(tx: Tx) -> list[Letter]:
                return outbox.waiting(tx, room, known, shares)

            try:
                found = await self._database.run(look)
            except StorageFailed:
                self.hold()
                raise
            self._more = len(found) == room
            # As they were written: an edit goes into the letter it changes.
            self.offer(sorted(found, key=lambda letter: letter.id))

    async def _refill(self) -> None:
        """After a writing-back: go on, and load what waits as soon as there is room."""
        self._pump()
        if self._more and len(self._lanes.known) < LOADED // 2:
            with suppress(StorageFailed):  # then it holds, and loads when it resumes
                await self.load()

    async def stop(self) -> None:
        """Finish what is in flight and write it back; what waits stays in the table."""
        self._stopping = True
        if self._pumping:
            self._pumping.cancel()
        if self._sending:
            _done, hanging = await asyncio.wait(self._sending, timeout=LAST_SENDS)
            for task in hanging:
                task.cancel()
        self.results.end()

    @property
    def _idle(self) -> bool:
        return self._stopping or self.held

    def _look(self) -> None:
        """Another process has written letters: look for them soon, once for several rings."""
        if self._looking is None and not self._idle:
            self._looking = self._loop.create_task(self._look_soon())

    async def _look_soon(self) -> None:
        await asyncio.sleep(SOON)
        self._looking = None
        try:
            await self.load()
        except StorageFailed:
            log.warning("storage failed; letters of other processes wait")

    def _ring(self) -> None:
        """Tell the others that there are letters for them, once for several."""
        if self._ringing is None and not self._idle:
            self._ringing = self._loop.create_task(self._ring_once())

    async def _ring_once(self) -> None:
        await asyncio.sleep(0)
        self._ringing = None
        try:
            await self._database.ring()
        except StorageFailed:
            log.warning("storage failed; the other processes find their letters a little later")

    @property
    def _room(self) -> bool:
        """Whether one more may be in flight, and sent without being written back."""
        in_flight = len(self._sending)
        return in_flight < IN_FLIGHT and in_flight + len(self.results) < UNWRITTEN

    def _pump(self) -> None:
        """Begin as many sends as the limits allow."""
        while self._lanes and self._room and not self._idle:
            now = self._loop.time()
            if (wait := self._wait(now)) > 0:
                self._pump_later(wait)
                return
            chat_id, lane = self._lanes.turn()
            if lane is None:
                continue
            lane.busy = True
            if (wait := self._pacing.wait(chat_id, now)) > 0:
                self._loop.call_later(wait, self._free, chat_id)
                continue
            self._begin(lane, chat_id, now)

    def _wait(self, now: float) -> float:
        """Seconds until the next may go; when notices have their turn nothing else waits."""
        wait = self._pacing.wait_overall(now)
        if self._lanes.rank == Rank.NOTICE:
            wait = max(wait, self._pacing.wait_for_notice(now))
        return wait

    def _begin(self, lane: Lane, chat_id: int, now: float) -> None:
        letter = lane.next()
        self._pacing.sending(chat_id, now)
        if letter.rank is Rank.NOTICE:
            self._pacing.sending_notice(now)
        task = self._loop.create_task(self._send(lane, letter))
        self._sending[task] = chat_id
        task.add_done_callback(self._sent)

    async def _send(self, lane: Lane, letter: Letter) -> None:
        chat_id = letter.chat_id
        wait = await self._courier.carry(lane, letter)
        if wait and not self._stopping:
            self._loop.call_later(wait, self._free, chat_id)
        else:
            self._free(chat_id)

    def _sent(self, task: asyncio.Task[None]) -> None:
        del self._sending[task]
        self._pacing.answered(self._loop.time())
        self._pump()

    def _pump_later(self, seconds: float) -> None:
        if self._pumping is None:
            self._pumping = self._loop.call_later(seconds, self._pump_now)

    def _pump_now(self) -> None:
        self._pumping = None
        self._pump()

    def _free(self, chat_id: int) -> None:
        self._lanes.free(chat_id)
        self._pump()

"""Whether the clock can be trusted: wall time against the steady clock and the platform's Date."""

import logging
from email.utils import parsedate_to_datetime

from telegram.error import TelegramError

from bot.clock import Clock
from bot.delivery import Delivery
from bot.transport import Api
from bot.units import Units
from storage.engine import Database

log = logging.getLogger(__name__)

APART_MS = 120_000  # by so much two clocks may differ
LOOK = 5.0  # seconds between two looks
SILENCE_MS = 60_000  # after that the platform is asked what time it has


class Agreement:
    """Compares the clocks; the steady one tells of a jump at once, the platform's who is right."""

    def __init__(self, clock: Clock, watched: bool = True) -> None:
        self._clock = clock
        self._watched = watched
        self._apart = clock.wall() - clock.steady()
        self._heard: int | None = None
        self._date = ""
        self._off = 0  # milliseconds by which wall time is ahead, while they disagree

    def hear(self, date: str) -> None:
        """Take note that the platform has answered, and of its Date."""
        self._heard = self._clock.steady()
        if date == self._date:
            return
        try:
            there = int(parsedate_to_datetime(date).timestamp() * 1000)
        except ValueError:
            return
        self._date = date
        wall = self._clock.wall()
        if abs(wall - there) > APART_MS:
            self._off = wall - there
        else:
            self._off, self._apart = 0, wall - self._clock.steady()

    @property
    def off(self) -> int:
        """By how many milliseconds wall time seems to be ahead; 0 while the clocks agree."""
        if not self._watched:
            return 0
        jumped = self._clock.wall() - self._clock.steady() - self._apart
        if not self._off and abs(jumped) > APART_MS:
            self._off = jumped
        return self._off

    @property
    def silent(self) -> bool:
        """Whether the platform, once heard, has not answered for a while."""
        return self._heard is not None and self._clock.steady() - self._heard > SILENCE_MS


class Agreeing:
    """Asks the platform when in doubt, and has staff told once of each disagreement."""

    def __init__(
        self,
        agreement: Agreement,
        database: Database,
        api: Api,
        units: Units,
        delivery: Delivery,
        clock: Clock,
    ) -> None:
        self._agreement = agreement
        self._clock = clock
        self._database = database
        self._api = api
        self._units = units
        self._delivery = delivery
        self._said: bool | None = None  # whether the disagreement is known in the database

    async def look(self) -> None:
        """Compare the clocks, and say so when they begin to disagree."""
        if self._agreement.off or self._agreement.silent:
            await self._ask()
        off = self._agreement.off
        if bool(off) == self._said or not self._delivery.works:
            return
        if off:
            log.error("the clock is off by %d s; deadlines wait", off // 1000)
        elif self._said:
            log.warning("the clocks agree again")
        done = await self._database.run(self._units.clock(off, self._clock.now()))
        self._said = bool(off)
        self._delivery.offer(done.letters)

    async def _ask(self) -> None:
        try:
            await self._api.call("getMe", {})
        except TelegramError as error:
            log.info("the platform does not say what time it is: %s", type(error).__name__)

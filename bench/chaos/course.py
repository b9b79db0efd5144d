"""The course of a run: lives and deaths of the bot under traffic and faults, then peace."""

import asyncio
import logging
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO

from bench.chaos import town
from bench.chaos.child import BotEnded, Child
from bench.chaos.crowd import Crowd
from bench.chaos.faults import Weather
from bench.chaos.ground import Ground
from bench.chaos.remains import Remains
from bench.chaos.someone import Ledger
from bench.chaos.town import Town
from bench.chaos.troubles import Troubles
from bench.chaos.watched import TOKEN, Watched
from simulator.embed import serve
from storage.cipher import Cipher
from storage.opening import open_database

LIFE = (0.03, 0.9)  # seconds from the first poll to the kill
STARTING = (0.0, 1.2)  # seconds from the start of the process to a kill during the start
STARTS_KILLED = 0.12  # how many of the kills come during the start
START_TIMEOUT = 120.0  # of a process that is given little time by a busy machine
SETTLING = 0.05  # seconds for what the dead had put on the wire to come in
PATIENCE = 45.0  # seconds without any call of the bot until people give up waiting
QUIET = 6.0  # seconds without a call until all is said; longer than the bot's own reload
CYCLE = 1.7  # seconds a life and its death take, to spread the timers over the run


@dataclass(frozen=True, slots=True)
class Plan:
    """How much chaos."""

    kills: int = 200
    seed: int = 1
    residents: int = 32
    troubled: int = 4  # which of how many lives is in trouble as well


@dataclass(frozen=True, slots=True)
class Death:
    """One kill: when, of what, and in the middle of what."""

    starting: bool
    troubled: bool
    code: int
    updates: int  # delivered or waiting, not acknowledged
    letters: int  # waiting in the outbox
    unwritten: int  # messages that had been sent and were not written back
    sound: bool
    harm: tuple[str, ...]  # done by a loss of power, had it come as well


@dataclass(frozen=True, slots=True)
class Ending:
    """One SIGTERM."""

    code: int
    seconds: float
    unwritten: int


@dataclass(slots=True)
class Record:
    """Everything the verdict is made from."""

    plan: Plan
    folder: Path
    ground: Ground
    secret: str
    telegram: Watched
    town: Town
    ledger: Ledger
    deaths: list[Death] = field(default_factory=list)
    endings: list[Ending] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    faults: dict[tuple[str, str], int] = field(default_factory=dict)
    unwritten: set[int] = field(default_factory=set)  # messages, at any death
    stuck: list[str] = field(default_factory=list)  # who, and before what
    seconds: float = 0.0
    ended: str = ""  # why the run could not go on
    last_alive: int = 0

    @property
    def repeatable(self) -> set[int]:
        """The messages that may have come a second time: no more than these."""
        return self.unwritten | self.telegram.unanswered

    @property
    def log(self) -> Path:
        return self.folder / "bot.log"


class Course:
    """Starts, kills and starts again."""

    def __init__(self, record: Record, address: str, log: IO[bytes]) -> None:
        self._record = record
        self._telegram = record.telegram
        self._log = log
        self._rng = random.Random(record.plan.seed)
        self._crowd = Crowd(record.telegram, record.town, record.plan.seed)
        record.ledger = self._crowd.ledger
        self._weather = Weather(record.telegram.faults, record.town.all("resident")[0].telegram_id)
        self._troubles = Troubles(record.ground, record.telegram, self._rng, self._start)
        self._telegram.on_poll = record.ground.acknowledged
        self._settings = {
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": address,
            "CLOCK_URL": f"{address}/sim/clock",
            "SECRET_KEY": record.secret,
            "DATABASE_URL": record.ground.url,
            "MEDIA_DIR": f"{record.folder}/media",
            "LISTEN": "",
            "PACING": "off",
            "UPDATES_A_MINUTE": "0",
            "DOUBLE_TAP_MS": "0",
            "REPORTS_AT_ONCE": "0",
            "NOTICES_A_DAY": "1000",
        }

    async def run(self, report: Callable[[str], None]) -> None:
        """Kill as often as planned, end politely once in the middle, then let all come to rest."""
        kills = self._record.plan.kills
        for life in range(kills):
            self._weather.turn(life, insisting=life >= kills // 2)
            if life == kills // 2:
                await self._polite_end()
            await self._kill(self._troubles.of(life, self._record.plan.troubled))
            if (life + 1) % 20 == 0:
                report(
                    f"{life + 1} of {kills} kills, {len(self._record.ledger.submissions)} reports"
                )
        self._weather.calm()
        await self._peace()
        self._record.faults = self._weather.counts() | self._troubles.counts

    async def _kill(self, trouble: str | None) -> None:
        starting = trouble is None and self._rng.random() < STARTS_KILLED
        child = await self._start()
        try:
            if starting:
                await child.lives(self._rng.uniform(*STARTING))
            else:
                await self._listening(child)
                if trouble:
                    child = await self._troubles.befall(trouble, child)
                if child.alive:
                    await child.lives(self._rng.uniform(*LIFE))
            code = await child.kill()
        finally:
            await child.bury()
        await self._bury(starting, trouble is not None, code)

    async def _bury(self, starting: bool, troubled: bool, code: int) -> None:
        remains, unwritten = await self._examine()
        record, telegram = self._record, self._telegram
        lose = partial(record.ground.lose_power, len(record.deaths), rng=self._rng)
        loss = await asyncio.to_thread(lose, telegram.recorded.acknowledged)
        if loss is not None:
            self._troubles.count("power lost", loss.kind, loss.happened)
        harm = loss.harm if loss is not None else ()
        record.deaths.append(
            Death(
                *(starting, troubled, code),
                *(len(telegram.updates), remains.waiting, unwritten),
                *(remains.sound, harm),
            )
        )

    async def _polite_end(self) -> None:
        child = await self._start()
        try:
            await self._listening(child)
            await child.lives(LIFE[1])
            await self._end(child)
        finally:
            await child.bury()

    async def _peace(self) -> None:
        """The last life: people finish what they began, then the bot is asked to end."""
        self._crowd.last_reports()
        child = await self._start()
        try:
            await self._listening(child)
            while self._crowd.talking and self._silence() < PATIENCE:
                await child.lives(0.2)
            if self._crowd.talking:
                self._record.stuck = [one.before_them for one in self._crowd.stuck]
            while self._silence() < QUIET:
                await child.lives(0.2)
            self._record.last_alive = int(self._telegram.clock() * 1000)
            await self._end(child)
        finally:
            await child.bury()

    async def _end(self, child: Child) -> None:
        code, seconds = await child.ask_to_end()
        _remains, unwritten = await self._examine()
        self._record.endings.append(Ending(code, seconds, unwritten))

    async def _start(self) -> Child:
        self._telegram.polled.clear()
        return await Child.start(self._settings, self._record.folder, self._log)

    async def _listening(self, child: Child) -> None:
        began = time.monotonic()
        await child.until(self._telegram.polled, START_TIMEOUT)
        self._record.starts.append(time.monotonic() - began)

    async def _examine(self) -> tuple[Remains, int]:
        """What the dead left; messages it sent without writing so may come a second time."""
        await asyncio.sleep(SETTLING)
        record = self._record
        remains = await asyncio.to_thread(record.ground.examine)
        known = remains.written | record.unwritten | self._telegram.unanswered
        unwritten = self._telegram.sent.keys() - known
        record.unwritten |= unwritten
        return remains, len(unwritten)

    def _silence(self) -> float:
        return time.monotonic() - self._telegram.last_call


def now() -> int:
    """UTC milliseconds."""
    return time.time_ns() // 1_000_000


async def run(plan: Plan, folder: Path, ground: Ground) -> Record:
    """Live through the whole of it; the record is judged by the verdict."""
    secret = Cipher.new_secret()
    logging.getLogger("simulator").addFilter(_meant)
    telegram = Watched(plan.seed)
    began = time.monotonic()
    built = await _found(plan, ground, secret)
    record = Record(plan, folder, ground, secret, telegram, built, Ledger())
    async with serve(telegram) as address:
        with record.log.open("wb") as log:
            try:
                await Course(record, address, log).run(_report)
            except BotEnded as error:
                record.ended = str(error)
    record.seconds = time.monotonic() - began
    return record


async def _found(plan: Plan, ground: Ground, secret: str) -> Town:
    database = await open_database(ground.url, Cipher.from_secret(secret))
    try:
        await database.migrate(now())
        due = [now() + int(1000 * CYCLE * life) for life in range(plan.kills)]
        build = partial(town.build, residents=plan.residents, due=due, now=now(), lives=due)
        return await database.run(build)
    finally:
        await database.close()


def _meant(entry: logging.LogRecord) -> bool:
    """Whether a log entry of the simulator is more than a reset that was ordered."""
    return not (entry.exc_info and isinstance(entry.exc_info[1], ConnectionResetError))


def _report(line: str) -> None:
    print(line, file=sys.stderr, flush=True)

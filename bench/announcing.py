"""An announcement to many: how fast it goes out, what kills cost, how soon alarms pass it."""

import asyncio
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from math import ceil
from pathlib import Path
from typing import IO, Any

from bench.bulk import STAFF_ID, populate
from bench.chaos.child import Child
from bench.contestants import ours
from bench.measuring import FIRST_ID, BenchFailed
from bot.clock import Clock
from bot.town import CAST
from community import broadcasts as rules
from community.broadcasts import sending
from simulator.embed import serve
from simulator.limits import OVERALL
from simulator.telegram import Telegram
from storage import audiences, broadcasts, people, places, recipients
from storage.audiences import Audience
from storage.broadcasts import Content
from storage.tx import Tx

WORDS = "停水通知：明天 9:00–17:00 检修管道，没有水，请提前存好水。"
AUTHOR = CAST[1]  # of the community's staff; the alarms go there, too
ALARM = "🆘 不舒服/有急事"
EVERY = 5.0  # seconds between two alarms
PATIENCE = 60.0
IN_FLIGHT = 32  # letters at most of which a kill leaves nobody knowing


async def announced(everybody: int, readers: int, kills: int) -> str:
    """Note so many recipients; send to so many with the limits on, once in peace, once killed."""
    noted = await _fan_out(everybody)
    calm, torn = await _run(readers, 0), await _run(readers, kills)
    share = len(calm.got) / (OVERALL * calm.seconds)
    slowest = sorted(calm.alarms)[ceil(len(calm.alarms) * 0.99) - 1]
    good = (
        noted <= 2.0
        and share >= 29 / 30
        and not calm.refused
        and slowest <= 5.0
        and torn.twice == 0
        and torn.missing <= torn.unknown <= IN_FLIGHT * kills
    )
    return (
        "| noted as recipients | s |\n|---:|---:|\n"
        f"| {everybody} | {noted:.2f} |\n\n"
        "| sent to | kills | seconds | of 30/s | 429 | twice | not arrived | unknown"
        " | alarm p99 s |\n|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n"
        f"| {readers} | 0 | {calm.seconds:.0f} | {share:.1%} | {calm.refused} | {calm.twice}"
        f" | {calm.missing} | {calm.unknown} | {slowest:.2f} of {len(calm.alarms)} |\n"
        f"| {readers} | {kills} | {torn.seconds:.0f} | | {torn.refused} | {torn.twice}"
        f" | {torn.missing} | {torn.unknown} | |\n\n"
        "Aim: noted in 2 s, 29 of 30 a second, no 429, alarms within 5 s; killed, nobody twice,"
        f" and who may have missed it is known: {'reached' if good else 'NOT reached'}."
    )


async def _fan_out(everybody: int) -> float:
    with tempfile.TemporaryDirectory(prefix="linli-bench-") as name:
        async with ours.opened(Path(name)) as database:
            await populate(database, range(FIRST_ID, FIRST_ID + everybody))

            def note(tx: Tx) -> int:
                author = people.by_telegram(tx, STAFF_ID)
                assert author is not None
                now, root = Clock().now(), places.roots(tx)[0]
                one = broadcasts.add(tx, author.id, root.id, Content(WORDS), "{}", None, now)
                return audiences.fan_out(tx, one.id, Audience((root.id,)), now)

            begun = time.perf_counter()
            count = await database.run(note)
            seconds = time.perf_counter() - begun
    if count != everybody:
        raise BenchFailed(f"{count} of {everybody} were noted")
    return seconds


@dataclass(slots=True)
class Went:
    """What arrived, and when; seconds on this process's clock."""

    got: Counter[int] = field(default_factory=Counter)
    first: float = 0.0
    last: float = 0.0
    over: asyncio.Event = field(default_factory=asyncio.Event)
    alarms: list[float] = field(default_factory=list)
    rung: list[float] = field(default_factory=list)
    refused: int = 0
    unknown: int = 0
    missing: int = 0

    @property
    def seconds(self) -> float:
        return self.last - self.first

    @property
    def twice(self) -> int:
        return sum(count > 1 for count in self.got.values())

    def happened(self, event: dict[str, Any]) -> None:
        message = event.get("message", {})
        if event["type"] != "message" or not message.get("out"):
            return
        text = str(message.get("text", ""))
        if WORDS in text and "📊" not in text and "📨" not in text:
            self.last = time.perf_counter()
            self.first = self.first or self.last
            self.got[message["chat"]["id"]] += 1
        elif "📊" in text:
            self.over.set()
        elif "🆘" in text and message["chat"]["id"] == AUTHOR.telegram_id and self.rung:
            self.alarms.append(time.perf_counter() - self.rung.pop(0))


async def _run(readers: int, kills: int) -> Went:
    residents = range(FIRST_ID, FIRST_ID + readers)
    telegram = Telegram(limits=True, events=0, history=1, journal=readers * 4)
    for number in (*residents, AUTHOR.telegram_id):
        telegram.join("居民", id=number)
        telegram.chat_of(number).started = True
    went = Went()
    with tempfile.TemporaryDirectory(prefix="linli-bench-") as name:
        folder = Path(name)
        await ours.settle(folder, residents)
        async with ours.opened(folder) as database:
            one = await database.run(_announce)
        async with serve(telegram) as root:
            settings = ours.settings(folder, root, telegram.token, "telegram")
            stop = telegram.listen(went.happened)
            log = (folder / "log").open("wb")
            try:
                await _lived(telegram, settings | {"QUIET_HOURS": ""}, folder, log, went, kills)
            finally:
                stop()
                log.close()
        went.refused = sum(
            (call.error or {}).get("error_code") == 429 for call in telegram.journal.after()
        )
        async with ours.opened(folder) as database:
            counts = await database.run(lambda tx: recipients.counts(tx, one))
    went.unknown = counts.get("unknown", 0)
    went.missing = readers - sum(number in went.got for number in residents)
    return went


def _announce(tx: Tx) -> int:
    author = people.by_telegram(tx, AUTHOR.telegram_id)
    assert author is not None
    now = Clock().now()
    one = rules.prepare(tx, author, Content(WORDS), now)
    sending.submit(tx, author, one.id, None, None, now)
    return one.id


async def _lived(
    telegram: Telegram,
    settings: dict[str, str],
    folder: Path,
    log: IO[bytes],
    went: Went,
    kills: int,
) -> None:
    """Let the bot send it, killed at even distances; without kills alarms ring meanwhile."""
    wanted = len(telegram.chats)
    for kill in range(kills):
        child = await Child.start(settings, folder, log)
        await _until(partial(_got, went, wanted * (kill + 1) // (kills + 1)))
        await child.kill()
    child = await Child.start(settings, folder, log)
    ringing = None if kills else asyncio.create_task(_ring(telegram, went))
    try:
        await asyncio.wait_for(went.over.wait(), wanted / OVERALL * 1.5 + PATIENCE)
    except TimeoutError:
        raise BenchFailed(f"{len(went.got)} of {wanted} got it") from None
    finally:
        if ringing:
            ringing.cancel()
        await child.ask_to_end()
        await child.bury()


def _got(went: Went, people: int) -> bool:
    return len(went.got) >= people


async def _until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE * 10):
        while not condition():  # noqa: ASYNC110 - the journal has no bell
            await asyncio.sleep(0.02)


async def _ring(telegram: Telegram, went: Went) -> None:
    """Somebody presses 🆘 every few seconds while it goes on."""
    await _until(lambda: went.got)
    for number in range(FIRST_ID, FIRST_ID + 10_000):
        await asyncio.sleep(EVERY)
        if went.over.is_set():
            return
        went.rung.append(time.perf_counter())
        telegram.say(number, ALARM)

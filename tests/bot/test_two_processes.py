"""Two processes on one database: PostgreSQL is shared, on SQLite the second waits; both may die."""

import asyncio
from collections import Counter
from functools import partial
from pathlib import Path

from bench.chaos import town as chaos
from bot.clock import Clock
from bot.delivery import UNWRITTEN
from storage import outbox
from storage.cipher import Cipher
from storage.engine import Database
from storage.opening import open_database
from storage.outbox import Rank
from storage.tx import Tx
from tests.bot.processes import Pair, divided, paired, until

CHATS = 24
LETTERS, FEW = 6, 3  # to each chat, of each class
TIMERS = 30


def post(tx: Tx, chats: list[int], letters: int, now: int, after: int = 0) -> None:
    for number in range(after + 1, after + letters + 1):
        for chat in chats:
            outbox.add(tx, now, chat, {"text": f"task {number:03}"}, rank=Rank.TASK)
            outbox.add(tx, now, chat, {"text": f"notice {number:03}"}, rank=Rank.NOTICE)


def states(tx: Tx) -> dict[str, int]:
    return dict(tx.all("SELECT state, count(*) FROM outbox GROUP BY state"))


def overdue(tx: Tx) -> Counter[int]:
    rows = tx.all("SELECT case_id FROM timeline WHERE step = 'overdue'")
    return Counter(case_id for (case_id,) in rows)


async def test_the_other_sends_every_letter_when_the_leader_is_killed(
    postgres_url: str, tmp_path: Path
) -> None:
    secret = Cipher.new_secret()
    database = await open_database(postgres_url, Cipher.from_secret(secret))
    async with paired(postgres_url, secret, tmp_path) as pair:
        try:
            await _killed_halfway(pair, database)
        finally:
            await database.close()


async def _killed_halfway(pair: Pair, database: Database) -> None:
    first, second = await asyncio.gather(pair.starts("first"), pair.starts("second"))

    leader, other = await divided(first, second)
    assert len(await database.run(lambda tx: tx.all("SELECT id FROM places"))) == 1
    chats = await _inhabited(pair, database, TIMERS)

    async def greeted() -> bool:
        return all(pair.texts()[chat] for chat in chats)

    await until(greeted)
    assert await leader.figure("linli_letters_total") > 0
    assert await other.figure("linli_letters_total") > 0, "the leader's words reach the other"

    pair.telegram.faults.add("delay", method="sendMessage", seconds=0.05)
    await database.run(partial(post, chats=chats, letters=LETTERS, now=Clock().now()))
    await database.ring()
    before = len(pair.telegram.journal.after())

    async def halfway() -> bool:
        return len(pair.telegram.journal.after()) > before + CHATS * LETTERS // 2

    await until(halfway)
    assert await leader.child.kill() == -9
    left = await database.run(states)
    assert left["waiting"] > 0, "the kill came in the middle"

    async def done() -> bool:
        found = await database.run(states)
        return not found.get("waiting") and not found.get("sending")

    await until(done)
    await _all_arrived(pair, chats, LETTERS, await database.run(states))

    async def fired() -> bool:
        return len(await database.run(overdue)) == TIMERS

    await until(fired)
    assert set((await database.run(overdue)).values()) == {1}, "each timer has fired once"
    pair.telegram.say(chats[0], "/help")

    async def answered() -> bool:
        return "/mine" in pair.texts()[chats[0]][-1]

    await until(answered)
    assert await other.health() == {"ok": True, "trouble": None}
    assert " ERROR " not in leader.log.read_text() + other.log.read_text()


async def _inhabited(pair: Pair, database: Database, timers: int) -> list[int]:
    """People move in and greet the bot; the chats of the residents."""
    town = await database.run(partial(_inhabit, timers=timers))
    for one in (one for kind in town.groups.values() for one in kind):
        pair.telegram.join(one.name, id=one.telegram_id)
        pair.telegram.say(one.telegram_id, "/start")
    return [one.telegram_id for one in town.all("resident")]


def _inhabit(tx: Tx, timers: int) -> chaos.Town:
    now = Clock().now()
    due = [now + 1000 + number * 100 for number in range(timers)]
    return chaos.build(tx, CHATS, due, now)


async def _all_arrived(pair: Pair, chats: list[int], letters: int, found: dict[str, int]) -> None:
    repeated = unknown = 0
    for chat in chats:
        texts = pair.texts()[chat]
        for kind in ("task", "notice"):
            came = [text for text in texts if text.startswith(kind)]
            wanted = [f"{kind} {number:03}" for number in range(1, letters + 1)]
            firsts = list(dict.fromkeys(came))
            if kind == "task":
                assert firsts == wanted, "every one, in order"
                repeated += len(came) - len(firsts)
            else:
                assert firsts == came == sorted(came), "none twice, in order"
                unknown += letters - len(came)
    assert repeated <= UNWRITTEN
    assert unknown <= found.get("unknown", 0) <= UNWRITTEN
    assert found.get("failed", 0) == 0


async def test_the_limits_of_the_platform_are_shared(postgres_url: str, tmp_path: Path) -> None:
    secret = Cipher.new_secret()
    database = await open_database(postgres_url, Cipher.from_secret(secret))
    async with paired(postgres_url, secret, tmp_path, pacing="telegram") as pair:
        try:
            await _joined_halfway(pair, database)
        finally:
            await database.close()


async def _joined_halfway(pair: Pair, database: Database) -> None:
    first = await pair.starts("first")

    async def well() -> bool:
        return bool((await first.health())["ok"])

    await until(well)
    chats = await _inhabited(pair, database, timers=0)
    pair.telegram.limits.on = True
    second, posted = await pair.starts("second"), 0

    async def more(letters: int) -> None:
        nonlocal posted
        now = Clock().now()
        await database.run(partial(post, chats=chats, letters=letters, now=now, after=posted))
        posted += letters
        await database.ring()

    async def joined() -> bool:
        if (await database.run(states)).get("waiting", 0) < len(chats):
            await more(1)  # whenever the second comes, the first is sending
        return bool((await second.health())["ok"]) and await second.figure("linli_shares") > 0

    await until(joined)
    await more(FEW)

    async def done() -> bool:
        return not (await database.run(states)).get("waiting")

    await until(done)
    assert await second.figure("linli_letters_total") > 0
    errors = [call.error["error_code"] for call in pair.telegram.journal.after() if call.error]
    assert 429 not in errors, "though the chats changed hands"
    await _all_arrived(pair, chats, posted, await database.run(states))


async def test_on_sqlite_the_second_waits_and_says_so(sqlite_url: str, tmp_path: Path) -> None:
    async with paired(sqlite_url, Cipher.new_secret(), tmp_path) as pair:
        first = await pair.starts("first")

        async def well() -> bool:
            return bool((await first.health())["ok"])

        await until(well)
        second = await pair.starts("second")

        async def waits() -> bool:
            return "waiting for it to end" in second.log.read_text()

        await until(waits)
        assert (await first.child.ask_to_end())[0] == 0

        async def takes_over() -> bool:
            return bool((await second.health())["ok"])

        await until(takes_over)
        assert (await second.child.ask_to_end())[0] == 0

"""An announcement under way when something goes wrong: nobody gets it twice (docs/trust.md)."""

from collections import Counter
from functools import partial
from pathlib import Path

from bot import town as demonstration
from bot.clock import Clock
from bot.delivery import IN_FLIGHT
from community.broadcasts import running, sending
from community.broadcasts.kinds import Stage
from simulator.journal import Call
from simulator.telegram import Telegram
from storage import broadcasts, people, recipients
from storage.cipher import Cipher
from storage.opening import open_database
from storage.outbox import Rank
from storage.tx import Tx
from tests.bot.processes import paired, until
from tests.bot.test_delivery import happened, posts
from tests.community.announced import FIRST, WORDS, lived_in, written
from tests.town import LI, WANG, ZHANG, Town, greeted, standing

NEIGHBOURS = 120
NOT_TOLD = FIRST + 1  # after STOP no announcement comes, and no limit of its chat holds an alarm up
TOLD = NEIGHBOURS - 2 + 3  # one is unreachable, one has said STOP; 王阿姨, 小李, 张师傅 live there


def moved_in(telegram: Telegram, neighbours: int = NEIGHBOURS) -> None:
    """Everybody there has a chat with the bot."""
    for number in (WANG, LI, ZHANG, *range(FIRST, FIRST + neighbours)):
        telegram.join("邻居", id=number)
        telegram.chat_of(number).started = True


def announced(tx: Tx, now: int, neighbours: int = NEIGHBOURS) -> int:
    at = lived_in(tx, neighbours)
    one = written(tx, at)
    sending.submit(tx, at.author, one.id, None, None, now)
    return one.id


async def begun(town: Town) -> int:
    moved_in(town.telegram)
    return await town.run(partial(announced, now=town.clock.now()))


def got(telegram: Telegram) -> Counter[int]:
    """How often the announcement arrived in each chat."""
    return Counter(int(call.params["chat_id"]) for call in telegram.journal.after() if _told(call))


def _told(call: Call) -> bool:
    return call.method == "sendMessage" and not call.error and WORDS in call.params["text"]


async def stage(town: Town, one: int) -> str:
    return (await town.run(lambda tx: broadcasts.known(tx, one))).stage


async def test_alarms_overtake_it_and_what_is_refused_for_the_moment_comes_later(
    sqlite_url: str,
) -> None:
    async with standing(sqlite_url, pacing="telegram") as town:
        flood = await town.phones.fault(
            "429",
            method="sendMessage",
            times=3,
        )
        one = await begun(town)
        await happened(town.phones, flood, 3)
        await posts(town, NOT_TOLD, "警报", rank=Rank.ALARM)
        before = len(town.telegram.journal.after())

        async def rang() -> bool:
            return any(call.params.get("text") == "警报" for call in town.telegram.journal.after())

        await until(rang)
        calls = town.telegram.journal.after()
        alarm = next(nth for nth, call in enumerate(calls) if call.params.get("text") == "警报")
        told = [nth for nth, call in enumerate(calls) if _told(call) and nth < alarm]
        assert len([nth for nth in told if nth >= before]) <= IN_FLIGHT, "it waited for more"
        assert len(told) < TOLD, "the announcement was still going on"

        async def over() -> bool:
            return await stage(town, one) == Stage.DONE

        await until(over)
        assert set(got(town.telegram).values()) == {1}
        assert len(got(town.telegram)) == TOLD


async def test_its_author_watches_it_halts_it_and_lets_it_go_on(sqlite_url: str) -> None:
    many = 5 * NEIGHBOURS  # twenty seconds at what the platform lets through
    async with standing(sqlite_url, pacing="telegram") as town:
        li = await greeted(await town.phone("小李", LI))
        moved_in(town.telegram, many)
        one = await town.run(partial(announced, now=town.clock.now(), neighbours=many))
        await until(partial(_reached, town.telegram, 20))
        await li.says("/broadcast")
        await li.taps("📨 明天")
        going = await li.sees("📨 正在发送")
        assert "░" in going["text"], "how far it has come"
        assert f"/{many + 4}" in going["text"]
        await li.taps("⏸ 暂停")
        await li.sees("⏸ 已暂停")
        await town.quiet()
        reached = len(got(town.telegram))
        assert reached < many
        await town.app.timing.scan()
        await town.quiet()
        assert len(got(town.telegram)) == reached, "nothing more goes out"
        await li.taps("▶️ 继续")
        await until(partial(_reached, town.telegram, reached + 20))
        assert await stage(town, one) == Stage.RUNNING
        await li.sees("▓")
        await li.taps("⏹ 取消发送")
        await li.sees("⏹ 已取消")
        told = {chat: times for chat, times in got(town.telegram).items() if chat != LI}
        assert set(told.values()) == {1}, "its author has read it on the card, too"


async def test_cancelled_it_stops_at_once(sqlite_url: str) -> None:
    async with standing(sqlite_url, pacing="telegram") as town:
        one = await begun(town)

        await until(partial(_reached, town.telegram, 20))
        who = await town.person(LI)
        await town.run(partial(_cancel, author=who.id, one=one, now=town.clock.now()))
        reached = len(got(town.telegram))
        await town.quiet()
        assert len(got(town.telegram)) - reached <= 32, "only what was in flight"
        assert len(got(town.telegram)) < TOLD


def _cancel(tx: Tx, author: int, one: int, now: int) -> None:
    running.cancel(tx, people.known(tx, author), one, now)


async def test_killed_again_and_again_everybody_gets_it_once_but_for_those_in_flight(
    sqlite_url: str, tmp_path: Path
) -> None:
    secret = Cipher.new_secret()
    database = await open_database(sqlite_url, Cipher.from_secret(secret))
    async with paired(sqlite_url, secret, tmp_path, pacing="telegram") as pair:
        pair._settings["QUIET_HOURS"] = ""
        moved_in(pair.telegram)
        now = Clock().now()
        await database.migrate(now)
        await database.run(partial(demonstration.build, zone="Asia/Shanghai", now=now))
        one = await database.run(partial(announced, now=now))
        await database.close()
        for part in (10, 40, 80):
            bot = await pair.starts(f"until{part}")
            await until(partial(_reached, pair.telegram, part))
            await bot.child.kill()
        await pair.starts("last")

        async def over() -> bool:
            return "📊" in str(pair.texts()[LI])

        await until(over)
        await pair.end()
        arrived = got(pair.telegram)
        database = await open_database(sqlite_url, Cipher.from_secret(secret))
        counts = await database.run(lambda tx: recipients.counts(tx, one))
        await database.close()
    assert set(arrived.values()) == {1}, "nobody twice"
    missing = TOLD - len(arrived)
    assert missing <= counts.get("unknown", 0) <= 3 * 32
    assert counts["sent"] + counts.get("unknown", 0) == TOLD


async def _reached(telegram: Telegram, people: int) -> bool:
    return len(got(telegram)) >= people

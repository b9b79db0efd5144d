"""SIGTERM under load: what is in hand is finished, the rest is kept, nothing is done twice."""

from functools import partial
from pathlib import Path

from bench.chaos import town as chaos
from bot.clock import Clock
from storage.cipher import Cipher
from storage.opening import open_database
from storage.tx import Tx
from tests.bot.processes import Pair, paired, until
from tests.bot.test_two_processes import CHATS, LETTERS, post

ALL = CHATS * LETTERS * 2
ASKED = 8  # times by each: more than one fetching brings
MOST = 10.0  # seconds until it must have ended


def delivered(pair: Pair) -> dict[int, list[str]]:
    """What was posted, as far as it has arrived, by chat and in order."""
    kinds = ("task", "notice")
    return {
        chat: [text for text in texts if text.startswith(kinds)]
        for chat, texts in pair.texts().items()
    }


def arrived(pair: Pair) -> int:
    return sum(map(len, delivered(pair).values()))


def answered(pair: Pair, chat: int) -> int:
    return sum("/mine" in text for text in pair.texts()[chat])


def _load(tx: Tx) -> list[int]:
    now = Clock().now()
    town = chaos.build(tx, CHATS, (), now)
    chats = [one.telegram_id for one in town.all("resident")]
    post(tx, chats, LETTERS, now)
    return chats


def _left(tx: Tx) -> dict[str, int]:
    rows = tx.all("SELECT state, count(*) FROM outbox WHERE person_id IS NULL GROUP BY state")
    return dict(rows)


async def test_sigterm_under_load_finishes_what_is_held_and_keeps_the_rest(
    sqlite_url: str, tmp_path: Path
) -> None:
    secret = Cipher.new_secret()
    opened = partial(open_database, sqlite_url, Cipher.from_secret(secret))
    database = await opened()
    await database.migrate(Clock().now())
    chats = await database.run(_load)
    await database.close()
    async with paired(sqlite_url, secret, tmp_path) as pair:
        for chat in chats:
            pair.telegram.join(f"resident {chat}", id=chat)
            pair.telegram.say(chat, "/start")
        silent = chats[0]
        pair.telegram.faults.add("delay", method="sendMessage", chat_id=silent, seconds=60.0)
        pair.telegram.faults.add("delay", method="sendMessage", seconds=0.3)
        first = await pair.starts("first")

        async def halfway() -> bool:
            return arrived(pair) > ALL // 3

        await until(halfway)
        for _time in range(ASKED):
            for chat in chats:
                pair.telegram.say(chat, "/help")
        code, took = await first.child.ask_to_end()
        assert (code, took < MOST) == (0, True), took
        came = arrived(pair)
        assert len(pair.telegram.updates), "it fetched no more"
        database = await opened()
        assert await database.run(_left) == {"waiting": ALL - came}, "all else is written back"
        await database.close()
        assert came < ALL

        pair.telegram.faults.clear()
        second = await pair.starts("second")

        async def done() -> bool:
            return arrived(pair) >= ALL and all(answered(pair, one) >= ASKED for one in chats)

        await until(done)
        assert (await second.child.ask_to_end())[0] == 0
        tasks = [f"task {number:03}" for number in range(1, LETTERS + 1)]
        notices = [f"notice {number:03}" for number in range(1, LETTERS + 1)]
        assert delivered(pair) == {chat: [*tasks, *notices] for chat in chats}
        assert {answered(pair, one) for one in chats} == {ASKED}
        logs = first.log.read_text() + second.log.read_text()
        assert " ERROR " not in logs
        assert "Traceback" not in logs

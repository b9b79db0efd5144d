"""The bot of the simulated year, as a process that may be killed: told the time, it does the rest.

One line of JSON on standard input says what has come in and whether timers may fire; one on
standard output says which letters wait. Everything between is a commit, as in bot/units.
"""

import asyncio
import json
import os
import sys
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from bot.app import CAPABILITIES
from community import deaths, wishes
from community import people as rules
from community.checkins import answering, helping
from community.refused import Refused
from storage import checkin_days, outbox, people, timers, updates
from storage.cipher import Cipher
from storage.engine import Database
from storage.opening import open_database
from storage.outbox import Letter, Result
from storage.timers import Timer
from storage.tx import Tell, Tx

RULES = {kind: rule for brings in CAPABILITIES for kind, rule in brings.timers.items()}
LADDERS = frozenset(kind for brings in CAPABILITIES for kind in brings.ladders)
AT_ONCE = 100
MANY = 100_000  # letters that may wait


class Act(NamedTuple):
    """What somebody does."""

    update: int
    person: int
    deed: str
    subject: int


def do(tx: Tx, act: Act, now: int) -> None:
    """Let the rule of a deed have its effect, and the touch that lies in every deed."""
    who = people.known(tx, act.person)
    if who.unreachable is not None and act.deed != "blocks":
        rules.came_back(tx, who.telegram_id or 0, now)
    match act.deed:
        case "answers":
            answering.answer(tx, who, act.subject, now)
        case "speaks":
            answering.hear(tx, who, act.update, now)
        case "takes":
            helping.take(tx, who, act.subject, now)
        case "finds nobody":
            helping.unanswered(tx, who, act.subject, now)
        case "says well":
            helping.well(tx, who, act.subject, now)
        case "asks for help":
            helping.needs_help(tx, who, act.subject, now)
        case "calls 120":
            helping.ambulance(tx, who, act.subject, now)
        case "goes away":
            wishes.away.leave(tx, who, act.subject, now)
        case "notes a death":
            deaths.note(tx, who, act.subject, now)
        case "blocks":
            rules.lost(tx, who.id, now)
    if act.deed != "blocks":
        answering.touch(tx, who, now, deed=act.deed not in ("writes", "speaks"))


def taken(act: Act, now: int) -> Callable[[Tx], None]:
    """One update: marked as seen, with its effect and its letters."""

    def job(tx: Tx) -> None:
        if updates.first_time(tx, act.update, now):
            do(tx, act, now)
            write(tx, now)

    return job


def refused(act: Act, now: int) -> Callable[[Tx], None]:
    """What a rule has refused is seen all the same."""

    def job(tx: Tx) -> None:
        updates.first_time(tx, act.update, now)

    return job


def fired(timer: Timer, now: int) -> Callable[[Tx], None]:
    """One timer, judged once."""

    def job(tx: Tx) -> None:
        if timers.take(tx, timer.id):
            RULES[timer.kind](tx, timer.subject, timer.occasion, now)
            write(tx, now)

    return job


def write(tx: Tx, now: int) -> None:
    """Put what was told into the outbox; to whom nothing reaches, nothing goes."""
    for tell in tx.told:
        reader = people.known(tx, tell.person)
        if reader.reachable:
            body = {"notice": tell.notice, "subject": tell.subject, "elder": _about(tx, tell)}
            outbox.add(tx, now, reader.chat_id or 0, body, person_id=reader.id)
    tx.told.clear()
    tx.touched.clear()


def _about(tx: Tx, tell: Tell) -> int | None:
    day = checkin_days.get(tx, tell.subject) if tell.notice.startswith("checkins.") else None
    return day.person_id if day else None


class Bot:
    """One life of it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._handed: dict[int, Letter] = {}

    async def step(self, given: dict[str, Any]) -> dict[str, Any]:
        """Do what the moment asks; returns the letters that wait and when the next timer is due."""
        now = given["now"]
        await self._settle(given["sent"], given["blocked"], now)
        parts = [self._take(given["acts"], now), self._fire(given, now)]
        for part in reversed(parts) if given["timers_first"] else parts:
            await part
        return await self._waiting()

    async def _settle(self, sent: list[int], blocked: list[int], now: int) -> None:
        ended = [
            Result(letter, "failed" if one in blocked else "sent", now)
            for one in (*sent, *blocked)
            if (letter := self._handed.pop(one, None))
        ]
        if ended:
            await self._database.run(lambda tx: outbox.settle(tx, ended))
        for letter in (one.letter for one in ended if one.state == "failed"):
            await self._database.run(partial(rules.lost, person_id=letter.person_id or 0, now=now))

    async def _take(self, acts: list[list[Any]], now: int) -> None:
        came = [Act(*act) for act in acts]
        results = await self._database.batch([taken(act, now) for act in came])
        for act, result in zip(came, results, strict=True):
            if isinstance(result, Refused):
                await self._database.run(refused(act, now))
            elif isinstance(result, Exception):
                raise result

    async def _fire(self, given: dict[str, Any], now: int) -> None:
        held = LADDERS if given["ladders_wait"] else frozenset[str]()
        while given["fires"]:
            due = await self._database.run(lambda tx: timers.due(tx, now, AT_ONCE, held))
            for result in await self._database.batch([fired(timer, now) for timer in due]):
                if isinstance(result, Exception):
                    raise result
            if len(due) < AT_ONCE:
                return

    async def _waiting(self) -> dict[str, Any]:
        known = frozenset(self._handed)
        letters = await self._database.run(lambda tx: outbox.waiting(tx, MANY, known))
        self._handed |= {letter.id: letter for letter in letters}
        due = await self._database.run(lambda tx: tx.one("SELECT min(due) FROM timers"))
        return {
            "letters": [{"id": one.id, "to": one.person_id, **one.body} for one in letters],
            "due": due[0] if due else None,
        }


async def main() -> None:
    """Open the database named by the environment, and live until killed or left alone."""
    database = await open_database(
        os.environ["DATABASE_URL"], Cipher.from_secret(os.environ["SECRET_KEY"])
    )
    await database.run(outbox.go_on)
    bot = Bot(database)
    while line := await asyncio.to_thread(sys.stdin.readline):
        answer = await bot.step(json.loads(line))
        print(json.dumps(answer), flush=True)
    await database.close()


if __name__ == "__main__":
    asyncio.run(main())

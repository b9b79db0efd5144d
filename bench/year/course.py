"""The course of the year: the bot is killed, stopped and told wrong times, and time goes on."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from bench.year.lives import MINUTE_MS, STEP, Deed, Lives, days
from bench.year.town import Town, build
from storage.cipher import Cipher
from storage.moments import local, moment
from storage.opening import open_database

HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS
STEP_MS = STEP * MINUTE_MS
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to happen."""

    elders: int = 1_000
    days: int = 365
    first: date = date(2027, 6, 1)  # the year has a leap day in it
    seed: int = 1
    kills: int = 200
    outages: int = 24
    jumps: int = 12
    deaths: int = 10
    blocks: int = 40


@dataclass(frozen=True, slots=True)
class Span:
    """While something is so; UTC milliseconds."""

    since: int
    until: int
    off: int = 0  # by how much the clock is wrong

    def holds(self, at: int) -> bool:
        """Whether it is so at a moment."""
        return self.since <= at < self.until


@dataclass(frozen=True, slots=True)
class Letter:
    """A message that was sent; by the bot's clock and truly."""

    id: int
    to: int
    notice: str
    subject: int
    elder: int | None
    at: int


@dataclass
class Record:
    """What happened, for the verdict."""

    plan: Plan
    url: str
    secret: str
    town: Town
    lives: Lives
    down: list[Span]
    jumps: list[Span]
    letters: dict[int, Letter] = field(default_factory=dict)
    deeds: list[Deed] = field(default_factory=list)
    died: dict[int, int] = field(default_factory=dict)
    shut: dict[int, Span] = field(default_factory=dict)
    kills: int = 0
    in_work: int = 0  # kills after which no answer came to what was asked
    repeated: int = 0  # letters that came again after a kill
    steps: int = 0


class Child:
    """The bot's process, started anew whenever it has died."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._process: subprocess.Popen[str] | None = None
        self._lasting = 0.01  # seconds that a step has taken of late

    def _alive(self) -> subprocess.Popen[str]:
        if self._process is None:
            environment = {
                "PATH": os.environ.get("PATH", ""),
                "PYTHONPATH": str(ROOT),
                "DATABASE_URL": self._record.url,
                "SECRET_KEY": self._record.secret,
            }
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bench.year.bot"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=environment,
                text=True,
            )
        return self._process

    def ask(self, given: dict[str, Any], killed: float | None) -> dict[str, Any]:
        """Let it do a step; `killed` on the way, at that part of it, another does it once more."""
        process = self._alive()
        assert process.stdin
        assert process.stdout
        print(json.dumps(given), file=process.stdin, flush=True)
        if killed is not None:
            self._kill(process, killed * self._lasting / 2)  # a step with little to do is soon over
            return self.ask(given, None)
        began = time.perf_counter()
        line = process.stdout.readline()
        self._lasting = 0.9 * self._lasting + 0.1 * (time.perf_counter() - began)
        if not line:
            raise RuntimeError("the bot ended by itself")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _kill(self, process: subprocess.Popen[str], after: float) -> None:
        with suppress(subprocess.TimeoutExpired):
            process.wait(after)
        process.kill()
        said, _ = process.communicate()
        self._record.kills += 1
        self._record.in_work += not said
        self._process = None

    def end(self) -> None:
        """Leave nothing behind."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()


async def run(plan: Plan, url: str) -> Record:
    """Live through it all."""
    random = Random(plan.seed)
    secret = Cipher.new_secret()
    began = moment(plan.first, 0, "UTC") - 36 * HOUR_MS
    database = await open_database(url, Cipher.from_secret(secret))
    await database.migrate(began)
    town = await database.run(lambda tx: build(tx, plan.elders, random, began))
    await database.close()
    spans = _spans(plan, random)
    record = Record(plan, url, secret, town, Lives(town.elders, random), *spans)
    child = Child(record)
    try:
        _go(record, child, random, began)
    finally:
        child.end()
    return record


def _spans(plan: Plan, random: Random) -> tuple[list[Span], list[Span]]:
    """When bot or platform are down, and when the clock is wrong; never both at once."""
    first = moment(plan.first, 0, "UTC")
    lasting = (5, 20, 45, 90, 180, 360, 600, 1500, 4320)  # minutes, up to three days
    starts = random.sample(range(2, max(3, plan.days - 5)), plan.outages + plan.jumps)
    found = []
    for nth, start in enumerate(starts):
        since = first + start * DAY_MS + random.randrange(0, 1440, STEP) * MINUTE_MS
        if nth < plan.outages:
            found.append(Span(since, since + lasting[nth % len(lasting)] * MINUTE_MS))
        else:
            off = random.choice((HOUR_MS, -HOUR_MS))
            found.append(Span(since, since + random.choice((15, 30, 60)) * MINUTE_MS, off))
    down = [span for span in found if not span.off]
    jumps = [span for span in found if span.off and not _meets(span, down)]
    return down, jumps


def _meets(span: Span, others: Iterable[Span]) -> bool:
    return any(one.since < span.until and span.since < one.until for one in others)


def _go(record: Record, child: Child, random: Random, began: int) -> None:
    plan, lives = record.plan, record.lives
    dates = list(days(plan.first - timedelta(days=1), plan.days + 2))
    _fates(record, random)
    end = moment(dates[-1], 0, "UTC") + 12 * HOUR_MS
    kills = set(random.sample(range(plan.days * 150), min(plan.kills, plan.days * 150)))
    sent: list[int] = []
    blocked: list[int] = []
    due: int | None = began
    now = began
    dawned: set[date] = set()
    waiting: list[Deed] = []
    away = True  # nobody was there to hear what was said
    while now < end:
        for day in (one for one in dates if one not in dawned and _dawn(one) <= now):
            lives.dawn(day)
            dawned.add(day)
        waiting += lives.until(now)
        if any(span.holds(now) for span in record.down):
            away = True
        else:
            off = next((span.off for span in record.jumps if span.holds(now)), 0)
            given = {
                "now": now + off,
                "acts": [_act(record, deed) for deed in waiting],
                "fires": True,
                "ladders_wait": bool(off),
                "timers_first": random.random() < 0.5 and not away,
                "sent": sent,
                "blocked": blocked,
            }
            answer = child.ask(given, random.random() if record.steps in kills else None)
            record.steps += 1
            away = False
            waiting.clear()
            sent, blocked = _deliver(record, answer["letters"], now)
            due = answer["due"]
            if sent or blocked:
                due = now + STEP_MS  # they are settled in the next step
        now = _next(now, (due, lives.next, *(_dawn(one) for one in dates if one not in dawned)))


def _next(now: int, moments: Iterable[int | None]) -> int:
    """The next moment on the grid at which anything happens."""
    soonest = min((at for at in moments if at is not None), default=now)
    return max(now + STEP_MS, -(-soonest // STEP_MS) * STEP_MS)


def _dawn(day: date) -> int:
    """When the first of a date's windows on earth may open."""
    return moment(day, 0, "UTC") - 14 * HOUR_MS


def _act(record: Record, deed: Deed) -> list[Any]:
    record.deeds.append(deed)
    if deed.deed == "notes a death":
        record.died.setdefault(deed.subject, deed.at)
        record.lives.dead.add(deed.subject)
    return [deed.nth, deed.person, deed.deed, deed.subject]


def _fates(record: Record, random: Random) -> None:
    """Who dies, and who locks the bot out for some days."""
    plan = record.plan
    chosen = random.sample(
        record.town.elders, min(len(record.town.elders), plan.deaths + plan.blocks)
    )
    first = moment(plan.first, 0, "UTC")
    for nth, elder in enumerate(chosen):
        at = first + random.randrange(5, max(6, plan.days - 10)) * DAY_MS
        if nth < plan.deaths:
            record.lives.dies(at, elder.id, record.town.staff)
        else:
            until = at + random.randint(1, 4) * DAY_MS
            record.lives.shuts(at, until, elder.id)
            record.shut[elder.id] = Span(at, until)


def _deliver(
    record: Record, letters: list[dict[str, Any]], now: int
) -> tuple[list[int], list[int]]:
    """Hand letters to their readers; to who has locked the bot out nothing comes through."""
    sent, blocked = [], []
    for given in letters:
        letter = Letter(**given, at=now)
        if letter.to in record.shut and record.shut[letter.to].holds(now):
            blocked.append(letter.id)
            continue
        sent.append(letter.id)
        if letter.id in record.letters:
            record.repeated += 1
            continue
        record.letters[letter.id] = letter
        if letter.to not in record.died:
            _tell(record, letter, now)
    return sent, blocked


def _tell(record: Record, letter: Letter, now: int) -> None:
    about = record.lives.elders.get(letter.elder or 0)
    if about is not None:
        day = local(now, about.zone).date()
        record.lives.told(letter.to, letter.notice, letter.subject, letter.elder, now, day)

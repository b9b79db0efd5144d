"""The year is lived: mornings, answers, silences, helpers, and what goes wrong meanwhile."""

import heapq
import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import count

from bench.chaos.year.people import Ways
from bench.chaos.year.street import Elder
from bench.chaos.year.weather import Kind, Trouble
from bot.app import CAPABILITIES
from community.deadlines import DAY_MS, MINUTE_MS
from community.refused import Refused
from storage import outbox, shown, timers
from storage.engine import Database
from storage.outbox import Result
from storage.timers import Timer
from storage.tx import Tell, Tx
from talk import notices
from talk.registry import Registry

REGISTRY = Registry(CAPABILITIES, "example_bot")
TICK_MS = 2 * MINUTE_MS
KEPT_MS = 3 * DAY_MS  # how long letters and what they show are kept
LETTERS = frozenset(
    f"checkins.{name}" for name in ("question", "again", "unanswered", "listen", "still")
)
SENT_AT_ONCE = 0.8  # of the letters of the last minute before the platform goes away

Act = Callable[[Tx, int], None]


class Died(Exception):
    """The process was killed before it could commit."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A question or an alarm that has come to somebody's phone."""

    at: int
    notice: str
    day_id: int
    person_id: int


@dataclass(slots=True)
class Year:
    """The state of the world outside the database."""

    database: Database
    elders: list[Elder]
    rng: random.Random
    arrived: list[Arrived] = field(default_factory=list)
    happened: Counter[str] = field(default_factory=Counter)
    ways: Ways = field(init=False)
    _events: list[tuple[int, int, Act]] = field(default_factory=list)
    _order: Iterator[int] = field(default_factory=count)
    _kept: int = 0

    def __post_init__(self) -> None:
        self.ways = Ways(self.elders, self.rng, self._at)

    async def live(self, begin: int, days: int, troubles: list[Trouble]) -> None:
        """Live so many days from then on, and two more in which all comes to its end."""
        self.ways.dawn(begin, days)
        now, end, ahead = begin, begin + (days + 2) * DAY_MS, list(reversed(troubles))
        while now < end:
            if ahead and ahead[-1].begin < now + TICK_MS:
                now = await self._suffer(ahead.pop(), now)
                continue
            await self._run(now, now + TICK_MS)
            now = await self._next(now + TICK_MS)
            if now > self._kept + KEPT_MS:
                self._kept = now
                await self.database.run(partial(_tidy, before=now - KEPT_MS))

    async def _next(self, now: int) -> int:
        """When something happens again."""
        due = await self.database.run(lambda tx: tx.one("SELECT min(due) FROM timers"))
        coming = [self._events[0][0]] if self._events else []
        coming += [due[0]] if due and due[0] is not None else []
        return max(now, min(coming, default=now))

    async def _suffer(self, trouble: Trouble, now: int) -> int:
        """Live through a trouble; returns when it is over."""
        self.happened[trouble.kind] += 1
        match trouble.kind:
            case Kind.KILL:
                await self._die(now)
            case Kind.CLOCK:
                await self._run(now, trouble.end, jump=trouble.jump)
            case Kind.PLATFORM:
                self._postpone(trouble)
                self._hold_back(trouble)
        return max(trouble.end, now)

    async def _die(self, now: int) -> None:
        """All that was under way is undone, and done once more when the process is back."""
        due, events = await self._coming(now + TICK_MS)
        arrived, happened, before = len(self.arrived), Counter(self.happened), list(self._events)

        def dies(tx: Tx) -> None:
            for _at, _tie, job in _jobs(self, due, events, now):
                with suppress(Refused):
                    job(tx)
            raise Died

        try:
            await self.database.run(dies)
        except Died:
            del self.arrived[arrived:]
            self._events = [*before, *events]
            heapq.heapify(self._events)
            self.happened = happened
            self.happened["jobs undone by a kill"] += len(due) + len(events)

    def _postpone(self, trouble: Trouble) -> None:
        """Nobody can write: they try again some time after."""
        while self._events and self._events[0][0] < trouble.end:
            _at, _nth, act = heapq.heappop(self._events)
            self._at(trouble.end + self.rng.randrange(20 * MINUTE_MS), act)

    def _hold_back(self, trouble: Trouble) -> None:
        """Some of what was just being sent comes only when the platform is back."""
        for nth in range(len(self.arrived) - 1, -1, -1):
            one = self.arrived[nth]
            if one.at < trouble.begin - MINUTE_MS:
                return
            if self.rng.random() > SENT_AT_ONCE:
                self.arrived[nth] = Arrived(trouble.end, one.notice, one.day_id, one.person_id)

    async def _coming(
        self, until: int, held: frozenset[str] = frozenset()
    ) -> tuple[list[Timer], list[tuple[int, int, Act]]]:
        """What is due and what people do until then."""
        due = await self.database.run(lambda tx: timers.due(tx, until - 1, 1_000_000, held))
        events = []
        while self._events and self._events[0][0] < until:
            events.append(heapq.heappop(self._events))
        return due, events

    async def _run(self, since: int, until: int, jump: int = 0) -> None:
        """Everything that happens until then, in its order; a wrong clock holds the ladders."""
        held = REGISTRY.ladders if jump else frozenset[str]()
        due, events = await self._coming(until, held)
        jobs = [job for _at, _tie, job in _jobs(self, due, events, since, jump)]
        for result in await self.database.batch(jobs) if jobs else ():
            if isinstance(result, Refused):
                self.happened[f"refused: {result.reason}"] += 1
            elif isinstance(result, Exception):
                raise result

    def _at(self, at: int, act: Act) -> None:
        heapq.heappush(self._events, (at, next(self._order), act))

    def fire(self, tx: Tx, timer: Timer, now: int) -> None:
        """Judge a timer, as the bot does."""
        if timers.take(tx, timer.id):
            REGISTRY.timers[timer.kind](tx, timer.subject, timer.occasion, now)
            self._sent(tx, now)

    def acted(self, tx: Tx, act: Act, now: int) -> None:
        """Let somebody do something."""
        act(tx, now)
        self._sent(tx, now)

    def _sent(self, tx: Tx, now: int) -> None:
        """Word what was told, as always; it comes to the phones, and people do something."""
        told = [one for one in tx.told if one.notice.startswith("checkins.")]
        letters = notices.deliver(tx, REGISTRY, now)
        outbox.settle(tx, [Result(one, "sent", now, message_id=1) for one in letters])
        reached = {one.person_id for one in letters}
        for one in told:
            if one.person in reached:
                self._comes(one, now)

    def _comes(self, tell: Tell, now: int) -> None:
        if tell.notice in LETTERS:
            self.arrived.append(Arrived(now, tell.notice, tell.subject, tell.person))
        self.happened[tell.notice] += 1
        self.ways.hear(tell, now)


def _jobs(
    year: Year, due: list[Timer], events: list[tuple[int, int, Act]], since: int, jump: int = 0
) -> list[tuple[int, float, Callable[[Tx], None]]]:
    """What is due and what people do, in its order; what falls into the same instant, in any."""
    found: list[tuple[int, float, Callable[[Tx], None]]] = []
    for timer in due:
        at = max(timer.due, since)
        found.append((at, year.rng.random(), partial(year.fire, timer=timer, now=at)))
    for begun, _nth, act in events:
        at = max(begun, since)
        found.append((at, year.rng.random(), partial(year.acted, act=act, now=at + jump)))
    return sorted(found, key=lambda one: one[:2])


def _tidy(tx: Tx, before: int) -> None:
    outbox.forget(tx, before)
    shown.forget(tx, before)

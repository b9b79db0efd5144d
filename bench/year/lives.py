"""How people live: what elders do of a morning, and what helpers do when they are told."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from heapq import heappop, heappush
from random import Random

from bench.year.town import Elder
from storage.moments import moment

MINUTE_MS = 60_000
DAY_MS = 1440 * MINUTE_MS
STEP = 5  # minutes: what happens, happens on a grid of them


class Morning(StrEnum):
    """What somebody does of a morning."""

    UP = "up"  # writes something in the window
    ANSWERS = "answers"  # the question
    SLOW = "slow"  # answers when asked again
    SPEAKS = "speaks"  # answers by a voice message
    ASLEEP = "asleep"  # hears nothing but the telephone
    FALLEN = "fallen"  # must be found
    GOES_AWAY = "goes away"  # says so in the window


MORNINGS = (
    *((Morning.UP, 640), (Morning.ANSWERS, 280), (Morning.SLOW, 40), (Morning.SPEAKS, 10)),
    *((Morning.ASLEEP, 18), (Morning.FALLEN, 8), (Morning.GOES_AWAY, 4)),
)
SILENT = frozenset({Morning.ASLEEP, Morning.FALLEN})


@dataclass(order=True)
class Deed:
    """What somebody does at a moment of true time."""

    at: int
    nth: int
    person: int = field(compare=False)
    deed: str = field(compare=False)
    subject: int = field(compare=False, default=0)


class Lives:
    """Everybody's days, drawn from one seed."""

    def __init__(self, elders: list[Elder], random: Random) -> None:
        self.elders = {elder.id: elder for elder in elders}
        self.mornings: dict[tuple[int, date], Morning] = {}
        self.up: dict[tuple[int, date], int] = {}  # when they wrote something in the window
        self.dead: set[int] = set()
        self.shut: dict[int, tuple[int, int]] = {}  # from when until when they lock the bot out
        self._random = random
        self._deeds: list[Deed] = []
        self._nth = 0

    def dawn(self, day: date) -> None:
        """Draw what everybody does on a local date."""
        kinds, weights = zip(*MORNINGS, strict=True)
        for elder in self.elders.values():
            if elder.id in self.dead:
                continue
            kind = self._random.choices(kinds, weights)[0]
            if self._shut(elder, day):
                kind = Morning.ASLEEP
            self.mornings[elder.id, day] = kind
            if kind in (Morning.UP, Morning.GOES_AWAY):
                self._rises(elder, day, kind)

    def _shut(self, elder: Elder, day: date) -> bool:
        since, until = self.shut.get(elder.id, (0, 0))
        return since - DAY_MS < moment(day, elder.opens, elder.zone) < until

    def _rises(self, elder: Elder, day: date, kind: Morning) -> None:
        at = self._grid(moment(day, self._minute(elder), elder.zone))
        if kind is Morning.UP:
            self._add(at, elder.id, "writes")
        else:
            self._add(at, elder.id, "goes away", self._random.randint(1, 5))
        self.up[elder.id, day] = at

    def _minute(self, elder: Elder) -> int:
        # Now and then at the very end of the window, in the moment in which they are asked.
        if self._random.random() < 0.02:
            return elder.closes
        return self._random.randrange(elder.opens + STEP, elder.closes, STEP)

    def dies(self, at: int, elder: int, noted_by: int) -> None:
        """Let a helper note a death."""
        self._add(at, noted_by, "notes a death", elder)

    def shuts(self, since: int, until: int, elder: int) -> None:
        """Let somebody lock the bot out, and let it in again later."""
        self.shut[elder] = (since, until)
        self._add(since, elder, "blocks")
        self._add(until, elder, "writes")

    def told(
        self, to: int, notice: str, day_id: int, elder: int | None, now: int, day: date
    ) -> None:
        """Let somebody do what they do when such a message comes."""
        if to == elder:
            self._asked(to, notice, day_id, now, day)
        elif notice in ("checkins.unanswered", "checkins.listen", "checkins.still") and elder:
            self._called(to, notice, day_id, self.mornings.get((elder, day)), now)

    def _asked(self, elder: int, notice: str, day_id: int, now: int, day: date) -> None:
        kind = self.mornings.get((elder, day))
        again = notice == "checkins.again"
        if kind is Morning.ANSWERS or (kind is Morning.SLOW and again):
            # At the very moment in which they are asked again, or the contact is told, too.
            self._add(self._soon(now, 30), elder, "answers", day_id)
        elif kind is Morning.SPEAKS and not again:
            self._add(self._soon(now, 60), elder, "speaks")

    def _called(self, who: int, notice: str, day_id: int, kind: Morning | None, now: int) -> None:
        chance = self._random.random()
        if notice == "checkins.still" and chance < 0.4:
            return  # forgets it
        if notice == "checkins.unanswered" and chance < 0.35:
            return  # does not see it
        if kind is Morning.FALLEN:
            if chance < 0.5:
                self._add(self._soon(now, 20), who, "finds nobody", day_id)
                return
            at = self._soon(now, 15)
            self._add(at, who, "takes", day_id)
            if chance < 0.9:
                deed = "calls 120" if chance < 0.7 else "asks for help"
                self._add(self._soon(at, 40), who, deed, day_id)
            return
        if chance < 0.5:
            self._add(self._soon(now, 15), who, "takes", day_id)
        self._add(self._soon(now, 45), who, "says well", day_id)

    def until(self, now: int) -> Iterator[Deed]:
        """What has happened by now."""
        while self._deeds and self._deeds[0].at <= now:
            deed = heappop(self._deeds)
            if deed.person not in self.dead:
                yield deed

    @property
    def next(self) -> int | None:
        """When the next thing happens."""
        return self._deeds[0].at if self._deeds else None

    def _soon(self, now: int, minutes: int) -> int:
        return self._grid(now + self._random.randrange(STEP, minutes + STEP, STEP) * MINUTE_MS)

    def _grid(self, at: int) -> int:
        return -(-at // (STEP * MINUTE_MS)) * STEP * MINUTE_MS

    def _add(self, at: int, person: int, deed: str, subject: int = 0) -> None:
        self._nth += 1
        heappush(self._deeds, Deed(at, self._nth, person, deed, subject))


def days(since: date, count: int) -> Iterator[date]:
    """So many dates in a row."""
    return (since + timedelta(days=nth) for nth in range(count))

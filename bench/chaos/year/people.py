"""What people do in the year: some answer, some are silent, some help and some do not."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from bench.chaos.year.street import Elder
from community import people as rules
from community.checkins import answering, helping
from community.deadlines import DAY_MS, MINUTE_MS
from storage import checkin_days, people
from storage.moments import local, moment
from storage.tx import Tell, Tx

TOUCH, ANSWER, LATE, SILENT = MOODS = ("touch", "answer", "late", "silent")
SHARES = (70, 24, 4, 2)
DEADLINES = (0, 30, 60, 120, 180, 240)  # minutes after the question, at which some answer exactly
AWAY, BLOCKS = 0.002, 0.001  # of the mornings
HELPFUL = 0.7  # of the alarms

Act = Callable[[Tx, int], None]


class Ways:
    """How each of them is on each date, and what they do about what they hear."""

    def __init__(
        self, elders: list[Elder], rng: random.Random, at: Callable[[int, Act], None]
    ) -> None:
        self._elders = {elder.person.id: elder for elder in elders}
        self._rng = rng
        self._at = at
        self._seed = rng.randrange(2**32)
        self.away: set[tuple[int, date]] = set()

    def mood(self, elder: Elder, day: date) -> str:
        """How somebody is on a date: always the same, whenever one asks."""
        fate = random.Random(f"{self._seed} {elder.plan_id} {day}")
        return fate.choices(MOODS, SHARES)[0]

    def dawn(self, begin: int, days: int) -> None:
        """Lay down what everybody does of themselves."""
        for elder in self._elders.values():
            first = local(begin, elder.zone).date()
            for nth in range(days + 1):
                self._morning(elder, first + timedelta(days=nth), begin)

    def _morning(self, elder: Elder, day: date, begin: int) -> None:
        opens = moment(day, elder.opens, elder.zone)
        closes = moment(day, elder.closes, elder.zone)
        if opens <= begin:
            return
        if self._rng.random() < AWAY:
            until = moment(day + timedelta(days=self._rng.randint(1, 5)), 0, elder.zone)
            self._at(opens, partial(_leaves, elder=elder, until=until))
        if self._rng.random() < BLOCKS:
            back = opens + self._rng.randrange(3 * DAY_MS)
            self._at(opens + self._rng.randrange(DAY_MS // 2), partial(_blocks, elder=elder))
            self._at(back, partial(_is_back, elder=elder))
        if self.mood(elder, day) == TOUCH:
            when = self._rng.choice((opens, closes - 1, closes, self._rng.randint(opens, closes)))
            self._at(when, partial(_touches, elder=elder))

    def hear(self, tell: Tell, now: int) -> None:
        """Something has come to a phone."""
        match tell.notice.removeprefix("checkins."):
            case "question":
                self._asked(self._elders[tell.person], tell.subject, now)
            case "unanswered" | "listen":
                if self._rng.random() < HELPFUL:
                    act = partial(self._helps, day_id=tell.subject, helper=tell.person)
                    self._at(now + self._rng.randint(1, 25) * MINUTE_MS, act)
            case "still":
                if self._rng.random() < HELPFUL:
                    act = partial(self._ends, day_id=tell.subject, helper=tell.person)
                    self._at(now + self._rng.randint(1, 14) * MINUTE_MS, act)

    def _asked(self, elder: Elder, day_id: int, now: int) -> None:
        mood = self.mood(elder, local(now, elder.zone).date())
        if mood == SILENT:
            return
        soonest = 0 if mood == ANSWER else 31
        exactly = [at for at in DEADLINES if at >= soonest]
        waits = self._rng.choice((self._rng.randint(soonest, 29 if mood == ANSWER else 300), 0))
        waits = waits or self._rng.choice(exactly if mood == LATE else [0, 30])
        act = _answers if self._rng.random() < 0.9 else _sends
        self._at(now + waits * MINUTE_MS, partial(act, elder=elder, day_id=day_id))

    def _alive(self, tx: Tx, day_id: int) -> bool:
        """Whether whoever phones is answered."""
        day = checkin_days.known(tx, day_id)
        elder = self._elders[day.person_id]
        return self.mood(elder, date.fromisoformat(day.day)) != SILENT

    def _helps(self, tx: Tx, now: int, day_id: int, helper: int) -> None:
        who, chance = people.known(tx, helper), self._rng.random()
        if self._alive(tx, day_id) and chance < 0.5:
            helping.well(tx, who, day_id, now)
        elif chance < 0.75:
            helping.unanswered(tx, who, day_id, now)
        else:
            helping.take(tx, who, day_id, now)
            if self._rng.random() < HELPFUL:
                act = partial(self._ends, day_id=day_id, helper=helper)
                self._at(now + self._rng.randint(5, 40) * MINUTE_MS, act)

    def _ends(self, tx: Tx, now: int, day_id: int, helper: int) -> None:
        who = people.known(tx, helper)
        if self._alive(tx, day_id):
            helping.well(tx, who, day_id, now)
        elif self._rng.random() < 0.5:
            helping.needs_help(tx, who, day_id, now)
        else:
            helping.ambulance(tx, who, day_id, now)


def _touches(tx: Tx, now: int, elder: Elder) -> None:
    answering.touch(tx, people.known(tx, elder.person.id), now, deed=True)


def _answers(tx: Tx, now: int, elder: Elder, day_id: int) -> None:
    answering.answer(tx, people.known(tx, elder.person.id), day_id, now)
    answering.touch(tx, people.known(tx, elder.person.id), now, deed=True)


def _sends(tx: Tx, now: int, elder: Elder, day_id: int) -> None:
    answering.hear(tx, people.known(tx, elder.person.id), day_id % 1000, now)
    answering.touch(tx, people.known(tx, elder.person.id), now, deed=False)


def _leaves(tx: Tx, now: int, elder: Elder, until: int) -> None:
    people.set_away(tx, elder.person.id, until)
    answering.touch(tx, people.known(tx, elder.person.id), now, deed=True)


def _blocks(tx: Tx, now: int, elder: Elder) -> None:
    assert elder.person.telegram_id
    rules.went(tx, elder.person.telegram_id, now)


def _is_back(tx: Tx, now: int, elder: Elder) -> None:
    assert elder.person.telegram_id
    rules.came_back(tx, elder.person.telegram_id, now)

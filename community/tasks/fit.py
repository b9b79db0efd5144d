"""Whom a task suits and who comes first: pure functions, and every reason can be said in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from community.jobs.hours import DAY_MINUTES, Hours, Span
from community.tasks.kinds import Age, Demand, Skill, Whom
from storage.places import LEVEL

ESTATE, COMMUNITY = 3 * LEVEL, 2 * LEVEL  # how much of two paths is the same
WEIGHTS = {"place": 0.3, "skill": 0.3, "load": 0.25, "turn": 0.15}
REST_DAYS = 30  # after so many days without a task it is surely somebody's turn
NIGHT = (6 * 60, 22 * 60)  # who is under eighteen helps between these minutes of the day


class About(StrEnum):
    """Of what a reason speaks."""

    PLACE = "place"
    SKILL = "skill"
    LOAD = "load"
    TURN = "turn"


@dataclass(frozen=True, slots=True)
class Reason:
    """What speaks for somebody: how much, and what exactly."""

    about: About
    worth: float
    detail: str


@dataclass(frozen=True, slots=True)
class Helper:
    """Who could do it."""

    person_id: int
    home: str
    skills: frozenset[str]
    load: int = 0  # tasks of the last thirty days
    rested: int | None = None  # days since the last one; none: never
    answered: int = 0


@dataclass(frozen=True, slots=True)
class Able:
    """What somebody can do, and what they cannot."""

    hours: Hours
    age: Age
    limits: frozenset[str]
    insured: str | None  # the last local day, ISO


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be done, in the local time of its place."""

    skill: Skill
    path: str
    starts: datetime
    ends: datetime
    whom: Whom = Whom.NOBODY
    by_phone: bool = False
    demands: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Weighed:
    """Somebody, how well they suit it, and why."""

    helper: Helper
    score: float
    reasons: tuple[Reason, ...]


def able(one: Able, work: Work) -> bool:
    """Whether somebody may do it at all: hours, age, health, insurance."""
    if one.limits & work.demands:
        return False
    if Demand.RISKY in work.demands and (one.insured or "") < work.starts.date().isoformat():
        return False
    if one.age is Age.YOUNG and not _for_young(work):
        return False
    if one.age is Age.SENIOR and work.demands & {Demand.HEAVY, Demand.RISKY}:
        return False
    return in_hours(one.hours, work.starts)


def _for_young(work: Work) -> bool:
    """Who is under eighteen does nothing risky, nothing at night, and goes into nobody's home."""
    minute = work.starts.hour * 60 + work.starts.minute
    by_day = NIGHT[0] <= minute < NIGHT[1] and work.ends.date() == work.starts.date()
    at_home = work.whom is not Whom.NOBODY and not work.by_phone
    return by_day and not at_home and Demand.RISKY not in work.demands


def in_hours(hours: Hours, at: datetime) -> bool:
    """Whether a local moment lies in somebody's hours."""
    minute = at.hour * 60 + at.minute
    return any(_covers(span, at.isoweekday(), minute) for span in hours.spans)


def _covers(span: Span, day: int, minute: int) -> bool:
    before = day - 1 or 7
    return (span.day == day and span.start <= minute < span.end) or (
        span.day == before and minute < span.end - DAY_MINUTES
    )


def ranked(helpers: Iterable[Helper], work: Work) -> list[Weighed]:
    """Who comes first, by place, skill, load and turn; of two alike who has answered first."""
    found = [weigh(helper, work) for helper in helpers]
    return sorted(found, key=lambda one: (-one.score, one.helper.answered, one.helper.person_id))


def weigh(helper: Helper, work: Work) -> Weighed:
    """How well it suits somebody, from 0 to 1, and why."""
    reasons = (_place(helper, work), _skill(helper, work), _load(helper), _turn(helper))
    score = sum(WEIGHTS[reason.about] * reason.worth for reason in reasons)
    return Weighed(helper, round(score, 6), reasons)


def _place(helper: Helper, work: Work) -> Reason:
    for detail, length, worth in (("estate", ESTATE, 1.0), ("community", COMMUNITY, 0.8)):
        if len(work.path) >= length and helper.home[:length] == work.path[:length]:
            return Reason(About.PLACE, worth, detail)
    return Reason(About.PLACE, 0.5, "beyond")


def _skill(helper: Helper, work: Work) -> Reason:
    if work.skill is Skill.HANDS:
        return Reason(About.SKILL, 1.0, "any")
    has = work.skill in helper.skills
    return Reason(About.SKILL, 1.0 if has else 0.2, "has" if has else "lacks")


def _load(helper: Helper) -> Reason:
    return Reason(About.LOAD, 1 / (1 + helper.load), str(helper.load))


def _turn(helper: Helper) -> Reason:
    if helper.rested is None:
        return Reason(About.TURN, 1.0, "first")
    return Reason(About.TURN, min(helper.rested, REST_DAYS) / REST_DAYS, str(helper.rested))

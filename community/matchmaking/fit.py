"""How well two single people fit: what each hopes for, as far as the other one is like that.

Everything is reckoned with operators alone, so that a side may be one person, or a whole column
of them as arrays: a meeting of thousands goes by the very same rule as a single suggestion.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from community.matchmaking import Children, Education, Habit, Marital, Wanted
from community.matchmaking.profiles import Avoid, Hopes, Profile, age, plain

WANTED = tuple(Wanted)
BIT = {wanted: 1 << nth for nth, wanted in enumerate(WANTED)}
SCHOOLING = tuple(Education)
LIKINGS = (
    *(Habit.SPORT, Habit.BOOKS, Habit.COOKING, Habit.TRAVEL),
    *(Habit.MUSIC, Habit.HOMELY, Habit.PETS),
)
NO_BOUND = 999
SPAN = 12  # years apart at which closeness of age counts no more
LEAST = 0.1  # of a score, so that who hopes for nothing special is not at nought


class Bound(StrEnum):
    """What must be beside the wishes of `Wanted`."""

    AGE = "age"
    HEIGHT = "height"


@dataclass(frozen=True, slots=True)
class Side:
    """One of two, in numbers; for many at once each of them is an array."""

    age: Any
    height: Any  # 0: not said
    traits: Any  # the wishes that hold of them whoever the other one is, in bits
    likings: Any  # in bits
    town: Any  # numbers of equal words and places; 0: not said
    community: Any
    estate: Any
    employer: Any
    youngest: Any
    oldest: Any
    least_height: Any
    must: Any  # in bits
    nice: Any
    shuns_estate: Any


@dataclass(frozen=True, slots=True)
class Someone:
    """A single person as far as fitting needs it."""

    person_id: int
    single_id: int
    side: Side
    name: str  # as it is compared
    shunned: frozenset[str]  # names


class Numbers:
    """Numbers for words and places, the same for the same."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def of(self, text: str | None) -> int:
        return self._known.setdefault(plain(text), len(self._known) + 1) if text else 0


def traits(profile: Profile) -> int:
    """The wishes that hold of somebody, whoever the other one is."""
    level = SCHOOLING.index(profile.education) if profile.education else -1
    holds = {
        Wanted.NEVER_MARRIED: profile.marital == Marital.NEVER,
        Wanted.CHILDLESS: profile.children == Children.NONE,
        Wanted.SMOKE_FREE: Habit.SMOKE_FREE in profile.habits,
        Wanted.SOBER: Habit.SOBER in profile.habits,
        Wanted.COLLEGE: level >= SCHOOLING.index(Education.COLLEGE),
        Wanted.DEGREE: level >= SCHOOLING.index(Education.DEGREE),
    }
    return sum(BIT[wanted] for wanted, held in holds.items() if held)


def side(
    profile: Profile,
    hopes: Hopes,
    avoid: Avoid,
    where: tuple[int, int],
    numbers: Numbers,
    today: date,
) -> Side:
    """Somebody in numbers; `where` are their community and estate."""
    return Side(
        age=age(profile.born, today),
        height=profile.height or 0,
        traits=traits(profile),
        likings=sum(1 << nth for nth, habit in enumerate(LIKINGS) if habit in profile.habits),
        town=numbers.of(profile.home_town),
        community=where[0],
        estate=where[1],
        employer=numbers.of(avoid.employer),
        youngest=hopes.youngest or 0,
        oldest=hopes.oldest or NO_BOUND,
        least_height=hopes.least_height or 0,
        must=sum(BIT[wanted] for wanted in hopes.must),
        nice=sum(BIT[wanted] for wanted in hopes.nice),
        shuns_estate=int(avoid.estate),
    )


def held(one: Side, other: Side) -> Any:
    """The wishes that hold of the other one for this one, in bits."""
    fellow = (one.town == other.town) & (one.town != 0)
    near = (one.community == other.community) & (one.community != 0)
    sharing = (one.likings & other.likings) != 0
    return (
        other.traits
        | fellow * BIT[Wanted.FELLOW]
        | near * BIT[Wanted.NEAR]
        | sharing * BIT[Wanted.SHARING]
    )


def suits(one: Side, other: Side) -> Any:
    """Whether all that must be holds of the other one; what was not said does not hold."""
    ages = (other.age >= one.youngest) & (other.age <= one.oldest)
    tall = other.height >= one.least_height
    return ages & tall & ((one.must & (held(one, other) ^ ALL)) == 0)


def kept_apart(one: Side, other: Side) -> Any:
    """Whether one of the two never wants to be introduced to the like of the other."""
    estate = (one.estate == other.estate) & (one.estate != 0)
    shunned = estate & ((one.shuns_estate | other.shuns_estate) != 0)
    return shunned | ((one.employer == other.employer) & (one.employer != 0))


def liking(one: Side, other: Side) -> Any:
    """From one side alone, how well the other one fits: from LEAST to 1."""
    holds = held(one, other)
    wished = met = 0
    for nth in range(len(WANTED)):
        wished = wished + ((one.nice >> nth) & 1)
        met = met + (((one.nice & holds) >> nth) & 1)
    apart = abs(one.age - other.age)
    close = (apart < SPAN) * (SPAN - apart) / SPAN
    shared = (holds & BIT[Wanted.SHARING] != 0) * 0.5 + (holds & BIT[Wanted.NEAR] != 0) * 0.5
    return LEAST + (1 - LEAST) * (met * 2 + close + shared) / (wished * 2 + 2)


def score(one: Side, other: Side) -> Any:
    """Both sides together: the harmonic mean, 0 where something that must be does not hold."""
    mine, theirs = liking(one, other), liking(other, one)
    possible = suits(one, other) & suits(other, one) & (kept_apart(one, other) ^ True)
    return possible * (2 * mine * theirs / (mine + theirs))


def named(one: Someone, other: Someone) -> bool:
    """Whether one of the two has named the other among those to avoid."""
    return other.name in one.shunned or one.name in other.shunned


def missed(one: Side, other: Side) -> Iterator[Wanted | Bound]:
    """What must be for this one and does not hold of the other one."""
    if not one.youngest <= other.age <= one.oldest:
        yield Bound.AGE
    if other.height < one.least_height:
        yield Bound.HEIGHT
    yield from wanted_in(one.must & (held(one, other) ^ ALL))


def wanted_in(bits: int) -> Iterator[Wanted]:
    """The wishes that stand in these bits."""
    return (wanted for wanted, bit in BIT.items() if bits & bit)


ALL = (1 << len(WANTED)) - 1

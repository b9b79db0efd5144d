"""Whom a matchmaker might introduce to somebody, the best first; a person decides, no score."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from community.matchmaking import OTHER, Sex, Stage
from community.matchmaking.fit import (
    Numbers,
    Side,
    Someone,
    kept_apart,
    named,
    score,
    side,
    suits,
)
from community.matchmaking.matchmakers import LISTED, looks_after
from community.matchmaking.profiles import avoid_of, hopes_of, plain, profile_of
from community.places import Kind
from community.refused import Refused
from community.tells import tell
from storage import introductions, people, places, singles
from storage.moments import local
from storage.people import Person
from storage.singles import Single
from storage.tx import Tx

SUGGEST = "matchmaking.suggest"  # the chore
BEST = 8


class Out(StrEnum):
    """Why somebody is not proposed."""

    HERS = "hers"  # what must be for the one of whom it is about does not hold
    THEIRS = "theirs"
    APART = "apart"  # one of the two wants it so; it is not said which, nor why
    MET = "met"
    BUSY = "busy"
    AWAY = "away"  # paused, held back, or the papers not seen


@dataclass(frozen=True, slots=True)
class Suggested:
    single_id: int
    score: float


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The best, and of the others how many are left out for which reason."""

    best: tuple[Suggested, ...]
    out: dict[str, int]


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that is read before anything is reckoned."""

    one: Someone
    others: list[Someone]
    met: frozenset[int]
    busy: frozenset[int]


def may_be_introduced(tx: Tx, single: Single) -> bool:
    """Whether somebody is there to be introduced: papers seen, not paused, not held back."""
    if single.stage != Stage.OPEN or single.frozen is not None or single.papers_seen is None:
        return False
    person = people.get(tx, single.person_id)
    return person is not None and person.consented is not None and person.died is None


def may_go_on(tx: Tx, single: Single) -> bool:
    """Whether what stands for somebody may go on, also while they pause."""
    if single.stage not in (Stage.OPEN, Stage.PAUSED) or single.frozen is not None:
        return False
    person = people.get(tx, single.person_id)
    return person is not None and person.consented is not None and person.died is None


def someone(tx: Tx, single: Single, numbers: Numbers, today: date) -> Someone:
    """A single person as far as fitting needs it."""
    person = people.known(tx, single.person_id)
    avoid = avoid_of(tx, single)
    where = _where(tx, person.home_id)
    found = side(profile_of(tx, single), hopes_of(tx, single), avoid, where, numbers, today)
    names = (avoid.names or "").replace("，", ",").replace("、", ",").replace(" ", ",").split(",")
    shunned = frozenset(plain(name) for name in names if plain(name))
    name = plain(people.name(tx, person)) if person.sealed_name else ""
    return Someone(single.person_id, single.id, found, name, shunned)


def _where(tx: Tx, home_id: int | None) -> tuple[int, int]:
    """The community and the estate of a home; 0 for what is not known."""
    home = places.get(tx, home_id) if home_id else None
    above = {place.kind: place.id for place in places.upwards(tx, home)} if home else {}
    return above.get(Kind.COMMUNITY, 0), above.get(Kind.ESTATE, 0)


def gather(tx: Tx, single_id: int, now: int) -> Gathered | None:
    """Read everybody who might fit somebody; nothing if they are not there any more."""
    single = singles.get(tx, single_id)
    if single is None or single.sealed_profile is None:
        return None
    numbers, day = Numbers(), _day(tx, now)
    one = someone(tx, single, numbers, day)
    first, last = day.year - one.side.oldest - 1, day.year - one.side.youngest
    found = singles.fitting(tx, OTHER[Sex(single.sex)], first, last)
    others = [someone(tx, other, numbers, day) for other in found if may_be_introduced(tx, other)]
    busy = singles.introduced(tx, OTHER[Sex(single.sex)], first, last)
    return Gathered(one, others, introductions.met(tx, single.person_id), busy)


def _day(tx: Tx, now: int) -> date:
    return local(now, places.roots(tx)[0].zone).date()


def rank(given: Gathered) -> Suggestions:
    """The best of them, ranked by the harmonic mean of both one-sided scores."""
    ranked: list[Suggested] = []
    out: Counter[str] = Counter()
    for other in given.others:
        why = left_out(given, other)
        if why is not None:
            out[why] += 1
        else:
            ranked.append(Suggested(other.single_id, float(score(given.one.side, other.side))))
    ranked.sort(key=lambda one: (-one.score, one.single_id))
    return Suggestions(tuple(ranked[:BEST]), dict(out))


def left_out(given: Gathered, other: Someone) -> Out | None:
    """Why somebody is not proposed; nothing if they are."""
    one = given.one
    if not suits(one.side, other.side):
        return Out.HERS
    if not suits(other.side, one.side):
        return Out.THEIRS
    if kept_apart(one.side, other.side) or named(one, other):
        return Out.APART
    if other.person_id in given.met:
        return Out.MET
    return Out.BUSY if other.person_id in given.busy else None


def propose(tx: Tx, matchmaker_id: int, single_id: int, found: Suggestions) -> None:
    """Tell the matchmaker who asked."""
    best = [one.single_id for one in found.best]
    tell(tx, matchmaker_id, "matchmaking.suggested", single_id, best=best, out=found.out)


def sides(tx: Tx, one: Single, other: Single, now: int) -> tuple[Side, Side]:
    """Two people in the same numbers."""
    first, second = both(tx, one, other, now)
    return first.side, second.side


def both(tx: Tx, one: Single, other: Single, now: int) -> tuple[Someone, Someone]:
    numbers, day = Numbers(), _day(tx, now)
    return someone(tx, one, numbers, day), someone(tx, other, numbers, day)


def fits(one: Someone, other: Someone) -> bool:
    """Whether both sides' musts hold, and nothing keeps them apart."""
    return bool(score(one.side, other.side)) and not named(one, other)


def proposable(
    tx: Tx, who: Person, single_id: int, other_id: int, now: int
) -> tuple[Single, Single]:
    """Somebody one looks after, and one of those who fit: nobody else can be looked at."""
    one, other = singles.get(tx, single_id), singles.get(tx, other_id)
    if one is None or other is None or not looks_after(who, one) or one.sex == other.sex:
        raise Refused("matchmaking.not_found")
    there = may_be_introduced(tx, one) and may_be_introduced(tx, other)
    if not there or not fits(*both(tx, one, other, now)):
        raise Refused("matchmaking.not_found")
    return one, other


def explained(tx: Tx, who: Person, one: Single, now: int) -> list[tuple[Single, Out | None]]:
    """Of a matchmaker's own people, why each was left out, if they were."""
    numbers, day = Numbers(), _day(tx, now)
    mine = someone(tx, one, numbers, day)
    met = introductions.met(tx, one.person_id)
    found: list[tuple[Single, Out | None]] = []
    for other in singles.in_hand(tx, who.id, tuple(Stage), LISTED):
        if other.sex != OTHER[Sex(one.sex)]:
            continue
        theirs = someone(tx, other, numbers, day)
        standing = introductions.standing(tx, other.person_id)
        busy = frozenset({other.person_id}) if standing else frozenset[int]()
        why = left_out(Gathered(mine, [], met, busy), theirs)
        found.append((other, why if may_be_introduced(tx, other) else Out.AWAY))
    return found

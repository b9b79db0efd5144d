"""Somebody without Telegram comes to a matchmaker: the same rules, in the matchmaker's chat."""

from community.matchmaking import handing, leaving, registering
from community.matchmaking.matchmakers import MATCHMAKER, looks_after
from community.matchmaking.profiles import Avoid, Hopes, Profile
from community.matchmaking.registering import Counter, Declared
from community.people import How, opposite
from community.refused import Refused
from storage import people, singles
from storage.people import Person
from storage.singles import Single
from storage.tx import Tx


def found(tx: Tx, who: Person, phone: str) -> Person:
    """Who was entered under this number where one is a matchmaker; others are as unknown."""
    person = opposite(tx, who, phone, MATCHMAKER)
    if person is None:
        raise Refused("matchmaking.not_entered")
    return person


def register(
    tx: Tx, who: Person, phone: str, how: How, said: Declared, about: Profile, now: int
) -> Single:
    """Register somebody who sits opposite, whose papers one has seen and who agrees."""
    person = found(tx, who, phone)
    single = registering.register(tx, person, said, now, Counter(how, who.id))
    registering.describe(tx, person, about)
    handing.see_papers(tx, who, single.id, now)
    return singles.known(tx, single.id)


def theirs(tx: Tx, who: Person, single_id: int) -> Person:
    """Somebody without Telegram whom one looks after."""
    single = singles.get(tx, single_id)
    person = people.get(tx, single.person_id) if single else None
    if single is None or person is None or not looks_after(who, single):
        raise Refused("matchmaking.not_found")
    if person.chat_id is not None:
        raise Refused("matchmaking.not_found")
    return person


def hope(tx: Tx, who: Person, single_id: int, said: Hopes) -> None:
    """Enter what they hope for."""
    registering.hope(tx, theirs(tx, who, single_id), said)


def shun(tx: Tx, who: Person, single_id: int, said: Avoid) -> None:
    """Enter to whom they are never introduced; nobody reads it again."""
    registering.shun(tx, theirs(tx, who, single_id), said)


def withdraw(tx: Tx, who: Person, single_id: int, now: int) -> None:
    """They want to be registered no more."""
    leaving.withdraw(tx, theirs(tx, who, single_id), now)

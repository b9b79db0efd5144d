"""What a matchmaker does with a registration: take it, see the papers, pass it on."""

from community.matchmaking import Stage
from community.matchmaking.matchmakers import (
    LISTED,
    MATCHMAKER,
    all_for,
    announce,
    hand_on,
    is_matchmaker,
    looks_after,
    may_take,
    redraw,
)
from community.matchmaking.registering import UNSEEN
from community.refused import Refused
from community.roles import Role
from community.tells import tell
from storage import people, places, roles, singles, timers
from storage.people import Person
from storage.singles import Single
from storage.tx import Tx

ALL = tuple(stage for stage in Stage if stage is not Stage.WITHDRAWN)


def take(tx: Tx, who: Person, single_id: int) -> None:
    """我来牵线: the first matchmaker of the place who says so looks after them."""
    single = singles.hold(tx, single_id)
    if single is None or single.stage == Stage.WITHDRAWN:
        raise Refused("matchmaking.not_found")
    if not may_take(tx, who, single):
        taken = single.matchmaker_id is not None and is_matchmaker(who)
        raise Refused("cases.moved_on" if taken else "matchmaking.not_found")
    singles.take(tx, single.id, who.id)
    redraw(tx, singles.known(tx, single.id))
    tell(tx, single.person_id, "matchmaking.looks_after", single.id)


def held(tx: Tx, who: Person, single_id: int) -> Single:
    """Somebody whom a matchmaker looks after, held until the unit ends."""
    single = singles.hold(tx, single_id)
    if single is None or not looks_after(who, single):
        raise Refused("matchmaking.not_found")
    return single


def see_papers(tx: Tx, who: Person, single_id: int, now: int) -> None:
    """证件看过了: seen, not photographed; from now on they can be introduced."""
    single = held(tx, who, single_id)
    if single.stage != Stage.DECLARED:
        raise Refused("cases.moved_on")
    singles.see_papers(tx, single.id, who.id, now)
    singles.set_stage(tx, single.id, Stage.OPEN)
    timers.cancel(tx, UNSEEN, single.id)
    tx.touched.add(("single", single.id))
    tell(tx, single.person_id, "matchmaking.papers_seen", single.id)


def write(tx: Tx, who: Person, single_id: int, words: str) -> None:
    """Write a word to somebody one looks after, such as when to come with the papers."""
    single = held(tx, who, single_id)
    tell(tx, single.person_id, "matchmaking.word", single.id, words=words)


def pass_on(tx: Tx, who: Person, single_id: int, to_id: int) -> None:
    """转给别的红娘: another matchmaker looks after them, and they are told who."""
    single = held(tx, who, single_id)
    person = people.known(tx, single.person_id)
    if to_id == who.id or to_id not in {one.id for one in all_for(tx, person)}:
        raise Refused("matchmaking.no_matchmaker")
    hand_on(tx, single, to_id)
    tell(tx, to_id, "matchmaking.passed_on", single.id)
    tell(tx, single.person_id, "matchmaking.looks_after", single.id)


def in_hand(tx: Tx, who: Person) -> list[Single]:
    """Everybody a matchmaker looks after."""
    return singles.in_hand(tx, who.id, ALL, LISTED) if is_matchmaker(who) else []


def release(tx: Tx, who: Person) -> None:
    """Who is a matchmaker no more, or not there, leaves them to the others of the place."""
    ended = roles.ended(tx, who.id, Role.MATCHMAKER)
    for single in singles.in_hand(tx, who.id, ALL, 10_000):
        place = places.get(tx, single.place_id)
        path = place.path if place else ""
        there = not path.startswith(tuple(ended)) or who.holds(MATCHMAKER, path)
        if is_matchmaker(who) and there:
            continue  # theirs by the place, or by the choice of who lives elsewhere
        hand_on(tx, single, None)
        announce(tx, singles.known(tx, single.id), "matchmaking.left")

"""Somebody asks for help: those near their home hear it, and the first takes it up."""

from enum import StrEnum

from community.daytime import by_day
from community.deadlines import DAY_MS, HOUR_MS
from community.duty import on_duty
from community.issues.watch import above
from community.nearby import home_of, near, reached
from community.refused import Refused
from community.roles import ENTERS
from community.tasks.closing import not_needed
from community.tasks.kinds import Source
from community.tells import tell, tell_all
from community.workdays import working_time
from storage import people, places, timers, wishes
from storage.people import Person
from storage.tx import Tx
from storage.wishes import Wish

UNHEARD = "wishes.unheard"  # the timer of a wish that nobody takes up
TAKEN = "wishes.taken"  # the timer of a wish that somebody has taken up
FIRST, HIGHER, LAST = "1", "2", "4"
STEPS_MS = {"1": 3 * HOUR_MS, "2": DAY_MS, "3": DAY_MS}  # until the next time
LISTED = 20


class Matter(StrEnum):
    """What is wished for most."""

    ERRANDS = "errands"
    MENDING = "mending"
    COMPANY = "company"
    TALK = "talk"
    OTHER = "other"


def ask(
    tx: Tx, who: Person, matter: Matter, words: str | None, message_id: int | None, now: int
) -> Wish:
    """Ask for help; the same once more, while it stands, is the same wish."""
    for standing in wishes.standing(tx, who.id):
        same = standing.matter == matter and wishes.words(tx, standing) == words
        if same and standing.message_id == message_id:
            return standing
    return begin(tx, who, matter, words, message_id, now)


def begin(
    tx: Tx, who: Person, matter: Matter, words: str | None, message_id: int | None, now: int
) -> Wish:
    """Begin a wish, whatever stands already."""
    wish = wishes.add(tx, who.id, home_of(tx, who).id, matter, words, message_id, now)
    _tell(tx, wish)
    timers.add(tx, UNHEARD, wish.id, FIRST, now + HOUR_MS, now)
    return wish


def told(tx: Tx, wish: Wish) -> list[Person]:
    """Who has heard of it: those near, and once nobody took it up, those on duty and above."""
    place = places.get(tx, wish.place_id)
    if place is None:
        return []
    found = {one.id: one for one in near(tx, place, wish.person_id, wish.made)}
    if wish.higher is not None:
        more = [*on_duty(tx, place, wish.higher), *above(tx, place)]
        found |= {one.id: one for one in reached(more, wish.person_id)}
    return list(found.values())


def unheard(tx: Tx, wish_id: int, occasion: str, now: int) -> None:
    """Nobody has taken it up: once more by day, then to those on duty and the level above."""
    wish = wishes.get(tx, wish_id)
    place = places.get(tx, wish.place_id) if wish else None
    if wish is None or place is None or not wish.open:
        return
    at = by_day(now, place.zone)
    if at > now:
        timers.add(tx, UNHEARD, wish_id, occasion, at, now)
        return
    if occasion == HIGHER:
        wishes.rise(tx, wish_id, now)
        tell(tx, wish.person_id, "wishes.unheard", wish_id)
        wish = wishes.get(tx, wish_id) or wish
    tx.touched.add(("wish", wish_id))  # who can be told may be others by now
    _tell(tx, wish)
    if occasion != LAST:
        following = str(int(occasion) + 1)
        timers.add(tx, UNHEARD, wish_id, following, now + STEPS_MS[occasion], now)


def may_take(tx: Tx, who: Person, wish: Wish) -> bool:
    """Whether it is for them: who looks after the place, and who was on duty."""
    place = places.get(tx, wish.place_id)
    if place is None or who.id == wish.person_id:
        return False
    return who.holds(ENTERS, place.path) or any(one.id == who.id for one in told(tx, wish))


def take(tx: Tx, who: Person, wish_id: int, now: int) -> None:
    """我来联系: the first who says so; the others see who, and the person hears it."""
    wish = wishes.get(tx, wish_id)
    if wish is None or not may_take(tx, who, wish):
        raise Refused("wishes.not_found")
    if not wishes.take(tx, wish_id, who.id, now):
        raise Refused("cases.moved_on")
    timers.cancel(tx, UNHEARD, wish_id)
    timers.add(tx, TAKEN, wish_id, FIRST, _next_day(tx, wish, now), now)
    not_needed(tx, Source.WISH, wish_id, now)
    tx.touched.add(("wish", wish_id))
    tell(tx, wish.person_id, "wishes.helper", wish_id)


def watched(tx: Tx, wish_id: int, occasion: str, now: int) -> None:
    """Ask who has taken it up; from who then says nothing, or may no more, it goes to all again."""
    wish = wishes.get(tx, wish_id)
    if wish is None or wish.taken_by is None or wish.ended is not None:
        return
    taker = people.known(tx, wish.taken_by)
    if occasion == FIRST and taker.reachable and may_take(tx, taker, wish):
        tell(tx, taker.id, "wishes.still", wish_id)
        timers.add(tx, TAKEN, wish_id, HIGHER, _next_day(tx, wish, now), now)
        return
    free(tx, wish, taker, now)


def free(tx: Tx, wish: Wish, taker: Person, now: int) -> None:
    """Offer to all again what somebody has taken up."""
    if not wishes.free(tx, wish.id, taker.id):
        return
    tx.touched.add(("wish", wish.id))
    _tell(tx, wish)
    timers.add(tx, UNHEARD, wish.id, FIRST, now + HOUR_MS, now)


def _next_day(tx: Tx, wish: Wish, now: int) -> int:
    """The next morning of work, as a rule."""
    place = places.get(tx, wish.place_id)
    return working_time(tx, now + DAY_MS // 2, place.zone) if place else now + DAY_MS


def finish(tx: Tx, who: Person, wish_id: int, now: int) -> None:
    """办完了: who has taken it up says so; the person hears it and may ask again."""
    wish = wishes.get(tx, wish_id)
    if wish is None or wish.taken_by != who.id or not may_take(tx, who, wish):
        raise Refused("wishes.not_found")
    if not wishes.end(tx, wish_id, now, done=True):
        raise Refused("cases.moved_on")
    timers.cancel(tx, TAKEN, wish_id)
    tx.touched.add(("wish", wish_id))
    tell(tx, wish.person_id, "wishes.done", wish_id)


def withdraw(tx: Tx, who: Person, wish_id: int, now: int) -> None:
    """不用了: who has taken it up, or else whoever has heard of it, hears that, too."""
    wish = wishes.get(tx, wish_id)
    if wish is None or wish.person_id != who.id:
        raise Refused("wishes.not_found")
    if not wishes.end(tx, wish_id, now, done=False):
        raise Refused("cases.moved_on")
    _no_more(tx, wish, now)
    if wish.taken_by is not None:
        tell(tx, wish.taken_by, "wishes.withdrawn", wish_id)


def drop(tx: Tx, wish: Wish, now: int) -> None:
    """Nobody is wished for any more: it ends without a word to anybody."""
    if wishes.end(tx, wish.id, now, done=False):
        _no_more(tx, wish, now)


def _no_more(tx: Tx, wish: Wish, now: int) -> None:
    timers.cancel_each(tx, (UNHEARD, TAKEN), wish.id)
    not_needed(tx, Source.WISH, wish.id, now)
    tx.touched.add(("wish", wish.id))


def wanted(tx: Tx, who: Person) -> list[Wish]:
    """What is still to be done of what is wished for where somebody looks after people."""
    found: dict[int, Wish] = {}
    for held in who.roles:
        if held.role in ENTERS:
            found |= {wish.id: wish for wish in wishes.below(tx, held.path, LISTED)}
    return [wish for wish in found.values() if wish.taken_by in (None, who.id)][:LISTED]


def _tell(tx: Tx, wish: Wish) -> None:
    those = told(tx, wish)
    tell_all(tx, those, "wishes.wanted", wish.id)
    if wish.message_id is not None:
        tell_all(tx, those, "wishes.said", wish.id)

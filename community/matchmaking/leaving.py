"""Pausing, going on, and leaving at once: nothing personal stays."""

from community.going import Gone, Why
from community.matchmaking import PURPOSE, Stage
from community.matchmaking.ending import Ending, end_of
from community.matchmaking.handing import release
from community.matchmaking.matchmakers import is_matchmaker, redraw
from community.matchmaking.photos import take_photo
from community.matchmaking.registering import UNSEEN, own
from community.refused import Refused
from community.tells import tell
from storage import complaints, consents, introductions, meetings, people, singles, timers
from storage.people import Person
from storage.singles import Single
from storage.tx import Tx


def pause(tx: Tx, who: Person) -> None:
    """先停一停: nobody new is introduced; what stands goes on."""
    single = own(tx, who)
    if single.stage != Stage.OPEN:
        raise Refused("cases.moved_on")
    _set(tx, single, Stage.PAUSED)


def resume(tx: Tx, who: Person) -> None:
    single = own(tx, who)
    if single.stage != Stage.PAUSED:
        raise Refused("cases.moved_on")
    _set(tx, single, Stage.OPEN)


def withdraw(tx: Tx, who: Person, now: int) -> None:
    """退出: at once, and what was said is erased; the other one of an introduction hears kindly."""
    end_of(tx, who.id, Ending.WITHDRAWN, now)
    _empty(tx, own(tx, who), now)


def leave(tx: Tx, gone: Gone, now: int) -> int:
    """The same for who is erased or has died; whom a matchmaker leaves behind, others may take."""
    if gone.why is not Why.ROLE_ENDED:
        expel(tx, gone.person.id, now)
    if gone.why is Why.ERASED and gone.person.telegram_id is not None:
        complaints.remember(tx, gone.person.id, gone.person.telegram_id)
    release(tx, gone.person)
    return 0


def expel(tx: Tx, person_id: int, now: int) -> None:
    """Empty somebody's registration, if there is one that stands."""
    end_of(tx, person_id, Ending.WITHDRAWN, now)
    found = singles.hold_of(tx, person_id)
    if found and found[0].stage != Stage.WITHDRAWN:
        _empty(tx, found[0], now)
    introductions.forget_words(tx, person_id)


def _empty(tx: Tx, single: Single, now: int) -> None:
    take_photo(tx, single, now)
    singles.empty(tx, single.id, Stage.WITHDRAWN, now)
    introductions.forget_words(tx, single.person_id)
    tx.touched |= {("meeting", one) for one in meetings.forget(tx, single.person_id)}
    consents.withdraw(tx, single.person_id, PURPOSE, now)
    timers.cancel(tx, UNSEEN, single.id)
    redraw(tx, single)
    matchmaker = people.get(tx, single.matchmaker_id) if single.matchmaker_id else None
    if matchmaker is not None and is_matchmaker(matchmaker):
        tell(tx, matchmaker.id, "matchmaking.withdrew", single.id)


def _set(tx: Tx, single: Single, stage: Stage) -> None:
    singles.set_stage(tx, single.id, stage)
    tx.touched.add(("single", single.id))

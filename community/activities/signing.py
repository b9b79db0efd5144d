"""报名 and 取消报名: places go to who comes first, then in turn to who waits."""

from community.activities.access import ACTIVITY, hosted
from community.activities.kinds import STANDING, Coming, Stage
from community.activities.line import OFFER, fill, fits, free
from community.refused import Refused
from storage import activities, sign_ups, timers
from storage.activities import Activity
from storage.people import Person
from storage.sign_ups import SignUp
from storage.tx import Tx

PEOPLE_MOST = 6  # with one sign-up
ENTERED_MOST = 60  # by the host at once: a class, a team
LINE_MOST = 500  # sign-ups for one activity


def sign_up(tx: Tx, who: Person, activity_id: int, count: int, now: int) -> SignUp:
    """Sign up so many people, or change how many; where it is full they wait in turn."""
    activity = _open(tx, activity_id, now)
    if not 1 <= count <= PEOPLE_MOST:
        raise Refused("activities.too_many", most=PEOPLE_MOST)
    _must_ever_fit(activity, count)
    tx.touched.add((ACTIVITY, activity.id))
    known = sign_ups.by(tx, activity.id, who.id)
    if known is not None and known.stage in STANDING:
        return _renumber(tx, activity, known, count, now)
    stage = _stage_for(tx, activity, count)
    if known is None:
        return sign_ups.add(tx, activity.id, who.id, count, stage, now)
    if known.stage != Coming.OUT:
        raise Refused("cases.moved_on")
    return sign_ups.change(tx, known, stage=stage, people=count, since=now)


def enter(tx: Tx, who: Person, activity_id: int, name: str, count: int, now: int) -> SignUp:
    """代报名: the host signs up somebody without Telegram, by name."""
    activity = hosted(tx, who, activity_id)
    if activity.stage != Stage.PUBLISHED or now >= activity.ends:
        raise Refused("cases.moved_on")
    if not 1 <= count <= ENTERED_MOST:
        raise Refused("activities.too_many", most=ENTERED_MOST)
    _must_ever_fit(activity, count)
    tx.touched.add((ACTIVITY, activity.id))
    stage = _stage_for(tx, activity, count)
    return sign_ups.add(tx, activity.id, None, count, stage, now, name, who.id)


def leave(tx: Tx, who: Person, activity_id: int, now: int) -> None:
    """取消报名: the place goes to the next one."""
    activity = activities.hold(tx, activity_id)
    one = sign_ups.by(tx, activity_id, who.id)
    if activity is None or one is None:
        raise Refused("activities.not_found")
    _out(tx, activity, one, now)


def take_out(tx: Tx, who: Person, sign_up_id: int, now: int) -> Activity:
    """The host takes somebody out who has said so at the counter or on the phone."""
    one = sign_ups.get(tx, sign_up_id)
    if one is None:
        raise Refused("activities.not_found")
    activity = hosted(tx, who, one.activity_id)
    _out(tx, activity, sign_ups.known(tx, sign_up_id), now)
    return activity


def accept(tx: Tx, who: Person, activity_id: int) -> SignUp:
    """Take the place that has become free."""
    activity = activities.hold(tx, activity_id)
    one = sign_ups.by(tx, activity_id, who.id)
    if activity is None or one is None:
        raise Refused("activities.not_found")
    if one.stage != Coming.OFFERED or activity.stage != Stage.PUBLISHED:
        raise Refused("cases.moved_on")
    timers.cancel(tx, OFFER, one.id)
    tx.touched.add((ACTIVITY, activity.id))
    return sign_ups.change(tx, one, stage=Coming.IN, until=None)


def _open(tx: Tx, activity_id: int, now: int) -> Activity:
    """An activity for which one can sign up, kept from others until the transaction ends."""
    activity = activities.hold(tx, activity_id)
    if activity is None or activity.stage == Stage.DRAFT:
        raise Refused("activities.not_found")
    if activity.stage != Stage.PUBLISHED or now >= activity.until:
        raise Refused("activities.closed")
    if len(sign_ups.of(tx, activity.id, STANDING)) >= LINE_MOST:
        raise Refused("activities.line_full")
    return activity


def _must_ever_fit(activity: Activity, count: int) -> None:
    """More than there are places for altogether would wait in vain."""
    if not fits(activity.capacity, count):
        raise Refused("activities.too_big", room=activity.capacity or 0)


def _stage_for(tx: Tx, activity: Activity, count: int) -> Coming:
    """In, if there is room that nobody waits for whom it would do."""
    room = free(tx, activity)
    line = sign_ups.of(tx, activity.id, (Coming.WAITING,))
    if fits(room, count) and not any(fits(room, one.people) for one in line):
        return Coming.IN
    return Coming.WAITING


def _renumber(tx: Tx, activity: Activity, one: SignUp, count: int, now: int) -> SignUp:
    """Come with more or fewer people; more only where there is room for them."""
    room = free(tx, activity)
    takes = one.stage != Coming.WAITING
    if takes and not fits(room, count - one.people):
        raise Refused("activities.no_room", free=max(0, room or 0))
    changed = sign_ups.change(tx, one, people=count)
    if one.stage == Coming.WAITING and _first_to_fit(tx, activity, one, count):
        return sign_ups.change(tx, changed, stage=Coming.IN)
    if count < one.people:
        fill(tx, activity, now)
    return sign_ups.known(tx, changed.id)


def _first_to_fit(tx: Tx, activity: Activity, one: SignUp, count: int) -> bool:
    """Whether there is room for so many, and nobody waits longer for whom it would do."""
    room = free(tx, activity)
    line = sign_ups.of(tx, activity.id, (Coming.WAITING,))
    before = line[: [other.id for other in line].index(one.id)]
    return fits(room, count) and not any(fits(room, other.people) for other in before)


def _out(tx: Tx, activity: Activity, one: SignUp, now: int) -> None:
    if one.stage not in STANDING or activity.stage != Stage.PUBLISHED or now >= activity.ends:
        raise Refused("cases.moved_on")
    timers.cancel(tx, OFFER, one.id)
    tx.touched.add((ACTIVITY, activity.id))
    sign_ups.change(tx, one, stage=Coming.OUT, until=None)
    if one.stage != Coming.WAITING:
        fill(tx, activity, now)

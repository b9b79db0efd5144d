"""The line for an activity that is full: who comes next, for how long a place is kept for them."""

from community.activities.access import ACTIVITY, hosts, place_of
from community.activities.kinds import TAKES_PLACE, Coming, Stage
from community.daytime import by_day
from community.deadlines import DAY_MS, HOUR_MS
from community.tells import tell, tell_all
from storage import activities, people, sign_ups, timers
from storage.activities import Activity
from storage.sign_ups import SignUp
from storage.tx import Tx

OFFER, FILL = "activities.offer", "activities.fill"  # timers
ANSWER_MS, ANSWER_SOON_MS = 12 * HOUR_MS, 2 * HOUR_MS  # to say whether one still wants to come


def free(tx: Tx, activity: Activity) -> int | None:
    """How many more people have room; None where as many may come as like."""
    if activity.capacity is None:
        return None
    counted = sign_ups.counted(tx, activity.id)
    return activity.capacity - sum(counted.get(stage, 0) for stage in TAKES_PLACE)


def fits(room: int | None, count: int) -> bool:
    return room is None or count <= room


def fill(tx: Tx, activity: Activity, now: int) -> None:
    """Offer free places to whoever waits, in turn, as far as they are enough; by day only."""
    if activity.stage != Stage.PUBLISHED or now >= activity.starts:
        return
    line = sign_ups.of(tx, activity.id, (Coming.WAITING,))
    room = free(tx, activity)
    if not line or (room is not None and room <= 0):
        return
    at = by_day(now, place_of(tx, activity).zone)
    if at > now:
        timers.add(tx, FILL, activity.id, str(at), at, now)
        return
    tx.touched.add((ACTIVITY, activity.id))
    for one in line:
        if fits(room, one.people):
            room = None if room is None else room - one.people
            _offer(tx, activity, one, now)
    _ask_for_fewer(tx, activity, room)


def _ask_for_fewer(tx: Tx, activity: Activity, room: int | None) -> None:
    """Where some places are left, ask the first who waits with more whether so many would do."""
    waiting = sign_ups.of(tx, activity.id, (Coming.WAITING,))
    first = next((one for one in waiting if one.person_id is not None), None)
    if room and first is not None and first.person_id is not None:
        tell(tx, first.person_id, "activities.fewer", activity.id, room=room)


def fill_by_day(tx: Tx, activity_id: int, _occasion: str, now: int) -> None:
    """In the morning: offer what has become free at night."""
    activity = activities.hold(tx, activity_id)
    if activity is not None:
        fill(tx, activity, now)


def _offer(tx: Tx, activity: Activity, one: SignUp, now: int) -> None:
    """Keep a place for somebody until they answer; who cannot be asked has it at once."""
    person = people.get(tx, one.person_id) if one.person_id is not None else None
    if person is None or not person.reachable:
        sign_ups.change(tx, one, stage=Coming.IN, until=None)
        tell_all(tx, hosts(tx, activity), "activities.moved_up", one.id)
        return
    soon = activity.starts - now < DAY_MS
    until = by_day(now + (ANSWER_SOON_MS if soon else ANSWER_MS), place_of(tx, activity).zone)
    until = min(until, activity.starts)
    sign_ups.change(tx, one, stage=Coming.OFFERED, until=until)
    timers.add(tx, OFFER, one.id, str(until), until, now)
    tell(tx, person.id, "activities.offered", activity.id)


def lapse(tx: Tx, sign_up_id: int, _occasion: str, now: int) -> None:
    """Nobody has answered: the place goes to the next one."""
    one = sign_ups.get(tx, sign_up_id)
    activity = activities.hold(tx, one.activity_id) if one else None
    one = sign_ups.get(tx, sign_up_id)  # as it is now that it is held
    if one is None or activity is None or one.stage != Coming.OFFERED:
        return
    sign_ups.change(tx, one, stage=Coming.OUT, until=None)
    if one.person_id is not None:
        tell(tx, one.person_id, "activities.lapsed", activity.id)
    tx.touched.add((ACTIVITY, activity.id))
    fill(tx, activity, now)


def drop_line(tx: Tx, activity: Activity) -> None:
    """Nothing becomes free any more."""
    timers.cancel(tx, FILL, activity.id)
    for one in sign_ups.of(tx, activity.id, (Coming.OFFERED,)):
        timers.cancel(tx, OFFER, one.id)

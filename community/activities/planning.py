"""An activity from its draft to its end: written, published, changed, cancelled, held."""

from community.activities.access import ACTIVITY, hosted, hosts, origins, place_of
from community.activities.kinds import STANDING, STEPS, Coming, Origin, Stage
from community.activities.line import drop_line, fill
from community.broadcasts import running
from community.deadlines import DAY_MS, HOUR_MS
from community.refused import Refused
from community.roles import LEADS
from community.tells import tell, tell_all
from storage import activities, media, places, sign_ups, timers
from storage.activities import Activity, Plan
from storage.moments import local, moment
from storage.people import Person
from storage.tx import Tx

REMIND, END, THANK = "activities.remind", "activities.end", "activities.thank"  # timers
TIMERS = (REMIND, END, THANK)
DAY, TODAY, HOURS = "day", "today", "hours"  # what a reminder says
BEFORE_MS = {DAY: DAY_MS, HOURS: 2 * HOUR_MS}
AHEAD_MS = 400 * DAY_MS
LONGEST_MS = 3 * DAY_MS
THANKED_AT = 10 * 60  # minutes of the next day


def draft(tx: Tx, who: Person, plan: Plan, now: int, maker: int | None = None) -> Activity:
    """Write an activity down; nobody but its hosts sees it yet."""
    _must_be_theirs(tx, who, plan)
    _must_come(plan, now)
    return activities.add(tx, plan, maker or who.id, now)


def rewrite(tx: Tx, who: Person, activity_id: int, plan: Plan, now: int) -> Activity:
    """Change it; who has signed up hears once where and when it is now."""
    activity = hosted(tx, who, activity_id)
    _must_be_theirs(tx, who, plan)
    if (
        activity.stage not in (Stage.DRAFT, Stage.PUBLISHED)
        or activity.starts <= now < activity.ends
    ):
        raise Refused("cases.moved_on")
    _must_come(plan, now)
    before = activities.plan_of(tx, activity)
    if plan == before:
        return activity
    activity = activities.rewrite(tx, activity, plan)
    tx.touched.add((ACTIVITY, activity.id))
    if activity.stage == Stage.PUBLISHED:
        _watch(tx, activity, now)
        if _noticed(before) != _noticed(plan):
            _tell_standing(tx, activity, "activities.changed")
            running.changed(tx, ACTIVITY, activity.id, now)
        fill(tx, activity, now)
    return activity


def _noticed(plan: Plan) -> tuple[object, ...]:
    """What whoever comes must know."""
    return plan.place_id, plan.starts, plan.ends, plan.words.title, plan.words.spot


def show_poster(tx: Tx, who: Person, activity_id: int, file: tuple[str, str], now: int) -> None:
    """Keep its poster, in place of an older one."""
    activity = hosted(tx, who, activity_id)
    if activity.stage not in (Stage.DRAFT, Stage.PUBLISHED):
        raise Refused("cases.moved_on")
    activities.change(tx, activity, poster_id=media.keep(tx, now, *file))
    if activity.poster_id is not None:
        media.drop(tx, activity.poster_id, now)
    tx.touched.add((ACTIVITY, activity.id))


def publish(tx: Tx, who: Person, activity_id: int, now: int) -> Activity:
    """Let everybody see it and sign up."""
    activity = hosted(tx, who, activity_id)
    if activity.starts <= now:
        raise Refused("activities.past")
    activity = _step(tx, activity, Stage.PUBLISHED, published=now)
    _watch(tx, activity, now)
    return activity


def cancel(tx: Tx, who: Person, activity_id: int, why: str, now: int) -> Activity:
    """Call it off; who has signed up or waits hears why, and nobody is reminded any more."""
    activity = hosted(tx, who, activity_id)
    if activity.stage not in STEPS[Stage.CANCELLED] or activity.ends <= now:
        raise Refused("cases.moved_on")
    timers.cancel_each(tx, TIMERS, activity.id)
    drop_line(tx, activity)
    activity = activities.cancel(tx, activity, why, now)
    _tell_standing(tx, activity, "activities.cancelled")
    running.called_off(tx, ACTIVITY, activity.id, now)
    tx.touched.add((ACTIVITY, activity.id))
    return activity


def remind(tx: Tx, activity_id: int, occasion: str, now: int) -> None:
    """A day and two hours before: who comes is reminded, who waits in vain hears so.

    Late it is as good as long as the next one, or the beginning, is still to come.
    """
    activity = activities.get(tx, activity_id)
    what, _dot, starts = occasion.partition(".")
    if activity is None or activity.stage != Stage.PUBLISHED or starts != str(activity.starts):
        return
    following = activity.starts - (BEFORE_MS[HOURS] if what == DAY else 0)
    if now >= following:
        return
    zone = place_of(tx, activity).zone
    that_day = moment(local(activity.starts, zone).date(), 0, zone)
    if what == DAY:
        what, until = (DAY, that_day) if now < that_day else (TODAY, activity.starts)
    else:
        until = activity.starts
    for one in sign_ups.of(tx, activity.id, (Coming.IN,)):
        if one.person_id is not None:
            tell(tx, one.person_id, "activities.soon", activity.id, stale=until, what=what)
    if what == HOURS:
        for one in sign_ups.of(tx, activity.id, (Coming.WAITING,)):
            if one.person_id is not None:
                tell(tx, one.person_id, "activities.no_place", activity.id, stale=activity.starts)


def finish(tx: Tx, activity_id: int, _occasion: str, now: int) -> None:
    """It is over: the host says who came; those are thanked next day."""
    activity = activities.hold(tx, activity_id)
    if activity is None or activity.stage != Stage.PUBLISHED:
        return
    timers.cancel_each(tx, TIMERS, activity.id)
    drop_line(tx, activity)
    activity = _step(tx, activity, Stage.HELD, ended=activity.ends)
    zone = place_of(tx, activity).zone
    next_day = local(activity.ends + DAY_MS, zone).date()
    timers.add(tx, THANK, activity.id, "", moment(next_day, THANKED_AT, zone), now)
    tell_all(tx, hosts(tx, activity), "activities.over", activity.id)


def _must_be_theirs(tx: Tx, who: Person, plan: Plan) -> None:
    place = places.get(tx, plan.place_id)
    if place is None or not who.holds(LEADS, place.path):
        raise Refused("activities.not_yours")
    if Origin(plan.origin) not in origins(who):
        raise Refused("activities.not_yours")


def _must_come(plan: Plan, now: int) -> None:
    if not now < plan.starts <= now + AHEAD_MS:
        raise Refused("activities.past")
    if not plan.starts < plan.ends <= plan.starts + LONGEST_MS:
        raise Refused("activities.ends_first")
    if plan.closes is not None and not now < plan.closes <= plan.starts:
        raise Refused("activities.closes_late")


def _step(tx: Tx, activity: Activity, stage: Stage, **values: int) -> Activity:
    if activity.stage not in STEPS[stage]:
        raise Refused("cases.moved_on")
    tx.touched.add((ACTIVITY, activity.id))
    return activities.change(tx, activity, stage=stage, **values)


def _watch(tx: Tx, activity: Activity, now: int) -> None:
    """Set its timers anew; what is past already is not said."""
    timers.cancel_each(tx, TIMERS, activity.id)
    for what, before in BEFORE_MS.items():
        at = activity.starts - before
        if at > now:
            timers.add(tx, REMIND, activity.id, f"{what}.{activity.starts}", at, now)
    timers.add(tx, END, activity.id, str(activity.ends), activity.ends, now)


def _tell_standing(tx: Tx, activity: Activity, notice: str) -> None:
    """Tell who comes, waits or is asked; of those without Telegram the hosts see to it."""
    for one in sign_ups.of(tx, activity.id, STANDING):
        if one.person_id is not None:
            tell(tx, one.person_id, notice, activity.id)

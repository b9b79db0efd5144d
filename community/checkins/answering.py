"""The person themselves: 我挺好, any sign of life, something that a human must listen to, 🆘."""

from community.checkins import boards, family, mornings
from community.checkins.endings import close
from community.checkins.kinds import LISTENING_MS, SOS, Occasion, Outcome, Part, Step, Who, led
from community.checkins.ladder import named, step
from community.deadlines import MINUTE_MS
from community.duty import on_duty
from community.issues.emergency import OVER_MS
from community.nearby import home_of, near, reached
from community.refused import Refused
from community.tells import tell, tell_all
from storage import (
    alerts,
    checkin_alerts,
    checkin_days,
    checkin_plans,
    people,
    places,
    timers,
    wishes,
)
from storage.checkin_days import Day
from storage.checkin_plans import Plan
from storage.people import Person
from storage.tx import Tx

SOS_MS = 3 * MINUTE_MS  # without a further tap it is urgent
ALARMED_MS = 60 * MINUTE_MS  # after 🆘 that was not called off a tap is no sign of being well


def answer(tx: Tx, who: Person, day_id: int, now: int) -> None:
    """我挺好: it ends, and everybody alarmed hears so; once more is as good."""
    day = checkin_days.get(tx, day_id)
    if day is None or day.person_id != who.id:
        raise Refused("checkins.not_found")
    plan = checkin_plans.hold(tx, day.plan_id)
    people.set_well(tx, who.id, now)
    if plan is not None:
        close(tx, plan, Outcome.ANSWERED, None, now)


def well(tx: Tx, who: Person, now: int) -> None:
    """我挺好 by the key: whatever else stands, the question is answered."""
    day = standing(tx, who)
    if day is not None:
        answer(tx, who, day.id, now)


def touch(tx: Tx, who: Person, now: int, *, deed: bool) -> None:
    """Note that somebody has written or tapped; a deed after the question is an answer to it.

    Words, voices and pictures are none: a human must understand them first. Nor is anything while
    they wait for the help that they have asked for since; 我挺好 always is.
    """
    plan = checkin_plans.hold_of(tx, who.id)
    if plan is None or plan.ended is not None:
        return
    people.set_heard(tx, who.id, now)
    alert = alerts.last(tx, who.id)
    if alert is not None and alert.made == now:
        timers.add(tx, SOS, alert.id, "", now + SOS_MS, now)
    elif alert is not None and alert.calmed == now and now >= alert.made + SOS_MS:
        tell_all(tx, _close_ones(tx, plan), "checkins.calmed", alert.id)
    calm = alert is None or alert.calmed is not None or now >= alert.made + ALARMED_MS
    answers = deed and calm and not _waits_for_help(tx, plan)
    ended = close(tx, plan, Outcome.ANSWERED, None, now) if answers else []
    if calm and not ended and mornings.first_sign(tx, plan, who, now):
        family.well(tx, plan, now)
        boards.changed(tx, home_of(tx, who).id, now)


def _waits_for_help(tx: Tx, plan: Plan) -> bool:
    """Whether they wish for help since they were asked, and still do."""
    days = checkin_days.standing(tx, plan.id)
    asked = min((day.made for day in days), default=None)
    return asked is not None and any(
        wish.made >= asked for wish in wishes.standing(tx, plan.person_id)
    )


def standing(tx: Tx, who: Person) -> Day | None:
    """The question that somebody has not answered."""
    plan = checkin_plans.of(tx, who.id)
    found = checkin_days.standing(tx, plan.id) if plan else []
    return found[-1] if found else None


def hear(
    tx: Tx, who: Person, message_id: int, now: int, *, written: bool = False
) -> list[Person] | None:
    """Let a human listen to what was sent while a question stands; None where none does.

    It stops the climb once; whoever was alarmed hears the rest, too. It is no alarm itself.
    """
    plan = checkin_plans.hold_of(tx, who.id)
    standing = checkin_days.standing(tx, plan.id) if plan else []
    if plan is None or not standing:
        return None
    day = standing[-1]
    listeners = _listeners(tx, day, who, now)
    if day.heard is None:
        duty = {one.id for one in _on_duty(tx, day.place_id, now)}
        for one in listeners:
            part = Who.DUTY if one.id in duty else Who.NEAR
            checkin_alerts.put(tx, day.id, one.id, day.rung, part, now)
        day = checkin_days.change(tx, day, state=led(day, Step.HEAR), heard=now)
        tell_all(tx, listeners, "checkins.listen", day.id)
        if day.taken_by is None:
            step(tx, day, Occasion.LISTEN, now + LISTENING_MS, now)
    for one in listeners:
        message = (who.chat_id, message_id)
        tell(tx, one.id, "checkins.heard", day.id, message=message, written=written)
    return listeners


def _listeners(tx: Tx, day: Day, who: Person, now: int) -> list[Person]:
    """Whoever looks after it; else who was alarmed; else those near."""
    if day.taken_by is not None:
        found = reached([people.known(tx, day.taken_by)], who.id)
        if found:
            return found
    told = [people.known(tx, one.person_id) for one in checkin_alerts.of(tx, day.id)]
    place = places.get(tx, day.place_id)
    return reached(told, who.id) or (near(tx, place, who.id, now) if place else [])


def urgent(tx: Tx, alert_id: int, _occasion: str, now: int) -> None:
    """🆘 and no further tap: those whom they have named hear it, too.

    When that could not be sent for two hours, those on duty hear that they have not.
    """
    alert = alerts.get(tx, alert_id)
    plan = checkin_plans.of(tx, alert.person_id) if alert else None
    if alert is None or plan is None or alert.calmed is not None:
        return
    if now < alert.made + OVER_MS:
        tell_all(tx, _close_ones(tx, plan), "checkins.sos", alert.id)
    else:
        unsaid(tx, alert.id, "", now)


def unsaid(tx: Tx, alert_id: int, _occasion: str, now: int) -> None:
    """Those whom they have named could not be told of 🆘: who is on duty phones them."""
    alert = alerts.get(tx, alert_id)
    if alert is not None and alert.calmed is None:
        found = reached(_on_duty(tx, alert.place_id, now), alert.person_id)
        tell_all(tx, found, "checkins.unsaid", alert.id)


def _on_duty(tx: Tx, place_id: int, now: int) -> list[Person]:
    place = places.get(tx, place_id)
    return on_duty(tx, place, now) if place else []


def _close_ones(tx: Tx, plan: Plan) -> list[Person]:
    found = [*named(tx, plan, Part.CONTACT), *named(tx, plan, Part.NEIGHBOUR)]
    return reached(list({one.id: one for one in found}.values()), plan.person_id)

"""Somebody is in danger: never a case first (domain §3)."""

import re
from typing import Any

from community.deadlines import MINUTE_MS
from community.duty import on_duty
from community.issues.danger import Danger, danger_of
from community.issues.watch import above
from community.refused import Refused
from community.roles import staff_of
from community.tells import tell, tell_all
from storage import alerts, places, timers
from storage.alerts import Alert
from storage.people import Person
from storage.tx import Tx

WELL_MOST = 24  # signs
FRESH_MS = 30 * MINUTE_MS  # how long what somebody in danger sends goes to those alerted
UNHEARD = "issues.unheard"  # the timer of an alarm that nobody takes
AGAIN_MS, HIGHER_MS = 3 * MINUTE_MS, 10 * MINUTE_MS
TIMES = 12  # two hours in all: by then others have been called, as the numbers on the screen say
OVER_MS = TIMES * HIGHER_MS
# Of these somebody gets in touch all the same: who takes it back may be made to, or be ashamed.
STAYS = frozenset({Danger.SUICIDE, Danger.VIOLENCE})
# What somebody says who has pressed 🆘 by mistake, or is well again, and the words around it.
WELL = re.compile(
    r"[按点摁碰]错了?|误[按点触碰]|不小心[按点摁碰][到着]?|弄错了?|没有?(?:事|危险|急事)[儿情]?"
    r"|不是(?:紧急情况|急事)?|不(?:用|需要|要)(?:来|管|人来)?|不急|[挺很]?好(?:的|着呢|多了|好的)?"
    r"|平安|取消|放心吧?|mistake|sorry|(?:iam|im)(?:fine|ok|okay|well)",
    re.IGNORECASE,
)
ONLY_WELL = re.compile(
    rf"(?:{WELL.pattern}|对不起|不好意思|抱歉|哎呀?|刚才|已经|现在|[我是都的了啦呢吧啊哈])"
    rf"{{1,{WELL_MOST}}}",
    re.IGNORECASE,
)


def raise_alarm(
    tx: Tx,
    who: Person,
    now: int,
    danger: Danger | None = None,
    words: str | None = None,
    *,
    plainly: bool = False,
) -> Alert:
    """Alert who is on duty where the person lives; the numbers to call come first.

    `plainly` without anything that is sealed: where wording it has raised.
    """
    home = places.get(tx, who.home_id) if who.home_id else None
    alert = alerts.add(tx, who.id, (home or places.roots(tx)[0]).id, danger, now, words)
    notice = "issues.cry" if plainly else "issues.emergency"
    tell_all(tx, alerted(tx, alert), notice, alert.id)
    timers.add(tx, UNHEARD, alert.id, "1", now + AGAIN_MS, now)
    return alert


def unheard(tx: Tx, alert_id: int, occasion: str, now: int) -> None:
    """Nobody has said that they get in touch: once more, then the level above, too.

    After the two hours, because nothing could be sent in them, staff hear of it once.
    """
    alert, time = alerts.get(tx, alert_id), int(occasion)
    if alert is None or not waits(alert):
        return
    if now >= alert.made + HIGHER_MS and alert.higher is None:
        alerts.rise(tx, alert_id, now)
        alert = alerts.known(tx, alert_id)
        if now < alert.made + OVER_MS and alert.open:
            tell(tx, alert.person_id, "issues.unheard", alert_id)
    tell_all(tx, alerted(tx, alert), "issues.emergency", alert_id)
    if time < TIMES and now < alert.made + OVER_MS:
        next_time = alert.made + HIGHER_MS if time == 1 else now + HIGHER_MS
        timers.add(tx, UNHEARD, alert_id, str(time + 1), max(next_time, now + AGAIN_MS), now)


def take(tx: Tx, who: Person, alert_id: int, now: int) -> None:
    """我来联系: the first who says so; the others see who, and the person hears it."""
    alert = alerts.get(tx, alert_id)
    if alert is None or not may_take(tx, who, alert):
        raise Refused("cases.not_found")
    if not waits(alert) or not alerts.take(tx, alert_id, who.id, now):
        raise Refused("cases.moved_on")
    timers.cancel(tx, UNHEARD, alert_id)
    tx.touched.add(("alert", alert_id))
    tell(tx, alert.person_id, "issues.helper", alert_id)


def may_take(tx: Tx, who: Person, alert: Alert) -> bool:
    """Whether it is for them: staff of the place, and who was on duty."""
    place = places.get(tx, alert.place_id)
    known = place is not None and staff_of(who, place)
    return known or any(one.id == who.id for one in alerted(tx, alert))


def sounds_urgent(text: str) -> bool:
    """Whether plain words say that somebody is in danger; rather once too often."""
    return danger_of(text) is not None


def sounds_well(text: str) -> bool:
    """Whether plain words say no more than that it was a mistake, or is over."""
    words = "".join(filter(str.isalnum, text[: 2 * WELL_MOST]))
    short = len(text) <= 2 * WELL_MOST and len(words) <= WELL_MOST
    return short and bool(WELL.search(words) and ONLY_WELL.fullmatch(words))


def raised(tx: Tx, who: Person, now: int) -> Alert | None:
    """The alarm that the person raised a short while ago and has not called off."""
    return alerts.open_since(tx, who.id, now - FRESH_MS)


def pass_on(
    tx: Tx, alert: Alert, called: str, message: tuple[int, int], text: str | None
) -> list[Person]:
    """Tell those alerted what the person sends next; returns them.

    `called` is what the person calls themselves, should their name not be known; `message` is its
    chat and number, to copy what is no text.
    """
    told = alerted(tx, alert)
    facts: dict[str, Any] = {"called": called, "message": message, "text": text}
    tell_all(tx, told, "issues.from_danger", alert.id, **facts)
    return told


def name(tx: Tx, alert: Alert, danger: Danger | None) -> bool:
    """Note which danger it is once words say it, or a graver one; returns whether it is new."""
    graver = danger in STAYS and alert.danger not in STAYS
    if danger is None or not (alert.danger is None or graver):
        return False
    alerts.name(tx, alert.id, danger)
    tx.touched.add(("alert", alert.id))
    return True


def call_off(tx: Tx, who: Person, alert_id: int, now: int) -> str | None:
    """不是紧急情况: those alerted hear that, too; returns the words that raised it, if any."""
    alert = alerts.get(tx, alert_id)
    if alert is None or alert.person_id != who.id:
        raise Refused("cases.not_found")
    words = alerts.words(tx, alert_id)
    if not alerts.calm(tx, alert_id, now):
        raise Refused("cases.moved_on")
    if not waits(alerts.known(tx, alert_id)):
        timers.cancel(tx, UNHEARD, alert_id)
    tx.touched.add(("alert", alert_id))
    tell_all(tx, alerted(tx, alert), "issues.all_clear", alert.id)
    return words


def waits(alert: Alert) -> bool:
    """Whether somebody is to get in touch, be it that it was called off."""
    return alert.open or (alert.taken is None and alert.danger in STAYS)


def alerted(tx: Tx, alert: Alert) -> list[Person]:
    """Who was on duty there and then, as far as messages reach them; later the level above, too."""
    place = places.get(tx, alert.place_id)
    if place is None:
        return []
    found = {one.id: one for one in on_duty(tx, place, alert.made)}
    if alert.higher is not None:
        found |= {one.id: one for one in above(tx, place)}
    return [person for person in found.values() if person.reachable]

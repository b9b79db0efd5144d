"""Elders who are asked each morning: one with a phone on the page, the others by a round."""

import contextlib
import secrets
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice

from bot.town.given import Town
from community import people as rules
from community.checkins import enrolling, mornings, naming, pausing
from community.checkins.enrolling import Window
from community.checkins.kinds import Part, Pause
from community.checkins.paces import Pace
from community.deadlines import DAY_MS
from community.duty import Shift, roster
from community.nearby import home_of
from community.people import Agreed, How
from community.refused import Refused
from community.roles import Role
from storage import people, places
from storage.checkin_plans import Plan
from storage.moments import local, moment
from storage.people import Person
from storage.tx import Tx

GRANNY, CONTACT, NEIGHBOUR, GRID_WORKER = 900_007, 900_001, 900_006, 900_003  # on the page
STAFF = 900_002
ELDERS, MOST = range(900, 1000), 6  # invented residents, of whom those are greeted
DAYS = 14
AWAY = 60  # days
WORD = 7 * 60 + 20  # minutes of the day
AGREED = Agreed(How.ORAL, "女儿")
NOTES = {"keys": "王阿姨有钥匙", "hearing": "耳背，敲门要重", "illness": "高血压，药在床头"}


def fill(tx: Tx, town: Town, now: int) -> None:
    """Let them have been asked for a fortnight; the phone on the page is for the next morning."""
    granny = people.by_telegram(tx, GRANNY)
    since = now - DAYS * DAY_MS
    plans = [_on_the_page(tx, granny, since)] if granny is not None else []
    if granny is not None:
        _looked_after(tx, granny, now)
    entered = [_entered(tx, town, nth, since) for nth in islice(_elsewhere(town), MOST)]
    for plan in (*plans, *entered):
        _live(tx, town, plan, now)
    if granny is not None:
        _opens_from_now(tx, granny, plans[0], now)
    _on_duty(tx, town, now)
    # Nobody in the demonstration could knock at the others' doors: one is ill, the rest are away.
    ill, *others = entered
    pausing.rest(tx, town.office, ill.id, 20, Pause.HOSPITAL, now)
    for plan in others:
        pausing.rest(tx, town.office, plan.id, AWAY, Pause.OTHER, now)


def _on_the_page(tx: Tx, granny: Person, at: int) -> Plan:
    """An elder with the few large keys, a contact, a neighbour and a grid worker."""
    rules.simplify(tx, granny, simple=True, now=at)
    plan = enrolling.enrol(tx, granny, Window(), at)
    enrolling.note(tx, granny, plan.id, NOTES, None, at)
    enrolling.set_family(tx, granny, plan.id, told=True, now=at)
    for part, helper in _helpers(tx):
        token = secrets.token_urlsafe(16)
        naming.link(tx, granny, plan.id, part, token, at)
        named = naming.come(tx, helper, token, at)
        assert named is not None
        naming.agree(tx, helper, named.id, at)
    return plan


def _helpers(tx: Tx) -> Iterable[tuple[Part, Person]]:
    for part, number in ((Part.CONTACT, CONTACT), (Part.NEIGHBOUR, NEIGHBOUR)):
        person = people.by_telegram(tx, number)
        assert person is not None
        yield part, person


def _opens_from_now(tx: Tx, granny: Person, plan: Plan, now: int) -> None:
    """Opening the chat in the middle of her window shall not be the word of the day."""
    at = local(now, home_of(tx, granny).zone)
    minutes = at.hour * 60 + at.minute + 2
    if plan.opens < minutes <= plan.closes:
        opens = min(minutes, plan.closes - 1)
        enrolling.change_window(tx, granny, plan.id, opens, plan.closes, None, now)


def _on_duty(tx: Tx, town: Town, now: int) -> None:
    """小李 is on duty in her community, for the others 周主任, this week and the next."""
    li = people.by_telegram(tx, STAFF)
    assert li is not None
    today = local(now, town.root.zone).date()
    for place, who in ((town.communities[0], li), (town.root, town.office)):
        for week in (today, today + timedelta(days=7)):
            kept = roster.of_week(tx, town.office, place.id, week, now)
            for shift in Shift:
                with contextlib.suppress(Refused):  # it is Sunday night: nothing is left of it
                    roster.fill(tx, town.office, kept.id, shift, range(7), who.id, now)


def _looked_after(tx: Tx, granny: Person, now: int) -> None:
    worker, home = people.by_telegram(tx, GRID_WORKER), places.get(tx, granny.home_id or 0)
    assert worker is not None
    assert home is not None
    people.grant(tx, worker.id, Role.GRID_WORKER, home.parent_id or 0, None, now)


def _elsewhere(town: Town) -> Iterator[int]:
    """Who lives in other communities than the phones on the page."""
    here = town.communities[0].path
    homes = town.stairwells
    return (nth for nth in ELDERS if not homes[nth % len(homes)].path.startswith(here))


def _entered(tx: Tx, town: Town, nth: int, at: int) -> Plan:
    elder = town.resident(tx, nth, at)
    pace = Pace.FAST if nth % 3 == 0 else Pace.USUAL
    return enrolling.enrol_for(tx, town.office, elder.id, Window(pace=pace), AGREED, at)


def _live(tx: Tx, town: Town, plan: Plan, now: int) -> None:
    """A word of theirs each morning, or the round reaches them."""
    person = people.known(tx, plan.person_id)
    home = places.get(tx, person.home_id or 0) or town.root
    today = local(now, home.zone).date()
    for days in range(DAYS, 0, -1):
        day = today - timedelta(days=days)
        ends = mornings.closing(plan, day, home.zone)
        if ends > now - DAYS * DAY_MS:
            people.set_heard(tx, person.id, moment(day, WORD, home.zone))
            mornings.judge(tx, plan.id, day.isoformat(), ends)
    mornings.set_next(tx, plan, now)

"""The steps of a report beside the straight way: back, aside, later, not at all (domain §3)."""

from datetime import datetime
from zoneinfo import ZoneInfo

from community.cases import resumed, take_step, voices
from community.deadlines import DAY_MS, length
from community.issues.access import (
    found,
    in_hand,
    in_hand_or_supervised,
    on_duty,
    reported,
    supervised,
    tell_those_at_work,
)
from community.issues.following import tell_residents
from community.issues.kinds import File, term_of
from community.issues.watch import set_watch
from community.refused import Refused
from community.roles import staff_of
from community.tells import tell, tell_all
from storage import cases, followers, media
from storage.cases import Case
from storage.people import Person
from storage.tx import Tx


def give_back(tx: Tx, who: Person, case_id: int, reason: str, now: int) -> Case:
    """退单: it is not theirs to do; staff choose anew and the resident hears why."""
    case, place = in_hand(tx, who, case_id)
    case, _entry = take_step(
        tx, who, case, "return", now, reason, responsible_id=None, contact_due=None, asked_due=None
    )
    set_watch(tx, case, place, now)
    tell_all(tx, on_duty(tx, place), "issues.returned", case.id)
    tell_residents(tx, case, "issues.moved")
    return case


def decline(tx: Tx, who: Person, case_id: int, reason: str, door: str, now: int) -> Case:
    """不予受理: not without saying whom to turn to."""
    case, place = supervised(tx, who, case_id)
    if not door.strip():
        raise Refused("issues.no_door")
    case, _entry = take_step(tx, who, case, "decline", now, f"{reason}\n👉 {door}", closed=now)
    set_watch(tx, case, place, now)
    tell_residents(tx, case, "issues.moved")
    return case


def withdraw(tx: Tx, who: Person, case_id: int, now: int) -> Case:
    """撤回: the reporter no longer needs it."""
    case, place = reported(tx, who, case_id)
    if followers.count(tx, case.id):
        raise Refused("issues.others_wait")
    case, _entry = take_step(tx, who, case, "withdraw", now, closed=now)
    set_watch(tx, case, place, now)
    tell_those_at_work(tx, case, place, "issues.withdrawn")
    return case


def supplement(
    tx: Tx, who: Person, case_id: int, text: str, files: tuple[File, ...], now: int
) -> Case:
    """补充: the reporter adds words or photos."""
    case, place = reported(tx, who, case_id)
    case, entry = take_step(tx, who, case, "supplement", now, text)
    for file in files:
        media.attach(tx, now, entry, *file)
    tell_those_at_work(tx, case, place, "issues.supplemented")
    return case


def urge(tx: Tx, who: Person, case_id: int, now: int) -> Case:
    """催一催 by the reporter, once a day; 催办 by staff."""
    case = found(tx, case_id)
    own = case is not None and who.id in voices(case)
    case, place = reported(tx, who, case_id) if own else supervised(tx, who, case_id)
    today = _day(now, place.zone)
    if not staff_of(who, place) and any(
        entry.step == "urge" and entry.who_id == who.id and _day(entry.at, place.zone) == today
        for entry in cases.timeline(tx, case.id)
    ):
        raise Refused("issues.urged_today")
    case, _entry = take_step(tx, who, case, "urge", now)
    tell_those_at_work(tx, case, place, "issues.urged")
    return case


def pause(tx: Tx, who: Person, case_id: int, reason: str, now: int) -> Case:
    """挂起: it has to wait for something; the resident hears for what."""
    case, place = in_hand(tx, who, case_id)
    case, _entry = take_step(tx, who, case, "pause", now, reason, paused=now)
    set_watch(tx, case, place, now)
    tell_residents(tx, case, "issues.moved")
    tell_all(tx, on_duty(tx, place), "issues.paused", case.id)
    return case


def resume(tx: Tx, who: Person, case_id: int, now: int) -> Case:
    """解挂 by whose it is or by staff: it goes on, and the time it waited does not count."""
    case, place = in_hand_or_supervised(tx, who, case_id)
    case = resumed(tx, who, case, now)
    set_watch(tx, case, place, now)
    tell_residents(tx, case, "issues.moved")
    return case


def extend(tx: Tx, who: Person, case_id: int, days: int, reason: str, now: int) -> Case:
    """延期: the first time, in time, by half the term at most; otherwise staff are asked."""
    case, place = in_hand(tx, who, case_id)
    end, whole = case.finish_due, length(term_of(tx, case))
    if end is None or whole is None:
        raise Refused("issues.no_end")
    more = days * DAY_MS
    if case.extended is None and now <= end and more * 2 <= whole:
        case, _entry = take_step(
            tx, who, case, "extend", now, reason, finish_due=end + more, extended=now
        )
        set_watch(tx, case, place, now)
        tell_residents(tx, case, "issues.moved")
        return case
    case, _entry = take_step(
        tx, who, case, "ask_extension", now, reason, asked_due=max(end, now) + more
    )
    tell_all(tx, on_duty(tx, place), "issues.asked_for_time", case.id)
    return case


def grant_time(tx: Tx, who: Person, case_id: int, now: int) -> Case:
    """Staff agree to the later end that was asked for."""
    case, place = supervised(tx, who, case_id)
    if case.asked_due is None:
        raise Refused("cases.moved_on")
    due = case.asked_due
    case, _entry = take_step(
        tx, who, case, "extend", now, finish_due=due, asked_due=None, extended=case.extended or now
    )
    set_watch(tx, case, place, now)
    tell_residents(tx, case, "issues.moved")
    if case.responsible_id:
        tell(tx, case.responsible_id, "issues.time_granted", case.id)
    return case


def deny_time(tx: Tx, who: Person, case_id: int, now: int) -> Case:
    """Staff do not agree: the end stays as it was."""
    case, _place = supervised(tx, who, case_id)
    if case.asked_due is None:
        raise Refused("cases.moved_on")
    case, _entry = take_step(tx, who, case, "deny_extension", now, asked_due=None)
    if case.responsible_id:
        tell(tx, case.responsible_id, "issues.time_denied", case.id)
    return case


def _day(at: int, zone: str) -> object:
    return datetime.fromtimestamp(at / 1000, ZoneInfo(zone)).date()

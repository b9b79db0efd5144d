"""The house itself: what administrators must hear of and decide."""

from community import behalf, router
from community.broadcasts import reach as announced
from community.broadcasts import running
from community.deadlines import DAY_MS, HOUR_MS, MINUTE_MS
from community.jobs import employers
from community.refused import Refused
from community.roles import Role, is_admin
from community.tells import tell_all
from storage import (
    albums,
    alerts,
    applications,
    cases,
    checkin_days,
    chores,
    complaints,
    counters,
    hints,
    inquiries,
    marks,
    media,
    offers,
    parties,
    people,
    places,
    restores,
    retention,
    sentences,
    sign_ups,
    task_words,
    tasks,
    timers,
    unsent,
    updates,
    vacancies,
    wishes,
)
from storage.marks import Mark
from storage.people import Person
from storage.restores import Restore
from storage.tx import Tx

SET_ASIDE = "upkeep.set_aside"  # the notice, its timer, and when it was last told
CLOCK = "upkeep.clock"  # the notice, and whether it has been told
LOOPING = "upkeep.looping"
HOUSE = 1  # the subject of what is about no row
KEEP_SEEN_MS = 7 * DAY_MS  # the platform repeats nothing older than a day
KEEP_SET_ASIDE_MS = 14 * DAY_MS
KEEP_READS_MS = 3 * 365 * DAY_MS
KEEP_SENT_MS = 7 * DAY_MS
KEEP_SHOWN_MS = 180 * DAY_MS
KEEP_SENTENCES_MS = 30 * DAY_MS
KEEP_CHECKINS_MS = 400 * DAY_MS  # a year, to compare with the one before
KEEP_RECIPIENTS_MS = 30 * DAY_MS
EMPTIED_AT_ONCE = 100
UNLINKED_AT_ONCE = 3  # announcements, with all their recipients


def warn_of_set_aside(tx: Tx, now: int) -> None:
    """Tell the administrators that something was set aside: at once, then once a day at most."""
    told = counters.get(tx, SET_ASIDE)
    if now < told + DAY_MS:
        timers.add(tx, SET_ASIDE, HOUSE, str(told), told + DAY_MS, now)
    elif count := updates.set_aside_since(tx, told):
        counters.put(tx, SET_ASIDE, now)
        tell_all(tx, _admins(tx), SET_ASIDE, HOUSE, count=count)


def set_aside_again(tx: Tx, _subject: int, _occasion: str, now: int) -> None:
    """A day after a warning: there has been more since."""
    warn_of_set_aside(tx, now)


def clock(tx: Tx, off: int) -> None:
    """Tell the administrators once that the clock is off by so many milliseconds, until it is not.

    While it is, ladders hold: nobody shall be alarmed because a machine has the wrong time.
    """
    told, wrong = bool(counters.get(tx, CLOCK)), bool(off)
    if wrong and not told:
        tell_all(tx, _admins(tx), CLOCK, HOUSE, minutes=round(abs(off) / MINUTE_MS))
    if wrong != told:
        counters.put(tx, CLOCK, int(wrong))


def forget_texts(tx: Tx, days: int, now: int) -> int:
    """Take the personal text out of cases that ended so many days ago; returns how many.

    Wishes, alarms, inquiries and applications of then go whole: no figure counts them. Of a
    vacancy, and of an employer that has offered nothing since, goes whom to call.
    """
    before = now - days * DAY_MS
    wishes.forget(tx, before)
    alerts.forget(tx, before)
    applications.forget(tx, before)
    hints.forget(tx, now - KEEP_SHOWN_MS)
    complaints.forget(tx, before)
    checkin_days.forget(tx, now - KEEP_CHECKINS_MS)
    tasks.forget(tx, before)
    offers.forget(tx, before)
    task_words.forget(tx, before)
    albums.OF_TASKS.forget(tx, before, now)
    albums.OF_ACTIVITIES.forget(tx, before, now)
    inquiries.forget(tx, before)
    router.give_up(tx, now)
    sentences.forget(tx, now - KEEP_SENTENCES_MS)
    vacancies.unlink(tx, before)
    employers.forget(tx, before)
    sign_ups.unlink(tx, before)
    announced.forget(tx, now - KEEP_RECIPIENTS_MS, UNLINKED_AT_ONCE)
    found = retention.ended(tx, before, now, EMPTIED_AT_ONCE)
    for case_id in found:
        retention.empty(tx, case_id, now)
        sides = {party.person_id for party in parties.of(tx, case_id).values()}
        for person_id in sides | {cases.known(tx, case_id).reporter_id}:
            behalf.forget(tx, person_id, now)
    return len(found)


def begin(tx: Tx, outside: Mark | None, now: int) -> None:
    """Recognise an older copy that was put back: its letters may have been sent long ago."""
    own = marks.get(tx)
    marks.advance(tx, now, outside)
    if own is None or outside is None or not own.behind(outside):
        return
    restore = restores.add(tx, now, own.at, outside.at, unsent.hold(tx))
    running.held(tx)
    chores.ask(tx, media.SWEEP, restore.id, None, {}, now)  # files of cases that are not in it
    tell_all(tx, _admins(tx), "upkeep.restored", restore.id)


def release(tx: Tx, who: Person, restore_id: int, send: bool, now: int) -> Restore:
    """Send or drop all letters held since older copies were put back; once."""
    if not is_admin(who) or restores.get(tx, restore_id) is None:
        raise Refused("upkeep.not_found")
    let_go(tx, send, now)
    restore = restores.get(tx, restore_id)
    assert restore is not None
    return restore


def note_loop(tx: Tx, sort: str, now: int) -> None:
    """Letters of this sort were held by the loop guard: administrators hear once an hour."""
    timers.add(tx, LOOPING, HOUSE, f"{now // HOUR_MS} {sort}", now, now)


def looping(tx: Tx, _subject: int, occasion: str, _now: int) -> None:
    tell_all(tx, _admins(tx), LOOPING, HOUSE, sort=occasion.partition(" ")[2])


def let_go(tx: Tx, send: bool, now: int) -> int:
    """Send or drop what is held; returns how many letters, or refuses when it is decided."""
    tx.touched |= {("restore", restore_id) for restore_id in restores.undecided(tx)}
    decided, count = restores.decide(tx, send, now), unsent.release(tx, send, now)
    if not decided and not count:
        raise Refused("upkeep.decided")
    return count


def _admins(tx: Tx) -> list[Person]:
    roots = places.roots(tx)
    return people.holders(tx, roots[0], [Role.ADMIN]) if roots else []

"""The end of an introduction, said kindly to both and never by whom it came."""

from enum import StrEnum

from community.deadlines import DAY_MS
from community.matchmaking import WORK
from community.tells import tell
from storage import introductions, people, singles, timers
from storage.introductions import Introduction
from storage.tx import Tx

SILENT = "matchmaking.silent"  # the timer of an introduction that somebody has not answered
AFTER = "matchmaking.after"  # the timer of what is asked after the contact
REST_MS = 3 * DAY_MS  # nobody is introduced anew on the very day something ended


class Ending(StrEnum):
    DECLINED = "declined"
    SILENT = "silent"
    WITHDRAWN = "withdrawn"
    COMPLAINT = "complaint"
    OVER = "over"
    TOGETHER = "together"


def end(tx: Tx, one: Introduction, ending: Ending, now: int, but: int | None = None) -> bool:
    """End an introduction: both rest a little, both hear the same; False when it has ended."""
    if not introductions.end(tx, one.id, ending, now):
        return False
    timers.cancel_each(tx, (SILENT, AFTER), one.id)
    singles.rest(tx, one.both, now + REST_MS)
    tx.touched.add(("introduction", one.id))
    for person_id in one.both:
        single = singles.of(tx, person_id)
        if single is not None:
            tx.touched.add(("single", single.id))
        if person_id != but:
            tell(tx, person_id, "matchmaking.ended", one.id)
    if one.matchmaker_id is not None:
        tx.touched.add((WORK, one.matchmaker_id))
        tell(tx, one.matchmaker_id, "matchmaking.came_to", one.id)
    for caller in callers(tx, one):
        tell(tx, caller, "matchmaking.came_to", one.id)
    return True


def callers(tx: Tx, one: Introduction) -> list[int]:
    """Who looks after one of the two who has no Telegram, and has not made the introduction."""
    found = [singles.of(tx, each) for each in one.both if people.known(tx, each).chat_id is None]
    keepers = {single.matchmaker_id for single in found if single} - {one.matchmaker_id, *one.both}
    return sorted(keeper for keeper in keepers if keeper is not None)


def end_of(tx: Tx, person_id: int, ending: Ending, now: int) -> None:
    """End what stands for somebody who leaves or is held back; they themselves are not told."""
    one = hold_standing(tx, person_id)
    if one is not None:
        end(tx, one, ending, now, but=person_id)


def hold_standing(tx: Tx, person_id: int) -> Introduction | None:
    """What stands for somebody; the rows of both are held first, as everywhere, then it."""
    standing = introductions.standing(tx, person_id)
    singles.hold_of(tx, *(standing.both if standing else (person_id,)))
    standing = introductions.standing(tx, person_id)
    return introductions.hold(tx, standing.id) if standing else None

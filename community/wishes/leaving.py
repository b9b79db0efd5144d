"""Who has taken up a wish can see to it no more; who wished for it has died."""

from community.going import Gone, Why
from community.wishes import TAKEN, drop, free, may_take
from storage import timers, wishes
from storage.tx import Tx


def leave(tx: Tx, gone: Gone, now: int) -> int:
    """Free what somebody has taken up; those near hear it, so nothing waits for the staff."""
    if gone.why is Why.DIED:
        for wish in wishes.standing(tx, gone.person.id):
            drop(tx, wish, now)
    for wish in wishes.taken_by(tx, gone.person.id):
        if gone.why is not Why.ROLE_ENDED or not may_take(tx, gone.person, wish):
            timers.cancel(tx, TAKEN, wish.id)
            free(tx, wish, gone.person, now)
    return 0

"""Who writes to many goes: what has not begun goes to nobody, what goes on the staff can stop."""

from community.broadcasts import remove
from community.broadcasts.access import covered, may_reach
from community.broadcasts.kinds import BEGIN, Stage
from community.broadcasts.sending import moved
from community.going import Gone, Why
from storage import broadcasts, timers
from storage.audiences import Audience
from storage.tx import Tx

MANY = 200


def leave(tx: Tx, gone: Gone, now: int) -> int:
    """Take back what somebody may not send any more; drafts of who goes for good are deleted."""
    for one in broadcasts.by(tx, gone.person.id, MANY):
        if one.stage not in (Stage.DRAFT, Stage.ASKED, Stage.SCHEDULED):
            continue
        places = covered(tx, Audience.read(one.audience))
        if gone.why is Why.ROLE_ENDED and may_reach(tx, gone.person, places):
            continue
        timers.cancel(tx, BEGIN, one.id)
        draft = one if one.stage == Stage.DRAFT else moved(tx, one, Stage.DRAFT)
        if gone.why is not Why.ROLE_ENDED:
            remove(tx, draft, now)
    return 0

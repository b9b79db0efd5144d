"""Somebody goes: their places become free; what they have planned is the staff's to hold."""

from community.activities.access import ACTIVITY
from community.activities.kinds import STANDING, Coming
from community.activities.line import OFFER, fill
from community.going import Gone, Why
from storage import activities, sign_ups, timers
from storage.tx import Tx


def leave(tx: Tx, gone: Gone, now: int) -> int:
    """Take who has died or is erased out of what they signed up for; of the past a number stays."""
    if gone.why is Why.ROLE_ENDED:
        return 0
    for one in sign_ups.of_person(tx, gone.person.id, STANDING):
        activity = activities.hold(tx, one.activity_id)
        timers.cancel(tx, OFFER, one.id)
        sign_ups.change(tx, one, stage=Coming.OUT, until=None)
        if activity is not None:
            tx.touched.add((ACTIVITY, activity.id))
            fill(tx, activity, now)
    return 0

"""The house itself: what administrators must hear of."""

from community.roles import Role
from community.tells import tell_all
from storage import people, places, updates
from storage.tx import Tx

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
KEEP_SEEN_MS = 7 * DAY_MS  # the platform repeats nothing older than a day
KEEP_SET_ASIDE_MS = 14 * DAY_MS
KEEP_SENT_MS = 7 * DAY_MS
KEEP_SHOWN_MS = 180 * DAY_MS


def warn_of_set_aside(tx: Tx, now: int) -> None:
    """Tell the administrators that something was set aside; at most once an hour."""
    recent = [row for row in updates.all_set_aside(tx) if row.at > now - HOUR_MS]
    roots = places.roots(tx)
    if len(recent) > 1 or not roots:
        return
    tell_all(tx, people.holders(tx, roots[0], [Role.ADMIN]), "upkeep.set_aside", recent[0].id)

"""What is done in the database before anything is sent, and every hour."""

from bot.settings import Settings
from community import appointments, calendar, joining, places, upkeep
from community.activities import repeating
from community.issues.danger import danger_of
from storage import chores, drafts, duty_groups, outbox, reads, shown, updates
from storage.tx import Tx
from talk import menus, notices
from talk.registry import Registry
from talk.standing import KEPT_MS


def prepare(tx: Tx, registry: Registry, settings: Settings, now: int) -> None:
    """Bring what depends on the settings and on the code up to date."""
    outbox.go_on(tx)
    places.ensure_root(tx, places.UNNAMED, settings.timezone, now)
    appointments.end_old_admins(tx, settings.admin_ids, now)
    calendar.ensure_reminder(tx, now)
    repeating.ensure_reminder(tx, now)
    registry.leading.guess(tx, "")  # learns what people say before anybody speaks
    danger_of("")
    menus.renew_all(tx, registry)
    notices.deliver(tx, registry, now)


def tidy(tx: Tx, days: int, now: int) -> None:
    """Forget what has been kept long enough."""
    updates.forget_seen(tx, now - upkeep.KEEP_SEEN_MS)
    updates.forget_set_aside(tx, now - upkeep.KEEP_SET_ASIDE_MS)
    outbox.forget(tx, now - upkeep.KEEP_SENT_MS)
    chores.forget(tx, now - upkeep.KEEP_SENT_MS)
    duty_groups.forget(tx, now - upkeep.KEEP_SHOWN_MS)
    shown.forget(tx, now - upkeep.KEEP_SHOWN_MS)
    reads.forget(tx, now - upkeep.KEEP_READS_MS)
    drafts.forget(tx, now - KEPT_MS)
    upkeep.forget_texts(tx, days, now)
    joining.forget_strangers(tx, now)

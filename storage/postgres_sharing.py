"""Who does what where several processes share one PostgreSQL: advisory locks say it."""

from storage.postgres_line import LEAD, PRESENT, READY, SHARE, SPACE, Line
from storage.shares import EVERY, SHARES, Shares
from storage.tx import Tx

LOCKS = (
    "SELECT objid::bigint, pid FROM pg_locks WHERE locktype = 'advisory' AND granted"
    f" AND classid = {SPACE} AND objsubid = 2"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
BELL = "linli_letters"


def lead(line: Line) -> bool:
    """Takes the lead, which lives exactly as long as the connection that writes."""
    line.submit()
    return line.take(LEAD)


def share(line: Line, give: frozenset[int]) -> Shares:
    """Gives up what is surplus, and takes what is free, up to an equal part for each process.

    Nothing is taken before a leader is ready: it may still have to hold back an older copy's
    letters.
    """
    for part in give:
        line.give(SHARE + part)
    line.take(PRESENT, shared=True)
    rows = line.unit(lambda tx: tx.all(LOCKS))
    taken = {key for key, _pid in rows}
    present = len({pid for key, pid in rows if key == PRESENT})
    fair = -(-SHARES // max(1, present))
    held = _held(line)
    if READY in taken:
        for part in sorted(EVERY - held):
            if len(held) < fair and SHARE + part not in taken and line.take(SHARE + part):
                held.add(part)
    fresh = frozenset(key - SHARE for key in line.fresh if key >= SHARE) & held
    line.fresh.clear()
    return Shares(frozenset(held), fresh, frozenset(sorted(held)[fair:]))


def _held(line: Line) -> set[int]:
    return {key - SHARE for key in line.locks if key >= SHARE}


def ring(tx: Tx) -> None:
    """Tells the other processes that letters wait for them."""
    tx.one(f"SELECT pg_notify('{BELL}', '')")

"""What is counted of tasks, hours and volunteers at a place and below it."""

from dataclasses import dataclass

from storage.tx import Tx

BELOW = "p.path >= :path AND p.path < :after"


@dataclass(frozen=True, slots=True)
class Ended:
    """How many tasks ended how; cancelled ones stand outside the rate."""

    done: int
    missed: int
    cancelled: int


def ended(tx: Tx, path: str, since: int, until: int) -> Ended:
    rows = tx.all(
        f"SELECT t.stage, count(*) FROM places p CROSS JOIN tasks t WHERE t.place_id = p.id"
        f" AND t.stage IN ('done', 'missed', 'cancelled') AND {BELOW}"
        " AND t.ended >= :since AND t.ended < :until GROUP BY t.stage",
        path=path,
        after=f"{path}:",
        since=since,
        until=until,
    )
    found = {str(stage): int(count) for stage, count in rows}
    return Ended(found.get("done", 0), found.get("missed", 0), found.get("cancelled", 0))


def given(tx: Tx, path: str, first: str, last: str) -> tuple[int, int]:
    """How many confirmed minutes on these days, and by how many people."""
    row = tx.one(
        "SELECT sum(h.minutes), count(DISTINCT h.person_id) FROM places p CROSS JOIN hours h"
        f" WHERE h.place_id = p.id AND h.stage = 'confirmed' AND {BELOW}"
        " AND h.day >= :first AND h.day <= :last",
        path=path,
        after=f"{path}:",
        first=first,
        last=last,
    )
    return (int(row[0] or 0), int(row[1])) if row else (0, 0)


def volunteers(tx: Tx, path: str, until: int) -> tuple[int, int]:
    """How many volunteers there were then, and how many skilled helpers among them."""
    row = tx.one(
        "SELECT count(*), sum(CASE WHEN v.skilled < :until THEN 1 ELSE 0 END)"
        " FROM places p CROSS JOIN volunteers v WHERE v.place_id = p.id"
        f" AND v.stage IN ('active', 'paused', 'left') AND {BELOW}"
        " AND v.checked < :until AND (v.ended IS NULL OR v.ended >= :until)",
        path=path,
        after=f"{path}:",
        until=until,
    )
    return (int(row[0]), int(row[1] or 0)) if row else (0, 0)


def standing(tx: Tx, path: str, until: int) -> tuple[int, int]:
    """How many stations there were then, and how many teams below them."""
    row = tx.one(
        "SELECT count(DISTINCT s.id), count(t.id) FROM places p CROSS JOIN stations s"
        " LEFT JOIN teams t ON t.station_id = s.id AND t.made < :until"
        " AND (t.ended IS NULL OR t.ended >= :until)"
        f" WHERE s.place_id = p.id AND s.made < :until AND {BELOW}",
        path=path,
        after=f"{path}:",
        until=until,
    )
    return (int(row[0]), int(row[1])) if row else (0, 0)

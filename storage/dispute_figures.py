"""What is counted of disputes, and those of which staff fear a petition."""

from storage.paths import beyond
from storage.tx import Tx


def ended(tx: Tx, kind: str, path: str, since: int, until: int) -> dict[tuple[str, str], int]:
    """How many rounds of such cases ended there and below, by origin and by what came of them."""
    rows = tx.all(
        "SELECT d.origin, r.result, count(*) FROM places p JOIN rounds r ON r.place_id = p.id"
        " JOIN disputes d ON d.case_id = r.case_id WHERE p.path >= :path AND p.path < :after"
        " AND r.kind = :kind AND r.ended >= :since AND r.ended < :until"
        " AND r.outcome IN ('closed', 'withdrawn')"
        " GROUP BY d.origin, r.result",
        path=path,
        after=beyond(path),
        kind=kind,
        since=since,
        until=until,
    )
    return {(origin, result or ""): int(count) for origin, result, count in rows}


def defused(tx: Tx, path: str, since: int, until: int) -> dict[str, int]:
    """How many were defused early there and below, by origin."""
    rows = tx.all(
        "SELECT d.origin, count(*) FROM disputes d JOIN cases c ON c.id = d.case_id"
        " JOIN places p ON p.id = c.place_id WHERE d.early > 0"
        " AND d.defused >= :since AND d.defused < :until"
        " AND p.path >= :path AND p.path < :after GROUP BY d.origin",
        path=path,
        after=beyond(path),
        since=since,
        until=until,
    )
    return {origin: int(count) for origin, count in rows}


def marked(tx: Tx, path: str, limit: int) -> list[int]:
    """The cases there and below that are marked and not defused, the longest marked first."""
    rows = tx.all(
        "SELECT d.case_id FROM disputes d JOIN cases c ON c.id = d.case_id"
        " JOIN places p ON p.id = c.place_id WHERE d.early > 0 AND d.defused IS NULL"
        " AND p.path >= :path AND p.path < :after ORDER BY d.early LIMIT :limit",
        path=path,
        after=beyond(path),
        limit=limit,
    )
    return [case_id for (case_id,) in rows]

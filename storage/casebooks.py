"""Whose cases they are: those somebody has reported, spoken for, or has in hand."""

from collections.abc import Sequence

from storage.cases import COLUMNS, Case
from storage.tx import Tx, Value


def reported_by(tx: Tx, person_id: int, limit: int, kind: str | None = None) -> list[Case]:
    """A person's own cases, of one kind or all, the newest first."""
    only, values = _of_kind(kind)
    rows = tx.all(
        f"SELECT {COLUMNS} FROM cases WHERE reporter_id = :person{only}"
        " ORDER BY made DESC LIMIT :limit",
        person=person_id,
        limit=limit,
        **values,
    )
    return [Case(*row) for row in rows]


def spoken_for(tx: Tx, person_id: int, limit: int, kind: str | None = None) -> list[Case]:
    """The cases a person has opened for others, of one kind or all, the newest first."""
    only, values = _of_kind(kind)
    rows = tx.all(
        f"SELECT {COLUMNS} FROM cases WHERE speaker_id = :person{only}"
        " ORDER BY made DESC LIMIT :limit",
        person=person_id,
        limit=limit,
        **values,
    )
    return [Case(*row) for row in rows]


def reported_since(tx: Tx, kind: str, person_id: int, since: int) -> int:
    """How many cases of a kind a person has opened since then, for others too."""
    rows = [
        tx.one(
            f"SELECT count(*) FROM cases WHERE {column} = :person AND made > :since"
            " AND kind = :kind",
            kind=kind,
            person=person_id,
            since=since,
        )
        for column in ("reporter_id", "speaker_id")
    ]
    return sum(int(row[0]) for row in rows if row)


def handled_by(
    tx: Tx,
    person_id: int,
    stages: Sequence[str],
    limit: int,
    kind: str | None = None,
    *,
    newest: bool = False,
) -> list[Case]:
    """The cases a person is responsible for in these stages, the oldest or the newest first."""
    only, values = _of_kind(kind)
    order = " DESC" if newest else ""
    found = [
        Case(*row)
        for stage in stages
        for row in tx.all(
            f"SELECT {COLUMNS} FROM cases WHERE responsible_id = :person AND stage = :stage{only}"
            f" ORDER BY made{order} LIMIT :limit",
            person=person_id,
            stage=stage,
            limit=limit,
            **values,
        )
    ]
    return sorted(found, key=lambda case: case.made, reverse=newest)[:limit]


def load(tx: Tx, kind: str, person_id: int, stages: Sequence[str]) -> tuple[int, int]:
    """How many cases of a kind a person has in these stages, and when they were given one last."""
    counts = [
        tx.one(
            "SELECT count(*) FROM cases WHERE responsible_id = :person AND stage = :stage"
            " AND kind = :kind",
            kind=kind,
            person=person_id,
            stage=stage,
        )
        for stage in stages
    ]
    last = tx.one(
        "SELECT max(dispatched) FROM cases WHERE responsible_id = :person AND kind = :kind",
        kind=kind,
        person=person_id,
    )
    return sum(row[0] for row in counts if row), (last[0] if last else None) or 0


def _of_kind(kind: str | None) -> tuple[str, dict[str, Value]]:
    return (" AND kind = :kind", {"kind": kind}) if kind else ("", {})

"""Sums over the rounds of cases, their deadlines and what residents said: domain §4 counted.

Each statement goes down the places of a subtree first, and from each place by an index into the
times that matter: what it costs depends on the places and on the period, not on all there ever was.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from storage.paths import beyond
from storage.places import LEVEL
from storage.tx import Row, Tx, Value


class By(StrEnum):
    """What the sums are kept apart by."""

    ALL = "a"
    CATEGORY = "c"
    PLACE = "p"  # those directly below, and what is at the place itself


@dataclass(frozen=True, slots=True)
class Scope:
    """One kind of cases at the places of a subtree, from `since` until just before `until`."""

    kind: str
    path: str
    since: int
    until: int
    by: By = By.ALL


@dataclass(slots=True)
class Sums:
    """What was counted of one category, of one place, or of all."""

    accepted: int = 0  # rounds that could have been closed, carried-over ones included
    closed: int = 0
    reopened: int = 0
    contacts: int = 0  # first contacts that fell due
    signed: int = 0  # and were made in time
    ends: int = 0  # ends that fell due
    in_time: int = 0
    answered: int = 0
    called_back: int = 0
    solved: int = 0
    satisfied: int = 0
    explained: int = 0
    planned: int = 0
    merged: int = 0

    def __iadd__(self, other: "Sums") -> Self:
        """Add what was counted elsewhere."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self


def count(tx: Tx, scope: Scope) -> dict[str, Sums]:
    """The sums by "" for all, by category, or by the path of a place; none where there is none."""
    found: dict[str, Sums] = {}

    def add(rows: list[Row], *names: str) -> None:
        for key, *values in rows:
            sums = found.setdefault(key, Sums())
            for name, value in zip(names, values, strict=True):
                setattr(sums, name, getattr(sums, name) + int(value or 0))

    for still in ("r.ended IS NULL", "r.ended >= :since"):
        add(_rounds(tx, scope, still), "accepted", "closed", "reopened")
    add(_dues(tx, scope, "contact"), "contacts", "signed")
    add(_dues(tx, scope, "finish"), "ends", "in_time")
    said = ("called_back", "solved", "satisfied")
    add(_answered(tx, scope), "answered", "explained", "planned", *said)
    add(_merged(tx, scope), "merged")
    return found


def _rounds(tx: Tx, scope: Scope, still: str) -> list[Row]:
    """Rounds that were open in the period; those that ended otherwise than closed are in neither.

    What ends after the period was still open in it, so that a past figure stays what it was.
    """
    return _sum(
        tx,
        scope,
        "sum(CASE WHEN r.ended < :until AND r.outcome <> 'closed' THEN 0 ELSE 1 END),"
        " sum(CASE WHEN r.ended < :until AND r.outcome = 'closed' THEN 1 ELSE 0 END),"
        " sum(CASE WHEN r.round > 1 AND r.accepted >= :since THEN 1 ELSE 0 END)",
        "rounds r",
        "r",
        f"{still} AND r.accepted < :until",
    )


def _dues(tx: Tx, scope: Scope, part: str) -> list[Row]:
    return _sum(
        tx,
        scope,
        "count(*), sum(CASE WHEN d.met <= d.due THEN 1 ELSE 0 END)",
        "dues d",
        "d",
        "d.due >= :since AND d.due < :until AND d.part = :part",
        part=part,
    )


def _answered(tx: Tx, scope: Scope) -> list[Row]:
    """Rounds answered in the period, with what was said of them then or in the days after."""
    return _sum(
        tx,
        scope,
        "count(*), sum(CASE WHEN r.result = 'explained' THEN 1 ELSE 0 END),"
        " sum(CASE WHEN r.result = 'planned' THEN 1 ELSE 0 END),"
        " count(f.id), sum(f.solved), sum(f.satisfied)",
        "rounds r",
        "r",
        "r.answered >= :since AND r.answered < :until",
        "LEFT JOIN feedback f ON f.case_id = r.case_id AND f.round = r.round",
    )


def _merged(tx: Tx, scope: Scope) -> list[Row]:
    """Cases that went on with a neighbour's; many were never accepted, so they have no round."""
    return _sum(
        tx,
        scope,
        "count(*)",
        "cases m",
        "m",
        "m.stage = 'merged' AND m.closed >= :since AND m.closed < :until",
    )


def _sum(
    tx: Tx,
    scope: Scope,
    sums: str,
    table: str,
    name: str,
    where: str,
    beside: str = "",
    **values: Value,
) -> list[Row]:
    """The sums over a table of what is at the places of the scope, each behind what it is by."""
    key, cases = "''", ""
    if scope.by is By.PLACE:
        key = f"substr(p.path, 1, {len(scope.path) + LEVEL})"
    elif scope.by is By.CATEGORY:
        key = "c.category"
        cases = f"JOIN cases c ON c.id = {name}.{'id' if table == 'cases m' else 'case_id'}"
    return tx.all(
        f"SELECT {key} AS what, {sums} FROM places p JOIN {table} ON {name}.place_id = p.id"
        f" {cases} {beside} WHERE p.path >= :path AND p.path < :after AND p.kind <> 'household'"
        f" AND {name}.kind = :kind AND {where} GROUP BY what",
        kind=scope.kind,
        path=scope.path,
        after=beyond(scope.path),
        since=scope.since,
        until=scope.until,
        **values,
    )

"""Cases in heaps: what staff see of a place and everything below it."""

from dataclasses import dataclass

from storage.cases import COLUMNS, Case
from storage.paths import beyond
from storage.tx import Tx, Value, columns_of

_COLUMNS = columns_of("c", COLUMNS)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cases of a stage: the conditions that are given must all hold."""

    kind: str
    stage: str
    category: str | None = None
    late_at: int | None = None  # those of which a deadline was over by then
    answered_by: int | None = None  # those answered by then
    not_of: int | None = None  # those for which somebody else is responsible


def below(tx: Tx, path: str, wanted: Wanted, limit: int) -> list[Case]:
    """The wanted cases at a place and everywhere below it, the oldest first.

    By their stage and not by their places: of those there are far more than open cases.
    """
    conditions, values = _conditions(wanted)
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM cases c CROSS JOIN places p"
        " WHERE c.kind = :kind AND c.stage = :stage AND p.id = c.place_id"
        f" AND p.path >= :path AND p.path < :after{conditions} ORDER BY c.made LIMIT :limit",
        path=path,
        after=beyond(path),
        kind=wanted.kind,
        stage=wanted.stage,
        limit=limit,
        **values,
    )
    return [Case(*row) for row in rows]


def _conditions(wanted: Wanted) -> tuple[str, dict[str, Value]]:
    sql, values = "", dict[str, Value]()
    for name, value, condition in (
        ("category", wanted.category, "c.category = :category"),
        ("late", wanted.late_at, _LATE),
        ("answered", wanted.answered_by, "c.answered <= :answered"),
        ("other", wanted.not_of, "(c.responsible_id IS NULL OR c.responsible_id <> :other)"),
    ):
        if value is not None:
            sql += f" AND {condition}"
            values[name] = value
    return sql, values


_LATE = (
    "(c.finish_due <= :late OR c.stage = 'dispatched' AND c.contact_due <= :late"
    " OR c.arrived IS NULL AND c.site_due <= :late)"
)

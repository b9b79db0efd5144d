"""Whether messages reach somebody, and since when again."""

from storage.people import MENU
from storage.tx import Tx


def set_unreachable(tx: Tx, person_id: int, now: int) -> bool:
    """Note that nothing can be delivered any more; False when that was known."""
    return bool(
        tx.do(
            "UPDATE people SET unreachable = :now WHERE id = :id AND unreachable IS NULL",
            id=person_id,
            now=now,
        )
    )


def set_reachable(tx: Tx, person_id: int, now: int) -> None:
    tx.do(
        "UPDATE people SET unreachable = NULL, back = :now,"
        " menu = CASE WHEN menu IS NULL THEN NULL ELSE 0 END WHERE id = :id",
        id=person_id,
        now=now,
    )
    tx.touched.add((MENU, person_id))  # what was sent meanwhile is lost


def back_since(tx: Tx, person_id: int, since: int) -> bool:
    """Whether messages have begun to reach the person again after the time given."""
    row = tx.one("SELECT back FROM people WHERE id = :id", id=person_id)
    return row is not None and row[0] is not None and row[0] > since

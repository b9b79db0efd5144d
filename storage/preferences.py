"""How somebody wants the bot to be: language, simple or not, pushes, quiet hours; and the menu."""

from storage.people import MENU
from storage.tx import Tx


def set_language(tx: Tx, person_id: int, language: str) -> None:
    tx.do(
        "UPDATE people SET language = :language, menu = 0 WHERE id = :id",
        id=person_id,
        language=language,
    )
    tx.touched.add((MENU, person_id))


def menu(tx: Tx, person_id: int) -> int | None:
    """Of which commands somebody's chat has a menu; 0 when that is not certain."""
    row = tx.one("SELECT menu FROM people WHERE id = :id", id=person_id)
    return row[0] if row else None


def set_menu(tx: Tx, person_id: int, commands: int) -> None:
    tx.do("UPDATE people SET menu = :commands WHERE id = :id", id=person_id, commands=commands)


def doubt_menus(tx: Tx) -> None:
    """Have all menus looked at that anybody was given."""
    for (person_id,) in tx.all("SELECT id FROM people WHERE menu IS NOT NULL"):
        tx.touched.add((MENU, person_id))


def set_stopped(tx: Tx, person_id: int, since: int | None) -> None:
    tx.do("UPDATE people SET stopped = :since WHERE id = :id", id=person_id, since=since)


def set_quiet(tx: Tx, person_id: int, start: int, end: int) -> None:
    tx.do(
        "UPDATE people SET quiet_from = :start, quiet_until = :end WHERE id = :id",
        id=person_id,
        start=start,
        end=end,
    )


def set_simple(tx: Tx, person_id: int, since: int | None) -> None:
    tx.do("UPDATE people SET simple = :since WHERE id = :id", id=person_id, since=since)

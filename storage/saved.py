"""What somebody has put aside among the vacancies, and to what they have narrowed them."""

from dataclasses import dataclass

from storage.tx import Tx

COLUMNS = "id, person_id, sorting, trade, place_id, hours, pay, words"
FIT = "fit"


@dataclass(frozen=True, slots=True)
class Look:
    """How somebody looks at the vacancies; without narrowing it is all of them."""

    sorting: str = FIT
    trade: str | None = None
    place_id: int | None = None
    hours: str | None = None
    pay: int | None = None
    words: str | None = None


def look(tx: Tx, person_id: int) -> Look:
    row = tx.one(f"SELECT {COLUMNS} FROM looks WHERE person_id = :person", person=person_id)
    if row is None:
        return Look()
    look_id, _person, sorting, trade, place_id, hours, pay, sealed = row
    words = tx.cipher.open_or_none(sealed, "looks", "words", look_id)
    return Look(sorting, trade, place_id, hours, pay, words)


def look_at(tx: Tx, person_id: int, how: Look, now: int) -> None:
    """Keep how somebody looks at them from now on."""
    tx.do("DELETE FROM looks WHERE person_id = :person", person=person_id)
    look_id = tx.new_id(now)
    tx.do(
        "INSERT INTO looks (id, person_id, sorting, trade, place_id, hours, pay, words, changed)"
        " VALUES (:id, :person, :sorting, :trade, :place, :hours, :pay, :words, :now)",
        id=look_id,
        person=person_id,
        sorting=how.sorting,
        trade=how.trade,
        place=how.place_id,
        hours=how.hours,
        pay=how.pay,
        words=tx.cipher.seal_or_none(how.words, "looks", "words", look_id),
        now=now,
    )


def save(tx: Tx, person_id: int, vacancy_id: int, now: int) -> None:
    tx.do(
        "INSERT INTO saved (id, person_id, vacancy_id, made)"
        " VALUES (:id, :person, :vacancy, :now) ON CONFLICT DO NOTHING",
        id=tx.new_id(now),
        person=person_id,
        vacancy=vacancy_id,
        now=now,
    )


def drop(tx: Tx, person_id: int, vacancy_id: int) -> None:
    tx.do(
        "DELETE FROM saved WHERE person_id = :person AND vacancy_id = :vacancy",
        person=person_id,
        vacancy=vacancy_id,
    )


def is_saved(tx: Tx, person_id: int, vacancy_id: int) -> bool:
    return bool(
        tx.one(
            "SELECT 1 FROM saved WHERE person_id = :person AND vacancy_id = :vacancy",
            person=person_id,
            vacancy=vacancy_id,
        )
    )


def all_of(tx: Tx, person_id: int) -> list[int]:
    """The vacancies that somebody has put aside, the newest first."""
    rows = tx.all(
        "SELECT vacancy_id FROM saved WHERE person_id = :person ORDER BY id DESC",
        person=person_id,
    )
    return [vacancy_id for (vacancy_id,) in rows]

"""Places and people from a table: looked over whole, shown, then entered in stretches.

Nothing is entered while one row is wrong. A stretch is one unit of few rows, because a unit holds
the database: somebody in danger must not wait for ten thousand rows. How far it has come is
noted in the same unit, so that nothing is entered twice whenever the process dies.
"""

from collections.abc import Sequence
from enum import StrEnum

from community.deadlines import DAY_MS
from community.imports.access import imports_tables
from community.imports.entering import STRETCH, enter
from community.imports.rows import Book, Checked, Problem, Row
from community.refused import Refused
from community.tells import tell
from storage import chores, imports, people, timers
from storage.imports import Import
from storage.people import Person
from storage.tx import Tx

CHECK, ENTER = "imports.check", "imports.enter"  # the chores
EXPIRY = "imports.expiry"
EXPIRY_MS = DAY_MS


class State(StrEnum):
    CHECKING = "checking"
    WRONG = "wrong"
    READY = "ready"
    ENTERING = "entering"
    DONE = "done"
    STOPPED = "stopped"
    DROPPED = "dropped"
    SAME = "same"


WAITS = (State.CHECKING, State.READY)


def begin(tx: Tx, who: Person, file_id: str, now: int) -> Import:
    """Have a table looked over."""
    if not imports_tables(who):
        raise Refused("imports.not_yours")
    begun = imports.add(tx, who.id, State.CHECKING, now)
    chores.ask(tx, CHECK, begun.id, who.id, {"file_id": file_id}, now)
    timers.add(tx, EXPIRY, begun.id, "", now + EXPIRY_MS, now)
    return begun


def looked_over(tx: Tx, import_id: int, book: Book, found: Checked) -> Import | None:
    """Note what came of looking; nothing if it has been dropped meanwhile."""
    one = imports.hold(tx, import_id)
    if one is None or one.state != State.CHECKING:
        return None
    if found.problems:
        timers.cancel(tx, EXPIRY, one.id)
        return _change(tx, one, state=State.WRONG)
    brings = {
        "places": found.places,
        "people": found.people,
        "roles": found.roles,
        "others": found.others,
    }
    one = _change(tx, one, state=State.READY, same=found.same, total=len(book.rows), **brings)
    if found.same == one.total:
        _end(tx, one, State.SAME)
    else:
        imports.set_body(tx, one.id, book.lines())
    tell(tx, one.person_id, "imports.ready", one.id)
    return one


def confirm(tx: Tx, who: Person, import_id: int, now: int) -> None:
    """Have a table entered that was looked over and found right."""
    one = _own(tx, who, import_id)
    _change(tx, one, state=State.ENTERING)
    chores.ask(tx, ENTER, one.id, who.id, {}, now)


def drop(tx: Tx, who: Person, import_id: int) -> None:
    """Give a table up before it is entered."""
    _end(tx, _own(tx, who, import_id), State.DROPPED)


def expire(tx: Tx, import_id: int, _occasion: str, _now: int) -> None:
    """Give a table up that nobody has confirmed; its rows are not kept for ever."""
    one = imports.hold(tx, import_id)
    if one is not None and one.state in WAITS:
        _end(tx, one, State.DROPPED)


def give_up(tx: Tx, import_id: int) -> None:
    """End a table with which the work does not succeed."""
    one = imports.hold(tx, import_id)
    if one is not None and one.state in (*WAITS, State.ENTERING):
        _end(tx, one, State.STOPPED if one.state == State.ENTERING else State.DROPPED)


def waiting(tx: Tx, import_id: int) -> str | None:
    """The rows of a table that is being entered."""
    one = imports.get(tx, import_id)
    return imports.body(tx, one) if one and one.state == State.ENTERING else None


def stretch(tx: Tx, import_id: int, rows: Sequence[Row], now: int) -> list[Problem]:
    """Enter the next rows and ask for those after them, at the end say so; what did not fit."""
    one = imports.hold(tx, import_id)
    who = people.get(tx, one.person_id) if one else None
    if one is None or who is None or one.state != State.ENTERING:
        return []
    upto = min(one.upto + STRETCH, len(rows))
    unfit = enter(tx, who, rows[one.upto : upto], now)
    one = _change(tx, one, upto=upto)
    if upto < len(rows):
        chores.ask(tx, ENTER, one.id, who.id, {}, now)
    else:
        _end(tx, one, State.DONE)
        tell(tx, who.id, "imports.done", one.id, rows=upto)
    return unfit


def _own(tx: Tx, who: Person, import_id: int) -> Import:
    """A table of one's own that waits to be confirmed."""
    one = imports.hold(tx, import_id)
    if one is None or one.person_id != who.id or not imports_tables(who):
        raise Refused("imports.not_found")
    if one.state != State.READY:
        raise Refused("imports.moved_on")
    return one


def _end(tx: Tx, one: Import, state: State) -> None:
    """Let its rows go."""
    imports.set_body(tx, one.id, None)
    timers.cancel(tx, EXPIRY, one.id)
    _change(tx, one, state=state)


def _change(tx: Tx, one: Import, **values: str | int) -> Import:
    imports.change(tx, one.id, **values)
    tx.touched.add(("import", one.id))
    changed = imports.get(tx, one.id)
    assert changed is not None
    return changed

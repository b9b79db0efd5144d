"""python -m bot rotate-key: everything sealed anew, a stretch of rows to a transaction."""

from collections.abc import Callable
from functools import partial

from storage import rotation
from storage.engine import Database
from storage.kept import Kept
from storage.rotation import Stretch
from storage.tx import Tx


def rotate_files(kept: Kept) -> int:
    """Seal the kept files under the current key; returns how many."""
    return sum(kept.seal_anew(name) for name in list(kept.names()))


async def rotate(database: Database) -> tuple[int, int]:
    """Seal all under the current key; returns how many fields were, and how many nobody can read.

    Killed half way, it is simply begun again.
    """
    changed = unreadable = 0
    steps: list[Callable[[Tx, int], Stretch]] = [
        partial(_column, column=column) for column in rotation.columns()
    ]
    for step in (*steps, rotation.digest_anew):
        upto: int | None = 0
        while upto is not None:
            stretch: Stretch = await database.run(partial(_from, step=step, after=upto))
            upto = stretch.upto
            changed += stretch.changed
            unreadable += stretch.unreadable
    return changed, unreadable


def _column(tx: Tx, after: int, column: rotation.Column) -> Stretch:
    return rotation.seal_anew(tx, column, after)


def _from(tx: Tx, step: Callable[[Tx, int], Stretch], after: int) -> Stretch:
    return step(tx, after)

"""The letters of one chat on their way: in order within a class, edits in what they change."""

import heapq
from collections.abc import Iterator

from storage.outbox import Letter

CHANGES = ("edit", "strip")
CARRIERS = ("send", "edit")


class Lane:
    """What waits for one chat, of which one letter is in flight at a time."""

    __slots__ = ("_waiting", "busy", "tries")

    def __init__(self) -> None:
        self._waiting: list[tuple[int, int, Letter]] = []
        self.busy = False
        self.tries = 0

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, letter: Letter) -> None:
        heapq.heappush(self._waiting, (letter.rank, letter.id, letter))

    def next(self) -> Letter:
        """Take out the most urgent and oldest."""
        return heapq.heappop(self._waiting)[2]

    def order(self) -> tuple[int, int]:
        """The class and age of what comes next."""
        rank, letter_id, _letter = self._waiting[0]
        return rank, letter_id

    def clear(self) -> Iterator[Letter]:
        """Take out everything."""
        while self._waiting:
            yield self.next()

    def merge(self, letter: Letter) -> bool:
        """Put a change into a waiting letter of the same message; False if there is none.

        Both stay in the table until the older one is sent: after a crash the change must be there.
        """
        if letter.act not in CHANGES or letter.shown_id is None:
            return False
        for _rank, _id, older in self._waiting:
            if older.id < letter.id and older.shown_id == letter.shown_id and older.act in CARRIERS:
                put_into(older, letter)
                return True
        return False


def put_into(older: Letter, change: Letter) -> None:
    """Let the older letter carry the change."""
    if change.act == "strip":
        older.body = {key: value for key, value in older.body.items() if key != "reply_markup"}
    else:
        older.body = change.body
    older.merged.append(change)

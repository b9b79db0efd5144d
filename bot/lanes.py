"""The letters in hand: a lane for each chat, in order within a class, edits in what they change."""

import heapq
from collections.abc import Iterable, Iterator

from storage.outbox import Letter
from storage.shares import share_of

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

    def ask_again(self) -> None:
        """Let the table be asked about each before it goes."""
        for _rank, _id, letter in self._waiting:
            letter.asked = 0.0

    def merge(self, letter: Letter) -> bool:
        """Put a change into a waiting letter of the same message; False if there is none.

        Both stay in the table until the older one is sent: after a crash the change must be there.
        """
        if letter.act not in CHANGES or letter.shown_id is None:
            return False
        for _rank, _id, older in self._waiting:
            if older.id < letter.id and older.act in CARRIERS and _same_message(older, letter):
                put_into(older, letter)
                return True
        return False


class Lanes:
    """The lanes of all chats, and whose turn it is."""

    def __init__(self) -> None:
        self._lanes: dict[int, Lane] = {}
        self._turns: list[tuple[int, int, int]] = []
        self.known: set[int] = set()  # letters in hand, until what became of them is written

    def __bool__(self) -> bool:
        """Whether a chat may have its turn."""
        return bool(self._turns)

    def put(self, letter: Letter) -> None:
        """Take a letter in hand."""
        self.known.add(letter.id)
        lane = self._lanes.setdefault(letter.chat_id, Lane())
        if not lane.merge(letter):
            lane.add(letter)
            self._line_up(lane, letter.chat_id)

    @property
    def rank(self) -> int:
        """The class of what has its turn next."""
        return self._turns[0][0]

    def turn(self) -> tuple[int, Lane | None]:
        """The chat whose turn it is; its lane, unless that is busy or has nothing left."""
        chat_id = heapq.heappop(self._turns)[2]
        lane = self._lanes.get(chat_id)
        return chat_id, lane if lane and not lane.busy else None

    def free(self, chat_id: int) -> None:
        """Let a busy lane go on."""
        lane = self._lanes.get(chat_id)
        if lane is None:
            return
        lane.busy = False
        if lane:
            self._line_up(lane, chat_id)
        else:
            del self._lanes[chat_id]

    def drop(self, shares: Iterable[int]) -> None:
        """Put out of hand what waits for these parts of the chats; the table has it."""
        parts = frozenset(shares)
        for chat_id, lane in self._lanes.items():
            if share_of(chat_id) in parts:
                for letter in lane.clear():
                    self.known -= letter.ids

    def _line_up(self, lane: Lane, chat_id: int) -> None:
        if lane and not lane.busy:
            heapq.heappush(self._turns, (*lane.order(), chat_id))


def _same_message(older: Letter, change: Letter) -> bool:
    """Whether a change is of the message an older letter is about.

    One with a number was tapped, so it is on the phone: it is not what waits to be sent, though it
    shows the same row, but the same sent once before, when a kill kept its number from the table.
    """
    return older.shown_id == change.shown_id and change.message_id in (None, older.message_id)


def put_into(older: Letter, change: Letter) -> None:
    """Let the older letter carry the change."""
    if change.act == "strip":
        kept = {key: value for key, value in older.body.items() if key != "reply_markup"}
        older.body = {**kept, **change.body}
    else:
        older.body = change.body
    older.merged.append(change)

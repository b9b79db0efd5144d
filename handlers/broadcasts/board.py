"""An announcement as groups and channels see it: words, a picture, a link to what it is about."""

from dataclasses import dataclass, replace

from community.broadcasts import posting
from community.broadcasts.kinds import BOARD
from community.refused import Refused
from handlers.broadcasts.bulletins import LEADS, worded
from handlers.broadcasts.pointing import Pointing
from storage import broadcasts, people, postings
from storage.outbox import Letter, Rank
from storage.tx import Tx
from talk.boards import Board, Sheet
from talk.turn import Turn

GO = "to"  # behind ?start=, before the name of a key of the menu


@dataclass(frozen=True, slots=True)
class Boards:
    """What is posted, with all there is to point to."""

    pointing: Pointing

    @property
    def board(self) -> Board:
        return Board(BOARD, "posting", revision, self.draw, {}, Rank.NOTICE, noted)

    def draw(self, tx: Tx, language: str, posting_id: int) -> Sheet | None:
        """The same words as everybody gets; the button is a link into the private chat."""
        one = postings.get(tx, posting_id)
        if one is None:
            return None
        broadcast = broadcasts.known(tx, one.broadcast_id)
        reader = replace(people.known(tx, broadcast.author_id), language=language)
        screen = worded(tx, reader, broadcast, ())
        says = self.pointing.says(tx, reader, broadcast)
        start = self.pointing.start(broadcast, GO) if says else None
        return Sheet(screen.text, start, LEADS + (says or ""), screen.photo)

    def opened(self, turn: Turn, kind: str) -> None:
        """Open the key of the menu to which a link in a group leads."""
        pointer = self.pointing.keys.get(kind)
        if pointer is None:
            raise Refused("broadcasts.not_found")
        pointer.open(turn, 0)


def revision(tx: Tx, posting_id: int) -> int | None:
    return 0 if postings.get(tx, posting_id) else None


def noted(tx: Tx, posting_id: int, letter: Letter | None, _now: int) -> None:
    """Let the rule know whether a letter is under way."""
    posting.posted(tx, posting_id, letter.id if letter else None)

"""To what the button of an announcement leads: chosen step by step in place of its card."""

from dataclasses import dataclass, replace

from community import broadcasts as rules
from community.broadcasts.kinds import BROADCAST
from handlers.broadcasts.bulletins import LEADS
from handlers.broadcasts.choosing import ask, back_to, choice
from handlers.broadcasts.pointing import Pointing
from storage import broadcasts
from storage.broadcasts import Broadcast
from storage.ids import from_short, short
from talk.screens import Screen, clip, in_rows
from talk.turn import Turn
from talk.words import _

LISTED = 20
LABEL_MOST = 40
NONE = "none"


@dataclass(frozen=True, slots=True)
class Linking:
    """The choice, among all there is to point to."""

    pointing: Pointing

    def link(self, turn: Turn, broadcast_id: int, extra: str) -> None:
        """Choose to what a button leads: first of which kind, then which one."""
        one = rules.own(turn.tx, turn.who, broadcast_id)
        kind, _dot, chosen = extra.partition(".")
        pointer = self.pointing.pointers.get(kind)
        if kind == NONE:
            self._point(turn, one, None, None)
        elif pointer is None:
            self._kinds(turn, one)
        elif kind in self.pointing.keys:
            self._point(turn, one, kind, None)
        elif (row := from_short(chosen)) in pointer.offered(turn.tx, turn.who):
            self._point(turn, one, kind, row)
        else:
            self._rows(turn, one, kind)

    def _point(self, turn: Turn, one: Broadcast, kind: str | None, row: int | None) -> None:
        says = replace(broadcasts.content(turn.tx, one), target=kind, target_id=row)
        rules.reword(turn.tx, turn.who, one.id, says, turn.now)
        turn.card(BROADCAST, one.id)

    def _kinds(self, turn: Turn, one: Broadcast) -> None:
        every = [
            choice(turn.who, one, LEADS + pointer.label.to(turn.who.language), f"link.{kind}")
            for kind, pointer in self.pointing.pointers.items()
            if kind in self.pointing.keys or pointer.offered(turn.tx, turn.who)
        ]
        last = (choice(turn.who, one, _("No button"), f"link.{NONE}"), back_to(turn.who, one))
        says = _("What shall the button lead to?")
        ask(turn, one, Screen(turn.to(says), (*in_rows(every, 2), last)))

    def _rows(self, turn: Turn, one: Broadcast, kind: str) -> None:
        pointer = self.pointing.pointers[kind]
        every = [
            choice(turn.who, one, clip(label, LABEL_MOST).plain, f"link.{kind}.{short(row)}")
            for row in list(pointer.offered(turn.tx, turn.who))[:LISTED]
            if (label := pointer.says(turn.tx, turn.who, row))
        ]
        says = _("Which one?") if every else _("There is nothing of that kind now.")
        rows = (*in_rows(every, 1), (back_to(turn.who, one),))
        ask(turn, one, Screen(turn.to(says), rows))

"""The buttons of an announcement: to an activity, a vacancy, a form; whatever others bring."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from storage.broadcasts import Broadcast
from storage.ids import short
from storage.people import Person
from storage.tx import Tx
from talk.pointing import Pointer, nothing
from talk.registry import Capability, Command, Keyboard, MenuItem, everyone
from talk.turn import Turn


@dataclass(frozen=True, slots=True)
class Pointing:
    """What there is to point to, by its kind."""

    pointers: Mapping[str, Pointer]

    def says(self, tx: Tx, who: Person, broadcast: Broadcast) -> str | None:
        """What the button says to a reader; nothing without one, or when its row is over."""
        pointer = self.pointers.get(broadcast.target or "")
        return pointer.says(tx, who, broadcast.target_id or 0) if pointer else None

    @property
    def keys(self) -> Mapping[str, Pointer]:
        """Those among them that are keys of the menu."""
        return {kind: one for kind, one in self.pointers.items() if one.start == kind}

    def start(self, broadcast: Broadcast, key: str) -> str | None:
        """What stands behind ?start= in a link to it; `key` before the name of a menu's key."""
        pointer = self.pointers.get(broadcast.target or "")
        if pointer is None or pointer.start is None:
            return None
        if pointer.kind in self.keys:
            return f"{key}_{pointer.kind}"
        return f"{pointer.start}_{short(broadcast.target_id or 0)}"

    def open(self, turn: Turn, broadcast: Broadcast) -> bool:
        """Show to what it leads; False when that is over."""
        pointer = self.pointers.get(broadcast.target or "")
        if pointer is None or not pointer.says(turn.tx, turn.who, broadcast.target_id or 0):
            return False
        pointer.open(turn, broadcast.target_id or 0)
        return True


def pointing(capabilities: Iterable[Capability]) -> Pointing:
    """Gather what all capabilities bring, and the keys of the menu that are for everybody."""
    every = tuple(capabilities)
    brought = [pointer for one in every for pointer in one.pointers]
    commands = [command for one in every for command in one.commands]
    keys = [
        _key(item, command)
        for one in every
        for item in one.menu
        for command in commands
        if item.allowed is everyone and Keyboard.FULL in item.on and command.open == item.open
    ]
    return Pointing({pointer.kind: pointer for pointer in (*brought, *keys)})


def _key(item: MenuItem, command: Command) -> Pointer:
    """A key of the menu as something to point to, by the name of its command."""
    return Pointer(
        command.name,
        item.label,
        nothing,
        lambda _tx, who, _id: item.label.to(who.language),
        partial(_opened, item),
        command.name,
    )


def _opened(item: MenuItem, turn: Turn, _id: int) -> None:
    item.open(turn)

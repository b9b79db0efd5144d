"""What happens in the chats, told to whoever listens."""

from collections import deque
from collections.abc import Callable
from typing import Any

JSON = dict[str, Any]
Listener = Callable[[JSON], None]

EVERYBODY = 0  # the "person" of an event that concerns the whole town


class Events:
    """A numbered stream of events; keeps the last ones of each person, none if the size is 0."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: dict[int, deque[JSON]] = {}
        # Those for everybody stand under None.
        self._listeners: dict[int | None, list[Listener]] = {}
        self.seq = 0

    @property
    def wanted(self) -> bool:
        """Whether it is worth wording an event at all."""
        return bool(self._size or self._listeners)

    def tell(self, person_id: int, kind: str, content: JSON) -> None:
        """Number an event, keep it, and call the listeners at once."""
        self.seq += 1
        event = {"seq": self.seq, "person": person_id, "type": kind, **content}
        if self._size:
            kept = self._kept.get(person_id)
            if kept is None:
                kept = self._kept[person_id] = deque(maxlen=self._size)
            kept.append(event)
        if self._listeners:
            for whose in (None, person_id):
                for listener in tuple(self._listeners.get(whose, ())):
                    listener(event)

    def after(self, person_id: int, seq: int) -> list[JSON]:
        """The kept events of a person with a higher number."""
        newer = []
        for event in reversed(self._kept.get(person_id, ())):
            if event["seq"] <= seq:
                break
            newer.append(event)
        return newer[::-1]

    def listen(self, listener: Listener, person_id: int | None = None) -> Callable[[], None]:
        """Call the listener for every event (of one person) from now on; returns how to stop."""
        self._listeners.setdefault(person_id, []).append(listener)

        def stop() -> None:
            self._listeners[person_id].remove(listener)
            if not self._listeners[person_id]:
                del self._listeners[person_id]

        return stop

"""What the bot asked for and what it was answered.

Beside the calls themselves stand, as other kinds: polls for updates, downloads of files, requests
nobody understood, and faults that kept a call from its answer.
"""

from collections import deque
from typing import Any, NamedTuple

from simulator.files import Upload

JSON = dict[str, Any]

CALL, POLL, DOWNLOAD, STRAY, FAULT = "call", "poll", "download", "stray", "fault"


class Call(NamedTuple):
    """One call of the bot; `at` in seconds of the simulator's clock."""

    id: int
    at: float
    method: str
    params: JSON
    result: Any
    error: JSON | None
    kind: str = CALL

    def described(self) -> JSON:
        """The call as JSON, uploads by name and size."""
        params = {
            name: {"file_name": value.name, "size": len(value.data)}
            if isinstance(value, Upload)
            else value
            for name, value in self.params.items()
        }
        return {**self._asdict(), "params": params}


class Journal:
    """The last calls, and as many of the other kinds; a size of 0 keeps none."""

    def __init__(self, size: int) -> None:
        self._calls: deque[Call] = deque(maxlen=size)
        self._others: deque[Call] = deque(maxlen=size)
        self._last_id = 0

    def add(self, at: float, method: str, params: JSON, result: Any, error: JSON | None) -> None:
        """Write down one call."""
        self._last_id += 1
        if self._calls.maxlen:
            self._calls.append(Call(self._last_id, at, method, params, result, error))

    def note(
        self, kind: str, at: float, method: str, params: JSON, result: Any, error: JSON | None
    ) -> None:
        """Write down what is no call."""
        if self._others.maxlen:
            self._last_id += 1
            self._others.append(Call(self._last_id, at, method, params, result, error, kind))

    def after(self, call_id: int = 0, *, everything: bool = False) -> list[Call]:
        """The kept calls with a higher id, or `everything` that was asked."""
        kept = sorted((*self._calls, *self._others)) if everything else self._calls
        return [call for call in kept if call.id > call_id]

    def __len__(self) -> int:
        return self._last_id

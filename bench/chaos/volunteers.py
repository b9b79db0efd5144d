"""Who helps where somebody is needed at once: of those who are asked the first one goes."""

import random
import re

from bench.chaos.someone import Buttons, Ledger, Someone
from bench.chaos.town import Neighbour
from bench.chaos.watched import Watched

DONE, TOOK = "Done", "half an hour"
ANSWERS = ("I come", TOOK, "⏭ Skip")
_NUMBER = re.compile(r"^🧡 (\S+) · ", re.MULTILINE)
_OVER = ("🌷 You have done it.", "👉 ")  # by them, or by somebody else


class Volunteer(Someone):
    """Comes to whatever they are asked for, and says of one after the other that it is done."""

    def __init__(
        self, telegram: Watched, who: Neighbour, ledger: Ledger, rng: random.Random
    ) -> None:
        super().__init__(telegram, who, ledger, rng)
        self._open: set[str] = set()  # what they were asked for, and nobody has done
        self._over: set[str] = set()
        self._mine: dict[str, tuple[int, str]] = {}  # where to tap that each is done
        self._saying: str | None = None  # of which they say so now

    @property
    def unfinished(self) -> bool:
        return bool(self._open)

    def sees(self, message_id: int, text: str, buttons: Buttons) -> None:
        if (found := _NUMBER.search(text)) is not None:
            self._notes(found[1], message_id, text, buttons)
        label = next((one for one in ANSWERS if one in buttons), None)
        if label is not None:
            self.taps(message_id, buttons[label])

    def _notes(self, number: str, message_id: int, text: str, buttons: Buttons) -> None:
        """How a task stands with them."""
        if number in self._over or any(over in text for over in _OVER):
            self._over.add(number)
            self._open.discard(number)
            self._mine.pop(number, None)
            self._saying = None if self._saying == number else self._saying
        else:
            self._open.add(number)
        if DONE in buttons and number not in self._over:
            self._mine[number] = message_id, buttons[DONE]
        self._saying = self._saying or next(iter(self._mine), None)
        if self._saying in self._mine:
            self.taps_once(*self._mine[self._saying])

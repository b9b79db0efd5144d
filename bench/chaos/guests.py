"""Who signs up for one activity after the other, and off again; each has room for one."""

import random

from bench.chaos.affairs import Gathering
from bench.chaos.someone import Buttons, Ledger, Someone
from bench.chaos.town import Neighbour
from bench.chaos.watched import Watched
from storage.ids import short

STEPS = ("Sign up", "Just me", "Sign off")  # what is tapped in turn; then the first stands again


class Guest(Someone):
    """Signs up, or waits in the line, and signs off; two do so for the same activities."""

    def __init__(
        self, telegram: Watched, who: Neighbour, ledger: Ledger, rng: random.Random
    ) -> None:
        super().__init__(telegram, who, ledger, rng)
        self._coming: list[Gathering] = []
        self._at: Gathering | None = None
        self._step = 0
        self.busy = False

    @property
    def unfinished(self) -> bool:
        return self.busy

    def reads(self, coming: tuple[Gathering, ...]) -> None:
        """Learn what is on, and begin with the first."""
        self._coming = list(coming)
        self._begin()

    def sees(self, message_id: int, text: str, buttons: Buttons) -> None:
        if self._at is None or self._at.title not in text:
            return
        over = self._step == len(STEPS)
        if over and STEPS[0] in buttons:
            self._begin()
        elif not over and STEPS[self._step] in buttons:
            # Not by `taps`: a repeat of the first question must not sign anybody up once more.
            data = buttons[STEPS[self._step]]
            self._step += 1
            if self._step == len(STEPS):
                self.ledger.sign_ups.append((self.who.telegram_id, self._at.id))
            self.taps_once(message_id, data)
        elif self._step and (last := STEPS[self._step - 1]) in buttons:
            # It was drawn anew at that moment, such as when a place was offered: once more.
            self.taps_once(message_id, buttons[last])

    def _begin(self) -> None:
        """Open the next activity by its link, if there is one; the first one at any time."""
        self.busy = bool(self._coming) and (self.goes_on or self._at is None)
        self._at = self._coming.pop() if self.busy else None
        self._step = 0
        if self._at is not None:
            link = f"/start act_{short(self._at.id)}"
            self._soon(lambda: self.says(link))

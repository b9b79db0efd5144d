"""Who registers with the matchmakers and leaves again, and who sees their papers."""

import random

from bench.chaos.someone import Buttons, Ledger, Someone
from bench.chaos.town import Neighbour
from bench.chaos.watched import Watched

ANSWERS = ("I agree", "For myself", "Never married", "Woman", "No children")
PAUSED = ("▶️ Go on", "🚪 Withdraw")


class Single(Someone):
    """Registers, pauses once the papers have been seen, withdraws, and registers anew."""

    def __init__(
        self, telegram: Watched, who: Neighbour, ledger: Ledger, rng: random.Random
    ) -> None:
        super().__init__(telegram, who, ledger, rng)
        self._asked = self._left = False
        self.busy = True
        self._begin()

    @property
    def unfinished(self) -> bool:
        return self.busy

    def sees(self, message_id: int, text: str, buttons: Buttons) -> None:
        answer = next((buttons[label] for label in ANSWERS if label in buttons), None)
        if not self.busy:
            return
        if "You have withdrawn;" in text:
            self._end()
        elif "💞 Register myself" in buttons:
            self._register(message_id, buttons["💞 Register myself"])
        elif "When were you born?" in text and buttons:
            self.replies(buttons, lambda: self.says("1995-05-08"))
        elif "Is there a matchmaker" in text and buttons:
            choosable = [data for label, data in buttons.items() if label.startswith("matchmaker")]
            self.taps(message_id, self.choice(choosable))
        elif "✅ Send" in buttons:
            noted = self.ledger.registrations.append
            self.taps(message_id, buttons["✅ Send"], lambda: noted(self.who.telegram_id))
        elif "🚪 Yes, withdraw" in buttons:
            self.taps(message_id, buttons["🚪 Yes, withdraw"], self._leave)
        elif "⏸ Pause" in buttons:
            self.taps(message_id, buttons["⏸ Pause"])
        elif PAUSED[0] in buttons:
            self.taps(message_id, self.choice([buttons[label] for label in PAUSED]))
        elif answer is not None:
            self.taps(message_id, answer)

    def _begin(self) -> None:
        self._asked = self._left = False
        self._soon(lambda: self.says("/match"))

    def _register(self, message_id: int, data: str) -> None:
        """Tap the key that looks the same each time, once each time."""
        if not self._asked:
            self._asked = True
            self._tapped.discard(data)
            self.taps(message_id, data)

    def _leave(self) -> None:
        self._left = True

    def _end(self) -> None:
        if self._left:  # and it is no repeat of what was said the time before
            self.busy = self.goes_on
            if self.busy:
                self._begin()


class Matchmaker(Someone):
    """Has seen the papers of whoever registers."""

    def sees(self, message_id: int, text: str, buttons: Buttons) -> None:  # noqa: ARG002
        for label in ("✅ Yes, all of it", "✅ I have seen the papers"):
            if label in buttons:
                self.taps(message_id, buttons[label])
                return

"""Who has neighbours talked with at the door, and who mediates."""

import random

from bench.chaos.someone import Buttons, Ledger, Someone, Submission
from bench.chaos.town import Neighbour
from bench.chaos.watched import Watched

ANSWERS = ("Yes, go on", "🔊 Noise", "A neighbour", "⏭ Skip")


class Disputant(Someone):
    """Asks for a talk at the door, leaves as soon as somebody has taken it up, and asks again."""

    def __init__(
        self, telegram: Watched, who: Neighbour, ledger: Ledger, rng: random.Random
    ) -> None:
        super().__init__(telegram, who, ledger, rng)
        self._disputes = 0
        self.current: Submission | None = None
        self._begin()

    @property
    def unfinished(self) -> bool:
        return self.current is not None

    def sees(self, message_id: int, text: str, buttons: Buttons) -> None:
        current = self.current
        if current is None:
            return
        home = next((data for label, data in buttons.items() if label.startswith("🏠")), None)
        answer = next((buttons[label] for label in ANSWERS if label in buttons), None)
        if "You have left" in text and current.story in text:
            self._end(current)
        elif "Yes, I leave" in buttons:
            self.taps(message_id, buttons["Yes, I leave"])
        elif "🚪 Leave the mediation" in buttons and "🧑‍💼 Mediator:" in text:
            self.taps(message_id, buttons["🚪 Leave the mediation"])
        elif "✅ Send" in buttons:
            self.taps(message_id, buttons["✅ Send"], self._submit)
        elif "What happened?" in text and buttons:
            self.replies(buttons, lambda: self.says(current.story))
        elif home is not None or answer is not None:
            self.taps(message_id, home or answer or "")

    def _begin(self) -> None:
        self._disputes += 1
        story = f"dispute {self._disputes} of {self.who.name}, {self.rng.getrandbits(64):x}"
        self.current = Submission(self.who.telegram_id, self.who.home_id, story, 0, 1)
        self._soon(lambda: self.says("/mediate"))

    def _submit(self) -> None:
        assert self.current is not None
        if not self.current.sent:
            self.current.sent = True
            self.ledger.disputes.append(self.current)

    def _end(self, current: Submission) -> None:
        current.closed = True
        self.current = None
        if self.goes_on:
            self._begin()


class Mediator(Someone):
    """Takes up whatever is asked for."""

    def sees(self, message_id: int, text: str, buttons: Buttons) -> None:  # noqa: ARG002
        for label in ("No, I mediate", "🤝 I mediate"):
            if label in buttons:
                self.taps(message_id, buttons[label])
                return

"""Who asks for mediation, with whom it is, and who mediates."""

import re

from bench.chaos.someone import Buttons, Petitioner, Someone, Submission

ANSWERS = ("Yes, go on", "🔊 Noise", "A neighbour", "⏭ Skip")
TOLD = "for the mediator alone: "  # before the story, in one's own room
_LINK = re.compile(r"\?start=(side_[\w-]+)")


class Opposite(Someone):
    """Opens the link that is passed on, and takes part."""

    def opens(self, token: str) -> None:
        self.replies({"link": token}, lambda: self.says(f"/start {token}"))

    def sees(self, message_id: int, text: str, buttons: Buttons) -> None:  # noqa: ARG002
        if "🤝 I take part" in buttons:
            self.taps(message_id, buttons["🤝 I take part"])


class Disputant(Petitioner):
    """Asks for mediation, tells the mediator something, passes the link on, leaves, asks again."""

    petition = "dispute"
    begins_by = "/mediate"
    opposite: Opposite | None = None  # with whom the disputes are

    @property
    def submitted(self) -> list[Submission]:
        return self.ledger.disputes

    def sees(self, message_id: int, text: str, buttons: Buttons) -> None:
        current = self.current
        if current is None:
            return
        home = next((data for label, data in buttons.items() if label.startswith("🏠")), None)
        answer = next((buttons[label] for label in ANSWERS if label in buttons), None)
        if "You have left" in text and current.story in text:
            self.end(current)
        elif "Yes, I leave" in buttons:
            self.taps(message_id, buttons["Yes, I leave"])
        elif "🚪 Leave the mediation" in buttons and "🧑‍💼 Mediator:" in text:
            self._goes_through_it(message_id, text, buttons)
        elif (found := _LINK.search(text)) and self.opposite is not None:
            self.opposite.opens(found[1])
        elif "tell the mediator?" in text and buttons:
            self.replies(buttons, lambda: self.says(TOLD + current.story))
        elif "Who are they?" in text and buttons:
            self.replies(buttons, lambda: self.says("upstairs"))
        elif "What exactly may they be told?" in text and buttons:
            self.replies(buttons, lambda: self.says("It is loud at night."))
        elif "✅ Send" in buttons:
            self.taps(message_id, buttons["✅ Send"], self.submit)
        elif "What happened?" in text and buttons:
            self.replies(buttons, lambda: self.says(current.story))
        elif home is not None or answer is not None:
            self.taps(message_id, home or answer or "")

    def _goes_through_it(self, message_id: int, text: str, buttons: Buttons) -> None:
        """Once it is in a mediator's hands: speak, let the other one come, and leave."""
        if TOLD not in text:
            # Whoever is asked twice says it twice; both would be one message to the mediator.
            self.taps_once(message_id, buttons["💬 Tell the mediator"])
        elif "🔗 Link for the other side" in buttons:  # each tap makes a link of its own
            self.taps_once(message_id, buttons["🔗 Link for the other side"])
        elif "Both sides take part" in text:
            self.taps(message_id, buttons["🚪 Leave the mediation"])


class Mediator(Someone):
    """Takes up whatever is asked for."""

    def sees(self, message_id: int, text: str, buttons: Buttons) -> None:  # noqa: ARG002
        for label in ("No, I mediate", "🤝 I mediate"):
            if label in buttons:
                self.taps(message_id, buttons[label])
                return

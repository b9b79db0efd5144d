"""Who asks for mediation, and with whom it is."""

import re

from bench.chaos.agreeing import TOLD, Party, number_of
from bench.chaos.someone import Buttons, Petitioner, Submission

ANSWERS = ("Yes, go on", "🔊 Noise", "A neighbour", "⏭ Skip")
# What they leave at the sight of, as often as it stands here; of nothing: it comes to its end.
LEAVES = ("Both sides take part", "📅 Session · ", "📝 Draft no.", "", "", "")
_LINK = re.compile(r"\?start=(side_[\w-]+)")


class Opposite(Party):
    """Opens the link that is passed on, and takes part."""

    def opens(self, token: str) -> None:
        self.replies({"link": token}, lambda: self.says(f"/start {token}"))

    def sees(self, message_id: int, text: str, buttons: Buttons) -> None:
        if self.answers(message_id, text, buttons):
            return
        if "🤝 I take part" in buttons:
            self.taps(message_id, buttons["🤝 I take part"])


class Disputant(Party, Petitioner):
    """Asks for mediation, tells the mediator something, passes the link on, leaves or agrees."""

    petition = "dispute"
    begins_by = "/mediate"
    opposite: Opposite | None = None  # with whom the disputes are
    _door = _leaves_at = ""  # the button for it, and at the sight of what they leave

    @property
    def submitted(self) -> list[Submission]:
        return self.ledger.disputes

    def submission(self, story: str) -> Submission:
        self._leaves_at = self.rng.choice(LEAVES)
        return Petitioner.submission(self, story)

    def sees(self, message_id: int, text: str, buttons: Buttons) -> None:
        current = self.current
        if current is None:
            self.answers(message_id, text, buttons)
            return
        home = next((data for label, data in buttons.items() if label.startswith("🏠")), None)
        answer = next((buttons[label] for label in ANSWERS if label in buttons), None)
        if current.story in text and "🚪 Leave the mediation" in buttons:
            current.number, self._door = number_of(text), buttons["🚪 Leave the mediation"]
        over = "You have left" in text and current.story in text
        if over or ("🗣 It holds" in text and number_of(text) == current.number):
            self.end(current)
        elif self._has_enough(current, text):
            self.taps_once(message_id, self._door)
        elif self.answers(message_id, text, buttons):
            return
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
        """Once it is in a mediator's hands: speak, and let the other one come."""
        if TOLD not in text:
            # Whoever is asked twice says it twice; both would be one message to the mediator.
            self.taps_once(message_id, buttons["💬 Tell the mediator"])
        elif "🔗 Link for the other side" in buttons:  # each tap makes a link of its own
            self.taps_once(message_id, buttons["🔗 Link for the other side"])

    def _has_enough(self, current: Submission, text: str) -> bool:
        """Whether they leave at the sight of this."""
        known = self._leaves_at in text and number_of(text) == current.number
        return bool(self._leaves_at) and known and (current.story not in text or TOLD in text)

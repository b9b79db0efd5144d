"""Who is asked in the morning how they are, and who is alarmed where no answer comes."""

import random
import re

from bench.chaos.someone import Buttons, Ledger, Someone
from bench.chaos.town import Neighbour
from bench.chaos.watched import Watched

ANSWERS = 0.5  # of the elders; to the others somebody must go
AGAIN = "We have not heard from you yet"  # said where what was due came late: then all answer
WELL, GOES, SPOKE = "😊 I am well", "I go there", "Spoke with them: all is well"
_SILENT = re.compile(r"^🔔 (.+) has not answered today's greeting")
_OVER = re.compile(r"^✅ (.+?) (?:has answered and is well|is well, says .+)\.")


class Elder(Someone):
    """Is asked one morning and answers, or does not; says nothing else at all."""

    def __init__(
        self, telegram: Watched, who: Neighbour, ledger: Ledger, rng: random.Random
    ) -> None:
        super().__init__(telegram, who, ledger, rng)
        self._answers = rng.random() < ANSWERS
        self._asked = False

    @property
    def unfinished(self) -> bool:
        return self._asked

    def _opens(self) -> None:
        """Have opened the chat long ago: any word this morning would make the question needless."""
        self.telegram.chat_of(self.who.telegram_id).started = True

    def sees(self, message_id: int, text: str, buttons: Buttons) -> None:
        self._asked = WELL in buttons
        if self._asked and (self._answers or AGAIN in text):
            self.taps(message_id, buttons[WELL])


class Contact(Someone):
    """Goes to whoever does not answer, where nobody else does, and says that they are well."""

    def __init__(
        self, telegram: Watched, who: Neighbour, ledger: Ledger, rng: random.Random
    ) -> None:
        super().__init__(telegram, who, ledger, rng)
        self._silent: set[str] = set()

    @property
    def unfinished(self) -> bool:
        return bool(self._silent)

    def sees(self, message_id: int, text: str, buttons: Buttons) -> None:
        if over := _OVER.search(text):
            self._silent.discard(over[1])
        elif (silent := _SILENT.search(text)) and buttons:
            self._silent.add(silent[1])
        if GOES in buttons:
            self.taps(message_id, buttons[GOES])
        elif SPOKE in buttons and "You look after it." in text:
            self.taps(message_id, buttons[SPOKE])

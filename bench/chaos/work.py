"""Who looks for work: one vacancy after the other applied for and left again; who offers it."""

import random

from bench.chaos.affairs import Opening
from bench.chaos.someone import Buttons, Ledger, Someone
from bench.chaos.town import Neighbour
from bench.chaos.watched import Watched
from storage.ids import short

CARD = (
    "📝 Leave my card",
    "🍳 Kitchen and restaurant",
    "🕛 Any time",
    "🚌 Anywhere, also by bus",
    "It does not matter",
    "Nothing",
)
YES = "✅ Yes, I am 18 or older"
APPLYING = ("I would like to apply", "👌 Agreed", "↩️ Yes, withdraw it")
WITHDRAW, AGREED = "↩️ Withdraw", "Agreed. We remind you"
INVITE, MEET = "🗓 Invite to an interview", ("Tomorrow", "10:00")


class Seeker(Someone):
    """Leaves a card, then applies for whatever is offered, and withdraws as soon as it is sent.

    Of every other vacancy only once an interview is agreed.
    """

    def __init__(
        self, telegram: Watched, who: Neighbour, ledger: Ledger, rng: random.Random
    ) -> None:
        super().__init__(telegram, who, ledger, rng)
        self._offered: list[Opening] = []
        self._applying: Opening | None = None
        self.busy = True
        self._soon(lambda: self.says("/jobs"))

    @property
    def unfinished(self) -> bool:
        return self.busy

    def reads(self, offered: tuple[Opening, ...]) -> None:
        """Learn what is offered."""
        self._offered = list(offered)

    def sees(self, message_id: int, text: str, buttons: Buttons) -> None:
        if self._applying is not None:
            self._apply(self._applying, message_id, text, buttons)
        elif self.busy:
            self._leave_card(message_id, buttons)

    def _leave_card(self, message_id: int, buttons: Buttons) -> None:
        answer = next((buttons[label] for label in CARD if label in buttons), None)
        if "🗑 Erase the card" in buttons:
            self._begin()
        elif "Not now" in buttons:
            noted = self.ledger.seekers.append
            self.taps(message_id, buttons["Not now"], lambda: noted(self.who.telegram_id))
        elif answer is not None:
            self.taps(message_id, answer)

    def _apply(self, opening: Opening, message_id: int, text: str, buttons: Buttons) -> None:
        answer = next((buttons[label] for label in APPLYING if label in buttons), None)
        if text.startswith(f"📨 {opening.post}\n") and "👉 withdrawn" in text:
            self._begin()
        elif YES in buttons:
            self.taps(message_id, buttons[YES], lambda: self._applies(opening))
        elif answer is not None:
            self.taps(message_id, answer)
        elif WITHDRAW in buttons and (AGREED in text or not opening.meets):
            self.taps(message_id, buttons[WITHDRAW])

    def _applies(self, opening: Opening) -> None:
        """Note it once: a question that a kill has left twice on the phone may be tapped twice."""
        whose = (self.who.telegram_id, opening.id)
        if whose not in self.ledger.applications:
            self.ledger.applications.append(whose)

    def _begin(self) -> None:
        """Open the next vacancy by its link, if there is one; the first one at any time."""
        self.busy = bool(self._offered) and (self.goes_on or self._applying is None)
        self._applying = self._offered.pop() if self.busy else None
        if self._applying is not None:
            link = f"/start job_{short(self._applying.id)}"
            self._soon(lambda: self.says(link))


class Employer(Someone):
    """Invites whoever applies, where there is to be an interview."""

    def __init__(
        self, telegram: Watched, who: Neighbour, ledger: Ledger, rng: random.Random
    ) -> None:
        super().__init__(telegram, who, ledger, rng)
        self._meeting: set[str] = set()

    def reads(self, offered: tuple[Opening, ...]) -> None:
        """Know for which of their vacancies they meet people first."""
        self._meeting = {f"📨 Somebody applies: {one.post}" for one in offered if one.meets}

    def sees(self, message_id: int, text: str, buttons: Buttons) -> None:
        meets = next((data for label, data in buttons.items() if label.startswith(MEET)), None)
        if INVITE in buttons and any(line in self._meeting for line in text.splitlines()):
            self.taps_once(message_id, buttons[INVITE])  # each tap begins the invitation anew
        elif meets is not None:
            self.taps(message_id, meets)
        elif "whom shall they ask for?" in text and buttons:
            self.replies(buttons, lambda: self.says("At the kitchen door."))

"""How two sides come to an agreement: sessions and drafts, which may not suit either of them."""

import random
import re
from functools import partial

from bench.chaos.someone import GO_ON, Buttons, Ledger, Someone
from bench.chaos.town import Neighbour
from bench.chaos.watched import Watched

SUITS, INSTEAD = "✅ It suits me", "🕐 Another time"
AGREE, WISH = "I agree", "Change something"
CANCEL, REFUSED = "✖️ Cancel", "Something has changed meanwhile."
TOLD = "for the mediator alone: "  # before the story, in one's own room
_NUMBER = re.compile(r"\d{4}-\d+")
_DRAFT = re.compile(r"📝 Draft no\. (\d+) · (\d{4}-\d+)")


def number_of(text: str) -> str:
    """The number of the dispute that a text names; empty if it names none."""
    found = _NUMBER.search(text)
    return found[0] if found else ""


class Party(Someone):
    """Says alone of each session and of each draft whether it suits them."""

    def answers(self, message_id: int, text: str, buttons: Buttons) -> bool:
        """Answer what both sides are asked; False if it was something else."""
        if REFUSED in text and CANCEL in buttons:  # the other side was quicker
            self.taps_once(message_id, buttons[CANCEL])
        elif SUITS in buttons:
            yes, other = buttons[SUITS], buttons[INSTEAD]
            self.taps_once(message_id, self.choice((yes, yes, other)))
        elif AGREE in buttons:
            self._reads(message_id, text, buttons)
        elif "When would it suit you?" in text and buttons:
            self.replies(buttons, lambda: self.says(f"in {self.rng.randint(3, 9)} days 15:00"))
        elif "What should be otherwise" in text and buttons:
            self.replies(buttons, self._wishes)
        elif "✏️ Change something" in text and "✅ Send" in buttons:
            self.taps(message_id, buttons["✅ Send"])
        else:
            return False
        return True

    def _reads(self, message_id: int, text: str, buttons: Buttons) -> None:
        yes, other = buttons[AGREE], buttons[WISH]
        chosen = self.choice((yes, yes, other))
        draft = _DRAFT.search(text)
        if chosen == other or draft is None:
            self.taps_once(message_id, other)
            return
        said = (draft[2], int(draft[1]), self.who.telegram_id)
        self.taps_once(message_id, yes, partial(self.ledger.agreed.add, said))

    def _wishes(self) -> None:
        words = f"otherwise, {self.rng.getrandbits(64):x}"
        self.ledger.wishes.append(words)
        self.says(words)


class Mediator(Someone):
    """Takes up whatever is asked for, and leads both sides to an agreement by word of mouth."""

    def __init__(
        self, telegram: Watched, who: Neighbour, ledger: Ledger, rng: random.Random
    ) -> None:
        super().__init__(telegram, who, ledger, rng)
        self._begun: set[tuple[str, str]] = set()  # of which dispute a session, a draft
        self._wished: set[tuple[str, str]] = set()  # which draft is to be another

    def sees(self, message_id: int, text: str, buttons: Buttons) -> None:
        if GO_ON in buttons:
            self.goes_back(message_id, buttons[GO_ON])
        elif REFUSED in text and CANCEL in buttons:
            self.taps_once(message_id, buttons[CANCEL])
        elif "📅 Session and agreement" in buttons:
            if TOLD in text and text.count("not heard yet") == len("ab"):
                self.taps_once(message_id, buttons["📅 Session and agreement"])
        elif text.startswith("🤝 Mediation ") and "📅 Session" in buttons:
            self._leads(message_id, text, buttons)
        elif "✅ Send" in buttons:
            self._sends(message_id, text, buttons)
        elif not self._writes(text, buttons):
            self._taps_on(message_id, text, buttons)

    def _leads(self, message_id: int, text: str, buttons: Buttons) -> None:
        """What is next on the way: a session, and once that it is fixed a draft."""
        step = "📝 Draft" if "📅 Session fixed" in text else "📅 Session"
        known = "📅 Session proposed" in text or "📝 Draft no." in text
        if not known and (number_of(text), step) not in self._begun:
            self.taps_once(message_id, buttons[step])

    def _writes(self, text: str, buttons: Buttons) -> bool:
        """Answer a question of a form that is answered in words."""
        days = self.rng.randint(3, 9)
        if "When?" in text and buttons:
            self.replies(buttons, lambda: self.says(f"in {days} days 15:00"))
        elif "what both agree to: who does what" in text and buttons:
            self._begun.add((number_of(text), "📝 Draft"))
            terms = f"It was about noise. 1. Quiet at night. {self.rng.getrandbits(64):x}"
            self.replies(buttons, lambda: self.says(terms))
        elif "By which day is it to be done?" in text and buttons:
            self.replies(buttons, lambda: self.says(f"in {days} days"))
        else:
            return False
        return True

    def _sends(self, message_id: int, text: str, buttons: Buttons) -> None:
        kind = "sitting" if "Each side is asked alone" in text else "draft"
        data = buttons["✅ Send"]
        self.taps(message_id, data, partial(self.ledger.led.add, (number_of(text), kind, data)))

    def _taps_on(self, message_id: int, text: str, buttons: Buttons) -> None:
        wanted = ["No, I mediate", "🤝 I mediate", "☎️ By telephone", "Yes, it is agreed"]
        if "☎️ By telephone" in buttons:
            self._begun.add((number_of(text), "📅 Session"))
        if "would rather come on" in text:
            wanted.append("📅 Another time")
        if self._unwanted(text):
            wanted.append("✏️ Write it anew")
        wanted.append("🗣 Oral agreement")
        for label in wanted:
            if label in buttons:
                self.taps_once(message_id, buttons[label])
                return

    def _unwanted(self, text: str) -> bool:
        """Whether a side would change the draft on a card; once redrawn it does not say so."""
        draft = _DRAFT.search(text)
        if draft is not None and "would change something:" in text:
            self._wished.add((draft[2], draft[1]))
        return draft is not None and (draft[2], draft[1]) in self._wished

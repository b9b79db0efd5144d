"""Who is introduced to whom, what each answers alone, and who leaves in the middle of it."""

import asyncio
import random
from collections import deque
from collections.abc import Iterable
from functools import partial

from bench.chaos.affairs import Couple
from bench.chaos.singles import Matchmaker
from bench.chaos.someone import Buttons, Ledger, Someone
from bench.chaos.town import Neighbour
from bench.chaos.watched import Watched

AGAIN = 15.0  # seconds until a matchmaker asks once more
STEPS = ("💞 Introduce them", "⏭ Skip", "✅ Send")  # what is tapped in turn, once each time
ANSWERS = {"yes": "🌷 I would like to", "no": "🍃 Rather not now"}
OVER, SURE = "🍃 It does not suit", "🍃 Yes, let it end"
# What somebody does who is asked, as often as it stands here.
PLANS = (("yes",),) * 5 + (("yes", "leaves"),) * 2 + (("yes", "over"), ("no",), ("leaves",))


class Keeper(Matchmaker):
    """Introduces one couple after the other, each when it is time for it."""

    def __init__(
        self, telegram: Watched, who: Neighbour, ledger: Ledger, rng: random.Random
    ) -> None:
        super().__init__(telegram, who, ledger, rng)
        self._waiting: deque[Couple] = deque()
        self._now: Couple | None = None
        self._step = 0
        self._seek = (0, "")  # where to tap that somebody is looked for

    @property
    def unfinished(self) -> bool:
        return self._now is not None

    def reads(self, couples: Iterable[Couple]) -> None:
        """Learn whom to introduce, and when."""
        loop, now = asyncio.get_running_loop(), self.telegram.clock()
        for one in couples:
            if one.keeper == self.who.telegram_id:
                loop.call_later(max(0.0, one.due / 1000 - now), self._wants, one)

    def sees(self, message_id: int, text: str, buttons: Buttons) -> None:
        if self._now is None:
            return
        her = self._now.her
        found = [data for label, data in buttons.items() if label.startswith(f"{her} · ")]
        if self._step == len(STEPS) and self._asked(self._now, text):
            self._now = None
            self._begin()
        elif "💁 My work as a matchmaker" in text and found:
            self.taps_once(message_id, found[0])
        elif f"💞 {her}\n" in text and "🔍 Who might fit?" in buttons:
            self.taps_once(message_id, buttons["🔍 Who might fit?"], self._patient)
            self._seek = message_id, buttons["🔍 Who might fit?"]
        elif text.startswith(f"🔍 For {her}, "):
            self.taps_once(message_id, next(iter(buttons.values())))
        elif self._step < len(STEPS) and STEPS[self._step] in buttons:
            data = buttons[STEPS[self._step]]
            self._step += 1
            self.taps_once(message_id, data)

    def _asked(self, couple: Couple, text: str) -> bool:
        """Whether a card says that both are asked; by then they may have answered, or left."""
        named = couple.her in text or couple.his in text
        return named and "💞 An introduction of yours" in text

    def _patient(self) -> None:
        """Ask again where nothing comes: what a kill has left is taken up late on PostgreSQL."""
        asyncio.get_running_loop().call_later(AGAIN, self._asks_again, self._now)

    def _asks_again(self, couple: Couple | None) -> None:
        if couple is not None and couple is self._now and self._step == 0:
            message_id, data = self._seek
            self._tapped.discard(data)
            self.taps_once(message_id, data, self._patient)

    def _wants(self, couple: Couple) -> None:
        if self.goes_on:
            self._waiting.append(couple)
            self._begin()

    def _begin(self) -> None:
        if self._now is None and self._waiting:
            self._now, self._step = self._waiting.popleft(), 0
            self.ledger.introduced.append(self._now.her)
            self._soon(lambda: self.says("/match"))


class Sweetheart(Someone):
    """Answers alone, and may leave at once, be it that the other one says yes at that moment."""

    def __init__(
        self, telegram: Watched, who: Neighbour, ledger: Ledger, rng: random.Random
    ) -> None:
        super().__init__(telegram, who, ledger, rng)
        self._plan = rng.choice(PLANS)
        self._asked = self._done = self._left = False

    @property
    def unfinished(self) -> bool:
        return self._asked and not (self._left if "leaves" in self._plan else self._done)

    def sees(self, message_id: int, text: str, buttons: Buttons) -> None:
        self._notes(text)
        if "💞 Your matchmaker thinks of somebody" in text and not self._asked:
            self._asked = True
            if "leaves" in self._plan:
                self._soon(lambda: self.says("/match"))
        for said, label in ANSWERS.items():
            if said in self._plan and label in buttons:
                self.taps_once(message_id, buttons[label], partial(self._say, said))
        wanted = (OVER, SURE) if "over" in self._plan else ()
        if self._asked and "leaves" in self._plan:
            wanted = ("🚪 Withdraw", "🚪 Yes, withdraw")
        for label in wanted:
            if label in buttons:
                self.taps_once(message_id, buttons[label])

    def _notes(self, text: str) -> None:
        """How it stands, by what they read."""
        if "You have withdrawn;" in text:
            self._left = True
            self.ledger.left.add(self.who.telegram_id)
        elif "Both of you would like to meet!" in text:
            self.ledger.met.add(self.who.telegram_id)
            self._done = "over" not in self._plan
        elif "You have answered." in text or "was not to be" in text:
            self._done = True

    def _say(self, said: str) -> None:
        self.ledger.said[self.who.telegram_id] = said

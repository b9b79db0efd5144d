"""What all people have in common: they act on what they see, and the ledger holds what they did."""

import asyncio
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from bench.chaos.town import Neighbour
from bench.chaos.watched import Watched
from simulator.view import JSON, inline_buttons, text_of

REACTION = 0.06  # seconds at most until somebody acts on what they see
LOOKS_BACK = 4  # messages of a phone that are shown of who is stuck
GO_ON = "➡️ Go on with it"  # under the line about a form that waits
TAPS_REPEAT = 0.3  # how often somebody taps the repeat of a message, too

Buttons = dict[str, str]


@dataclass(slots=True)
class Submission:
    """A report as its reporter sent it off, and what they were told of it since."""

    reporter: int
    home_id: int
    story: str
    photos: int = 0
    rounds: int = 1
    sent: bool = False
    number: str | None = None
    closed: bool = False


@dataclass(slots=True)
class Ledger:
    """What the people did, by their own account."""

    submissions: list[Submission] = field(default_factory=list)
    disputes: list[Submission] = field(default_factory=list)  # talks at the door that are asked for
    led: set[tuple[str, str, str]] = field(default_factory=set)  # dispute, sitting or draft, tap
    agreed: set[tuple[str, int, int]] = field(default_factory=set)  # dispute, draft, who
    wishes: list[str] = field(default_factory=list)  # what a draft should say otherwise
    seekers: list[int] = field(default_factory=list)  # who has left a card
    applications: list[tuple[int, int]] = field(default_factory=list)  # who, for which vacancy
    registrations: list[int] = field(default_factory=list)  # with the matchmakers
    introduced: list[str] = field(default_factory=list)  # women, by name
    said: dict[int, str] = field(default_factory=dict)  # of an introduction: yes, no
    met: set[int] = field(default_factory=set)  # who has read the number of the other one
    left: set[int] = field(default_factory=set)  # who had been asked
    sign_ups: list[tuple[int, int]] = field(default_factory=list)  # who, for which activity
    tapped_again: list[int] = field(default_factory=list)  # messages

    @property
    def open(self) -> list[Submission]:
        """The reports whose reporters still wait."""
        return [one for one in self.submissions if not one.closed]


class Someone:
    """A person with a phone who does each thing once, whatever comes twice."""

    def __init__(
        self, telegram: Watched, who: Neighbour, ledger: Ledger, rng: random.Random
    ) -> None:
        self.telegram = telegram
        self.who = who
        self.ledger = ledger
        self.rng = rng
        self.goes_on = True  # begins again what has come to its end
        self._tapped: set[str] = set()
        self._replied: set[tuple[str, ...]] = set()
        self._choices: dict[tuple[str, ...], str] = {}
        telegram.join(who.name, language_code="en", id=who.telegram_id)
        self.chat = telegram.chats[who.telegram_id]
        telegram.listen(self._hears, who.telegram_id)
        self._opens()

    @property
    def unfinished(self) -> bool:
        """Whether they have not come to the end of what they have begun."""
        return False

    @property
    def before_them(self) -> str:
        """What stands last on their phone: of each message its end and its buttons."""
        last = list(self.chat.messages.values())[-LOOKS_BACK:]
        shown = (
            f"{text_of(one)[-60:]!r} {[b['text'] for b in inline_buttons(one)]}" for one in last
        )
        return f"{self.who.name} before {' | '.join(shown)}"

    def _opens(self) -> None:
        """Begin to talk with the bot."""
        self.says("/start")

    def says(self, text: str) -> None:
        self.telegram.say(self.who.telegram_id, text)

    def sees(self, message_id: int, text: str, buttons: Buttons) -> None:
        """Act on a message that has come or changed; the silent do nothing."""

    def taps(self, message_id: int, data: str, then: Callable[[], None] | None = None) -> None:
        """Tap a button a moment later; now and then also on a repeat of its message."""
        if data not in self._tapped:
            self.taps_once(message_id, data, then)
        elif self.rng.random() < TAPS_REPEAT:
            self.ledger.tapped_again.append(message_id)
            self._soon(lambda: self._tap(message_id, data, None))

    def taps_once(self, message_id: int, data: str, then: Callable[[], None] | None = None) -> None:
        """Tap a button a moment later, and leave a repeat of its message alone."""
        if data not in self._tapped:
            self._tapped.add(data)
            self._soon(lambda: self._tap(message_id, data, then))

    def goes_back(self, message_id: int, data: str) -> None:
        """Go on with a form that waits: what it had asked before is asked once more."""
        begins = data[: data.index(":", 2) + 1]  # of all buttons of the form
        self._tapped = {one for one in self._tapped if not one.startswith(begins)}
        self._replied = {one for one in self._replied if not one[0].startswith(begins)}
        self.taps(message_id, data)

    def choice(self, options: Sequence[str]) -> str:
        """One of the options; the same of the same ones, however often they are shown."""
        return self._choices.setdefault(tuple(options), self.rng.choice(options))

    def replies(self, buttons: Buttons, action: Callable[[], None]) -> None:
        """Do something else than tapping about a question, once."""
        question = tuple(buttons.values())
        if question not in self._replied:
            self._replied.add(question)
            self._soon(action)

    def _hears(self, event: JSON) -> None:
        if event["type"] in ("message", "edit") and event["message"]["out"]:
            message = event["message"]
            buttons = {one["text"]: one["callback_data"] for one in inline_buttons(message)}
            self.sees(message["message_id"], text_of(message), buttons)

    def _soon(self, action: Callable[[], None]) -> None:
        asyncio.get_running_loop().call_later(self.rng.uniform(0, REACTION), action)

    def _tap(self, message_id: int, data: str, then: Callable[[], None] | None) -> None:
        """Tap where the button was seen, or where it stands now."""
        for number in (message_id, *reversed(self.chat.messages)):
            if data in self.chat.buttons(number):
                if then is not None:
                    then()
                self.telegram.tap(self.who.telegram_id, number, data)
                return
        self._tapped.discard(data)


class Petitioner(Someone):
    """Sends something off, sees it to its end, and begins again until told that it is enough."""

    petition: ClassVar[str]
    begins_by: ClassVar[str]  # what they say

    def __init__(
        self, telegram: Watched, who: Neighbour, ledger: Ledger, rng: random.Random
    ) -> None:
        super().__init__(telegram, who, ledger, rng)
        self._begun = 0
        self.current: Submission | None = None
        self._begin()

    @property
    def unfinished(self) -> bool:
        return self.current is not None

    @property
    def submitted(self) -> list[Submission]:
        """Where what they send off is noted."""
        return self.ledger.submissions

    def submission(self, story: str) -> Submission:
        """What they want to send off next."""
        return Submission(self.who.telegram_id, self.who.home_id, story)

    def submit(self) -> None:
        """Note it once that it is sent."""
        assert self.current is not None
        if not self.current.sent:
            self.current.sent = True
            self.submitted.append(self.current)

    def end(self, current: Submission) -> None:
        """It has come to its end."""
        current.closed = True
        self.current = None
        if self.goes_on:
            self._begin()

    def _begin(self) -> None:
        self._begun += 1
        bits = self.rng.getrandbits(64)
        story = f"{self.petition} {self._begun} of {self.who.name}, {bits:x}"
        self.current = self.submission(story)
        self._soon(lambda: self.says(self.begins_by))

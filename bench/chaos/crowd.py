"""The people: each acts only on what they see, and the ledger holds what they did."""

import asyncio
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bench.chaos.town import Neighbour, Town
from bench.chaos.watched import Watched
from simulator.view import JSON, inline_buttons, text_of

REACTION = 0.06  # seconds at most until somebody acts on what they see
TAPS_REPEAT = 0.3  # how often somebody taps the repeat of a message, too
REOPENS = 0.15
PHOTOS = 0.2
COMPANY = "· property company"
CATEGORIES = ("💡 Lighting", "🔧 Facilities", "🧹 Cleanliness")
_NUMBER = re.compile(r"Your number is (\d+-\d+)\.")

Buttons = dict[str, str]


@dataclass(slots=True)
class Submission:
    """A report as its reporter sent it off, and what they were told of it since."""

    reporter: int
    home_id: int
    story: str
    photos: int
    rounds: int
    sent: bool = False
    number: str | None = None
    closed: bool = False


@dataclass(slots=True)
class Ledger:
    """What the people did, by their own account."""

    submissions: list[Submission] = field(default_factory=list)
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
        self._tapped: set[str] = set()
        self._replied: set[tuple[str, ...]] = set()
        self._choices: dict[tuple[str, ...], str] = {}
        telegram.join(who.name, language_code="en", id=who.telegram_id)
        self.chat = telegram.chats[who.telegram_id]
        telegram.listen(self._hears, who.telegram_id)
        self.says("/start")

    def says(self, text: str) -> None:
        self.telegram.say(self.who.telegram_id, text)

    def sees(self, message_id: int, text: str, buttons: Buttons) -> None:
        """Act on a message that has come or changed; the silent do nothing."""

    def taps(self, message_id: int, data: str, then: Callable[[], None] | None = None) -> None:
        """Tap a button a moment later; now and then also on a repeat of its message."""
        if data not in self._tapped:
            self._tapped.add(data)
            self._soon(lambda: self._tap(message_id, data, then))
        elif self.rng.random() < TAPS_REPEAT:
            self.ledger.tapped_again.append(message_id)
            self._soon(lambda: self._tap(message_id, data, None))

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


class Resident(Someone):
    """Reports, waits, is asked whether it is solved, and reports again."""

    def __init__(
        self, telegram: Watched, who: Neighbour, ledger: Ledger, rng: random.Random
    ) -> None:
        super().__init__(telegram, who, ledger, rng)
        self._reports = 0
        self.current: Submission | None = None
        self.goes_on = True
        self._begin()

    def sees(self, message_id: int, text: str, buttons: Buttons) -> None:
        current = self.current
        if current is None:
            return
        home = next((data for label, data in buttons.items() if label.startswith("🏠")), None)
        if found := _NUMBER.search(text):
            current.number = current.number or found[1]
        elif "👉 all done" in text and text.startswith(f"{current.number} "):
            self._end(current)
        elif "Solved" in buttons:
            self._judge(current, message_id, text, buttons)
        elif "✅ Send" in buttons:
            self.taps(message_id, buttons["✅ Send"], self._submit)
        elif "That is all of them" in buttons:
            self.taps(message_id, buttons["That is all of them"])
        elif home is not None:
            self.taps(message_id, home)
        elif CATEGORIES[0] in buttons:
            self.taps(message_id, self.choice([buttons[label] for label in CATEGORIES]))
        elif "What is wrong?" in text and buttons:
            self.replies(buttons, lambda: self.says(current.story))
        elif "Do you have a photo?" in text and "⏭ Skip" in buttons:
            self._illustrate(current, message_id, buttons)

    def _begin(self) -> None:
        self._reports += 1
        story = f"report {self._reports} of {self.who.name}, {self.rng.getrandbits(64):x}"
        photos = int(self.rng.random() < PHOTOS)
        rounds = 1 + int(self.rng.random() < REOPENS)
        self.current = Submission(self.who.telegram_id, self.who.home_id, story, photos, rounds)
        self._soon(lambda: self.says("📢 Report a problem"))

    def _illustrate(self, current: Submission, message_id: int, buttons: Buttons) -> None:
        if current.photos:
            self.replies(buttons, self._photographs)
        else:
            self.taps(message_id, buttons["⏭ Skip"])

    def _photographs(self) -> None:
        self.telegram.send(self.who.telegram_id, "photo")

    def _submit(self) -> None:
        assert self.current is not None
        if not self.current.sent:
            self.current.sent = True
            self.ledger.submissions.append(self.current)

    def _judge(self, current: Submission, message_id: int, text: str, buttons: Buttons) -> None:
        satisfied = current.rounds == 1 or f"Round {current.rounds}" in text
        self.taps(message_id, buttons["Solved" if satisfied else "Not solved"])

    def _end(self, current: Submission) -> None:
        current.closed = True
        self.current = None
        if self.goes_on:
            self._begin()


class Staff(Someone):
    """Accepts every report and hands it to a property company."""

    def sees(self, message_id: int, text: str, buttons: Buttons) -> None:
        hands = [data for label, data in buttons.items() if label.endswith(COMPANY)]
        if "Who takes it?" in text and hands:
            self.taps(message_id, self.choice(hands))
        elif "Accept and dispatch" in buttons:
            self.taps(message_id, buttons["Accept and dispatch"])


class Repairer(Someone):
    """Signs for what comes, and answers one after the other."""

    def __init__(
        self, telegram: Watched, who: Neighbour, ledger: Ledger, rng: random.Random
    ) -> None:
        super().__init__(telegram, who, ledger, rng)
        self._todo: dict[int, str] = {}
        self._answering: int | None = None

    def sees(self, message_id: int, text: str, buttons: Buttons) -> None:
        if message_id == self._answering or "The resident is asked" in text:
            self._answering = None  # that one has moved on
            self._soon(self._answer)
        if "Sign for it" in buttons:
            self.taps(message_id, buttons["Sign for it"])
        elif "Answer" in buttons:
            self._todo[message_id] = buttons["Answer"]
            self._soon(self._answer)
        elif "solved" in buttons:
            self.taps(message_id, buttons["solved"])
        elif "✅ Send" in buttons:
            self.taps(message_id, buttons["✅ Send"])
        elif "Tell the resident" in text and buttons:
            self.replies(buttons, lambda: self.says("Done, it works again."))
        elif "⏭ Skip" in buttons:
            self.taps(message_id, buttons["⏭ Skip"])

    def _answer(self) -> None:
        """Open the form of the case that waits longest, unless one is open."""
        while self._answering is None and self._todo:
            message_id = next(iter(self._todo))
            data = self._todo.pop(message_id)
            if data in self.chat.buttons(message_id):
                self._answering = message_id
                self.telegram.tap(self.who.telegram_id, message_id, data)


class Crowd:
    """Everybody, from the first word on."""

    def __init__(self, telegram: Watched, town: Town, seed: int) -> None:
        self.ledger = Ledger()
        rng = random.Random(seed)

        def each(kind: type[Someone], group: tuple[Neighbour, ...]) -> list[Someone]:
            return [kind(telegram, who, self.ledger, rng) for who in group]

        self._others = each(Staff, town.staff) + each(Repairer, town.repairers)
        self._others += each(Someone, town.silent)
        self._residents = [Resident(telegram, who, self.ledger, rng) for who in town.residents]

    def last_reports(self) -> None:
        """Nobody begins anything new; what is begun goes on to its end."""
        for resident in self._residents:
            resident.goes_on = False

    @property
    def talking(self) -> int:
        """How many residents have not come to the end of their report."""
        return sum(resident.current is not None for resident in self._residents)

"""The people of the town: who reports, who dispatches, who repairs."""

import random
import re

from bench.chaos.disputes import Disputant, Mediator, Opposite
from bench.chaos.guests import Guest
from bench.chaos.singles import Matchmaker, Single
from bench.chaos.someone import Buttons, Ledger, Someone, Submission
from bench.chaos.town import GUESTS, Neighbour, Town
from bench.chaos.watched import Watched
from bench.chaos.work import Seeker
from simulator.view import text_of

REOPENS = 0.15
PHOTOS = 0.2
GO_ON = "➡️ Go on with it"
COMPANY = "· property company"
CATEGORIES = ("💡 Lighting", "🔧 Facilities", "🧹 Cleanliness")
ANSWERED = ("Stage: answered", "Stage: closed")
CASE = re.compile(r"^\d{4}-\d+(?= · )", re.MULTILINE)
_NUMBER = re.compile(r"Your number is (\d+-\d+)\.")


class Resident(Someone):
    """Reports, waits, is asked whether it is solved, and reports again."""

    def __init__(
        self, telegram: Watched, who: Neighbour, ledger: Ledger, rng: random.Random
    ) -> None:
        super().__init__(telegram, who, ledger, rng)
        self._reports = 0
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
        if found := _NUMBER.search(text):
            current.number = current.number or found[1]
        elif "👉 all done" in text and text.startswith(f"{current.number} "):
            self._end(current)
        elif "Solved" in buttons:
            self._judge(current, message_id, text, buttons)
        elif "What is still wrong?" in text and "⏭ Skip" in buttons:
            self.taps(message_id, buttons["⏭ Skip"])
        elif "This is something else" in buttons:  # each report of theirs is to be a case
            self.taps(message_id, buttons["This is something else"])
        elif "✅ Send" in buttons:
            self.taps(message_id, buttons["✅ Send"], self._submit)
        elif "This is something else" in buttons:
            self.taps(message_id, buttons["This is something else"])
        elif "That is all of them" in buttons:
            self.taps(message_id, buttons["That is all of them"])
        elif home is not None:
            self.taps(message_id, home)
        elif CATEGORIES[0] in buttons:
            self.taps(message_id, self.choice([buttons[label] for label in CATEGORIES]))
        elif "What is still wrong?" in text and "⏭ Skip" in buttons:
            self.taps(message_id, buttons["⏭ Skip"])
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
        self._answering: tuple[str | None, str] | None = None  # the case, and what was tapped

    @property
    def unfinished(self) -> bool:
        return self._answering is not None or bool(self._todo)

    def sees(self, message_id: int, text: str, buttons: Buttons) -> None:
        if self._moved_on(text, buttons):
            self._answering = None
            self._soon(self._answer)
        if GO_ON in buttons:
            self.goes_back(message_id, buttons[GO_ON])
        elif "Sign for it" in buttons:
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

    def _moved_on(self, text: str, buttons: Buttons) -> bool:
        """Whether a card says that the case being answered does not wait for this answer."""
        if self._answering is None:
            return False
        number, tapped = self._answering
        over = any(stage in text for stage in ANSWERED)
        return _case_of(text) == number and (over or buttons.get("Answer", tapped) != tapped)

    def _answer(self) -> None:
        """Open the form of the case that waits longest, unless one is open."""
        while self._answering is None and self._todo:
            message_id = next(iter(self._todo))
            data = self._todo.pop(message_id)
            if data in self.chat.buttons(message_id):
                self._answering = _case_of(text_of(self.chat.messages[message_id])), data
                self.telegram.tap(self.who.telegram_id, message_id, data)


def _case_of(text: str) -> str | None:
    """The number of the case that a card shows."""
    found = CASE.search(text)
    return found[0] if found else None


class Crowd:
    """Everybody, from the first word on."""

    def __init__(self, telegram: Watched, town: Town, seed: int) -> None:
        self.ledger = Ledger()
        rng = random.Random(seed)

        def each(kind: type[Someone], group: tuple[Neighbour, ...]) -> list[Someone]:
            return [kind(telegram, who, self.ledger, rng) for who in group]

        self._others = each(Staff, town.staff) + each(Repairer, town.repairers)
        self._others += each(Someone, town.silent)
        self._others += each(Mediator, town.mediators) + each(Matchmaker, town.matchmakers)
        seekers = [Seeker(telegram, who, self.ledger, rng) for who in town.seekers]
        for seeker, offered in zip(seekers, town.openings, strict=True):
            seeker.reads(offered)
        guests = [Guest(telegram, who, self.ledger, rng) for who in town.guests]
        for nth, guest in enumerate(guests):
            guest.reads(town.gatherings[nth // GUESTS])
        # Who begins again and again, until they are told that it is enough.
        disputants = [Disputant(telegram, who, self.ledger, rng) for who in town.disputants]
        for disputant, who in zip(disputants, town.opposites, strict=True):
            disputant.knows(Opposite(telegram, who, self.ledger, rng))
        self._goers = [*disputants, *each(Single, town.singles)]
        self._goers += [*seekers, *guests, *each(Resident, town.residents)]

    def last_reports(self) -> None:
        """Nobody begins anything new; what is begun goes on to its end."""
        for one in self._goers:
            one.goes_on = False

    @property
    def talking(self) -> list[Someone]:
        """Those who have not come to the end of what they have begun."""
        return [one for one in self._goers if one.unfinished]

    @property
    def stuck(self) -> list[Someone]:
        """Those of all who have something to do, when nothing happens any more."""
        return [one for one in (*self._goers, *self._others) if one.unfinished]

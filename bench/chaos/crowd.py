"""The people of the town: who reports, who dispatches, who repairs."""

import random
import re
from typing import TypeVar

from bench.chaos.agreeing import Mediator
from bench.chaos.couples import Keeper, Sweetheart
from bench.chaos.disputes import Disputant, Opposite
from bench.chaos.elders import Contact, Elder
from bench.chaos.guests import Guest
from bench.chaos.singles import Matchmaker, Single
from bench.chaos.someone import GO_ON, Buttons, Ledger, Petitioner, Someone, Submission
from bench.chaos.town import Neighbour, Town
from bench.chaos.volunteers import Volunteer
from bench.chaos.watched import Watched
from bench.chaos.work import Employer, Seeker
from simulator.view import text_of

Anybody = TypeVar("Anybody", bound=Someone)

REOPENS = 0.15
PHOTOS = 0.2
COMPANY = "· property company"
CATEGORIES = ("💡 Lighting", "🔧 Facilities", "🧹 Cleanliness")
ANSWERED = ("Stage: answered", "Stage: closed")
CASE = re.compile(r"^\d{4}-\d+(?= · )", re.MULTILINE)
_NUMBER = re.compile(r"Your number is (\d+-\d+)\.")


class Resident(Petitioner):
    """Reports, waits, is asked whether it is solved, and reports again."""

    petition = "report"
    begins_by = "📢 Report a problem"

    def submission(self, story: str) -> Submission:
        photos = int(self.rng.random() < PHOTOS)
        rounds = 1 + int(self.rng.random() < REOPENS)
        return Submission(self.who.telegram_id, self.who.home_id, story, photos, rounds)

    def sees(self, message_id: int, text: str, buttons: Buttons) -> None:
        current = self.current
        if current is None:
            return
        home = next((data for label, data in buttons.items() if label.startswith("🏠")), None)
        if found := _NUMBER.search(text):
            current.number = current.number or found[1]
        elif "👉 all done" in text and text.startswith(f"{current.number} "):
            self.end(current)
        elif "Solved" in buttons:
            self._judge(current, message_id, text, buttons)
        elif "What is still wrong?" in text and "⏭ Skip" in buttons:
            self.taps(message_id, buttons["⏭ Skip"])
        elif "This is something else" in buttons:  # each report of theirs is to be a case
            self.taps(message_id, buttons["This is something else"])
        elif "✅ Send" in buttons:
            self.taps(message_id, buttons["✅ Send"], self.submit)
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

    def _illustrate(self, current: Submission, message_id: int, buttons: Buttons) -> None:
        if current.photos:
            self.replies(buttons, self._photographs)
        else:
            self.taps(message_id, buttons["⏭ Skip"])

    def _photographs(self) -> None:
        self.telegram.send(self.who.telegram_id, "photo")

    def _judge(self, current: Submission, message_id: int, text: str, buttons: Buttons) -> None:
        satisfied = current.rounds == 1 or f"Round {current.rounds}" in text
        self.taps(message_id, buttons["Solved" if satisfied else "Not solved"])


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

        def each(kind: type[Anybody], group: str) -> list[Anybody]:
            return [kind(telegram, who, self.ledger, rng) for who in town.all(group)]

        self._others: list[Someone] = [*each(Staff, "staff"), *each(Repairer, "repairer")]
        self._others += each(Someone, "silent")
        self._others += [*each(Mediator, "mediator"), *each(Matchmaker, "matchmaker")]
        seekers, employers = each(Seeker, "seeker"), each(Employer, "employer")
        for seeker, employer, offered in zip(seekers, employers, town.openings, strict=True):
            seeker.reads(offered)
            employer.reads(offered)
        self._others += employers
        guests = each(Guest, "guest")
        for nth, guest in enumerate(guests):
            guest.reads(town.gatherings[nth * len(town.gatherings) // len(guests)])
        # Who begins again and again, until they are told that it is enough.
        disputants, opposites = each(Disputant, "disputant"), each(Opposite, "opposite")
        for disputant, opposite in zip(disputants, opposites, strict=True):
            disputant.opposite = opposite
        self._goers: list[Someone] = [*disputants, *each(Single, "single"), *seekers, *guests]
        self._goers += each(Resident, "resident")
        # Who has something to do when it is time for it.
        keepers = each(Keeper, "keeper")
        for keeper in keepers:
            keeper.reads(town.couples)
        self._goers += [*keepers, *each(Sweetheart, "bride"), *each(Sweetheart, "groom")]
        self._goers += [*each(Elder, "elder"), *each(Contact, "contact")]
        self._goers += each(Volunteer, "volunteer")

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

"""What somebody has said outside any form, and the doors it may lead to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from community import router as rules
from community.refused import Refused
from community.router import NOWHERE
from community.router.guessing import OFFERED, Guesser, asks
from handlers.router.awaited import Asked
from handlers.router.chatting import COUNTED, counts, pleasantry
from storage import sentences
from storage.people import Person
from storage.sentences import Sentence
from storage.tx import Tx
from talk.answers import Said, Sent
from talk.cards import button
from talk.doors import Door
from talk.registry import Card, Handler
from talk.screens import Button, Rows, Screen, clip, in_rows
from talk.turn import Turn
from talk.words import Word, _

HEARD = "said"
HELP = "help"
# Doors for what is wrong, and how it stands with it: what is told at one may sound like another.
TROUBLE = frozenset({"report", "mediation", HELP, "inspections", "progress"})
QUOTED_MOST = 200
AFTER = _("Are you asking after this? If not, please choose what it is about.")
THIS, WHICH = _("Is this what you want?"), _("Which of these do you want?")
LONG_AGO = _("That is from before. What do you need now? Please say it once more, or choose below.")


@dataclass(frozen=True, slots=True)
class Offering:
    """The doors there are, and what guesses which of them is meant."""

    doors: Mapping[str, Door]
    guesser: Guesser
    asked: Asked

    @property
    def card(self) -> Card:
        """A sentence with the doors it may lead to."""
        return Card(HEARD, "sentence", _revision, self.draw, {"to": self.enter, "none": self.none})

    def guess(self, tx: Tx, text: str) -> tuple[str, ...]:
        """The codes of the doors that words are plainly about; none where that is open."""
        return self.guesser.guess(tx, text).plain

    def hear(self, turn: Turn, message: Said | Sent) -> bool:
        """Offer the likeliest doors, or chat a little; False where nobody can say."""
        if not isinstance(message, Said):
            return False
        if counts(message.text):
            turn.home(COUNTED)
            return True
        chat = self.guesser.guess(turn.tx, message.text).chat
        if chat and not self.awaited(turn, message.text):
            turn.home(pleasantry(message.text))
            return True
        return self.lead(turn, message.text)

    def lead(self, turn: Turn, text: str) -> bool:
        """Offer the likeliest doors, if there are any; somebody old may always ask for help."""
        guessed = self.guesser.guess(turn.tx, text)
        matters = self.asked.after(turn.tx, turn.who, text, guessed)
        doors = guessed.doors[: max(1, OFFERED - len(matters))]
        if doors and turn.who.simple is not None and HELP in self.doors:
            doors = tuple(dict.fromkeys((*doors, HELP)))
        if doors or matters:
            sentence = rules.hear(turn.tx, turn.who, text.strip(), doors, turn.now)
            turn.card(HEARD, sentence.id, fresh=True)
        return bool(doors or matters)

    def awaited(self, turn: Turn, text: str) -> bool:
        """Whether words name what the person waits to hear of."""
        return bool(self.asked.by_name(turn.tx, turn.who, text))

    def aside(self, turn: Turn, own: frozenset[str], text: str) -> bool:
        """Offer the doors that words are plainly about, unless one is among those of the form.

        What is wrong somewhere may be told at any door for it.
        """
        doors = self.guess(turn.tx, text) if asks(text) else ()
        theirs = own if own.isdisjoint(TROUBLE) else own | TROUBLE
        return bool(doors) and theirs.isdisjoint(doors) and self.lead(turn, text)

    def carry(self, turn: Turn, label: Word) -> Handler | None:
        """The way through a door by its key in the menu, with what was just said in hand."""
        sentence = rules.fresh(turn.tx, turn.who, turn.now)
        codes = sentence.offered if sentence else ()
        code = next((c for c in codes if c in self.doors and self.doors[c].label == label), None)
        return partial(self._go, sentence_id=sentence.id, code=code) if sentence and code else None

    def draw(self, tx: Tx, who: Person, sentence_id: int) -> Screen | None:
        """One's own sentence; once a door is chosen it stands there instead of the buttons."""
        sentence = sentences.get(tx, sentence_id)
        if sentence is None or sentence.person_id != who.id:
            return None
        text = sentences.words(tx, sentence)
        quoted = clip(text, QUOTED_MOST).plain
        said = _("💬 You said: {words}", words=quoted).to(who.language)
        if sentence.door is not None:
            door = self.doors.get(sentence.door)
            return Screen(f"{said}\n\n👉 {door.label.to(who.language)}" if door else said)
        if rules.grave(tx, sentence):
            return Screen(said)
        matters = self.asked.after(tx, who, text, self.guesser.guess(tx, text))
        asks, rows = self._asks(who, sentence, matters)
        return Screen(f"{said}\n\n{asks.to(who.language)}", rows)

    def _asks(
        self, who: Person, sentence: Sentence, matters: Sequence[Button]
    ) -> tuple[Word, Rows]:
        """The question and its buttons: what the person waits for first, then the doors."""
        offered = [self.doors[code] for code in sentence.offered if code in self.doors]
        asks = AFTER if matters else THIS if len(offered) == 1 else WHICH
        if any(door.coming for door in offered):
            goes = _goes(len(matters) + len(offered))
            asks = Word("{asks}\n{goes}", None, (("asks", asks), ("goes", goes)))
        doors = [
            button(door.label.to(who.language), HEARD, sentence.id, f"to.{door.code}", 0)
            for door in offered
        ]
        other = button(_("None of these").to(who.language), HEARD, sentence.id, "none", 0)
        return asks, in_rows((*matters, *doors, other), 1)

    def enter(self, turn: Turn, sentence_id: int, code: str) -> None:
        """Go through a door with what was said in hand."""
        if code not in self.doors:
            raise Refused("router.not_found")
        if rules.past(turn.tx, turn.who, sentence_id, turn.now):
            turn.card(HEARD, sentence_id)
            turn.home(LONG_AGO)
            return
        words = rules.choose(turn.tx, turn.who, sentence_id, code)
        turn.card(HEARD, sentence_id)
        self.doors[code].open(turn, words)

    def _go(self, turn: Turn, sentence_id: int, code: str) -> None:
        self.doors[code].open(turn, rules.choose(turn.tx, turn.who, sentence_id, code))

    def none(self, turn: Turn, sentence_id: int, _extra: str) -> None:
        """都不是: the whole menu."""
        rules.choose(turn.tx, turn.who, sentence_id, NOWHERE)
        turn.card(HEARD, sentence_id)
        turn.home(_("I am sorry. Please choose below; or say it in other words."))


def _goes(count: int) -> Word:
    """Who will read it behind a door that is not open yet, said before it is tapped."""
    if count == 1:
        return _(
            "This is not open yet: what you said then goes to the staff of your community, with"
            " your name and telephone number."
        )
    return _(
        "Some of these are not open yet: what you said then goes to the staff of your community,"
        " with your name and telephone number."
    )


def _revision(tx: Tx, sentence_id: int) -> int | None:
    sentence = sentences.get(tx, sentence_id)
    return None if sentence is None else int(sentence.door is not None)

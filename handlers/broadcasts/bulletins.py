"""An announcement as its readers see it: words, a picture, a button, 收到."""

from dataclasses import dataclass

from community.broadcasts import running
from community.broadcasts.kinds import State
from community.places import label
from handlers.broadcasts.pointing import Pointing
from storage import broadcasts, media, places, recipients
from storage.broadcasts import Broadcast
from storage.outbox import Letter, Rank
from storage.people import Person
from storage.recipients import Recipient
from storage.tx import Tell, Tx
from talk.cards import button
from talk.registry import Card, Fate, Notice
from talk.screens import Rows, Screen, bold
from talk.turn import Turn
from talk.words import _

CARD = "bulletin"
LEADS = "👉 "
READ = _("👌 Got it")
FATES = {
    Fate.HANDED: State.HANDED,
    Fate.RESTS: State.RESTING,
    Fate.STOPPED: State.STOPPED,
    Fate.UNREACHABLE: State.UNREACHABLE,
    Fate.NOTHING: None,
}


@dataclass(frozen=True, slots=True)
class Bulletins:
    """The readers' card, with all there is to point to."""

    pointing: Pointing

    @property
    def card(self) -> Card:
        """One for each recipient: nobody else can open it, nor say that they have read it."""
        choices = {"go": self.go, "read": self.read}
        return Card(CARD, CARD, revision, self.draw, choices)

    @property
    def notice(self) -> Notice:
        return Notice(Rank.NOTICE, card=CARD, fate=noted)

    def draw(self, tx: Tx, who: Person, recipient_id: int) -> Screen | None:
        found = running.readable(tx, who, recipient_id)
        if found is None:
            return None
        one, broadcast = found
        return worded(tx, who, broadcast, self._rows(tx, who, one, broadcast))

    def _rows(self, tx: Tx, who: Person, one: Recipient, broadcast: Broadcast) -> Rows:
        rows: Rows = ()
        if says := self.pointing.says(tx, who, broadcast):
            rows = ((button(LEADS + says, CARD, one.id, "go", 0),),)
        if broadcast.receipt and one.receipt is None:
            rows = (*rows, (button(READ.to(who.language), CARD, one.id, "read", 0),))
        return rows

    def go(self, turn: Turn, recipient_id: int, _extra: str) -> None:
        """Lead to what it is about, or say that this is over; then the button goes."""
        found = running.readable(turn.tx, turn.who, recipient_id)
        if found is None or not self.pointing.open(turn, found[1]):
            turn.answer(_("Sorry, this is over."), alert=True)
            turn.card(CARD, recipient_id)

    def read(self, turn: Turn, recipient_id: int, _extra: str) -> None:
        """收到: say thanks, and the button goes."""
        running.confirm(turn.tx, turn.who, recipient_id, turn.now)
        turn.answer(_("👌 Thank you, it is noted."))
        turn.card(CARD, recipient_id)


def worded(tx: Tx, who: Person, broadcast: Broadcast, rows: Rows) -> Screen:
    """What is announced, under the name of the place it is announced to."""
    place = places.get(tx, broadcast.place_id)
    where = label(tx, place) if place else ""
    head = bold(_("📣 {place}: announcement", place=where).to(who.language))
    photo = media.get(tx, broadcast.photo_id) if broadcast.photo_id else None
    says = head + "\n\n" + broadcasts.words(tx, broadcast)
    return Screen(says, rows, photo=(photo.file_id, photo.name) if photo else None)


def revision(tx: Tx, recipient_id: int) -> int | None:
    return 0 if recipients.get(tx, recipient_id) else None


def noted(tx: Tx, tell: Tell, fate: Fate, letter: Letter | None, now: int) -> None:
    """Let the rule know what became of telling somebody."""
    running.told(tx, tell.subject, FATES[fate], letter.id if letter else None, now)

"""One update in the hands of a capability: who, when, and everything it may say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from storage import outbox, people, reads, shown
from storage.media import Medium
from storage.outbox import Letter
from storage.people import Person
from storage.tx import Tx
from talk import messages
from talk.bodies import body_of
from talk.events import Event
from talk.messages import Showing
from talk.registry import CASE, Registry
from talk.screens import Screen
from talk.words import Word, _

RENEWED_MOST = 10  # cards: further up nobody looks


class Turn:
    """What a handler gets; it lives as long as its unit of work and keeps nothing beyond it."""

    __slots__ = ("alert", "event", "letters", "now", "raised", "registry", "toast", "tx", "who")

    def __init__(self, tx: Tx, registry: Registry, who: Person, event: Event, now: int) -> None:
        self.tx = tx
        self.registry = registry
        self.who = who
        self.event = event
        self.now = now
        self.letters: list[Letter] = []
        self.toast: str | None = None  # the answer to a tap
        self.alert = False
        self.raised = False  # whether what they did could not be handled

    def to(self, word: Word) -> str:
        """Return the sentence in the person's language."""
        return word.to(self.who.language)

    def answer(self, word: Word, *, alert: bool = False) -> None:
        """Answer the tap in passing; what matters is a message."""
        self.toast = self.to(word)
        self.alert = alert

    def say(self, screen: Screen | Word, *, shows: Showing | None = None) -> None:
        """Send a new message."""
        self.letters += messages.send(
            self.tx, self.now, self.who, self._screen(screen), shows=shows
        )

    def reply(self, screen: Screen | Word, *, shows: Showing | None = None) -> None:
        """Answer where the person is looking: a tap edits its message, words get a new one."""
        screen = self._screen(screen)
        if self.event.data is None or self.event.message_id is None or screen.menu is not None:
            self.say(screen, shows=shows)
        else:
            self.letters += messages.edit(
                self.tx, self.now, self.who, self.event.message_id, screen, shows
            )

    def amend(self, screen: Screen) -> None:
        """Change the tapped message, whatever it shows."""
        assert self.event.message_id is not None
        self.letters.append(
            messages.amend(self.tx, self.now, self.who, self.event.message_id, screen)
        )

    def card(
        self, kind: str, subject: int, *, fresh: bool = False, head: Word | None = None
    ) -> bool:
        """Show a card, in a message of its own if `fresh`; False if it is not theirs to see.

        With a `head`, under a sentence that goes when the card is drawn anew.
        """
        card = self.registry.cards[kind]
        seen = card.seen(self.tx, self.who, subject)
        if seen is None:
            return False
        screen, revision = seen
        if card.about and (fresh or not self._shows(kind, subject)):
            self.reads(card.about(self.tx, subject), "card", subject if card.of == CASE else None)
        if head is not None:
            screen = Screen(self.to(head) + "\n\n" + screen.text, screen.rows)
        show = self.say if fresh else self.reply
        show(screen, shows=Showing(kind, subject, revision))
        return True

    def renew(self, kind: str, subject: int) -> None:
        """Draw anew where the person sees a card, because what it says of themselves has changed.

        The row of the card is as it was, so nobody else's message needs it.
        """
        seen = self.registry.cards[kind].seen(self.tx, self.who, subject)
        for old in shown.of(self.tx, kind, subject):
            if seen is not None and old.person_id == self.who.id:
                shown.redrawn(self.tx, old.id, seen[1])
                self.letters.append(messages.redraw(self.tx, self.now, old, seen[0]))

    def aside(self, kind: str, subject: int, screen: Screen) -> None:
        """Ask something in the place of a card that counts by what its reader sees."""
        seen = self.registry.cards[kind].seen(self.tx, self.who, subject)
        if seen is not None:
            self.reply(screen.at(seen[1]), shows=Showing(kind, subject, seen[1]))

    def renew_all(self, kind: str) -> None:
        """Do so with the cards of a kind that the person has seen last."""
        assert self.who.chat_id is not None
        for subject in shown.lately(self.tx, self.who.chat_id, kind, RENEWED_MOST):
            self.renew(kind, subject)

    def attached(self, media: Iterable[Medium], caption: str = "") -> None:
        """Send photos and the like as the platform has them, or as they are kept here."""
        self.letters += [
            messages.attached(self.tx, self.now, self.who, each, caption) for each in media
        ]

    def reads(
        self, about: int | Sequence[int] | None, why: str, case_id: int | None = None
    ) -> None:
        """Note that the person reads what is kept about others."""
        reads.note(self.tx, self.who, about, case_id, why, self.now)

    def lists(self, lines: int) -> None:
        """Note that the person looks at a list that says something of others, once a look."""
        if lines:
            reads.add(self.tx, self.who, None, None, "list", self.now, lines)

    def _shows(self, kind: str, subject: int) -> bool:
        """Whether the tapped message shows this card already: drawing it anew is no opening."""
        if self.event.message_id is None or self.who.chat_id is None:
            return False
        here = shown.at(self.tx, self.who.chat_id, self.event.message_id)
        return here is not None and (here.kind, here.subject) == (kind, subject)

    def document(self, filename: str, content: str) -> None:
        """Send a text as a file."""
        assert self.who.chat_id is not None
        body = {"filename": filename, "content": content}
        self.letters.append(
            outbox.add(
                self.tx,
                self.now,
                self.who.chat_id,
                body,
                act="document",
                person_id=self.who.id,
            )
        )

    def farewell(self, screen: Screen, numbers: Iterable[int] = ()) -> None:
        """Say a last word to a chat of which nothing is kept: it is forgotten when it is sent.

        Messages whose numbers are given lose their buttons, as nothing of them is known any more.
        """
        assert self.event.chat_id is not None
        number = self.event.message_id if self.event.data is not None else None
        edits = number is not None and screen.menu is None
        stripped = [*numbers] if edits or number is None else [*numbers, number]
        chat_id = self.event.chat_id
        self.letters = [
            outbox.add(self.tx, self.now, chat_id, {}, act="strip", message_id=one)
            for one in dict.fromkeys(stripped)
        ]
        self.letters += [
            outbox.add(
                self.tx,
                self.now,
                self.event.chat_id,
                body_of(screen),
                act="edit" if edits else "send",
                message_id=number if edits else None,
            )
        ]

    def home(self, word: Word | None = None) -> None:
        """Show the person's menu, under a sentence."""
        text = self.to(word or _("What can we do for you?"))
        menu = self.registry.keyboard(self.who) if self.who.consented is not None else ()
        self.say(Screen(text, menu=menu))

    def again(self) -> None:
        """Read the person anew, because a rule has just changed them."""
        self.who = people.known(self.tx, self.who.id)

    def _screen(self, screen: Screen | Word) -> Screen:
        return Screen(self.to(screen)) if isinstance(screen, Word) else screen

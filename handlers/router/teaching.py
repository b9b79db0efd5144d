"""How people say what they want: an office teaches the router, sentence by sentence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar
from zlib import crc32

from annotated_types import MaxLen, MinLen

from community.likeness import READ_MOST
from community.roles import of_office
from community.router import teaching as rules
from community.router.guessing import CHAT
from storage import examples
from storage.examples import Example
from storage.ids import from_short, short
from storage.people import Person
from storage.said import all_said
from storage.tx import Tx
from talk import filling
from talk.cards import button, opener
from talk.doors import Door
from talk.forms import Ask, Form
from talk.office import Office
from talk.registry import Card, FormEntry
from talk.screens import Button, Rows, Screen, bold, clip, in_rows
from talk.turn import Turn
from talk.words import Word, _

WORDS = "words"
PAGE = 10
LINE_MOST = 40
ALL = 1  # the number of the list of doors
REVISIONS = 1_000_000
TITLE = _("💬 How people say what they want")
EXPLAINED = _("Words written outside any form lead to these. Tap one to see and change by which.")
SMALL_TALK = _("💬 Small talk")
STRUCK, ADDED = _("struck out"), _("added")


class Teach(Form):
    """A sentence that leads to a door from now on."""

    name: ClassVar[str] = "router.teach"
    title: ClassVar[Word] = _("➕ Add a sentence")
    at_once: ClassVar[bool] = True

    door: int
    words: Annotated[
        str,
        MinLen(2),
        MaxLen(READ_MOST),
        Ask(
            _("How do people say it? One sentence, of nobody in particular."),
            label=_("Sentence"),
            hint=_("e.g. the water meter runs though no tap is open"),
        ),
    ]


@dataclass(frozen=True, slots=True)
class Teaching:
    """The doors in their order, each known by its number in it; small talk is the last.

    Number 1 is the list of them all.
    """

    doors: Mapping[str, Door]

    @property
    def office(self) -> Office:
        changes = {
            "example.add": _("taught the router a sentence"),
            "example.strike": _("struck out a sentence of the router"),
            "example.undo": _("took back a sentence of the router"),
        }
        return Office(self._way, changes, lambda _tx, code: self._label(code))

    @property
    def card(self) -> Card:
        choices = {"page": self.page, "teach": self.teach, "strike": self.strike, "undo": self.undo}
        return Card(WORDS, WORDS, self._revision, self.draw, choices)

    @property
    def form(self) -> FormEntry:
        return FormEntry(Teach, self.taught)

    def draw(self, tx: Tx, who: Person, number: int, page: int = 0) -> Screen | None:
        """What leads to a door: the office's own sentences, then ours; a tap takes one out."""
        if not of_office(who):
            return None
        if number == ALL:
            head = bold(TITLE.to(who.language)) + "\n" + EXPLAINED.to(who.language)
            return Screen(head, in_rows(self._ways(who), 2))
        code = self._code(number)
        if code is None:
            return None
        changed = examples.of(tx, code)
        lines = [*self._taught(tx, who, number, changed), *self._shipped(tx, number, changed)]
        pages = max(1, -(-len(lines) // PAGE))
        page = min(page, pages - 1)
        start = page * PAGE
        moves = [
            self._choice(tx, sign, number, f"page.{to}")
            for sign, to in (("◀️", page - 1), ("▶️", page + 1))
            if 0 <= to < pages
        ]
        add = self._choice(tx, Teach.title.to(who.language), number, "teach")
        head = bold((self._label(code) or Word(code)).to(who.language)) + f" ({page + 1}/{pages})\n"
        says = _(
            "With sentences like these people ask for it. 🗑 takes one out, ↩️ takes that back;"
            " it counts from the next message on."
        )
        shown = tuple((line,) for line in lines[start : start + PAGE])
        return Screen(head + says.to(who.language), (*shown, tuple(moves), (add,)))

    def page(self, turn: Turn, number: int, extra: str) -> None:
        page = int(extra) if extra.isdecimal() else 0
        screen = self.draw(turn.tx, turn.who, number, page)
        assert screen is not None, "the card was drawn"
        turn.amend(screen)

    def teach(self, turn: Turn, number: int, _extra: str) -> None:
        filling.start(turn, Teach, {"door": number})

    def taught(self, turn: Turn, form: Teach) -> None:
        rules.teach(turn.tx, turn.who, self._code(form.door) or "", form.words, turn.now)
        turn.reply(_("✅ Learnt. It counts from the next message on."))
        turn.card(WORDS, form.door, fresh=True)

    def strike(self, turn: Turn, number: int, extra: str) -> None:
        code = self._code(number) or ""
        shipped = self._sentences(code)
        place = (
            int(extra) if extra.isascii() and extra.isdigit() and len(extra) < 5 else len(shipped)
        )
        words = shipped[place] if place < len(shipped) else ""
        rules.strike(turn.tx, turn.who, code, shipped, words, turn.now)
        turn.card(WORDS, number)

    def undo(self, turn: Turn, number: int, extra: str) -> None:
        code = self._code(number) or ""
        rules.undo(turn.tx, turn.who, code, from_short(extra) or 0, turn.now)
        turn.card(WORDS, number)

    def _way(self, _tx: Tx, who: Person) -> Rows:
        return ((opener(TITLE.to(who.language), WORDS, ALL),),)

    def _ways(self, who: Person) -> list[Button]:
        return [
            opener((self._label(code) or Word(code)).to(who.language), WORDS, number)
            for number, code in enumerate(self._codes, ALL + 1)
        ]

    @property
    def _codes(self) -> tuple[str, ...]:
        return (*self.doors, CHAT)

    def _code(self, number: int) -> str | None:
        return dict(enumerate(self._codes, ALL + 1)).get(number)

    def _sentences(self, code: str) -> tuple[str, ...]:
        """Ours, by which a door is found."""
        return all_said(CHAT) if code == CHAT else self.doors[code].every

    def _label(self, code: str) -> Word | None:
        if code == CHAT:
            return SMALL_TALK
        return self.doors[code].label if code in self.doors else None

    def _taught(self, tx: Tx, who: Person, number: int, changed: list[Example]) -> Iterator[Button]:
        for one in changed:
            state = (STRUCK if one.struck else ADDED).to(who.language)
            line = f"↩️ {clip(one.words, LINE_MOST).plain} ({state})"
            yield self._choice(tx, line, number, f"undo.{short(one.id)}")

    def _shipped(self, tx: Tx, number: int, changed: list[Example]) -> Iterator[Button]:
        struck = {one.words for one in changed if one.struck}
        for place, words in enumerate(self._sentences(self._code(number) or "")):
            if words not in struck:
                line = f"🗑 {clip(words, LINE_MOST).plain}"
                yield self._choice(tx, line, number, f"strike.{place}")

    def _choice(self, tx: Tx, label: str, number: int, choice: str) -> Button:
        return button(label, WORDS, number, choice, self._revision(tx, number) or 0)

    def _revision(self, tx: Tx, number: int) -> int | None:
        """Another one whenever the lines may be others: they are known by their places."""
        if number == ALL:
            return 0
        code = self._code(number)
        if code is None:
            return None
        return crc32(f"{examples.revision(tx)} {self._sentences(code)}".encode()) % REVISIONS

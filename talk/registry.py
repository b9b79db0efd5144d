"""What a capability brings, and the registry of all of them.

Menus, commands, "my things", the router and the rights matrix read only this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, Flag, auto
from typing import TYPE_CHECKING, Any, TypeVar

from storage.outbox import Letter, Rank
from storage.people import Person
from storage.tx import Tell, Tx
from talk.answers import Said, Sent
from talk.boards import Board
from talk.chores import Chore
from talk.desk import Desk
from talk.doors import NOWHERE, Awaited, Door, Leading
from talk.events import Event
from talk.figures import Section
from talk.forms import Form, Need
from talk.office import Office
from talk.pointing import Pointer
from talk.questions import spoken
from talk.quiet import NEVER, Hours
from talk.screens import Button, Screen, in_rows
from talk.tables import TableSheet
from talk.words import Word, everywhere

if TYPE_CHECKING:
    from talk.turn import Turn

T = TypeVar("T")
Handler = Callable[["Turn"], None]
Allowed = Callable[[Person], bool]


def everyone(_person: Person) -> bool:
    return True


CASE = "case"  # the kind of row that cards of matters show


class Keyboard(Flag):
    """The two reply keyboards: everything, or the few large doors of somebody old."""

    FULL = auto()
    SIMPLE = auto()


SIMPLE = Keyboard.SIMPLE


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A key of the reply keyboard; its label in any language opens the same door.

    `whose` it is, is said to others who type it.
    """

    label: Word
    open: Handler
    order: int
    allowed: Allowed = everyone
    on: Keyboard = Keyboard.FULL
    whose: Word | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """A /command; `before_consent` marks what works for somebody who has agreed to nothing.

    A group is offered those `in_groups` alone; what they do there is for the `in_group` to say.
    `whose` it is, is said to others who try it.
    """

    name: str
    about: Word
    open: Handler
    allowed: Allowed = everyone
    before_consent: bool = False
    in_groups: bool = False
    whose: Word | None = None


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What is shown before the next question once the answers `on` are all there.

    What looks at `each` is looked at whenever one of them is given.
    """

    on: frozenset[str]
    look: Callable[[Turn, Mapping[str, Any]], Screen | None]
    go_on: Word  # the button to the next question
    each: bool = False

    def due(self, before: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
        """Whether it is to be looked at, as answers have just been given."""
        given = {name for name in self.on if name in now}
        new = {name for name in given if before.get(name) != now[name]}
        return bool(new) and (self.each or given == self.on)


@dataclass(frozen=True, slots=True)
class FormEntry:
    """A form and what happens with it: sent off, left by a choice that leads away, given up."""

    form: type[Form]
    submit: Callable[[Turn, Any], None]
    leave: Callable[[Turn, str, Any], None] | None = None
    meanwhile: Sequence[Meanwhile] = ()
    give_up: Callable[[Turn], None] | None = None


@dataclass(frozen=True, slots=True)
class Stray:
    """What may become of a message that is no command and no label.

    `hear` tells whether it has dealt with it. One that is `urgent` hears it before an open form
    does, and from people who have agreed to nothing; one that `asks` for it by a card about the
    person before a form that has waited since that card came; the others only outside any form.
    """

    hear: Callable[[Turn, Said | Sent], bool]
    urgent: bool = False
    asks: str | None = None


Choice = Callable[["Turn", int, str], None]
About = Callable[[Tx, int], int | Sequence[int] | None]  # the person, or all of them


@dataclass(frozen=True, slots=True)
class Card:
    """A message that takes decisions on a domain row of the kind `of`.

    `about` names the person whose data it shows, if there are any: others' reading is noted.
    `draw` gives nothing for who may not see the row and for a row that is not there alike;
    a choice is called with the row's id and with what stands behind the dot of `choice.extra`.
    `replied` takes a message that is a reply to the card, and tells whether it has dealt with it.
    A tap counts as long as the card is at the `revision` it was drawn at. Where its row changes
    without everybody seeing it, `revision` is none: then it is what a reader sees that counts,
    so that the answer of one does not void that of another, nor tell them of it. What goes on by
    itself, and is drawn anew as it does, can be stopped `whenever`: those choices count anyway, as
    does what is the same however the card stands.
    """

    kind: str
    of: str
    revision: Callable[[Tx, int], int | None] | None
    draw: Callable[[Tx, Person, int], Screen | None]
    choices: Mapping[str, Choice] = field(default_factory=dict)
    before_consent: bool = False
    about: About | None = None
    replied: Callable[[Turn, int, Said | Sent], bool] | None = None
    whenever: frozenset[str] = frozenset()
    foresee: Callable[[Tx, Sequence[int]], None] | None = None  # what drawing many will ask for

    def seen(self, tx: Tx, reader: Person, subject: int) -> tuple[Screen, int] | None:
        """How a reader sees the row, and at which revision; nothing if it is not theirs to see."""
        screen = self.draw(tx, reader, subject)
        if screen is None:
            return None
        if self.revision is None:
            revision = screen.state()
            return screen.at(revision), revision
        known = self.revision(tx, subject)
        return None if known is None else (screen, known)


class Fate(Enum):
    """What becomes of something told, as far as that is known before any letter goes."""

    HANDED = auto()  # to the outbox, as the letter given
    RESTS = auto()  # until the quiet hours are over, or for the digest
    STOPPED = auto()  # by STOP
    UNREACHABLE = auto()
    NOTHING = auto()  # there is nothing to say any more


@dataclass(frozen=True, slots=True)
class Notice:
    """How something told becomes a message: its class, and its screen or the card it shows.

    With `menu`, the reader's reply keyboard comes anew with it, because it has changed. Who counts
    what becomes of each is told its `fate`, maybe twice: what rests is told again.
    """

    rank: Rank
    draw: Callable[[Tx, Person, Tell], Screen | None] | None = None
    card: str | None = None
    menu: bool = False
    about: About | None = None
    fate: Callable[[Tx, Tell, Fate, Letter | None, int], None] | None = None


TimerRule = Callable[[Tx, int, str, int], None]
Foresight = Callable[[Tx, Sequence[int], int], None]  # looks up for many subjects at once
FactLoader = Callable[[Tx, Person, Any], Any]


InGroup = Callable[[Tx, "Registry", Event, int], list[Letter]]


@dataclass(frozen=True, slots=True)
class Capability:
    """One row of the house: everything the engine needs to know about it."""

    stem: str
    menu: Sequence[MenuItem] = ()
    typed: Sequence[MenuItem] = ()  # words that open a door without a key
    commands: Sequence[Command] = ()
    forms: Sequence[FormEntry] = ()
    cards: Sequence[Card] = ()
    notices: Mapping[str, Notice] = field(default_factory=dict)
    timers: Mapping[str, TimerRule] = field(default_factory=dict)
    crowds: Mapping[str, Foresight] = field(default_factory=dict)  # timers due by the thousand
    ladders: Sequence[str] = ()  # timers that wait while the clock cannot be trusted
    fallbacks: Mapping[str, TimerRule] = field(default_factory=dict)  # for one that always raises
    chores: Mapping[str, Chore] = field(default_factory=dict)
    strays: Sequence[Stray] = ()
    after: Handler | None = None  # what follows whatever somebody has done
    calls: Callable[[Turn], bool] | None = None  # whether that asks for help
    starts: Mapping[str, Callable[[Turn, str], None]] = field(default_factory=dict)
    facts: Mapping[str, FactLoader] = field(default_factory=dict)
    refusals: Mapping[str, Word] = field(default_factory=dict)
    mine: Callable[[Tx, Person], Sequence[Button]] | None = None
    codes: Mapping[str, Mapping[Any, Word]] = field(default_factory=dict)  # by "table.column"
    erasing: Callable[[Tx, Person], Iterable[Word]] | None = None  # said before all is erased
    desk: Desk | None = None
    office: Office | None = None
    figures: Sequence[Section] = ()
    boards: Sequence[Board] = ()
    in_group: InGroup | None = None  # what happens in a group of colleagues
    doors: Sequence[Door] = ()
    awaited: Awaited | None = None
    pointers: Sequence[Pointer] = ()  # what an announcement may lead to
    leading: Leading | None = None  # the router's own
    tables: Sequence[TableSheet] = ()  # what it adds to the tables that offices bring in
    urgent: Callable[[Event], bool] | None = None  # what is heard however much somebody sends
    rescue: Callable[[Turn], bool] | None = None  # what is heard though its handling raises


class Registry:
    """All capabilities, looked up by what a person sends or a row names."""

    def __init__(
        self,
        capabilities: Iterable[Capability],
        username: str,
        quiet: Hours = NEVER,
        pushes: int = 3,
        steady: int = 0,
        reports: int = 0,
    ) -> None:
        self.username = username  # the bot's own, for links into it
        self.quiet = quiet  # when no pushes go out, unless a person has hours of their own
        self.pushes = pushes  # a day and person; the rest comes in one message
        self.reports = reports  # of one person in five minutes; 0: as many as they like
        self.steady = steady  # milliseconds in which a second tap on a card is a slip
        self.capabilities = tuple(capabilities)
        self.menu = sorted((m for c in self.capabilities for m in c.menu), key=lambda m: m.order)
        self.commands = _unique((k.name, k) for c in self.capabilities for k in c.commands)
        self.forms = _unique((f.form.name, f) for c in self.capabilities for f in c.forms)
        self.cards = _unique((k.kind, k) for c in self.capabilities for k in c.cards)
        self.boards = _unique((b.kind, b) for c in self.capabilities for b in c.boards)
        self.notices = _unique(n for c in self.capabilities for n in c.notices.items())
        self.timers = _unique(t for c in self.capabilities for t in c.timers.items())
        self.crowds = _unique(t for c in self.capabilities for t in c.crowds.items())
        assert self.crowds.keys() <= self.timers.keys(), "what comes in crowds is a timer"
        self.ladders = frozenset(name for c in self.capabilities for name in c.ladders)
        assert self.ladders <= self.timers.keys(), "a ladder is made of timers"
        self.fallbacks = _unique(f for c in self.capabilities for f in c.fallbacks.items())
        assert self.fallbacks.keys() <= self.timers.keys(), "what falls back is a timer"
        assert self.ladders <= self.fallbacks.keys(), "a ladder goes on though its rule raises"
        self.chores = _unique(k for c in self.capabilities for k in c.chores.items())
        self.starts = _unique(s for c in self.capabilities for s in c.starts.items())
        self.facts = _unique(f for c in self.capabilities for f in c.facts.items())
        self.refusals = _unique(r for c in self.capabilities for r in c.refusals.items())
        doors = sorted((d for c in self.capabilities for d in c.doors), key=lambda d: d.order)
        self.doors = _unique((door.code, door) for door in doors)
        self.codes: dict[str, Mapping[Any, Word]] = {}  # of cases several say theirs
        for brings in self.capabilities:
            for name, words in brings.codes.items():
                self.codes[name] = {**words, **self.codes.get(name, {})}
        self.leading = next((c.leading for c in self.capabilities if c.leading), NOWHERE)
        self._after = [c.after for c in self.capabilities if c.after]
        self.strays = [stray for c in self.capabilities for stray in c.strays]
        typed = [item for c in self.capabilities for item in c.typed]
        self._labels = {
            spoken(text): item for item in (*self.menu, *typed) for text in everywhere(item.label)
        }

    def item(self, text: str) -> MenuItem | None:
        """The menu item with this label, in whatever language, with its picture or without."""
        return self._labels.get(spoken(text))

    def doors_of(self, form: str) -> frozenset[str]:
        """The codes of the doors behind one of which a form is filled in."""
        codes = (
            door.code
            for one in self.capabilities
            if any(entry.form.name == form for entry in one.forms)
            for door in one.doors
        )
        return frozenset(codes)

    def urgent(self, event: Event) -> bool:
        """Whether an update must be heard, however much its sender sends."""
        return any(c.urgent(event) for c in self.capabilities if c.urgent)

    def rescue(self, turn: Turn) -> bool:
        """Let what must be heard be heard plainly, where its handling raises; whether it was."""
        return any(c.rescue(turn) for c in self.capabilities if c.rescue)

    def cards_of(self, kind: str) -> list[Card]:
        """The cards that show rows of this kind."""
        return [card for card in self.cards.values() if card.of == kind]

    def boards_of(self, kind: str) -> list[Board]:
        """What groups see of rows of this kind."""
        return [board for board in self.boards.values() if board.of == kind]

    def after(self, turn: Turn) -> None:
        """Let those know of it whom any sign of somebody concerns."""
        for follows in self._after:
            follows(turn)

    def calls(self, turn: Turn) -> bool:
        """Whether what somebody has just done asks for help, and so is no sign of being well."""
        return any(c.calls(turn) for c in self.capabilities if c.calls)

    def in_group(self, tx: Tx, event: Event, now: int) -> list[Letter]:
        """Let those deal with it whom groups concern."""
        hearing = (c.in_group for c in self.capabilities if c.in_group)
        return [letter for hears in hearing for letter in hears(tx, self, event, now)]

    def keyboard(self, person: Person) -> tuple[tuple[str, ...], ...]:
        """The reply keyboard of a person: what their roles open, in their language."""
        board = Keyboard.FULL if person.simple is None else Keyboard.SIMPLE
        labels = [
            item.label.to(person.language)
            for item in self.menu
            if board in item.on and item.allowed(person)
        ]
        across = 2 if board is Keyboard.FULL else 1  # few keys, as large as can be
        return tuple(tuple(labels[at : at + across]) for at in range(0, len(labels), across))

    def mine(self, tx: Tx, person: Person) -> tuple[tuple[Button, ...], ...]:
        """Everything a person follows or has to do, a button each."""
        return in_rows((b for c in self.capabilities if c.mine for b in c.mine(tx, person)), 1)

    def erasing(self, tx: Tx, person: Person) -> list[Word]:
        """What becomes of all that hangs on a person who has everything erased."""
        return [word for c in self.capabilities if c.erasing for word in c.erasing(tx, person)]

    def load(self, tx: Tx, person: Person, needs: Iterable[Need]) -> dict[Need, Any]:
        """Look up what a form needs to ask its question."""
        return {need: self.facts[need[0]](tx, person, need[1]) for need in needs}


def _unique(pairs: Iterable[tuple[str, T]]) -> dict[str, T]:
    found: dict[str, T] = {}
    for name, thing in pairs:
        if name in found:
            raise ValueError(f"two capabilities bring {name!r}")
        found[name] = thing
    return found

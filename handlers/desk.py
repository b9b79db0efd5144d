"""🗂: the heaps of those on duty, narrowed by place and category, each line opening a card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from community.places import label, offered_below
from community.roles import on_desk
from storage import places
from storage.people import Person
from storage.places import Place
from storage.tx import Tx
from talk.cards import button, opener
from talk.desk import Desk, Heap, Pile, Sieve
from talk.registry import Capability, Card, Command, MenuItem
from talk.screens import Button, Rows, Screen, bold, clip, in_rows
from talk.turn import Turn
from talk.words import _

DESK = "desk"
LABEL = _("🗂 My desk")
WHOSE = _("people with a duty here")
PAGE = 8
PLACES = 60
LINE_MOST = 60
NONE = "-"
HEAPS = {
    Heap.WAITING: _("📥 To be accepted"),
    Heap.LATE: _("⏰ Overdue"),
    Heap.MINE: _("🔧 In my hands"),
    Heap.CALLS: _("📞 To call back"),
    Heap.OTHERS: _("👥 With others"),
}


@dataclass(frozen=True, slots=True)
class View:
    """What of the desk is shown; it stands behind the dot of a button's choice."""

    place: Place
    category: str | None = None
    heap: Heap | None = None
    page: int = 0

    def to(self, label: str, choice: str = "see") -> Button:
        """A button that shows this."""
        extra = f"{self.heap or NONE}.{self.category or NONE}.{self.page}"
        return button(label, DESK, self.place.id, f"{choice}.{extra}", 0)

    @property
    def sieve(self) -> Sieve:
        return Sieve(self.place.path, self.category)


@dataclass(frozen=True, slots=True)
class Desks:
    """What all capabilities lay on the desk."""

    parts: Sequence[Desk]

    def open(self, turn: Turn) -> None:
        """Show the whole desk in a message of its own."""
        turn.say(self._overview(turn, View(_top(turn.tx, turn.who))))

    def draw(self, tx: Tx, who: Person, place_id: int) -> Screen | None:
        """Draw the way to the desk; what lies on it changes by the minute."""
        place = places.get(tx, place_id)
        if place is None or not on_desk(who):
            return None
        return Screen(bold(LABEL.to(who.language)), ((View(place).to(_look(who)),),))

    def see(self, turn: Turn, place_id: int, extra: str) -> None:
        """Show the heaps, or a page of one."""
        view = self._view(turn, place_id, extra)
        heap = view.heap
        turn.reply(self._heap(turn, view, heap) if heap else self._overview(turn, view))

    def where(self, turn: Turn, place_id: int, extra: str) -> None:
        """Ask to which place the desk is narrowed."""
        view = self._view(turn, place_id, extra)
        top = _top(turn.tx, turn.who)
        here = view.place
        rows = in_rows(
            (
                replace(view, place=at).to(clip(at.name, LINE_MOST).plain)
                for at in offered_below(turn.tx, here)[:PLACES]
            ),
            2,
        )
        above = places.get(turn.tx, here.parent_id) if here.parent_id else None
        if above and above.path.startswith(top.path):
            rows = ((replace(view, place=above).to("⬆️ " + above.name, "where"),), *rows)
        says = turn.to(_("Which place?")) + f"\n📍 {label(turn.tx, here)}"
        turn.reply(Screen(says, (*rows, (view.to(turn.to(_("⬅️ Back"))),))))

    def what(self, turn: Turn, place_id: int, extra: str) -> None:
        """Ask to which category the desk is narrowed."""
        view = self._view(turn, place_id, extra)
        offered = (
            replace(view, category=code).to(clip(words, LINE_MOST).plain)
            for code, words in self._categories(turn)
        )
        every = replace(view, category=None).to(turn.to(_("All categories")))
        turn.reply(Screen(turn.to(_("Which category?")), (*in_rows(offered, 2), (every,))))

    def _overview(self, turn: Turn, view: View) -> Screen:
        lines = [self._narrowed(turn, view), ""]
        offered = []
        for heap, words in HEAPS.items():
            if not self._piles(turn.who, heap):
                continue
            count = len(self._found(turn, view, heap))
            says = f"{turn.to(words)} {count}"
            lines.append(says)
            if count:
                offered.append(replace(view, heap=heap).to(says))
        last = (
            view.to("📍 " + turn.to(_("Place")), "where"),
            view.to("🏷 " + turn.to(_("Category")), "what"),
            view.to(turn.to(_("🔄 Refresh"))),
        )
        text = bold(turn.to(LABEL)) + "\n" + "\n".join(lines)
        return Screen(text, (*in_rows(offered, 2), last))

    def _heap(self, turn: Turn, view: View, heap: Heap) -> Screen:
        found = self._found(turn, view, heap)
        pages = max(1, -(-len(found) // PAGE))
        view = replace(view, page=min(view.page, pages - 1))
        start = view.page * PAGE
        rows = tuple(
            (opener(clip(pile.line(turn.tx, turn.who, row), LINE_MOST).plain, pile.card, row),)
            for pile, row in found[start : start + PAGE]
        )
        turn.lists(len(rows))
        head = bold(turn.to(HEAPS[heap])) + f" ({view.page + 1}/{pages})\n"
        says = turn.to(_("Nothing lies here.")) if not found else self._narrowed(turn, view)
        return Screen(head + says, (*rows, *_moves(turn, view, pages)))

    def _found(self, turn: Turn, view: View, heap: Heap) -> list[tuple[Pile, int]]:
        return [
            (pile, row)
            for pile in self._piles(turn.who, heap)
            for row in pile.find(turn.tx, turn.who, view.sieve, turn.now)
        ]

    def _piles(self, who: Person, heap: Heap) -> list[Pile]:
        """What lies on a heap of theirs."""
        piles = (pile for desk in self.parts for pile in desk.piles.get(heap, ()))
        return [pile for pile in piles if pile.allowed(who)]

    def _narrowed(self, turn: Turn, view: View) -> str:
        named = dict(self._categories(turn))
        what = named.get(view.category or "") or turn.to(_("All categories"))
        return f"📍 {label(turn.tx, view.place)} · 🏷 {what}"

    def _categories(self, turn: Turn) -> Iterator[tuple[str, str]]:
        for desk in self.parts:
            yield from desk.categories(turn.tx, turn.who)

    def _view(self, turn: Turn, place_id: int, extra: str) -> View:
        """Read what a button says, which anybody may have written."""
        place = places.get(turn.tx, place_id) or _top(turn.tx, turn.who)
        heap, category, page = (*extra.split("."), NONE, NONE, NONE)[:3]
        known = {code for code, _words in self._categories(turn)}
        return View(
            place,
            category if category in known else None,
            Heap(heap) if heap in HEAPS else None,
            int(page) if page.isascii() and page.isdigit() and len(page) < 4 else 0,
        )


def _moves(turn: Turn, view: View, pages: int) -> Rows:
    turns = []
    if view.page:
        turns.append(replace(view, page=view.page - 1).to("◀️"))
    if view.page + 1 < pages:
        turns.append(replace(view, page=view.page + 1).to("▶️"))
    back = replace(view, heap=None, page=0).to(turn.to(_("⬅️ Back")))
    again = view.to(turn.to(_("🔄 Refresh")))
    return (tuple(turns), (back, again)) if turns else ((back, again),)


def _look(who: Person) -> str:
    return _("🔄 Refresh").to(who.language)


def _top(tx: Tx, who: Person) -> Place:
    """The lowest place that has below it all where somebody has a role."""
    held = [places.get(tx, role.place_id) for role in who.roles]
    found = [place for place in held if place is not None]
    above = places.upwards(tx, found[0]) if found else places.roots(tx)[:1]
    shared = [at for at in above if all(place.path.startswith(at.path) for place in found)]
    return shared[-1]


def desk(capabilities: Iterable[Capability]) -> Capability:
    """Return the capability that shows what the others lay on the desk."""
    desks = Desks([brings.desk for brings in capabilities if brings.desk])
    choices = {"see": desks.see, "where": desks.where, "what": desks.what}
    return Capability(
        DESK,
        menu=(MenuItem(LABEL, desks.open, 65, on_desk, whose=WHOSE),),
        commands=(Command(DESK, _("my desk"), desks.open, on_desk, whose=WHOSE),),
        cards=(Card(DESK, "place", _revision, desks.draw, choices),),
    )


def _revision(tx: Tx, place_id: int) -> int | None:
    return None if places.get(tx, place_id) is None else 0

"""/broadcast: what has been announced, and the way to announce something new."""

from community import broadcasts as rules
from community.broadcasts.kinds import BROADCAST, GOING, Stage
from community.refused import Refused
from community.roles import STAFF
from handlers.broadcasts.forms import write
from handlers.broadcasts.words import NAME_MOST, STAGES
from storage import broadcasts, places
from storage.broadcasts import Broadcast
from storage.people import Person
from storage.tx import Tx
from talk.cards import button, opener
from talk.desk import Desk, Heap, Pile, Sieve
from talk.registry import Card
from talk.screens import Button, Screen, bold, clip
from talk.turn import Turn
from talk.words import _

KIND = "announcing"
LISTED = 10
SHOWN = frozenset(Stage) - {Stage.DRAFT}  # of others' drafts nobody knows


def draw(tx: Tx, who: Person, person_id: int) -> Screen | None:
    """One's own announcements, and those for where one is staff; nobody else's list."""
    if who.id != person_id or not rules.may_write(who):
        return None
    found = _found(tx, who)
    says = (
        _("Tap one to see how it stands.")
        if found
        else _("Nothing has been announced yet. What is written here reaches people's phones.")
    )
    new = button(_("✏️ Write an announcement").to(who.language), KIND, who.id, "new", 0)
    rows = tuple((_line(tx, who, one),) for one in found)
    head = bold(_("📣 Announcements").to(who.language))
    return Screen(head + "\n" + says.to(who.language), ((new,), *rows))


def _found(tx: Tx, who: Person) -> list[Broadcast]:
    found = {one.id: one for one in broadcasts.by(tx, who.id, LISTED)}
    for held in who.roles:
        if held.role in STAFF:
            found |= {one.id: one for one in broadcasts.below(tx, held.path, SHOWN, LISTED)}
    return [found[one] for one in sorted(found, reverse=True)][:LISTED]


def _line(tx: Tx, who: Person, one: Broadcast) -> Button:
    stage = STAGES[Stage(one.stage)].to(who.language).split()[0]
    return opener(f"{stage} {clip(broadcasts.words(tx, one), NAME_MOST).plain}", BROADCAST, one.id)


def new(turn: Turn, _person_id: int, _extra: str) -> None:
    if not rules.may_write(turn.who):
        raise Refused("broadcasts.not_found")
    write(turn)


def show(turn: Turn) -> None:
    turn.card(KIND, turn.who.id, fresh=True)


def mine(tx: Tx, who: Person) -> list[Button]:
    """What one has sent and is not over."""
    going = {Stage.DRAFT, Stage.ASKED, Stage.SCHEDULED, *GOING}
    return [_line(tx, who, one) for one in broadcasts.by(tx, who.id, LISTED) if one.stage in going]


def _to_approve(tx: Tx, who: Person, sieve: Sieve, limit: int) -> list[int]:
    """What goes to the whole subdistrict, on the desk of who looks at all of it."""
    root = places.roots(tx)[0]
    if sieve.category is not None or sieve.path != root.path:
        return []
    found = broadcasts.at(tx, root.id, Stage.ASKED, limit)
    return [one.id for one in found if rules.may_approve(tx, who, one)]


def _named(tx: Tx, _who: Person, broadcast_id: int) -> str:
    one = broadcasts.known(tx, broadcast_id)
    return f"📣 {clip(broadcasts.words(tx, one), NAME_MOST).plain}"


CARD = Card(KIND, "person", lambda _tx, _person_id: 0, draw, {"new": new})
DESK = Desk(
    {
        Heap.WAITING: (
            Pile(
                BROADCAST,
                _to_approve,
                _named,
                lambda who: any(held.role in rules.APPROVERS for held in who.roles),
            ),
        )
    },
    lambda _tx, _who: (),
)

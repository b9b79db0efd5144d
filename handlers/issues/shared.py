"""What staff do with a matter of many: let one case lead, make an outage known."""

from datetime import datetime
from zoneinfo import ZoneInfo

from community.cases import OPEN, Stage, voices
from community.deadlines import HOUR_MS
from community.issues import known, outages
from community.issues.access import supervised
from community.issues.outages import Matter
from community.places import label
from handlers.issues.about import headed
from handlers.issues.behalf import reporter_line
from handlers.issues.kinds import DESK
from handlers.issues.lines import outage_lines, outage_word
from handlers.issues.words import MATTERS, STAFF_STAGES
from storage import cases, followers, places
from storage import outages as kept
from storage.cases import Case
from storage.ids import from_short, short
from storage.people import Person
from storage.tx import Tx
from talk.cards import button
from talk.messages import Showing
from talk.registry import Choice
from talk.screens import Button, Rows, Screen, in_rows
from talk.turn import Turn
from talk.words import Word, _

LISTED = 8
HOURS = (1, 2, 3, 4, 6, 8, 12, 24)  # from now, to the full hour
UNKNOWN = "none"
RETRACTED = _("🛠 What was said of the repair is taken down; your matter goes on")


def lines(tx: Tx, who: Person, case: Case) -> list[str]:
    """How many wait, what is known in public, how many have said thanks."""
    said = outage_lines(tx, who, case)
    if waiting := followers.count(tx, case.id):
        said.append(_("👥 {count} more have it too", count=waiting).to(who.language))
    if thanks := kept.thanks(tx, case.id):
        said.append(_("🌷 Thanked by {count}", count=thanks).to(who.language))
    return said


def offered(tx: Tx, case: Case) -> list[tuple[Word, str]]:
    """What staff may do beside leading it on."""
    found: list[tuple[Word, str]] = []
    if outages.can_be_out(case):
        found.append((_("Make it known"), "publish"))
        if kept.of(tx, case.id):
            found.append((_("Take the news down"), "retract"))
    if case.stage in OPEN:  # with others or not: what is on a card changes with its own row only
        found.append((_("Merge"), "merge"))
    return found


def choose_leading(turn: Turn, case_id: int, _extra: str) -> None:
    """Ask with which case it goes on."""
    rows = [
        (_choice(turn, case_id, _told_apart(turn, one), f"into.{short(one.id)}"),)
        for one in known.leaders(turn.tx, turn.who, case_id)[-LISTED:]
    ]
    if not rows:
        turn.answer(_("Nothing else of this kind is open there."), alert=True)
        turn.card(DESK, case_id)
        return
    _ask(turn, case_id, _("With which one does it go on?"), tuple(rows))


def _told_apart(turn: Turn, case: Case) -> str:
    place = places.get(turn.tx, case.place_id)
    stage = turn.to(STAFF_STAGES[Stage(case.stage)])
    return f"{case.number} · {label(turn.tx, place) if place else ''} · {stage}"


def ask_merge(turn: Turn, case_id: int, extra: str) -> None:
    """Ask once more, saying whose it goes on with: it cannot be undone."""
    leading, place = supervised(turn.tx, turn.who, from_short(extra) or 0)
    turn.reads(leading.reporter_id, "card", leading.id)
    says = _(
        "Does it go on with this one?\n{number} · {place}\n{reporter}\n\nIt cannot be parted again."
        " Who has reported it is told.",
        number=leading.number,
        place=label(turn.tx, place),
        reporter=reporter_line(turn.tx, turn.who, leading),
    )
    yes = _choice(turn, case_id, turn.to(_("✅ Merge")), f"joined.{extra}")
    _ask(turn, case_id, says, ((yes,),))


def merge(turn: Turn, case_id: int, extra: str) -> None:
    known.merge(turn.tx, turn.who, case_id, from_short(extra) or 0, turn.now)
    turn.card(DESK, case_id)


def choose_matter(turn: Turn, case_id: int, _extra: str) -> None:
    """Ask what is missing, where that is not plain."""
    case, _place = supervised(turn.tx, turn.who, case_id)
    matters = outages.matters_of(case) or (Matter.OTHER,)
    if len(matters) == 1:
        choose_hour(turn, case_id, matters[0])
        return
    rows = in_rows(
        (_choice(turn, case_id, turn.to(MATTERS[one]), f"hour.{one}") for one in matters), 2
    )
    _ask(turn, case_id, _("What is missing?"), rows)


def choose_hour(turn: Turn, case_id: int, extra: str) -> None:
    """Ask when it is to be over."""
    _case, place = supervised(turn.tx, turn.who, case_id)
    zone = ZoneInfo(place.zone)
    hours = [turn.now // HOUR_MS + after for after in HOURS]
    buttons = [
        _choice(
            turn,
            case_id,
            f"{datetime.fromtimestamp(hour * HOUR_MS / 1000, zone):%H:%M}",
            f"outage.{extra}-{hour}",
        )
        for hour in hours
    ]
    later = _choice(turn, case_id, turn.to(_("Cannot be said yet")), f"outage.{extra}-{UNKNOWN}")
    rows = (*in_rows(buttons, 4), (later,))
    _ask(turn, case_id, _("It is being repaired. When will it be over?"), rows)


def confirm(turn: Turn, case_id: int, extra: str) -> None:
    """Say what will be read, by how many now and by whom later, before it is made known."""
    case, place = supervised(turn.tx, turn.who, case_id)
    read = _read(extra)
    if read is None:
        turn.card(DESK, case_id)
        return
    says = _(
        "This will be read:\n{words}\n\n📣 {count} are told now; whoever reports the same in"
        " {place} sees it, too.",
        words=outage_word(turn.tx, case, *read),
        count=len({*voices(case), *followers.of(turn.tx, case.id)}),
        place=label(turn.tx, known.around(turn.tx, case.category, place)),
    )
    yes = _choice(turn, case_id, turn.to(_("✅ Make it known")), f"public.{extra}")
    _ask(turn, case_id, says, ((yes,),))


def _read(extra: str) -> tuple[Matter, int | None] | None:
    """What is missing and when it is to be over, as a button says it."""
    matter, _dash, hour = extra.partition("-")
    if matter not in set(Matter) or not (hour == UNKNOWN or hour.isdecimal()):
        return None
    return Matter(matter), None if hour == UNKNOWN else int(hour[:9]) * HOUR_MS


def publish(turn: Turn, case_id: int, extra: str) -> None:
    if read := _read(extra):
        outages.publish(turn.tx, turn.who, case_id, *read, turn.now)
        turn.answer(_("Made known to everybody who waits or asks."))
    turn.card(DESK, case_id)


def retract(turn: Turn, case_id: int, _extra: str) -> None:
    outages.retract(turn.tx, turn.who, case_id, turn.now)
    turn.answer(_("Taken down. Whoever waits hears it."))
    turn.card(DESK, case_id)


def _choice(turn: Turn, case_id: int, says: str, choice: str) -> Button:
    return button(says, DESK, case_id, choice, cases.known(turn.tx, case_id).revision)


def _ask(turn: Turn, case_id: int, question: Word, rows: Rows) -> None:
    case = cases.known(turn.tx, case_id)
    back = _choice(turn, case_id, turn.to(_("⬅️ Back")), "look")
    head = headed(turn.tx, turn.who, case) + "\n\n" + turn.to(question)
    screen = Screen(head, (*rows, (back,)))
    turn.reply(screen, shows=Showing(DESK, case.id, case.revision))


CHOICES: dict[str, Choice] = {
    "merge": choose_leading,
    "into": ask_merge,
    "joined": merge,
    "publish": choose_matter,
    "hour": choose_hour,
    "outage": confirm,
    "public": publish,
    "retract": retract,
}

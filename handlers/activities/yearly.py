"""📆: the days of the year on which something is held, accepted or struck out ahead of time."""

from datetime import date

from community.activities import repeating
from community.activities.kinds import Category
from community.activities.repeating import AHEAD, Due
from community.refused import Refused
from handlers.activities import forms
from handlers.activities.agenda import HOSTING
from handlers.activities.opened import HOST
from handlers.activities.words import FESTIVALS
from storage import activities, places
from storage.outbox import Rank
from storage.people import Person
from storage.places import Place
from storage.tx import Tell, Tx
from talk import filling
from talk.cards import button, opener
from talk.registry import Card, Notice
from talk.screens import Button, Rows, Screen, clip
from talk.times import dated
from talk.turn import Turn
from talk.words import Word, _

YEARLY = "yearly"
PAGE = 6
NAME_MOST = 18
MARKS = {None: "▫️", True: "✅", False: "✖️"}


def draw(tx: Tx, who: Person, place_id: int) -> Screen | None:
    """How one comes to the days of a place; for who leads there."""
    place = places.get(tx, place_id)
    if place is None or place.id not in {at.id for at in repeating.places_of(tx, who)}:
        return None
    says = _(
        "Festivals, and what you let be held again. Accept a day ahead of time, or strike it out."
    )
    look = _choice(place, _("📆 The next twelve months").to(who.language), "see.0")
    back = opener(_("🗂 Activities we hold").to(who.language), HOSTING, who.id)
    return Screen(_title(place, who) + "\n" + says.to(who.language), ((look,), (back,)))


def _title(place: Place, who: Person) -> str:
    return _("📆 The year of {place}", place=place.name).to(who.language)


def see(turn: Turn, place_id: int, extra: str) -> None:
    """A page of the days to come."""
    _show(turn, _kept(turn, place_id), _number(extra))


def _show(turn: Turn, place: Place, page: int) -> None:
    found = repeating.calendar(turn.tx, place, turn.now)
    pages = max(1, -(-len(found) // PAGE))
    page = min(page, pages - 1)
    listed = found[page * PAGE : (page + 1) * PAGE]
    legend = _("✅ held · ✖️ struck out · ▫️ open: tap one")
    lines = [f"{_title(place, turn.who)} ({page + 1}/{pages})", turn.to(legend), ""]
    lines += [
        f"{_mark(due)} {turn.to(dated(due.day))} {_name(turn.tx, due).to(turn.who.language)}"
        for due in listed
    ]
    rows: Rows = tuple((_line(turn, place, due, page),) for due in listed)
    moves = [
        *([_choice(place, "◀️", f"see.{page - 1}")] if page else []),
        *([_choice(place, "▶️", f"see.{page + 1}")] if page + 1 < pages else []),
    ]
    turn.amend(Screen("\n".join(lines), (*rows, *((tuple(moves),) if moves else ()))))


def _line(turn: Turn, place: Place, due: Due, page: int) -> Button:
    name = clip(turn.to(_name(turn.tx, due)), NAME_MOST).plain
    label = f"{_mark(due)} {due.day.month}/{due.day.day} {name}"
    held = due.decided.activity_id if due.decided else None
    if held is not None:
        return opener(label, HOST, held)
    return _choice(place, label, f"day.{_code(due)}.{page}")


def _mark(due: Due) -> str:
    return MARKS[None if due.decided is None else due.decided.activity_id is not None]


def _name(tx: Tx, due: Due) -> Word:
    if due.repeat is None:
        return FESTIVALS[due.what]
    return Word(activities.words(tx, activities.known(tx, due.repeat.model_id)).title)


def _code(due: Due) -> str:
    """A day in a button: which, and of what; of a repeat only that it is one, by its number."""
    return f"{due.day.toordinal()}-{due.what}"


def _read(code: str) -> tuple[str, date]:
    day, _sign, what = code.partition("-")
    if not (day.isascii() and day.isdigit() and 0 < int(day[:9]) <= date.max.toordinal()):
        raise Refused("activities.not_found")
    return what, date.fromordinal(int(day[:9]))


def day(turn: Turn, place_id: int, extra: str) -> None:
    """Ask what is to become of a day."""
    place, (code, _dot, page) = _kept(turn, place_id), extra.partition(".")
    what, on = _read(code)
    due = repeating.due(turn.tx, turn.who, place, what, on, turn.now)
    struck = due.decided is not None
    accept = _("✅ Hold it") if due.repeat else _("✅ Plan it")
    rows = [
        *([] if struck else [_choice(place, turn.to(accept), f"hold.{code}.{page}")]),
        _choice(
            place,
            turn.to(_("↩️ Open again") if struck else _("✖️ Not this time")),
            f"strike.{code}.{page}",
        ),
        _choice(place, turn.to(_("⬅️ Back")), f"see.{page}"),
    ]
    says = f"{turn.to(dated(on))}\n{turn.to(_name(turn.tx, due))}"
    turn.amend(Screen(says, tuple((one,) for one in rows)))


def hold(turn: Turn, place_id: int, extra: str) -> None:
    """Hold what is held again as it was; for a festival, plan something."""
    place, (code, _dot, page) = _kept(turn, place_id), extra.partition(".")
    what, on = _read(code)
    due = repeating.due(turn.tx, turn.who, place, what, on, turn.now)
    if due.repeat is not None:
        repeating.accept(turn.tx, turn.who, place, what, on, turn.now)
        turn.answer(_("✅ It is published for that day."))
        _show(turn, place, _number(page))
        return
    fixed = {"keeps": place.id, "festival": what, "day": on.isoformat()}
    given = {"called": turn.to(FESTIVALS[what]), "category": Category.FESTIVAL, "place": place.id}
    filling.start(turn, forms.Planned, fixed, given, heard=dated(on))


def strike(turn: Turn, place_id: int, extra: str) -> None:
    place, (code, _dot, page) = _kept(turn, place_id), extra.partition(".")
    what, on = _read(code)
    repeating.strike(turn.tx, turn.who, place, what, on, turn.now)
    _show(turn, place, _number(page))


def _kept(turn: Turn, place_id: int) -> Place:
    """A place whose calendar is theirs."""
    found = {at.id: at for at in repeating.places_of(turn.tx, turn.who)}
    if place_id not in found:
        raise Refused("activities.not_found")
    return found[place_id]


def _choice(place: Place, label: str, choice: str) -> Button:
    return button(label, YEARLY, place.id, choice, 0)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def openers(tx: Tx, who: Person) -> list[Button]:
    """The calendars somebody keeps."""
    return [
        opener(_title(place, who), YEARLY, place.id) for place in repeating.places_of(tx, who)[:3]
    ]


def ahead(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """That some of the next days are still open."""
    place = places.get(tx, tell.subject)
    if place is None:
        return None
    says = _(
        "📆 In the next two months {count} days are still open in the calendar of activities.",
        count=tell.facts["count"],
    )
    return Screen(says.to(reader.language))


def revision(tx: Tx, place_id: int) -> int | None:
    return None if places.get(tx, place_id) is None else 0


CARD = Card(
    YEARLY, YEARLY, revision, draw, {"see": see, "day": day, "hold": hold, "strike": strike}
)
NOTICES = {AHEAD: Notice(Rank.TASK, ahead, YEARLY)}
TIMERS = {AHEAD: repeating.remind}

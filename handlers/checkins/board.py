"""Today's board for the staff of a place, the week before, and whom to talk with."""

from collections import Counter
from datetime import date

from community.checkins import boards as rules
from community.checkins.boards import Board, Light
from community.roles import STAFF
from handlers.checkins.care_words import BOARD, CARE, LABEL, name_of
from handlers.checkins.figures import said
from storage import checkin_board, people, places
from storage.checkin_board import Line
from storage.ids import from_short, short
from storage.moments import local
from storage.people import Person
from storage.places import Place
from storage.tx import Tell, Tx
from talk.cards import button, opener
from talk.registry import Card
from talk.screens import Button, Rows, Screen, bold
from talk.turn import Turn
from talk.words import Word, _

NAMED_MOST = 20
LIGHTS = {
    Light.WELL: _("🟢 Well"),
    Light.WAITING: _("⚪ Waiting for a word"),
    Light.CLIMBING: _("🟠 No answer yet"),
    Light.UNREACHABLE: _("🔴 Messages do not reach them"),
    Light.PAUSED: _("⏸ Away or in hospital"),
}


def mine(tx: Tx, who: Person) -> list[Button]:
    """A key to the board of each place whose staff one is, once anybody is asked there."""
    found = {held.place_id for held in who.roles if held.role in STAFF}
    label = LABEL.to(who.language)
    return [
        button(f"{label} · {place.name}", BOARD, place.id, "show", revision(tx, place.id) or 0)
        for place in (places.get(tx, place_id) for place_id in sorted(found))
        if place is not None and checkin_board.standing(tx, place.id) is not None
    ]


def draw(tx: Tx, who: Person, place_id: int) -> Screen | None:
    """How many stand how, and who needs somebody, as of the time it says."""
    board = rules.of(tx, who, place_id)
    if board is None:
        return None
    at = local(board.at, board.place.zone)
    lines = [f"{word.to(who.language)} {board.counts[light]}" for light, word in LIGHTS.items()]
    if board.cut:
        cut = _("⚠️ These are too many for one board: the rest stands on those below.")
        lines.append(cut.to(who.language))
    if len(board.urgent) > NAMED_MOST:
        more = _("Of those to look after, {most} are named here.", most=NAMED_MOST)
        lines.append(more.to(who.language))
    lines.append(_tonight(tx, board).to(who.language))
    as_of = _("As of {time}", time=f"{at.month}-{at.day} {at.hour}:{at.minute:02d}")
    head = bold(f"{LABEL.to(who.language)} · {board.place.name}")
    again = button(
        _("🔄 Refresh").to(who.language), BOARD, place_id, "look", revision(tx, place_id) or 0
    )
    named = tuple((_named(tx, line),) for line in board.urgent[:NAMED_MOST])
    text = head + "\n" + "\n".join(lines) + "\n" + as_of.to(who.language)
    return Screen(text, (*named, *_parts(tx, who, board), (again,)))


def _tonight(tx: Tx, board: Board) -> Word:
    """Whether the last rung of every ladder is filled tonight."""
    person = rules.tonight(tx, board.place, board.at)
    if person is None:
        return _("⚠️ Tonight nobody is on the duty roster who can be reached.")
    return _("🌙 On duty tonight: {name}", name=name_of(tx, person.id))


def _parts(tx: Tx, who: Person, board: Board) -> Rows:
    """A key to each place below, with how many need somebody there; and one back up."""

    def key(place: Place, label: str) -> tuple[Button]:
        choice = f"into.{short(place.id)}"
        return (button(label, BOARD, board.place.id, choice, revision(tx, board.place.id) or 0),)

    rows = tuple(key(place, f"📍 {place.name}{_counted(counts)}") for place, counts in board.parts)
    above = places.get(tx, board.place.parent_id) if board.place.parent_id else None
    if above is not None and rules.place_for(tx, who, above.id):
        rows = (*rows, key(above, f"⬆️ {above.name}"))
    return rows


def _counted(counts: Counter[Light]) -> str:
    signs = {Light.CLIMBING: "🟠", Light.UNREACHABLE: "🔴", Light.WAITING: "⚪", Light.WELL: "🟢"}
    return "".join(f" {sign}{counts[light]}" for light, sign in signs.items() if counts[light])


def _named(tx: Tx, line: Line) -> Button:
    light = "🟠" if line.day_id is not None else "🔴"
    name = name_of(tx, line.person_id)
    if line.day_id is None or line.outcome is not None:  # nothing of it stands any more
        return opener(f"{light} {name}", CARE, line.person_id)
    return opener(f"{light} {name}", "rung", line.day_id)


def show(turn: Turn, place_id: int, _extra: str) -> None:
    """Open the board in a message of its own."""
    rules.look(turn.tx, turn.who, place_id, turn.now)
    turn.lists(1)
    turn.card(BOARD, place_id, fresh=True)


def look(turn: Turn, place_id: int, _extra: str) -> None:
    """Have the board as it is now, where it stands."""
    rules.look(turn.tx, turn.who, place_id, turn.now)
    turn.card(BOARD, place_id)


def into(turn: Turn, _place_id: int, extra: str) -> None:
    """Look at a place below, or back at the one above, where the board stands."""
    look(turn, from_short(extra) or 0, "")


def revision(tx: Tx, place_id: int) -> int | None:
    standing = checkin_board.standing(tx, place_id)
    return standing[0] // 1000 if standing else None


def told_week(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """The seven days before a Monday, with numerator and denominator."""
    place = places.get(tx, tell.subject)
    if place is None:
        return None
    sums = rules.sums_of(tx, place, date.fromisoformat(tell.facts["monday"]))
    language = reader.language
    lines = [f"{name} {value}" for name, value in said(sums, language)]
    head = bold(_("😊 The week's greetings").to(language) + f" · {place.name}")
    return Screen(head + "\n" + "\n".join(lines))


def told_talk(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """Ask somebody near to talk with them about their hours, and to change them there and then."""
    person = people.get(tx, tell.subject)
    if person is None:
        return None
    says = _(
        "🕘 {name} was well, but others were alarmed, for the second time in a month. Please talk"
        " with them: do their hours still fit? You can change them here together.",
        name=people.name(tx, person),
    )
    show = opener(_("🔎 Show").to(reader.language), CARE, person.id)
    return Screen(says.to(reader.language), ((show,),))


CARD = Card(
    BOARD,
    BOARD,
    revision,
    draw,
    {"show": show, "look": look, "into": into},
)

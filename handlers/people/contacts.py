"""☎️: the people one can turn to where one lives, by name."""

from community import duty
from community import people as rules
from handlers.people.words import ROLES
from storage import media, people, places
from talk.cards import button, opener
from talk.screens import Rows, Screen, bold
from talk.turn import Turn
from talk.words import _

LABEL = _("☎️ Find the community")
SETTINGS = _("⚙️ Settings")  # not among the few keys
COME = "come"  # the card on whose key those near are asked to get in touch
DANGER = _("In danger call 110, 119 or 120 at once.")


def _duty_room(turn: Turn) -> str | None:
    """The duty room's number, day and night."""
    home = places.get(turn.tx, turn.who.home_id) if turn.who.home_id else None
    room = duty.room(turn.tx, home) if home else None
    if room is None:
        return None
    return turn.to(_("☎️ Duty room of {place}: {phone}", place=room[0].name, phone=room[1]))


def _rows(turn: Turn, *, silent: bool) -> Rows:
    """Where nobody has a number, a key to be called on; for the few keys, the way to ⚙️."""
    asks = button(turn.to(_("🙋 Have them get in touch with me")), COME, turn.who.id, "ask", 0)
    more = opener(turn.to(SETTINGS), "settings", turn.who.id)
    return (*(((asks,),) if silent else ()), *(((more,),) if turn.who.simple else ()))


def show(turn: Turn) -> None:
    """Name the stairwell head, grid worker and staff of one's home."""
    found = rules.contacts(turn.tx, turn.who)
    room = _duty_room(turn)
    lines = [
        " · ".join(
            part
            for part in (
                turn.to(ROLES[role]),
                people.name(turn.tx, person),
                people.phone(turn.tx, person) or room,
            )
            if part
        )
        for role, person in found
    ]
    if turn.who.home_id is None:
        lines = [turn.to(_("Tell us under ⚙️ where you live, and we name those who look after it."))]
    elif not lines:
        lines = [turn.to(_("Nobody is entered here yet. Please ask at the community's counter."))]
    lines += [room] if room else []
    text = bold(turn.to(LABEL)) + "\n" + "\n".join(lines) + "\n\n" + turn.to(DANGER)
    silent = bool(found) and not room and all(p.sealed_phone is None for _role, p in found)
    rows = _rows(turn, silent=silent)
    turn.say(Screen(text, rows))
    for role, person in found:
        if (face := media.portrait(turn.tx, person.id)) is not None:
            turn.attached([face], f"{turn.to(ROLES[role])} · {people.name(turn.tx, person)}")
            return  # of whom is nearest

"""Who holds which role, and its end, kindly told."""

from typing import Annotated, ClassVar

from community import appointments as rules
from community.places import label
from community.roles import ENTERS, Role
from handlers.people.portraits import PortraitOf
from handlers.people.words import ROLES, day_of
from storage import people, places, roles
from storage.people import Person
from storage.roles import Held
from storage.tx import Tell, Tx
from talk import filling
from talk.cards import button
from talk.forms import Form, PickRow
from talk.registry import Card
from talk.screens import Screen
from talk.turn import Turn
from talk.words import Word, _

ROLE = "role"


class Holder(Form):
    """Whose role to look at."""

    name: ClassVar[str] = "people.holder"
    title: ClassVar[Word] = _("👥 Who holds which role")
    at_once: ClassVar[bool] = True

    held: Annotated[int, PickRow(_("Whose?"), label=_("Role"), rows="people.held")]


def listed(tx: Tx, who: Person, role_id: int | None) -> tuple[tuple[int, str], ...]:
    """The roles that others hold where one may give them; or the one asked for."""
    if role_id is not None:
        one = rules.seen(tx, who, role_id)
        return ((one.id, _line(tx, who, one)),) if one else ()
    return tuple((one.id, _line(tx, who, one)) for one in rules.held(tx, who))


def _line(tx: Tx, who: Person, held: Held) -> str:
    name = people.name(tx, people.known(tx, held.person_id))
    return f"{name} · {_role(held).to(who.language)} · {_where(tx, held)}"


def _ended(tx: Tx, held: Held) -> Word:
    name = people.name(tx, people.known(tx, held.person_id))
    return _("✅ The role has ended: {name}, {role}.", name=name, role=_role(held))


def _role(held: Held) -> Word:
    return ROLES[Role(held.role)]


def _where(tx: Tx, held: Held) -> str:
    place = places.get(tx, held.place_id)
    return label(tx, place) if place else ""


def chosen(turn: Turn, form: Holder) -> None:
    turn.card(ROLE, form.held)


def draw(tx: Tx, who: Person, role_id: int) -> Screen | None:
    """Somebody's role: what, where, since when, by whom."""
    held = rules.over(tx, who, role_id)
    if held is None:
        return None
    if held.until is not None:
        return Screen(_ended(tx, held).to(who.language))
    person = people.known(tx, held.person_id)
    giver = people.get(tx, held.given_by) if held.given_by else None
    lines = [
        f"👤 {people.name(tx, person)}",
        f"{_role(held).to(who.language)} · {_where(tx, held)}",
        f"📞 {people.phone(tx, person) or '–'}",
        _("Since {day}", day=day_of(tx, held.since)).to(who.language),
        *([_("Given by {name}", name=people.name(tx, giver)).to(who.language)] if giver else []),
    ]
    picture = button(_("🖼 Picture").to(who.language), ROLE, role_id, "picture", 0)
    end = button(_("End this role").to(who.language), ROLE, role_id, "end", 0)
    rows = ((picture,), (end,)) if held.role in ENTERS else ((end,),)
    return Screen("\n".join(lines), rows)


def picture(turn: Turn, role_id: int, _extra: str) -> None:
    held = roles.get(turn.tx, role_id)
    assert held is not None, "its card has just been drawn"
    filling.start(turn, PortraitOf, {"person": held.person_id})


def end(turn: Turn, role_id: int, extra: str) -> None:
    """Ask once more; end it at the second tap."""
    held = roles.get(turn.tx, role_id)
    assert held is not None, "its card has just been drawn"
    name = people.name(turn.tx, people.known(turn.tx, held.person_id))
    if extra != "yes":
        says = _(
            "{name} will be {role} no more, from the next tap on. They are thanked and told.",
            name=name,
            role=_role(held),
        )
        yes = button(turn.to(_("Yes, end it")), ROLE, role_id, "end.yes", 0)
        back = button(turn.to(_("⬅️ Back")), ROLE, role_id, "see", 0)
        turn.amend(Screen(turn.to(says), ((yes,), (back,))))
        return
    count = rules.end(turn.tx, turn.who, role_id, turn.now)
    more = _(
        "{count} matters from their hands are to be accepted again: please hand them on under 🗂.",
        count=count,
    )
    lines = [_ended(turn.tx, held), *([more] if count else [])]
    turn.reply(Screen("\n".join(turn.to(line) for line in lines)))


def see(turn: Turn, role_id: int, _extra: str) -> None:
    turn.card(ROLE, role_id)


def ended(tx: Tx, reader: Person, tell: Tell) -> Screen:
    """Thank somebody whose role has ended."""
    place = places.get(tx, tell.subject)
    says = _(
        "Your time as {role} · {place} has ended. Thank you for all you have done!"
        " If that is a mistake, please ask the community.",
        role=ROLES[Role(tell.facts["role"])],
        place=label(tx, place) if place else "",
    )
    return Screen(says.to(reader.language))


def _stands(tx: Tx, role_id: int) -> int | None:
    held = roles.get(tx, role_id)
    return None if held is None else int(held.until is not None)


def _about(tx: Tx, role_id: int) -> int | None:
    held = roles.get(tx, role_id)
    return held.person_id if held else None


CARD = Card(ROLE, ROLE, _stands, draw, {"picture": picture, "end": end, "see": see}, about=_about)

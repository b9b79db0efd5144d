"""✉️: inviting somebody to a role; the links that are out, and who has taken one up."""

import secrets
from collections.abc import Callable, Mapping
from functools import partial
from typing import Annotated, Any, ClassVar

from community import invitations as rules
from community.appointments import held
from community.deadlines import HOUR_MS
from community.invitations import INVITATION_MS
from community.places import label
from community.roles import INVITES, Role, invitable, is_staff, kinds_for
from handlers.people import grounds
from handlers.people.holders import Holder
from handlers.people.joining import INVITED
from handlers.people.words import ROLES, time_of
from storage import invitations, people, places
from storage.invitations import Invitation as Row
from storage.people import Person
from storage.tx import Tell, Tx
from talk import filling
from talk.cards import button, opener
from talk.forms import Ask, Form, PickPlace
from talk.picker import PlaceView
from talk.registry import Card
from talk.screens import Screen, bold, clip
from talk.turn import Turn
from talk.words import Word, _

INVITING, LINK = "inviting", "link"
LISTED = 8
LINE_MOST = 40
FITTING = "people.places_for."  # with the role's name, the fact of the places that fit it


class Invitation(Form):
    """Whom to invite to what, and where."""

    name: ClassVar[str] = "people.invitation"
    title: ClassVar[Word] = _("Invite somebody")

    role: Annotated[
        Role, Ask(_("As what?"), label=_("Role"), words=ROLES, offered="people.invitable")
    ]
    place: Annotated[
        int,
        PickPlace(
            _("For which place? The role counts there and below."),
            label=_("Place"),
            tree=lambda answers: FITTING + str(answers.get("role")),
        ),
    ]


def invite(turn: Turn) -> None:
    """/invite: a new link, those that are out, who holds which role."""
    turn.card(INVITING, turn.who.id, fresh=True)


def draw(_tx: Tx, who: Person, person_id: int) -> Screen | None:
    """What one may do; nobody else's."""
    if person_id != who.id or not is_staff(who):
        return None
    rows = (
        (button(_("➕ New invitation").to(who.language), INVITING, who.id, "new", 0),),
        (button(_("🔗 Links that are out").to(who.language), INVITING, who.id, "out", 0),),
        (button(_("👥 Who holds which role").to(who.language), INVITING, who.id, "who", 0),),
    )
    return Screen(bold(_("✉️ Roles and invitations").to(who.language)), rows)


def new(turn: Turn, _person_id: int, _extra: str) -> None:
    filling.start(turn, Invitation)


def out(turn: Turn, person_id: int, _extra: str) -> None:
    """List the links that somebody can still take up."""
    found = rules.standing(turn.tx, turn.who, turn.now)
    some = _("🔗 Links that nobody has taken up: {count}. Tap one to see it.", count=len(found))
    says = some if found else _("🔗 No link is out.")
    rows = tuple((opener(_line(turn.tx, turn.who, one), LINK, one.id),) for one in found[:LISTED])
    back = button(turn.to(_("⬅️ Back")), INVITING, person_id, "look", 0)
    turn.amend(Screen(turn.to(says), (*rows, (back,))))


def look(turn: Turn, person_id: int, _extra: str) -> None:
    turn.card(INVITING, person_id)


def who_holds(turn: Turn, _person_id: int, _extra: str) -> None:
    turn.lists(len(held(turn.tx, turn.who)))
    filling.start(turn, Holder)


def _line(tx: Tx, who: Person, found: Row) -> str:
    place = places.get(tx, found.place_id)
    line = f"{ROLES[Role(found.role)].to(who.language)} · {label(tx, place) if place else ''}"
    return clip(line, LINE_MOST).plain


def draw_link(tx: Tx, who: Person, invitation_id: int) -> Screen | None:
    """A link: to what, where, by whom, until when; never the link itself, which is not kept."""
    found = rules.seen(tx, who, invitation_id)
    if found is None:
        return None
    place = places.get(tx, found.place_id)
    maker = people.get(tx, found.made_by) if found.made_by else None
    lines = [
        f"📍 {label(tx, place) if place else ''}",
        *([f"👤 {people.name(tx, maker)}"] if maker else []),
        _("Until {time}", time=time_of(tx, found.expires)).to(who.language),
    ]
    text = bold(f"🔗 {ROLES[Role(found.role)].to(who.language)}") + "\n" + "\n".join(lines)
    if found.used_by is not None:
        return Screen(text + "\n\n" + _("✅ It has been taken up.").to(who.language))
    if found.revoked is not None:
        return Screen(text + "\n\n" + _("🚫 It is revoked.").to(who.language))
    revoke = button(_("🚫 Revoke it").to(who.language), LINK, found.id, "revoke", 0)
    return Screen(text, ((revoke,),))


def state_of_link(tx: Tx, invitation_id: int) -> int | None:
    found = invitations.get(tx, invitation_id)
    if found is None:
        return None
    return int(found.used_by is not None) + 2 * int(found.revoked is not None)


def revoke(turn: Turn, invitation_id: int, _extra: str) -> None:
    rules.revoke(turn.tx, turn.who, invitation_id, turn.now)
    turn.card(LINK, invitation_id)


def invited(turn: Turn, form: Invitation) -> None:
    """Make the link and show it, once."""
    token = secrets.token_urlsafe(16)
    rules.invite(turn.tx, turn.who, form.role, form.place, token, turn.now)
    link = f"https://t.me/{turn.registry.username}?start={INVITED}_{token}"
    says = _(
        "Please pass this link on to the one person it is for."
        " It works once, within {hours} hours.",
        hours=INVITATION_MS // HOUR_MS,
    )
    place = places.get(turn.tx, form.place)
    head = f"{turn.to(ROLES[form.role])} · {label(turn.tx, place) if place else ''}"
    turn.reply(Screen(bold(head) + "\n" + turn.to(says) + "\n\n" + link))


def accepted(tx: Tx, reader: Person, tell: Tell) -> Screen:
    person = people.known(tx, tell.subject)
    says = _(
        "{name} has taken up your invitation: {role}.",
        name=people.name(tx, person),
        role=ROLES[Role(tell.facts["role"])],
    )
    return Screen(says.to(reader.language))


def _fitting(role: Role, tx: Tx, who: Person, node: int | None) -> PlaceView:
    """The places that fit a role, where one may give it."""
    givers = [giver for giver, given in INVITES.items() if role in given]
    return grounds.view(tx, grounds.offices(tx, who, givers), kinds_for(role), node)


FACTS: Mapping[str, Callable[[Tx, Person, Any], Any]] = {
    "people.invitable": lambda _tx, who, _node: invitable(who),
    **{FITTING + role: partial(_fitting, role) for role in Role},
}
CARDS = (
    Card(
        INVITING,
        INVITING,
        lambda _tx, _person_id: 0,
        draw,
        {"new": new, "out": out, "who": who_holds, "look": look},
    ),
    Card(LINK, "invitation", state_of_link, draw_link, {"revoke": revoke}),
)

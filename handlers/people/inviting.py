"""Inviting somebody to a role: the link, and who may be invited to what."""

import secrets
from typing import Annotated, ClassVar

from community import people as rules
from community.deadlines import HOUR_MS
from community.people import INVITATION_MS
from community.places import label
from community.roles import STAFF, Role, invitable
from handlers.people.joining import INVITED
from handlers.people.words import ROLES
from storage import people, places
from storage.people import Person
from storage.tx import Tell, Tx
from talk import filling
from talk.forms import Ask, Form, PickPlace
from talk.screens import Screen, bold
from talk.turn import Turn
from talk.words import Word, _


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
            default="people.office",
        ),
    ]


def invite(turn: Turn) -> None:
    filling.start(turn, Invitation)


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


def office_of(tx: Tx, who: Person, _node: int | None) -> tuple[int, str] | None:
    """The widest place where the person is staff: the likeliest one to invite to."""
    offices = sorted((held for held in who.roles if held.role in STAFF), key=lambda at: at.path)
    place = places.get(tx, offices[0].place_id) if offices else None
    return (place.id, label(tx, place)) if place else None


def invitable_by(_tx: Tx, who: Person, _node: int | None) -> frozenset[Role]:
    return invitable(who)

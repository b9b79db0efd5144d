"""People in the chat: the first words, consent and home, invitations to a role."""

import secrets
from typing import Annotated, ClassVar

from community import people as rules
from community.people import INVITATION_MS
from community.places import label
from community.roles import STAFF, Role, invitable, is_staff
from storage import people, places
from storage.outbox import Rank
from storage.people import Person
from storage.tx import Tell, Tx
from talk import filling
from talk.forms import Ask, Form, PickPlace
from talk.registry import Capability, Command, FormEntry, MenuItem, Notice
from talk.screens import Screen, bold, code
from talk.turn import Turn
from talk.words import Word, _

HOUR_MS = 3_600_000
INVITED = "inv"
DEAD_LINK = _("This link has been used or has expired. Please ask for a new one.")

ROLES: dict[Role, Word] = {
    Role.RESIDENT: _("resident"),
    Role.VOLUNTEER: _("volunteer"),
    Role.TEAM_LEADER: _("team leader"),
    Role.STATION_LEADER: _("station leader"),
    Role.STAIRWELL_HEAD: _("stairwell head"),
    Role.GRID_WORKER: _("grid worker"),
    Role.PROPERTY: _("property company"),
    Role.MATCHMAKER: _("matchmaker"),
    Role.MEDIATOR: _("mediator"),
    Role.JOB_OFFICER: _("job officer"),
    Role.BRANCH_SECRETARY: _("branch secretary"),
    Role.GROUP_LEADER: _("party group leader"),
    Role.MEMBER_HOUSEHOLD: _("member household"),
    Role.PARTNER: _("partner organisation"),
    Role.POLICE: _("community police officer"),
    Role.COMMUNITY_STAFF: _("community staff"),
    Role.SUBDISTRICT_STAFF: _("subdistrict staff"),
    Role.ADMIN: _("administrator"),
}


class Registration(Form):
    """The first conversation: may we keep what you tell us, and where do you live."""

    name: ClassVar[str] = "people.registration"
    title: ClassVar[Word] = _("Welcome to Linli")

    agree: Annotated[
        bool,
        Ask(
            _(
                "Hello! This is your community's helper.\n\n"
                "We keep your name, where you live and what you report, only to get things done"
                " for you. Messages travel through Telegram's servers, which are abroad."
                " If you want it deleted, tell the community.\n\nDo you agree?"
            ),
            leaves=frozenset({False}),
        ),
    ]
    home: Annotated[
        int | None, PickPlace(_("Where do you live? Then you need not say it each time."))
    ] = None
    invitation: str = ""


class Invitation(Form):
    """Whom to invite to what, and where."""

    name: ClassVar[str] = "people.invitation"
    title: ClassVar[Word] = _("Invite somebody")

    role: Annotated[Role, Ask(_("As what?"), words=ROLES, offered="people.invitable")]
    place: Annotated[
        int,
        PickPlace(_("For which place? The role counts there and below."), default="people.office"),
    ]


def start(turn: Turn) -> None:
    """/start, also with what a link carries behind it."""
    prefix, _sep, rest = turn.event.argument.partition("_")
    opened = turn.registry.starts.get(prefix)
    if turn.who.consented is None:
        token = rest if prefix == INVITED else ""
        filling.start(turn, Registration, {"invitation": token})
    elif opened is not None:
        opened(turn, rest)
    else:
        turn.home()


def registered(turn: Turn, form: Registration) -> None:
    name = turn.event.sender.name if turn.event.sender else ""
    rules.join(turn.tx, turn.who, name, form.home, turn.now)
    turn.again()
    turn.reply(_("Thank you. It is noted."))
    turn.home(_("Here you are. Tap what you need; you can come back at any time."))
    if form.invitation and rules.valid_invitation(turn.tx, form.invitation, turn.now):
        accept(turn, form.invitation)
    elif form.invitation:
        turn.say(DEAD_LINK)


def declined(turn: Turn, _field: str, _value: object) -> None:
    turn.reply(
        _(
            "That is all right; we have kept nothing about you. In danger call 110, 119 or 120."
            " The community's counter and telephone are there for you as before."
            " If you change your mind, send /start."
        )
    )


def accept(turn: Turn, token: str) -> None:
    """Take up an invitation link."""
    role, place_id = rules.accept_invitation(turn.tx, turn.who, token, turn.now)
    turn.again()
    place = places.get(turn.tx, place_id)
    turn.home(
        _(
            "Thank you for taking part. You are now: {role} · {place}.",
            role=ROLES[role],
            place=label(turn.tx, place) if place else "",
        )
    )


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


def menu(turn: Turn) -> None:
    turn.home()


def cancel(turn: Turn) -> None:
    cancelled = filling.cancel(turn)
    turn.home(_("Cancelled. Nothing was sent.") if cancelled else None)


def help_(turn: Turn) -> None:
    lines = [
        f"/{command.name} — {turn.to(command.about)}"
        for command in turn.registry.commands.values()
        if command.allowed(turn.who)
    ]
    number = turn.to(_("Your Telegram number"))
    turn.say(Screen("\n".join(lines) + f"\n\n{number}: " + code(str(turn.event.chat_id))))


def mine(turn: Turn) -> None:
    """Everything one follows or has to do."""
    rows = turn.registry.mine(turn.tx, turn.who)
    says = (
        _("Your matters. Tap one to see how it stands.")
        if rows
        else _("There is nothing of yours here yet. What is wrong, tell us with 📢.")
    )
    turn.say(Screen(turn.to(says), rows))


def accepted(tx: Tx, reader: Person, tell: Tell) -> Screen:
    person = people.known(tx, tell.subject)
    says = _(
        "{name} has taken up your invitation: {role}.",
        name=people.name(tx, person),
        role=ROLES[Role(tell.facts["role"])],
    )
    return Screen(says.to(reader.language))


def home_of(tx: Tx, who: Person, _node: int | None) -> tuple[int, str] | None:
    place = places.get(tx, who.home_id) if who.home_id else None
    if place is None:
        return None
    return place.id, _("my home: {place}", place=label(tx, place)).to(who.language)


def office_of(tx: Tx, who: Person, _node: int | None) -> tuple[int, str] | None:
    """The widest place where the person is staff: the likeliest one to invite to."""
    offices = sorted((held for held in who.roles if held.role in STAFF), key=lambda at: at.path)
    place = places.get(tx, offices[0].place_id) if offices else None
    return (place.id, label(tx, place)) if place else None


def invitable_by(_tx: Tx, who: Person, _node: int | None) -> frozenset[Role]:
    return invitable(who)


CAPABILITY = Capability(
    stem="people",
    menu=(MenuItem(_("📋 My matters"), mine, 70),),
    commands=(
        Command("start", _("begin"), start, before_consent=True),
        Command("menu", _("show the menu"), menu),
        Command("mine", _("my matters"), mine),
        Command("cancel", _("give up what I am filling in"), cancel, before_consent=True),
        Command("help", _("what I can do here"), help_, before_consent=True),
        Command("invite", _("invite somebody to a role"), invite, is_staff),
    ),
    forms=(
        FormEntry(Registration, registered, declined),
        FormEntry(Invitation, invited),
    ),
    notices={"people.accepted": Notice(Rank.NOTICE, accepted)},
    starts={INVITED: accept},
    facts={
        "people.home": home_of,
        "people.office": office_of,
        "people.invitable": invitable_by,
    },
    refusals={
        "people.may_not_invite": _("You cannot give this role at this place."),
        "people.invitation_invalid": DEAD_LINK,
    },
)

"""/privacy: what is kept about oneself, to see, to take along, to end."""

from collections.abc import Mapping, Sequence
from typing import Any

from community import privacy as rules
from community.checkins.enrolling import CONSENT, FAMILY, HEALTH
from community.matchmaking import PURPOSE as MATCHMAKING
from community.people import GENERAL
from community.places import label
from community.portraits import PORTRAIT
from community.roles import Role
from community.seekers.applying import PASSED_ON
from community.seekers.counter import PURPOSE as LOOKING
from community.tasks.weekly import CONSENT as WEEKLY
from handlers.people import audit, my_data, own
from handlers.people.words import HOW, ROLES, day_of
from storage import consents, people, personal, places, preferences
from storage.people import Person
from storage.tx import Tx
from talk import asking, filling, menus
from talk.cards import button
from talk.registry import Card
from talk.screens import Button, Rows, Screen, bold
from talk.turn import Turn
from talk.words import Word, _

PRIVACY = "privacy"
FILE, FILE_TO_READ = "linli-my-data.json", "linli-my-data.txt"
PURPOSES = {
    GENERAL: _("keeping what is needed to get things done for me"),
    MATCHMAKING: _("letting a matchmaker look for me; to end it: 💞"),
    LOOKING: _("letting an officer look for work for me"),
    PASSED_ON: _("passing my name and number to employers to whom I apply"),
    CONSENT: _("being asked each morning; to end it: 😊 Daily greetings"),
    HEALTH: _("keeping what helpers must know of my health"),
    FAMILY: _("my family reading each morning how I am"),
    WEEKLY: _("being rung up each week for a chat"),
    PORTRAIT: _("showing my picture to those I look after"),
}


def privacy(turn: Turn) -> None:
    turn.card(PRIVACY, turn.who.id, fresh=True)


def draw(tx: Tx, who: Person, person_id: int) -> Screen | None:
    """What is kept about oneself, in short; nobody else's."""
    if who.id != person_id:
        return None
    home = places.get(tx, who.home_id) if who.home_id else None
    lines = [
        _("Name: {name}", name=people.name(tx, who)),
        _("Telephone: {phone}", phone=people.phone(tx, who) or "–"),
        _("Home: {place}", place=label(tx, home) if home else "–"),
        *(_("Role: {role}", role=ROLES[Role(held.role)]) for held in who.roles),
        *own.things(tx, who),
        *(
            _("Agreed on {day}: {purpose}", day=day_of(tx, given.given), purpose=purpose)
            for given in consents.of(tx, who.id)
            if (purpose := PURPOSES.get(given.purpose))
        ),
    ]
    says = _("Staff of your place and who takes care of your matter see it; nobody else does.")
    text = bold(_("🔒 What we keep about you").to(who.language)) + "\n"
    text = text + "\n".join(line.to(who.language) for line in lines)
    rows = (
        (
            _choice(who, _("📄 All of it as a file"), "file"),
            _choice(who, _("👀 Who has looked at it"), "readers"),
        ),
        *_withdrawable(tx, who),
        (_choice(who, _("🗑 Erase everything"), "erase"),),
    )
    return Screen(text + "\n\n" + says.to(who.language), rows)


def _withdrawable(tx: Tx, who: Person) -> Rows:
    """What can be withdrawn here: the general consent, and what was agreed to for one purpose."""
    rows: Rows = ()
    if any(given.purpose == PASSED_ON for given in consents.of(tx, who.id)):
        no_more = _choice(who, _("💼 Employers shall not have my number"), f"withdraw.{PASSED_ON}")
        rows = ((no_more,),)
    if who.consented:
        rows += ((_choice(who, _("Withdraw my consent"), "withdraw"),),)
    return rows


def _choice(who: Person, word: Word, choice: str) -> Button:
    return button(word.to(who.language), PRIVACY, who.id, choice, 0)


def as_file(turn: Turn, _person_id: int, _extra: str) -> None:
    """One file to read, one for machines."""
    found = personal.gathered(turn.tx, turn.who)
    turn.document(
        FILE_TO_READ, my_data.readable(turn.tx, found, turn.who.language, turn.registry.codes)
    )
    turn.document(FILE, personal.export(turn.tx, turn.who))


def readers(turn: Turn, _person_id: int, _extra: str) -> None:
    """Say in which office somebody has looked, and when; who it was, administrators can find."""
    lines = audit.without_names(turn.tx, turn.who)
    says = _("👀 Who has looked at what we keep about you") if lines else audit.NOBODY
    back = _choice(turn.who, _("⬅️ Back"), "see")
    turn.amend(Screen(bold(turn.to(says)) + "\n" + "\n".join(lines), ((back,),)))


def see(turn: Turn, person_id: int, _extra: str) -> None:
    turn.card(PRIVACY, person_id)


def withdraw(turn: Turn, _person_id: int, extra: str) -> None:
    """Say what it means; withdraw at the second tap."""
    if extra.startswith(PASSED_ON):
        _withdraw_number(turn, sure=extra.endswith(".yes"))
        return
    if extra != "yes":
        _warn(
            turn,
            [
                _(
                    "Without your consent you cannot use this helper until you agree again. What"
                    " you have reported is still worked on. What is kept stays until you have it"
                    " erased: /privacy."
                ),
                *own.ending(turn.tx, turn.who),
            ],
            _choice(turn.who, _("Yes, withdraw it"), "withdraw.yes"),
        )
        return
    rules.withdraw(turn.tx, turn.who, GENERAL, turn.now)
    turn.again()
    turn.home(_("Your consent is withdrawn. If you change your mind, send /start."))


def _withdraw_number(turn: Turn, *, sure: bool) -> None:
    if not sure:
        says = _(
            "What you have applied for is withdrawn, and each employer hears it. What they have"
            " written down elsewhere, we cannot take back. You may apply to others at any time."
        )
        _warn(turn, [says], _choice(turn.who, _("Yes, withdraw it"), f"withdraw.{PASSED_ON}.yes"))
        return
    rules.withdraw(turn.tx, turn.who, PASSED_ON, turn.now)
    turn.card(PRIVACY, turn.who.id)


def erase(turn: Turn, _person_id: int, extra: str) -> None:
    """Say what goes and what stays; erase at the second tap."""
    if extra != "yes":
        goes = _(
            "At once and for good: your name, telephone, home, roles, what you were filling in."
        )
        stays = _(
            "What staff have read in their own chats, we cannot take back; backups pass away by"
            " themselves."
        )
        says = (goes, *turn.registry.erasing(turn.tx, turn.who), stays)
        _warn(turn, says, _choice(turn.who, _("🗑 Yes, erase everything"), "erase.yes"))
        return
    menu, chat_id = preferences.menu(turn.tx, turn.who.id), turn.event.chat_id
    draft = filling.draft_of(turn)
    numbers = asking.numbers(turn, draft.id) if draft else []
    rules.erase(turn.tx, turn.who, turn.now)
    done = _("Everything about you is erased. Should you need us again, send /start.")
    turn.farewell(Screen(turn.to(done), menu=()), numbers)
    if menu is not None:
        turn.letters.append(menus.removed(turn.tx, chat_id, turn.now))


def _warn(turn: Turn, says: Sequence[Word], yes: Button) -> None:
    back = _choice(turn.who, _("⬅️ Back"), "see")
    turn.amend(Screen("\n\n".join(turn.to(word) for word in says), ((yes,), (back,))))


def _revision(_tx: Tx, _person_id: int) -> int:
    return 0


CODES: dict[str, Mapping[Any, Word]] = {
    "consents.purpose": PURPOSES,
    "consents.how": HOW,
    **{f"{table}.role": ROLES for table in ("roles", "invitations", "reads", "routes")},
}
CARD = Card(
    PRIVACY,
    "person",
    _revision,
    draw,
    {"file": as_file, "readers": readers, "see": see, "withdraw": withdraw, "erase": erase},
    before_consent=True,
)

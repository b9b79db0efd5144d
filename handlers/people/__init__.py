"""People in the chat: the first words, their roles, their settings, whom they can turn to."""

from community import reaching
from community.people import REACH
from community.roles import is_admin, is_staff
from community.sheets import LINK
from handlers.people import (
    about_me,
    audit,
    contacts,
    entering,
    grounds,
    holders,
    inviting,
    joined,
    joining,
    mine,
    portraits,
    privacy,
    settings,
    speaking,
)
from handlers.people.inviting import Invitation, accepted, invite, invited
from handlers.people.joining import (
    INVITED,
    Registration,
    accept,
    declined,
    home_of,
    registered,
    start,
    travel,
)
from storage.outbox import Rank
from talk import filling, quiet
from talk.cards import NOT_FOUND
from talk.doors import Door
from talk.registry import SIMPLE, Capability, Command, FormEntry, MenuItem, Notice, Stray
from talk.screens import Screen, code
from talk.turn import Turn
from talk.words import Word, _


def menu(turn: Turn) -> None:
    turn.home()


def cancel(turn: Turn) -> None:
    cancelled = filling.cancel(turn)
    if turn.who.consented is None:
        joining.declined(turn)
        return
    turn.home(_("Cancelled. Nothing was sent.") if cancelled else None)


def help_(turn: Turn) -> None:
    lines = [
        f"/{command.name} — {turn.to(command.about)}"
        for command in turn.registry.commands.values()
        if command.allowed(turn.who)
    ]
    number = turn.to(_("Your Telegram number"))
    turn.say(Screen("\n".join(lines) + f"\n\n{number}: " + code(str(turn.event.chat_id))))


ENTERING = _("staff, stairwell heads and grid workers")


def calls(turn: Turn) -> bool:
    """Whether somebody looks for whom to phone."""
    item = turn.registry.item(turn.event.text or "")
    return item is not None and item.label == contacts.LABEL


CAPABILITY = Capability(
    stem="people",
    menu=(
        MenuItem(_("📋 My matters"), mine.opened, 70),
        MenuItem(contacts.LABEL, contacts.show, 50, on=SIMPLE),
        MenuItem(_("⚙️ Settings"), settings.settings, 80),
    ),
    typed=(
        MenuItem(_("Menu"), menu, 0),
        MenuItem(_("STOP"), settings.stop, 0),
        MenuItem(Word("退订"), settings.stop, 0),
    ),
    calls=calls,
    commands=(
        Command("start", _("begin"), start, before_consent=True),
        Command("menu", _("show the menu"), menu),
        Command("mine", _("my matters"), mine.opened),
        Command("cancel", _("give up what I am filling in"), cancel, before_consent=True),
        Command("help", _("what I can do here"), help_, before_consent=True),
        Command("settings", _("my settings"), settings.settings),
        Command("language", _("speak another language"), speaking.language, before_consent=True),
        Command("privacy", _("what is kept about me"), privacy.privacy, before_consent=True),
        Command(
            "enter",
            _("enter somebody without Telegram"),
            entering.enter,
            entering.enters,
            whose=ENTERING,
        ),
        Command(
            "find",
            _("find somebody by their number"),
            entering.find,
            entering.enters,
            whose=ENTERING,
        ),
        Command("audit", _("who has read what"), audit.audit, is_admin, whose=_("administrators")),
        Command(
            "invite",
            _("invite somebody to a role"),
            invite,
            is_staff,
            whose=_("the community's staff"),
        ),
    ),
    forms=(
        FormEntry(Registration, registered, declined, give_up=declined),
        FormEntry(Invitation, invited),
        FormEntry(holders.Holder, holders.chosen),
        FormEntry(about_me.Name, about_me.named),
        FormEntry(about_me.Home, about_me.moved),
        FormEntry(about_me.Telephone, about_me.phoned),
        FormEntry(about_me.Quiet, about_me.quieted),
        FormEntry(entering.Entry, entering.entered),
        FormEntry(entering.Find, entering.found),
        FormEntry(audit.Asked, audit.asked),
        FormEntry(portraits.Portrait, portraits.portrayed),
        FormEntry(portraits.PortraitOf, portraits.portrayed_for),
    ),
    codes=privacy.CODES,
    timers={quiet.RESTED: quiet.wake, REACH: reaching.changed},
    strays=(Stray(joining.more, urgent=True), Stray(settings.hear, urgent=True)),
    doors=(Door("progress", _("📋 What became of it"), mine.said, 110),),
    cards=(
        joining.CARD,
        settings.CARD,
        speaking.CARD,
        privacy.CARD,
        entering.CARD,
        *inviting.CARDS,
        holders.CARD,
        joined.CARD,
        audit.CARD,
        mine.CARD,
    ),
    notices={
        "people.accepted": Notice(Rank.NOTICE, accepted),
        "people.entered": Notice(Rank.NOTICE, card=joined.ENTERED),
        "people.joined": Notice(Rank.NOTICE, joined.joined),
        "people.menu": Notice(Rank.REPLY, settings.menu_changed, menu=True),
        "people.role_ended": Notice(Rank.REPLY, holders.ended, menu=True),
        "people.portrayed": Notice(Rank.REPLY, portraits.told),
        "people.travel": Notice(Rank.REPLY, travel),
    },
    starts={INVITED: accept, LINK: about_me.lives_here},
    facts={
        "people.home": home_of,
        "people.grounds": entering.ground_of,
        "people.held": holders.listed,
        "people.office": grounds.office_of,
        "people.office_ground": grounds.office_ground,
        "people.leading_ground": grounds.leading_ground,
        "people.speaking_ground": grounds.speaking_ground,
        "people.spoken_to": grounds.spoken_to,
        **inviting.FACTS,
    },
    refusals={
        "people.no_portrait": _("Pictures are shown of who is on duty only."),
        "people.may_not_enter": _("You can enter people only at your own places."),
        "people.not_found": NOT_FOUND,
        "people.may_not_invite": _("You cannot give this role at this place."),
        "people.own_link": _("This is a link of your own. Please pass it on to whom it is for."),
        "people.link_over": _("This link does not count any more."),
        "people.too_many_links": _(
            "That were many links that do not count. Please try again in an hour."
        ),
    },
)

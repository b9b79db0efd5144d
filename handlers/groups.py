"""Groups and channels: brought in by staff, bound to a place, never told anything personal."""

from typing import Annotated, ClassVar

from community import groups as rules
from community.places import label
from community.roles import is_staff
from storage import duty_groups, outbox, places
from storage.duty_groups import CHANNEL, GROUP, Group
from storage.outbox import Letter
from storage.people import Person
from storage.tx import Tx
from talk import boards, filling
from talk.events import Event
from talk.forms import Form, PickPlace
from talk.registry import Capability, Command, FormEntry, Registry
from talk.screens import Button, Screen
from talk.turn import Turn
from talk.words import Word, _, language_of

BIND = "bind"
PRIVATE = _("🔒 To our private chat")


class Binding(Form):
    """Which place a group is for."""

    name: ClassVar[str] = "groups.bind"
    title: ClassVar[Word] = _("A group for a place")
    before_sending: ClassVar[Word | None] = _(
        "Everybody in the group will see what is reported there: number, category, estate,"
        " deadline. No names, no homes, no words of residents."
    )

    group: int
    place: Annotated[
        int,
        PickPlace(
            _("For which place?"),
            label=_("Place"),
            default="people.office",
            tree="people.office_ground",
        ),
    ]


class Following(Form):
    """For the people of which place a channel is."""

    name: ClassVar[str] = "groups.channel"
    title: ClassVar[Word] = _("A channel for a place")
    before_sending: ClassVar[Word | None] = _(
        "Nothing appears there by itself: only announcements that are meant for this channel, too."
    )

    group: int
    place: Annotated[
        int,
        PickPlace(
            _("For the people of which place is the channel?"),
            label=_("Place"),
            default="people.office",
            tree="people.speaking_ground",
        ),
    ]


def heard(tx: Tx, registry: Registry, event: Event, now: int) -> list[Letter]:
    """Deal with what happens in a group; whoever speaks there has no rights by that alone."""
    group = duty_groups.by_chat(tx, event.chat_id)
    if event.reachable is False:
        duty_groups.leave(tx, event.chat_id, now)
        return []
    if group is None or (group.gone is not None and event.reachable):
        return _brought(tx, registry, event, now)
    duty_groups.call(tx, group, event.title)
    if group.gone is not None or event.edited or event.command is None:
        return []
    if event.command == BIND:
        return _asked_to_bind(tx, registry, group, event, now)
    if event.command in registry.commands:
        says = _("This is for the two of us alone, not for a group.")
        return [boards.say(tx, now, group, _with_link(registry, group, says))]
    return []


def _brought(tx: Tx, registry: Registry, event: Event, now: int) -> list[Letter]:
    """Stay where staff have brought the bot; leave every other place at once."""
    by = event.sender.telegram_id if event.sender and event.reachable else None
    kind = CHANNEL if event.kind == CHANNEL else GROUP
    group = rules.welcome(tx, by, event.chat_id, kind, event.title, now)
    if group is not None and kind == CHANNEL:
        who = rules.binder(tx, by)
        return _asked(tx, registry, who, group, event, now) if who else []
    if group is not None:
        says = _("Good day! Staff: please write /bind, to say for which place this group is.")
        return [boards.say(tx, now, group, Screen(says.to(group.language)))]
    language = language_of(event.sender.language_code if event.sender else None)
    rules.turn_away(tx, event.chat_id, language, now)
    letters = []
    if kind != CHANNEL:  # there it could not even say so
        says = _("Sorry, only the staff of a community can bring me into a group. Goodbye!")
        letters.append(outbox.add(tx, now, event.chat_id, {"text": says.to(language)}))
    return [*letters, outbox.add(tx, now, event.chat_id, {}, act="leave")]


def _asked_to_bind(
    tx: Tx, registry: Registry, group: Group, event: Event, now: int
) -> list[Letter]:
    who = rules.binder(tx, event.sender.telegram_id if event.sender else None)
    if who is None:
        says = _("Only the staff of a community can do this, under their own name.")
        return [boards.say(tx, now, group, Screen(says.to(group.language)))]
    letters = _asked(tx, registry, who, group, event, now)
    screen = _with_link(registry, group, _("Please go on in our private chat."))
    return [*letters, boards.say(tx, now, group, screen)]


def _asked(
    tx: Tx, registry: Registry, who: Person, group: Group, event: Event, now: int
) -> list[Letter]:
    """Ask in the private chat for which place a group or channel is."""
    own = Event(event.update_id, who.chat_id or 0, private=True, sender=event.sender)
    turn = Turn(tx, registry, who, own, now)
    filling.start(turn, Following if group.kind == CHANNEL else Binding, {"group": group.id})
    return turn.letters


def _with_link(registry: Registry, group: Group, says: Word) -> Screen:
    link = Button(PRIVATE.to(group.language), url=f"https://t.me/{registry.username}")
    return Screen(says.to(group.language), ((link,),))


def bound(turn: Turn, form: Binding) -> None:
    group = rules.bind(turn.tx, turn.who, form.group, form.place)
    place = places.get(turn.tx, form.place)
    where = label(turn.tx, place) if place else ""
    turn.reply(_("✅ The group hears of {place} from now on.", place=where))
    says = _("✅ From now on I tell here what is reported for {place}.", place=where)
    screen = Screen(says.to(group.language))
    turn.letters.append(boards.say(turn.tx, turn.now, group, screen))


def followed(turn: Turn, form: Following) -> None:
    rules.bind(turn.tx, turn.who, form.group, form.place)
    place = places.get(turn.tx, form.place)
    turn.reply(
        _(
            "✅ The channel is for {place}. Under /broadcast an announcement can be posted there.",
            place=label(turn.tx, place) if place else "",
        )
    )


def explain(turn: Turn) -> None:
    """Say in the private chat how a group comes to a place."""
    turn.say(
        _(
            "Bring me into the group of your colleagues and write /bind there. Then choose here"
            " for which place it is. For a channel make me one of its administrators: I then ask"
            " you here."
        )
    )


CAPABILITY = Capability(
    stem="groups",
    commands=(
        Command(
            BIND,
            _("tie a group of colleagues to a place"),
            explain,
            is_staff,
            in_groups=True,
            whose=_("the community's staff"),
        ),
    ),
    forms=(FormEntry(Binding, bound), FormEntry(Following, followed)),
    refusals={
        "groups.gone": _("I am not in that group any more."),
        "groups.not_yours": _("Only the staff of this place can do that."),
    },
    in_group=heard,
)

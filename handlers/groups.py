"""Groups of colleagues: brought in by staff, bound to a place, never told anything personal."""

from typing import Annotated, ClassVar

from community import groups as rules
from community.places import label
from community.roles import is_staff
from storage import duty_groups, outbox, places
from storage.duty_groups import Group
from storage.outbox import Letter
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


def heard(tx: Tx, registry: Registry, event: Event, now: int) -> list[Letter]:
    """Deal with what happens in a group; whoever speaks there has no rights by that alone."""
    group = duty_groups.by_chat(tx, event.chat_id)
    if event.reachable is False:
        duty_groups.leave(tx, event.chat_id, now)
        return []
    if group is None or (group.gone is not None and event.reachable):
        return _brought(tx, event, now)
    if group.gone is not None or event.edited or event.command is None:
        return []
    if event.command == BIND:
        return _asked_to_bind(tx, registry, group, event, now)
    if event.command in registry.commands:
        says = _("This is for the two of us alone, not for a group.")
        return [boards.say(tx, now, group, _with_link(registry, group, says))]
    return []


def _brought(tx: Tx, event: Event, now: int) -> list[Letter]:
    """Stay where staff have brought the bot; leave every other place at once."""
    by = event.sender.telegram_id if event.sender and event.reachable else None
    group = rules.welcome(tx, by, event.chat_id, now) if event.kind != "channel" else None
    if group is not None:
        says = _("Good day! Staff: please write /bind, to say for which place this group is.")
        return [boards.say(tx, now, group, Screen(says.to(group.language)))]
    language = language_of(event.sender.language_code if event.sender else None)
    rules.turn_away(tx, event.chat_id, language, now)
    letters = []
    if event.kind != "channel":  # there it could not even say so
        says = _("Sorry, only the staff of a community can bring me into a group. Goodbye!")
        letters.append(outbox.add(tx, now, event.chat_id, {"text": says.to(language)}))
    return [*letters, outbox.add(tx, now, event.chat_id, {}, act="leave")]


def _asked_to_bind(
    tx: Tx, registry: Registry, group: Group, event: Event, now: int
) -> list[Letter]:
    who = rules.binder(tx, event.sender.telegram_id if event.sender else None)
    if who is None or who.chat_id is None:
        says = _("Only the staff of a community can do this, under their own name.")
        return [boards.say(tx, now, group, Screen(says.to(group.language)))]
    own = Event(event.update_id, who.chat_id, private=True, sender=event.sender)
    turn = Turn(tx, registry, who, own, now)
    filling.start(turn, Binding, {"group": group.id})
    screen = _with_link(registry, group, _("Please go on in our private chat."))
    return [*turn.letters, boards.say(tx, now, group, screen)]


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


def explain(turn: Turn) -> None:
    """Say in the private chat how a group comes to a place."""
    turn.say(
        _(
            "Bring me into the group of your colleagues and write /bind there. Then choose here"
            " for which place it is."
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
    forms=(FormEntry(Binding, bound),),
    refusals={
        "groups.gone": _("I am not in that group any more."),
        "groups.not_yours": _("Only the staff of this place can do that."),
    },
    in_group=heard,
)

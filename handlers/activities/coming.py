"""What somebody says of coming to an activity: with how many, not any more, yes after all."""

from community.activities import attending, signing
from community.activities.access import ACTIVITY
from community.activities.signing import PEOPLE_MOST
from handlers.activities.words import left, line_of
from storage import activities
from storage.activities import Activity
from storage.ids import from_short
from storage.people import Person
from talk.cards import button
from talk.screens import Button, Screen, in_rows
from talk.turn import Turn
from talk.words import Word, _

DOOR = "come"  # behind ?start=


def choice(who: Person, activity: Activity, word: Word, choice: str) -> Button:
    return button(word.to(who.language), ACTIVITY, activity.id, choice, activity.revision)


def join(turn: Turn, activity_id: int, extra: str) -> None:
    """Ask how many come, then sign them up."""
    activity = activities.known(turn.tx, activity_id)
    if not extra:
        labels = [
            choice(turn.who, activity, _("{count} people", count=count), f"join.{count}")
            for count in range(2, min(PEOPLE_MOST, activity.capacity or PEOPLE_MOST) + 1)
        ]
        alone = choice(turn.who, activity, _("Just me"), "join.1")
        back = choice(turn.who, activity, _("⬅️ Back"), "see")
        rows = (*in_rows((alone, *labels), 3), (back,))
        says = _("🎉 {title}\nHow many of you are coming?", title=line_of(turn.tx, activity))
        words = (says, *left(turn.tx, activity))
        turn.amend(Screen("\n".join(turn.to(word) for word in words), rows))
        return
    count = int(extra) if extra.isascii() and extra.isdigit() and len(extra) < 3 else 0
    signing.sign_up(turn.tx, turn.who, activity_id, count, turn.now)
    turn.card(ACTIVITY, activity_id)


def leave(turn: Turn, activity_id: int, _extra: str) -> None:
    signing.leave(turn.tx, turn.who, activity_id, turn.now)
    turn.answer(_("You have signed off. Your place goes to the next one."))
    turn.card(ACTIVITY, activity_id)


def accept(turn: Turn, activity_id: int, _extra: str) -> None:
    signing.accept(turn.tx, turn.who, activity_id)
    turn.card(ACTIVITY, activity_id)


def photos(turn: Turn, activity_id: int, extra: str) -> None:
    """Say whether one may be in photos of this activity, which only who was there sees."""
    attending.agree_to_photos(turn.tx, turn.who, activity_id, turn.now, yes=extra == "yes")
    turn.answer(
        _("Thank you. Photos of this activity are shown to those who were there, nowhere else.")
        if extra == "yes"
        else _("Noted: no photos of you."),
        alert=True,
    )
    turn.card(ACTIVITY, activity_id)


def came(turn: Turn, rest: str) -> None:
    """Somebody scans the code at the door."""
    number, _sign, code = rest.partition("_")
    one = attending.arrive(turn.tx, turn.who, from_short(number) or 0, code, turn.now)
    activity = activities.known(turn.tx, one.activity_id)
    title = activities.words(turn.tx, activity).title
    turn.say(_("✅ Welcome to “{title}”! You are noted as being there.", title=title))

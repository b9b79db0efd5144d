"""An activity as its hosts see it: looked over, published, changed, held again, called off."""

from typing import Annotated, ClassVar

from annotated_types import MaxLen, MinLen

from community import broadcasts
from community.activities import planning, repeating
from community.activities.access import ACTIVITY, hosted, is_host
from community.activities.kinds import Coming, Stage
from community.activities.repeating import Every
from community.broadcasts.access import may_reach
from community.broadcasts.kinds import BROADCAST
from community.refused import Refused
from handlers.activities import door, forms, pictures, roll
from handlers.activities.opened import HOST
from handlers.activities.roll import ROLL
from handlers.activities.words import (
    LIKED,
    ORIGINS,
    STAGES,
    every_word,
    facts,
    line_of,
    when,
    where,
)
from storage import activities, albums, occasions, sign_ups
from storage.activities import Activity
from storage.audiences import Audience
from storage.broadcasts import Content
from storage.people import Person
from storage.tx import Tx
from talk import filling
from talk.cards import NOT_FOUND, button, opener
from talk.forms import About, Ask, Form
from talk.registry import Card, FormEntry
from talk.screens import Button, Rows, Screen
from talk.turn import Turn
from talk.words import Word, _

STOP = "stop"
GOES_ON = frozenset(
    {"edit", "poster", "cancel", "enter", "album", "clear", "again", "door", "announce", "see"}
)


class Cancellation(Form):
    """Why an activity is called off."""

    name: ClassVar[str] = "activities.cancel"
    title: ClassVar[Word] = _("❌ Cancel the activity")
    before_sending: ClassVar[Word | None] = _(
        "Everybody who has signed up hears it at once, with the reason. It cannot be taken back."
    )
    about: ClassVar[tuple[str, str] | None] = ("activities.hosted", "activity")

    activity: int
    why: Annotated[
        str,
        MinLen(2),
        MaxLen(200),
        Ask(_("Why is it cancelled?"), label=_("Reason"), hint=_("e.g. heavy rain is forecast")),
    ]


def draw(tx: Tx, who: Person, activity_id: int) -> Screen | None:
    """The activity as residents see it, with what its hosts do about it."""
    activity = activities.get(tx, activity_id)
    if activity is None or not is_host(tx, who, activity):
        return None
    lines = [
        f"🎉 {activities.words(tx, activity).title}",
        *facts(tx, who, activity),
        "",
        *(word.to(who.language) for word in _lines(tx, activity)),
    ]
    rows = _rows(tx, who, activity)
    if activity.stage == Stage.PUBLISHED and may_reach(tx, who, (activity.place_id,)):
        rows = ((_choice(who, activity, _("📣 Tell everybody"), "announce"),), *rows)
    return Screen("\n".join(lines), rows)


def _lines(tx: Tx, activity: Activity) -> list[Word]:
    """What only its hosts read."""
    counted = sign_ups.counted(tx, activity.id)
    lines = [
        _("👉 {stage}", stage=STAGES[activity.stage]),
        _("Counts as: {origin}", origin=ORIGINS[activity.origin]),
    ]
    if activity.stage == Stage.CANCELLED:
        lines.append(_("Reason: {why}", why=activities.reason(tx, activity) or "–"))
    if activity.stage == Stage.PUBLISHED:
        comes = sum(counted.get(stage, 0) for stage in (Coming.IN, Coming.ATTENDED))
        waits = sum(counted.get(stage, 0) for stage in (Coming.WAITING, Coming.OFFERED))
        room = _("no limit") if activity.capacity is None else Word(str(activity.capacity))
        lines.append(
            _(
                "Signed up: {count} (room: {room}), in the line: {waits}",
                count=comes,
                room=room,
                waits=waits,
            )
        )
    if activity.stage == Stage.HELD:
        lines.append(_("Came: {count}", count=counted.get(Coming.ATTENDED, 0)))
        said = sign_ups.liked(tx, activity.id)
        lines += [
            _("{liked}: {count}", liked=word, count=said[liked])
            for liked, word in LIKED.items()
            if liked in said
        ]
    return lines


def _rows(tx: Tx, who: Person, activity: Activity) -> Rows:
    edit = _choice(who, activity, _("✏️ Change it"), "edit")
    poster = _choice(who, activity, _("🖼 Poster"), "poster")
    off = _choice(who, activity, _("❌ Cancel it"), "cancel")
    roll = opener(_("📋 List").to(who.language), ROLL, activity.id)
    look = opener(_("👀 As residents see it").to(who.language), ACTIVITY, activity.id)
    again = _choice(who, activity, _("🔁 Hold it again"), "again")
    match Stage(activity.stage):
        case Stage.DRAFT:
            publish = _choice(who, activity, _("📣 Publish it"), "publish")
            return ((publish,), (edit, poster), (look, off))
        case Stage.PUBLISHED:
            enter = _choice(who, activity, _("➕ Sign somebody up"), "enter")
            code = _choice(who, activity, _("🔳 Code for the door"), "door")
            return ((roll, enter), (edit, poster), (code, again), (look, off))
        case Stage.HELD:
            album = _choice(who, activity, _("📷 Add photos"), "album")
            clear = _choice(who, activity, _("🗑 Take the photos away"), "clear")
            return (
                (roll, look),
                (again,),
                (album, *((clear,) if albums.OF_ACTIVITIES.of(tx, activity.id) else ())),
            )
    return ()


def _choice(who: Person, activity: Activity, word: Word, choice: str) -> Button:
    return button(word.to(who.language), HOST, activity.id, choice)


def publish(turn: Turn, activity_id: int, _extra: str) -> None:
    planning.publish(turn.tx, turn.who, activity_id, turn.now)
    turn.answer(_("📣 Published: everybody finds it under 🎉."))
    turn.card(HOST, activity_id)


def edit(turn: Turn, activity_id: int, _extra: str) -> None:
    """Open the form with everything answered as it stands."""
    activity = hosted(turn.tx, turn.who, activity_id)
    filling.start(turn, forms.Planned, {"activity": activity.id}, forms.given(turn.tx, activity))


def cancel(turn: Turn, activity_id: int, _extra: str) -> None:
    hosted(turn.tx, turn.who, activity_id)
    filling.start(turn, Cancellation, {"activity": activity_id})


def cancelled(turn: Turn, form: Cancellation) -> None:
    planning.cancel(turn.tx, turn.who, form.activity, form.why, turn.now)
    turn.card(HOST, form.activity)


def again(turn: Turn, activity_id: int, extra: str) -> None:
    """Choose by which rule it is held again, or that it is no more."""
    activity = hosted(turn.tx, turn.who, activity_id)
    if extra == STOP:
        repeating.stop(turn.tx, turn.who, activity_id, turn.now)
        turn.answer(_("It is not held again by itself any more."))
        turn.card(HOST, activity_id)
        return
    if extra in tuple(Every):
        repeating.repeat(turn.tx, turn.who, activity_id, Every(extra), turn.now)
        turn.answer(
            _("🔁 Each day stands in the calendar, 📆 under /activity: accept or strike it out."),
            alert=True,
        )
        turn.card(HOST, activity_id)
        return
    day = repeating.day_of(turn.tx, activity)
    rows = [
        (_choice(turn.who, activity, every_word(day, every), f"again.{every}"),) for every in Every
    ]
    standing = occasions.of_model(turn.tx, activity.id)
    if standing is not None and standing.ended is None:
        rows.append((_choice(turn.who, activity, _("✖️ No more"), f"again.{STOP}"),))
    rows.append((_choice(turn.who, activity, _("⬅️ Back"), "see"),))
    asked = Screen(turn.to(_("🔁 When is it held again?")), tuple(rows))
    turn.amend(asked.at(activity.revision))


def announce(turn: Turn, activity_id: int, _extra: str) -> None:
    """📣 通知大家: a draft of an announcement that leads here; its author aims and sends it."""
    activity = hosted(turn.tx, turn.who, activity_id)
    if activity.stage != Stage.PUBLISHED:
        raise Refused("cases.moved_on")
    title = activities.words(turn.tx, activity).title
    says = _(
        "🎉 {title}\n🕒 {when}\n📍 {place}\nYou are welcome! Tap below to sign up.",
        title=title,
        when=when(turn.tx, activity),
        place=where(turn.tx, activity),
    )
    content = Content(turn.to(says), target=ACTIVITY, target_id=activity.id)
    audience = Audience((activity.place_id,))
    draft = broadcasts.prepare(
        turn.tx, turn.who, content, turn.now, audience=audience, good_until=activity.starts
    )
    turn.card(BROADCAST, draft.id, fresh=True)


def see(turn: Turn, activity_id: int, _extra: str) -> None:
    turn.card(HOST, activity_id)


def about(tx: Tx, who: Person, activity_id: int | None) -> About:
    """The activity about which its host says something."""
    activity = activities.get(tx, activity_id or 0)
    if activity is None or not is_host(tx, who, activity):
        return About("", NOT_FOUND)
    return About(f"🎉 {line_of(tx, activity)}")


CARD = Card(
    HOST,
    ACTIVITY,
    None,  # whoever signs up changes what its hosts read
    draw,
    {
        "publish": publish,
        "edit": edit,
        "poster": pictures.poster,
        "cancel": cancel,
        "enter": roll.enter,
        "album": pictures.album,
        "clear": pictures.clear,
        "again": again,
        "door": door.ask,
        "announce": announce,
        "see": see,
    },
    whenever=GOES_ON,
)
FORMS = (*pictures.FORMS, FormEntry(Cancellation, cancelled))
FACTS = {"activities.hosted": about}

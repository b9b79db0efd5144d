"""One activity as everybody sees it: signing up and off, the calendar file, the poster, sharing."""

from community.activities import line
from community.activities.access import ACTIVITY, is_host
from community.activities.kinds import STANDING, Coming, Stage
from handlers.activities import coming, sharing
from handlers.activities.agenda import AGENDA
from handlers.activities.coming import choice
from handlers.activities.words import STAGES, facts, moment_words
from storage import activities, albums, media, sign_ups
from storage.activities import Activity
from storage.people import Person
from storage.sign_ups import SignUp
from storage.tx import Tx
from talk.cards import NOT_FOUND, opener
from talk.registry import Card
from talk.screens import Button, Rows, Screen
from talk.turn import Turn
from talk.words import Word, _

HOST = "hostcard"
UP = _("Sign up")


def draw(tx: Tx, who: Person, activity_id: int) -> Screen | None:
    """What it is and how one stands to it; a draft only its hosts see."""
    activity = activities.get(tx, activity_id)
    if activity is None or (activity.stage == Stage.DRAFT and not is_host(tx, who, activity)):
        return None
    own = sign_ups.by(tx, activity.id, who.id)
    text = "\n".join([f"🎉 {activities.words(tx, activity).title}", *facts(tx, who, activity)])
    for word in _standing(tx, activity, own):
        text += "\n\n" + word.to(who.language)
    return Screen(text, _rows(tx, who, activity, own))


def _standing(tx: Tx, activity: Activity, own: SignUp | None) -> list[Word]:
    """How the activity stands, and how the reader does to it."""
    if activity.stage == Stage.CANCELLED:
        return [_("❌ Cancelled: {why}", why=activities.reason(tx, activity) or "–")]
    if activity.stage != Stage.PUBLISHED:
        came = own is not None and own.stage == Coming.ATTENDED
        return [_("✅ You were there. Thank you!") if came else STAGES[activity.stage]]
    if own is None or own.stage not in (*STANDING, Coming.ATTENDED):
        return [_room(activity)]
    return [_own(tx, activity, own)]


def _own(tx: Tx, activity: Activity, own: SignUp) -> Word:
    match Coming(own.stage):
        case Coming.IN:
            return _("✅ You have signed up, {count} in all. See you there!", count=own.people)
        case Coming.OFFERED:
            until = moment_words(tx, activity, own.until or activity.starts)
            return _("🎟 There is a place for you! Please answer before {until}.", until=until)
        case Coming.ATTENDED:
            return _("✅ You are noted as being there.")
    return _(
        "⏳ You are in line, {count} in all. As soon as there is a place, we ask you.",
        count=own.people,
    )


def _room(activity: Activity) -> Word:
    """For how many there is room; how many places are left changes, and the list says it."""
    if activity.capacity is None:
        return _("Everybody is welcome, free of charge.")
    return _(
        "Room for {all} people. Once it is full you can wait in line: if somebody cannot come, we"
        " ask you.",
        all=activity.capacity,
    )


def _rows(tx: Tx, who: Person, activity: Activity, own: SignUp | None) -> Rows:
    host = opener(_("🗂 Look after it").to(who.language), HOST, activity.id)
    theirs: Rows = ((host,),) if is_host(tx, who, activity) else ()
    poster = (choice(who, activity, _("🖼 Poster"), "poster"),) if activity.poster_id else ()
    album = _album(tx, who, activity, own)
    if activity.stage != Stage.PUBLISHED:
        there = own if own is not None and own.stage == Coming.ATTENDED else None
        agreed = (_pictured(who, activity, there),) if there else ()
        return (*((poster,) if poster else ()), *agreed, *album, *theirs)
    share = (
        choice(who, activity, _("📅 For my calendar"), "ics"),
        choice(who, activity, _("🔗 Share"), "share"),
    )
    others = opener(_("👀 Other activities").to(who.language), AGENDA, who.id)
    return (
        *_fewer(tx, who, activity, own),
        *_own_rows(who, activity, own),
        share,
        *album,
        (*poster, others),
        *theirs,
    )


def _fewer(tx: Tx, who: Person, activity: Activity, own: SignUp | None) -> Rows:
    """For who waits with more people than there are places free: to come with so many."""
    room = line.free(tx, activity)
    if own is None or own.stage != Coming.WAITING or not room or not 0 < room < own.people:
        return ()
    return ((choice(who, activity, _("👥 Come with {count}", count=room), f"join.{room}"),),)


def _own_rows(who: Person, activity: Activity, own: SignUp | None) -> Rows:
    """What one can do about coming."""
    off = choice(who, activity, _("Sign off"), "leave")
    if own is None or own.stage in (Coming.OUT, Coming.MISSED):
        return ((choice(who, activity, UP, "join"),),)
    if own.stage == Coming.OFFERED:
        return ((choice(who, activity, _("✅ Yes, I am coming"), "accept"), off),)
    photos = _pictured(who, activity, own)
    if own.stage == Coming.ATTENDED:
        return (photos,)
    return ((choice(who, activity, _("👥 Another number"), "join"), off), photos)


def _pictured(who: Person, activity: Activity, own: SignUp) -> tuple[Button, ...]:
    """To be in photos, or no more; the latter also long after it was held."""
    if own.photos is None:
        return (choice(who, activity, _("📷 I may be in photos"), "photos.yes"),)
    return (choice(who, activity, _("📷 No photos of me after all"), "photos.no"),)


def _album(tx: Tx, who: Person, activity: Activity, own: SignUp | None) -> Rows:
    """The photos, for who was there."""
    if own is None or own.stage != Coming.ATTENDED or not albums.OF_ACTIVITIES.of(tx, activity.id):
        return ()
    return ((choice(who, activity, _("📷 Photos of it"), "album"),),)


def poster(turn: Turn, activity_id: int, _extra: str) -> None:
    activity = activities.known(turn.tx, activity_id)
    medium = media.get(turn.tx, activity.poster_id) if activity.poster_id else None
    if medium is not None:
        turn.attached([medium])
    turn.answer(_("🖼 Here it is.") if medium else NOT_FOUND)


def album(turn: Turn, activity_id: int, _extra: str) -> None:
    """The photos, as long as one was there."""
    own = sign_ups.by(turn.tx, activity_id, turn.who.id)
    found = albums.OF_ACTIVITIES.of(turn.tx, activity_id)
    if own is None or own.stage != Coming.ATTENDED or not found:
        turn.answer(NOT_FOUND, alert=True)
        return
    turn.attached(found)
    turn.answer(_("📷 Please do not pass them on."))


def see(turn: Turn, activity_id: int, _extra: str) -> None:
    turn.card(ACTIVITY, activity_id)


def revision(tx: Tx, activity_id: int) -> int | None:
    activity = activities.get(tx, activity_id)
    return activity.revision if activity else None


CARD = Card(
    ACTIVITY,
    ACTIVITY,
    revision,
    draw,
    {
        "join": coming.join,
        "leave": coming.leave,
        "accept": coming.accept,
        "photos": coming.photos,
        "ics": sharing.calendar_file,
        "poster": poster,
        "album": album,
        "share": sharing.share,
        "see": see,
    },
)

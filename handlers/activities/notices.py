"""What people hear of the activities they signed up for, and their hosts of those they hold."""

from community.activities.access import ACTIVITY
from community.activities.kinds import Coming, Stage
from community.activities.planning import DAY, TODAY
from handlers.activities import roll
from handlers.activities.after import THANKS
from handlers.activities.roll import ROLL
from handlers.activities.words import line_of
from storage import activities, people, sign_ups
from storage.outbox import Rank
from storage.people import Person
from storage.tx import Tell, Tx
from talk.registry import Notice
from talk.screens import Screen
from talk.words import Word, _


def _says(word: Word, reader: Person) -> Screen:
    return Screen(word.to(reader.language))


def soon(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """A reminder, as long as it is still to be held and they still come."""
    activity, own = activities.get(tx, tell.subject), sign_ups.by(tx, tell.subject, reader.id)
    if activity is None or activity.stage != Stage.PUBLISHED or own is None:
        return None
    if own.stage != Coming.IN:
        return None
    if tell.facts["what"] == DAY:
        return _says(_("⏰ Tomorrow: what you signed up for"), reader)
    if tell.facts["what"] == TODAY:
        return _says(_("⏰ Today: what you signed up for"), reader)
    return _says(_("⏰ It begins soon: what you signed up for"), reader)


def changed(_tx: Tx, reader: Person, _tell: Tell) -> Screen:
    return _says(_("✏️ Something has changed. This is how it is now:"), reader)


def cancelled(_tx: Tx, reader: Person, _tell: Tell) -> Screen:
    return _says(_("😔 An activity you signed up for is cancelled. We are sorry."), reader)


def offered(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """A place has become free, as long as it is kept for them."""
    own = sign_ups.by(tx, tell.subject, reader.id)
    if own is None or own.stage != Coming.OFFERED:
        return None
    return _says(_("🎟 Good news: there is a place for you!"), reader)


def fewer(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """Some places are free, if not so many as they wait for."""
    own = sign_ups.by(tx, tell.subject, reader.id)
    if own is None or own.stage != Coming.WAITING:
        return None
    says = _(
        "🎟 {room} places are free now, and you are {count}. Could fewer of you come?",
        room=tell.facts["room"],
        count=own.people,
    )
    return _says(says, reader)


def lapsed(tx: Tx, reader: Person, tell: Tell) -> Screen:
    title = line_of(tx, activities.known(tx, tell.subject))
    says = _(
        "🍃 {activity}: as we did not hear from you, the place went to the next one. You are"
        " welcome another time!",
        activity=title,
    )
    return _says(says, reader)


def no_place(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """Who waits in vain hears it before it begins."""
    own = sign_ups.by(tx, tell.subject, reader.id)
    if own is None or own.stage != Coming.WAITING:
        return None
    title = line_of(tx, activities.known(tx, tell.subject))
    return _says(_("🍃 {activity}: sadly no place has become free.", activity=title), reader)


def over(_tx: Tx, reader: Person, _tell: Tell) -> Screen:
    return _says(_("🏁 It is over. Who was there? Please tap them on the list."), reader)


def moved_up(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    word = roll.moved_up(tx, reader, tell.subject)
    return _says(word, reader) if word else None


def unpictured(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """Somebody who had agreed does not want to be in the photos any more."""
    own = sign_ups.get(tx, tell.subject)
    person = people.get(tx, own.person_id) if own and own.person_id else None
    if own is None or person is None:
        return None
    says = _(
        "📷 {activity}: {name} does not want to be in the photos any more. Are they in one? Then"
        " please take the photos away under 🗂 and add the others again.",
        activity=line_of(tx, activities.known(tx, own.activity_id)),
        name=people.name(tx, person),
    )
    return _says(says, reader)


NOTICES = {
    "activities.soon": Notice(Rank.REMINDER, soon, ACTIVITY),
    "activities.changed": Notice(Rank.TASK, changed, ACTIVITY),
    "activities.cancelled": Notice(Rank.TASK, cancelled, ACTIVITY),
    "activities.offered": Notice(Rank.TASK, offered, ACTIVITY),
    "activities.fewer": Notice(Rank.TASK, fewer, ACTIVITY),
    "activities.lapsed": Notice(Rank.TASK, lapsed),
    "activities.no_place": Notice(Rank.REMINDER, no_place),
    "activities.over": Notice(Rank.TASK, over, ROLL),
    "activities.moved_up": Notice(Rank.TASK, moved_up),
    "activities.unpictured": Notice(Rank.TASK, unpictured),
    "activities.thanks": Notice(Rank.REMINDER, None, THANKS),
}

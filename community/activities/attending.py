"""Who came: by the code at the door or by the host's list; what they say of it, and photos."""

import hmac
from collections.abc import Sequence

from community.activities.access import ACTIVITY, hosted, hosts
from community.activities.kinds import STANDING, Coming, Liked, Stage
from community.activities.planning import THANK
from community.deadlines import DAY_MS, HOUR_MS
from community.refused import Refused
from community.tells import tell, tell_all
from storage import activities, albums, sign_ups, timers
from storage.activities import Activity
from storage.people import Person
from storage.sign_ups import SignUp
from storage.tx import Tx

EARLY_MS, LATE_MS = HOUR_MS, HOUR_MS  # around it, when the code at the door is good
THANKED_MS = 7 * DAY_MS  # after that nobody is asked any more
PHOTOS_MOST = 20
CODE = 16  # hexadecimal digits of the code


def code(tx: Tx, activity: Activity) -> str:
    """What stands behind its number in the link at the door; nobody can guess it."""
    return tx.cipher.digest(str(activity.id), "activities").hex()[:CODE]


def arrive(tx: Tx, who: Person, activity_id: int, given: str, now: int) -> SignUp:
    """扫码签到: whoever is there counts, whether they signed up or not."""
    activity = activities.hold(tx, activity_id)
    if activity is None or not _is_code(tx, activity, given):
        raise Refused("activities.not_found")
    if activity.stage not in (Stage.PUBLISHED, Stage.HELD):
        raise Refused("activities.closed")
    if now < activity.starts - EARLY_MS:
        raise Refused("activities.too_early")
    if now > activity.ends + LATE_MS:
        raise Refused("activities.too_late")
    tx.touched.add((ACTIVITY, activity.id))
    one = sign_ups.by(tx, activity.id, who.id)
    if one is None:
        return sign_ups.add(tx, activity.id, who.id, 1, Coming.ATTENDED, now)
    return sign_ups.change(tx, one, stage=Coming.ATTENDED, until=None)


def _is_code(tx: Tx, activity: Activity, given: str) -> bool:
    """Whether it is the code, under whichever key it was printed."""
    made = tx.cipher.digests(str(activity.id), "activities")
    return any(hmac.compare_digest(one.hex()[:CODE].encode(), given.encode()) for one in made)


def mark(tx: Tx, who: Person, sign_up_id: int, now: int) -> SignUp:
    """The host's list: a tap says that somebody came, the next one that they did not."""
    one = sign_ups.get(tx, sign_up_id)
    if one is None:
        raise Refused("activities.not_found")
    activity = hosted(tx, who, one.activity_id)
    one = sign_ups.known(tx, sign_up_id)
    begun = activity.stage in (Stage.PUBLISHED, Stage.HELD) and now >= activity.starts - EARLY_MS
    if not begun or one.stage == Coming.OUT:
        raise Refused("cases.moved_on")
    stage = Coming.MISSED if one.stage == Coming.ATTENDED else Coming.ATTENDED
    one = sign_ups.change(tx, one, stage=stage, until=None)
    tx.touched.add((ACTIVITY, activity.id))
    if stage == Coming.ATTENDED and _thanked(tx, activity):
        _thank(tx, one)
    return one


def _thanked(tx: Tx, activity: Activity) -> bool:
    """Whether those who came have been thanked already."""
    return activity.stage == Stage.HELD and not timers.standing(tx, (THANK,), activity.id)


def thank(tx: Tx, activity_id: int, _occasion: str, now: int) -> None:
    """The next day: thank who came, and ask how it was; a week later nobody is asked."""
    activity = activities.get(tx, activity_id)
    if activity is None or now > activity.ends + THANKED_MS:
        return
    for one in sign_ups.of(tx, activity.id, (Coming.ATTENDED,)):
        _thank(tx, one)


def _thank(tx: Tx, one: SignUp) -> None:
    if one.person_id is not None and one.liked is None:
        tell(tx, one.person_id, "activities.thanks", one.id)


def rate(tx: Tx, who: Person, sign_up_id: int, liked: Liked) -> SignUp:
    """The first tap: how it was."""
    one = _own(tx, who, sign_up_id)
    tx.touched.add((ACTIVITY, one.activity_id))
    return sign_ups.change(tx, one, liked=liked)


def would_again(tx: Tx, who: Person, sign_up_id: int, *, again: bool) -> SignUp:
    """The second tap: whether they would come again."""
    one = _own(tx, who, sign_up_id)
    if one.liked is None:
        raise Refused("cases.moved_on")
    return sign_ups.change(tx, one, would_come=int(again))


def _own(tx: Tx, who: Person, sign_up_id: int) -> SignUp:
    one = sign_ups.get(tx, sign_up_id)
    if one is None or one.person_id != who.id or one.stage != Coming.ATTENDED:
        raise Refused("activities.not_found")
    return one


def agree_to_photos(tx: Tx, who: Person, activity_id: int, now: int, *, yes: bool) -> SignUp:
    """Whether one may be in photos of this activity; it can be taken back at any time."""
    one = sign_ups.by(tx, activity_id, who.id)
    if one is None or one.stage not in (*STANDING, Coming.ATTENDED):
        raise Refused("activities.not_found")
    if not yes and one.photos is not None and albums.OF_ACTIVITIES.of(tx, activity_id):
        tell_all(tx, hosts(tx, activities.known(tx, activity_id)), "activities.unpictured", one.id)
    return sign_ups.change(tx, one, photos=now if yes else None)


def add_photos(
    tx: Tx, who: Person, activity_id: int, files: Sequence[tuple[str, str]], now: int
) -> None:
    """The host adds photos, for those who were there; who is in them has agreed, they say."""
    activity = hosted(tx, who, activity_id)
    if activity.stage != Stage.HELD:
        raise Refused("cases.moved_on")
    if len(albums.OF_ACTIVITIES.of(tx, activity.id)) + len(files) > PHOTOS_MOST:
        raise Refused("activities.many_photos", most=PHOTOS_MOST)
    for file in files:
        albums.OF_ACTIVITIES.add(tx, activity.id, file, who.id, now)
    _pictures_changed(tx, activity)


def take_photos(tx: Tx, who: Person, activity_id: int, now: int) -> None:
    """Take all photos of an activity away, such as when somebody has changed their mind."""
    activity = hosted(tx, who, activity_id)
    albums.OF_ACTIVITIES.take_away(tx, activity.id, now)
    _pictures_changed(tx, activity)


def _pictures_changed(tx: Tx, activity: Activity) -> None:
    activities.change(tx, activity, stage=activity.stage)
    tx.touched.add((ACTIVITY, activity.id))

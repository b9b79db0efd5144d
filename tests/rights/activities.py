"""The scenes of activities: one at every stage, somebody who has signed up, who was there."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from community.activities import attending, planning, signing
from community.activities.access import place_of
from community.activities.kinds import Category, Coming, Liked, Origin
from community.deadlines import DAY_MS, HOUR_MS
from community.places import Kind
from community.roles import LEADS, Role
from storage import people, places, sign_ups
from storage.activities import Activity, Plan, Words
from storage.ids import short
from storage.people import Person
from storage.sign_ups import SignUp
from storage.tx import Tx
from tests.community.conftest import gathered
from tests.conftest import NOW
from tests.rights.scene import Scene

STARTS = NOW + 3 * DAY_MS


def plan(place_id: int, *, starts: int = STARTS, capacity: int | None = None) -> Plan:
    """A lantern evening of two hours."""
    return Plan(
        category=Category.FESTIVAL,
        origin=Origin.TEAM,
        place_id=place_id,
        words=Words("元宵猜灯谜", "广安社区", "二楼活动室", "带上孩子来"),
        starts=starts,
        ends=starts + 2 * HOUR_MS,
        capacity=capacity,
    )


def published(tx: Tx, *, capacity: int | None = None, starts: int = STARTS) -> Activity:
    """One of 小李's that everybody sees."""
    staff = gathered(tx).staff
    activity = planning.draft(tx, staff, plan(_home(tx), capacity=capacity, starts=starts), NOW)
    return planning.publish(tx, staff, activity.id, NOW)


def _home(tx: Tx) -> int:
    return gathered(tx).reporter.home_id or 0


def _signed(tx: Tx, activity: Activity, who: Person) -> SignUp:
    return signing.sign_up(tx, who, activity.id, 1, NOW)


def door(tx: Tx, name: str) -> Scene:
    who = gathered(tx).reporter
    return Scene(who.id, "week.0" if name == "see" else "", relations={"self": who})


def hosting(tx: Tx, _name: str) -> Scene:
    staff = gathered(tx).staff
    return Scene(staff.id, relations={"host": staff})


def one(tx: Tx, name: str) -> Scene:
    """A published activity; a draft for who looks at one that is not."""
    cast = gathered(tx)
    name, _space, how = name.partition(" ")
    if how == "draft":
        return Scene(planning.draft(tx, cast.staff, plan(_home(tx)), NOW).id)
    activity = published(tx, capacity=1 if name == "accept" else None)
    relations = {"guest": cast.reporter}
    if name == "accept":
        _signed(tx, activity, cast.responsible)
    if name in ("leave", "photos", "accept", "album"):
        own = _signed(tx, activity, cast.reporter)
    if name == "accept":
        morning = NOW + HOUR_MS  # nine in the town
        signing.leave(tx, cast.responsible, activity.id, morning)
    if name == "album":
        sign_ups.change(tx, own, stage=Coming.ATTENDED)
        _over(tx, activity)
        attending.add_photos(tx, cast.staff, activity.id, [("file", "unique")], NOW)
    if name == "poster":
        planning.show_poster(tx, cast.staff, activity.id, ("file", "unique"), NOW)
    return Scene(activity.id, {"join": "2", "photos": "yes"}.get(name, ""), relations=relations)


def _led(tx: Tx) -> Scene:
    """What somebody who leads a team there has planned."""
    maker = gathered(tx).responsible
    people.grant(tx, maker.id, Role.TEAM_LEADER, _home(tx), None, NOW)
    maker = people.known(tx, maker.id)
    activity = planning.draft(tx, maker, plan(_home(tx)), NOW)
    planning.publish(tx, maker, activity.id, NOW)
    return Scene(activity.id, relations={"maker": maker})


def hosted(tx: Tx, name: str) -> Scene:
    """The same as its hosts see it."""
    if name.endswith(" led"):
        return _led(tx)
    if name == "publish":
        return one(tx, "open draft")
    activity = published(tx)
    if name in ("album", "clear"):
        _over(tx, activity)
    return Scene(activity.id, "week" if name == "again" else "")


def _over(tx: Tx, activity: Activity) -> None:
    planning.finish(tx, activity.id, "", activity.ends)


def roll(tx: Tx, name: str) -> Scene:
    """Somebody is on the list of an activity to come."""
    if name.endswith(" led"):
        return _led(tx)
    activity = published(tx)
    own = _signed(tx, activity, gathered(tx).reporter)
    extra = {"page": "0", "tap": f"{short(own.id)}.0", "out": short(own.id)}.get(name, "")
    return Scene(activity.id, extra)


def yearly(tx: Tx, name: str) -> Scene:
    """The calendar of the community; on the eighth of March something may be held."""
    cast = gathered(tx)
    community = next(
        at for at in places.upwards(tx, place_of(tx, published(tx))) if at.kind == Kind.COMMUNITY
    )
    code = f"{date(2026, 3, 8).toordinal()}-women.0"
    extra = {"see": "0", "day": code, "hold": code, "strike": code}.get(name, "")
    assert cast.staff.holds(LEADS, community.path)
    return Scene(community.id, extra)


def thanked(tx: Tx, name: str) -> Scene:
    """Somebody was there."""
    cast = gathered(tx)
    activity = published(tx)
    own = _signed(tx, activity, cast.reporter)
    own = sign_ups.change(tx, own, stage=Coming.ATTENDED)
    _over(tx, activity)
    if name == "again":
        attending.rate(tx, cast.reporter, own.id, Liked.GOOD)
    extra = {"rate": "good", "again": "yes"}.get(name, "")
    return Scene(own.id, extra, relations={"guest": cast.reporter})


def planned(tx: Tx, _name: str) -> Scene:
    """An activity of a team at the place of the matter."""
    place = place_of(tx, published(tx))
    begins = datetime.fromtimestamp(STARTS / 1000, UTC).isoformat()
    filled = {
        "called": "元宵猜灯谜",
        "category": "festival",
        "origin": "team",
        "spot": "二楼活动室",
        "place": place.id,
        "starts": begins,
        "lasts": "120",
        "host": "广安社区",
    }
    return Scene(filled=filled)


def of_one(filled: dict[str, object]) -> Callable[[Tx, str], Scene]:
    """A form about a published activity."""

    def scene(tx: Tx, _name: str) -> Scene:
        return Scene(filled={"activity": published(tx).id, **filled})

    return scene


def pictures(tx: Tx, _name: str) -> Scene:
    activity = published(tx)
    _over(tx, activity)
    return Scene(filled={"activity": activity.id, "photos": PHOTO})


PHOTO = [{"file_id": "file", "unique_id": "unique"}]
CARDS = {
    "agenda": door,
    "hosting": hosting,
    "activity": one,
    "hostcard": hosted,
    "roll": roll,
    "yearly": yearly,
    "howitwas": thanked,
}
FORMS = {
    "activities.plan": planned,
    "activities.poster": of_one({"photos": PHOTO}),
    "activities.photos": pictures,
    "activities.cancel": of_one({"why": "要下大雨"}),
    "activities.enter": of_one({"called": "赵大爷", "count": 2}),
}

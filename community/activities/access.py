"""Who holds activities, and where."""

from community.activities.kinds import Origin
from community.refused import Refused
from community.roles import LEADS, STAFF
from storage import activities, people, places
from storage.activities import Activity
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

ACTIVITY = "activity"  # the kind of row that cards show


def leads(who: Person) -> bool:
    """Whether somebody holds activities anywhere."""
    return any(held.role in LEADS for held in who.roles)


def place_of(tx: Tx, activity: Activity) -> Place:
    place = places.get(tx, activity.place_id)
    assert place is not None, "places are never deleted"
    return place


def is_host(tx: Tx, who: Person, activity: Activity) -> bool:
    """Whether it is theirs to hold: the staff of the place, or who planned it and leads there."""
    path = place_of(tx, activity).path
    return who.holds(STAFF, path) or (activity.made_by == who.id and who.holds(LEADS, path))


def origins(who: Person) -> frozenset[Origin]:
    """As whose somebody may hold one: who leads a team does so for the team alone."""
    staff = any(held.role in STAFF for held in who.roles)
    return frozenset(Origin) if staff else frozenset({Origin.TEAM})


def hosted(tx: Tx, who: Person, activity_id: int) -> Activity:
    """The activity, kept from others until the transaction ends; only for who holds it."""
    activity = activities.hold(tx, activity_id)
    if activity is None or not is_host(tx, who, activity):
        raise Refused("activities.not_found")
    return activity


def hosts(tx: Tx, activity: Activity) -> list[Person]:
    """Who hears of it: who planned it as long as it is theirs, else the staff of the place."""
    maker = people.get(tx, activity.made_by) if activity.made_by else None
    if maker is not None and maker.reachable and is_host(tx, maker, activity):
        return [maker]
    holders = people.holders(tx, place_of(tx, activity), sorted(STAFF))
    return [one for one in holders if one.reachable]

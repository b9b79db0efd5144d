"""Somebody is in danger: never a case first (domain §3)."""

from community.refused import Refused
from community.roles import Role
from community.tells import tell_all
from storage import alerts, people, places
from storage.alerts import Alert
from storage.people import Person
from storage.tx import Tx


def raise_alarm(tx: Tx, who: Person, now: int) -> Alert:
    """Alert all staff where the person lives; the numbers to call come first."""
    home = places.get(tx, who.home_id) if who.home_id else None
    alert = alerts.add(tx, who.id, (home or places.roots(tx)[0]).id, now)
    tell_all(tx, alerted(tx, alert), "issues.emergency", alert.id)
    return alert


def call_off(tx: Tx, who: Person, alert_id: int, now: int) -> None:
    """不是紧急情况: those alerted hear that, too."""
    alert = alerts.get(tx, alert_id)
    if alert is None or alert.person_id != who.id:
        raise Refused("cases.not_found")
    if not alerts.calm(tx, alert_id, now):
        raise Refused("cases.moved_on")
    tell_all(tx, alerted(tx, alert), "issues.all_clear", alert.id)


def alerted(tx: Tx, alert: Alert) -> list[Person]:
    """The staff of the place whom messages reach."""
    place = places.get(tx, alert.place_id)
    roles = [Role.COMMUNITY_STAFF, Role.SUBDISTRICT_STAFF, Role.ADMIN]
    found = people.holders(tx, place, roles) if place else []
    return [person for person in found if person.reachable]

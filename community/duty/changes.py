"""Shifts that change hands: a colleague takes one, and what one leaves to the next."""

from datetime import timedelta

from community.duty import current, following, holder, local, over, works_at
from community.duty.roster import changed
from community.refused import Refused
from community.roles import Role, staff_of
from community.tells import tell, tell_all
from storage import handovers, people, places, rosters, swaps
from storage.handovers import Handover
from storage.people import Person
from storage.places import Place
from storage.rosters import Slot
from storage.swaps import Swap
from storage.tx import Tx


def coming(tx: Tx, who: Person, now: int) -> list[Slot]:
    """One's own shifts that are not over."""
    since = local(places.roots(tx)[0], now).date() - timedelta(days=1)
    return [
        slot
        for slot in rosters.of(tx, who.id, since)
        if (place := places.get(tx, slot.place_id)) and not over(place, slot.day, slot.shift, now)
    ]


def ask(tx: Tx, who: Person, slot_id: int, to_id: int, now: int) -> Swap:
    """Ask a colleague to take a shift of one's own."""
    slot, place = _slot(tx, slot_id)
    to = people.get(tx, to_id)
    if slot.person_id != who.id or over(place, slot.day, slot.shift, now):
        raise Refused("duty.not_found")
    if to is None or to.id == who.id or not works_at(to, place):
        raise Refused("duty.no_colleague")
    if not to.reachable:
        raise Refused("duty.unreachable")
    swap = swaps.add(tx, slot.id, who.id, to.id, now)
    tell(tx, to.id, "duty.asked", swap.id)
    return swap


def accept(tx: Tx, who: Person, swap_id: int, now: int) -> Swap:
    """Take the shift; the first who does has it, and both and the staff hear."""
    swap, slot, place = _asked(tx, who, swap_id)
    if over(place, slot.day, slot.shift, now) or not works_at(who, place):
        raise Refused("duty.over")
    if not swaps.decide(tx, swap.id, now, accepted=True):
        raise Refused("duty.decided")
    if not rosters.pass_on(tx, slot, swap.from_id, who.id):
        raise Refused("duty.taken")
    tx.touched.add(("swap", swap.id))
    changed(tx, slot.roster_id)
    role = Role.COMMUNITY_STAFF if place.parent_id else Role.SUBDISTRICT_STAFF
    told = {swap.from_id, *(one.id for one in people.holders(tx, place, [role]))} - {who.id}
    for person_id in sorted(told):
        tell(tx, person_id, "duty.swapped", swap.id)
    return swap


def refuse(tx: Tx, who: Person, swap_id: int, now: int) -> Swap:
    """Say that one cannot; only who has asked hears."""
    swap, _slot, _place = _asked(tx, who, swap_id)
    if not swaps.decide(tx, swap.id, now, accepted=False):
        raise Refused("duty.decided")
    tx.touched.add(("swap", swap.id))
    tell(tx, swap.from_id, "duty.declined", swap.id)
    return swap


def on_now(tx: Tx, who: Person, now: int) -> Place | None:
    """Where somebody is on now, by the roster."""
    for slot in coming(tx, who, now):
        place = places.get(tx, slot.place_id)
        if place and (slot.day, slot.shift) == current(place, now) and works_at(who, place):
            return place
    return None


def hand_over(tx: Tx, who: Person, note: str, now: int) -> Handover:
    """Leave word for the next on duty; where the roster names nobody, for the staff."""
    place = on_now(tx, who, now)
    if place is None:
        raise Refused("duty.not_on")
    to = holder(tx, place, rosters.at(tx, place.id, *following(*current(place, now))))
    named = to if to and to.reachable and to.id != who.id else None
    readers = [named] if named else next_staff(tx, who, place)
    if not readers:
        raise Refused("duty.nobody_next")
    handover_id = handovers.add(tx, place.id, who.id, named.id if named else None, note, now)
    tell_all(tx, readers, "duty.handed_over", handover_id)
    handover = handovers.get(tx, handover_id)
    assert handover is not None
    return handover


def next_staff(tx: Tx, who: Person, place: Place) -> list[Person]:
    """The nearest staff beside oneself whom messages reach."""
    for role in (Role.COMMUNITY_STAFF, Role.SUBDISTRICT_STAFF, Role.ADMIN):
        found = people.holders(tx, place, [role])
        if others := [one for one in found if one.reachable and one.id != who.id]:
            return others
    return []


def take_over(tx: Tx, who: Person, handover_id: int, now: int) -> Handover:
    """Confirm that one has read it and is on now."""
    handover = handovers.get(tx, handover_id)
    place = places.get(tx, handover.place_id) if handover else None
    if handover is None or place is None or not takes(who, handover, place):
        raise Refused("duty.not_found")
    if not handovers.confirm(tx, handover.id, who.id, now):
        raise Refused("duty.decided")
    tx.touched.add(("handover", handover.id))
    tell(tx, handover.from_id, "duty.taken_over", handover.id)
    return handover


def takes(who: Person, handover: Handover, place: Place) -> bool:
    """Whether it is for them to take over."""
    if handover.from_id == who.id:
        return False
    named = handover.to_id == who.id and works_at(who, place)
    return named or (handover.to_id is None and staff_of(who, place))


def _asked(tx: Tx, who: Person, swap_id: int) -> tuple[Swap, Slot, Place]:
    swap = swaps.get(tx, swap_id)
    if swap is None or swap.to_id != who.id:
        raise Refused("duty.not_found")
    return swap, *_slot(tx, swap.shift_id)


def _slot(tx: Tx, slot_id: int) -> tuple[Slot, Place]:
    slot = rosters.slot(tx, slot_id)
    place = places.get(tx, slot.place_id) if slot else None
    if slot is None or place is None:
        raise Refused("duty.not_found")
    return slot, place

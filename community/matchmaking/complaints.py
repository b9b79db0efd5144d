"""Complaints: whom one is about is introduced to nobody until staff have decided."""

from community.matchmaking import Stage
from community.matchmaking.ending import Ending, end_of, hold_standing
from community.matchmaking.leaving import expel
from community.matchmaking.matchmakers import looks_after
from community.refused import Refused
from community.roles import STAFF, is_staff, staff_of
from community.tells import tell, tell_all
from storage import complaints, introductions, people, places, singles
from storage.complaints import Complaint
from storage.introductions import Introduction
from storage.people import Person
from storage.singles import Single
from storage.tx import Tx

LISTED = 100


def complain(tx: Tx, who: Person, introduction_id: int, words: str, now: int) -> Complaint:
    """Complain about the one to whom one was introduced, also after it has ended."""
    one = introductions.get(tx, introduction_id)
    if one is None or who.id not in one.both:
        raise Refused("matchmaking.not_found")
    return _file(tx, who, one.other(who.id), one, words, now)


def report(tx: Tx, who: Person, single_id: int, words: str, now: int) -> Complaint:
    """The same by a matchmaker, about somebody they look after."""
    single = singles.get(tx, single_id)
    if single is None or not looks_after(who, single):
        raise Refused("matchmaking.not_found")
    return _file(tx, who, single.person_id, None, words, now)


def may_decide(tx: Tx, who: Person, complaint: Complaint) -> bool:
    """Staff of the place, unless they are one of the two."""
    place = places.get(tx, complaint.place_id)
    party = who.id in (complaint.by_id, complaint.about_id)
    return place is not None and staff_of(who, place) and not party


def decide(tx: Tx, who: Person, complaint_id: int, now: int, *, upheld: bool) -> None:
    """Right: they are registered no more. Not right: everything goes on as before."""
    complaint = complaints.get(tx, complaint_id)
    if complaint is None or not may_decide(tx, who, complaint):
        raise Refused("matchmaking.not_found")
    hold_standing(tx, complaint.about_id)
    held = singles.hold_of(tx, complaint.about_id)
    if not complaints.decide(tx, complaint.id, who.id, now, upheld=upheld):
        raise Refused("cases.moved_on")
    tx.touched.add(("complaint", complaint.id))
    if upheld:
        expel(tx, complaint.about_id, now)
    elif held and not complaints.stands_about(tx, complaint.about_id):
        singles.freeze(tx, held[0].id, None)
        tx.touched.add(("single", held[0].id))
    for person_id in (complaint.by_id, complaint.about_id):
        tell(tx, person_id, "matchmaking.decided", complaint.id, upheld=upheld)


def to_decide(tx: Tx, who: Person) -> list[Complaint]:
    """What waits for somebody's decision."""
    if not is_staff(who):
        return []
    found: dict[int, Complaint] = {}
    for held in who.roles:
        if held.role in STAFF:
            found |= {one.id: one for one in complaints.standing(tx, held.path, LISTED)}
    return [one for one in found.values() if may_decide(tx, who, one)]


def _file(
    tx: Tx, who: Person, about_id: int, one: Introduction | None, words: str, now: int
) -> Complaint:
    end_of(tx, about_id, Ending.COMPLAINT, now)
    found = singles.hold_of(tx, about_id)
    if not found:
        raise Refused("matchmaking.not_found")
    single = found[0]
    place_id, about = single.place_id, one.id if one else None
    complaint_id = complaints.add(tx, about, who.id, about_id, place_id, words, now)
    if complaint_id is None:
        raise Refused("matchmaking.complained")
    _freeze(tx, single, now)
    place = places.get(tx, place_id)
    staff = people.holders(tx, place, sorted(STAFF)) if place else []
    others = [one for one in staff if one.id not in (who.id, about_id)]
    tell_all(tx, others, "matchmaking.complaint", complaint_id)
    complaint = complaints.get(tx, complaint_id)
    assert complaint is not None
    return complaint


def _freeze(tx: Tx, single: Single, now: int) -> None:
    """Hold somebody back, who hears that, but not from whom it came."""
    if single.frozen is None:
        singles.freeze(tx, single.id, now)
    tx.touched.add(("single", single.id))
    if single.stage != Stage.WITHDRAWN:
        tell(tx, single.person_id, "matchmaking.held_back", single.id)
        if single.matchmaker_id is not None:
            tell(tx, single.matchmaker_id, "matchmaking.held_back_of", single.id)

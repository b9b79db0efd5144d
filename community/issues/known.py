"""已经知道了: the same matter at the same place, reported once and followed by many (domain §3)."""

from community.cases import OPEN, held, take_step, voices
from community.issues import CALL_BACK
from community.issues.access import supervised
from community.issues.kinds import KIND, Category
from community.issues.watch import set_watch
from community.places import Kind
from community.refused import Refused
from community.tells import tell
from storage import cases, followers, outages, places, timers
from storage.cases import Case
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

SHOWN = 3  # known matters, the newest
LOOKED = 50  # of those among which something is looked for, the newest
# Where a matter of this category is the same one; otherwise in the same building.
SCOPES = {Category.SUPPLY: Kind.ESTATE}
# Of these nobody else learns: they are about somebody, or say nothing of what it is.
APART = frozenset({Category.NOISE, Category.PETS, Category.PROPERTY, Category.OTHER})


def known(tx: Tx, category: str, place: Place) -> list[Case]:
    """What is known and not over yet of this category where it is asked about."""
    most = LOOKED if category in APART else SHOWN
    found = [case for case in _alike(tx, category, place, most) if followable(tx, case)]
    return found[-SHOWN:]


def followable(tx: Tx, case: Case) -> bool:
    """Whether neighbours may learn that it is being dealt with."""
    if case.kind != KIND or case.stage not in OPEN:
        return False
    return case.category not in APART or outages.of(tx, case.id) is not None


def may_look(tx: Tx, who: Person, case: Case) -> bool:
    """Whether somebody may see how it stands: until it is over everybody."""
    return followable(tx, case) or followers.follows(tx, case.id, who.id)


def follow(tx: Tx, who: Person, case_id: int, now: int) -> Case:
    """我也遇到: hear of every change; who has reported it does so anyway."""
    case, _place = held(tx, case_id, KIND)
    if not followable(tx, case) or who.id in voices(case):
        raise Refused("cases.not_found")
    if followers.add(tx, case.id, who.id, now):
        case = cases.change(tx, case, stage=case.stage)
        tx.touched.add(("case", case.id))
    return case


def unfollow(tx: Tx, who: Person, case_id: int) -> None:
    """Hear no more of it."""
    case, _place = held(tx, case_id, KIND)
    if not followers.remove(tx, case.id, who.id):
        raise Refused("cases.not_found")
    cases.change(tx, case, stage=case.stage)
    tx.touched.add(("case", case.id))


def leaders(tx: Tx, who: Person, case_id: int) -> list[Case]:
    """The cases with which this one could go on; only staff of the place may ask."""
    case, place = supervised(tx, who, case_id)
    if case.stage not in OPEN:
        return []
    found = _alike(tx, case.category, place, LOOKED + 1)
    return [one for one in found if one.id != case.id]


def merge(tx: Tx, who: Person, case_id: int, leading_id: int, now: int) -> Case:
    """并单: go on with a neighbour's case; the reporter follows that one from now on."""
    case, place = supervised(tx, who, case_id)
    leading, _place = supervised(tx, who, leading_id)
    if leading.id not in {one.id for one in leaders(tx, who, case.id)}:
        raise Refused("cases.moved_on")
    case, _entry = take_step(tx, who, case, "merge", now, leading.number, closed=now)
    set_watch(tx, case, place, now)
    timers.cancel(tx, CALL_BACK, case.id)
    followers.lead(tx, case.id, leading.id, now)
    for person_id in (*voices(case), *followers.of(tx, case.id)):
        followers.remove(tx, case.id, person_id)
        if person_id not in voices(leading):
            followers.add(tx, leading.id, person_id, now)
            tell(tx, person_id, "issues.merged", leading.id)
        else:
            tell(tx, person_id, "issues.merged_own", leading.id)
    cases.change(tx, leading, stage=leading.stage)
    tx.touched.add(("case", leading.id))
    return case


def around(tx: Tx, category: str, place: Place) -> Place:
    """Where everything of this category is taken for the same matter."""
    scope = SCOPES.get(Category(category)) if category in set(Category) else None
    above = [at for at in places.upwards(tx, place) if at.kind == (scope or Kind.BUILDING)]
    return above[0] if above else place


def _alike(tx: Tx, category: str, place: Place, most: int) -> list[Case]:
    path = around(tx, category, place).path
    return cases.alike(tx, KIND, category, path, sorted(OPEN), most)

"""What the responsible send in reply to a case: it counts as signing for it (domain §3)."""

from collections.abc import Sequence

from community.cases import Stage, held, take_step
from community.issues import arrive, sign
from community.issues.access import is_responsible, may_see, on_duty
from community.issues.kinds import KIND, File
from community.issues.watch import SITE, WATCHED
from community.refused import Refused
from community.roles import staff_of
from community.tells import tell_all
from storage import cases, media, people
from storage.cases import Case, Entry
from storage.media import Medium
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

REMARK = "remark"
PHOTO = "photo"
HANDED = frozenset({"dispatch", "transfer"})
ALBUM_MS = 60_000  # within which the parts of an album follow each other


def remark(
    tx: Tx,
    who: Person,
    case_id: int,
    text: str | None,
    files: Sequence[File],
    now: int,
    *,
    more: bool = False,
) -> Case:
    """Keep a reply; it signs, and a photo says that they are on the spot where that has a term.

    One `more` of an album is kept with the part before it.
    """
    case, place = held(tx, case_id, KIND)
    if not is_responsible(who, case, place):
        seen = may_see(tx, who, case)
        raise Refused("issues.not_in_hand" if seen else "cases.not_found")
    before = cases.timeline(tx, case.id)[-1]
    photo = any(kind == PHOTO for kind, _file_id, _unique_id in files)
    if photo and case.site_due and case.arrived is None and case.stage in WATCHED[SITE]:
        case = arrive(tx, who, case_id, now)
    elif case.stage == Stage.DISPATCHED:
        case = sign(tx, who, case_id, now)
    elif not text and not files:
        raise Refused("issues.nothing_to_keep")
    if not text and not files:
        return case
    if more and _continues(before, who, now):
        entry, case = before, cases.change(tx, case, stage=case.stage)
        tx.touched.add(("case", case.id))
    else:
        case, entry = take_step(tx, who, case, REMARK, now, text)
    for kind, file_id, unique_id in files:
        media.attach(tx, now, entry, kind, file_id, unique_id)
    if entry is not before and is_talk(text, files):
        tell_all(tx, hearers(tx, who, case, place), "issues.remarked", case.id)
    return case


def is_talk(text: str | None, files: Sequence[File]) -> bool:
    """Whether a reply is more than photos: that is for the staff alone."""
    return bool(text) or any(kind != PHOTO for kind, _file_id, _unique_id in files)


def hearers(tx: Tx, who: Person, case: Case, place: Place) -> list[Person]:
    """Who hears a reply: who has handed the case on, or else the staff of the place."""
    handed = [entry for entry in cases.timeline(tx, case.id) if entry.step in HANDED]
    by = people.get(tx, handed[-1].who_id) if handed and handed[-1].who_id else None
    found = [by] if by and by.reachable and staff_of(by, place) else on_duty(tx, place)
    return [one for one in found if one.id != who.id]


def for_residents(tx: Tx, case: Case) -> list[Medium]:
    """What residents see of the files of a case: of the replies of those at work only photos."""
    talk = {entry.id for entry in cases.timeline(tx, case.id) if entry.step == REMARK}
    kept = media.of(tx, case.id)
    return [one for one in kept if one.kind == PHOTO or one.timeline_id not in talk]


def _continues(before: Entry, who: Person, now: int) -> bool:
    return before.step == REMARK and before.who_id == who.id and now - before.at < ALBUM_MS

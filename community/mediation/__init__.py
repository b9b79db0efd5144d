"""Disputes between neighbours: asked for, taken up by a mediator, heard apart (domain §5)."""

from community.agreements import sessions
from community.agreements.sides import redraw
from community.cases import open_case
from community.deadlines import MINUTE_MS
from community.issues.access import on_duty
from community.mediation import rooms
from community.mediation.access import asked
from community.mediation.kinds import KIND, Level, Origin, Request, Side
from community.mediation.steps import LIVE, lead
from community.mediation.watch import set_watch
from community.places import PICKABLE
from community.refused import Refused
from community.tells import tell_all
from community.workdays import working_day_later
from storage import casebooks, cases, disputes, media, parties, places
from storage.cases import Case
from storage.people import Person
from storage.places import Place
from storage.tx import Tx, Value

WHILE_MS = 5 * MINUTE_MS  # in which one person may ask only so often
LOOKED_AT = 50  # of one's own, the newest, for the same dispute once more


def request(
    tx: Tx, who: Person, wanted: Request, now: int, at_once: int = 0, origin: Origin = Origin.TEAM
) -> Case:
    """Open a dispute; those hear of it who are to mediate it at the lowest level."""
    place = places.get(tx, wanted.place_id)
    if place is None or place.kind not in PICKABLE:
        raise Refused("places.gone")
    if at_once and casebooks.reported_since(tx, KIND, who.id, now - WHILE_MS) >= at_once:
        raise Refused("mediation.enough")
    if standing(tx, who, wanted) is not None:
        raise Refused("mediation.standing")
    if wanted.name and not wanted.may_tell:
        raise Refused("mediation.nothing_to_tell")
    case, entry = open_case(tx, who, place, KIND, wanted.matter, wanted.story, now)
    for file in wanted.files:
        media.attach(tx, now, entry, *file)
    disputes.add(
        tx,
        now,
        case,
        origin=origin,
        opposite=wanted.opposite,
        name=wanted.name,
        may_tell=wanted.may_tell if wanted.name else None,
        settle=wanted.settle,
        level=Level.NEAR,
    )
    parties.add(tx, case.id, Side.A, who.id, now, agreed=now)
    return call(tx, who, case, place, "call", now)


def standing(tx: Tx, who: Person, wanted: Request) -> Case | None:
    """An open dispute of theirs about the same matter with the same one."""
    for case in casebooks.reported_by(tx, who.id, LOOKED_AT, KIND):
        if case.stage in LIVE and case.category == wanted.matter:
            dispute = disputes.known(tx, case.id)
            if disputes.name(tx, dispute) == wanted.name and case.place_id == wanted.place_id:
                return case
    return None


def opposed(tx: Tx, who: Person, matter: str) -> Case | None:
    """An open dispute about such a matter of which they are the other side already."""
    for party in parties.theirs(tx, who.id, LOOKED_AT):
        case = cases.known(tx, party.case_id)
        if party.side == Side.B and case.stage in LIVE and case.category == matter:
            return case
    return None


def call(
    tx: Tx,
    who: Person | None,
    case: Case,
    place: Place,
    step: str,
    now: int,
    note: str | None = None,
    **values: Value,
) -> Case:
    """Let a dispute wait for a mediator, and ask those who could be it."""
    sessions.drop(tx, case, now)
    redraw(tx, case)
    if case.responsible_id is not None:
        rooms.veil(tx, case)
    due = working_day_later(tx, now, place.zone)
    given = {"responsible_id": None, "dispatched": now, "contact_due": due} | values
    case, _entry = lead(tx, who, case, step, now, note, **given)
    set_watch(tx, case, place, now)
    tell_all(tx, asked(tx, case, place) or on_duty(tx, place), "mediation.wanted", case.id)
    return case
